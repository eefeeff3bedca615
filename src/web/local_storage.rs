//! The browser's stores behind the port of the `storage` room.

use std::cell::Cell;
use std::collections::BTreeMap;

use gloo::storage::{LocalStorage, SessionStorage, Storage as _};
use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::edge::window;
use crate::annotation::{Kind, clean_scale};
use crate::session::Settings;
use crate::storage::{MemoryStorage, Storage, StorageError};
use crate::text::Snap;

/// One of the browser's stores, or the news that the browser forbids it.
#[derive(Clone, Copy, Debug)]
pub struct BrowserStorage {
    /// How to get at it, if it is allowed.
    store: Option<fn() -> web_sys::Storage>,
    /// Whether it is the one that every tab shares.
    is_local: bool,
}

impl BrowserStorage {
    /// `localStorage`: what every tab shares and every visit finds again.
    ///
    /// Looks whether the browser gives this page a store. gloo takes one for granted and would panic.
    pub fn local() -> Self {
        let is_allowed = matches!(window().local_storage(), Ok(Some(_)));
        Self { store: is_allowed.then_some(LocalStorage::raw), is_local: true }
    }

    /// `sessionStorage`: what this tab keeps until it is closed.
    pub fn of_tab() -> Self {
        let is_allowed = matches!(window().session_storage(), Ok(Some(_)));
        Self { store: is_allowed.then_some(SessionStorage::raw), is_local: false }
    }

    /// Takes note of what a write has changed, in UTF-16 units.
    fn note(self, before: usize, after: usize) {
        if self.is_local {
            USED.set(USED.get().map(|used| (used + after).saturating_sub(before)));
        }
    }

    /// Everything in the store at this moment. One text crosses from JavaScript instead of two for each record, which
    /// matters where there are thousands. `None` where the store is blocked, or holds text that no string of ours
    /// can hold (half a surrogate pair): then it has to be read record by record.
    pub fn snapshot(self) -> Option<MemoryStorage> {
        let all = js_sys::JSON::stringify(&self.raw().ok()?.into()).ok()?;
        let records: BTreeMap<String, String> = serde_json::from_str(&String::from(all)).ok()?;
        if self.is_local {
            // Everything is at hand: to measure it later would be to look at every record once more.
            USED.set(Some(records.iter().map(|(key, value)| utf16(key) + utf16(value)).sum()));
        }
        Some(MemoryStorage::with_records(records))
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
        let raw = self.raw()?;
        let before = size_of(&raw, key);
        raw.set_item(key, value).map_err(reason)?;
        self.note(before, utf16(key) + utf16(value));
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), StorageError> {
        let raw = self.raw()?;
        let before = size_of(&raw, key);
        raw.remove_item(key).map_err(reason)?;
        self.note(before, 0);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        let raw = self.raw()?;
        // One call for all keys: asking for them one by one crosses into JavaScript each time.
        Ok(js_sys::Object::keys(&raw).iter().filter_map(|key| key.as_string()).collect())
    }

    fn used(&self) -> Result<usize, StorageError> {
        if let Some(used) = USED.get().filter(|_| self.is_local) {
            return Ok(used);
        }
        // The strings stay on JavaScript's side, which joins ten thousand of them in less time than it takes to
        // ask for their lengths one by one.
        let raw = self.raw()?;
        let length = |list: js_sys::Array| list.join("").length() as usize;
        let used = length(js_sys::Object::keys(&raw)) + length(js_sys::Object::values(&raw));
        if self.is_local {
            USED.set(Some(used));
        }
        Ok(used)
    }
}

thread_local! {
    /// How much of `localStorage` is in use, in UTF-16 units, once it was measured and as long as nobody but this
    /// tab has written. Measuring looks at every record, which must not happen after every change.
    static USED: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Has the room in use measured afresh: another tab has written.
pub fn forget_room_used() {
    USED.set(None);
}

/// How much a key takes with its value, in UTF-16 units.
fn size_of(store: &web_sys::Storage, key: &str) -> usize {
    // The value stays on JavaScript's side: only its length is asked for.
    let value = Reflect::get(store, &key.into()).ok().and_then(|value| value.dyn_into::<JsString>().ok());
    value.map_or(0, |value| utf16(key) + value.length() as usize)
}

fn utf16(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
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

/// The key of the name under which a person annotates.
const ANNOTATOR: &str = "ascribe.annotator";

/// The key of the scale of verdicts that new articles get.
const SCALE: &str = "ascribe.scale";

/// Keeps a person's choice for the next visit. Without room it lasts until the page is closed, which does no harm.
pub fn keep(key: &str, value: &str) {
    let _ = BrowserStorage::local().set(key, value);
}

/// What [`keep`] kept on an earlier visit.
pub fn kept(key: &str) -> Option<String> {
    BrowserStorage::local().get(key).ok().flatten()
}

/// Forgets what was kept.
pub fn forget(key: &str) {
    let _ = BrowserStorage::local().remove(key);
}

/// Keeps settings for the next visit.
pub fn keep_settings(settings: Settings) {
    let sticky = settings.sticky.map_or("", Kind::name);
    let value = serde_json::json!([settings.snap.name(), sticky]).to_string();
    keep(SETTINGS, &value);
}

/// The settings of an earlier visit; what cannot be read is as usual.
pub fn kept_settings() -> Settings {
    let read = kept(SETTINGS).and_then(|json| serde_json::from_str::<(String, String)>(&json).ok());
    let (snap, sticky) = read.unwrap_or_default();
    Settings { snap: Snap::from_name(&snap).unwrap_or_default(), sticky: Kind::from_name(&sticky) }
}

/// Keeps the name under which a person annotates.
pub fn keep_annotator(name: &str) {
    keep(ANNOTATOR, name);
}

/// The name under which a person annotates; empty if they gave none.
pub fn kept_annotator() -> String {
    kept(ANNOTATOR).unwrap_or_default()
}

/// Keeps the verdicts of an article for new ones.
pub fn keep_scale(verdicts: &[String]) {
    keep(SCALE, &serde_json::json!(verdicts).to_string());
}

/// The verdicts for a new article: those that a person last gave one; empty for the usual ones.
pub fn kept_scale() -> Vec<String> {
    let read = kept(SCALE).and_then(|json| serde_json::from_str::<Vec<String>>(&json).ok());
    clean_scale(read.unwrap_or_default())
}
