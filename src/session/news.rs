//! What a command did, in facts: what a person who does not see the page needs to hear of it.
//!
//! Only what nothing else on the page says aloud is news. What is typed, what a pressed button says of itself, and what
//! a notice at the foot of the page says would be heard twice.

use std::rc::Rc;

use super::{Command, Field, Scope, Session, Step};
use crate::annotation::{Annotation, Document, Kind, Parts};
use crate::identity::{AnnotationId, ArticleId};
use crate::text::ArticleText;

/// How much a person wants to hear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loudness {
    /// Nothing.
    Silent,
    /// What was done, without the words that it was done to.
    Short,
    /// All of it.
    #[default]
    Full,
}

/// What an annotation or a suggestion is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Claim or quote.
    pub kind: Kind,
    /// Its words; empty where they are not to be said.
    pub words: String,
    /// Who says them; empty where nobody does, or it is not to be said.
    pub speaker: String,
}

/// A place in a list, counted from 1, and how long the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceIn {
    /// The place.
    pub place: usize,
    /// How many there are.
    pub of: usize,
}

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The selection was tagged.
    Tagged(About),
    /// The selection was tagged like that before: the person is there now.
    TaggedAlready(About),
    /// An annotation became one of another kind.
    Retagged(About),
    /// One annotation was removed.
    Removed(About),
    /// Somebody says it, by name; nobody does, if that is empty.
    SaidBy(String),
    /// A step that needs no more words than its name.
    Done(Step),
    /// A step was taken back.
    Undone(Step),
    /// A step was done again.
    Redone(Step),
    /// There is no step to take back.
    NothingToUndo,
    /// There is no step to do again.
    NothingToRedo,
    /// The person went to an annotation.
    At(About, PlaceIn),
    /// The person is at a suggestion, after they have answered another one or gone there.
    AtSuggestion {
        /// The answer to the other one.
        answer: Option<Step>,
        /// What is suggested.
        about: About,
        /// Its place among those that wait.
        place: PlaceIn,
    },
    /// Suggestions wait, or none does any more, and the person is at none.
    Waiting {
        /// What was answered just now.
        answer: Option<Step>,
        /// How many wait.
        count: usize,
    },
}

/// What a command did; `None` if there is nothing to say. `after` is the session that the command led to, `None` if it
/// changed nothing.
pub fn news(
    before: &Session,
    after: Option<&Session>,
    command: &Command,
    loudness: Loudness,
) -> Option<News> {
    let teller = match loudness {
        Loudness::Silent => return None,
        Loudness::Short => Teller { has_words: false },
        Loudness::Full => Teller { has_words: true },
    };
    let now = after.unwrap_or(before);
    match (command, after) {
        (Command::Undo | Command::UndoIn(_), None) => Some(News::NothingToUndo),
        (Command::Redo, None) => Some(News::NothingToRedo),
        // At the last one there is, hearing it again says that it is the last.
        (Command::Go(_) | Command::GoDeeper, _) => teller.at(now),
        (Command::GoInReview(_), _) => teller.at_suggestion(now, None),
        (_, None) => None,
        (_, Some(after)) => teller.of_change(before, after, command),
    }
}

/// Says things with the words that they are about, or without them.
#[derive(Clone, Copy)]
struct Teller {
    has_words: bool,
}

impl Teller {
    fn of_change(self, before: &Session, after: &Session, command: &Command) -> Option<News> {
        match command {
            Command::Annotate { id, .. } => {
                let about = self.about(after.document()?, after.current()?);
                let is_new = after.current()?.id == *id;
                let is_same = before.document()?.annotations.len() == after.document()?.annotations.len();
                Some(match (is_new, before.selection().is_some()) {
                    (true, _) => News::Tagged(about),
                    (false, true) if is_same => News::TaggedAlready(about),
                    (false, _) => News::Retagged(about),
                })
            }
            Command::Remove { ids, .. } => self.removed(before, after, ids),
            Command::Set { ids, field, .. } => self.set(before, after, ids, field),
            Command::Undo => Some(News::Undone(before.undo_step()?.clone())),
            Command::Redo => Some(News::Redone(before.redo_step()?.clone())),
            Command::UndoIn(scope) => Some(News::Undone(before.histories().get(scope)?.undo_step()?.clone())),
            Command::DraftWords => self.at_suggestion(after, None),
            Command::Suggested { .. } => self.of_review(after, None),
            Command::Accept { .. } | Command::Dismiss { .. } => {
                let step = step(after)?;
                self.of_review(after, Some(step.clone())).or(Some(News::Done(step)))
            }
            Command::AddPart { .. }
            | Command::RemovePart { .. }
            | Command::Split { .. }
            | Command::Join { .. }
            | Command::Link { .. }
            | Command::Unlink { .. }
            | Command::MergeSources { .. }
            | Command::RemoveSource { .. }
            | Command::KeepLines { .. }
            | Command::PlaceAgain { .. }
            | Command::RemoveLeft { .. } => Some(News::Done(step(after)?)),
            // A list of choices says itself what is chosen.
            Command::SetDetails { article, details, .. } => {
                let was = &before.library().document(*article)?.article.details;
                (was.status == details.status).then(|| step_in(after, *article).map(News::Done))?
            }
            // A name that is typed is one letter after the other.
            Command::PutSource { .. } => {
                Some(step(after)?).filter(|step| matches!(step, Step::AddSource { .. })).map(News::Done)
            }
            _ => None,
        }
    }

