//! Which key does what for this person: the table of shortcuts, and the keys that they have chosen instead.

use std::collections::BTreeMap;
use std::fmt;

use super::shortcuts::{Action, KeyPress, SHORTCUTS};

/// A key, with what is held down with it. A letter is in lower case; of other signs nobody asks whether Shift is held,
/// because it is another one on every keyboard that needs it. So two keys are equal if one hand does the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// `KeyboardEvent.key`, a letter in lower case.
    pub key: String,
    /// Whether Ctrl (Cmd on a Mac) goes with it.
    pub command: bool,
    /// Whether Shift goes with it.
    pub shift: bool,
}

/// What a browser reports where nothing that could be a shortcut was pressed: a key that is held down with others, an
/// accent that waits for its letter, a sign of an input method.
const NO_KEYS: [&str; 15] = [
    "Alt",
    "AltGraph",
    "CapsLock",
    "Control",
    "Dead",
    "Fn",
    "FnLock",
    "Hyper",
    "Meta",
    "NumLock",
    "Process",
    "ScrollLock",
    "Shift",
    "Super",
    "Unidentified",
];

/// Named keys that a shortcut can have. All others move the focus, the page or the text cursor, or are the browser's.
const FREE: [&str; 8] = ["Backspace", "Delete", "Enter", "F2", "F4", "F8", "F9", "Insert"];

/// Letters that a shortcut can have with Ctrl, and with Ctrl and Shift. With all others the browsers do something of
/// their own, which a person relies on or a page cannot stop: copy, print, close the window, open the tools.
const FREE_WITH_COMMAND: [&str; 2] = ["begikmyz", "dfgluxyz"];

/// Signs that browsers change the size of the page with, with Ctrl.
const ZOOM: &str = "+-=_0123456789";

impl Key {
    /// A key that was pressed; `None` for presses that are none yet (Shift alone).
    pub fn of(press: &KeyPress) -> Option<Self> {
        (!press.key.is_empty() && !NO_KEYS.contains(&press.key.as_str()))
            .then(|| Self::new(&press.key, press.command, press.shift))
    }

    fn new(key: &str, command: bool, shift: bool) -> Self {
        let is_sign = key.chars().count() == 1;
        let is_letter = key.chars().all(char::is_alphabetic);
        // With Caps Lock on, a letter comes in upper case without Shift.
        let key = if is_sign { key.to_lowercase() } else { key.to_owned() };
        Self { key, command, shift: shift && (!is_sign || is_letter) }
    }

    /// Whether a shortcut can have it.
    fn is_free(&self) -> bool {
        let mut signs = self.key.chars();
        match (signs.next(), signs.next()) {
            (Some(' '), None) => false,
            (Some(letter), None) if self.command && letter.is_alphabetic() => {
                FREE_WITH_COMMAND[usize::from(self.shift)].contains(letter)
            }
            (Some(sign), None) => !self.command || !ZOOM.contains(sign),
            _ => FREE.contains(&self.key.as_str()) && !(self.command && self.key == "F4"),
        }
    }

    /// Reads what [`Display`](fmt::Display) writes.
    fn parse(written: &str) -> Option<Self> {
        let (command, rest) = without(written, "Ctrl+");
        let (shift, key) = without(rest, "Shift+");
        (!key.is_empty()).then(|| Self::new(key, command, shift))
    }
}

/// Whether a text begins with something, and what comes after that.
fn without<'a>(text: &'a str, first: &str) -> (bool, &'a str) {
    text.strip_prefix(first).map_or((false, text), |rest| (true, rest))
}

/// As it is kept: "Ctrl+Shift+z". Nothing that a person reads; that is said in their language.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let command = if self.command { "Ctrl+" } else { "" };
        let shift = if self.shift { "Shift+" } else { "" };
        write!(f, "{command}{shift}{}", self.key)
    }
}

/// Why a line of the table cannot have a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Another line has it.
    Taken {
        /// The key.
        key: Key,
        /// What it does.
        by: Action,
    },
    /// The browser, the page or the text cursor needs it.
    NotFree(Key),
    /// Alt opens menus, writes signs and speaks to screen readers.
    Alt,
    /// The line keeps its key, because dialogs and fields are left with it too.
    Fixed,
}

