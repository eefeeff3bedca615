//! Turns the bytes of a file into text, or says why they are none.

use std::fmt;

/// Why a file cannot be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// It holds bytes that only binary files hold.
    NotText {
        /// What it looks like, where its first bytes tell.
        looks_like: Option<LooksLike>,
    },
    /// It is neither UTF-8 nor UTF-16 with a byte order mark.
    NotUtf8 {
        /// The first byte, counted from 0, that no UTF-8 text has there.
        at: usize,
    },
    /// It starts as UTF-16, but half a character stands alone or the last byte is missing.
    BrokenUtf16,
}

/// What a file that is no text looks like by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooksLike {
    /// A PDF.
    Pdf,
    /// A zip archive, which newer office documents are too.
    Zip,
    /// An office document of the old kind.
    Office,
    /// A picture.
    Picture,
    /// A picture, sound or film in one of the RIFF containers.
    Media,
    /// A rich text document.
    RichText,
    /// A compressed file.
    Compressed,
}

impl fmt::Display for LooksLike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "a PDF",
            Self::Zip => "a zip archive or an office document",
            Self::Office => "an office document",
            Self::Picture => "a picture",
            Self::Media => "a picture, sound or film",
            Self::RichText => "a rich text document",
            Self::Compressed => "a compressed file",
        })
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText { looks_like: Some(kind) } => {
                write!(f, "it is {kind}, not text. Copy the article’s text and paste it instead")
            }
            Self::NotText { looks_like: None } => {
                f.write_str("it is not text. Copy the article’s text and paste it instead")
            }
            Self::NotUtf8 { at } => write!(
                f,
                "it is not UTF-8 (byte {at} does not fit). Save it as UTF-8, or copy its text and paste it instead"
            ),
            Self::BrokenUtf16 => {
                f.write_str("it starts as UTF-16 but breaks off inside a character. Save it again as UTF-8")
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// First bytes of files that people drop by mistake.
const SIGNATURES: [(&[u8], LooksLike); 9] = [
    (b"%PDF-", LooksLike::Pdf),
    (b"PK\x03\x04", LooksLike::Zip),
    (b"\xd0\xcf\x11\xe0", LooksLike::Office),
    (b"\x89PNG", LooksLike::Picture),
    (b"\xff\xd8\xff", LooksLike::Picture),
    (b"GIF8", LooksLike::Picture),
    (b"RIFF", LooksLike::Media),
    (b"{\\rtf", LooksLike::RichText),
    (b"\x1f\x8b", LooksLike::Compressed),
];

/// Reads UTF-8, with or without a byte order mark, and UTF-16 of either byte order with one. The mark is
/// not part of the text.
pub fn decode(bytes: &[u8]) -> Result<String, DecodeError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        _ => decode_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
    }
}

fn decode_utf8(bytes: &[u8]) -> Result<String, DecodeError> {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(DecodeError::NotText { looks_like: Some(*kind) });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        // Text in an old encoding has no NUL; nearly every binary file has.
        Err(_) if bytes.contains(&0) => Err(DecodeError::NotText { looks_like: None }),
        Err(error) => Err(DecodeError::NotUtf8 { at: error.valid_up_to() }),
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, DecodeError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(DecodeError::BrokenUtf16);
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<_, _>>()
        .map_err(|_| DecodeError::BrokenUtf16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_each_encoding_and_what_is_none() {
        let cases: [(&[u8], Result<&str, DecodeError>); 11] = [
            (b"", Ok("")),
            ("“Grüße” 👍".as_bytes(), Ok("“Grüße” 👍")),
            (b"\xef\xbb\xbfa", Ok("a")),
            (b"\xff\xfea\0\x3d\xd8\x4d\xdc", Ok("a👍")),
            (b"\xfe\xff\0a\xd8\x3d\xdc\x4d", Ok("a👍")),
            (b"\xff\xfea", Err(DecodeError::BrokenUtf16)),
            (b"\xff\xfe\x3d\xd8", Err(DecodeError::BrokenUtf16)),
            (b"caf\xe9", Err(DecodeError::NotUtf8 { at: 3 })),
            (b"%PDF-1.7 ...", Err(DecodeError::NotText { looks_like: Some(LooksLike::Pdf) })),
            (b"\x7fELF\0\0\xff\xff", Err(DecodeError::NotText { looks_like: None })),
            // A NUL in honest UTF-8 is text; normalisation replaces it.
            (b"a\0b", Ok("a\0b")),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes).as_deref(), expected.as_ref().copied(), "{bytes:?}");
        }
    }
}
