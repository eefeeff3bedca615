//! Two files of the same article side by side: what joins, what differs, and who decides.

mod common;

use std::rc::Rc;

use ascribe::annotation::{Annotation, Document, Kind, Relation, RelationKind, Source, SourceKind};
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::session::{Aspect, Command, Entry, Library, Merge, Scope, Session, Target, apply, merge, plan};
use ascribe::text::{TextRange, article_from_paste};
use common::{Sample, cases, draw, short_document};
use proptest::prelude::*;

const TEXT: &str = "It rained in Riverton all night.";

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(1_777_809_600_000 + millis)
}

fn id(number: u8) -> AnnotationId {
    AnnotationId::from_random([number; 16])
}

/// An annotation of an id on the words from one offset to another.
fn tag(number: u8, kind: Kind, start: u32, end: u32) -> Annotation {
    Annotation::new(id(number), kind, TextRange::of(start, end).expect("not empty").into(), at(0))
}

fn document(text: &str, number: u8, annotations: Vec<Annotation>) -> Document {
    let article = article_from_paste(text, ArticleId::from_random([number; 16]), at(0)).expect("has text");
    let mut document = Document::new(article);
    document.annotations = Rc::new(annotations.into_iter().map(Rc::new).collect());
    document
}

fn library(documents: &[&Document]) -> Library {
    let mut library = Library::default();
    for document in documents {
        library.set(document.id(), Entry::Loaded(Rc::new((*document).clone())));
    }
    library
}

fn said(mut annotation: Annotation, note: &str, verdict: &str) -> Annotation {
    annotation.note = note.to_owned();
    annotation.claim.verdict = verdict.to_owned();
    annotation
}

/// A merge in one line: added, present, and each conflict with what is in it.
fn drawn(merge: &Merge) -> String {
    let conflict = |conflict: &ascribe::session::Conflict| {
        let aspects: Vec<_> = conflict.aspects.iter().map(|aspect| aspect.name()).collect();
        format!("{}: {}", &conflict.here.id.to_string()[..2], aspects.join(" "))
    };
    let conflicts: Vec<_> = merge.conflicts.iter().map(conflict).collect();
    format!("{} added, {} present, [{}]", merge.added.len(), merge.present.len(), conflicts.join("; "))
}

#[test]
fn what_joins_and_what_differs() {
    let mine =
        document(TEXT, 1, vec![said(tag(1, Kind::Claim, 0, 9), "mine", ""), tag(2, Kind::Claim, 13, 21)]);
    let rows = [
        (vec![said(tag(1, Kind::Claim, 0, 9), "mine", "")], "0 added, 1 present, []"),
        (
            vec![said(tag(1, Kind::Claim, 0, 9), "theirs", "disputed")],
            "0 added, 0 present, [01: Verdict Note]",
        ),
        (vec![said(tag(1, Kind::Quote, 0, 12), "mine", "")], "0 added, 0 present, [01: Kind Words]"),
        // The same tag on the same words is one annotation, whatever id another person's browser gave it.
        (vec![said(tag(8, Kind::Claim, 0, 9), "mine", "")], "0 added, 1 present, []"),
        (vec![said(tag(8, Kind::Claim, 0, 9), "theirs", "")], "0 added, 0 present, [01: Note]"),
        (vec![tag(8, Kind::Quote, 0, 9)], "1 added, 0 present, []"),
        (vec![tag(8, Kind::Claim, 0, 8)], "1 added, 0 present, []"),
        // Of two on the same words, one is the twin; one with the id of here is no twin of another.
        (vec![tag(8, Kind::Claim, 13, 21), tag(9, Kind::Claim, 13, 21)], "1 added, 1 present, []"),
        (vec![tag(2, Kind::Claim, 13, 21), tag(9, Kind::Claim, 13, 21)], "1 added, 1 present, []"),
    ];
    for (theirs, expected) in rows {
        let theirs = document(TEXT, 2, theirs);
        let found = merge(&library(&[&mine]), Rc::new(theirs.clone())).expect("the text is the same");
        assert_eq!(drawn(&found), expected, "{}", draw(&theirs));
        let pairs = found.side_by_side();
        let both = |pair: &&ascribe::session::Pair| pair.here.is_some() && pair.theirs.is_some();
        let alone = pairs.iter().filter(|pair| pair.here.is_none()).count();
        assert_eq!(pairs.iter().filter(both).count(), found.present.len() + found.conflicts.len());
        assert_eq!((alone, pairs.len()), (found.added.len(), found.added.len() + mine.annotations.len()));
    }
}

