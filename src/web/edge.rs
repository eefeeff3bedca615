//! What only the browser can tell: the time, random ids, the window and its document.

use js_sys::{Date, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, Window};

use super::words;
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::text::Sha256;

/// The window.
pub fn window() -> Window {
    gloo::utils::window()
}

/// The document.
pub fn document() -> Document {
    gloo::utils::document()
}

/// The element with an id, if it is there.
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The time on the person's clock.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a date in milliseconds is a whole number far below 2^53"
)]
pub fn now() -> Timestamp {
    Timestamp::from_millis(Date::now() as i64)
}

/// A stamp in microseconds since 1970, finer than the clock of [`now`].
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number far below 2^53")]
pub fn stamp() -> u64 {
    let fine = window().performance().map(|clock| (clock.time_origin() + clock.now()) * 1_000.0);
    fine.unwrap_or_else(|| Date::now() * 1_000.0) as u64
}

/// Whether the page came by the Reload button or its like.
pub fn is_reload() -> bool {
    let entries = window().performance().map(|clock| clock.get_entries_by_type("navigation"));
    let kind = entries.and_then(|entries| Reflect::get(&entries.get(0), &"type".into()).ok());
    kind.and_then(|kind| kind.as_string()).as_deref() == Some("reload")
}

/// A fresh annotation id.
pub fn new_annotation_id() -> AnnotationId {
    AnnotationId::from_random(random_bytes())
}

/// A fresh source id.
pub fn new_source_id() -> SourceId {
    SourceId::from_random(random_bytes())
}

/// A fresh article id.
pub fn new_article_id() -> ArticleId {
    ArticleId::from_random(random_bytes())
}

/// Sixteen random bytes. `crypto.getRandomValues` is there on every page; `crypto.randomUUID` only on safe
/// origins, and people do open this page on a plain local network.
fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        // A browser that denies it still has a clock and a generator; ids only have to differ.
        for byte in &mut bytes {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0 to 255 by construction"
            )]
            let random = (js_sys::Math::random() * 256.0) as u8;
            *byte = random;
        }
    }
    bytes
}

/// The hash of a text, taken by the browser's own program beside the page's thread, in a fraction of the time that
/// WebAssembly takes for it. `None` where the browser has none for this page: on a plain local network.
pub async fn sha256(text: &str) -> Option<Sha256> {
    let crypto = window().crypto().ok()?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).ok()?;
    let digest: Function = Reflect::get(&subtle, &"digest".into()).ok()?.dyn_into().ok()?;
    let bytes = Uint8Array::from(text.as_bytes());
    let hash: Promise = digest.call2(&subtle, &"SHA-256".into(), &bytes).ok()?.dyn_into().ok()?;
    let hash = Uint8Array::new(&JsFuture::from(hash).await.ok()?);
    Some(Sha256::from_bytes(hash.to_vec().try_into().ok()?))
}

/// A moment on the person's own clock: "today 09:41", or "3 May 2026".
///
/// The browser's own words for dates may be of another language than the page's, and the first
/// of them costs 20 ms, as much as all of the page's own work at the start.
pub fn local_moment(moment: Timestamp) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of the years 0 to 9999 fit into 2^53")]
    let date = Date::new(&JsValue::from_f64(moment.millis() as f64));
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    let (year, month, number) = day(&date);
    if (year, month, number) == day(&Date::new_0()) {
        let two = |number: u32| format!("{number:02}");
        return words::common::today(&two(date.get_hours()), &two(date.get_minutes()));
    }
    words::day(number, month, year)
}

/// Whether keys typed at an element are its own: text fields, lists to choose from, editable elements.
pub fn is_text_field(element: &Element) -> bool {
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => {
            let kind = element.get_attribute("type").unwrap_or_default();
            !matches!(kind.as_str(), "button" | "checkbox" | "file" | "radio" | "reset" | "submit")
        }
        _ => element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable),
    }
}
