//! HTML down to its elements and words.
//!
//! What a person pastes is parsed by the browser, inertly. Even so a browser holds every style and every handler in it
//! against the page's policy, and complains once for each. Nothing of the kind means anything for plain text, so
//! it goes before the browser sees it. What is safe does not hang on this: what is left is parsed inertly as before.

/// HTML without attributes, comments, scripts and style sheets, cut as the tokenizer of the HTML standard cuts it
/// (WHATWG HTML, 13.2.5). Words and elements stay, in their order.
pub fn bare(html: &str) -> String {
    let mut bare = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut signs = rest[1..].chars();
        match (signs.next(), signs.next()) {
            (Some(first), _) if first.is_ascii_alphabetic() => {
                let (tag, after) = Tag::cut(&rest[1..]);
                rest = after;
                let Some(tag) = tag else { continue };
                match tag.name.to_ascii_lowercase().as_str() {
                    "script" | "style" => rest = skip_end(&rest[raw_length(rest, tag.name)..]),
                    name => {
                        tag.write(&mut bare, "");
                        let raw = match name {
                            "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes" => {
                                raw_length(rest, name)
                            }
                            "plaintext" => rest.len(),
                            _ => 0,
                        };
                        bare.push_str(&rest[..raw]);
                        rest = &rest[raw..];
                    }
                }
            }
            (Some('/'), Some(first)) if first.is_ascii_alphabetic() => {
                let (tag, after) = Tag::cut(&rest[2..]);
                rest = after;
                if let Some(tag) = tag {
                    tag.write(&mut bare, "/");
                }
            }
            (Some('!' | '?' | '/'), _) => rest = after_comment(rest),
            _ => {
                // Escaped, or it would begin a tag with what follows once something between them is gone.
                bare.push_str("&lt;");
                rest = &rest[1..];
            }
        }
    }
    bare.push_str(rest);
    bare
}

/// A tag without its attributes.
struct Tag<'a> {
    name: &'a str,
    /// Whether it ends itself: that means something within SVG and MathML.
    ends_itself: bool,
}

impl<'a> Tag<'a> {
    /// Cuts a tag off, from its name on, and says what comes after it. One that is never closed is none, and nothing
    /// comes after it.
    fn cut(from: &'a str) -> (Option<Self>, &'a str) {
        let end_of_name = from.find(|c: char| is_space(c) || matches!(c, '/' | '>')).unwrap_or(from.len());
        let name = &from[..end_of_name];
        let mut rest = &from[end_of_name..];
        let mut ends_itself = false;
        loop {
            let attribute = rest.trim_start_matches(|c| is_space(c) || c == '/');
            ends_itself =
                rest[..rest.len() - attribute.len()].ends_with('/') || (ends_itself && rest == attribute);
            if let Some(after) = attribute.strip_prefix('>') {
                return (Some(Self { name, ends_itself }), after);
            }
            if attribute.is_empty() {
                return (None, "");
            }
            ends_itself = false;
            rest = after_attribute(attribute);
        }
    }

    fn write(&self, html: &mut String, before: &str) {
        let end = if self.ends_itself { "/>" } else { ">" };
        for piece in ["<", before, self.name, end] {
            html.push_str(piece);
        }
    }
}

/// What comes after an attribute, whose name begins here.
fn after_attribute(attribute: &str) -> &str {
    // An equals sign at the beginning belongs to the name.
    let first = attribute.chars().next().map_or(0, char::len_utf8);
    let ends_name = |c: char| is_space(c) || matches!(c, '/' | '>' | '=');
    let name = attribute[first..].find(ends_name).map_or(attribute.len(), |at| first + at);
    let rest = &attribute[name..];
    let Some(value) = rest.trim_start_matches(is_space).strip_prefix('=') else { return rest };
    let value = value.trim_start_matches(is_space);
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or("", |end| &value[1 + end + 1..]),
        _ => value.find(|c| is_space(c) || c == '>').map_or("", |end| &value[end..]),
    }
}

