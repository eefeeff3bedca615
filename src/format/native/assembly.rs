//! Puts a document together from its entries: takes what is sound and lists what is not.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::fields::{self, FieldReader, Finder, LeftOut};
use super::problem::{Problem, Refusal, note};
use super::read::{Incoming, Read};
use super::wire;
use crate::annotation::{
    Annotation, Change, Document, Kind, Parts, Relation, RelationKind, Source, Version, clean_labels,
};
use crate::format::budget::{Budget, TooDense, of_annotation, of_source, of_text};
use crate::identity::{AnnotationId, SourceId, Timestamp};
use crate::session::Choices;
use crate::text::{Article, ArticleText, Normalization, TextRange};

/// A document in the making. First come all sources, then all annotations.
pub(in crate::format) struct Assembly<'a> {
    article: Article,
    budget: &'a Budget,
    problems: Vec<Problem>,
    sources: Vec<Rc<Source>>,
    source_ids: BTreeSet<SourceId>,
    seen: BTreeSet<AnnotationId>,
    taken: Vec<Rc<Annotation>>,
    links: Vec<Link>,
    unplaced: Vec<(String, wire::Annotation)>,
}

/// A link that is made when all annotations are there.
struct Link {
    from: AnnotationId,
    entry: Rc<str>,
    number: usize,
    relation: Result<(RelationKind, AnnotationId), LeftOut>,
}

/// What a link takes until it is made.
const LINK: usize = 300;

impl<'a> Assembly<'a> {
    pub(in crate::format) fn new(article: Article, budget: &'a Budget, problems: Vec<Problem>) -> Self {
        Self {
            article,
            budget,
            problems,
            sources: Vec::new(),
            source_ids: BTreeSet::new(),
            seen: BTreeSet::new(),
            taken: Vec::new(),
            links: Vec::new(),
            unplaced: Vec::new(),
        }
    }

    /// What was wrong so far.
    pub(in crate::format) fn problems(&mut self) -> &mut Vec<Problem> {
        &mut self.problems
    }

    /// Adds a source.
    pub(in crate::format) fn add_source(
        &mut self,
        path: String,
        read: Read<wire::Source>,
    ) -> Result<(), TooDense> {
        let read = read
            .map_err(|(path, why)| (path, Refusal::Shape(why)))
            .and_then(|wire| fields::source(&wire).map_err(|(key, why)| (format!("{path}.{key}"), why)));
        match read {
            Ok(source) if self.source_ids.contains(&source.id) => {
                note(&mut self.problems, Problem::Refused { path, why: Refusal::RepeatedId });
            }
            Ok(source) => {
                self.budget.hold(of_source(&source))?;
                self.source_ids.insert(source.id);
                self.sources.push(Rc::new(source));
            }
            Err((path, why)) => note(&mut self.problems, Problem::Refused { path, why }),
        }
        Ok(())
    }

    /// Adds an annotation with what was found besides when it was read.
    pub(in crate::format) fn add(
        &mut self,
        path: String,
        read: Read<wire::Annotation>,
        mut of_this: Vec<Problem>,
        find: Finder<'_>,
    ) -> Result<(), TooDense> {
        let wire = match read {
            Ok(wire) => wire,
            Err((path, why)) => {
                note(&mut self.problems, Problem::Refused { path, why: Refusal::Shape(why) });
                return Ok(());
            }
        };
        let sources = &self.source_ids;
        match take(&wire, &path, find, &|id| sources.contains(&id), &mut of_this) {
            Ok((annotation, _)) if self.seen.contains(&annotation.id) => {
                note(&mut self.problems, Problem::Refused { path, why: Refusal::RepeatedId });
            }
            Ok((annotation, relations)) => {
                of_this.into_iter().for_each(|problem| note(&mut self.problems, problem));
                self.budget.hold(of_annotation(&annotation) + relations.len() * LINK)?;
                let entry: Rc<str> = path.into();
                self.links.extend((0..).zip(relations).map(|(number, wire)| Link {
                    from: annotation.id,
                    entry: entry.clone(),
                    number,
                    relation: fields::relation(wire),
                }));
                self.seen.insert(annotation.id);
                self.taken.push(Rc::new(annotation));
            }
            Err((part, why)) => {
                let is_placeless = matches!(why, Refusal::WordsMissing | Refusal::WordsAmbiguous { .. });
                let problem = if is_placeless && has_words(&wire) {
                    self.budget.hold(of_wire(&wire) + path.len())?;
                    self.unplaced.push((path, wire));
                    Problem::Unplaced { path: part, why }
                } else {
                    Problem::Refused { path: part, why }
                };
                note(&mut self.problems, problem);
            }
        }
        Ok(())
    }

