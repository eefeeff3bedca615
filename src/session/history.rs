//! The way back: a list of inverse transactions for each scope, each with a name.

use std::rc::Rc;

use super::FieldName;
use crate::annotation::{Change, Document, Kind, RelationKind};
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};

/// What a history is about. Undo in an article never touches another one, which nobody would see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The articles as such: added, deleted, imported.
    Library,
    /// The work in one article.
    Article(ArticleId),
}

/// The smallest edit of a session that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A change inside one loaded article.
    Change(ArticleId, Change),
    /// Add an article with all its annotations.
    AddDocument {
        /// The article.
        document: Rc<Document>,
        /// Whether it is to be saved.
        keep: bool,
    },
    /// Take an article out with all its annotations.
    RemoveDocument(ArticleId),
}

/// What a person did, as the history names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Tagged a selection.
    Tag(Kind),
    /// Tagged every occurrence of a passage.
    TagAll {
        /// As what.
        kind: Kind,
        /// How many.
        count: usize,
    },
    /// Made claims quotes or the other way round.
    Retag(Kind),
    /// Removed annotations.
    Remove {
        /// How many.
        count: usize,
    },
    /// Set a field.
    SetField {
        /// Which one.
        field: FieldName,
        /// Of which annotation; of several, the first.
        id: AnnotationId,
        /// Of how many.
        count: usize,
    },
    /// Moved an edge.
    MoveEdge(AnnotationId),
    /// Added words to an annotation.
    AddPart,
    /// Took words from an annotation.
    RemovePart,
    /// Made two annotations out of one.
    Split,
    /// Made one annotation out of several.
    Join {
        /// Of how many.
        count: usize,
    },
    /// Linked annotations to another one.
    Link(RelationKind),
    /// Took a link away.
    Unlink(RelationKind),
    /// Added a source that no annotation has yet.
    AddSource {
        /// Its name.
        name: String,
    },
    /// Changed what is known about a source.
    EditSource(SourceId),
    /// Made one source out of several.
    MergeSources {
        /// The name of the one that is left.
        name: String,
    },
    /// Took a source away.
    RemoveSource {
        /// Its name.
        name: String,
    },
    /// Gave an annotation a label.
    AddLabel(String),
    /// Took a label off.
    RemoveLabel(String),
    /// Changed an article's title, byline, outlet, address or date.
    EditDetails(ArticleId),
    /// Added an article.
    AddArticle {
        /// Its title.
        title: String,
    },
    /// Deleted an article.
    DeleteArticle {
        /// Its title.
        title: String,
    },
    /// Another tab changed what was changed here, before either could know.
    ChangedElsewhere,
    /// Another tab removed an annotation.
    RemovedElsewhere,
    /// Another tab deleted an article.
    DeletedElsewhere {
        /// Its title.
        title: String,
    },
    /// Restored a backup.
    Restore {
        /// How many articles came with it or gained annotations.
        articles: usize,
    },
    /// Made annotations of suggestions.
    Accept {
        /// Of how many.
        count: usize,
    },
    /// Dismissed suggestions.
    Dismiss {
        /// How many.
        count: usize,
    },
    /// Took back lines that looked as if a page had brought them along.
    KeepLines {
        /// How many.
        count: usize,
    },
    /// Gave the article another text.
    UpdateText,
    /// Gave an annotation that was left with an earlier text a place.
    PlaceAgain,
    /// Removed an annotation that was left with an earlier text.
    RemoveLeft,
    /// Imported a file.
    Import {
        /// How many annotations came with it.
        annotations: usize,
    },
}

impl Step {
    /// Whether the same step a moment later is a part of it: typing, and an edge on its way.
    fn goes_on(&self) -> bool {
        match self {
            Self::SetField { field, .. } => field.is_typed(),
            Self::EditSource(_) | Self::MoveEdge(_) => true,
            _ => false,
        }
    }
}

/// One named step: what takes it back, or what does it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// What the person did.
    pub step: Step,
    /// The edits that lead to the other side of the step, in the order in which they are made.
    pub edits: Vec<Edit>,
    /// When it was done; for typing, when the last letter came.
    pub at: Timestamp,
}

/// Typing goes on as one step while pauses stay shorter than this, in milliseconds. Two seconds is longer
/// than a pause for the next word and shorter than a pause for the next thought.
const TYPING_PAUSE: i64 = 2_000;

/// The steps of one scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<Rc<Transaction>>,
    undone: Vec<Rc<Transaction>>,
}

impl History {
    /// The step that would be taken back.
    pub fn undo_step(&self) -> Option<&Step> {
        self.done.last().map(|transaction| &transaction.step)
    }

    /// The step that would be done again.
    pub fn redo_step(&self) -> Option<&Step> {
        self.undone.last().map(|transaction| &transaction.step)
    }

    /// A history of steps that are done and steps that are undone, each in the order of doing. A step that is
    /// done holds what takes it back, one that is undone what does it again.
    pub fn from_steps(done: Vec<Rc<Transaction>>, mut undone: Vec<Rc<Transaction>>) -> Self {
        undone.reverse();
        Self { done, undone }
    }

    /// Every step in the order of doing: first those that are done, then those that are undone.
    pub fn steps(&self) -> impl Iterator<Item = &Rc<Transaction>> {
        self.done.iter().chain(self.undone.iter().rev())
    }

    /// The step that was done last, with what takes it back.
    pub fn last(&self) -> Option<&Transaction> {
        self.done.last().map(Rc::as_ref)
    }

    /// The edits of the step that undo would take back and of the one that redo would do again.
    pub fn next_edits(&self) -> impl Iterator<Item = &Edit> {
        self.done.last().into_iter().chain(self.undone.last()).flat_map(|transaction| &transaction.edits)
    }

    /// How many steps are done.
    pub fn done_count(&self) -> usize {
        self.done.len()
    }

    /// Records a new step by what takes it back. Whatever could be redone is forgotten. Typing that goes on
    /// joins the step before it.
    pub(super) fn record(&mut self, step: Step, inverse: Vec<Edit>, at: Timestamp) {
        let goes_on = self.undone.is_empty();
        self.undone.clear();
        if goes_on
            && let Some(last) = self.done.last_mut()
            && last.step == step
            && step.goes_on()
            && (0..TYPING_PAUSE).contains(&(at.millis() - last.at.millis()))
        {
            // The older inverse leads back past both.
            Rc::make_mut(last).at = at;
            return;
        }
        self.done.push(Rc::new(Transaction { step, edits: inverse, at }));
    }

    pub(super) fn pop_done(&mut self) -> Option<Rc<Transaction>> {
        self.done.pop()
    }

    pub(super) fn pop_undone(&mut self) -> Option<Rc<Transaction>> {
        self.undone.pop()
    }

    pub(super) fn push_done(&mut self, transaction: Transaction) {
        self.done.push(Rc::new(transaction));
    }

    pub(super) fn push_undone(&mut self, transaction: Transaction) {
        self.undone.push(Rc::new(transaction));
    }
}
