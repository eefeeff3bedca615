//! The file that takes the work elsewhere: format, extent, preview, copy, download.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlInputElement, HtmlSelectElement, MouseEvent};
use yew::prelude::*;

use crate::annotation::Document;
use crate::format::{Format, file_name, native};
use crate::web::components::Modal;
use crate::web::dom::files::{download, download_bytes};
use crate::web::edge::{now, window};
use crate::web::store::{Desk, Message, Notice, use_desk};
use crate::web::words;
use crate::web::work::{News, Task, Work, pack};

/// Writes the open article's file and hands it to the person.
pub fn download_json(desk: &Desk, document: &Document) {
    match native::write(document, now()) {
        Ok(json) => download(&file_name(&document.article.details.title), "application/json", &json),
        Err(mismatch) => desk.notify(Notice::problem(mismatch.to_string())),
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

/// A file that was made.
#[derive(Clone, PartialEq)]
struct Made {
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
    /// What has to go with it: its name and text.
    companion: Option<(String, String)>,
}

/// How far the making of a file is.
#[derive(Clone, PartialEq)]
enum State {
    Making,
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
    let written = use_memo(props.document.clone(), |document| native::write(document, now()));
    let state = use_state_eq(|| State::Making);
    let article = props.document.clone();
    {
        let (written, state, copied) = (written.clone(), state.clone(), copied.clone());
        let title = props.document.article.details.title.clone();
        use_effect_with((*format, *quotes_only), move |(format, quotes_only)| {
            copied.set(None);
            let work = match &*written {
                Err(mismatch) => {
                    state.set(State::Failed(mismatch.to_string()));
                    None
                }
                Ok(json) if *format == Format::Native => {
                    let bytes = json.clone().into_bytes();
                    let made =
                        Made { name: file_name(&title), kind: "application/json", bytes, companion: None };
                    state.set(State::Made(Rc::new(made)));
                    None
                }
                Ok(_) => {
                    state.set(State::Making);
                    make(*format, *quotes_only, &[article], state)
                }
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
    let (made, failed) = match &*state {
        State::Making => (None, None),
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
            let (copied, text) = (copied.clone(), text.clone().unwrap_or_default());
            spawn_local(async move {
                let done = JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
                copied.set(Some(done.is_ok()));
            });
        }
    };
    let preview = match (&made, text) {
        (None, _) => String::new(),
        (Some(_), Some(text)) => {
            let cut =
                (0..=PREVIEW.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
            if cut < text.len() { format!("{}\n…", &text[..cut]) } else { text.to_owned() }
        }
        (Some(_), None) => "An archive of several files.".to_owned(),
    };
    let formats = Format::ALL.into_iter().filter(|format| format.can_write());
    html! {
        <Modal title="Export">
            <div class="export-choice">
                <label for="export-format">{ "Format" }</label>
                <select id="export-format" onchange={choose}>
                    { for formats.map(|one| html! { <option value={one.name()} selected={one == *format}>{ one.label() }</option> }) }
                </select>
                if *format != Format::Native && !format.needs_text() {
                    <label class="switch"><input type="checkbox" checked={*quotes_only} onchange={limit} />{ "Only the quotes with their context, not the whole text" }</label>
                }
            </div>
            <p class="aside">{ about(*format) }</p>
            if let Some(reason) = failed {
                <p class="problem" role="alert">{ reason }</p>
            } else {
                <pre class="preview" tabindex="0" role="region" aria-label="Preview" aria-busy={made.is_none().to_string()}>{ preview }</pre>
            }
            <div class="dialog-foot">
                if let Some(made) = &made {
                    <span class="aside">{ format!("{} · {}", made.name, words::size(made.bytes.len())) }</span>
                }
                <span class="aside" role="alert">
                    { match *copied {
                        None => "",
                        Some(true) => "Copied.",
                        Some(false) => "The browser did not allow copying. Download the file instead.",
                    } }
                </span>
                <button type="button" disabled={text.is_none()} onclick={copy}>{ "Copy" }</button>
                <button type="button" class="primary" disabled={made.is_none()} onclick={save}>{ "Download" }</button>
            </div>
        </Modal>
    }
}

/// What a person should know of a format before they choose it: its unit, and what it cannot hold.
fn about(format: Format) -> String {
    if format == Format::Native {
        return "The article’s text and every annotation with its exact words, their context, and where they stand in code \
                points and in UTF-16 units. Ascribe reads it back without loss."
            .to_owned();
    }
    let unit = format.unit().map_or_else(
        || "It has no offsets.".to_owned(),
        |unit| format!("Its offsets count {}.", unit.label()),
    );
    let dropped: Vec<_> = format.drops().iter().map(|field| field.label()).collect();
    let lost = if dropped.is_empty() {
        "It holds everything.".to_owned()
    } else {
        format!("It cannot hold {}.", dropped.join("; "))
    };
    format!("{unit} {lost}")
}

/// Has a file made beside the page.
fn make(
    format: Format,
    quotes_only: bool,
    documents: &[Rc<Document>],
    state: UseStateHandle<State>,
) -> Option<Work> {
    let extent = if quotes_only { "quotes" } else { "text" };
    let parcels: Array = documents.iter().map(|document| pack(document)).collect();
    let about = [format.name().into(), extent.into(), parcels.into()];
    let failed = state.clone();
    let work = Work::start(Task::Write, &about, move |news| match news {
        News::Progress(..) => {}
        News::Failed(reason) => state.set(State::Failed(reason)),
        News::Done(result) => {
            let result: Array = result.unchecked_into();
            let bytes = Uint8Array::new(&result.get(1)).to_vec();
            let companion = result.get(2).as_string().zip(result.get(3).as_string());
            let name = result.get(0).as_string().unwrap_or_default();
            state.set(State::Made(Rc::new(Made { name, kind: format.media_type(), bytes, companion })));
        }
    });
    if work.is_none() {
        failed.set(State::Failed("This browser cannot write other formats in the background.".to_owned()));
    }
    work
}
