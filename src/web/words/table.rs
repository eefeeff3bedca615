//! How tables of messages are written, and how a message is said.
//!
//! A row has a key and every language side by side; one without German does not compile. Each key becomes a function:
//!
//! ```text
//! table! {
//!     cancel: "Cancel" => "Abbrechen";
//!     deleted(title): "Deleted “{title}”." => "„{title}“ gelöscht.";
//!     annotations[count]: "{count} annotation" | "{count} annotations" => "{count} Markierung" | "{count} Markierungen";
//! }
//! ```
//!
//! `cancel()` is a `&'static str`, `deleted(&title)` and `annotations(2)` are strings. Values stand in parentheses, the
//! number that decides between one and many in brackets. A placeholder without a value, and a value without its
//! placeholder, do not compile either.

use std::fmt::{Display, Write as _};

use super::language::language;
use super::numbers::grouped;

/// A message without values, to be said in the language of the moment.
pub type Say = fn() -> &'static str;

/// One row: the key, then each form in each language. What tests look through.
#[cfg(test)]
pub type Row = (&'static str, &'static [[&'static str; 2]]);

/// Writes a function for each row, and the list of all rows for tests.
macro_rules! table {
    ($($key:ident $([$count:ident])? $(($($name:ident),+))? :
        $en:literal $(| $en_many:literal)? => $de:literal $(| $de_many:literal)?;)+) => {
        $($crate::web::words::table::row! {
            $key $([$count])? $(($($name),+))? : $en $(| $en_many)? => $de $(| $de_many)?
        })+

        /// Every row of this table.
        #[cfg(test)]
        pub const ROWS: &[$crate::web::words::table::Row] =
            &[$((stringify!($key), &[[$en, $de] $(, [$en_many, $de_many])?])),+];
    };
}

/// One row of a [`table!`].
macro_rules! row {
    ($key:ident : $en:literal => $de:literal) => {
        #[doc = concat!("“", $en, "”")]
        pub fn $key() -> &'static str {
            const { $crate::web::words::table::check(&[$en, $de], &[]) }
            $crate::web::words::table::pick(&[$en, $de])
        }
    };
    ($key:ident ($($name:ident),+) : $en:literal => $de:literal) => {
        #[doc = concat!("“", $en, "”")]
        pub fn $key($($name: &dyn std::fmt::Display),+) -> String {
            const { $crate::web::words::table::check(&[$en, $de], &[$(stringify!($name)),+]) }
            $crate::web::words::table::fill(&[$en, $de], &[$((stringify!($name), $name)),+])
        }
    };
    ($key:ident [$count:ident] $(($($name:ident),+))? : $en:literal | $en_many:literal => $de:literal | $de_many:literal) => {
        #[doc = concat!("“", $en_many, "”")]
        pub fn $key($count: usize $($(, $name: &dyn std::fmt::Display)+)?) -> String {
            const {
                $crate::web::words::table::check(&[$en_many, $de_many], &[stringify!($count) $($(, stringify!($name))+)?]);
            }
            $crate::web::words::table::fill_counted(
                &[[$en, $de], [$en_many, $de_many]], $count, &[(stringify!($count), &"") $($(, (stringify!($name), $name))+)?]
            )
        }
    };
}

pub(crate) use {row, table};

/// The form for the language of the moment.
#[inline(never)]
pub fn pick(forms: &'static [&'static str; 2]) -> &'static str {
    forms[language() as usize]
}

/// The form for the language of the moment, with its values.
#[inline(never)]
pub fn fill(forms: &'static [&'static str; 2], values: &[(&str, &dyn Display)]) -> String {
    let mut said = String::new();
    let mut rest = pick(forms);
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some((_, value)) = values.iter().find(|(other, _)| *other == name) {
            // Writing to a string cannot fail.
            let _ = write!(said, "{value}");
        }
        rest = after;
    }
    said + rest
}

/// The form for one or for many, with the number first among its values.
#[inline(never)]
pub fn fill_counted(
    forms: &'static [[&'static str; 2]; 2],
    count: usize,
    values: &[(&str, &dyn Display)],
) -> String {
    let number = grouped(count);
    let mut values = values.to_vec();
    values[0].1 = &number;
    // English and German agree about where "one" ends.
    fill(&forms[usize::from(count != 1)], &values)
}

/// Fails to compile where a form lacks one of the names or has a placeholder that is none of them.
pub const fn check(forms: &[&str], names: &[&str]) {
    let mut form = 0;
    while form < forms.len() {
        let text = forms[form].as_bytes();
        let mut name = 0;
        while name < names.len() {
            assert!(has(text, names[name].as_bytes()), "a form has no place for one of its values");
            name += 1;
        }
        let mut place = 0;
        while place < text.len() {
            if text[place] == b'{' {
                let mut name = 0;
                while name < names.len() && !stands(text, place, names[name].as_bytes()) {
                    name += 1;
                }
                assert!(name < names.len(), "a form has a placeholder that is none of its values");
            }
            place += 1;
        }
        form += 1;
    }
}

/// Whether a text has a placeholder of this name.
const fn has(text: &[u8], name: &[u8]) -> bool {
    let mut place = 0;
    while place < text.len() {
        if stands(text, place, name) {
            return true;
        }
        place += 1;
    }
    false
}

/// Whether the placeholder of this name stands at a place.
const fn stands(text: &[u8], place: usize, name: &[u8]) -> bool {
    if text[place] != b'{' || place + name.len() + 1 >= text.len() || text[place + name.len() + 1] != b'}' {
        return false;
    }
    let mut letter = 0;
    while letter < name.len() {
        if text[place + 1 + letter] != name[letter] {
            return false;
        }
        letter += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::web::words::language::{Language, speak};

    table! {
        plain: "Cancel" => "Abbrechen";
        named(title, place): "“{title}” at {place}" => "In {place}: „{title}“";
        counted[count](title): "one line of {title}" | "{count} lines of {title}" => "eine Zeile von {title}" | "{count} Zeilen von {title}";
    }

    #[test]
    fn messages_in_both_languages() {
        let said = || [plain().to_owned(), named(&"a {place}", &3), counted(1, &"x"), counted(1_200, &"x")];
        assert_eq!(said(), ["Cancel", "“a {place}” at 3", "one line of x", "1,200 lines of x"]);
        speak(Language::German);
        assert_eq!(said(), ["Abbrechen", "In 3: „a {place}“", "eine Zeile von x", "1.200 Zeilen von x"]);
        assert_eq!(ROWS[0], ("plain", &[["Cancel", "Abbrechen"]][..]));
        assert_eq!(ROWS[2].1[1][1], "{count} Zeilen von {title}");
    }

    #[test]
    fn rows_whose_values_have_no_place_are_refused() {
        let refused = |form: &str, names: &[&str]| {
            let (form, names) = (form.to_owned(), names.iter().map(ToString::to_string).collect::<Vec<_>>());
            let names = move || super::check(&[&form], &names.iter().map(String::as_str).collect::<Vec<_>>());
            std::panic::catch_unwind(names).is_err()
        };
        assert!(!refused("no value", &[]));
        assert!(!refused("{a} and {b}", &["b", "a"]));
        assert!(refused("{a}", &["a", "b"]));
        assert!(refused("{a} and {c}", &["a"]));
        assert!(refused("{a", &["a"]));
        assert!(refused("{ab}", &["a"]));
    }
}
