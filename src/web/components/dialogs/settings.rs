//! How the page looks and behaves.

use web_sys::{HtmlInputElement, HtmlSelectElement, MouseEvent};
use yew::prelude::*;

use crate::web::components::{AnnotatorField, LanguageSelect, Modal};
use crate::web::preferences::{KEYS, MARKS, Preference, SIZE, SPEECH, THEME, WIDTH};
use crate::web::store::{Dialog, Message, use_desk};
use crate::web::words::settings as say;

/// The dialog: every choice takes effect at once, so that a person sees what they choose.
#[component]
pub fn EditSettings() -> Html {
    let desk = use_desk();
    let change_keys = move |_: MouseEvent| desk.send(Message::Show(Dialog::Keys));
    let letters = |event: Event| {
        let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
        KEYS.set(if is_on { "" } else { "off" });
    };
    let marks = |event: Event| {
        let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
        MARKS.set(if is_on { "" } else { "quiet" });
    };
    html! {
        <Modal title={say::title()}>
            <div class="settings">
                <label>{ say::language() }<LanguageSelect /></label>
                { choice(THEME, say::theme(), &[("", say::theme_system()), ("light", say::light()), ("dark", say::dark())]) }
                { choice(SIZE, say::size(), &[("small", say::small()), ("", say::usual()), ("large", say::large()), ("huge", say::huge())]) }
                { choice(WIDTH, say::width(), &[("narrow", say::narrow()), ("", say::usual()), ("wide", say::wide())]) }
                <label>{ say::your_name() }<AnnotatorField /></label>
                <p class="aside">{ say::name_hint() }</p>
                <label class="switch"><input type="checkbox" checked={KEYS.get().is_empty()} onchange={letters} />{ say::letters() }</label>
                <p class="aside">{ say::letters_off() }</p>
                <p class="change-keys"><button type="button" onclick={change_keys}>{ say::change_keys() }</button></p>
                { choice(SPEECH, say::speech(), &[("", say::speech_full()), ("words", say::speech_words()), ("quiet", say::speech_quiet())]) }
                <p class="aside">{ say::speech_hint() }</p>
                <label class="switch"><input type="checkbox" checked={MARKS.get().is_empty()} onchange={marks} />{ say::marks() }</label>
                <p class="aside">{ say::kept() }</p>
            </div>
        </Modal>
    }
}

fn choice(preference: Preference, name: &'static str, values: &[(&'static str, &'static str)]) -> Html {
    let chosen = preference.get();
    let onchange =
        move |event: Event| preference.set(&event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <label>
            { name }
            <select {onchange}>
                { for values.iter().map(|(value, said)| html! { <option value={*value} selected={*value == chosen}>{ *said }</option> }) }
            </select>
        </label>
    }
}
