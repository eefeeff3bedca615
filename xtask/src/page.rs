//! The release page: everything that building it needs, and Trunk's run that builds it.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::command::{Run, RunError};
use crate::sizes::SizeTable;
use crate::split::{self, Cutter, SplitError};
use crate::toolchain::{self, ToolchainError, WASM_TARGET};
use crate::tools::{Tool, ToolCache, ToolError};

/// The page's program as the linker leaves it.
const PROGRAM: &str = "ascribe-page.wasm";

/// What builds the page: the programs of Trunk, wasm-bindgen and wasm-split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Builder {
    trunk: PathBuf,
    cutter: Cutter,
}

impl Builder {
    /// Makes sure that everything is there which the page of this project is built with.
    pub fn ensure(root: &Path) -> Result<Self, PageError> {
        toolchain::ensure_wasm_target().map_err(PageError::Toolchain)?;
        Self::install(root).map_err(PageError::Tool)
    }

    fn install(root: &Path) -> Result<Self, ToolError> {
        let tools = [Tool::trunk(), Tool::wasm_bindgen(&root.join("Cargo.lock"))?, Tool::wasm_split()];
        let cache = ToolCache::of_this_user()?;
        cache.ensure(&tools)?;
        let [trunk, wasm_bindgen, wasm_split] = &tools;
        let (wasm_bindgen, wasm_split) = (cache.program(wasm_bindgen)?, cache.program(wasm_split)?);
        Ok(Self { trunk: cache.program(trunk)?, cutter: Cutter { wasm_split, wasm_bindgen } })
    }

    /// Builds the release page into the folder `dist`.
    pub fn build(&self, root: &Path) -> Result<(), PageError> {
        Run::new(&self.trunk)
            .args(["build", "--release"])
            .in_folder(root)
            .env("PATH", self.path())
            // A newer Trunk is not wanted here, so nobody needs to be told of one.
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // Trunk 0.21 takes the usual `NO_COLOR=1` for a mistake and stops.
            .without_env("NO_COLOR")
            .run()
            .map(drop)
            .map_err(PageError::Build)
    }

    /// `PATH` with our wasm-bindgen first, which is where Trunk looks before it would download one.
    fn path(&self) -> OsString {
        let own = self.cutter.wasm_bindgen.parent().map(Path::to_owned);
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = own.into_iter().chain(std::env::split_paths(&inherited));
        // Only a folder with the separator in its name cannot be joined, and `PATH` cannot name one.
        std::env::join_paths(folders).unwrap_or(inherited)
    }
}

/// Cuts the program of a page that Trunk has just built in this folder. Trunk tells its hooks which profile it built.
pub fn split(root: &Path, folder: &Path) -> Result<(), PageError> {
    let Some(program) = split::whole(folder).map_err(PageError::Split)? else { return Ok(()) };
    let builder = Builder::ensure(root)?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let profile = std::env::var("TRUNK_PROFILE").unwrap_or_else(|_| "release".to_owned());
    let linked = target.join(WASM_TARGET).join(profile).join(PROGRAM);
    split::split(folder, &program, &linked, &target.join("parts"), &builder.cutter).map_err(PageError::Split)
}

/// The folder of the release page, as Trunk.toml names it.
pub fn dist(root: &Path) -> PathBuf {
    root.join("dist")
}

/// How large the built page is.
pub fn sizes(root: &Path) -> Result<SizeTable, PageError> {
    let dist = dist(root);
    SizeTable::of_folder(&dist).map_err(|source| PageError::Dist { dist, source })
}

/// Why there is no page.
#[derive(Debug)]
pub enum PageError {
    /// The Rust toolchain lacks something.
    Toolchain(ToolchainError),
    /// A tool is missing.
    Tool(ToolError),
    /// Trunk could not build the page.
    Build(RunError),
    /// Its program could not be cut.
    Split(SplitError),
    /// The folder of the page cannot be read.
    Dist {
        /// The folder.
        dist: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Toolchain(error) => error.fmt(f),
            Self::Tool(error) => error.fmt(f),
            Self::Split(error) => error.fmt(f),
            Self::Build(error) => write!(f, "The page could not be built: {error}"),
            Self::Dist { dist, source } => {
                write!(f, "Could not read {}: {source}; `cargo xtask build` builds it.", dist.display())
            }
        }
    }
}

impl std::error::Error for PageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Toolchain(error) => Some(error),
            Self::Tool(error) => Some(error),
            Self::Build(error) => Some(error),
            Self::Split(error) => Some(error),
            Self::Dist { source, .. } => Some(source),
        }
    }
}
