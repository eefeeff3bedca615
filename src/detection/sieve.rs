//! Tells most words that are in no list apart from those that may be, without comparing a letter.

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

fn mark(word: &str) -> (usize, u64) {
    let slot = super::hash::slot(word.as_bytes(), MARKS);
    (slot / 64, 1 << (slot % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sieve_holds_back_what_is_not_in_its_list() {
        let list: Vec<_> = (0..250).map(|number| format!("word{number}")).collect();
        let sieve = Sieve::new(list.iter().map(String::as_str));
        assert_eq!(list.iter().find(|word| !sieve.passes(word)), None);
        let passed = (0..10_000).filter(|number| sieve.passes(&format!("other{number}"))).count();
        assert!(passed < 500, "{passed} of 10,000 words pass that are in no list");
    }
}
