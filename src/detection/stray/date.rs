//! Dates as news pages print them.

use std::ops::Range;

use super::has_byte;

/// A date in a line, in bytes.
pub(super) struct Found {
    pub range: Range<usize>,
    pub iso: Option<String>,
    /// Whether the line holds nothing but the date, its time, and words that come with one.
    pub is_alone: bool,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that stand beside a date and say nothing else.
const BESIDE: [&str; 43] = [
    "published",
    "updated",
    "posted",
    "last",
    "first",
    "modified",
    "on",
    "at",
    "date",
    "time",
    "by",
    "am",
    "pm",
    "a",
    "m",
    "p",
    "gmt",
    "utc",
    "bst",
    "cet",
    "cest",
    "est",
    "edt",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "et",
    "pt",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "min",
    "minute",
    "minutes",
    "read",
    "t",
];

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let is_short = (word.len() == 3 || word == "sept") && word.is_ascii();
    let at = MONTHS.iter().position(|month| *month == word || (is_short && month.starts_with(&word)))?;
    u32::try_from(at + 1).ok()
}

fn number(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    (digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn is_beside(word: &str) -> bool {
    let lower = word.to_lowercase();
    let short = |day: &&str| day.ends_with("day") && lower.len() >= 3 && day.starts_with(&lower);
    // "10am", "30pm", "03T10"
    let clock = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_clock =
        clock.bytes().all(|byte| byte.is_ascii_digit()) && clock.len() <= 2 && clock.len() + 2 == lower.len();
    BESIDE.contains(&lower.as_str())
        || BESIDE.iter().any(short)
        || number(word).is_some()
        || (is_clock && !clock.is_empty())
}

/// The first date of a line.
pub(super) fn date(line: &str) -> Option<Found> {
    // Every date has a year in digits, and most lines have none.
    if !has_byte(line, |byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, &line[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    let (at, length, [year, month, day], is_plain) = (0..words.len())
        .find_map(|at| read(line, &words[at..]).map(|(n, parts, plain)| (at, n, parts, plain)))?;
    let last = words[at + length - 1];
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let is_real = (1..=12).contains(&month) && (1..=days[(month as usize).clamp(1, 12) - 1]).contains(&day);
    if !is_real {
        return None;
    }
    let others = words[..at].iter().chain(&words[at + length..]);
    Some(Found {
        range: words[at].0..last.0 + last.1.len(),
        iso: is_plain.then(|| format!("{year:04}-{month:02}-{day:02}")),
        is_alone: others.into_iter().all(|(_, word)| is_beside(word)),
    })
}

/// A date that these words begin with: how many they are, its year, month and day, and whether nothing else can
/// be meant.
fn read(line: &str, words: &[(usize, &str)]) -> Option<(usize, [u32; 3], bool)> {
    let [one, two, three, ..] = words else { return None };
    let year = |word: &str| number(word).filter(|year| word.len() == 4 && (1800..2200).contains(year));
    let day = |word: &str| number(word).filter(|day| word.len() <= 4 && (1..=31).contains(day));
    let gap = |a: &(usize, &str), b: &(usize, &str)| line[a.0 + a.1.len()..b.0].trim();
    let near = |sign: &str| matches!(sign, "" | "," | "." | ".,");
    let (first, second) = (gap(one, two), gap(two, three));
    if let (true, true, Some(year)) = (near(first), near(second), year(three.1)) {
        if let (Some(month), Some(day)) = (month(one.1), day(two.1)) {
            return Some((3, [year, month, day], true));
        }
        if let (Some(day), Some(month)) = (day(one.1), month(two.1)) {
            return Some((3, [year, month, day], true));
        }
    }
    if first != second || !matches!(first, "-" | "/" | ".") {
        return None;
    }
    if let (Some(year), Some(month), Some(day)) = (year(one.1), number(two.1), number(three.1)) {
        return (first == "-" || first == "/").then_some((3, [year, month, day], true));
    }
    let (Some(a), Some(b), Some(year)) = (day(one.1), day(two.1), year(three.1)) else { return None };
    // "03/04/2024" is a day in March or in April.
    match (a <= 12, b <= 12) {
        (_, false) => Some((3, [year, a, b], true)),
        (false, true) => Some((3, [year, b, a], true)),
        (true, true) => Some((3, [year, b, a], a == b)),
    }
}
