//! From a document to the native file.

use serde_json::value::RawValue;

use super::check::{Mismatch, check};
use super::choices::write_choices;
use super::{FORMAT, SCHEMA_VERSION, SUGGESTION_STATES, wire};
use crate::anchoring::describe;
use std::rc::Rc;

use crate::annotation::{
    Annotation, Document, Evidence, EvidencePlace, Provenance, Relation, Source, Version,
};
use crate::detection::Suggestion;
use crate::identity::Timestamp;
use crate::session::Choices;
use crate::text::{Article, ArticleText, Normalization, Status, TextRange};

/// Writes a document, readable by people too. Refuses to write a file whose offsets do not give its quotes.
pub fn write(document: &Document, exported_at: Timestamp) -> Result<String, Mismatch> {
    file(document, exported_at).map(|file| pretty(&file))
}

/// Writes a document and, as their own list, suggestions that are no annotations: these, each open or dismissed, and
/// whatever else was dismissed.
pub fn write_with(
    document: &Document,
    suggestions: &[Rc<Suggestion>],
    exported_at: Timestamp,
) -> Result<String, Mismatch> {
    file_with(document, suggestions, exported_at).map(|file| pretty(&file))
}

/// Writes a document as one line of a JSON Lines file. A set of documents is such lines, one after the other.
pub fn write_line(document: &Document, exported_at: Timestamp) -> Result<String, Mismatch> {
    file(document, exported_at).map(|file| line(&file))
}

/// [`write_with`] as one line of a JSON Lines file.
pub fn write_line_with(
    document: &Document,
    suggestions: &[Rc<Suggestion>],
    exported_at: Timestamp,
) -> Result<String, Mismatch> {
    file_with(document, suggestions, exported_at).map(|file| line(&file))
}

/// Writes a document as the first line of a backup, which has a person's choices about the page beside it.
pub fn write_backup_line(
    document: &Document,
    choices: &Choices,
    exported_at: Timestamp,
) -> Result<String, Mismatch> {
    let choices = Some(write_choices(choices));
    file(document, exported_at).map(|file| line(&wire::File { choices, ..file }))
}

fn pretty(file: &wire::File) -> String {
    serde_json::to_string_pretty(file).expect(HAS_A_FORM) + "\n"
}

fn line(file: &wire::File) -> String {
    serde_json::to_string(file).expect(HAS_A_FORM) + "\n"
}

/// Why writing a file's shape cannot fail.
const HAS_A_FORM: &str = "strings, numbers and lists of them have a JSON form";

fn file_with(
    document: &Document,
    suggestions: &[Rc<Suggestion>],
    exported_at: Timestamp,
) -> Result<wire::File, Mismatch> {
    let suggestions = Some(write_suggestions(document, suggestions));
    Ok(wire::File { suggestions, ..file(document, exported_at)? })
}

