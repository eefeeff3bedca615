//! Hypothesis: the file that its client exports and imports.
//!
//! Unit of offsets: UTF-16 units. Kind, labels, speaker and verdict are tags, the note is the text; everything
//! else stands under `ascribe`, beside the annotations and in each of them, which the client passes over:
//! nothing is dropped. The client takes two annotations with the same words, tags and text for one.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Value, json};

use super::bridge::{self, Entry, Loose, OWN, about, fields, list, object, text};
use super::web_annotation::span;
use super::{Extent, Item, ReadError, ReadOptions, WriteOptions};
use crate::annotation::{Annotation, Document};
use crate::format::budget::Budget;
use crate::format::catalogue::Offsets;
use crate::format::json as pieces;
use crate::format::why::Why;

const UNIT: Offsets = Offsets::Utf16;
const USER: &str = "acct:ascribe@localhost";

/// Writes a file of annotations.
pub fn write(documents: &[Rc<Document>], options: &WriteOptions<'_>) -> String {
    let annotations: Vec<_> = documents
        .iter()
        .flat_map(|document| document.annotations.iter().map(|annotation| item(document, annotation)))
        .collect();
    let articles = documents.iter().map(|document| {
        let mut own = about(document);
        if options.extent == Extent::WholeText {
            own["text"] = document.article.text.as_str().into();
        }
        own
    });
    let file = json!({
        "export_date": options.at.to_string(),
        "export_userid": USER,
        "client_version": concat!("ascribe-", env!("CARGO_PKG_VERSION")),
        "annotations": annotations,
        OWN: { "articles": articles.collect::<Vec<_>>() },
    });
    format!("{file:#}\n")
}

/// The address that the annotations are about; Hypothesis wants one.
fn address(document: &Document) -> String {
    let url = &document.article.details.url;
    if url.is_empty() { document.id().urn() } else { url.clone() }
}

/// The account that an annotator gets: Hypothesis allows letters, digits, stops and underscores, three to thirty.
fn user(creator: &str) -> String {
    let fits = |character: &char| character.is_ascii_alphanumeric();
    let words = creator.split_whitespace().map(|word| word.chars().filter(fits).collect::<String>());
    let name: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let name: String = name.join("_").chars().take(30).collect();
    if name.len() < 3 { USER.to_owned() } else { format!("acct:{name}@localhost") }
}

/// What the annotator of an entry is called: by the name shown, else by the account.
fn creator_of(raw: &Value) -> &str {
    let shown = text(&raw["user_info"]["display_name"]);
    let account = text(&raw["user"]);
    let account = if account == USER { "" } else { account.strip_prefix("acct:").unwrap_or(account) };
    if shown.is_empty() { account.split('@').next().unwrap_or_default() } else { shown }
}

/// The tags of an annotation with these fields.
fn tags(fields: &bridge::Fields) -> Vec<String> {
    let mut tags = vec![fields.get("kind").map_or("", text).to_owned()];
    tags.extend(
        list(fields.get("labels").unwrap_or(&Value::Null)).iter().map(|label| text(label).to_owned()),
    );
    for key in ["speaker", "verdict"] {
        let value = fields.get(key).map_or("", text);
        if !value.is_empty() {
            tags.push(format!("{key}: {value}"));
        }
    }
    tags
}

