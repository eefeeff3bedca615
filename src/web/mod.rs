//! The page: the one room that knows that a browser exists. It translates, and decides as little as it can.
//!
//! ```text
//! event  ->  hooks, dom  ->  Message  ->  store (session::apply)  ->  components  ->  DOM
//!                                             |
//!                                             +--> hooks::use_autosave  ->  local_storage
//! ```
//!
//! The program is one, cut into files: the page starts with the one that has all that reading, tagging and saving need,
//! and `parts` names what follows. `work` runs the same program once more, beside the page.
//!
//! Invariant: Yew owns the article's nodes. Nothing here inserts, splits or moves a node by hand; `dom` reads,
//! scrolls and selects.

mod acts;
mod app;
mod caret;
mod choices;
pub mod components;
mod dom;
mod edge;
mod hooks;
mod journal;
mod keys;
mod local_storage;
mod offline;
mod parts;
mod persistence;
mod preferences;
mod sheet;
mod speakers;
mod store;
pub mod words;
mod work;

pub use app::{App, start};
