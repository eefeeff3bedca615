//! Makes articles, annotations and doings that are as awkward as the real ones, for the property tests.
#![allow(dead_code, reason = "every test file takes the part of this that it needs")]

pub mod doings;
pub mod full;

use std::fmt;
use std::rc::Rc;

use ascribe::annotation::{
    Annotation, Attribution, Change, CheckWorthiness, Claim, ClaimType, Document, Evidence, EvidencePlace,
    Kind, Origin, Parts, Provenance, QuoteType, Relation, RelationKind, Source, SourceKind, Stance, Version,
    clean_labels, clean_scale,
};
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::text::{Article, ArticleText, Details, Status, TextRange, article_from_paste};
use proptest::collection::vec;
use proptest::option;
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

/// A place in a text whose length is not known yet: where it starts, and how long it is.
pub type Stretch = (u32, u32);

/// The range of a stretch: folded into the text, whose last letters end it. It may cut a cluster.
pub fn stretch_in(text: &ArticleText, (start, length): Stretch) -> TextRange {
    let end = text.index().code_points().0;
    let start = start % end;
    let range = TextRange::of(start, start.saturating_add(length.max(1)).min(end));
    range.expect("it starts inside the text, which is not empty")
}

/// A piece of evidence whose place is not known yet: an address, or a stretch of the article.
pub type EvidenceSketch = (Result<String, Stretch>, Stance, String);

/// The evidence in a text.
pub fn evidence_in(text: &ArticleText, (place, stance, note): &EvidenceSketch) -> Evidence {
    let place = match place {
        Ok(url) => EvidencePlace::Url(url.clone()),
        Err(stretch) => EvidencePlace::Span(stretch_in(text, *stretch)),
    };
    Evidence { place, stance: *stance, note: note.clone() }
}

/// Who says it, in a document whose sources are not known yet.
#[derive(Clone, Debug)]
struct AttributionSketch {
    /// Which of the sources, whatever their number turns out to be.
    source: Option<usize>,
    mention: Option<Stretch>,
    cue: Option<Stretch>,
    is_proposed: bool,
}

/// What is said about a claim, in a text that is not known yet.
#[derive(Clone, Debug)]
struct ClaimSketch {
    claim_type: Option<ClaimType>,
    check_worthiness: Option<CheckWorthiness>,
    /// Wording, verdict, date, place, context.
    texts: [String; 5],
    evidence: Vec<EvidenceSketch>,
}

/// Where something lies in a text whose length is not known yet, and what it is to be.
#[derive(Clone, Debug)]
struct Sketch {
    id: [u8; 16],
    kind: Kind,
    edges: Vec<u32>,
    attribution: AttributionSketch,
    quote_type: Option<QuoteType>,
    claim: ClaimSketch,
    /// Links to others, by their place among the sketches.
    relations: Vec<(RelationKind, usize)>,
    provenance: Provenance,
    note: String,
    labels: Vec<String>,
    created: Timestamp,
    modified: Timestamp,
}

impl Sketch {
    /// The annotation in a text: the edges are folded into the text and paired, so that parts may touch, lie
    /// far apart, cut clusters and cross other annotations, and never overlap one another. Links are made when
    /// all annotations are there.
    fn place(&self, text: &ArticleText, sources: &[SourceId]) -> Annotation {
        let end = text.index().code_points().0;
        let mut edges: Vec<u32> = self.edges.iter().map(|edge| edge % (end + 1)).collect();
        edges.sort_unstable();
        let pairs = edges.as_chunks::<2>().0;
        let parts = Parts::new(pairs.iter().filter_map(|[start, end]| TextRange::of(*start, *end)));
        let whole = TextRange::of(0, end).expect("an article has text");
        let AttributionSketch { source, mention, cue, is_proposed } = self.attribution;
        let [wording, verdict, date, place, context] = self.claim.texts.clone();
        Annotation {
            id: AnnotationId::from_random(self.id),
            kind: self.kind,
            parts: parts.unwrap_or_else(|| whole.into()),
            attribution: Attribution {
                source: source.and_then(|which| sources.get(which % sources.len().max(1)).copied()),
                mention: mention.map(|stretch| stretch_in(text, stretch)),
                cue: cue.map(|stretch| stretch_in(text, stretch)),
                is_proposed,
            },
            quote_type: self.quote_type,
            claim: Claim {
                claim_type: self.claim.claim_type,
                check_worthiness: self.claim.check_worthiness,
                wording,
                verdict,
                evidence: self.claim.evidence.iter().map(|sketch| evidence_in(text, sketch)).collect(),
                date,
                place,
                context,
            },
            relations: Vec::new(),
            provenance: self.provenance,
            origin: (self.provenance == Provenance::Imported).then(|| {
                Rc::new(Origin {
                    format: "hypothesis".to_owned(),
                    id: self.note.clone(),
                    file: self.labels.concat(),
                    at: self.created,
                    is_relocated: self.kind == Kind::Claim,
                })
            }),
            note: self.note.clone(),
            labels: clean_labels(&self.labels),
            // A name like any other words, of every other annotation that has labels.
            creator: clean_labels(&self.labels)
                .into_iter()
                .next()
                .filter(|_| self.kind == Kind::Quote)
                .unwrap_or_default(),
            created: self.created,
            modified: self.modified,
        }
    }
}