#[test]
fn the_person_decides_field_by_field() {
    let mine = document(TEXT, 1, vec![said(tag(1, Kind::Claim, 0, 9), "mine", "supported")]);
    let theirs = document(
        TEXT,
        2,
        vec![said(tag(1, Kind::Claim, 0, 9), "theirs", "disputed"), tag(3, Kind::Quote, 22, 31)],
    );
    let session = Session::new(library(&[&mine]));
    let found = merge(session.library(), Rc::new(theirs)).expect("the text is the same");
    type Choice = fn(usize, Aspect) -> bool;
    let rows: [(Choice, &str, &str); 4] = [
        (|_, _| false, "mine", "supported"),
        (|_, _| true, "theirs", "disputed"),
        (|_, aspect| aspect == Aspect::Note, "theirs", "supported"),
        (|_, aspect| aspect == Aspect::Verdict, "mine", "disputed"),
    ];
    for (choice, note, verdict) in rows {
        let settled = found.settle(choice, at(5));
        let command = Command::Import { merge: Rc::new(settled), at: at(5) };
        let next = apply(&session, command).expect("one is added");
        let now = next.document().expect("it is open");
        let one = now.annotations.get(id(1)).expect("it is there");
        assert_eq!((one.note.as_str(), one.claim.verdict.as_str()), (note, verdict));
        let is_touched = note == "theirs" || verdict == "disputed";
        assert_eq!(one.modified, if is_touched { at(5) } else { at(0) }, "{note} {verdict}");
        assert_eq!(now.annotations.len(), 2);
        let back = apply(&next, Command::UndoIn(Scope::Article(mine.id()))).expect("a step");
        assert_eq!(back.library().document(mine.id()).map(|document| &**document), Some(&mine));
    }
}

#[test]
fn links_are_taken_where_both_ends_are_and_never_in_a_circle() {
    let part_of = |number| Relation { kind: RelationKind::PartOf, to: id(number) };
    let linked = |mut annotation: Annotation, links: &[Relation]| {
        annotation.relations = links.to_vec();
        annotation
    };
    let mine =
        document(TEXT, 1, vec![tag(1, Kind::Claim, 0, 9), linked(tag(2, Kind::Claim, 0, 12), &[part_of(1)])]);
    let theirs = document(
        TEXT,
        2,
        vec![
            linked(tag(1, Kind::Claim, 0, 9), &[part_of(2), part_of(9), part_of(3)]),
            // The twin of an annotation that is here: links to it lead to the one that is here.
            linked(tag(7, Kind::Claim, 0, 12), &[]),
            linked(tag(3, Kind::Quote, 22, 31), &[part_of(7)]),
        ],
    );
    let found = merge(&library(&[&mine]), Rc::new(theirs)).expect("the text is the same");
    assert_eq!(found.added.iter().map(|added| added.relations.clone()).collect::<Vec<_>>(), [[part_of(2)]]);
    let settled = found.settle(|number, _| found.conflicts[number].here.id == id(1), at(1));
    let changed: Vec<_> = settled.changed.iter().map(|one| (one.id, one.relations.clone())).collect();
    assert_eq!(changed, [], "1 is the whole of 2, and of 3 through it; 9 is nowhere");
    let settled = found.settle(|_, _| true, at(1));
    let changed: Vec<_> = settled.changed.iter().map(|one| (one.id, one.relations.clone())).collect();
    assert_eq!(changed, [(id(1), vec![part_of(2), part_of(3)]), (id(2), vec![])]);
}

