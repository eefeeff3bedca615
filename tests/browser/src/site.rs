//! The release page at a place of its own, to take it away or put another build there.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use xtask::finish::finish;
use xtask::serve::Server;

/// A copy of the release page below a path of a server of its own.
pub struct Site {
    place: TempDir,
    server: Server,
}

impl Site {
    const PATH: &str = "some/sub/path";

    /// The page as it was built.
    pub fn of_the_page() -> Self {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        let dist = std::env::var_os("ASCRIBE_DIST").expect("the folder of the page is named");
        copy(&PathBuf::from(dist), &place.path().join(Self::PATH));
        let server = Server::start(place.path(), 0).expect("any port will do");
        Self { place, server }
    }

    /// Where the page is served.
    pub fn address(&self) -> String {
        format!("{}{}/", self.server.address(), Self::PATH)
    }

    /// Where its files are.
    pub fn folder(&self) -> PathBuf {
        self.place.path().join(Self::PATH)
    }

    /// The file of a part of the program, by the part's name.
    pub fn part(&self, name: &str) -> PathBuf {
        let end = format!("-{name}.wasm");
        let files = fs::read_dir(self.folder()).expect("the folder can be listed");
        let mut paths = files.map(|entry| entry.expect("an entry can be read").path());
        paths.find(|path| path.to_string_lossy().ends_with(&end)).expect("there is such a part")
    }

    /// Puts another build in the place of this one: the same program under another title, in files of other names.
    pub fn publish(&self, title: &str) {
        let folder = self.folder();
        let page = fs::read_to_string(folder.join("index.html")).expect("the page is there");
        let (before, rest) = page.split_once("<title>").expect("it has a title");
        let (_, after) = rest.split_once("</title>").expect("the title ends");
        fs::write(folder.join("index.html"), format!("{before}<title>{title}</title>{after}"))
            .expect("the page can be written");
        rename_program(&folder);
        finish(&folder).expect("the build can be finished");
    }
}

/// Gives the program's files other names, as every change of it does.
fn rename_program(folder: &Path) {
    let names: Vec<String> = fs::read_dir(folder)
        .expect("a folder can be listed")
        .map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().into_owned())
        .collect();
    let old = names.iter().find_map(|name| name.strip_suffix("-parts.js")).expect("the program has parts");
    let (name, hash) = old.rsplit_once('-').expect("it is named after its content");
    let new = format!("{name}-{}", hash.chars().rev().collect::<String>());
    for file in &names {
        let path = folder.join(file);
        if [".js", ".html"].iter().any(|end| file.ends_with(end)) {
            let content = fs::read_to_string(&path).expect("a script can be read");
            fs::write(&path, content.replace(old, &new)).expect("a script can be written");
        }
        fs::rename(&path, folder.join(file.replace(old, &new))).expect("a file can be renamed");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be listed") {
        let entry = entry.expect("an entry can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a file can be copied");
        }
    }
}
