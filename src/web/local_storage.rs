//! The browser's stores behind the port of the `storage` room.

use gloo::storage::{LocalStorage, SessionStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};

use super::edge::window;
use crate::storage::{Storage, StorageError};

/// One of the browser's stores, or the news that the browser forbids it.
#[derive(Clone, Copy, Debug)]
pub struct BrowserStorage {
    /// How to get at it, if it is allowed.
    store: Option<fn() -> web_sys::Storage>,
}

impl BrowserStorage {
    /// `localStorage`: what every tab shares and every visit finds again.
    ///
    /// Looks whether the browser gives this page a store. gloo takes one for granted and would panic.
    pub fn local() -> Self {
        let is_allowed = matches!(window().local_storage(), Ok(Some(_)));
        Self { store: is_allowed.then_some(LocalStorage::raw) }
    }

    /// `sessionStorage`: what this tab keeps until it is closed.
    pub fn of_tab() -> Self {
        let is_allowed = matches!(window().session_storage(), Ok(Some(_)));
        Self { store: is_allowed.then_some(SessionStorage::raw) }
    }

    fn raw(self) -> Result<web_sys::Storage, StorageError> {
        self.store.map(|store| store()).ok_or(StorageError::Blocked)
    }
}

impl Storage for BrowserStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.raw()?.get_item(key).map_err(reason)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StorageError> {
        self.raw()?.set_item(key, value).map_err(reason)
    }

    fn remove(&mut self, key: &str) -> Result<(), StorageError> {
        self.raw()?.remove_item(key).map_err(reason)
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        let raw = self.raw()?;
        // One call for all keys: asking for them one by one crosses into JavaScript each time.
        Ok(js_sys::Object::keys(&raw).iter().filter_map(|key| key.as_string()).collect())
    }

    fn used(&self) -> Result<usize, StorageError> {
        // The strings stay on JavaScript's side: only their lengths are asked for.
        let raw = self.raw()?;
        let length = |list: js_sys::Array| -> usize {
            list.iter().map(|text| js_sys::JsString::from(text).length() as usize).sum()
        };
        Ok(length(js_sys::Object::keys(&raw)) + length(js_sys::Object::values(&raw)))
    }
}

/// What a thrown value means. Browsers throw a `DOMException` with a telling name.
fn reason(thrown: JsValue) -> StorageError {
    let error = thrown.dyn_ref::<js_sys::Error>();
    let text =
        |part: fn(&js_sys::Error) -> js_sys::JsString| error.map(part).map(String::from).unwrap_or_default();
    match text(js_sys::Error::name).as_str() {
        // Firefox has its own name for it.
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StorageError::Full,
        "SecurityError" => StorageError::Blocked,
        name => StorageError::Failed(format!("{name}: {}", text(js_sys::Error::message))),
    }
}
