//! Questions about an article before it is added: one that does not fit, one that is here already.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::annotation::Document;
use crate::identity::ArticleId;
use crate::session::Command;
use crate::web::components::Modal;
use crate::web::components::opener::{add, open};
use crate::web::edge::now;
use crate::web::store::{Message, TooLarge, use_desk};
use crate::web::words::{self, admission as say};

/// What does not fit.
#[derive(Clone, PartialEq, Properties)]
pub struct DoesNotFitProps {
    /// The article, and how much room it needs.
    pub article: TooLarge,
}

/// Says how much room there is, and what can be done.
#[component]
pub fn DoesNotFit(props: &DoesNotFitProps) -> Html {
    let desk = use_desk();
    let TooLarge { document, needed, left } = &props.article;
    let anyway = {
        let (desk, document) = (desk.clone(), document.clone());
        move |_: MouseEvent| {
            desk.send(Message::CloseDialog);
            desk.run(Command::Add { document: document.clone(), keep: false, at: now() });
        }
    };
    let cancel = move |_: MouseEvent| desk.send(Message::CloseDialog);
    html! {
        <Modal title={say::does_not_fit()}>
            <p>{ say::too_large(&words::size(*needed), &words::size(*left)) }</p>
            <div class="dialog-foot">
                <button type="button" onclick={anyway}>{ say::without_saving() }</button>
                <button type="button" class="primary" onclick={cancel}>{ say::back() }</button>
            </div>
        </Modal>
    }
}

/// What is here already.
#[derive(Clone, PartialEq, Properties)]
pub struct DuplicateProps {
    /// The article that would be added.
    pub document: Rc<Document>,
    /// The one that is here.
    pub present: ArticleId,
}

/// Asks what to do with a text that is here already: most often it was pasted a second time by mistake.
#[component]
pub fn Duplicate(props: &DuplicateProps) -> Html {
    let desk = use_desk();
    let DuplicateProps { document, present } = props;
    let again = {
        let (desk, document) = (desk.clone(), document.clone());
        move |_: MouseEvent| {
            desk.send(Message::CloseDialog);
            add(&desk, document.clone());
        }
    };
    let open_it = {
        let (desk, present) = (desk.clone(), *present);
        move |_: MouseEvent| {
            desk.send(Message::CloseDialog);
            open(&desk, present);
        }
    };
    html! {
        <Modal title={say::have_it()}>
            <p>{ say::same_text() }</p>
            <div class="dialog-foot">
                <button type="button" onclick={again}>{ say::add_again() }</button>
                <button type="button" class="primary" onclick={open_it}>{ say::open_it() }</button>
            </div>
        </Modal>
    }
}
