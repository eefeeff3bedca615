//! Another text for an article: what was there becomes a version, and every annotation goes where it now belongs.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Edit, Scope, Session, Step};
use crate::annotation::{Annotation, Change, Document, Relation, Revision, Version};
use crate::identity::{AnnotationId, ArticleId, Timestamp};
use crate::text::{Article, ArticleText, Normalization, TextRange};

/// Another text for an article, with the place of everything in it.
///
/// Where things belong is worked out before, by [`crate::anchoring`], and looked over by a person; this room only
/// takes the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextUpdate {
    /// The text.
    pub text: Rc<ArticleText>,
    /// What was changed in it when it came in.
    pub normalization: Normalization,
    /// What a person wrote about the change; may be empty.
    pub note: String,
    /// Where the ranges of each annotation are now, in the order of [`Annotation::ranges`]. An annotation that is not
    /// here, or none of whose parts has a place, is left with the text that it was made on.
    pub places: BTreeMap<AnnotationId, Vec<Option<TextRange>>>,
    /// Where the dismissed passages are now, in their order.
    pub dismissed: Vec<Option<TextRange>>,
    /// Where the kept lines are now, in their order.
    pub kept: Vec<Option<TextRange>>,
}

impl Session {
    pub(super) fn update_text(&mut self, id: ArticleId, update: &TextUpdate, at: Timestamp) -> Option<()> {
        let document = self.library.document(id)?.clone();
        if document.article.text == update.text || update.text.is_blank() {
            return None;
        }
        let revision = revision(&document, update, at);
        let scope = if self.open == Some(id) { self.scope() } else { Scope::Library };
        let edits = vec![Edit::Change(id, Change::Revise(Rc::new(revision)))];
        self.record(scope, Step::UpdateText, at, edits)
    }

    pub(super) fn place_again(&mut self, id: AnnotationId, range: TextRange, at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let (number, left) = left_with(&document, id)?;
        let range = document.article.text.tidy(range)?;
        let old = &document.versions[number].text;
        let mut places = vec![None; left.ranges().count()];
        *places.first_mut()? = Some(range);
        let mut placed = left.relocated(old, &places)?;
        placed.modified = at;
        placed.relations = links_that_still_make_sense(&document, &placed);
        let revision = without_left(&document, number, id, vec![Rc::new(placed)]);
        let change = Change::Revise(Rc::new(revision));
        self.record(self.scope(), Step::PlaceAgain, at, vec![Edit::Change(document.id(), change)])
    }

    pub(super) fn remove_left(&mut self, id: AnnotationId, at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let (number, _) = left_with(&document, id)?;
        let change = Change::Revise(Rc::new(without_left(&document, number, id, Vec::new())));
        self.record(self.scope(), Step::RemoveLeft, at, vec![Edit::Change(document.id(), change)])
    }
}