    /// Makes the links and gives what was put together.
    pub(in crate::format) fn finish(mut self) -> Incoming {
        let unplaced = self.take_unplaced();
        let Self { article, mut problems, sources, taken, links, .. } = self;
        let mut document = Document::new(article);
        document.annotations = Rc::new(taken.into_iter().collect());
        document.sources = Rc::new(sources.into_iter().collect());
        for Link { from, entry, number, relation } in links {
            match relation.and_then(|(kind, to)| link(&document, from, Relation { kind, to })) {
                Ok(linked) => document = linked,
                Err(why) => {
                    note(
                        &mut problems,
                        Problem::LeftOut { path: format!("{entry}.relations[{number}]"), why },
                    );
                }
            }
        }
        Incoming { document, problems, unplaced, choices: Choices::default() }
    }

    /// The annotations without a place, on a text that is made of their words. `None` if there are none, or no room
    /// for them.
    fn take_unplaced(&mut self) -> Option<Rc<Version>> {
        let unplaced = std::mem::take(&mut self.unplaced);
        let (words, places) = words_of(unplaced.iter().map(|(_, wire)| wire));
        if words.is_empty() || self.budget.hold(2 * of_text(&words)).is_err() {
            return None;
        }
        let (text, _) = ArticleText::new(&words);
        let find = |part: &wire::Part| {
            let range = places.get(&key(part)).copied().filter(|range| text.slice(*range) == part.exact);
            range.map(|range| (range, false)).ok_or(Refusal::WordsMissing)
        };
        let mut left = Vec::new();
        for (path, wire) in &unplaced {
            let sources = &self.source_ids;
            // What else is wrong with it was said.
            let taken = take(wire, path, &find, &|id| sources.contains(&id), &mut Vec::new());
            let Ok((mut annotation, relations)) = taken else { continue };
            if !self.seen.insert(annotation.id) || self.budget.hold(of_annotation(&annotation)).is_err() {
                continue;
            }
            let links = relations.iter().filter_map(|wire| fields::relation(wire).ok());
            annotation.relations = links.map(|(kind, to)| Relation { kind, to }).collect();
            left.push(Rc::new(annotation));
        }
        let version = Version {
            text: Rc::new(text),
            normalization: Normalization::default(),
            until: Timestamp::default(),
            note: String::new(),
            left,
        };
        (!version.left.is_empty()).then(|| Rc::new(version))
    }
}

/// Whether every part of an annotation says its words, so that it can be kept by them.
fn has_words(wire: &wire::Annotation) -> bool {
    !wire.target.is_empty() && wire.target.iter().all(|part| !part.exact.trim().is_empty())
}

/// What an annotation takes as it was read, at most.
fn of_wire(wire: &wire::Annotation) -> usize {
    let words: usize =
        wire.parts().map(|(_, part)| part.exact.len() + part.prefix.len() + part.suffix.len() + 160).sum();
    let texts =
        [&wire.wording, &wire.verdict, &wire.context, &wire.note, &wire.claim_date, &wire.claim_place];
    let evidence = wire.evidence.iter().map(|piece| piece.note.len() + 256).sum::<usize>();
    let labels = wire.labels.iter().map(|label| label.len() + 72).sum::<usize>();
    2 * size_of::<wire::Annotation>()
        + 4 * words
        + texts.iter().map(|text| text.len()).sum::<usize>()
        + evidence
        + labels
        + wire.relations.len() * LINK
}

