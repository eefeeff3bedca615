//! The one bridge between the browser's selection and code points of the article.
//!
//! Each paragraph's element says in `data-start` where it begins, and its text content is the paragraph's
//! text to the letter, whatever marks lie in it. So a place in the DOM is a paragraph plus a count of UTF-16
//! units, and every off-by-one has its home here.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, Node, Range, Selection};

use crate::text::{ArticleText, CodePointOffset, Paragraph, TextRange, Utf16Offset};
use crate::web::edge::{document, element, window};

/// The id of the element that holds the paragraphs, and nothing else.
pub const ARTICLE: &str = "article";

/// The attribute with a paragraph's first code point.
const START: &str = "data-start";

fn selection() -> Option<Selection> {
    window().get_selection().ok().flatten()
}

/// What is selected of the article, untidied. A selection that reaches out of the article counts as far as
/// it lies in it.
pub fn selected(text: &ArticleText) -> Option<TextRange> {
    let selection =
        selection().filter(|selection| !selection.is_collapsed() && selection.range_count() > 0)?;
    let range = selection.get_range_at(0).ok()?;
    let article = element(ARTICLE)?;
    let start_container = range.start_container().ok()?;
    let end_container = range.end_container().ok()?;
    let inside = |node: &Node| article.contains(Some(node));
    if !inside(&start_container) && !inside(&end_container) && !range.intersects_node(&article).ok()? {
        return None;
    }
    let start = offset_of(text, &start_container, range.start_offset().ok()?)
        .or_else(|| first_after(text, &range))?;
    let end =
        offset_of(text, &end_container, range.end_offset().ok()?).or_else(|| last_before(text, &range))?;
    TextRange::new(start, end)
}

/// Where the moving end of the selection is, or the caret of an empty one.
pub fn head(text: &ArticleText) -> Option<CodePointOffset> {
    let selection = selection()?;
    offset_of(text, &selection.focus_node()?, selection.focus_offset())
}

/// Where the fixed end of the selection is.
pub fn anchor(text: &ArticleText) -> Option<CodePointOffset> {
    let selection = selection()?;
    offset_of(text, &selection.anchor_node()?, selection.anchor_offset())
}

/// Selects from one offset to another, either of which may come first; equal ones set a caret.
pub fn select(text: &ArticleText, anchor: CodePointOffset, head: CodePointOffset) {
    let Some(selection) = selection() else { return };
    let (Some((from, from_unit)), Some((to, to_unit))) = (point_at(text, anchor), point_at(text, head))
    else {
        return;
    };
    // It fails only for nodes that are gone; then nothing is selected, which is right.
    let _ = selection.set_base_and_extent(&from, from_unit, &to, to_unit);
}

/// Scrolls a range into view.
pub fn show(text: &ArticleText, range: TextRange) {
    let Some((node, _)) = point_at(text, range.start()) else { return };
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element());
    if let Some(element) = element {
        super::view::reveal(&element, ".reader");
    }
}

/// The line box at an offset: an empty box as high as the line. Where the offset is at a break of lines, that of
/// the letter before it if `is_end`, else that of the letter after it.
pub fn box_at(text: &ArticleText, offset: CodePointOffset, is_end: bool) -> Option<DomRect> {
    let neighbour = if is_end { offset.0.checked_sub(1)? } else { offset.0 + 1 };
    let (from, to) = (offset.0.min(neighbour), offset.0.max(neighbour));
    let range = document().create_range().ok()?;
    let (start, start_unit) = point_at(text, CodePointOffset(from))?;
    let (end, end_unit) = point_at(text, CodePointOffset(to))?;
    range.set_start(&start, start_unit).ok()?;
    range.set_end(&end, end_unit).ok()?;
    let rects = range.get_client_rects()?;
    // At a break of lines browsers also give an empty box at the end of the line before.
    let mut boxes =
        (0..rects.length()).filter_map(|number| rects.item(number)).filter(|rect| rect.width() > 0.0);
    let letter = if is_end { boxes.next_back() } else { boxes.next() }?;
    // In text from right to left an edge is on the other side of its letter.
    let is_rtl = is_right_to_left(&start);
    let x = if is_end != is_rtl { letter.right() } else { letter.left() };
    DomRect::new_with_x_and_y_and_width_and_height(x, letter.top(), 0.0, letter.height()).ok()
}

fn is_right_to_left(node: &Node) -> bool {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element());
    let style = element.and_then(|element| window().get_computed_style(&element).ok().flatten());
    style.is_some_and(|style| style.get_property_value("direction").is_ok_and(|value| value == "rtl"))
}

/// The offset under a point of the window; `None` beside the article's text.
pub fn offset_at_point(text: &ArticleText, x: i32, y: i32) -> Option<CodePointOffset> {
    // Not in every browser's list of standard functions yet, so both spellings are looked for.
    let at = |name: &str| {
        let function = js_sys::Reflect::get(&document(), &name.into()).ok()?;
        let function = function.dyn_into::<js_sys::Function>().ok()?;
        function.call2(&document(), &x.into(), &y.into()).ok().filter(JsValue::is_object)
    };
    let read = |place: &JsValue, node: &str, unit: &str| {
        let node = js_sys::Reflect::get(place, &node.into()).ok()?.dyn_into::<Node>().ok()?;
        let unit = js_sys::Reflect::get(place, &unit.into()).ok()?.as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an offset in a node is a small whole number"
        )]
        offset_of(text, &node, unit as u32)
    };
    match at("caretPositionFromPoint") {
        Some(place) => read(&place, "offsetNode", "offset"),
        None => read(&at("caretRangeFromPoint")?, "startContainer", "startOffset"),
    }
}

