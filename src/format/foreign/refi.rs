//! REFI-QDA 1.0: a project for NVivo, MAXQDA, ATLAS.ti and QualCoder, in a zip archive.
//!
//! Unit of offsets: code points, the end not included. Kinds and labels are codes, notes are descriptions. It
//! is written only. What is dropped: everything else, and that the parts of a split quote belong together.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::archive;
use super::escape::{attribute, markup};
use crate::annotation::{Annotation, Document};
use crate::identity::{AnnotationId, Timestamp};
use crate::text::Sha256;

/// An id that is the same whenever it is made of the same words.
fn guid(of: &str) -> AnnotationId {
    AnnotationId::from_digest(Sha256::of(of).half())
}

fn codes(annotation: &Annotation) -> impl Iterator<Item = &str> {
    std::iter::once(annotation.kind.name()).chain(annotation.labels.iter().map(String::as_str))
}

fn code_guid(code: &str) -> AnnotationId {
    guid(&format!("code {code}"))
}

/// Writes a project.
pub fn write(documents: &[Rc<Document>], at: Timestamp) -> Result<Vec<u8>, String> {
    let user = guid("user");
    let by = format!("creatingUser=\"{user}\" creationDateTime=\"{at}\"");
    let all = || documents.iter().flat_map(|document| document.annotations.iter());
    let used: BTreeSet<&str> = all().flat_map(|annotation| codes(annotation)).collect();
    let book: String = used
        .into_iter()
        .map(|code| {
            format!("<Code guid=\"{}\" name=\"{}\" isCodable=\"true\"/>", code_guid(code), attribute(code))
        })
        .collect();
    let book = if book.is_empty() { book } else { format!("<CodeBook><Codes>{book}</Codes></CodeBook>\n") };
    let sources: String = documents.iter().map(|document| source(document, &by)).collect();
    let project = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <Project name=\"Ascribe\" origin=\"Ascribe\" creatingUserGUID=\"{user}\" creationDateTime=\"{at}\" \
         xmlns=\"urn:QDA-XML:project:1.0\">\n<Users><User guid=\"{user}\" name=\"Ascribe\"/></Users>\n{book}\
         <Sources>\n{sources}</Sources>\n</Project>\n"
    );
    let mut files = vec![("project.qde".to_owned(), project)];
    for document in documents {
        files.push((format!("sources/{}.txt", document.id()), document.article.text.as_str().to_owned()));
    }
    archive::write(&files)
}

fn source(document: &Document, by: &str) -> String {
    let id = document.id();
    let title = attribute(&document.article.details.title);
    let mut xml =
        format!("<TextSource guid=\"{id}\" name=\"{title}\" plainTextPath=\"internal://{id}.txt\" {by}>\n");
    for annotation in document.annotations.iter() {
        for (number, part) in annotation.parts.iter().enumerate() {
            let own = guid(&format!("{} {number}", annotation.id));
            let words = document.article.text.slice(part).chars().take(60).collect::<String>();
            xml += &format!(
                "<PlainTextSelection guid=\"{own}\" name=\"{}\" startPosition=\"{}\" endPosition=\"{}\" {by}>",
                attribute(&words),
                part.start(),
                part.end()
            );
            if number == 0 && !annotation.note.is_empty() {
                xml += &format!("<Description>{}</Description>", markup(&annotation.note));
            }
            for code in codes(annotation) {
                let coding = guid(&format!("{own} {code}"));
                let code = code_guid(code);
                xml += &format!("<Coding guid=\"{coding}\" {by}><CodeRef targetGUID=\"{code}\"/></Coding>");
            }
            xml += "</PlainTextSelection>\n";
        }
    }
    xml + "</TextSource>\n"
}
