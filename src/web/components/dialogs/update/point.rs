//! Pointing to the place of a passage: by its words, typed or selected.

use std::rc::Rc;

use web_sys::{HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use crate::text::{ArticleText, CodePointOffset, FindOptions, TextRange, occurrences};
use crate::web::edge::window;
use crate::web::store::use_words;
use crate::web::words::update as say;

/// What is pointed at.
#[derive(Clone, PartialEq, Properties)]
pub struct PointProps {
    /// The text that the passage has a place in.
    pub text: Rc<ArticleText>,
    /// Whether the text stands beside this, so that words can be selected in it.
    #[prop_or_default]
    pub is_beside: bool,
    /// Takes the place.
    pub onpoint: Callback<TextRange>,
}

/// How many places are offered at most.
const MOST: usize = 8;

/// A field for the words and, where they stand in several places, those to choose from.
#[component]
pub fn Point(props: &PointProps) -> Html {
    use_words();
    let field = use_node_ref();
    let found = use_state(|| None::<Vec<TextRange>>);
    let look = {
        let (found, text, onpoint) = (found.clone(), props.text.clone(), props.onpoint.clone());
        move |words: &str, from: u32| {
            let options = FindOptions { whole_word: false, match_case: false };
            let places = occurrences(&text, words, options);
            // Selected words are those at the place where they were selected.
            let here = places.iter().find(|range| from > 0 && range.start().0 + 1 >= from);
            match (here.or(places.first()), places.len()) {
                (Some(range), 1) => {
                    onpoint.emit(*range);
                    found.set(None);
                }
                (Some(range), _) if here.is_some() => {
                    onpoint.emit(*range);
                    found.set(None);
                }
                _ => found.set(Some(places)),
            }
        }
    };
    let find = {
        let (field, look) = (field.clone(), look.clone());
        move || {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                look(&field.value(), 0);
            }
        }
    };
    let onkeydown = {
        let find = find.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                find();
            }
        }
    };
    let press = move |_: MouseEvent| find();
    // A press would let go of what is selected before it is heard of.
    let keep = |event: MouseEvent| event.prevent_default();
    let take = move |_: MouseEvent| {
        let Some((words, from)) = selected() else { return };
        look(&words, from);
    };
    let place = |range: TextRange| {
        let (onpoint, found) = (props.onpoint.clone(), found.clone());
        let onclick = move |_: MouseEvent| {
            onpoint.emit(range);
            found.set(None);
        };
        html! { <li><button type="button" dir="auto" {onclick}>{ around(&props.text, range).concat() }</button></li> }
    };
    html! {
        <div class="point">
            <input ref={field} type="text" dir="auto" autocomplete="off" aria-label={say::its_words()} placeholder={say::point()} {onkeydown} />
            <button type="button" onclick={press}>{ say::find() }</button>
            if props.is_beside {
                <button type="button" onmousedown={keep} onclick={take}>{ say::take_selected() }</button>
            }
            <div role="status">
                if let Some(places) = &*found {
                    if places.is_empty() {
                        { say::not_in_text() }
                    } else {
                        { say::which() }
                        <ul>{ for places.iter().take(MOST).map(|range| place(*range)) }</ul>
                    }
                }
            </div>
        </div>
    }
}

/// The selected words and the code point at which their paragraph begins, counted from 1; 0 if that is not known.
fn selected() -> Option<(String, u32)> {
    let selection = window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed())?;
    let words = String::from(selection.to_string());
    let node = selection.get_range_at(0).ok()?.start_container().ok()?;
    let paragraph = node.parent_element()?.closest("[data-start]").ok().flatten();
    let start = paragraph.and_then(|paragraph| paragraph.get_attribute("data-start")?.parse::<u32>().ok());
    Some((words, start.map_or(0, |start| start + 1)))
}

/// The words of a range between some of those before and after it, in the same paragraph.
pub fn around(text: &ArticleText, range: TextRange) -> [&str; 3] {
    const WIDTH: u32 = 24;
    let before = CodePointOffset(range.start().0.saturating_sub(WIDTH));
    let after = CodePointOffset(range.end().0 + WIDTH);
    let before = text.slice_between(before, range.start()).rsplit('\n').next().unwrap_or_default();
    let after = text.slice_between(range.end(), after).split('\n').next().unwrap_or_default();
    [before, text.slice(range), after]
}
