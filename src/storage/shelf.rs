//! Reads what is stored: the list of articles, and one article with its annotations.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::fields::read_source;
use super::record::{StoredDetails, read_annotation, read_details};
use super::version::read_version;
use super::{RecordError, RecordKey, Storage, StorageError};
use crate::annotation::{Document, Summary};
use crate::identity::{ArticleId, Timestamp};
use crate::text::{Article, ArticleText, Sha256};

/// A record that is set aside: it stays where it is, and is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Its key.
    pub key: String,
    /// Why it cannot be read.
    pub why: RecordError,
}

/// Lists the stored articles, in no particular order, and every record that cannot be read. Texts are not
/// read.
pub fn shelf(storage: &dyn Storage) -> Result<(Vec<Summary>, Vec<Damaged>), StorageError> {
    shelf_beside(storage, None)
}

/// The same without an article that is loaded by itself: its records are not read a second time.
pub fn shelf_beside(
    storage: &dyn Storage,
    loaded: Option<ArticleId>,
) -> Result<(Vec<Summary>, Vec<Damaged>), StorageError> {
    let mut damaged = Vec::new();
    let mut details: BTreeMap<ArticleId, StoredDetails> = BTreeMap::new();
    let mut annotations: BTreeMap<ArticleId, (usize, Option<Timestamp>)> = BTreeMap::new();
    let mut texts: Vec<ArticleId> = Vec::new();
    let mut orphans: Vec<(ArticleId, String)> = Vec::new();
    let known = loaded.map(|id| (id, id.short()));
    for key in storage.keys()? {
        let mut set_aside = |why| damaged.push(Damaged { key: key.clone(), why });
        let record = RecordKey::parse_beside(&key, known.as_ref());
        if loaded.is_some() && record.is_some_and(|record| Some(record.article()) == loaded) {
            continue;
        }
        match record {
            None if RecordKey::is_ours(&key) => set_aside(RecordError::Key),
            None => {}
            // Read with the article.
            Some(RecordKey::Version(article, _)) => orphans.push((article, key)),
            Some(RecordKey::Text(article)) => {
                texts.push(article);
                orphans.push((article, key));
            }
            Some(RecordKey::Source(article, id)) => {
                match storage.get(&key)?.as_deref().map(|json| read_source(id, json)) {
                    Some(Ok(source)) => {
                        let (_, last) = annotations.entry(article).or_default();
                        *last = (*last).max(Some(source.modified));
                        orphans.push((article, key));
                    }
                    Some(Err(why)) => set_aside(why),
                    None => {}
                }
            }
            Some(RecordKey::Details(article)) => match storage.get(&key)?.as_deref().map(read_details) {
                Some(Ok(stored)) => {
                    details.insert(article, stored);
                }
                Some(Err(why)) => set_aside(why),
                None => {}
            },
            Some(RecordKey::Annotation(article, id)) => {
                match storage.get(&key)?.as_deref().map(|json| read_annotation(id, json)) {
                    Some(Ok(annotation)) => {
                        let (count, last) = annotations.entry(article).or_default();
                        *count += 1;
                        *last = (*last).max(Some(annotation.modified));
                        orphans.push((article, key));
                    }
                    Some(Err(why)) => set_aside(why),
                    None => {}
                }
            }
        }
    }
    // An article is there when both its details and its text are.
    for id in details.keys().copied().filter(|id| !texts.contains(id)).collect::<Vec<_>>() {
        details.remove(&id);
        damaged.push(Damaged { key: RecordKey::Details(id).to_string(), why: RecordError::Incomplete });
    }
    for (article, key) in orphans {
        if !details.contains_key(&article) {
            damaged.push(Damaged { key, why: RecordError::Incomplete });
        }
    }
    let summaries = details
        .into_iter()
        .map(|(id, stored)| {
            let (count, last) = annotations.get(&id).copied().unwrap_or_default();
            Summary {
                id,
                details: stored.details,
                sha256: stored.sha256,
                code_points: stored.code_points,
                annotations: count,
                created: stored.created,
                last_change: last.map_or(stored.modified, |last| last.max(stored.modified)),
            }
        })
        .collect();
    Ok((summaries, damaged))
}

/// The text of an article as it is stored, whatever it is worth.
pub fn text_of(storage: &dyn Storage, id: ArticleId) -> Option<String> {
    storage.get(&RecordKey::Text(id).to_string()).ok().flatten()
}

