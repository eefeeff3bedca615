//! Writes a text and its labelled ranges as one readable string, for tests.
//!
//! ```
//! use ascribe::notation::{parse, print};
//!
//! let marked = parse("[source:Smith] [cue:said] [content:“We won.”]")?;
//! assert_eq!(marked.text, "Smith said “We won.”");
//! assert_eq!(marked.get("cue"), ["said"]);
//! assert_eq!(print(&marked), "[source:Smith] [cue:said] [content:“We won.”]");
//! # Ok::<(), ascribe::notation::NotationError>(())
//! ```
//!
//! A label is anything without white space, colon or bracket; `quote#1` twice is how a test names the parts
//! of one split quote. Ranges may nest, they cannot cross. A bracket or backslash of the text itself has a
//! backslash before it; so has a text's colon that would otherwise end a label.

use std::fmt;

use crate::text::TextRange;

/// A text with labelled ranges, in the order of their starts, the outer first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text without its brackets.
    pub text: String,
    /// Each range with its label.
    pub ranges: Vec<(String, TextRange)>,
}

impl Marked {
    /// The texts that carry a label, in order.
    pub fn get(&self, label: &str) -> Vec<String> {
        self.ranges_of(label)
            .map(|range| self.text.chars().skip(range.start().get()).take(range.len() as usize).collect())
            .collect()
    }

    /// The ranges that carry a label, in order.
    pub fn ranges_of(&self, label: &str) -> impl Iterator<Item = TextRange> {
        self.ranges.iter().filter(move |(name, _)| name == label).map(|(_, range)| *range)
    }
}

/// Why a string is not in the notation. Offsets count code points of the notation, brackets included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotationError {
    /// A bracket opens without `label:` after it.
    NoLabel {
        /// Where it opens.
        at: usize,
    },
    /// A bracket closes that was never opened.
    NotOpened {
        /// Where it closes.
        at: usize,
    },
    /// A bracket is never closed.
    NotClosed {
        /// Where it opens.
        at: usize,
    },
    /// There is nothing between the label and the closing bracket.
    Empty {
        /// Where it closes.
        at: usize,
    },
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLabel { at } => write!(f, "the bracket at {at} has no label"),
            Self::NotOpened { at } => write!(f, "the bracket that closes at {at} was never opened"),
            Self::NotClosed { at } => write!(f, "the bracket at {at} is never closed"),
            Self::Empty { at } => write!(f, "the range that closes at {at} is empty"),
        }
    }
}

impl std::error::Error for NotationError {}

/// Reads the notation.
pub fn parse(notation: &str) -> Result<Marked, NotationError> {
    let mut text = String::new();
    let mut length = 0;
    let mut open: Vec<(String, u32, usize)> = Vec::new();
    let mut ranges = Vec::new();
    let mut characters = notation.chars().enumerate();
    while let Some((at, character)) = characters.next() {
        match character {
            '[' => {
                let label: String = characters.by_ref().map(|(_, c)| c).take_while(|c| *c != ':').collect();
                if label.is_empty() || label.contains(|c: char| c.is_whitespace() || "[]\\".contains(c)) {
                    return Err(NotationError::NoLabel { at });
                }
                open.push((label, length, at));
            }
            ']' => {
                let (label, start, _) = open.pop().ok_or(NotationError::NotOpened { at })?;
                let range = TextRange::of(start, length).ok_or(NotationError::Empty { at })?;
                ranges.push((label, range));
            }
            '\\' => {
                text.push(characters.next().map_or('\\', |(_, escaped)| escaped));
                length += 1;
            }
            plain => {
                text.push(plain);
                length += 1;
            }
        }
    }
    if let Some((_, _, at)) = open.pop() {
        return Err(NotationError::NotClosed { at });
    }
    // Stable, and inner ranges close first: reversing puts the outer of two equal ranges first.
    ranges.reverse();
    ranges.sort_by_key(|(_, range)| *range);
    Ok(Marked { text, ranges })
}

/// Writes the notation. Ranges that cross cannot be drawn: the part of the later one that sticks out is
/// left out of the drawing.
pub fn print(marked: &Marked) -> String {
    let mut drawing = String::new();
    let mut open: Vec<u32> = Vec::new();
    let mut next = marked.ranges.iter().peekable();
    let length = u32::try_from(marked.text.chars().count()).unwrap_or(u32::MAX);
    for (at, character) in (0..=length).zip(marked.text.chars().map(Some).chain([None])) {
        while open.last() == Some(&at) {
            open.pop();
            drawing.push(']');
        }
        while let Some((label, range)) = next.next_if(|(_, range)| range.start().0 == at) {
            drawing.push_str(&format!("[{label}:"));
            let outer = open.last().copied().unwrap_or(length);
            open.push(range.end().0.min(outer));
        }
        if let Some(character) = character {
            if "[]\\".contains(character) {
                drawing.push('\\');
            }
            drawing.push(character);
        }
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_parsed_prints_the_same() {
        let cases = [
            "",
            "plain",
            "[a:x]",
            "[claim:cost [quote:“doubled”] since]",
            "[a:[b:same]]",
            "[quote#1:“We won,”] she said, [quote#1:“barely.”]",
            "[a:👍👍][b:é] \\[sic\\] \\\\",
        ];
        for notation in cases {
            let marked = parse(notation).expect(notation);
            assert_eq!(print(&marked), notation);
        }
    }

    #[test]
    fn mistakes_name_their_place() {
        let cases = [
            ("[a:x", NotationError::NotClosed { at: 0 }),
            ("x]", NotationError::NotOpened { at: 1 }),
            ("[sic]", NotationError::NoLabel { at: 0 }),
            ("[:x]", NotationError::NoLabel { at: 0 }),
            ("[a:]", NotationError::Empty { at: 3 }),
        ];
        for (notation, error) in cases {
            assert_eq!(parse(notation), Err(error), "{notation}");
        }
    }
}
