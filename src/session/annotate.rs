//! Commands about annotations: tagging, fields, what they cover, links between them.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::shape::{cut, joined, redirected, with_edge, with_part, without_part};
use super::{Edge, Edit, Field, Focus, Place, Session, Step};
use crate::annotation::{Annotation, Change, Document, Kind, Relation, Source, clean_labels};
use crate::detection::{Speaker, propose, quote_type};
use crate::identity::{AnnotationId, SourceId, Timestamp};
use crate::text::{CodePointOffset, FindOptions, TextRange, occurrences_in};

impl Session {
    pub(super) fn annotate(
        &mut self,
        kind: Kind,
        id: AnnotationId,
        source: SourceId,
        at: Timestamp,
    ) -> Option<()> {
        let document = self.document()?.clone();
        let Some(range) = self.selection else {
            let present = self.current()?.clone();
            if present.kind == kind {
                return None;
            }
            let mut annotation = (*present).clone();
            annotation.kind = kind;
            let mut edits = self.proposal(&document, &mut annotation, source, at);
            annotation.modified = at;
            edits.push(put(&document, annotation));
            return self.record_in_place(Step::Retag(kind), at, edits);
        };
        if let Some(present) = document.annotations.tagged(kind, range) {
            // Tagging the same words the same way twice means going there.
            (self.selection, self.subject) = (None, None);
            self.focus = Some(Focus { id: present.id, place: Place::Command });
            return Some(());
        }
        let mut annotation = self.signed(Annotation::new(id, kind, range.into(), at));
        let mut edits = self.proposal(&document, &mut annotation, source, at);
        edits.push(put(&document, annotation));
        self.record(self.scope(), Step::Tag(kind), at, edits)
    }

    /// A new annotation with the name of the person who makes it.
    pub(super) fn signed(&self, annotation: Annotation) -> Annotation {
        Annotation { creator: self.annotator().to_owned(), ..annotation }
    }

    /// Fills in what the words around make plain, and gives the edits that it needs: a speaker whom the article's
    /// table does not have yet. What a person has said already is left as it is.
    fn proposal(
        &self,
        document: &Document,
        annotation: &mut Annotation,
        source: SourceId,
        at: Timestamp,
    ) -> Vec<Edit> {
        let text = &document.article.text;
        if annotation.kind == Kind::Quote && annotation.quote_type.is_none() {
            annotation.quote_type = Some(quote_type(text, &annotation.parts));
        }
        if !annotation.attribution.is_empty() {
            return Vec::new();
        }
        let attribution = &mut annotation.attribution;
        let proposal = propose(text, &annotation.parts);
        (attribution.cue, attribution.mention) = (proposal.cue, proposal.mention);
        let mut edits = Vec::new();
        if let Some(speaker) = proposal.speaker {
            let (id, new) = source_for(document, &speaker, source, at);
            attribution.source = Some(id);
            edits.extend(new.map(|new| Edit::Change(document.id(), Change::PutSource(new))));
        } else if annotation.kind == Kind::Claim {
            // What is claimed inside a quote is claimed by whom is quoted.
            let nested = document.annotations.nested(annotation);
            let around = nested.around.iter().rev().find(|outer| outer.kind == Kind::Quote);
            annotation.attribution.source = around.and_then(|outer| outer.attribution.source);
        }
        annotation.attribution.is_proposed = !annotation.attribution.is_empty();
        edits
    }

    pub(super) fn tag_all(
        &mut self,
        kind: Kind,
        passages: &[(AnnotationId, TextRange)],
        at: Timestamp,
    ) -> Option<()> {
        let document = self.document()?.clone();
        let new = |(id, range): &(AnnotationId, TextRange)| {
            let mut annotation = self.signed(Annotation::new(*id, kind, (*range).into(), at));
            annotation.quote_type =
                (kind == Kind::Quote).then(|| quote_type(&document.article.text, &annotation.parts));
            put(&document, annotation)
        };
        let mut seen = BTreeSet::new();
        let mut is_new = |range: TextRange| {
            let is_inside = document.article.text.range(range.start(), range.end()).is_some();
            is_inside && document.annotations.tagged(kind, range).is_none() && seen.insert(range)
        };
        let edits: Vec<_> = passages.iter().filter(|(_, range)| is_new(*range)).map(new).collect();
        let step = Step::TagAll { kind, count: edits.len() };
        self.record(self.scope(), step, at, edits)
    }

