//! The phrases of `signs.txt` in a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::sieve::Sieve;

/// What a phrase does; `signs.txt` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Comparison,
    Cause,
    Law,
    Prediction,
    Unsourced,
    Experience,
    Record,
    Opinion,
    Opening,
}

static SIGNS: LazyLock<Vec<(Vec<&str>, Sign)>> = LazyLock::new(|| {
    let lines = include_str!("signs.txt").lines().filter(|line| !line.starts_with('#'));
    let mut signs: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(class, phrases)| {
            let sign = match class {
                "comparison" => Sign::Comparison,
                "cause" => Sign::Cause,
                "law" => Sign::Law,
                "prediction" => Sign::Prediction,
                "unsourced" => Sign::Unsourced,
                "experience" => Sign::Experience,
                "record" => Sign::Record,
                "opinion" => Sign::Opinion,
                "opening" => Sign::Opening,
                _ => return None,
            };
            Some((sign, phrases))
        })
        .flat_map(|(sign, phrases)| {
            phrases.split(',').map(move |phrase| (phrase.split_whitespace().collect::<Vec<_>>(), sign))
        })
        .filter(|(words, _)| !words.is_empty())
        .collect();
    signs.sort_by(|one, other| one.0.cmp(&other.0));
    signs
});

/// The first words of the phrases.
static FIRST: LazyLock<Sieve> = LazyLock::new(|| Sieve::new(SIGNS.iter().map(|(phrase, _)| phrase[0])));

/// A word of a sentence, where it lies in bytes of it and of [`Words::letters`].
struct Word {
    text: Range<usize>,
    start: usize,
    end: usize,
}

/// The words of a sentence.
struct Words {
    /// All of them, in small letters with straight apostrophes, one after the other.
    letters: String,
    list: Vec<Word>,
}

impl Words {
    fn new(sentence: &str) -> Self {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let mut words = Self { letters: String::with_capacity(sentence.len()), list: Vec::new() };
        let mut start = None;
        for (at, c) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
            match (is_part(c), start) {
                (true, None) if c.is_alphanumeric() => start = Some(at),
                (false, Some(from)) => {
                    words.add(&sentence[from..at], from);
                    start = None;
                }
                _ => {}
            }
        }
        words
    }

    fn add(&mut self, word: &str, start: usize) {
        let from = self.letters.len();
        for c in word.chars() {
            match c {
                '’' => self.letters.push('\''),
                c if c.is_ascii() => self.letters.push(c.to_ascii_lowercase()),
                c => self.letters.extend(c.to_lowercase()),
            }
        }
        let to = from + self.letters[from..].trim_end_matches('\'').len();
        self.list.push(Word { text: from..to, start, end: start + word.len() });
    }

    /// The word at a place; empty past the end.
    fn get(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |word| &self.letters[word.text.clone()])
    }
}

/// A phrase that was found: what it does, and where it lies in bytes of the sentence.
pub(super) struct Found {
    pub sign: Sign,
    pub start: usize,
    pub end: usize,
}

/// How many words a sentence has and the phrases in it, in their order. Openings count at its start only.
pub(super) fn signs(sentence: &str) -> (usize, Vec<Found>) {
    let words = Words::new(sentence);
    let mut found = Vec::new();
    for (at, word) in words.list.iter().enumerate() {
        let text = words.get(at);
        if !FIRST.passes(text) {
            continue;
        }
        let from = SIGNS.partition_point(|(phrase, _)| phrase[0] < text);
        let fits = |phrase: &[&str]| phrase.iter().enumerate().all(|(n, part)| words.get(at + n) == *part);
        for (phrase, sign) in SIGNS[from..].iter().take_while(|(phrase, _)| phrase[0] == text) {
            if fits(phrase) && (*sign != Sign::Opening || at == 0) {
                let end = words.list[at + phrase.len() - 1].end;
                found.push(Found { sign: *sign, start: word.start, end });
            }
        }
    }
    (words.list.len(), found)
}
