//! The browser's selection as the session's: taken over when it has settled.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::Same;
use crate::session::Command;
use crate::text::{ArticleText, TextRange};
use crate::web::acts;
use crate::web::dom::selection;
use crate::web::edge::{document, window};
use crate::web::store::Desk;

/// Follows the selection in the article. While a pointer is down the selection still changes with every
/// movement, so it counts when the pointer is up; one that changes by keys counts at once.
#[hook]
pub fn use_selection(desk: &Desk, text: &Rc<ArticleText>, selected: Option<TextRange>) {
    let desk = desk.clone();
    use_effect_with(Same(text.clone()), move |text| {
        let text = text.0.clone();
        let take = {
            let desk = desk.clone();
            Rc::new(move || desk.run(Command::Select(selection::selected(&text))))
        };
        let is_down = Rc::new(Cell::new(false));
        let listeners = [
            EventListener::new(&document(), "selectionchange", {
                let (is_down, take) = (is_down.clone(), take.clone());
                move |_| {
                    if !is_down.get() {
                        take();
                    }
                }
            }),
            EventListener::new(&window(), "pointerdown", {
                let is_down = is_down.clone();
                move |_| is_down.set(true)
            }),
            EventListener::new(&window(), "pointerup", {
                let (is_down, take, desk) = (is_down.clone(), take.clone(), desk.clone());
                move |_| {
                    is_down.set(false);
                    // A press inside an old selection empties it only after this event.
                    let take = take.clone();
                    let desk = desk.clone();
                    Timeout::new(0, move || {
                        take();
                        tag_at_once(&desk);
                    })
                    .forget();
                }
            }),
            EventListener::new(&window(), "pointercancel", move |_| {
                // A long press ends so, when the system has selected a word and takes the finger over.
                is_down.set(false);
                take();
            }),
        ];
        move || drop(listeners)
    });
    use_effect_with(selected, |selected| {
        if selected.is_none() {
            selection::collapse();
        }
    });
}

/// Tags what the pointer has selected, if every selection is to be tagged at once.
fn tag_at_once(desk: &Desk) {
    // The session that this very selection has led to is there after the next rendering.
    let desk = desk.clone();
    Timeout::new(0, move || {
        let session = desk.session();
        if let (Some(kind), Some(_)) = (session.settings().sticky, session.selection()) {
            acts::tag(&desk, kind);
        }
    })
    .forget();
}
