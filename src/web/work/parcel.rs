//! Articles on their way between the page and the worker: as the records in which they are kept.
//!
//! Both programs read and write records anyway, so that neither needs another form of an article for this.

use std::collections::BTreeMap;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::annotation::Document;
use crate::storage::{MemoryStorage, RecordKey, Write, load, writes};

/// Packs an article: keys and values of its records, in turn.
pub fn pack(document: &Document) -> JsValue {
    let records = Array::new();
    for write in writes(None, Some(document)) {
        if let Write::Put { key, value } = write {
            records.push(&key.into());
            records.push(&value.into());
        }
    }
    records.into()
}

/// Unpacks what [`pack`] packed.
pub fn unpack(parcel: &JsValue) -> Option<Document> {
    let records: &Array = parcel.dyn_ref()?;
    let text = |place| records.get(place).as_string();
    let id = RecordKey::parse(&text(0)?)?.article();
    let pairs = (0..records.length()).step_by(2);
    let records: BTreeMap<_, _> = pairs.filter_map(|place| Some((text(place)?, text(place + 1)?))).collect();
    let (document, _) = load(&MemoryStorage::with_records(records), id).ok()?;
    document
}
