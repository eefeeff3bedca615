//! What imported documents would bring to the library, decided before anything is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Library;
use super::compare::{Aspect, Conflict};
use crate::annotation::{Annotation, Document, Relation, Source, Version};
use crate::identity::{AnnotationId, SourceId, Timestamp};

/// Where the annotations of an imported document would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To an article of their own, which is added.
    New,
    /// To an article that is here already: the same one, or one with the very same text.
    Existing(Rc<Document>),
}

/// What an import does to one article. It never overwrites unasked: where what comes in says something else about
/// an annotation than what is here, it is a conflict, and a person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The article that comes in; of several with the same text, the first, with what the others add to it.
    pub incoming: Rc<Document>,
    /// Where it goes.
    pub target: Target,
    /// The annotations that would be added.
    pub added: Vec<Rc<Annotation>>,
    /// The sources that would be added for them: those that no source here is called like.
    pub sources: Vec<Rc<Source>>,
    /// The annotations that are here already and say the same.
    pub present: Vec<AnnotationId>,
    /// What is here and said otherwise by the file.
    pub conflicts: Vec<Conflict>,
    /// The annotations that have no place in the text and would be kept apart, on the text of their words; of an
    /// article of its own they are part of it.
    pub unplaced: Vec<Rc<Version>>,
    /// The annotations that are here and would be changed, as [`Self::settle`] makes them; none before.
    pub changed: Vec<Rc<Annotation>>,
}

impl Merge {
    /// Whether the import would change anything.
    pub fn changes_something(&self) -> bool {
        self.target == Target::New
            || !self.added.is_empty()
            || !self.sources.is_empty()
            || !self.changed.is_empty()
            || !self.unplaced.is_empty()
    }

    /// How many annotations it would keep that have no place in the text.
    pub fn unplaced(&self) -> usize {
        let of = |versions: &[Rc<Version>]| -> usize {
            versions.iter().filter(|version| version.is_unplaced()).map(|version| version.left.len()).sum()
        };
        of(&self.unplaced) + if self.target == Target::New { of(&self.incoming.versions) } else { 0 }
    }

    /// Every annotation of both sides in the order of the text: as it is here, and as the file has it.
    pub fn side_by_side(&self) -> Vec<Pair> {
        let theirs: BTreeMap<_, _> =
            self.conflicts.iter().map(|conflict| (conflict.here.id, &conflict.theirs)).collect();
        let added: BTreeSet<_> = self.added.iter().map(|annotation| annotation.id).collect();
        let present: BTreeSet<_> = self.present.iter().copied().collect();
        let joined = self.joined();
        let pair = |annotation: &Rc<Annotation>| {
            let id = annotation.id;
            let here = (!added.contains(&id)).then(|| annotation.clone());
            let is_there = present.contains(&id) || here.is_none();
            let theirs = theirs.get(&id).copied().or_else(|| is_there.then_some(annotation));
            Pair { here, theirs: theirs.cloned() }
        };
        joined.annotations.iter().map(pair).collect()
    }

    /// The article as it is before the conflicts are settled: what is here, and what is added.
    fn joined(&self) -> Document {
        match &self.target {
            Target::New => (*self.incoming).clone(),
            Target::Existing(here) => with(here, &self.sources, &self.added),
        }
    }

    /// Settles the conflicts: `theirs` says of each field of each conflict, by its place in the list, whether the
    /// file's value is taken. A link is taken if both of its ends are there and it makes no circle of parts.
    #[must_use]
    pub fn settle(&self, theirs: impl Fn(usize, Aspect) -> bool, at: Timestamp) -> Self {
        let mut document = self.joined();
        let mut changed: BTreeMap<AnnotationId, Rc<Annotation>> = BTreeMap::new();
        for (number, conflict) in (0..).zip(&self.conflicts) {
            let Some(here) = document.annotations.get(conflict.here.id).cloned() else { continue };
            let mut next = (*here).clone();
            for aspect in &conflict.aspects {
                if !theirs(number, *aspect) {
                    continue;
                }
                if *aspect == Aspect::Links {
                    next.relations = possible_links(&document, &next, &conflict.theirs.relations);
                } else {
                    aspect.take(&conflict.theirs, &mut next);
                }
            }
            if next == *here {
                continue;
            }
            next.modified = at;
            let next = Rc::new(next);
            Rc::make_mut(&mut document.annotations).put(next.clone());
            changed.insert(next.id, next);
        }
        Self { changed: changed.into_values().collect(), ..self.clone() }
    }
}

/// One annotation on both sides; at least one of them has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// As it is here.
    pub here: Option<Rc<Annotation>>,
    /// As the file has it.
    pub theirs: Option<Rc<Annotation>>,
}

