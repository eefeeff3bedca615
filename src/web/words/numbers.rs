//! Numbers, sizes and days, written the way the language writes them.

use super::common;
use super::language::{Language, language};

/// A number with a sign between its thousands.
pub fn grouped(number: usize) -> String {
    let sign = match language() {
        Language::English => ',',
        Language::German => '.',
    };
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(sign);
        }
        grouped.push(digit);
    }
    grouped
}

/// A size in characters of storage, as people read sizes: "18 KB", "1.2 MB". One character is counted as
/// one byte, as the five megabytes that browsers speak of are counted.
pub fn size(characters: usize) -> String {
    match characters {
        0..1_000 => format!("{characters} B"),
        1_000..1_000_000 => format!("{} KB", characters / 1_000),
        _ => {
            let point = match language() {
                Language::English => '.',
                Language::German => ',',
            };
            format!("{}{point}{} MB", characters / 1_000_000, characters / 100_000 % 10)
        }
    }
}

/// A decimal number, from the way programs write it to the way the language does.
pub fn decimal(number: &str) -> String {
    match language() {
        Language::English => number.to_owned(),
        Language::German => number.replace('.', ","),
    }
}

/// A day: "3 May 2026". The month is counted from 0, as the browser counts it.
pub fn day(number: u32, month: u32, year: u32) -> String {
    let month = MONTHS.get(month as usize).map_or("", |name| name());
    common::day(&number, &month, &year)
}

const MONTHS: [fn() -> &'static str; 12] = [
    common::january,
    common::february,
    common::march,
    common::april,
    common::may,
    common::june,
    common::july,
    common::august,
    common::september,
    common::october,
    common::november,
    common::december,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::words::language::speak;

    #[test]
    fn numbers_read_well() {
        let cases = [(0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (number, expected) in cases {
            assert_eq!(grouped(number), expected);
        }
        let sizes = [(12, "12 B"), (18_400, "18 KB"), (5_242_880, "5.2 MB"), (1_000_000, "1.0 MB")];
        for (characters, expected) in sizes {
            assert_eq!(size(characters), expected);
        }
        assert_eq!(day(3, 4, 2026), "3 May 2026");
    }

    #[test]
    fn numbers_read_well_in_german() {
        speak(Language::German);
        assert_eq!(grouped(1_234_567), "1.234.567");
        assert_eq!(decimal("1.5"), "1,5");
        assert_eq!(size(5_242_880), "5,2 MB");
        assert_eq!(day(3, 4, 2026), "3. Mai 2026");
    }
}
