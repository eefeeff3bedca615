//! The command line, run as a person runs it.
#![cfg(feature = "cli")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ascribe"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input is a pipe");
    let input = input.to_vec();
    // Written beside the reading, so that neither pipe fills up.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input was written");
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("the output is UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn a_quote_comes_out_with_its_places() {
    let text = "Ines Okafor won.\n\n“We won,” she said, “barely.”";
    let output = run(&["suggest"], json!({"id": 7, "text": text, "more": []}).to_string().as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let [line] = lines(&output).try_into().expect("one line");
    let expected = |start: u32, end: u32| {
        json!({
            "group": 0, "start": start, "end": end, "type": "direct",
            "speaker": "she", "speaker_start": 28, "speaker_end": 31,
            "cue": "said", "cue_start": 32, "cue_end": 36,
            "source": "Ines Okafor", "source_kind": "person", "source_start": 0, "source_end": 11,
            "score": 95, "reason": "Quotation marks, then “said”, then the source."
        })
    };
    assert_eq!(line, json!({"id": 7, "quotes": [expected(18, 27), expected(38, 47)], "claims": []}));
}

#[test]
fn offsets_are_those_of_the_text_as_given() {
    // What is normalised away when a text comes in: marks of byte order and carriage returns.
    for before in
        ["", "\u{feff}", "\u{feff}\u{feff}", "A\r\n", "\u{feff}A\r\nB\r\n\r\n", "A\rB\r", "A\n", "\u{1}\n"]
    {
        let text = format!("{before}“We won,” said Ines Okafor.\r\n\r\n“We won!” Tomas Brandt said.\r\n");
        let output = run(&["suggest"], json!({"id": "a", "text": text}).to_string().as_bytes());
        let line = lines(&output).remove(0);
        let quotes = line["quotes"].as_array().expect("a list");
        assert_eq!(quotes.len(), 2, "{text:?}");
        let slice = |quote: &Value, start: &str, end: &str| {
            let place = |name: &str| usize::try_from(quote[name].as_u64().expect(name)).expect(name);
            text.chars().skip(place(start)).take(place(end) - place(start)).collect::<String>()
        };
        assert_eq!(slice(&quotes[0], "start", "end"), "“We won,”", "{text:?}");
        assert_eq!(slice(&quotes[1], "start", "end"), "“We won!”", "{text:?}");
        for quote in quotes {
            assert_eq!(slice(quote, "speaker_start", "speaker_end"), quote["speaker"], "{text:?}");
            assert_eq!(slice(quote, "cue_start", "cue_end"), quote["cue"], "{text:?}");
            assert_eq!(slice(quote, "source_start", "source_end"), quote["source"], "{text:?}");
        }
    }
}

#[test]
fn lines_come_out_in_the_order_in_which_they_came_in() {
    for jobs in ["1", "2", "9"] {
        let input: String = (0..500)
            .map(|id| {
                json!({"id": id, "text": "“We won,” said Okafor. ".repeat((id * 37) % 60)}).to_string() + "\n"
            })
            .collect();
        let output = run(&["suggest", "--jobs", jobs], input.as_bytes());
        let ids: Vec<_> = lines(&output).iter().map(|line| line["id"].as_u64()).collect();
        assert_eq!(ids, (0..500).map(Some).collect::<Vec<_>>(), "with {jobs} jobs");
    }
}

#[test]
fn a_bad_line_is_named_and_left_out() {
    let input = b"{\"id\":1,\"text\":\"a\"}\nno json\n\n{\"id\":2}\n\xff\xfe\n{\"id\":3,\"text\":\"b\"}";
    let output = run(&["suggest"], input);
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<_> = lines(&output).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, [json!(1), json!(3)]);
    let errors = String::from_utf8_lossy(&output.stderr);
    let named: Vec<_> = errors.lines().map(|line| line.split(": ").nth(1).unwrap_or_default()).collect();
    assert_eq!(named, ["line 2", "line 4", "line 5"], "{errors}");
}

#[test]
fn the_exit_status_says_how_it_went() {
    for (arguments, input, expected) in [
        (&["suggest"][..], &b""[..], 0),
        (&["suggest"], b"\n", 0),
        (&["suggest"], b"{", 1),
        (&["suggest", "--jobs", "0"], b"", 2),
        (&["suggest", "--nonsense"], b"", 2),
        (&[], b"", 2),
        (&["--help"], b"", 0),
    ] {
        assert_eq!(run(arguments, input).status.code(), Some(expected), "{arguments:?}");
    }
}

#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ascribe"))
        .arg("suggest")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("its input is a pipe");
    let line = json!({"id": 1, "text": "“We won,” said Okafor. ".repeat(100)}).to_string() + "\n";
    for _ in 0..200 {
        if stdin.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
