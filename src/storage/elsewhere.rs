//! From a key that another tab has written to what that tab did.

use std::rc::Rc;

use super::fields::read_source;
use super::record::{read_annotation, read_details};
use super::{RecordKey, Storage, StorageError, load};
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
    let Some(record) = RecordKey::parse(key) else { return Ok(Vec::new()) };
    let article = record.article();
    let news = match (record, storage.get(key)?) {
        (RecordKey::Details(_), None) => vec![News::Change(Elsewhere::Deleted(article))],
        (RecordKey::Details(_), Some(json)) => match read_details(&json) {
            Ok(stored) => {
                let (details, modified) = (Box::new(stored.details), stored.modified);
                vec![News::Change(Elsewhere::Details { article, details, modified }), News::Shelf]
            }
            Err(_) => Vec::new(),
        },
        // An article that goes takes the rest of its records along: then the article is the news.
        (_, None) if storage.get(&RecordKey::Details(article).to_string())?.is_none() => Vec::new(),
        (RecordKey::Annotation(_, id), None) => {
            vec![News::Change(Elsewhere::Annotation { article, id, now: None })]
        }
        (RecordKey::Annotation(_, id), Some(json)) => {
            let now = read_annotation(id, &json).ok();
            let change = |now| News::Change(Elsewhere::Annotation { article, id, now: Some(Rc::new(now)) });
            now.map(change).into_iter().collect()
        }
        (RecordKey::Source(_, id), None) => vec![News::Change(Elsewhere::Source { article, id, now: None })],
        (RecordKey::Source(_, id), Some(json)) => {
            let now = read_source(id, &json).ok();
            let change = |now| News::Change(Elsewhere::Source { article, id, now: Some(Rc::new(now)) });
            now.map(change).into_iter().collect()
        }
        // The text of an article is written last when it takes the place of another one: what moved along with it is
        // there already.
        (RecordKey::Text(_) | RecordKey::Version(..), _) => match load(storage, article)? {
            (Some(document), _) => vec![News::Change(Elsewhere::Revised(Rc::new(document))), News::Shelf],
            (None, _) => Vec::new(),
        },
    };
    Ok(news)
}