/// Makes every link between annotations that a document allows.
fn link_all(mut document: Document, sketches: &[Sketch]) -> Document {
    for sketch in sketches {
        for (kind, which) in &sketch.relations {
            let from = AnnotationId::from_random(sketch.id);
            let to = AnnotationId::from_random(sketches[which % sketches.len()].id);
            let relation = Relation { kind: *kind, to };
            if document.may_link(from, relation).is_err() {
                continue;
            }
            let mut holder = (**document.annotations.get(from).expect("every sketch was placed")).clone();
            holder.relations.push(relation);
            document = document.apply(&Change::Put(Rc::new(holder))).expect("the link is new").0;
        }
    }
    document
}

pub fn kind() -> impl Strategy<Value = Kind> {
    select(Kind::ALL.as_slice())
}

pub fn stretch() -> impl Strategy<Value = Stretch> {
    prop_oneof![3 => (0..60_u32, 1..20_u32), 1 => any::<Stretch>()]
}

pub fn quote_type() -> impl Strategy<Value = Option<QuoteType>> {
    option::of(select(QuoteType::ALL.as_slice()))
}

pub fn claim_type() -> impl Strategy<Value = Option<ClaimType>> {
    option::of(select(ClaimType::ALL))
}

pub fn check_worthiness() -> impl Strategy<Value = Option<CheckWorthiness>> {
    option::of(select(CheckWorthiness::ALL))
}

pub fn evidence() -> impl Strategy<Value = Vec<EvidenceSketch>> {
    let place = prop_oneof![words().prop_map(Ok), stretch().prop_map(Err)];
    vec((place, select(Stance::ALL), words()), 0..3)
}

pub fn relation_kind() -> impl Strategy<Value = RelationKind> {
    select(RelationKind::ALL.as_slice())
}

fn attribution_sketch() -> impl Strategy<Value = AttributionSketch> {
    let spans = (option::of(stretch()), option::of(stretch()));
    (option::of(0..9_usize), spans, any::<bool>()).prop_map(|(source, (mention, cue), is_proposed)| {
        AttributionSketch { source, mention, cue, is_proposed }
    })
}

fn claim_sketch() -> impl Strategy<Value = ClaimSketch> {
    let texts = [words(), words(), words(), words(), words()];
    (claim_type(), check_worthiness(), texts, evidence()).prop_map(
        |(claim_type, check_worthiness, texts, evidence)| ClaimSketch {
            claim_type,
            check_worthiness,
            texts,
            evidence,
        },
    )
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let edges = prop_oneof![
        // Near the start, so that annotations overlap and nest also in short texts.
        3 => vec(0..40_u32, 2..=2),
        2 => vec(any::<u32>(), 2..=2),
        2 => vec(0..200_u32, 4..=8),
    ];
    let basics = (any::<[u8; 16]>(), kind(), edges, words(), vec(words(), 0..3), moment(), moment());
    let relations = vec((relation_kind(), 0..9_usize), 0..3);
    let provenance = select(Provenance::ALL.as_slice());
    let more = (attribution_sketch(), quote_type(), claim_sketch(), relations, provenance);
    (basics, more).prop_map(|(basics, more)| {
        let (id, kind, edges, note, labels, created, modified) = basics;
        let (attribution, quote_type, claim, relations, provenance) = more;
        Sketch {
            id,
            kind,
            edges,
            attribution,
            quote_type,
            claim,
            relations,
            provenance,
            note,
            labels,
            created,
            modified,
        }
    })
}

/// A name that a person may type, never blank.
pub fn name() -> impl Strategy<Value = String> {
    words().prop_map(|words| if words.trim().is_empty() { words + "Okafor" } else { words })
}

