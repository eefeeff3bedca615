//! An article together with its annotations: what is opened, saved and exported as one.

use std::rc::Rc;

use super::{Annotation, AnnotationSet};
use crate::identity::{ArticleId, Timestamp};
use crate::text::{Article, Details, Sha256};

/// An article with its annotations.
///
/// Invariant, kept by those who build one: every part of every annotation lies inside the text
/// ([`Document::holds`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The article.
    pub article: Rc<Article>,
    /// Its annotations.
    pub annotations: Rc<AnnotationSet>,
}

impl Document {
    /// An article that nobody has annotated yet.
    pub fn new(article: Article) -> Self {
        Self { article: Rc::new(article), annotations: Rc::default() }
    }

    /// The article's id.
    pub fn id(&self) -> ArticleId {
        self.article.id
    }

    /// Whether every part of an annotation lies inside the text.
    pub fn holds(&self, annotation: &Annotation) -> bool {
        annotation.parts.extent().end() <= self.article.text.index().code_points()
    }

    /// When anything in it was last changed.
    pub fn last_change(&self) -> Timestamp {
        let annotations = self.annotations.iter().map(|annotation| annotation.modified);
        annotations.fold(self.article.modified, Timestamp::max)
    }

    /// What the library shows of it.
    pub fn summary(&self) -> Summary {
        Summary {
            id: self.id(),
            details: self.article.details.clone(),
            sha256: self.article.text.sha256(),
            code_points: self.article.text.index().code_points().0,
            annotations: self.annotations.len(),
            created: self.article.created,
            last_change: self.last_change(),
        }
    }
}

/// What the library shows of an article without loading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The article's id.
    pub id: ArticleId,
    /// Its title and the rest.
    pub details: Details,
    /// The hash of its text.
    pub sha256: Sha256,
    /// How long its text is.
    pub code_points: u32,
    /// How many annotations it has.
    pub annotations: usize,
    /// When it was pasted.
    pub created: Timestamp,
    /// When anything in it was last changed.
    pub last_change: Timestamp,
}
