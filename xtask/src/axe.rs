//! axe-core, the accessibility checker that the browser tests run in the page, kept in the tool cache.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::browser::{BrowserError, install_packages};
use crate::command::{Run, RunError, find_on_path};
use crate::finish::sha256;
use crate::tools::{ToolCache, ToolError};

/// The axe-core whose rules the page is held to. A newer one may know more.
const VERSION: &str = "4.14.1";

/// The SHA-256 of its script, in hexadecimal: it runs in the page under test, and shall be what was looked at.
const SHA256: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

/// The script, in the package and in the cache.
const SCRIPT: &str = "axe.min.js";

/// The script of axe-core on this computer; fetches it first where it is missing.
pub fn ensure() -> Result<PathBuf, AxeError> {
    let cache = ToolCache::of_this_user()?;
    let home = cache.place(&format!("axe-core-{VERSION}"))?;
    let script = home.join(SCRIPT);
    if is_right(&script) {
        return Ok(script);
    }
    // Held to the end of this function.
    let _lock = cache.lock()?;
    if !is_right(&script) {
        fs::create_dir_all(&home).map_err(|source| AxeError::Io { path: home.clone(), source })?;
        fetch(&home)?;
        unpack(&home).map_err(AxeError::Unpack)?;
    }
    if is_right(&script) { Ok(script) } else { Err(AxeError::Other(script)) }
}

fn is_right(script: &Path) -> bool {
    fs::read(script).is_ok_and(|content| sha256(&content) == SHA256)
}

/// The name under which npm leaves the package.
fn package() -> String {
    format!("axe-core-{VERSION}.tgz")
}

/// Fetches the package with npm, or with curl where there is no npm.
fn fetch(home: &Path) -> Result<(), AxeError> {
    let doing = "Fetching axe-core";
    let fetching = if let Some(npm) = find_on_path("npm") {
        Run::new(npm).args(["pack", "--silent"]).arg(format!("axe-core@{VERSION}"))
    } else {
        if find_on_path("curl").is_none() {
            install_packages(&["curl"], "Installing curl").map_err(AxeError::NoCurl)?;
        }
        Run::new("curl")
            .args(["--fail", "--silent", "--show-error", "--location", "--remote-name"])
            .arg(format!("https://registry.npmjs.org/axe-core/-/{}", package()))
    };
    fetching.in_folder(home).run_long(doing).map(drop).map_err(AxeError::Fetch)
}

/// Takes the script out of the package, in which everything lies in one folder.
fn unpack(home: &Path) -> Result<(), RunError> {
    Run::new("tar")
        .args(["-xzf", &package(), "--strip-components=1", &format!("package/{SCRIPT}")])
        .in_folder(home)
        .run()
        .map(drop)
}

/// Why axe-core is not there.
#[derive(Debug)]
pub enum AxeError {
    /// There is no place for it.
    Cache(ToolError),
    /// A folder would not do.
    Io {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// There is neither npm nor curl, and Debian's curl could not be installed.
    NoCurl(BrowserError),
    /// The package could not be fetched.
    Fetch(RunError),
    /// The package could not be unpacked.
    Unpack(RunError),
    /// What was fetched is not the script that this project knows.
    Other(PathBuf),
}

impl From<ToolError> for AxeError {
    fn from(error: ToolError) -> Self {
        Self::Cache(error)
    }
}

impl fmt::Display for AxeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cache(error) => error.fmt(f),
            Self::Io { path, source } => write!(f, "{} would not do: {source}.", path.display()),
            Self::NoCurl(_) => f.write_str(
                "The step browser fetches axe-core once, with npm or curl; install one of them so that it is on the PATH.",
            ),
            Self::Fetch(error) => {
                write!(f, "axe-core could not be fetched (the npm registry is needed once): {error}")
            }
            Self::Unpack(error) => write!(f, "axe-core could not be unpacked: {error}"),
            Self::Other(script) => {
                write!(f, "{} is not the script of axe-core {VERSION}; remove its folder.", script.display())
            }
        }
    }
}

impl std::error::Error for AxeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Cache(error) => Some(error),
            Self::Io { source, .. } => Some(source),
            Self::NoCurl(error) => Some(error),
            Self::Fetch(error) | Self::Unpack(error) => Some(error),
            Self::Other(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_known_script_is_taken() {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        let script = place.path().join(SCRIPT);
        assert!(!is_right(&script));
        fs::write(&script, "axe = { run: () => ({ violations: [] }) }").expect("a file can be written");
        assert!(!is_right(&script));
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), nothing);
    }
}
