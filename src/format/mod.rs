//! Files in and out. Wire types with serde live here (and in `storage`), never in the rooms below.
//!
//! Each format is a module with a pair of pure functions, `write` and `read`, and states its unit of
//! offsets. [`catalogue`] says which formats there are and reaches none of them; [`foreign`] reads and writes
//! those of other tools.

mod budget;
pub mod catalogue;
pub mod changes;
pub mod foreign;
mod json;
pub mod native;
pub mod suggestions;
pub mod told;
pub mod why;

pub use catalogue::{Field, Format, Offsets, recognise};

use unicode_segmentation::UnicodeSegmentation;

/// A file name for an article's export: its title in lower-case words joined by hyphens, at most 60
/// characters, then `.ascribe.json`. Letters of every script stay; what file systems dislike goes.
pub fn file_name(title: &str) -> String {
    file_stem(title) + ".ascribe.json"
}

/// The same without an ending.
pub fn file_stem(title: &str) -> String {
    let mut name = String::new();
    for word in title.unicode_words() {
        // Apostrophes and stops are parts of words (UAX #29), and awkward in file names.
        let word: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        if word.is_empty() {
            continue;
        }
        if !name.is_empty() {
            if name.chars().count() + word.chars().count() >= 60 {
                break;
            }
            name.push('-');
        }
        name.extend(word.chars().take(60));
    }
    if name.is_empty() {
        name.push_str("article");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain() {
        let cases = [
            ("Harbor council splits over plant", "harbor-council-splits-over-plant.ascribe.json"),
            ("Can’t stop: 5,000 homes?", "cant-stop-5000-homes.ascribe.json"),
            ("../../etc/passwd", "etc-passwd.ascribe.json"),
            ("東京は雨", "東-京-は-雨.ascribe.json"),
            ("?!", "article.ascribe.json"),
            ("", "article.ascribe.json"),
        ];
        for (title, expected) in cases {
            assert_eq!(file_name(title), expected, "{title}");
        }
        assert!(file_name(&"word ".repeat(99)).len() < 80);
    }
}
