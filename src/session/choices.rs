//! What a person has chosen about the page, as it goes into a backup and comes back.

use std::collections::BTreeMap;

/// One thing that a person can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// The language of the page.
    Language,
    /// Light or dark.
    Theme,
    /// The size of the article's letters.
    TextSize,
    /// How wide the column of the article is.
    LineWidth,
    /// The name under which a person annotates.
    Annotator,
    /// Whether letters alone are shortcuts.
    LetterKeys,
    /// The keys of commands that have another one than usual.
    Keys,
    /// How much the text cursor says.
    CursorSpeech,
    /// Whether highlights say what they are.
    MarkSpeech,
    /// What a selection snaps to.
    Snap,
    /// What every selection is tagged with at once.
    Sticky,
    /// The verdicts that new articles get.
    Verdicts,
}

impl Choice {
    /// Every choice, in the order in which a person is told of them.
    pub const ALL: [Self; 12] = [
        Self::Language,
        Self::Theme,
        Self::TextSize,
        Self::LineWidth,
        Self::Annotator,
        Self::LetterKeys,
        Self::Keys,
        Self::CursorSpeech,
        Self::MarkSpeech,
        Self::Snap,
        Self::Sticky,
        Self::Verdicts,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Theme => "theme",
            Self::TextSize => "textSize",
            Self::LineWidth => "lineWidth",
            Self::Annotator => "annotator",
            Self::LetterKeys => "letterKeys",
            Self::Keys => "keys",
            Self::CursorSpeech => "cursorSpeech",
            Self::MarkSpeech => "markSpeech",
            Self::Snap => "snap",
            Self::Sticky => "sticky",
            Self::Verdicts => "verdicts",
        }
    }

    /// The choice with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// What was chosen: of each choice the value as it is kept, empty for the usual. What is missing says nothing about
/// itself: an older version did not know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices(BTreeMap<Choice, String>);

impl Choices {
    /// What was chosen, in the order of [`Choice::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Choice, &str)> {
        self.0.iter().map(|(choice, value)| (*choice, value.as_str()))
    }

    /// The value of a choice; nothing where it is missing.
    pub fn get(&self, choice: Choice) -> Option<&str> {
        self.0.get(&choice).map(String::as_str)
    }

    /// Whether nothing is known at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of these choices that are other ones than now.
    pub fn unlike(&self, now: &Self) -> Self {
        let differ =
            self.0.iter().filter(|(choice, value)| now.get(**choice).unwrap_or_default() != value.as_str());
        Self(differ.map(|(choice, value)| (*choice, value.clone())).collect())
    }
}

impl FromIterator<(Choice, String)> for Choices {
    fn from_iter<T: IntoIterator<Item = (Choice, String)>>(choices: T) -> Self {
        Self(choices.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(rows: &[(Choice, &str)]) -> Choices {
        rows.iter().map(|(choice, value)| (*choice, (*value).to_owned())).collect()
    }

    #[test]
    fn only_what_is_another_choice_is_told() {
        let now = choices(&[(Choice::Theme, "dark"), (Choice::Language, ""), (Choice::Annotator, "Ada")]);
        let rows = [
            (choices(&[]), choices(&[])),
            (choices(&[(Choice::Theme, "dark")]), choices(&[])),
            (choices(&[(Choice::Theme, "")]), choices(&[(Choice::Theme, "")])),
            // What is usual and what nobody knows of are the same.
            (choices(&[(Choice::Sticky, ""), (Choice::Language, "")]), choices(&[])),
            (
                choices(&[(Choice::Sticky, "quote"), (Choice::Annotator, "Ada")]),
                choices(&[(Choice::Sticky, "quote")]),
            ),
        ];
        for (incoming, expected) in rows {
            assert_eq!(incoming.unlike(&now), expected, "{incoming:?}");
        }
    }

    #[test]
    fn every_choice_has_a_name_of_its_own() {
        for choice in Choice::ALL {
            assert_eq!(Choice::from_name(choice.name()), Some(choice));
        }
        assert_eq!(Choice::from_name("colour"), None);
    }
}
