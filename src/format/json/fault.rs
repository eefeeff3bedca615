//! What is wrong with a JSON text, as a person reads it: what was met, and what was expected.
//!
//! The reader's own messages are meant for programmers. They are a stable part of what it says, and one that is not
//! known here is passed on as it is.

use serde_json::Error;

use crate::format::why::{Expected, Met, Open, Why};

/// Something that is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::format) struct Fault {
    /// The line, counted from 1.
    pub(in crate::format) line: usize,
    /// The column, counted from 1, in bytes.
    pub(in crate::format) column: usize,
    /// What was met and what was expected.
    pub(in crate::format) why: Why,
}

/// What is wrong with a text that is no JSON, and where.
pub(in crate::format) fn fault(json: &str, error: &Error) -> Fault {
    // The reader counts from 0 where a line, or the whole file, is empty.
    let (line, column) = (error.line(), error.column().max(1));
    let bytes_before = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let mut at = bytes_before + column - 1;
    while at > 0 && !json.is_char_boundary(at) {
        at -= 1;
    }
    let met = json.get(at..).and_then(|rest| rest.chars().next());
    Fault { line, column, why: sentence(bare(&error.to_string()), met) }
}

/// What is wrong with a value that is JSON, but not of the shape that was asked for.
pub(in crate::format) fn mismatch(error: &Error) -> Why {
    sentence(bare(&error.to_string()), None)
}

