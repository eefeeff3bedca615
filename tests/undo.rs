//! Whatever a person does can be taken back, step by step to where they started, and done again to the same
//! articles, to the byte.

mod common;

use std::rc::Rc;

use ascribe::annotation::{
    Annotation, Document, EvidencePlace, Kind, Parts, Relation, RelationKind, Source, clean_labels,
};
use ascribe::detection::Findings;
use ascribe::format::native;
use ascribe::identity::{AnnotationId, SourceId, Timestamp};
use ascribe::session::{Command, Edge, Field, FieldName, Place, Scope, Session, Step, Target, apply};
use ascribe::text::{CodePointOffset, Direction, FindOptions, TextRange, occurrences_in};
use common::doings::{Content, Doing, Index, Timed, World, sitting};
use common::{Sample, article, cases, document, with_versions};
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
            let source = annotation.attribution.source;
            let is_there = source.is_none_or(|source| document.sources.get(source).is_some());
            prop_assert!(is_there, "said by a source that is not there: {:?}", annotation);
        }
        check_links(document)?;
        for source in document.sources.iter() {
            prop_assert!(!source.name.trim().is_empty(), "a source without a name: {:?}", source);
            prop_assert_eq!(&clean_labels(&source.aliases), &source.aliases);
        }
        let mut sources: Vec<_> = document.sources.iter().map(|source| source.id).collect();
        sources.sort();
        sources.dedup();
        prop_assert_eq!(sources.len(), document.sources.len(), "a source twice");
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
        prop_assert_eq!(session.subject(), None, "at an annotation and about to come back to one");
    }
    let is_there = |id: &AnnotationId| {
        session.document().is_some_and(|document| document.annotations.get(*id).is_some())
    };
    let lost = session.checked().iter().find(|id| !is_there(id));
    prop_assert_eq!(lost, None, "chosen and not there");
    if let Some(range) = session.selection() {
        let text = &session.document().expect("a selection is in an article").article.text;
        prop_assert_eq!(text.tidy(range), Some(range), "the selection is not exact");
        // Letting go of it leads back to the annotation that the person was at, which is there.
        let subject = session.subject().map(|annotation| annotation.id);
        let back = apply(session, Command::Select(None)).expect("something was selected");
        prop_assert_eq!(back.focus().map(|focus| focus.id), subject, "back at what is not there");
    }
    Ok(())
}

