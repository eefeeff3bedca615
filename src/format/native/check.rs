//! The self-check: does slicing the text by a file's offsets give the file's quotes?
//!
//! It counts afresh, the way a reader in another language would, and shares no table with the code that
//! made the offsets.

use std::fmt;

use super::wire::{Part, Span};

/// A unit of offsets in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `codePoints`.
    CodePoints,
    /// `utf16`.
    Utf16,
}

/// Offsets that do not give the quote they stand beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Which annotation, counted from 0.
    pub annotation: usize,
    /// Which of its parts, counted from 0.
    pub part: usize,
    /// Which pair of offsets.
    pub unit: Unit,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::CodePoints => "codePoints",
            Unit::Utf16 => "utf16",
        };
        let Self { annotation, part, .. } = self;
        write!(
            f,
            "The file was not written, because annotations[{annotation}].target[{part}].{unit} would not give its \
             quote. This is a mistake in Ascribe; your work is safe. Please report it."
        )
    }
}

impl std::error::Error for Mismatch {}

/// A text laid out in both units, for slicing.
pub(super) struct Slices {
    code_points: Vec<char>,
    utf16: Vec<u16>,
}

impl Slices {
    pub(super) fn new(text: &str) -> Self {
        Self { code_points: text.chars().collect(), utf16: text.encode_utf16().collect() }
    }

    /// Whether a span in a unit gives exactly these words.
    pub(super) fn gives(&self, unit: Unit, span: Span, exact: &str) -> bool {
        let (start, end) = (span.start as usize, span.end as usize);
        match unit {
            Unit::CodePoints => {
                self.code_points.get(start..end).is_some_and(|slice| slice.iter().copied().eq(exact.chars()))
            }
            Unit::Utf16 => {
                self.utf16.get(start..end).is_some_and(|slice| slice.iter().copied().eq(exact.encode_utf16()))
            }
        }
    }
}

/// Checks every part of every annotation in both units.
pub(super) fn check<'a>(
    text: &str,
    annotations: impl IntoIterator<Item = &'a [Part]>,
) -> Result<(), Mismatch> {
    let slices = Slices::new(text);
    for (annotation, parts) in annotations.into_iter().enumerate() {
        for (part, target) in parts.iter().enumerate() {
            for (unit, span) in [(Unit::CodePoints, target.code_points), (Unit::Utf16, target.utf16)] {
                if target.exact.is_empty() || !slices.gives(unit, span, &target.exact) {
                    return Err(Mismatch { annotation, part, unit });
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(exact: &str, code_points: (u32, u32), utf16: (u32, u32)) -> Part {
        let span = |(start, end)| Span { start, end };
        Part {
            exact: exact.to_owned(),
            prefix: String::new(),
            suffix: String::new(),
            code_points: span(code_points),
            utf16: span(utf16),
        }
    }

    #[test]
    fn wrong_offsets_are_refused_in_each_unit() {
        let cases = [
            (part("won", (2, 5), (3, 6)), None),
            (part("won", (3, 6), (3, 6)), Some(Unit::CodePoints)),
            (part("won", (2, 5), (2, 5)), Some(Unit::Utf16)),
            (part("won", (2, 5), (3, 99)), Some(Unit::Utf16)),
            (part("won", (5, 2), (3, 6)), Some(Unit::CodePoints)),
            (part("", (2, 2), (3, 3)), Some(Unit::CodePoints)),
        ];
        for (part, expected) in cases {
            let answer = check("👍 won", [[part.clone()].as_slice()]);
            assert_eq!(answer.err().map(|mismatch| mismatch.unit), expected, "{:?}", part.code_points);
        }
    }
}
