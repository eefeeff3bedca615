//! The articles that are measured: generated text and annotations, the same in every run.

use std::collections::BTreeMap;
use std::rc::Rc;

use ascribe::annotation::{Annotation, Document, Kind};
use ascribe::identity::{AnnotationId, ArticleId, Timestamp};
use ascribe::storage::{MemoryStorage, Storage, Write, set_stamp, writes};
use ascribe::text::{Paragraph, TextRange, article_from_paste};
use serde_json::json;

use crate::Problem;

/// Common words of news, and some that hold a `z`, for which the list is filtered.
const WORDS: [&str; 48] = [
    "the", "harbour", "council", "of", "and", "a", "budget", "ferry", "in", "port", "to", "new", "minister",
    "report", "that", "year", "cost", "for", "on", "plan", "water", "with", "school", "was", "tax", "by",
    "city", "vote", "at", "energy", "is", "rail", "from", "housing", "jobs", "not", "winter", "court", "it",
    "bridge", "public", "zoning", "rates", "after", "million", "company", "near", "horizon",
];

/// Who speaks in it.
const NAMES: [&str; 5] = ["Ana Ferrari", "Tom Okafor", "Lena Brandt", "Imran Aziz", "Joan Miller"];

/// How many words the text has that is tagged during the measuring.
const WORDS_TO_TAG: usize = 6;

/// The moment at which everything was made: 2026-01-01, in milliseconds.
const MADE: i64 = 1_767_225_600_000;

/// How long an article is, and how many annotations it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Size {
    /// Its characters, all of them one byte.
    pub characters: usize,
    /// Its annotations.
    pub annotations: usize,
}

impl Size {
    /// Every size, the smallest first. There is no size of less than some hundred characters of text per ten
    /// annotations: nobody reads such an article.
    pub const ALL: [Self; 9] = [
        Self::of(7_000, 10),
        Self::of(7_000, 100),
        Self::of(100_000, 10),
        Self::of(100_000, 100),
        Self::of(100_000, 1_000),
        Self::of(1_000_000, 10),
        Self::of(1_000_000, 100),
        Self::of(1_000_000, 1_000),
        Self::of(1_000_000, 10_000),
    ];

    const fn of(characters: usize, annotations: usize) -> Self {
        Self { characters, annotations }
    }

    /// The size's length as people say it, without a space: `7KB`, `1MB`.
    pub fn length(self) -> String {
        match self.characters {
            kilobytes if kilobytes < 1_000_000 => format!("{}KB", kilobytes / 1_000),
            megabytes => format!("{}MB", megabytes / 1_000_000),
        }
    }
}

/// Where words are selected to be tagged: a paragraph by its first character, and two places in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The paragraph's first character.
    pub paragraph: u32,
    /// The first character to select, counted in the paragraph.
    pub from: u32,
    /// The first character after it.
    pub to: u32,
}

/// An article as both pages find it in their storage.
pub struct Stored {
    /// What Ascribe finds, by key.
    pub ours: BTreeMap<String, String>,
    /// What the floor finds, by key.
    pub floor: BTreeMap<String, String>,
    /// The part of the address that opens the article.
    pub address: String,
    /// What is tagged during the measuring; nothing else lies on it.
    pub target: Target,
}

impl Stored {
    /// Generates an article. The same size gives the same article.
    pub fn of(size: Size) -> Result<Self, Problem> {
        let mut chance = Chance(u64::try_from(size.characters + size.annotations)?);
        let text = text(&mut chance, size.characters);
        let made = Timestamp::from_millis(MADE);
        let article = article_from_paste(&text, ArticleId::from_random(chance.bytes()), made)?;
        let paragraphs = article.text.paragraphs();
        let target = target(paragraphs).ok_or("the article has no paragraph to tag in")?;
        let kept_free = TextRange::of(target.paragraph + target.from, target.paragraph + target.to)
            .ok_or("there are no words to tag")?;
        let mut annotations = Vec::new();
        let mut last = None;
        while annotations.len() < size.annotations {
            let range = range(&mut chance, paragraphs, last).ok_or("the article has no words")?;
            if range.overlaps(kept_free) {
                continue;
            }
            last = Some(range);
            let kind = if chance.below(2) == 0 { Kind::Claim } else { Kind::Quote };
            let id = AnnotationId::from_random(chance.bytes());
            annotations.push(Rc::new(Annotation::new(id, kind, range.into(), made)));
        }
        let spans: Vec<_> = annotations
            .iter()
            .map(|annotation| {
                let range = annotation.parts.extent();
                let kind = if annotation.kind == Kind::Claim { "c" } else { "q" };
                json!([annotation.id.to_string(), range.start().0, range.end().0, kind])
            })
            .collect();
        let record = json!({ "text": article.text.as_str(), "spans": spans }).to_string();
        let mut document = Document::new(article);
        document.annotations = Rc::new(annotations.into_iter().collect());
        Ok(Self {
            ours: records(&document)?,
            floor: BTreeMap::from([("floor.article".to_owned(), record)]),
            address: format!("#{}", document.id().short()),
            target,
        })
    }
}

/// What the page itself would have stored, with the stamp of the last write.
fn records(document: &Document) -> Result<BTreeMap<String, String>, Problem> {
    let mut storage = MemoryStorage::new();
    for write in writes(None, Some(document)) {
        if let Write::Put { key, value } = write {
            storage.set(&key, &value)?;
        }
    }
    // In microseconds; with no journal beside it, nothing counts as lost.
    set_stamp(&mut storage, u64::try_from(MADE)? * 1_000)?;
    Ok(storage.records().clone())
}

