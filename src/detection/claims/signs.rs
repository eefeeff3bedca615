//! The phrases of `signs.txt` in a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::hash;
use super::super::sieve::{Directory, Phrase};

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

/// A phrase and what it does.
struct Entry {
    phrase: Phrase,
    /// The first letter of its second word, if it has one.
    second: Option<u8>,
    /// The number of the first phrase that has the same first word.
    group: usize,
    sign: Sign,
}

/// The phrases in the order of their letters, so that those of the same first word follow one another.
static SIGNS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let lines = include_str!("signs.txt").lines().filter(|line| !line.starts_with('#'));
    let mut signs: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
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
        .flat_map(|(sign, phrases)| phrases.split(", ").map(move |text| (text, sign)))
        .map(|(text, sign)| {
            let phrase = Phrase::new(text);
            Entry { second: phrase.rest().as_bytes().get(1).copied(), phrase, group: 0, sign }
        })
        .collect();
    signs.sort_by_key(|entry| entry.phrase.text);
    for at in 1..signs.len() {
        let before = &signs[at - 1];
        signs[at].group = if signs[at].phrase.first() == before.phrase.first() { before.group } else { at };
    }
    signs
});

/// Where the phrases of each first word begin.
static FIRST: LazyLock<Directory> =
    LazyLock::new(|| Directory::new(SIGNS.iter().map(|entry| entry.phrase.first())));

/// A word of a sentence, where it lies in bytes of it and of [`Words::letters`].
struct Word {
    letters: Range<usize>,
    start: usize,
    end: usize,
}

/// The words of a sentence. The memory of one serves the next.
#[derive(Default)]
pub(super) struct Words {
    /// The sentence in small letters of ASCII, and after it those words that are more than letters of ASCII: in small
    /// letters with straight apostrophes.
    letters: String,
    list: Vec<Word>,
}

impl Words {
    fn read(&mut self, sentence: &str) {
        self.letters.clear();
        self.letters.push_str(sentence);
        self.letters.make_ascii_lowercase();
        self.list.clear();
        let bytes = sentence.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                at = self.word(sentence, at);
            } else if byte.is_ascii() {
                at += 1;
            } else {
                let c = letter(&sentence[at..]);
                at = if c.is_alphanumeric() { self.any_word(sentence, at) } else { at + c.len_utf8() };
            }
        }
    }

    /// Reads the word that begins with a letter of ASCII at a byte; gives the byte after it.
    fn word(&mut self, sentence: &str, start: usize) -> usize {
        let rest = &sentence.as_bytes()[start..];
        let letters = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
        let digits = rest[letters..].iter().position(|byte| !byte.is_ascii_alphanumeric());
        let length = digits.map_or(rest.len(), |digits| letters + digits);
        if rest.get(length).is_some_and(|next| *next == b'\'' || !next.is_ascii()) {
            return self.any_word(sentence, start);
        }
        let end = start + length;
        self.list.push(Word { letters: start..end, start, end });
        end
    }

    /// The same for a word of any letters and apostrophes. Apostrophes at its end are none of its letters.
    fn any_word(&mut self, sentence: &str, start: usize) -> usize {
        let from = self.letters.len();
        let (mut to, mut at) = (from, start);
        for c in sentence[start..].chars() {
            if matches!(c, '\'' | '’') {
                self.letters.push('\'');
            } else if c.is_alphanumeric() {
                self.letters.extend(c.to_lowercase());
                to = self.letters.len();
            } else {
                break;
            }
            at += c.len_utf8();
        }
        self.list.push(Word { letters: from..to, start, end: at });
        at
    }

    /// The word at a place; empty past the end.
    fn get(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |word| &self.letters[word.letters.clone()])
    }

    /// The place of the last word of a phrase whose first word is at a place; `None` if the others do not follow.
    fn last_of(&self, phrase: &Phrase, first: usize) -> Option<usize> {
        let (mut rest, mut last) = (phrase.rest(), first);
        while let Some(after) = rest.strip_prefix(' ') {
            last += 1;
            rest =
                after.strip_prefix(self.get(last)).filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
        }
        Some(last)
    }
}

/// The first character of a text; a space for none.
fn letter(text: &str) -> char {
    text.chars().next().unwrap_or(' ')
}

/// A phrase that was found: what it does, and where it lies in bytes of the sentence.
pub(super) struct Found {
    pub sign: Sign,
    pub start: usize,
    pub end: usize,
}

/// How many words a sentence has and the phrases in it, in their order. Openings count at its start only. `words` is room
/// for those of the sentence.
pub(super) fn signs(words: &mut Words, sentence: &str) -> (usize, Vec<Found>) {
    words.read(sentence);
    let mut found = Vec::new();
    for (at, word) in words.list.iter().enumerate() {
        let text = words.get(at);
        let Some(from) = FIRST.find(hash::of(text), |number| SIGNS[number].phrase.first() == text) else {
            continue;
        };
        let next = words.get(at + 1).as_bytes().first().copied();
        // Most phrases differ in the first letter of their second word.
        let may_fit = |entry: &&Entry| entry.second.is_none() || entry.second == next;
        for entry in SIGNS[from..].iter().take_while(|entry| entry.group == from).filter(may_fit) {
            let Some(last) = words.last_of(&entry.phrase, at) else { continue };
            if entry.sign != Sign::Opening || at == 0 {
                found.push(Found { sign: entry.sign, start: word.start, end: words.list[last].end });
            }
        }
    }
    (words.list.len(), found)
}