/// No link leads from an annotation to itself or to one that is not there, none says what another one says
/// already, and nothing is a part of itself over any number of links.
fn check_links(document: &Document) -> Result<(), TestCaseError> {
    let all = |kind: Option<RelationKind>| {
        let links = document
            .annotations
            .iter()
            .flat_map(|holder| holder.relations.iter().map(|Relation { kind, to }| (holder.id, *kind, *to)));
        links.filter(|(_, own, _)| kind.is_none_or(|kind| kind == *own)).collect::<Vec<_>>()
    };
    let links = all(None);
    for (number, (from, kind, to)) in links.iter().enumerate() {
        prop_assert_ne!(from, to, "{:?} itself", kind);
        prop_assert!(document.annotations.get(*to).is_some(), "{:?} {:?} what is not there", from, kind);
        let says_the_same =
            |(other_from, other_kind, other_to): &(AnnotationId, RelationKind, AnnotationId)| {
                let is_mutual = matches!(kind, RelationKind::Contradicts | RelationKind::Repeats);
                kind == other_kind
                    && ((from, to) == (other_from, other_to)
                        || (is_mutual && (from, to) == (other_to, other_from)))
            };
        let again = links[..number].iter().find(|link| says_the_same(link));
        prop_assert_eq!(again, None, "said before: {:?} {:?} {:?}", from, kind, to);
    }
    // Wholes are taken away from the outside: whatever is a part of nothing that is left. A circle stays.
    let mut parts = all(Some(RelationKind::PartOf));
    loop {
        let before = parts.len();
        let holders: Vec<_> = parts.iter().map(|(from, ..)| *from).collect();
        parts.retain(|(_, _, to)| holders.contains(to));
        if parts.len() == before {
            break;
        }
    }
    prop_assert_eq!(parts, [], "parts of themselves");
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
            let snap = session.settings().snap;
            let trimmed = range.and_then(|range| session.document()?.article.text.trimmed(range, snap));
            session.selection() == trimmed && (trimmed.is_none() || session.focus().is_none())
        }
        Command::Focus(focus) => {
            let there = focus.filter(|(id, _)| annotation(id).is_some());
            let here = session.focus().map(|focus| (focus.id, focus.place));
            let leaves = there.is_some_and(|(_, place)| place != Place::Command);
            let stays = !leaves || session.review().is_none_or(|review| review.current().is_none());
            session.selection().is_none() && session.subject().is_none() && here == there && stays
        }
        Command::Go(direction) => {
            let Some(document) = session.document() else { return true };
            let here = session.focus().map(|focus| focus.id);
            let is_shown = |a: &&Rc<Annotation>| Some(a.id) == here || session.filter().shows(document, a);
            let edge = match direction {
                Direction::Forward => document.annotations.iter().rfind(is_shown),
                Direction::Backward => document.annotations.iter().find(is_shown),
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
        Command::GoDeeper => {
            let Some(document) = session.document() else { return true };
            let shares = |other: &Annotation, range: TextRange| {
                other.parts.iter().any(|part| part.intersection(range).is_some())
            };
            match (session.current(), session.selection()) {
                (Some(here), _) => {
                    let is_alone = document.annotations.iter().all(|other| {
                        other.id == here.id || here.parts.iter().all(|part| !shares(other, part))
                    });
                    let is_by_command = session.focus().is_some_and(|focus| focus.place == Place::Command);
                    is_alone && is_by_command
                }
                (None, Some(range)) => document.annotations.iter().all(|other| !shares(other, range)),
                (None, None) => true,
            }
        }
        Command::TagAll { kind, passages, .. } => session.document().is_none_or(|document| {
            passages.iter().all(|(_, range)| {
                let has_them =
                    |other: &Rc<Annotation>| other.kind == *kind && other.parts.as_slice() == [*range];
                !fits(document, *range) || document.annotations.iter().any(has_them)
            })
        }),
        Command::Set { ids, field, .. } => session.document().is_none_or(|document| {
            ids.iter().filter_map(annotation).all(|annotation| has_it(document, &annotation, field))
        }),
        Command::MoveEdge { id, part, edge, to, .. } => annotation(id).is_none_or(|annotation| {
            let document = session.document().expect("the annotation is in it");
            let moved = moved(document, &annotation.parts, *part, *edge, *to);
            moved.is_none_or(|moved| moved == annotation.parts)
        }),
        Command::AddPart { id, range, .. } => annotation(id).is_none_or(|annotation| {
            let document = session.document().expect("the annotation is in it");
            let exact = document.article.text.tidy(*range);
            exact.is_none_or(|exact| annotation.parts.iter().any(|part| part.contains(exact)))
        }),
        Command::RemovePart { id, part, .. } => annotation(id).is_none_or(|annotation| {
            let count = annotation.parts.iter().len();
            count == 1 || *part >= count
        }),
        Command::Split { id, place, new, .. } => {
            let halves = annotation(id).and_then(|annotation| {
                let document = session.document().expect("the annotation is in it");
                halves(document, &annotation.parts, *place)
            });
            halves.is_none() || annotation(new).is_some()
        }
        Command::Join { ids, .. } => {
            let mut present: Vec<_> = ids.iter().filter(|id| annotation(id).is_some()).collect();
            present.sort();
            present.dedup();
            present.len() < 2
        }
        Command::Link { from, relation, .. } => session
            .document()
            .is_none_or(|document| from.iter().all(|id| document.may_link(*id, *relation).is_err())),
        Command::Unlink { from, relation, .. } => {
            annotation(from).is_none_or(|holder| !holder.relations.contains(relation))
        }
        Command::PutSource { source, .. } => session.document().is_none_or(|document| {
            let same = |present: &Rc<Source>| {
                let (created, modified) = (present.created, present.modified);
                let aliases = clean_labels(&source.aliases);
                **present == Source { aliases, created, modified, ..(**source).clone() }
            };
            source.name.trim().is_empty() || document.sources.get(source.id).is_some_and(same)
        }),
        Command::MergeSources { ids, .. } => session.document().is_none_or(|document| {
            let mut present: Vec<_> = ids.iter().filter(|id| document.sources.get(**id).is_some()).collect();
            present.sort();
            present.dedup();
            present.len() < 2
        }),
        Command::RemoveSource { id, .. } => {
            session.document().is_none_or(|document| document.sources.get(*id).is_none())
        }
        Command::Filter(filter) => **session.filter() == *filter,
        Command::Check { ids, is_checked } => {
            ids.iter().all(|id| annotation(id).is_none() || session.checked().contains(id) == *is_checked)
        }
        Command::Configure(settings) => session.settings() == *settings,
        Command::Sign(name) => session.annotator() == name.split_whitespace().collect::<Vec<_>>().join(" "),
        Command::Remove { ids, .. } => ids.iter().all(|id| annotation(id).is_none()),
        Command::Import { merge, .. } => match &merge.target {
            Target::New => library.entry(merge.incoming.id()).is_some(),
            Target::Existing(_) => merge.added.is_empty() && merge.sources.is_empty(),
        },
        Command::Undo => no_steps_in(session.scope()),
        Command::Redo => session.redo_step().is_none(),
        Command::UndoIn(scope) => no_steps_in(*scope),
        Command::Suggested { article, found, kept } => {
            let is_open = session.document().is_some_and(|document| document.id() == *article);
            let is_searched = session.review().is_some_and(|review| review.searched() == kept.as_slice());
            !is_open || is_searched && reviewed(session, found)
        }
        Command::Review(passage) => session.review().is_none_or(|review| {
            let open = |passage: &TextRange| review.open().iter().any(|open| open.passage() == *passage);
            let wanted = passage.filter(open);
            let here = review.current().map(|current| current.passage());
            let is_clear =
                session.focus().is_none() && session.selection().is_none() && session.subject().is_none();
            here == wanted && (wanted.is_none() || is_clear)
        }),
        Command::Draft(draft) => session.review().is_none_or(|review| match review.current() {
            Some(current) if review.draft().unwrap_or(current).parts == draft.parts => {
                review.draft().unwrap_or(current) == draft
            }
            _ => true,
        }),
        Command::DraftWords => {
            session.selection().is_none() || session.review().is_none_or(|review| review.current().is_none())
        }
        Command::GoInReview(direction) => session.review().is_none_or(|review| {
            let edge = match direction {
                Direction::Forward => review.open().last(),
                Direction::Backward => review.open().first(),
            };
            let is_clear =
                session.focus().is_none() && session.selection().is_none() && session.subject().is_none();
            review.current().is_none_or(|current| edge == Some(current) && is_clear)
        }),
        Command::Accept { items, .. } => session.document().is_none_or(|document| {
            items.iter().all(|item| {
                let fits =
                    item.suggestion.parts.extent().end() <= document.article.text.index().code_points();
                !fits || document.annotations.get(item.id).is_some()
            })
        }),
        Command::Dismiss { passages, .. } | Command::KeepLines { lines: passages, .. } => {
            session.document().is_none_or(|document| {
                let details = &document.article.details;
                let is_dismissal = matches!(command, Command::Dismiss { .. });
                let known = if is_dismissal { &details.dismissed } else { &details.kept };
                passages.iter().all(|passage| known.contains(passage) || !fits(document, *passage))
            })
        }
        Command::UpdateText { article, update, .. } => library
            .document(*article)
            .is_none_or(|document| document.article.text == update.text || update.text.is_blank()),
        Command::PlaceAgain { id, range, .. } => session
            .document()
            .is_none_or(|document| !is_left(document, *id) || document.article.text.tidy(*range).is_none()),
        Command::RemoveLeft { id, .. } => session.document().is_none_or(|document| !is_left(document, *id)),
        Command::Restore { merges, .. } => merges.iter().all(|merge| !merge.changes_something()),
        Command::Elsewhere { elsewhere, .. } => {
            let mut after = (**library).clone();
            after.take(elsewhere);
            after == **library
        }
    }
}

