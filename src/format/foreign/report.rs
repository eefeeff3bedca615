//! A report to read and print: the article with numbered highlights and a note beside each, the sources, and a table
//! of everything at the end.
//!
//! Offsets: none. The page loads nothing from anywhere and has no script; its style is known to its own policy by a
//! hash, and every character is escaped. It is written only. What is dropped: spans of cue and source, ids, history.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Extent;
use super::escape::{attribute, markup};
use super::pieces::pieces;
use crate::annotation::{Annotation, Document, EvidencePlace, Kind, Source, link};
use crate::format::told::{Column, Teller, Told, Value};
use crate::text::{Paragraph, TextRange, is_right_to_left};

/// How the page looks, on screens and on paper.
const STYLE: &str = include_str!("report.css");

/// The SHA-256 of the style in base 64: a policy that names it lets no other style in.
const STYLE_HASH: &str = "c0MKZ5JZddHdkPjcWzvpuWGqfgvR6Ers/B0uMHhG/Ms=";

/// How many letters of an annotation's words the table shows.
const EXCERPT: usize = 140;

/// Writes the page.
pub fn write(documents: &[Rc<Document>], extent: Extent, teller: Teller) -> String {
    let title = match documents {
        [only] => only.article.details.title.clone(),
        _ => teller.tell(Told::Articles),
    };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"und\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n",
        markup(&title)
    );
    for (number, document) in (1..).zip(documents) {
        let prefix = if documents.len() == 1 { String::new() } else { format!("{number}-") };
        Report::new(document, prefix, teller).write(&mut page, extent);
    }
    page + "</body>\n</html>\n"
}

/// The report on one article while it is written.
struct Report<'a> {
    document: &'a Document,
    /// What the page's names of this article begin with, so that those of several do not meet.
    prefix: String,
    /// The number of each annotation by its id, in the order of the text.
    numbers: BTreeMap<crate::identity::AnnotationId, usize>,
    teller: Teller,
}

impl<'a> Report<'a> {
    fn new(document: &'a Document, prefix: String, teller: Teller) -> Self {
        let numbers = document.annotations.iter().map(|annotation| annotation.id).zip(1..).collect();
        Self { document, prefix, numbers, teller }
    }

    /// Words of the report's own.
    fn tell(&self, told: Told<'_>) -> String {
        markup(&self.teller.tell(told))
    }

    /// A verdict: one of the usual ones in the report's language, any other one as somebody wrote it.
    fn verdict(&self, verdict: &str) -> String {
        let is_usual = self.document.article.details.verdicts.is_empty();
        if is_usual { self.tell(Told::Verdict(verdict)) } else { markup(verdict) }
    }

    fn write(&self, page: &mut String, extent: Extent) {
        let text = &self.document.article.text;
        let details = &self.document.article.details;
        *page += "<article>\n";
        // The headline of the text is the title, if they are the same.
        let headline = text.paragraphs().first().filter(|first| {
            extent == Extent::WholeText && first.is_headline && first.text.trim() == details.title.trim()
        });
        if headline.is_none() {
            *page += &format!("<h1 dir=\"auto\">{}</h1>\n", markup(&details.title));
        }
        self.write_facts(page);
        match extent {
            Extent::WholeText => {
                *page += &format!(
                    "<div class=\"text\" dir=\"{}\">\n",
                    if is_right_to_left(text.as_str()) { "rtl" } else { "ltr" }
                );
                for paragraph in text.paragraphs() {
                    self.write_paragraph(page, paragraph, headline.is_some_and(|first| first == paragraph));
                }
                *page += "</div>\n";
            }
            Extent::QuotesOnly => {
                *page += "<div class=\"quotes\">\n";
                for annotation in self.document.annotations.iter() {
                    self.write_note(page, annotation, true);
                }
                *page += "</div>\n";
            }
        }
        self.write_sources(page);
        self.write_table(page);
        *page += "</article>\n";
    }

    fn write_facts(&self, page: &mut String) {
        let details = &self.document.article.details;
        let mut facts: Vec<_> = [&details.byline, &details.outlet, &details.published]
            .into_iter()
            .filter(|fact| !fact.is_empty())
            .map(|fact| format!("<bdi>{}</bdi>", markup(fact)))
            .collect();
        if !details.url.is_empty() {
            facts.push(address(&details.url));
        }
        if !facts.is_empty() {
            *page += &format!("<p class=\"facts\">{}</p>\n", facts.join(" · "));
        }
        let of = |kind: Kind| self.document.annotations.iter().filter(|one| one.kind == kind).count();
        let (claims, quotes) = (of(Kind::Claim), of(Kind::Quote));
        *page += &format!(
            "<p class=\"legend\"><mark class=\"claim\">{}</mark>, <mark class=\"quote\">{}</mark></p>\n",
            self.tell(Told::Count(Kind::Claim, claims)),
            self.tell(Told::Count(Kind::Quote, quotes))
        );
    }

