//! Words that tell a speaker, a cue or a clause's edge. All of them are this project's own lists.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::hash;
use super::sieve::{Directory, Phrase};
use super::tokens::{Class, Token, bare};
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

static CUES: LazyLock<Vec<(Phrase, Cue)>> = LazyLock::new(|| {
    let mut cues: Vec<_> = include_str!("cues.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (text, class) = line.split_once(" = ").unwrap_or((line, "say"));
            let cue = match class {
                "hearer" => Cue::Hearer,
                "name" => Cue::Name,
                "with" => Cue::With,
                "from" => Cue::From,
                "noun" => Cue::Noun,
                _ => Cue::Say,
            };
            (Phrase::new(text), cue)
        })
        .collect();
    cues.sort_unstable_by_key(|(phrase, _)| phrase.text);
    cues
});

/// Where the cues of each first word begin.
static FIRST: LazyLock<Directory> =
    LazyLock::new(|| Directory::new(CUES.iter().map(|(phrase, _)| phrase.first())));

/// The cue that begins at a token: how many tokens it has, and its class. The longest one counts.
#[inline]
pub(super) fn cue_at(tokens: &[Token], at: usize) -> Option<(usize, Cue)> {
    // Most words begin no cue: their classes say so without a look at the list.
    let first = tokens.get(at).filter(|token| token.is_word() && token.has(WordClass::Cue))?;
    cue_from(first, tokens, at)
}

/// The cue that begins at a token, which begins one of the list.
#[inline(never)]
fn cue_from(first: &Token, tokens: &[Token], at: usize) -> Option<(usize, Cue)> {
    let from = FIRST.find(hash::of_lower(first.text), |number| first.is(CUES[number].0.first()))?;
    CUES[from..]
        .iter()
        .take_while(|(phrase, _)| first.is(phrase.first()))
        .filter(|(phrase, _)| {
            let mut rest = phrase.text.split(' ').enumerate().skip(1);
            rest.all(|(n, word)| tokens.get(at + n).is_some_and(|token| token.is(word)))
        })
        .map(|(phrase, cue)| (phrase.text.split(' ').count(), *cue))
        .max_by_key(|(length, _)| *length)
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

/// Whether a part of a token is a word of a class. What the whole token does is known already.
fn part_has(class: WordClass, token: &Token, part: &str) -> bool {
    if part.len() == token.text.len() && token.is_word() { token.has(class) } else { has(class, part) }
}

/// Names of times and other capitalised words that are nobody's name.
pub(super) fn is_calendar(token: &Token) -> bool {
    part_has(WordClass::Calendar, token, token.text.trim_end_matches('.'))
}

/// The same, whether a possessive s stands at its end or not.
pub(super) fn names_time(token: &Token) -> bool {
    part_has(WordClass::Calendar, token, bare(token.text).trim_end_matches('.'))
}

/// Words that stand before a person's name and belong to it.
pub(super) fn is_title(token: &Token) -> bool {
    part_has(WordClass::Title, token, token.text.trim_end_matches('.'))
}

/// The same where a word is no token.
pub(super) fn is_title_word(word: &str) -> bool {
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
    is_title_word(&word) || has(WordClass::Role, &word)
}

/// A word without the s of a plural, in small letters where that is more than a matter of ASCII.
fn bare_plural(word: &str) -> Cow<'_, str> {
    let is_plural = |bytes: &[u8]| {
        let s = |byte: &u8| byte.eq_ignore_ascii_case(&b's');
        bytes.len() > 3 && bytes.last().is_some_and(s) && !s(&bytes[bytes.len() - 2])
    };
    // The table of words asks for no small letters of ASCII.
    let mut word = if word.is_ascii() { Cow::from(word) } else { Cow::from(word.to_lowercase()) };
    if is_plural(word.as_bytes()) {
        match &mut word {
            Cow::Borrowed(word) => *word = &word[..word.len() - 1],
            Cow::Owned(word) => word.truncate(word.len() - 1),
        }
    }
    word
}

/// Whether a word names something written.
pub(super) fn is_document(word: &str) -> bool {
    has(WordClass::Document, &bare_plural(word))
}

/// Whether a word names a body that can speak as one.
pub(super) fn is_body(word: &str) -> bool {
    has(WordClass::Body, word.trim_end_matches('.'))
}

/// The same for a token, whether a possessive s stands at its end or not.
pub(super) fn names_body(token: &Token) -> bool {
    part_has(WordClass::Body, token, bare(token.text).trim_end_matches('.'))
}

/// Words that join the parts of a person's name and are written small.
pub(super) fn is_particle(word: &str) -> bool {
    has(WordClass::Particle, word)
}

/// The same for a token.
pub(super) fn joins_name(token: &Token) -> bool {
    token.has(WordClass::Particle)
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
            assert_ne!(pair[0].0.text, pair[1].0.text, "twice in cues.txt");
        }
    }
}
