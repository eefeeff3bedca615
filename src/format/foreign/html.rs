//! A page to read and print: the article with its highlights, and a list of what is said about them.
//!
//! Offsets: none. The page loads nothing from anywhere and has no script; every character is escaped. It is
//! written only. What is dropped: spans of cue and source, details of sources, and history.

use std::rc::Rc;

use super::Extent;
use super::escape::{attribute, markup};
use super::pieces::{Piece, pieces};
use crate::annotation::{Annotation, Document, EvidencePlace, link};
use crate::text::{CodePointOffset, TextRange};

/// Nothing is loaded, run or sent, whatever should ever get past the escaping.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 Georgia,serif}\
.text{white-space:pre-wrap;overflow-wrap:anywhere}mark.claim{background:#ffe2b8}mark.quote{background:#d3e3ff}\
mark.both{background:#e6d6f5}blockquote{margin:.5rem 0;padding-left:1rem;border-left:.2rem solid #888}\
dt{font-weight:bold}dd{margin:0 0 .3rem 1rem;white-space:pre-wrap}";

/// Writes the page.
pub fn write(documents: &[Rc<Document>], extent: Extent) -> String {
    let title = match documents {
        [only] => only.article.details.title.as_str(),
        _ => "Annotated articles",
    };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"und\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n",
        markup(title)
    );
    for document in documents {
        article(&mut page, document, extent);
    }
    page + "</body>\n</html>\n"
}

fn article(page: &mut String, document: &Document, extent: Extent) {
    let details = &document.article.details;
    *page += &format!("<article>\n<h1 dir=\"auto\">{}</h1>\n<p>", markup(&details.title));
    let facts = [&details.byline, &details.outlet, &details.published];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).map(|fact| markup(fact)).collect();
    *page += &facts.join(" · ");
    if !details.url.is_empty() {
        *page += &format!(" {}", address(&details.url));
    }
    *page += "</p>\n";
    if extent == Extent::WholeText {
        *page += &format!("<div class=\"text\" dir=\"auto\">{}</div>\n", marked(document));
    }
    *page += "<h2>Annotations</h2>\n";
    for annotation in document.annotations.iter() {
        card(page, document, annotation);
    }
    *page += "</article>\n";
}

/// An address, as a link if it may be followed.
fn address(url: &str) -> String {
    match link(url) {
        Some(to) => format!("<a rel=\"noreferrer\" href=\"{}\">{}</a>", attribute(to), markup(url)),
        None => markup(url),
    }
}

/// The text with its highlights.
fn marked(document: &Document) -> String {
    let text = &document.article.text;
    let Some(whole) = TextRange::new(CodePointOffset(0), text.index().code_points()) else {
        return String::new();
    };
    let piece = |piece: &Piece<'_>| {
        let words = markup(text.slice(piece.range));
        let Some(class) = piece.class() else { return words };
        let ids: Vec<_> = piece.covering.iter().map(|annotation| annotation.id.to_string()).collect();
        format!("<mark class=\"{class}\" data-annotations=\"{}\">{words}</mark>", ids.join(" "))
    };
    pieces(document, whole).iter().map(piece).collect()
}

fn card(page: &mut String, document: &Document, annotation: &Annotation) {
    let text = &document.article.text;
    *page += &format!(
        "<section id=\"a{}\">\n<blockquote dir=\"auto\">{}</blockquote>\n<dl>\n",
        annotation.id,
        markup(&annotation.words(text))
    );
    let mut row = |name: &str, value: &str| {
        if !value.is_empty() {
            *page += &format!("<dt>{name}</dt><dd dir=\"auto\">{value}</dd>\n");
        }
    };
    row("Kind", annotation.kind.name());
    row("Speaker", &document.source_of(annotation).map(|source| markup(&source.name)).unwrap_or_default());
    row("Quoted", annotation.quote_type.map_or("", |value| value.name()));
    let claim = &annotation.claim;
    row("Type of claim", claim.claim_type.map_or("", |value| value.name()));
    row("Worth checking", claim.check_worthiness.map_or("", |value| value.name()));
    for (name, value) in [
        ("Claim in plain words", &claim.wording),
        ("Verdict", &claim.verdict),
        ("Date", &claim.date),
        ("Place", &claim.place),
        ("Context", &claim.context),
    ] {
        row(name, &markup(value));
    }
    for evidence in &claim.evidence {
        let place = match &evidence.place {
            EvidencePlace::Url(url) => address(url),
            EvidencePlace::Span(range) => format!("“{}”", markup(text.slice(*range))),
        };
        row("Evidence", &format!("{} {place} {}", evidence.stance.name(), markup(&evidence.note)));
    }
    for relation in &annotation.relations {
        if let Some(other) = document.annotations.get(relation.to) {
            let words = markup(&other.words(text));
            row("Link", &format!("{} <a href=\"#a{}\">{words}</a>", relation.kind.name(), other.id));
        }
    }
    row("Labels", &markup(&annotation.labels.join(", ")));
    row("Note", &markup(&annotation.note));
    *page += "</dl>\n</section>\n";
}
