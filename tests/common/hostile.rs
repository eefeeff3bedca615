//! The hostile inputs of `tests/data/hostile`, and an article that holds them in every field that it has.

use std::rc::Rc;

use ascribe::annotation::{
    Annotation, Claim, Document, Evidence, EvidencePlace, Kind, Source, SourceKind, Stance, clean_labels,
};
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::text::{Details, article_from_paste};

const WORDS: &str = include_str!("../data/hostile/words.txt");
const ADDRESSES: &str = include_str!("../data/hostile/addresses.txt");
const PAGES: &str = include_str!("../data/hostile/pages.txt");
const FILES: &str = include_str!("../data/hostile/files.txt");

/// Words that mean something where they are not meant to.
pub fn words() -> Vec<&'static str> {
    WORDS.lines().collect()
}

/// Addresses that no link may lead to.
pub fn addresses() -> Vec<&'static str> {
    ADDRESSES.lines().collect()
}

/// What stands before and after the bar of each line, line ends put in.
fn pairs(lines: &'static str) -> Vec<(String, String)> {
    let pair = |line: &'static str| {
        let (before, after) = line.split_once('¦').unwrap_or_else(|| panic!("no bar: {line}"));
        (before.replace('⏎', "\n"), after.replace('⏎', "\n"))
    };
    lines.lines().map(pair).collect()
}

/// HTML, and the text that is to come of it.
pub fn pages() -> Vec<(String, String)> {
    pairs(PAGES)
}

/// The name and content of files of annotations.
pub fn files() -> Vec<(String, String)> {
    pairs(FILES)
}

/// When everything was made.
pub fn now() -> Timestamp {
    Timestamp::from_millis(1_777_801_260_007)
}

fn bytes(number: usize, what: u8) -> [u8; 16] {
    let [high, low] = u16::try_from(number).expect("a few hundred").to_be_bytes();
    [what, high, low, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, what]
}

/// An article with the words as its paragraphs, each of them annotated, and all of that said in the same words.
pub fn document() -> Document {
    let (words, addresses) = (words(), addresses());
    let id = ArticleId::from_random(bytes(0, 1));
    let mut article = article_from_paste(&words.join("\n\n"), id, now()).expect("there is text");
    article.details = Details {
        title: words[0].to_owned(),
        byline: words[21].to_owned(),
        outlet: words[29].to_owned(),
        url: addresses[0].to_owned(),
        published: words[40].to_owned(),
        verdicts: words[..6].iter().map(|word| (*word).to_owned()).collect(),
        ..article.details
    };
    let mut document = Document::new(article);
    let paragraphs = document.article.text.paragraphs().to_vec();
    assert_eq!(paragraphs.len(), words.len(), "each stands in a paragraph of its own");
    let next = |number: usize, step: usize| words[(number + step) % words.len()].to_owned();
    let mut annotations = Vec::new();
    for (number, (word, paragraph)) in words.iter().zip(&paragraphs).enumerate() {
        let kind = if number % 2 == 0 { Kind::Quote } else { Kind::Claim };
        let id = AnnotationId::from_random(bytes(number, 2));
        let mut annotation = Annotation::new(id, kind, paragraph.range.into(), now());
        (*word).clone_into(&mut annotation.note);
        annotation.labels = clean_labels([word, next(number, 1).as_str()]);
        annotation.attribution.source = Some(SourceId::from_random(bytes(number, 3)));
        if kind == Kind::Claim {
            let url = addresses[number % addresses.len()].to_owned();
            annotation.claim = Claim {
                wording: (*word).to_owned(),
                verdict: next(number, 2),
                date: next(number, 3),
                place: next(number, 4),
                context: next(number, 5),
                evidence: vec![Evidence {
                    place: EvidencePlace::Url(url),
                    stance: Stance::Supports,
                    note: (*word).to_owned(),
                }],
                ..Claim::default()
            };
        }
        annotations.push(Rc::new(annotation));
    }
    let source = |(number, word): (usize, &&str)| {
        let id = SourceId::from_random(bytes(number, 3));
        let link = addresses[number % addresses.len()].to_owned();
        let (role, organisation, aliases) = (next(number, 1), next(number, 2), vec![next(number, 3)]);
        let source = Source::new(id, *word, SourceKind::Person, now());
        Rc::new(Source { role, organisation, aliases, link, ..source })
    };
    document.sources = Rc::new(words.iter().enumerate().map(source).collect());
    document.annotations = Rc::new(annotations.into_iter().collect());
    document
}
