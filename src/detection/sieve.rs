//! Tells most words that are in no list apart from those that may be, without comparing a letter.

use super::hash::{self, Hash};

/// How many marks there are: some thirty for each word of the longest list, so that one word in thirty passes for nothing.
const MARKS: usize = 1 << 13;

/// A Bloom filter of one hash over a list of words.
pub(super) struct Sieve(Vec<u64>);

impl Sieve {
    /// A sieve that lets these words pass.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut marks = vec![0; MARKS / 64];
        for word in words {
            let (place, mark) = mark(word);
            marks[place] |= mark;
        }
        Self(marks)
    }

    /// `false` for most words that are not in the list, `true` for every one that is.
    pub fn passes(&self, word: &str) -> bool {
        let (place, mark) = mark(word);
        self.0[place] & mark != 0
    }
}

/// A list of words that is asked often: most words that are not in it are told by its sieve.
pub(super) struct WordList {
    sieve: Sieve,
    /// In order.
    words: Vec<&'static str>,
}

impl WordList {
    /// The words of a text, which white space parts.
    pub fn new(list: &'static str) -> Self {
        let mut words: Vec<_> = list.split_ascii_whitespace().collect();
        words.sort_unstable();
        Self { sieve: Sieve::new(words.iter().copied()), words }
    }

    /// Whether a word is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.sieve.passes(word) && self.words.binary_search(&word).is_ok()
    }
}

/// How many places a [`Directory`] has: many times the first words of the longest list.
const PLACES: usize = 1 << 12;

/// A phrase of a list in small letters, its words with one space between them.
pub(super) struct Phrase {
    pub text: &'static str,
    /// How many bytes its first word has.
    first: usize,
}

impl Phrase {
    pub fn new(text: &'static str) -> Self {
        Self { text, first: text.find(' ').unwrap_or(text.len()) }
    }

    /// Its first word.
    pub fn first(&self) -> &'static str {
        &self.text[..self.first]
    }

    /// What follows its first word, the space before the next one included.
    pub fn rest(&self) -> &'static str {
        &self.text[self.first..]
    }
}

/// Where in a list of phrases those begin that have a word first. Phrases of the same first word follow one another.
pub(super) struct Directory(Vec<u16>);

impl Directory {
    /// Of a list whose phrases have these first words.
    pub fn new<'a>(first_words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut places = vec![0; PLACES];
        let mut last = None;
        for (number, word) in first_words.into_iter().enumerate() {
            if last == Some(word) {
                continue;
            }
            last = Some(word);
            let mut place = hash::of(word).slot(PLACES);
            while places[place] != 0 {
                place = (place + 1) & (PLACES - 1);
            }
            places[place] = u16::try_from(number + 1).unwrap_or(0);
        }
        Self(places)
    }

    /// The number of the first phrase that begins with a word, of which the hash is given; `is_it` says whether a phrase
    /// does.
    pub fn find(&self, hash: Hash, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mut place = hash.slot(PLACES);
        loop {
            let number = usize::from(self.0[place]).checked_sub(1)?;
            if is_it(number) {
                return Some(number);
            }
            place = (place + 1) & (PLACES - 1);
        }
    }
}

fn mark(word: &str) -> (usize, u64) {
    let slot = hash::of(word).slot(MARKS);
    (slot / 64, 1 << (slot % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_finds_where_a_word_comes_first() {
        let list: Vec<_> = (0..900).map(|number| format!("word{}", number / 3)).collect();
        let directory = Directory::new(list.iter().map(String::as_str));
        let find = |word: &str| directory.find(hash::of(word), |at| list[at] == word);
        for (number, word) in list.iter().enumerate() {
            assert_eq!(find(word), Some(number / 3 * 3), "{word}");
        }
        assert_eq!(find("other"), None);
    }

    #[test]
    fn a_sieve_holds_back_what_is_not_in_its_list() {
        let list: Vec<_> = (0..250).map(|number| format!("word{number}")).collect();
        let sieve = Sieve::new(list.iter().map(String::as_str));
        assert_eq!(list.iter().find(|word| !sieve.passes(word)), None);
        let passed = (0..10_000).filter(|number| sieve.passes(&format!("other{number}"))).count();
        assert!(passed < 500, "{passed} of 10,000 words pass that are in no list");
    }
}
