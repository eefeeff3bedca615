//! How large the release page is: as files, and as a web server would send them.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The sizes of one file in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// As it lies in the folder.
    pub raw: usize,
    /// Compressed with gzip at its best.
    pub gzip: usize,
    /// Compressed with Brotli at quality 9.
    pub brotli: usize,
}

impl Sizes {
    /// Measures one file's content.
    pub fn of(content: &[u8]) -> io::Result<Self> {
        Ok(Self { raw: content.len(), gzip: gzip(content)?, brotli: brotli(content)? })
    }
}

/// The files of a folder with their sizes, the largest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizeTable {
    files: Vec<(PathBuf, Sizes)>,
}

impl SizeTable {
    /// Measures all files in a folder and the folders below.
    pub fn of_folder(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(inner) = folders.pop() {
            for entry in fs::read_dir(inner)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let sizes = Sizes::of(&fs::read(&path)?)?;
                    let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
                    files.push((name, sizes));
                }
            }
        }
        files.sort_by(|(one, a), (other, b)| b.raw.cmp(&a.raw).then_with(|| one.cmp(other)));
        Ok(Self { files })
    }

    /// The files, each by its path in the folder.
    pub fn files(&self) -> &[(PathBuf, Sizes)] {
        &self.files
    }

    /// What a visitor loads altogether.
    pub fn total(&self) -> Sizes {
        let mut total = Sizes::default();
        for (_, sizes) in &self.files {
            total.raw += sizes.raw;
            total.gzip += sizes.gzip;
            total.brotli += sizes.brotli;
        }
        total
    }
}

impl fmt::Display for SizeTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows: Vec<(String, Sizes)> =
            self.files.iter().map(|(path, sizes)| (path.display().to_string(), *sizes)).collect();
        rows.push(("total".to_owned(), self.total()));
        let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        let (raw, gzip, brotli) = ("bytes", "gzip", "brotli");
        writeln!(f, "{:width$} {raw:>9} {gzip:>9} {brotli:>9}", "file")?;
        for (name, Sizes { raw, gzip, brotli }) in rows {
            writeln!(f, "{name:width$} {raw:>9} {gzip:>9} {brotli:>9}")?;
        }
        Ok(())
    }
}

fn gzip(content: &[u8]) -> io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

fn brotli(content: &[u8]) -> io::Result<usize> {
    // Quality 11 would save another tenth, but takes half a minute in a program that is itself compiled
    // without optimisation; servers that compress while they send use less than 9.
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_itself_gets_small() -> io::Result<()> {
        let sizes = Sizes::of("annotate ".repeat(1000).as_bytes())?;
        assert_eq!(sizes.raw, 9000);
        assert!(sizes.gzip < 200, "{sizes:?}");
        assert!(sizes.brotli < sizes.gzip, "{sizes:?}");
        Ok(())
    }

    #[test]
    fn the_table_lists_the_largest_file_first_and_the_sum_last() -> io::Result<()> {
        let place = tempfile::tempdir()?;
        fs::create_dir(place.path().join("img"))?;
        fs::write(place.path().join("index.html"), "<p>")?;
        fs::write(place.path().join("img/logo.svg"), "<svg></svg>")?;
        let table = SizeTable::of_folder(place.path())?;
        assert_eq!(table.total().raw, 14);
        let said = table.to_string();
        let names: Vec<_> = said
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .map(|name| name.replace('\\', "/"))
            .collect();
        assert_eq!(names, ["file", "img/logo.svg", "index.html", "total"]);
        Ok(())
    }
}
