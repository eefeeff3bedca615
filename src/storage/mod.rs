//! How articles are kept: one small record for each thing that can change, under short keys.
//!
//! ```text
//! a1.d.<article>               the article's details     a JSON object
//! a1.t.<article>               its text                  as it is, normalised
//! a1.n.<article>.<annotation>  one annotation            a JSON array
//! a1.s.<article>.<source>      one source                a JSON object
//! a1.v.<article>.<until>       an earlier text           a JSON object
//! ```
//!
//! Ids are in base 62. A change writes one record, however long the article and however many the
//! annotations; two tabs that edit different annotations write different keys; a damaged record costs one
//! annotation. `a1` is the layout's version: a later layout takes another prefix and leaves these alone.
//!
//! Invariant: this room decides what is written and reads what it finds; it never decides where. Whatever
//! it finds, it answers with what can be read and a list of what cannot, and deletes nothing.

mod elsewhere;
mod fields;
mod journal;
mod memory;
mod record;
mod saver;
mod shelf;
mod undo;
mod version;

pub use elsewhere::{News, news};
pub use journal::{STAMP, journal_entry, recover, set_stamp, stamp};
pub use memory::MemoryStorage;
pub use record::{RecordError, RecordKey, read_passages, write_passages};
pub use saver::{Saved, Saver, Write, room_needed, writes};
pub use shelf::{Damaged, load, load_hashed, shelf, shelf_beside, text_of};
pub use undo::{Histories, UndoSaver, load_histories};

use std::fmt;

/// Why the store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// There is no room left.
    Full,
    /// The browser forbids storage here.
    Blocked,
    /// Something else, in the store's own words.
    Failed(String),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => {
                f.write_str("this browser’s storage is full. Export your work, then delete old articles")
            }
            Self::Blocked => {
                f.write_str("this browser blocks storage for this page. Export your work before you leave")
            }
            Self::Failed(why) => write!(f, "this browser’s storage failed ({why}). Export your work"),
        }
    }
}

impl std::error::Error for StorageError {}

/// A store of strings by key, as `localStorage` is one: the port through which everything is kept.
pub trait Storage {
    /// The value of a key, or `None`.
    fn get(&self, key: &str) -> Result<Option<String>, StorageError>;
    /// Sets a key. On an error the key keeps the value it had.
    fn set(&mut self, key: &str, value: &str) -> Result<(), StorageError>;
    /// Removes a key; one that is not there is no error.
    fn remove(&mut self, key: &str) -> Result<(), StorageError>;
    /// Every key, in no order.
    fn keys(&self) -> Result<Vec<String>, StorageError>;
    /// Every key that begins like this, in no order.
    fn keys_with(&self, beginning: &str) -> Result<Vec<String>, StorageError> {
        Ok(self.keys()?.into_iter().filter(|key| key.starts_with(beginning)).collect())
    }

    /// How much of the store is in use, in characters of keys and values together, as browsers count their
    /// quota (UTF-16 units). What other pages of the same origin keep is counted too: the room is shared.
    fn used(&self) -> Result<usize, StorageError> {
        let mut used = 0;
        for key in self.keys()? {
            used += utf16_len(&key) + self.get(&key)?.map_or(0, |value| utf16_len(&value));
        }
        Ok(used)
    }
}

/// What browsers give one origin in `localStorage`, in UTF-16 units: 5 MiB of them in Chromium and Firefox
/// (which count ten or five megabytes of bytes; the smaller reading is taken).
pub const QUOTA: usize = 5 * 1024 * 1024;

fn utf16_len(text: &str) -> usize {
    // ASCII, which nearly all records are, need not be walked by character.
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}
