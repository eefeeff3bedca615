//! The way back survives a reload: what was stored of the histories is what they are.

mod common;

use ascribe::session::{Command, Scope, apply};
use ascribe::storage::{Histories, MemoryStorage, Storage, UndoSaver, load_histories};
use proptest::collection::vec;
use proptest::prelude::*;

use common::doings::{World, sitting};
use common::{cases, document, with_versions};

/// Histories without those in which nothing was ever done, which are not worth a record.
fn worth_keeping(histories: &Histories) -> Histories {
    let has_steps = |scope: &Scope| histories[scope].steps().next().is_some();
    histories.iter().filter(|(scope, _)| has_steps(scope)).map(|(scope, all)| (*scope, all.clone())).collect()
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn what_was_stored_step_by_step_is_the_whole_way_back(
        documents in vec((with_versions(document()), any::<bool>()), 0..3),
        sitting in sitting(30),
    ) {
        let mut world = World::new(documents);
        let mut storage = MemoryStorage::new();
        let mut saver = UndoSaver::default();
        for timed in &sitting.0 {
            world.run(timed);
            saver.save(&mut storage, world.session.histories()).expect("memory takes it");
        }
        let loaded = load_histories(&storage).expect("memory gives it");
        prop_assert_eq!(worth_keeping(&loaded), worth_keeping(world.session.histories()));

        // A session that is loaded again walks back to the same content.
        let mut again = world.session.clone().with_histories(loaded);
        while let Some(next) = apply(&again, Command::Undo) {
            world.session = apply(&world.session, Command::Undo).expect("both have the same way back");
            again = next;
        }
        prop_assert_eq!(again.library(), world.session.library());
    }

    #[test]
    fn a_store_without_room_never_holds_a_way_with_gaps(
        documents in vec((with_versions(document()), any::<bool>()), 1..3),
        sitting in sitting(30),
        quota in 0..6_000_usize,
    ) {
        let mut world = World::new(documents);
        let mut storage = MemoryStorage::new();
        storage.set_quota(Some(quota));
        let mut saver = UndoSaver::default();
        for timed in &sitting.0 {
            world.run(timed);
            // It may fail, and then says so; what is in the store is right either way.
            let _ = saver.save(&mut storage, world.session.histories());
            let loaded = worth_keeping(&load_histories(&storage).expect("memory gives it"));
            for (scope, history) in loaded {
                prop_assert_eq!(&history, &world.session.histories()[&scope], "{:?}", scope);
            }
        }
    }
}

#[test]
fn a_damaged_step_costs_the_steps_beyond_it_and_no_other() {
    let mut world = World::new(Vec::new());
    let mut storage = MemoryStorage::new();
    for number in 0..4 {
        let text = format!("Story {number}.");
        let article = common::article(&text, [number; 16]);
        let add = Command::Add {
            document: std::rc::Rc::new(ascribe::annotation::Document::new(article)),
            keep: true,
            at: ascribe::identity::Timestamp::default(),
        };
        world.session = apply(&world.session, add).expect("a new article");
    }
    world.session = apply(&world.session, Command::Close).expect("back to the library");
    world.session = apply(&world.session, Command::Undo).expect("a step");
    UndoSaver::default().save(&mut storage, world.session.histories()).expect("memory takes it");
    let keys: Vec<_> = storage.keys().expect("memory gives them");
    assert_eq!(keys, ["a1.u.-", "a1.u.-.0", "a1.u.-.1", "a1.u.-.2", "a1.u.-.3"]);

    // damaged step, steps that can still be undone, steps that can still be done again
    for (damaged, back, forth) in [(0, 2, 1), (1, 1, 1), (2, 0, 1), (3, 3, 0)] {
        let mut storage = storage.clone();
        storage.set(&keys[damaged + 1], "{\"s\":").expect("memory takes it");
        let loaded = load_histories(&storage).expect("memory gives it");
        let history = &loaded[&Scope::Library];
        assert_eq!(
            (history.done_count(), history.steps().count() - history.done_count()),
            (back, forth),
            "step {damaged}"
        );
    }
}
