//! What changed between two versions of an article: in the text, and in what its annotations say.
//!
//! [`carry`] says where everything belongs in a text that is about to take the place of the present one;
//! [`Changes`] tells two versions apart that are there, as pages and as files.

pub mod plan;
mod report;
mod view;

use std::rc::Rc;

use crate::anchoring::{Carried, Carrier, Comparison, Fate};
use crate::annotation::{Annotation, Document, Kind};
use crate::text::{ArticleText, TextRange};

pub use view::{Mark, View};

/// Where everything of a document is in another text.
pub struct Carriage {
    /// Each annotation's ranges, in the order of [`Annotation::ranges`].
    pub annotations: Vec<Vec<Carried>>,
    /// The passages that were asked for besides.
    pub passages: Vec<Carried>,
    /// The two texts side by side.
    pub view: View,
}

/// Carries everything of a document, and passages besides, to another text.
pub fn carry(document: &Document, passages: &[TextRange], text: &ArticleText) -> Carriage {
    let old = &document.article.text;
    let carrier = Carrier::new(old, text);
    let annotations: Vec<Vec<Carried>> = document
        .annotations
        .iter()
        .map(|annotation| annotation.ranges().map(|range| carrier.carry(range)).collect())
        .collect();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for (annotation, carried) in document.annotations.iter().zip(&annotations) {
        for (part, carried) in annotation.parts.iter().zip(carried) {
            let (kind, fate) = (annotation.kind, carried.fate);
            before.push(Mark { range: part, kind, fate });
            after.extend(carried.range.map(|range| Mark { range, kind, fate }));
        }
    }
    let view = View::new((old, text), carrier.comparison(), (before, after));
    let passages = passages.iter().map(|range| carrier.carry(*range)).collect();
    Carriage { annotations, passages, view }
}

/// What became of one annotation between two versions.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The annotation.
    pub annotation: Rc<Annotation>,
    /// Who says it, if that is known.
    pub speaker: String,
    /// What became of it.
    pub fate: Fate,
    /// Where its parts are in the earlier version.
    pub old: Vec<TextRange>,
    /// Where they are in the later one.
    pub new: Vec<TextRange>,
}

/// Two versions of an article, told apart.
pub struct Changes<'a> {
    document: &'a Document,
    /// The numbers of the versions, counted from 0, the earlier one first.
    numbers: (usize, usize),
    texts: (Rc<ArticleText>, Rc<ArticleText>),
    comparison: Comparison,
    entries: Vec<Entry>,
}

impl<'a> Changes<'a> {
    /// Tells two versions of a document apart, by their numbers counted from 0; the last is the present text. `None`
    /// if there are no such versions or they are the same.
    pub fn new(document: &'a Document, from: usize, to: usize) -> Option<Self> {
        let numbers = (from.min(to), from.max(to));
        let texts = (document.version_text(numbers.0)?.clone(), document.version_text(numbers.1)?.clone());
        if numbers.0 == numbers.1 {
            return None;
        }
        let comparison = Comparison::new(texts.0.as_str(), texts.1.as_str());
        let mut entries = present(document, &texts);
        entries.extend(left_between(document, numbers));
        // Quotes whose words changed come first: that is news in itself.
        entries.sort_by_key(|entry| {
            let rank = match entry.fate {
                Fate::Changed => 0,
                Fate::Lost => 1,
                Fate::Moved => 2,
                Fate::Signs => 3,
                Fate::Kept => 4,
            };
            (rank, entry.annotation.kind != Kind::Quote, entry.old.first().copied())
        });
        Some(Self { document, numbers, texts, comparison, entries })
    }

    /// What became of each annotation, what is news first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many annotations had this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.entries.iter().filter(|entry| entry.fate == fate).count()
    }

    /// The two texts side by side.
    pub fn view(&self) -> View {
        let marks = |side: fn(&Entry) -> &Vec<TextRange>| {
            let marks = self.entries.iter().flat_map(|entry| {
                let (kind, fate) = (entry.annotation.kind, entry.fate);
                side(entry).iter().map(move |range| Mark { range: *range, kind, fate })
            });
            marks.collect::<Vec<_>>()
        };
        let marks = (marks(|entry| &entry.old), marks(|entry| &entry.new));
        View::new((&self.texts.0, &self.texts.1), &self.comparison, marks)
    }
}

/// The annotations of the document, followed back from the present text.
fn present(document: &Document, texts: &(Rc<ArticleText>, Rc<ArticleText>)) -> Vec<Entry> {
    let now = &document.article.text;
    let to_later = (**now != *texts.1).then(|| Carrier::new(now, &texts.1));
    let to_earlier = Carrier::new(&texts.1, &texts.0);
    let mut entries = Vec::new();
    for annotation in document.annotations.iter() {
        let (mut fate, mut old, mut new) = (Fate::Kept, Vec::new(), Vec::new());
        for part in annotation.parts.iter() {
            let later = match &to_later {
                None => Some(part),
                Some(carrier) => carrier.carry(part).range,
            };
            let Some(later) = later else { continue };
            let carried = to_earlier.carry(later);
            new.push(later);
            // What has no place in the earlier text came with the later one: nothing became of it.
            if let Some(range) = carried.range {
                old.push(range);
                fate = fate.max(carried.fate);
            }
        }
        if !old.is_empty() {
            entries.push(entry(document, annotation, fate, old, new));
        }
    }
    entries
}

/// The annotations that were left with the earlier version or one between the two.
fn left_between(document: &Document, numbers: (usize, usize)) -> Vec<Entry> {
    let mut entries = Vec::new();
    for number in numbers.0..numbers.1 {
        let Some(version) = document.versions.get(number).filter(|version| !version.left.is_empty()) else {
            continue;
        };
        let Some(first) = document.version_text(numbers.0) else { continue };
        let carrier = (number > numbers.0).then(|| Carrier::new(&version.text, first));
        for annotation in &version.left {
            let place = |part| match &carrier {
                None => Some(part),
                Some(carrier) => carrier.carry(part).range,
            };
            let old: Vec<_> = annotation.parts.iter().filter_map(place).collect();
            if !old.is_empty() {
                entries.push(entry(document, annotation, Fate::Lost, old, Vec::new()));
            }
        }
    }
    entries
}

fn entry(
    document: &Document,
    annotation: &Rc<Annotation>,
    fate: Fate,
    old: Vec<TextRange>,
    new: Vec<TextRange>,
) -> Entry {
    let speaker = document.source_of(annotation).map(|source| source.name.clone()).unwrap_or_default();
    Entry { annotation: annotation.clone(), speaker, fate, old, new }
}

#[cfg(test)]
mod tests;
