//! The short message at the foot of the page.

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::web::store::{Message, Notice, use_desk};
use crate::web::words::{common, notices as say};

/// What the bar shows.
#[derive(Clone, PartialEq, Properties)]
pub struct NoticeBarProps {
    /// The message, if there is one.
    pub notice: Option<Notice>,
}

/// Says it aloud too, and stays until it is put away: nobody reads at the same speed.
#[component]
pub fn NoticeBar(props: &NoticeBarProps) -> Html {
    let desk = use_desk();
    let dismiss = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.send(Message::Notify(None))
    };
    let undo = |scope| {
        let desk = desk.clone();
        let onclick = move |_: MouseEvent| {
            desk.send(Message::Notify(None));
            desk.undo(scope);
        };
        html! { <button type="button" {onclick} aria-label={say::undo_that()}>{ common::undo() }</button> }
    };
    html! {
        <div class="notices" aria-live="polite" aria-atomic="true">
            if let Some(notice) = &props.notice {
                <div class={classes!("notice", notice.is_problem.then_some("problem"))}>
                    <span>{ &notice.text }</span>
                    { for notice.undo.map(undo) }
                    <button type="button" class="icon" aria-label={say::dismiss()} onclick={dismiss}>{ "✕" }</button>
                </div>
            }
        </div>
    }
}
