//! Reading takes no memory far beyond the file's own size.
//!
//! The allocator counts for the whole program, so this file has one test and a program of its own.

mod common;

use std::rc::Rc;

use ascribe::format::Format;
use ascribe::format::foreign::{ReadOptions, WriteOptions, read, write};
use ascribe::identity::Timestamp;
use common::full::full_document;

#[global_allocator]
static PEAK: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

fn options() -> ReadOptions<'static> {
    ReadOptions::new(Timestamp::default(), &[])
}

fn readable() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| format.can_read())
}

/// The most memory that reading takes, beyond the file itself.
fn memory(format: Format, file: &[u8]) -> usize {
    PEAK.reset_peak_usage();
    let before = PEAK.current_usage();
    let read = read(format, file, &options());
    let most = PEAK.peak_usage();
    drop(read);
    most.saturating_sub(before)
}

#[test]
fn reading_takes_no_memory_far_beyond_the_file() {
    memory_follows_the_size_of_the_file();
    hostile_files_take_no_more_than_a_limit();
    an_archive_that_swells_is_refused();
}

fn memory_follows_the_size_of_the_file() {
    for format in readable() {
        // Thirty articles, where the format holds several.
        let documents: Vec<_> = (0..if format == Format::Native { 1 } else { 30 })
            .map(|number: u8| {
                let mut document = full_document();
                let article = Rc::make_mut(&mut document.article);
                article.id = ascribe::identity::ArticleId::from_random([number; 16]);
                Rc::new(document)
            })
            .collect();
        let at = WriteOptions::default();
        let file = write(format, &documents, &at).expect("written").bytes;
        let most = memory(format, &file);
        println!("{format:?}: {} bytes, {:.1} times", file.len(), most as f64 / file.len() as f64);
        assert!(most < file.len() * 10 + 100_000, "{format:?}: {most} bytes for {}", file.len());
    }
}

/// Files of nothing but small values, which are worth many times their size once they are read.
fn hostile_files_take_no_more_than_a_limit() {
    let many = |piece: &str| format!("{piece},").repeat(6_000_000 / (piece.len() + 1)) + piece;
    let native = |piece: &str| {
        let document = String::from_utf8(
            write(Format::Native, &[Rc::new(full_document())], &WriteOptions::default())
                .expect("written")
                .bytes,
        );
        let document = document.expect("text");
        let head = document.split("\"annotations\"").next().unwrap_or_default().to_owned();
        format!("{head}\"annotations\":[{}]}}", many(piece))
    };
    for piece in ["0", "{}", "{\"\":0}", "[]", "{\"target\":0}", "\"\""] {
        let list = many(piece);
        let files = [
            (Format::Native, native(piece)),
            (Format::NativeLines, native(piece).replace('\n', " ")),
            (Format::WebAnnotation, format!("{{\"@context\":0,\"type\":0,\"items\":[{list}]}}")),
            (Format::Recogito, format!("[{list}]")),
            (Format::Hypothesis, format!("{{\"annotations\":[{list}]}}")),
            (
                Format::LabelStudio,
                format!("[{{\"data\":{{\"text\":\"a\"}},\"annotations\":[{{\"result\":[{list}]}}]}}]"),
            ),
            (Format::Spacy, format!("{{\"text\":\"a\",\"spans\":[{list}]}}")),
            (Format::Spacy, list.replace(',', "\n")),
            (Format::Doccano, format!("{{\"text\":\"a\",\"label\":[{list}]}}")),
            (Format::Csv, format!("kind,quote,start,end\n{}", list.replace(',', "\n"))),
        ];
        for (format, file) in files {
            let most = memory(format, file.as_bytes());
            let limit = 10 * file.len() + (200 << 20);
            assert!(most < limit, "{format:?} of {piece}: {} MB for {} MB", most >> 20, file.len() >> 20);
        }
    }
}

fn an_archive_that_swells_is_refused() {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("a.txt", packed).expect("an archive");
    let zeroes = vec![b'a'; 1 << 20];
    for _ in 0..64 {
        archive.write_all(&zeroes).expect("room");
    }
    archive.start_file("a.ann", packed).expect("an archive");
    let mut bytes = archive.finish().expect("an archive").into_inner();
    let refused = |bytes: &[u8]| match read(Format::Brat, bytes, &options()) {
        Err(error) => error.to_string(),
        Ok(import) => panic!("it was read: {} items", import.items.len()),
    };
    assert!(refused(&bytes).contains("unpacks to more than"), "{}", refused(&bytes));
    let most = memory(Format::Brat, &bytes);
    assert!(most < bytes.len() * 30 + (8 << 20), "{most}");
    // The same with a lie about its size, in both places where it is stated.
    let size = (64_u32 << 20).to_le_bytes();
    let mut lies = 0;
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size {
            bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert!(lies > 0, "nothing was changed");
    refused(&bytes);
    assert!(memory(Format::Brat, &bytes) < bytes.len() * 30 + (8 << 20));
}
