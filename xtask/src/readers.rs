//! Python with the readers of other people that read the project's exports, in an environment of its own in the tool cache.

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::browser::{BrowserError, install_packages};
use crate::command::{Run, RunError, find_on_path};
use crate::tools::{ToolCache, ToolError};

/// Where the tests are, below the project's folder.
const FOLDER: &str = "tests/readers";

/// Debian's packages of Python, with what makes environments: Debian keeps it apart.
const PACKAGES: [&str; 2] = ["python3", "python3-venv"];

/// The variable by which the large readers are asked for too.
const HEAVY: &str = "ASCRIBE_HEAVY_READERS";

/// Python with the readers.
#[derive(Debug)]
pub struct Readers {
    python: PathBuf,
    modules: Vec<&'static str>,
}

impl Readers {
    /// The environment that is there; makes it first where it is missing, or where its list has changed.
    pub fn ensure(root: &Path) -> Result<Self, ReadersError> {
        let heavy = std::env::var_os(HEAVY).is_some_and(|value| !value.is_empty());
        let mut lists = vec!["requirements.txt"];
        let mut modules = vec!["test_readers"];
        if heavy {
            lists.push("heavy.txt");
            modules.push("test_heavy");
        }
        let lists: Vec<PathBuf> = lists.iter().map(|list| root.join(FOLDER).join(list)).collect();
        let mut hasher = DefaultHasher::new();
        for list in &lists {
            fs::read(list)
                .map_err(|source| ReadersError::Io { path: list.clone(), source })?
                .hash(&mut hasher);
        }
        let cache = ToolCache::of_this_user()?;
        let home = cache.place(&format!("readers-{:016x}", hasher.finish()))?;
        let python = home.join("bin").join("python");
        let ready = home.join("ready");
        if ready.is_file() {
            return Ok(Self { python, modules });
        }
        // Held to the end of this function.
        let _lock = cache.lock()?;
        if !ready.is_file() {
            make(&home)?;
            let mut install =
                Run::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
            for list in &lists {
                install = install.arg("--requirement").arg(list);
            }
            install.run_long("Installing readers of other people").map_err(ReadersError::Packages)?;
            fs::write(&ready, "").map_err(|source| ReadersError::Io { path: ready, source })?;
        }
        Ok(Self { python, modules })
    }

    /// Has them read what this command line writes; words of `rest` go to Python's unittest.
    pub fn run(&self, root: &Path, ascribe: &Path, rest: &[OsString]) -> Result<(), RunError> {
        let modules = self.modules.iter().map(OsString::from).filter(|_| rest.is_empty());
        Run::new(&self.python)
            // Nothing is left in the project's folder.
            .args(["-B", "-m", "unittest"])
            .args(modules.collect::<Vec<_>>())
            .args(rest)
            .in_folder(&root.join(FOLDER))
            .env("ASCRIBE", ascribe)
            .run()
            .map(drop)
    }
}

/// Makes an empty environment.
fn make(home: &Path) -> Result<(), ReadersError> {
    let try_it = || {
        let python = find_on_path("python3")?;
        Some(Run::new(python).args(["-m", "venv", "--clear"]).arg(home).output())
    };
    match try_it() {
        Some(Ok(_)) => return Ok(()),
        // Python is missing, or the part of it that makes environments, as on a fresh Debian.
        Some(Err(_)) | None => {
            install_packages(&PACKAGES, "Installing Python").map_err(|error| match error {
                BrowserError::NotFound => ReadersError::NotFound,
                BrowserError::MayNotInstall => ReadersError::MayNotInstall,
                other => ReadersError::Debian(other.to_string()),
            })?;
        }
    }
    match try_it() {
        Some(made) => made.map(drop).map_err(ReadersError::Environment),
        None => Err(ReadersError::NotFound),
    }
}

/// Why the readers are not there.
#[derive(Debug)]
pub enum ReadersError {
    /// There is no Python and no Debian to take it from.
    NotFound,
    /// Debian's packages would be there, but only root may install them.
    MayNotInstall,
    /// They could not be installed.
    Debian(String),
    /// Python could not make an environment.
    Environment(RunError),
    /// pip could not install the readers.
    Packages(RunError),
    /// There is no place for them.
    Cache(ToolError),
    /// A file would not do.
    Io {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl From<ToolError> for ReadersError {
    fn from(error: ToolError) -> Self {
        Self::Cache(error)
    }
}

impl fmt::Display for ReadersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str(
                "The step readers needs Python 3 with its module venv; install it so that `python3` is on the PATH.",
            ),
            Self::MayNotInstall => write!(
                f,
                "The step readers needs Python 3 with its module venv; install it with `sudo apt-get install {}`.",
                PACKAGES.join(" ")
            ),
            Self::Debian(why) => write!(f, "Debian's packages of Python could not be installed: {why}"),
            Self::Environment(error) => write!(f, "Python could not make an environment of its own: {error}"),
            Self::Packages(error) => {
                write!(f, "The readers could not be installed (pip needs the Python package index once): {error}")
            }
            Self::Cache(error) => error.fmt(f),
            Self::Io { path, source } => write!(f, "{} would not do: {source}.", path.display()),
        }
    }
}

impl std::error::Error for ReadersError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Environment(error) | Self::Packages(error) => Some(error),
            Self::Cache(error) => Some(error),
            Self::Io { source, .. } => Some(source),
            Self::NotFound | Self::MayNotInstall | Self::Debian(_) => None,
        }
    }
}
