//! One paragraph with its highlights: the leaf that renders only when its own words or marks change.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

use crate::annotation::Kind;
use crate::highlight::{Highlight, Segment, Whose, segments};
use crate::text::{Paragraph, TextRange};
use crate::web::words::{self, Language, panel as say};

/// What a paragraph shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ParagraphViewProps {
    /// Its text and place. Compared by pointer first, so an unchanged one costs nothing.
    pub paragraph: Rc<Paragraph>,
    /// Its highlights.
    pub highlights: Rc<Vec<Highlight>>,
    /// Whether it looks as if a page had brought it along.
    #[prop_or_default]
    pub is_stray: bool,
    /// The language of what a highlight and a stray line say of themselves. Another one renders it again.
    #[prop_or_default]
    pub language: Language,
}

thread_local! {
    /// How many paragraphs have rendered since the page was loaded.
    static RENDERS: Cell<u32> = const { Cell::new(0) };
}

/// How many paragraphs have rendered since the page was loaded. The browser tests read it to see that an
/// annotation renders the paragraphs that it touches and no other.
#[wasm_bindgen]
pub fn paragraph_renders() -> u32 {
    RENDERS.get()
}

/// A paragraph. Its element's text content is the paragraph's text, to the letter.
#[component]
pub fn ParagraphView(props: &ParagraphViewProps) -> Html {
    RENDERS.set(RENDERS.get().wrapping_add(1));
    let paragraph = &props.paragraph;
    let (start, end) = (paragraph.range.start().to_string(), paragraph.range.end().to_string());
    let content = segments(paragraph, &props.highlights).iter().map(segment).collect::<Html>();
    // The direction is each paragraph's own: articles quote other scripts.
    if props.is_stray {
        html! { <p title={say::stray()} dir="auto" data-start={start} data-end={end} class="stray">{ content }</p> }
    } else if paragraph.is_headline {
        html! { <p class="headline" role="heading" aria-level="2" dir="auto" data-start={start} data-end={end}>{ content }</p> }
    } else {
        html! { <p dir="auto" data-start={start} data-end={end}>{ content }</p> }
    }
}

/// The HTML of paragraphs without highlights, the same that [`ParagraphView`] renders. The browser makes a page of
/// it in one go, where a component makes every element and attribute by a call of its own: most paragraphs of a long
/// article never need more.
pub fn plain_html<'a>(
    paragraphs: impl Iterator<Item = &'a Rc<Paragraph>>,
    stray: &BTreeSet<usize>,
) -> String {
    let mut html = String::new();
    for paragraph in paragraphs {
        let (heading, class) = if stray.contains(&paragraph.number) {
            (format!("title=\"{}\" ", say::stray()), r#" class="stray""#)
        } else if paragraph.is_headline {
            (r#"role="heading" aria-level="2" "#.to_owned(), r#" class="headline""#)
        } else {
            (String::new(), "")
        };
        let (start, end) = (paragraph.range.start(), paragraph.range.end());
        // Writing into a string cannot fail.
        let _ = write!(html, r#"<p {heading}dir="auto" data-start="{start}" data-end="{end}"{class}>"#);
        // Between tags, these three are all that HTML gives a meaning to; the text has no CR and no NUL.
        for piece in paragraph.text.split_inclusive(['&', '<', '>']) {
            let (words, sign) = match piece.char_indices().next_back() {
                Some((at, '&')) => (&piece[..at], "&amp;"),
                Some((at, '<')) => (&piece[..at], "&lt;"),
                Some((at, '>')) => (&piece[..at], "&gt;"),
                _ => (piece, ""),
            };
            html.push_str(words);
            html.push_str(sign);
        }
        html.push_str("</p>");
    }
    html
}

fn segment(segment: &Segment) -> Html {
    let text = AttrValue::from(segment.text.to_owned());
    if segment.highlights.is_empty() {
        return html! { { text } };
    }
    let ids = segment.annotations().map(|(id, _)| id.to_string()).collect::<Vec<_>>();
    let suggestion = segment.suggestion();
    let kinds = join(segment.kinds().into_iter().map(|kind| kind.name().to_owned()));
    let is_current = segment.highlights.iter().any(|highlight| highlight.is_current);
    let class = classes!(kinds.clone(), suggestion.map(|_| "suggestion"), is_current.then_some("current"),);
    let suggestion = suggestion.map(passage_name);
    html! {
        <mark {class} data-annotations={(!ids.is_empty()).then(|| ids.join(" "))} data-kinds={(!kinds.is_empty()).then_some(kinds)} data-suggestion={suggestion} data-says={says(segment)}>
            { text }
        </mark>
    }
}

/// What those who hear the article are told before a segment, of the annotations that begin with it: each kind and each
/// speaker once, claims first. The style sheet has it spoken, for it is no word of the text.
fn says(segment: &Segment) -> Option<String> {
    let begins = segment.highlights.iter().filter(|highlight| {
        matches!(highlight.whose, Whose::Annotation(_)) && highlight.range.start() == segment.range.start()
    });
    let told = begins.map(|highlight| {
        let speaker = highlight.speaker.as_ref().map_or("", |speaker| speaker.name());
        (highlight.kind, speaker)
    });
    let told: BTreeSet<_> = told.collect();
    let said = |(kind, speaker): &(Kind, &str)| match *speaker {
        "" => say::begins(&words::kind(*kind)),
        speaker => say::begins_with(&words::kind(*kind), &speaker),
    };
    (!told.is_empty()).then(|| told.iter().map(said).collect())
}

/// How a suggestion's passage is written on its marks.
pub fn passage_name(passage: TextRange) -> String {
    format!("{}-{}", passage.start(), passage.end())
}

fn join(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" ")
}
