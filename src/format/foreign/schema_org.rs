//! schema.org in JSON-LD: a quote is a Quotation, a claim a Claim, and a claim with a verdict a ClaimReview.
//!
//! Offsets: none. It is written only. What is dropped: where the words stand, links, labels, notes and history.

use std::rc::Rc;

use serde_json::{Value, json};

use crate::annotation::{Annotation, Document, EvidencePlace, Kind, SourceKind};

/// Writes a graph.
pub fn write(documents: &[Rc<Document>]) -> String {
    let nodes = documents
        .iter()
        .flat_map(|document| document.annotations.iter().map(|annotation| node(document, annotation)));
    let graph = json!({ "@context": "https://schema.org", "@graph": nodes.collect::<Vec<_>>() });
    format!("{graph:#}\n")
}

/// Sets a key, unless the value is empty.
fn set(node: &mut Value, key: &str, value: &str) {
    if !value.is_empty() {
        node[key] = value.into();
    }
}

fn article(document: &Document) -> Value {
    let details = &document.article.details;
    let mut article = json!({ "@type": "NewsArticle", "headline": details.title });
    set(&mut article, "url", &details.url);
    for (key, kind, name) in
        [("author", "Person", &details.byline), ("publisher", "Organization", &details.outlet)]
    {
        if !name.is_empty() {
            article[key] = json!({ "@type": kind, "name": name });
        }
    }
    article
}

fn node(document: &Document, annotation: &Annotation) -> Value {
    let words = annotation.words(&document.article.text);
    let speaker = document.source_of(annotation).map(|source| {
        let kind = if source.kind == SourceKind::Person { "Person" } else { "Organization" };
        json!({ "@type": kind, "name": source.name })
    });
    let quotation = |words: &str| {
        let mut quotation = json!({
            "@type": "Quotation", "text": words, "isPartOf": article(document),
        });
        if let Some(speaker) = &speaker {
            quotation["creator"] = speaker.clone();
        }
        quotation
    };
    let mut node = match annotation.kind {
        Kind::Quote => quotation(&words),
        Kind::Claim => {
            let said = &annotation.claim;
            let wording = if said.wording.is_empty() { &words } else { &said.wording };
            let mut claim = json!({ "@type": "Claim", "text": wording, "appearance": quotation(&words) });
            if let Some(speaker) = &speaker {
                claim["claimInterpreter"] = speaker.clone();
            }
            set(&mut claim, "contentLocation", &said.place);
            set(&mut claim, "temporal", &said.date);
            set(&mut claim, "description", &said.context);
            let links = said.evidence.iter().filter_map(|evidence| match &evidence.place {
                EvidencePlace::Url(url) => Some(url.as_str()),
                EvidencePlace::Span(_) => None,
            });
            let links: Vec<_> = links.collect();
            if !links.is_empty() {
                claim["citation"] = links.into();
            }
            if said.verdict.is_empty() {
                claim
            } else {
                json!({
                    "@type": "ClaimReview",
                    "claimReviewed": wording,
                    "itemReviewed": claim,
                    "reviewRating": { "@type": "Rating", "alternateName": said.verdict },
                })
            }
        }
    };
    node["@id"] = annotation.id.urn().into();
    node
}
