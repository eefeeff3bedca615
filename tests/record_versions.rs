//! What any earlier version of Ascribe has stored can still be read.
//!
//! `data/records-v1.json` is a store as version 1 of the records left it, `data/records-v2.json` one as version 2
//! did, with every field of every record, `data/records-v3.json` the same with annotations that are signed. A later version of the records gets a file of its own; none of these
//! files is ever changed, because there are browsers that hold just that.

use std::collections::BTreeMap;

use ascribe::annotation::{Annotation, Document, EvidencePlace, Kind, QuoteType};
use ascribe::identity::ArticleId;
use ascribe::storage::{MemoryStorage, Storage, load, shelf, writes};
use ascribe::text::{Status, TextRange};

fn store(json: &str) -> MemoryStorage {
    let records: BTreeMap<String, String> = serde_json::from_str(json).expect("the fixture is JSON");
    let mut storage = MemoryStorage::new();
    for (key, value) in records {
        storage.set(&key, &value).expect("memory takes it");
    }
    storage
}

#[test]
fn version_1_reads_as_it_was_written() {
    let storage = store(include_str!("data/records-v1.json"));
    let (summaries, damaged) = shelf(&storage).expect("memory gives it");
    assert_eq!(damaged, []);
    let listed: Vec<_> =
        summaries.iter().map(|summary| (summary.details.title.as_str(), summary.annotations)).collect();
    assert_eq!(listed, [("Bridge delayed again", 3)]);

    let id: ArticleId = "6f1c1ab2-4f0e-4f3a-9d2e-0c3a8b1f5d70".parse().expect("an id");
    let (document, damaged) = load(&storage, id).expect("memory gives it");
    assert_eq!(damaged, []);
    let document = document.expect("the article is there");
    let article = &document.article;
    assert_eq!(
        article.text.as_str(),
        "Bridge delayed again\n\n“We won,” she said 👍, “barely.”\n\nIt cost 84 million."
    );
    assert_eq!(article.details.byline, "Ada Marwick");
    assert_eq!(article.details.status, Status::InWork);
    assert_eq!(article.normalization.line_endings, 4);
    assert_eq!(article.created.to_string(), "2026-05-03T09:41:00.007Z");
    let drawn: Vec<_> = document
        .annotations
        .iter()
        .map(|annotation| {
            let words = annotation.words(&article.text);
            (annotation.kind, words, annotation.note.as_str(), annotation.labels.join(" "))
        })
        .collect();
    let expected = [
        (Kind::Quote, "“We won,” … “barely.”", "split", "vote"),
        (Kind::Claim, "won", "", ""),
        (Kind::Claim, "It cost 84 million.", "says who?\n“the study”", ""),
    ];
    assert_eq!(
        drawn,
        expected.map(|(kind, words, note, labels)| (kind, words.to_owned(), note, labels.to_owned()))
    );

    assert_written_again(&document, &storage);
}

#[test]
fn version_3_says_who_made_an_annotation() {
    let storage = store(include_str!("data/records-v3.json"));
    let id: ArticleId = "6f1c1ab2-4f0e-4f3a-9d2e-0c3a8b1f5d71".parse().expect("an id");
    let (document, damaged) = load(&storage, id).expect("memory gives it");
    assert_eq!(damaged, []);
    let document = document.expect("the article is there");
    let text = &document.article.text;
    let signed = document.annotations.iter().filter(|annotation| !annotation.creator.is_empty());
    let signed: Vec<_> = signed.map(|one| (one.words(text), one.creator.as_str())).collect();
    let expected = [("Harbour", "Ada Marwick"), ("Rents would rise", "Ada Marwick")];
    assert_eq!(signed, expected.map(|(words, creator)| (words.to_owned(), creator)));
    assert_written_again(&document, &storage);
}

