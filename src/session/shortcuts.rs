//! The keys of the workspace, as one table that the page obeys and the help sheet shows.

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
    /// Let go of the selection or the annotation.
    LetGo,
    /// Take back the last step.
    Undo,
    /// Do it again.
    Redo,
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
pub const SHORTCUTS: [Shortcut; 34] = [
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
    plain("f", Action::Find),
    plain("/", Action::Filter),
    plain("1", Action::Tab(1)),
    plain("2", Action::Tab(2)),
    plain("3", Action::Tab(3)),
    plain("4", Action::Tab(4)),
    plain("e", Action::Export),
    plain("?", Action::Help),
    plain("Escape", Action::LetGo),
    Shortcut { key: "z", command: true, shift: false, action: Action::Undo },
    Shortcut { key: "z", command: true, shift: true, action: Action::Redo },
    Shortcut { key: "y", command: true, shift: false, action: Action::Redo },
];

/// What a key asks for; `None` for keys that are the browser's.
///
/// In a text field every key is the field's own, the history keys included: there the browser undoes typing.
/// `Escape` still lets go, so that nobody is caught in a field.
pub fn action_for(press: &KeyPress, in_text_field: bool) -> Option<Action> {
    if press.alt {
        return None;
    }
    let key = press.key.to_lowercase();
    let shortcut = SHORTCUTS.iter().find(|shortcut| {
        let is_letter = shortcut.key.chars().all(char::is_alphabetic);
        shortcut.key.to_lowercase() == key
            && shortcut.command == press.command
            // With Caps Lock on, a letter comes in upper case without Shift; a sign may need Shift.
            && (shortcut.shift == press.shift || !is_letter)
    })?;
    (!in_text_field || shortcut.action == Action::LetGo).then_some(shortcut.action)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(keys: &str) -> KeyPress {
        let mut press = KeyPress::default();
        for part in keys.split(' ') {
            match part {
                "Ctrl" => press.command = true,
                "Shift" => press.shift = true,
                "Alt" => press.alt = true,
                key => press.key = key.to_owned(),
            }
        }
        press
    }

    #[test]
    fn keys_and_what_they_ask_for() {
        let cases = [
            ("c", Some(Action::Tag(Kind::Claim))),
            ("C", Some(Action::Tag(Kind::Claim))),
            ("q", Some(Action::Tag(Kind::Quote))),
            ("Ctrl c", None),
            ("Alt c", None),
            ("Shift C", None),
            ("Shift ?", Some(Action::Help)),
            ("?", Some(Action::Help)),
            ("Shift /", Some(Action::Filter)),
            ("Delete", Some(Action::Remove)),
            ("Ctrl z", Some(Action::Undo)),
            ("Ctrl Shift Z", Some(Action::Redo)),
            ("Ctrl y", Some(Action::Redo)),
            ("z", None),
            ("x", Some(Action::Dismiss)),
            ("y", Some(Action::KeepLine)),
        ];
        for (keys, expected) in cases {
            assert_eq!(action_for(&press(keys), false), expected, "{keys}");
        }
    }

    #[test]
    fn text_fields_keep_their_keys() {
        for shortcut in SHORTCUTS {
            let press = KeyPress {
                key: shortcut.key.to_owned(),
                command: shortcut.command,
                shift: shortcut.shift,
                alt: false,
            };
            let expected = (shortcut.action == Action::LetGo).then_some(Action::LetGo);
            assert_eq!(action_for(&press, true), expected, "{}", shortcut.key);
            assert_eq!(action_for(&press, false), Some(shortcut.action), "{} is taken twice", shortcut.key);
        }
    }
}
