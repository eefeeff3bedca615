//! From pasted text to an article.

use std::fmt;
use std::rc::Rc;

use super::{Article, ArticleText, Details};
use crate::identity::{ArticleId, Timestamp};

/// Why a text cannot become an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteError {
    /// It is empty or holds only white space.
    Blank,
}

impl fmt::Display for PasteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("There is no text yet. Paste or type the article first."),
        }
    }
}

impl std::error::Error for PasteError {}

/// Makes an article of a pasted text: normalised, with the title that the text suggests.
pub fn article_from_paste(pasted: &str, id: ArticleId, at: Timestamp) -> Result<Article, PasteError> {
    let (text, normalization) = ArticleText::new(pasted);
    if text.is_blank() {
        return Err(PasteError::Blank);
    }
    let details = Details { title: text.suggested_title(), ..Details::default() };
    Ok(Article {
        id,
        details,
        text: Rc::new(text),
        normalization,
        created: at,
        modified: at,
        extensions: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_text_is_refused() {
        let id = ArticleId::from_random([1; 16]);
        for blank in ["", "  ", "\r\n\t\n", "\u{feff}\n", "\u{a0}"] {
            assert_eq!(
                article_from_paste(blank, id, Timestamp::default()),
                Err(PasteError::Blank),
                "{blank:?}"
            );
        }
        let article = article_from_paste("It rained.", id, Timestamp::default()).expect("has text");
        assert_eq!(article.details.title, "It rained.");
    }
}
