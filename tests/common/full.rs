//! One document in which everything is said that can be said: every field of every kind of thing, and each value
//! that a field of an annotation or a source can have at least once.

use std::rc::Rc;

use ascribe::annotation::{
    Annotation, Attribution, CheckWorthiness, Claim, ClaimType, Document, Evidence, EvidencePlace, Kind,
    Origin, Parts, Provenance, QuoteType, Relation, RelationKind, Source, SourceKind, Stance, Version,
};
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::text::{ArticleText, Details, Normalization, Status, TextRange, article_from_paste};

/// The text, with a sign of two UTF-16 units before most of the words, as it is pasted.
pub const TEXT: &str = "Harbour vote 👍\r\n\r\n\
    “We won,” said council member Ines Okafor, “barely.” Rents would rise, residents said.\r\n\r\n\
    The audit says it cost 84 million. The council’s report says it “cost far less” than 84 million.\r\n\r\n\
    It will open in May. Dogs must be on a lead. It is the finest bridge.";

const NINE: i64 = 1_777_801_260_007;

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_millis(NINE + minutes * 60_000)
}

/// The id of the annotation that is made as the `number`th.
pub fn annotation_id(number: u8) -> AnnotationId {
    AnnotationId::from_random([number, 0x5e, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, number])
}

/// The id of the source that is made as the `number`th.
pub fn source_id(number: u8) -> SourceId {
    SourceId::from_random([number, 0x50, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, number])
}

/// Where these words stand for the first time.
fn range(document: &Document, words: &str) -> TextRange {
    let (before, _) = document.article.text.as_str().split_once(words).expect(words);
    let count = |text: &str| u32::try_from(text.chars().count()).expect("the text is short");
    TextRange::of(count(before), count(before) + count(words)).expect("there are words")
}

/// The document.
pub fn full_document() -> Document {
    let id: ArticleId = "6f1c1ab2-4f0e-4f3a-9d2e-0c3a8b1f5d71".parse().expect("an id");
    let mut article = article_from_paste(TEXT, id, at(0)).expect("there is text");
    article.details = Details {
        title: "Harbour vote".to_owned(),
        byline: "Ada Marwick".to_owned(),
        outlet: "The Harbour Herald".to_owned(),
        url: "https://example.org/harbour?a=1&b=\"2\"".to_owned(),
        published: "Sunday, 3 May".to_owned(),
        status: Status::Done,
        verdicts: ["open", "true", "half true", "false"].map(str::to_owned).to_vec(),
        dismissed: Vec::new(),
        kept: Vec::new(),
    };
    article.modified = at(1);
    article.extensions = r#"{"tool":{"kept":[1.50,"as it is",null]}}"#.to_owned();
    let mut document = Document::new(article);
    document.sources = Rc::new(sources().into_iter().map(Rc::new).collect());
    document.annotations = Rc::new(annotations(&document).into_iter().map(Rc::new).collect());
    document
}

fn sources() -> Vec<Source> {
    let names = ["Ines Okafor", "the council", "the audit", "residents", "somebody"];
    let rows = (1..).zip(names).zip(SourceKind::ALL);
    let mut sources: Vec<Source> =
        rows.map(|((number, name), kind)| Source::new(source_id(number), name, kind, at(2))).collect();
    sources[0] = Source {
        id: source_id(1),
        name: "Ines Okafor".to_owned(),
        role: "council member".to_owned(),
        organisation: "the council".to_owned(),
        aliases: ["Okafor", "Ms Okafor"].map(str::to_owned).to_vec(),
        link: "https://example.org/okafor".to_owned(),
        kind: SourceKind::Person,
        created: at(2),
        modified: at(3),
    };
    sources
}

