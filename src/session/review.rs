//! Suggestions under review: what is still open, where the person is, and the two answers.

use std::rc::Rc;

use super::annotate::source_for;
use super::{Edit, Session, Step};
use crate::annotation::{Annotation, AnnotationSet, Change, Document, Kind, Provenance};
use crate::detection::{Findings, StrayLine, Suggestion, is_in_one_of};
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::text::{Details, Direction, TextRange};

/// What was found in the open article and waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    found: Rc<Vec<Rc<Suggestion>>>,
    open: Rc<Vec<Rc<Suggestion>>>,
    at: Option<TextRange>,
    draft: Option<Rc<Suggestion>>,
    brought: Rc<Vec<StrayLine>>,
    stray: Rc<Vec<StrayLine>>,
    /// The lines that were taken back already when the search began.
    searched: Rc<Vec<TextRange>>,
}

/// A suggestion with which a person agrees, and the ids of what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// What it is to be, as suggested or as the person changed it.
    pub suggestion: Rc<Suggestion>,
    /// The passage that was suggested: the suggestion's own, unless the person gave it other words.
    pub suggested: TextRange,
    /// Whether the person changed it.
    pub is_changed: bool,
    /// The id of the annotation.
    pub id: AnnotationId,
    /// The id of the speaker, should the article's table not have one of that name.
    pub source: SourceId,
}

impl Review {
    /// The suggestions that wait for an answer, in the order of the text.
    pub fn open(&self) -> &Rc<Vec<Rc<Suggestion>>> {
        &self.open
    }

    /// The suggestion that the person is at.
    pub fn current(&self) -> Option<&Rc<Suggestion>> {
        self.open.get(place_of(&self.open, self.at?)?)
    }

    /// The suggestion that the person is at as they have changed it; `None` while it is as it was suggested.
    pub fn draft(&self) -> Option<&Rc<Suggestion>> {
        self.draft.as_ref()
    }

    /// What was found, answered ones included, in the order of the text.
    pub fn all(&self) -> &[Rc<Suggestion>] {
        &self.found
    }

    /// What nobody has made an annotation of: open, or dismissed in this article.
    pub fn unaccepted(&self, document: &Document) -> Vec<Suggestion> {
        let dismissed = &document.article.details.dismissed;
        let is_unaccepted = |found: &&Rc<Suggestion>| {
            place_of(&self.open, found.passage()).is_some()
                || dismissed.binary_search(&found.passage()).is_ok()
        };
        self.found.iter().filter(is_unaccepted).map(|found| (**found).clone()).collect()
    }

    /// The lines that a page brought along and that nobody has taken back, in the order of the text.
    pub fn stray(&self) -> &Rc<Vec<StrayLine>> {
        &self.stray
    }

    /// The lines that were taken back already when the search began, in order.
    pub fn searched(&self) -> &[TextRange] {
        &self.searched
    }

    /// Whether a line is taken back that was none yet for the search, which has not looked into it.
    pub fn is_behind(&self, document: &Document) -> bool {
        document.article.details.kept.iter().any(|line| self.searched.binary_search(line).is_err())
    }

    /// The stray line that `Keep` takes back: the one at a place, or else the first one.
    pub fn stray_at(&self, place: Option<TextRange>) -> Option<&StrayLine> {
        let is_there = |line: &&StrayLine| place.is_some_and(|place| line.range.overlaps(place));
        self.stray.iter().find(is_there).or(self.stray.first())
    }

    /// How many were found, answered ones included.
    pub fn found(&self) -> usize {
        self.found.len()
    }
}

impl Review {
    /// The same with the person elsewhere: what they began to change there is given up.
    fn going_to(&self, at: Option<TextRange>) -> Self {
        let draft = if at == self.at { self.draft.clone() } else { None };
        Self { at, draft, ..self.clone() }
    }
}

/// The place of a passage among suggestions in the order of the text.
fn place_of(open: &[Rc<Suggestion>], passage: TextRange) -> Option<usize> {
    open.binary_search_by_key(&passage, |suggestion| suggestion.passage()).ok()
}

impl Session {
    /// The suggestions for the open article, once they were asked for.
    pub fn review(&self) -> Option<&Rc<Review>> {
        self.review.as_ref()
    }

