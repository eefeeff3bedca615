//! The file that takes the work elsewhere: format, extent, preview, copy, download.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlInputElement, HtmlSelectElement, MouseEvent};
use yew::prelude::*;

use crate::annotation::Document;
use crate::detection::Findings;
use crate::format::{Format, file_name, native, suggestions};
use crate::web::components::{AnnotatorField, Modal};
use crate::web::dom::clipboard;
use crate::web::dom::files::{download, download_bytes};
use crate::web::edge::now;
use crate::web::store::{Desk, Message, Notice, use_desk};
use crate::web::words::{self, common, export as say, formats, problems};
use crate::web::work::{News, Task, Work, pack};

/// Writes the open article's file and hands it to the person.
pub fn download_json(desk: &Desk, document: &Document) {
    match native::write(document, now()) {
        Ok(json) => download(&file_name(&document.article.details.title), "application/json", &json),
        Err(mismatch) => desk.notify(Notice::problem(problems::would_not_give(&mismatch))),
    }
}

/// What the export shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ExportProps {
    /// The article.
    pub document: Rc<Document>,
}

/// How much of a long file the preview shows, in bytes: some hundred lines.
const PREVIEW: usize = 6_000;

/// How many things that a format cannot hold are listed unasked.
const FEW: usize = 4;

/// A file that was made.
#[derive(Clone, PartialEq)]
struct Made {
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
    /// What has to go with it: its name and text.
    companion: Option<(String, String)>,
    /// How many annotations have no place in it.
    left_out: u32,
}

/// How far the making of a file is.
#[derive(Clone, PartialEq)]
enum State {
    /// So many of so many articles are taken in.
    Making(u32, u32),
    Made(Rc<Made>),
    Failed(String),
}

