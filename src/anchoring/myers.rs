//! Where a pattern stands in a text with as few edits as possible.
//!
//! The bit-parallel method of G. Myers, "A fast bit-vector algorithm for approximate string matching based on
//! dynamic programming" (J. ACM 46(3), 1999), in the form for patterns of any length that H. Hyyrö gives in "A
//! bit-vector algorithm for computing Levenshtein and Damerau edit distances" (Nordic J. of Computing 10, 2003):
//! a column of the table of edit distances is one bit for each letter of the pattern and each direction, so that
//! 64 letters take one step together.

use std::collections::HashMap;

/// A pattern made ready to be looked for.
pub(super) struct Pattern {
    letters: Vec<char>,
    /// For each letter the places in the pattern where it stands, in blocks of 64.
    places: HashMap<char, usize>,
    bits: Vec<u64>,
    blocks: usize,
}

/// An end of the pattern in a text and the edits that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// After which letter of the text.
    pub at: usize,
    /// How many letters were put in, left out or exchanged.
    pub edits: u32,
}

/// Bits of one block: where the distance grows and where it shrinks from one letter of the pattern to the next.
#[derive(Clone, Copy)]
struct Column {
    up: u64,
    down: u64,
}

impl Pattern {
    /// A pattern of letters; it has at least one.
    pub fn new(letters: impl IntoIterator<Item = char>) -> Self {
        let letters: Vec<char> = letters.into_iter().collect();
        let blocks = letters.len().div_ceil(64).max(1);
        // The first row stands for every letter that the pattern does not have.
        let (mut places, mut bits) = (HashMap::with_capacity(32), vec![0; blocks]);
        for (place, letter) in letters.iter().enumerate() {
            let row = *places.entry(*letter).or_insert_with(|| {
                bits.resize(bits.len() + blocks, 0);
                bits.len() - blocks
            });
            bits[row + place / 64] |= 1 << (place % 64);
        }
        Self { letters, places, bits, blocks }
    }

    /// Its letters.
    pub fn letters(&self) -> &[char] {
        &self.letters
    }

    /// How many letters it has.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Goes through a text and calls `visit` with every end and its edits. `late` is what each letter costs that is
    /// passed over before the pattern begins: nothing, so that it may begin anywhere, or one.
    fn scan(&self, text: impl Iterator<Item = char>, late: i8, mut visit: impl FnMut(End)) {
        let mut columns = vec![Column { up: u64::MAX, down: 0 }; self.blocks];
        let top = 1_u64 << ((self.letters.len() + 63) % 64);
        let last = self.blocks - 1;
        let mut edits = u32::try_from(self.letters.len()).unwrap_or(u32::MAX);
        visit(End { at: 0, edits });
        for (at, letter) in (1..).zip(text) {
            let row = self.places.get(&letter).copied().unwrap_or(0);
            let mut carry = late;
            for (block, column) in columns.iter_mut().enumerate() {
                let high = if block == last { top } else { 1 << 63 };
                carry = step(column, self.bits[row + block], carry, high);
            }
            edits = edits.saturating_add_signed(carry.into());
            visit(End { at, edits });
        }
    }

    /// The first end with the fewest edits in a text, at most `limit`.
    pub fn best_end(&self, text: impl Iterator<Item = char>, limit: u32) -> Option<End> {
        let mut best: Option<End> = None;
        self.scan(text, 0, |end| {
            if end.edits <= limit && best.is_none_or(|best| end.edits < best.edits) {
                best = Some(end);
            }
        });
        best
    }

    /// The ends in the last letters of a text, `2 * reach` of them.
    pub fn near_ends(&self, text: impl ExactSizeIterator<Item = char>, reach: usize) -> Vec<End> {
        let first = text.len().saturating_sub(2 * reach);
        let mut ends = Vec::with_capacity(2 * reach + 1);
        self.scan(text, 0, |end| {
            if end.at >= first {
                ends.push(end);
            }
        });
        ends
    }

    /// Every stretch at the beginning of a text, and the edits that make the pattern of it.
    pub fn near_starts(&self, text: impl ExactSizeIterator<Item = char>) -> Vec<End> {
        let mut ends = Vec::with_capacity(text.len() + 1);
        self.scan(text, 1, |end| ends.push(end));
        ends
    }

