//! Tapping the article with a finger: a sentence is offered to be tagged, and the next tap elsewhere lets go.

use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use crate::session::Command;
use crate::text::{ArticleText, sentence_at};
use crate::web::acts;
use crate::web::dom::selection;
use crate::web::store::Desk;

/// What there was when a pointer went down; its click tells of none of it in every browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct Down {
    is_touch: bool,
    had_selection: bool,
}

impl Down {
    /// What there is at this moment.
    pub fn new(desk: &Desk, event: &PointerEvent) -> Self {
        Self {
            is_touch: event.pointer_type() == "touch",
            had_selection: desk.session().selection().is_some(),
        }
    }
}

/// Answers a tap beside the highlights: selects the sentence under the finger, or lets go of what is selected. `false`
/// for every other click.
pub fn tap(desk: &Desk, text: &ArticleText, down: Down, event: &MouseEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let is_in = |selector: &str| target.closest(selector).is_ok_and(|found| found.is_some());
    if !down.is_touch || is_in("mark") {
        return false;
    }
    if down.had_selection {
        selection::clear();
        desk.run(Command::Select(None));
        desk.run(Command::Focus(None));
        return true;
    }
    if selection::selected(text).is_some() || !is_in("[data-start]") {
        return false;
    }
    let sentence = selection::offset_at_point(text, event.client_x(), event.client_y())
        .and_then(|offset| sentence_at(text, offset));
    let Some(sentence) = sentence else { return false };
    selection::select(text, sentence.start(), sentence.end());
    desk.run(Command::Select(Some(sentence)));
    if let Some(kind) = desk.session().settings().sticky {
        acts::tag(desk, kind);
    }
    true
}
