//! What a person is doing: articles, the open one, the selection, every command and the way back.
//!
//! Invariant: [`apply`](fn@apply) is a pure function. Clock, ids and stored documents come in with the command; `None`
//! means that nothing changed, so nothing renders and nothing is saved.

mod annotate;
mod apply;
mod choices;
mod command;
mod compare;
mod cursor;
mod elsewhere;
mod field;
mod filter;
mod history;
mod keymap;
mod library;
mod merge;
mod news;
mod review;
mod settings;
mod shape;
mod shortcuts;
mod sources;
mod update;

pub use annotate::{Near, place_near};
pub use apply::apply;
pub use choices::{Choice, Choices};
pub use command::Command;
pub use compare::{Aspect, Conflict};
pub use cursor::{Crossing, Ends, Heard, Passed, Verbosity, heard};
pub use elsewhere::Elsewhere;
pub use field::{Field, FieldName};
pub use filter::{Filter, mentions, verdict};
pub use history::{Edit, History, Scope, Step, Transaction};
pub use keymap::{Key, Keymap, Refused, is_fixed};
pub use library::{Entry, Library, Order};
pub use merge::{Merge, Outcome, Pair, Plan, Target, merge, plan};
pub use news::{About, Loudness, News, PlaceIn, news};
pub use review::{Accepted, Review};
pub use settings::Settings;
pub use shape::{Edge, edge_after, natural_cut};
pub use shortcuts::{Action, KeyPress, SHORTCUTS, Shortcut};
pub use update::TextUpdate;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::annotation::{Annotation, Document, Kind};
use crate::identity::{AnnotationId, ArticleId};
use crate::text::TextRange;

/// Where the person went to an annotation from; it decides what is brought into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Its highlight in the text was pressed.
    Text,
    /// Its entry in the list was pressed.
    List,
    /// A command went there: the next one, the one just made, the one that undo brought back.
    Command,
}

/// The annotation that the person is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Which one.
    pub id: AnnotationId,
    /// From where.
    pub place: Place,
}

/// Everything that a person can see or change, at one moment. Cheap to copy: what is large is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    library: Rc<Library>,
    open: Option<ArticleId>,
    selection: Option<TextRange>,
    focus: Option<Focus>,
    subject: Option<AnnotationId>,
    filter: Rc<Filter>,
    checked: Rc<BTreeSet<AnnotationId>>,
    settings: Settings,
    annotator: Rc<str>,
    review: Option<Rc<Review>>,
    histories: BTreeMap<Scope, Rc<History>>,
}

/// A name on one line, without white space around it.
fn clean_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Session {
    /// A session at the start screen.
    pub fn new(library: Library) -> Self {
        Self { library: Rc::new(library), ..Self::default() }
    }

    /// The same session with the way back that an earlier visit of this tab left.
    pub fn with_histories(self, histories: BTreeMap<Scope, Rc<History>>) -> Self {
        Self { histories, ..self }
    }

    /// The way back, for each scope.
    pub fn histories(&self) -> &BTreeMap<Scope, Rc<History>> {
        &self.histories
    }

    /// The same session with a person's settings.
    pub fn with_settings(self, settings: Settings) -> Self {
        Self { settings, ..self }
    }

    /// The same session with the name under which a person annotates; empty if they gave none.
    pub fn with_annotator(self, name: &str) -> Self {
        Self { annotator: clean_name(name).into(), ..self }
    }

    /// The name that new annotations say they were made by; empty if there is none.
    pub fn annotator(&self) -> &str {
        &self.annotator
    }

    /// How the session behaves for this person.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// What the list shows.
    pub fn filter(&self) -> &Rc<Filter> {
        &self.filter
    }

    /// The annotations that are chosen in the list.
    pub fn checked(&self) -> &Rc<BTreeSet<AnnotationId>> {
        &self.checked
    }

    /// Every article.
    pub fn library(&self) -> &Rc<Library> {
        &self.library
    }

    /// The article that is open, with its annotations.
    pub fn document(&self) -> Option<&Rc<Document>> {
        self.library.document(self.open?)
    }

    /// The selected range, exact: no white space at its ends, no cluster cut.
    pub fn selection(&self) -> Option<TextRange> {
        self.selection
    }

    /// Where the person is among the annotations.
    pub fn focus(&self) -> Option<Focus> {
        self.focus
    }

    /// The annotation that the person is at.
    pub fn current(&self) -> Option<&Rc<Annotation>> {
        self.document()?.annotations.get(self.focus?.id)
    }

    /// The annotation that what is selected may be added to: the one that the person was at when they began to
    /// select.
    pub fn subject(&self) -> Option<&Rc<Annotation>> {
        self.document()?.annotations.get(self.subject?)
    }

    /// The annotations that `Remove` would take out now: those that share text with the selection, or the
    /// current one.
    pub fn removable(&self) -> Vec<AnnotationId> {
        match (self.document(), self.selection) {
            (Some(document), Some(range)) => document.annotations.touching(range).map(|a| a.id).collect(),
            _ => self.current().map(|annotation| annotation.id).into_iter().collect(),
        }
    }

    /// The kind of the selected words, as far as they show it: what begins or ends with a quotation mark is a
    /// quote. For a note that is written before anything was tagged.
    pub fn likely_kind(&self) -> Kind {
        let selected =
            self.document().zip(self.selection).map(|(document, range)| document.article.text.slice(range));
        selected.map_or(Kind::Claim, likely_kind)
    }

    /// What the history buttons are about now: the open article, or the library.
    pub fn scope(&self) -> Scope {
        self.open.map_or(Scope::Library, Scope::Article)
    }

    /// The articles that undo or redo in a scope would need and that are not loaded.
    pub fn needed(&self, scope: Scope) -> Vec<ArticleId> {
        let history = self.histories.get(&scope);
        let next = history.into_iter().flat_map(|history| history.next_edits());
        let articles = next.filter_map(|edit| match edit {
            Edit::Change(id, _) | Edit::RemoveDocument(id) => Some(*id),
            Edit::AddDocument { .. } => None,
        });
        articles.filter(|id| matches!(self.library.entry(*id), Some(Entry::Shelved(_)))).collect()
    }

    /// The step that undo would take back here.
    pub fn undo_step(&self) -> Option<&Step> {
        self.histories.get(&self.scope())?.undo_step()
    }

    /// The step that redo would do again here.
    pub fn redo_step(&self) -> Option<&Step> {
        self.histories.get(&self.scope())?.redo_step()
    }
}
/// The kind of some words, as far as they show it: what begins or ends with a quotation mark is a quote.
pub fn likely_kind(words: &str) -> Kind {
    let is_mark = |c: char| "\"“”„‟«»‹›「」『』‘’‚'".contains(c);
    if words.starts_with(is_mark) || words.ends_with(is_mark) { Kind::Quote } else { Kind::Claim }
}