/// The keys of the table of shortcuts, as a person has chosen them. No two lines have the same key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    /// The keys of the lines that have another one than usual, by the line's place in the table.
    chosen: BTreeMap<usize, Key>,
}

impl Keymap {
    /// The key of a line of [`SHORTCUTS`].
    ///
    /// # Panics
    ///
    /// Where the table has no such line.
    pub fn key(&self, line: usize) -> Key {
        self.chosen.get(&line).cloned().unwrap_or_else(|| usual(line))
    }

    /// Whether a line has another key than usual.
    pub fn is_changed(&self, line: usize) -> bool {
        self.chosen.contains_key(&line)
    }

    /// Whether every line has its usual key.
    pub fn is_usual(&self) -> bool {
        self.chosen.is_empty()
    }

    /// The keys that do something, in the order of the table.
    pub fn keys_for(&self, action: Action) -> impl Iterator<Item = Key> {
        (0..SHORTCUTS.len()).filter(move |line| SHORTCUTS[*line].action == action).map(|line| self.key(line))
    }

    /// The same with a pressed key for a line; `None` for presses that are no key yet.
    pub fn with(&self, line: usize, press: &KeyPress) -> Option<Result<Self, Refused>> {
        let key = Key::of(press)?;
        Some(if press.alt { Err(Refused::Alt) } else { self.with_key(line, key) })
    }

    /// The same with the usual key for a line, which another line may have by now.
    pub fn reset(&self, line: usize) -> Result<Self, Refused> {
        self.with_key(line, usual(line))
    }

    fn with_key(&self, line: usize, key: Key) -> Result<Self, Refused> {
        let is_usual = key == usual(line);
        if is_fixed(line) && !is_usual {
            return Err(Refused::Fixed);
        }
        if !is_usual && !key.is_free() {
            return Err(Refused::NotFree(key));
        }
        let taken = (0..SHORTCUTS.len()).find(|other| *other != line && self.key(*other) == key);
        if let Some(other) = taken {
            return Err(Refused::Taken { key, by: SHORTCUTS[other].action });
        }
        let mut next = self.clone();
        if is_usual {
            next.chosen.remove(&line)
        } else {
            next.chosen.insert(line, key)
        };
        Ok(next)
    }

    /// What a key asks for; `None` for keys that are the browser's.
    ///
    /// In a text field every key is the field's own, the history keys included: there the browser undoes typing.
    /// `Escape` still lets go, so that nobody is caught in a field.
    pub fn action_for(&self, press: &KeyPress, in_text_field: bool) -> Option<Action> {
        if press.alt {
            return None;
        }
        let key = Key::of(press)?;
        let line = (0..SHORTCUTS.len()).find(|line| self.key(*line) == key)?;
        let action = SHORTCUTS[line].action;
        (!in_text_field || action == Action::LetGo).then_some(action)
    }

    /// The lines with another key than usual, to be kept: `claim=w`, one below the other.
    pub fn print(&self) -> String {
        self.chosen.iter().map(|(line, key)| format!("{}={key}\n", name(*line))).collect()
    }

    /// Reads what [`print`](Self::print) writes. What cannot be read, or no longer goes together, is as usual: a later
    /// version may have given a chosen key to a new line.
    pub fn parse(written: &str) -> Self {
        let line = |written: &str| (0..SHORTCUTS.len()).find(|line| name(*line) == written);
        let read = written.lines().filter_map(|row| {
            let (name, key) = row.split_once('=')?;
            let line = line(name).filter(|line| !is_fixed(*line))?;
            Some((line, Key::parse(key).filter(|key| key.is_free() && *key != usual(line))?))
        });
        let mut keymap = Self { chosen: read.collect() };
        while let Some(line) = keymap.doubled() {
            keymap.chosen.remove(&line);
        }
        keymap
    }

    /// A line whose chosen key another line has too. The usual keys all differ, so it is always a chosen one.
    fn doubled(&self) -> Option<usize> {
        let is_doubled = |line: &usize| {
            (0..SHORTCUTS.len()).any(|other| other != *line && self.key(other) == self.chosen[line])
        };
        self.chosen.keys().copied().rfind(is_doubled)
    }
}

