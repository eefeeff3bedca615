//! What a person may do, in any order, and a world in which it is done: a session with a clock and fresh ids.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use ascribe::anchoring::Carrier;
use ascribe::annotation::{
    Annotation, CheckWorthiness, ClaimType, Document, Kind, Parts, QuoteType, Relation, RelationKind, Source,
    clean_scale,
};
use ascribe::detection::{Findings, Speaker, StrayKind, StrayLine, Suggestion};
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::session::{
    Accepted, Command, Edge, Entry, Field, Filter, Library, Place, Scope, Session, Settings, TextUpdate,
    apply, merge,
};
use ascribe::text::{ArticleText, CodePointOffset, Details, Direction, Snap, TextRange};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{
    EvidenceSketch, Sample, Stretch, article, article_text, check_worthiness, claim_type, draw, evidence,
    evidence_in, kind, quote_type, relation_kind, short_nasty_text, source, stretch, words,
};

/// A suggestion for each stretch of three words or so, as a search might find them: quotes and claims in turn, every
/// other one with a speaker, every third in two parts.
fn findings(document: &Document) -> Findings {
    let paragraphs = document.article.text.paragraphs();
    // A line that a page brought along, where there is more than one.
    let line = paragraphs.last().filter(|_| paragraphs.len() > 1).map(|paragraph| StrayLine {
        range: paragraph.range,
        kind: StrayKind::Related,
        byline: None,
        date: None,
        outlet: None,
    });
    Findings { suggestions: suggestions(document), stray: line.into_iter().collect() }
}

fn suggestions(document: &Document) -> Vec<Suggestion> {
    let end = document.article.text.index().code_points().0;
    let starts = (0..end.saturating_sub(9)).step_by(10).zip(0_u8..);
    let suggestion = |(start, number): (u32, u8)| {
        let ranges = if number % 3 == 2 {
            vec![(start, start + 3), (start + 5, start + 9)]
        } else {
            vec![(start, start + 9)]
        };
        let ranges = ranges.into_iter().filter_map(|(start, end)| TextRange::of(start, end));
        let speaker = Speaker { name: format!("Speaker {}", number % 4), ..Speaker::default() };
        Some(Suggestion {
            kind: if number % 2 == 0 { Kind::Quote } else { Kind::Claim },
            parts: Parts::new(ranges)?,
            quote_type: (number % 2 == 0).then_some(QuoteType::Direct),
            claim_type: None,
            cue: None,
            mention: TextRange::of(start, start + 2),
            speaker: (number % 4 < 2).then(|| Rc::new(speaker)),
            score: number,
            why: ascribe::detection::Why::Quote(vec![ascribe::detection::Reason::Marks]),
        })
    };
    starts.take(8).filter_map(suggestion).collect()
}

/// Which of several, whatever their number turns out to be.
#[derive(Clone, Copy, Debug)]
pub struct Index(pub u32);

impl Index {
    /// One of these; `None` if there are none.
    fn of<T: Clone>(self, all: &[T]) -> Option<T> {
        all.get(self.0 as usize % all.len().max(1)).cloned()
    }
}

/// Which source: one of the article's, one that nobody knows, or one that is to be made.
#[derive(Clone, Debug)]
pub enum Who {
    Known(Index),
    Gone,
    New(Source),
}

