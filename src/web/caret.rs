//! The text cursor of the article: from keys to the browser's selection, where it is drawn, and what it says.

use web_sys::{HtmlElement, KeyboardEvent};

use super::dom::selection;
use super::dom::view;
use super::edge::{document, element};
use super::preferences::SPEECH;
use super::store::Desk;
use super::words::cursor as say;
use crate::annotation::Document;
use crate::session::{Ends, Session, Verbosity, heard};
use crate::text::{ArticleText, CodePointOffset, Direction, Unit, is_right_to_left_at, step};

/// The id of the element that is drawn as the cursor.
pub const CARET: &str = "caret";

/// The id of the element that says where it is.
pub const VOICE: &str = "voice";

/// The keys of the text cursor: how far, and which way in the order of the text. At `at`, the arrow to the left goes to
/// the left on the screen: in a paragraph that reads from right to left, that is forward.
pub fn caret_key(
    event: &KeyboardEvent,
    text: &ArticleText,
    at: CodePointOffset,
) -> Option<(Unit, Direction)> {
    let (unit, way) = arrow(event).filter(|_| !event.alt_key())?;
    Some((unit, way.at(text, at)))
}

/// Where an arrow key points to.
#[derive(Clone, Copy)]
enum Way {
    /// On or back in the text.
    Along(Direction),
    /// To the right on the screen.
    Right,
    /// To the left.
    Left,
}

impl Way {
    /// Where that leads to from a place in the text.
    fn at(self, text: &ArticleText, at: CodePointOffset) -> Direction {
        let is_right = match self {
            Self::Along(direction) => return direction,
            Self::Right => true,
            Self::Left => false,
        };
        if is_right != is_right_to_left_at(text, at) { Direction::Forward } else { Direction::Backward }
    }
}

fn arrow(event: &KeyboardEvent) -> Option<(Unit, Way)> {
    if event.meta_key() {
        return None;
    }
    let (near, far, way) = match event.key().as_str() {
        "ArrowRight" => (Unit::Character, Unit::Word, Way::Right),
        "ArrowLeft" => (Unit::Character, Unit::Word, Way::Left),
        "ArrowDown" => (Unit::Sentence, Unit::Paragraph, Way::Along(Direction::Forward)),
        "ArrowUp" => (Unit::Sentence, Unit::Paragraph, Way::Along(Direction::Backward)),
        _ => return None,
    };
    Some((if event.ctrl_key() { far } else { near }, way))
}

/// Answers a key in the article; `false` for keys that are none of the cursor's. It moves through the browser's own
/// selection: what is selected by keys and what is selected by mouse take the same way from here. Where there is no
/// cursor yet, it begins at `rest`, the end of the annotation that the person is at, or else where they are reading.
pub fn answer(event: &KeyboardEvent, desk: &Desk, text: &ArticleText, rest: Option<CodePointOffset>) -> bool {
    // Alt alone is the browser's: back and forth in what was visited.
    let moves_other = event.alt_key() && event.shift_key();
    let Some((unit, way)) = arrow(event).filter(|_| moves_other || !event.alt_key()) else {
        return false;
    };
    let head = selection::head(text).or(rest).unwrap_or_else(|| first_visible(text));
    let before = Ends { anchor: selection::anchor(text).unwrap_or(head), head };
    let from = if moves_other { before.anchor } else { before.head };
    let direction = way.at(text, from);
    let to = step(text, from, unit, direction);
    let now = match (moves_other, event.shift_key()) {
        (true, _) => Ends { anchor: to, ..before },
        (false, true) => Ends { head: to, ..before },
        (false, false) => Ends::at(to),
    };
    selection::select(text, now.anchor, now.head);
    draw(text, to);
    if let Some(open) = desk.session().document() {
        let heard = heard(text, &open.annotations, (from, to), direction, now);
        tell(say::step(&heard, open, verbosity()));
    }
    true
}

/// Has the other end of the selection be the one that moves from here on; `false` if nothing is selected.
pub fn swap_ends(session: &Session) -> bool {
    let Some(document) = session.document() else { return false };
    swap(document).is_some()
}

fn swap(document: &Document) -> Option<()> {
    let text = &document.article.text;
    let ends = Ends { anchor: selection::anchor(text)?, head: selection::head(text)? }.swapped();
    ends.range()?;
    // The keys that move it are the article's.
    view::focus_quietly(selection::ARTICLE);
    selection::select(text, ends.anchor, ends.head);
    draw(text, ends.head);
    tell(say::swapped(ends, document, verbosity()));
    Some(())
}

/// How much the cursor says, as the person has chosen.
fn verbosity() -> Verbosity {
    match SPEECH.get() {
        "quiet" => Verbosity::Quiet,
        "words" => Verbosity::Words,
        _ => Verbosity::Full,
    }
}

/// Says something to those who hear the page. What is said twice in a row has to differ, or it is heard once.
fn tell(sentence: Option<String>) {
    let (Some(voice), Some(mut sentence)) = (element(VOICE), sentence) else { return };
    if voice.text_content().as_deref() == Some(sentence.as_str()) {
        sentence.push('\u{a0}');
    }
    voice.set_text_content(Some(&sentence));
}

/// The start of the first paragraph that is in view: where a reader would expect the cursor.
fn first_visible(text: &ArticleText) -> CodePointOffset {
    let frame = document().query_selector(".reader").ok().flatten();
    let top = frame.map_or(0.0, |frame| frame.get_bounding_client_rect().top());
    let number = text.paragraphs().partition_point(|paragraph| {
        selection::paragraph_element(paragraph.range.start())
            .is_some_and(|element| element.get_bounding_client_rect().top() < top)
    });
    text.paragraphs().get(number).map(|paragraph| paragraph.range.start()).unwrap_or_default()
}

/// Draws the cursor where the end that moves is: browsers draw none in text that cannot be edited.
fn draw(text: &ArticleText, place: CodePointOffset) {
    let Some(element) = element(CARET) else { return };
    let place = selection::range_at(text, place).and_then(|range| range.get_client_rects()?.item(0));
    // What is hidden has no frame that it is placed in.
    element.set_hidden(false);
    let frame = element.offset_parent();
    let (Some(place), Some(frame)) = (place, frame.or_else(|| element.parent_element())) else {
        element.set_hidden(true);
        return;
    };
    let origin = frame.get_bounding_client_rect();
    let style = element.style();
    let pixels = |value: f64| format!("{value}px");
    let _ =
        style.set_property("left", &pixels(place.left() - origin.left() + f64::from(frame.scroll_left())));
    let _ = style.set_property("top", &pixels(place.top() - origin.top() + f64::from(frame.scroll_top())));
    let _ = style.set_property("height", &pixels(place.height()));
    view::reveal(&element, ".reader");
}

/// Takes the cursor out of sight.
pub fn hide() {
    if let Some(caret) = element(CARET) {
        HtmlElement::set_hidden(&caret, true);
    }
}
