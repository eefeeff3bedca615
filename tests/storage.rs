//! Nothing that was saved is lost: whatever is done, whenever the store fails, and whatever happens to its
//! records.

mod common;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use ascribe::annotation::{Annotation, AnnotationSet, Document, Kind, Source, SourceKind, Version};
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::session::{Command, Entry, Field, Library, Session, apply};
use ascribe::storage::{
    Damaged, MemoryStorage, RecordError, RecordKey, Saver, Storage, StorageError, load, room_needed, shelf,
};
use ascribe::text::TextRange;
use common::doings::{World, sitting};
use common::{Sample, article, cases, document, short_document, with_versions};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

type Records = BTreeMap<String, String>;

/// A store with these articles in it, as saving them at once leaves it.
fn stored<'a>(documents: impl IntoIterator<Item = &'a Rc<Document>>) -> MemoryStorage {
    let mut storage = MemoryStorage::new();
    Saver::default().save(&mut storage, &loaded(documents)).expect("there is room");
    storage
}

fn loaded<'a>(documents: impl IntoIterator<Item = &'a Rc<Document>>) -> Rc<Library> {
    let mut library = Library::default();
    for document in documents {
        library.set(document.id(), Entry::Loaded(document.clone()));
    }
    Rc::new(library)
}

/// The articles of a world that are to be saved.
fn kept(world: &World) -> Vec<Rc<Document>> {
    let content = world.content().0;
    content.into_values().filter(|(_, kept)| *kept).map(|(document, _)| document).collect()
}

/// Everything that can be read from a store, and everything that cannot.
fn load_all(storage: &dyn Storage) -> (BTreeMap<ArticleId, Document>, Vec<Damaged>) {
    let (summaries, mut damaged) = shelf(storage).expect("the store can be read");
    let mut documents = BTreeMap::new();
    for summary in summaries {
        let (document, more) = load(storage, summary.id).expect("the store can be read");
        damaged.extend(more);
        documents.extend(document.map(|document| (summary.id, document)));
    }
    (documents, damaged)
}

/// Draws records, one a line, so that two stores can be told apart by eye.
fn draw_records(records: &Records) -> String {
    records.iter().map(|(key, value)| format!("  {key} = {value:?}\n")).collect()
}

fn same_records(left: &Records, right: &Records, what: &str) -> Result<(), TestCaseError> {
    prop_assert!(left == right, "{what}:\n{}expected:\n{}", draw_records(left), draw_records(right));
    Ok(())
}

/// A store that fails when it is told to.
#[derive(Clone)]
struct Faulty {
    inner: MemoryStorage,
    /// How many more operations succeed; `None` for all.
    good: Cell<Option<usize>>,
    /// Whether only one operation fails, or every one from then on.
    once: bool,
    /// Whether reading fails too.
    reading: bool,
    error: StorageError,
}

impl Faulty {
    fn new(inner: MemoryStorage, error: StorageError) -> Self {
        Self { inner, good: Cell::new(None), once: false, reading: false, error }
    }

    fn step(&self) -> Result<(), StorageError> {
        match self.good.get() {
            None => Ok(()),
            Some(0) => {
                self.good.set(if self.once { None } else { Some(0) });
                Err(self.error.clone())
            }
            Some(good) => {
                self.good.set(Some(good - 1));
                Ok(())
            }
        }
    }

    fn read_step(&self) -> Result<(), StorageError> {
        if self.reading { self.step() } else { Ok(()) }
    }
}

impl Storage for Faulty {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.read_step()?;
        self.inner.get(key)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StorageError> {
        self.step()?;
        self.inner.set(key, value)
    }

    fn remove(&mut self, key: &str) -> Result<(), StorageError> {
        self.step()?;
        self.inner.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.read_step()?;
        self.inner.keys()
    }
}

