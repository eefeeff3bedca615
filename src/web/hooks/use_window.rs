//! The part of a long list that is in the document: what is near the view, and what the person is at.
//!
//! A list of up to [`WHOLE`] entries is there as a whole. Of a longer one, entries far from the view are replaced by
//! gaps of their height; each entry says its place among all of them, and whatever is gone to is there. On paper, where
//! nobody scrolls, all of them are there.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::annotation::{Annotation, AnnotationSet};
use crate::identity::AnnotationId;
use crate::web::edge::{element, window};

/// How many entries are always there. Most stories have fewer, and their lists are simply whole; every card that is
/// there costs some ten elements when the article opens, and most of a longer list is never looked at.
const WHOLE: usize = 60;

/// How many entries of a longer list are there before it is known how high the view is: a tall screen.
const FIRST: usize = 20;

/// How far beyond the view entries are there, in pixels: half a screen, so that scrolling meets no gap. What comes into
/// view is there before it is painted; every entry more is made and laid out for nothing at each jump.
const BEYOND: f64 = 400.0;

/// How many entries before and after it are there with one that is gone to from afar.
const AROUND: usize = 8;

/// Places where the window begins and ends are multiples of this, so that it does not change with every pixel.
const STEP: usize = 10;

/// The height of an entry that was never there, in pixels: a claim of two lines.
const USUAL: f64 = 92.0;

/// The id of the element that scrolls.
const FRAME: &str = "panel-body";

/// A piece of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Entries that are there, by their places.
    Cards(Range<usize>),
    /// What stands for entries that are not.
    Gap {
        /// Tells gaps apart.
        key: &'static str,
        /// Their height, in pixels.
        height: f64,
    },
}

/// Cuts a list into what is there and what is not. The answer comes with a reference for the list's element.
#[hook]
pub fn use_window(shown: &Rc<AnnotationSet>, current: Option<AnnotationId>) -> (Vec<Piece>, NodeRef) {
    let list = use_node_ref();
    let heights = use_mut_ref(HashMap::<AnnotationId, f64>::new);
    let near_view = use_mut_ref(|| 0..FIRST);
    let update = use_force_update();
    let is_printing = use_state_eq(|| false);
    let count = shown.len();
    let is_whole = count <= WHOLE;
    let latest = use_mut_ref(|| shown.clone());
    latest.borrow_mut().clone_from(shown);
    {
        let (list, heights, near_view, latest) =
            (list.clone(), heights.clone(), near_view.clone(), latest.clone());
        use_effect_with(is_whole, move |is_whole| {
            let frame = element(FRAME).filter(|_| !is_whole);
            let listener = frame.map(|frame| {
                let look = move |frame: &HtmlElement| {
                    let Some(list) = list.cast::<HtmlElement>() else { return };
                    let now = in_view(frame, &list, latest.borrow().as_slice(), &heights.borrow());
                    if near_view.replace(now.clone()) != now {
                        update.force_update();
                    }
                };
                look(&frame);
                let target = frame.clone();
                EventListener::new(&target, "scroll", move |_| look(&frame))
            });
            move || drop(listener)
        });
    }
    let place = current.and_then(|id| shown.iter().position(|annotation| annotation.id == id));
    // The view follows to what is gone to, so the entries around it are wanted at once, and those around the old place
    // no more.
    let was_at = use_mut_ref(|| None);
    if was_at.replace(current) != current
        && let Some(place) = place.filter(|place| !near_view.borrow().contains(place))
    {
        near_view.replace(place.saturating_sub(AROUND)..place + AROUND);
    }
    let near_view = near_view.borrow().clone();
    {
        let is_printing = is_printing.clone();
        use_effect_with((), move |()| {
            let listeners = [("beforeprint", true), ("afterprint", false)].map(|(event, is)| {
                let is_printing = is_printing.clone();
                EventListener::new(&window(), event, move |_| is_printing.set(is))
            });
            move || drop(listeners)
        });
    }
    {
        let (list, heights) = (list.clone(), heights.clone());
        use_effect_with((near_view.clone(), count, current), move |_| {
            if !is_whole && let Some(list) = list.cast::<Element>() {
                measure(&list, &heights);
            }
        });
    }
    if is_whole || *is_printing {
        return (vec![Piece::Cards(0..count)], list);
    }
    let heights = heights.borrow();
    let height = |places: Range<usize>| -> f64 {
        shown.as_slice()[places]
            .iter()
            .map(|annotation| heights.get(&annotation.id).copied().unwrap_or(USUAL))
            .sum()
    };
    let near = near_view.start.min(count)..near_view.end.min(count);
    let mut there = vec![near];
    if let Some(place) = place.filter(|place| !there[0].contains(place)) {
        there.push(place..place + 1);
        there.sort_by_key(|range| range.start);
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for (range, key) in there.into_iter().zip(["before", "between"]) {
        if range.start > from {
            pieces.push(Piece::Gap { key, height: height(from..range.start) });
        }
        from = range.end;
        pieces.push(Piece::Cards(range));
    }
    if from < count {
        pieces.push(Piece::Gap { key: "after", height: height(from..count) });
    }
    (pieces, list)
}

/// The places that are in view or near it.
fn in_view(
    frame: &HtmlElement,
    list: &HtmlElement,
    shown: &[Rc<Annotation>],
    heights: &HashMap<AnnotationId, f64>,
) -> Range<usize> {
    let (outer, inner) = (frame.get_bounding_client_rect(), list.get_bounding_client_rect());
    let top = outer.top() - inner.top() - BEYOND;
    let bottom = outer.bottom() - inner.top() + BEYOND;
    let (mut at, mut first, mut last) = (0.0, None, shown.len());
    for (place, annotation) in shown.iter().enumerate() {
        if at > bottom {
            last = place;
            break;
        }
        at += heights.get(&annotation.id).copied().unwrap_or(USUAL);
        if at >= top && first.is_none() {
            first = Some(place);
        }
    }
    let first = first.unwrap_or_default();
    (first / STEP * STEP)..last.next_multiple_of(STEP)
}

/// Notes how high the entries are that are there, their distance from each other included.
fn measure(list: &Element, heights: &RefCell<HashMap<AnnotationId, f64>>) {
    let entries = list.children();
    let tops: Vec<_> = (0..entries.length())
        .filter_map(|number| entries.item(number))
        .map(|entry| {
            let id = entry.get_attribute("data-annotation").and_then(|id| id.parse().ok());
            let place = entry.get_bounding_client_rect();
            (id, place.top(), place.bottom())
        })
        .collect();
    let mut heights = heights.borrow_mut();
    for (number, (id, top, bottom)) in tops.iter().enumerate() {
        let end = tops.get(number + 1).map_or(*bottom, |(_, next, _)| *next);
        heights.extend(id.map(|id: AnnotationId| (id, end - top)));
    }
}
