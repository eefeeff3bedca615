//! Which pieces of a long page have come near the view: what is far away need not be made before anybody looks.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::prelude::*;

use crate::web::edge::window;

/// The attribute that holds a piece's number.
const NUMBER: &str = "data-section";

/// How far from the view a piece counts as near: some three screens, so that scrolling meets nothing unfinished.
const MARGIN: &str = "2600px 0px";

/// The pieces that have been near so far. What was near once stays: nothing that was seen goes away again.
///
/// A piece that waits to come near is told itself, so that scrolling past one renders nothing else.
#[derive(Default)]
pub struct Near {
    pieces: RefCell<BTreeSet<usize>>,
    /// Everything counts as near, because it goes onto paper.
    all: Cell<bool>,
    at_once: usize,
    waiting: RefCell<BTreeMap<usize, UseForceUpdateHandle>>,
}

impl Near {
    fn of_first(at_once: usize) -> Self {
        Self { at_once, ..Self::default() }
    }

    /// Whether a piece is or was near.
    pub fn is_near(&self, number: usize) -> bool {
        number < self.at_once || self.all.get() || self.pieces.borrow().contains(&number)
    }

    /// Has a piece render again when it comes near.
    pub fn tell(&self, number: usize, piece: UseForceUpdateHandle) {
        self.waiting.borrow_mut().insert(number, piece);
    }

    fn came(&self, numbers: impl IntoIterator<Item = usize>) {
        for number in numbers {
            self.pieces.borrow_mut().insert(number);
            let piece = self.waiting.borrow_mut().remove(&number);
            if let Some(piece) = piece {
                piece.force_update();
            }
        }
    }

    fn print(&self) {
        self.all.set(true);
        for piece in self.waiting.take().into_values() {
            piece.force_update();
        }
    }
}

/// Looks which of the pieces below `root` come near the view of `root`'s scrolling frame, `frame` by its selector. The
/// first `at_once` pieces are there from the start. The pieces are those of `whole`: when that is another one, there may be
/// other pieces to watch.
#[hook]
pub fn use_near<T: PartialEq + 'static>(
    root: &NodeRef,
    frame: &'static str,
    at_once: usize,
    whole: T,
) -> Rc<Near> {
    let near = use_memo((), |()| Near::of_first(at_once));
    {
        let (root, near) = (root.clone(), near.clone());
        use_effect_with(whole, move |_| {
            let watch = root.cast::<Element>().and_then(|root| watch(&root, frame, near.clone()));
            let print = EventListener::new(&window(), "beforeprint", move |_| near.print());
            move || drop((watch, print))
        });
    }
    near
}

/// An observer and what it calls; it ends when this is dropped.
struct Watch {
    observer: IntersectionObserver,
    _tell: Closure<dyn FnMut(Array, IntersectionObserver)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// `None` where the browser refuses; then what is far is made when the person goes to it.
fn watch(root: &Element, frame: &str, near: Rc<Near>) -> Option<Watch> {
    let tell = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(
        move |entries: Array, observer: IntersectionObserver| {
            let came = entries.iter().filter_map(|entry| {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                let piece = entry.is_intersecting().then(|| entry.target())?;
                observer.unobserve(&piece);
                piece.get_attribute(NUMBER)?.parse().ok()
            });
            near.came(came);
        },
    );
    let options = IntersectionObserverInit::new();
    options.set_root(root.closest(frame).ok().flatten().as_ref());
    options.set_root_margin(MARGIN);
    let observer = IntersectionObserver::new_with_options(tell.as_ref().unchecked_ref(), &options).ok()?;
    let pieces = root.query_selector_all(&format!("[{NUMBER}]")).ok()?;
    (0..pieces.length())
        .filter_map(|place| pieces.item(place)?.dyn_into::<Element>().ok())
        .for_each(|piece| observer.observe(&piece));
    Some(Watch { observer, _tell: tell })
}
