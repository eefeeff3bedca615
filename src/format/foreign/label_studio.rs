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
use crate::format::budget::{Budget, TooDense};
use crate::format::catalogue::Offsets;
use crate::format::json as pieces;
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
pub(super) fn read(json: &str, options: &ReadOptions<'_>, budget: &Budget) -> Result<Vec<Item>, ReadError> {
    bridge::check(json)?;
    let place = |number: usize| if pieces::is_list(json) { format!("[{number}]") } else { String::new() };
    let mut items = Vec::new();
    let read = pieces::each(json, |number, task| {
        budget.hold(bridge::ITEM)?;
        items.push(bridge::finish(read_task(place(number), task, budget)?, options, budget));
        Ok(())
    });
    match read {
        Err(TooDense) if items.is_empty() => Err(ReadError::TooDense),
        Err(TooDense) => {
            items.push(bridge::refused(place(items.len()), ReadError::TooDense));
            Ok(items)
        }
        Ok(()) => Ok(items),
    }
}

/// A task while it is read.
struct Task<'a> {
    loose: Loose,
    by_id: BTreeMap<String, usize>,
    spans: BTreeMap<String, Span>,
    roles: Vec<(String, String, String)>,
    budget: &'a Budget,
}

fn read_task(place: String, task: &str, budget: &Budget) -> Result<Loose, TooDense> {
    let mut loose = Loose::new(place, UNIT);
    let [data, meta, annotations, predictions] =
        pieces::pick(task, ["data", "meta", "annotations", "predictions"]);
    let mut data = object(bridge::value(data, budget)?);
    let longest =
        || data.iter().filter(|(_, value)| value.is_string()).max_by_key(|(_, value)| text(value).len());
    let key = if data.get("text").is_some_and(Value::is_string) {
        Some("text".to_owned())
    } else {
        longest().map(|(key, _)| key.clone())
    };
    for key in ["title", "url"] {
        if let Some(value) = data.get(key).and_then(Value::as_str) {
            loose.hold(value.len(), budget)?;
            loose.document.insert(key.to_owned(), value.into());
        }
    }
    if let Some(Value::String(text)) = key.and_then(|key| data.remove(&key)) {
        loose.take_text(Some(text), budget)?;
    }
    drop(data);
    let [own] = pieces::pick(meta.unwrap_or("null"), [OWN]);
    loose.take_about(bridge::value(own, budget)?, budget)?;
    let (by_id, spans, roles) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let mut task = Task { loose, by_id, spans, roles, budget };
    for (key, list) in [("annotations", annotations), ("predictions", predictions)] {
        pieces::each(list.unwrap_or("null"), |which, annotation| {
            let [results, by] = pieces::pick(annotation, ["result", "completed_by"]);
            let by = bridge::value(by, budget)?;
            let from = task.loose.entries.len();
            pieces::each(results.unwrap_or("null"), |number, raw| {
                let path = format!("{key}[{which}].result[{number}]");
                match bridge::entry_value(raw, budget)? {
                    Ok(raw) => task.result(path, raw),
                    Err(why) => task.loose.add(Entry::wrong(path, why), budget),
                }
            })?;
            task.complete(from, &by)
        })?;
    }
    let Task { mut loose, by_id, mut spans, roles, .. } = task;
    for (of, to, role) in roles {
        let Some(entry) = by_id.get(&of).and_then(|at| loose.entries.get_mut(*at)) else { continue };
        let span = spans.remove(&to).map(Box::new);
        match role.as_str() {
            "cue" => entry.cue = span.or(entry.cue.take()),
            "source" => entry.mention = span.or(entry.mention.take()),
            _ => {}
        }
    }
    Ok(loose)
}

/// What a span or a relation takes while it waits for its annotation, beside its words.
const WAITING: usize = 500;

impl Task<'_> {
    /// Gives the entries from a place on the name of whom Label Studio says that they are by.
    fn complete(&mut self, from: usize, by: &Value) -> Result<(), TooDense> {
        let whole = format!("{} {}", text(&by["first_name"]), text(&by["last_name"]));
        let name = if whole.trim().is_empty() { text(&by["email"]) } else { whole.trim() };
        for entry in self.loose.entries.iter_mut().skip(from).filter(|_| !name.is_empty()) {
            if !entry.fields.contains_key("creator") {
                self.budget.hold(700 + name.len())?;
                entry.set("creator", name);
            }
        }
        Ok(())
    }

    fn result(&mut self, path: String, mut raw: Value) -> Result<(), TooDense> {
        let id = text(&raw["id"]).to_owned();
        match text(&raw["type"]) {
            "relation" => {
                let role = bridge::list(&raw["labels"]).first().map_or("", text);
                let relation = [text(&raw["from_id"]), text(&raw["to_id"]), role].map(str::to_owned);
                let [from, to, role] = relation;
                self.loose.hold(WAITING + from.len() + to.len() + role.len(), self.budget)?;
                self.roles.push((from, to, role));
            }
            "labels" | "hypertextlabels" => {
                let (own, value) = (
                    raw.get_mut("meta").map(|meta| bridge::taken(meta, OWN)).unwrap_or_default(),
                    &raw["value"],
                );
                let span = Span::new(&value["start"], &value["end"]).with_words(&value["text"]);
                let labels = bridge::list(&value["labels"]);
                if labels.iter().any(|label| label == "Cue" || label == "Source") {
                    self.loose.hold(WAITING + id.len() + span.exact.len(), self.budget)?;
                    self.spans.insert(id, span);
                    return Ok(());
                }
                let of = id.split('#').next().unwrap_or(&id);
                if let Some(at) = self.by_id.get(of) {
                    return self.loose.add_span(*at, span, self.budget);
                }
                // Regions without an id have nothing to do with each other.
                if !of.is_empty() {
                    self.loose.hold(150 + of.len(), self.budget)?;
                    self.by_id.insert(of.to_owned(), self.loose.entries.len());
                }
                let mut entry =
                    Entry { fields: object(own), foreign_id: of.to_owned(), ..Entry::of_span(path, span) };
                labels.iter().for_each(|label| entry.label(text(label)));
                self.loose.add(entry, self.budget)?;
            }
            "textarea" | "choices" => {
                let (name, value) = (text(&raw["from_name"]), &raw["value"]);
                let said = bridge::list(&value["text"]).first().or(bridge::list(&value["choices"]).first());
                let said = said.map_or("", text);
                self.loose
                    .hold(if self.by_id.contains_key(&id) { 700 + said.len() } else { 0 }, self.budget)?;
                if let Some(entry) = self.by_id.get(&id).and_then(|at| self.loose.entries.get_mut(*at))
                    && SHOWN.contains(&name)
                {
                    entry.set(name, said);
                }
            }
            _ => {}
        }
        Ok(())
    }
}