    /// Takes in what was found, if its article is still the open one, and goes to the first.
    pub(super) fn suggested(
        &mut self,
        article: ArticleId,
        findings: &Findings,
        kept: &[TextRange],
    ) -> Option<()> {
        let document = self.document().filter(|document| document.id() == article)?;
        let mut found: Vec<_> = findings.suggestions.iter().cloned().map(Rc::new).collect();
        found.sort_by_key(|suggestion| suggestion.passage());
        found.dedup_by_key(|suggestion| suggestion.passage());
        let stray = Rc::new(not_kept(&findings.stray, document));
        let open = Rc::new(open(&found, &stray, document));
        let at = open.first().map(|first| first.passage());
        let brought = Rc::new(findings.stray.clone());
        let (found, searched) = (Rc::new(found), Rc::new(kept.to_vec()));
        self.review = Some(Rc::new(Review { found, open, at, draft: None, brought, stray, searched }));
        if at.is_some() {
            (self.focus, self.selection, self.subject) = (None, None, None);
        }
        Some(())
    }

    /// Goes to a suggestion, or leaves the review for the annotations.
    pub(super) fn go_to_suggestion(&mut self, passage: Option<TextRange>) -> Option<()> {
        let review = self.review.clone()?;
        let at = passage.filter(|passage| place_of(&review.open, *passage).is_some());
        if at.is_some() {
            (self.focus, self.selection, self.subject) = (None, None, None);
        }
        self.review = Some(Rc::new(review.going_to(at)));
        Some(())
    }

    /// Takes note of how the person changes the suggestion that they are at. Its words stay as they are: a change that
    /// was meant for another suggestion is none.
    pub(super) fn draft(&mut self, draft: Rc<Suggestion>) -> Option<()> {
        let review = self.review.clone()?;
        let current = review.current()?;
        let words = &review.draft.as_ref().unwrap_or(current).parts;
        if *words != draft.parts {
            return None;
        }
        let draft = (**current != *draft).then_some(draft);
        self.review = Some(Rc::new(Review { draft, ..(*review).clone() }));
        Some(())
    }

    /// Gives the suggestion that the person is at the selected words: its edges were not where they belong.
    pub(super) fn draft_words(&mut self) -> Option<()> {
        let (range, review) = (self.selection?, self.review.clone()?);
        let current = review.current()?;
        let document = self.document()?;
        let draft = (**review.draft.as_ref().unwrap_or(current)).clone();
        let draft = draft.on_other_words(&document.article.text, range);
        let draft = (draft != **current).then(|| Rc::new(draft));
        (self.selection, self.subject, self.focus) = (None, None, None);
        self.review = Some(Rc::new(Review { draft, ..(*review).clone() }));
        Some(())
    }

    /// Steps to the next or previous suggestion; at the last one it stays.
    pub(super) fn next_suggestion(&mut self, direction: Direction) -> Option<()> {
        let review = self.review.as_ref()?;
        let here = place_of(&review.open, review.at?)?;
        let next = match direction {
            Direction::Forward => (here + 1).min(review.open.len() - 1),
            Direction::Backward => here.saturating_sub(1),
        };
        let passage = review.open.get(next)?.passage();
        self.go_to_suggestion(Some(passage))
    }

    /// Makes annotations of suggestions, as one step.
    pub(super) fn accept(&mut self, items: &[Accepted], at: Timestamp) -> Option<()> {
        let mut document = (**self.document()?).clone();
        let mut edits = Vec::new();
        let mut count = 0;
        for item in items {
            let Accepted { suggestion, suggested, is_changed, id, source } = item;
            let annotation = Annotation::new(*id, suggestion.kind, suggestion.parts.extent().into(), at);
            let annotation = self.signed(annotation);
            let mut annotation = Annotation { parts: suggestion.parts.clone(), ..annotation };
            if !document.holds(&annotation) || document.annotations.get(*id).is_some() {
                continue;
            }
            annotation.quote_type = suggestion.quote_type.filter(|_| suggestion.kind == Kind::Quote);
            annotation.claim.claim_type = suggestion.claim_type.filter(|_| suggestion.kind == Kind::Claim);
            (annotation.attribution.cue, annotation.attribution.mention) =
                (suggestion.cue, suggestion.mention);
            annotation.provenance = if *is_changed { Provenance::Changed } else { Provenance::Accepted };
            let mut changes = Vec::new();
            if let Some(speaker) = &suggestion.speaker {
                let (id, new) = source_for(&document, speaker, *source, at);
                annotation.attribution.source = Some(id);
                changes.extend(new.map(Change::PutSource));
            }
            changes.push(Change::Put(Rc::new(annotation)));
            // What was suggested is answered, whichever words the person gave it.
            let has_other_words = suggestion.passage() != *suggested;
            let dismissed = has_other_words.then(|| {
                let mut details = document.article.details.clone();
                add(&mut details.dismissed, [*suggested]);
                Box::new(details)
            });
            changes.extend(dismissed.map(|details| Change::SetDetails { details, modified: at }));
            for change in changes {
                // So that the next one finds the speaker that this one brought.
                if let Some((next, _)) = document.apply(&change) {
                    document = next;
                }
                edits.push(Edit::Change(document.id(), change));
            }
            count += 1;
        }
        let passages: Vec<_> = items.iter().map(|item| item.suggested).collect();
        self.answer(Step::Accept { count }, &passages, at, edits)
    }

