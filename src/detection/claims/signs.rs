//! The phrases of `signs.txt` in a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::hash::Fnv;
use super::super::sieve::Directory;

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

/// Where the phrases of each first word begin.
static FIRST: LazyLock<Directory> =
    LazyLock::new(|| Directory::new(SIGNS.iter().map(|(phrase, _)| phrase[0])));

/// A word of a sentence, where it lies in bytes of it and of [`Words::letters`], and the hash of its letters.
struct Word {
    letters: Range<usize>,
    start: usize,
    end: usize,
    hash: Fnv,
}

/// The words of a sentence. The memory of one serves the next.
#[derive(Default)]
pub(super) struct Words {
    /// All of them, in small letters with straight apostrophes, one after the other.
    letters: Vec<u8>,
    list: Vec<Word>,
}

impl Words {
    fn read(&mut self, sentence: &str) {
        self.letters.clear();
        self.list.clear();
        let bytes = sentence.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() || (!byte.is_ascii() && letter(&sentence[at..]).is_alphanumeric())
            {
                at = self.word(sentence, at);
            } else if byte.is_ascii() {
                at += 1;
            } else {
                at += letter(&sentence[at..]).len_utf8();
            }
        }
    }

    /// Reads the word that begins at a byte; gives the byte after it. Apostrophes at its end are none of its letters.
    fn word(&mut self, sentence: &str, start: usize) -> usize {
        let from = self.letters.len();
        let (mut to, mut at) = (from, start);
        let (mut hash, mut hash_to) = (Fnv::default(), Fnv::default());
        while let Some(byte) = sentence.as_bytes().get(at) {
            if byte.is_ascii_alphanumeric() {
                let small = byte.to_ascii_lowercase();
                self.letters.push(small);
                hash = hash.and(small);
                at += 1;
            } else if *byte == b'\'' || sentence[at..].starts_with('’') {
                self.letters.push(b'\'');
                hash = hash.and(b'\'');
                at += if *byte == b'\'' { 1 } else { '’'.len_utf8() };
                continue;
            } else if byte.is_ascii() || !letter(&sentence[at..]).is_alphanumeric() {
                break;
            } else {
                let c = letter(&sentence[at..]);
                for small in c.to_lowercase() {
                    let before = self.letters.len();
                    self.letters.extend_from_slice(small.encode_utf8(&mut [0; 4]).as_bytes());
                    hash = self.letters[before..].iter().fold(hash, |hash, byte| hash.and(*byte));
                }
                at += c.len_utf8();
            }
            (to, hash_to) = (self.letters.len(), hash);
        }
        self.list.push(Word { letters: from..to, start, end: at, hash: hash_to });
        at
    }

    /// The word at a place; empty past the end.
    fn get(&self, at: usize) -> &[u8] {
        self.list.get(at).map_or(&[], |word| &self.letters[word.letters.clone()])
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
        let begins = |phrase: &[&str]| phrase[0].as_bytes() == text;
        let Some(from) = FIRST.find(word.hash, |number| begins(&SIGNS[number].0)) else { continue };
        let fits =
            |phrase: &[&str]| phrase.iter().enumerate().all(|(n, part)| words.get(at + n) == part.as_bytes());
        for (phrase, sign) in SIGNS[from..].iter().take_while(|(phrase, _)| begins(phrase)) {
            if fits(phrase) && (*sign != Sign::Opening || at == 0) {
                let end = words.list[at + phrase.len() - 1].end;
                found.push(Found { sign: *sign, start: word.start, end });
            }
        }
    }
    (words.list.len(), found)
}
