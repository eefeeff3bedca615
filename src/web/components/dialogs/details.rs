//! What is known about an article: title, byline, outlet, address, date.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement, MouseEvent, SubmitEvent};
use yew::prelude::*;

use crate::annotation::{Document, clean_scale};
use crate::session::Command;
use crate::text::Details;
use crate::web::components::Modal;
use crate::web::edge::now;
use crate::web::local_storage::keep_scale;
use crate::web::store::{Message, use_desk};
use crate::web::words::{self, Say, common, details as say};

/// Whose details are edited.
#[derive(Clone, PartialEq, Properties)]
pub struct EditDetailsProps {
    /// The article.
    pub document: Rc<Document>,
}

/// The fields of the details, in reading order: the name in its id, label, hint, and how to read and set them.
type Field = (&'static str, Say, Say, fn(&mut Details) -> &mut String);

const FIELDS: [Field; 5] = [
    ("title", say::title, say::title_hint, |details| &mut details.title),
    ("byline", say::byline, say::byline_hint, |details| &mut details.byline),
    ("outlet", say::outlet, say::outlet_hint, |details| &mut details.outlet),
    ("address", say::address, || "https://…", |details| &mut details.url),
    ("date", say::date, say::date_hint, |details| &mut details.published),
];

/// A form with the details; nothing is changed before it is saved.
#[component]
pub fn EditDetails(props: &EditDetailsProps) -> Html {
    let desk = use_desk();
    let article = &props.document.article;
    let scale_field = use_node_ref();
    let fields = use_memo((), |()| FIELDS.map(|_| NodeRef::default()));
    let verdicts = props.document.verdicts().into_iter().map(|value| words::verdict(&props.document, value));
    let scale = verdicts.collect::<Vec<_>>().join("\n");
    let onsubmit = {
        let (desk, article, fields) = (desk.clone(), article.clone(), fields.clone());
        let (scale_field, scale) = (scale_field.clone(), scale.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let mut details = article.details.clone();
            for ((.., part), field) in FIELDS.iter().zip(fields.iter()) {
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    *part(&mut details) = field.value().trim().to_owned();
                }
            }
            if let Some(field) = scale_field.cast::<HtmlTextAreaElement>() {
                // The usual scale stays the usual one in every language.
                if field.value().trim() != scale {
                    details.verdicts = clean_scale(field.value().lines());
                }
                if details.verdicts != article.details.verdicts {
                    // A newsroom has one scale, not one for each article.
                    keep_scale(&details.verdicts);
                }
            }
            desk.send(Message::CloseDialog);
            desk.run(Command::SetDetails { article: article.id, details, at: now() });
        }
    };
    let cancel = move |_: MouseEvent| desk.send(Message::CloseDialog);
    let mut details = article.details.clone();
    html! {
        <Modal title={say::heading()}>
            <form {onsubmit}>
                <div class="form">
                    { for FIELDS.iter().zip(fields.iter()).map(|((name, label, hint, part), field)| {
                        let id = format!("detail-{name}");
                        html! {
                            <>
                                <label for={id.clone()}>{ label() }</label>
                                <input {id} ref={field} type="text" dir="auto" autocomplete="off" placeholder={hint()} value={part(&mut details).clone()} />
                            </>
                        }
                    }) }
                    <label for="detail-verdicts">{ say::verdicts() }</label>
                    <textarea id="detail-verdicts" ref={scale_field} rows="5" dir="auto" aria-describedby="verdicts-hint" value={scale} />
                    <p id="verdicts-hint" class="aside">{ say::verdicts_hint() }</p>
                </div>
                <div class="dialog-foot">
                    <button type="button" onclick={cancel}>{ common::cancel() }</button>
                    <button type="submit" class="primary">{ say::save() }</button>
                </div>
            </form>
        </Modal>
    }
}
