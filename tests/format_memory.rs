//! Reading takes no more memory than ten times the file, whatever stands in it.
//!
//! The allocator counts for the whole program, so this file has one test and a program of its own.

mod common;

use std::collections::BTreeMap;
use std::rc::Rc;

use ascribe::annotation::{Annotation, Document, Kind};
use ascribe::format::Format;
use ascribe::format::foreign::{ReadOptions, WriteOptions, read, write};
use ascribe::identity::Timestamp;
use ascribe::text::{TextRange, article_from_paste};
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

/// Reading may take ten times the file, and of files under a megabyte ten megabytes.
fn limit(file: &[u8]) -> usize {
    10 * file.len().max(1 << 20)
}

#[test]
fn reading_takes_no_more_than_ten_times_the_file() {
    let mut worst: BTreeMap<String, (f64, String)> = BTreeMap::new();
    let mut failed = Vec::new();
    let mut try_it = |format: Format, shape: &str, file: &[u8]| {
        let most = memory(format, file);
        let times = most as f64 / file.len() as f64;
        if most > limit(file) {
            failed.push(format!("{format:?}, {shape}: {times:.1} times {} KB", file.len() >> 10));
        }
        let name = format!("{format:?}");
        if file.len() >= 1 << 20 && worst.get(&name).is_none_or(|(most, _)| *most < times) {
            worst.insert(name, (times, shape.to_owned()));
        }
    };
    honest_files(&mut try_it);
    hostile_lists(&mut try_it);
    hostile_texts(&mut try_it);
    hostile_values(&mut try_it);
    hostile_tables(&mut try_it);
    hostile_archives(&mut try_it);
    for (format, (times, shape)) in &worst {
        println!("{format}: at most {times:.1} times the file ({shape})");
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(worst.len(), readable().count(), "every reader was tried with a large file");
    an_archive_that_swells_is_refused();
}

type Try<'a> = &'a mut dyn FnMut(Format, &str, &[u8]);

fn written(format: Format, documents: &[Rc<Document>]) -> Vec<u8> {
    let at = WriteOptions::default();
    write(format, documents, &at).expect("written").bytes
}

/// Files as they are exported: many articles; one long article with many annotations, in place and out of place.
fn honest_files(try_it: Try<'_>) {
    let documents: Vec<_> = (0..200_u16)
        .map(|number| {
            let mut document = full_document();
            let article = Rc::make_mut(&mut document.article);
            let [high, low] = number.to_be_bytes();
            let mut id = [7; 16];
            (id[0], id[1]) = (high, low);
            article.id = ascribe::identity::ArticleId::from_random(id);
            Rc::new(document)
        })
        .collect();
    let long = [Rc::new(long_document())];
    for format in readable() {
        if format != Format::Native {
            let file = written(format, &documents);
            try_it(format, "many articles", &file);
            assert!(is_whole(format, &file), "{format:?} of many articles");
        }
        let file = written(format, &long);
        try_it(format, "a long article", &file);
        assert!(is_whole(format, &file), "{format:?} of a long article");
        if format != Format::Brat {
            // Every place is wrong, so that everything has to be searched for.
            let moved =
                String::from_utf8(file).expect("text").replacen("Sentence 0 ", "Sentence 0, moved, ", 1);
            try_it(format, "a long article whose text was changed", moved.as_bytes());
        }
    }
}

/// Whether everything in a file is taken.
fn is_whole(format: Format, file: &[u8]) -> bool {
    read(format, file, &options()).is_ok_and(|import| {
        import.items.iter().all(|item| item.read.as_ref().is_ok_and(|incoming| incoming.problems.is_empty()))
    })
}

/// A transcript of a megabyte with an annotation on each hundredth word or so.
fn long_document() -> Document {
    let text: String = (0..12_000)
        .map(|number| {
            format!("Sentence {number} says what somebody said about the harbour and the bridge of it.\n\n")
        })
        .collect();
    let id = ascribe::identity::ArticleId::from_random([9; 16]);
    let article = article_from_paste(&text, id, Timestamp::default()).expect("text");
    let mut document = Document::new(article);
    let mut annotations = Vec::new();
    let mut start = 0;
    for (number, line) in (0_u32..).zip(text.split_inclusive("\n\n")) {
        let length = u32::try_from(line.len()).expect("short");
        if number % 10 == 0 {
            let range = TextRange::of(start, start + length - 3).expect("words");
            let mut id = [3; 16];
            id[..4].copy_from_slice(&number.to_be_bytes());
            let id = ascribe::identity::AnnotationId::from_random(id);
            annotations.push(Rc::new(Annotation::new(id, Kind::Quote, range.into(), Timestamp::default())));
        }
        start += length;
    }
    document.annotations = Rc::new(annotations.into_iter().collect());
    document
}

/// So many times a piece, with commas between, that it makes somewhat more than a megabyte.
fn many(piece: &str) -> String {
    format!("{piece},").repeat(1_150_000 / (piece.len() + 1)) + piece
}

/// A native file up to its annotations.
fn native_head() -> String {
    let document = String::from_utf8(written(Format::Native, &[Rc::new(full_document())])).expect("text");
    document.split("\"annotations\"").next().unwrap_or_default().replace('\n', " ")
}

/// Files of nothing but small entries, which are worth many times their size once they are read.
fn hostile_lists(try_it: Try<'_>) {
    let head = native_head();
    let pieces = [
        "0",
        "{}",
        "{\"\":0}",
        "[]",
        "[[]]",
        "{\"target\":0}",
        "\"\"",
        "\"a\"",
        "null",
        "[0,1,\"\"]",
        "{\"start\":0,\"end\":1}",
        "{\"start\":0,\"end\":1,\"label\":\"x\"}",
        "{\"id\":\"\",\"start\":0,\"end\":1,\"label\":\"CLAIM\"}",
        "{\"type\":\"labels\",\"value\":{\"start\":0,\"end\":1,\"labels\":[\"Cue\"]}}",
        "{\"type\":\"labels\",\"value\":{\"start\":0,\"end\":1,\"labels\":[\"Claim\"]}}",
        "{\"type\":\"relation\"}",
        "{\"data\":{\"text\":\"a\"}}",
        "{\"text\":\"a\"}",
        "{\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"a\"}}}",
        "{\"tags\":[\"a\",\"b\"]}",
        "{\"body\":[\"a\",\"b\"]}",
        "{\"spans\":[[0,1]]}",
        "{\"unknown\":0}",
    ];
    for piece in pieces {
        let list = many(piece);
        let files = [
            (Format::Native, format!("{head}\"annotations\":[{list}]}}")),
            (Format::Native, format!("{head}\"annotations\":[],\"versions\":[{list}]}}")),
            (
                Format::Native,
                format!(
                    "{}\"annotations\":[]}}",
                    head.replace("\"sources\": [", &format!("\"sources\": [{list},"))
                ),
            ),
            (Format::NativeLines, format!("{head}\"annotations\":[{list}]}}")),
            (Format::NativeLines, list.replace("},{", "}\n{")),
            (
                Format::WebAnnotation,
                format!(
                    "{{\"@context\":0,\"type\":0,\"items\":[{list}],\"ascribe:article\":{{\"ascribe:text\":\"ab\"}}}}"
                ),
            ),
            (Format::Recogito, format!("[{list}]")),
            (Format::Hypothesis, format!("{{\"annotations\":[{list}]}}")),
            (
                Format::Hypothesis,
                format!("{{\"annotations\":[{list}],\"ascribe\":{{\"articles\":[{{\"text\":\"ab\"}}]}}}}"),
            ),
            (Format::Hypothesis, format!("{{\"annotations\":[],\"ascribe\":{{\"articles\":[{list}]}}}}")),
            (
                Format::LabelStudio,
                format!("[{{\"data\":{{\"text\":\"ab\"}},\"annotations\":[{{\"result\":[{list}]}}]}}]"),
            ),
            (Format::LabelStudio, format!("[{list}]")),
            (Format::Spacy, format!("{{\"text\":\"ab\",\"spans\":[{list}]}}")),
            (Format::Spacy, list.replace("},{", "}\n{")),
            (Format::Spacy, list.replace(',', "\n")),
            (Format::Doccano, format!("{{\"text\":\"ab\",\"label\":[{list}]}}")),
            (
                Format::Doccano,
                format!("{{\"text\":\"ab\",\"label\":[{list}],\"ascribe\":{{\"annotations\":[{list}]}}}}"),
            ),
            (Format::Doccano, format!("{{\"text\":\"ab\",\"entities\":[{list}]}}")),
            (Format::Doccano, list.replace("},{", "}\n{")),
            (Format::Csv, format!("kind,quote,start,end\n{}", list.replace(',', "\n"))),
        ];
        // An entry that is none of a native file's is refused in the same way whatever else it is.
        let is_ours = ["0", "{}", "\"\"", "{\"unknown\":0}"].contains(&piece);
        let is_native = |format: Format| matches!(format, Format::Native | Format::NativeLines);
        for (format, file) in files.into_iter().filter(|(format, _)| is_ours || !is_native(*format)) {
            try_it(format, &format!("a list of {piece}"), file.as_bytes());
        }
    }
}

/// Files that are all text, of letters that take more than they look like.
fn hostile_texts(try_it: Try<'_>) {
    let words = "the harbour and the bridge of it ";
    let texts = [
        ("words", words.repeat(36_000)),
        ("words with an emoji", "👍".to_owned() + &words.repeat(36_000)),
        ("letters on lines", "a\n".repeat(400_000)),
        ("line ends", "\n".repeat(600_000) + "a"),
        ("carriage returns", "a\r\n".repeat(400_000)),
        ("spaces", "a  ".repeat(400_000)),
        ("dots", "…".repeat(400_000)),
        ("ideographs", "語".repeat(400_000)),
        ("byte order marks", "\u{feff}".repeat(400_000) + "a"),
        ("escapes", "\u{1}".repeat(400_000) + "a"),
    ];
    for (shape, text) in texts {
        let text = serde_json::to_string(&text).expect("text");
        let wrong = "{\"start\":0,\"end\":3,\"label\":\"CLAIM\",\"text\":\"bridge of it the\"}";
        let exact = "{\"type\":\"TextQuoteSelector\",\"exact\":\"bridge of it the\"}";
        let annotation = format!("{{\"target\":{{\"selector\":{exact}}}}}");
        let head = native_head();
        let (before, after) = head.split_once("\"text\": ").expect("a text");
        let after = after.split_once(",  ").expect("a next key").1;
        let part = "{\"exact\":\"bridge of it the\",\"codePoints\":{\"start\":0,\"end\":1},\"utf16\":{\"start\":0,\"end\":1}}";
        let own = format!(
            "{{\"id\":\"6f1c1ab2-4f0e-4f3a-9d2e-0c3a8b1f5d71\",\"kind\":\"claim\",\"target\":[{part}],\"created\":\"2026-05-03T09:41:00Z\",\"modified\":\"2026-05-03T09:41:00Z\"}}"
        );
        let native = format!("{before}\"text\": {text}, {after}\"annotations\":[{own}]}}");
        let quoted = format!("\"{}\"", text.trim_matches('"').replace("\\n", "\n"));
        let files = [
            (Format::Native, native.clone()),
            (Format::NativeLines, native),
            (
                Format::WebAnnotation,
                format!(
                    "{{\"@context\":0,\"type\":0,\"items\":[{annotation}],\"ascribe:article\":{{\"ascribe:text\":{text}}}}}"
                ),
            ),
            (
                Format::Recogito,
                format!(
                    "[{{\"ascribe:article\":{{\"ascribe:text\":{text}}},\"target\":{{\"selector\":{exact}}}}}]"
                ),
            ),
            (
                Format::Hypothesis,
                format!(
                    "{{\"annotations\":[{annotation}],\"ascribe\":{{\"articles\":[{{\"text\":{text}}}]}}}}"
                ),
            ),
            (
                Format::LabelStudio,
                format!(
                    "[{{\"data\":{{\"text\":{text}}},\"annotations\":[{{\"result\":[{{\"type\":\"labels\",\"value\":{wrong}}}]}}]}}]"
                ),
            ),
            (Format::Spacy, format!("{{\"text\":{text},\"spans\":[{wrong}]}}")),
            (Format::Doccano, format!("{{\"text\":{text},\"label\":[[0,3,\"CLAIM\"]]}}")),
            (Format::Csv, format!("kind,quote,article_text\nclaim,bridge of it the,{quoted}\n")),
        ];
        for (format, file) in files {
            try_it(format, &format!("a text of {shape}"), file.as_bytes());
            if !shape.contains("emoji") && !shape.contains("lines") {
                continue;
            }
            let mut wide = vec![0xff, 0xfe];
            wide.extend(file.encode_utf16().flat_map(u16::to_le_bytes));
            try_it(format, &format!("a text of {shape} in UTF-16"), &wide);
        }
    }
}

/// One entry whose values are the whole file.
fn hostile_values(try_it: Try<'_>) {
    let head = native_head();
    let own = "\"id\":\"6f1c1ab2-4f0e-4f3a-9d2e-0c3a8b1f5d71\",\"kind\":\"claim\",\"created\":\"2026-05-03T09:41:00Z\",\"modified\":\"2026-05-03T09:41:00Z\"";
    let keys: String = (0..150_000).map(|number| format!("\"{number:x}\":0,")).collect();
    let deep = format!("{}{}", "[".repeat(550_000), "]".repeat(550_000));
    let values = [
        ("numbers", format!("[{}]", many("0"))),
        ("texts", format!("[{}]", many("\"a\""))),
        ("objects", format!("[{}]", many("{}"))),
        ("evidence", format!("[{}]", many("{\"stance\":\"\"}"))),
        ("links", format!("[{}]", many("{\"type\":\"supports\",\"to\":\"a\"}"))),
        ("keys", format!("{{{keys}\"z\":0}}")),
        ("depth", deep),
        ("a long number", "1".repeat(1_100_000)),
        ("a long text", format!("\"{}\"", "a".repeat(1_100_000))),
    ];
    for (shape, value) in values {
        for key in ["labels", "evidence", "target", "other"] {
            let entry = format!("{{{own},\"{key}\":{value}}}");
            let files = [
                (Format::Native, format!("{head}\"annotations\":[{entry}]}}")),
                (Format::Native, format!("{head}\"annotations\":[],\"{key}\":{value}}}")),
                (Format::NativeLines, format!("{head}\"annotations\":[{entry}]}}")),
                (
                    Format::WebAnnotation,
                    format!(
                        "{{\"@context\":0,\"type\":0,\"items\":[{{\"{key}\":{value},\"body\":{value}}}],\"ascribe:article\":{{\"ascribe:text\":\"ab\"}}}}"
                    ),
                ),
                (
                    Format::WebAnnotation,
                    format!(
                        "{{\"@context\":0,\"type\":0,\"items\":[],\"ascribe:article\":{{\"ascribe:text\":\"ab\",\"ascribe:sources\":{value}}}}}"
                    ),
                ),
                (Format::Recogito, format!("[{{\"{key}\":{value},\"ascribe:{key}\":{value}}}]")),
                (
                    Format::Hypothesis,
                    format!(
                        "{{\"annotations\":[{{\"tags\":{value},\"{key}\":0}}],\"ascribe\":{{\"articles\":[{{\"text\":\"ab\"}}]}}}}"
                    ),
                ),
                (
                    Format::LabelStudio,
                    format!("[{{\"data\":{{\"text\":\"ab\",\"{key}\":{value}}},\"annotations\":[]}}]"),
                ),
                (
                    Format::Spacy,
                    format!(
                        "{{\"text\":\"ab\",\"spans\":[{{\"start\":0,\"end\":1,\"label\":\"CLAIM\",\"ascribe\":{{\"{key}\":{value}}}}}]}}"
                    ),
                ),
                (Format::Doccano, format!("{{\"text\":\"ab\",\"label\":[[0,1,{value}]],\"{key}\":0}}")),
            ];
            for (format, file) in files {
                try_it(format, &format!("{shape} as {key}"), file.as_bytes());
            }
        }
    }
}

fn hostile_tables(try_it: Try<'_>) {
    let commas = ",".repeat(1_100_000);
    let names: String = (0..200_000).map(|number| format!("{number:x},")).collect();
    let rows = |row: &dyn Fn(usize) -> String| (0..100_000).map(row).collect::<String>();
    let values = format!("\"[{}]\"", many("0"));
    let tables = [
        ("commas", format!("kind,quote\n{commas}\n")),
        ("commas after a quotation mark", format!("kind,quote\na\"{commas}\n")),
        ("a heading of commas", format!("kind,quote{commas}\n")),
        ("names of columns", format!("kind,quote,{names}\n")),
        (
            "articles",
            format!("article_id,kind,quote,article_text\n{}", rows(&|number| format!("{number},c,a,a\n"))),
        ),
        ("addresses", format!("article_url,quote\n{}", rows(&|number| format!("{number},a\n")))),
        (
            "speakers",
            format!(
                "article_text,kind,quote,start,end,speaker\nab,claim,a,0,1,x\n{}",
                rows(&|number| format!(",,a,0,1,{number}\n"))
            ),
        ),
        (
            "sources",
            format!(
                "article_text,quote,speaker,source_id\nab,a,x,y\n{}",
                rows(&|number| format!(",a,x,{number}\n"))
            ),
        ),
        ("rows", format!("quote,article_text\na,ab\n{}", "a\n".repeat(600_000))),
        ("evidence", format!("quote,article_text,evidence\na,ab,\"{}\"\n", "0\n".repeat(600_000))),
        ("labels", format!("quote,article_text,labels\na,ab,\"{}\"\n", "0\n".repeat(600_000))),
        ("links", format!("quote,article_text,relations\na,ab,\"{}\"\n", "a b\n".repeat(400_000))),
        ("parts", format!("quote,article_text,parts\na,ab,\"{}\"\n", "0..1 ".repeat(250_000))),
        (
            "aliases",
            format!(
                "quote,article_text,source_id,speaker,source_aliases\na,ab,a,b,\"{}\"\n",
                "a\n".repeat(400_000)
            ),
        ),
        ("verdicts", format!("quote,article_text,article_verdicts\na,ab,\"{}\"\n", "a\n".repeat(400_000))),
        ("a cue of values", format!("quote,article_text,cue\na,ab,{values}\n")),
    ];
    for (shape, table) in tables {
        try_it(Format::Csv, &format!("a table of {shape}"), table.as_bytes());
    }
}

/// Packs files.
fn zipped(files: &[(&str, &[u8])], method: zip::CompressionMethod) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        archive.start_file(*name, options).expect("an archive");
        archive.write_all(bytes).expect("room");
    }
    archive.finish().expect("an archive").into_inner()
}

