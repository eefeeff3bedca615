//! The way back: a list of inverse transactions for each scope, each with a name.

use std::rc::Rc;

use crate::annotation::{Change, Document, Kind};
use crate::identity::{AnnotationId, ArticleId, Timestamp};

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
    /// Made a claim a quote or the other way round.
    Retag(Kind),
    /// Removed annotations.
    Remove {
        /// How many.
        count: usize,
    },
    /// Wrote a note.
    EditNote(AnnotationId),
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
    /// Imported a file.
    Import {
        /// How many annotations came with it.
        annotations: usize,
    },
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
            && matches!(step, Step::EditNote(_) | Step::EditDetails(_))
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
