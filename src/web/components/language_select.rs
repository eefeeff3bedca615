//! The language of the page, to choose.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::web::store::{Message, use_desk};
use crate::web::words::{self, Language, choose_language, language};

/// A list of languages, each by its own name. The choice is kept for the next visit.
#[component]
pub fn LanguageSelect() -> Html {
    let desk = use_desk();
    let onchange = move |event: Event| {
        let tag = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some(language) = Language::from_tag(&tag) {
            choose_language(language);
            desk.send(Message::Speak(language));
        }
    };
    html! {
        <select class="language" aria-label={words::start::language()} {onchange}>
            { for Language::ALL.into_iter().map(|one| html! {
                <option value={one.tag()} lang={one.tag()} selected={one == language()}>{ one.name() }</option>
            }) }
        </select>
    }
}
