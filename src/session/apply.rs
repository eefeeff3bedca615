//! Commands become sessions.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{
    Command, Edit, Entry, Focus, History, Library, Merge, Place, Scope, Session, Step, Target, Transaction,
};
use crate::annotation::{Annotation, Change, Document, Kind, clean_labels};
use crate::identity::{AnnotationId, ArticleId, Timestamp};
use crate::text::{Details, Direction};

/// The session after a command; `None` if the command changes nothing.
pub fn apply(session: &Session, command: Command) -> Option<Session> {
    let mut next = session.clone();
    next.run(command)?;
    (next != *session).then_some(next)
}

impl Session {
    fn run(&mut self, command: Command) -> Option<()> {
        match command {
            Command::Shelve(summaries) => self.shelve(summaries),
            Command::Add { document, keep, at } => self.add(document, keep, at)?,
            Command::Open(document) => self.open(document),
            Command::Load(document) => self.load(document),
            Command::Close => self.go_to(None),
            Command::Delete { document, at } => self.delete(document, at)?,
            Command::SetDetails { article, details, at } => self.set_details(article, details, at)?,
            Command::Select(range) => {
                self.selection = range.and_then(|range| self.document()?.article.text.tidy(range));
                if self.selection.is_some() {
                    self.focus = None;
                }
            }
            Command::Focus(focus) => {
                self.selection = None;
                // What was pressed may be gone: taken back, or deleted in another tab.
                let is_there = |id| self.document().is_some_and(|open| open.annotations.get(id).is_some());
                self.focus = focus.filter(|(id, _)| is_there(*id)).map(|(id, place)| Focus { id, place });
            }
            Command::Go(direction) => self.go(direction)?,
            Command::Annotate { kind, id, at } => self.annotate(kind, id, at)?,
            Command::Retag { id, kind, at } => {
                self.change_annotation(id, Step::Retag(kind), at, |annotation| annotation.kind = kind)?;
            }
            Command::Remove { ids, at } => self.remove(&ids, at)?,
            Command::SetNote { id, note, at } => {
                self.change_annotation(id, Step::EditNote(id), at, |annotation| annotation.note = note)?;
            }
            Command::AddLabel { id, label, at } => {
                let label = clean_labels([label]).pop()?;
                self.change_annotation(id, Step::AddLabel(label.clone()), at, |annotation| {
                    annotation.labels = clean_labels(annotation.labels.iter().chain([&label]));
                })?;
            }
            Command::RemoveLabel { id, label, at } => {
                self.change_annotation(id, Step::RemoveLabel(label.clone()), at, |annotation| {
                    annotation.labels.retain(|present| *present != label);
                })?;
            }
            Command::Import { merge, at } => self.import(&merge, at)?,
            Command::Restore { merges, at } => self.restore(&merges, at)?,
            Command::Elsewhere { elsewhere, at } => self.take(&elsewhere, at)?,
            Command::Undo => self.undo(self.scope())?,
            Command::Redo => self.redo(self.scope())?,
            Command::UndoIn(scope) => self.undo(scope)?,
        }
        Some(())
    }

    /// Opens an article or the library; what was selected belongs to what was open.
    pub(super) fn go_to(&mut self, open: Option<ArticleId>) {
        if self.open != open {
            (self.open, self.selection, self.focus) = (open, None, None);
        }
    }

    fn shelve(&mut self, summaries: Vec<crate::annotation::Summary>) {
        let mut library: Library = summaries.into_iter().collect();
        for (id, entry) in self.library.entries() {
            if !matches!(entry, Entry::Shelved(_)) {
                library.set(id, entry.clone());
            }
        }
        self.library = Rc::new(library);
    }

    fn add(&mut self, document: Rc<Document>, keep: bool, at: Timestamp) -> Option<()> {
        let id = document.id();
        let step = Step::AddArticle { title: document.article.details.title.clone() };
        self.record(Scope::Library, step, at, vec![Edit::AddDocument { document, keep }])?;
        self.go_to(Some(id));
        Some(())
    }

    fn open(&mut self, document: Rc<Document>) {
        let id = document.id();
        self.load(document);
        self.go_to(Some(id));
    }

    fn load(&mut self, document: Rc<Document>) {
        let id = document.id();
        if self.library.document(id).is_none() {
            Rc::make_mut(&mut self.library).set(id, Entry::Loaded(document));
        }
    }