fn errors() -> impl Strategy<Value = StorageError> {
    let failed = StorageError::Failed("disk I/O error".to_owned());
    select(vec![StorageError::Full, StorageError::Blocked, failed])
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn what_was_done_is_what_is_there_after_a_reload(
        documents in vec((with_versions(document()), any::<bool>()), 0..3),
        sitting in sitting(40),
    ) {
        let mut world = World::new(documents);
        let start = world.session.library().clone();
        let mut after_each = stored(world.stored.values());
        let mut at_the_end = after_each.clone();
        // Articles that are only listed are opened and changed before the saver has seen them loaded.
        let mut saver = Saver::new(start.clone());
        for timed in &sitting.0 {
            world.run(timed);
            saver.save(&mut after_each, world.session.library()).expect("there is room");
        }
        Saver::new(start).save(&mut at_the_end, world.session.library()).expect("there is room");

        let kept = kept(&world);
        let expected = stored(&kept);
        same_records(after_each.records(), expected.records(), "saved after each command")?;
        same_records(at_the_end.records(), expected.records(), "saved once at the end")?;

        let (documents, damaged) = load_all(&after_each);
        prop_assert_eq!(damaged, []);
        let expected: BTreeMap<_, _> = kept.iter().map(|document| (document.id(), (**document).clone())).collect();
        prop_assert_eq!(documents, expected);

        // The list shows of each article what the article shows of itself.
        let (mut summaries, _) = shelf(&after_each).expect("the store can be read");
        summaries.sort_by_key(|summary| summary.id);
        let mut expected: Vec<_> = kept.iter().map(|document| document.summary()).collect();
        expected.sort_by_key(|summary| summary.id);
        prop_assert_eq!(summaries, expected);

        // And what is loaded is what is stored: opening everything writes nothing.
        let nothing = saver.save(&mut after_each, &loaded(&kept)).map(|saved| saved.records);
        let unkept = world.session.library().entries().count() - kept.len();
        prop_assert!(nothing == Ok(0), "{nothing:?}, {unkept} not kept");
    }

    #[test]
    fn the_room_that_an_article_takes_is_known_before(sample in with_versions(document())) {
        let document = Rc::new(sample.0);
        let mut storage = MemoryStorage::new();
        let saved = Saver::default().save(&mut storage, &loaded([&document])).expect("there is room");
        let units = |text: &String| text.encode_utf16().count();
        let used: usize = storage.records().iter().map(|(key, value)| units(key) + units(value)).sum();
        prop_assert_eq!(storage.used(), Ok(used));
        prop_assert_eq!(room_needed(&document), used);
        prop_assert_eq!(saved.characters, used);
        let rest = document.annotations.len() + document.sources.len() + document.versions.len();
        prop_assert_eq!(saved.records, 2 + rest);

        // With exactly that much room it fits, with one unit less it does not.
        let mut exact = MemoryStorage::new();
        exact.set_quota(Some(used));
        prop_assert!(Saver::default().save(&mut exact, &loaded([&document])).is_ok());
        let mut tight = MemoryStorage::new();
        tight.set_quota(Some(used - 1));
        prop_assert_eq!(Saver::default().save(&mut tight, &loaded([&document])), Err(StorageError::Full));
    }

    #[test]
    fn a_store_that_fails_now_and_then_is_right_in_the_end(
        documents in vec((with_versions(document()), any::<bool>()), 0..3),
        sitting in sitting(30),
        faults in vec((0..12_usize, any::<bool>(), any::<bool>()), 1..30),
        error in errors(),
    ) {
        let mut world = World::new(documents);
        let mut storage = Faulty::new(stored(world.stored.values()), error);
        let mut saver = Saver::new(world.session.library().clone());
        for (timed, (good, once, reading)) in sitting.0.iter().zip(faults.iter().cycle()) {
            world.run(timed);
            storage.good.set(Some(*good));
            (storage.once, storage.reading) = (*once, *reading);
            let answer = saver.save(&mut storage, world.session.library());
            if let Err(error) = &answer {
                prop_assert_eq!(error, &storage.error);
            }
            // What is said to be saved is there.
            if answer.is_ok() {
                same_records(storage.inner.records(), stored(&kept(&world)).records(), "said to be saved")?;
            }
        }
        storage.good.set(None);
        saver.save(&mut storage, world.session.library()).expect("the fault is lifted");
        same_records(storage.inner.records(), stored(&kept(&world)).records(), "after the fault")?;
    }
}

