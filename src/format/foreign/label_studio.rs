//! Label Studio: a list of tasks, one an article, each with one annotation whose results are regions.
//!
//! Unit of offsets: code points. Regions are labelled `Claim`, `Quote`, `Cue` and `Source`; speaker, verdict
//! and note are fields of a region, and relations join cue and source to their quote. The second and later
//! parts of a split quote have its id with `#2`, `#3` behind. Everything else stands under `meta.ascribe` of a
//! region and of the task: nothing is dropped. A project needs [`CONFIG`].

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Value, json};

use super::bridge::{self, Entry, Loose, OWN, Span, about, fields, object, text};
use super::{Item, ReadError, ReadOptions};
use crate::annotation::{Annotation, Document, Kind};
use crate::format::catalogue::Offsets;
use crate::text::TextRange;

const UNIT: Offsets = Offsets::CodePoints;

/// The labelling configuration under which a project shows these tasks.
pub const CONFIG: &str = r##"<View>
  <Header value="$title"/>
  <Relations>
    <Relation value="cue"/>
    <Relation value="source"/>
  </Relations>
  <Labels name="label" toName="text">
    <Label value="Claim" background="#b35c00"/>
    <Label value="Quote" background="#2b5cb0"/>
    <Label value="Cue" background="#6b6b6b"/>
    <Label value="Source" background="#2f7d4f"/>
  </Labels>
  <Text name="text" value="$text" granularity="word"/>
  <TextArea name="speaker" toName="text" perRegion="true" placeholder="Speaker"/>
  <TextArea name="verdict" toName="text" perRegion="true" placeholder="Verdict"/>
  <TextArea name="note" toName="text" perRegion="true" placeholder="Note"/>
</View>
"##;

/// The label of a kind.
fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "Claim",
        Kind::Quote => "Quote",
    }
}

/// The fields that stand in the regions themselves.
const SHOWN: [&str; 3] = ["speaker", "verdict", "note"];

/// Writes articles, one a task.
pub fn write(documents: &[Rc<Document>]) -> String {
    let tasks: Vec<_> = documents.iter().map(|document| task(document)).collect();
    format!("{:#}\n", Value::Array(tasks))
}

fn task(document: &Document) -> Value {
    let article = &document.article;
    let results: Vec<_> =
        document.annotations.iter().flat_map(|annotation| regions(document, annotation)).collect();
    json!({
        "data": {
            "text": article.text.as_str(),
            "title": article.details.title,
            "url": article.details.url,
        },
        "meta": { OWN: about(document) },
        "annotations": [{ "result": results }],
    })
}

fn regions(document: &Document, annotation: &Annotation) -> Vec<Value> {
    let source = &document.article.text;
    let own = fields(document, annotation);
    let id = annotation.id.to_string();
    let result = |id: &str, kind: &str, name: &str, range: TextRange, key: &str, value: &Value| {
        let (start, end) = bridge::offsets(source, range, UNIT);
        let mut region = json!({
            "id": id, "from_name": name, "to_name": "text", "type": kind,
            "value": { "start": start, "end": end, "text": source.slice(range) },
        });
        region["value"][key] = value.clone();
        region
    };
    let region =
        |id: &str, range, label: &str| result(id, "labels", "label", range, "labels", &json!([label]));
    let mut results = Vec::new();
    for (number, part) in (1..).zip(annotation.parts.iter()) {
        if number == 1 {
            let mut first = region(&id, part, label(annotation.kind));
            first["meta"] = json!({ OWN: own });
            results.push(first);
            for key in SHOWN {
                if let Some(value) = own.get(key).filter(|value| **value != "") {
                    results.push(result(&id, "textarea", key, part, "text", &json!([value])));
                }
            }
        } else {
            results.push(region(&format!("{id}#{number}"), part, label(annotation.kind)));
        }
    }
    let attribution = &annotation.attribution;
    for (range, name, role) in [(attribution.cue, "Cue", "cue"), (attribution.mention, "Source", "source")] {
        if let Some(range) = range {
            let of = format!("{id}:{role}");
            results.push(region(&of, range, name));
            results.push(json!({
                "type": "relation", "from_id": id, "to_id": of, "direction": "right", "labels": [role],
            }));
        }
    }
    results
}