    /// The stretch at the beginning of a text that the pattern fits best.
    pub fn at_start(&self, text: impl Iterator<Item = char>) -> End {
        let mut best = End { at: 0, edits: u32::MAX };
        self.scan(text, 1, |end| {
            if end.edits < best.edits {
                best = end;
            }
        });
        best
    }

    /// Every end with at most `limit` edits, at which no neighbour has fewer.
    pub fn ends(&self, text: impl Iterator<Item = char>, limit: u32) -> Vec<End> {
        let mut ends: Vec<End> = Vec::new();
        let reach = self.len().max(2) / 2;
        self.scan(text, 0, |end| {
            if end.edits > limit {
                return;
            }
            match ends.last_mut() {
                Some(last) if end.at - last.at <= reach => {
                    if end.edits < last.edits {
                        *last = end;
                    }
                }
                _ => ends.push(end),
            }
        });
        ends
    }
}

/// One block takes one letter of the text. `carry` is how the distance changes at the block's lower edge; what it
/// changes by at bit `high` is given back.
fn step(column: &mut Column, equal: u64, carry: i8, high: u64) -> i8 {
    let Column { up, down } = *column;
    let shrinks = u64::from(carry < 0);
    let vertical = equal | down;
    let equal = equal | shrinks;
    let horizontal = (((equal & up).wrapping_add(up)) ^ up) | equal;
    let mut grow = down | !(horizontal | up);
    let mut shrink = up & horizontal;
    let out = i8::from(grow & high != 0) - i8::from(shrink & high != 0);
    grow = (grow << 1) | u64::from(carry > 0);
    shrink = (shrink << 1) | shrinks;
    *column = Column { up: shrink | !(vertical | grow), down: grow & vertical };
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The table itself, cell by cell: what the bits have to agree with.
    fn table(pattern: &[char], text: &[char], is_whole: bool) -> Vec<u32> {
        let mut column: Vec<u32> = (0..).take(pattern.len() + 1).collect();
        let mut last = vec![column[pattern.len()]];
        for (at, letter) in (1..).zip(text) {
            let mut next = vec![if is_whole { at } else { 0 }];
            for (row, wanted) in pattern.iter().enumerate() {
                let exchange = column[row] + u32::from(wanted != letter);
                next.push(exchange.min(column[row + 1] + 1).min(next[row] + 1));
            }
            column = next;
            last.push(column[pattern.len()]);
        }
        last
    }

    #[test]
    fn patterns_are_found_with_the_fewest_edits() {
        // pattern, text, end, edits
        let cases = [
            ("won", "We won.", 6, 0),
            ("won", "We wn.", 5, 1),
            ("won", "We woun.", 5, 1),
            ("kitten", "sitting", 6, 2),
            ("x", "abc", 0, 1),
            ("東京", "ここは東亰", 4, 1),
        ];
        for (pattern, text, at, edits) in cases {
            let found = Pattern::new(pattern.chars()).best_end(text.chars(), 9);
            assert_eq!(found, Some(End { at, edits }), "{pattern:?} in {text:?}");
        }
        assert_eq!(Pattern::new("abc".chars()).best_end("xyz".chars(), 2), None);
    }

    proptest! {
        #[test]
        fn bits_agree_with_the_table(pattern in "[ab]{1,150}", text in "[abc]{0,200}") {
            let (letters, text): (Vec<_>, Vec<_>) = (pattern.chars().collect(), text.chars().collect());
            let mut seen = Vec::new();
            Pattern::new(letters.iter().copied()).scan(text.iter().copied(), 0, |end| seen.push(end.edits));
            prop_assert_eq!(seen, table(&letters, &text, false));
            let whole = table(&letters, &text, true);
            let fewest = whole.iter().copied().min().expect("one more than letters");
            let start = Pattern::new(letters.iter().copied()).at_start(text.iter().copied());
            prop_assert_eq!((start.edits, whole[start.at]), (fewest, fewest));
        }
    }
}
