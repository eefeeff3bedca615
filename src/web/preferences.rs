//! How a person likes the page: colours, size, width, keys. Each is an attribute of the root element, which styles and
//! code go by, and is kept for the next visit.

use super::edge::document;
use super::local_storage::{forget, keep, kept};

/// One thing that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preference {
    /// The key in local storage.
    key: &'static str,
    /// The attribute of the root element; missing for what is usual.
    attribute: &'static str,
    /// What can be chosen besides the usual.
    values: &'static [&'static str],
}

/// The colours; as the system asks unless one is chosen.
pub const THEME: Preference =
    Preference { key: "ascribe.theme", attribute: "data-theme", values: &["light", "dark"] };
/// The size of the article's letters.
pub const SIZE: Preference =
    Preference { key: "ascribe.size", attribute: "data-size", values: &["small", "large", "huge"] };
/// How wide the column of the article is.
pub const WIDTH: Preference =
    Preference { key: "ascribe.width", attribute: "data-width", values: &["narrow", "wide"] };
/// Whether letters alone are shortcuts. Who dictates, or hits keys without meaning to, turns them off (WCAG 2.1.4).
pub const KEYS: Preference = Preference { key: "ascribe.keys", attribute: "data-keys", values: &["off"] };
/// How much the text cursor says of itself.
pub const SPEECH: Preference =
    Preference { key: "ascribe.speech", attribute: "data-speech", values: &["quiet", "words"] };
/// Whether highlights say what they are to those who hear the article.
pub const MARKS: Preference =
    Preference { key: "ascribe.marks", attribute: "data-marks", values: &["quiet"] };

/// Every preference, in the order of the dialog.
pub const ALL: [Preference; 6] = [THEME, SIZE, WIDTH, KEYS, SPEECH, MARKS];

impl Preference {
    /// What is chosen; empty for the usual.
    pub fn get(self) -> &'static str {
        let chosen = document().document_element().and_then(|root| root.get_attribute(self.attribute));
        self.known(chosen.as_deref().unwrap_or_default())
    }

    /// Chooses, now and for the next visit.
    pub fn set(self, value: &str) {
        let value = self.known(value);
        self.show(value);
        if value.is_empty() { forget(self.key) } else { keep(self.key, value) }
    }

    fn show(self, value: &str) {
        let Some(root) = document().document_element() else { return };
        let _ = if value.is_empty() {
            root.remove_attribute(self.attribute)
        } else {
            root.set_attribute(self.attribute, value)
        };
    }

    /// The value itself if it can be chosen, else the usual.
    pub fn known(self, value: &str) -> &'static str {
        self.values.iter().find(|known| **known == value).copied().unwrap_or_default()
    }
}

/// Takes up what was chosen on an earlier visit.
pub fn restore() {
    for preference in ALL {
        preference.show(preference.known(kept(preference.key).as_deref().unwrap_or_default()));
    }
}