/// This is still the form in which it is written: saving what was read changes no record.
fn assert_written_again(document: &Document, storage: &MemoryStorage) {
    let mut again = MemoryStorage::new();
    for write in writes(None, Some(document)) {
        let ascribe::storage::Write::Put { key, value } = write else { panic!("nothing is removed") };
        again.set(&key, &value).expect("memory takes it");
    }
    assert_eq!(again.records(), storage.records());
}

/// Draws what an annotation says, one thing a line; other annotations are named by their words.
fn draw(document: &Document, annotation: &Annotation) -> String {
    let text = &document.article.text;
    let slice = |range: TextRange| text.slice(range).to_owned();
    let name = |id| document.annotations.get(id).map_or("nothing".to_owned(), |other| other.words(text));
    let mut lines = vec![format!("{} [{}]", annotation.kind.name(), annotation.words(text))];
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("  {key}: {value}"));
        }
    };
    let attribution = &annotation.attribution;
    add("source", document.source_of(annotation).map_or(String::new(), |source| source.name.clone()));
    add("mention", attribution.mention.map(slice).unwrap_or_default());
    add("cue", attribution.cue.map(slice).unwrap_or_default());
    add("proposed", if attribution.is_proposed { "yes".to_owned() } else { String::new() });
    add("quote type", annotation.quote_type.map(QuoteType::name).unwrap_or_default().to_owned());
    let claim = &annotation.claim;
    add("claim type", claim.claim_type.map_or("", |value| value.name()).to_owned());
    add("worth a check", claim.check_worthiness.map_or("", |value| value.name()).to_owned());
    add("wording", claim.wording.clone());
    add("verdict", claim.verdict.clone());
    for piece in &claim.evidence {
        let place = match &piece.place {
            EvidencePlace::Url(url) => url.clone(),
            EvidencePlace::Span(range) => format!("[{}]", slice(*range)),
        };
        add("evidence", format!("{} {place} {}", piece.stance.name(), piece.note).trim_end().to_owned());
    }
    add("date", claim.date.clone());
    add("place", claim.place.clone());
    add("context", claim.context.clone());
    for link in &annotation.relations {
        add("link", format!("{} [{}]", link.kind.name(), name(link.to)));
    }
    add("provenance", annotation.provenance.name().to_owned());
    add("note", annotation.note.replace('\n', "|"));
    add("labels", annotation.labels.join(", "));
    add("times", format!("{} {}", annotation.created, annotation.modified));
    lines.join("\n") + "\n"
}

/// What the store of version 2 holds, as it was meant when it was written.
const VERSION_2: &str = "\
Ines Okafor | person | council member | the council | Okafor, Ms Okafor | https://example.org/okafor | 2026-05-03T09:43:00.007Z 2026-05-03T09:44:00.007Z
the council | body |  |  |  |  | 2026-05-03T09:43:00.007Z 2026-05-03T09:43:00.007Z
the audit | document |  |  |  |  | 2026-05-03T09:43:00.007Z 2026-05-03T09:43:00.007Z
residents | unnamed |  |  |  |  | 2026-05-03T09:43:00.007Z 2026-05-03T09:43:00.007Z
somebody | unknown |  |  |  |  | 2026-05-03T09:43:00.007Z 2026-05-03T09:43:00.007Z
claim [Harbour]
  provenance: by hand
  times: 2026-05-03T09:52:00.007Z 2026-05-03T09:52:00.007Z
quote [“We won,” … “barely.”]
  source: Ines Okafor
  mention: council member Ines Okafor
  cue: said
  proposed: yes
  quote type: direct
  provenance: suggestion accepted
  note: See “the minutes”.|Page 4.
  labels: vote, two words
  times: 2026-05-03T09:45:00.007Z 2026-05-03T09:50:00.007Z
claim [won]
  claim type: other
  link: part of [“We won,” … “barely.”]
  provenance: by hand
  times: 2026-05-03T09:46:00.007Z 2026-05-03T09:46:00.007Z
claim [barely]
  claim type: experience
  provenance: by hand
  times: 2026-05-03T09:51:00.007Z 2026-05-03T09:51:00.007Z
