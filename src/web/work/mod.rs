//! Work beside the page, so that nobody waits for it: finding suggestions in a long article, files of other tools.
//!
//! The same program runs a second time in a worker of the browser. What only it does is a part that is fetched for the
//! first task of its kind (`web::parts`), so that opening the page does not wait for it, and it ends with its task: to
//! cancel is to drop the task's [`Work`]. Texts and files cross as strings and bytes, articles as the records in which they are kept.

mod client;
mod parcel;
mod serve;

pub use client::{News, Work};
pub use parcel::{pack, unpack};
pub use serve::{Perform, files, is_beside, serve, suggesting};

use wasm_bindgen::JsValue;

/// A task, by the name that it crosses with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Find quotes, claims and stray lines. Takes the article's text, and the edges of the lines that are none whatever
    /// they look like; gives what was found as JSON.
    Suggest,
    /// Write articles in another tool's format. Takes the format's name, `text` or `quotes`, a list of articles, and
    /// what is suggested in them or nothing: ids and findings as JSON, in turn; gives the file's name and bytes, how many annotations have no place in it, and the name and text of what has
    /// to go with it.
    Write,
    /// Read files of any format. Takes
    ///
    /// - a list of files, each as name and bytes;
    /// - a list of the articles that are here, for files without text, or nothing as long as none is known to be needed;
    /// - the id of the article that is open, or nothing;
    /// - the unit of offsets that stand without words, or nothing;
    /// - the kind of what is labelled neither claim nor quote, or nothing.
    ///
    /// Gives for each file nothing if it holds no annotations; `false` if it is about an article that is here, and none
    /// came along; a sentence if it cannot be read; else the format's label and then its articles. Each of these is a
    /// list of where it stands in the file, a sentence about its offsets, whether their unit had to be assumed, how
    /// many are labelled neither claim nor quote, the article or nothing, the first words of its annotations, how many
    /// entries were refused, how many annotations have no place, the choices of a backup or nothing, and then what else there is to say, a sentence each.
    Read,
    /// Carry everything of an article to another text. Takes the article and the text; gives the places of its
    /// annotations, dismissed passages and kept lines as numbers, the two texts in one column and in two as HTML, and how many
    /// stretches changed and how many sentences moved.
    Carry,
    /// Tell two versions of an article apart. Takes the article and the numbers of the versions, counted from 0; gives
    /// the texts in one column and in two as HTML, what became of the annotations as HTML, and the same as Markdown
    /// and as JSON.
    Compare,
}

impl Task {
    const ALL: [Self; 5] = [Self::Suggest, Self::Write, Self::Read, Self::Carry, Self::Compare];

    fn name(self) -> &'static str {
        match self {
            Self::Suggest => "suggest",
            Self::Write => "write",
            Self::Read => "read",
            Self::Carry => "carry",
            Self::Compare => "compare",
        }
    }

    /// Which part of the program does it.
    fn part(self) -> WorkPart {
        match self {
            Self::Suggest => WorkPart::Suggesting,
            Self::Write | Self::Read | Self::Carry | Self::Compare => WorkPart::Files,
        }
    }

    fn from_name(name: &JsValue) -> Option<Self> {
        let name = name.as_string()?;
        Self::ALL.into_iter().find(|task| task.name() == name)
    }
}

/// The parts of the program that do tasks, each a file that is fetched for the first task of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkPart {
    /// Finds suggestions.
    Suggesting,
    /// Writes and reads files, and holds texts against each other.
    Files,
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
