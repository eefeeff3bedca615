//! Makes articles, annotations and doings that are as awkward as the real ones, for the property tests.
#![allow(dead_code, reason = "every test file takes the part of this that it needs")]

pub mod doings;

use std::fmt;
use std::rc::Rc;

use ascribe::annotation::{Annotation, Document, Kind, Parts, clean_labels};
use ascribe::identity::{AnnotationId, ArticleId, Timestamp};
use ascribe::text::{Article, ArticleText, Details, Status, TextRange, article_from_paste};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// How the property tests run: so many cases, the same ones every time, and nothing written into the tree.
///
/// A red run is then always about the change at hand. `PROPTEST_RNG_SEED` and `PROPTEST_CASES` search
/// elsewhere and for longer.
pub fn cases(number: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_260_503);
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = number;
    }
    config
}

/// What articles are put together from: scripts, signs and accidents that have broken offsets elsewhere.
pub const FRAGMENTS: &[&str] = &[
    // Latin, with the marks that editors set.
    "The council voted on Tuesday. ",
    "“We won,” she said, ",
    "‘never’ — not once – ever… ",
    "Mr. J. Okafor’s $3.4 million (up 12%) ",
    "naïve café ",
    // Combining marks: one, several, and one that has nothing to stand on.
    "e\u{301}",
    "Z\u{351}\u{36b}\u{343}\u{36a}\u{302}a\u{328}\u{304}lgo",
    "\u{301}",
    " \u{308}",
    // Emoji: plain, families, skin tones, flags, keycaps, a lone joiner, half a flag.
    "👍",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦",
    "👋🏽",
    "🏳\u{fe0f}\u{200d}🌈",
    "🇩🇪🇫🇷",
    "🇬",
    "1\u{fe0f}\u{20e3}",
    "\u{200d}",
    // Right to left.
    "قال الوزير: «لن نتراجع». ",
    "שָׁלוֹם עֲלֵיכֶם, ",
    "\u{202b}abc\u{202c}",
    "\u{600}12",
    // Scripts without spaces, and scripts whose letters join.
    "东京下雨了。“明天晴。”",
    "「行かない」と彼は言った。",
    "ภาษาไทยกำลังใจ",
    "नमस्ते, क्षत्रिय। ",
    "각한글",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠮷野家",
    // White space that is not a space, and signs without width.
    "\u{a0}",
    "\u{202f}%",
    "\u{200b}",
    "\u{2060}",
    "\u{ad}",
    "\u{feff}",
    "\u{3000}",
    // Line ends of every kind, and what only looks like one.
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\n\r",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "  \n\t\n",
    "\t",
    " ",
    // What XML forbids, and what it does not.
    "\0",
    "\u{b}",
    "\u{c}",
    "\u{1b}[31m",
    "\u{1f}",
    "\u{7f}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{fffd}",
    "\u{10ffff}",
    // What other languages would take for their own.
    "\"",
    "'",
    "“",
    "”",
    "\\u0041 \\\\ ",
    "</script><img src=x onerror=alert(1)>",
    "&amp;&lt;",
    "{\"a\": [1]}",
];

/// Words that a person may write into a field, hostile ones included.
pub const WORDS: &[&str] = &[
    "",
    " ",
    "cost",
    "Cost",
    "two  words",
    "</script>",
    "\"quoted\" and 'so'",
    "line\nbreak",
    "line\r\nbreak",
    "tab\there",
    "👩\u{200d}👧",
    "\u{202e}gnirts",
    "=SUM(1,2)",
    "\\",
    "]]>",
    "\0",
    "\u{2028}",
    "שלום",
    "\u{feff}",
];

fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => select(FRAGMENTS).prop_map(str::to_owned),
        // Long enough to pass several checkpoints of the offset table.
        1 => (select(FRAGMENTS), 20..90_usize).prop_map(|(fragment, times)| fragment.repeat(times)),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z ]{1,70}",
    ]
}

/// Any text that might be pasted, an empty one included.
pub fn nasty_text() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => Just(String::new()),
        3 => select(FRAGMENTS).prop_map(str::to_owned),
        20 => vec(fragment(), 1..25).prop_map(|fragments| fragments.concat()),
        // ASCII takes a way of its own through the offset table.
        4 => "[ -~\n]{1,300}",
    ]
}

/// A short one, for what walks through the same paragraph again and again.
pub fn short_nasty_text() -> impl Strategy<Value = String> {
    vec(select(FRAGMENTS), 0..14).prop_map(|fragments| fragments.concat())
}

/// Any text from which an article can be made.
pub fn article_text() -> impl Strategy<Value = String> {
    nasty_text()
        .prop_map(|text| if ArticleText::new(&text).0.is_blank() { text + "It rained." } else { text })
}

/// What a person may write into a note, a label or a title.
pub fn words() -> impl Strategy<Value = String> {
    vec(select(WORDS), 0..4).prop_map(|words| words.concat())
}

