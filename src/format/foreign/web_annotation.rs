//! W3C Web Annotation Data Model as JSON-LD, and the flavour of it that Recogito and Annotorious read.
//!
//! Unit of offsets: code points (Web Annotation Data Model, 4.2.4); in the Recogito flavour UTF-16 units,
//! because its readers count so. Each part of an annotation is a target with a TextPositionSelector and a
//! TextQuoteSelector. Labels and notes are bodies; everything else stands under keys with the prefix
//! `ascribe:`, which an inline context maps, so that a JSON-LD processor keeps them: nothing is dropped.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::bridge::{self, Entry, Loose, Span, about, fields, list, object, text};
use super::{Extent, Item, ReadError, ReadOptions};
use crate::annotation::{Annotation, Document};
use crate::format::catalogue::{Format, Offsets};

/// The context of the data model.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What Ascribe's own keys begin with.
const PREFIX: &str = "ascribe:";
/// What the prefix stands for.
pub const NAMESPACE: &str = "https://ascribe.example/ns#";

fn context() -> Value {
    json!([CONTEXT, { "ascribe": NAMESPACE }])
}

/// Puts the prefix before every key, so that each is a name of its own to JSON-LD.
fn prefixed(value: &Value) -> Value {
    each_key(value, &|key| Some(format!("{PREFIX}{key}")))
}

/// Takes the prefix away and with it every key that has none.
fn bare(value: &Value) -> Value {
    each_key(value, &|key| key.strip_prefix(PREFIX).map(str::to_owned))
}

fn each_key(value: &Value, rename: &dyn Fn(&str) -> Option<String>) -> Value {
    match value {
        Value::Object(fields) => {
            let renamed =
                fields.iter().filter_map(|(key, value)| Some((rename(key)?, each_key(value, rename))));
            Value::Object(renamed.collect())
        }
        Value::Array(list) => list.iter().map(|value| each_key(value, rename)).collect(),
        plain => plain.clone(),
    }
}

/// Writes an AnnotationCollection, or a list of them.
pub fn write(documents: &[Rc<Document>], extent: Extent) -> String {
    let collections: Vec<_> = documents.iter().map(|document| collection(document, extent)).collect();
    let file = match <[Value; 1]>::try_from(collections) {
        Ok([only]) => only,
        Err(several) => several.into(),
    };
    format!("{file:#}\n")
}

fn collection(document: &Document, extent: Extent) -> Value {
    let article = &document.article;
    let items: Vec<_> = document
        .annotations
        .iter()
        .map(|annotation| Value::Object(item(document, annotation, Offsets::CodePoints)))
        .collect();
    json!({
        "@context": context(),
        "id": article.id.urn(),
        "type": "AnnotationCollection",
        "label": article.details.title,
        "total": items.len(),
        "first": {
            "id": format!("{}#page-1", article.id.urn()),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
        "ascribe:article": own_article(document, extent),
    })
}

fn own_article(document: &Document, extent: Extent) -> Value {
    let mut own = about(document);
    if extent == Extent::WholeText {
        own["text"] = document.article.text.as_str().into();
    }
    prefixed(&own)
}

/// Writes a plain list of annotations that count UTF-16 units, each with its context. The article stands in
/// its first annotation.
pub fn write_recogito(documents: &[Rc<Document>], extent: Extent) -> String {
    let mut items = Vec::new();
    for document in documents {
        let first = items.len();
        for annotation in document.annotations.iter() {
            let mut item = item(document, annotation, Offsets::Utf16);
            item.insert("@context".to_owned(), context());
            if items.len() == first {
                item.insert("ascribe:article".to_owned(), own_article(document, extent));
            }
            items.push(Value::Object(item));
        }
    }
    format!("{:#}\n", Value::Array(items))
}

/// What the targets say they are about.
fn source_of(document: &Document) -> String {
    let url = &document.article.details.url;
    let is_address = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c));
    if is_address { url.clone() } else { document.id().urn() }
}

fn item(document: &Document, annotation: &Annotation, unit: Offsets) -> Map<String, Value> {
    let source = source_of(document);
    let target = annotation.parts.iter().map(|part| {
        let place = bridge::place(&document.article.text, part, unit);
        json!({
            "source": source,
            "selector": [
                { "type": "TextPositionSelector", "start": place.start, "end": place.end },
                {
                    "type": "TextQuoteSelector",
                    "exact": place.quote.exact,
                    "prefix": place.quote.prefix,
                    "suffix": place.quote.suffix,
                },
            ],
        })
    });
    let mut target: Vec<_> = target.collect();
    let target = if target.len() == 1 { target.remove(0) } else { target.into() };
    let body =
        |purpose: &str, value: &str| json!({ "type": "TextualBody", "purpose": purpose, "value": value });
    let mut bodies = vec![body("classifying", annotation.kind.name())];
    bodies.extend(annotation.labels.iter().map(|label| body("tagging", label)));
    if !annotation.note.is_empty() {
        bodies.push(body("commenting", &annotation.note));
    }
    let own = prefixed(&Value::Object(fields(document, annotation)));
    let mut item = object(&own);
    for (key, value) in [
        ("id", annotation.id.urn().into()),
        ("type", "Annotation".into()),
        ("motivation", "classifying".into()),
        ("created", annotation.created.to_string().into()),
        ("modified", annotation.modified.to_string().into()),
        ("body", bodies.into()),
        ("target", target),
        // The article that it belongs to, where several have the same address.
        ("ascribe:of", document.id().urn().into()),
    ] {
        item.insert(key.to_owned(), value);
    }
    item
}

