//! Which language the page speaks: what a person chose, else what the browser asks for, else English.
//!
//! The language of the moment is kept for the thread: for the page, or for what works beside it. Whoever changes it
//! has everything rendered again (see [`Desk`](crate::web::store::Desk)).

use std::cell::Cell;

use crate::web::edge::{document, window};
use crate::web::local_storage::{forget, keep, kept};

/// A language that the page can speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, which every message is written in first.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// Every language, in the order of the tables' columns.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its tag as BCP 47 has it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Its name in the language itself, so that whoever speaks it finds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a tag such as "de-AT"; the region makes no difference here.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The first language of a list of wishes that the page can speak; English if it speaks none of them.
    pub fn among<T: AsRef<str>>(wishes: impl IntoIterator<Item = T>) -> Self {
        wishes.into_iter().find_map(|tag| Self::from_tag(tag.as_ref())).unwrap_or_default()
    }
}

thread_local! {
    static CURRENT: Cell<Language> = const { Cell::new(Language::English) };
}

/// The language of the moment.
pub fn language() -> Language {
    CURRENT.get()
}

/// Has everything that is said from now on said in a language.
pub fn speak(language: Language) {
    CURRENT.set(language);
}

/// The key of the chosen language in local storage.
const LANGUAGE: &str = "ascribe.language";

/// Takes up the language that a person chose on an earlier visit, else the first one that the browser asks for.
pub fn restore_language() -> Language {
    let wishes = || window().navigator().languages();
    let language = chosen_language()
        .unwrap_or_else(|| Language::among(wishes().iter().filter_map(|tag| tag.as_string())));
    begin(language);
    language
}

/// The language that a person has chosen.
pub fn chosen_language() -> Option<Language> {
    kept(LANGUAGE).and_then(|tag| Language::from_tag(&tag))
}

/// Speaks again what the browser asks for, from now on and on later visits.
pub fn forget_language() -> Language {
    forget(LANGUAGE);
    restore_language()
}

/// Speaks a language from now on and on later visits.
pub fn choose_language(language: Language) {
    begin(language);
    keep(LANGUAGE, language.tag());
}

fn begin(language: Language) {
    speak(language);
    if let Some(root) = document().document_element() {
        // Both languages are written from left to right; what an article is written in says its own paragraphs.
        let _ = root.set_attribute("lang", language.tag());
        let _ = root.set_attribute("dir", "ltr");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wish_that_can_be_met() {
        let cases: [(&[&str], Language); 7] = [
            (&[], Language::English),
            (&["de"], Language::German),
            (&["de-AT", "en"], Language::German),
            (&["DE_ch"], Language::German),
            (&["en-GB", "de"], Language::English),
            (&["fr", "de-DE", "en"], Language::German),
            (&["fr", "den"], Language::English),
        ];
        for (wishes, expected) in cases {
            assert_eq!(Language::among(wishes), expected, "{wishes:?}");
        }
    }
}
