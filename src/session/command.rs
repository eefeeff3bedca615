//! Everything that a person can ask for.

use std::rc::Rc;

use super::{Elsewhere, Merge, Place, Scope};
use crate::annotation::{Document, Kind, Summary};
use crate::identity::{AnnotationId, ArticleId, Timestamp};
use crate::text::{Details, Direction, TextRange};

/// One request. What only the edge knows (the time, a fresh id, a document from storage) comes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// List what storage holds. Articles that are loaded stay as they are.
    Shelve(Vec<Summary>),
    /// Add an article and open it.
    Add {
        /// The article.
        document: Rc<Document>,
        /// Whether it is to be saved.
        keep: bool,
        /// When.
        at: Timestamp,
    },
    /// Open an article; one that is loaded already opens as it is here.
    Open(Rc<Document>),
    /// Have an article at hand without opening it; one that is loaded already stays as it is.
    Load(Rc<Document>),
    /// Go back to the library.
    Close,
    /// Delete an article; undo brings it back.
    Delete {
        /// The article as it is stored. If it is loaded, what is loaded counts.
        document: Rc<Document>,
        /// When.
        at: Timestamp,
    },
    /// Set an article's details. A blank title is replaced by the one that the text suggests.
    SetDetails {
        /// Which article.
        article: ArticleId,
        /// What they are to be.
        details: Details,
        /// When.
        at: Timestamp,
    },
    /// Select a range of the open article, or nothing.
    Select(Option<TextRange>),
    /// Go to an annotation, or let go of it.
    Focus(Option<(AnnotationId, Place)>),
    /// Go to the next or previous annotation in the text.
    Go(Direction),
    /// Tag the selection; without one, retag the current annotation.
    Annotate {
        /// As what.
        kind: Kind,
        /// The id of the annotation, should one be made.
        id: AnnotationId,
        /// When.
        at: Timestamp,
    },
    /// Make one annotation a claim or a quote.
    Retag {
        /// Which one.
        id: AnnotationId,
        /// As what.
        kind: Kind,
        /// When.
        at: Timestamp,
    },
    /// Remove these annotations as one step.
    Remove {
        /// Which ones; those that are not there are passed over.
        ids: Vec<AnnotationId>,
        /// When.
        at: Timestamp,
    },
    /// Write an annotation's note.
    SetNote {
        /// Which one.
        id: AnnotationId,
        /// The whole note.
        note: String,
        /// When.
        at: Timestamp,
    },
    /// Give an annotation a label.
    AddLabel {
        /// Which one.
        id: AnnotationId,
        /// The label; white space is cleaned.
        label: String,
        /// When.
        at: Timestamp,
    },
    /// Take a label off an annotation.
    RemoveLabel {
        /// Which one.
        id: AnnotationId,
        /// The label as it stands there.
        label: String,
        /// When.
        at: Timestamp,
    },
    /// Take in what a file brings, as one step, and open the article.
    Import {
        /// What [`merge`](fn@super::merge) found.
        merge: Rc<Merge>,
        /// When.
        at: Timestamp,
    },
    /// Take in several documents, as a backup holds them, as one step of the library.
    Restore {
        /// What [`merge`](fn@super::merge) found for each.
        merges: Vec<Rc<Merge>>,
        /// When.
        at: Timestamp,
    },
    /// Take over what another tab did.
    Elsewhere {
        /// What it did.
        elsewhere: Elsewhere,
        /// When it was learnt of.
        at: Timestamp,
    },
    /// Take back the last step here.
    Undo,
    /// Do it again.
    Redo,
    /// Take back the last step of a scope, wherever the person is.
    UndoIn(Scope),
}
