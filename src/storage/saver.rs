//! Saving as a consequence of state: compares what was saved with what is, and writes the difference.

use std::rc::Rc;

use super::record::{write_annotation, write_details};
use super::{RecordKey, Storage, StorageError, load, utf16_len};
use crate::annotation::Document;
use crate::session::{Entry, Library};

/// One write to the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Set a record.
    Put {
        /// Its key.
        key: String,
        /// Its value.
        value: String,
    },
    /// Remove a record.
    Remove {
        /// Its key.
        key: String,
    },
}

/// How much was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Records set or removed.
    pub records: usize,
    /// UTF-16 units of keys and values.
    pub characters: usize,
}

/// The writes that lead from one state of a document to another; `None` stands for "not stored".
///
/// The order keeps a store readable at every moment: an article's details are written after its text and
/// annotations and removed before them, so that a half-written article is never listed as one.
pub fn writes(before: Option<&Document>, after: Option<&Document>) -> Vec<Write> {
    let mut writes = Vec::new();
    let Some(id) = after.or(before).map(Document::id) else { return writes };
    let put = |key: RecordKey, value: String| Write::Put { key: key.to_string(), value };
    let remove = |key: RecordKey| Write::Remove { key: key.to_string() };

    if after.is_none() {
        writes.push(remove(RecordKey::Details(id)));
        writes.push(remove(RecordKey::Text(id)));
    }
    if let Some(after) = after
        && before.is_none_or(|before| !Rc::ptr_eq(&before.article.text, &after.article.text))
        && before.is_none_or(|before| before.article.text != after.article.text)
    {
        writes.push(put(RecordKey::Text(id), after.article.text.as_str().to_owned()));
    }
    let same_annotations = match (before, after) {
        (Some(before), Some(after)) => Rc::ptr_eq(&before.annotations, &after.annotations),
        _ => false,
    };
    if !same_annotations {
        // By id, both sides in one order, so that one walk finds every difference.
        let by_id = |document: Option<&Document>| {
            let mut all: Vec<_> =
                document.map(|d| d.annotations.iter().cloned().collect()).unwrap_or_default();
            all.sort_by_key(|annotation: &Rc<crate::annotation::Annotation>| annotation.id);
            all
        };
        let (old, new) = (by_id(before), by_id(after));
        for annotation in &new {
            let present = old.binary_search_by_key(&annotation.id, |other| other.id).ok().map(|at| &old[at]);
            if present != Some(annotation) {
                writes.push(put(RecordKey::Annotation(id, annotation.id), write_annotation(annotation)));
            }
        }
        for annotation in &old {
            if new.binary_search_by_key(&annotation.id, |other| other.id).is_err() {
                writes.push(remove(RecordKey::Annotation(id, annotation.id)));
            }
        }
    }
    if let Some(after) = after {
        let details = write_details(&after.article);
        if before.is_none_or(|before| write_details(&before.article) != details) {
            writes.push(put(RecordKey::Details(id), details));
        }
    }
    writes
}

/// How many UTF-16 units of the store a new document would take.
pub fn room_needed(document: &Document) -> usize {
    let size = |write: &Write| match write {
        Write::Put { key, value } => utf16_len(key) + utf16_len(value),
        Write::Remove { .. } => 0,
    };
    writes(None, Some(document)).iter().map(size).sum()
}

/// Knows what the store holds, and brings it up to date.
#[derive(Clone, Debug, Default)]
pub struct Saver {
    saved: Rc<Library>,
}

impl Saver {
    /// A saver for a store that holds these articles.
    pub fn new(saved: Rc<Library>) -> Self {
        Self { saved }
    }

    /// Writes what differs between the store and the library. Unkept articles are passed over.
    ///
    /// After an error everything written before it counts as saved, the rest is tried again by the next
    /// call; what is stored is never taken away to make room.
    pub fn save(&mut self, storage: &mut dyn Storage, library: &Rc<Library>) -> Result<Saved, StorageError> {
        let mut total = Saved::default();
        if Rc::ptr_eq(&self.saved, library) {
            return Ok(total);
        }
        let known = self.saved.clone();
        let ids = library.entries().chain(known.entries()).map(|(id, _)| id);
        let ids: std::collections::BTreeSet<_> = ids.collect();
        for id in ids {
            let before = match known.entry(id) {
                Some(Entry::Shelved(_)) => match library.entry(id) {
                    // Loaded or deleted since the last call, and perhaps changed: the store knows.
                    Some(Entry::Loaded(_)) | None => load(storage, id)?.0.map(Rc::new),
                    _ => continue,
                },
                Some(Entry::Loaded(document)) => Some(document.clone()),
                Some(Entry::Unkept(_)) | None => None,
            };
            let after = match library.entry(id) {
                Some(Entry::Shelved(_)) => continue,
                Some(Entry::Loaded(document)) => Some(document.clone()),
                Some(Entry::Unkept(_)) | None => None,
            };
            for write in writes(before.as_deref(), after.as_deref()) {
                perform(storage, &write)?;
                total.records += 1;
                total.characters += match &write {
                    Write::Put { key, value } => utf16_len(key) + utf16_len(value),
                    Write::Remove { key } => utf16_len(key),
                };
            }
            let saved = Rc::make_mut(&mut self.saved);
            match after {
                Some(document) => saved.set(id, Entry::Loaded(document)),
                None => saved.remove(id),
            };
        }
        self.saved = library.clone();
        Ok(total)
    }
}

fn perform(storage: &mut dyn Storage, write: &Write) -> Result<(), StorageError> {
    match write {
        Write::Put { key, value } => storage.set(key, value),
        Write::Remove { key } => storage.remove(key),
    }
}
