//! Broken files of every format are refused or read in part: no panic and no hang.
//!
//! `ASCRIBE_MUTATIONS` says how many files of each format are tried; without it, as many as a usual run can bear.

mod common;

use std::io::{Cursor, Read, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use ascribe::annotation::Document;
use ascribe::format::foreign::{ReadOptions, WriteOptions, read, write};
use ascribe::format::{Format, recognise};
use ascribe::identity::Timestamp;
use common::full::full_document;
use serde_json::Value;
use zip::CompressionMethod::Stored;

/// A small generator (Marsaglia's xorshift), so that every run tries the same files.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % sides.max(1)
    }
}

/// What is put in the place of something else.
const PIECES: [&str; 20] = [
    "null",
    "-1",
    "1e999",
    "4294967296",
    "18446744073709551616",
    "\"\"",
    "[]",
    "{}",
    "true",
    "[[[[[[[[",
    "{\"a\":",
    "\u{feff}",
    "\0",
    "\r\n",
    "\"",
    ",",
    "👍",
    "\\ud800",
    "T1\tQuote 9 2",
    ";",
];

/// Breaks a file in one to four places.
fn mutate(file: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut broken = file.to_vec();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(broken.len() + 1);
        let length = dice.roll(64).min(broken.len() - at);
        match dice.roll(8) {
            0 => broken.truncate(at),
            1 => drop(broken.drain(at..at + length)),
            2 => broken.extend_from_within(at..at + length),
            3 => {
                let piece = broken[at..at + length].to_vec();
                broken.splice(at..at, piece);
            }
            4 => drop(broken.splice(at..at + length, PIECES[dice.roll(PIECES.len())].bytes())),
            // A number or a word in a file that is otherwise whole: wrong type, wrong range.
            5 | 6 => {
                let rest = &broken[at..];
                let digits = rest.iter().position(u8::is_ascii_digit).unwrap_or(0);
                let end = rest[digits..].iter().position(|b| !b.is_ascii_digit()).unwrap_or(0);
                let range = at + digits..at + digits + end;
                drop(broken.splice(range, PIECES[dice.roll(PIECES.len())].bytes()));
            }
            _ => {
                if let Some(byte) = broken.get_mut(at) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
        }
    }
    broken
}

/// Puts something else in the place of one value of a JSON text that stays JSON: wrong types, repeated and missing
/// entries, numbers out of range.
fn mutate_json(json: &str, dice: &mut Dice) -> Option<String> {
    let mut file: Value = serde_json::from_str(json).ok()?;
    for _ in 0..=dice.roll(3) {
        // The way down to some value, as a JSON pointer.
        let (mut here, mut pointer) = (&file, String::new());
        while dice.roll(6) > 0 {
            let (key, next) = match here {
                Value::Array(list) if !list.is_empty() => {
                    let at = dice.roll(list.len());
                    (at.to_string(), &list[at])
                }
                Value::Object(fields) if !fields.is_empty() => {
                    let (key, next) = fields.iter().nth(dice.roll(fields.len()))?;
                    (key.replace('~', "~0").replace('/', "~1"), next)
                }
                _ => break,
            };
            pointer += &format!("/{key}");
            here = next;
        }
        let here = file.pointer_mut(&pointer)?;
        match (dice.roll(3), &mut *here) {
            (0, Value::Array(list)) if !list.is_empty() => {
                let at = dice.roll(list.len());
                list.insert(at, list[at].clone());
            }
            (0, Value::Object(fields)) if !fields.is_empty() => {
                let key = fields.keys().nth(dice.roll(fields.len())).cloned()?;
                fields.remove(&key);
            }
            _ => {
                let piece = PIECES[dice.roll(PIECES.len())];
                *here = serde_json::from_str(piece).unwrap_or_else(|_| piece.into());
            }
        }
    }
    Some(file.to_string())
}

/// Breaks what is inside an archive and packs it again.
fn mutate_archive(archive: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut from = zip::ZipArchive::new(Cursor::new(archive)).ok()?;
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..from.len() {
        let mut member = from.by_index(number).ok()?;
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).ok()?;
        let name = member.name().to_owned();
        if name.ends_with(".ann") {
            // brat's files are UTF-8 or are refused; what is broken here are their lines.
            bytes = String::from_utf8_lossy(&mutate(&bytes, dice)).into_owned().into_bytes();
        }
        into.start_file(name, zip::write::SimpleFileOptions::default().compression_method(Stored)).ok()?;
        into.write_all(&bytes).ok()?;
    }
    Some(into.finish().ok()?.into_inner())
}

/// Breaks a file of a format: every other time so that its outer shape stays whole.
fn broken(format: Format, file: &[u8], dice: &mut Dice) -> Vec<u8> {
    let inside = if dice.roll(2) == 0 {
        None
    } else if format == Format::Brat {
        mutate_archive(file, dice)
    } else {
        std::str::from_utf8(file).ok().and_then(|json| mutate_json(json, dice)).map(String::into_bytes)
    };
    inside.unwrap_or_else(|| mutate(file, dice))
}

fn options() -> ReadOptions<'static> {
    ReadOptions::new(Timestamp::default(), &[])
}

fn written(format: Format) -> Vec<u8> {
    let options = WriteOptions::default();
    write(format, &[Rc::new(full_document())], &options).expect("it can be written").bytes
}

fn readable() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| format.can_read())
}

#[test]
fn broken_files_are_refused_or_read_in_part() {
    let number =
        std::env::var("ASCRIBE_MUTATIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(1_000);
    for format in readable() {
        let file = written(format);
        let mut dice = Dice(20_260_503 + format as u64);
        let (mut refused, mut in_part, mut whole) = (0, 0, 0);
        let mut slowest = Duration::ZERO;
        for _ in 0..number {
            let broken = broken(format, &file, &mut dice);
            let start = Instant::now();
            recognise("file", &broken);
            match read(format, &broken, &options()) {
                Err(error) => {
                    refused += 1;
                    assert!(!error.to_string().is_empty());
                }
                Ok(import) => {
                    let mut is_whole = true;
                    for item in import.items {
                        match item.read {
                            Err(error) => {
                                is_whole = false;
                                assert!(!error.to_string().is_empty());
                            }
                            Ok(incoming) => {
                                is_whole &= incoming.problems.is_empty();
                                let document: Document = incoming.document;
                                let sound = document.annotations.iter().all(|a| document.holds(a));
                                assert!(sound, "{format:?} put an annotation outside its text");
                            }
                        }
                    }
                    if is_whole { whole += 1 } else { in_part += 1 }
                }
            }
            slowest = slowest.max(start.elapsed());
        }
        println!(
            "{format:?}: {number} files, {refused} refused, {in_part} in part, {whole} whole, slowest {slowest:?}"
        );
        assert!(refused + in_part > 0, "{format:?}: nothing was broken");
        assert!(slowest < Duration::from_secs(2), "{format:?}: one file took {slowest:?}");
    }
}

#[test]
fn depth_and_size_are_no_danger() {
    let deep = |open: &str, number| open.repeat(number);
    let heads =
        ["", "{\"text\":", "[{\"data\":", "{\"annotations\":", "{\"@context\":1,\"type\":", "id,quote\n"];
    for format in readable() {
        for head in heads {
            for open in ["[", "{\"a\":"] {
                let file = format!("{head}{}", deep(open, 200_000));
                let refused = match read(format, file.as_bytes(), &options()) {
                    Err(_) => true,
                    Ok(import) => import.items.iter().all(|item| item.read.is_err()),
                };
                assert!(refused, "{format:?} took {head}{open}…");
            }
        }
    }
}
