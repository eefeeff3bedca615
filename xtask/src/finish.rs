//! What is done to a page that Trunk has just built: its policy gets to know its scripts, and the service worker its files.
//!
//! Trunk runs this as its hook, so that every build is finished in the same way: `cargo xtask build` and a plain
//! `trunk serve` alike.

use std::collections::BTreeMap;
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

/// Where the service worker holds the name and the list of the build that it keeps.
const BUILD: &str = "const BUILD = ";
const FILES: &str = "const FILES = ";

/// The service worker's own file, which it does not keep.
const KEEPER: &str = "sw.js";

/// How many hexadecimal digits name a build.
const DIGITS: usize = 16;

/// Finishes the page in this folder.
pub fn finish(folder: &Path) -> Result<(), FinishError> {
    let page = read(folder, "index.html")?;
    let page = with_hashes(&page).ok_or(FinishError::NoPolicy)?;
    write(folder, "index.html", &page)?;
    seal(folder)
}

/// Names the build after its content, in the page and in the service worker, and lists its files in the latter.
pub fn seal(folder: &Path) -> Result<(), FinishError> {
    let build: String = sha256(format!("{:?}", hashes(folder)?).as_bytes()).chars().take(DIGITS).collect();
    write(folder, "index.html", &with_build(&read(folder, "index.html")?, &build))?;
    let files: Vec<_> =
        hashes(folder)?.into_iter().map(|(name, hash)| format!("  \"{name}\": \"{hash}\",\n")).collect();
    let keeper = read(folder, KEEPER)?;
    let keeper = with_line(&keeper, BUILD, &format!("\"{build}\"")).ok_or(FinishError::NoList)?;
    let keeper =
        with_line(&keeper, FILES, &format!("{{\n{}}}", files.concat())).ok_or(FinishError::NoList)?;
    write(folder, KEEPER, &keeper)
}

/// The SHA-256 of every file but the service worker, by name; the page itself has the empty one.
fn hashes(folder: &Path) -> Result<BTreeMap<String, String>, FinishError> {
    let mut hashes = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(inside) = folders.pop() {
        let path = folder.join(&inside);
        let entries = fs::read_dir(&path).map_err(|source| FinishError::io("read", &path, source))?;
        for entry in entries {
            let entry = entry.map_err(|source| FinishError::io("read", &path, source))?;
            let name = format!("{inside}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push(format!("{name}/"));
            } else if name != KEEPER {
                let content = fs::read(entry.path())
                    .map_err(|source| FinishError::io("read", &entry.path(), source))?;
                let name = if name == "index.html" { String::new() } else { name };
                hashes.insert(name, sha256(&content));
            }
        }
    }
    Ok(hashes)
}

/// The SHA-256 of some content (FIPS 180-4), in hexadecimal.
pub fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The page with the build's name in its head, instead of one that may be there.
fn with_build(page: &str, build: &str) -> String {
    const BEFORE: &str = "<meta name=\"build\" content=\"";
    const AFTER: &str = "\">";
    let mut page = page.to_owned();
    if let Some(start) = page.find(BEFORE)
        && let Some(length) = page[start + BEFORE.len()..].find(AFTER)
    {
        page.replace_range(start..start + BEFORE.len() + length + AFTER.len(), "");
    }
    page.replacen("</head>", &format!("{BEFORE}{build}{AFTER}</head>"), 1)
}

/// A script whose statement that begins like this is given another value. `None` where there is none.
fn with_line(script: &str, statement: &str, value: &str) -> Option<String> {
    let start = script.find(&format!("\n{statement}"))? + 1 + statement.len();
    let end = start + script[start..].find(";\n")?;
    Some(format!("{}{value}{}", &script[..start], &script[end..]))
}

fn read(folder: &Path, name: &str) -> Result<String, FinishError> {
    let path = folder.join(name);
    fs::read_to_string(&path).map_err(|source| FinishError::io("read", &path, source))
}

fn write(folder: &Path, name: &str, content: &str) -> Result<(), FinishError> {
    let path = folder.join(name);
    fs::write(&path, content).map_err(|source| FinishError::io("write", &path, source))
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
    /// The service worker has no place for the build's files.
    NoList,
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
            Self::NoList => {
                write!(f, "The page cannot be finished: {KEEPER} does not hold `{BUILD}` and `{FILES}`.")
            }
            Self::NoPolicy => write!(f, "The page cannot be finished: index.html does not hold `{SCRIPTS}`."),
        }
    }
}

impl std::error::Error for FinishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::NoPolicy | Self::NoList => None,
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

    /// A page as Trunk leaves it.
    fn built() -> tempfile::TempDir {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        fs::create_dir(place.path().join("icons")).expect("a folder can be made");
        for (name, content) in [
            ("index.html", "<head><meta content=\"script-src 'self'\"><script>1</script></head>"),
            ("page.js", "export {}"),
            ("icons/icon.svg", "<svg/>"),
            ("sw.js", "// keeps\nconst BUILD = \"\";\nconst FILES = {};\nmore();\n"),
        ] {
            fs::write(place.path().join(name), content).expect("a file can be written");
        }
        place
    }

    /// The build that a folder's service worker keeps.
    fn kept(folder: &Path) -> String {
        let keeper = read(folder, KEEPER).expect("it is there");
        keeper.lines().find_map(|line| line.strip_prefix(BUILD)).expect("a name").to_owned()
    }

    #[test]
    fn the_service_worker_gets_every_file_with_its_hash() {
        let place = built();
        finish(place.path()).expect("it can be finished");
        let page = read(place.path(), "index.html").expect("it is there");
        let build = kept(place.path());
        assert!(
            page.contains(&format!("<meta name=\"build\" content={}></head>", build.trim_end_matches(';')))
        );
        let expected = format!(
            "// keeps\nconst BUILD = {build}\nconst FILES = {{\n  \"\": \"{}\",\n  \"icons/icon.svg\": \"{}\",\n  \
             \"page.js\": \"{}\",\n}};\nmore();\n",
            sha256(page.as_bytes()),
            sha256(b"<svg/>"),
            sha256(b"export {}"),
        );
        assert_eq!(read(place.path(), KEEPER).expect("it is there"), expected);
    }

    #[test]
    fn a_build_is_named_after_its_content() {
        let (one, other) = (built(), built());
        finish(one.path()).expect("it can be finished");
        finish(other.path()).expect("it can be finished");
        assert_eq!(kept(one.path()), kept(other.path()));
        write(other.path(), "page.js", "export { other }").expect("it can be written");
        seal(other.path()).expect("it can be sealed again");
        assert_ne!(kept(one.path()), kept(other.path()));
        let page = read(other.path(), "index.html").expect("it is there");
        assert_eq!(page.matches("name=\"build\"").count(), 1);
    }
}