    fn removed(self, before: &Session, after: &Session, ids: &[AnnotationId]) -> Option<News> {
        let step = step(after)?;
        let document = before.document()?;
        let one = ids.iter().find_map(|id| document.annotations.get(*id));
        Some(match (&step, one) {
            (Step::Remove { count: 1 }, Some(one)) => News::Removed(self.about(document, one)),
            _ => News::Done(step),
        })
    }

    fn set(self, before: &Session, after: &Session, ids: &[AnnotationId], field: &Field) -> Option<News> {
        let step = step(after)?;
        let one = |session: &Session| {
            let [id] = ids else { return None };
            session.document()?.annotations.get(*id).cloned()
        };
        let Some((was, is)) = one(before).zip(one(after)) else { return Some(News::Done(step)) };
        match field {
            Field::Kind(_) => Some(News::Retagged(self.about(after.document()?, &is))),
            Field::Speaker(_) => {
                Some(News::SaidBy(speaker(after.document()?, &is).map(str::to_owned).unwrap_or_default()))
            }
            // Where the speaker is known, hearing who it is matters more than where the name stands.
            Field::Mention(_) if is.attribution.source.is_some() => None,
            Field::Mention(_) | Field::Cue(_) | Field::Proposal(_) => Some(News::Done(step)),
            Field::AddLabel(_) | Field::RemoveLabel(_) => Some(News::Done(step)),
            // One more or one less, but not each letter of an address.
            Field::Evidence(_) if was.claim.evidence.len() != is.claim.evidence.len() => {
                Some(News::Done(step))
            }
            _ => None,
        }
    }

    fn at(self, session: &Session) -> Option<News> {
        let (document, current) = (session.document()?, session.current()?);
        let annotations = &document.annotations;
        let place = annotations.iter().position(|annotation| annotation.id == current.id)? + 1;
        Some(News::At(self.about(document, current), PlaceIn { place, of: annotations.len() }))
    }

    /// Which suggestion the person is at, or how many wait.
    fn of_review(self, session: &Session, answer: Option<Step>) -> Option<News> {
        self.at_suggestion(session, answer.clone()).or_else(|| waiting(session, answer))
    }

    fn at_suggestion(self, session: &Session, answer: Option<Step>) -> Option<News> {
        let review = session.review()?;
        let current = review.current()?;
        let open = review.open();
        let place = open.iter().position(|other| Rc::ptr_eq(other, current))? + 1;
        let suggestion = review.draft().unwrap_or(current);
        let speaker = suggestion.speaker.as_ref().map_or("", |speaker| &speaker.name);
        let about = About {
            kind: suggestion.kind,
            words: self.words(&session.document()?.article.text, &suggestion.parts),
            speaker: self.name(speaker),
        };
        Some(News::AtSuggestion { answer, about, place: PlaceIn { place, of: open.len() } })
    }

    fn about(self, document: &Document, annotation: &Annotation) -> About {
        About {
            kind: annotation.kind,
            words: self.words(&document.article.text, &annotation.parts),
            speaker: self.name(speaker(document, annotation).unwrap_or_default()),
        }
    }

    fn words(self, text: &ArticleText, parts: &Parts) -> String {
        let parts = parts.iter().filter(|_| self.has_words).map(|part| text.slice(part));
        parts.collect::<Vec<_>>().join(" … ")
    }

    fn name(self, name: &str) -> String {
        if self.has_words { name.to_owned() } else { String::new() }
    }
}

/// How many suggestions wait, while the person is at none of them. That nothing was found at all is said by a notice.
fn waiting(after: &Session, answer: Option<Step>) -> Option<News> {
    let review = after.review().filter(|review| review.found() > 0)?;
    Some(News::Waiting { answer, count: review.open().len() })
}

fn speaker<'a>(document: &'a Document, annotation: &Annotation) -> Option<&'a str> {
    document.source_of(annotation).map(|source| source.name.as_str())
}

/// The step that was made just now, here.
fn step(after: &Session) -> Option<Step> {
    after.undo_step().cloned()
}

/// The step that was made just now, in an article or in the library that it stands in.
fn step_in(after: &Session, article: ArticleId) -> Option<Step> {
    let of = |scope| after.histories().get(&scope).and_then(|history| history.undo_step());
    let is_it = |step: &&Step| matches!(step, Step::EditDetails(id) if *id == article);
    of(Scope::Article(article)).filter(is_it).or_else(|| of(Scope::Library).filter(is_it)).cloned()
}
