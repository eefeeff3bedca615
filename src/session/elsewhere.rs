//! What another tab did to the same articles, taken over without losing what was done here.

use std::rc::Rc;

use super::{Edit, Entry, Library, Scope, Session, Step};
use crate::annotation::{Annotation, Change, Document, Source};
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::text::Details;

/// One thing that another tab has stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// An annotation is now like this; `None` if it was removed.
    Annotation {
        /// Of which article.
        article: ArticleId,
        /// Which one.
        id: AnnotationId,
        /// What it is now.
        now: Option<Rc<Annotation>>,
    },
    /// A source is now like this; `None` if it was removed.
    Source {
        /// Of which article.
        article: ArticleId,
        /// Which one.
        id: SourceId,
        /// What it is now.
        now: Option<Rc<Source>>,
    },
    /// An article's details are now like this.
    Details {
        /// Of which article.
        article: ArticleId,
        /// What they are now.
        details: Box<Details>,
        /// When they were changed.
        modified: Timestamp,
    },
    /// An article has another text or other versions now, and everything in it another place.
    Revised(Rc<Document>),
    /// An article was deleted.
    Deleted(ArticleId),
}

/// Two changes of one thing that lie no further apart, in milliseconds, are taken for a conflict: neither tab
/// had seen the other's. Tabs learn of each other's changes within a second.
const UNSEEN: i64 = 2_000;

impl Library {
    /// Takes over what another tab did, where the article is loaded. The edit that takes it back comes with
    /// it; `None` if it is so here already.
    pub fn take(&mut self, elsewhere: &Elsewhere) -> Option<Edit> {
        let (article, change) = match elsewhere {
            Elsewhere::Annotation { article, now: Some(annotation), .. } => {
                (*article, Change::Put(annotation.clone()))
            }
            Elsewhere::Annotation { article, id, now: None } => (*article, Change::Remove(*id)),
            Elsewhere::Source { article, now: Some(source), .. } => {
                (*article, Change::PutSource(source.clone()))
            }
            Elsewhere::Source { article, id, now: None } => (*article, Change::RemoveSource(*id)),
            Elsewhere::Details { article, details, modified } => {
                (*article, Change::SetDetails { details: details.clone(), modified: *modified })
            }
            Elsewhere::Revised(now) => {
                let is_other = |here: &&Rc<Document>| {
                    here.article.text != now.article.text || here.versions != now.versions
                };
                let here = self.document(now.id()).filter(is_other)?;
                let back = Edit::AddDocument { document: here.clone(), keep: true };
                if matches!(self.entry(now.id()), Some(Entry::Loaded(_))) {
                    self.set(now.id(), Entry::Loaded(now.clone()));
                }
                return Some(back);
            }
            Elsewhere::Deleted(id) => {
                return match self.entry(*id)? {
                    Entry::Loaded(document) => {
                        let back = Edit::AddDocument { document: document.clone(), keep: true };
                        self.remove(*id);
                        Some(back)
                    }
                    Entry::Shelved(_) => {
                        self.remove(*id);
                        None
                    }
                    // Not stored, so no other tab can have meant it.
                    Entry::Unkept(_) => None,
                };
            }
        };
        let (document, back) = self.document(article)?.apply(&change)?;
        self.update(document);
        Some(Edit::Change(article, back))
    }
}

impl Session {
    /// Takes over what another tab did. It is that tab's step and not undone here, with two exceptions: what
    /// was removed there, and what was changed in both tabs before either could know, can be brought back
    /// from here.
    pub(super) fn take(&mut self, elsewhere: &Elsewhere, at: Timestamp) -> Option<()> {
        let step = self.worth_undoing(elsewhere);
        let mut library = (*self.library).clone();
        let back = library.take(elsewhere);
        if let Elsewhere::Revised(now) = elsewhere
            && self.library.document(now.id()).is_some_and(|here| here.article.text != now.article.text)
        {
            // Its steps lead to places in a text that is no longer there.
            self.histories.insert(Scope::Article(now.id()), Rc::default());
            (self.selection, self.review) = (None, None);
        }
        if library == *self.library {
            return None;
        }
        self.library = Rc::new(library);
        if let (Some(back), Some((scope, step))) = (back, step) {
            let history = self.histories.entry(scope).or_default();
            Rc::make_mut(history).record(step, vec![back], at);
        }
        self.let_go_of_what_is_gone();
        if self.open.is_some_and(|id| self.library.entry(id).is_none()) {
            self.go_to(None);
        }
        Some(())
    }

