//! Cuts the page's program into the file that the page starts with and the parts that are fetched later.
//!
//! Which functions begin a part stands in `src/web/parts.rs`. The tool `wasm-split` follows what each leads to, by what
//! the linker wrote down of it, so it needs the program as the linker left it; then wasm-bindgen goes over the first
//! file once more. Every file that comes out is named after the content of all of them: files of two builds are never
//! mixed, whatever a cache holds.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::command::{Run, RunError};
use crate::finish::sha256;

/// Where a program asks for a part of itself, before it is cut.
const PLACEHOLDER: &str = "__wasm_split_placeholder__";

/// The file that `wasm-split` writes to load the parts, as the first file asks for it.
const LOADER: &str = "__wasm_split.js";

/// The program beside the page, which starts from the same files.
const STARTER: &str = "worker.js";

/// Where it holds their name.
const PROGRAM: &str = "const PROGRAM = \"";

/// How many hexadecimal digits of the hash are in a name.
const DIGITS: usize = 16;

/// The two programs that do the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cutter {
    /// `wasm-split-cli`.
    pub wasm_split: PathBuf,
    /// `wasm-bindgen`.
    pub wasm_bindgen: PathBuf,
}

/// Cuts the program of the page in this folder, which goes there by the name `old` ([`whole`]). `linked` is the same
/// program as the linker left it; `place` is a folder for what is made on the way.
pub fn split(
    folder: &Path,
    old: &str,
    linked: &Path,
    place: &Path,
    cutter: &Cutter,
) -> Result<(), SplitError> {
    // Trunk's name without Trunk's hash, which tells nothing of the parts.
    let name = old.rsplit_once('-').map_or(old, |(name, _)| name);
    let (parts, first) = (place.join("parts"), place.join("first"));
    for folder in [&parts, &first] {
        remove(folder)?;
        fs::create_dir_all(folder).map_err(|source| SplitError::io("create", folder, source))?;
    }
    Run::new(&cutter.wasm_split)
        .args([linked, &parts])
        .args(["--target", "web", "--out-name", name])
        .run()
        .map_err(SplitError::Tool)?;
    Run::new(&cutter.wasm_bindgen)
        .arg(parts.join(format!("{name}.wasm")))
        .args(["--target", "web", "--no-typescript", "--remove-name-section", "--remove-producers-section"])
        // The parts share its table of functions, which wasm-bindgen takes for a left-over of the linker.
        .arg("--keep-lld-exports")
        .args(["--out-name", name, "--out-dir"])
        .arg(&first)
        .run()
        .map_err(SplitError::Tool)?;

    let mut files = pieces(&parts, &first, name)?;
    let all: Vec<u8> = files.iter().flat_map(|(_, content)| content.iter().copied()).collect();
    let stem = format!("{name}-{}", &sha256(&all)[..DIGITS]);
    for (piece, content) in &mut files {
        if piece.ends_with(".js") {
            let script = String::from_utf8_lossy(content);
            *content = renamed(&script, name, &stem).into_bytes();
        }
    }
    for gone in [format!("{old}.js"), format!("{old}_bg.wasm")] {
        let path = folder.join(gone);
        fs::remove_file(&path).map_err(|source| SplitError::io("remove", &path, source))?;
    }
    for (piece, content) in &files {
        let path = folder.join(format!("{stem}{piece}"));
        fs::write(&path, content).map_err(|source| SplitError::io("write", &path, source))?;
    }
    change(&folder.join("index.html"), |page| {
        let page = page.replace(old, &stem);
        // What loads the parts is asked for by the first file; so it is fetched together with that.
        let loader = format!("<link rel=\"modulepreload\" href=\"./{stem}-parts.js\"></head>");
        page.replacen("</head>", &loader, 1)
    })?;
    change(&folder.join(STARTER), |starter| starter.replacen(PROGRAM, &format!("{PROGRAM}{stem}"), 1))
}

/// The name, without its ending, of the page's program in this folder; `None` where it is cut already.
pub fn whole(folder: &Path) -> Result<Option<String>, SplitError> {
    let entries = fs::read_dir(folder).map_err(|source| SplitError::io("read", folder, source))?;
    for entry in entries {
        let path = entry.map_err(|source| SplitError::io("read", folder, source))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".js")) else {
            continue;
        };
        if read(&path)?.contains(PLACEHOLDER) {
            return Ok(Some(name.to_owned()));
        }
    }
    Ok(None)
}

/// Everything that the tools made and the page needs, in the order of their names: what comes behind the page's name,
/// and the content.
fn pieces(parts: &Path, first: &Path, name: &str) -> Result<Vec<(String, Vec<u8>)>, SplitError> {
    let mut pieces = Vec::new();
    for end in [".js", "_bg.wasm"] {
        pieces.push((end.to_owned(), bytes(&first.join(format!("{name}{end}")))?));
    }
    let entries = fs::read_dir(parts).map_err(|source| SplitError::io("read", parts, source))?;
    for entry in entries {
        let path = entry.map_err(|source| SplitError::io("read", parts, source))?.path();
        let Some(file) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if file == LOADER {
            pieces.push(("-parts.js".to_owned(), bytes(&path)?));
        } else if let Some(part) = part(file) {
            let content = without_names(&bytes(&path)?).ok_or_else(|| SplitError::NoProgram(path.clone()))?;
            pieces.push((format!("-{part}.wasm"), content));
        }
    }
    pieces.sort();
    Ok(pieces)
}