    /// Notes that passages are not to be suggested again, as one step.
    pub(super) fn dismiss(&mut self, passages: &[TextRange], at: Timestamp) -> Option<()> {
        let (details, count) = self.with_more(passages, |details| &mut details.dismissed)?;
        self.settle(Step::Dismiss { count }, passages, details, at)
    }

    /// Notes that lines are part of the story, whatever they look like, as one step.
    pub(super) fn keep_lines(&mut self, lines: &[TextRange], at: Timestamp) -> Option<()> {
        let (details, count) = self.with_more(lines, |details| &mut details.kept)?;
        self.settle(Step::KeepLines { count }, lines, details, at)
    }

    /// The details of the open article with more passages in one of its lists, and how many are new there; `None` if
    /// none is.
    fn with_more(
        &self,
        passages: &[TextRange],
        list: fn(&mut Details) -> &mut Vec<TextRange>,
    ) -> Option<(Details, usize)> {
        let article = &self.document()?.article;
        let end = article.text.index().code_points();
        let mut details = article.details.clone();
        let before = list(&mut details).len();
        add(list(&mut details), passages.iter().copied().filter(|passage| passage.end() <= end));
        let count = list(&mut details).len() - before;
        (count > 0).then_some((details, count))
    }

    /// Records an answer that changes nothing but the article's details.
    fn settle(&mut self, step: Step, passages: &[TextRange], details: Details, at: Timestamp) -> Option<()> {
        let edit = Edit::Change(
            self.document()?.id(),
            Change::SetDetails { details: Box::new(details), modified: at },
        );
        self.answer(step, passages, at, vec![edit])
    }

    /// Records an answer and goes on to the next suggestion after the last one answered, or to the last one there
    /// is.
    fn answer(&mut self, step: Step, passages: &[TextRange], at: Timestamp, edits: Vec<Edit>) -> Option<()> {
        let was_reviewing = self.review.as_ref().is_some_and(|review| review.at.is_some());
        self.record(self.scope(), step, at, edits)?;
        if was_reviewing {
            (self.focus, self.subject) = (None, None);
        }
        self.refresh_review();
        if let Some(review) = self.review.clone().filter(|_| was_reviewing) {
            let last = passages.iter().max();
            let next = review.open.iter().find(|open| last.is_none_or(|last| open.passage() >= *last));
            let at = next.or(review.open.last()).map(|open| open.passage());
            self.review = Some(Rc::new(review.going_to(at)));
        }
        Some(())
    }

    /// Finds anew what is open, after annotations or answers have changed.
    pub(super) fn refresh_review(&mut self) {
        let (Some(review), Some(document)) = (self.review.clone(), self.document()) else { return };
        let stray = not_kept(&review.brought, document);
        let review = if stray.len() == review.stray.len() {
            review
        } else {
            let review = Rc::new(Review { stray: Rc::new(stray), ..(*review).clone() });
            self.review = Some(review.clone());
            review
        };
        let Some(document) = self.document() else { return };
        let now = open(&review.found, &review.stray, document);
        if now.len() == review.open.len() && now.iter().zip(review.open.iter()).all(|(a, b)| Rc::ptr_eq(a, b))
        {
            return;
        }
        // The one that the person was at may be answered: in another tab, or by tagging its words by hand.
        let next = |at: TextRange| now.iter().find(|open| open.passage() >= at).or(now.last());
        let at = review.at.and_then(next).map(|open| open.passage());
        self.review = Some(Rc::new(Review { open: Rc::new(now), ..review.going_to(at) }));
    }

