//! Files that go in and out, and what is stored.

use std::time::{Duration, Instant};

use super::visit::keep_picture;
use super::{PATIENCE, Page};

impl Page {
    /// Everything in local storage that is Ascribe's, by key.
    pub async fn stored(&self) -> std::collections::BTreeMap<String, String> {
        let script = "return Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('a1.')));";
        self.run(script, vec![]).await
    }

    /// Waits for a download and reads it. The file is taken away, so that the next one is the next one.
    pub async fn downloaded(&self) -> (String, String) {
        let (name, content) = self.downloaded_bytes().await;
        (name, String::from_utf8(content).expect("a download is text"))
    }

    /// The same for a file that need not be text.
    pub async fn downloaded_bytes(&self) -> (String, Vec<u8>) {
        let begun = Instant::now();
        loop {
            let files = std::fs::read_dir(self.downloads.path()).expect("the download folder is there");
            let done = files.flatten().find(|file| {
                let name = file.file_name().to_string_lossy().into_owned();
                // The browser makes an empty file of the final name before it moves the content there.
                let has_content = file.metadata().is_ok_and(|metadata| metadata.len() > 0);
                has_content && !name.ends_with(".crdownload") && !name.starts_with('.')
            });
            if let Some(file) = done {
                let content = std::fs::read(file.path()).expect("a download can be read");
                std::fs::remove_file(file.path()).expect("a download can be removed");
                return (file.file_name().to_string_lossy().into_owned(), content);
            }
            assert!(begun.elapsed() < PATIENCE, "{}: nothing was downloaded", self.name);
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Presses "Export JSON" and reads the file from disk.
    pub async fn export(&self) -> String {
        self.press("Export JSON").await;
        self.downloaded().await.1
    }

    /// Chooses a file with this name and content in the file field that a CSS selector finds.
    pub async fn choose_file(&self, field: &str, name: &str, content: &[u8]) {
        self.choose_files(field, &[(name, content)]).await;
    }

    /// Chooses several files at once.
    pub async fn choose_files(&self, field: &str, files: &[(&str, &[u8])]) {
        let mut paths = Vec::new();
        for (name, content) in files {
            let path = self.downloads.path().with_file_name(format!("{}-{name}", self.name));
            std::fs::write(&path, content).expect("a file can be written");
            paths.push(path.to_string_lossy().into_owned());
        }
        // WebDriver takes several files as lines.
        let chosen = self.element(field).await.send_keys(paths.join("\n")).await;
        chosen.unwrap_or_else(|error| panic!("{}: no file could be chosen: {error}", self.name));
    }

    /// Saves a picture of the page beside those of failures, for a person to look at.
    pub async fn picture(&self, name: &str) {
        keep_picture(&self.driver, name).await;
    }
}
