//! Ascribe turns a news article into who said what, and what can be checked. This page is its map.
//!
//! A person pastes an article, tags claims and quotes, and exports them as JSON. Everything happens in the
//! browser; nothing is sent anywhere; everything is kept in local storage.
//!
//! # Rooms
//!
//! Each folder is a room and holds one concept. Arrows point at what is used:
//!
//! ```text
//! identity <- text <- annotation <- highlight <- session <- format
//!                ^      ^      ^                ^    ^
//!         anchoring     |   detection ----------+    |
//!                       +---------- storage ---------+
//!
//! web  uses all of them; nothing uses web
//! cli  uses text and detection from outside, as a program of its own; nothing uses cli
//! ```
//!
//! | room | what it knows |
//! | --- | --- |
//! | [`identity`] | ids and moments, which come in with commands |
//! | [`text`] | articles as exact text: normalised once, counted in three units, cut into sentences and words |
//! | [`annotation`] | annotations and all that is said about them, sources, links, changes with inverses |
//! | [`detection`] | what the words give away: quotes, speakers and cues, figures |
//! | [`anchoring`] | from a range to words that find it again, and back; from one version of a text to the next |
//! | [`highlight`] | overlapping highlights as flat segments |
//! | [`session`] | what a person does: commands, fields, filter, history, shortcuts, imports |
//! | [`format`](mod@format) | files in and out |
//! | [`storage`] | how articles are kept, record by record |
//! | [`notation`] | a text and its ranges as one string, for tests |
//! | `web` | the page: the only room that knows a browser |
//! | `cli` | the command line: the only room that knows files, threads and a terminal |
//!
//! # What never happens
//!
//! - No room but `web` reaches the browser, the clock or a source of randomness. `cargo check
//!   --no-default-features --lib` proves it, and `tests/architecture.rs` holds every arrow.
//! - No offset leaves a room without its unit: code points, UTF-16 units and bytes are three types.
//! - No annotation lies outside its text, and no edge that a person sets cuts a grapheme cluster.
//! - No change of a text, once it is normalised: another text takes its place, and it stays as a version. No change
//!   of an annotation's id, ever.
//! - No write that grows with the article: a change writes one small record.
//! - No request to anything but the page's own files, and nothing runs that is not its own program: `index.html` has the
//!   policy, `tests/policy.rs` holds the sources to it.
//! - No import and no undo touches what it is not about.
//!
//! # One action through the house: select, press Q, see it, have it kept
//!
//! 1. `web::hooks::use_selection` waits until the selection has settled; `web::dom::selection` maps both ends
//!    to code points; the session gets `Select`.
//! 2. `Q` is looked up in [`session::SHORTCUTS`] and becomes [`session::Command::Annotate`], with a fresh id and
//!    the time.
//! 3. [`session::apply`] builds the annotation, has [`detection::propose`] look who says it, applies the change, puts its inverse on the article's history
//!    and returns the next session.
//! 4. `web::components::ArticleView` computes the highlights; only the paragraphs whose own list differs
//!    render, as `<mark>` elements from flat [`highlight::segments`].
//! 5. `web::hooks::use_autosave` has [`storage::Saver`] write the one record that differs and puts the same into
//!    the journal; when that is on the disk, the status line says so.
//! 6. `Ctrl+Z` applies the inverse; steps 4 and 5 happen again.

pub mod anchoring;
pub mod annotation;
pub mod detection;
pub mod format;
pub mod highlight;
pub mod identity;
pub mod notation;
pub mod session;
pub mod storage;
pub mod text;
#[cfg(feature = "web")]
pub mod web;
