//! The worker's side: one task after the other.

use std::ops::ControlFlow;
use std::rc::Rc;

use js_sys::{Array, Date, Uint8Array, Uint32Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{Task, pack, said, unpack};
use crate::annotation::{Document, Kind};
use crate::detection::suggest;
use crate::format::catalogue::is_named_as_data;
use crate::format::changes::plan::write_places;
use crate::format::changes::{self, Changes, Entry, View};
use crate::format::foreign::{
    self, Extent, Item, ReadError, ReadOptions, Suggested, UnitFound, WriteOptions,
};
use crate::format::native::Problem;
use crate::format::told::Teller;
use crate::format::{Format, Offsets, recognise, suggestions};
use crate::identity::Timestamp;
use crate::session::Choices;
use crate::storage::read_passages;
use crate::text::ArticleText;
use crate::web::dom::trusted;
use crate::web::parts::work;
use crate::web::words::{Language, formats, notices as say, problems, reports, speak, update};

/// What does a task: takes the order as it came, and says meanwhile how far it is.
pub type Perform = fn(Task, &Array, &DedicatedWorkerGlobalScope) -> Result<JsValue, String>;

/// Whether this is the worker, and not the page.
pub fn is_beside() -> bool {
    js_sys::global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// Takes tasks for as long as the worker lives.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    speak(Language::from_tag(&scope.name()).unwrap_or_default());
    let take = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let order: Array = event.data().unchecked_into();
            let scope = scope.clone();
            spawn_local(async move {
                let Some(task) = Task::from_name(&order.get(0)) else {
                    return say(&scope, said::FAILED, &["unknown task".into()]);
                };
                let Ok(perform) = work(task.part()).await else {
                    return say(&scope, said::FAILED, &[say::not_loaded_part().into()]);
                };
                trusted::cut_off(&scope);
                match perform(task, &order, &scope) {
                    Ok(result) => say(&scope, said::DONE, &[result]),
                    Err(reason) => say(&scope, said::FAILED, &[reason.into()]),
                }
            });
        })
    };
    scope.set_onmessage(Some(take.as_ref().unchecked_ref()));
    // It is listened to for as long as the worker lives.
    take.forget();
    say(&scope, said::READY, &[]);
}

fn say(scope: &DedicatedWorkerGlobalScope, what: &str, values: &[JsValue]) {
    let message = Array::of1(&what.into());
    for value in values {
        message.push(value);
    }
    // Strings, numbers and arrays of them can always be copied across.
    let _ = scope.post_message(&message);
}

fn moment() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "a whole number far below 2^53")]
    Timestamp::from_millis(Date::now() as i64)
}

/// The articles of a list of parcels.
fn articles(parcels: JsValue) -> Vec<Rc<Document>> {
    let parcels: Array = parcels.unchecked_into();
    parcels.iter().filter_map(|parcel| unpack(&parcel)).map(Rc::new).collect()
}

fn write(order: &Array, scope: &DedicatedWorkerGlobalScope) -> Result<JsValue, String> {
    let text = |place| order.get(place).as_string().unwrap_or_default();
    let format = Format::from_name(&text(1)).ok_or("unknown format")?;
    let extent = if text(2) == "quotes" { Extent::QuotesOnly } else { Extent::WholeText };
    let parcels: Array = order.get(3).unchecked_into();
    let mut documents = Vec::new();
    for (done, parcel) in (0_u32..).zip(parcels.iter()) {
        say(scope, said::PROGRESS, &[done.into(), parcels.length().into()]);
        documents.extend(unpack(&parcel).map(Rc::new));
    }
    let suggested = (!order.get(4).is_undefined()).then(|| suggested(&order.get(4), &documents));
    let options =
        WriteOptions { extent, at: moment(), suggestions: suggested.as_ref(), teller: Teller(reports::told) };
    let output = foreign::write(format, &documents, &options).map_err(|error| problems::write(&error))?;
    let left_out = u32::try_from(output.left_out).unwrap_or(u32::MAX);
    let result =
        Array::of3(&output.file_name.into(), &Uint8Array::from(output.bytes.as_slice()), &left_out.into());
    if let Some((name, text)) = output.companion {
        result.push(&name.into());
        result.push(&text.into());
    }
    Ok(result.into())
}