    /// The step, if what another tab did is one that this tab can take back.
    fn worth_undoing(&self, elsewhere: &Elsewhere) -> Option<(Scope, Step)> {
        match elsewhere {
            // It is taken back where it was done.
            Elsewhere::Revised(_) => None,
            Elsewhere::Deleted(id) => {
                let title = self.library.document(*id)?.article.details.title.clone();
                Some((Scope::Library, Step::DeletedElsewhere { title }))
            }
            Elsewhere::Annotation { article, id, now } => {
                let here = self.library.document(*article)?.annotations.get(*id)?;
                let scope = Scope::Article(*article);
                match now {
                    None => Some((scope, Step::RemovedElsewhere)),
                    Some(now)
                        if here != now
                            && is_unseen(here.modified, now.modified)
                            && self.is_own(scope, here.modified, |change| change.is_about(*id)) =>
                    {
                        Some((scope, Step::ChangedElsewhere))
                    }
                    Some(_) => None,
                }
            }
            Elsewhere::Source { article, id, now } => {
                let here = self.library.document(*article)?.sources.get(*id)?;
                let scope = Scope::Article(*article);
                match now {
                    None => Some((scope, Step::RemovedElsewhere)),
                    Some(now) => {
                        let is_own = self.is_own(scope, here.modified, |change| change.is_about_source(*id));
                        (here != now && is_unseen(here.modified, now.modified) && is_own)
                            .then_some((scope, Step::ChangedElsewhere))
                    }
                }
            }
            Elsewhere::Details { article, details, modified } => {
                let here = &self.library.document(*article)?.article;
                let scope = Scope::Article(*article);
                let is_own =
                    self.is_own(scope, here.modified, |change| matches!(change, Change::SetDetails { .. }));
                (here.details != **details && is_unseen(here.modified, *modified) && is_own)
                    .then_some((scope, Step::ChangedElsewhere))
            }
        }
    }
}

impl Session {
    /// Whether what stands here is this tab's own last step: made at that moment, by a change of that kind.
    /// What another tab did before is not worth keeping against what it does next.
    fn is_own(&self, scope: Scope, at: Timestamp, is_about: impl Fn(&Change) -> bool) -> bool {
        let last = self.histories.get(&scope).and_then(|history| history.last());
        last.is_some_and(|last| {
            let concerns = |edit: &Edit| matches!(edit, Edit::Change(_, change) if is_about(change));
            last.at == at && last.edits.iter().any(concerns)
        })
    }
}

