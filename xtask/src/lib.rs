//! The project's commands, behind `cargo xtask`.
//!
//! From the outside in:
//!
//! - [`arguments`]: what may be typed, and what it means.
//! - [`steps`]: the steps of `cargo xtask test`.
//! - [`page`]: building the release page.
//! - [`split`]: cutting its program into what is needed at once and what is fetched later.
//! - [`finish`]: what is done to every page that Trunk has built.
//! - [`browser`]: Chromium and Firefox with their drivers.
//! - [`axe`]: the accessibility checker that runs in the page.
//! - [`readers`]: Python with the readers of other people.
//! - [`serve`]: a static file server, for the page and its tests.
//! - [`tools`] and [`toolchain`]: installing what is missing.
//! - [`sizes`]: how large the page is.
//! - [`command`]: the one way in which another program is run.

pub mod arguments;
pub mod axe;
pub mod browser;
pub mod command;
pub mod finish;
pub mod page;
pub mod readers;
pub mod serve;
pub mod sizes;
pub mod split;
pub mod steps;
pub mod toolchain;
pub mod tools;
