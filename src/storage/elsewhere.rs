//! From a key that another tab has written to what that tab did.

use std::rc::Rc;

use super::record::{read_annotation, read_details};
use super::{RecordKey, Storage, StorageError};
use crate::session::Elsewhere;

/// News from another tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Something of an article that may be loaded here.
    Change(Elsewhere),
    /// The list of articles is another one now: an article came, or one is listed otherwise.
    Shelf,
}

/// Looks up what a changed key means now. The store is read again, and not the message about it: messages of
/// two tabs that write at once cross, and what is stored in the end is one and the same for both.
///
/// A record that cannot be read is no news: what is here stays, and the record is found when it is loaded.
pub fn news(storage: &dyn Storage, key: &str) -> Result<Vec<News>, StorageError> {
    let value = storage.get(key)?;
    Ok(match (RecordKey::parse(key), value) {
        (Some(RecordKey::Annotation(article, id)), None) => {
            // An article that goes takes its annotations along: then the article is the news.
            match storage.get(&RecordKey::Details(article).to_string())? {
                Some(_) => vec![News::Change(Elsewhere::Annotation { article, id, now: None })],
                None => Vec::new(),
            }
        }
        (Some(RecordKey::Annotation(article, id)), Some(json)) => match read_annotation(id, &json) {
            Ok(now) => {
                let now = Some(Rc::new(now));
                vec![News::Change(Elsewhere::Annotation { article, id, now })]
            }
            Err(_) => Vec::new(),
        },
        (Some(RecordKey::Details(article)), None) => vec![News::Change(Elsewhere::Deleted(article))],
        (Some(RecordKey::Details(article)), Some(json)) => match read_details(&json) {
            Ok(stored) => {
                let (details, modified) = (stored.details, stored.modified);
                vec![News::Change(Elsewhere::Details { article, details, modified }), News::Shelf]
            }
            Err(_) => Vec::new(),
        },
        (Some(RecordKey::Text(_)) | None, _) => Vec::new(),
    })
}