    fn delete(&mut self, document: Rc<Document>, at: Timestamp) -> Option<()> {
        let id = document.id();
        self.library.entry(id)?;
        // So that undo has all of it.
        self.load(document.clone());
        let step = Step::DeleteArticle { title: document.article.details.title.clone() };
        self.record(Scope::Library, step, at, vec![Edit::RemoveDocument(id)])?;
        if self.open == Some(id) {
            self.go_to(None);
        }
        Some(())
    }

    fn set_details(&mut self, article: ArticleId, mut details: Details, at: Timestamp) -> Option<()> {
        let present = &self.library.document(article)?.article;
        if details.title.trim().is_empty() {
            details.title = present.text.suggested_title();
        }
        if present.details == details {
            return None;
        }
        let change = Change::SetDetails { details, modified: at };
        // Undo in the open article never touches another one.
        let scope = if self.open == Some(article) { self.scope() } else { Scope::Library };
        self.record(scope, Step::EditDetails(article), at, vec![Edit::Change(article, change)])
    }

    fn go(&mut self, direction: Direction) -> Option<()> {
        let annotations = &self.document()?.annotations;
        let next = match (self.focus, self.selection) {
            // From a selection, the nearest annotation on that side.
            (None, Some(range)) => match direction {
                Direction::Forward => annotations.iter().find(|a| a.parts.extent() >= range),
                Direction::Backward => annotations.iter().rfind(|a| a.parts.extent() < range),
            },
            (focus, _) => annotations.neighbour(focus.map(|focus| focus.id), direction),
        };
        let id = next?.id;
        self.selection = None;
        self.focus = Some(Focus { id, place: Place::Command });
        Some(())
    }

    fn annotate(&mut self, kind: Kind, id: AnnotationId, at: Timestamp) -> Option<()> {
        let Some(range) = self.selection else {
            let id = self.current()?.id;
            return self.change_annotation(id, Step::Retag(kind), at, |annotation| annotation.kind = kind);
        };
        let document = self.document()?.clone();
        let same = |other: &&Rc<Annotation>| other.kind == kind && other.parts.as_slice() == [range];
        if let Some(present) = document.annotations.iter().find(same) {
            // Tagging the same words the same way twice means going there.
            (self.selection, self.focus) = (None, Some(Focus { id: present.id, place: Place::Command }));
            return Some(());
        }
        let annotation = Annotation::new(id, kind, range.into(), at);
        let edit = Edit::Change(document.id(), Change::Put(Rc::new(annotation)));
        self.record(self.scope(), Step::Tag(kind), at, vec![edit])
    }

    fn remove(&mut self, ids: &[AnnotationId], at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        // Each once, so that the step counts what it removes.
        let mut seen = BTreeSet::new();
        let edits: Vec<_> = ids
            .iter()
            .filter(|id| document.annotations.get(**id).is_some() && seen.insert(**id))
            .map(|id| Edit::Change(document.id(), Change::Remove(*id)))
            .collect();
        if edits.is_empty() {
            return None;
        }
        self.record(self.scope(), Step::Remove { count: edits.len() }, at, edits)
    }

    fn change_annotation(
        &mut self,
        id: AnnotationId,
        step: Step,
        at: Timestamp,
        change: impl FnOnce(&mut Annotation),
    ) -> Option<()> {
        let document = self.document()?;
        let present = document.annotations.get(id)?;
        let mut annotation = (**present).clone();
        change(&mut annotation);
        if annotation == **present {
            return None;
        }
        annotation.modified = at;
        let edit = Edit::Change(document.id(), Change::Put(Rc::new(annotation)));
        let focus = self.focus;
        self.record(self.scope(), step, at, vec![edit])?;
        // Writing a note must not move the person elsewhere.
        if focus.is_some_and(|focus| focus.id == id) {
            self.focus = focus;
        }
        Some(())
    }

    fn import(&mut self, merge: &Merge, at: Timestamp) -> Option<()> {
        let step = Step::Import { annotations: merge.added.len() };
        let edits = self.edits_of(merge);
        match &merge.target {
            Target::New => {
                self.record(Scope::Library, step, at, edits)?;
                self.go_to(Some(merge.incoming.id()));
            }
            Target::Existing(document) => {
                let id = document.id();
                self.open(document.clone());
                self.record(Scope::Article(id), step, at, edits)?;
            }
        }
        // Nobody is at the last of many annotations that came at once.
        self.focus = None;
        Some(())
    }

