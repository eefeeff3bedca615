//! What a person may do, in any order, and a world in which it is done: a session with a clock and fresh ids.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use ascribe::annotation::{Annotation, Document, Kind};
use ascribe::identity::{AnnotationId, ArticleId, Timestamp};
use ascribe::session::{Command, Entry, Library, Place, Scope, Session, apply, merge};
use ascribe::text::{Details, Direction, TextRange};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Sample, article, article_text, draw, kind, short_nasty_text, words};

/// Which of several, whatever their number turns out to be.
#[derive(Clone, Copy, Debug)]
pub struct Index(pub u32);

impl Index {
    /// One of these; `None` if there are none.
    fn of<T: Clone>(self, all: &[T]) -> Option<T> {
        all.get(self.0 as usize % all.len().max(1)).cloned()
    }
}

/// One thing that a person does. What it is done to is chosen when it is done, from what there is then.
#[derive(Clone, Debug)]
pub enum Doing {
    Paste {
        text: String,
        keep: bool,
    },
    Open(Index),
    Load(Index),
    Close,
    Delete(Index),
    Rename(Index, String, String),
    Select(u32, u32),
    SelectNothing,
    Focus(Index, Place),
    /// An annotation that was there a moment ago, or in another tab.
    FocusOnNothing,
    LetGo,
    Go(Direction),
    Annotate(Kind),
    Retag(Index, Kind),
    /// Some of these are there, one is named twice, and one is not there.
    Remove(Vec<Index>),
    RemoveWhatIsSelected,
    WriteNote(Index, String),
    AddLabel(Index, String),
    RemoveLabel(Index, Index),
    ImportArticle(String),
    ImportAnnotations(Index, Vec<(u32, u32)>),
    List,
    Undo,
    Redo,
    UndoIn(Index),
}

/// A doing and the milliseconds that pass before it.
pub type Timed = (Doing, i64);

/// What is done between opening the page and leaving it.
#[derive(Clone)]
pub struct Sitting(pub Vec<Timed>);

impl fmt::Debug for Sitting {
    /// One doing a line, also where the rest is spread over many.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |(doing, pause): &Timed| format!("\n  after {pause} ms {doing:?}");
        self.0.iter().try_for_each(|timed| f.write_str(&line(timed)))
    }
}

fn doing() -> impl Strategy<Value = Doing> {
    let index = || (0..1_000_u32).prop_map(Index);
    let direction = || select([Direction::Forward, Direction::Backward].as_slice());
    let place = || select([Place::Text, Place::List, Place::Command].as_slice());
    prop_oneof![
        2 => (article_text(), prop::bool::weighted(0.8)).prop_map(|(text, keep)| Doing::Paste { text, keep }),
        6 => index().prop_map(Doing::Open),
        1 => index().prop_map(Doing::Load),
        2 => Just(Doing::Close),
        2 => index().prop_map(Doing::Delete),
        3 => (index(), words(), words()).prop_map(|(index, title, byline)| Doing::Rename(index, title, byline)),
        12 => (0..60_u32, 1..30_u32).prop_map(|(start, length)| Doing::Select(start, start + length)),
        1 => Just(Doing::SelectNothing),
        3 => (index(), place()).prop_map(|(index, place)| Doing::Focus(index, place)),
        1 => Just(Doing::FocusOnNothing),
        1 => Just(Doing::LetGo),
        2 => direction().prop_map(Doing::Go),
        12 => kind().prop_map(Doing::Annotate),
        3 => (index(), kind()).prop_map(|(index, kind)| Doing::Retag(index, kind)),
        2 => vec(index(), 0..3).prop_map(Doing::Remove),
        2 => Just(Doing::RemoveWhatIsSelected),
        6 => (index(), words()).prop_map(|(index, note)| Doing::WriteNote(index, note)),
        3 => (index(), words()).prop_map(|(index, label)| Doing::AddLabel(index, label)),
        2 => (index(), index()).prop_map(|(index, label)| Doing::RemoveLabel(index, label)),
        1 => short_nasty_text().prop_map(|text| Doing::ImportArticle(text + "It rained.")),
        2 => (index(), vec((0..50_u32, 1..20_u32), 0..4))
            .prop_map(|(index, ranges)| Doing::ImportAnnotations(index, ranges)),
        1 => Just(Doing::List),
        8 => Just(Doing::Undo),
        6 => Just(Doing::Redo),
        3 => index().prop_map(Doing::UndoIn),
    ]
}

