//! The earlier texts of an article, and how its text is changed.

use std::rc::Rc;

use super::{Annotation, AnnotationSet, Document, Evidence, EvidencePlace, Parts};
use crate::identity::{AnnotationId, Timestamp};
use crate::text::{Article, ArticleText, Normalization, TextRange};

/// A text that an article had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The text.
    pub text: Rc<ArticleText>,
    /// What was changed in it when it came in.
    pub normalization: Normalization,
    /// When the next text took its place. Later than that of the version before.
    pub until: Timestamp,
    /// What a person wrote about that; may be empty.
    pub note: String,
    /// The annotations that have no place in the next text. Their ranges are those of this one. They are kept here
    /// until they are given a place or removed.
    pub left: Vec<Rc<Annotation>>,
}

/// A change of an article's text, with everything that has to change along with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The article with the text and the details that it is to have.
    pub article: Rc<Article>,
    /// How many of its earlier versions stay as they are; those after them go.
    pub kept: usize,
    /// The versions that follow them.
    pub added: Vec<Rc<Version>>,
    /// The annotations that are other ones in the new text, as they are to be.
    pub annotations: Vec<Rc<Annotation>>,
    /// The annotations that are not in the new text.
    pub removed: Vec<AnnotationId>,
}

impl Version {
    /// The note of a version that holds what an import could not place.
    pub const UNPLACED: &str = "annotations of an import that have no place in the text";

    /// Whether it is no text that the article had, but the words of imported annotations without a place in it.
    pub fn is_unplaced(&self) -> bool {
        self.note == Self::UNPLACED
    }
}

impl Document {
    /// The moment that a version which is added now is given: each has one of its own, also where a clock was set
    /// back.
    pub fn next_until(&self, at: Timestamp) -> Timestamp {
        let last = self.versions.last().map(|version| version.until);
        last.map_or(at, |last| at.max(Timestamp::from_millis(last.millis() + 1)))
    }

    /// Whether an annotation is here, in the text or left with an earlier one.
    pub fn knows(&self, id: AnnotationId) -> bool {
        let mut left = self.versions.iter().flat_map(|version| &version.left);
        self.annotations.get(id).is_some() || left.any(|left| left.id == id)
    }

    /// The number of the version that an annotation was made on, counted from 0: how many texts had been replaced
    /// by then.
    pub fn version_of(&self, annotation: &Annotation) -> usize {
        self.versions.iter().take_while(|version| version.until <= annotation.created).count()
    }

    /// The text of a version, counted from 0; the last is the present one.
    pub fn version_text(&self, number: usize) -> Option<&Rc<ArticleText>> {
        if number == self.versions.len() {
            return Some(&self.article.text);
        }
        self.versions.get(number).map(|version| &version.text)
    }

    /// The moment since when a version has been the text.
    pub fn version_since(&self, number: usize) -> Timestamp {
        let before = number.checked_sub(1).and_then(|before| self.versions.get(before));
        before.map_or(self.article.created, |before| before.until)
    }

    /// Makes a revision. The revision that takes it back comes with it; `None` if an annotation would lie outside the
    /// text, or if nothing would change.
    pub(super) fn revise(&self, revision: &Revision) -> Option<(Self, Revision)> {
        let mut annotations = (*self.annotations).clone();
        let (mut put, mut removed) = (Vec::new(), Vec::new());
        for id in &revision.removed {
            put.extend(annotations.remove(*id));
        }
        for annotation in &revision.annotations {
            match annotations.put(annotation.clone()) {
                Some(previous) => put.push(previous),
                None => removed.push(annotation.id),
            }
        }
        let kept = revision.kept.min(self.versions.len());
        let mut versions = self.versions[..kept].to_vec();
        versions.extend(revision.added.iter().cloned());
        let next = Self {
            article: revision.article.clone(),
            annotations: Rc::new(annotations),
            sources: self.sources.clone(),
            versions: Rc::new(versions),
        };
        let inverse = Revision {
            article: self.article.clone(),
            kept,
            added: self.versions[kept..].to_vec(),
            // In the order of the text, whatever the order in which they were put.
            annotations: put.into_iter().collect::<AnnotationSet>().iter().cloned().collect(),
            removed,
        };
        let is_sound = next.annotations.iter().all(|annotation| next.holds(annotation));
        (is_sound && next != *self).then_some((next, inverse))
    }
}

impl Annotation {
    /// The same annotation with its ranges elsewhere: `places` says of each of its [`Annotation::ranges`], in their
    /// order, where it is now. `None` if none of its parts is anywhere.
    ///
    /// A cue or a mention that is gone is gone. Evidence whose words are gone stays, as a note that holds them: what a
    /// person has gathered is not dropped because a page was edited.
    pub fn relocated(&self, old: &ArticleText, places: &[Option<TextRange>]) -> Option<Self> {
        let mut places = places.iter().copied();
        let mut next = || places.next().flatten();
        let mut parts: Vec<TextRange> = self.parts.iter().filter_map(|_| next()).collect();
        parts.sort();
        // Parts that meet in the new text become one.
        let mut joined: Vec<TextRange> = Vec::with_capacity(parts.len());
        for part in parts {
            match joined.last_mut() {
                Some(last) if part.start() < last.end() => {
                    *last = TextRange::new(last.start(), last.end().max(part.end())).unwrap_or(*last);
                }
                _ => joined.push(part),
            }
        }
        let mut moved = self.clone();
        moved.parts = Parts::new(joined)?;
        moved.attribution.cue = self.attribution.cue.and_then(|_| next());
        moved.attribution.mention = self.attribution.mention.and_then(|_| next());
        for evidence in &mut moved.claim.evidence {
            let EvidencePlace::Span(range) = evidence.place else { continue };
            match next() {
                Some(place) => evidence.place = EvidencePlace::Span(place),
                None => *evidence = without_place(evidence, old.slice(range)),
            }
        }
        Some(moved)
    }
}