/// Whether an annotation was left with an earlier text.
fn is_left(document: &Document, id: AnnotationId) -> bool {
    document.versions.iter().flat_map(|version| &version.left).any(|left| left.id == id)
}

/// Whether these are the suggestions under review already, with the person at the first that is open.
fn reviewed(session: &Session, found: &Findings) -> bool {
    session.review().is_some_and(|review| {
        let first = review.open().first().map(|first| first.passage());
        let is_clear =
            session.focus().is_none() && session.selection().is_none() && session.subject().is_none();
        review.current().map(|current| current.passage()) == first
            && review.draft().is_none()
            && review.all().iter().map(|suggestion| &**suggestion).eq(&found.suggestions)
            && (found.stray.iter())
                .filter(|line| {
                    let details = &session.document().expect("its review is open").article.details;
                    !details.kept.contains(&line.range)
                })
                .eq(review.stray().iter())
            && (first.is_none() || is_clear)
    })
}

fn fits(document: &Document, range: TextRange) -> bool {
    range.end() <= document.article.text.index().code_points()
}

/// Parts with one edge moved, by what moving promises: as near as it can go, between the part's other edge and
/// the next part, with no cluster cut and no white space taken in.
fn moved(document: &Document, parts: &Parts, part: usize, edge: Edge, to: CodePointOffset) -> Option<Parts> {
    let text = &document.article.text;
    let mut all: Vec<TextRange> = parts.iter().collect();
    let range = *all.get(part)?;
    let lowest = if part == 0 { CodePointOffset(0) } else { all[part - 1].end() };
    let highest = all.get(part + 1).map_or(text.index().code_points(), |next| next.start());
    let to = to.max(lowest).min(highest);
    let (start, end) = match edge {
        Edge::Start => (to, range.end()),
        Edge::End => (range.start(), to),
    };
    all[part] = text.tidy(TextRange::new(start, end)?)?;
    Parts::new(all)
}