/// Whether a line keeps its key whatever a person chooses.
pub fn is_fixed(line: usize) -> bool {
    SHORTCUTS[line].action == Action::LetGo
}

fn usual(line: usize) -> Key {
    let shortcut = SHORTCUTS[line];
    Key::new(shortcut.key, shortcut.command, shortcut.shift)
}

/// A line's name in what is kept: that of what it does, with a number from the second line that does it on.
fn name(line: usize) -> String {
    let action = SHORTCUTS[line].action;
    match SHORTCUTS[..line].iter().filter(|before| before.action == action).count() {
        0 => action.name().to_owned(),
        before => format!("{}.{}", action.name(), before + 1),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::annotation::Kind;
    use crate::text::Direction;

    fn line(written: &str) -> usize {
        (0..SHORTCUTS.len()).find(|line| name(*line) == written).expect("a line of the table")
    }

    /// The usual keys with some others: "claim=w quote=Ctrl b".
    fn with(keymap: &Keymap, name: &str, keys: &str) -> Result<Keymap, Refused> {
        keymap.with(line(name), &KeyPress::of(keys)).expect("a key")
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
            ("Shift", None),
            ("Shift ?", Some(Action::Help)),
            ("?", Some(Action::Help)),
            ("Shift /", Some(Action::Filter)),
            ("Delete", Some(Action::Remove)),
            ("Ctrl z", Some(Action::Undo)),
            ("Ctrl Shift Z", Some(Action::Redo)),
            ("Ctrl y", Some(Action::Redo)),
            ("z", None),
            ("w", Some(Action::OtherEnd)),
            ("x", Some(Action::Dismiss)),
            ("y", Some(Action::KeepLine)),
        ];
        for (keys, expected) in cases {
            assert_eq!(Keymap::default().action_for(&KeyPress::of(keys), false), expected, "{keys}");
        }
    }

    #[test]
    fn text_fields_keep_their_keys() {
        let keymap = Keymap::default();
        for (number, shortcut) in SHORTCUTS.into_iter().enumerate() {
            let press = KeyPress {
                key: shortcut.key.to_owned(),
                command: shortcut.command,
                shift: shortcut.shift,
                alt: false,
            };
            let expected = (shortcut.action == Action::LetGo).then_some(Action::LetGo);
            assert_eq!(keymap.action_for(&press, true), expected, "{}", shortcut.key);
            assert_eq!(
                keymap.action_for(&press, false),
                Some(shortcut.action),
                "{} is taken twice",
                shortcut.key
            );
            assert!(is_fixed(number) || usual(number).is_free(), "{} can be chosen again", shortcut.key);
        }
    }

    #[test]
    fn another_key_does_it_and_the_old_one_no_longer() {
        let keymap = with(&Keymap::default(), "claim", "r").expect("R is free");
        assert_eq!(keymap.action_for(&KeyPress::of("r"), false), Some(Action::Tag(Kind::Claim)));
        assert_eq!(keymap.action_for(&KeyPress::of("R"), false), Some(Action::Tag(Kind::Claim)), "Caps Lock");
        assert_eq!(keymap.action_for(&KeyPress::of("c"), false), None);
        assert_eq!(keymap.action_for(&KeyPress::of("r"), true), None, "a text field keeps it");
        // The key that it left is free for another.
        let keymap = with(&keymap, "next", "c").expect("C is free by now");
        assert_eq!(keymap.action_for(&KeyPress::of("c"), false), Some(Action::Go(Direction::Forward)));
        let lines: Vec<_> = (0..SHORTCUTS.len()).filter(|line| keymap.is_changed(*line)).map(name).collect();
        assert_eq!(lines, ["claim", "next"]);
        // Its own key again is no change.
        let keymap = with(&keymap, "next", "j").expect("J is free");
        assert!(!keymap.is_changed(line("next")));
    }

    #[test]
    fn what_a_line_cannot_have() {
        let taken =
            |keys: &str, by| Err(Refused::Taken { key: Key::of(&KeyPress::of(keys)).expect("a key"), by });
        let not_free = |keys: &str| Err(Refused::NotFree(Key::of(&KeyPress::of(keys)).expect("a key")));
        let rows = [
            ("claim", "q", taken("q", Action::Tag(Kind::Quote))),
            ("claim", "Ctrl z", taken("Ctrl z", Action::Undo)),
            ("claim", "Delete", taken("Delete", Action::Remove)),
            ("remove", "Backspace", taken("Backspace", Action::Remove)),
            ("claim", "Escape", not_free("Escape")),
            ("claim", "Tab", not_free("Tab")),
            ("claim", "Space", not_free("Space")),
            ("claim", "ArrowLeft", not_free("ArrowLeft")),
            ("claim", "Shift ArrowLeft", not_free("Shift ArrowLeft")),
            ("claim", "PageDown", not_free("PageDown")),
            ("claim", "F5", not_free("F5")),
            ("claim", "Ctrl F4", not_free("Ctrl F4")),
            ("claim", "Ctrl c", not_free("Ctrl c")),
            ("claim", "Ctrl Shift T", not_free("Ctrl Shift T")),
            ("claim", "Ctrl +", not_free("Ctrl +")),
            ("claim", "Ctrl 1", not_free("Ctrl 1")),
            ("claim", "Alt r", Err(Refused::Alt)),
            ("leave", "r", Err(Refused::Fixed)),
            ("claim", "r", Ok(())),
            ("claim", "Shift R", Ok(())),
            ("claim", "Shift C", Ok(())),
            ("claim", "ф", Ok(())),
            ("claim", "+", Ok(())),
            ("claim", "=", Ok(())),
            ("claim", "F2", Ok(())),
            ("claim", "Shift Enter", Ok(())),
            ("claim", "Ctrl b", Ok(())),
            ("claim", "Ctrl .", Ok(())),
            ("undo", "Ctrl Shift U", Ok(())),
        ];
        for (name, keys, expected) in rows {
            assert_eq!(with(&Keymap::default(), name, keys).map(drop), expected, "{name} {keys}");
        }
    }

    #[test]
    fn a_usual_key_that_another_line_has_cannot_be_had_again() {
        let keymap = with(&Keymap::default(), "claim", "r").expect("R is free");
        let keymap = with(&keymap, "quote", "c").expect("C is free by now");
        let key = Key::new("c", false, false);
        assert_eq!(keymap.reset(line("claim")), Err(Refused::Taken { key, by: Action::Tag(Kind::Quote) }));
        let keymap = keymap.reset(line("quote")).expect("Q is free");
        let keymap = keymap.reset(line("claim")).expect("C is free again");
        assert!(keymap.is_usual());
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let rows = [
            ("claim", "r"),
            ("remove", "+"),
            ("remove.2", "="),
            ("undo", "Ctrl Shift U"),
            ("redo.2", "Shift Enter"),
        ];
        let mut keymap = Keymap::default();
        for (name, keys) in rows {
            keymap = with(&keymap, name, keys).expect("free");
        }
        let written = "claim=r\nremove=+\nremove.2==\nundo=Ctrl+Shift+u\nredo.2=Shift+Enter\n";
        assert_eq!(keymap.print(), written);
        assert_eq!(Keymap::parse(written), keymap);
        assert_eq!(Keymap::default().print(), "");
    }

    #[test]
    fn what_cannot_be_read_is_as_usual() {
        let rows = [
            ("", ""),
            ("claim", ""),
            ("claim=", ""),
            ("dance=r", ""),
            ("claim=Tab", ""),
            ("claim=Ctrl+w", ""),
            ("leave=r", ""),
            ("claim=c", ""),
            // Another line has it.
            ("claim=q", ""),
            ("claim=r\nquote=r", "claim=r\n"),
            // Two that change places go together; of a chain whose end is missing nothing is left.
            ("claim=q\nquote=c", "claim=q\nquote=c\n"),
            ("claim=q\nquote=n", ""),
            ("claim=q\nquote=r", "claim=q\nquote=r\n"),
        ];
        for (written, expected) in rows {
            assert_eq!(Keymap::parse(written).print(), expected, "{written:?}");
        }
    }

    #[test]
    fn every_line_has_a_name_of_its_own() {
        let names: BTreeSet<_> = (0..SHORTCUTS.len()).map(name).collect();
        assert_eq!(names.len(), SHORTCUTS.len());
    }
}