    /// Whether a person who goes to an annotation leaves the review.
    pub(super) fn leave_review(&mut self) {
        if let Some(review) = self.review.clone().filter(|review| review.at.is_some()) {
            self.review = Some(Rc::new(review.going_to(None)));
        }
    }
}

/// Adds passages to a list in the order of the text, each once.
fn add(list: &mut Vec<TextRange>, passages: impl IntoIterator<Item = TextRange>) {
    list.extend(passages);
    list.sort_unstable();
    list.dedup();
}

/// The lines that nobody has said are part of the story.
fn not_kept(stray: &[StrayLine], document: &Document) -> Vec<StrayLine> {
    let kept = &document.article.details.kept;
    stray.iter().filter(|line| kept.binary_search(&line.range).is_err()).cloned().collect()
}

/// The suggestions that wait for an answer: not in a stray line, not dismissed, and not on words that are tagged the
/// same way already.
fn open(found: &[Rc<Suggestion>], stray: &[StrayLine], document: &Document) -> Vec<Rc<Suggestion>> {
    let dismissed = &document.article.details.dismissed;
    let mut tagged = Tagged::new(&document.annotations);
    let is_open = |suggestion: &&Rc<Suggestion>| {
        let is_tagged = tagged.covers(suggestion);
        !is_tagged
            && !is_in_one_of(stray, &suggestion.parts)
            && dismissed.binary_search(&suggestion.passage()).is_err()
    };
    found.iter().filter(is_open).cloned().collect()
}

/// One walk over annotations in the order of the text, beside one over suggestions in the same order.
struct Tagged<'a> {
    coming: std::iter::Peekable<std::slice::Iter<'a, Rc<Annotation>>>,
    near: Vec<&'a Rc<Annotation>>,
}

impl<'a> Tagged<'a> {
    fn new(annotations: &'a AnnotationSet) -> Self {
        Self { coming: annotations.as_slice().iter().peekable(), near: Vec::new() }
    }

