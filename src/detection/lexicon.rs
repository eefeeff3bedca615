//! Words that tell a speaker, a cue or a clause's edge. All of them are this project's own lists.

use std::sync::LazyLock;

use super::tokens::{Class, Token};
use super::words::{WordClass, classes};

/// How a cue stands to its speaker and its words; `cues.txt` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// "Okafor said", "said Okafor".
    Say,
    /// "Okafor told reporters that".
    Hearer,
    /// "Okafor called it".
    Name,
    /// "saying".
    With,
    /// "according to Okafor".
    From,
    /// "in a statement".
    Noun,
}

static CUES: LazyLock<Vec<(Vec<&str>, Cue)>> = LazyLock::new(|| {
    let mut cues: Vec<_> = include_str!("cues.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (words, class) = line.split_once('=').unwrap_or((line, "say"));
            let cue = match class.trim() {
                "hearer" => Cue::Hearer,
                "name" => Cue::Name,
                "with" => Cue::With,
                "from" => Cue::From,
                "noun" => Cue::Noun,
                _ => Cue::Say,
            };
            (words.split_whitespace().collect::<Vec<_>>(), cue)
        })
        .collect();
    cues.sort_by(|a, b| a.0.cmp(&b.0));
    cues
});

/// The cue that begins at a token: how many tokens it has, and its class. The longest one counts.
pub(super) fn cue_at(tokens: &[Token], at: usize) -> Option<(usize, Cue)> {
    // Most words begin no cue: their classes say so without a look at the list.
    let first = tokens.get(at).filter(|token| token.is_word() && token.has(WordClass::Cue))?.lower();
    let from = CUES.partition_point(|(words, _)| words[0] < first.as_str());
    CUES[from..]
        .iter()
        .take_while(|(words, _)| words[0] == first)
        .filter(|(words, _)| {
            words.iter().enumerate().all(|(n, word)| tokens.get(at + n).is_some_and(|token| token.is(word)))
        })
        .max_by_key(|(words, _)| words.len())
        .map(|(words, cue)| (words.len(), *cue))
}

fn has(class: WordClass, word: &str) -> bool {
    classes(word).has(class)
}

/// Pronouns that can be a source.
pub(super) fn is_pronoun(token: &Token) -> bool {
    token.has(WordClass::Pronoun)
}

/// Words that open a noun phrase.
pub(super) fn is_determiner(token: &Token) -> bool {
    token.has(WordClass::Determiner) || token.text.starts_with(|c: char| c.is_ascii_digit())
}

/// Words that neither begin nor continue the core of a noun phrase.
pub(super) fn is_stop(token: &Token) -> bool {
    token.has(WordClass::Stop)
}

/// Words that may stand between a speaker and the cue.
pub(super) fn is_between(token: &Token) -> bool {
    token.has(WordClass::Between) || (token.text.ends_with("ly") && !token.is_capital())
}

/// Words that begin an adverbial between a cue and what is said: "said on Tuesday that".
pub(super) fn begins_adverbial(token: &Token) -> bool {
    token.has(WordClass::Adverbial)
}

/// Words after which a clause may begin.
pub(super) fn opens_clause(token: &Token) -> bool {
    token.has(WordClass::Clause)
}

/// Names of times and other capitalised words that are nobody's name.
pub(super) fn is_calendar(word: &str) -> bool {
    has(WordClass::Calendar, word.trim_end_matches('.'))
}

/// Words that stand before a person's name and belong to it.
pub(super) fn is_title(word: &str) -> bool {
    has(WordClass::Title, word.trim_end_matches('.'))
}

/// The titles of a man, and of a woman.
pub(super) const COURTESIES: [(&str, &str); 7] = [
    ("mr", "he"),
    ("sir", "he"),
    ("lord", "he"),
    ("mrs", "she"),
    ("ms", "she"),
    ("miss", "she"),
    ("lady", "she"),
];

/// Whether a word says what a person does.
pub(super) fn is_role(word: &str) -> bool {
    let word = bare_plural(word);
    is_title(&word) || has(WordClass::Role, &word)
}

fn bare_plural(word: &str) -> String {
    let word = word.to_lowercase();
    if word.len() > 3 && !word.ends_with("ss") {
        word.strip_suffix('s').unwrap_or(&word).to_owned()
    } else {
        word
    }
}

/// Whether a word names something written.
pub(super) fn is_document(word: &str) -> bool {
    has(WordClass::Document, &bare_plural(word))
}

/// Whether a word names a body that can speak as one.
pub(super) fn is_body(word: &str) -> bool {
    has(WordClass::Body, word.trim_end_matches('.'))
}

/// Words that join the parts of a person's name and are written small.
pub(super) fn is_particle(word: &str) -> bool {
    has(WordClass::Particle, word)
}

/// Capitalised words that begin sentences and are nobody's name.
pub(super) fn is_common_opening(token: &Token) -> bool {
    is_stop(token)
        || is_determiner(token)
        || is_pronoun(token)
        || begins_adverbial(token)
        || token.has(WordClass::Opening)
}

/// Where a sentence ends within tokens: the place after the last sign that ends one, and the marks that close
/// it.
pub(super) fn sentence_start(tokens: &[Token]) -> usize {
    tokens.iter().rposition(|token| token.class == Class::Stop).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detection::tokens::tokens;

    #[test]
    fn the_longest_cue_counts() {
        let cases = [
            ("said Okafor", Some((1, Cue::Say))),
            ("Pointed out that", Some((2, Cue::Say))),
            ("according to Okafor", Some((2, Cue::From))),
            ("according roughly", None),
            ("told reporters", Some((1, Cue::Hearer))),
            ("bridge", None),
            ("", None),
        ];
        for (source, expected) in cases {
            assert_eq!(cue_at(&tokens(source, 0, source.len()), 0), expected, "{source}");
        }
    }

    #[test]
    fn no_cue_is_listed_twice() {
        for pair in CUES.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "twice in cues.txt");
        }
    }
}