/// What lies on either side of a place, white space at the cut left out. `None` where one side is empty or the
/// two share text, because the place lies inside a cluster.
fn halves(document: &Document, parts: &Parts, place: CodePointOffset) -> Option<(Parts, Parts)> {
    let text = &document.article.text;
    let side = |start, end| {
        let side = TextRange::new(start, end)?;
        let pieces = parts.iter().filter_map(|part| text.tidy(part.intersection(side)?));
        Parts::new(pieces)
    };
    let (before, after) = (side(CodePointOffset(0), place)?, side(place, text.index().code_points())?);
    let is_cut = before.iter().all(|part| !after.overlap(part));
    is_cut.then_some((before, after))
}

/// Whether setting a field leaves an annotation as it is. What lies outside the text is never taken.
fn has_it(document: &Document, annotation: &Annotation, field: &Field) -> bool {
    let (attribution, claim) = (&annotation.attribution, &annotation.claim);
    let is_outside = |range: &Option<TextRange>| range.is_some_and(|range| !fits(document, range));
    match field {
        Field::Kind(kind) => annotation.kind == *kind,
        Field::QuoteType(value) => annotation.quote_type == *value,
        Field::Speaker(None) => attribution.source.is_none() && !attribution.is_proposed,
        Field::Speaker(Some(source)) => {
            let is_known = document.sources.get(source.id).is_some();
            let says_it = attribution.source == Some(source.id) && !attribution.is_proposed;
            let is_named = attribution.mention.is_some() || !is_named_near(document, annotation, source);
            (!is_known && source.name.trim().is_empty()) || (says_it && is_named)
        }
        Field::Cue(range) => is_outside(range) || (attribution.cue == *range && !attribution.is_proposed),
        Field::Mention(range) => {
            is_outside(range) || (attribution.mention == *range && !attribution.is_proposed)
        }
        Field::Proposal(_) => !attribution.is_proposed,
        Field::ClaimType(value) => claim.claim_type == *value,
        Field::CheckWorthiness(value) => claim.check_worthiness == *value,
        Field::Wording(text) => claim.wording == *text,
        Field::Verdict(text) => claim.verdict == *text,
        Field::Evidence(evidence) => {
            let is_outside = evidence.iter().any(|piece| match piece.place {
                EvidencePlace::Span(range) => !fits(document, range),
                EvidencePlace::Url(_) => false,
            });
            is_outside || claim.evidence == *evidence
        }
        Field::Date(text) => claim.date == *text,
        Field::Place(text) => claim.place == *text,
        Field::Context(text) => claim.context == *text,
        Field::Note(note) => annotation.note == *note,
        Field::AddLabel(label) => clean_labels([label]).iter().all(|label| annotation.labels.contains(label)),
        Field::RemoveLabel(label) => !annotation.labels.contains(label),
    }
}

