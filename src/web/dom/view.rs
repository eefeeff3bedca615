//! Bringing things into view and under the hands.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::selection::ARTICLE;
use crate::identity::AnnotationId;
use crate::web::edge::{document, element, window};
use crate::web::store::CardField;

/// The id of the start screen's heading.
pub const START: &str = "start";

/// The first `<mark>` of an annotation.
pub fn first_mark(id: AnnotationId) -> Option<Element> {
    element(ARTICLE)?.query_selector(&format!("mark[data-annotations~=\"{id}\"]")).ok().flatten()
}

/// The first `<mark>` of a suggestion, by how its passage is written.
pub fn suggestion_mark(passage: &str) -> Option<Element> {
    element(ARTICLE)?.query_selector(&format!("mark[data-suggestion=\"{passage}\"]")).ok().flatten()
}

/// The entry of an annotation in the list.
pub fn list_item(id: AnnotationId) -> Option<Element> {
    document().query_selector(&format!("[data-annotation=\"{id}\"]")).ok().flatten()
}

/// The entry of a suggestion in the list, by how its passage is written.
pub fn suggestion_entry(passage: &str) -> Option<Element> {
    document().query_selector(&format!("[data-suggested=\"{passage}\"]")).ok().flatten()
}

/// Scrolls an element into view if it is not wholly there already; otherwise nothing moves. In a window so low that
/// the page itself scrolls, it scrolls only to the part that the hands are in: who writes on a card stays there.
pub fn reveal(target: &Element, within: &str) {
    let Some(frame) = document().query_selector(within).ok().flatten() else { return };
    let (inner, outer) = (target.get_bounding_client_rect(), frame.get_bounding_client_rect());
    let is_elsewhere = is_low() && !has_hands(&frame);
    let (top, bottom) = if is_elsewhere { (outer.top(), outer.bottom()) } else { seen(&frame) };
    if inner.top() >= top && inner.bottom() <= bottom {
        return;
    }
    let fits = inner.height() < outer.height();
    if is_elsewhere {
        let room = if fits { (outer.height() - inner.height()) / 2.0 } else { 0.0 };
        frame.scroll_by_with_x_and_y(0.0, inner.top() - outer.top() - room);
        return;
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(if fits { ScrollLogicalPosition::Center } else { ScrollLogicalPosition::Start });
    options.set_behavior(ScrollBehavior::Auto);
    target.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether the focus is in a part of the page; where nothing has it, the article has.
fn has_hands(frame: &Element) -> bool {
    let focused = document().active_element().filter(|focused| focused.tag_name() != "BODY");
    let article = || element(ARTICLE).map(Element::from);
    focused.or_else(article).is_some_and(|focused| frame.contains(Some(&focused)))
}

/// Where what can be seen of a part of the page begins and ends, in pixels of the window.
pub fn seen(frame: &Element) -> (f64, f64) {
    let all = frame.get_bounding_client_rect();
    (all.top().max(0.0), all.bottom().min(window_height()))
}

/// The height of the window, in pixels.
fn window_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
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

/// The box around all that the browser has selected.
pub fn selection_box() -> Option<DomRect> {
    let selection = window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed())?;
    Some(selection.get_range_at(0).ok()?.get_bounding_client_rect())
}

/// Puts the focus on the element with an id without scrolling to it.
pub fn focus_quietly(id: &str) {
    if let Some(element) = element(id) {
        focus_unscrolled(&element);
    }
}

/// Puts the focus on an element without scrolling to it.
pub fn focus_unscrolled(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Puts the focus where the keys go on when nothing else has it: on the article, or on the heading of the start screen.
pub fn focus_home() {
    let home = element(ARTICLE).or_else(|| element(START));
    if let Some(home) = home {
        focus_unscrolled(&home);
    }
}

/// Puts the focus on the element with an id.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Puts the focus on the element with an id once the page has rendered what was asked for just now: the panel does
/// so one frame later.
pub fn focus_soon(id: &str) {
    /// How often it is looked for, and how long after each other, in milliseconds.
    const LOOKS: u32 = 12;
    const PAUSE: u32 = 17;
    fn look(id: String, looks: u32) {
        let after = if looks == LOOKS { 0 } else { PAUSE };
        gloo::timers::callback::Timeout::new(after, move || {
            if element(&id).is_some() {
                focus(&id);
            } else if looks > 1 {
                look(id, looks - 1);
            }
        })
        .forget();
    }
    look(id.to_owned(), LOOKS);
}

/// Puts the focus on the next thing on the same card that can have it; on the last one it stays.
pub fn focus_next(from: &Element) {
    let Ok(Some(card)) = from.closest(".card, form, dialog") else { return };
    // The buttons of a proposal go away with what answers it, and would take the focus along.
    let all = "input, textarea, select, button:not([tabindex='-1'], .proposal button), summary";
    let Ok(all) = card.query_selector_all(all) else {
        return;
    };
    let elements = (0..all.length()).filter_map(|place| all.get(place)?.dyn_into::<HtmlElement>().ok());
    // What is folded away has no box.
    let mut shown = elements.filter(|element| element.get_client_rects().length() > 0);
    if shown.any(|element| element.is_same_node(Some(from)))
        && let Some(next) = shown.next()
    {
        let _ = next.focus();
    }
}

/// Puts the focus on a field of an annotation's card; `false` if the card is not open, or in a sheet that is drawn down.
pub fn focus_field(field: CardField, id: AnnotationId) -> bool {
    let target = match field {
        CardField::First => first_field(id),
        field => element(&field.element_id(id)),
    };
    target.is_some_and(|target| {
        let _ = target.focus();
        focused().is_some_and(|focused| focused.is_same_node(Some(&target)))
    })
}

/// The first field or button among the fields of an annotation's card.
fn first_field(id: AnnotationId) -> Option<HtmlElement> {
    let fields = ".fields input, .fields textarea, .fields button";
    list_item(id)?.query_selector(fields).ok().flatten()?.dyn_into().ok()
}

/// Scrolls the nearest scrolling frame as little as it takes to show an element.
pub fn reveal_nearest(target: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    target.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Whether the panel lies below the article as a sheet. The style sheets have the same bound.
pub fn is_small() -> bool {
    matches("(max-width: 720px)") && !is_low()
}

/// Whether the window is so low that the page itself scrolls. The style sheets have the same bound.
fn is_low() -> bool {
    matches("(max-width: 720px) and (max-height: 420px)")
}

/// Scrolls the page itself to its top.
pub fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Brings the panel into a window so low that the page itself scrolls.
pub fn to_panel() {
    if let Some(panel) = element("panel-body").and_then(|body| body.parent_element()).filter(|_| is_low()) {
        panel.scroll_into_view();
    }
}

/// Whether the person points with a finger.
pub fn is_coarse() -> bool {
    matches("(pointer: coarse)")
}

/// Whether the system asks for dark colours.
pub fn is_dark() -> bool {
    matches("(prefers-color-scheme: dark)")
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Tells the panel's list that it has another height: it shows what is in view, and looks when it is scrolled.
pub fn panel_has_room() {
    if let (Some(frame), Ok(event)) = (element("panel-body"), web_sys::Event::new("scroll")) {
        // It fails only for events that are under way already.
        let _ = frame.dispatch_event(&event);
    }
}

/// Places a bar at the foot of what is seen of the article, whatever lies below it or beside it.
pub fn stand_at_foot(bar: &HtmlElement) {
    let Some(frame) = document().query_selector(".reader").ok().flatten() else { return };
    let (place, style) = (frame.get_bounding_client_rect(), bar.style());
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
    let sides = [
        ("bottom", (window_height() - place.bottom()).max(0.0) + 10.0),
        ("left", place.left() + 12.0),
        ("right", (width - place.right()).max(0.0) + 12.0),
    ];
    for (side, far) in sides {
        let _ = style.set_property(side, &format!("{far}px"));
    }
}

/// Scrolls the article so far that a box, whose first line is at `top`, is in view and above a bar at its foot. All places
/// are in pixels of the window.
pub fn keep_above(bar: &Element, top: f64, bottom: f64) {
    const GAP: f64 = 12.0;
    let Some(frame) = document().query_selector(".reader").ok().flatten() else { return };
    let (edge, roof) = (bar.get_bounding_client_rect().top(), frame.get_bounding_client_rect().top());
    let down = (bottom + GAP - edge).min(top - roof - GAP);
    if down > 0.0 || top < roof {
        frame.scroll_by_with_x_and_y(0.0, down);
    }
}