/// Evidence whose words the article no longer has.
fn without_place(evidence: &Evidence, words: &str) -> Evidence {
    let note = match evidence.note.as_str() {
        "" => format!("“{words}”"),
        note => format!("{note} (“{words}”)"),
    };
    Evidence { place: EvidencePlace::Url(String::new()), note, stance: evidence.stance }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Change, Kind, Stance};
    use crate::identity::ArticleId;
    use crate::text::article_from_paste;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    fn range(start: u32, end: u32) -> TextRange {
        TextRange::of(start, end).expect("not empty")
    }

    fn annotation(number: u8, start: u32, end: u32) -> Rc<Annotation> {
        let id = AnnotationId::from_random([number; 16]);
        Rc::new(Annotation::new(id, Kind::Claim, range(start, end).into(), at(0)))
    }

    #[test]
    fn a_revision_is_taken_back_whole() {
        let article = article_from_paste("It rained all day.", ArticleId::from_random([1; 16]), at(0));
        let mut document = Document::new(article.expect("has text"));
        for annotation in [annotation(1, 0, 9), annotation(2, 10, 17)] {
            document = document.apply(&Change::Put(annotation)).expect("new").0;
        }
        let revised = |text: &str, annotations, removed| {
            let article = Article { text: Rc::new(ArticleText::new(text).0), ..(*document.article).clone() };
            let version = Version {
                text: document.article.text.clone(),
                normalization: document.article.normalization,
                until: at(9),
                note: "shorter".to_owned(),
                left: vec![annotation(2, 10, 17)],
            };
            let (article, added) = (Rc::new(article), vec![Rc::new(version)]);
            Change::Revise(Rc::new(Revision { article, kept: 0, added, annotations, removed }))
        };
        let gone = vec![AnnotationId::from_random([2; 16])];
        let change = revised("So it rained.", vec![annotation(1, 3, 12)], gone.clone());
        let (after, back) = document.apply(&change).expect("it changes the text");
        assert_eq!(after.versions[0].text.as_str(), "It rained all day.");
        assert_eq!((after.annotations.len(), after.version_text(1)), (1, Some(&after.article.text)));
        assert_eq!((after.version_since(0), after.version_since(1)), (at(0), at(9)));
        let (before, again) = after.apply(&back).expect("it changes the text back");
        assert_eq!(before, document);
        assert_eq!(before.apply(&again).map(|(document, _)| document), Some(after));

        let outside = revised("So.", vec![annotation(1, 3, 12)], gone);
        assert_eq!(document.apply(&outside), None, "an annotation would lie outside the text");
        let forgotten = revised("It rained.", vec![], vec![]);
        assert_eq!(document.apply(&forgotten), None, "the second annotation would lie outside the text");
    }

    #[test]
    fn ranges_move_together_and_evidence_is_never_dropped() {
        let old = ArticleText::new("0123456789abcdefghij").0;
        let mut claim = (*annotation(1, 0, 2)).clone();
        claim.parts = Parts::new([range(0, 2), range(4, 6)]).expect("disjoint");
        claim.attribution.cue = Some(range(7, 8));
        let place = EvidencePlace::Span(range(10, 13));
        claim.claim.evidence = vec![Evidence { place, stance: Stance::Supports, note: "see".to_owned() }];
        // parts, cue and evidence -> drawn
        let all = [Some(range(1, 3)), Some(range(5, 7)), Some(range(8, 9)), Some(range(11, 14))];
        let cases: [(&[Option<TextRange>], Option<&str>); 5] = [
            (&all, Some("[1..3, 5..7] Some(8..9) Span(11..14) see")),
            (
                &[Some(range(5, 7)), Some(range(1, 3)), None, None],
                Some("[1..3, 5..7] None Url(\"\") see (“abc”)"),
            ),
            (&[None, Some(range(5, 7)), None, Some(range(0, 1))], Some("[5..7] None Span(0..1) see")),
            (&[Some(range(1, 6)), Some(range(5, 7)), None, None], Some("[1..7] None Url(\"\") see (“abc”)")),
            (&[None, None, Some(range(8, 9)), None], None),
        ];
        for (places, expected) in cases {
            let drawn = claim.relocated(&old, places).map(|moved| {
                let evidence = &moved.claim.evidence[0];
                let (parts, cue) = (moved.parts.as_slice(), moved.attribution.cue);
                format!("{parts:?} {cue:?} {:?} {}", evidence.place, evidence.note)
            });
            assert_eq!(drawn.as_deref(), expected, "{places:?}");
        }
    }
}
