//! Zip archives: written without compression, read with a bound on what they may unpack to.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::ReadError;

/// How many times its own size an archive may unpack to. Text packs to a third or a quarter of its size; what
/// packs far better is made to fill the memory.
const GROWTH: u64 = 20;
/// What it may unpack to however small it is, in bytes.
const SLACK: u64 = 1 << 20;
/// How many members are looked at.
const MEMBERS: usize = 10_000;

/// Packs files.
pub(super) fn write(files: &[(String, String)]) -> Result<Vec<u8>, String> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in files {
        archive.start_file(name.as_str(), options).map_err(|error| error.to_string())?;
        archive.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    }
    Ok(archive.finish().map_err(|error| error.to_string())?.into_inner())
}

/// Unpacks the files that are text and have one of these endings. Both the size that the archive declares and
/// the size that comes out are held to the bound.
pub(super) fn read(bytes: &[u8], endings: &[&str]) -> Result<Vec<(String, String)>, ReadError> {
    let wrong = |why: &dyn std::fmt::Display| ReadError::Archive(why.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(&error))?;
    let mut left = (bytes.len() as u64).saturating_mul(GROWTH).saturating_add(SLACK);
    if archive.len() > MEMBERS {
        return Err(wrong(&format!("it has more than {MEMBERS} members")));
    }
    let mut files = Vec::new();
    for number in 0..archive.len() {
        let member = archive.by_index(number).map_err(|error| wrong(&error))?;
        let name = member.name().to_owned();
        if !endings.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let too_large = || wrong(&format!("{name} unpacks to more than {GROWTH} times the archive’s size"));
        if member.size() > left {
            return Err(too_large());
        }
        let mut unpacked = Vec::new();
        let read = member.take(left + 1).read_to_end(&mut unpacked);
        read.map_err(|error| wrong(&format!("{name}: {error}")))?;
        left = left.checked_sub(unpacked.len() as u64).ok_or_else(too_large)?;
        let text = String::from_utf8(unpacked).map_err(|_| wrong(&format!("{name} is not UTF-8")))?;
        files.push((name, text));
    }
    Ok(files)
}
