//! What may wait until the frame is painted: the answer to a key is the highlight, and the panel follows it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;

use crate::web::edge::window;

/// How long what waits has to wait at most, in milliseconds: a tab that nobody looks at paints no frames.
const PATIENCE: u32 = 100;

/// Follows a value one frame later, where `waits` says so of the value shown and the new one; otherwise at once. Of
/// several values that come within a frame only the last one is shown, so nothing older ever comes after something newer.
#[hook]
pub fn use_after_paint<T, F>(now: &T, waits: F) -> T
where
    T: Clone + PartialEq + 'static,
    F: FnOnce(&T, &T) -> bool,
{
    let shown = use_mut_ref(|| now.clone());
    let update = use_force_update();
    let is_waiting = waits(&shown.borrow(), now);
    if !is_waiting {
        shown.borrow_mut().clone_from(now);
    }
    {
        let (shown, update, now) = (shown.clone(), update, is_waiting.then(|| now.clone()));
        use_effect_with(now, move |now| {
            let wait = now.clone().map(|now| {
                Wait::new(move || {
                    shown.borrow_mut().clone_from(&now);
                    update.force_update();
                })
            });
            move || drop(wait)
        });
    }
    shown.borrow().clone()
}

/// A call after the next frame; it is not made if this is dropped before.
struct Wait {
    frame: Option<i32>,
    _ask: Closure<dyn FnMut()>,
    _after: Rc<RefCell<Option<Timeout>>>,
    _late: Timeout,
}

impl Wait {
    fn new(call: impl Fn() + Clone + 'static) -> Self {
        let late = Timeout::new(PATIENCE, call.clone());
        // What is asked for before a frame runs before it is painted; a task of its own runs after it.
        let after = Rc::new(RefCell::new(None));
        let ask = {
            let after = after.clone();
            Closure::<dyn FnMut()>::new(move || *after.borrow_mut() = Some(Timeout::new(0, call.clone())))
        };
        let frame = window().request_animation_frame(ask.as_ref().unchecked_ref()).ok();
        Self { frame, _ask: ask, _after: after, _late: late }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let Some(frame) = self.frame {
            // It fails only if there is no such frame any more.
            let _ = window().cancel_animation_frame(frame);
        }
    }
}
