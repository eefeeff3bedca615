//! The browser's promise not to clear what is stored when the disk gets full.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use super::edge::window;

/// The browser's storage manager. It is missing on unsafe origins, where web-sys would take it for granted.
fn manager() -> Option<StorageManager> {
    Reflect::get(&window().navigator(), &"storage".into()).ok()?.dyn_into().ok()
}

/// Whether the promise was given; `None` if the browser does not say.
pub async fn is_kept_for_good() -> Option<bool> {
    JsFuture::from(manager()?.persisted().ok()?).await.ok()?.as_bool()
}

/// Asks for the promise and gives the answer; `None` if the browser does not say. Some browsers decide by
/// themselves, others ask the person.
pub async fn ask_to_keep() -> Option<bool> {
    JsFuture::from(manager()?.persist().ok()?).await.ok()?.as_bool()
}
