//! Zip archives: written without compression, read with a bound on what they may unpack to.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::ReadError;
use crate::format::budget::Budget;
use crate::format::why::Why;

/// How many times its own size an archive may unpack to. Text packs to a third or a quarter of its size; what
/// packs far better is made to fill the memory.
const GROWTH: u64 = 20;
/// What it may unpack to however small it is, in bytes.
const SLACK: u64 = 1 << 20;
/// How many members are looked at.
const MEMBERS: usize = 10_000;
/// What each of them takes in the table of contents, in bytes.
const MEMBER: usize = 600;
/// What each entry of the table of contents begins with.
const ENTRY: &[u8] = b"PK\x01\x02";
/// By how many bytes an unpacked text grows at a time.
const PIECE: usize = 256 << 10;

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

/// An archive that is read, member by member.
pub(super) struct Archive<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still come out of it.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Reads its table of contents.
    pub(super) fn open(bytes: &'a [u8], budget: &Budget) -> Result<Self, ReadError> {
        let entries = bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY).count();
        if entries > MEMBERS {
            return Err(ReadError::Archive(Why::ManyMembers(MEMBERS)));
        }
        budget.hold(entries * MEMBER)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(wrong)?;
        let left = (bytes.len() as u64).saturating_mul(GROWTH).saturating_add(SLACK);
        Ok(Self { archive, left })
    }

    /// The names of its members, in order.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().map(str::to_owned).collect()
    }

    /// Unpacks a text; nothing if there is no member of that name. Both the size that the archive declares and the
    /// size that comes out are held to the bound, and to what memory there is for it.
    pub(super) fn text(&mut self, name: &str, budget: &Budget) -> Result<Option<String>, ReadError> {
        let Some(number) = self.archive.index_for_name(name) else { return Ok(None) };
        let member = self.archive.by_index(number).map_err(wrong)?;
        let too_large = || ReadError::Archive(Why::LargeMember(name.to_owned(), GROWTH));
        if member.size() > self.left {
            return Err(too_large());
        }
        let (mut unpacked, mut piece) = (Vec::new(), vec![0; PIECE]);
        let mut member = member.take(self.left + 1);
        loop {
            let read = member.read(&mut piece).map_err(|_| ReadError::Archive(Why::NoArchive))?;
            if read == 0 {
                break;
            }
            if unpacked.capacity() - unpacked.len() < read {
                // It is counted as it grows, because what an archive says of itself may be a lie. While it grows it
                // is there twice.
                budget.fits(2 * (unpacked.len() + PIECE))?;
                unpacked.reserve_exact(PIECE);
            }
            unpacked.extend_from_slice(&piece[..read]);
        }
        self.left = self.left.checked_sub(unpacked.len() as u64).ok_or_else(too_large)?;
        let text =
            String::from_utf8(unpacked).map_err(|_| ReadError::Archive(Why::NoUtf8(name.to_owned())))?;
        Ok(Some(text))
    }
}

fn wrong(why: ZipError) -> ReadError {
    ReadError::Archive(match why {
        ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword => Why::ForeignArchive,
        _ => Why::NoArchive,
    })
}