/// What is suggested in articles: ids and findings as JSON, in turn.
fn suggested(pairs: &JsValue, documents: &[Rc<Document>]) -> Suggested {
    let pairs: &Array = pairs.unchecked_ref();
    let text = |place| pairs.get(place).as_string();
    let read = |place: u32| {
        let id = text(place)?.parse().ok()?;
        let document = documents.iter().find(|document| document.id() == id)?;
        let found = suggestions::from_json(&document.article.text, &text(place + 1)?).ok()?;
        Some((id, found.suggestions.into_iter().map(Rc::new).collect()))
    };
    (0..pairs.length()).step_by(2).filter_map(read).collect()
}

fn article(order: &Array) -> Result<Document, String> {
    unpack(&order.get(1)).ok_or_else(|| say::not_handed_article().to_owned())
}

fn count(number: usize) -> JsValue {
    u32::try_from(number).unwrap_or(u32::MAX).into()
}

fn carry(order: &Array) -> Result<JsValue, String> {
    let document = article(order)?;
    let (text, _) = ArticleText::new(&order.get(2).as_string().unwrap_or_default());
    let details = &document.article.details;
    let passages: Vec<_> = details.dismissed.iter().chain(&details.kept).copied().collect();
    let carriage = changes::carry(&document, &passages, &text);
    let places = carriage.annotations.iter().flatten().chain(&carriage.passages);
    let numbers = Uint32Array::from(write_places(places).as_slice());
    let View { inline, sides, changes, moves } = carriage.view;
    Ok(Array::of5(&numbers, &inline.into(), &sides.into(), &count(changes), &count(moves)).into())
}

/// How an entry of the comparison is headed: "quote", " of Ines Okafor: changed".
fn heading(entry: &Entry) -> [String; 2] {
    let name = match entry.annotation.kind {
        Kind::Claim => update::claim(),
        Kind::Quote => update::quote(),
    };
    let fate = update::fate(entry.fate);
    let rest = match entry.speaker.as_str() {
        "" => format!(": {fate}"),
        speaker => update::of_whom(&speaker, &fate),
    };
    [name.to_owned(), rest]
}

fn compare(order: &Array) -> Result<JsValue, String> {
    let document = article(order)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of versions")]
    let number = |place| order.get(place).as_f64().unwrap_or_default() as usize;
    let changes = Changes::new(&document, number(2), number(3)).ok_or(say::same_versions())?;
    let View { inline, sides, .. } = changes.view();
    let (entries, markdown, json) =
        (changes.entries_html(heading), changes.markdown(Teller(reports::told)), changes.json(moment()));
    Ok(Array::of5(&inline.into(), &sides.into(), &entries.into(), &markdown.into(), &json.into()).into())
}

fn read(order: &Array, scope: &DedicatedWorkerGlobalScope) -> JsValue {
    let files: Array = order.get(1).unchecked_into();
    let has_articles = !order.get(2).is_undefined();
    let known = if has_articles { articles(order.get(2)) } else { Vec::new() };
    let options = ReadOptions {
        about: order.get(3).as_string().and_then(|id| id.parse().ok()),
        unit: order
            .get(4)
            .as_string()
            .and_then(|label| Offsets::ALL.into_iter().find(|unit| unit.label() == label)),
        kind: order.get(5).as_string().and_then(|name| Kind::from_name(&name)).unwrap_or(Kind::Claim),
        ..ReadOptions::new(moment(), &known)
    };
    let results = Array::new();
    for (done, file) in (0..).zip(files.iter()) {
        say(scope, said::PROGRESS, &[done.into(), files.length().into()]);
        let file: Array = file.unchecked_into();
        let name = file.get(0).as_string().unwrap_or_default();
        let text = file.get(2).as_string();
        let options = ReadOptions { file: &name, text: text.as_deref(), ..options };
        let keeps = !order.get(6).is_falsy();
        results.push(&read_file(&Uint8Array::new(&file.get(1)).to_vec(), &options, has_articles, keeps));
    }
    results.into()
}

