//! The file that takes the work elsewhere: preview, copy, download.

use std::rc::Rc;

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::MouseEvent;
use yew::prelude::*;

use crate::annotation::Document;
use crate::format::{file_name, native};
use crate::web::components::Modal;
use crate::web::dom::files::download;
use crate::web::edge::{now, window};
use crate::web::store::{Desk, Message, Notice, use_desk};
use crate::web::words;

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

/// The export dialog.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    let desk = use_desk();
    let copied = use_state(|| None::<bool>);
    let written = use_memo(props.document.clone(), |document| native::write(document, now()));
    let json = match &*written {
        Ok(json) => json.clone(),
        Err(mismatch) => {
            return html! { <Modal title="Export"><p class="problem" role="alert">{ mismatch.to_string() }</p></Modal> };
        }
    };
    let name = file_name(&props.document.article.details.title);
    let save = {
        let (desk, name, json) = (desk.clone(), name.clone(), json.clone());
        move |_: MouseEvent| {
            download(&name, "application/json", &json);
            desk.send(Message::CloseDialog);
        }
    };
    let copy = {
        let (copied, json) = (copied.clone(), json.clone());
        move |_: MouseEvent| {
            let (copied, json) = (copied.clone(), json.clone());
            spawn_local(async move {
                let done = JsFuture::from(window().navigator().clipboard().write_text(&json)).await;
                copied.set(Some(done.is_ok()));
            });
        }
    };
    let cut = (0..=PREVIEW.min(json.len())).rev().find(|at| json.is_char_boundary(*at)).unwrap_or_default();
    let preview = if cut < json.len() { format!("{}\n…", &json[..cut]) } else { json.clone() };
    html! {
        <Modal title="Export">
            <p>{ "Ascribe JSON: the article’s text and every annotation with its exact words, their context, and where they \
                  stand in code points and in UTF-16 units. Ascribe reads it back without loss." }</p>
            <pre class="preview" tabindex="0" role="region" aria-label="Preview">{ preview }</pre>
            <div class="dialog-foot">
                <span class="aside">{ format!("{name} · {}", words::size(json.len())) }</span>
                <span class="aside" role="alert">
                    { match *copied {
                        None => "",
                        Some(true) => "Copied.",
                        Some(false) => "The browser did not allow copying. Download the file instead.",
                    } }
                </span>
                <button type="button" onclick={copy}>{ "Copy" }</button>
                <button type="button" class="primary" onclick={save}>{ "Download" }</button>
            </div>
        </Modal>
    }
}