/// Of an annotation's new links those that the article allows.
fn possible_links(document: &Document, annotation: &Annotation, links: &[Relation]) -> Vec<Relation> {
    let mut document = document.clone();
    let mut holder = annotation.clone();
    holder.relations.clear();
    for link in links {
        Rc::make_mut(&mut document.annotations).put(Rc::new(holder.clone()));
        if document.may_link(annotation.id, *link).is_ok() {
            holder.relations.push(*link);
        }
    }
    holder.relations
}

/// A document with more sources and annotations.
fn with(document: &Document, sources: &[Rc<Source>], annotations: &[Rc<Annotation>]) -> Document {
    let mut document = document.clone();
    document.sources = Rc::new(document.sources.iter().chain(sources).cloned().collect());
    document.annotations = Rc::new(document.annotations.iter().chain(annotations).cloned().collect());
    document
}

/// What becomes of one document of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The title that it comes with.
    pub title: String,
    /// The [`Merge`] that it is part of, by its place in the plan; `None` if it is left out, because an article with
    /// the same id and another text is here.
    pub merge: Option<usize>,
    /// How many annotations it adds.
    pub added: usize,
    /// How many are here already and say the same.
    pub present: usize,
    /// How many are here and are said otherwise.
    pub conflicts: usize,
    /// How many of its sources are here with other details; those here stay as they are.
    pub sources_kept: usize,
    /// Whether it states another title, byline or other detail of the article; those here stay as they are.
    pub details_kept: bool,
}

/// The plan of an import of any number of documents, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What happens, an article each.
    pub merges: Vec<Merge>,
    /// What becomes of each document.
    pub outcomes: Vec<Outcome>,
}

/// Compares documents that come in with the library, and with each other.
///
/// Each joins the loaded article with the same text, first the one with the same id. An article with the same
/// id and another text is not the same article any more: then it is left out, because adding it would overwrite.
pub fn plan(library: &Library, incoming: impl IntoIterator<Item = Rc<Document>>) -> Plan {
    let mut plan = Plan::default();
    // How each article looks after all documents so far.
    let mut states: Vec<Document> = Vec::new();
    for document in incoming {
        let hash = document.article.text.sha256();
        let same_id = states.iter().position(|state| state.id() == document.id());
        let same_text = || states.iter().position(|state| state.article.text.sha256() == hash);
        let slot = same_id.or_else(same_text);
        let base = match slot {
            Some(at) => Some(states[at].clone()),
            None => library
                .document(document.id())
                .or_else(|| library.with_text(hash))
                .map(|here| (**here).clone()),
        };
        let mut outcome = Outcome {
            title: document.article.details.title.clone(),
            merge: None,
            added: document.annotations.len(),
            present: 0,
            conflicts: 0,
            sources_kept: 0,
            details_kept: false,
        };
        let Some(base) = base else {
            outcome.merge = Some(plan.merges.len());
            plan.outcomes.push(outcome);
            states.push((*document).clone());
            plan.merges.push(Merge {
                target: Target::New,
                added: document.annotations.iter().cloned().collect(),
                sources: document.sources.iter().cloned().collect(),
                present: Vec::new(),
                conflicts: Vec::new(),
                unplaced: Vec::new(),
                changed: Vec::new(),
                incoming: document,
            });
            continue;
        };
        if base.article.text.sha256() != hash {
            outcome.added = 0;
            plan.outcomes.push(outcome);
            continue;
        }
        let difference = difference(&base, &document);
        let at = slot.unwrap_or(plan.merges.len());
        outcome = Outcome {
            merge: Some(at),
            added: difference.added.len(),
            present: difference.present.len(),
            conflicts: difference.conflicts.len(),
            sources_kept: difference.sources_kept,
            details_kept: base.article.details != document.article.details,
            ..outcome
        };
        plan.outcomes.push(outcome);
        let mut state = with(&base, &difference.sources, &difference.added);
        let unplaced = unplaced_beside(&state, &document);
        Rc::make_mut(&mut state.versions).extend(unplaced.iter().cloned());
        if slot.is_none() {
            plan.merges.push(Merge {
                incoming: document,
                target: Target::Existing(Rc::new(base)),
                added: Vec::new(),
                sources: Vec::new(),
                present: Vec::new(),
                conflicts: Vec::new(),
                unplaced: Vec::new(),
                changed: Vec::new(),
            });
            states.push(state.clone());
        } else {
            states[at] = state.clone();
        }
        let merge = &mut plan.merges[at];
        if merge.target == Target::New {
            merge.incoming = Rc::new(state);
        } else {
            merge.unplaced.extend(unplaced);
        }
        merge.added.extend(difference.added);
        merge.sources.extend(difference.sources);
        merge.present.extend(difference.present);
        merge.conflicts.extend(difference.conflicts);
    }
    plan
}

