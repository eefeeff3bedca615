//! The browser's stores behind the port of the `storage` room.

use gloo::storage::{LocalStorage, SessionStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};

use super::edge::window;
use crate::annotation::{Kind, clean_scale};
use crate::session::Settings;
use crate::storage::{Storage, StorageError};
use crate::text::Snap;

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

/// The key of a person's settings.
const SETTINGS: &str = "ascribe.settings";

/// The key of the scale of verdicts that new articles get.
const SCALE: &str = "ascribe.scale";

/// Keeps settings for the next visit. Without room they last until the page is closed, which does no harm.
pub fn keep_settings(settings: Settings) {
    let sticky = settings.sticky.map_or("", Kind::name);
    let value = serde_json::json!([settings.snap.name(), sticky]).to_string();
    let _ = BrowserStorage::local().set(SETTINGS, &value);
}

/// The settings of an earlier visit; what cannot be read is as usual.
pub fn kept_settings() -> Settings {
    let kept = BrowserStorage::local().get(SETTINGS).ok().flatten();
    let read = kept.and_then(|json| serde_json::from_str::<(String, String)>(&json).ok());
    let (snap, sticky) = read.unwrap_or_default();
    Settings { snap: Snap::from_name(&snap).unwrap_or_default(), sticky: Kind::from_name(&sticky) }
}

/// Keeps the verdicts of an article for new ones.
pub fn keep_scale(verdicts: &[String]) {
    let _ = BrowserStorage::local().set(SCALE, &serde_json::json!(verdicts).to_string());
}

/// The verdicts for a new article: those that a person last gave one; empty for the usual ones.
pub fn kept_scale() -> Vec<String> {
    let kept = BrowserStorage::local().get(SCALE).ok().flatten();
    let read = kept.and_then(|json| serde_json::from_str::<Vec<String>>(&json).ok());
    clean_scale(read.unwrap_or_default())
}
