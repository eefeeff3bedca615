//! All articles that this browser keeps, loaded or not.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::annotation::{Document, Summary};
use crate::identity::ArticleId;
use crate::text::Sha256;

/// One article of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Known by what the list shows of it; text and annotations are still in storage only.
    Shelved(Rc<Summary>),
    /// Loaded, and saved whenever it changes.
    Loaded(Rc<Document>),
    /// Loaded, and by the person's choice not saved: it did not fit.
    Unkept(Rc<Document>),
}

/// Articles by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library(BTreeMap<ArticleId, Entry>);

impl Library {
    /// Every article's entry.
    pub fn entries(&self) -> impl Iterator<Item = (ArticleId, &Entry)> {
        self.0.iter().map(|(id, entry)| (*id, entry))
    }

    /// One article's entry.
    pub fn entry(&self, id: ArticleId) -> Option<&Entry> {
        self.0.get(&id)
    }

    /// One article, if it is loaded.
    pub fn document(&self, id: ArticleId) -> Option<&Rc<Document>> {
        match self.0.get(&id)? {
            Entry::Loaded(document) | Entry::Unkept(document) => Some(document),
            Entry::Shelved(_) => None,
        }
    }

    /// A loaded article with this text, if there is one.
    pub fn with_text(&self, hash: Sha256) -> Option<&Rc<Document>> {
        self.0
            .keys()
            .filter_map(|id| self.document(*id))
            .find(|document| document.article.text.sha256() == hash)
    }

    /// An article with this text, loaded or not.
    pub fn same_text(&self, hash: Sha256) -> Option<ArticleId> {
        let is_same = |entry: &Entry| match entry {
            Entry::Shelved(summary) => summary.sha256 == hash,
            Entry::Loaded(document) | Entry::Unkept(document) => document.article.text.sha256() == hash,
        };
        self.entries().find(|(_, entry)| is_same(entry)).map(|(id, _)| id)
    }

    /// Whether an article is saved when it changes.
    pub fn is_kept(&self, id: ArticleId) -> bool {
        !matches!(self.0.get(&id), Some(Entry::Unkept(_)) | None)
    }

    /// What the list shows, the last changed first.
    pub fn summaries(&self) -> Vec<Rc<Summary>> {
        let mut summaries: Vec<_> = self
            .0
            .values()
            .map(|entry| match entry {
                Entry::Shelved(summary) => summary.clone(),
                Entry::Loaded(document) | Entry::Unkept(document) => Rc::new(document.summary()),
            })
            .collect();
        summaries.sort_by_key(|summary| (std::cmp::Reverse(summary.last_change), summary.id));
        summaries
    }

    /// Sets an entry and gives back the one before.
    pub fn set(&mut self, id: ArticleId, entry: Entry) -> Option<Entry> {
        self.0.insert(id, entry)
    }

    /// Takes an entry out.
    pub fn remove(&mut self, id: ArticleId) -> Option<Entry> {
        self.0.remove(&id)
    }

    /// Replaces a loaded document by its next state; an article that is not loaded stays as it is.
    pub(super) fn update(&mut self, document: Document) {
        let id = document.id();
        if let Some(Entry::Loaded(present) | Entry::Unkept(present)) = self.0.get_mut(&id) {
            *present = Rc::new(document);
        }
    }
}

impl FromIterator<Summary> for Library {
    fn from_iter<I: IntoIterator<Item = Summary>>(summaries: I) -> Self {
        Self(summaries.into_iter().map(|summary| (summary.id, Entry::Shelved(Rc::new(summary)))).collect())
    }
}
