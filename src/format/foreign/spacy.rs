//! spaCy and Prodigy: JSON Lines, one article a line, `text` and `spans`.
//!
//! Unit of offsets: code points, as Python counts. Labels are `CLAIM`, `QUOTE`, `CUE` and `SOURCE`; the parts
//! of a split quote have the same `id`, and its cue and source have that id with `:cue` or `:source` behind.
//! Everything else stands under `ascribe`, on the line and on each first span, so nothing is dropped.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Value, json};

use super::bridge::{self, Entry, Loose, OWN, Span, about, fields, object, text};
use super::{Item, ReadOptions};
use crate::annotation::Document;
use crate::format::catalogue::Offsets;
use crate::text::TextRange;

const UNIT: Offsets = Offsets::CodePoints;

/// Writes articles, one a line.
pub fn write(documents: &[Rc<Document>]) -> String {
    documents.iter().map(|document| line(document).to_string() + "\n").collect()
}

fn line(document: &Document) -> Value {
    let article = &document.article;
    let mut spans = Vec::new();
    let span = |range: TextRange, label: &str, id: String| {
        let (start, end) = bridge::offsets(&article.text, range, UNIT);
        json!({ "start": start, "end": end, "label": label, "id": id, "text": article.text.slice(range) })
    };
    for annotation in document.annotations.iter() {
        let id = annotation.id.urn();
        let label = annotation.kind.name().to_uppercase();
        for (number, part) in annotation.parts.iter().enumerate() {
            let mut span = span(part, &label, id.clone());
            if number == 0 {
                span[OWN] = fields(document, annotation).into();
            }
            spans.push(span);
        }
        spans.extend(annotation.attribution.cue.map(|range| span(range, "CUE", format!("{id}:cue"))));
        spans.extend(
            annotation.attribution.mention.map(|range| span(range, "SOURCE", format!("{id}:source"))),
        );
    }
    let details = &article.details;
    json!({
        "text": article.text.as_str(),
        "spans": spans,
        "meta": { "title": details.title, "url": details.url, "id": article.id.urn() },
        OWN: about(document),
    })
}

/// Reads articles, one a line.
pub fn read(lines: &str, options: &ReadOptions<'_>) -> Vec<Item> {
    bridge::read_lines(lines, options, article)
}

fn article(place: String, line: &Value) -> Loose {
    let mut loose = Loose::new(place, UNIT);
    loose.text = line["text"].as_str().map(str::to_owned);
    for key in ["title", "url"] {
        if let Some(value) = line["meta"][key].as_str() {
            loose.document.insert(key.to_owned(), value.into());
        }
    }
    loose.take_about(&line[OWN]);
    // Parts and attribution find their annotation by its id.
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    let mut aside = Vec::new();
    for (number, raw) in (0_usize..).zip(bridge::list(&line["spans"])) {
        let path = format!("spans[{number}]");
        let span = Span::new(path.clone(), &raw["start"], &raw["end"]).with_words(&raw["text"]);
        let (id, label) = (text(&raw["id"]), text(&raw["label"]));
        if let Some((of, role)) = id.rsplit_once(':').filter(|(_, role)| ["cue", "source"].contains(role)) {
            aside.push((of.to_owned(), role == "cue", span));
            continue;
        }
        if let Some(at) = by_id.get(id) {
            loose.entries[*at].spans.push(span);
            continue;
        }
        if !id.is_empty() {
            by_id.insert(id.to_owned(), loose.entries.len());
        }
        let mut entry =
            Entry { path, fields: object(&raw[OWN]), foreign_id: id.to_owned(), ..Entry::default() };
        entry.label(label);
        entry.spans.push(span);
        loose.entries.push(entry);
    }
    for (of, is_cue, span) in aside {
        if let Some(entry) = by_id.get(&of).and_then(|at| loose.entries.get_mut(*at)) {
            *(if is_cue { &mut entry.cue } else { &mut entry.mention }) = Some(span);
        }
    }
    loose
}