/// Some words in the middle of the paragraph in the middle.
fn target(paragraphs: &[Rc<Paragraph>]) -> Option<Target> {
    let paragraph = paragraphs.get(paragraphs.len() / 2)?;
    let words = words(paragraph);
    let first = words.len() / 2;
    let (from, to) = (words.get(first)?.0, words.get(first + WORDS_TO_TAG)?.1);
    Some(Target { paragraph: paragraph.range.start().0, from, to })
}

/// Where the words of a paragraph begin and end, counted in the paragraph, without the signs at their ends.
fn words(paragraph: &Paragraph) -> Vec<(u32, u32)> {
    let mut words = Vec::new();
    let mut at = 0;
    for piece in paragraph.text.split(' ') {
        let is_sign = |sign: char| !sign.is_ascii_alphanumeric();
        let left = piece.len() - piece.trim_start_matches(is_sign).len();
        let word = piece.trim_matches(is_sign);
        let edges = (u32::try_from(at + left), u32::try_from(at + left + word.len()));
        if let (Ok(from), Ok(to)) = edges
            && !word.is_empty()
        {
            words.push((from, to));
        }
        at += piece.len() + 1;
    }
    words
}

/// Three to fifteen words somewhere. One range in eight begins on the words of the one before it; one in forty
/// reaches into the next paragraph.
fn range(chance: &mut Chance, paragraphs: &[Rc<Paragraph>], last: Option<TextRange>) -> Option<TextRange> {
    if let Some(last) = last
        && chance.below(8) == 0
    {
        let start = last.start().0 + u32::try_from(chance.below(last.len().div_ceil(2).into())).ok()?;
        let holder = paragraphs.iter().find(|paragraph| paragraph.range.end() >= last.end())?;
        let end = (last.end().0 + 20).min(holder.range.end().0);
        return TextRange::of(start, end.max(last.end().0));
    }
    let number = usize::try_from(chance.below(u64::try_from(paragraphs.len()).ok()?)).ok()?;
    let paragraph = &paragraphs[number];
    let all = words(paragraph);
    let first = usize::try_from(chance.below(u64::try_from(all.len()).ok()?)).ok()?;
    let last = (first + 2 + usize::try_from(chance.below(13)).ok()?).min(all.len() - 1);
    let base = paragraph.range.start().0;
    let next = paragraphs.get(number + 1).filter(|_| chance.below(40) == 0);
    let end = match next {
        Some(next) => next.range.start().0 + words(next).get(3)?.1,
        None => base + all[last].1,
    };
    TextRange::of(base + all[first].0, end)
}

/// So many characters of paragraphs, a headline first, one paragraph in six with somebody who speaks.
fn text(chance: &mut Chance, characters: usize) -> String {
    let mut text = String::from("Council weighs harbour plan as costs rise");
    while text.len() < characters {
        text.push_str("\n\n");
        let sentences = 3 + chance.below(4);
        for number in 0..sentences {
            if number > 0 {
                text.push(' ');
            }
            let said = sentence(chance);
            if number == 1 && chance.below(6) == 0 {
                let name = chance.one_of(&NAMES);
                text.push_str(&format!("\"{},\" said {name}.", said.trim_end_matches('.')));
            } else {
                text.push_str(&said);
            }
        }
    }
    text
}

fn sentence(chance: &mut Chance) -> String {
    let length = 10 + chance.below(16);
    let mut words: Vec<String> = (0..length).map(|_| chance.one_of(&WORDS).to_owned()).collect();
    if chance.below(4) == 0 {
        let place = usize::try_from(chance.below(length)).unwrap_or_default();
        words[place] = (2 + chance.below(400)).to_string();
    }
    let said = words.join(" ");
    let (first, rest) = said.split_at(1);
    format!("{}{rest}.", first.to_uppercase())
}

/// Numbers that look random and are the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; that low ones come a trace more often is of no matter here.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let place = usize::try_from(self.below(list.len() as u64)).unwrap_or_default();
        list[place]
    }

    fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.next().to_le_bytes());
        bytes[8..].copy_from_slice(&self.next().to_le_bytes());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_as_long_as_it_says_and_the_same_every_time() -> Result<(), Problem> {
        for size in &Size::ALL[..5] {
            let (one, other) = (Stored::of(*size)?, Stored::of(*size)?);
            assert_eq!(one.ours, other.ours, "{size:?}");
            assert_eq!(one.floor, other.floor, "{size:?}");
            // Details, text, stamp, and the annotations.
            assert_eq!(one.ours.len(), size.annotations + 3, "{size:?}");
            let text = one.ours.iter().find(|(key, _)| key.starts_with("a1.t.")).ok_or("there is a text")?.1;
            assert!(text.is_ascii(), "places count alike in every unit");
            assert!((size.characters..size.characters + 1_000).contains(&text.len()), "{size:?}");
        }
        Ok(())
    }

    #[test]
    fn what_is_to_be_tagged_is_words_of_one_paragraph() -> Result<(), Problem> {
        let stored = Stored::of(Size::ALL[0])?;
        let text = stored.ours.iter().find(|(key, _)| key.starts_with("a1.t.")).ok_or("there is a text")?.1;
        let at = |place: u32| usize::try_from(stored.target.paragraph + place);
        let words = &text[at(stored.target.from)?..at(stored.target.to)?];
        assert!(words.split(' ').count() > WORDS_TO_TAG, "{words}");
        assert!(!words.contains('\n'), "{words}");
        Ok(())
    }
}
