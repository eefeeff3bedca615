//! What is done to all chosen annotations at once, each as one undo step.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::{HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use super::combobox::{Combobox, verdict_choices};
use super::speaker_field::SpeakerField;
use crate::annotation::{Document, Kind};
use crate::identity::AnnotationId;
use crate::session::{Command, Field};
use crate::web::edge::now;
use crate::web::store::{Dialog, Message, use_desk};
use crate::web::words::{self, list as say};

/// What the bar is about.
#[derive(Clone, PartialEq, Properties)]
pub struct BulkBarProps {
    /// The chosen annotations.
    pub checked: Rc<BTreeSet<AnnotationId>>,
    /// The annotations that the list shows.
    pub shown: Vec<AnnotationId>,
    /// The article.
    pub document: Rc<Document>,
}

/// The bar.
#[component]
pub fn BulkBar(props: &BulkBarProps) -> Html {
    let desk = use_desk();
    let ids: Vec<AnnotationId> = props.checked.iter().copied().collect();
    let run = |command: Command| {
        let desk = desk.clone();
        move |_: MouseEvent| desk.run(command.clone())
    };
    let set = |field: Field| Command::Set { ids: ids.clone(), field, at: now() };
    let choose_speaker = {
        let (desk, ids) = (desk.clone(), ids.clone());
        Callback::from(move |source| {
            desk.run(Command::Set { ids: ids.clone(), field: Field::Speaker(source), at: now() });
        })
    };
    let verdicts = {
        let (desk, ids) = (desk.clone(), ids.clone());
        let choose = Callback::from(move |verdict| {
            desk.run(Command::Set { ids: ids.clone(), field: Field::Verdict(verdict), at: now() });
        });
        verdict_choices(&props.document, choose)
    };
    let add_label = {
        let (desk, ids) = (desk.clone(), ids.clone());
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                let field = event.target_unchecked_into::<HtmlInputElement>();
                desk.run(Command::Set { ids: ids.clone(), field: Field::AddLabel(field.value()), at: now() });
                field.set_value("");
            }
        }
    };
    let link = {
        let (desk, ids) = (desk.clone(), ids.clone());
        move |_: MouseEvent| desk.send(Message::Show(Dialog::Link(Rc::new(ids.clone()))))
    };
    let are_all = props.shown.iter().all(|id| props.checked.contains(id));
    html! {
        <div class="bulk" role="group" aria-label={say::chosen_annotations()}>
            <div class="bulk-line">
                <b aria-live="polite">{ say::chosen(&words::grouped(ids.len())) }</b>
                if !are_all {
                    <button type="button" class="link" onclick={run(Command::Check { ids: props.shown.clone(), is_checked: true })}>{ say::choose_all() }</button>
                }
                <button type="button" class="link" onclick={run(Command::Check { ids: ids.clone(), is_checked: false })}>{ say::choose_none() }</button>
            </div>
            <div class="bulk-line">
                <button type="button" class="small" onclick={run(set(Field::Kind(Kind::Claim)))}>{ say::make_claims() }</button>
                <button type="button" class="small" onclick={run(set(Field::Kind(Kind::Quote)))}>{ say::make_quotes() }</button>
                <button type="button" class="small" onclick={link}>{ say::link_all() }</button>
                <button type="button" class="small" disabled={ids.len() < 2} onclick={run(Command::Join { ids: ids.clone(), at: now() })}>{ say::join() }</button>
                <button type="button" class="small danger" onclick={run(Command::Remove { ids: ids.clone(), at: now() })}>{ say::remove_all() }</button>
            </div>
            <div class="bulk-fields">
                <SpeakerField id="bulk-speaker" label={say::speaker_of()} document={props.document.clone()} value="" choose={choose_speaker} />
                <Combobox id="bulk-verdict" label={say::verdict_on()} placeholder={say::verdict()} value="" choices={verdicts} />
                <input type="text" dir="auto" aria-label={say::label_for()} placeholder={say::label_enter()} autocomplete="off" onkeydown={add_label} />
            </div>
        </div>
    }
}
