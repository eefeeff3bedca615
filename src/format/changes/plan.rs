//! The way from where everything seems to belong in a new text to where a person says that it does.
//!
//! The places are found beside the page; they cross as plain numbers.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::anchoring::{Carried, Fate, Match, Why};
use crate::annotation::Document;
use crate::session::TextUpdate;
use crate::text::{ArticleText, Normalization, TextRange};

/// Where everything of a document is in a new text, before a person has looked at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The new text.
    pub text: Rc<ArticleText>,
    /// What was changed in it when it came in.
    pub normalization: Normalization,
    /// Each annotation's ranges, in the order of [`crate::annotation::Annotation::ranges`].
    pub annotations: Vec<Vec<Carried>>,
    /// The dismissed passages.
    pub dismissed: Vec<Carried>,
    /// The kept lines.
    pub kept: Vec<Carried>,
}

/// A part of an annotation that a person should look at: the number of the annotation in the document's order, and
/// that of the part.
pub type Question = (usize, usize);

/// What a person answered: where the part belongs, or that it belongs nowhere.
pub type Answers = BTreeMap<Question, Option<TextRange>>;

/// Writes places as numbers: of each the fate, whether it has a range and which, and its candidates.
pub fn write_places<'a>(places: impl IntoIterator<Item = &'a Carried>) -> Vec<u32> {
    let mut numbers = Vec::new();
    for carried in places {
        let fate = Fate::ALL.iter().position(|fate| *fate == carried.fate).unwrap_or_default();
        numbers.push(u32::try_from(fate).unwrap_or_default());
        let (start, end) = carried.range.map_or((0, 0), |range| (range.start().0, range.end().0));
        numbers.extend([start, end]);
        numbers.push(u32::try_from(carried.candidates.len()).unwrap_or_default());
        for candidate in &carried.candidates {
            let why = match candidate.why {
                Why::InPlace => 0,
                Why::Words => 1,
                Why::Context => 2,
                Why::Signs => 3,
                Why::Similar { edits } => edits.saturating_add(4),
            };
            let (start, end) = (candidate.range.start().0, candidate.range.end().0);
            numbers.extend([start, end, why, candidate.sure.into()]);
        }
    }
    numbers
}

/// Reads what [`write_places`] wrote; `None` if it is something else.
pub fn read_places(numbers: &[u32]) -> Option<Vec<Carried>> {
    let mut numbers = numbers.iter().copied();
    let mut places = Vec::new();
    while let Some(fate) = numbers.next() {
        let mut next = || numbers.next();
        let range = TextRange::of(next()?, next()?);
        let mut candidates = Vec::new();
        for _ in 0..next()? {
            let range = TextRange::of(next()?, next()?)?;
            let why = match next()? {
                0 => Why::InPlace,
                1 => Why::Words,
                2 => Why::Context,
                3 => Why::Signs,
                edits => Why::Similar { edits: edits - 4 },
            };
            candidates.push(Match { range, why, sure: u8::try_from(next()?).ok()? });
        }
        places.push(Carried { fate: *Fate::ALL.get(fate as usize)?, range, candidates });
    }
    Some(places)
}

impl Plan {
    /// A plan of the places of a document's annotations and, after them, of its dismissed passages and its kept
    /// lines. `None` if these are not the places of this document.
    pub fn new(
        document: &Document,
        text: Rc<ArticleText>,
        normalization: Normalization,
        places: Vec<Carried>,
    ) -> Option<Self> {
        let mut places = places.into_iter();
        let mut annotations = Vec::with_capacity(document.annotations.len());
        for annotation in document.annotations.iter() {
            let count = annotation.ranges().count();
            let own: Vec<_> = places.by_ref().take(count).collect();
            if own.len() != count {
                return None;
            }
            annotations.push(own);
        }
        let details = &document.article.details;
        let dismissed: Vec<_> = places.by_ref().take(details.dismissed.len()).collect();
        let kept: Vec<_> = places.collect();
        let is_whole = dismissed.len() == details.dismissed.len() && kept.len() == details.kept.len();
        is_whole.then_some(Self { text, normalization, annotations, dismissed, kept })
    }

    /// What a person should look at, in the order of the text.
    pub fn questions(&self, document: &Document) -> Vec<Question> {
        let all = document.annotations.iter().zip(&self.annotations).enumerate();
        let of_one = all.flat_map(|(number, (annotation, places))| {
            let parts = places.iter().take(annotation.parts.iter().len()).enumerate();
            let asked = parts.filter(|(_, carried)| carried.fate.needs_review());
            asked.map(move |(part, _)| (number, part)).collect::<Vec<_>>()
        });
        of_one.collect()
    }