/// Whether a paragraph of the annotation has a name of the source, or the last word of one, outside its words.
fn is_named_near(document: &Document, annotation: &Annotation, source: &Source) -> bool {
    let text = &document.article.text;
    let options = FindOptions { whole_word: true, match_case: true };
    let names = source.names().flat_map(|name| [Some(name), name.split_whitespace().last()]);
    let paragraphs = text.paragraphs_in(annotation.parts.extent());
    names.flatten().any(|name| {
        let found = paragraphs.iter().flat_map(|paragraph| occurrences_in(text, paragraph, name, options));
        found.into_iter().any(|range| !annotation.parts.overlap(range))
    })
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
    #![proptest_config(cases(500))]

    #[test]
    fn everything_can_be_taken_back_and_done_again(
        documents in vec((with_versions(document()), any::<bool>()), 0..3),
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
        documents in vec((with_versions(document()), any::<bool>()), 0..3),
        sitting in sitting(40),
    ) {
        let mut world = World::new(documents);
        for timed in &sitting.0 {
            let (before, content) = (world.session.clone(), world.content());
            let Some((command, changed)) = world.run(timed) else { continue };
            if let Err(error) = check_invariants(&world.session) {
                return Err(TestCaseError::fail(format!("after {command:?}: {error}")));
            }
            prop_assert_eq!(changed, world.session != before, "{:?}", &command);
            let nothing = has_nothing_to_do(&before, &command);
            prop_assert_eq!(changed, !nothing, "{:?} at {:?}, {:?}", &command, before.focus(), before.selection());

            // A step counts what it did, and every passage is tagged once.
            if let (Command::TagAll { kind, .. }, true) = (&command, changed) {
                let (old, new) = (before.document(), world.session.document());
                let annotations = |document: Option<&Rc<Document>>| {
                    document.map_or(0, |document| document.annotations.len())
                };
                let count = annotations(new) - annotations(old);
                prop_assert_eq!(world.session.undo_step(), Some(&Step::TagAll { kind: *kind, count }));
                let words: Vec<_> = new
                    .iter()
                    .flat_map(|document| document.annotations.iter())
                    .filter(|annotation| old.is_some_and(|old| old.annotations.get(annotation.id).is_none()))
                    .map(|annotation| annotation.parts.as_slice())
                    .collect();
                prop_assert!(words.is_sorted_by(|a, b| a < b) , "tagged twice: {:?}", words);
            }

            // Undo and redo in one article leave every other one alone, and so does work in an article.
            let scope = match &command {
                Command::UndoIn(scope) => *scope,
                Command::Add { .. } | Command::Delete { .. } | Command::Import { .. } | Command::Restore { .. } => {
                    Scope::Library
                }
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

/// Sets a field of one annotation, at a moment in milliseconds.
fn set(id: AnnotationId, field: Field, at: i64) -> Command {
    Command::Set { ids: vec![id], field, at: Timestamp::from_millis(at) }
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
        while matches!(world.session.undo_step(), Some(Step::SetField { field: FieldName::Note, .. })) {
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
    let write = |id, note: &str| set(id, Field::Note(note.to_owned()), 5);
    let label = |id| set(id, Field::AddLabel("x".to_owned()), 5);
    let commands = [
        (write(first, "a"), "SetField"),
        (write(second, "b"), "SetField"),
        (write(first, "ac"), "SetField"),
        (label(first), "AddLabel"),
        (write(first, "acd"), "SetField"),
        // After an undo, what is typed does not join the step before it.
        (Command::Undo, ""),
        (write(first, "ace"), "SetField"),
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
        steps.insert(0, step.split(['(', ' ']).next().unwrap_or_default().to_owned());
        do_it(&mut world, Doing::Undo, 0);
    }
    assert_eq!(steps, expected);
    assert_eq!(world.session.undo_step(), Some(&Step::Tag(Kind::Quote)));
}

#[test]
fn after_an_undo_typing_starts_a_step_of_its_own() {
    let (mut world, id) = one_annotation();
    let write = |note: &str, at| set(id, Field::Note(note.to_owned()), at);
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
        set(id, Field::Kind(Kind::Quote), 1),
        Command::Annotate {
            kind: Kind::Claim,
            id: AnnotationId::from_random([9; 16]),
            source: SourceId::from_random([9; 16]),
            at: moment(2),
        },
        set(id, Field::Note("a".to_owned()), 3),
        set(id, Field::AddLabel(" b ".to_owned()), 4),
        set(id, Field::RemoveLabel("b".to_owned()), 5),
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

/// A session with one open article, and in it claims on its words, each a part of the next or linked otherwise.
///
/// ```text
/// It rained. It stopped.
/// 1- 2-----  3- 4------
/// ```
fn linked(links: &[(u8, RelationKind, u8)]) -> Session {
    let id = |number: u8| AnnotationId::from_random([number; 16]);
    let mut document = Document::new(article("It rained. It stopped.", [1; 16]));
    let annotations = (1..).zip([(0, 2), (3, 9), (11, 13), (14, 21)]).map(|(number, (start, end))| {
        let range = TextRange::of(start, end).expect("not empty");
        let mut annotation =
            Annotation::new(id(number), Kind::Claim, range.into(), Timestamp::from_millis(5));
        let own = links.iter().filter(|(from, ..)| *from == number);
        annotation.relations = own.map(|(_, kind, to)| Relation { kind: *kind, to: id(*to) }).collect();
        Rc::new(annotation)
    });
    document.annotations = Rc::new(annotations.collect());
    apply(&Session::default(), Command::Open(Rc::new(document))).expect("it was not open")
}

#[test]
fn joining_keeps_the_links_that_still_make_sense() {
    use RelationKind::{Contradicts, PartOf, Repeats, Supports};
    type Links = [(u8, RelationKind, u8)];
    // what is linked, what is joined, what is linked then
    let rows: [(&Links, &[u8], &Links); 8] = [
        (&[(1, Supports, 3), (4, Supports, 2)], &[1, 2], &[(1, Supports, 3), (4, Supports, 1)]),
        (&[(1, Supports, 2), (2, Contradicts, 1)], &[1, 2], &[]),
        (&[(3, Supports, 1), (3, Supports, 2)], &[1, 2], &[(3, Supports, 1)]),
        // The same from both sides, once.
        (&[(1, Contradicts, 3), (3, Contradicts, 2)], &[1, 2], &[(1, Contradicts, 3)]),
        (&[(3, Repeats, 1), (2, Repeats, 3)], &[1, 2], &[(3, Repeats, 1)]),
        (&[(1, Supports, 3), (3, Supports, 2)], &[1, 2], &[(1, Supports, 3), (3, Supports, 1)]),
        // What lies between a part and its whole would be a part of its own part.
        (&[(1, PartOf, 2), (2, PartOf, 3)], &[1, 3], &[(1, PartOf, 2)]),
        (&[(1, PartOf, 2), (2, PartOf, 3), (3, PartOf, 4)], &[1, 4], &[(1, PartOf, 2), (2, PartOf, 3)]),
    ];
    for (links, joined, expected) in rows {
        let session = linked(links);
        let ids = joined.iter().map(|number| AnnotationId::from_random([*number; 16])).collect();
        let join = Command::Join { ids, at: Timestamp::from_millis(9) };
        let next = apply(&session, join).expect("two are there");
        let document = next.document().expect("it is open");
        let number = |id: AnnotationId| {
            (1..=4).find(|number| id == AnnotationId::from_random([*number; 16])).expect("one of the four")
        };
        let mut now: Vec<_> = document
            .annotations
            .iter()
            .flat_map(|holder| {
                holder.relations.iter().map(|link| (number(holder.id), link.kind, number(link.to)))
            })
            .collect();
        now.sort();
        assert_eq!(now, expected, "{links:?} joined {joined:?}");
        let back = apply(&next, Command::Undo).expect("it is a step");
        assert_eq!(back.library(), session.library(), "{links:?} joined {joined:?}");
    }
}

#[test]
fn what_sources_said_is_said_by_the_one_that_is_left() {
    let source = |number: u8| SourceId::from_random([number; 16]);
    let at = Timestamp::from_millis;
    let mut document = Document::new(article("It rained. It stopped.", [1; 16]));
    let rows =
        [(1, "Ito", "mayor", &["Ms Ito"] as &[&str]), (2, "The mayor", "", &[]), (3, "Ruiz", "clerk", &[])];
    let sources = rows.map(|(number, name, role, aliases)| {
        let mut row = Source::new(source(number), name, Default::default(), at(5));
        (row.role, row.aliases) = (role.to_owned(), clean_labels(aliases));
        Rc::new(row)
    });
    document.sources = Rc::new(sources.into_iter().collect());
    let annotations = [Some(1), Some(2), Some(3), None].into_iter().zip(1..).map(|(spoken_by, number)| {
        let range = TextRange::of(u32::from(number), 9).expect("not empty");
        let id = AnnotationId::from_random([number; 16]);
        let mut annotation = Annotation::new(id, Kind::Quote, range.into(), at(5));
        annotation.attribution.source = spoken_by.map(source);
        Rc::new(annotation)
    });
    document.annotations = Rc::new(annotations.collect());
    let session = apply(&Session::default(), Command::Open(Rc::new(document))).expect("it was not open");
    let merge =
        |all: &[u8]| Command::MergeSources { ids: all.iter().map(|id| source(*id)).collect(), at: at(9) };
    // the command; the sources then, with roles and other names; who says each of the four, when it was changed
    let rows = [
        (merge(&[2, 1]), "The mayor (mayor) Ito Ms Ito; Ruiz (clerk) ", "2@9 2@5 3@5 -@5"),
        (merge(&[1, 2, 1]), "Ito (mayor) Ms Ito The mayor; Ruiz (clerk) ", "1@5 1@9 3@5 -@5"),
        (merge(&[3, 9, 2, 1]), "Ruiz (clerk) The mayor Ito Ms Ito", "3@9 3@9 3@5 -@5"),
        (
            Command::RemoveSource { id: source(1), at: at(9) },
            "The mayor () ; Ruiz (clerk) ",
            "-@9 2@5 3@5 -@5",
        ),
    ];
    for (command, expected_sources, expected) in rows {
        let name = format!("{command:?}");
        let next = apply(&session, command).expect("the sources are there");
        let document = next.document().expect("it is open");
        let draw = |row: &Rc<Source>| format!("{} ({}) {}", row.name, row.role, row.aliases.join(" "));
        let sources: Vec<_> = document.sources.iter().map(draw).collect();
        assert_eq!(sources.join("; "), expected_sources, "{name}");
        let spoken_by = |annotation: &Rc<Annotation>| {
            let known = (1..=9).find(|number| annotation.attribution.source == Some(source(*number)));
            let who = known.map_or("-".to_owned(), |number| number.to_string());
            format!("{who}@{}", annotation.modified.millis())
        };
        let said: Vec<_> = document.annotations.iter().map(spoken_by).collect();
        assert_eq!(said.join(" "), expected, "{name}");
        let back = apply(&next, Command::Undo).expect("it is one step");
        assert_eq!(back.library(), session.library(), "{name}");
    }
}

#[test]
fn a_proposal_of_nothing_waits_for_nobody() {
    let source = SourceId::from_random([8; 16]);
    let said = TextRange::of(0, 2);
    // source and cue before, what is left to confirm when the source is taken away, and when it is merged
    let rows =
        [(Some(source), None, false, true), (Some(source), said, true, true), (None, said, true, true)];
    for (spoken_by, cue, without, merged) in rows {
        let mut document = Document::new(article("It rained. It stopped.", [1; 16]));
        let other = SourceId::from_random([7; 16]);
        let row = |id| Rc::new(Source::new(id, "Ito", Default::default(), Timestamp::from_millis(5)));
        document.sources = Rc::new([row(other), row(source)].into_iter().collect());
        let range = TextRange::of(3, 9).expect("not empty");
        let id = AnnotationId::from_random([2; 16]);
        let mut annotation = Annotation::new(id, Kind::Quote, range.into(), Timestamp::from_millis(5));
        (annotation.attribution.source, annotation.attribution.cue) = (spoken_by, cue);
        annotation.attribution.is_proposed = true;
        document.annotations = Rc::new([Rc::new(annotation)].into_iter().collect());
        let session = apply(&Session::default(), Command::Open(Rc::new(document))).expect("it was not open");
        let at = Timestamp::from_millis(9);
        let commands = [
            (Command::RemoveSource { id: source, at }, without),
            (Command::MergeSources { ids: vec![other, source], at }, merged),
        ];
        for (command, expected) in commands {
            let name = format!("{spoken_by:?} {cue:?} {command:?}");
            let next = apply(&session, command).expect("the source is there");
            let annotation = next.document().and_then(|document| document.annotations.get(id));
            let is_proposed = annotation.map(|annotation| annotation.attribution.is_proposed);
            assert_eq!(is_proposed, Some(expected), "{name}");
        }
    }
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
fn details_given_one_right_after_the_other_are_steps_of_their_own() {
    let (mut world, _) = one_annotation();
    let details = world.session.document().expect("one is open").article.details.clone();
    let article = world.session.document().expect("one is open").id();
    let dated = ascribe::text::Details { published: "3 March 2026".to_owned(), ..details.clone() };
    let signed = ascribe::text::Details { byline: "Ada Marwick".to_owned(), ..dated.clone() };
    for (details, at) in [(&dated, 10), (&signed, 11)] {
        let command =
            Command::SetDetails { article, details: details.clone(), at: Timestamp::from_millis(at) };
        world.session = apply(&world.session, command).expect("the details are others");
    }
    for (before, expected) in [(&signed, &dated), (&dated, &details)] {
        let now = |world: &World| world.session.document().expect("one is open").article.details.clone();
        assert_eq!(now(&world), *before);
        world.session = apply(&world.session, Command::Undo).expect("there is a step");
        assert_eq!(now(&world), *expected);
    }
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
