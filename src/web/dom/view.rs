//! Bringing things into view and under the hands.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::selection::ARTICLE;
use crate::identity::AnnotationId;
use crate::web::edge::{document, element, window};

/// The first `<mark>` of an annotation.
pub fn first_mark(id: AnnotationId) -> Option<Element> {
    element(ARTICLE)?.query_selector(&format!("mark[data-annotations~=\"{id}\"]")).ok().flatten()
}

/// The entry of an annotation in the list.
pub fn list_item(id: AnnotationId) -> Option<Element> {
    document().query_selector(&format!("[data-annotation=\"{id}\"]")).ok().flatten()
}

/// Scrolls an element into view if it is not wholly there already; otherwise nothing moves.
pub fn reveal(target: &Element, within: &str) {
    let Some(frame) = document().query_selector(within).ok().flatten() else { return };
    let (inner, outer) = (target.get_bounding_client_rect(), frame.get_bounding_client_rect());
    if inner.top() >= outer.top() && inner.bottom() <= outer.bottom() {
        return;
    }
    let options = ScrollIntoViewOptions::new();
    let fits = inner.height() < outer.height();
    options.set_block(if fits { ScrollLogicalPosition::Center } else { ScrollLogicalPosition::Start });
    options.set_behavior(ScrollBehavior::Auto);
    target.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The box of the first line of a selection or a mark, in the coordinates of the window.
pub fn first_line(rects: Option<web_sys::DomRectList>) -> Option<DomRect> {
    let rects = rects?;
    (0..rects.length()).filter_map(|number| rects.item(number)).find(|rect| rect.width() > 0.0)
}

/// The box of the first line of what the browser has selected.
pub fn selection_line() -> Option<DomRect> {
    let selection = window().get_selection().ok().flatten()?;
    let range = (selection.range_count() > 0).then(|| selection.get_range_at(0).ok()).flatten()?;
    first_line(range.get_client_rects())
}

/// Puts the focus on the element with an id without scrolling to it.
pub fn focus_quietly(id: &str) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element(id) {
        let _ = element.focus_with_options(&options);
    }
}

/// Puts the focus on the element with an id.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}
