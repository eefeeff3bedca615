//! Whatever a person does can be taken back, step by step to where they started, and done again to the same
//! articles, to the byte.

mod common;

use std::rc::Rc;

use ascribe::annotation::{Document, Kind, clean_labels};
use ascribe::format::native;
use ascribe::identity::{AnnotationId, Timestamp};
use ascribe::session::{Command, Place, Scope, Session, Step, Target, apply};
use ascribe::text::{Direction, TextRange};
use common::doings::{Content, Doing, Index, Timed, World, sitting};
use common::{Sample, article, cases, document};
use proptest::collection::vec;
use proptest::prelude::*;

/// Each article as the file that exporting it gives.
fn exports(content: &Content) -> Vec<String> {
    let write = |(document, _): &(Rc<Document>, bool)| {
        native::write(document, Timestamp::default()).expect("the offsets give the quotes")
    };
    content.0.values().map(write).collect()
}

/// What holds in every session.
fn check_invariants(session: &Session) -> Result<(), TestCaseError> {
    for (id, _) in session.library().entries() {
        let Some(document) = session.library().document(id) else { continue };
        let all: Vec<_> = document.annotations.iter().collect();
        for annotation in &all {
            prop_assert!(document.holds(annotation), "a part reaches past the text: {:?}", annotation);
            prop_assert_eq!(&clean_labels(&annotation.labels), &annotation.labels);
        }
        prop_assert!(all.is_sorted_by(|a, b| a.order() < b.order()), "not in the order of the text");
        let mut ids: Vec<_> = all.iter().map(|annotation| annotation.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), all.len(), "an id twice");
        prop_assert!(!document.article.details.title.trim().is_empty(), "no title");
    }
    if session.focus().is_some() {
        prop_assert!(
            session.current().is_some(),
            "at an annotation that is not there: {:?}",
            session.focus()
        );
        prop_assert_eq!(session.selection(), None, "a selection and an annotation at once");
    }
    if let Some(range) = session.selection() {
        let text = &session.document().expect("a selection is in an article").article.text;
        prop_assert_eq!(text.tidy(range), Some(range), "the selection is not exact");
    }
    Ok(())
}

/// Whether a command had nothing to change in a session, by what it asks for.
fn has_nothing_to_do(session: &Session, command: &Command) -> bool {
    let library = session.library();
    let annotation = |id: &AnnotationId| session.document()?.annotations.get(*id).cloned();
    let no_steps_in = |scope: Scope| match scope {
        Scope::Article(id) if library.document(id).is_none() => true,
        _ => {
            let mut there = World::new(Vec::new());
            there.session = session.clone();
            there.go_to(scope);
            there.session.undo_step().is_none()
        }
    };
    match command {
        Command::Shelve(summaries) => {
            library.summaries().iter().map(|summary| (**summary).clone()).eq(summaries.iter().cloned())
        }
        Command::Add { document, .. } => library.entry(document.id()).is_some(),
        Command::Open(document) => session.scope() == Scope::Article(document.id()),
        Command::Load(document) => library.document(document.id()).is_some(),
        Command::Close => session.scope() == Scope::Library,
        Command::Delete { document, .. } => library.entry(document.id()).is_none(),
        Command::SetDetails { article, details, .. } => library.document(*article).is_none_or(|document| {
            let mut wanted = details.clone();
            if wanted.title.trim().is_empty() {
                wanted.title = document.article.text.suggested_title();
            }
            document.article.details == wanted
        }),
        Command::Select(range) => {
            let tidy = range.and_then(|range| session.document()?.article.text.tidy(range));
            session.selection() == tidy && (tidy.is_none() || session.focus().is_none())
        }
        Command::Focus(focus) => {
            let there = focus.filter(|(id, _)| annotation(id).is_some());
            session.selection().is_none() && session.focus().map(|focus| (focus.id, focus.place)) == there
        }
        Command::Go(direction) => {
            let Some(document) = session.document() else { return true };
            let edge = match direction {
                Direction::Forward => document.annotations.iter().next_back(),
                Direction::Backward => document.annotations.iter().next(),
            };
            match (session.focus(), session.selection()) {
                (Some(focus), _) => {
                    focus.place == Place::Command && edge.is_some_and(|edge| edge.id == focus.id)
                }
                (None, Some(range)) => edge.is_none_or(|edge| match direction {
                    Direction::Forward => edge.parts.extent() < range,
                    Direction::Backward => edge.parts.extent() >= range,
                }),
                (None, None) => edge.is_none(),
            }
        }
        Command::Annotate { kind, .. } => {
            session.selection().is_none() && session.current().is_none_or(|current| current.kind == *kind)
        }
        Command::Retag { id, kind, .. } => annotation(id).is_none_or(|annotation| annotation.kind == *kind),
        Command::Remove { ids, .. } => ids.iter().all(|id| annotation(id).is_none()),
        Command::SetNote { id, note, .. } => annotation(id).is_none_or(|annotation| annotation.note == *note),
        Command::AddLabel { id, label, .. } => annotation(id).is_none_or(|annotation| {
            clean_labels([label]).iter().all(|label| annotation.labels.contains(label))
        }),
        Command::RemoveLabel { id, label, .. } => {
            annotation(id).is_none_or(|annotation| !annotation.labels.contains(label))
        }
        Command::Import { merge, .. } => match &merge.target {
            Target::New => library.entry(merge.incoming.id()).is_some(),
            Target::Existing(_) => merge.added.is_empty(),
        },
        Command::Undo => no_steps_in(session.scope()),
        Command::Redo => session.redo_step().is_none(),
        Command::UndoIn(scope) => no_steps_in(*scope),
        Command::Restore { merges, .. } => merges.iter().all(|merge| !merge.changes_something()),
        Command::Elsewhere { elsewhere, .. } => {
            let mut after = (**library).clone();
            after.take(elsewhere);
            after == **library
        }
    }
}

