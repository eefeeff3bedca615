//! One contiguous, non-empty stretch of an article's text.

use std::fmt;

use super::CodePointOffset;

/// A half-open range of code points: `start` is in, `end` is not. It is never empty.
///
/// ```text
/// W e   w o n .
/// 0 1 2 3 4 5 6      3..6 is "won"; 0..3 and 3..6 touch, they do not overlap
/// ```
///
/// Ranges order by start and then, for equal starts, the longer one first: what contains comes before what
/// is contained.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextRange {
    start: CodePointOffset,
    end: CodePointOffset,
}

impl TextRange {
    /// The range from `start` to `end`; `None` unless `start` lies before `end`.
    pub fn new(start: CodePointOffset, end: CodePointOffset) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The same from plain numbers of code points.
    pub fn of(start: u32, end: u32) -> Option<Self> {
        Self::new(CodePointOffset(start), CodePointOffset(end))
    }

    /// The first code point inside.
    pub fn start(self) -> CodePointOffset {
        self.start
    }

    /// The first code point after it.
    pub fn end(self) -> CodePointOffset {
        self.end
    }

    /// How many code points it holds, at least one.
    #[expect(clippy::len_without_is_empty, reason = "a range is never empty")]
    pub fn len(self) -> u32 {
        self.end.0 - self.start.0
    }

    /// Whether the two share at least one code point. Ranges that touch do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every code point of `other` lies in this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// What the two share; `None` where they share nothing.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }
}

impl Ord for TextRange {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.start.cmp(&other.start).then(other.end.cmp(&self.end))
    }
}

impl PartialOrd for TextRange {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for TextRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: u32, end: u32) -> TextRange {
        TextRange::of(start, end).expect("the test's ranges are not empty")
    }

    #[test]
    fn empty_and_inverted_ranges_cannot_be_built() {
        assert_eq!(TextRange::of(3, 3), None);
        assert_eq!(TextRange::of(4, 3), None);
    }

    #[test]
    fn touching_is_not_overlapping() {
        // a, b, overlap?, a contains b?, shared
        let cases = [
            (range(0, 3), range(3, 6), false, false, None),
            (range(0, 4), range(3, 6), true, false, TextRange::of(3, 4)),
            (range(0, 6), range(2, 3), true, true, TextRange::of(2, 3)),
            (range(2, 3), range(2, 3), true, true, TextRange::of(2, 3)),
        ];
        for (a, b, overlaps, contains, shared) in cases {
            assert_eq!(a.overlaps(b), overlaps, "{a:?} {b:?}");
            assert_eq!(b.overlaps(a), overlaps, "{b:?} {a:?}");
            assert_eq!(a.contains(b), contains, "{a:?} {b:?}");
            assert_eq!(a.intersection(b), shared, "{a:?} {b:?}");
        }
    }

    #[test]
    fn the_containing_range_comes_first() {
        let mut ranges = [range(5, 6), range(0, 2), range(0, 9), range(5, 9)];
        ranges.sort();
        assert_eq!(ranges, [range(0, 9), range(0, 2), range(5, 9), range(5, 6)]);
    }
}