    /// How many annotations have each fate, in the order of [`Fate::ALL`]. An annotation has the worst of its parts'.
    pub fn counts(&self, document: &Document) -> [usize; Fate::ALL.len()] {
        let mut counts = [0; Fate::ALL.len()];
        for (annotation, places) in document.annotations.iter().zip(&self.annotations) {
            let parts = places.iter().take(annotation.parts.iter().len());
            let worst = parts.map(|carried| carried.fate).max().unwrap_or(Fate::Kept);
            for (count, fate) in counts.iter_mut().zip(Fate::ALL) {
                *count += usize::from(fate == worst);
            }
        }
        counts
    }

    /// The update that a person's answers make of it. What they did not answer goes where it was found.
    pub fn update(&self, document: &Document, answers: &Answers, note: &str) -> TextUpdate {
        let all = document.annotations.iter().zip(&self.annotations).enumerate();
        let places = all.map(|(number, (annotation, places))| {
            let place = |(part, carried): (usize, &Carried)| {
                answers.get(&(number, part)).copied().unwrap_or(carried.range)
            };
            (annotation.id, places.iter().enumerate().map(place).collect())
        });
        TextUpdate {
            text: self.text.clone(),
            normalization: self.normalization,
            note: note.to_owned(),
            places: places.collect(),
            dismissed: self.dismissed.iter().map(|carried| carried.range).collect(),
            kept: self.kept.iter().map(|carried| carried.range).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Annotation, Change, Kind, Parts};
    use crate::format::changes::carry;
    use crate::identity::{AnnotationId, ArticleId, Timestamp};
    use crate::text::article_from_paste;

    #[test]
    fn places_cross_as_numbers() {
        let range = |start, end| TextRange::of(start, end).expect("not empty");
        let candidate = |why, sure| Match { range: range(5, 9), why, sure };
        let places = vec![
            Carried { fate: Fate::Kept, range: Some(range(0, 3)), candidates: Vec::new() },
            Carried {
                fate: Fate::Lost,
                range: None,
                candidates: vec![candidate(Why::Words, 60), candidate(Why::Similar { edits: 7 }, 41)],
            },
            Carried {
                fate: Fate::Changed,
                range: Some(range(3, 4)),
                candidates: vec![candidate(Why::Signs, 9)],
            },
        ];
        let numbers = write_places(&places);
        assert_eq!(read_places(&numbers), Some(places));
        for cut in 1..numbers.len() {
            // A list that was cut off is no list, or a shorter one.
            assert!(read_places(&numbers[..cut]).is_none_or(|places| places.len() < 3), "{cut}");
        }
        assert_eq!(read_places(&[9, 0, 1, 0]), None);
    }

    #[test]
    fn answers_decide_and_what_was_not_asked_goes_where_it_was_found() {
        let old = "“We won,” she said, “and it was a hard year for the town.” Nobody came to the plain hall.";
        let new =
            "“We won,” she said. Later: nobody was there. “And this was a very hard year for our town.”";
        let article = article_from_paste(old, ArticleId::from_random([1; 16]), Timestamp::default());
        let mut document = Document::new(article.expect("has text"));
        let range = |start, end| TextRange::of(start, end).expect("not empty");
        let parts = Parts::new([range(0, 9), range(20, 58)]).expect("disjoint");
        for (number, parts) in [(1, parts), (2, range(59, 89).into())] {
            let id = AnnotationId::from_random([number; 16]);
            let annotation = Annotation::new(id, Kind::Quote, parts, Timestamp::default());
            document = document.apply(&Change::Put(Rc::new(annotation))).expect("new").0;
        }
        let (text, normalization) = ArticleText::new(new);
        let carriage = carry(&document, &[], &text);
        let places = carriage.annotations.iter().flatten().cloned().collect::<Vec<_>>();
        let text = Rc::new(text);
        let plan = Plan::new(&document, text.clone(), normalization, places.clone()).expect("its places");
        assert_eq!(Plan::new(&document, text.clone(), normalization, places[1..].to_vec()), None);
        assert_eq!(plan.questions(&document), [(0, 1), (1, 0)], "{places:?}");
        assert_eq!(plan.counts(&document).iter().sum::<usize>(), 2);

        let id = |number: u8| AnnotationId::from_random([number; 16]);
        let answers = Answers::from([((1, 0), Some(range(27, 43))), ((0, 1), None)]);
        let update = plan.update(&document, &answers, "rewritten");
        assert_eq!(update.places[&id(1)], [Some(range(0, 9)), None]);
        assert_eq!(update.places[&id(2)], [Some(range(27, 43))]);
    }
}