/// Reads tasks, as exported (`annotations`) and as predicted (`predictions`); a single task counts as a list
/// of one. The article's text is the `text` of its data or, where there is none, the longest text there.
pub fn read(json: &str, options: &ReadOptions<'_>) -> Result<Vec<Item>, ReadError> {
    let tasks = bridge::parse(json)?;
    let place = |number: usize| if tasks.is_array() { format!("[{number}]") } else { String::new() };
    let items = (0..).zip(bridge::list(&tasks));
    Ok(items.map(|(number, task)| bridge::finish(read_task(place(number), task), options)).collect())
}

fn read_task(place: String, task: &Value) -> Loose {
    let mut loose = Loose::new(place, UNIT);
    let data = object(&task["data"]);
    let longest = || data.values().filter_map(Value::as_str).max_by_key(|text| text.len());
    loose.text = data.get("text").and_then(Value::as_str).or_else(longest).map(str::to_owned);
    for key in ["title", "url"] {
        if let Some(value) = data.get(key).and_then(Value::as_str) {
            loose.document.insert(key.to_owned(), value.into());
        }
    }
    loose.take_about(&task["meta"][OWN]);
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    let (mut spans, mut roles) = (BTreeMap::new(), Vec::new());
    for key in ["annotations", "predictions"] {
        for (which, annotation) in (0_usize..).zip(bridge::list(&task[key])) {
            for (number, raw) in (0_usize..).zip(bridge::list(&annotation["result"])) {
                let path = format!("{key}[{which}].result[{number}]");
                result(&path, raw, &mut loose, &mut by_id, &mut spans, &mut roles);
            }
        }
    }
    for (of, to, role) in roles {
        let Some(entry) = by_id.get(&of).and_then(|at| loose.entries.get_mut(*at)) else { continue };
        let span: Option<Span> = spans.remove(&to);
        match role.as_str() {
            "cue" => entry.cue = span.or(entry.cue.take()),
            "source" => entry.mention = span.or(entry.mention.take()),
            _ => {}
        }
    }
    loose
}

fn result(
    path: &str,
    raw: &Value,
    loose: &mut Loose,
    by_id: &mut BTreeMap<String, usize>,
    spans: &mut BTreeMap<String, Span>,
    roles: &mut Vec<(String, String, String)>,
) {
    let (id, value) = (text(&raw["id"]), &raw["value"]);
    match text(&raw["type"]) {
        "relation" => {
            let role = text(&bridge::list(&raw["labels"]).first().cloned().unwrap_or_default()).to_owned();
            roles.push((text(&raw["from_id"]).to_owned(), text(&raw["to_id"]).to_owned(), role));
        }
        "labels" | "hypertextlabels" => {
            let span = Span::new(path.to_owned(), &value["start"], &value["end"]).with_words(&value["text"]);
            let labels = bridge::list(&value["labels"]);
            if labels.iter().any(|label| label == "Cue" || label == "Source") {
                spans.insert(id.to_owned(), span);
                return;
            }
            let of = id.split('#').next().unwrap_or(id);
            if let Some(entry) = by_id.get(of).and_then(|at| loose.entries.get_mut(*at)) {
                entry.spans.push(span);
                return;
            }
            by_id.insert(of.to_owned(), loose.entries.len());
            let mut entry = Entry {
                path: path.to_owned(),
                fields: object(&raw["meta"][OWN]),
                foreign_id: of.to_owned(),
                ..Entry::default()
            };
            labels.iter().for_each(|label| entry.label(text(label)));
            entry.spans.push(span);
            loose.entries.push(entry);
        }
        "textarea" | "choices" => {
            let name = text(&raw["from_name"]);
            let said = bridge::list(&value["text"]).first().or(bridge::list(&value["choices"]).first());
            if let Some(entry) = by_id.get(id).and_then(|at| loose.entries.get_mut(*at))
                && SHOWN.contains(&name)
            {
                entry.set(name, said.map_or("", text));
            }
        }
        _ => {}
    }
}