fn hostile_archives(try_it: Try<'_>) {
    use zip::CompressionMethod::{Deflated, Stored};
    let lines = |line: &dyn Fn(usize) -> String| (0..90_000).map(line).collect::<String>();
    let standoffs = [
        ("spans", lines(&|number| format!("T{number}\tQ 0 1\ta\n"))),
        ("spans without words", lines(&|number| format!("T{number}\tQ 0 1\n"))),
        ("fragments", format!("T1\tQ {}0 1\ta\n", "0 1;".repeat(280_000))),
        ("bad spans", lines(&|number| format!("T{number}\t\n"))),
        ("bad lines", "a\n".repeat(400_000)),
        ("notes", format!("T1\tQ 0 1\ta\n{}", "#1\tA T1\tb\n".repeat(90_000))),
        ("attributes", "A\ta\n".repeat(400_000)),
        ("relations", format!("T1\tQ 0 1\ta\n{}", "R1\tcue Arg1:T1 Arg2:T1\n".repeat(100_000))),
        ("events", format!("T1\tQ 0 1\ta\n{}", "E1\ta:T1 content:T1\n".repeat(100_000))),
        ("values", format!("T1\tQ 0 1\ta\n#1\tAscribe T1\t{{\"a\":[{}]}}\n", many("0"))),
    ];
    for (shape, standoff) in &standoffs {
        let archive = zipped(&[("a.txt", b"ab"), ("a.ann", standoff.as_bytes())], Stored);
        try_it(Format::Brat, &format!("a standoff of {shape}"), &archive);
        let archive = zipped(&[("a.txt", b"ab"), ("a.ann", standoff.as_bytes())], Deflated);
        try_it(Format::Brat, &format!("a packed standoff of {shape}"), &archive);
    }
    let text = "letters on lines\n".repeat(70_000);
    try_it(
        Format::Brat,
        "a text",
        &zipped(&[("a.txt", text.as_bytes()), ("a.ann", b"T1\tQ 0 7\tletters\n")], Stored),
    );
    let names: Vec<String> =
        (0..9_000).flat_map(|number| [format!("{number}.txt"), format!("{number}.ann")]).collect();
    for name_count in [9_000, 18_000] {
        let files: Vec<(&str, &[u8])> =
            names[..name_count].iter().map(|name| (name.as_str(), b"T1\tQ 0 1\tT\n".as_slice())).collect();
        try_it(Format::Brat, "members", &zipped(&files, Stored));
    }
    // Noise does not pack, so the archive is large; the rest packs to nothing.
    let mut noise = vec![0_u8; 1 << 20];
    let mut state = 88_172_645_463_325_252_u64;
    for byte in &mut noise {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        *byte = state.to_le_bytes()[3];
    }
    let zeroes = vec![b'a'; 19 << 20];
    try_it(
        Format::Brat,
        "a text that swells",
        &zipped(&[("noise", &noise), ("a.txt", &zeroes), ("a.ann", b"")], Deflated),
    );
    try_it(
        Format::Brat,
        "a standoff that swells",
        &zipped(&[("noise", &noise), ("a.txt", b"a"), ("a.ann", &zeroes)], Deflated),
    );
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
    assert!(most < limit(&bytes), "{most}");
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
    assert!(memory(Format::Brat, &bytes) < limit(&bytes));
}
