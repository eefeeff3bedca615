//! The start screen: a place to paste into, and the articles that this browser keeps.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlTextAreaElement, MouseEvent};
use yew::prelude::*;

use super::file_field::choose;
use super::opener::begin;
use super::{FileField, Header, LanguageSelect, LibraryList, StatusLine};
use crate::session::{Library, Step};
use crate::text::{PasteError, SAMPLE};
use crate::web::dom::{markup, view};
use crate::web::edge::{document, is_text_field};
use crate::web::hooks::{SaveState, use_room_used};
use crate::web::store::use_desk;
use crate::web::words::{problems, start as say};

/// What the start screen shows.
#[derive(Clone, PartialEq, Properties)]
pub struct StartProps {
    /// Every article.
    pub library: Rc<Library>,
    /// What undo would take back.
    pub undo: Option<Step>,
    /// What redo would do again.
    pub redo: Option<Step>,
    /// Whether everything is saved.
    pub save_state: SaveState,
}

/// The id of the sentence that says what is wrong with the paste.
const PROBLEM: &str = "paste-problem";

/// The start screen.
#[component]
pub fn Start(props: &StartProps) -> Html {
    let desk = use_desk();
    let field = use_node_ref();
    let problem = use_state_eq(|| None::<PasteError>);
    let used = use_room_used(&desk, Some(&props.library), None);
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                let _ = field.focus();
            }
        });
    }
    {
        let (field, problem) = (field.clone(), problem.clone());
        use_effect_with((), move |()| {
            let options = EventListenerOptions::enable_prevent_default();
            let listener = EventListener::new_with_options(&document(), "paste", options, move |event| {
                if let (Some(event), Some(field)) = (event.dyn_ref(), field.cast()) {
                    paste(event, &field);
                    problem.set(None);
                }
            });
            move || drop(listener)
        });
    }
    let start = {
        let (desk, field, problem) = (desk.clone(), field.clone(), problem.clone());
        Callback::from(move |()| {
            let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
            if let Err(error) = begin(&desk, &field.value()) {
                problem.set(Some(error));
                let _ = field.focus();
            }
        })
    };
    let onclick = {
        let start = start.clone();
        move |_: MouseEvent| start.emit(())
    };
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            start.emit(());
        }
    };
    let oninput = {
        let problem = problem.clone();
        move |_: InputEvent| problem.set(None)
    };
    let sample = {
        let desk = desk.clone();
        move |_: MouseEvent| {
            // The sample is not blank.
            let _ = begin(&desk, SAMPLE);
        }
    };
    let file = use_node_ref();
    let choose_file = {
        let file = file.clone();
        move |_: MouseEvent| choose(&file)
    };
    html! {
        <div class="workspace">
            <Header undo={props.undo.clone()} redo={props.redo.clone()} />
            <main class="start">
                <div class="start-column">
                    <h1 id={view::START} tabindex="-1">{ say::heading() }</h1>
                    <p class="lead">{ say::lead() }</p>
                    <div class="paste">
                        <textarea ref={field} rows="9" aria-label={say::article_text()} placeholder={say::paste_here()} dir="auto" spellcheck="false"
                            aria-invalid={problem.is_some().then_some("true")} aria-describedby={PROBLEM} {oninput} {onkeydown} />
                        <p id={PROBLEM} class="problem" role="alert">{ for problem.map(problems::paste) }</p>
                        <div class="paste-foot">
                            <button type="button" class="primary" {onclick}>{ say::begin() }</button>
                            <button type="button" onclick={choose_file}>{ say::open_file() }</button>
                            <button type="button" onclick={sample}>{ say::sample() }</button>
                            <span class="aside">{ say::or_drop() }</span>
                        </div>
                        <FileField field={file} label={say::file_to_open()} multiple=true />
                    </div>
                    <LibraryList library={props.library.clone()} />
                </div>
            </main>
            <StatusLine save_state={props.save_state.clone()} is_kept=true {used}>
                <LanguageSelect />
            </StatusLine>
        </div>
    }
}

/// Takes a paste wherever the focus is, except in another text field. Formatted text becomes plain
/// paragraphs; plain text that goes into the box is left to the browser.
fn paste(event: &ClipboardEvent, field: &HtmlTextAreaElement) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let in_box = target.as_ref().is_some_and(|target| target.is_same_node(Some(field)));
    if !in_box
        && target
            .as_ref()
            .is_some_and(|target| is_text_field(target) || target.closest("dialog").ok().flatten().is_some())
    {
        return;
    }
    let Some(data) = event.clipboard_data() else { return };
    let get = |kind| data.get_data(kind).unwrap_or_default();
    let html = markup::plain_text(&get("text/html"));
    let text = if html.trim().is_empty() { get("text/plain") } else { html.clone() };
    if text.is_empty() || (in_box && html.trim().is_empty()) {
        return;
    }
    event.prevent_default();
    let value = js_sys::JsString::from(field.value());
    let end = value.length();
    let (from, to) = match (in_box, field.selection_start(), field.selection_end()) {
        (true, Ok(Some(from)), Ok(Some(to))) => (from, to),
        _ => (end, end),
    };
    // It fails only for inverted offsets, which a text field does not report.
    let _ = field.set_range_text_with_start_and_end(&text, from, to);
    let caret = Some(from + js_sys::JsString::from(text).length());
    let _ = field.set_selection_start(caret);
    let _ = field.set_selection_end(caret);
    let _ = field.focus();
}