/// Reads a collection, a page, one annotation, or a list of any of them. Annotations outside a collection are
/// sorted by what their targets are about.
pub fn read(format: Format, json: &str, options: &ReadOptions<'_>) -> Result<Vec<Item>, ReadError> {
    let usual = if format == Format::Recogito { Offsets::Utf16 } else { Offsets::CodePoints };
    let file = bridge::parse(json)?;
    let mut articles = Vec::new();
    let mut by_source: BTreeMap<String, usize> = BTreeMap::new();
    for (number, raw) in (0_usize..).zip(list(&file)) {
        let place = if file.is_array() { format!("[{number}]") } else { String::new() };
        let (items, path) = match (&raw["first"]["items"], &raw["items"]) {
            (Value::Array(items), _) => (items, "first.items"),
            (_, Value::Array(items)) => (items, "items"),
            _ => {
                let of =
                    [&raw["ascribe:of"], &list(&raw["target"]).first().unwrap_or(&Value::Null)["source"]];
                let of = of.into_iter().map(text).find(|source| !source.is_empty()).unwrap_or_default();
                let at = *by_source.entry(of.to_owned()).or_insert(articles.len());
                if at == articles.len() {
                    articles.push(Loose::new(String::new(), usual));
                }
                let loose: &mut Loose = &mut articles[at];
                take_article(loose, raw);
                loose.entries.push(entry(place, raw));
                continue;
            }
        };
        let mut loose = Loose::new(place, usual);
        take_article(&mut loose, raw);
        loose.entries = (0_usize..).zip(items).map(|(n, raw)| entry(format!("{path}[{n}]"), raw)).collect();
        articles.push(loose);
    }
    Ok(articles.into_iter().map(|loose| bridge::finish(loose, options)).collect())
}

fn take_article(loose: &mut Loose, raw: &Value) {
    let own = bare(&raw["ascribe:article"]);
    loose.take_about(&own);
    if let Some(text) = own["text"].as_str() {
        loose.text = Some(text.to_owned());
    }
    let target = list(&raw["target"]).first().map_or(&Value::Null, |target| &target["source"]);
    // Of Ascribe's own articles the address is known, and a URN is none.
    let is_ours = loose.document.contains_key("id");
    if let Some(url) = target.as_str().filter(|url| !is_ours && url.starts_with("http")) {
        loose.document.entry("url").or_insert_with(|| url.into());
    }
}

fn entry(path: String, raw: &Value) -> Entry {
    let mut entry =
        Entry { fields: object(&bare(raw)), foreign_id: text(&raw["id"]).to_owned(), ..Entry::default() };
    entry.fields.remove("article");
    for (number, target) in (0_usize..).zip(list(&raw["target"])) {
        entry.spans.extend(span(format!("{path}.target[{number}]"), target));
    }
    let is_ours = entry.fields.contains_key("id");
    for body in list(&raw["body"]) {
        let value = body.as_str().unwrap_or_else(|| text(&body["value"]));
        match text(&body["purpose"]) {
            "tagging" | "classifying" | "highlighting" => entry.label(value),
            // What a note says here is what a person saw last.
            "commenting" | "describing" | "replying" | "" => entry.set("note", value),
            _ => {}
        }
    }
    if !is_ours {
        entry.set("created", raw["created"].clone());
        entry.set("modified", raw["modified"].clone());
    }
    entry.path = path;
    entry
}

/// A target's span: the selectors may be one, a list, or refine each other.
pub(super) fn span(path: String, target: &Value) -> Option<Span> {
    let mut span = Span { path, ..Span::default() };
    let mut found = false;
    let mut waiting: Vec<&Value> = list(&target["selector"]).iter().collect();
    while let Some(selector) = waiting.pop() {
        waiting.extend(list(&selector["refinedBy"]));
        match text(&selector["type"]) {
            "TextPositionSelector" => {
                let placed = Span::new(String::new(), &selector["start"], &selector["end"]);
                span.offsets = placed.offsets;
                found |= placed.offsets.is_some();
            }
            "TextQuoteSelector" => {
                for (into, key) in
                    [(&mut span.exact, "exact"), (&mut span.prefix, "prefix"), (&mut span.suffix, "suffix")]
                {
                    *into = text(&selector[key]).to_owned();
                }
                found |= !span.exact.is_empty();
            }
            _ => {}
        }
    }
    found.then_some(span)
}
