//! How much memory the reading of a file may take: ten times the file, whatever stands in it.
//!
//! Two characters can be a value that takes hundreds of bytes once it is read, and a file of nothing else would take
//! a hundred times its size. So files are read piece by piece, and whoever reads asks before each piece whether what
//! it would take still fits, and counts what is kept of it. What does not fit is not read, and is said.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::annotation::{Annotation, Source};
use crate::text::ArticleText;

/// How many times its own size a file may take.
const TIMES: usize = 10;
/// Of smaller files the reading may take as much as of one of this size, in bytes.
const SMALLEST: usize = 1 << 20;
/// What is kept back for what nobody counts: buffers of the readers, messages, the document itself.
const RESERVE: usize = 256 << 10;
/// What a value of a list may take, in bytes: the value, and the room that a growing list leaves behind.
const VALUE: usize = 256;
/// What an object may take: its keys stand in nodes of eleven, about half of them full.
const OBJECT: usize = 640;
const KEYS: usize = 6;
/// What a paragraph takes beside its text.
const PARAGRAPH: usize = 104;

/// It would take far more memory than a file of annotations needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) struct TooDense;

/// The sentence about it, without a stop.
pub(in crate::format) const TOO_DENSE: &str = "it would take more than ten times its size in memory, as files of very many very small entries do. \
     Split it into files of less than a megabyte";

/// What is left of the memory that the reading of one file may take.
pub(in crate::format) struct Budget {
    most: Cell<usize>,
    held: Cell<usize>,
}

impl Budget {
    /// For a file of so many bytes.
    pub(in crate::format) fn of_file(bytes: usize) -> Self {
        Self { most: Cell::new(TIMES * bytes.max(SMALLEST) - RESERVE), held: Cell::new(0) }
    }

    /// Counts what the file leaves out and what is read together with it: so many bytes more.
    pub(in crate::format) fn also(&self, bytes: usize) {
        self.most.set(self.most.get() + TIMES * bytes);
    }

    /// Whether something passing fits beside what is kept.
    pub(in crate::format) fn fits(&self, bytes: usize) -> Result<(), TooDense> {
        if self.held.get().saturating_add(bytes) > self.most.get() { Err(TooDense) } else { Ok(()) }
    }

    /// Counts what is kept.
    pub(in crate::format) fn hold(&self, bytes: usize) -> Result<(), TooDense> {
        self.fits(bytes)?;
        self.held.set(self.held.get() + bytes);
        Ok(())
    }

    /// Takes back what is no longer kept.
    pub(in crate::format) fn release(&self, bytes: usize) {
        self.held.set(self.held.get().saturating_sub(bytes));
    }

    /// What is kept so far.
    #[cfg(test)]
    pub(in crate::format) fn held(&self) -> usize {
        self.held.get()
    }

    /// Whether a JSON text fits once it is read into values.
    pub(in crate::format) fn fits_json(&self, json: &str) -> Result<(), TooDense> {
        // Nothing so short can do harm: two characters a value.
        if self.fits(json.len() / 2 * OBJECT).is_ok() { Ok(()) } else { self.fits(weight(json) + json.len()) }
    }
}

/// How much memory a JSON text would take at most once it is read, in bytes. What is no JSON takes nothing: its
/// reader says what is wrong with it.
pub(in crate::format) fn weight(json: &str) -> usize {
    let mut weight = Weight(0);
    let mut reader = serde_json::Deserializer::from_str(json);
    if DeserializeSeed::deserialize(&mut weight, &mut reader).is_err() {
        return 0;
    }
    weight.0
}

/// What a text takes as an article's: itself, its paragraphs and their table.
pub(in crate::format) fn of_text(text: &str) -> usize {
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    2 * text.len() + text.len() / 4 + lines * PARAGRAPH
}

/// What an annotation takes.
pub(in crate::format) fn of_annotation(annotation: &Annotation) -> usize {
    let claim = &annotation.claim;
    let texts = [
        &claim.wording,
        &claim.verdict,
        &claim.date,
        &claim.place,
        &claim.context,
        &annotation.note,
        &annotation.creator,
    ];
    let labels = annotation.labels.iter().map(|label| label.len() + 24).sum::<usize>();
    let evidence = claim.evidence.iter().map(|piece| piece.note.len() + 120).sum::<usize>();
    let origin = annotation.origin.as_ref().map_or(0, |origin| 112 + origin.id.len() + origin.file.len());
    // Beside it: the count of its owners, its place in the set that grows, its id among those seen.
    size_of::<Annotation>()
        + 96
        + texts.iter().map(|text| text.len()).sum::<usize>()
        + labels
        + evidence
        + origin
        + annotation.parts.as_slice().len() * 8
        + annotation.relations.len() * 24
}

/// What a source takes.
pub(in crate::format) fn of_source(source: &Source) -> usize {
    let aliases = source.aliases.iter().map(|alias| alias.len() + 24).sum::<usize>();
    let texts = [&source.name, &source.role, &source.organisation, &source.link];
    2 * size_of::<Source>() + 48 + texts.iter().map(|text| text.len()).sum::<usize>() + aliases
}

/// What finding words in a text takes, where they are not at their offsets.
pub(in crate::format) fn of_finder(text: &ArticleText) -> usize {
    crate::anchoring::Finder::memory(text.as_str())
}

struct Weight(usize);

impl<'de> DeserializeSeed<'de> for &mut Weight {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Weight {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0 += text.len();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(&mut *self)?.is_some() {
            self.0 += VALUE;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut keys: usize = 0;
        while object.next_key::<IgnoredAny>()?.is_some() {
            keys += 1;
            object.next_value_seed(&mut *self)?;
        }
        self.0 += keys.div_ceil(KEYS) * OBJECT;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dense_texts_are_told_from_those_of_annotations() {
        let many = |piece: &str| format!("[{}{piece}]", format!("{piece},").repeat(4_000_000 / piece.len()));
        let words = "\"some words of an article that nobody would count as dense, and a few more of them\"";
        let cases = [
            (many("0"), true),
            (many("[]"), true),
            (many("{}"), true),
            (many("{\"\":0}"), true),
            (many(words), false),
            ("[".repeat(5_000_000), false),
        ];
        for (json, expected) in cases {
            let is_dense = Budget::of_file(json.len()).fits_json(&json).is_err();
            assert_eq!(is_dense, expected, "{}…", &json[..20]);
        }
    }

    #[test]
    fn what_is_kept_leaves_less_room() {
        let budget = Budget::of_file(10);
        let all = TIMES * SMALLEST - RESERVE;
        assert_eq!(budget.hold(all - 5), Ok(()));
        assert_eq!((budget.fits(5), budget.fits(6)), (Ok(()), Err(TooDense)));
        assert_eq!((budget.hold(6), budget.hold(5)), (Err(TooDense), Ok(())));
        budget.release(5);
        assert_eq!(budget.fits(5), Ok(()));
    }
}
