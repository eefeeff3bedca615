//! A field of text that changes with every key stroke, so that nothing half written is ever lost.

use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::prelude::*;

use crate::web::dom::view;

/// What the field shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TextFieldProps {
    /// The id of its element.
    pub id: String,
    /// Its accessible name, where no label element has its id.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Its text.
    pub value: String,
    /// What it shows while it is empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// Whether it holds several lines.
    #[prop_or_default]
    pub is_long: bool,
    /// Takes the whole text at every change.
    pub onchange: Callback<String>,
}

/// The field. `Enter` in a field of one line goes to the next field.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let TextFieldProps { id, label, value, placeholder, .. } = props.clone();
    if props.is_long {
        let onchange = props.onchange.clone();
        let oninput = move |event: InputEvent| {
            onchange.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        };
        return html! { <textarea {id} rows="2" dir="auto" aria-label={label} {placeholder} {value} {oninput} /> };
    }
    let onchange = props.onchange.clone();
    let oninput = move |event: InputEvent| {
        onchange.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    };
    html! { <input {id} type="text" dir="auto" autocomplete="off" aria-label={label} {placeholder} {value} {oninput} onkeydown={go_on_enter} /> }
}

/// `Enter` in a field of one line goes to the next field.
pub fn go_on_enter(event: KeyboardEvent) {
    if event.key() == "Enter"
        && !event.is_composing()
        && let Some(field) = event.target_dyn_into::<web_sys::Element>()
    {
        event.prevent_default();
        view::focus_next(&field);
    }
}