type Key<'a> = (&'a str, &'a str, &'a str);

fn key(part: &wire::Part) -> Key<'_> {
    (&part.prefix, &part.exact, &part.suffix)
}

/// A text of the words of annotations with what stood around them, each part a paragraph, and where they stand in it.
fn words_of<'a>(
    annotations: impl Iterator<Item = &'a wire::Annotation>,
) -> (String, BTreeMap<Key<'a>, TextRange>) {
    let (mut words, mut places) = (String::new(), BTreeMap::new());
    let mut at = 0;
    let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    for (_, part) in annotations.flat_map(wire::Annotation::parts) {
        if part.exact.trim().is_empty() || places.contains_key(&key(part)) {
            continue;
        }
        if !words.is_empty() {
            words.push_str("\n\n");
            at += 2;
        }
        let start = at + length(&part.prefix);
        let end = start + length(&part.exact);
        words.extend([part.prefix.as_str(), &part.exact, &part.suffix]);
        at = end + length(&part.suffix);
        places.extend(TextRange::of(start, end).map(|range| (key(part), range)));
    }
    (words, places)
}

/// The document with one more link, which can only be made when both of its ends are there.
fn link(document: &Document, from: AnnotationId, relation: Relation) -> Result<Document, LeftOut> {
    document.may_link(from, relation).map_err(LeftOut::Relation)?;
    let holder = document.annotations.get(from).ok_or(LeftOut::NoAnnotation)?;
    let mut holder = (**holder).clone();
    holder.relations.push(relation);
    let (linked, _) = document.apply(&Change::Put(Rc::new(holder))).ok_or(LeftOut::NoAnnotation)?;
    Ok(linked)
}

/// Makes an annotation of what a file states, with its links as the file states them.
pub(super) fn take<'w>(
    wire: &'w wire::Annotation,
    path: &str,
    find: Finder<'_>,
    has_source: &dyn Fn(SourceId) -> bool,
    problems: &mut Vec<Problem>,
) -> Result<(Annotation, &'w [wire::Relation]), (String, Refusal)> {
    let at = |key: &str| format!("{path}.{key}");
    let id: AnnotationId = wire.id.parse().map_err(|_| (at("id"), Refusal::Id))?;
    let kind =
        Kind::from_name(&wire.kind).ok_or_else(|| (at("kind"), Refusal::UnknownKind(wire.kind.clone())))?;
    let time = |key: &str, text: &String| {
        Timestamp::parse(text).ok_or_else(|| (at(key), Refusal::Time(text.clone())))
    };
    let (created, modified) = (time("created", &wire.created)?, time("modified", &wire.modified)?);
    let (mut ranges, mut is_relocated) = (Vec::with_capacity(wire.target.len()), false);
    for (number, part) in wire.target.iter().enumerate() {
        let path = format!("{path}.target[{number}]");
        let (range, found_by_words) = find(part).map_err(|why| (path.clone(), why))?;
        is_relocated |= found_by_words;
        ranges.push(range);
        if found_by_words {
            note(problems, Problem::Relocated { path });
        }
    }
    let parts = Parts::new(ranges).ok_or_else(|| (at("target"), Refusal::Parts))?;
    let mut annotation = Annotation::new(id, kind, parts, created);
    FieldReader { path, find, has_source, problems }.give(wire, &mut annotation);
    if let Some(origin) = annotation.origin.as_mut().filter(|_| is_relocated) {
        Rc::make_mut(origin).is_relocated = true;
    }
    annotation.modified = modified;
    annotation.note.clone_from(&wire.note);
    wire.creator.trim().clone_into(&mut annotation.creator);
    wire.creator.trim().clone_into(&mut annotation.creator);
    annotation.labels = clean_labels(&wire.labels);
    Ok((annotation, &wire.relations))
}
