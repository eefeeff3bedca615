//! What any earlier version of Ascribe has stored can still be read.
//!
//! `data/records-v1.json` is a store as version 1 of the records left it. A later version of the records gets a
//! file of its own; none of these files is ever changed, because there are browsers that hold just that.

use std::collections::BTreeMap;

use ascribe::annotation::Kind;
use ascribe::identity::ArticleId;
use ascribe::storage::{MemoryStorage, Storage, load, shelf, writes};
use ascribe::text::Status;

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

    // This is still the version that is written: saving what was read changes no record.
    let mut again = MemoryStorage::new();
    for write in writes(None, Some(&document)) {
        let ascribe::storage::Write::Put { key, value } = write else { panic!("nothing is removed") };
        again.set(&key, &value).expect("memory takes it");
    }
    assert_eq!(again.records(), storage.records());
}