/// The message without its place, which counts in a piece of the file and would mislead.
fn bare(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

/// What a character is.
fn character(met: Option<char>) -> Met {
    match met {
        None => Met::End,
        Some('\n' | '\r') => Met::LineEnd,
        Some('“' | '”' | '„' | '‘' | '’') => Met::CurlyMark,
        Some(character) if character.is_control() => Met::Control(u32::from(character)),
        Some(character) if character.is_whitespace() => Met::Space,
        Some(character) => Met::Sign(character),
    }
}

fn sentence(message: &str, met: Option<char>) -> Why {
    let instead = |expected: Expected| Why::Met(character(met), expected);
    match message {
        "EOF while parsing a value" if met.is_none() => Why::CutOff(Open::Nothing),
        "EOF while parsing a value" => Why::CutOff(Open::Value),
        "EOF while parsing a string" => Why::CutOff(Open::Text),
        "EOF while parsing a list" => Why::CutOff(Open::List),
        "EOF while parsing an object" => Why::CutOff(Open::Object),
        "expected value" => instead(Expected::Value),
        "expected `:`" => instead(Expected::Colon),
        "expected `,` or `]`" => instead(Expected::InList),
        "expected `,` or `}`" => instead(Expected::InObject),
        "expected ident" => instead(Expected::Word),
        "expected `\"`" => instead(Expected::Mark),
        "key must be a string" => instead(Expected::Key),
        "trailing comma" => Why::AfterComma(character(met)),
        "trailing characters" => Why::AfterEnd(character(met)),
        "invalid escape" => Why::Escape,
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => Why::HalfCharacter,
        "control character (\\u0000-\\u001F) found while parsing a string" => Why::ControlCharacter,
        "invalid number" => Why::InNumber(character(met)),
        "number out of range" => Why::LargeNumber,
        "recursion limit exceeded" => Why::TooDeep,
        other => shape(other).unwrap_or_else(|| Why::Other(other.chars().take(LONGEST).collect())),
    }
}

/// How much of a message or value is repeated, in characters.
const LONGEST: usize = 120;

/// Messages about values of another shape.
fn shape(message: &str) -> Option<Why> {
    let key = |rest: &str| rest.trim_matches('`').to_owned();
    if let Some(rest) = message.strip_prefix("missing field ") {
        return Some(Why::NoKey(key(rest)));
    }
    if let Some(rest) = message.strip_prefix("duplicate field ") {
        return Some(Why::KeyTwice(key(rest)));
    }
    let rest = ["invalid type: ", "invalid value: ", "invalid length "]
        .iter()
        .find_map(|head| message.strip_prefix(head))?;
    let (met, expected) = rest.rsplit_once(", expected ")?;
    Some(Why::Met(thing(met), wanted(expected)))
}

/// What was met.
fn thing(met: &str) -> Met {
    let quoted = |words: &str| {
        let words = words.strip_prefix('"').and_then(|words| words.strip_suffix('"')).unwrap_or(words);
        let words = words.replace("\\\"", "\"");
        let short: String = words.chars().take(LONGEST).collect();
        let is_cut = short.len() < words.len();
        Met::Text(short, is_cut)
    };
    match met.split_once(' ') {
        Some(("string", words)) => quoted(words),
        Some(("integer", number)) => Met::Number(number.trim_matches('`').to_owned()),
        Some(("floating", rest)) => {
            Met::Number(rest.trim_start_matches("point ").trim_matches('`').to_owned())
        }
        Some(("boolean", value)) => Met::Other(value.trim_matches('`').to_owned()),
        _ => match met {
            "null" => Met::Null,
            "map" => Met::Object,
            "sequence" => Met::List,
            other => Met::Other(other.to_owned()),
        },
    }
}

/// What was expected.
fn wanted(expected: &str) -> Expected {
    match expected {
        "a sequence" => Expected::List,
        "a string" => Expected::Text,
        "a boolean" => Expected::Boolean,
        "u32" => Expected::Count,
        "a map" => Expected::Object,
        _ if expected.starts_with("struct ") => Expected::Object,
        other => Expected::Other(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[test]
    fn each_fault_is_one_sentence_with_its_place() {
        let deep = "[".repeat(200);
        let cases = [
            ("", 1, 1, "the file ends where a value was expected; it may have been cut off"),
            (
                "{\"a\":1",
                1,
                6,
                "the file ends inside an object, and “,” or “}” was expected; it may have been cut off",
            ),
            (
                "[1,\n2",
                2,
                1,
                "the file ends inside a list, and “,” or “]” was expected; it may have been cut off",
            ),
            (
                "{\"a\":\"b",
                1,
                7,
                "the file ends inside a text, and its closing quotation mark was expected; it may have been cut off",
            ),
            (
                "{\"a\":x}",
                1,
                6,
                "“x” was met where a value (a text in straight quotation marks, a number, a list, an object) was expected",
            ),
            (
                "[\n“a”]",
                2,
                1,
                "a curly quotation mark was met where a value (a text in straight quotation marks, a number, a list, an object) was expected",
            ),
            ("{\"a\" 1}", 1, 6, "“1” was met where “:” after a key was expected"),
            ("[1 2]", 1, 4, "“2” was met where “,” or “]” after an element of a list was expected"),
            (
                "{\"a\":1\n\"b\":2}",
                2,
                1,
                "“\"” was met where “,” or “}” after a value of an object was expected",
            ),
            ("{a:1}", 1, 2, "“a” was met where a key in straight quotation marks was expected"),
            ("[1,]", 1, 4, "“]” was met after a comma where one more value was expected"),
            ("{} x", 1, 4, "“x” was met after the end of the JSON, where nothing more was expected"),
            (
                "[\"\\x\"]",
                1,
                4,
                "a backslash was met before something else than one of “\" \\ / b f n r t u”, which were expected",
            ),
            (
                "[\"a\nb\"]",
                2,
                1,
                "a line break or another control character was met inside a text, where “\\n” or the like was expected",
            ),
            ("[-x]", 1, 3, "“x” was met inside a number, where a digit was expected"),
            ("[1e999]", 1, 6, "a number was met that is too large, where one below 1.8e308 was expected"),
            ("[trux]", 1, 5, "“x” was met where “true”, “false” or “null” was expected"),
            (
                deep.as_str(),
                1,
                128,
                "lists and objects were met more than 127 deep inside each other, where fewer were expected",
            ),
        ];
        let mut wrong = Vec::new();
        for (json, line, column, why) in cases {
            let error = serde_json::from_str::<serde_json::Value>(json).expect_err(json);
            let found = fault(json, &error);
            if (found.line, found.column, found.why.to_string().as_str()) != (line, column, why) {
                wrong.push((json, found, error.to_string()));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn another_shape_is_said_in_plain_words() {
        #[derive(Debug, Deserialize)]
        struct Shape {
            #[expect(dead_code, reason = "only read")]
            list: Vec<String>,
            #[expect(dead_code, reason = "only read")]
            number: u32,
        }
        let cases = [
            ("{\"list\":\"a \\\"b\\\"\"}", "the text “a \"b\"” was met where a list was expected"),
            ("{\"list\":{}}", "an object was met where a list was expected"),
            ("{\"list\":[null]}", "nothing (null) was met where a text was expected"),
            ("{\"list\":[1.5]}", "the number 1.5 was met where a text was expected"),
            (
                "{\"list\":[],\"number\":-1}",
                "the number -1 was met where a whole number from 0 to 4294967295 was expected",
            ),
            (
                "{\"list\":[],\"number\":true}",
                "true was met where a whole number from 0 to 4294967295 was expected",
            ),
            ("{\"list\":[]}", "“number” is missing"),
            ("{\"list\":[],\"list\":[]}", "“list” was met twice, where it was expected once"),
            ("3", "the number 3 was met where an object was expected"),
        ];
        for (json, expected) in cases {
            let error = serde_json::from_str::<Shape>(json).expect_err(json);
            assert_eq!(mismatch(&error).to_string(), expected, "{json}");
        }
    }
}
