//! The hidden field behind a button that opens files.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::opener::open_files;
use crate::web::store::use_desk;

/// What a file field is for.
#[derive(Clone, PartialEq, Properties)]
pub struct FileFieldProps {
    /// Where its button finds it.
    pub field: NodeRef,
    /// Its accessible name.
    pub label: AttrValue,
    /// The files that the browser offers first.
    #[prop_or_default]
    pub accept: Option<AttrValue>,
    /// Whether several files can be chosen at once.
    #[prop_or_default]
    pub multiple: bool,
}

/// A field for files; whatever is chosen is opened.
#[component]
pub fn FileField(props: &FileFieldProps) -> Html {
    let desk = use_desk();
    let onchange = move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        if let Some(files) = field.files() {
            open_files(&desk, &files);
        }
        // So that choosing the same file again is a change again.
        field.set_value("");
    };
    html! {
        <input ref={&props.field} type="file" hidden=true multiple={props.multiple} accept={props.accept.clone()}
            aria-label={&props.label} {onchange} />
    }
}

/// Asks the person for files, as pressing the field itself would.
pub fn choose(field: &NodeRef) {
    if let Some(field) = field.cast::<HtmlInputElement>() {
        field.click();
    }
}
