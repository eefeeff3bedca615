//! The words that one annotation is about: one range, or several for what is split.

use crate::text::TextRange;

/// A non-empty list of ranges in the order of the text, none of which overlap. They may touch.
///
/// ```text
/// “We won,” she said, “and it was hard.”
/// |--------|          |-----------------|     two parts, one quote
/// |-------------------------------------|     its extent
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts(Vec<TextRange>);

impl Parts {
    /// Puts ranges into the order of the text. `None` if there are none, or if two overlap: which of two
    /// overlapping parts a letter belongs to would have no answer.
    pub fn new(ranges: impl IntoIterator<Item = TextRange>) -> Option<Self> {
        let mut ranges: Vec<_> = ranges.into_iter().collect();
        ranges.sort();
        let disjoint = ranges.is_sorted_by(|earlier, later| earlier.end() <= later.start());
        (disjoint && !ranges.is_empty()).then_some(Self(ranges))
    }

    /// The parts, at least one.
    pub fn as_slice(&self) -> &[TextRange] {
        &self.0
    }

    /// The parts one by one.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = TextRange> {
        self.0.iter().copied()
    }

    /// From the start of the first part to the end of the last.
    pub fn extent(&self) -> TextRange {
        let (first, last) = (self.0[0], self.0[self.0.len() - 1]);
        TextRange::new(first.start(), last.end()).unwrap_or(first)
    }

    /// Whether every part of `others` lies inside a part of these.
    pub fn contain(&self, others: &Self) -> bool {
        others.iter().all(|inner| self.iter().any(|part| part.contains(inner)))
    }

    /// Whether any part shares text with a range.
    pub fn overlap(&self, range: TextRange) -> bool {
        self.iter().any(|part| part.overlaps(range))
    }
}

impl From<TextRange> for Parts {
    fn from(range: TextRange) -> Self {
        Self(vec![range])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(ranges: &[(u32, u32)]) -> Option<Parts> {
        Parts::new(ranges.iter().filter_map(|(start, end)| TextRange::of(*start, *end)))
    }

    #[test]
    fn parts_are_ordered_and_disjoint() {
        assert_eq!(parts(&[]), None);
        assert_eq!(parts(&[(0, 5), (4, 6)]), None);
        assert_eq!(parts(&[(0, 5), (0, 5)]), None);
        let touching = parts(&[(5, 9), (0, 5)]).expect("touching parts do not overlap");
        assert_eq!(format!("{:?}", touching.as_slice()), "[0..5, 5..9]");
        assert_eq!(Some(touching.extent()), TextRange::of(0, 9));
    }

    #[test]
    fn a_gap_between_parts_belongs_to_none() {
        let split = parts(&[(0, 3), (8, 9)]).expect("disjoint");
        let gap = TextRange::of(3, 8).expect("not empty");
        assert!(!split.overlap(gap));
        assert!(split.extent().overlaps(gap));
    }
}
