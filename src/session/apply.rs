//! Commands become sessions.

use std::rc::Rc;

use super::{
    Command, Edit, Entry, Focus, History, Library, Merge, Place, Scope, Session, Step, Target, Transaction,
};
use crate::annotation::{Annotation, Change, Document, Revision};
use crate::identity::{AnnotationId, ArticleId, Timestamp};
use crate::text::{Details, Direction};

/// The session after a command; `None` if the command changes nothing.
pub fn apply(session: &Session, command: Command) -> Option<Session> {
    let mut next = session.clone();
    next.run(command)?;
    // What is tagged by hand needs no suggestion any more; what is taken back needs one again.
    if !same_document(session, &next) {
        next.refresh_review();
    }
    (next != *session).then_some(next)
}

/// Whether nothing happened to the open article.
fn same_document(before: &Session, after: &Session) -> bool {
    match (before.document(), after.document()) {
        (Some(before), Some(after)) => Rc::ptr_eq(before, after),
        _ => true,
    }
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
                let snap = self.settings.snap;
                let before = self.selection;
                self.selection = range.and_then(|range| self.document()?.article.text.trimmed(range, snap));
                if self.selection.is_some() {
                    self.subject = self.focus.take().map(|focus| focus.id).or(self.subject);
                } else if before.is_some()
                    && let Some(id) = self.subject.take()
                {
                    // Back to where the person was before they selected.
                    self.focus = Some(Focus { id, place: Place::Text });
                }
            }
            Command::Focus(focus) => {
                (self.selection, self.subject) = (None, None);
                // What was pressed may be gone: taken back, or deleted in another tab.
                let is_there = |id| self.document().is_some_and(|open| open.annotations.get(id).is_some());
                self.focus = focus.filter(|(id, _)| is_there(*id)).map(|(id, place)| Focus { id, place });
                if self.focus.is_some_and(|focus| focus.place != Place::Command) {
                    self.leave_review();
                }
            }
            Command::Go(direction) => self.go(direction)?,
            Command::GoDeeper => self.go_deeper()?,
            Command::Annotate { kind, id, source, at } => self.annotate(kind, id, source, at)?,
            Command::TagAll { kind, passages, at } => self.tag_all(kind, &passages, at)?,
            Command::Set { ids, field, at } => self.set_field(&ids, &field, at)?,
            Command::Remove { ids, at } => self.remove(&ids, at)?,
            Command::MoveEdge { id, part, edge, to, at } => self.move_edge(id, part, edge, to, at)?,
            Command::AddPart { id, range, at } => self.add_part(id, range, at)?,
            Command::RemovePart { id, part, at } => self.remove_part(id, part, at)?,
            Command::Split { id, place, new, at } => self.split(id, place, new, at)?,
            Command::Join { ids, at } => self.join(&ids, at)?,
            Command::Link { from, relation, at } => self.link(&from, relation, at)?,
            Command::Unlink { from, relation, at } => self.unlink(from, relation, at)?,
            Command::PutSource { source, at } => self.put_source(&source, at)?,
            Command::MergeSources { ids, at } => self.merge_sources(&ids, at)?,
            Command::RemoveSource { id, at } => self.remove_source(id, at)?,
            Command::Filter(filter) => self.filter = Rc::new(filter),
            Command::Check { ids, is_checked } => self.check(ids, is_checked),
            Command::Configure(settings) => self.settings = settings,
            Command::Sign(name) => self.annotator = super::clean_name(&name).into(),
            Command::Import { merge, at } => self.import(&merge, at)?,
            Command::Restore { merges, at } => self.restore(&merges, at)?,
            Command::Suggested { article, found, kept } => self.suggested(article, &found, &kept)?,
            Command::Review(passage) => self.go_to_suggestion(passage)?,
            Command::Draft(draft) => self.draft(draft)?,
            Command::DraftWords => self.draft_words()?,
            Command::GoInReview(direction) => self.next_suggestion(direction)?,
            Command::Accept { items, at } => self.accept(&items, at)?,
            Command::Dismiss { passages, at } => self.dismiss(&passages, at)?,
            Command::KeepLines { lines, at } => self.keep_lines(&lines, at)?,
            Command::UpdateText { article, update, at } => self.update_text(article, &update, at)?,
            Command::PlaceAgain { id, range, at } => self.place_again(id, range, at)?,
            Command::RemoveLeft { id, at } => self.remove_left(id, at)?,
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
            (self.open, self.selection, self.focus, self.subject) = (open, None, None, None);
            // A filter of one article would hide another one's annotations for no reason that one can see.
            (self.filter, self.checked) = (Rc::default(), Rc::default());
            self.review = None;
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
        let change = Change::SetDetails { details: Box::new(details), modified: at };
        // Undo in the open article never touches another one.
        let scope = if self.open == Some(article) { self.scope() } else { Scope::Library };
        self.record(scope, Step::EditDetails(article), at, vec![Edit::Change(article, change)])
    }

    /// Steps to the next annotation that the filter shows; at the last one it stays.
    fn go(&mut self, direction: Direction) -> Option<()> {
        let document = self.document()?;
        let here = self.current();
        let is_shown = |annotation: &&Rc<Annotation>| {
            here.is_some_and(|here| here.id == annotation.id) || self.filter.shows(document, annotation)
        };
        let shown: Vec<_> = document.annotations.iter().filter(is_shown).collect();
        let next = match (here, self.selection) {
            (Some(here), _) => {
                let place = shown.iter().position(|other| other.id == here.id)?;
                let last = shown.len() - 1;
                match direction {
                    Direction::Forward => shown.get((place + 1).min(last)),
                    Direction::Backward => shown.get(place.saturating_sub(1)),
                }
            }
            // From a selection, the nearest annotation on that side.
            (None, Some(range)) => match direction {
                Direction::Forward => shown.iter().find(|other| other.parts.extent() >= range),
                Direction::Backward => shown.iter().rfind(|other| other.parts.extent() < range),
            },
            (None, None) => match direction {
                Direction::Forward => shown.first(),
                Direction::Backward => shown.last(),
            },
        };
        let id = next?.id;
        (self.selection, self.subject) = (None, None);
        self.focus = Some(Focus { id, place: Place::Command });
        Some(())
    }

    /// Steps through the annotations that share text with the current one or with the selection, and round.
    fn go_deeper(&mut self) -> Option<()> {
        let document = self.document()?;
        let id = match (self.current(), self.selection) {
            (Some(here), _) => {
                let stack = document.annotations.stack(here);
                let place = stack.iter().position(|other| other.id == here.id)?;
                stack[(place + 1) % stack.len()].id
            }
            (None, Some(range)) => document.annotations.touching(range).next()?.id,
            (None, None) => return None,
        };
        (self.selection, self.subject) = (None, None);
        self.focus = Some(Focus { id, place: Place::Command });
        Some(())
    }

    fn check(&mut self, ids: Vec<AnnotationId>, is_checked: bool) {
        let Some(document) = self.document().cloned() else { return };
        let mut checked = (*self.checked).clone();
        for id in ids {
            if !is_checked {
                checked.remove(&id);
            } else if document.annotations.get(id).is_some() {
                checked.insert(id);
            }
        }
        if checked != *self.checked {
            self.checked = Rc::new(checked);
        }
    }

    /// Nobody is at, and nothing is chosen, that is not there: taken back, or removed in another tab.
    pub(super) fn let_go_of_what_is_gone(&mut self) {
        let document = self.document().cloned();
        let is_there = |id| document.as_ref().is_some_and(|open| open.annotations.get(id).is_some());
        self.focus = self.focus.filter(|focus| is_there(focus.id));
        self.subject = self.subject.filter(|id| is_there(*id));
        if self.checked.iter().any(|id| !is_there(*id)) {
            self.checked = Rc::new(self.checked.iter().copied().filter(|id| is_there(*id)).collect());
        }
    }

    fn import(&mut self, merge: &Merge, at: Timestamp) -> Option<()> {
        let step = Step::Import { annotations: merge.added.len() + merge.changed.len() };
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
            Target::New => {
                let mut document = merge.incoming.clone();
                for annotation in &merge.changed {
                    let annotations = &mut Rc::make_mut(&mut document).annotations;
                    Rc::make_mut(annotations).put(annotation.clone());
                }
                vec![Edit::AddDocument { document, keep: true }]
            }
            Target::Existing(document) => {
                let id = document.id();
                self.load(document.clone());
                let sources = merge.sources.iter().map(|source| Change::PutSource(source.clone()));
                let put = merge.added.iter().chain(&merge.changed);
                let annotations = put.map(|annotation| Change::Put(annotation.clone()));
                // The sources first, because what has no place names them too.
                let unplaced = (!merge.unplaced.is_empty()).then(|| {
                    let (article, kept) = (document.article.clone(), document.versions.len());
                    let (annotations, removed) = (Vec::new(), Vec::new());
                    let added = merge.unplaced.clone();
                    Change::Revise(Rc::new(Revision { article, kept, added, annotations, removed }))
                });
                sources.chain(annotations).chain(unplaced).map(|change| Edit::Change(id, change)).collect()
            }
        }
    }

    /// Makes edits as one new step.
    pub(super) fn record(&mut self, scope: Scope, step: Step, at: Timestamp, edits: Vec<Edit>) -> Option<()> {
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
        self.let_go_of_what_is_gone();
        (!inverse.is_empty()).then_some(inverse)
    }

    fn perform_one(&mut self, edit: &Edit) -> Option<Edit> {
        match edit {
            Edit::Change(article, change) => {
                let before = self.library.document(*article)?;
                let (document, back) = before.apply(change)?;
                let is_other_text = !Rc::ptr_eq(&before.article.text, &document.article.text);
                Rc::make_mut(&mut self.library).update(document);
                self.selection = None;
                match change {
                    // What was found in another text says nothing about this one.
                    Change::Revise(_) if is_other_text && self.open == Some(*article) => self.review = None,
                    Change::Put(annotation) if self.open == Some(*article) => {
                        self.focus = Some(Focus { id: annotation.id, place: Place::Command });
                        self.subject = None;
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