/// The plan for one document alone; `None` if it is left out.
pub fn merge(library: &Library, incoming: Rc<Document>) -> Option<Merge> {
    plan(library, [incoming]).merges.pop()
}

/// What a document has beside another one with the same text.
struct Difference {
    added: Vec<Rc<Annotation>>,
    sources: Vec<Rc<Source>>,
    present: Vec<AnnotationId>,
    conflicts: Vec<Conflict>,
    sources_kept: usize,
}

fn difference(here: &Document, there: &Document) -> Difference {
    // The same person is one source, whatever id the other side gave them.
    let mut here_as: BTreeMap<SourceId, SourceId> = BTreeMap::new();
    let (mut sources, mut sources_kept) = (Vec::new(), 0);
    for source in there.sources.iter() {
        match here.sources.get(source.id).or_else(|| here.sources.called(&source.name)) {
            Some(mine) => {
                here_as.insert(source.id, mine.id);
                sources_kept += usize::from(!says_the_same(mine, source));
            }
            None => sources.push(source.clone()),
        }
    }
    // The same words with the same tag are one annotation, whatever id the other side gave it.
    let mut twins: BTreeMap<AnnotationId, AnnotationId> = BTreeMap::new();
    let with_id = |id: &AnnotationId| here.annotations.get(*id).is_some();
    let mut free: BTreeMap<_, Vec<AnnotationId>> = BTreeMap::new();
    for mine in here.annotations.iter().filter(|mine| there.annotations.get(mine.id).is_none()) {
        free.entry(place(mine)).or_default().push(mine.id);
    }
    for theirs in there.annotations.iter().filter(|theirs| !with_id(&theirs.id)) {
        if let Some(mine) = free.get_mut(&place(theirs)).and_then(Vec::pop) {
            twins.insert(theirs.id, mine);
        }
    }
    let (mut added, mut present, mut conflicts) = (Vec::new(), Vec::new(), Vec::new());
    for theirs in there.annotations.iter() {
        let theirs = told_here(theirs, &here_as, &twins);
        match here.annotations.get(theirs.id) {
            None => added.push(theirs),
            Some(mine) => {
                let aspects = Aspect::differing(mine, &theirs);
                if aspects.is_empty() {
                    present.push(mine.id);
                } else {
                    conflicts.push(Conflict { here: mine.clone(), theirs, aspects });
                }
            }
        }
    }
    Difference { added, sources, present, conflicts, sources_kept }
}

/// What a document brings that has no place in the text, as far as it is not here: the versions that hold it, dated
/// after those that are here.
fn unplaced_beside(here: &Document, there: &Document) -> Vec<Rc<Version>> {
    let mut until = None;
    let versions = there.versions.iter().filter(|version| version.is_unplaced()).filter_map(|version| {
        let mut version = (**version).clone();
        version.left.retain(|left| !here.knows(left.id));
        let next: Timestamp = until.map_or_else(
            || here.next_until(version.until),
            |last: Timestamp| version.until.max(Timestamp::from_millis(last.millis() + 1)),
        );
        (!version.left.is_empty()).then(|| {
            until = Some(next);
            version.until = next;
            Rc::new(version)
        })
    });
    versions.collect()
}

/// What makes two annotations with different ids one: kind and words.
fn place(annotation: &Annotation) -> impl Ord + use<> {
    let parts: Vec<_> = annotation.parts.iter().map(|part| (part.start(), part.end())).collect();
    (annotation.kind, parts)
}

fn says_the_same(mine: &Source, theirs: &Source) -> bool {
    let names = |source: &Source| -> BTreeSet<String> {
        source.aliases.iter().chain([&source.name]).cloned().collect()
    };
    // What the file does not state is no other statement.
    let fits = |mine: &str, theirs: &str| theirs.is_empty() || mine == theirs;
    names(theirs).is_subset(&names(mine))
        && fits(&mine.role, &theirs.role)
        && fits(&mine.organisation, &theirs.organisation)
        && fits(&mine.link, &theirs.link)
}

/// An annotation with itself, its source and its links under the ids that they have here.
fn told_here(
    annotation: &Rc<Annotation>,
    here_as: &BTreeMap<SourceId, SourceId>,
    twins: &BTreeMap<AnnotationId, AnnotationId>,
) -> Rc<Annotation> {
    let mut told = (**annotation).clone();
    if let Some(source) = &mut told.attribution.source {
        *source = here_as.get(source).copied().unwrap_or(*source);
    }
    told.id = twins.get(&told.id).copied().unwrap_or(told.id);
    for link in &mut told.relations {
        link.to = twins.get(&link.to).copied().unwrap_or(link.to);
    }
    if told == **annotation { annotation.clone() } else { Rc::new(told) }
}