    /// Whether an annotation of the same kind shares more than half of its own words or of the suggestion's.
    fn covers(&mut self, suggestion: &Suggestion) -> bool {
        let passage = suggestion.passage();
        while let Some(next) = self.coming.next_if(|next| next.parts.extent().start() < passage.end()) {
            self.near.push(next);
        }
        self.near.retain(|annotation| annotation.parts.extent().end() > passage.start());
        let length = |parts: &crate::annotation::Parts| parts.iter().map(TextRange::len).sum::<u32>();
        self.near.iter().filter(|annotation| annotation.kind == suggestion.kind).any(|annotation| {
            let shared: u32 = annotation
                .parts
                .iter()
                .flat_map(|part| suggestion.parts.iter().filter_map(move |other| part.intersection(other)))
                .map(TextRange::len)
                .sum();
            shared * 2 > length(&annotation.parts).min(length(&suggestion.parts))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::detection::suggest;
    use crate::session::{Command, Library, apply};
    use crate::text::article_from_paste;

    fn range(start: u32, end: u32) -> TextRange {
        TextRange::of(start, end).expect("not empty")
    }

    #[test]
    fn a_search_is_behind_a_line_that_was_taken_back_after_it() {
        let article = article_from_paste(
            "Read more: the ferry\n\nIt rained all day.",
            ArticleId::from_random([1; 16]),
            Timestamp::default(),
        );
        let document = Rc::new(Document::new(article.expect("has text")));
        let (id, line) = (document.id(), range(0, 20));
        let found = Rc::new(suggest(&document.article.text, &[], |_, _| ControlFlow::Continue(())));
        let suggested = |kept| Command::Suggested { article: id, found: Rc::clone(&found), kept };
        let steps = [
            (Command::Open(document), None),
            (suggested(Vec::new()), Some(false)),
            (Command::KeepLines { lines: vec![line], at: Timestamp::default() }, Some(true)),
            (suggested(vec![line]), Some(false)),
            (Command::Undo, Some(false)),
            (suggested(Vec::new()), Some(false)),
            (Command::Redo, Some(true)),
        ];
        let mut session = Session::new(Library::default());
        for (number, (command, expected)) in steps.into_iter().enumerate() {
            session = apply(&session, command).unwrap_or(session);
            let is_behind =
                session.document().zip(session.review()).map(|(document, review)| review.is_behind(document));
            assert_eq!(is_behind, expected, "after step {number}");
        }
    }

    #[test]
    fn the_line_that_is_taken_back_is_the_one_at_the_selection() {
        let article = article_from_paste(
            "Read more: the ferry\n\nIt rained all day.\n\nAdvertisement\n\nIt stopped.\n\nShare this article",
            ArticleId::from_random([1; 16]),
            Timestamp::default(),
        );
        let document = Rc::new(Document::new(article.expect("has text")));
        let text = Rc::clone(&document.article.text);
        let found = suggest(&text, &[], |_, _| ControlFlow::Continue(()));
        let id = document.id();
        let mut session = Session::new(Library::default());
        let mut run = |command: Command| {
            session = apply(&session, command).expect("changes something");
            session.clone()
        };
        run(Command::Open(document));
        let now = run(Command::Suggested { article: id, found: Rc::new(found), kept: Vec::new() });
        let place = |words: &str| {
            let start = text.as_str().find(words).and_then(|at| u32::try_from(at).ok()).expect("there");
            range(start, start + u32::try_from(words.len()).expect("short"))
        };
        // What is selected, the line that is taken back.
        let cases = [
            (None, "Read more: the ferry"),
            (Some("Adv"), "Advertisement"),
            (Some("stopped.\n\nShare"), "Share this article"),
            (Some("day.\n\nAdvertisement\n\nIt stopped.\n\nShare"), "Advertisement"),
            (Some("It rained"), "Read more: the ferry"),
        ];
        let line = |session: &Session, selected: Option<&str>| {
            let line = session.review().and_then(|review| review.stray_at(selected.map(place)).cloned());
            line.map(|line| text.slice(line.range).to_owned())
        };
        for (selected, expected) in cases {
            assert_eq!(line(&now, selected).as_deref(), Some(expected), "{selected:?} is selected");
        }
        let now = run(Command::KeepLines { lines: vec![place("Advertisement")], at: Timestamp::default() });
        assert_eq!(
            line(&now, Some("Adv")).as_deref(),
            Some("Read more: the ferry"),
            "it is taken back already"
        );
        let lines = vec![place("Read more: the ferry"), place("Share this article")];
        let now = run(Command::KeepLines { lines, at: Timestamp::default() });
        assert_eq!(line(&now, None), None, "none is left");
    }

    #[test]
    fn a_suggestion_is_given_other_words_before_it_is_taken() {
        let article = article_from_paste(
            "“It rained all day,” said Ines Okafor.",
            ArticleId::from_random([1; 16]),
            Timestamp::default(),
        );
        let document = Rc::new(Document::new(article.expect("has text")));
        let found = suggest(&document.article.text, &[], |_, _| ControlFlow::Continue(()));
        let mut session = Session::new(Library::default());
        let mut run = |command: Command| {
            session = apply(&session, command).expect("changes something");
            session.clone()
        };
        let id = document.id();
        run(Command::Open(document));
        run(Command::Suggested { article: id, found: Rc::new(found), kept: Vec::new() });
        // Only "It rained", without the marks.
        run(Command::Select(Some(range(1, 10))));
        let now = run(Command::DraftWords);
        let draft = now.review().and_then(|review| review.draft()).expect("it was changed").clone();
        assert_eq!((draft.passage(), now.selection()), (range(1, 10), None));
        assert_eq!(draft.quote_type, Some(crate::annotation::QuoteType::Direct), "it lies within marks");
        // What is changed after that keeps the new words.
        let other = Rc::new(Suggestion { speaker: None, ..(*draft).clone() });
        let now = run(Command::Draft(other.clone()));
        assert_eq!(now.review().and_then(|review| review.draft()), Some(&other));
        let accepted = Accepted {
            suggestion: other,
            suggested: range(0, 19),
            is_changed: true,
            id: AnnotationId::from_random([2; 16]),
            source: SourceId::from_random([3; 16]),
        };
        let now = run(Command::Accept { items: vec![accepted], at: Timestamp::default() });
        let made: Vec<_> = now.document().expect("open").annotations.iter().cloned().collect();
        assert_eq!(made.len(), 1);
        assert_eq!((made[0].parts.extent(), made[0].provenance), (range(1, 10), Provenance::Changed));
        assert_eq!(now.review().map(|review| review.open().len()), Some(0), "its place is answered");
    }
}
