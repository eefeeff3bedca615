//! What is done to a page that Trunk has just built: its policy gets to know its scripts.
//!
//! Trunk runs this as its hook, so that every build is finished in the same way: `cargo xtask build` and a plain
//! `trunk serve` alike.

use std::fmt;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// Where `index.html` says which scripts may run; the hashes of its own go behind it.
const SCRIPTS: &str = "script-src 'self'";

/// Finishes the page in this folder.
pub fn finish(folder: &Path) -> Result<(), FinishError> {
    let path = folder.join("index.html");
    let page = fs::read_to_string(&path).map_err(|source| FinishError::io("read", &path, source))?;
    let page = with_hashes(&page).ok_or(FinishError::NoPolicy)?;
    fs::write(&path, page).map_err(|source| FinishError::io("write", &path, source))
}

/// The page with the hash of each of its inline scripts in its policy, so that these run and no other does. `None` for
/// a page without a policy.
fn with_hashes(page: &str) -> Option<String> {
    let at = page.find(SCRIPTS)? + SCRIPTS.len();
    let hashes: String = inline_scripts(page)
        .into_iter()
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(&page[script]))))
        .collect();
    Some(format!("{}{hashes}{}", &page[..at], &page[at..]))
}

/// Where the texts of the scripts are that stand in the page itself.
fn inline_scripts(page: &str) -> Vec<Range<usize>> {
    let mut scripts = Vec::new();
    let mut from = 0;
    while let Some(tag) = page[from..].find("<script").map(|at| from + at) {
        let Some(start) = page[tag..].find('>').map(|at| tag + at + 1) else { break };
        let Some(end) = page[start..].find("</script>").map(|at| start + at) else { break };
        if !page[tag..start].contains(" src=") {
            scripts.push(start..end);
        }
        from = end;
    }
    scripts
}

/// Why a page cannot be finished.
#[derive(Debug)]
pub enum FinishError {
    /// A file would not do.
    Io {
        /// What was tried, as a verb.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The page says nothing about scripts.
    NoPolicy,
}

impl FinishError {
    fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }
}

impl fmt::Display for FinishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, path, source } => {
                write!(f, "The page cannot be finished: could not {doing} {}: {source}.", path.display())
            }
            Self::NoPolicy => write!(f, "The page cannot be finished: index.html does not hold `{SCRIPTS}`."),
        }
    }
}

impl std::error::Error for FinishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::NoPolicy => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_inline_script_is_allowed_by_its_hash() {
        // The hash is that of `alert('Hello, world.');` in the examples of the specification (CSP 3).
        let page = "<meta content=\"script-src 'self' 'wasm-unsafe-eval'\">\
                    <script src=\"a.js\"></script><script type=\"module\">alert('Hello, world.');</script>";
        let finished = with_hashes(page).expect("there is a policy");
        assert_eq!(
            finished,
            page.replace("'self'", "'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='")
        );
    }

    #[test]
    fn a_page_without_a_policy_is_not_finished() {
        assert_eq!(with_hashes("<script>1</script>"), None);
    }
}
