//! One annotation in the list: its words, and when the person is at it, everything that can be changed.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use crate::annotation::{Annotation, Kind};
use crate::session::{Command, Place};
use crate::text::ArticleText;
use crate::web::edge::now;
use crate::web::store::use_desk;
use crate::web::words;

/// What a card shows.
#[derive(Clone, PartialEq, Properties)]
pub struct CardProps {
    /// The annotation.
    pub annotation: Rc<Annotation>,
    /// The text that it is about.
    pub text: Rc<ArticleText>,
    /// Whether the person is at it.
    pub is_current: bool,
}

/// The longest excerpt on a card that the person is not at, in code points: five lines or so.
const EXCERPT: usize = 240;

/// A card of the list.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let desk = use_desk();
    let CardProps { annotation, text, is_current } = props;
    let id = annotation.id;
    let onclick = {
        let (desk, is_current) = (desk.clone(), *is_current);
        move |_: MouseEvent| {
            if !is_current {
                desk.run(Command::Focus(Some((id, Place::List))));
            }
        }
    };
    let words = annotation.words(text).trim().to_owned();
    let shown = if *is_current { words.clone() } else { excerpt(&words) };
    html! {
        <li class={classes!("card", annotation.kind.name(), is_current.then_some("current"))} data-annotation={id.to_string()} {onclick}>
            <div class="card-head">
                <span class="chip">{ words::kind(annotation.kind) }</span>
                if annotation.parts.iter().len() > 1 {
                    <span class="aside">{ words::count(annotation.parts.iter().len(), "part") }</span>
                }
            </div>
            <button type="button" class="words" dir="auto" aria-current={is_current.then_some("true")}>{ shown }</button>
            if *is_current {
                <Fields annotation={annotation.clone()} />
            } else {
                if !annotation.note.is_empty() {
                    <p class="note" dir="auto">{ excerpt(&annotation.note) }</p>
                }
                if !annotation.labels.is_empty() {
                    <p class="labels">{ for annotation.labels.iter().map(|label| html! { <span class="label">{ label }</span> }) }</p>
                }
            }
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FieldsProps {
    annotation: Rc<Annotation>,
}

/// What can be changed, in reading order. Every key stroke is a change of the session, so nothing that is
/// half written is ever lost.
#[component]
fn Fields(props: &FieldsProps) -> Html {
    let desk = use_desk();
    let annotation = &props.annotation;
    let id = annotation.id;
    let note_id = format!("note-{id}");
    let label_id = format!("label-{id}");
    let oninput = {
        let desk = desk.clone();
        move |event: InputEvent| {
            let note = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            desk.run(Command::SetNote { id, note, at: now() });
        }
    };
    let add_label = {
        let desk = desk.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                let field = event.target_unchecked_into::<HtmlInputElement>();
                desk.run(Command::AddLabel { id, label: field.value(), at: now() });
                field.set_value("");
            }
        }
    };
    let other = match annotation.kind {
        Kind::Claim => Kind::Quote,
        Kind::Quote => Kind::Claim,
    };
    let retag = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.run(Command::Retag { id, kind: other, at: now() })
    };
    let remove = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.run(Command::Remove { ids: vec![id], at: now() })
    };
    html! {
        <div class="fields">
            <label for={note_id.clone()}>{ "Note" }</label>
            <textarea id={note_id} class="note-field" rows="2" dir="auto" placeholder="What is there to check or to say?"
                value={annotation.note.clone()} {oninput} />
            <label for={label_id.clone()}>{ "Labels" }</label>
            <div class="label-field">
                { for annotation.labels.iter().map(|label| {
                    let (desk, label) = (desk.clone(), label.clone());
                    let name = label.clone();
                    let onclick = move |_: MouseEvent| {
                        desk.run(Command::RemoveLabel { id, label: label.clone(), at: now() });
                    };
                    html! {
                        <button type="button" class="label" {onclick} aria-label={format!("Remove label {name}")}>
                            { name.clone() }<span aria-hidden="true">{ "×" }</span>
                        </button>
                    }
                }) }
                <input id={label_id} type="text" autocomplete="off" placeholder="Add a label, then Enter" onkeydown={add_label} />
            </div>
            <div class="actions">
                <button type="button" class="small" onclick={retag}>{ format!("Change to {}", other.name()) }</button>
                <button type="button" class="small danger" onclick={remove}>{ "Remove annotation" }</button>
            </div>
        </div>
    }
}

fn excerpt(words: &str) -> String {
    let mut letters = words.char_indices();
    match letters.nth(EXCERPT) {
        None => words.to_owned(),
        Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
    }
}
