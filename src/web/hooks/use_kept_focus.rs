//! The focus is never lost: where what had it goes away, it moves to what is nearest.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit, MutationRecord, Node};
use yew::prelude::*;

use crate::web::dom::view;
use crate::web::edge::document;

/// Moves the focus on from what is taken out of the page, or switched off, while it has the focus. Browsers give it to
/// nothing then, and who has no mouse begins at the top of the page again.
#[hook]
pub fn use_kept_focus() {
    use_effect_with((), |()| {
        let last = Rc::new(RefCell::new(None::<Element>));
        let watch = watch(last.clone());
        let listeners = ["focusin", "click"].map(|event| {
            let last = last.clone();
            // After a press beside everything the focus is nowhere because the person wants it so. What is pressed is
            // looked at before it does anything.
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&document(), event, options, move |_| {
                *last.borrow_mut() = focused();
            })
        });
        move || drop((watch, listeners))
    });
}

/// What has the focus, if anything has.
fn focused() -> Option<Element> {
    document().active_element().filter(|element| element.tag_name() != "BODY")
}

/// An observer and what it calls; it ends when this is dropped.
struct Watch {
    observer: MutationObserver,
    _tell: Closure<dyn FnMut(Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// `None` where the browser refuses.
fn watch(last: Rc<RefCell<Option<Element>>>) -> Option<Watch> {
    let tell = Closure::<dyn FnMut(Array)>::new(move |records: Array| {
        let Some(lost) = last.borrow().clone().filter(is_lost) else { return };
        // Whoever took it away may have moved the focus already.
        if focused().is_some_and(|now| !now.is_same_node(Some(&lost))) {
            return;
        }
        let mut records = records.iter().map(|record| record.unchecked_into::<MutationRecord>());
        let place = records.find(|record| took(record, &lost));
        last.borrow_mut().take();
        let near = place.and_then(|record| near(&lost, &record)).or_else(|| beside(&lost));
        match near {
            Some(near) => view::focus_unscrolled(&near),
            None => view::focus_home(),
        }
    });
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    options.set_attribute_filter(&Array::of1(&"disabled".into()));
    let observer = MutationObserver::new(tell.as_ref().unchecked_ref()).ok()?;
    observer.observe_with_options(document().body()?.as_ref(), &options).ok()?;
    Some(Watch { observer, _tell: tell })
}

/// Whether an element can have the focus no longer.
fn is_lost(element: &Element) -> bool {
    !element.is_connected() || element.matches(":disabled").unwrap_or_default()
}

/// Whether this is the change that took an element out of the page.
fn took(record: &MutationRecord, lost: &Element) -> bool {
    let removed = record.removed_nodes();
    (0..removed.length()).filter_map(|place| removed.get(place)).any(|node| node.contains(Some(lost)))
}

/// What is nearest to what was taken out: of a list, the entry that took its place, or the one before it; else what is
/// left of the entry, the form or the dialog that it was in.
fn near(lost: &Element, record: &MutationRecord) -> Option<HtmlElement> {
    let removed = record.removed_nodes();
    let entry = (0..removed.length())
        .filter_map(|place| removed.get(place)?.dyn_into::<Element>().ok())
        .find(|node| node.contains(Some(lost)))?;
    let around = record.target()?.dyn_into::<Element>().ok()?;
    if entry.tag_name() == "LI" {
        let after = siblings(record.next_sibling(), Node::next_sibling);
        let before = siblings(record.previous_sibling(), Node::previous_sibling);
        let neighbour = after.chain(before).find_map(|neighbour| first_within(&neighbour));
        if neighbour.is_some() {
            return neighbour;
        }
    }
    first_within(&around.closest("li, fieldset, form, dialog[open]").ok()??)
}

/// The elements from a node on.
fn siblings(from: Option<Node>, step: fn(&Node) -> Option<Node>) -> impl Iterator<Item = Element> {
    std::iter::successors(from, step).filter_map(|node| node.dyn_into().ok())
}

/// The button beside one that was switched off.
fn beside(lost: &Element) -> Option<HtmlElement> {
    if !lost.is_connected() {
        return None;
    }
    let around = [lost.next_element_sibling(), lost.previous_element_sibling()];
    let is_button = |element: &Element| element.matches("button:not(:disabled)").unwrap_or_default();
    let beside = around.into_iter().flatten().find(is_button).and_then(|button| button.dyn_into().ok());
    beside.or_else(|| first_within(&lost.closest("li, fieldset, form, dialog[open]").ok()??))
}

/// The first thing within an element that a person may want to press or to fill in; boxes to choose entries with come
/// last.
fn first_within(element: &Element) -> Option<HtmlElement> {
    let find = |what: &str| {
        let found = element.query_selector_all(what).ok()?;
        let found = (0..found.length()).filter_map(|place| found.get(place)?.dyn_into::<HtmlElement>().ok());
        // What is folded away has no box.
        found.into_iter().find(|element| element.get_client_rects().length() > 0)
    };
    find("button:not(:disabled, [tabindex='-1']), textarea, select, input:not([type='checkbox'])")
        .or_else(|| find("input, summary, a[href]"))
}
