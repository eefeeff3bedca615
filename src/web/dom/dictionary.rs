//! The browser's dictionary, for scripts that write no spaces between words.

use std::ops::Range;

use js_sys::Intl::{SegmentData, Segmenter};
use js_sys::{Array, Object, Reflect, global, try_iter};
use wasm_bindgen::{JsCast, JsValue};

use crate::text::set_dictionary;

thread_local! {
    static SEGMENTER: Option<Segmenter> = segmenter();
}

/// Has steps by word ask the browser, where it can answer (`Intl.Segmenter`).
pub fn install() {
    if SEGMENTER.with(Option::is_some) {
        set_dictionary(words);
    }
}

fn segmenter() -> Option<Segmenter> {
    let intl = Reflect::get(&global(), &"Intl".into()).ok()?;
    let is_there = Reflect::get(&intl, &"Segmenter".into()).is_ok_and(|it| it.is_function());
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"word".into()).ok()?;
    // No language is asked for: which dictionary is taken goes by the script.
    is_there.then(|| Segmenter::new(&Array::new(), &options))
}

/// The words of a paragraph, in bytes.
fn words(paragraph: &str) -> Vec<Range<usize>> {
    let pieces = SEGMENTER.with(|segmenter| segmenter.as_ref().map(|segmenter| segmenter.segment(paragraph)));
    let Some(Ok(Some(pieces))) = pieces.as_ref().map(|pieces| try_iter(pieces)) else { return Vec::new() };
    let mut words = Vec::new();
    let mut at = 0;
    for piece in pieces.filter_map(Result::ok).map(JsValue::unchecked_into::<SegmentData>) {
        // The text is well formed, so a piece takes as many bytes there as it does here.
        let end = at + String::from(piece.segment()).len();
        if piece.is_word_like() == Some(true) {
            words.push(at..end);
        }
        at = end;
    }
    words
}
