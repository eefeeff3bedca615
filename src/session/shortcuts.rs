//! What can be done by keys, as one table with the usual key of each; what a person has chosen instead is a
//! [`Keymap`](super::Keymap).

use crate::annotation::Kind;
use crate::text::Direction;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Tag the selection, or retag the current annotation.
    Tag(Kind),
    /// Write a note on the selection or the current annotation.
    Note,
    /// Take the proposal of the current annotation; where there is none, go into its card. With every selection
    /// tagged at once, tag the selection.
    Open,
    /// Say who speaks: the selected words, or what is typed on the card.
    Speaker,
    /// Say which words attribute: the selected ones, or those typed on the card.
    Cue,
    /// Judge the current claim.
    Verdict,
    /// Add the selected words to the annotation that the person was at.
    AddPart,
    /// Take the selected words as evidence.
    Evidence,
    /// Move the edges of the current annotation.
    Edges,
    /// Link the current annotation to another one.
    Link,
    /// Go to the next annotation on the same words.
    Deeper,
    /// Tag every occurrence of the selected words.
    TagAll,
    /// Tag every selection at once, or no longer.
    Sticky,
    /// Find quotes and claims in the article.
    Suggest,
    /// Dismiss the suggestion that the person is at.
    Dismiss,
    /// Take back a line that looks as if a page had brought it along.
    KeepLine,
    /// Choose the current annotation in the list.
    Check,
    /// Show a tab of the panel.
    Tab(u8),
    /// Remove what is selected.
    Remove,
    /// Go to the next or previous annotation.
    Go(Direction),
    /// Look for words in the article, to tag them.
    Find,
    /// Go to the filter of the list.
    Filter,
    /// Open the export dialog.
    Export,
    /// Show the shortcuts.
    Help,
    /// Show the settings.
    Settings,
    /// Have the selection's other end be the one that moves.
    OtherEnd,
    /// Let go of the selection or the annotation.
    LetGo,
    /// Take back the last step.
    Undo,
    /// Do it again.
    Redo,
}

impl Action {
    /// Its name in what is kept, the same in every version.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tag(kind) => kind.name(),
            Self::Note => "note",
            Self::Open => "open",
            Self::Speaker => "speaker",
            Self::Cue => "cue",
            Self::Verdict => "verdict",
            Self::AddPart => "part",
            Self::Evidence => "evidence",
            Self::Edges => "edges",
            Self::Link => "link",
            Self::Deeper => "deeper",
            Self::TagAll => "all",
            Self::Sticky => "sticky",
            Self::Suggest => "suggest",
            Self::Dismiss => "dismiss",
            Self::KeepLine => "keep",
            Self::Check => "check",
            Self::Tab(1) => "annotations",
            Self::Tab(2) => "sources",
            Self::Tab(3) => "figures",
            Self::Tab(_) => "suggestions",
            Self::Remove => "remove",
            Self::Go(Direction::Forward) => "next",
            Self::Go(Direction::Backward) => "previous",
            Self::Find => "find",
            Self::Filter => "filter",
            Self::Export => "export",
            Self::Help => "help",
            Self::Settings => "settings",
            Self::OtherEnd => "end",
            Self::LetGo => "leave",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

/// A key as the browser reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPress {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

impl KeyPress {
    /// Whether it is a letter or sign alone: what speech input and a slip of the hand give.
    pub fn is_bare_sign(&self) -> bool {
        !self.command && !self.alt && self.key.chars().count() == 1
    }
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// The key, in lower case where it is a letter.
    pub key: &'static str,
    /// Whether Ctrl (Cmd on a Mac) goes with it.
    pub command: bool,
    /// Whether Shift goes with it. A character that needs Shift on some keyboards (`?`) says no here.
    pub shift: bool,
    /// What it does.
    pub action: Action,
}

const fn plain(key: &'static str, action: Action) -> Shortcut {
    Shortcut { key, command: false, shift: false, action }
}

/// Every shortcut, in the order in which the help sheet lists them.
pub const SHORTCUTS: [Shortcut; 36] = [
    plain("c", Action::Tag(Kind::Claim)),
    plain("q", Action::Tag(Kind::Quote)),
    plain("n", Action::Note),
    plain("Enter", Action::Open),
    plain("s", Action::Speaker),
    plain("u", Action::Cue),
    plain("v", Action::Verdict),
    plain("d", Action::Evidence),
    plain("p", Action::AddPart),
    plain("b", Action::Edges),
    plain("l", Action::Link),
    plain("a", Action::TagAll),
    plain("t", Action::Sticky),
    plain("g", Action::Suggest),
    plain("x", Action::Dismiss),
    plain("y", Action::KeepLine),
    plain("m", Action::Check),
    plain("Delete", Action::Remove),
    plain("Backspace", Action::Remove),
    plain("j", Action::Go(Direction::Forward)),
    plain("k", Action::Go(Direction::Backward)),
    plain("o", Action::Deeper),
    plain("w", Action::OtherEnd),
    plain("f", Action::Find),
    plain("/", Action::Filter),
    plain("1", Action::Tab(1)),
    plain("2", Action::Tab(2)),
    plain("3", Action::Tab(3)),
    plain("4", Action::Tab(4)),
    plain("e", Action::Export),
    plain("?", Action::Help),
    plain(",", Action::Settings),
    plain("Escape", Action::LetGo),
    Shortcut { key: "z", command: true, shift: false, action: Action::Undo },
    Shortcut { key: "z", command: true, shift: true, action: Action::Redo },
    Shortcut { key: "y", command: true, shift: false, action: Action::Redo },
];

#[cfg(test)]
impl KeyPress {
    /// The press of keys that are written like "Ctrl Shift z"; the space bar is "Space".
    pub(super) fn of(keys: &str) -> Self {
        let mut press = Self::default();
        for part in keys.split(' ') {
            match part {
                "Ctrl" => press.command = true,
                "Shift" => press.shift = true,
                "Alt" => press.alt = true,
                "Space" => press.key = " ".to_owned(),
                key => press.key = key.to_owned(),
            }
        }
        press
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_signs_alone_can_be_told() {
        for (keys, expected) in [
            ("c", true),
            ("?", true),
            ("Shift ?", true),
            ("Ctrl z", false),
            ("Alt c", false),
            ("Escape", false),
            ("Enter", false),
        ] {
            assert_eq!(KeyPress::of(keys).is_bare_sign(), expected, "{keys}");
        }
    }
}
