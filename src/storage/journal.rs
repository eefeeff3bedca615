//! What has been written and may not have reached the disk yet.
//!
//! A browser tells nobody when it writes `localStorage` to the disk: Chromium waits at least five seconds, and
//! longer while work goes on. If it dies before, what a page was told is stored is gone. So every write is
//! also put into a journal, in a store whose writes can be awaited; after a crash the journal has what the
//! store lost.
//!
//! Both carry a stamp that grows. The store's own stamp ([`STAMP`]) goes to the disk together with the records
//! beside it; every entry of the journal with a later stamp was lost and is written again, in order.

use serde::{Deserialize, Serialize};

use super::record::to_json;
use super::{Storage, StorageError, Write};

/// The key of the stamp of the last write.
pub const STAMP: &str = "ascribe.stamp";

#[derive(Serialize, Deserialize)]
struct Entry {
    at: u64,
    writes: Vec<(String, Option<String>)>,
}

/// An entry of the journal: the writes that were made at one moment. `at` is the stamp, in microseconds.
pub fn journal_entry(at: u64, writes: &[Write]) -> String {
    let pair = |write: &Write| match write {
        Write::Put { key, value } => (key.clone(), Some(value.clone())),
        Write::Remove { key } => (key.clone(), None),
    };
    to_json(&Entry { at, writes: writes.iter().map(pair).collect() })
}

/// The stamp of a store; `None` for one that is new or was emptied.
pub fn stamp(storage: &dyn Storage) -> Result<Option<u64>, StorageError> {
    Ok(storage.get(STAMP)?.and_then(|stamp| stamp.parse().ok()))
}

/// Sets the stamp of a store.
pub fn set_stamp(storage: &mut dyn Storage, at: u64) -> Result<(), StorageError> {
    storage.set(STAMP, &at.to_string())
}

/// Writes again what a store has lost since its last stamp; gives how many entries that were. The entries come
/// in the order of their stamps; one that cannot be read is passed over.
pub fn recover(storage: &mut dyn Storage, entries: &[String]) -> Result<usize, StorageError> {
    let last = stamp(storage)?.unwrap_or_default();
    let mut recovered = 0;
    for entry in entries.iter().filter_map(|entry| serde_json::from_str::<Entry>(entry).ok()) {
        if entry.at <= last {
            continue;
        }
        for (key, value) in entry.writes {
            match value {
                Some(value) => storage.set(&key, &value)?,
                None => storage.remove(&key)?,
            }
        }
        set_stamp(storage, entry.at)?;
        recovered += 1;
    }
    Ok(recovered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryStorage;

    fn put(key: &str, value: &str) -> Write {
        Write::Put { key: key.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn what_came_after_the_stamp_is_written_again() {
        let remove = Write::Remove { key: "a".to_owned() };
        let entries = [
            journal_entry(1, &[put("a", "old"), put("b", "1")]),
            journal_entry(2, &[put("a", "new")]),
            "damaged".to_owned(),
            journal_entry(3, &[remove, put("c", "3")]),
        ];
        // stamp on the disk, what is on it, what is there after recovering, entries recovered
        let cases = [
            (Some(3), [("b", "1"), ("c", "3")].as_slice(), "b=1 c=3", 0),
            (Some(2), &[("a", "new"), ("b", "1")], "b=1 c=3", 1),
            (Some(1), &[("a", "old"), ("b", "1")], "b=1 c=3", 2),
            (Some(0), &[], "b=1 c=3", 3),
            (None, &[], "b=1 c=3", 3),
        ];
        for (at, there, expected, count) in cases {
            let mut storage = MemoryStorage::new();
            for (key, value) in there {
                storage.set(key, value).expect("memory takes it");
            }
            if let Some(at) = at {
                set_stamp(&mut storage, at).expect("memory takes it");
            }
            assert_eq!(recover(&mut storage, &entries), Ok(count), "{at:?}");
            let records = storage.records().iter().filter(|(key, _)| *key != STAMP);
            let drawn: Vec<_> = records.map(|(key, value)| format!("{key}={value}")).collect();
            assert_eq!(drawn.join(" "), expected, "{at:?}");
            assert_eq!(recover(&mut storage, &entries), Ok(0), "a second time there is nothing to do");
        }
    }
}
