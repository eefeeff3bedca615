//! The whole window as a place to drop files and text on.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element};
use yew::prelude::*;

use super::opener::{begin, open_files};
use crate::web::dom::markup;
use crate::web::edge::{is_text_field, window};
use crate::web::store::{Desk, Notice, use_desk};
use crate::web::words::notices as say;

/// Shows that something can be dropped while it is dragged over the window, and takes it.
#[component]
pub fn DropZone() -> Html {
    let desk = use_desk();
    let is_over = use_state_eq(|| false);
    {
        let is_over = is_over.clone();
        use_effect_with((), move |()| {
            let options = EventListenerOptions::enable_prevent_default();
            let listen = |name: &'static str, does: Box<dyn FnMut(&DragEvent)>| {
                let mut does = does;
                EventListener::new_with_options(&window(), name, options, move |event| {
                    if let Some(event) = event.dyn_ref::<DragEvent>()
                        && takes(event)
                    {
                        event.prevent_default();
                        does(event);
                    }
                })
            };
            let (over, out, dropped) = (is_over.clone(), is_over.clone(), is_over);
            let listeners = [
                listen("dragover", Box::new(move |_| over.set(true))),
                listen(
                    "dragleave",
                    // It leaves the window when there is nothing it goes to.
                    Box::new(move |event| out.set(event.related_target().is_some())),
                ),
                listen(
                    "drop",
                    Box::new(move |event| {
                        dropped.set(false);
                        take(&desk, event);
                    }),
                ),
            ];
            move || drop(listeners)
        });
    }
    html! {
        if *is_over {
            <div class="drop" aria-hidden="true"><p>{ say::drop_it() }</p></div>
        }
    }
}

/// Whether something is dragged in from outside. Text that is dragged into a text field is the field's.
fn takes(event: &DragEvent) -> bool {
    let Some(data) = event.data_transfer() else { return false };
    let in_field = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| is_text_field(&target));
    let types = data.types();
    let has = |kind: &str| types.includes(&kind.into(), 0);
    has("Files") || (!in_field && (has("text/plain") || has("text/html")))
}

fn take(desk: &Desk, event: &DragEvent) {
    let Some(data) = event.data_transfer() else { return };
    if let Some(files) = data.files().filter(|files| files.length() > 0) {
        open_files(desk, &files);
        return;
    }
    let html = markup::plain_text(&data.get_data("text/html").unwrap_or_default());
    let text = if html.trim().is_empty() { data.get_data("text/plain").unwrap_or_default() } else { html };
    if begin(desk, &text).is_err() {
        desk.notify(Notice::problem(say::no_text_dropped()));
    }
}