fn revision(document: &Document, update: &TextUpdate, at: Timestamp) -> Revision {
    let at = document.next_until(at);
    let old = &document.article.text;
    let end = update.text.index().code_points();
    let (mut annotations, mut removed, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for annotation in document.annotations.iter() {
        let places: Vec<_> = update.places.get(&annotation.id).into_iter().flatten().collect();
        let inside = |place: &&Option<TextRange>| place.filter(|range| range.end() <= end);
        let places: Vec<_> = places.iter().map(inside).collect();
        match annotation.relocated(old, &places) {
            Some(moved) if moved == **annotation => {}
            Some(moved) => annotations.push(Rc::new(moved)),
            None => {
                removed.push(annotation.id);
                left.push(annotation.clone());
            }
        }
    }
    // Links to what is no longer in the text are kept with what is left, and go from what stays.
    if !removed.is_empty() {
        let linked =
            |annotation: &Annotation| annotation.relations.iter().any(|link| removed.contains(&link.to));
        for annotation in document.annotations.iter().filter(|annotation| linked(annotation)) {
            if removed.contains(&annotation.id) {
                continue;
            }
            let place = annotations.iter().position(|moved| moved.id == annotation.id);
            let mut cut = place.map_or_else(|| (**annotation).clone(), |place| (*annotations[place]).clone());
            cut.relations.retain(|link| !removed.contains(&link.to));
            match place {
                Some(place) => annotations[place] = Rc::new(cut),
                None => annotations.push(Rc::new(cut)),
            }
        }
    }
    let version = Version {
        text: old.clone(),
        normalization: document.article.normalization,
        until: at,
        note: update.note.trim().to_owned(),
        left,
    };
    let mut details = document.article.details.clone();
    // A title that nobody gave follows the headline.
    if details.title == old.suggested_title() {
        details.title = update.text.suggested_title();
    }
    for (passages, places) in [(&mut details.dismissed, &update.dismissed), (&mut details.kept, &update.kept)]
    {
        *passages = places.iter().flatten().copied().collect();
        passages.sort_unstable();
        passages.dedup();
    }
    let article = Article {
        details,
        text: update.text.clone(),
        normalization: update.normalization,
        modified: at,
        ..(*document.article).clone()
    };
    let (article, kept) = (Rc::new(article), document.versions.len());
    Revision { article, kept, added: vec![Rc::new(version)], annotations, removed }
}

/// The links of an annotation that comes back, as far as they lead somewhere and say something new.
fn links_that_still_make_sense(document: &Document, placed: &Annotation) -> Vec<Relation> {
    let mut present = Annotation { relations: Vec::new(), ..placed.clone() };
    for relation in &placed.relations {
        let put = Change::Put(Rc::new(present.clone()));
        if document.apply(&put).is_some_and(|(with, _)| with.may_link(placed.id, *relation).is_ok()) {
            present.relations.push(*relation);
        }
    }
    present.relations
}

/// The version that an annotation was left with, and the annotation.
fn left_with(document: &Document, id: AnnotationId) -> Option<(usize, &Rc<Annotation>)> {
    let versions = document.versions.iter().enumerate();
    versions
        .flat_map(|(number, version)| version.left.iter().map(move |left| (number, left)))
        .find(|(_, left)| left.id == id)
}

/// The document without an annotation that was left with a version.
fn without_left(document: &Document, number: usize, id: AnnotationId, put: Vec<Rc<Annotation>>) -> Revision {
    let mut added = document.versions[number..].to_vec();
    if let Some(version) = added.first_mut() {
        Rc::make_mut(version).left.retain(|left| left.id != id);
    }
    let (article, annotations) = (document.article.clone(), put);
    Revision { article, kept: number, added, annotations, removed: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Kind, RelationKind};
    use crate::session::{Command, apply};
    use crate::text::article_from_paste;

    const OLD: &str = "It rained. Nobody came. It stopped.";

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    fn id(number: u8) -> AnnotationId {
        AnnotationId::from_random([number; 16])
    }

    /// Three claims, one a sentence, the first of them linked to the second.
    fn session() -> Session {
        let article = article_from_paste(OLD, ArticleId::from_random([1; 16]), at(0)).expect("has text");
        let mut document = Document::new(article);
        for (number, start, end) in [(2, 11, 23), (1, 0, 10), (3, 24, 35)] {
            let range = TextRange::of(start, end).expect("not empty");
            let mut annotation = Annotation::new(id(number), Kind::Claim, range.into(), at(1));
            if number == 1 {
                annotation.relations.push(Relation { kind: RelationKind::Supports, to: id(2) });
            }
            document = document.apply(&Change::Put(Rc::new(annotation))).expect("new").0;
        }
        apply(&Session::default(), Command::Open(Rc::new(document))).expect("it opens")
    }

    fn update(session: &Session, text: &str, places: &[(u8, u32, u32)]) -> Command {
        let places =
            places.iter().map(|(number, start, end)| (id(*number), vec![TextRange::of(*start, *end)]));
        let (text, normalization) = ArticleText::new(text);
        let update = TextUpdate {
            text: Rc::new(text),
            normalization,
            note: " corrected ".to_owned(),
            places: places.collect(),
            dismissed: Vec::new(),
            kept: Vec::new(),
        };
        let article = session.document().expect("open").id();
        Command::UpdateText { article, update: Rc::new(update), at: at(10) }
    }

    fn drawn(session: &Session) -> Vec<String> {
        let document = session.document().expect("open");
        let words = |annotation: &Rc<Annotation>| annotation.words(&document.article.text);
        document.annotations.iter().map(words).collect()
    }

    #[test]
    fn an_update_is_one_step_and_what_has_no_place_is_left_with_the_old_text() {
        let before = session();
        let command = update(&before, "At last it rained. It stopped.", &[(1, 8, 18), (3, 19, 30)]);
        let after = apply(&before, command.clone()).expect("another text");
        assert_eq!(drawn(&after), ["it rained.", "It stopped."]);
        let document = after.document().expect("open");
        let version = &document.versions[0];
        assert_eq!((version.text.as_str(), version.note.as_str(), version.until), (OLD, "corrected", at(10)));
        assert_eq!(version.left.iter().map(|left| left.id).collect::<Vec<_>>(), [id(2)]);
        assert!(document.annotations.get(id(1)).expect("there").relations.is_empty());
        assert_eq!(document.article.details.title, "At last it rained. It stopped.");
        let of = |number| document.version_of(document.annotations.get(id(number)).expect("there"));
        assert_eq!((of(1), of(3)), (0, 0), "both were made on the first text");
        assert_eq!(after.undo_step(), Some(&Step::UpdateText));

        let back = apply(&after, Command::Undo).expect("a step");
        assert_eq!(back.document(), before.document());
        let again = apply(&back, Command::Redo).expect("a step");
        assert_eq!(again.document(), after.document());
        assert_eq!(apply(&after, command), None, "that is the text already");
    }

    #[test]
    fn what_was_left_can_be_placed_again_or_removed() {
        let before = session();
        let command = update(&before, "Later, nobody came at all.", &[]);
        let after = apply(&before, command).expect("another text");
        assert_eq!(drawn(&after), Vec::<String>::new());
        let range = TextRange::of(7, 18).expect("not empty");
        let placed =
            apply(&after, Command::PlaceAgain { id: id(2), range, at: at(20) }).expect("it has a place");
        assert_eq!(drawn(&placed), ["nobody came"]);
        let left = |session: &Session| session.document().expect("open").versions[0].left.len();
        assert_eq!((left(&after), left(&placed)), (3, 2));
        assert_eq!(apply(&placed, Command::PlaceAgain { id: id(2), range, at: at(21) }), None);
        let removed = apply(&placed, Command::RemoveLeft { id: id(1), at: at(22) }).expect("it was left");
        assert_eq!(left(&removed), 1);
        let mut back = removed;
        for _ in 0..3 {
            back = apply(&back, Command::Undo).expect("a step");
        }
        assert_eq!(back.document(), before.document());
    }
}