/// The name of a part by the file that `wasm-split` writes; `None` for the program's first file.
fn part(file: &str) -> Option<&str> {
    let file = file.strip_suffix(".wasm")?;
    file.strip_prefix("split_").or_else(|| file.strip_prefix("chunk_"))
}

/// A script of the program with the final names of the others in it.
fn renamed(script: &str, name: &str, stem: &str) -> String {
    let mut renamed = script
        .replace(&format!("from './{LOADER}'"), &format!("from './{stem}-parts.js'"))
        .replace(&format!("from \"./{LOADER}\""), &format!("from \"./{stem}-parts.js\""))
        .replace(&format!("{name}_bg.wasm"), &format!("{stem}_bg.wasm"))
        .replace(&format!("\"./{name}.js\""), &format!("\"./{stem}.js\""));
    for before in ["split_", "chunk_"] {
        renamed = renamed.replace(&format!("new URL(\"./{before}"), &format!("new URL(\"./{stem}-"));
    }
    renamed
}

/// A WebAssembly module without its custom sections: names of functions and the like, which nothing needs that runs it.
/// `None` for what is none.
fn without_names(module: &[u8]) -> Option<Vec<u8>> {
    // The magic number and the version, then sections: an id, a length as LEB128, the content (WebAssembly Core 5.5).
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut kept = head.to_vec();
    while let Some((id, after)) = rest.split_first() {
        let mut length = 0_usize;
        let mut width = 0;
        loop {
            let byte = *after.get(width)?;
            length |= usize::from(byte & 0x7f).checked_shl(u32::try_from(7 * width).ok()?)?;
            width += 1;
            if byte < 0x80 {
                break;
            }
        }
        let (section, others) = rest.split_at_checked(1 + width + length)?;
        if *id != 0 {
            kept.extend_from_slice(section);
        }
        rest = others;
    }
    Some(kept)
}

fn change(path: &Path, how: impl FnOnce(String) -> String) -> Result<(), SplitError> {
    let changed = how(read(path)?);
    fs::write(path, changed).map_err(|source| SplitError::io("write", path, source))
}

fn read(path: &Path) -> Result<String, SplitError> {
    fs::read_to_string(path).map_err(|source| SplitError::io("read", path, source))
}

fn bytes(path: &Path) -> Result<Vec<u8>, SplitError> {
    fs::read(path).map_err(|source| SplitError::io("read", path, source))
}

fn remove(folder: &Path) -> Result<(), SplitError> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(SplitError::io("remove", folder, source))
        }
        _ => Ok(()),
    }
}

/// Why a program cannot be cut.
#[derive(Debug)]
pub enum SplitError {
    /// A file would not do.
    Io {
        /// What was tried, as a verb.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A tool stopped.
    Tool(RunError),
    /// A part is no WebAssembly.
    NoProgram(PathBuf),
}

impl SplitError {
    fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, path, source } => {
                write!(f, "The page's program cannot be cut: could not {doing} {}: {source}.", path.display())
            }
            Self::Tool(error) => write!(f, "The page's program cannot be cut: {error}"),
            Self::NoProgram(path) => {
                write!(f, "The page's program cannot be cut: {} is no WebAssembly.", path.display())
            }
        }
    }
}

impl std::error::Error for SplitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Tool(error) => Some(error),
            Self::NoProgram(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_go_and_the_others_stay() {
        let head = b"\0asm\x01\0\0\0";
        // A section of 2 bytes, a custom one whose length takes two bytes, another of 1 byte.
        let long = [&[0, 0x80, 0x01][..], &[7; 128]].concat();
        let module = [head, &[1, 2, 8, 8][..], &long, &[3, 1, 9]].concat();
        assert_eq!(without_names(&module), Some([head, &[1, 2, 8, 8][..], &[3, 1, 9]].concat()));
        for broken in [&b"\0as"[..], b"\0asm\x01\0\0\0\x01\x05\0", b"\0asm\x01\0\0\0\x01\xff"] {
            assert_eq!(without_names(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn scripts_name_each_other_as_they_are_called_in_the_end() {
        let first =
            "import * as a from './__wasm_split.js'\n{'./__wasm_split.js': a}\nnew URL('page_bg.wasm', here)";
        assert_eq!(
            renamed(first, "page", "page-1f"),
            "import * as a from './page-1f-parts.js'\n{'./__wasm_split.js': a}\nnew URL('page-1f_bg.wasm', here)",
            "what the module asks for by name inside keeps its name"
        );
        let loader = "import { initSync } from \"./page.js\";\nnew URL(\"./split_rest.wasm\", here) new URL(\"./chunk_5.wasm\", here)";
        assert_eq!(
            renamed(loader, "page", "page-1f"),
            "import { initSync } from \"./page-1f.js\";\nnew URL(\"./page-1f-rest.wasm\", here) new URL(\"./page-1f-5.wasm\", here)"
        );
    }

    #[test]
    fn a_page_that_is_cut_already_is_left_as_it_is() {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        fs::write(place.path().join("page-1f.js"), "import './page-1f-parts.js'").expect("it can be written");
        assert_eq!(whole(place.path()).expect("it can be read"), None);
        fs::write(place.path().join("other-2.js"), "import '__wasm_split_placeholder__'")
            .expect("it can be written");
        assert_eq!(whole(place.path()).expect("it can be read").as_deref(), Some("other-2"));
    }
}