fn is_unseen(here: Timestamp, there: Timestamp) -> bool {
    (here.millis() - there.millis()).abs() < UNSEEN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Kind;
    use crate::session::{Command, Field, Place, apply};
    use crate::text::{TextRange, article_from_paste};

    const START: i64 = 1_000_000;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(START + millis)
    }

    fn article() -> ArticleId {
        ArticleId::from_random([1; 16])
    }

    fn id() -> AnnotationId {
        AnnotationId::from_random([2; 16])
    }

    fn annotation(note: &str, modified: i64) -> Rc<Annotation> {
        let range = TextRange::of(0, 2).expect("not empty");
        let mut annotation = Annotation::new(id(), Kind::Claim, range.into(), at(0));
        annotation.note = note.to_owned();
        annotation.modified = at(modified);
        Rc::new(annotation)
    }

    /// A session with one article open and one annotation in it.
    fn session() -> Session {
        let article = article_from_paste("It rained.", article(), at(0)).expect("has text");
        let document = Rc::new(Document::new(article));
        let session = apply(&Session::default(), Command::Open(document)).expect("it opens");
        take(&session, Some(annotation("", 0)), 0)
    }

    fn take(session: &Session, now: Option<Rc<Annotation>>, when: i64) -> Session {
        let elsewhere = Elsewhere::Annotation { article: article(), id: id(), now };
        apply(session, Command::Elsewhere { elsewhere, at: at(when) }).expect("it changes something")
    }

    fn note(session: &Session) -> Option<String> {
        Some(session.document()?.annotations.get(id())?.note.clone())
    }

    #[test]
    fn what_another_tab_did_is_seen_and_not_undone_here() {
        let after = take(&session(), Some(annotation("theirs", 60_000)), 60_001);
        assert_eq!(note(&after).as_deref(), Some("theirs"));
        assert_eq!(after.undo_step(), None, "it is the other tab's step");
        let again =
            Elsewhere::Annotation { article: article(), id: id(), now: Some(annotation("theirs", 60_000)) };
        assert_eq!(apply(&after, Command::Elsewhere { elsewhere: again, at: at(60_002) }), None);
    }

    #[test]
    fn a_note_that_is_typed_in_another_tab_leaves_no_steps_here() {
        let mut session = session();
        for (number, note) in (0..).zip(["w", "wh", "who", "who?"]) {
            session = take(&session, Some(annotation(note, 60_000 + number * 100)), 60_050 + number * 100);
        }
        assert_eq!(note(&session).as_deref(), Some("who?"));
        assert_eq!(session.undo_step(), None, "letters of another tab are not this tab's steps");
    }

    #[test]
    fn what_was_changed_in_both_tabs_at_once_can_be_brought_back() {
        let note = Field::Note("ours".to_owned());
        let note_it = Command::Set { ids: vec![id()], field: note, at: at(60_000) };
        let ours = apply(&session(), note_it).expect("a note");
        let both = take(&ours, Some(annotation("theirs", 60_400)), 60_500);
        assert_eq!(self::note(&both).as_deref(), Some("theirs"), "both tabs end with what is stored");
        assert_eq!(both.undo_step(), Some(&Step::ChangedElsewhere));
        let back = apply(&both, Command::Undo).expect("a step");
        assert_eq!(self::note(&back).as_deref(), Some("ours"));
    }

    #[test]
    fn what_another_tab_removed_can_be_brought_back() {
        let at_it = apply(&session(), Command::Focus(Some((id(), Place::List)))).expect("there");
        let gone = take(&at_it, None, 60_000);
        assert_eq!((note(&gone), gone.focus()), (None, None));
        assert_eq!(gone.undo_step(), Some(&Step::RemovedElsewhere));
        let back = apply(&gone, Command::Undo).expect("a step");
        assert_eq!(note(&back).as_deref(), Some(""));
    }

    #[test]
    fn another_text_from_another_tab_takes_the_steps_of_the_old_one_away() {
        let note_it = Command::Set { ids: vec![id()], field: Field::Note("ours".to_owned()), at: at(1_000) };
        let ours = apply(&session(), note_it).expect("a note");
        assert!(ours.undo_step().is_some());
        let mut there = (**ours.document().expect("open")).clone();
        let text = Rc::new(crate::text::ArticleText::new("At last it rained.").0);
        there.article = Rc::new(crate::text::Article { text, ..(*there.article).clone() });
        let revised = |document: &Document| {
            let elsewhere = Elsewhere::Revised(Rc::new(document.clone()));
            Command::Elsewhere { elsewhere, at: at(60_000) }
        };
        let after = apply(&ours, revised(&there)).expect("another text");
        assert_eq!(
            after.document().map(|document| document.article.text.as_str()),
            Some("At last it rained.")
        );
        assert_eq!(after.undo_step(), None, "its steps lead to places in a text that is gone");
        assert_eq!(apply(&after, revised(&there)), None);
        // Other versions of the same text, as placing an annotation again leaves them, take no step away.
        let step = Command::Set { ids: vec![id()], field: Field::Note("more".to_owned()), at: at(61_000) };
        let noted = apply(&after, step).expect("a note");
        let mut there = (**noted.document().expect("open")).clone();
        let version = crate::annotation::Version {
            text: Rc::new(crate::text::ArticleText::new("It rained.").0),
            normalization: crate::text::Normalization::default(),
            until: at(59_000),
            note: String::new(),
            left: Vec::new(),
        };
        there.versions = Rc::new(vec![Rc::new(version)]);
        let after = apply(&noted, revised(&there)).expect("other versions");
        assert_eq!(after.undo_step(), noted.undo_step());
    }

    #[test]
    fn an_article_that_another_tab_deleted_closes_and_can_be_brought_back() {
        let elsewhere = Elsewhere::Deleted(article());
        let gone = apply(&session(), Command::Elsewhere { elsewhere, at: at(60_000) }).expect("it was there");
        assert_eq!(gone.document(), None);
        assert_eq!(gone.undo_step(), Some(&Step::DeletedElsewhere { title: "It rained.".to_owned() }));
        let back = apply(&gone, Command::Undo).expect("a step");
        assert_eq!(back.library().document(article()), session().library().document(article()));
    }
}