/// A sitting: doings with the pauses between them, some shorter than a pause in typing and some longer.
pub fn sitting(most: usize) -> impl Strategy<Value = Sitting> {
    vec((doing(), select([0, 1, 300, 1_999, 2_000, 60_000].as_slice())), 1..most).prop_map(Sitting)
}

/// Every article in full, and whether it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Content(pub BTreeMap<ArticleId, (Rc<Document>, bool)>);

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (document, kept) in self.0.values() {
            writeln!(f, "\n{} {}", if *kept { "kept" } else { "not kept" }, draw(document))?;
        }
        Ok(())
    }
}

/// A session, and what a browser would know beside it.
pub struct World {
    pub session: Session,
    /// What storage would give for an article that is not loaded.
    pub stored: BTreeMap<ArticleId, Rc<Document>>,
    /// Where the details of each article are edited from: see [`World::command`].
    details_edited_in: BTreeMap<ArticleId, Scope>,
    now: i64,
    ids_given: u32,
}

impl World {
    /// A world that starts with these articles; the second of each pair says whether it is loaded already.
    pub fn new(documents: Vec<(Sample, bool)>) -> Self {
        let mut library = Library::default();
        let mut stored = BTreeMap::new();
        for (document, loaded) in documents {
            let (id, document) = (document.id(), Rc::new(document.0));
            let summary = Rc::new(document.summary());
            library.set(id, if loaded { Entry::Loaded(document.clone()) } else { Entry::Shelved(summary) });
            stored.insert(id, document);
        }
        Self {
            session: Session::new(library),
            stored,
            details_edited_in: BTreeMap::new(),
            now: 1_800_000_000_000,
            ids_given: 0,
        }
    }

    /// Every article in full, whether loaded or not, and whether it is kept.
    pub fn content(&self) -> Content {
        let library = self.session.library();
        let full = |(id, _)| (id, (self.document(id), library.is_kept(id)));
        Content(library.entries().map(full).collect())
    }

    /// An article in full.
    pub fn document(&self, id: ArticleId) -> Rc<Document> {
        let loaded = self.session.library().document(id).cloned();
        loaded.unwrap_or_else(|| self.stored[&id].clone())
    }

    /// Does something: the command that was given, if there was anything to give one about, and whether it
    /// changed the session.
    pub fn run(&mut self, timed: &Timed) -> Option<(Command, bool)> {
        let command = self.command(timed)?;
        let next = apply(&self.session, command.clone());
        let changed = next.is_some();
        if let Some(next) = next {
            self.session = next;
        }
        Some((command, changed))
    }

    /// Goes where the steps of a scope are undone and redone.
    pub fn go_to(&mut self, scope: Scope) {
        let command = match scope {
            Scope::Library => Command::Close,
            Scope::Article(id) => Command::Open(self.document(id)),
        };
        if let Some(next) = apply(&self.session, command) {
            self.session = next;
        }
    }

    /// Sixteen bytes that were not given before, in no order.
    pub fn fresh(&mut self) -> [u8; 16] {
        self.ids_given += 1;
        let mut bytes = [0xa5; 16];
        bytes[..4].copy_from_slice(&self.ids_given.wrapping_mul(0x9e37_79b1).to_be_bytes());
        bytes[12..].copy_from_slice(&self.ids_given.to_be_bytes());
        bytes
    }