/// Takes one step back in a scope; gives whether there was one.
fn undo_in(world: &mut World, scope: Scope) -> Result<bool, TestCaseError> {
    let before = world.content();
    let Some(next) = apply(&world.session, Command::UndoIn(scope)) else { return Ok(false) };
    world.session = next;
    prop_assert_ne!(&world.content(), &before, "a step of {:?} takes nothing back", scope);
    Ok(true)
}

/// Takes everything back, the work in the articles before the articles themselves; gives the scopes in the
/// order in which a step was taken back there.
fn undo_everything(world: &mut World) -> Result<Vec<Scope>, TestCaseError> {
    let mut undone = Vec::new();
    loop {
        let articles: Vec<_> = world.session.library().entries().map(|(id, _)| id).collect();
        for scope in articles.into_iter().map(Scope::Article) {
            while undo_in(world, scope)? {
                undone.push(scope);
            }
        }
        if !undo_in(world, Scope::Library)? {
            return Ok(undone);
        }
        undone.push(Scope::Library);
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn everything_can_be_taken_back_and_done_again(
        documents in vec((document(), any::<bool>()), 0..3),
        sitting in sitting(40),
    ) {
        let mut world = World::new(documents);
        let start = world.content();
        for timed in &sitting.0 {
            world.run(timed);
        }
        let end = world.content();
        let written = exports(&end);

        let undone = undo_everything(&mut world)?;
        prop_assert_eq!(&world.content(), &start, "undo does not lead to the start");
        prop_assert_eq!(exports(&world.content()), exports(&start));

        for scope in undone.into_iter().rev() {
            world.go_to(scope);
            prop_assert!(world.session.redo_step().is_some(), "a step without a name in {:?}", scope);
            let next = apply(&world.session, Command::Redo);
            prop_assert!(next.is_some(), "nothing to redo in {:?}", scope);
            world.session = next.unwrap_or_default();
        }
        prop_assert_eq!(&world.content(), &end, "redo does not lead to the end");
        prop_assert_eq!(exports(&world.content()), written);
    }

    #[test]
    fn every_command_changes_what_it_says_and_nothing_else(
        documents in vec((document(), any::<bool>()), 0..3),
        sitting in sitting(40),
    ) {
        let mut world = World::new(documents);
        for timed in &sitting.0 {
            let (before, content) = (world.session.clone(), world.content());
            let Some((command, changed)) = world.run(timed) else { continue };
            check_invariants(&world.session)?;
            prop_assert_eq!(changed, world.session != before, "{:?}", &command);
            let nothing = has_nothing_to_do(&before, &command);
            prop_assert_eq!(changed, !nothing, "{:?} at {:?}, {:?}", &command, before.focus(), before.selection());

            // Undo and redo in one article leave every other one alone, and so does work in an article.
            let scope = match &command {
                Command::UndoIn(scope) => *scope,
                Command::Add { .. } | Command::Delete { .. } | Command::Import { .. } => Scope::Library,
                Command::SetDetails { article, .. } => Scope::Article(*article),
                _ => before.scope(),
            };
            if let Scope::Article(here) = scope {
                let others = |content: &Content| {
                    let mut content = content.clone();
                    content.0.remove(&here);
                    content
                };
                prop_assert_eq!(others(&world.content()), others(&content), "{:?} reached out", &command);
            }
            // What changed an article can be taken back where the person is now, or in the library.
            let is_undo = matches!(command, Command::Undo | Command::Redo | Command::UndoIn(_));
            if !is_undo && world.content() != content {
                let steps = [world.session.scope(), Scope::Library].map(|scope| {
                    apply(&world.session, Command::UndoIn(scope)).map(|undone| {
                        let stored = world.stored.clone();
                        let mut there = World::new(Vec::new());
                        (there.session, there.stored) = (undone, stored);
                        there.content()
                    })
                });
                prop_assert!(steps.iter().flatten().any(|undone| *undone != world.content()), "{:?}", &command);
            }
        }
    }
}

/// A world with one open article and one annotation on its first word, and its id.
fn one_annotation() -> (World, AnnotationId) {
    let mut world =
        World::new(vec![(Sample(Document::new(article("It rained. It stopped.", [1; 16]))), true)]);
    for doing in [Doing::Open(Index(0)), Doing::Select(0, 2), Doing::Annotate(Kind::Claim)] {
        do_it(&mut world, doing, 0);
    }
    let id = world.session.current().expect("it was just made").id;
    (world, id)
}

fn do_it(world: &mut World, doing: Doing, pause: i64) -> bool {
    let timed: Timed = (doing, pause);
    world.run(&timed).is_some_and(|(_, changed)| changed)
}

#[test]
fn typing_is_one_step_until_a_pause() {
    // pauses before each letter in milliseconds, the notes that undo leads back through
    let rows: [(&[i64], &[&str]); 7] = [
        (&[0], &[""]),
        (&[0, 100, 100, 100], &[""]),
        (&[0, 1_999, 1_999], &[""]),
        (&[0, 2_000], &["a", ""]),
        (&[0, 100, 5_000, 100], &["ab", ""]),
        (&[0, 2_000, 2_000], &["ab", "a", ""]),
        // A clock that was set back ends the step.
        (&[0, -50], &["a", ""]),
    ];
    for (pauses, expected) in rows {
        let (mut world, _) = one_annotation();
        for (length, pause) in (1..).zip(pauses) {
            let note = "abcdefgh".chars().take(length).collect();
            assert!(do_it(&mut world, Doing::WriteNote(Index(0), note), *pause), "{pauses:?}");
        }
        let mut notes = Vec::new();
        while matches!(world.session.undo_step(), Some(Step::EditNote(_))) {
            do_it(&mut world, Doing::Undo, 0);
            notes.push(world.session.current().expect("undo leads to the annotation").note.clone());
        }
        assert_eq!(notes, expected, "{pauses:?}");
    }
}

#[test]
fn typing_elsewhere_or_after_another_step_is_a_step_of_its_own() {
    let (mut world, first) = one_annotation();
    do_it(&mut world, Doing::Select(3, 9), 0);
    do_it(&mut world, Doing::Annotate(Kind::Quote), 0);
    let second = world.session.current().expect("it was just made").id;
    let write =
        |id, note: &str| Command::SetNote { id, note: note.to_owned(), at: Timestamp::from_millis(5) };
    let label = |id| Command::AddLabel { id, label: "x".to_owned(), at: Timestamp::from_millis(5) };
    let commands = [
        (write(first, "a"), "EditNote"),
        (write(second, "b"), "EditNote"),
        (write(first, "ac"), "EditNote"),
        (label(first), "AddLabel"),
        (write(first, "acd"), "EditNote"),
        // After an undo, what is typed does not join the step before it.
        (Command::Undo, ""),
        (write(first, "ace"), "EditNote"),
        (write(first, "acef"), ""),
    ];
    let mut expected = Vec::new();
    for (command, step) in commands {
        if command == Command::Undo {
            expected.pop();
        }
        world.session = apply(&world.session, command).expect("it changes something");
        if !step.is_empty() {
            expected.push(step);
        }
    }
    let mut steps = Vec::new();
    for _ in &expected {
        let step = format!("{:?}", world.session.undo_step().expect("there is a step"));
        steps.insert(0, step.split('(').next().unwrap_or_default().to_owned());
        do_it(&mut world, Doing::Undo, 0);
    }
    assert_eq!(steps, expected);
    assert_eq!(world.session.undo_step(), Some(&Step::Tag(Kind::Quote)));
}

#[test]
fn after_an_undo_typing_starts_a_step_of_its_own() {
    let (mut world, id) = one_annotation();
    let write =
        |note: &str, at| Command::SetNote { id, note: note.to_owned(), at: Timestamp::from_millis(at) };
    // The second note is a step of its own by the pause before it; the third comes a moment after the first.
    for command in [write("a", 0), write("ab", 60_000), Command::Undo, write("ac", 100), Command::Undo] {
        world.session = apply(&world.session, command).expect("it changes something");
    }
    let note = world.session.current().map(|annotation| annotation.note.clone());
    assert_eq!(note.as_deref(), Some("a"), "the third note joined the first");
}

#[test]
fn every_change_of_an_annotation_says_when() {
    let (mut world, id) = one_annotation();
    let moment = Timestamp::from_millis;
    let created = world.session.current().expect("it was just made").created;
    let commands = [
        Command::Retag { id, kind: Kind::Quote, at: moment(1) },
        Command::Annotate { kind: Kind::Claim, id: AnnotationId::from_random([9; 16]), at: moment(2) },
        Command::SetNote { id, note: "a".to_owned(), at: moment(3) },
        Command::AddLabel { id, label: " b ".to_owned(), at: moment(4) },
        Command::RemoveLabel { id, label: "b".to_owned(), at: moment(5) },
    ];
    for (number, command) in (1..).zip(commands) {
        let name = format!("{command:?}");
        world.session = apply(&world.session, command).expect("it changes something");
        let now = world.session.current().expect("the person stays there");
        assert_eq!((now.id, now.created, now.modified), (id, created, moment(number)), "{name}");
    }
}

#[test]
fn a_deleted_article_comes_back_with_its_annotations_and_their_history() {
    let (mut world, id) = one_annotation();
    let scope = world.session.scope();
    let before = world.content();
    assert!(do_it(&mut world, Doing::Delete(Index(0)), 0));
    assert!(world.content().0.is_empty());
    assert!(matches!(world.session.undo_step(), Some(Step::DeleteArticle { .. })));

    // A notice may still offer to take back the last step in the article that is gone.
    assert_eq!(apply(&world.session, Command::UndoIn(scope)), None);

    assert!(do_it(&mut world, Doing::Undo, 0));
    assert_eq!(world.content(), before);
    world.go_to(scope);
    assert_eq!(world.session.undo_step(), Some(&Step::Tag(Kind::Claim)), "its own history is there too");
    assert!(do_it(&mut world, Doing::Undo, 0));
    assert_eq!(world.session.document().map(|document| document.annotations.get(id).is_some()), Some(false));
}

#[test]
fn a_step_counts_what_it_removed() {
    let (mut world, id) = one_annotation();
    let gone = AnnotationId::from_random([9; 16]);
    let at = Timestamp::default();
    let next = apply(&world.session, Command::Remove { ids: vec![id, gone, id], at });
    world.session = next.expect("it is there");
    assert_eq!(world.session.undo_step(), Some(&Step::Remove { count: 1 }));
}

#[test]
fn renaming_another_article_is_not_a_step_of_the_open_one() {
    let (mut world, _) = one_annotation();
    let other = Rc::new(Document::new(article("It snowed.", [7; 16])));
    let at = Timestamp::from_millis(5);
    let load = Command::Load(other.clone());
    world.session = apply(&world.session, load).expect("it is new");
    let details = ascribe::text::Details { title: "Snow".to_owned(), ..other.article.details.clone() };
    let rename = Command::SetDetails { article: other.id(), details, at };
    world.session = apply(&world.session, rename).expect("the title is another one");
    assert_eq!(world.session.undo_step(), Some(&Step::Tag(Kind::Claim)));
    world.go_to(Scope::Library);
    assert_eq!(world.session.undo_step(), Some(&Step::EditDetails(other.id())));
}

#[test]
fn tagging_the_same_words_twice_goes_there() {
    let (mut world, id) = one_annotation();
    let before = world.content();
    assert!(do_it(&mut world, Doing::Select(0, 3), 0), "the space is left out");
    assert_eq!(world.session.selection(), TextRange::of(0, 2));
    assert!(do_it(&mut world, Doing::Annotate(Kind::Claim), 0));
    assert_eq!(world.session.current().map(|annotation| annotation.id), Some(id));
    assert_eq!(world.content(), before);
}
