//! doccano: JSON Lines, one article a line, `text` and `label` as triples of start, end and name.
//!
//! Unit of offsets: UTF-16 units, as doccano counts unless told to count grapheme clusters. Written in ASCII,
//! because doccano guesses the encoding. Everything else stands under `ascribe`, which doccano keeps among a
//! line's metadata: nothing is dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Value, json};

use super::bridge::{self, Entry, Loose, OWN, Span, about, fields, object, text};
use super::{Item, ReadOptions, escape};
use crate::annotation::Document;
use crate::format::budget::{Budget, TooDense};
use crate::format::catalogue::Offsets;
use crate::format::json as pieces;

const UNIT: Offsets = Offsets::Utf16;

/// Writes articles, one a line.
pub fn write(documents: &[Rc<Document>]) -> String {
    documents.iter().map(|document| escape::ascii(&line(document).to_string()) + "\n").collect()
}

fn line(document: &Document) -> Value {
    let source = &document.article.text;
    let (mut labels, mut annotations) = (Vec::new(), Vec::new());
    for annotation in document.annotations.iter() {
        let mut own = fields(document, annotation);
        let places: Vec<_> = annotation.parts.iter().map(|part| bridge::place(source, part, UNIT)).collect();
        let triples = places.iter().map(|place| json!([place.start, place.end, annotation.kind.name()]));
        own.insert("spans".to_owned(), triples.clone().collect());
        own.insert("exact".to_owned(), places.iter().map(|place| place.quote.exact.as_str()).collect());
        labels.extend(triples);
        annotations.push(own);
    }
    let mut own = about(document);
    own["annotations"] = annotations.into();
    json!({ "text": source.as_str(), "label": labels, OWN: own })
}

/// Reads articles, one a line. Reads `label` and `labels` and, of projects with relations, `entities`.
pub(super) fn read(lines: &str, options: &ReadOptions<'_>, budget: &Budget) -> Vec<Item> {
    bridge::read_lines(lines, options, budget, |place, line| article(place, line, budget))
}

/// What a triple takes beside its entry: its place among those that are equal.
const TRIPLE: usize = 200;

fn article(place: String, line: &str, budget: &Budget) -> Result<Loose, TooDense> {
    let mut loose = Loose::new(place, UNIT);
    let [of_text, label, labels, entities, own] =
        pieces::pick(line, ["text", "label", "labels", "entities", OWN]);
    loose.take_text(of_text.and_then(pieces::text), budget)?;
    let own_piece = own.unwrap_or("null");
    let [document, sources, annotations] = pieces::pick(own_piece, ["document", "sources", "annotations"]);
    let about =
        json!({ "document": bridge::value(document, budget)?, "sources": bridge::value(sources, budget)? });
    loose.take_about(about, budget)?;
    let is_list = |list: &Option<&str>| list.is_some_and(pieces::is_list);
    let (key, labels) =
        if !is_list(&label) && is_list(&labels) { ("labels", labels) } else { ("label", label) };
    // A triple that one of Ascribe's own annotations names belongs to it; every other one is new.
    let mut free: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut is_taken: BTreeSet<usize> = BTreeSet::new();
    if annotations.is_some() {
        pieces::each(labels.unwrap_or("null"), |number, triple| {
            let triple = bridge::value(Some(triple), budget)?.to_string();
            loose.hold(TRIPLE + triple.len(), budget)?;
            free.entry(triple).or_default().push(number);
            Ok(())
        })?;
        free.values_mut().for_each(|places| places.reverse());
    }
    pieces::each(annotations.unwrap_or("null"), |number, own| {
        let path = format!("ascribe.annotations[{number}]");
        let mut own = match bridge::entry_value(own, budget)? {
            Ok(own) => own,
            Err(why) => return loose.add(Entry::wrong(path, why), budget),
        };
        let mut spans = Vec::new();
        for (at, triple) in (0_usize..).zip(bridge::list(&own["spans"])) {
            if let Some(label) = free.get_mut(&triple.to_string()).and_then(Vec::pop) {
                is_taken.insert(label);
                spans.push(Span::new(&triple[0], &triple[1]).with_words(&own["exact"][at]));
            }
        }
        // What was taken away in doccano stays away.
        if spans.is_empty() {
            return Ok(());
        }
        let (stated, exact) = (bridge::taken(&mut own, "spans"), bridge::taken(&mut own, "exact"));
        drop((stated, exact));
        loose.add(Entry { path, spans, fields: object(own), ..Entry::default() }, budget)
    })?;
    pieces::each(labels.unwrap_or("null"), |number, triple| {
        if is_taken.contains(&number) {
            return Ok(());
        }
        let triple = bridge::value(Some(triple), budget)?;
        let span = Span::new(&triple[0], &triple[1]);
        let mut entry = Entry::of_span(format!("{key}[{number}]"), span);
        entry.label(text(&triple[2]));
        loose.add(entry, budget)
    })?;
    pieces::each(entities.unwrap_or("null"), |number, raw| {
        let raw = bridge::value(Some(raw), budget)?;
        let span = Span::new(&raw["start_offset"], &raw["end_offset"]);
        let foreign_id = raw["id"].to_string();
        let mut entry = Entry { foreign_id, ..Entry::of_span(format!("entities[{number}]"), span) };
        entry.label(text(&raw["label"]));
        loose.add(entry, budget)
    })?;
    Ok(loose)
}
