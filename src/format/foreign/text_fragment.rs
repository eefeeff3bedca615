//! A link to one passage: the URL fragment `#:~:text=` (WICG, URL Fragment Text Directives).

use unicode_segmentation::UnicodeSegmentation;

use crate::anchoring::describe_briefly;
use crate::annotation::{Annotation, Document};
use crate::text::{ByteOffset, TextRange};

/// The longest passage, in code points, that stands in the link as a whole; of a longer one its first and last
/// words do.
const WHOLE: usize = 120;
/// How many words stand for either end of a long passage, and for what stands at the ends of a line beside a repeated
/// one.
const WORDS: usize = 5;

/// Whether an article has an address on the web, to which a link can lead.
pub fn has_address(document: &Document) -> bool {
    let url = &document.article.details.url;
    ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme))
}

/// The link to an annotation's first part; `None` if the article has no address on the web, or the passage has no
/// words. Browsers look for whole words, so cut words at both ends are completed.
pub fn link(document: &Document, annotation: &Annotation) -> Option<String> {
    let details = &document.article.details;
    let range = annotation.parts.iter().next().filter(|_| has_address(document))?;
    let text = document.article.text.as_str();
    let (start, end) = whole_words(text, document, range)?;
    let passage = text.get(start..end)?;
    // Words that may not be found across paragraphs stand as two ends.
    let directive = if passage.contains('\n') || passage.chars().count() > WHOLE {
        let first = passage.lines().next().unwrap_or_default();
        let last = passage.lines().next_back().unwrap_or_default();
        format!("{},{}", encode(&first_words(first)), encode(&last_words(last)))
    } else {
        encode(passage)
    };
    let is_repeated = text.match_indices(passage).nth(1).is_some();
    let (mut before, mut after) = (String::new(), String::new());
    if is_repeated {
        // As little as tells it apart; browsers do not look across paragraphs, so what would reach over a line end is
        // cut off there.
        let article = &document.article.text;
        let point = |byte| article.index().code_point_of_byte(text, ByteOffset::from_count(byte));
        let brief = describe_briefly(article, TextRange::new(point(start)?, point(end)?)?);
        let side = |brief: &str, line: String| {
            if brief.contains('\n') { line } else { brief.trim().to_owned() }
        };
        let line = text.get(..start)?.lines().next_back().unwrap_or_default();
        before = side(&brief.prefix, last_words(line));
        after = side(&brief.suffix, first_words(text.get(end..)?.lines().next().unwrap_or_default()));
    }
    let before = if before.is_empty() { before } else { format!("{}-,", encode(&before)) };
    let after = if after.is_empty() { after } else { format!(",-{}", encode(&after)) };
    let url = details.url.split('#').next().unwrap_or_default();
    Some(format!("{url}#:~:text={before}{directive}{after}"))
}

/// The bytes of a range without white space at its ends, out to the ends of its words.
fn whole_words(text: &str, document: &Document, range: TextRange) -> Option<(usize, usize)> {
    let tidy = document.article.text.tidy(range)?;
    let index = document.article.text.index();
    let (start, end) = (index.byte_of(text, tidy.start())?.get(), index.byte_of(text, tidy.end())?.get());
    let words = text.split_word_bound_indices().map(|(at, word)| (at, at + word.len()));
    let mut ends = (start, end);
    for (from, to) in words.skip_while(|(_, to)| *to <= start).take_while(|(from, _)| *from < end) {
        ends = (ends.0.min(from), ends.1.max(to));
    }
    Some(ends)
}

fn first_words(line: &str) -> String {
    line.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ")
}

fn last_words(line: &str) -> String {
    let mut words: Vec<_> = line.split_whitespace().rev().take(WORDS).collect();
    words.reverse();
    words.join(" ")
}

/// Percent-encodes all but letters, digits and the signs that mean nothing here; a hyphen, comma or ampersand
/// would be read as a part of the directive.
fn encode(words: &str) -> String {
    words
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
