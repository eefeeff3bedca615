//! A dialog above the page, on the browser's own `<dialog>`: it traps the focus and gives it back.

use web_sys::{HtmlDialogElement, MouseEvent};
use yew::prelude::*;

use crate::web::dom::view;
use crate::web::store::{Message, use_desk};
use crate::web::words::common;

/// What a dialog has.
#[derive(Clone, PartialEq, Properties)]
pub struct ModalProps {
    /// Its heading, which is its name too.
    pub title: AttrValue,
    /// What it holds.
    pub children: Html,
}

/// A modal dialog. `Esc`, the cross and a press beside it close it.
#[component]
pub fn Modal(props: &ModalProps) -> Html {
    let desk = use_desk();
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let before = view::focused();
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // It fails only if the dialog is open already.
                let _ = dialog.show_modal();
            }
            // The browser gives the focus back to where it was, but not when the dialog is simply gone.
            move || {
                if let Some(before) = before {
                    let _ = before.focus();
                }
            }
        });
    }
    let onclose = {
        let desk = desk.clone();
        move |_: Event| desk.send(Message::CloseDialog)
    };
    let onclick = {
        let dialog = dialog.clone();
        move |event: MouseEvent| {
            // The dialog's own box is filled by its content, so a press that hits it hits its backdrop.
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>()
                && event.target().as_ref() == Some(dialog.as_ref())
            {
                dialog.close();
            }
        }
    };
    let close = move |_: MouseEvent| desk.send(Message::CloseDialog);
    html! {
        <dialog ref={dialog} aria-labelledby="dialog-title" {onclose} {onclick}>
            <div class="dialog-body">
                <div class="dialog-head">
                    <h2 id="dialog-title">{ &props.title }</h2>
                    <button type="button" class="icon ghost" aria-label={common::close()} onclick={close}>{ "✕" }</button>
                </div>
                { props.children.clone() }
            </div>
        </dialog>
    }
}
