//! The room that an on-screen keyboard leaves.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::web::dom::view;
use crate::web::edge::{document, is_text_field, window};

/// How much of the window something must cover to be a keyboard, in pixels: the browser's own bars cover less.
const LEAST: f64 = 120.0;

/// Fits the page into what the on-screen keyboard leaves of the window. Most browsers lay the keyboard over the page and
/// tell only of a smaller view; a page as high as the window would have its fields under the keys.
#[hook]
pub fn use_keyboard() {
    use_effect_with((), |()| {
        let listeners = window()
            .visual_viewport()
            .map(|port| ["resize", "scroll"].map(|event| EventListener::new(&port, event, |_| fit())));
        move || {
            drop(listeners);
            lay_out(None);
        }
    });
}

fn fit() {
    let Some(port) = window().visual_viewport() else { return };
    let whole = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    // Who has magnified the page sees a part of it, and there it stays.
    let is_magnified = (port.scale() - 1.0).abs() > 0.01;
    let is_covered = !is_magnified && whole - port.height() > LEAST;
    lay_out(is_covered.then(|| (port.offset_top(), port.height())));
    if let Some(field) = view::focused().filter(|field| is_covered && is_text_field(field)) {
        view::reveal_nearest(&field);
    }
}

/// Gives the page a part of the window, by its top and height in pixels, or all of it.
fn lay_out(part: Option<(f64, f64)>) {
    let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    // These fail for names that are none; both are.
    let _ = root.toggle_attribute_with_force("data-keyboard", part.is_some());
    let properties =
        [("--view-top", part.map(|(top, _)| top)), ("--view-height", part.map(|(_, height)| height))];
    for (name, value) in properties {
        let _ = match value {
            Some(value) => root.style().set_property(name, &format!("{value}px")),
            None => root.style().remove_property(name).map(drop),
        };
    }
}