#[test]
fn several_files_make_one_plan() {
    let mine = document(TEXT, 1, vec![tag(1, Kind::Claim, 0, 9)]);
    let other = "Another text, another night.";
    let files = [
        document(TEXT, 2, vec![tag(2, Kind::Claim, 13, 21)]),
        document(other, 3, vec![said(tag(3, Kind::Claim, 0, 7), "first", "")]),
        document(other, 4, vec![said(tag(3, Kind::Claim, 0, 7), "second", ""), tag(4, Kind::Quote, 8, 12)]),
        document(TEXT, 5, vec![tag(2, Kind::Claim, 13, 21), tag(5, Kind::Quote, 22, 31)]),
        document("The id of mine, another text.", 1, vec![]),
    ];
    let session = Session::new(library(&[&mine]));
    let plan = plan(session.library(), files.iter().cloned().map(Rc::new));
    let outcomes: Vec<_> = plan.outcomes.iter().map(|o| (o.merge, o.added, o.present, o.conflicts)).collect();
    let expected =
        [(Some(0), 1, 0, 0), (Some(1), 1, 0, 0), (Some(1), 1, 0, 1), (Some(0), 1, 1, 0), (None, 0, 0, 0)];
    assert_eq!(outcomes, expected);
    let merges: Vec<_> = plan.merges.iter().map(drawn).collect();
    assert_eq!(merges, ["2 added, 1 present, []", "2 added, 0 present, [03: Note]"]);
    assert!(matches!(&plan.merges[0].target, Target::Existing(here) if **here == mine));

    let merges = plan.merges.iter().map(|merge| Rc::new(merge.settle(|_, _| true, at(1)))).collect();
    let next = apply(&session, Command::Restore { merges, at: at(1) }).expect("much is added");
    let count = |number: u8| {
        let id = ArticleId::from_random([number; 16]);
        next.library().document(id).map(|document| document.annotations.len())
    };
    assert_eq!((count(1), count(2), count(3), count(4)), (Some(3), None, Some(2), None));
    let new = next.library().document(files[1].id()).expect("it was added");
    assert_eq!(new.annotations.get(id(3)).map(|one| one.note.as_str()), Some("second"));
    let back = apply(&next, Command::UndoIn(Scope::Library)).expect("it is one step");
    assert_eq!(back.library(), session.library());
}

#[test]
fn what_stays_as_it_is_here_is_counted() {
    let source = |number: u8, role: &str| {
        let mut source = Source::new(SourceId::from_random([number; 16]), "Ito", SourceKind::Person, at(0));
        source.role = role.to_owned();
        Rc::new(source)
    };
    let mut mine = document(TEXT, 1, vec![]);
    mine.sources = Rc::new([source(1, "mayor")].into_iter().collect());
    for (role, kept) in [("mayor", 0), ("", 0), ("spokesman", 1)] {
        let mut theirs = document(TEXT, 2, vec![]);
        theirs.sources = Rc::new([source(2, role)].into_iter().collect());
        let plan = plan(&library(&[&mine]), [Rc::new(theirs)]);
        assert_eq!(plan.outcomes[0].sources_kept, kept, "{role}");
        assert!(!plan.outcomes[0].details_kept);
    }
    let mut theirs = document(TEXT, 2, vec![]);
    Rc::make_mut(&mut theirs.article).details.outlet = "The Herald".to_owned();
    let plan = plan(&library(&[&mine]), [Rc::new(theirs)]);
    assert!(plan.outcomes[0].details_kept);
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn taking_everything_gives_what_the_file_says(mine in short_document(), theirs in short_document()) {
        let Sample(mine) = mine;
        // The other person's annotations on the same text, moved where they do not fit.
        let length = mine.article.text.index().code_points().0;
        let mut other = Document::new((*mine.article).clone());
        let theirs: Vec<_> = theirs.0.annotations.iter().filter(|a| a.ranges().all(|r| r.end().0 <= length)).cloned().collect();
        other.annotations = Rc::new(theirs.into_iter().collect());
        let session = Session::new(library(&[&mine]));
        let found = merge(session.library(), Rc::new(other.clone())).expect("the same article");
        prop_assert_eq!(found.added.len() + found.present.len() + found.conflicts.len(), other.annotations.len());
        let at = at(1);
        let after = |merge: Merge| {
            let next = apply(&session, Command::Import { merge: Rc::new(merge), at });
            next.map_or_else(|| mine.clone(), |next| (**next.library().document(mine.id()).expect("there")).clone())
        };
        let kept = after(found.settle(|_, _| false, at));
        for annotation in mine.annotations.iter() {
            prop_assert_eq!(kept.annotations.get(annotation.id), Some(annotation), "mine changed unasked");
        }
        let taken = after(found.settle(|_, _| true, at));
        for conflict in &found.conflicts {
            let now = taken.annotations.get(conflict.here.id).expect("it is there");
            let left = Aspect::differing(now, &conflict.theirs);
            prop_assert!(left.iter().all(|aspect| *aspect == Aspect::Links), "{left:?}");
        }
        // What was decided is settled: the same file again has nothing new to say but links that cannot be.
        let again = merge(&library(&[&taken]), Rc::new(other)).expect("the same article");
        prop_assert!(again.added.is_empty());
    }
}
