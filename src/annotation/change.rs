//! The smallest changes of a document, each with the change that takes it back.

use std::rc::Rc;

use super::{Annotation, Document, Revision, Source};
use crate::identity::{AnnotationId, SourceId, Timestamp};
use crate::text::Details;

/// One change of one document.
///
/// A change says what is to be, not what was: what was is learned when it is applied, and comes back as the
/// inverse. So an inverse is right even when something else happened in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Add an annotation, or replace the one with its id.
    Put(Rc<Annotation>),
    /// Take an annotation out.
    Remove(AnnotationId),
    /// Add a source, or replace the one with its id.
    PutSource(Rc<Source>),
    /// Take a source out. Annotations that refer to it are not touched: they then refer to nobody.
    RemoveSource(SourceId),
    /// Set the article's details.
    SetDetails {
        /// What they are to be. On the heap, because every other change is a few words long.
        details: Box<Details>,
        /// When they were changed.
        modified: Timestamp,
    },
    /// Change the article's text, and what has to change with it.
    Revise(Rc<Revision>),
}

impl Change {
    /// Whether it puts or removes this annotation.
    pub fn is_about(&self, id: AnnotationId) -> bool {
        match self {
            Self::Put(annotation) => annotation.id == id,
            Self::Remove(removed) => *removed == id,
            Self::PutSource(_) | Self::RemoveSource(_) | Self::SetDetails { .. } | Self::Revise(_) => false,
        }
    }

    /// Whether it puts or removes this source.
    pub fn is_about_source(&self, id: SourceId) -> bool {
        match self {
            Self::PutSource(source) => source.id == id,
            Self::RemoveSource(removed) => *removed == id,
            Self::Put(_) | Self::Remove(_) | Self::SetDetails { .. } | Self::Revise(_) => false,
        }
    }
}

/// The change that takes another one back.
pub type Inverse = Change;

impl Document {
    /// Applies a change: the document after it, and its inverse. `None` if it changes nothing, or if an
    /// annotation to put does not fit in the text.
    pub fn apply(&self, change: &Change) -> Option<(Self, Inverse)> {
        match change {
            Change::Put(annotation) => {
                let present = self.annotations.get(annotation.id);
                if present == Some(annotation) || !self.holds(annotation) {
                    return None;
                }
                let mut annotations = (*self.annotations).clone();
                let inverse = match annotations.put(annotation.clone()) {
                    Some(previous) => Change::Put(previous),
                    None => Change::Remove(annotation.id),
                };
                Some((self.with(annotations), inverse))
            }
            Change::Remove(id) => {
                self.annotations.get(*id)?;
                let mut annotations = (*self.annotations).clone();
                let removed = annotations.remove(*id)?;
                Some((self.with(annotations), Change::Put(removed)))
            }
            Change::PutSource(source) => {
                if self.sources.get(source.id) == Some(source) {
                    return None;
                }
                let mut sources = (*self.sources).clone();
                let inverse = match sources.put(source.clone()) {
                    Some(previous) => Change::PutSource(previous),
                    None => Change::RemoveSource(source.id),
                };
                Some((Self { sources: Rc::new(sources), ..self.clone() }, inverse))
            }
            Change::RemoveSource(id) => {
                let mut sources = (*self.sources).clone();
                let removed = sources.remove(*id)?;
                Some((Self { sources: Rc::new(sources), ..self.clone() }, Change::PutSource(removed)))
            }
            Change::Revise(revision) => {
                let (document, back) = self.revise(revision)?;
                Some((document, Change::Revise(Rc::new(back))))
            }
            Change::SetDetails { details, modified } => {
                if self.article.details == **details && self.article.modified == *modified {
                    return None;
                }
                let mut article = (*self.article).clone();
                let inverse = Change::SetDetails {
                    details: Box::new(std::mem::replace(&mut article.details, (**details).clone())),
                    modified: std::mem::replace(&mut article.modified, *modified),
                };
                Some((Self { article: Rc::new(article), ..self.clone() }, inverse))
            }
        }
    }

    fn with(&self, annotations: super::AnnotationSet) -> Self {
        Self { annotations: Rc::new(annotations), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Kind, SourceKind};
    use crate::identity::ArticleId;
    use crate::text::{TextRange, article_from_paste};

    fn document() -> Document {
        let id = ArticleId::from_random([1; 16]);
        Document::new(article_from_paste("It rained.", id, Timestamp::default()).expect("has text"))
    }

    fn annotation(kind: Kind, end: u32) -> Rc<Annotation> {
        let range = TextRange::of(0, end).expect("not empty");
        let id = AnnotationId::from_random([1; 16]);
        Rc::new(Annotation::new(id, kind, range.into(), Timestamp::default()))
    }

    #[test]
    fn each_change_has_an_inverse_that_takes_it_back() {
        let empty = document();
        let (one, _) = empty.apply(&Change::Put(annotation(Kind::Claim, 2))).expect("a new annotation");
        let source = |name: &str| {
            let id = SourceId::from_random([3; 16]);
            Rc::new(Source::new(id, name, SourceKind::Person, Timestamp::default()))
        };
        let (spoken, _) = one.apply(&Change::PutSource(source("Okafor"))).expect("a new source");
        let renamed = Details { title: "Rain".to_owned(), ..Details::default() };
        let cases = [
            (&empty, Change::Put(annotation(Kind::Quote, 2))),
            (&one, Change::Put(annotation(Kind::Quote, 2))),
            (&one, Change::Remove(AnnotationId::from_random([1; 16]))),
            (&one, Change::PutSource(source("Okafor"))),
            (&spoken, Change::PutSource(source("Ines Okafor"))),
            (&spoken, Change::RemoveSource(SourceId::from_random([3; 16]))),
            (&one, Change::SetDetails { details: Box::new(renamed), modified: Timestamp::from_millis(1) }),
        ];
        for (before, change) in cases {
            let (after, inverse) = before.apply(&change).expect("it changes something");
            assert_ne!(&after, before, "{change:?}");
            let (back, again) = after.apply(&inverse).expect("so does its inverse");
            assert_eq!(&back, before, "{change:?}");
            assert_eq!(again, change);
        }
    }

    #[test]
    fn what_changes_nothing_says_so() {
        let (one, _) = document().apply(&Change::Put(annotation(Kind::Claim, 2))).expect("a new annotation");
        let article = one.article.clone();
        let cases = [
            Change::Put(annotation(Kind::Claim, 2)),
            Change::Put(annotation(Kind::Claim, 99)),
            Change::Remove(AnnotationId::from_random([9; 16])),
            Change::RemoveSource(SourceId::from_random([9; 16])),
            Change::SetDetails { details: Box::new(article.details.clone()), modified: article.modified },
        ];
        for change in cases {
            assert_eq!(one.apply(&change), None, "{change:?}");
        }
    }
}