    pub(super) fn set_field(&mut self, ids: &[AnnotationId], field: &Field, at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let field = match field {
            Field::AddLabel(label) => Field::AddLabel(clean_labels([label]).pop()?),
            field => field.clone(),
        };
        let mut edits = Vec::new();
        if let Field::Speaker(Some(source)) = &field
            && document.sources.get(source.id).is_none()
        {
            if source.name.trim().is_empty() {
                return None;
            }
            edits.push(Edit::Change(document.id(), Change::PutSource(source.clone())));
        }
        let mut left: Vec<SourceId> = Vec::new();
        let changed: Vec<Annotation> = distinct(ids)
            .filter_map(|id| document.annotations.get(id))
            .filter_map(|present| {
                let mut annotation = (**present).clone();
                field.set_on(&mut annotation);
                if let Field::Speaker(Some(source)) = &field
                    && annotation.attribution.mention.is_none()
                {
                    annotation.attribution.mention = mention_near(&document, &annotation, source);
                }
                if let Field::Kind(Kind::Quote) = field
                    && present.kind != Kind::Quote
                    && annotation.quote_type.is_none()
                {
                    annotation.quote_type = Some(quote_type(&document.article.text, &annotation.parts));
                }
                if annotation == **present {
                    return None;
                }
                if annotation.attribution.source != present.attribution.source {
                    left.extend(present.attribution.source);
                }
                annotation.modified = at;
                Some(annotation)
            })
            .collect();
        let (first, count) = (changed.first()?.id, changed.len());
        let ids: Vec<_> = changed.iter().map(|annotation| annotation.id).collect();
        edits.extend(changed.into_iter().map(|annotation| put(&document, annotation)));
        let still = match &field {
            Field::Speaker(source) => source.as_ref().map(|source| source.id),
            _ => None,
        };
        left.retain(|id| Some(*id) != still);
        edits.extend(without_unused(&document, &left, &ids));
        let step = match field {
            Field::Kind(kind) => Step::Retag(kind),
            Field::AddLabel(label) => Step::AddLabel(label),
            Field::RemoveLabel(label) => Step::RemoveLabel(label),
            field => Step::SetField { field: field.name(), id: first, count },
        };
        self.record_in_place(step, at, edits)
    }

    pub(super) fn remove(&mut self, ids: &[AnnotationId], at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let gone: Vec<_> = distinct(ids).filter(|id| document.annotations.get(*id).is_some()).collect();
        if gone.is_empty() {
            return None;
        }
        let mut edits: Vec<_> =
            gone.iter().map(|id| Edit::Change(document.id(), Change::Remove(*id))).collect();
        // Links to what is gone go with it, and come back with it.
        for other in document.annotations.iter().filter(|other| !gone.contains(&other.id)) {
            if other.relations.iter().any(|link| gone.contains(&link.to)) {
                let mut other = (**other).clone();
                other.relations.retain(|link| !gone.contains(&link.to));
                other.modified = at;
                edits.push(put(&document, other));
            }
        }
        let spoken_by: Vec<_> =
            gone.iter().filter_map(|id| document.annotations.get(*id)?.attribution.source).collect();
        edits.extend(without_unused(&document, &spoken_by, &gone));
        self.record_in_place(Step::Remove { count: gone.len() }, at, edits)
    }

    /// Changes what an annotation covers.
    pub(super) fn reshape(
        &mut self,
        id: AnnotationId,
        step: Step,
        at: Timestamp,
        shape: impl FnOnce(&Document, &Annotation) -> Option<crate::annotation::Parts>,
    ) -> Option<()> {
        let document = self.document()?.clone();
        let present = document.annotations.get(id)?;
        let parts = shape(&document, present)?;
        if parts == present.parts {
            return None;
        }
        let mut annotation = (**present).clone();
        annotation.parts = parts;
        annotation.modified = at;
        self.record(self.scope(), step, at, vec![put(&document, annotation)])
    }

    pub(super) fn move_edge(
        &mut self,
        id: AnnotationId,
        part: usize,
        edge: Edge,
        to: CodePointOffset,
        at: Timestamp,
    ) -> Option<()> {
        self.reshape(id, Step::MoveEdge(id), at, |document, present| {
            with_edge(&document.article.text, &present.parts, part, edge, to)
        })
    }

