//! The links of the annotation that the person is at: its own, those of others to it, and what lies inside it.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::annotation::{Annotation, Document, Kind};
use crate::session::{Action, Command, Place};
use crate::web::edge::now;
use crate::web::keys::aria_keys;
use crate::web::store::{Dialog, Message, use_desk};
use crate::web::words::{self, card as say};

#[derive(Clone, PartialEq, Properties)]
pub struct LinksProps {
    pub annotation: Rc<Annotation>,
    pub document: Rc<Document>,
}

/// A list of links, each a way to the other annotation, and a button for one more.
#[component]
pub fn Links(props: &LinksProps) -> Html {
    let desk = use_desk();
    let LinksProps { annotation, document } = props;
    let id = annotation.id;
    let to = |other: &Rc<Annotation>| {
        let (desk, other_id) = (desk.clone(), other.id);
        let onclick = move |_: MouseEvent| desk.run(Command::Focus(Some((other_id, Place::Command))));
        let words = words::excerpt(&other.words(&document.article.text), 70);
        html! { <button type="button" class="part" dir="auto" title={say::go_there()} {onclick}>{ words }</button> }
    };
    let own = annotation.relations.iter().filter_map(|relation| {
        let other = document.annotations.get(relation.to)?;
        let (desk, relation) = (desk.clone(), *relation);
        let remove = move |_: MouseEvent| desk.run(Command::Unlink { from: id, relation, at: now() });
        Some(html! {
            <li>
                <span class="link-kind">{ words::relation(relation.kind, true) }</span>
                { to(other) }
                <button type="button" class="icon ghost small" aria-label={say::remove_link(&words::relation(relation.kind, true))} onclick={remove}>{ "✕" }</button>
            </li>
        })
    });
    let incoming = document.relations_to(id).into_iter().map(|(kind, other)| {
        html! { <li><span class="link-kind">{ words::relation(kind, false) }</span>{ to(other) }</li> }
    });
    let nested = document.annotations.nested(annotation);
    let inside = nested.inside.into_iter().filter(|other| other.kind != annotation.kind).map(|other| {
        let kind = match other.kind {
            Kind::Claim => say::holds_claim(),
            Kind::Quote => say::holds_quote(),
        };
        html! { <li><span class="link-kind">{ kind }</span>{ to(other) }</li> }
    });
    let links: Vec<Html> = own.chain(incoming).chain(inside).collect();
    let add = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.send(Message::Show(Dialog::Link(Rc::new(vec![id]))))
    };
    html! {
        <>
            <span class="field-name" aria-hidden="true">{ say::links() }</span>
            <div class="links">
                if !links.is_empty() {
                    <ul aria-label={say::links()}>{ for links }</ul>
                }
                <button type="button" class="small" aria-keyshortcuts={aria_keys(Action::Link)} onclick={add}>{ say::link_to() }</button>
            </div>
        </>
    }
}
