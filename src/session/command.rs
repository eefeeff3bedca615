//! Everything that a person can ask for.

use std::rc::Rc;

use super::{Accepted, Edge, Elsewhere, Field, Filter, Merge, Place, Scope, Settings, TextUpdate};
use crate::annotation::{Document, Kind, Relation, Source, Summary};
use crate::detection::{Findings, Suggestion};
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::text::{CodePointOffset, Details, Direction, TextRange};

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
    /// Go to the next of the annotations that share text with the current one.
    GoDeeper,
    /// Tag the selection; without one, retag the current annotation. Who says it and how is proposed as far as
    /// the words around make it plain.
    Annotate {
        /// As what.
        kind: Kind,
        /// The id of the annotation, should one be made.
        id: AnnotationId,
        /// The id of the speaker proposed, should the article's table not have one of that name.
        source: SourceId,
        /// When.
        at: Timestamp,
    },
    /// Tag ranges all at once, as one step.
    TagAll {
        /// As what.
        kind: Kind,
        /// What, each with the id of its annotation.
        passages: Vec<(AnnotationId, TextRange)>,
        /// When.
        at: Timestamp,
    },
    /// Set one field of annotations, as one step.
    Set {
        /// Of which ones; those that are not there are passed over.
        ids: Vec<AnnotationId>,
        /// The field and what it is to be.
        field: Field,
        /// When.
        at: Timestamp,
    },
    /// Move an edge of a part to a place, as near as it can go.
    MoveEdge {
        /// Of which annotation.
        id: AnnotationId,
        /// Of which of its parts, counted from 0.
        part: usize,
        /// Which edge.
        edge: Edge,
        /// Where to.
        to: CodePointOffset,
        /// When.
        at: Timestamp,
    },
    /// Add words to an annotation, as a part of their own or, where they overlap a part, to that part.
    AddPart {
        /// To which annotation.
        id: AnnotationId,
        /// The words.
        range: TextRange,
        /// When.
        at: Timestamp,
    },
    /// Take one of several parts from an annotation.
    RemovePart {
        /// From which annotation.
        id: AnnotationId,
        /// Which part, counted from 0.
        part: usize,
        /// When.
        at: Timestamp,
    },
    /// Make two annotations out of one. The first keeps the id and what links to it; the second has the same
    /// fields.
    Split {
        /// Which one.
        id: AnnotationId,
        /// Where it is cut.
        place: CodePointOffset,
        /// The id of what comes after the cut.
        new: AnnotationId,
        /// When.
        at: Timestamp,
    },
    /// Make one annotation out of several: the first in the text keeps its id and what links to the others.
    Join {
        /// Which ones.
        ids: Vec<AnnotationId>,
        /// When.
        at: Timestamp,
    },
    /// Link annotations to another one, as one step; links that cannot be made are passed over.
    Link {
        /// From which ones.
        from: Vec<AnnotationId>,
        /// How, and to which one.
        relation: Relation,
        /// When.
        at: Timestamp,
    },
    /// Take a link away.
    Unlink {
        /// The annotation that holds it.
        from: AnnotationId,
        /// The link.
        relation: Relation,
        /// When.
        at: Timestamp,
    },
    /// Add a source to the article's table, or change what is known about one. One whose name is blank is not
    /// taken.
    PutSource {
        /// What it is to be.
        source: Rc<Source>,
        /// When.
        at: Timestamp,
    },
    /// Make one source out of several: the first keeps its id and name, the names of the others become its
    /// aliases, and what they say is said by it.
    MergeSources {
        /// Which ones.
        ids: Vec<SourceId>,
        /// When.
        at: Timestamp,
    },
    /// Take a source away; what it says is then said by nobody.
    RemoveSource {
        /// Which one.
        id: SourceId,
        /// When.
        at: Timestamp,
    },
    /// Show only some annotations in the list.
    Filter(Filter),
    /// Choose annotations in the list for what is done to many at once, or choose them no longer.
    Check {
        /// Which ones.
        ids: Vec<AnnotationId>,
        /// Whether they are chosen from now on.
        is_checked: bool,
    },
    /// Change how the session behaves.
    Configure(Settings),
    /// Annotate under this name from now on; under none if it is empty.
    Sign(String),
    /// Remove these annotations as one step.
    Remove {
        /// Which ones; those that are not there are passed over.
        ids: Vec<AnnotationId>,
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
    /// Put suggestions for an article before the person. Nothing is changed by that, and nothing saved.
    Suggested {
        /// For which article; if another one is open by now, nothing happens.
        article: ArticleId,
        /// What was found.
        found: Rc<Findings>,
        /// The lines that were taken back when the search began, in order.
        kept: Vec<TextRange>,
    },
    /// Go to a suggestion by its passage, or leave the review.
    Review(Option<TextRange>),
    /// Change the suggestion that the person is at, before they accept it. Its words stay.
    Draft(Rc<Suggestion>),
    /// Give the suggestion that the person is at the selected words, before they accept it.
    DraftWords,
    /// Go to the next or previous suggestion.
    GoInReview(Direction),
    /// Make annotations of suggestions, as one step.
    Accept {
        /// Which ones.
        items: Vec<Accepted>,
        /// When.
        at: Timestamp,
    },
    /// Suggest these passages no more, as one step.
    Dismiss {
        /// Which ones.
        passages: Vec<TextRange>,
        /// When.
        at: Timestamp,
    },
    /// Say that lines are part of the story, whatever they look like, as one step.
    KeepLines {
        /// Which ones.
        lines: Vec<TextRange>,
        /// When.
        at: Timestamp,
    },
    /// Give an article another text, as one step. What was there becomes a version.
    UpdateText {
        /// Of which article.
        article: ArticleId,
        /// What it is to be, with the place of everything in it.
        update: Rc<TextUpdate>,
        /// When.
        at: Timestamp,
    },
    /// Give an annotation that was left with an earlier text a place in the present one.
    PlaceAgain {
        /// Which one.
        id: AnnotationId,
        /// Where.
        range: TextRange,
        /// When.
        at: Timestamp,
    },
    /// Remove an annotation that was left with an earlier text.
    RemoveLeft {
        /// Which one.
        id: AnnotationId,
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