    pub(super) fn add_part(&mut self, id: AnnotationId, range: TextRange, at: Timestamp) -> Option<()> {
        self.reshape(id, Step::AddPart, at, |document, present| {
            with_part(&present.parts, document.article.text.tidy(range)?)
        })
    }

    pub(super) fn remove_part(&mut self, id: AnnotationId, part: usize, at: Timestamp) -> Option<()> {
        self.reshape(id, Step::RemovePart, at, |_, present| without_part(&present.parts, part))
    }

    pub(super) fn split(
        &mut self,
        id: AnnotationId,
        place: CodePointOffset,
        new: AnnotationId,
        at: Timestamp,
    ) -> Option<()> {
        let document = self.document()?.clone();
        let present = document.annotations.get(id)?;
        if document.annotations.get(new).is_some() {
            return None;
        }
        let (before, after) = cut(&document.article.text, &present.parts, place)?;
        let (mut first, mut second) = ((**present).clone(), (**present).clone());
        (first.parts, first.modified) = (before, at);
        (second.id, second.parts, second.created, second.modified) = (new, after, at, at);
        let edits = vec![put(&document, second), put(&document, first)];
        self.record(self.scope(), Step::Split, at, edits)
    }

    pub(super) fn join(&mut self, ids: &[AnnotationId], at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let wanted: Vec<_> =
            document.annotations.iter().filter(|annotation| ids.contains(&annotation.id)).collect();
        let (first, others) = wanted.split_first().filter(|(_, others)| !others.is_empty())?;
        let mut whole = (***first).clone();
        for other in others {
            whole = joined(&whole, other)?;
        }
        whole.modified = at;
        let gone: Vec<_> = others.iter().map(|other| other.id).collect();
        whole.relations.retain(|link| !gone.contains(&link.to));
        let mut changed = vec![whole];
        for other in document.annotations.iter().filter(|other| !ids.contains(&other.id)) {
            let relations = gone.iter().fold(other.relations.clone(), |relations, id| {
                redirected(&relations, other.id, *id, Some(first.id))
            });
            if relations != other.relations {
                changed.push(Annotation { relations, modified: at, ..(**other).clone() });
            }
        }
        // One end of a link is now another: it may say what a link from the other side says, or close a circle.
        let changed = with_links_that_fit(&document, &gone, changed);
        let mut edits: Vec<_> =
            gone.iter().map(|id| Edit::Change(document.id(), Change::Remove(*id))).collect();
        edits.extend(changed.into_iter().rev().map(|annotation| put(&document, annotation)));
        self.record(self.scope(), Step::Join { count: wanted.len() }, at, edits)
    }

    pub(super) fn link(&mut self, from: &[AnnotationId], relation: Relation, at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let holders = distinct(from).filter(|id| document.may_link(*id, relation).is_ok());
        let edits: Vec<_> = holders
            .filter_map(|id| {
                let mut holder = (**document.annotations.get(id)?).clone();
                holder.relations.push(relation);
                holder.modified = at;
                Some(put(&document, holder))
            })
            .collect();
        self.record_in_place(Step::Link(relation.kind), at, edits)
    }

    pub(super) fn unlink(&mut self, from: AnnotationId, relation: Relation, at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let mut holder = (**document.annotations.get(from)?).clone();
        let before = holder.relations.len();
        holder.relations.retain(|link| *link != relation);
        if holder.relations.len() == before {
            return None;
        }
        holder.modified = at;
        self.record_in_place(Step::Unlink(relation.kind), at, vec![put(&document, holder)])
    }

    /// Records a step that leaves the person where they are: writing a note must not move them elsewhere.
    pub(super) fn record_in_place(&mut self, step: Step, at: Timestamp, edits: Vec<Edit>) -> Option<()> {
        let (focus, subject) = (self.focus, self.subject);
        self.record(self.scope(), step, at, edits)?;
        (self.focus, self.subject) = (focus, subject);
        if self.focus.is_none()
            && let Some(id) = self.subject.take()
        {
            // The selection has done what it was for, and the person is back at what they selected it for.
            self.focus = Some(Focus { id, place: Place::Text });
        }
        self.let_go_of_what_is_gone();
        Some(())
    }
}

