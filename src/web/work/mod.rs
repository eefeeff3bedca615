//! Work beside the page, so that nobody waits for it: finding suggestions in a long article, files of other tools.
//!
//! A second, smaller program of the same library runs in a worker of the browser. It is fetched when it is first
//! needed, so that opening the page does not wait for it, and it ends with its task: to cancel is to drop the
//! task's [`Work`]. Texts and results cross as strings and bytes, in the same wire types as files.

mod client;
mod serve;

pub use client::{News, Work};
pub use serve::serve;

use wasm_bindgen::JsValue;

/// A task, by the name that it crosses with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Find quotes and claims. Takes the article's text; gives suggestions as JSON.
    Suggest,
    /// Write an article in another tool's format. Takes the format's name, `text` or `quotes`, and the article as a
    /// native file; gives the file's name and bytes, and the name and text of what has to go with it.
    Write,
}

impl Task {
    const ALL: [Self; 2] = [Self::Suggest, Self::Write];

    fn name(self) -> &'static str {
        match self {
            Self::Suggest => "suggest",
            Self::Write => "write",
        }
    }

    fn from_name(name: &JsValue) -> Option<Self> {
        let name = name.as_string()?;
        Self::ALL.into_iter().find(|task| task.name() == name)
    }
}

/// What the worker says first in each of its messages.
mod said {
    /// It is there and takes a task.
    pub const READY: &str = "ready";
    /// So much of so much is done.
    pub const PROGRESS: &str = "progress";
    /// The result follows.
    pub const DONE: &str = "done";
    /// The reason follows, as a sentence.
    pub const FAILED: &str = "failed";
}
