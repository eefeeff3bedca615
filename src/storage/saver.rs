//! Saving as a consequence of state: compares what was saved with what is, and writes the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::fields::{read_source, write_source};
use super::record::{read_annotation, read_details, version_of, write_annotation, write_details};
use super::version::write_version;
use super::{RecordError, RecordKey, Storage, StorageError, load, utf16_len};
use crate::annotation::{Document, Version};
use crate::identity::ArticleId;
use crate::session::{Elsewhere, Entry, Library};
use crate::text::ArticleText;

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
/// annotations and removed before them, so that a half-written article is never listed as one. What is
/// removed goes first, because it makes room for the rest. A text that takes the place of another one is written
/// last, after the version that has the other one and after what was moved along: it is what other tabs wait for.
pub fn writes(before: Option<&Document>, after: Option<&Document>) -> Vec<Write> {
    let mut writes = Vec::new();
    let Some(id) = after.or(before).map(Document::id) else { return writes };
    let put = |key: RecordKey, value: String| Write::Put { key: key.to_string(), value };
    let remove = |key: RecordKey| Write::Remove { key: key.to_string() };

    if after.is_none() {
        writes.push(remove(RecordKey::Details(id)));
        writes.push(remove(RecordKey::Text(id)));
    }
    let annotations = |document: Option<&Document>| document.map(|document| document.annotations.clone());
    let (old, new) = (annotations(before).unwrap_or_default(), annotations(after).unwrap_or_default());
    let (gone, changed) = differences(old.as_slice(), new.as_slice(), |annotation| annotation.id);
    writes.extend(gone.into_iter().map(|gone| remove(RecordKey::Annotation(id, gone))));
    let sources = |document: Option<&Document>| document.map(|document| document.sources.clone());
    let (old, new) = (sources(before).unwrap_or_default(), sources(after).unwrap_or_default());
    let (gone, spoken) = differences(old.as_slice(), new.as_slice(), |source| source.id);
    writes.extend(gone.into_iter().map(|gone| remove(RecordKey::Source(id, gone))));
    let is_new_text = |after: &Document| {
        before.is_none_or(|before| {
            !Rc::ptr_eq(&before.article.text, &after.article.text)
                && before.article.text != after.article.text
        })
    };
    let text = after.filter(|after| is_new_text(after));
    let text = text.map(|after| put(RecordKey::Text(id), after.article.text.as_str().to_owned()));
    let (mut first, mut last) = (text, None);
    if before.is_some() {
        std::mem::swap(&mut first, &mut last);
    }
    writes.extend(first);
    let old = before.map(versions).unwrap_or_default();
    let new = after.map(versions).unwrap_or_default();
    for (version, next) in &new {
        let is_same = |(before, before_next): &(&Rc<Version>, &Rc<ArticleText>)| {
            before == version && (Rc::ptr_eq(before_next, next) || before_next == next)
        };
        if !old.iter().any(is_same) {
            writes.push(put(RecordKey::Version(id, version.until.millis()), write_version(version, next)));
        }
    }
    for source in spoken {
        writes.push(put(RecordKey::Source(id, source.id), write_source(&source)));
    }
    for annotation in changed {
        writes.push(put(RecordKey::Annotation(id, annotation.id), write_annotation(&annotation)));
    }
    if let Some(after) = after {
        let is_same = |before: &Document| {
            Rc::ptr_eq(&before.article, &after.article)
                || write_details(&before.article) == write_details(&after.article)
        };
        if !before.is_some_and(is_same) {
            writes.push(put(RecordKey::Details(id), write_details(&after.article)));
        }
    }
    writes.extend(last);
    let until = |versions: &[(&Rc<Version>, &Rc<ArticleText>)]| -> BTreeSet<i64> {
        versions.iter().map(|(version, _)| version.until.millis()).collect()
    };
    let gone = &until(&old) - &until(&new);
    writes.extend(gone.into_iter().map(|until| remove(RecordKey::Version(id, until))));
    writes
}

/// The earlier texts of a document, each with the one that took its place.
fn versions(document: &Document) -> Vec<(&Rc<Version>, &Rc<ArticleText>)> {
    let texts = document.versions.iter().map(|version| &version.text);
    let next = texts.skip(1).chain([&document.article.text]);
    document.versions.iter().zip(next).collect()
}

