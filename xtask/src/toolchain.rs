//! What this project needs of the Rust toolchain beyond the compiler, added through rustup where it is missing.

use std::fmt;
use std::path::Path;

use crate::command::{Run, RunError, find_on_path};

/// What the page is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the page can be compiled to WebAssembly.
pub fn ensure_wasm_target() -> Result<(), ToolchainError> {
    let what = Missing::WasmTarget;
    ensure(what, has_wasm_target, &["target", "add", WASM_TARGET])
}

/// Makes sure that `cargo fmt` works.
pub fn ensure_rustfmt() -> Result<(), ToolchainError> {
    ensure(
        Missing::Rustfmt,
        || Run::cargo().args(["fmt", "--version"]).succeeds(),
        &["component", "add", "rustfmt"],
    )
}

/// Makes sure that `cargo clippy` works.
pub fn ensure_clippy() -> Result<(), ToolchainError> {
    ensure(
        Missing::Clippy,
        || Run::cargo().args(["clippy", "--version"]).succeeds(),
        &["component", "add", "clippy"],
    )
}

/// Whether the compiler in use has a standard library for the target, wherever it came from: a
/// distribution's Rust has it as a package, and no rustup to ask.
fn has_wasm_target() -> bool {
    Run::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output()
        .is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

fn ensure(
    what: Missing,
    is_there: impl Fn() -> bool,
    rustup_arguments: &[&str],
) -> Result<(), ToolchainError> {
    if is_there() {
        return Ok(());
    }
    if find_on_path("rustup").is_none() {
        return Err(ToolchainError::NoRustup(what));
    }
    Run::new("rustup")
        .args(rustup_arguments)
        .run_long("Adding to the Rust toolchain")
        .map_err(|error| ToolchainError::Rustup(what, error))?;
    if is_there() { Ok(()) } else { Err(ToolchainError::StillMissing(what)) }
}

/// A part of the toolchain that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The standard library for WebAssembly.
    WasmTarget,
    /// The formatter.
    Rustfmt,
    /// The linter.
    Clippy,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WasmTarget => write!(f, "the target {WASM_TARGET}"),
            Self::Rustfmt => f.write_str("rustfmt"),
            Self::Clippy => f.write_str("Clippy"),
        }
    }
}

/// Why the toolchain could not be completed.
#[derive(Debug)]
pub enum ToolchainError {
    /// There is no rustup to add the missing part with.
    NoRustup(Missing),
    /// rustup could not add it.
    Rustup(Missing, RunError),
    /// rustup added it, but not to the compiler that is in use.
    StillMissing(Missing),
}

impl fmt::Display for ToolchainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRustup(what) => write!(
                f,
                "This Rust lacks {what} and there is no rustup to add it; install your \
                 distribution's package for it, or Rust from https://rustup.rs."
            ),
            Self::Rustup(what, error) => write!(f, "rustup could not add {what}: {error}"),
            Self::StillMissing(what) => write!(
                f,
                "rustup has added {what}, but the Rust that is first on the PATH is not rustup's \
                 and still lacks it; put rustup's folder (usually ~/.cargo/bin) first."
            ),
        }
    }
}

impl std::error::Error for ToolchainError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Rustup(_, error) => Some(error),
            Self::NoRustup(_) | Self::StillMissing(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_added_again() {
        let added = ensure(Missing::Clippy, || true, &["no", "such", "thing"]);
        assert!(added.is_ok());
    }

    #[test]
    fn without_rustup_the_sentence_says_what_to_do() {
        assert_eq!(
            ToolchainError::NoRustup(Missing::WasmTarget).to_string(),
            "This Rust lacks the target wasm32-unknown-unknown and there is no rustup to add it; \
             install your distribution's package for it, or Rust from https://rustup.rs."
        );
    }
}
