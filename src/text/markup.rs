//! Turns a walk over HTML elements and text into plain paragraphs.
//!
//! The browser parses pasted HTML (inertly, as `DOMParser` does: nothing runs, nothing is fetched) and walks
//! the result; what each element means for plain text is decided here, where it can be tested natively.

/// Collects plain text from the events of a walk over an HTML document.
///
/// Block elements become paragraphs with a blank line between them, headings included; lines of lists and
/// tables become lines; white space is folded as HTML does, except inside `pre`. What a reader of the page
/// would not see (`script`, `style`, `template`, …) is left out. No-break spaces stay.
#[derive(Debug, Default)]
pub struct PlainText {
    text: String,
    /// What has to stand before the next visible character.
    gap: Gap,
    /// How many open elements hide what is in them.
    hidden: usize,
    /// How many open elements keep white space as it is.
    preformatted: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Tab,
    Line,
    Paragraph,
}

/// What an element does to the text around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Inline,
    Cell,
    Line,
    Paragraph,
    Preformatted,
    Hidden,
}

impl PlainText {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// An element begins; `tag` in any case. Elements without an end (`br`, `hr`, `img`) are opened only or
    /// opened and closed, as the walk likes.
    pub fn open(&mut self, tag: &str) {
        match flow(tag) {
            Flow::Hidden => self.hidden += 1,
            Flow::Preformatted => {
                self.preformatted += 1;
                self.ask(Gap::Paragraph);
            }
            Flow::Paragraph => self.ask(Gap::Paragraph),
            Flow::Line => self.ask(Gap::Line),
            Flow::Cell | Flow::Inline => {}
        }
        if tag.eq_ignore_ascii_case("br") && self.hidden == 0 {
            // Two in a row are how many pages part their paragraphs.
            self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
        }
    }

    /// The element ends.
    pub fn close(&mut self, tag: &str) {
        match flow(tag) {
            Flow::Hidden => self.hidden = self.hidden.saturating_sub(1),
            Flow::Preformatted => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.ask(Gap::Paragraph);
            }
            Flow::Paragraph => self.ask(Gap::Paragraph),
            Flow::Line => self.ask(Gap::Line),
            Flow::Cell => self.ask(Gap::Tab),
            Flow::Inline => {}
        }
    }

    /// Text inside the element that is open, entities already resolved.
    pub fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.preformatted > 0 {
            if !text.is_empty() {
                self.fill_gap();
                self.text.push_str(text);
            }
            return;
        }
        for character in text.chars() {
            // The white space that HTML folds (WHATWG, "ASCII whitespace"); U+00A0 is not among it.
            if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.ask(Gap::Space);
            } else {
                self.fill_gap();
                self.text.push(character);
            }
        }
    }

    /// The collected text, without blank lines at its ends.
    pub fn finish(self) -> String {
        self.text.trim_matches('\n').to_owned()
    }

    fn ask(&mut self, gap: Gap) {
        if self.hidden == 0 {
            self.gap = self.gap.max(gap);
        }
    }

    fn fill_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.is_empty() {
            return;
        }
        self.text.push_str(match gap {
            Gap::None => "",
            Gap::Space => " ",
            Gap::Tab => "\t",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        });
    }
}

fn flow(tag: &str) -> Flow {
    match tag.to_ascii_lowercase().as_str() {
        "script" | "style" | "noscript" | "template" | "head" | "title" | "iframe" | "object" | "embed"
        | "audio" | "video" | "canvas" | "svg" | "math" | "select" | "textarea" | "datalist" => Flow::Hidden,
        "pre" => Flow::Preformatted,
        "td" | "th" => Flow::Cell,
        "li" | "tr" | "dt" | "dd" | "option" | "caption" | "legend" | "summary" => Flow::Line,
        "address" | "article" | "aside" | "blockquote" | "body" | "center" | "details" | "dialog" | "div"
        | "dl" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4"
        | "h5" | "h6" | "header" | "hgroup" | "hr" | "html" | "main" | "menu" | "nav" | "ol" | "p"
        | "search" | "section" | "table" | "tbody" | "tfoot" | "thead" | "ul" => Flow::Paragraph,
        _ => Flow::Inline,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds well-formed, entity-free markup. Only for tests: in the page a real HTML parser does this.
    fn plain(markup: &str) -> String {
        let mut plain = PlainText::new();
        let mut rest = markup;
        while let Some((text, tail)) = rest.split_once('<') {
            plain.text(text);
            let (tag, tail) = tail.split_once('>').expect("the test's tags are closed");
            match tag.strip_prefix('/') {
                Some(name) => plain.close(name),
                None => plain.open(tag),
            }
            rest = tail;
        }
        plain.text(rest);
        plain.finish()
    }

    #[test]
    fn markup_becomes_plain_paragraphs() {
        let cases = [
            ("", ""),
            ("just text", "just text"),
            ("<h1>Head</h1><p>One</p><p>Two</p>", "Head\n\nOne\n\nTwo"),
            ("<P>One\n   and <B>two</B>, <i>three</i></P>", "One and two, three"),
            ("<div><div><p>deep</p></div></div>\n<p>next</p>", "deep\n\nnext"),
            ("<p>a</p><script>alert(1)</script><style>p{}</style><p>b</p>", "a\n\nb"),
            ("<p>a<script>x</script>b</p>", "ab"),
            ("line<br>line<br><br>paragraph", "line\nline\n\nparagraph"),
            ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("<p>no\u{a0}break</p>", "no\u{a0}break"),
            ("<p>  </p><p>\n</p>", ""),
            ("word<span> spaced </span>word", "word spaced word"),
        ];
        for (markup, expected) in cases {
            assert_eq!(plain(markup), expected, "{markup}");
        }
    }
}
