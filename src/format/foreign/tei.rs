//! TEI P5: the text with an empty `anchor` at every edge, and a `span` from anchor to anchor for each part.
//!
//! Offsets: none; anchors stand in the text, so that spans may cross. It is written only. What is dropped:
//! details of articles and sources, evidence and history.

use std::rc::Rc;

use super::escape::{attribute, markup};
use crate::annotation::{Annotation, Document};
use crate::text::{CodePointOffset, TextRange};

/// Writes a TEI document, or a corpus of them.
pub fn write(documents: &[Rc<Document>]) -> String {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let space = " xmlns=\"http://www.tei-c.org/ns/1.0\"";
    match documents {
        [only] => format!("{head}{}", tei(only, space)),
        several => {
            let texts: String = several.iter().map(|document| tei(document, "")).collect();
            format!("{head}<teiCorpus{space}>\n{}{texts}</teiCorpus>\n", header("Articles", "", ""))
        }
    }
}

fn header(title: &str, source: &str, profile: &str) -> String {
    let source = if source.is_empty() { "An article that was pasted." } else { source };
    format!(
        "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt><p>Exported by Ascribe.</p>\
         </publicationStmt><sourceDesc><p>{}</p></sourceDesc></fileDesc>{profile}</teiHeader>\n",
        markup(title),
        markup(source)
    )
}

fn tei(document: &Document, space: &str) -> String {
    let details = &document.article.details;
    let people: String = document
        .sources
        .iter()
        .map(|source| {
            format!(
                "<person xml:id=\"p-{}\"><persName>{}</persName></person>",
                source.id,
                markup(&source.name)
            )
        })
        .collect();
    let profile = if people.is_empty() {
        String::new()
    } else {
        format!("<profileDesc><particDesc><listPerson>{people}</listPerson></particDesc></profileDesc>")
    };
    let spans: String = document.annotations.iter().map(|annotation| spans(document, annotation)).collect();
    let spans =
        if spans.is_empty() { spans } else { format!("<spanGrp type=\"annotations\">\n{spans}</spanGrp>\n") };
    format!(
        "<TEI{space}>\n{}<text><body>\n<ab xml:space=\"preserve\">{}</ab>\n{spans}</body></text>\n</TEI>\n",
        header(&details.title, &details.url, &profile),
        anchored(document)
    )
}

/// Every span of an annotation with the name of its anchors.
fn named(annotation: &Annotation) -> Vec<(String, TextRange)> {
    let id = annotation.id;
    let mut named: Vec<_> =
        (1..).zip(annotation.parts.iter()).map(|(part, range)| (format!("a-{id}-{part}"), range)).collect();
    named.extend(annotation.attribution.cue.map(|range| (format!("a-{id}-cue"), range)));
    named.extend(annotation.attribution.mention.map(|range| (format!("a-{id}-source"), range)));
    named
}

/// The text with an anchor at either end of each span.
fn anchored(document: &Document) -> String {
    let text = &document.article.text;
    let mut edges: Vec<(CodePointOffset, String)> = Vec::new();
    for (name, range) in document.annotations.iter().flat_map(|annotation| named(annotation)) {
        edges.push((range.start(), format!("{name}-from")));
        edges.push((range.end(), format!("{name}-to")));
    }
    edges.sort();
    let (mut xml, mut from) = (String::new(), CodePointOffset(0));
    for (at, name) in edges {
        xml += &markup(text.slice_between(from, at));
        xml += &format!("<anchor xml:id=\"{name}\"/>");
        from = at;
    }
    xml + &markup(text.slice_between(from, text.index().code_points()))
}

fn spans(document: &Document, annotation: &Annotation) -> String {
    let mut xml = String::new();
    let who = document.source_of(annotation).map(|source| format!(" corresp=\"#p-{}\"", source.id));
    for (number, (name, _)) in named(annotation).into_iter().enumerate() {
        let kind = if name.ends_with("-cue") {
            "cue"
        } else if name.ends_with("-source") {
            "source"
        } else {
            annotation.kind.name()
        };
        // Whatever comes after the first part belongs to it.
        let first = format!("a-{}-1", annotation.id);
        let (whose, notes) = if number == 0 {
            (who.clone().unwrap_or_default(), notes(annotation))
        } else {
            (format!(" prev=\"#{first}\""), String::new())
        };
        xml += &format!(
            "<span xml:id=\"{name}\" type=\"{kind}\" from=\"#{name}-from\" to=\"#{name}-to\"{whose}>{notes}</span>\n"
        );
    }
    xml
}

fn notes(annotation: &Annotation) -> String {
    let claim = &annotation.claim;
    let labels = annotation.labels.join("; ");
    let relations: Vec<_> =
        annotation.relations.iter().map(|link| format!("{} #a-{}-1", link.kind.name(), link.to)).collect();
    let relations = relations.join("; ");
    let values = [
        ("quoteType", annotation.quote_type.map_or("", |value| value.name())),
        ("claimType", claim.claim_type.map_or("", |value| value.name())),
        ("checkWorthiness", claim.check_worthiness.map_or("", |value| value.name())),
        ("wording", &claim.wording),
        ("verdict", &claim.verdict),
        ("claimDate", &claim.date),
        ("claimPlace", &claim.place),
        ("context", &claim.context),
        ("labels", &labels),
        ("relations", &relations),
        ("note", &annotation.note),
    ];
    let stated = values.into_iter().filter(|(_, value)| !value.is_empty());
    stated
        .map(|(kind, value)| format!("<note type=\"{}\">{}</note>", attribute(kind), markup(value)))
        .collect()
}