/// The source that a speaker is in an article's table: the one of that name, or else a new one, which has to be put
/// there.
pub(super) fn source_for(
    document: &Document,
    speaker: &Speaker,
    id: SourceId,
    at: Timestamp,
) -> (SourceId, Option<Rc<Source>>) {
    match document.sources.called(&speaker.name) {
        Some(present) => (present.id, None),
        None => (id, Some(Rc::new(speaker.source(id, at)))),
    }
}

/// The edits that take away sources which nobody refers to any more and about which no person has written
/// anything: a name that was proposed and not taken would otherwise stay in the table for good. `changed` are the
/// annotations that refer to something else from now on.
fn without_unused(document: &Document, left: &[SourceId], changed: &[AnnotationId]) -> Vec<Edit> {
    let is_used = |id: SourceId| {
        let mut others = document.annotations.iter().filter(|other| !changed.contains(&other.id));
        others.any(|other| other.attribution.source == Some(id))
    };
    let ids: BTreeSet<_> = left.iter().copied().collect();
    ids.into_iter()
        .filter(|id| {
            document.sources.get(*id).is_some_and(|source| source.created == source.modified) && !is_used(*id)
        })
        .map(|id| Edit::Change(document.id(), Change::RemoveSource(id)))
        .collect()
}

/// Annotations with those of their links that can be made one after the other in a document in which they stand
/// and from which others are gone.
fn with_links_that_fit(
    document: &Document,
    gone: &[AnnotationId],
    changed: Vec<Annotation>,
) -> Vec<Annotation> {
    let mut after = document.clone();
    let mut apply = |change: Change| {
        if let Some((next, _)) = after.apply(&change) {
            after = next;
        }
        after.clone()
    };
    for id in gone {
        apply(Change::Remove(*id));
    }
    for annotation in &changed {
        apply(Change::Put(Rc::new(Annotation { relations: Vec::new(), ..annotation.clone() })));
    }
    let fit = |mut annotation: Annotation| {
        for link in std::mem::take(&mut annotation.relations) {
            let now = apply(Change::Put(Rc::new(annotation.clone())));
            if now.may_link(annotation.id, link).is_ok() {
                annotation.relations.push(link);
            }
        }
        apply(Change::Put(Rc::new(annotation.clone())));
        annotation
    };
    changed.into_iter().map(fit).collect()
}

/// How far and how strictly words are looked for near an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// How many paragraphs before and after its own are looked through too.
    pub paragraphs: usize,
    /// Whether capitals must agree.
    pub match_case: bool,
}

/// Where words stand nearest to an annotation and outside its own: whole words only. `None` if they do not.
pub fn place_near(
    document: &Document,
    annotation: &Annotation,
    words: &str,
    near: Near,
) -> Option<TextRange> {
    let text = &document.article.text;
    let extent = annotation.parts.extent();
    let own = text.paragraphs_in(extent);
    let (first, last) = (own.first()?.number, own.last()?.number);
    let all = text.paragraphs();
    let around = &all[first.saturating_sub(near.paragraphs)..(last + 1 + near.paragraphs).min(all.len())];
    let options = FindOptions { whole_word: true, match_case: near.match_case };
    let distance = |range: &TextRange| {
        if range.start() >= extent.end() {
            range.start().0 - extent.end().0
        } else {
            extent.start().0.saturating_sub(range.end().0)
        }
    };
    let found = around.iter().flat_map(|paragraph| occurrences_in(text, paragraph, words, options));
    found.filter(|range| !annotation.parts.overlap(*range)).min_by_key(distance)
}

/// Where the text names a source nearest to an annotation, within its paragraphs: by one of its names, or by the
/// last word of one.
fn mention_near(document: &Document, annotation: &Annotation, source: &Source) -> Option<TextRange> {
    let last_words = source.names().filter_map(|name| name.split_whitespace().last());
    let near = Near { paragraphs: 0, match_case: true };
    source.names().chain(last_words).find_map(|name| place_near(document, annotation, name, near))
}

fn put(document: &Document, annotation: Annotation) -> Edit {
    Edit::Change(document.id(), Change::Put(Rc::new(annotation)))
}

/// Each id once, in order, so that a step counts what it changes.
fn distinct(ids: &[AnnotationId]) -> impl Iterator<Item = AnnotationId> + '_ {
    let mut seen = BTreeSet::new();
    ids.iter().copied().filter(move |id| seen.insert(*id))
}