    /// The command for a doing; `None` if there is nothing that it could be done to.
    pub fn command(&mut self, (doing, pause): &Timed) -> Option<Command> {
        self.now += pause;
        let at = Timestamp::from_millis(self.now);
        let ids: Vec<ArticleId> = self.session.library().entries().map(|(id, _)| id).collect();
        let any_article = |index: &Index| index.of(&ids);
        let open = self.session.document().cloned();
        let annotations: Vec<Rc<Annotation>> =
            open.iter().flat_map(|document| document.annotations.iter().cloned()).collect();
        let any_annotation = |index: &Index| index.of(&annotations);
        Some(match doing {
            Doing::Paste { text, keep } => {
                let document = Rc::new(Document::new(article(text, self.fresh())));
                Command::Add { document, keep: *keep, at }
            }
            Doing::Open(index) => Command::Open(self.document(any_article(index)?)),
            Doing::Load(index) => Command::Load(self.document(any_article(index)?)),
            Doing::Close => Command::Close,
            Doing::Delete(index) => Command::Delete { document: self.document(any_article(index)?), at },
            Doing::Rename(index, title, byline) => {
                let id = any_article(index)?;
                let opened = open.as_ref().is_some_and(|document| document.id() == id);
                let scope = if opened { Scope::Article(id) } else { Scope::Library };
                // The details are the one thing that two histories can change. A step says what is to be, so
                // when both have changed it, taking the older change back first does not lead to the start.
                // No test can ask for that: here the details of an article belong to one history.
                if *self.details_edited_in.entry(id).or_insert(scope) != scope {
                    return None;
                }
                let present = self.session.library().document(id)?.article.details.clone();
                let details = Details { title: title.clone(), byline: byline.clone(), ..present };
                Command::SetDetails { article: id, details, at }
            }
            Doing::Select(start, end) => Command::Select(TextRange::of(*start, *end)),
            Doing::SelectNothing => Command::Select(None),
            Doing::Focus(index, place) => Command::Focus(Some((any_annotation(index)?.id, *place))),
            Doing::FocusOnNothing => {
                Command::Focus(Some((AnnotationId::from_random(self.fresh()), Place::List)))
            }
            Doing::LetGo => Command::Focus(None),
            Doing::Go(direction) => Command::Go(*direction),
            Doing::Annotate(kind) => {
                Command::Annotate { kind: *kind, id: AnnotationId::from_random(self.fresh()), at }
            }
            Doing::Retag(index, kind) => Command::Retag { id: any_annotation(index)?.id, kind: *kind, at },
            Doing::Remove(indexes) => {
                let mut ids: Vec<_> = indexes.iter().filter_map(|i| Some(any_annotation(i)?.id)).collect();
                ids.extend(ids.first().copied());
                ids.push(AnnotationId::from_random(self.fresh()));
                Command::Remove { ids, at }
            }
            Doing::RemoveWhatIsSelected => Command::Remove { ids: self.session.removable(), at },
            Doing::WriteNote(index, note) => {
                Command::SetNote { id: any_annotation(index)?.id, note: note.clone(), at }
            }
            Doing::AddLabel(index, label) => {
                Command::AddLabel { id: any_annotation(index)?.id, label: label.clone(), at }
            }
            Doing::RemoveLabel(index, which) => {
                let annotation = any_annotation(index)?;
                let label = which.of(&annotation.labels);
                Command::RemoveLabel { id: annotation.id, label: label.unwrap_or_default(), at }
            }
            Doing::ImportArticle(text) => {
                let mut document = Document::new(article(text, self.fresh()));
                let annotation = self.annotation(&document, (0, 4), at)?;
                document.annotations = Rc::new([annotation].into_iter().collect());
                Command::Import { merge: Rc::new(merge(self.session.library(), Rc::new(document))?), at }
            }
            Doing::ImportAnnotations(index, ranges) => {
                let mut document = (*self.document(any_article(index)?)).clone();
                let mut all: Vec<_> = document.annotations.iter().cloned().collect();
                for range in ranges {
                    all.extend(self.annotation(&document, *range, at));
                }
                document.annotations = Rc::new(all.into_iter().collect());
                Command::Import { merge: Rc::new(merge(self.session.library(), Rc::new(document))?), at }
            }
            Doing::List => {
                let summaries = self.session.library().summaries();
                Command::Shelve(summaries.iter().map(|summary| (**summary).clone()).collect())
            }
            Doing::Undo => Command::Undo,
            Doing::Redo => Command::Redo,
            Doing::UndoIn(index) => {
                // Articles that were deleted keep their history, and a notice may still offer to undo there.
                let known: Vec<_> = self.details_edited_in.keys().chain(&ids).copied().collect();
                let scopes: Vec<_> = known.into_iter().map(Scope::Article).chain([Scope::Library]).collect();
                Command::UndoIn(index.of(&scopes)?)
            }
        })
    }

    fn annotation(
        &mut self,
        document: &Document,
        (start, length): (u32, u32),
        at: Timestamp,
    ) -> Option<Rc<Annotation>> {
        let end = document.article.text.index().code_points().0;
        let range = TextRange::of(start % end, (start % end + length).min(end))?;
        let id = AnnotationId::from_random(self.fresh());
        Some(Rc::new(Annotation::new(id, Kind::Claim, range.into(), at)))
    }
}
