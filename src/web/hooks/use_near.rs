//! Which pieces of a long page have come near the view: what is far away need not be made before anybody looks.

use std::collections::BTreeSet;
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
#[derive(Clone, Default, PartialEq)]
struct Near {
    pieces: Rc<BTreeSet<usize>>,
    /// Everything counts as near, because it goes onto paper.
    all: bool,
}

enum Came {
    Pieces(Vec<usize>),
    Print,
}

impl Reducible for Near {
    type Action = Came;

    fn reduce(self: Rc<Self>, came: Came) -> Rc<Self> {
        match came {
            Came::Print => Rc::new(Self { all: true, ..(*self).clone() }),
            Came::Pieces(numbers) if numbers.iter().all(|number| self.pieces.contains(number)) => self,
            Came::Pieces(numbers) => {
                let pieces = self.pieces.iter().copied().chain(numbers).collect();
                Rc::new(Self { pieces: Rc::new(pieces), all: self.all })
            }
        }
    }
}

/// Says of each piece below `root` whether it is or was near the view of `root`'s scrolling frame, `frame` by its
/// selector. The first `at_once` pieces are there from the start. The pieces are those of `whole`: when that is another
/// one, there may be other pieces to watch.
#[hook]
pub fn use_near<T: PartialEq + 'static>(
    root: &NodeRef,
    frame: &'static str,
    at_once: usize,
    whole: T,
) -> impl Fn(usize) -> bool + 'static {
    let near = use_reducer(Near::default);
    {
        let (root, near) = (root.clone(), near.dispatcher());
        use_effect_with(whole, move |_| {
            let watch = root.cast::<Element>().and_then(|root| watch(&root, frame, near.clone()));
            let print = EventListener::new(&window(), "beforeprint", move |_| near.dispatch(Came::Print));
            move || drop((watch, print))
        });
    }
    let near = (*near).clone();
    move |number| number < at_once || near.all || near.pieces.contains(&number)
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
fn watch(root: &Element, frame: &str, near: UseReducerDispatcher<Near>) -> Option<Watch> {
    let tell = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(
        move |entries: Array, observer: IntersectionObserver| {
            let came = entries.iter().filter_map(|entry| {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                let piece = entry.is_intersecting().then(|| entry.target())?;
                observer.unobserve(&piece);
                piece.get_attribute(NUMBER)?.parse().ok()
            });
            let came: Vec<usize> = came.collect();
            if !came.is_empty() {
                near.dispatch(Came::Pieces(came));
            }
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