/// A field and what it is to be, in an article that is not known yet.
#[derive(Clone, Debug)]
pub enum FieldSketch {
    Kind(Kind),
    QuoteType(Option<QuoteType>),
    Speaker(Option<Who>),
    Cue(Option<Stretch>),
    Mention(Option<Stretch>),
    Proposal(bool),
    ClaimType(Option<ClaimType>),
    CheckWorthiness(Option<CheckWorthiness>),
    Wording(String),
    Verdict(String),
    Evidence(Vec<EvidenceSketch>),
    Date(String),
    Place(String),
    Context(String),
    Note(String),
    AddLabel(String),
    RemoveLabel(String),
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
    /// The verdicts of an article, one a line.
    SetScale(Index, Vec<String>),
    Select(u32, u32),
    SelectNothing,
    Focus(Index, Place),
    /// An annotation that was there a moment ago, or in another tab.
    FocusOnNothing,
    LetGo,
    Go(Direction),
    GoDeeper,
    Annotate(Kind),
    /// Passages all over the article and past its end, some of them twice.
    TagAll(Kind, Vec<Stretch>),
    /// A field of some that are there, one named twice, and one that is not there.
    Set(Vec<Index>, FieldSketch),
    MoveEdge(Index, usize, Edge, u32),
    AddPart(Index, Stretch),
    RemovePart(Index, usize),
    /// With a fresh id for the second half, or with one that is taken.
    Split(Index, u32, bool),
    /// Some that are there, perhaps one alone or one twice, and one that is not there.
    Join(Vec<Index>),
    /// From some, one of them twice, and one that is not there, to one that is there, or to one that is not.
    Link(Vec<Index>, RelationKind, Option<Index>),
    /// One of the links that are there, or one that is not there.
    Unlink(Index, Option<Index>),
    /// What a person types into the row of a source: its name may be blank.
    PutSource(Who, String, [String; 3], Vec<String>),
    /// Some that are there, one twice, and one that is not there.
    MergeSources(Vec<Index>),
    RemoveSource(Who),
    Filter(Box<Filter>, Option<Index>),
    Check(Vec<Index>, bool),
    Configure(Settings),
    Sign(String),
    Retag(Index, Kind),
    /// Some of these are there, one is named twice, and one is not there.
    Remove(Vec<Index>),
    RemoveWhatIsSelected,
    WriteNote(Index, String),
    AddLabel(Index, String),
    RemoveLabel(Index, Index),
    /// Have the article searched for suggestions.
    Suggest,
    /// One of the suggestions that are open, or none.
    Review(Option<Index>),
    GoInReview(Direction),
    /// Another speaker for the suggestion that the person is at.
    Draft(String),
    /// Some of those that are open, one of them twice with the same id.
    Accept(Vec<Index>),
    /// Some of those that are open, one twice, and words past the end.
    Dismiss(Vec<Index>),
    /// The text with words taken out at a place and others put in, and every annotation carried along; those whose
    /// number is named are left behind.
    UpdateText(u32, u32, String, Vec<Index>),
    /// One of those that were left with an earlier text.
    PlaceAgain(Index, Stretch),
    RemoveLeft(Index),
    ImportArticle(String),
    /// Annotations of an article that is here, said by a source that comes with them.
    ImportAnnotations(Index, Vec<(u32, u32)>, Option<Source>),
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

fn index() -> impl Strategy<Value = Index> {
    (0..1_000_u32).prop_map(Index)
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![
        5 => index().prop_map(Who::Known),
        1 => Just(Who::Gone),
        3 => source().prop_map(Who::New),
        // A row that was opened and left without a name.
        1 => source().prop_map(|source| Who::New(Source { name: " \t".to_owned(), ..source })),
    ]
}

fn field() -> impl Strategy<Value = FieldSketch> {
    prop_oneof![
        1 => kind().prop_map(FieldSketch::Kind),
        1 => quote_type().prop_map(FieldSketch::QuoteType),
        4 => option::of(who()).prop_map(FieldSketch::Speaker),
        2 => option::of(stretch()).prop_map(FieldSketch::Cue),
        2 => option::of(stretch()).prop_map(FieldSketch::Mention),
        3 => any::<bool>().prop_map(FieldSketch::Proposal),
        1 => claim_type().prop_map(FieldSketch::ClaimType),
        1 => check_worthiness().prop_map(FieldSketch::CheckWorthiness),
        1 => words().prop_map(FieldSketch::Wording),
        1 => words().prop_map(FieldSketch::Verdict),
        2 => evidence().prop_map(FieldSketch::Evidence),
        1 => words().prop_map(FieldSketch::Date),
        1 => words().prop_map(FieldSketch::Place),
        1 => words().prop_map(FieldSketch::Context),
        1 => words().prop_map(FieldSketch::Note),
        1 => words().prop_map(FieldSketch::AddLabel),
        1 => words().prop_map(FieldSketch::RemoveLabel),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    let text = select(["", " ", "a", "“", "okafor", "claim", "no such words"].as_slice());
    let only =
        (option::weighted(0.3, kind()), option::weighted(0.2, words()), option::weighted(0.2, words()));
    let types = (quote_type(), claim_type(), prop::bool::weighted(0.3));
    let has = (prop::bool::weighted(0.2), prop::bool::weighted(0.2), prop::bool::weighted(0.2));
    (text, only, types, has).prop_map(
        |(text, (kind, verdict, label), (quote_type, claim_type, by_type), has)| {
            let (has_note, has_evidence, is_proposed) = has;
            Filter {
                text: text.to_owned(),
                kind,
                // Chosen when the sources are known.
                source: None,
                verdict,
                label,
                quote_type: quote_type.filter(|_| by_type),
                claim_type: claim_type.filter(|_| by_type),
                has_note,
                has_evidence,
                is_proposed,
            }
        },
    )
}

/// Everything that can be done to what annotations cover, to their links, and to sources.
fn doing_with_more() -> impl Strategy<Value = Doing> {
    let some = || vec(index(), 0..3);
    let edge = || select([Edge::Start, Edge::End].as_slice());
    let place = || prop_oneof![8 => 0..60_u32, 1 => any::<u32>()];
    let settings = (select(Snap::ALL.as_slice()), option::of(kind()));
    prop_oneof![
        6 => Just(Doing::Suggest),
        3 => option::weighted(0.8, index()).prop_map(Doing::Review),
        2 => prop::bool::ANY.prop_map(|back| Doing::GoInReview(if back { Direction::Backward } else { Direction::Forward })),
        2 => words().prop_map(Doing::Draft),
        6 => vec(index(), 0..3).prop_map(Doing::Accept),
        5 => vec(index(), 0..3).prop_map(Doing::Dismiss),
        8 => (0..60_u32, 0..20_u32, short_nasty_text(), vec(index(), 0..2))
            .prop_map(|(at, gone, text, left)| Doing::UpdateText(at, gone, text, left)),
        3 => (index(), stretch()).prop_map(|(index, words)| Doing::PlaceAgain(index, words)),
        1 => index().prop_map(Doing::RemoveLeft),
        4 => Just(Doing::GoDeeper),
        3 => (kind(), vec(stretch(), 0..5)).prop_map(|(kind, passages)| Doing::TagAll(kind, passages)),
        16 => (some(), field()).prop_map(|(ids, field)| Doing::Set(ids, field)),
        8 => (index(), 0..3_usize, edge(), place())
            .prop_map(|(index, part, edge, to)| Doing::MoveEdge(index, part, edge, to)),
        5 => (index(), stretch()).prop_map(|(index, words)| Doing::AddPart(index, words)),
        3 => (index(), 0..3_usize).prop_map(|(index, part)| Doing::RemovePart(index, part)),
        4 => (index(), place(), prop::bool::weighted(0.2))
            .prop_map(|(index, place, is_taken)| Doing::Split(index, place, is_taken)),
        6 => vec(index(), 0..4).prop_map(Doing::Join),
        8 => (some(), relation_kind(), option::weighted(0.9, index()))
            .prop_map(|(from, kind, to)| Doing::Link(from, kind, to)),
        3 => (index(), option::weighted(0.8, index())).prop_map(|(from, link)| Doing::Unlink(from, link)),
        5 => (who(), words(), [words(), words(), words()], vec(words(), 0..3))
            .prop_map(|(who, name, texts, aliases)| Doing::PutSource(who, name, texts, aliases)),
        6 => vec(index(), 0..4).prop_map(Doing::MergeSources),
        3 => who().prop_map(Doing::RemoveSource),
        3 => (filter().prop_map(Box::new), option::weighted(0.3, index()))
            .prop_map(|(filter, source)| Doing::Filter(filter, source)),
        5 => (vec(index(), 0..4), prop::bool::weighted(0.7))
            .prop_map(|(ids, is_checked)| Doing::Check(ids, is_checked)),
        2 => settings.prop_map(|(snap, sticky)| Doing::Configure(Settings { snap, sticky })),
        1 => words().prop_map(Doing::Sign),
        2 => (index(), vec(words(), 0..3)).prop_map(|(index, lines)| Doing::SetScale(index, lines)),
    ]
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![1 => doing_with_less(), 1 => doing_with_more()]
}

fn doing_with_less() -> impl Strategy<Value = Doing> {
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
        2 => (index(), vec((0..50_u32, 1..20_u32), 0..4), option::of(source()))
            .prop_map(|(index, ranges, source)| Doing::ImportAnnotations(index, ranges, source)),
        1 => Just(Doing::List),
        8 => Just(Doing::Undo),
        6 => Just(Doing::Redo),
        3 => index().prop_map(Doing::UndoIn),
    ]
}

/// A sitting: doings with the pauses between them, some shorter than a pause in typing and some longer. Most of
/// them begin with opening an article, because most doings need one.
pub fn sitting(most: usize) -> impl Strategy<Value = Sitting> {
    let opening = option::weighted(0.8, index().prop_map(|index| (Doing::Open(index), 0)));
    let doings = vec((doing(), select([0, 1, 300, 1_999, 2_000, 60_000].as_slice())), 1..most);
    (opening, doings).prop_map(|(opening, doings)| Sitting(opening.into_iter().chain(doings).collect()))
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
        let sources: Vec<Rc<Source>> =
            open.iter().flat_map(|document| document.sources.iter().cloned()).collect();
        let suggested: Vec<Rc<Suggestion>> =
            self.session.review().map(|review| review.open().to_vec()).unwrap_or_default();
        // An annotation and a source that were there a moment ago, or in another tab.
        let gone = AnnotationId::from_random(self.fresh());
        let gone_source = SourceId::from_random(self.fresh());
        // Some that are there, one of them twice, and one that is not there.
        let some_annotations = |indexes: &[Index]| {
            let mut ids: Vec<_> = indexes.iter().filter_map(|i| Some(any_annotation(i)?.id)).collect();
            ids.extend(ids.first().copied());
            ids.push(gone);
            ids
        };
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
            Doing::SetScale(index, lines) => {
                let id = any_article(index)?;
                let opened = open.as_ref().is_some_and(|document| document.id() == id);
                let scope = if opened { Scope::Article(id) } else { Scope::Library };
                if *self.details_edited_in.entry(id).or_insert(scope) != scope {
                    return None;
                }
                let present = self.session.library().document(id)?.article.details.clone();
                let details = Details { verdicts: clean_scale(lines), ..present };
                Command::SetDetails { article: id, details, at }
            }
            Doing::Select(start, end) => Command::Select(TextRange::of(*start, *end)),
            Doing::SelectNothing => Command::Select(None),
            Doing::Focus(index, place) => Command::Focus(Some((any_annotation(index)?.id, *place))),
            Doing::FocusOnNothing => Command::Focus(Some((gone, Place::List))),
            Doing::LetGo => Command::Focus(None),
            Doing::Go(direction) => Command::Go(*direction),
            Doing::Annotate(kind) => {
                let id = AnnotationId::from_random(self.fresh());
                Command::Annotate { kind: *kind, id, source: SourceId::from_random(self.fresh()), at }
            }
            Doing::Suggest => {
                let document = open?;
                Command::Suggested {
                    article: document.id(),
                    found: Rc::new(findings(&document)),
                    kept: document.article.details.kept.clone(),
                }
            }
            Doing::Review(index) => {
                let suggestion = index.and_then(|index| index.of(&suggested));
                Command::Review(suggestion.map(|suggestion| suggestion.passage()))
            }
            Doing::GoInReview(direction) => Command::GoInReview(*direction),
            Doing::Draft(name) => {
                let mut draft = (**self.session.review()?.current()?).clone();
                draft.speaker = Some(Rc::new(Speaker { name: name.clone(), ..Speaker::default() }));
                Command::Draft(Rc::new(draft))
            }
            Doing::Accept(indexes) => {
                let mut items = Vec::new();
                for suggestion in indexes.iter().filter_map(|index| index.of(&suggested)) {
                    let id = AnnotationId::from_random(self.fresh());
                    let source = SourceId::from_random(self.fresh());
                    let suggested = suggestion.passage();
                    items.push(Accepted { suggestion, suggested, is_changed: items.is_empty(), id, source });
                }
                items.extend(items.first().cloned());
                Command::Accept { items, at }
            }
            Doing::Dismiss(indexes) => {
                let id = open.as_ref()?.id();
                if *self.details_edited_in.entry(id).or_insert(Scope::Article(id)) != Scope::Article(id) {
                    return None;
                }
                let mut passages: Vec<_> =
                    indexes.iter().filter_map(|index| Some(index.of(&suggested)?.passage())).collect();
                passages.extend(passages.first().copied());
                passages.extend(TextRange::of(u32::MAX - 1, u32::MAX));
                match self.session.review().and_then(|review| review.stray().first()) {
                    Some(line) if passages.len() % 2 == 1 => {
                        Command::KeepLines { lines: vec![line.range], at }
                    }
                    _ => Command::Dismiss { passages, at },
                }
            }
            Doing::UpdateText(at_point, gone, text, left) => {
                let document = open?;
                let id = document.id();
                // A text brings its details along: see above.
                if *self.details_edited_in.entry(id).or_insert(Scope::Article(id)) != Scope::Article(id) {
                    return None;
                }
                let old: Vec<char> = document.article.text.as_str().chars().collect();
                let from = (*at_point as usize).min(old.len());
                let to = (from + *gone as usize).min(old.len());
                let pasted: String = old[..from]
                    .iter()
                    .copied()
                    .chain(text.chars())
                    .chain(old[to..].iter().copied())
                    .collect();
                let (text, normalization) = ArticleText::new(&pasted);
                let carrier = Carrier::new(&document.article.text, &text);
                let is_left = |id| left.iter().any(|index| any_annotation(index).is_some_and(|a| a.id == id));
                let places = document.annotations.iter().filter(|annotation| !is_left(annotation.id));
                let places = places.map(|annotation| {
                    (annotation.id, annotation.ranges().map(|range| carrier.carry(range).range).collect())
                });
                let places = places.collect();
                let carried = |passages: &[TextRange]| {
                    passages.iter().map(|range| carrier.carry(*range).range).collect()
                };
                let details = &document.article.details;
                let (dismissed, kept) = (carried(&details.dismissed), carried(&details.kept));
                let update = TextUpdate {
                    text: Rc::new(text.clone()),
                    normalization,
                    note: "edited".to_owned(),
                    places,
                    dismissed,
                    kept,
                };
                Command::UpdateText { article: id, update: Rc::new(update), at }
            }
            Doing::PlaceAgain(index, (start, length)) => {
                let versions = open.as_ref()?.versions.clone();
                let left: Vec<_> = versions.iter().flat_map(|version| version.left.iter().cloned()).collect();
                let id = index.of(&left).map_or(gone, |left| left.id);
                Command::PlaceAgain { id, range: TextRange::of(*start, start.saturating_add(*length))?, at }
            }
            Doing::RemoveLeft(index) => {
                let versions = open.as_ref()?.versions.clone();
                let left: Vec<_> = versions.iter().flat_map(|version| version.left.iter().cloned()).collect();
                Command::RemoveLeft { id: index.of(&left).map_or(gone, |left| left.id), at }
            }
            Doing::GoDeeper => Command::GoDeeper,
            Doing::TagAll(kind, stretches) => {
                let mut passages: Vec<_> = stretches
                    .iter()
                    .filter_map(|(start, length)| TextRange::of(*start, start.saturating_add(*length)))
                    .collect();
                passages.extend(passages.first().copied());
                let passages =
                    passages.into_iter().map(|range| (AnnotationId::from_random(self.fresh()), range));
                Command::TagAll { kind: *kind, passages: passages.collect(), at }
            }
            Doing::Set(indexes, field) => {
                let ids = some_annotations(indexes);
                Command::Set { ids, field: self.field(open.as_deref()?, field, &sources, gone_source), at }
            }
            Doing::MoveEdge(index, part, edge, to) => {
                let id = any_annotation(index).map_or(gone, |annotation| annotation.id);
                Command::MoveEdge { id, part: *part, edge: *edge, to: CodePointOffset(*to), at }
            }
            Doing::AddPart(index, (start, length)) => {
                let id = any_annotation(index).map_or(gone, |annotation| annotation.id);
                Command::AddPart { id, range: TextRange::of(*start, start.saturating_add(*length))?, at }
            }
            Doing::RemovePart(index, part) => {
                let id = any_annotation(index).map_or(gone, |annotation| annotation.id);
                Command::RemovePart { id, part: *part, at }
            }
            Doing::Split(index, place, is_taken) => {
                let id = any_annotation(index).map_or(gone, |annotation| annotation.id);
                let new = if *is_taken { id } else { AnnotationId::from_random(self.fresh()) };
                Command::Split { id, place: CodePointOffset(*place), new, at }
            }
            Doing::Join(indexes) => Command::Join { ids: some_annotations(indexes), at },
            Doing::Link(indexes, kind, to) => {
                let to = to.and_then(|index| any_annotation(&index)).map_or(gone, |annotation| annotation.id);
                Command::Link { from: some_annotations(indexes), relation: Relation { kind: *kind, to }, at }
            }
            Doing::Unlink(index, which) => {
                // Most annotations hold no link; one that does is worth more.
                let holders: Vec<_> =
                    annotations.iter().filter(|holder| !holder.relations.is_empty()).cloned().collect();
                let holder = index.of(&holders).or_else(|| any_annotation(index))?;
                let absent = Relation { kind: RelationKind::Supports, to: gone };
                let relation = which.and_then(|which| which.of(&holder.relations)).unwrap_or(absent);
                Command::Unlink { from: holder.id, relation, at }
            }
            Doing::PutSource(who, name, [role, organisation, link], aliases) => {
                let mut source = self.source(who, &sources, gone_source);
                (source.name, source.aliases) = (name.clone(), aliases.clone());
                (source.role, source.organisation) = (role.clone(), organisation.clone());
                source.link.clone_from(link);
                Command::PutSource { source: Rc::new(source), at }
            }
            Doing::MergeSources(indexes) => {
                let mut ids: Vec<_> = indexes.iter().filter_map(|i| Some(i.of(&sources)?.id)).collect();
                ids.extend(ids.first().copied());
                ids.insert(0, gone_source);
                Command::MergeSources { ids, at }
            }
            Doing::RemoveSource(who) => {
                Command::RemoveSource { id: self.source(who, &sources, gone_source).id, at }
            }
            Doing::Filter(filter, source) => {
                let source = source.map(|index| index.of(&sources).map(|source| source.id));
                Command::Filter(Filter { source, ..(**filter).clone() })
            }
            Doing::Check(indexes, is_checked) => {
                Command::Check { ids: some_annotations(indexes), is_checked: *is_checked }
            }
            Doing::Configure(settings) => Command::Configure(*settings),
            Doing::Sign(name) => Command::Sign(name.clone()),
            Doing::Retag(index, kind) => {
                Command::Set { ids: vec![any_annotation(index)?.id], field: Field::Kind(*kind), at }
            }
            Doing::Remove(indexes) => Command::Remove { ids: some_annotations(indexes), at },
            Doing::RemoveWhatIsSelected => Command::Remove { ids: self.session.removable(), at },
            Doing::WriteNote(index, note) => {
                Command::Set { ids: vec![any_annotation(index)?.id], field: Field::Note(note.clone()), at }
            }
            Doing::AddLabel(index, label) => Command::Set {
                ids: vec![any_annotation(index)?.id],
                field: Field::AddLabel(label.clone()),
                at,
            },
            Doing::RemoveLabel(index, which) => {
                let annotation = any_annotation(index)?;
                let label = which.of(&annotation.labels);
                let field = Field::RemoveLabel(label.unwrap_or_default());
                Command::Set { ids: vec![annotation.id], field, at }
            }
            Doing::ImportArticle(text) => {
                let mut document = Document::new(article(text, self.fresh()));
                let annotation = self.annotation(&document, (0, 4), at)?;
                document.annotations = Rc::new([annotation].into_iter().collect());
                Command::Import { merge: Rc::new(merge(self.session.library(), Rc::new(document))?), at }
            }
            Doing::ImportAnnotations(index, ranges, source) => {
                let mut document = (*self.document(any_article(index)?)).clone();
                let mut all: Vec<_> = document.annotations.iter().cloned().collect();
                for range in ranges {
                    let mut annotation = (*self.annotation(&document, *range, at)?).clone();
                    annotation.attribution.source = source.as_ref().map(|source| source.id);
                    all.push(Rc::new(annotation));
                }
                let known = document.sources.iter().cloned();
                document.sources = Rc::new(known.chain(source.clone().map(Rc::new)).collect());
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

    /// What a person sets, in the open article.
    fn field(
        &mut self,
        document: &Document,
        field: &FieldSketch,
        sources: &[Rc<Source>],
        gone: SourceId,
    ) -> Field {
        let range = |stretch: &Option<Stretch>| {
            stretch.and_then(|(start, length)| TextRange::of(start, start.saturating_add(length)))
        };
        match field {
            FieldSketch::Kind(kind) => Field::Kind(*kind),
            FieldSketch::QuoteType(value) => Field::QuoteType(*value),
            FieldSketch::Speaker(who) => {
                Field::Speaker(who.as_ref().map(|who| Rc::new(self.source(who, sources, gone))))
            }
            FieldSketch::Cue(stretch) => Field::Cue(range(stretch)),
            FieldSketch::Mention(stretch) => Field::Mention(range(stretch)),
            FieldSketch::Proposal(is_right) => Field::Proposal(*is_right),
            FieldSketch::ClaimType(value) => Field::ClaimType(*value),
            FieldSketch::CheckWorthiness(value) => Field::CheckWorthiness(*value),
            FieldSketch::Wording(text) => Field::Wording(text.clone()),
            FieldSketch::Verdict(text) => Field::Verdict(text.clone()),
            FieldSketch::Evidence(pieces) => {
                let text = &document.article.text;
                Field::Evidence(pieces.iter().map(|piece| evidence_in(text, piece)).collect())
            }
            FieldSketch::Date(text) => Field::Date(text.clone()),
            FieldSketch::Place(text) => Field::Place(text.clone()),
            FieldSketch::Context(text) => Field::Context(text.clone()),
            FieldSketch::Note(text) => Field::Note(text.clone()),
            FieldSketch::AddLabel(label) => Field::AddLabel(label.clone()),
            FieldSketch::RemoveLabel(label) => Field::RemoveLabel(label.clone()),
        }
    }

    /// A row as a person has it before them.
    fn source(&mut self, who: &Who, sources: &[Rc<Source>], gone: SourceId) -> Source {
        let at = Timestamp::from_millis(self.now);
        match who {
            Who::Known(index) => match index.of(sources) {
                Some(source) => (*source).clone(),
                None => Source::new(gone, "Okafor", Default::default(), at),
            },
            Who::Gone => Source::new(gone, "Okafor", Default::default(), at),
            // With an id of its own, so that the same row can be made twice.
            Who::New(source) => {
                let id = SourceId::from_random(self.fresh());
                Source { id, created: at, modified: at, ..source.clone() }
            }
        }
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