/// What comes after a comment, or after what the standard takes for one.
fn after_comment(rest: &str) -> &str {
    if !rest.starts_with("<!--") {
        return rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    // `<!-->` and `<!--->` are comments as well.
    let body = &rest[2..];
    let ends = ["-->", "--!>"].into_iter().filter_map(|end| Some((body.find(end)?, end.len())));
    ends.min().map_or("", |(at, length)| &body[at + length..])
}

/// How long the text of an element is in which tags mean nothing: up to the tag that ends it, or to the end.
fn raw_length(text: &str, name: &str) -> usize {
    let is_end = |at: usize| {
        let rest = &text[at + 2..];
        let is_name = rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        is_name && rest[name.len()..].starts_with(|c: char| is_space(c) || matches!(c, '/' | '>'))
    };
    text.match_indices("</").map(|(at, _)| at).find(|at| is_end(*at)).unwrap_or(text.len())
}

/// What comes after the tag that begins here and ends an element.
fn skip_end(rest: &str) -> &str {
    rest.strip_prefix("</").map_or("", |tag| Tag::cut(tag).1)
}

/// HTML's white space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_elements_stay_and_nothing_else() {
        for (html, expected) in [
            ("", ""),
            ("just words", "just words"),
            ("a < b > c <3 <", "a &lt; b > c &lt;3 &lt;"),
            ("<p>One &amp; two</p>", "<p>One &amp; two</p>"),
            ("<P CLASS=x>One</P >", "<P>One</P>"),
            ("<p style=\"color: red\" onclick='go(\">\")'>One</p>", "<p>One</p>"),
            ("<p title=a>b>One", "<p>b>One"),
            ("<p title = \"a > b\"hidden>One", "<p>One"),
            ("<p =\"x\">One", "<p>One"),
            ("<p a=>One", "<p>One"),
            ("<br/><br /><svg/>One<svg viewBox='0' />Two", "<br/><br/><svg/>One<svg/>Two"),
            ("<a href=/x/>One</a>", "<a>One</a>"),
            ("<p / a>One", "<p>One"),
            ("a<style>p { color: red }</style>b", "ab"),
            ("a<STYLE media=print>p > q</sTyLe x=y>b", "ab"),
            ("a<style>p", "a"),
            ("a<script>if (a < b) '</scripts>'</script>b", "ab"),
            ("a<!-- <p onclick=x> -->b", "ab"),
            ("a<!-->b<!--->c<!-- --!>d<!doctype html>e<?php x ?>f</ x>g", "abcdefg"),
            ("a<!-- never closed", "a"),
            ("<<!-- -->p>", "&lt;p>"),
            ("a<![CDATA[b>c", "ac"),
            ("<textarea rows=2><p onclick=x></textarea>a", "<textarea><p onclick=x></textarea>a"),
            ("<title><b></title><b c>", "<title><b></title><b>"),
            ("<plaintext><p a=b>", "<plaintext><p a=b>"),
            ("a<p never=closed", "a"),
            ("a<p never='closed>b", "a"),
            ("<p ü='ö'>Ärger</p>", "<p>Ärger</p>"),
            ("<pü>x", "<pü>x"),
        ] {
            assert_eq!(bare(html), expected, "{html}");
        }
    }

    #[test]
    fn whatever_comes_it_ends_and_keeps_the_words_before_the_first_tag() {
        // Every string of five signs that mean something.
        let signs = ['<', '>', '/', '!', '-', '"', '=', ' ', 'a', 'é'];
        for number in 0..signs.len().pow(5) {
            let html: String =
                (0..5).map(|place| signs[number / signs.len().pow(place) % signs.len()]).collect();
            let found = bare(&html);
            let words = html.split('<').next().unwrap_or_default();
            assert!(found.starts_with(words), "{html:?}: {found:?}");
            assert_eq!(bare(&found), found, "{html:?}");
        }
    }
}
