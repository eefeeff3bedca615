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
use crate::format::budget::{Budget, TooDense};
use crate::format::catalogue::Offsets;
use crate::format::json as pieces;
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
pub(super) fn read(lines: &str, options: &ReadOptions<'_>, budget: &Budget) -> Vec<Item> {
    bridge::read_lines(lines, options, budget, |place, line| article(place, line, budget))
}

/// What a span takes while it waits for its annotation, beside its words.
const WAITING: usize = 500;

fn article(place: String, line: &str, budget: &Budget) -> Result<Loose, TooDense> {
    let mut loose = Loose::new(place, UNIT);
    let [of_text, spans, meta, own] = pieces::pick(line, ["text", "spans", "meta", OWN]);
    loose.take_text(of_text.and_then(pieces::text), budget)?;
    let [title, url] = pieces::pick(meta.unwrap_or("null"), ["title", "url"]);
    for (key, value) in [("title", title), ("url", url)] {
        if let Some(value) = value.and_then(pieces::text) {
            loose.hold(value.len(), budget)?;
            loose.document.insert(key.to_owned(), value.into());
        }
    }
    loose.take_about(bridge::value(own, budget)?, budget)?;
    // Parts and attribution find their annotation by its id.
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    let mut aside = Vec::new();
    pieces::each(spans.unwrap_or("null"), |number, raw| {
        let path = format!("spans[{number}]");
        let mut raw = match bridge::entry_value(raw, budget)? {
            Ok(raw) => raw,
            Err(why) => return loose.add(Entry::wrong(path, why), budget),
        };
        let span = Span::new(&raw["start"], &raw["end"]).with_words(&raw["text"]);
        let own = object(bridge::taken(&mut raw, OWN));
        let (id, label) = (text(&raw["id"]), text(&raw["label"]));
        if let Some((of, role)) = id.rsplit_once(':').filter(|(_, role)| ["cue", "source"].contains(role)) {
            loose.hold(WAITING + of.len() + span.exact.len(), budget)?;
            aside.push((of.to_owned(), role == "cue", span));
            return Ok(());
        }
        if let Some(at) = by_id.get(id) {
            return loose.add_span(*at, span, budget);
        }
        if !id.is_empty() {
            loose.hold(150 + id.len(), budget)?;
            by_id.insert(id.to_owned(), loose.entries.len());
        }
        let mut entry = Entry { fields: own, foreign_id: id.to_owned(), ..Entry::of_span(path, span) };
        entry.label(label);
        loose.add(entry, budget)
    })?;
    for (of, is_cue, span) in aside {
        if let Some(entry) = by_id.get(&of).and_then(|at| loose.entries.get_mut(*at)) {
            *(if is_cue { &mut entry.cue } else { &mut entry.mention }) = Some(Box::new(span));
        }
    }
    Ok(loose)
}
