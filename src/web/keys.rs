//! The keys of the moment: what the person has chosen, kept for the next visit, and how keys are written on the page.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::local_storage::{forget, keep, kept};
use super::store::{Desk, Message};
use super::words::shortcuts::key_names;
use crate::session::{Action, Key, Keymap};

/// The key of the chosen keys in local storage.
pub const KEYMAP: &str = "ascribe.keymap";

thread_local! {
    static CURRENT: RefCell<Rc<Keymap>> = RefCell::default();
}

/// The keys of the moment.
pub fn keymap() -> Rc<Keymap> {
    CURRENT.with_borrow(Rc::clone)
}

/// Takes up the keys that were chosen on an earlier visit.
pub fn restore_keymap() -> Rc<Keymap> {
    let keymap = Rc::new(Keymap::parse(&kept(KEYMAP).unwrap_or_default()));
    CURRENT.set(keymap.clone());
    keymap
}

/// Goes by other keys from now on and on later visits.
pub fn choose_keymap(desk: &Desk, keymap: Keymap) {
    let written = keymap.print();
    if written.is_empty() {
        forget(KEYMAP);
    } else {
        keep(KEYMAP, &written);
    }
    let keymap = Rc::new(keymap);
    CURRENT.set(keymap.clone());
    desk.send(Message::Keys(keymap));
}

/// The first key that does something, as it is printed on keyboards: "Strg+Umschalt+Z".
pub fn key_for(action: Action) -> String {
    keymap().keys_for(action).next().map(|key| key_names(&key).join("+")).unwrap_or_default()
}

/// A picture of the key that does something, on the button that does it too. Who speaks to the page says the button's
/// name, and the key is no word of it.
pub fn key_hint(action: Action) -> Html {
    html! { <kbd aria-hidden="true" data-key={key_for(action)}></kbd> }
}

/// The keys that do something, as `aria-keyshortcuts` has them.
pub fn aria_keys(action: Action) -> String {
    let written = |key: Key| {
        let sign = match key.key.as_str() {
            "+" => "Plus",
            sign => sign,
        };
        let held = [(key.command, "Control+"), (key.shift, "Shift+")];
        let held: String = held.iter().filter(|(is_held, _)| *is_held).map(|(_, name)| *name).collect();
        held + sign
    };
    keymap().keys_for(action).map(written).collect::<Vec<_>>().join(" ")
}
