//! Drives the built page in a real browser, the way a person would.
//!
//! `cargo xtask test browser` serves the release page, starts chromedriver and tells this crate by environment
//! variables where both are:
//!
//! | variable | holds |
//! | --- | --- |
//! | `ASCRIBE_PAGE` | the page's address |
//! | `ASCRIBE_CHROMEDRIVER` | chromedriver's address |
//! | `ASCRIBE_CHROME` | the browser's program |
//! | `ASCRIBE_AXE` | the script of axe-core |
//! | `ASCRIBE_SCREENSHOTS` | the folder for pictures of failures |
//!
//! `cargo xtask test firefox` does the same with Firefox: `ASCRIBE_GECKODRIVER` and `ASCRIBE_FIREFOX`.
//!
//! The program `bench` reads the same, and `ASCRIBE_FLOOR`, the address of the pages that it compares with.
//!
//! Each test runs in [`visit`]: a browser of its own with an empty profile. When the test ends, well or not,
//! the page must have logged no error and sent no request after it was loaded. Nothing here waits for a
//! time; everything waits for a condition.

pub mod articles;
mod axe;
mod page;
mod script;
mod site;
mod touch;

pub use page::{Outcome, Page, Span, capabilities, visit, visit_at, visit_in_firefox, visit_with};
pub use site::Site;
pub use thirtyfour::Key;
pub use touch::Point;

/// Why something could not be measured.
pub type Problem = Box<dyn std::error::Error + Send + Sync>;
