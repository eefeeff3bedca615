//! What is put on the clipboard.

use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::web::edge::window;

/// Puts a text on the clipboard and says whether the browser allowed it.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let promise = window().navigator().clipboard().write_text(text);
    spawn_local(async move { done(JsFuture::from(promise).await.is_ok()) });
}
