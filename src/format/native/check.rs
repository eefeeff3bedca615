//! The self-check: does slicing the text by a file's offsets give the file's quotes?
//!
//! It counts afresh, the way a reader in another language would, and shares no table with the code that
//! made the offsets.

use std::fmt;

use super::wire::{Annotation, Span};

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
    /// The path of the part.
    pub path: String,
    /// Which pair of offsets.
    pub unit: Unit,
}

impl Mismatch {
    /// The path of the offsets: `annotations[3].parts[0].utf16`.
    pub fn place(&self) -> String {
        let unit = match self.unit {
            Unit::CodePoints => "codePoints",
            Unit::Utf16 => "utf16",
        };
        format!("{}.{unit}", self.path)
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place();
        write!(
            f,
            "The file was not written, because {place} would not give its \
             quote. This is a mistake in Ascribe; your work is safe. Please report it."
        )
    }
}

impl std::error::Error for Mismatch {}

/// How many code points lie between two marks of [`Slices`].
const STRIDE: usize = 64;

/// A text with a mark every so many code points, for slicing it in both units.
pub(super) struct Slices<'a> {
    text: &'a str,
    marks: Vec<Mark>,
}

/// The same place in both units and in bytes.
#[derive(Clone, Copy, Default)]
struct Mark {
    code_points: u32,
    utf16: u32,
    byte: u32,
}

impl Mark {
    fn in_unit(self, unit: Unit) -> u32 {
        match unit {
            Unit::CodePoints => self.code_points,
            Unit::Utf16 => self.utf16,
        }
    }

    fn after(self, character: char) -> Self {
        let units = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            code_points: self.code_points + 1,
            utf16: self.utf16 + units(character.len_utf16()),
            byte: self.byte + units(character.len_utf8()),
        }
    }
}

impl<'a> Slices<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut here = Mark::default();
        for (number, character) in text.chars().enumerate() {
            if number % STRIDE == 0 {
                marks.push(here);
            }
            here = here.after(character);
        }
        Self { text, marks }
    }

    /// The byte at which a place lies; `None` past the end and inside a character.
    fn byte(&self, unit: Unit, offset: u32) -> Option<usize> {
        let before = self.marks.partition_point(|mark| mark.in_unit(unit) <= offset);
        let mut here = before.checked_sub(1).and_then(|at| self.marks.get(at)).copied().unwrap_or_default();
        let mut rest = self.text.get(here.byte as usize..)?.chars();
        while here.in_unit(unit) < offset {
            here = here.after(rest.next()?);
        }
        (here.in_unit(unit) == offset).then_some(here.byte as usize)
    }

    /// Whether a span in a unit gives exactly these words.
    pub(super) fn gives(&self, unit: Unit, span: Span, exact: &str) -> bool {
        let slice = self.byte(unit, span.start).zip(self.byte(unit, span.end));
        slice.and_then(|(start, end)| self.text.get(start..end)) == Some(exact)
    }
}

impl Mismatch {
    /// The same, for an annotation that was left with an earlier text.
    pub(super) fn within(self, version: usize) -> Self {
        let path = self.path.replacen("annotations", "left", 1);
        Self { path: format!("versions[{version}].{path}"), ..self }
    }
}

/// Checks every part of every annotation in both units.
pub(super) fn check(text: &str, annotations: &[Annotation]) -> Result<(), Mismatch> {
    let slices = Slices::new(text);
    for (number, annotation) in annotations.iter().enumerate() {
        for (path, part) in annotation.parts() {
            for (unit, span) in [(Unit::CodePoints, part.code_points), (Unit::Utf16, part.utf16)] {
                if part.exact.is_empty() || !slices.gives(unit, span, &part.exact) {
                    return Err(Mismatch { path: format!("annotations[{number}].{path}"), unit });
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An annotation with this target, as a file of its own would give it.
    fn annotation(exact: &str, code_points: (u32, u32), utf16: (u32, u32), key: &str) -> Annotation {
        let part = serde_json::json!({
            "exact": exact,
            "codePoints": { "start": code_points.0, "end": code_points.1 },
            "utf16": { "start": utf16.0, "end": utf16.1 },
        });
        let mut entry =
            serde_json::json!({ "id": "", "kind": "", "target": [], "created": "", "modified": "" });
        entry[key] = if key == "target" { serde_json::json!([part]) } else { part };
        serde_json::from_value(entry).expect("an annotation")
    }

    #[test]
    fn wrong_offsets_are_refused_in_each_unit() {
        let cases = [
            ("won", (2, 5), (3, 6), None),
            ("won", (3, 6), (3, 6), Some(Unit::CodePoints)),
            ("won", (2, 5), (2, 5), Some(Unit::Utf16)),
            ("won", (2, 5), (3, 99), Some(Unit::Utf16)),
            ("won", (5, 2), (3, 6), Some(Unit::CodePoints)),
            ("", (2, 2), (3, 3), Some(Unit::CodePoints)),
        ];
        for (exact, code_points, utf16, expected) in cases {
            for (key, path) in [("target", "target[0]"), ("cue", "cue"), ("mention", "mention")] {
                let annotations = [annotation(exact, code_points, utf16, key)];
                let expected = expected.map(|unit| Mismatch { path: format!("annotations[0].{path}"), unit });
                assert_eq!(check("👍 won", &annotations).err(), expected, "{key} {code_points:?}");
            }
        }
    }
}
