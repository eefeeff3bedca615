//! What an import cannot place is kept with the article, can be placed by hand, and goes out again.

mod common;

use std::rc::Rc;

use ascribe::annotation::{Document, Version};
use ascribe::format::Format;
use ascribe::format::foreign::{ReadOptions, WriteOptions, read, write};
use ascribe::format::native::{self, Incoming, Problem};
use ascribe::identity::Timestamp;
use ascribe::session::{Command, Session, Target, apply, merge};
use ascribe::storage::{MemoryStorage, Write, load, writes};
use ascribe::text::TextRange;
use common::full::{annotation_id, full_document};

fn at(minute: i64) -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000 + minute * 60_000)
}

/// A file in which the words of the third annotation were changed by somebody, so that they stand nowhere.
fn file(format: Format) -> Vec<u8> {
    let written = write(format, &[Rc::new(full_document())], &WriteOptions::default()).expect("written");
    let text = String::from_utf8(written.bytes).expect("text");
    let (words, other) = ("it cost 84 million", "it cost 97 thousand");
    // In the article's own text they stay.
    text.replace(&format!("\"exact\": \"{words}\""), &format!("\"exact\": \"{other}\"")).into_bytes()
}

fn incoming(format: Format) -> Incoming {
    let import = read(format, &file(format), &ReadOptions::new(at(1), &[])).expect("a file");
    import.items.into_iter().next().expect("an article").read.expect("an article")
}

fn left(document: &Document) -> Vec<(String, String)> {
    let of = |version: &Rc<Version>| -> Vec<_> {
        version.left.iter().map(|left| (left.words(&version.text), left.claim.wording.clone())).collect()
    };
    document.versions.iter().flat_map(of).collect()
}

#[test]
fn what_has_no_place_is_kept_with_all_that_is_said_about_it() {
    for format in [Format::Native, Format::WebAnnotation, Format::Hypothesis, Format::Recogito] {
        let mut incoming = incoming(format);
        let listed = incoming.problems.iter().filter(|problem| matches!(problem, Problem::Unplaced { .. }));
        assert_eq!(listed.count(), 1, "{format:?}: {:?}", incoming.problems);
        assert!(incoming.document.annotations.get(annotation_id(3)).is_none(), "{format:?}");
        assert!(incoming.document.versions.is_empty(), "{format:?}");
        assert_eq!(incoming.keep_unplaced(at(1)), 1, "{format:?}");
        assert_eq!(incoming.keep_unplaced(at(1)), 0, "{format:?}: once is enough");
        let document = incoming.document;
        let expected = ("it cost 97 thousand".to_owned(), "The bridge cost 84 million euros.".to_owned());
        assert_eq!(left(&document), [expected], "{format:?}");
        let version = document.versions.last().expect("a version");
        assert!(version.is_unplaced());
        let kept = &version.left[0];
        assert_eq!(kept.id, annotation_id(3), "{format:?}");
        assert_eq!(kept.relations.len(), 2, "{format:?}: its links wait for its place");
        assert_eq!(kept.claim.evidence.len(), 2, "{format:?}");
        assert_eq!(
            kept.attribution.mention.map(|range| version.text.slice(range)),
            Some("The audit"),
            "{format:?}"
        );

        // It is kept in the records, and goes out and comes in again.
        let puts = writes(None, Some(&document)).into_iter().filter_map(|write| match write {
            Write::Put { key, value } => Some((key, value)),
            Write::Remove { .. } => None,
        });
        let stored = MemoryStorage::with_records(puts.collect());
        let (loaded, _) = load(&stored, document.id()).expect("a store");
        assert_eq!(loaded.as_ref().map(left), Some(left(&document)), "{format:?}");
        let again = native::read(&native::write(&document, at(2)).expect("written")).expect("read");
        assert_eq!((again.problems, again.document.versions), (Vec::new(), document.versions), "{format:?}");
    }
}

#[test]
fn it_joins_an_article_that_is_here_and_is_placed_by_hand() {
    let mut here = full_document();
    Rc::make_mut(&mut here.annotations).remove(annotation_id(3));
    let here = Rc::new(here);
    let session = apply(&Session::default(), Command::Open(here.clone())).expect("it opens");
    let mut incoming = incoming(Format::Native);
    incoming.keep_unplaced(at(1));
    let plan = merge(session.library(), Rc::new(incoming.document.clone())).expect("it joins");
    assert!(matches!(plan.target, Target::Existing(_)));
    assert_eq!((plan.unplaced(), plan.changes_something()), (1, true));
    let command = Command::Import { merge: Rc::new(plan), at: at(3) };
    let after = apply(&session, command).expect("it is imported");
    let document = after.document().expect("open");
    assert_eq!(left(document).len(), 1);
    // The same file again brings nothing.
    let again = merge(after.library(), Rc::new(incoming.document)).expect("it joins");
    assert_eq!((again.unplaced(), again.changes_something()), (0, false));

    let words = "it cost 84 million";
    let (before, _) = document.article.text.as_str().split_once(words).expect("they are there");
    let start = u32::try_from(before.chars().count()).expect("short");
    let range = TextRange::of(start, start + 18).expect("words");
    let placed =
        apply(&after, Command::PlaceAgain { id: annotation_id(3), range, at: at(4) }).expect("placed");
    let document = placed.document().expect("open");
    let annotation = document.annotations.get(annotation_id(3)).expect("it has a place");
    assert_eq!(annotation.words(&document.article.text), words);
    assert_eq!(annotation.relations.len(), 2, "its links are made again");
    assert_eq!(left(document), []);
    let back =
        apply(&placed, Command::Undo).and_then(|session| apply(&session, Command::Undo)).expect("two steps");
    assert_eq!(back.document().map(|document| &**document), Some(&*here));
}

#[test]
fn an_article_of_its_own_brings_it_along() {
    let mut incoming = incoming(Format::Native);
    incoming.keep_unplaced(at(1));
    let plan = merge(Session::default().library(), Rc::new(incoming.document)).expect("it is new");
    assert_eq!((&plan.target, plan.unplaced()), (&Target::New, 1));
    let command = Command::Import { merge: Rc::new(plan), at: at(3) };
    let after = apply(&Session::default(), command).expect("it is imported");
    assert_eq!(left(after.document().expect("open")).len(), 1);
}