/// The ids of the things that only the first list has, and the things of the second that the first does not have
/// or has otherwise.
fn differences<T: PartialEq, I: Ord + Copy>(
    before: &[Rc<T>],
    after: &[Rc<T>],
    id: fn(&T) -> I,
) -> (Vec<I>, Vec<Rc<T>>) {
    // Nearly everything is the very same value on both sides: what stands at both ends is passed over by pointer,
    // so that the cost of finding one change is that of walking there.
    let same = |(a, b): &(&Rc<T>, &Rc<T>)| Rc::ptr_eq(a, b);
    let prefix = before.iter().zip(after).take_while(same).count();
    let (old, new) = (&before[prefix..], &after[prefix..]);
    let suffix = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    // The rest by id, both sides in one order, so that each difference is found by halving.
    let by_id = |rest: &[Rc<T>]| {
        let mut rest = rest[..rest.len() - suffix].to_vec();
        rest.sort_by_key(|thing| id(thing));
        rest
    };
    let (old, new) = (by_id(old), by_id(new));
    let find = |list: &[Rc<T>], wanted: I| list.binary_search_by_key(&wanted, |thing| id(thing)).ok();
    let gone = old.iter().map(|thing| id(thing)).filter(|id| find(&new, *id).is_none()).collect();
    let is_new = |thing: &Rc<T>| find(&old, id(thing)).map(|place| &old[place]) != Some(thing);
    let changed = new.iter().filter(|thing| is_new(thing)).cloned().collect();
    (gone, changed)
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
    /// The keys that were written for an article before one of its writes failed: what they hold is no
    /// longer what `saved` says.
    half_written: BTreeMap<ArticleId, BTreeSet<String>>,
    /// What was written since it was last asked for.
    written: Vec<Write>,
}

impl Saver {
    /// A saver for a store that holds these articles.
    pub fn new(saved: Rc<Library>) -> Self {
        Self { saved, ..Self::default() }
    }

    /// Learns that another tab has stored something, so that it is not written again: by then, that tab may
    /// have stored something else.
    pub fn learn(&mut self, elsewhere: &Elsewhere) {
        Rc::make_mut(&mut self.saved).take(elsewhere);
    }

    /// Takes what was written since the last call, also by calls that failed in the end, in the order of
    /// writing.
    pub fn take_written(&mut self) -> Vec<Write> {
        std::mem::take(&mut self.written)
    }