/// A moment within the years that can be written, mostly of our time.
pub fn moment() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        8 => 1_700_000_000_000..1_900_000_000_000_i64,
        1 => select([i64::MIN, -1, 0, 1, 999, i64::MAX].as_slice()),
    ]
    .prop_map(Timestamp::from_millis)
}

/// Where something lies in a text whose length is not known yet, and what it is to be.
#[derive(Clone, Debug)]
struct Sketch {
    id: [u8; 16],
    kind: Kind,
    edges: Vec<u32>,
    note: String,
    labels: Vec<String>,
    created: Timestamp,
    modified: Timestamp,
}

impl Sketch {
    /// The annotation in a text: the edges are folded into the text and paired, so that parts may touch, lie
    /// far apart, cut clusters and cross other annotations, and never overlap one another.
    fn place(&self, text: &ArticleText) -> Annotation {
        let end = text.index().code_points().0;
        let mut edges: Vec<u32> = self.edges.iter().map(|edge| edge % (end + 1)).collect();
        edges.sort_unstable();
        let pairs = edges.as_chunks::<2>().0;
        let parts = Parts::new(pairs.iter().filter_map(|[start, end]| TextRange::of(*start, *end)));
        let whole = TextRange::of(0, end).expect("an article has text");
        Annotation {
            id: AnnotationId::from_random(self.id),
            kind: self.kind,
            parts: parts.unwrap_or_else(|| whole.into()),
            note: self.note.clone(),
            labels: clean_labels(&self.labels),
            created: self.created,
            modified: self.modified,
        }
    }
}

pub fn kind() -> impl Strategy<Value = Kind> {
    select(Kind::ALL.as_slice())
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let edges = prop_oneof![
        // Near the start, so that annotations overlap and nest also in short texts.
        3 => vec(0..40_u32, 2..=2),
        2 => vec(any::<u32>(), 2..=2),
        2 => vec(0..200_u32, 4..=8),
    ];
    (any::<[u8; 16]>(), kind(), edges, words(), vec(words(), 0..3), moment(), moment()).prop_map(
        |(id, kind, edges, note, labels, created, modified)| Sketch {
            id,
            kind,
            edges,
            note,
            labels,
            created,
            modified,
        },
    )
}

/// An article of this text, as pasting makes it.
pub fn article(text: &str, id: [u8; 16]) -> Article {
    article_from_paste(text, ArticleId::from_random(id), Timestamp::from_millis(1_777_801_260_007))
        .expect("the text is not blank")
}

/// A made-up document that a failing test can show on a few lines.
#[derive(Clone)]
pub struct Sample(pub Document);

impl std::ops::Deref for Sample {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.0
    }
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&draw(&self.0))
    }
}

/// Draws a document: the title and text, then a line for each annotation.
pub fn draw(document: &Document) -> String {
    let article = &document.article;
    let mut drawing = format!("{:?} {:?} {:?}", article.id, article.details.title, article.text.as_str());
    for annotation in document.annotations.iter() {
        let Annotation { id, kind, parts, note, labels, created, modified } = &**annotation;
        let (created, modified) = (created.millis(), modified.millis());
        let (kind, parts) = (kind.name(), parts.as_slice());
        drawing += &format!("\n  {kind} {parts:?} {note:?} {labels:?} {created}..{modified} {id}");
    }
    drawing
}

/// An article with annotations that overlap, nest and are split, with hostile notes and labels.
pub fn document() -> impl Strategy<Value = Sample> {
    document_of(article_text())
}

/// The same with a short text, for what is done thousands of times.
pub fn short_document() -> impl Strategy<Value = Sample> {
    document_of(short_nasty_text().prop_map(|text| text + "It rained."))
}

fn document_of(text: impl Strategy<Value = String>) -> impl Strategy<Value = Sample> {
    let status = select(Status::ALL.as_slice());
    let details = (words(), words(), words(), words(), words(), status);
    (text, any::<[u8; 16]>(), details, moment(), moment(), vec(sketch(), 0..8)).prop_map(
        |(text, id, (title, byline, outlet, url, published, status), created, modified, sketches)| {
            let mut article = article(&text, id);
            // A title is never blank: the session replaces one that is.
            let title = if title.trim().is_empty() { article.details.title } else { title };
            article.details = Details { title, byline, outlet, url, published, status };
            (article.created, article.modified) = (created, modified);
            let text = article.text.clone();
            let mut document = Document::new(article);
            document.annotations =
                Rc::new(sketches.iter().map(|sketch| Rc::new(sketch.place(&text))).collect());
            Sample(document)
        },
    )
}

/// The places where two grapheme clusters meet, in code points and counted by the segmentation itself.
pub fn cluster_edges(text: &str) -> Vec<u32> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut edges = vec![0];
    let mut at = 0;
    for cluster in text.graphemes(true) {
        at += u32::try_from(cluster.chars().count()).expect("test texts are short");
        edges.push(at);
    }
    edges
}
