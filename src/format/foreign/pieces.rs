//! A text cut at every edge of an annotation, so that highlights which cross each other nest in nothing.

use crate::annotation::{Annotation, Document};
use crate::text::{CodePointOffset, TextRange};

/// A stretch of the text that the same annotations cover from end to end.
pub(super) struct Piece<'a> {
    /// Where it lies.
    pub range: TextRange,
    /// What covers it, in the order of the text. Empty for plain text.
    pub covering: Vec<&'a Annotation>,
}

impl Piece<'_> {
    /// How it is painted: by the kind of what covers it, or as both kinds; `None` for plain text.
    pub fn class(&self) -> Option<&'static str> {
        let (first, others) = self.covering.split_first()?;
        let is_one = others.iter().all(|other| other.kind == first.kind);
        Some(if is_one { first.kind.name() } else { "both" })
    }
}

/// The pieces of a part of an article's text, in its order; one after the other they are all of it.
pub(super) fn pieces(document: &Document, within: TextRange) -> Vec<Piece<'_>> {
    let annotations = document.annotations.as_slice();
    // Where an annotation begins or ends, and its number in the order of the text.
    let mut edges: Vec<(CodePointOffset, bool, usize)> = Vec::new();
    for (number, annotation) in annotations.iter().enumerate() {
        for part in annotation.parts.iter().filter_map(|part| part.intersection(within)) {
            edges.push((part.start(), true, number));
            edges.push((part.end(), false, number));
        }
    }
    edges.sort_unstable();
    edges.push((within.end(), false, usize::MAX));
    let (mut pieces, mut open, mut from) = (Vec::new(), Vec::new(), within.start());
    for (at, begins, number) in edges {
        if let Some(range) = TextRange::new(from, at) {
            let covering = open.iter().filter_map(|number: &usize| annotations.get(*number));
            pieces.push(Piece { range, covering: covering.map(|annotation| &**annotation).collect() });
            from = at;
        }
        if begins {
            open.push(number);
            open.sort_unstable();
        } else {
            open.retain(|other| *other != number);
        }
    }
    pieces
}
