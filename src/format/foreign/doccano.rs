//! doccano: JSON Lines, one article a line, `text` and `label` as triples of start, end and name.
//!
//! Unit of offsets: UTF-16 units, as doccano counts unless told to count grapheme clusters. Written in ASCII,
//! because doccano guesses the encoding. Everything else stands under `ascribe`, which doccano keeps among a
//! line's metadata: nothing is dropped.

use std::rc::Rc;

use serde_json::{Value, json};

use super::bridge::{self, Entry, Loose, OWN, Span, about, fields, object, text};
use super::{Item, ReadOptions, escape};
use crate::annotation::Document;
use crate::format::catalogue::Offsets;

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
pub fn read(lines: &str, options: &ReadOptions<'_>) -> Vec<Item> {
    bridge::read_lines(lines, options, article)
}

fn article(place: String, line: &Value) -> Loose {
    let mut loose = Loose::new(place, UNIT);
    loose.text = line["text"].as_str().map(str::to_owned);
    loose.take_about(&line[OWN]);
    let key = ["label", "labels"].into_iter().find(|key| line[*key].is_array()).unwrap_or("label");
    let labels = bridge::list(&line[key]);
    // A triple that one of Ascribe's own annotations names belongs to it; every other one is new.
    let mut free: Vec<bool> = vec![true; labels.len()];
    for (number, own) in (0_usize..).zip(bridge::list(&line[OWN]["annotations"])) {
        let path = format!("ascribe.annotations[{number}]");
        let mut entry = Entry { path, fields: object(own), ..Entry::default() };
        for (at, triple) in (0_usize..).zip(bridge::list(&own["spans"])) {
            let found = (0..labels.len()).find(|label| free[*label] && labels[*label] == *triple);
            if let Some(label) = found {
                free[label] = false;
                let path = format!("{key}[{label}]");
                entry.spans.push(Span::new(path, &triple[0], &triple[1]).with_words(&own["exact"][at]));
            }
        }
        // What was taken away in doccano stays away.
        if !entry.spans.is_empty() {
            loose.entries.push(entry);
        }
    }
    for (number, triple) in (0..).zip(labels).filter(|(number, _)| free[*number]) {
        let path = format!("{key}[{number}]");
        let mut entry = Entry { path: path.clone(), ..Entry::default() };
        entry.label(text(&triple[2]));
        entry.spans.push(Span::new(path, &triple[0], &triple[1]));
        loose.entries.push(entry);
    }
    for (number, raw) in (0_usize..).zip(bridge::list(&line["entities"])) {
        let path = format!("entities[{number}]");
        let mut entry = Entry { path: path.clone(), foreign_id: raw["id"].to_string(), ..Entry::default() };
        entry.label(text(&raw["label"]));
        entry.spans.push(Span::new(path, &raw["start_offset"], &raw["end_offset"]));
        loose.entries.push(entry);
    }
    loose
}
