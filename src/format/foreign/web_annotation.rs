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
use crate::format::budget::{Budget, TooDense};
use crate::format::catalogue::{Format, Offsets};
use crate::format::json as pieces;

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
fn prefixed(value: Value) -> Value {
    each_key(value, &|key| Some(format!("{PREFIX}{key}")))
}

/// Takes the prefix away and with it every key that has none.
fn bare(value: Value) -> Value {
    each_key(value, &|key| key.strip_prefix(PREFIX).map(str::to_owned))
}

fn each_key(value: Value, rename: &dyn Fn(&str) -> Option<String>) -> Value {
    match value {
        Value::Object(fields) => {
            let renamed =
                fields.into_iter().filter_map(|(key, value)| Some((rename(&key)?, each_key(value, rename))));
            Value::Object(renamed.collect())
        }
        Value::Array(list) => list.into_iter().map(|value| each_key(value, rename)).collect(),
        plain => plain,
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
    prefixed(own)
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
    let mut own = fields(document, annotation);
    // The model has a place for it.
    own.remove("creator");
    let own = prefixed(Value::Object(own));
    let mut item = object(own);
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
    if !annotation.creator.is_empty() {
        let creator = json!({ "type": "Person", "name": annotation.creator });
        item.insert("creator".to_owned(), creator);
    }
    item
}

/// Reads a collection, a page, one annotation, or a list of any of them. Annotations outside a collection are
/// sorted by what their targets are about.
pub(super) fn read(
    format: Format,
    json: &str,
    options: &ReadOptions<'_>,
    budget: &Budget,
) -> Result<Vec<Item>, ReadError> {
    let usual = if format == Format::Recogito { Offsets::Utf16 } else { Offsets::CodePoints };
    bridge::check(json)?;
    let mut articles: Vec<Loose> = Vec::new();
    let mut by_source: BTreeMap<String, usize> = BTreeMap::new();
    pieces::each(json, |number, raw| {
        let place = if pieces::is_list(json) { format!("[{number}]") } else { String::new() };
        let [first, items] = pieces::pick(raw, ["first", "items"]);
        let [of_first] = pieces::pick(first.unwrap_or("null"), ["items"]);
        let is_list = |items: &&str| pieces::is_list(items);
        let (items, path) = match (of_first.filter(is_list), items.filter(is_list)) {
            (Some(items), _) => (items, "first.items"),
            (_, Some(items)) => (items, "items"),
            _ => return alone(place, raw, usual, budget, &mut articles, &mut by_source),
        };
        budget.hold(ARTICLE)?;
        let mut loose = Loose::new(place, usual);
        take_article(&mut loose, raw, budget)?;
        pieces::each(items, |number, raw| {
            let entry = read_entry(format!("{path}[{number}]"), raw, budget)?;
            loose.add(entry, budget)
        })?;
        articles.push(loose);
        Ok(())
    })?;
    Ok(bridge::finish_all(articles, options, budget))
}

/// What an article takes before anything is known about it.
const ARTICLE: usize = 1_000;

/// Reads an annotation that stands in no collection.
fn alone(
    place: String,
    raw: &str,
    usual: Offsets,
    budget: &Budget,
    articles: &mut Vec<Loose>,
    by_source: &mut BTreeMap<String, usize>,
) -> Result<(), TooDense> {
    let [of, target] = pieces::pick(raw, ["ascribe:of", "target"]);
    let of = of.and_then(pieces::text).filter(|of| !of.is_empty());
    let of = of.or_else(|| source_in(target)).unwrap_or_default();
    let at = match by_source.get(&of) {
        Some(at) => *at,
        None => {
            budget.hold(ARTICLE + 4 * of.len())?;
            by_source.insert(of, articles.len());
            articles.push(Loose::new(String::new(), usual));
            articles.len() - 1
        }
    };
    take_article(&mut articles[at], raw, budget)?;
    let entry = read_entry(place, raw, budget)?;
    articles[at].add(entry, budget)
}

/// What the first target is about.
fn source_in(target: Option<&str>) -> Option<String> {
    let mut first = None;
    // One is enough.
    let _ = pieces::each(target?, |_, target| {
        first = Some(target);
        Err(TooDense)
    });
    let [source] = pieces::pick(first?, ["source"]);
    source.and_then(pieces::text)
}

fn take_article(loose: &mut Loose, raw: &str, budget: &Budget) -> Result<(), TooDense> {
    let [own, target] = pieces::pick(raw, ["ascribe:article", "target"]);
    if own.is_some() {
        let mut own = bare(bridge::value(own, budget)?);
        if let Value::String(text) = bridge::taken(&mut own, "text") {
            loose.take_text(Some(text), budget)?;
        }
        loose.take_about(own, budget)?;
    }
    // Of Ascribe's own articles the address is known, and a URN is none.
    let is_known = ["id", "url"].iter().any(|key| loose.document.contains_key(*key));
    if let Some(url) = source_in(target).filter(|url| !is_known && url.starts_with("http")) {
        loose.hold(url.len(), budget)?;
        loose.document.insert("url".to_owned(), url.into());
    }
    Ok(())
}

fn read_entry(path: String, raw: &str, budget: &Budget) -> Result<Entry, TooDense> {
    Ok(match bridge::entry_value(raw, budget)? {
        Ok(value) => entry(path, value),
        Err(why) => Entry::wrong(path, why),
    })
}

fn entry(path: String, mut raw: Value) -> Entry {
    // The article is taken by itself.
    if let Some(fields) = raw.as_object_mut() {
        fields.remove("ascribe:article");
    }
    let mut entry = Entry { path, foreign_id: text(&raw["id"]).to_owned(), ..Entry::default() };
    entry.spans = list(&raw["target"]).iter().filter_map(span).collect();
    let (target, body) = (bridge::taken(&mut raw, "target"), bridge::taken(&mut raw, "body"));
    drop(target);
    let creator = bridge::taken(&mut raw, "creator");
    let (created, modified) = (bridge::taken(&mut raw, "created"), bridge::taken(&mut raw, "modified"));
    entry.fields = object(bare(raw));
    let is_ours = entry.fields.contains_key("id");
    for body in list(&body) {
        let value = body.as_str().unwrap_or_else(|| text(&body["value"]));
        match text(&body["purpose"]) {
            "tagging" | "classifying" | "highlighting" => entry.label(value),
            // What a note says here is what a person saw last.
            "commenting" | "describing" | "replying" | "" => entry.set("note", value),
            _ => {}
        }
    }
    entry.set("creator", name_of(list(&creator).first().unwrap_or(&Value::Null)));
    if !is_ours {
        entry.set("created", created);
        entry.set("modified", modified);
    }
    entry
}

/// What an agent of the model is called: by its name, else its nickname, else its address.
fn name_of(agent: &Value) -> &str {
    let called = ["name", "nickname", "id"]
        .into_iter()
        .map(|key| text(list(&agent[key]).first().unwrap_or(&Value::Null)));
    let called = called.chain([text(agent)]);
    called.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// A target's span: the selectors may be one, a list, or refine each other.
pub(super) fn span(target: &Value) -> Option<Span> {
    let mut span = Span::default();
    let mut found = false;
    let mut waiting: Vec<&Value> = list(&target["selector"]).iter().collect();
    while let Some(selector) = waiting.pop() {
        waiting.extend(list(&selector["refinedBy"]));
        match text(&selector["type"]) {
            "TextPositionSelector" => {
                let placed = Span::new(&selector["start"], &selector["end"]);
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