    fn restore(&mut self, merges: &[Rc<Merge>], at: Timestamp) -> Option<()> {
        let merges: Vec<_> = merges.iter().filter(|merge| merge.changes_something()).collect();
        let mut edits = Vec::new();
        for merge in &merges {
            edits.extend(self.edits_of(merge));
        }
        let focus = self.focus;
        self.record(Scope::Library, Step::Restore { articles: merges.len() }, at, edits)?;
        self.focus = focus;
        Some(())
    }

    /// What an import does; the article that it joins is loaded for it.
    fn edits_of(&mut self, merge: &Merge) -> Vec<Edit> {
        match &merge.target {
            Target::New => vec![Edit::AddDocument { document: merge.incoming.clone(), keep: true }],
            Target::Existing(document) => {
                let id = document.id();
                self.load(document.clone());
                let put = |annotation: &Rc<Annotation>| Edit::Change(id, Change::Put(annotation.clone()));
                merge.added.iter().map(put).collect()
            }
        }
    }

    /// Makes edits as one new step.
    fn record(&mut self, scope: Scope, step: Step, at: Timestamp, edits: Vec<Edit>) -> Option<()> {
        let inverse = self.perform(&edits)?;
        Rc::make_mut(self.histories.entry(scope).or_default()).record(step, inverse, at);
        Some(())
    }

    /// The history of a scope, to be walked. An article that is deleted keeps its steps for the day that it
    /// comes back: walked now, they would do nothing and be lost.
    fn history(&mut self, scope: Scope) -> Option<&mut History> {
        if let Scope::Article(id) = scope {
            self.library.document(id)?;
        }
        self.histories.get_mut(&scope).map(Rc::make_mut)
    }

    fn undo(&mut self, scope: Scope) -> Option<()> {
        let transaction = self.history(scope)?.pop_done()?;
        let edits = self.perform(&transaction.edits).unwrap_or_default();
        let again = Transaction { edits, ..(*transaction).clone() };
        Rc::make_mut(self.histories.entry(scope).or_default()).push_undone(again);
        Some(())
    }

    fn redo(&mut self, scope: Scope) -> Option<()> {
        let transaction = self.history(scope)?.pop_undone()?;
        let edits = self.perform(&transaction.edits).unwrap_or_default();
        let back = Transaction { edits, ..(*transaction).clone() };
        Rc::make_mut(self.histories.entry(scope).or_default()).push_done(back);
        Some(())
    }

    /// Makes edits in order and gives what takes all of them back. Edits that change nothing any more are
    /// passed over; `None` if that is all of them. The person ends up at the annotation that was put last.
    fn perform(&mut self, edits: &[Edit]) -> Option<Vec<Edit>> {
        let mut inverse = Vec::with_capacity(edits.len());
        for edit in edits {
            inverse.extend(self.perform_one(edit));
        }
        inverse.reverse();
        (!inverse.is_empty()).then_some(inverse)
    }

    fn perform_one(&mut self, edit: &Edit) -> Option<Edit> {
        match edit {
            Edit::Change(article, change) => {
                let (document, back) = self.library.document(*article)?.apply(change)?;
                Rc::make_mut(&mut self.library).update(document);
                self.selection = None;
                match change {
                    Change::Put(annotation) if self.open == Some(*article) => {
                        self.focus = Some(Focus { id: annotation.id, place: Place::Command });
                    }
                    Change::Remove(id) if self.focus.is_some_and(|focus| focus.id == *id) => {
                        self.focus = None;
                    }
                    _ => {}
                }
                Some(Edit::Change(*article, back))
            }
            Edit::AddDocument { document, keep } => {
                let id = document.id();
                if self.library.entry(id).is_some() {
                    return None;
                }
                let entry =
                    if *keep { Entry::Loaded(document.clone()) } else { Entry::Unkept(document.clone()) };
                Rc::make_mut(&mut self.library).set(id, entry);
                Some(Edit::RemoveDocument(id))
            }
            Edit::RemoveDocument(id) => {
                let document = self.library.document(*id)?.clone();
                let keep = self.library.is_kept(*id);
                Rc::make_mut(&mut self.library).remove(*id);
                if self.open == Some(*id) {
                    self.go_to(None);
                }
                Some(Edit::AddDocument { document, keep })
            }
        }
    }
}