    /// A paragraph with its highlights, and the notes on what begins in it.
    fn write_paragraph(&self, page: &mut String, paragraph: &Paragraph, is_title: bool) {
        *page += "<div class=\"row\">\n";
        let begins_here = |annotation: &&Rc<Annotation>| {
            let start = annotation.parts.extent().start();
            paragraph.range.start() <= start && start < paragraph.range.end()
        };
        for annotation in self.document.annotations.iter().filter(begins_here) {
            self.write_note(page, annotation, false);
        }
        let tag = if is_title { "h1" } else { "p" };
        *page += &format!("<{tag} dir=\"auto\">{}</{tag}>\n</div>\n", self.marked(paragraph.range));
    }

    /// The text of a range with its highlights, and the number of each annotation behind its last words.
    fn marked(&self, within: TextRange) -> String {
        let ending = self.document.annotations.iter().enumerate();
        let ending = ending.map(|(number, annotation)| (annotation.parts.extent().end(), number));
        let mut ends: Vec<_> =
            ending.filter(|(end, _)| within.start() < *end && *end <= within.end()).collect();
        ends.sort_unstable();
        let mut ends = ends.into_iter().peekable();
        let mut html = String::new();
        for piece in pieces(self.document, within) {
            let words = markup(self.document.article.text.slice(piece.range));
            match piece.class() {
                None => html += &words,
                Some(class) => html += &format!("<mark class=\"{class}\">{words}</mark>"),
            }
            while let Some((_, ended)) = ends.next_if(|(end, _)| *end <= piece.range.end()) {
                html += &self.number(ended);
            }
        }
        html
    }

    /// The number behind an annotation's words, which leads to its note.
    fn number(&self, number: usize) -> String {
        let Some(annotation) = self.document.annotations.as_slice().get(number) else { return String::new() };
        let (kind, prefix, number) = (annotation.kind.name(), &self.prefix, number + 1);
        format!("<a class=\"num {kind}\" id=\"m{prefix}{number}\" href=\"#n{prefix}{number}\">{number}</a>")
    }

    fn write_note(&self, page: &mut String, annotation: &Annotation, with_words: bool) {
        let (kind, prefix) = (annotation.kind.name(), &self.prefix);
        let number = self.numbers.get(&annotation.id).copied().unwrap_or_default();
        let claim = &annotation.claim;
        let more = match annotation.kind {
            Kind::Quote => annotation.quote_type.map(Told::QuoteType),
            Kind::Claim => claim.claim_type.map(Told::ClaimType),
        };
        let more = more.map(|told| format!(", {}", self.tell(told))).unwrap_or_default();
        let back = if with_words { "n" } else { "m" };
        *page += &format!(
            "<aside class=\"note {kind}\" id=\"n{prefix}{number}\">\n<p class=\"head\">\
             <a class=\"num {kind}\" href=\"#{back}{prefix}{number}\">{number}</a> {}{more}</p>\n",
            self.tell(Told::Kind(annotation.kind))
        );
        if with_words {
            let words = annotation.words(&self.document.article.text);
            *page += &format!("<blockquote dir=\"auto\">{}</blockquote>\n", markup(&words));
        }
        self.write_fields(page, annotation);
        *page += "</aside>\n";
    }

    /// What is said about an annotation, a paragraph for each thing.
    fn write_fields(&self, page: &mut String, annotation: &Annotation) {
        let claim = &annotation.claim;
        let mut say = |name: Option<Value>, value: &str| {
            if !value.is_empty() {
                let name = name.map(|name| self.tell(Told::Before(name))).unwrap_or_default();
                *page += &format!("<p><bdi dir=\"ltr\">{name}</bdi><bdi class=\"said\">{value}</bdi></p>\n");
            }
        };
        let speaker = self.document.source_of(annotation).map(|source| described(source)).unwrap_or_default();
        let who = if annotation.kind == Kind::Claim { Value::Claimant } else { Value::Speaker };
        say(Some(who), &speaker);
        say(Some(Value::Wording), &markup(&claim.wording));
        if !claim.verdict.is_empty() {
            let verdict = self.verdict(&claim.verdict);
            say(Some(Value::Verdict), &format!("<span class=\"verdict\">{verdict}</span>"));
        }
        let worth = claim.check_worthiness.map(|value| self.tell(Told::Worth(value)));
        say(Some(Value::Worth), &worth.unwrap_or_default());
        for (name, value) in
            [(Value::Date, &claim.date), (Value::Place, &claim.place), (Value::Context, &claim.context)]
        {
            say(Some(name), &markup(value));
        }
        say(None, &markup(&annotation.note));
        say(Some(Value::Labels), &markup(&annotation.labels.join(", ")));
        let links = annotation.relations.iter().filter_map(|relation| {
            let number = self.numbers.get(&relation.to)?;
            let kind = self.tell(Told::Relation(relation.kind));
            Some(format!("{kind} <a href=\"#n{}{number}\">{number}</a>", self.prefix))
        });
        say(Some(Value::Links), &links.collect::<Vec<_>>().join(", "));
        let by = if annotation.creator.is_empty() { String::new() } else { markup(&annotation.creator) };
        say(Some(Value::Annotator), &by);
        if claim.evidence.is_empty() {
            return;
        }
        *page += "<ul>\n";
        for evidence in &claim.evidence {
            let place = match &evidence.place {
                EvidencePlace::Url(url) => address(url),
                EvidencePlace::Span(range) => {
                    format!("“<bdi>{}</bdi>”", markup(self.document.article.text.slice(*range)))
                }
            };
            let note = if evidence.note.is_empty() {
                String::new()
            } else {
                format!(": {}", markup(&evidence.note))
            };
            let stance = self.tell(Told::Stance(evidence.stance));
            *page += &format!("<li>{stance} {place}<bdi>{note}</bdi></li>\n");
        }
        *page += "</ul>\n";
    }