/// Two states of a library that differ in every way: an article is deleted, one is new, one is changed in
/// each of its records, and one stays as it is. Sources come, change and go with them.
fn before_and_after() -> (Vec<Rc<Document>>, Vec<Rc<Document>>) {
    let text = "The council voted on Tuesday. “We won,” she said.\n\nIt rained 👍.";
    let make = |number: u8, kinds: &[(u8, Kind, u32, u32, &str)], sources: &[(u8, &str)]| {
        let mut document = Document::new(article(text, [number; 16]));
        let sources = sources.iter().map(|(id, name)| {
            let id = SourceId::from_random([*id; 16]);
            Rc::new(Source::new(id, *name, SourceKind::Person, Timestamp::from_millis(7)))
        });
        document.sources = Rc::new(sources.collect());
        let annotations = kinds.iter().map(|(id, kind, start, end, note)| {
            let range = TextRange::of(*start, *end).expect("not empty");
            let id = AnnotationId::from_random([number, *id, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
            let mut annotation = Annotation::new(id, *kind, range.into(), Timestamp::from_millis(7));
            annotation.note = (*note).to_owned();
            Rc::new(annotation)
        });
        document.annotations = Rc::new(annotations.collect());
        document
    };
    let (claim, quote) = (Kind::Claim, Kind::Quote);
    let stays = Rc::new(make(2, &[(1, claim, 0, 9, "")], &[(1, "Ito")]));
    let deleted = Rc::new(make(3, &[(1, claim, 0, 9, "x"), (2, quote, 4, 5, "")], &[(1, "Ito")]));
    let old = [(1, claim, 0, 9, ""), (2, quote, 30, 39, "a"), (3, claim, 4, 5, "")];
    let old = Rc::new(make(4, &old, &[(1, "Ito"), (2, "Okafor"), (3, "Ruiz")]));
    let changed = [(1, quote, 0, 9, ""), (2, quote, 30, 39, "ab"), (4, claim, 6, 7, "")];
    let mut changed = make(4, &changed, &[(1, "Ito"), (2, "Ines Okafor"), (4, "Marwick")]);
    let mut article = (*changed.article).clone();
    article.details.title = "Another title".to_owned();
    article.modified = Timestamp::from_millis(1_800_000_000_000);
    changed.article = Rc::new(article);
    let new = Rc::new(make(1, &[(1, claim, 0, 9, ""), (2, quote, 30, 39, "")], &[(1, "Ito")]));
    (vec![stays.clone(), deleted, old], vec![stays, Rc::new(changed), new])
}

#[test]
fn a_fault_at_any_write_loses_nothing() {
    let (before, after) = before_and_after();
    let expected = stored(&after);
    let start = stored(&before);
    for error in [StorageError::Full, StorageError::Blocked, StorageError::Failed("gone".to_owned())] {
        for shelved in [false, true] {
            let mut writes = 0;
            loop {
                let mut storage = Faulty::new(start.clone(), error.clone());
                let known = if shelved {
                    Rc::new(shelf(&start).expect("the store can be read").0.into_iter().collect())
                } else {
                    loaded(&before)
                };
                let mut saver = Saver::new(known);
                storage.good.set(Some(writes));
                let answer = saver.save(&mut storage, &loaded(&after));
                let here = format!("{error:?} at write {writes}, shelved: {shelved}");

                // What stays is readable, with each annotation as it was or as it is to be.
                let (documents, damaged) = load_all(&storage.inner);
                assert_eq!(documents.get(&before[0].id()), Some(&*before[0]), "{here}");
                let changed = documents.get(&before[2].id()).expect("the changed article can be read");
                for annotation in changed.annotations.iter() {
                    let states = [&before[2], &after[1]].map(|d| d.annotations.get(annotation.id));
                    assert!(states.contains(&Some(annotation)), "{here}: {annotation:?}");
                }
                for id in [1, 2] {
                    let id = before[2]
                        .annotations
                        .iter()
                        .find(|a| a.id.to_string().starts_with(&format!("040{id}")));
                    let id = id.expect("it is in both states").id;
                    assert!(changed.annotations.get(id).is_some(), "{here}: an annotation is gone");
                }
                for source in changed.sources.iter() {
                    let states = [&before[2], &after[1]].map(|d| d.sources.get(source.id));
                    assert!(states.contains(&Some(source)), "{here}: {source:?}");
                }
                for id in [1, 2].map(|id| SourceId::from_random([id; 16])) {
                    assert!(changed.sources.get(id).is_some(), "{here}: a source is gone");
                }
                // An article is listed whole or not at all, and what is set aside is a rest of the deleted
                // article or the beginning of the new one.
                for damaged in damaged {
                    let article = RecordKey::parse(&damaged.key).map(|key| key.article());
                    assert!(
                        article == Some(before[1].id()) || article == Some(after[2].id()),
                        "{here}: {damaged:?}"
                    );
                }

                // After the fault, the next call completes what is to be: this state, or the one before it.
                let again = storage.clone();
                for (target, expected) in [(&after, &expected), (&before, &start)] {
                    let (mut saver, mut storage) = (saver.clone(), again.clone());
                    storage.good.set(None);
                    saver.save(&mut storage, &loaded(target)).expect("the fault is lifted");
                    let (left, right) = (storage.inner.records(), expected.records());
                    assert!(
                        left == right,
                        "{here}:\n{}expected:\n{}",
                        draw_records(left),
                        draw_records(right)
                    );
                }
                if answer.is_ok() {
                    break;
                }
                assert_eq!(answer, Err(error.clone()), "{here}");
                writes += 1;
            }
            assert_eq!(writes, 18, "two states that differ in 18 records");
        }
    }
}

#[test]
fn a_deletion_taken_back_and_done_again_while_the_store_fails_leaves_nothing() {
    let (before, _) = before_and_after();
    let document = &before[2];
    let (here, gone) = (loaded([document]), loaded([]));
    for good in 0..9 {
        let mut storage = Faulty::new(stored([document]), StorageError::Full);
        let mut saver = Saver::new(here.clone());
        for library in [&gone, &here, &gone] {
            storage.good.set(Some(good));
            // Whether this succeeds depends on how much is good; what counts is where it ends.
            let _ = saver.save(&mut storage, library);
        }
        storage.good.set(None);
        saver.save(&mut storage, &gone).expect("the fault is lifted");
        let left = storage.inner.records();
        assert!(left.is_empty(), "{good} good writes each time:\n{}", draw_records(left));
    }
}

#[test]
fn deleting_an_article_makes_room_in_a_full_store() {
    // Whichever of the two comes first in the store.
    for (small, large) in [(1, 9), (9, 1)] {
        let old = Rc::new(Document::new(article(&"It rained. ".repeat(50), [small; 16])));
        let new = Rc::new(Document::new(article(&"It snowed. ".repeat(50), [large; 16])));
        let mut storage = stored([&old]);
        let used = storage.used().expect("the store can be read");
        storage.set_quota(Some(used + 100));
        let mut saver = Saver::new(loaded([&old]));
        assert_eq!(saver.save(&mut storage, &loaded([&old, &new])), Err(StorageError::Full));
        assert_eq!(load_all(&storage).0.len(), 1, "the old article is still there");
        saver.save(&mut storage, &loaded([&new])).expect("there is room now");
        assert_eq!(storage.records(), stored([&new]).records());
    }
}

#[test]
fn removing_annotations_makes_room_for_others_in_a_full_store() {
    let range = |start| TextRange::of(start, start + 4).expect("not empty");
    let annotation = |id: u8, note: &str| {
        let id = AnnotationId::from_random([id; 16]);
        let mut annotation = Annotation::new(id, Kind::Claim, range(3).into(), Timestamp::default());
        annotation.note = note.to_owned();
        Rc::new(annotation)
    };
    let with = |annotations: Vec<Rc<Annotation>>| {
        let mut document = Document::new(article("It rained. ", [1; 16]));
        document.annotations = Rc::new(annotations.into_iter().collect());
        Rc::new(document)
    };
    let (old, new) = (with(vec![annotation(5, &"x".repeat(90))]), with(vec![annotation(3, "y")]));
    let mut storage = stored([&old]);
    storage.set_quota(Some(storage.used().expect("the store can be read")));
    let mut saver = Saver::new(loaded([&old]));
    saver.save(&mut storage, &loaded([&new])).expect("the new one is shorter than the one that goes");
    assert_eq!(storage.records(), stored([&new]).records());
}

#[test]
fn one_article_that_does_not_fit_keeps_no_other_from_being_saved() {
    for (small, large) in [(1, 9), (9, 1)] {
        let small = Rc::new(Document::new(article("It rained.", [small; 16])));
        let large = Rc::new(Document::new(article(&"It snowed. ".repeat(50), [large; 16])));
        let mut storage = MemoryStorage::new();
        storage.set_quota(Some(400));
        let mut saver = Saver::default();
        let library = loaded([&small, &large]);
        assert_eq!(saver.save(&mut storage, &library), Err(StorageError::Full));
        assert_eq!(load_all(&storage).0.get(&small.id()), Some(&*small));
        assert_eq!(saver.save(&mut storage, &library), Err(StorageError::Full), "it is not forgotten");
    }
}

fn annotate(id: AnnotationId, at: Timestamp) -> Command {
    Command::Annotate { kind: Kind::Claim, id, source: SourceId::from_random([0xfd; 16]), at }
}

fn set(id: AnnotationId, field: Field, at: Timestamp) -> Command {
    Command::Set { ids: vec![id], field, at }
}

#[test]
fn saving_one_change_costs_the_same_however_much_there_is() {
    let text = "Voters waited in the rain. ".repeat(4_000);
    let mut figures = Vec::new();
    for count in [10, 10_000_u32] {
        let annotations = (0..count).map(|number| {
            let mut id = [0xff; 16];
            id[..4].copy_from_slice(&(number + 0xf000_0000).to_be_bytes());
            let range = TextRange::of(number * 10, number * 10 + 6).expect("not empty");
            let at = Timestamp::from_millis(1_777_801_260_007);
            Rc::new(Annotation::new(AnnotationId::from_random(id), Kind::Quote, range.into(), at))
        });
        let mut document = Document::new(article(&text, [9; 16]));
        document.annotations = Rc::new(annotations.collect::<AnnotationSet>());
        let document = Rc::new(document);
        let id = document.annotations.iter().nth(3).expect("there are ten").id;
        let mut session = Session::new((*loaded([&document])).clone());
        let mut storage = stored([&document]);
        let mut saver = Saver::new(session.library().clone());
        session = apply(&session, Command::Open(document)).expect("it was not open");
        session = apply(&session, Command::Select(TextRange::of(101_001, 101_012))).expect("there is text");

        let at = Timestamp::from_millis(1_777_801_290_007);
        let commands = [
            ("tag", annotate(AnnotationId::from_random([0xfe; 16]), at)),
            ("retag", set(id, Field::Kind(Kind::Claim), at)),
            ("write a note", set(id, Field::Note("See the minutes.".to_owned()), at)),
            ("label", set(id, Field::AddLabel("weather".to_owned()), at)),
            ("undo", Command::Undo),
            ("remove", Command::Remove { ids: vec![id], at }),
            ("undo", Command::Undo),
        ];
        for (name, command) in commands {
            session = apply(&session, command).expect("it changes something");
            let saved = saver.save(&mut storage, session.library()).expect("there is room");
            assert_eq!(saved.records, 1, "{name} with {count} annotations");
            figures.push((count, name, saved.characters));
        }
    }
    for (count, name, characters) in &figures {
        println!("with {count:>6} annotations, to {name:<12} writes 1 record of {characters:>3} characters");
    }
    let (few, many) = figures.split_at(figures.len() / 2);
    for (few, many) in few.iter().zip(many) {
        assert_eq!(few.2, many.2, "{} costs more when there is more", few.1);
    }
    let (_, _, bare) = figures[0];
    assert!(bare <= 130, "a bare annotation takes {bare} characters");
}

#[test]
fn articles_that_are_not_kept_are_never_written() {
    let document = Rc::new(Document::new(article("It rained.", [1; 16])));
    let at = Timestamp::default();
    let mut storage = MemoryStorage::new();
    let mut session = Session::default();
    let mut saver = Saver::new(session.library().clone());
    let id = AnnotationId::from_random([2; 16]);
    let commands = [
        Command::Add { document: document.clone(), keep: false, at },
        Command::Select(TextRange::of(0, 2)),
        annotate(id, at),
        set(id, Field::Note("a".to_owned()), at),
        Command::Close,
        Command::Delete { document: document.clone(), at },
        Command::Undo,
        Command::Open(document),
    ];
    for command in commands {
        let name = format!("{command:?}");
        session = apply(&session, command).expect("it changes something");
        let saved = saver.save(&mut storage, session.library()).expect("there is room");
        assert_eq!((saved.records, storage.records().len()), (0, 0), "{name}");
    }
    assert_eq!(
        session.document().map(|document| document.annotations.len()),
        Some(1),
        "it is here all the same"
    );
}

/// What may happen to a record between two sittings.
#[derive(Clone, Debug)]
enum Damage {
    Cut(usize),
    Replace(&'static str),
    Flip(usize, char),
    Remove,
    /// The value of another record.
    Swap(usize),
    /// The key with its end cut off.
    CutKey(usize),
}

const REPLACEMENTS: &[&str] = &[
    "",
    "null",
    "0",
    "[]",
    "{}",
    "[1]",
    "[1,\"c\",[0,1],5]",
    "[1,\"c\",[0,4294967295],5]",
    "[1,\"c\",[0,4294967296],5]",
    "[1,\"c\",[5,3],5]",
    "[1,\"c\",[0,3,2,4],5]",
    "[1,\"c\",[0,1],9223372036854775807,9223372036854775807]",
    "[1,\"c\",[0,1],-9223372036854775808,-9223372036854775808,\"\\ud800\"]",
    "[1,\"c\",[0,1],1e999]",
    "[3,\"a newer annotation\"]",
    "{\"v\":3,\"t\":\"newer details\"}",
    "{\"v\":2,\"n\":\"a newer source\"}",
    "[2,\"q\",[0,1],5,0,\"\",[],{\"c\":[0,4294967295]}]",
    "[2,\"q\",[0,1],5,0,\"\",[],{\"e\":[[[0,9999],\"supports\",\"\"]]}]",
    "[2,\"q\",[0,1],5,0,\"\",[],{\"s\":\"1\",\"r\":[[\"part of\",\"1\"]]}]",
    "{\"v\":1,\"n\":\" \",\"k\":\"person\",\"c\":1}",
    "{\"v\":1,\"n\":\"a\",\"k\":\"person\",\"c\":9223372036854775807,\"m\":9223372036854775807}",
    "{\"v\":1,\"t\":1}",
    "{\"v\":-1}",
    "It rained.",
    "\u{feff}",
    "\r\n",
    "\0",
];

fn damage() -> impl Strategy<Value = (usize, Damage)> {
    let character = select(vec!['0', '9', '"', ',', '[', ']', '{', '-', '\\', 'z', '\0', 'é', '👍']);
    let damage = prop_oneof![
        3 => (0..200_usize).prop_map(Damage::Cut),
        3 => select(REPLACEMENTS).prop_map(Damage::Replace),
        3 => (0..200_usize, character).prop_map(|(at, character)| Damage::Flip(at, character)),
        2 => Just(Damage::Remove),
        2 => any::<usize>().prop_map(Damage::Swap),
        1 => (0..60_usize).prop_map(Damage::CutKey),
    ];
    (any::<usize>(), damage)
}

/// Does the damage; gives the keys of every record that is not what it was.
fn harm(storage: &mut MemoryStorage, damages: &[(usize, Damage)]) -> BTreeSet<String> {
    let whole = storage.records().clone();
    for (which, damage) in damages {
        let keys: Vec<String> = storage.records().keys().cloned().collect();
        let Some(key) = keys.get(which % keys.len().max(1)) else { break };
        let value = storage.records()[key].clone();
        let characters: Vec<char> = value.chars().collect();
        let mut put = |key: &str, value: &str| storage.set(key, value).expect("memory takes it");
        match damage {
            Damage::Cut(at) => {
                put(key, &characters[..at % (characters.len() + 1)].iter().collect::<String>());
            }
            Damage::Replace(other) => put(key, other),
            Damage::Flip(at, other) => {
                let mut characters = characters;
                let at = at % characters.len().max(1);
                if let Some(character) = characters.get_mut(at) {
                    *character = *other;
                }
                put(key, &characters.into_iter().collect::<String>());
            }
            Damage::Remove => storage.remove(key).expect("memory takes it"),
            Damage::Swap(other) => {
                let other = &keys[other % keys.len()];
                let theirs = whole.get(other).unwrap_or(&value).clone();
                put(other, &value);
                put(key, &theirs);
            }
            Damage::CutKey(at) => {
                let cut: String = key.chars().take(at % key.len().max(1)).collect();
                storage.remove(key).expect("memory takes it");
                storage.set(&cut, &value).expect("memory takes it");
            }
        }
    }
    let now = storage.records();
    whole.keys().chain(now.keys()).filter(|key| whole.get(*key) != now.get(*key)).cloned().collect()
}

proptest! {
    // Twelve rounds of damage for each of two hundred stores.
    #![proptest_config(cases(200))]

    #[test]
    fn damage_costs_what_it_hit_and_nothing_else(
        samples in vec(with_versions(short_document()), 1..3),
        rounds in vec(vec(damage(), 1..5), 12),
    ) {
        let whole: BTreeMap<_, _> =
            samples.into_iter().map(|Sample(document)| (document.id(), Rc::new(document))).collect();
        let start = stored(whole.values());
        for damages in &rounds {
            let mut storage = start.clone();
            let harmed = harm(&mut storage, damages);
            check_damaged(&whole, &mut storage, &harmed)?;
        }
    }
}

/// Whether a key is one that saving a document writes.
fn is_written(document: &Document, key: &str) -> bool {
    let versions = document.versions.iter();
    versions
        .map(|version| RecordKey::Version(document.id(), version.until.millis()))
        .any(|own| own.to_string() == key)
}

fn check_damaged(
    whole: &BTreeMap<ArticleId, Rc<Document>>,
    storage: &mut MemoryStorage,
    harmed: &BTreeSet<String>,
) -> Result<(), TestCaseError> {
    let (documents, damaged) = load_all(storage);
    let listed: BTreeSet<&str> = damaged.iter().map(|damaged| damaged.key.as_str()).collect();
    for damaged in &damaged {
        prop_assert!(storage.records().contains_key(&damaged.key), "listed and not there: {damaged:?}");
        prop_assert!(!damaged.why.to_string().is_empty());
    }
    for (id, expected) in whole {
        let is_whole = |key: RecordKey| !harmed.contains(&key.to_string());
        let article_is_whole = is_whole(RecordKey::Details(*id)) && is_whole(RecordKey::Text(*id));
        match documents.get(id) {
            Some(document) => {
                if article_is_whole {
                    prop_assert_eq!(&document.article, &expected.article);
                }
                prop_assert!(document.annotations.iter().all(|annotation| document.holds(annotation)));
                for annotation in expected.annotations.iter() {
                    let key = RecordKey::Annotation(*id, annotation.id);
                    // Where the damage gave the article another text, its annotations may lie outside it:
                    // then they are listed, as those that were damaged themselves.
                    if is_whole(key) && article_is_whole {
                        prop_assert_eq!(document.annotations.get(annotation.id), Some(annotation));
                    } else if storage.records().contains_key(&key.to_string()) {
                        // Opening an article says itself what is missing from it.
                        let (_, missing) = load(storage, *id).expect("the store can be read");
                        let is_listed = missing.iter().any(|damaged| damaged.key == key.to_string());
                        let is_there = document.annotations.get(annotation.id).is_some();
                        prop_assert!(is_there || is_listed, "{key} is missing, and loading does not say so");
                    }
                }
                // A text is read with the one that took its place: as far back as nothing was damaged they are there.
                let is_there = |version: &&Rc<Version>| {
                    is_whole(RecordKey::Version(*id, version.until.millis())) && article_is_whole
                };
                let there: Vec<_> = expected.versions.iter().rev().take_while(is_there).cloned().collect();
                let invented =
                    harmed.iter().any(|key| key.starts_with("a1.v.") && !is_written(expected, key));
                let read: Vec<_> = document.versions.iter().rev().take(there.len()).cloned().collect();
                prop_assert!(invented || read == there, "{read:?} {there:?}");
                for source in expected.sources.iter() {
                    let key = RecordKey::Source(*id, source.id);
                    if is_whole(key) {
                        prop_assert_eq!(document.sources.get(source.id), Some(source));
                    } else if storage.records().contains_key(&key.to_string()) {
                        let (_, missing) = load(storage, *id).expect("the store can be read");
                        let is_listed = missing.iter().any(|damaged| damaged.key == key.to_string());
                        let is_there = document.sources.get(source.id).is_some();
                        prop_assert!(is_there || is_listed, "{key} is missing, and loading does not say so");
                    }
                }
            }
            None => prop_assert!(!article_is_whole, "an article that was not damaged is gone"),
        }
    }
    // Whatever is in the store and belongs to this layout is loaded or listed.
    for key in storage.records().keys() {
        let is_loaded = match RecordKey::parse(key) {
            Some(RecordKey::Details(id) | RecordKey::Text(id)) => documents.contains_key(&id),
            Some(RecordKey::Annotation(article, id)) => {
                documents.get(&article).is_some_and(|document| document.annotations.get(id).is_some())
            }
            Some(RecordKey::Source(article, id)) => {
                documents.get(&article).is_some_and(|document| document.sources.get(id).is_some())
            }
            Some(RecordKey::Version(article, until)) => documents.get(&article).is_some_and(|document| {
                document.versions.iter().any(|version| version.until.millis() == until)
            }),
            None => !RecordKey::is_ours(key),
        };
        // A text or an annotation whose article cannot be read is listed by its article.
        let article = RecordKey::parse(key).map(|key| key.article());
        let article_is_listed = damaged.iter().any(|damaged| {
            RecordKey::parse(&damaged.key).map(|key| key.article()) == article && article.is_some()
        });
        let by_article = article.is_some_and(|id| !documents.contains_key(&id)) && article_is_listed;
        prop_assert!(
            is_loaded || listed.contains(key.as_str()) || by_article,
            "neither loaded nor listed: {key}"
        );
    }

    // Working on with what could be read takes nothing away from what could not.
    let before = storage.records().clone();
    let (summaries, _) = shelf(storage).expect("the store can be read");
    let mut session = Session::new(summaries.into_iter().collect());
    let mut saver = Saver::new(session.library().clone());
    for document in documents.values() {
        session = apply(&session, Command::Open(Rc::new(document.clone()))).unwrap_or(session);
    }
    let saved = saver.save(storage, session.library());
    prop_assert_eq!(saved.map(|saved| saved.records), Ok(0));
    for document in documents.values() {
        let delete = Command::Delete { document: Rc::new(document.clone()), at: Timestamp::default() };
        session = apply(&session, delete).expect("it is in the library");
    }
    saver.save(storage, session.library()).expect("memory takes it");
    for key in listed {
        prop_assert_eq!(storage.records().get(key), before.get(key), "{} was touched", key);
    }
    Ok(())
}

#[test]
fn what_a_newer_version_wrote_is_never_written_over() {
    let mut document = Document::new(article("It rained. It stopped.", [1; 16]));
    let range = TextRange::of(0, 2).expect("not empty");
    let id = AnnotationId::from_random([2; 16]);
    let annotation = Annotation::new(id, Kind::Claim, range.into(), Timestamp::from_millis(5));
    document.annotations = Rc::new([Rc::new(annotation)].into_iter().collect());
    let source = SourceId::from_random([3; 16]);
    let row = Source::new(source, "Ito", SourceKind::Person, Timestamp::from_millis(5));
    document.sources = Rc::new([Rc::new(row)].into_iter().collect());
    let document = Rc::new(document);
    let source = RecordKey::Source(document.id(), source).to_string();
    let details = RecordKey::Details(document.id()).to_string();
    let note = RecordKey::Annotation(document.id(), id).to_string();
    let rows = [
        (&details, "{\"v\":3,\"title\":\"newer\"}", 3),
        (&note, "[4,{\"newer\":true}]", 4),
        (&source, "{\"v\":2,\"newer\":true}", 2),
    ];
    for (key, newer, version) in rows {
        let mut storage = stored([&document]);
        storage.set(key, newer).expect("memory takes it");
        let before = storage.records().clone();
        let (_, damaged) = load_all(&storage);
        let why = damaged.iter().find(|damaged| damaged.key == *key).map(|damaged| damaged.why.clone());
        assert_eq!(why, Some(RecordError::Newer { version }), "{key}");

        // The same article comes in again from a file, with the same ids.
        let (summaries, _) = shelf(&storage).expect("the store can be read");
        let mut saver = Saver::new(Rc::new(summaries.into_iter().collect()));
        let answer = saver.save(&mut storage, &loaded([&document]));
        assert!(
            matches!(&answer, Err(StorageError::Failed(why)) if why.contains("newer")),
            "{key}: {answer:?}"
        );
        assert_eq!(storage.records(), &before, "{key}");
    }
}