fn item(document: &Document, annotation: &Annotation) -> Value {
    let uri = address(document);
    let target = annotation.parts.iter().map(|part| {
        let place = bridge::place(&document.article.text, part, UNIT);
        json!({
            "source": uri,
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
    let target: Vec<_> = target.collect();
    let mut own = fields(document, annotation);
    let tags = tags(&own);
    own.insert("of".to_owned(), document.id().urn().into());
    let user = user(&annotation.creator);
    let name = (!annotation.creator.is_empty()).then_some(&annotation.creator);
    json!({
        "id": annotation.id.to_string(),
        "created": annotation.created.to_string(),
        "updated": annotation.modified.to_string(),
        "user": user,
        "user_info": { "display_name": name },
        "uri": uri,
        "text": annotation.note,
        "tags": tags,
        "group": "__world__",
        "permissions": { "read": ["group:__world__"], "admin": [user], "update": [user], "delete": [user] },
        "target": target,
        "document": { "title": [document.article.details.title] },
        "links": {},
        "hidden": false,
        "flagged": false,
        OWN: own,
    })
}

/// Reads a file of annotations; those of one address are one article. Replies and page notes are left out with
/// their reason.
pub(super) fn read(json: &str, options: &ReadOptions<'_>, budget: &Budget) -> Result<Vec<Item>, ReadError> {
    bridge::check(json)?;
    let [annotations, own] = pieces::pick(json, ["annotations", OWN]);
    let Some(annotations) = annotations.filter(|list| pieces::is_list(list)) else {
        return Err(ReadError::Shape { path: "annotations".to_owned(), why: Why::NoList });
    };
    let mut articles: Vec<Loose> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let [own] = pieces::pick(own.unwrap_or("null"), ["articles"]);
    pieces::each(own.unwrap_or("null"), |_, own| {
        let mut own = bridge::value(Some(own), budget)?;
        let id = text(&own["document"]["id"]).to_owned();
        budget.hold(ARTICLE + 4 * id.len())?;
        by_name.insert(id.clone(), articles.len());
        let mut loose = Loose::new(id, UNIT);
        if let Value::String(text) = bridge::taken(&mut own, "text") {
            loose.take_text(Some(text), budget)?;
        }
        loose.take_about(own, budget)?;
        articles.push(loose);
        Ok(())
    })?;
    pieces::each(annotations, |number, raw| {
        let path = format!("annotations[{number}]");
        let (mut raw, wrong) = match bridge::entry_value(raw, budget)? {
            Ok(raw) => (raw, None),
            Err(why) => (Value::Null, Some(why)),
        };
        let uri = text(&raw["uri"]);
        let of = raw[OWN]["of"].as_str().filter(|of| by_name.contains_key(*of)).unwrap_or(uri);
        let at = match by_name.get(of) {
            Some(at) => *at,
            None => {
                let titles = list(&raw["document"]["title"]);
                let title = titles.first().map_or("", text);
                budget.hold(ARTICLE + 4 * uri.len() + title.len())?;
                by_name.insert(of.to_owned(), articles.len());
                let mut loose = Loose::new(uri.to_owned(), UNIT);
                loose.document.insert("url".to_owned(), uri.into());
                if !titles.is_empty() {
                    loose.document.insert("title".to_owned(), title.into());
                }
                articles.push(loose);
                articles.len() - 1
            }
        };
        let entry = match wrong {
            Some(why) => Entry::wrong(path, why),
            None => entry(path, std::mem::take(&mut raw)),
        };
        articles[at].add(entry, budget)
    })?;
    Ok(bridge::finish_all(articles, options, budget))
}

/// What an article takes before anything is known about it.
const ARTICLE: usize = 1_500;

fn entry(path: String, mut raw: Value) -> Entry {
    let (fields, foreign_id) = (object(bridge::taken(&mut raw, OWN)), text(&raw["id"]).to_owned());
    let mut entry = Entry { path, fields, foreign_id, ..Entry::default() };
    entry.spans = list(&raw["target"]).iter().filter_map(span).collect();
    let seen: Vec<_> = list(&raw["tags"]).iter().map(text).collect();
    if entry.fields.is_empty() || tags(&entry.fields) != seen {
        // The tags were set or changed in Hypothesis, and they hold.
        entry.fields.remove("labels");
        for tag in seen {
            let said = ["speaker", "verdict"].into_iter().find_map(|key| {
                let value = tag.strip_prefix(key)?.strip_prefix(": ")?;
                Some((key, value))
            });
            match said {
                Some((key, value)) => entry.set(key, value),
                None => entry.label(tag),
            }
        }
    }
    entry.fields.insert("note".to_owned(), text(&raw["text"]).into());
    entry.set("creator", creator_of(&raw));
    for (key, theirs) in [("created", "created"), ("modified", "updated")] {
        if !entry.fields.contains_key(key) {
            entry.set(key, raw[theirs].clone());
        }
    }
    entry
}