/// The export dialog. The file of our own is written here; every other format is written beside the page, by a part
/// of the program that is fetched when it is first asked for.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    let desk = use_desk();
    let copied = use_state(|| None::<bool>);
    let format = use_state_eq(|| Format::Native);
    let quotes_only = use_state_eq(|| false);
    let all = use_state_eq(|| false);
    let suggestions = use_state_eq(|| false);
    let articles = desk.session().library().entries().count();
    let takes_all = *all && articles > 1 && format.holds_many();
    let takes_suggestions = *suggestions && format.holds_suggestions();
    let state = use_state_eq(|| State::Making(0, 1));
    {
        let (desk, state, copied) = (desk.clone(), state.clone(), copied.clone());
        let article = props.document.clone();
        let about = (*format, *quotes_only, takes_all, takes_suggestions);
        use_effect_with(about, move |(format, quotes_only, all, suggestions)| {
            copied.set(None);
            let work = if *format == Format::Native && !suggestions {
                state.set(match native::write(&article, now()) {
                    Err(mismatch) => State::Failed(problems::would_not_give(&mismatch)),
                    Ok(json) => State::Made(Rc::new(Made {
                        name: file_name(&article.article.details.title),
                        kind: "application/json",
                        bytes: json.into_bytes(),
                        companion: None,
                        left_out: 0,
                    })),
                });
                None
            } else {
                state.set(State::Making(0, 1));
                let articles = if *all { everything(&desk) } else { vec![article] };
                let suggested = suggestions.then(|| suggested(&desk));
                make(*format, *quotes_only, &articles, suggested, state)
            };
            move || drop(work)
        });
    }
    let choose = {
        let format = format.clone();
        move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            format.set(Format::from_name(&value).unwrap_or(Format::Native));
        }
    };
    let limit = {
        let quotes_only = quotes_only.clone();
        move |event: Event| quotes_only.set(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let choose_all = {
        let all = all.clone();
        move |event: Event| all.set(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let choose_suggestions = {
        let suggestions = suggestions.clone();
        move |event: Event| suggestions.set(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let cancel = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.send(Message::CloseDialog)
    };
    let (made, failed) = match &*state {
        State::Making(..) => (None, None),
        State::Made(made) => (Some(made.clone()), None),
        State::Failed(reason) => (None, Some(reason.clone())),
    };
    let text = made.as_ref().and_then(|made| std::str::from_utf8(&made.bytes).ok());
    let save = {
        let (desk, made) = (desk.clone(), made.clone());
        move |_: MouseEvent| {
            let Some(made) = &made else { return };
            download_bytes(&made.name, made.kind, &made.bytes);
            if let Some((name, text)) = &made.companion {
                download(name, "text/xml", text);
            }
            desk.send(Message::CloseDialog);
        }
    };
    let copy = {
        let (copied, text) = (copied.clone(), text.map(str::to_owned));
        move |_: MouseEvent| {
            let copied = copied.clone();
            clipboard::copy(text.as_deref().unwrap_or_default(), move |is_done| copied.set(Some(is_done)));
        }
    };
    let preview = match (&made, text) {
        (None, _) => match *state {
            State::Making(done, all) if all > 1 => say::writing_of(&(done + 1), &all),
            _ => say::writing().to_owned(),
        },
        (Some(_), Some(text)) => {
            let cut =
                (0..=PREVIEW.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
            if cut < text.len() { format!("{}\n…", &text[..cut]) } else { text.to_owned() }
        }
        (Some(_), None) => say::archive().to_owned(),
    };
    let formats = Format::ALL.into_iter().filter(|format| format.can_write());
    html! {
        <Modal title={say::title()}>
            <div class="export-choice">
                <label for="export-format">{ say::format() }</label>
                <select id="export-format" onchange={choose}>
                    { for formats.map(|one| html! { <option value={one.name()} selected={one == *format}>{ formats::name(one) }</option> }) }
                </select>
                if *format != Format::Native && !format.needs_text() {
                    <label class="switch"><input type="checkbox" checked={*quotes_only} onchange={limit} />{ say::quotes_only() }</label>
                }
                if format.holds_suggestions() {
                    <label class="switch"><input type="checkbox" checked={*suggestions} onchange={choose_suggestions} />{ say::suggestions() }</label>
                }
                if articles > 1 && format.holds_many() {
                    <label class="switch"><input type="checkbox" checked={*all} onchange={choose_all} />{ say::all(&words::grouped(articles)) }</label>
                }
            </div>
            { about(*format) }
            { sign() }
            if let Some(made) = made.as_ref().filter(|made| made.left_out > 0) {
                <p class="problem" role="alert">{ say::left_out(made.left_out as usize) }</p>
            }
            if let Some(reason) = failed {
                <p class="problem" role="alert">{ reason }</p>
            } else {
                <pre class="preview" tabindex="0" role="region" aria-label={say::preview()} aria-busy={made.is_none().to_string()}>{ preview }</pre>
            }
            <div class="dialog-foot">
                if let Some(made) = &made {
                    <span class="aside">{ format!("{} · {}", made.name, words::size(made.bytes.len())) }</span>
                }
                <span class="aside" role="alert">
                    { match *copied {
                        None => "",
                        Some(true) => say::copied(),
                        Some(false) => say::not_copied(),
                    } }
                </span>
                if matches!(*state, State::Making(..)) {
                    <button type="button" onclick={cancel}>{ common::cancel() }</button>
                }
                <button type="button" disabled={text.is_none()} onclick={copy}>{ say::copy() }</button>
                <button type="button" class="primary" disabled={made.is_none()} onclick={save}>{ say::download() }</button>
            </div>
        </Modal>
    }
}

/// Asks under which name the person annotates.
fn sign() -> Html {
    html! {
        <p class="sign">
            <label for="annotator">{ say::your_name() }</label>{ " " }
            <AnnotatorField />{ " " }
            <span class="aside">{ say::name_hint() }</span>
        </p>
    }
}

/// What a person should know of a format before they choose it: its unit, and what it cannot hold.
fn about(format: Format) -> Html {
    if format == Format::Native {
        return html! {
            <p class="aside">{ say::native() }</p>
        };
    }
    let unit =
        format.unit().map_or_else(|| say::no_offsets().to_owned(), |unit| say::offsets(&formats::unit(unit)));
    let lost = format.drops();
    if lost.is_empty() {
        return html! { <p class="aside">{ say::holds_everything(&unit) }</p> };
    }
    let items = lost.iter().map(|field| html! { <li>{ formats::field(*field) }</li> });
    html! {
        <>
            <p class="aside">{ unit }</p>
            // A short list is seen at once, a long one is opened.
            <details class="lost" open={lost.len() <= FEW}>
                <summary>{ say::cannot_hold(lost.len()) }</summary>
                <ul>{ for items }</ul>
            </details>
        </>
    }
}

/// Every article, the loaded ones as they are.
fn everything(desk: &Desk) -> Vec<Rc<Document>> {
    let session = desk.session();
    session.library().entries().filter_map(|(id, _)| desk.document(id)).collect()
}

/// What is suggested in the open article, as [`Task::Write`] takes it.
fn suggested(desk: &Desk) -> JsValue {
    let session = desk.session();
    let found = session.review().zip(session.document()).map(|(review, document)| {
        let suggestions = review.unaccepted(document);
        let json = suggestions::to_json(&Findings { suggestions, ..Findings::default() });
        Array::of2(&document.id().urn().into(), &json.into())
    });
    found.unwrap_or_default().into()
}

/// Has a file made beside the page.
fn make(
    format: Format,
    quotes_only: bool,
    documents: &[Rc<Document>],
    suggested: Option<JsValue>,
    state: UseStateHandle<State>,
) -> Option<Work> {
    let extent = if quotes_only { "quotes" } else { "text" };
    let parcels: Array = documents.iter().map(|document| pack(document)).collect();
    let suggested = suggested.unwrap_or(JsValue::UNDEFINED);
    let about = [format.name().into(), extent.into(), parcels.into(), suggested];
    let failed = state.clone();
    let work = Work::start(Task::Write, &about, move |news| match news {
        News::Progress(done, all) => state.set(State::Making(done, all)),
        News::Failed(reason) => state.set(State::Failed(reason)),
        News::Done(result) => {
            let result: Array = result.unchecked_into();
            let bytes = Uint8Array::new(&result.get(1)).to_vec();
            let companion = result.get(3).as_string().zip(result.get(4).as_string());
            let name = result.get(0).as_string().unwrap_or_default();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count of annotations"
            )]
            let left_out = result.get(2).as_f64().unwrap_or_default() as u32;
            state.set(State::Made(Rc::new(Made {
                name,
                kind: format.media_type(),
                bytes,
                companion,
                left_out,
            })));
        }
    });
    if work.is_none() {
        failed.set(State::Failed(say::no_background().to_owned()));
    }
    work
}