quote [Rents would rise]
  source: residents
  quote type: indirect
  provenance: suggestion changed
  times: 2026-05-03T09:43:00.007Z 2026-05-03T09:43:00.007Z
claim [Rents would]
  claim type: cause
  worth a check: maybe
  provenance: by hand
  times: 2026-05-03T09:47:00.007Z 2026-05-03T09:47:00.007Z
claim [it cost 84 million]
  source: the audit
  mention: The audit
  claim type: quantity
  worth a check: yes
  wording: The bridge cost 84 million euros.
  verdict: half true
  evidence: supports https://example.org/audit#4 table 4
  evidence: contradicts [“cost far less”]
  date: last week
  place: in the council
  context: Without the ramps.
  link: contradicts [it “cost far less” than 84 million]
  link: supports [Rents would rise]
  provenance: imported
  times: 2026-05-03T09:44:00.007Z 2026-05-03T09:44:00.007Z
quote [it “cost far less” than 84 million]
  quote type: mixed
  link: repeats [Rents would rise]
  provenance: by hand
  times: 2026-05-03T09:45:00.007Z 2026-05-03T09:45:00.007Z
claim [It will open in May.]
  claim type: prediction
  provenance: by hand
  times: 2026-05-03T09:48:00.007Z 2026-05-03T09:48:00.007Z
claim [Dogs must be on a lead.]
  claim type: rule
  provenance: by hand
  times: 2026-05-03T09:49:00.007Z 2026-05-03T09:49:00.007Z
claim [It is the finest bridge.]
  claim type: not a claim
  worth a check: no
  provenance: by hand
  times: 2026-05-03T09:50:00.007Z 2026-05-03T09:50:00.007Z
";

#[test]
fn version_2_reads_as_it_was_written() {
    let storage = store(include_str!("data/records-v2.json"));
    let (summaries, damaged) = shelf(&storage).expect("memory gives it");
    assert_eq!(damaged, []);
    let listed: Vec<_> = summaries
        .iter()
        .map(|summary| (summary.details.title.as_str(), summary.annotations, summary.last_change.to_string()))
        .collect();
    assert_eq!(listed, [("Harbour vote", 11, "2026-05-03T09:52:00.007Z".to_owned())]);

    let id: ArticleId = "6f1c1ab2-4f0e-4f3a-9d2e-0c3a8b1f5d71".parse().expect("an id");
    let (document, damaged) = load(&storage, id).expect("memory gives it");
    assert_eq!(damaged, []);
    let document = document.expect("the article is there");
    let article = &document.article;
    assert!(
        article.text.as_str().starts_with("Harbour vote 👍\n\n“We won,” said council member Ines Okafor, “")
    );
    let details = &article.details;
    assert_eq!(
        [&details.title, &details.byline, &details.outlet, &details.url, &details.published],
        [
            "Harbour vote",
            "Ada Marwick",
            "The Harbour Herald",
            "https://example.org/harbour?a=1&b=\"2\"",
            "Sunday, 3 May"
        ]
    );
    assert_eq!(
        (details.status, details.verdicts.join(", ").as_str()),
        (Status::Done, "open, true, half true, false")
    );
    assert_eq!(article.normalization.line_endings, 6);
    assert_eq!(
        [article.created, article.modified].map(|at| at.to_string()),
        ["2026-05-03T09:41:00.007Z", "2026-05-03T09:42:00.007Z"]
    );
    let sources: String = document
        .sources
        .iter()
        .map(|source| {
            let all = [
                &source.name,
                source.kind.name(),
                &source.role,
                &source.organisation,
                &source.aliases.join(", "),
                &source.link,
            ];
            format!("{} | {} {}\n", all.join(" | "), source.created, source.modified)
        })
        .collect();
    let drawn: String = document.annotations.iter().map(|annotation| draw(&document, annotation)).collect();
    assert_eq!(sources + &drawn, VERSION_2, "\n{drawn}");
    assert_written_again(&document, &storage);
}