/// Scrolls what is selected into view.
pub fn reveal() {
    let Some(node) = selection().and_then(|selection| selection.anchor_node()) else { return };
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element());
    if let Some(element) = element {
        super::view::reveal(&element, ".reader");
    }
}

fn is_in_article(node: &Node) -> bool {
    element(ARTICLE).is_some_and(|article| article.contains(Some(node)))
}

/// Lets go of the browser's selection if it lies in the article.
pub fn clear() {
    let Some(selection) = selection() else { return };
    if selection.anchor_node().is_some_and(|node| is_in_article(&node)) {
        let _ = selection.remove_all_ranges();
    }
}

/// An empty range at an offset, to measure where it is on the screen.
pub fn range_at(text: &ArticleText, offset: CodePointOffset) -> Option<Range> {
    let (node, unit) = point_at(text, offset)?;
    let range = document().create_range().ok()?;
    range.set_start(&node, unit).ok()?;
    range.collapse_with_to_start(true);
    Some(range)
}

/// Lets go of what is selected in the article; the cursor stays at the end that moved, and the next key goes on there.
pub fn collapse() {
    let Some(selection) = selection().filter(|selection| !selection.is_collapsed()) else { return };
    if let Some(node) = selection.focus_node().filter(is_in_article) {
        // It fails only for a place that is gone; then nothing is selected any more.
        let _ = selection.collapse_with_offset(Some(&node), selection.focus_offset());
    }
}

/// The element of the paragraph that begins at an offset.
pub fn paragraph_element(start: CodePointOffset) -> Option<Element> {
    element(ARTICLE)?.query_selector(&format!("[{START}=\"{start}\"]")).ok().flatten()
}

/// The code point of a place in the DOM; `None` outside the paragraphs.
fn offset_of(text: &ArticleText, node: &Node, unit: u32) -> Option<CodePointOffset> {
    let holder = match node.dyn_ref::<Element>() {
        Some(element) => element.clone(),
        None => node.parent_element()?,
    };
    let paragraph = holder.closest(&format!("#{ARTICLE} [{START}]")).ok().flatten()?;
    let start = start_of(&paragraph)?;
    let before = document().create_range().ok()?;
    before.set_start(&paragraph, 0).ok()?;
    before.set_end(node, unit).ok()?;
    // The string stays on JavaScript's side: its length is all that is asked for.
    let units = before.to_string().length();
    let base = text.index().utf16_of(text.as_str(), start)?;
    text.index().code_point_of_utf16(text.as_str(), Utf16Offset(base.0 + units))
}

fn start_of(paragraph: &Element) -> Option<CodePointOffset> {
    paragraph.get_attribute(START)?.parse().ok().map(CodePointOffset)
}

/// The start of the first paragraph that begins inside a range.
fn first_after(text: &ArticleText, range: &Range) -> Option<CodePointOffset> {
    let at = text
        .paragraphs()
        .partition_point(|paragraph| order_of(range, paragraph).is_none_or(|order| order < 0));
    text.paragraphs().get(at).map(|paragraph| paragraph.range.start())
}

/// The end of the last paragraph that begins inside a range.
fn last_before(text: &ArticleText, range: &Range) -> Option<CodePointOffset> {
    let after = text
        .paragraphs()
        .partition_point(|paragraph| order_of(range, paragraph).is_some_and(|order| order <= 0));
    after.checked_sub(1).and_then(|last| text.paragraphs().get(last)).map(|paragraph| paragraph.range.end())
}

/// Whether a paragraph begins before (-1), inside (0) or after (1) a range.
fn order_of(range: &Range, paragraph: &Paragraph) -> Option<i16> {
    let element = paragraph_element(paragraph.range.start())?;
    range.compare_point(&element, 0).ok()
}

/// The text node and the UTF-16 unit in it where an offset lies; between paragraphs, the nearest end.
fn point_at(text: &ArticleText, offset: CodePointOffset) -> Option<(Node, u32)> {
    let paragraphs = text.paragraphs();
    let number = paragraphs.partition_point(|paragraph| paragraph.range.end() < offset);
    let paragraph = paragraphs.get(number).or(paragraphs.last())?;
    let offset = offset.clamp(paragraph.range.start(), paragraph.range.end());
    let unit = |offset| text.index().utf16_of(text.as_str(), offset).map(|unit| unit.0);
    let mut rest = unit(offset)? - unit(paragraph.range.start())?;
    let root: Node = paragraph_element(paragraph.range.start())?.into();
    let mut last = None;
    let mut node = root.first_child();
    while let Some(here) = node {
        if here.node_type() == Node::TEXT_NODE {
            let length = js_sys::JsString::from(here.node_value().unwrap_or_default()).length();
            if rest <= length {
                return Some((here, rest));
            }
            rest -= length;
            last = Some((here.clone(), length));
        }
        node = here.first_child().or_else(|| next_outside(&here, &root));
    }
    last.or(Some((root, 0)))
}

/// The next node in document order that is not below `node`, within `root`.
fn next_outside(node: &Node, root: &Node) -> Option<Node> {
    let mut here = node.clone();
    loop {
        if let Some(sibling) = here.next_sibling() {
            return Some(sibling);
        }
        here = here.parent_node().filter(|parent| !parent.is_same_node(Some(root)))?;
    }
}