fn read_file(bytes: &[u8], options: &ReadOptions<'_>, has_articles: bool, keeps: bool) -> JsValue {
    let name = options.file;
    // What says that it is data and is of no known format is most likely a broken file of our own, and the native
    // reader says what is wrong with it.
    let format = recognise(name, bytes).or_else(|| is_named_as_data(name).then_some(Format::Native));
    let Some(format) = format else { return JsValue::UNDEFINED };
    match foreign::read(format, bytes, options) {
        Err(error) => problems::read(&error).into(),
        Ok(import) => {
            let is_textless = |item: &Item| item.read == Err(ReadError::NoText);
            if !has_articles && import.items.iter().any(is_textless) {
                return JsValue::FALSE;
            }
            // Of a file that is one article and cannot be read, there is one thing to say.
            if let [Item { place, read: Err(error), .. }] = import.items.as_slice()
                && place.is_empty()
            {
                return problems::read(error).into();
            }
            let result = Array::of1(&formats::name(format).into());
            for mut item in import.items {
                let unplaced = item.read.as_mut().map_or(0, |incoming| {
                    let number = incoming.unplaced.as_ref().map_or(0, |version| version.left.len());
                    if keeps { incoming.keep_unplaced(options.at) } else { number }
                });
                result.push(&tell(item, unplaced));
            }
            result.into()
        }
    }
}

/// How many annotations are shown so that a person sees whether their offsets were counted well.
const SHOWN: usize = 3;

fn tell(item: Item, unplaced: usize) -> JsValue {
    let is_assumed = matches!(item.unit, UnitFound::Assumed(_));
    let unlabelled = u32::try_from(item.unlabelled).unwrap_or(u32::MAX);
    let unit = problems::unit_found(item.unit);
    let told = Array::of4(
        &problems::place(&item.place).into(),
        &unit.into(),
        &is_assumed.into(),
        &unlabelled.into(),
    );
    match item.read {
        Ok(incoming) => {
            let document = &incoming.document;
            let words = document.annotations.iter().take(SHOWN);
            let words = words.map(|annotation| JsValue::from(annotation.words(&document.article.text)));
            let refused = incoming.problems.iter().filter(|problem| {
                matches!(
                    problem,
                    Problem::Refused { .. } | Problem::LeftOut { .. } | Problem::UnknownKey { .. }
                )
            });
            told.push(&pack(document));
            told.push(&words.collect::<Array>());
            told.push(&count(refused.count()));
            told.push(&count(unplaced));
            told.push(&choices(&incoming.choices));
            for problem in &incoming.problems {
                told.push(&problems::problem(problem).into());
            }
        }
        Err(error) => {
            told.push(&JsValue::UNDEFINED);
            told.push(&Array::new());
            told.push(&1.into());
            told.push(&0.into());
            told.push(&JsValue::UNDEFINED);
            told.push(&format!("{}.", problems::read(&error)).into());
        }
    }
    told.into()
}

/// Choices of a backup: names and values in turn; nothing where there are none.
fn choices(choices: &Choices) -> JsValue {
    if choices.is_empty() {
        return JsValue::UNDEFINED;
    }
    let pairs = choices.iter().flat_map(|(choice, value)| [choice.name(), value]);
    pairs.map(JsValue::from_str).collect::<Array>().into()
}

/// What finds suggestions.
pub fn suggesting() -> Perform {
    |_, order, scope| {
        let text = order.get(1).as_string().unwrap_or_default();
        let (text, _) = ArticleText::new(&text);
        let kept = read_passages(&Uint32Array::new(&order.get(2)).to_vec());
        let found = suggest(&text, &kept, |done, all| {
            #[expect(clippy::cast_precision_loss, reason = "a count of paragraphs")]
            say(scope, said::PROGRESS, &[(done as f64).into(), (all as f64).into()]);
            ControlFlow::Continue(())
        });
        Ok(suggestions::to_json(&found).into())
    }
}

/// What writes and reads files, and holds texts against each other.
pub fn files() -> Perform {
    |task, order, scope| match task {
        Task::Write => write(order, scope),
        Task::Carry => carry(order),
        Task::Compare => compare(order),
        Task::Read => Ok(read(order, scope)),
        // Another part finds suggestions (`Task::part`).
        Task::Suggest => Err("unknown task".to_owned()),
    }
}
