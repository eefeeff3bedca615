//! What the page says, in every language it speaks: one table for each part of the page, every message once.
//!
//! Pure rooms know facts and no language of the page; here the facts become sentences. A message that a person can
//! read belongs into a `table!`, where a row without German does not compile. What is said reads the language
//! of the moment ([`language()`]); components that say something ask for the desk, so that a change of language
//! renders them again.

mod kinds;
mod language;
mod numbers;
mod table;

pub mod admission;
pub mod aspects;
pub mod card;
pub mod common;
pub mod cursor;
pub mod details;
pub mod export;
pub mod faults;
pub mod figures;
pub mod filter;
pub mod formats;
pub mod header;
pub mod hint;
pub mod import;
pub mod library;
pub mod linking;
pub mod list;
pub mod notices;
pub mod offline;
pub mod panel;
pub mod problems;
pub mod reasons;
pub mod reports;
pub mod settings;
pub mod shortcuts;
pub mod sources;
pub mod spoken;
pub mod start;
pub mod status;
pub mod storage;
pub mod suggestions;
pub mod toolbar;
pub mod update;

pub use self::kinds::*;
pub use self::language::{
    Language, choose_language, chosen_language, forget_language, language, restore_language, speak,
};
pub use self::numbers::{day, decimal, grouped, size};
pub use self::table::Say;

use crate::annotation::Kind;
use crate::web::store::Tab;

/// A number of annotations of a kind: "1 claim", "2 quotes".
pub fn count_of(kind: Kind, number: usize) -> String {
    match kind {
        Kind::Claim => common::claims(number),
        Kind::Quote => common::quotes(number),
    }
}

/// A tab's name.
pub fn tab(tab: Tab) -> &'static str {
    match tab {
        Tab::Annotations => panel::annotations(),
        Tab::Sources => panel::sources(),
        Tab::Figures => panel::figures(),
        Tab::Suggestions => panel::suggestions(),
    }
}

/// The beginning of a text, cut at so many code points.
pub fn excerpt(words: &str, longest: usize) -> String {
    let mut letters = words.char_indices();
    match letters.nth(longest) {
        None => words.to_owned(),
        Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
    }
}

/// Every table, by its name.
#[cfg(test)]
const TABLES: &[(&str, &[table::Row])] = &[
    ("admission", admission::ROWS),
    ("aspects", aspects::ROWS),
    ("card", card::ROWS),
    ("common", common::ROWS),
    ("cursor", cursor::ROWS),
    ("details", details::ROWS),
    ("export", export::ROWS),
    ("faults", faults::ROWS),
    ("figures", figures::ROWS),
    ("filter", filter::ROWS),
    ("formats", formats::ROWS),
    ("header", header::ROWS),
    ("hint", hint::ROWS),
    ("import", import::ROWS),
    ("library", library::ROWS),
    ("linking", linking::ROWS),
    ("settings", settings::ROWS),
    ("list", list::ROWS),
    ("notices", notices::ROWS),
    ("offline", offline::ROWS),
    ("panel", panel::ROWS),
    ("problems", problems::ROWS),
    ("reasons", reasons::ROWS),
    ("reports", reports::ROWS),
    ("shortcuts", shortcuts::ROWS),
    ("sources", sources::ROWS),
    ("spoken", spoken::ROWS),
    ("start", start::ROWS),
    ("status", status::ROWS),
    ("storage", storage::ROWS),
    ("suggestions", suggestions::ROWS),
    ("toolbar", toolbar::ROWS),
    ("update", update::ROWS),
    ("kinds", kinds::ROWS),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_has_words_in_every_language() {
        for (table, rows) in TABLES {
            for (key, forms) in *rows {
                for words in forms.iter().flatten() {
                    assert!(!words.trim().is_empty(), "{table}::{key} is empty");
                    assert!(
                        !words.contains("  ") && !words.contains('\n'),
                        "{table}::{key} has white space of the source in it"
                    );
                }
                for [english, german] in *forms {
                    let edges =
                        |words: &str| (words.starts_with(' '), words.ends_with(' '), words.ends_with('…'));
                    assert_eq!(edges(english), edges(german), "{table}::{key} ends differently");
                    assert!(
                        !german.contains(['“', '”']) || german.contains('„'),
                        "{table}::{key} has English quotation marks"
                    );
                }
            }
        }
    }
}