/// A source with everything that can be known about one.
pub fn source() -> impl Strategy<Value = Source> {
    let kind = select(SourceKind::ALL.as_slice());
    let texts = (words(), words(), words(), vec(words(), 0..3));
    (any::<[u8; 16]>(), name(), kind, texts, moment(), moment()).prop_map(
        |(id, name, kind, (role, organisation, link, aliases), created, modified)| Source {
            id: SourceId::from_random(id),
            name,
            role,
            organisation,
            aliases: clean_labels(aliases),
            link,
            kind,
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

/// Draws a document: the title and text, then a line for each source and for each annotation.
pub fn draw(document: &Document) -> String {
    let article = &document.article;
    let mut drawing = format!("{:?} {:?} {:?}", article.id, article.details.title, article.text.as_str());
    if !article.details.verdicts.is_empty() {
        drawing += &format!("\n  verdicts {:?}", article.details.verdicts);
    }
    for Version { text, until, note, left, .. } in document.versions.iter().map(|version| &**version) {
        drawing += &format!("\n  version {:?} {} {note:?} {left:?}", text.as_str(), until.millis());
    }
    if !article.extensions.is_empty() {
        drawing += &format!("\n  extensions {}", article.extensions);
    }
    for source in document.sources.iter() {
        let Source { id, name, role, organisation, aliases, link, kind, created, modified } = &**source;
        let (created, modified, kind) = (created.millis(), modified.millis(), kind.name());
        drawing += &format!(
            "\n  source {kind} {name:?} {role:?} {organisation:?} {aliases:?} {link:?} {created}..{modified} {id}"
        );
    }
    for annotation in document.annotations.iter() {
        let Annotation {
            id,
            kind,
            parts,
            attribution,
            quote_type,
            claim,
            relations,
            provenance,
            origin,
            note,
            labels,
            creator,
            created,
            modified,
        } = &**annotation;
        let (created, modified) = (created.millis(), modified.millis());
        let (kind, parts) = (kind.name(), parts.as_slice());
        drawing += &format!("\n  {kind} {parts:?} {note:?} {labels:?} {created}..{modified} {id}");
        let mut add = |drawn: String, is_usual: bool| {
            if !is_usual {
                drawing += &format!("\n    {drawn}");
            }
        };
        add(format!("by {creator:?}"), creator.is_empty());
        add(format!("{origin:?}"), origin.is_none());
        add(format!("{attribution:?}"), *attribution == Attribution::default());
        add(format!("{quote_type:?}"), quote_type.is_none());
        add(format!("{claim:?}"), claim.is_empty());
        add(format!("{relations:?}"), relations.is_empty());
        add(format!("{provenance:?}"), *provenance == Provenance::default());
    }
    drawing
}

/// An article with sources, and annotations that overlap, nest, are split and linked, with every field and with
/// hostile words in all of them.
pub fn document() -> impl Strategy<Value = Sample> {
    document_of(article_text())
}

/// The same with a short text, for what is done thousands of times.
pub fn short_document() -> impl Strategy<Value = Sample> {
    document_of(short_nasty_text().prop_map(|text| text + "It rained."))
}

/// A document with texts that it had before, and with some of its annotations left with the first of them.
pub fn with_versions(documents: impl Strategy<Value = Sample>) -> impl Strategy<Value = Sample> {
    let version = (short_nasty_text(), 1..90_000_i64, words());
    (documents, vec(version, 0..3), 0..3_usize).prop_map(|(Sample(mut document), versions, left)| {
        let mut made = Vec::new();
        for (text, later, note) in versions {
            let whole = format!("{}\n{text}", document.article.text.as_str());
            let (text, normalization) = ArticleText::new(&whole);
            let is_first = made.is_empty();
            let last = made.last().map_or(1_700_000_000_000, |last: &Rc<Version>| last.until.millis());
            let until = Timestamp::from_millis(last + later);
            let left = document.annotations.iter().take(if is_first { left } else { 0 }).cloned().collect();
            made.push(Rc::new(Version { text: Rc::new(text), normalization, until, note, left }));
        }
        document.versions = Rc::new(made);
        Sample(document)
    })
}

fn document_of(text: impl Strategy<Value = String>) -> impl Strategy<Value = Sample> {
    let status = select(Status::ALL.as_slice());
    let details = (words(), words(), words(), words(), words(), status, vec(words(), 0..4));
    let inside = (vec(source(), 0..4), vec(sketch(), 0..8));
    (text, any::<[u8; 16]>(), details, moment(), moment(), inside).prop_map(
        |(text, id, details, created, modified, (sources, sketches))| {
            let (title, byline, outlet, url, published, status, verdicts) = details;
            let mut article = article(&text, id);
            // A title is never blank: the session replaces one that is.
            let title = if title.trim().is_empty() { article.details.title } else { title };
            let verdicts = clean_scale(verdicts);
            article.details = Details {
                title,
                byline,
                outlet,
                url,
                published,
                status,
                verdicts,
                dismissed: Vec::new(),
                kept: Vec::new(),
            };
            (article.created, article.modified) = (created, modified);
            if created.millis() % 3 == 0 {
                article.extensions = "{\"tool\":[1.50,\"x \\\" y\\\\\",null]}".to_owned();
            }
            let text = article.text.clone();
            let ids: Vec<SourceId> = sources.iter().map(|source| source.id).collect();
            let mut document = Document::new(article);
            document.sources = Rc::new(sources.into_iter().map(Rc::new).collect());
            document.annotations =
                Rc::new(sketches.iter().map(|sketch| Rc::new(sketch.place(&text, &ids))).collect());
            Sample(link_all(document, &sketches))
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