fn annotations(document: &Document) -> Vec<Annotation> {
    let range = |words: &str| range(document, words);
    let new = |number: u8, kind: Kind, words: &str| {
        Annotation::new(annotation_id(number), kind, range(words).into(), at(i64::from(number)))
    };
    let parts = Parts::new([range("“We won,”"), range("“barely.”")]).expect("they lie apart");
    let mut quote = Annotation::new(annotation_id(1), Kind::Quote, parts, at(4));
    quote.attribution = Attribution {
        source: Some(source_id(1)),
        mention: Some(range("council member Ines Okafor")),
        cue: Some(range("said")),
        is_proposed: true,
    };
    quote.quote_type = Some(QuoteType::Direct);
    quote.provenance = Provenance::Accepted;
    (quote.note, quote.modified) = ("See “the minutes”.\nPage 4.".to_owned(), at(9));
    quote.labels = ["vote", "two words"].map(str::to_owned).to_vec();

    let mut indirect = new(2, Kind::Quote, "Rents would rise");
    indirect.attribution.source = Some(source_id(4));
    indirect.quote_type = Some(QuoteType::Indirect);
    indirect.provenance = Provenance::Changed;

    let mut audit = new(3, Kind::Claim, "it cost 84 million");
    audit.attribution.source = Some(source_id(3));
    audit.attribution.mention = Some(range("The audit"));
    audit.claim = Claim {
        claim_type: Some(ClaimType::Quantity),
        check_worthiness: Some(CheckWorthiness::Yes),
        wording: "The bridge cost 84 million euros.".to_owned(),
        verdict: "half true".to_owned(),
        evidence: vec![
            Evidence {
                place: EvidencePlace::Url("https://example.org/audit#4".to_owned()),
                stance: Stance::Supports,
                note: "table 4".to_owned(),
            },
            Evidence {
                place: EvidencePlace::Span(range("“cost far less”")),
                stance: Stance::Contradicts,
                note: String::new(),
            },
        ],
        date: "last week".to_owned(),
        place: "in the council".to_owned(),
        context: "Without the ramps.".to_owned(),
    };
    audit.relations = vec![
        Relation { kind: RelationKind::Contradicts, to: annotation_id(4) },
        Relation { kind: RelationKind::Supports, to: annotation_id(2) },
    ];
    audit.provenance = Provenance::Imported;
    audit.origin = Some(Rc::new(Origin {
        format: "hypothesis".to_owned(),
        id: "AbC-1".to_owned(),
        file: "notes.json".to_owned(),
        at: at(8),
        is_relocated: true,
    }));

    let mut report = new(4, Kind::Quote, "it “cost far less” than 84 million");
    report.quote_type = Some(QuoteType::Mixed);
    report.relations = vec![Relation { kind: RelationKind::Repeats, to: annotation_id(2) }];

    let mut all = vec![quote, indirect, audit, report];
    let rest = [
        ("won", ClaimType::Other, None),
        ("Rents would", ClaimType::Cause, Some(CheckWorthiness::Maybe)),
        ("It will open in May.", ClaimType::Prediction, None),
        ("Dogs must be on a lead.", ClaimType::Rule, None),
        ("It is the finest bridge.", ClaimType::NotAClaim, Some(CheckWorthiness::No)),
        ("barely", ClaimType::Experience, None),
    ];
    for (number, (words, claim_type, worth)) in (5..).zip(rest) {
        let mut claim = new(number, Kind::Claim, words);
        (claim.claim.claim_type, claim.claim.check_worthiness) = (Some(claim_type), worth);
        all.push(claim);
    }
    // What is won is a piece of the quote.
    all[4].relations = vec![Relation { kind: RelationKind::PartOf, to: annotation_id(1) }];
    // One of which nothing is known but kind and words.
    all.push(new(11, Kind::Claim, "Harbour"));
    all
}

/// The same document with two texts that it had before. Everything was said in the first of them too, and has no
/// place any more.
pub fn full_document_with_versions() -> Document {
    let mut document = full_document();
    let version = |text: &str, until: i64, note: &str, left: Vec<Rc<Annotation>>| {
        let normalization = Normalization { line_endings: 2, ..Normalization::default() };
        let text = Rc::new(ArticleText::new(text).0);
        Rc::new(Version { text, normalization, until: at(until), note: note.to_owned(), left })
    };
    let left = (101..)
        .zip(annotations(&document))
        .map(|(number, annotation)| Rc::new(Annotation { id: annotation_id(number), ..annotation }));
    let first = format!("{TEXT}\n\nThe vote is off.");
    document.versions = Rc::new(vec![
        version(&first, 60, "the last line was taken out", left.collect()),
        version("Harbour vote\n\nThe vote is near.", 90, "", Vec::new()),
    ]);
    document
}