/// Loads one article. `None` if it is not there, or if its details or its text cannot be read: then the
/// list of damaged records says why. An annotation that cannot be read costs only itself.
pub fn load(storage: &dyn Storage, id: ArticleId) -> Result<(Option<Document>, Vec<Damaged>), StorageError> {
    load_hashed(storage, id, None)
}

/// The same where the hash of the stored text was taken a moment ago by somebody who is faster at it. It is only
/// ever a reason to believe: where it is not the hash that is stored, the text is hashed here.
pub fn load_hashed(
    storage: &dyn Storage,
    id: ArticleId,
    hash: Option<Sha256>,
) -> Result<(Option<Document>, Vec<Damaged>), StorageError> {
    let (details_key, text_key) = (RecordKey::Details(id).to_string(), RecordKey::Text(id).to_string());
    let (stored, text) = match (storage.get(&details_key)?, storage.get(&text_key)?) {
        (None, None) => return Ok((None, Vec::new())),
        (Some(details), Some(text)) => (read_details(&details), text),
        (details, _) => {
            let key = if details.is_some() { details_key } else { text_key };
            return Ok((None, vec![Damaged { key, why: RecordError::Incomplete }]));
        }
    };
    let stored = match stored {
        Ok(stored) => stored,
        Err(why) => return Ok((None, vec![Damaged { key: details_key, why }])),
    };
    let (text, _) = ArticleText::with_hash(&text, hash.filter(|hash| *hash == stored.sha256));
    if text.sha256() != stored.sha256 {
        return Ok((None, vec![Damaged { key: text_key, why: RecordError::OtherText }]));
    }
    let article = Article {
        id,
        details: stored.details,
        text: Rc::new(text),
        normalization: stored.normalization,
        created: stored.created,
        modified: stored.modified,
        extensions: stored.extensions,
    };
    let mut document = Document::new(article);
    let mut damaged = load_records(storage, &mut document)?;
    damaged.extend(load_versions(storage, &mut document)?);
    Ok((Some(document), damaged))
}

/// Gives a document the texts that it had before. Each is read with the one that took its place, so one that cannot
/// be read costs those before it too; they are listed, and stay where they are.
fn load_versions(storage: &dyn Storage, document: &mut Document) -> Result<Vec<Damaged>, StorageError> {
    let mut records = BTreeMap::new();
    for key in storage.keys_with(&RecordKey::beginning('v', document.id()))? {
        if let Some(RecordKey::Version(_, until)) = RecordKey::parse(&key)
            && let Some(json) = storage.get(&key)?
        {
            records.insert(until, (key, json));
        }
    }
    let mut next = document.article.text.clone();
    let mut versions = VecDeque::with_capacity(records.len());
    let mut damaged = Vec::new();
    for (until, (key, json)) in records.into_iter().rev() {
        match read_version(&json, &next) {
            Ok(version) if damaged.is_empty() && version.until.millis() == until => {
                next = version.text.clone();
                versions.push_front(Rc::new(version));
            }
            Ok(_) => damaged.push(Damaged { key, why: RecordError::Incomplete }),
            Err(why) => damaged.push(Damaged { key, why }),
        }
    }
    document.versions = Rc::new(versions.into());
    Ok(damaged)
}

/// Gives a document its annotations and sources; what cannot be read is listed.
fn load_records(storage: &dyn Storage, document: &mut Document) -> Result<Vec<Damaged>, StorageError> {
    let (mut annotations, mut sources, mut damaged) = (Vec::new(), Vec::new(), Vec::new());
    let id = document.id();
    let known = (id, id.short());
    let mut keys = storage.keys_with(&RecordKey::beginning('n', id))?;
    keys.extend(storage.keys_with(&RecordKey::beginning('s', id))?);
    for key in keys {
        let Some(record) = RecordKey::parse_beside(&key, Some(&known)) else { continue };
        let Some(value) = storage.get(&key)? else { continue };
        let why = match record {
            RecordKey::Annotation(_, id) => match read_annotation(id, &value) {
                Ok(annotation) if document.holds(&annotation) => {
                    annotations.push(Rc::new(annotation));
                    continue;
                }
                Ok(_) => RecordError::OutsideText,
                Err(why) => why,
            },
            RecordKey::Source(_, id) => match read_source(id, &value) {
                Ok(source) => {
                    sources.push(Rc::new(source));
                    continue;
                }
                Err(why) => why,
            },
            RecordKey::Details(_) | RecordKey::Text(_) | RecordKey::Version(..) => continue,
        };
        damaged.push(Damaged { key, why });
    }
    document.annotations = Rc::new(annotations.into_iter().collect());
    document.sources = Rc::new(sources.into_iter().collect());
    Ok(damaged)
}
