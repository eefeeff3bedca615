//! Files that come in and go out.

use std::fmt;

use gloo::file::{Blob, File, ObjectUrl, futures::read_as_bytes};
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

use super::markup;
use crate::format::catalogue::may_hold_annotations;
use crate::text::decode;
use crate::web::edge::document;
use crate::web::words::{notices as say, problems};

/// What a file turned out to hold.
pub enum Opened {
    /// An article's text.
    Article(String),
    /// What may be a file of annotations.
    Data(Data),
}

/// A file as it is, not yet read.
#[derive(Clone, PartialEq, Eq)]
pub struct Data {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The text that it is about, where that came in a file of its own.
    pub text: Option<String>,
}

impl fmt::Debug for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} bytes", self.name, self.bytes.len())
    }
}

/// Opens a file: text, HTML as plain text, or data. The error is a sentence that names the file.
pub async fn open(file: File) -> Result<Opened, String> {
    let name = file.name();
    let bytes = read_as_bytes(&file).await.map_err(|error| say::not_opened(&name, &error))?;
    if may_hold_annotations(&name, &bytes) {
        return Ok(Opened::Data(Data { name, bytes, text: None }));
    }
    let text = article(&name, &bytes)?;
    let kind = file.raw_mime_type();
    let ends_in = |ending: &str| name.to_lowercase().ends_with(ending);
    if kind == "text/html" || ends_in(".html") || ends_in(".htm") || ends_in(".xhtml") {
        return Ok(Opened::Article(markup::plain_text(&text)));
    }
    Ok(Opened::Article(text))
}

/// A file's content as an article. The error is a sentence that names the file.
pub fn article(name: &str, bytes: &[u8]) -> Result<String, String> {
    decode(bytes).map_err(|error| say::not_opened(&name, &problems::decode(error)))
}

/// Hands a text to the person as a file.
pub fn download(name: &str, kind: &str, content: &str) {
    download_bytes(name, kind, content.as_bytes());
}

/// Hands a file to the person. Nothing is fetched: the address is one of this page's own memory.
pub fn download_bytes(name: &str, kind: &str, content: &[u8]) {
    let blob = Blob::new_with_options(content, Some(kind));
    let url = ObjectUrl::from(blob);
    let Some(anchor) =
        document().create_element("a").ok().and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok())
    else {
        return;
    };
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The browser takes the content over asynchronously; the address has to live until then.
    gloo::timers::callback::Timeout::new(60_000, move || drop(url)).forget();
}
