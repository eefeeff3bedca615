//! The name under which a person annotates.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::session::Command;
use crate::web::local_storage::keep_annotator;
use crate::web::store::use_desk;

/// The field for the name. It goes with every annotation from then on, and is kept for the next visit.
#[component]
pub fn AnnotatorField() -> Html {
    let desk = use_desk();
    let name = desk.session().annotator().to_owned();
    let onchange = move |event: Event| {
        let name = event.target_unchecked_into::<HtmlInputElement>().value();
        keep_annotator(name.trim());
        desk.run(Command::Sign(name));
    };
    html! { <input id="annotator" type="text" dir="auto" autocomplete="name" value={name} {onchange} /> }
}
