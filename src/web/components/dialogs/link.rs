//! Linking annotations to another one.

use std::rc::Rc;

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use crate::annotation::{Annotation, Document, Relation, RelationKind};
use crate::identity::AnnotationId;
use crate::session::{Command, mentions};
use crate::web::components::Modal;
use crate::web::edge::now;
use crate::web::store::{Message, use_desk};
use crate::web::words::{self, common, linking as say};

/// What is linked.
#[derive(Clone, PartialEq, Properties)]
pub struct LinkProps {
    /// From which annotations.
    pub from: Rc<Vec<AnnotationId>>,
    /// In which article.
    pub document: Rc<Document>,
}

/// The dialog: which link, and to which annotation, found by typing.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let desk = use_desk();
    let LinkProps { from, document } = props;
    let kind = use_state(|| RelationKind::Contradicts);
    let query = use_state(String::new);
    let active = use_state(|| 0_usize);
    let text = &document.article.text;
    let may_be_linked = |other: &&Rc<Annotation>| {
        let relation = Relation { kind: *kind, to: other.id };
        from.iter().any(|id| document.may_link(*id, relation).is_ok())
    };
    let fits = |other: &&Rc<Annotation>| !from.contains(&other.id) && mentions(document, other, &query);
    let targets: Vec<_> = document.annotations.iter().filter(may_be_linked).filter(fits).collect();
    let place = (*active).min(targets.len().saturating_sub(1));
    let link = {
        let (desk, from, kind) = (desk.clone(), from.clone(), *kind);
        move |to: AnnotationId| {
            desk.send(Message::CloseDialog);
            desk.run(Command::Link { from: from.to_vec(), relation: Relation { kind, to }, at: now() });
        }
    };
    let oninput = {
        let (query, active) = (query.clone(), active.clone());
        move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
            active.set(0);
        }
    };
    let onkeydown = {
        let (active, link, count) = (active.clone(), link.clone(), targets.len());
        let chosen = targets.get(place).map(|target| target.id);
        move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => active.set((place + 1) % count.max(1)),
                "ArrowUp" => active.set((place + count.max(1) - 1) % count.max(1)),
                "Enter" if !event.is_composing() => {
                    if let Some(id) = chosen {
                        link(id);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        }
    };
    let option = |place: usize| format!("link-option-{place}");
    let active_id = (!targets.is_empty()).then(|| option(place));
    use_effect_with(active_id.clone(), |id| {
        if let Some(element) = id.as_deref().and_then(crate::web::edge::element) {
            crate::web::dom::view::reveal_nearest(&element);
        }
    });
    let who = match from.as_slice() {
        [id] => document.annotations.get(*id).map(|annotation| {
            let whole = annotation.words(text);
            say::from(&words::excerpt(whole.trim_matches(['“', '”', '„', '"']), 90))
        }),
        many => Some(common::annotations(many.len())),
    };
    html! {
        <Modal title={say::link_to()}>
            <p class="link-from" dir="auto">{ who.unwrap_or_default() }</p>
            <div class="options" role="group" aria-label={say::kind()}>
                { for RelationKind::ALL.into_iter().map(|value| {
                    let kind = kind.clone();
                    let is_chosen = *kind == value;
                    let onclick = move |_: MouseEvent| kind.set(value);
                    html! { <button type="button" class="option" aria-pressed={is_chosen.to_string()} {onclick}>{ words::relation(value, true) }</button> }
                }) }
            </div>
            <input class="search" type="search" dir="auto" role="combobox" aria-label={say::target()} aria-controls="link-targets" aria-expanded="true"
                aria-autocomplete="list" aria-activedescendant={active_id} autofocus=true autocomplete="off"
                placeholder={say::search()} value={(*query).clone()} {oninput} {onkeydown} />
            if targets.is_empty() {
                <p class="aside">{ say::none() }</p>
            }
            <ul id="link-targets" class="targets" role="listbox" aria-label={say::annotations()}>
                { for targets.iter().enumerate().map(|(number, target)| {
                    let (link, id) = (link.clone(), target.id);
                    let onclick = move |_: MouseEvent| link(id);
                    let is_active = number == place;
                    let speaker = document.source_of(target).map(|source| source.name.clone()).unwrap_or_default();
                    html! {
                        <li id={option(number)} role="option" aria-selected={is_active.to_string()} class={classes!(target.kind.name(), is_active.then_some("active"))} {onclick}>
                            <span class="chip">{ words::kind(target.kind) }</span>
                            <span dir="auto">{ words::excerpt(&target.words(text), 110) }</span>
                            <span class="aside" dir="auto">{ speaker }</span>
                        </li>
                    }
                }) }
            </ul>
        </Modal>
    }
}
