//! The journal of writes in IndexedDB, the one store of a browser that says when a write is on the disk.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::edge::window;

const DATABASE: &str = "ascribe";
const ENTRIES: &str = "journal";

/// How long opening may take, in milliseconds, before the page starts without a journal: a database that
/// another program holds must not keep anybody from their articles.
const PATIENCE: i32 = 1_500;

/// How long entries are kept, in microseconds. Chromium writes local storage to the disk at least once a minute
/// while work goes on; an hour leaves room for browsers that take longer.
const KEPT: f64 = 3_600.0 * 1e6;

/// The journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Journal {
    database: IdbDatabase,
}

impl Journal {
    /// Opens the journal; `None` where the browser gives none.
    pub async fn open() -> Option<Self> {
        let request = window().indexed_db().ok()??.open_with_u32(DATABASE, 1).ok()?;
        let upgrade = {
            let request = request.clone();
            Closure::once_into_js(move || {
                let database =
                    request.result().ok().and_then(|database| database.dyn_into::<IdbDatabase>().ok());
                // It fails only if the store is there already.
                let _ = database.map(|database| database.create_object_store(ENTRIES));
            })
        };
        request.set_onupgradeneeded(upgrade.dyn_ref());
        let opened = Promise::race(&Array::of2(&answer(open_request(&request)), &timeout()));
        let database = JsFuture::from(opened).await.ok()?.dyn_into().ok()?;
        Some(Self { database })
    }

    /// Every entry later than a stamp, in the order of the stamps.
    pub async fn entries_after(&self, stamp: u64) -> Vec<String> {
        let request = self.transaction("readonly").and_then(|(_, entries)| {
            let later = IdbKeyRange::lower_bound_with_open(&key(stamp), true).ok()?;
            entries.get_all_with_key(&later).ok()
        });
        let Some(request) = request else { return Vec::new() };
        let found = JsFuture::from(answer(&request)).await.unwrap_or_default();
        Array::from(&found).iter().filter_map(|entry| entry.as_string()).collect()
    }

    /// Forgets everything.
    pub fn clear(&self) {
        if let Some((_, entries)) = self.transaction("readwrite") {
            // What stays is passed over when it is read.
            let _ = entries.clear();
        }
    }

    /// Adds an entry and calls back when it is on the disk, or when it will never be.
    pub fn append(&self, stamp: u64, entry: &str, done: impl FnOnce() + 'static) {
        let Some((transaction, entries)) = self.transaction("readwrite") else {
            done();
            return;
        };
        let _ = entries.put_with_key(&JsValue::from_str(entry), &key(stamp));
        let stamp = key(stamp).as_f64().unwrap_or_default();
        if let Ok(old) = IdbKeyRange::upper_bound(&JsValue::from_f64(stamp - KEPT)) {
            let _ = entries.delete(&old);
        }
        // Exactly one of the two events comes.
        let finished = Closure::once_into_js(done);
        transaction.set_oncomplete(finished.dyn_ref());
        transaction.set_onabort(finished.dyn_ref());
    }

    /// A transaction that is complete only when it is on the disk (`durability: "strict"`), with its store.
    fn transaction(&self, mode: &str) -> Option<(IdbTransaction, IdbObjectStore)> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).ok()?;
        // web-sys has no stable binding that takes the options.
        let begin: Function = Reflect::get(&self.database, &"transaction".into()).ok()?.dyn_into().ok()?;
        let transaction = begin.call3(&self.database, &ENTRIES.into(), &mode.into(), &options).ok()?;
        let transaction: IdbTransaction = transaction.dyn_into().ok()?;
        let entries = transaction.object_store(ENTRIES).ok()?;
        Some((transaction, entries))
    }
}

fn open_request(request: &IdbOpenDbRequest) -> &IdbRequest {
    request
}

/// A stamp as a key. Microseconds since 1970 stay below 2^53 until the year 2255.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn key(stamp: u64) -> JsValue {
    JsValue::from_f64(stamp as f64)
}

/// A request as a promise of its result.
fn answer(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let success = {
            let request = request.clone();
            Closure::once_into_js(move || {
                let result = request.result().unwrap_or(JsValue::UNDEFINED);
                let _ = resolve.call1(&JsValue::UNDEFINED, &result);
            })
        };
        request.set_onsuccess(success.dyn_ref());
        request.set_onerror(Some(&reject));
    })
}

fn timeout() -> Promise {
    Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PATIENCE);
    })
}