    /// Learns that the store was emptied: the next call writes everything that is loaded.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Writes what differs between the store and the library. Unkept articles are passed over.
    ///
    /// Articles that are gone are removed first, because that makes room. One that cannot be written keeps
    /// no other from being saved; it is tried again by the next call, and until then everything that was
    /// written of it is remembered, so that going back to an earlier state is saved too. What is stored is
    /// never taken away to make room, and a record of a newer version of Ascribe is never written over.
    pub fn save(&mut self, storage: &mut dyn Storage, library: &Rc<Library>) -> Result<Saved, StorageError> {
        let mut total = Saved::default();
        if Rc::ptr_eq(&self.saved, library) && self.half_written.is_empty() {
            return Ok(total);
        }
        let known = self.saved.clone();
        let ids: BTreeSet<_> = library
            .entries()
            .chain(known.entries())
            .map(|(id, _)| id)
            .chain(self.half_written.keys().copied())
            .collect();
        let (kept, gone): (Vec<_>, Vec<_>) = ids.into_iter().partition(|id| library.entry(*id).is_some());
        let mut failed = None;
        for id in gone.into_iter().chain(kept) {
            match self.save_article(storage, id, known.entry(id), library.entry(id)) {
                Ok(saved) => {
                    total.records += saved.records;
                    total.characters += saved.characters;
                }
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        if let Some(error) = failed {
            return Err(error);
        }
        self.saved = library.clone();
        Ok(total)
    }

    fn save_article(
        &mut self,
        storage: &mut dyn Storage,
        id: ArticleId,
        known: Option<&Entry>,
        wanted: Option<&Entry>,
    ) -> Result<Saved, StorageError> {
        let mut saved = Saved::default();
        let after = match wanted {
            Some(Entry::Shelved(_)) => return Ok(saved),
            Some(Entry::Loaded(document)) => Some(document.clone()),
            Some(Entry::Unkept(_)) | None => None,
        };
        let before = match known {
            // Loaded or deleted since the last call, and perhaps changed: the store knows.
            Some(Entry::Shelved(_)) => load(storage, id)?.0.map(Rc::new),
            Some(Entry::Loaded(document)) => Some(document.clone()),
            Some(Entry::Unkept(_)) | None => None,
        };
        let is_same = matches!((&before, &after), (Some(before), Some(after)) if Rc::ptr_eq(before, after));
        if is_same && !self.half_written.contains_key(&id) {
            return Ok(saved);
        }
        // Somebody may have emptied the store behind this page's back: then all of it is written again.
        let is_there = storage.get(&RecordKey::Details(id).to_string())?.is_some();
        let present = before.as_deref().filter(|_| is_there || after.is_none());
        let mut writes = writes(present, after.as_deref());
        if let Some(keys) = self.half_written.get(&id) {
            writes = also_writing(keys, writes, after.as_deref());
        }
        let mut done = BTreeSet::new();
        let written = refuse_newer(storage, &writes).and_then(|()| {
            writes.iter().try_for_each(|write| {
                perform(storage, write)?;
                saved.records += 1;
                saved.characters += match write {
                    Write::Put { key, value } => utf16_len(key) + utf16_len(value),
                    Write::Remove { key } => utf16_len(key),
                };
                done.insert(write.key().to_owned());
                self.written.push(write.clone());
                Ok(())
            })
        });
        let stored = if written.is_ok() { after } else { before };
        let library = Rc::make_mut(&mut self.saved);
        match stored {
            Some(document) => library.set(id, Entry::Loaded(document)),
            None => library.remove(id),
        };
        match written {
            Ok(()) => {
                self.half_written.remove(&id);
            }
            Err(_) if done.is_empty() => {}
            Err(_) => self.half_written.entry(id).or_default().append(&mut done),
        }
        written.map(|()| saved)
    }
}

impl Write {
    fn key(&self) -> &str {
        match self {
            Self::Put { key, .. } | Self::Remove { key } => key,
        }
    }
}

/// The same writes, and with them those that bring these keys to what they are to be, in the order of
/// [`writes`].
fn also_writing(keys: &BTreeSet<String>, planned: Vec<Write>, after: Option<&Document>) -> Vec<Write> {
    let whole = writes(None, after);
    let to_put: BTreeSet<&str> = whole.iter().map(Write::key).collect();
    let (puts, mut all): (Vec<_>, Vec<_>) =
        planned.into_iter().partition(|write| matches!(write, Write::Put { .. }));
    for key in keys {
        if !to_put.contains(key.as_str()) && all.iter().all(|write| write.key() != key) {
            all.push(Write::Remove { key: key.clone() });
        }
    }
    let planned: BTreeSet<String> = puts.iter().map(|write| write.key().to_owned()).collect();
    all.extend(whole.into_iter().filter(|write| planned.contains(write.key()) || keys.contains(write.key())));
    all
}

/// An error if one of these writes would replace a record of a newer version.
fn refuse_newer(storage: &dyn Storage, writes: &[Write]) -> Result<(), StorageError> {
    for write in writes {
        let Write::Put { key, .. } = write else { continue };
        let Some(present) = storage.get(key)? else { continue };
        let why = match RecordKey::parse(key) {
            Some(RecordKey::Details(_)) => read_details(&present).err(),
            Some(RecordKey::Annotation(_, id)) => read_annotation(id, &present).err(),
            Some(RecordKey::Source(_, id)) => read_source(id, &present).err(),
            Some(RecordKey::Version(..)) => match version_of(&present) {
                Ok(version) if version > super::version::VERSION => Some(RecordError::Newer { version }),
                _ => None,
            },
            Some(RecordKey::Text(_)) | None => None,
        };
        if let Some(RecordError::Newer { .. }) = why {
            let why = "a newer version of Ascribe wrote the same article here; open it there";
            return Err(StorageError::Failed(why.to_owned()));
        }
    }
    Ok(())
}

fn perform(storage: &mut dyn Storage, write: &Write) -> Result<(), StorageError> {
    match write {
        Write::Put { key, value } => storage.set(key, value),
        Write::Remove { key } => storage.remove(key),
    }
}
