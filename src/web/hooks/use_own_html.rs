//! HTML of our own making, for an element's `~innerHTML`.

use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::web::dom::trusted;

/// Marks HTML as our own, so that the page's policy lets it pass: every word of a person's or of a file's must be
/// escaped in it. As long as it is the same HTML, the answer is the same value, so that no element is made again.
#[hook]
pub fn use_own_html(html: &str) -> JsValue {
    let last = use_mut_ref(|| (JsValue::UNDEFINED, JsValue::UNDEFINED));
    let html = JsValue::from_str(html);
    let mut last = last.borrow_mut();
    if last.0 != html {
        *last = (html.clone(), trusted::own_html(&html));
    }
    last.1.clone()
}
