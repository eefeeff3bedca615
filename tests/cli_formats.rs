//! `ascribe convert` and `ascribe validate`, run as a person runs them.
#![cfg(feature = "cli")]

mod common;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::rc::Rc;

use ascribe::format::Format;
use ascribe::format::foreign::{WriteOptions, write};
use common::full::full_document;

/// Runs the program; gives its status, its output and what it complains of.
fn run(arguments: &[&str], input: &[u8]) -> (Option<i32>, Vec<u8>, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ascribe"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = program.stdin.take().expect("it has an input");
    let input = input.to_vec();
    // A program that reads nothing closes its end; that is its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = program.wait_with_output().expect("it ends");
    writer.join().expect("it was written");
    (output.status.code(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn export(format: Format) -> Vec<u8> {
    let options = WriteOptions::default();
    write(format, &[Rc::new(full_document())], &options).expect("it can be written").bytes
}

fn scratch(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn every_format_goes_into_every_other() {
    for from in Format::ALL.into_iter().filter(|format| format.can_read()) {
        let file = export(from);
        for to in Format::ALL {
            let named = run(&["convert", "--from", from.name(), "--to", to.name()], &file);
            // One token has one tag, and the article has overlapping annotations.
            let said = match to {
                Format::Conll => "-: annotations left out because they overlap others: 3\n",
                _ => "",
            };
            assert_eq!((named.0, named.2.as_str()), (Some(0), said), "{from:?} → {to:?}");
            let seen = if to.can_read() && ![from, to].contains(&Format::Csv) {
                // Nothing is lost on the way, so the way back gives the same.
                let back = run(&["convert", "--from", to.name(), "--to", "spacy"], &named.1);
                assert_eq!((back.0, back.1), (Some(0), export(Format::Spacy)), "{from:?} → {to:?} → spaCy");
                true
            } else {
                !named.1.is_empty()
            };
            assert!(seen, "{from:?} → {to:?} gave nothing");
        }
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let line = String::from_utf8(export(Format::Spacy)).expect("UTF-8");
    let lines = format!("{line}\n{{broken\n{{\"text\": \"\", \"spans\": []}}\n{line}");
    let bad_span = r#"{"text": "It rained.", "spans": [{"start": 3, "end": 99, "label": "CLAIM"}]}"#;
    // arguments, input, status, what is said
    let cases: [(&[&str], &str, i32, &[&str]); 7] = [
        (&["validate", "-"], &line, 0, &["articles: 1, annotations: 11"]),
        (&["validate", "-"], &lines, 1, &["line 3: column 2: it is not JSON", "line 4: ", "articles: 2"]),
        (&["validate", "-"], bad_span, 1, &["line 1: spans[0]", "articles: 1, annotations: 0"]),
        (&["validate", "-"], "Just an article.", 2, &["of no format that is read here"]),
        (&["validate", "--format", "hypothesis", "-"], "{}", 2, &["annotations: it is not a list"]),
        (&["convert", "--to", "csv"], &lines, 1, &["-: line 3: column 2: it is not JSON"]),
        (&["convert", "--to", "spacy", "--quotes-only"], &line, 2, &["holds no quotes without"]),
    ];
    for (arguments, input, status, said) in cases {
        let (code, output, complaints) = run(arguments, input.as_bytes());
        let all = format!(
            "{}{complaints}",
            if arguments[0] == "validate" { String::from_utf8_lossy(&output) } else { "".into() }
        );
        assert_eq!(code, Some(status), "{arguments:?}: {all}");
        for words in said {
            assert!(all.contains(words), "{arguments:?}: no “{words}” in {all}");
        }
    }
}

#[test]
fn what_a_file_does_not_say_is_said_beside_it() {
    // The quotes alone, and the article beside them.
    let whole = export(Format::Native);
    let article = scratch("article.json");
    std::fs::write(&article, &whole).expect("room");
    let (_, quotes, _) = run(&["convert", "--to", "hypothesis", "--quotes-only"], &whole);
    let (code, _, complaints) = run(&["convert", "--to", "spacy"], &quotes);
    assert!(code == Some(2) && complaints.contains("the article it is about is not here"), "{complaints}");
    let article = article.display().to_string();
    let (code, output, complaints) = run(&["convert", "--to", "spacy", "--articles", &article], &quotes);
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
    assert_eq!(output, export(Format::Spacy));
    let (code, _, complaints) = run(&["convert", "--to", "spacy", "--articles", "none.json"], &quotes);
    assert!(code == Some(2) && complaints.contains("none.json"), "{complaints}");
    // Offsets without words.
    let line = br#"{"text": "\ud83d\udc4d They won.", "label": [[3, 7, "theme"]]}"#;
    for (offsets, words) in [(&[][..], "They"), (&["--offsets", "code-points"], "hey ")] {
        let arguments = [&["convert", "--to", "spacy", "--unlabelled", "quote"], offsets].concat();
        let (code, output, complaints) = run(&arguments, line);
        let output = String::from_utf8(output).expect("UTF-8");
        assert_eq!(code, Some(0), "{complaints}");
        assert!(complaints.contains("are taken to count"), "{complaints}");
        assert!(output.contains(&format!("\"text\":\"{words}\"")) && output.contains("QUOTE"), "{output}");
    }
}

#[test]
fn files_are_read_and_written_by_name() {
    let (from, to) = (scratch("a.hypothesis.json"), scratch("b.csv"));
    std::fs::write(&from, export(Format::Hypothesis)).expect("room");
    let path = |path: &PathBuf| path.display().to_string();
    let (code, _, complaints) = run(&["convert", "--to", "csv", "--output", &path(&to), &path(&from)], b"");
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
    assert!(std::fs::read(&to).expect("it was written").starts_with(b"\xef\xbb\xbfid,kind"));
    let (code, output, _) = run(&["validate", &path(&from), &path(&to), &path(&scratch("none"))], b"");
    let output = String::from_utf8_lossy(&output).into_owned();
    assert_eq!(code, Some(2), "{output}");
    assert_eq!(output.matches("articles: 1, annotations: 11").count(), 2, "{output}");
}
