//! Finding words by typing or pasting them, and tagging them: for those who cannot select in a text, and for words that
//! come from somewhere else.

use std::rc::Rc;

use web_sys::{HtmlTextAreaElement, InputEvent, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use super::tag_all::around;
use crate::anchoring::{Match, Why, places};
use crate::annotation::{Document, Kind};
use crate::session::{Command, likely_kind};
use crate::web::acts;
use crate::web::components::Modal;
use crate::web::store::{Message, use_desk};
use crate::web::words::{self, common, linking as say};

/// Where words are looked for.
#[derive(Clone, PartialEq, Properties)]
pub struct FindPassageProps {
    /// The article.
    pub document: Rc<Document>,
}

/// How many places are shown: who sees more types more words.
const SHOWN: usize = 50;

/// The dialog: the words, the places where they stand, and as what the chosen one is tagged. `Enter` tags as a quote
/// what begins or ends with a quotation mark, else as a claim.
#[component]
pub fn FindPassage(props: &FindPassageProps) -> Html {
    let desk = use_desk();
    let text = &props.document.article.text;
    let typed = use_state(String::new);
    let chosen = use_state(|| 0_usize);
    let found = {
        let text = text.clone();
        use_memo((*typed).clone(), move |words| places(&text, words))
    };
    let place = found.get(*chosen).map(|place| place.range);
    let oninput = {
        let (typed, chosen) = (typed.clone(), chosen.clone());
        move |event: InputEvent| {
            chosen.set(0);
            typed.set(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        }
    };
    let tag = {
        let desk = desk.clone();
        move |kind: Kind| {
            let Some(place) = place else { return };
            desk.send(Message::CloseDialog);
            desk.run(Command::Select(Some(place)));
            acts::tag(&desk, kind);
        }
    };
    let likely = place.map_or(Kind::Claim, |place| likely_kind(text.slice(place)));
    let onkeydown = {
        let (tag, chosen, last) = (tag.clone(), chosen.clone(), found.len().min(SHOWN).saturating_sub(1));
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                tag(likely);
            }
            "ArrowDown" if last > 0 => {
                event.prevent_default();
                chosen.set((*chosen + 1).min(last));
            }
            "ArrowUp" if last > 0 => {
                event.prevent_default();
                chosen.set(chosen.saturating_sub(1));
            }
            _ => {}
        }
    };
    let told = match found.as_slice() {
        _ if typed.trim().is_empty() => String::new(),
        [] => say::nowhere().to_owned(),
        [Match { why: Why::Similar { .. }, .. }, ..] => say::nearly().to_owned(),
        [_] => say::in_one_place().to_owned(),
        places => say::in_places(&words::grouped(places.len())),
    };
    let button = |kind: Kind, name: &'static str| {
        let tag = tag.clone();
        let class = (kind == likely).then_some("primary");
        html! { <button type="button" {class} disabled={place.is_none()} onclick={move |_: MouseEvent| tag(kind)}>{ name }</button> }
    };
    let cancel = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.send(Message::CloseDialog)
    };
    html! {
        <Modal title={say::find()}>
            <textarea class="search" rows="3" dir="auto" autofocus=true autocomplete="off" spellcheck="false" aria-label={say::words()} placeholder={say::words_hint()} {oninput} {onkeydown} />
            <p class="aside" aria-live="polite">{ told }</p>
            <ul class="occurrences" aria-label={say::occurrences()}>
                { for found.iter().take(SHOWN).enumerate().map(|(number, place)| {
                    let onchange = {
                        let chosen = chosen.clone();
                        move |_: Event| chosen.set(number)
                    };
                    let (before, after) = around(text, place.range);
                    html! {
                        <li>
                            <label>
                                <input type="radio" name="place" checked={number == *chosen} {onchange} />
                                <span dir="auto">{ before }<b>{ text.slice(place.range) }</b>{ after }</span>
                            </label>
                        </li>
                    }
                }) }
            </ul>
            <div class="dialog-foot">
                <button type="button" onclick={cancel}>{ common::cancel() }</button>
                { button(Kind::Claim, say::tag_claim()) }
                { button(Kind::Quote, say::tag_quote()) }
            </div>
        </Modal>
    }
}