    fn write_sources(&self, page: &mut String) {
        if self.document.sources.is_empty() {
            return;
        }
        *page += &format!("<h2>{}</h2>\n<ol class=\"sources\">\n", self.tell(Told::Sources));
        for source in self.document.sources.iter() {
            let of: Vec<_> = self
                .document
                .annotations
                .iter()
                .filter(|annotation| annotation.attribution.source == Some(source.id))
                .filter_map(|annotation| self.numbers.get(&annotation.id))
                .map(|number| format!("<a href=\"#n{}{number}\">{number}</a>", self.prefix))
                .collect();
            let said = if of.is_empty() { String::new() } else { format!(": {}", of.join(", ")) };
            let link =
                if source.link.is_empty() { String::new() } else { format!(" {}", address(&source.link)) };
            *page += &format!(
                "<li><bdi>{}</bdi> <span class=\"aside\">{}</span>{link}{said}</li>\n",
                described(source),
                self.tell(Told::SourceKind(source.kind))
            );
        }
        *page += "</ol>\n";
    }

    fn write_table(&self, page: &mut String) {
        if self.document.annotations.is_empty() {
            return;
        }
        let heading = self.tell(Told::Summary);
        *page += &format!("<h2>{heading}</h2>\n<div class=\"wide\">\n<table>\n<thead><tr>");
        for column in Column::ALL {
            *page += &format!("<th scope=\"col\">{}</th>", self.tell(Told::Column(column)));
        }
        *page += "</tr></thead>\n<tbody>\n";
        for annotation in self.document.annotations.iter() {
            let number = self.numbers.get(&annotation.id).copied().unwrap_or_default();
            let (kind, prefix, claim) = (annotation.kind, &self.prefix, &annotation.claim);
            let speaker = self.document.source_of(annotation).map_or("", |source| source.name.as_str());
            let evidence =
                if claim.evidence.is_empty() { String::new() } else { claim.evidence.len().to_string() };
            *page += &format!(
                "<tr><td><a class=\"num {}\" href=\"#n{prefix}{number}\">{number}</a></td><td>{}</td>\
                 <td class=\"words\" dir=\"auto\">{}</td><td dir=\"auto\">{}</td><td>{}</td>\
                 <td dir=\"auto\">{}</td><td>{evidence}</td></tr>\n",
                kind.name(),
                self.tell(Told::Kind(kind)),
                markup(&excerpt(&annotation.words(&self.document.article.text))),
                markup(speaker),
                claim.check_worthiness.map(|value| self.tell(Told::Worth(value))).unwrap_or_default(),
                self.verdict(&claim.verdict),
            );
        }
        *page += "</tbody>\n</table>\n</div>\n";
    }
}

/// A source by name, with role and organisation.
fn described(source: &Source) -> String {
    let mut words = markup(&source.name);
    if !source.role.is_empty() {
        words += &format!(", {}", markup(&source.role));
    }
    if !source.organisation.is_empty() {
        words += &format!(" ({})", markup(&source.organisation));
    }
    words
}

/// An address, as a link if it may be followed.
fn address(url: &str) -> String {
    match link(url) {
        Some(to) => {
            format!("<a rel=\"noreferrer\" href=\"{}\"><bdi>{}</bdi></a>", attribute(to), markup(url))
        }
        None => format!("<bdi>{}</bdi>", markup(url)),
    }
}

/// The beginning of long words.
fn excerpt(words: &str) -> String {
    let short: String = words.chars().take(EXCERPT).collect();
    if short.len() < words.len() { short + "…" } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sha256;

    /// Base 64 of whole triples and a rest of two bytes, as a hash of 32 bytes has it.
    fn base64(bytes: &[u8]) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let word = chunk
                .iter()
                .chain([0; 2].iter())
                .take(3)
                .fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
            for place in 0..4 {
                let letter = LETTERS[(word >> (18 - 6 * place)) & 63];
                text.push(if place <= chunk.len() { char::from(letter) } else { '=' });
            }
        }
        text
    }

    #[test]
    fn the_policy_names_the_style() {
        let hex = Sha256::of(STYLE).to_string();
        let bytes: Vec<u8> =
            (0..32).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex")).collect();
        assert_eq!(base64(&bytes), STYLE_HASH);
        assert_eq!(base64(&[0xff; 32]), format!("{}8=", "/".repeat(42)));
    }
}
