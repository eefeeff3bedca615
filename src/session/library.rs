//! All articles that this browser keeps, loaded or not.

use std::cmp::Reverse;
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

/// The order of the library's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The last changed first.
    #[default]
    Changed,
    /// The last added first.
    Added,
    /// By title, letters in any case.
    Title,
    /// What is to do first, what is done last.
    Status,
}

impl Order {
    /// Every order, the usual one first.
    pub const ALL: [Self; 4] = [Self::Changed, Self::Added, Self::Title, Self::Status];
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
        self.summaries_by(Order::default())
    }

    /// What the list shows, in an order.
    pub fn summaries_by(&self, order: Order) -> Vec<Rc<Summary>> {
        let mut summaries: Vec<_> = self
            .0
            .values()
            .map(|entry| match entry {
                Entry::Shelved(summary) => summary.clone(),
                Entry::Loaded(document) | Entry::Unkept(document) => Rc::new(document.summary()),
            })
            .collect();
        summaries.sort_by_key(|summary| (Reverse(summary.last_change), summary.id));
        // Stable: what an order does not tell apart stays with the last changed first.
        match order {
            Order::Changed => {}
            Order::Added => summaries.sort_by_key(|summary| Reverse(summary.created)),
            Order::Title => summaries.sort_by_key(|summary| summary.details.title.to_lowercase()),
            Order::Status => summaries.sort_by_key(|summary| summary.details.status),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Timestamp;
    use crate::text::{Details, Status};

    #[test]
    fn the_list_has_four_orders() {
        // title, status, added, last changed
        let rows = [
            ("bridge", Status::Done, 1, 9),
            ("Airport", Status::InWork, 3, 4),
            ("Council", Status::ToDo, 2, 2),
            ("dam", Status::ToDo, 4, 5),
        ];
        let summary = |(title, status, created, changed): (&str, Status, i64, i64)| Summary {
            id: ArticleId::from_random([u8::try_from(created).expect("small"); 16]),
            details: Details { title: title.to_owned(), status, ..Details::default() },
            sha256: Sha256::of(title),
            code_points: 1,
            annotations: 0,
            created: Timestamp::from_millis(created),
            last_change: Timestamp::from_millis(changed),
        };
        let library: Library = rows.into_iter().map(summary).collect();
        let cases = [
            (Order::Changed, "bridge dam Airport Council"),
            (Order::Added, "dam Airport Council bridge"),
            (Order::Title, "Airport bridge Council dam"),
            (Order::Status, "dam Council Airport bridge"),
        ];
        for (order, expected) in cases {
            let summaries = library.summaries_by(order);
            let titles: Vec<_> = summaries.iter().map(|summary| summary.details.title.as_str()).collect();
            assert_eq!(titles.join(" "), expected, "{order:?}");
        }
    }
}