fn file(document: &Document, exported_at: Timestamp) -> Result<wire::File, Mismatch> {
    let file = wire::File {
        format: FORMAT.to_owned(),
        schema_version: SCHEMA_VERSION.to_owned(),
        exported_at: exported_at.to_string(),
        generator: wire::Generator {
            name: "Ascribe".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        document: write_document(document),
        sources: document.sources.iter().map(|source| write_source(source)).collect(),
        annotations: document
            .annotations
            .iter()
            .map(|annotation| write_annotation(document, annotation))
            .collect(),
        versions: document.versions.iter().map(|version| write_version(document, version)).collect(),
        suggestions: None,
        choices: None,
        // What is no JSON was never one's file's, and is not there.
        extensions: RawValue::from_string(document.article.extensions.clone()).ok(),
    };
    check(&file.document.text, &file.annotations)?;
    for (number, version) in file.versions.iter().enumerate() {
        check(&version.text, &version.left).map_err(|mismatch| mismatch.within(number))?;
    }
    Ok(file)
}

fn write_suggestions(document: &Document, suggestions: &[Rc<Suggestion>]) -> Vec<wire::Suggestion> {
    let (text, dismissed) = (&document.article.text, &document.article.details.dismissed);
    let found = suggestions.iter().map(|suggestion| {
        let is_dismissed = dismissed.binary_search(&suggestion.passage()).is_ok();
        let state = SUGGESTION_STATES[usize::from(is_dismissed)];
        let written = wire::Suggestion {
            state: state.to_owned(),
            target: suggestion.parts.iter().map(|part| write_part(text, part)).collect(),
            kind: Some(suggestion.kind.name().to_owned()),
            quote_type: suggestion.quote_type.map(|value| value.name().to_owned()),
            claim_type: suggestion.claim_type.map(|value| value.name().to_owned()),
            speaker: suggestion.speaker.as_ref().map(|speaker| speaker.name.clone()),
            mention: suggestion.mention.map(|range| write_part(text, range)),
            cue: suggestion.cue.map(|range| write_part(text, range)),
            score: Some(suggestion.score),
            why: suggestion.why.to_string(),
        };
        (suggestion.passage(), written)
    });
    let is_known = |passage: &TextRange| suggestions.iter().any(|known| known.passage() == *passage);
    let others = dismissed.iter().filter(|passage| !is_known(passage)).map(|passage| {
        let written = wire::Suggestion {
            state: SUGGESTION_STATES[1].to_owned(),
            target: vec![write_part(text, *passage)],
            kind: None,
            quote_type: None,
            claim_type: None,
            speaker: None,
            mention: None,
            cue: None,
            score: None,
            why: String::new(),
        };
        (*passage, written)
    });
    let mut all: Vec<_> = found.chain(others).collect();
    all.sort_by_key(|(passage, _)| *passage);
    all.into_iter().map(|(_, written)| written).collect()
}

/// The article as the file states it, its text included.
pub(in crate::format) fn write_document(document: &Document) -> wire::Document {
    let article = &document.article;
    let details = article.details.clone();
    let index = article.text.index();
    wire::Document {
        id: article.id.urn(),
        title: details.title,
        byline: details.byline,
        outlet: details.outlet,
        url: details.url,
        published: details.published,
        status: if details.status == Status::default() {
            String::new()
        } else {
            details.status.name().to_owned()
        },
        verdicts: details.verdicts,
        created: article.created.to_string(),
        modified: article.modified.to_string(),
        text: article.text.as_str().to_owned(),
        text_sha256: article.text.sha256().to_string(),
        length: wire::Length { code_points: index.code_points().0, utf16: index.utf16().0 },
        normalization: write_normalization(article.normalization),
    }
}

/// An earlier text as the file states it.
fn write_version(document: &Document, version: &Version) -> wire::Version {
    // What was left with it is described in its own text.
    let article = Article { text: version.text.clone(), ..(*document.article).clone() };
    let then = Document { article: Rc::new(article), ..document.clone() };
    wire::Version {
        text: version.text.as_str().to_owned(),
        text_sha256: version.text.sha256().to_string(),
        until: version.until.to_string(),
        note: version.note.clone(),
        normalization: write_normalization(version.normalization),
        left: version.left.iter().map(|left| write_annotation(&then, left)).collect(),
    }
}

fn write_normalization(done: Normalization) -> wire::Normalization {
    wire::Normalization {
        line_endings_changed: done.line_endings,
        byte_order_mark_removed: done.byte_order_mark,
        characters_replaced: done.replaced,
        ..wire::Normalization::default()
    }
}

/// A source as the file states it.
pub(in crate::format) fn write_source(source: &Source) -> wire::Source {
    wire::Source {
        id: source.id.urn(),
        name: source.name.clone(),
        kind: source.kind.name().to_owned(),
        role: source.role.clone(),
        organisation: source.organisation.clone(),
        aliases: source.aliases.clone(),
        link: source.link.clone(),
        created: source.created.to_string(),
        modified: source.modified.to_string(),
    }
}

/// An annotation as the file states it.
pub(in crate::format) fn write_annotation(document: &Document, annotation: &Annotation) -> wire::Annotation {
    let text = &document.article.text;
    let (attribution, claim) = (&annotation.attribution, &annotation.claim);
    // What refers to something that is gone refers to nothing.
    let source = document.source_of(annotation);
    let relations = annotation.relations.iter().filter(|link| document.annotations.get(link.to).is_some());
    wire::Annotation {
        id: annotation.id.urn(),
        kind: annotation.kind.name().to_owned(),
        target: annotation.parts.iter().map(|part| write_part(text, part)).collect(),
        quote_type: annotation.quote_type.map(|value| value.name().to_owned()),
        speaker: source.map(|source| source.name.clone()),
        source: source.map(|source| source.id.urn()),
        mention: attribution.mention.map(|range| write_part(text, range)),
        cue: attribution.cue.map(|range| write_part(text, range)),
        attribution_proposed: attribution.is_proposed,
        claim_type: claim.claim_type.map(|value| value.name().to_owned()),
        check_worthiness: claim.check_worthiness.map(|value| value.name().to_owned()),
        wording: claim.wording.clone(),
        verdict: claim.verdict.clone(),
        evidence: claim.evidence.iter().map(|piece| write_evidence(text, piece)).collect(),
        claim_date: claim.date.clone(),
        claim_place: claim.place.clone(),
        context: claim.context.clone(),
        relations: relations
            .map(|Relation { kind, to }| wire::Relation { kind: kind.name().to_owned(), to: to.urn() })
            .collect(),
        provenance: (annotation.provenance != Provenance::default())
            .then(|| annotation.provenance.name().to_owned()),
        origin: annotation.origin.as_ref().map(|origin| wire::Origin {
            format: origin.format.clone(),
            id: origin.id.clone(),
            file: origin.file.clone(),
            imported_at: origin.at.to_string(),
            relocated: origin.is_relocated,
        }),
        labels: annotation.labels.clone(),
        note: annotation.note.clone(),
        creator: annotation.creator.clone(),
        created: annotation.created.to_string(),
        modified: annotation.modified.to_string(),
    }
}

fn write_evidence(text: &ArticleText, evidence: &Evidence) -> wire::Evidence {
    let (url, target) = match &evidence.place {
        EvidencePlace::Url(url) => (Some(url.clone()), None),
        EvidencePlace::Span(range) => (None, Some(write_part(text, *range))),
    };
    wire::Evidence { url, target, stance: evidence.stance.name().to_owned(), note: evidence.note.clone() }
}

fn write_part(text: &ArticleText, range: TextRange) -> wire::Part {
    let quote = describe(text, range);
    let (start, end) = text.utf16_range(range);
    wire::Part {
        exact: quote.exact,
        prefix: quote.prefix,
        suffix: quote.suffix,
        code_points: wire::Span { start: range.start().0, end: range.end().0 },
        utf16: wire::Span { start: start.0, end: end.0 },
    }
}
