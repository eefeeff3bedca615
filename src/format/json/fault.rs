//! What is wrong with a JSON text, as a person reads it: what was met, and what was expected.
//!
//! The reader's own messages are meant for programmers. They are a stable part of what it says, and one that is not
//! known here is passed on as it is.

use serde_json::Error;

/// Something that is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::format) struct Fault {
    /// The line, counted from 1.
    pub(in crate::format) line: usize,
    /// The column, counted from 1, in bytes.
    pub(in crate::format) column: usize,
    /// What was met and what was expected; no stop at its end.
    pub(in crate::format) why: String,
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
pub(in crate::format) fn mismatch(error: &Error) -> String {
    sentence(bare(&error.to_string()), None)
}

/// The message without its place, which counts in a piece of the file and would mislead.
fn bare(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

/// How a character is named.
fn name(character: Option<char>) -> String {
    match character {
        None => "the end of the file".to_owned(),
        Some('\n' | '\r') => "the end of the line".to_owned(),
        Some('“' | '”' | '„' | '‘' | '’') => "a curly quotation mark".to_owned(),
        Some(character) if character.is_control() => format!("the character U+{:04X}", u32::from(character)),
        Some(character) if character.is_whitespace() => "white space".to_owned(),
        Some(character) => format!("“{character}”"),
    }
}

fn sentence(message: &str, met: Option<char>) -> String {
    let instead = |expected: &str| format!("{} was met where {expected} was expected", name(met));
    let cut_off = |within: &str| format!("the file ends inside {within}; it may have been cut off");
    match message {
        "EOF while parsing a value" if met.is_none() => {
            "the file ends where a value was expected; it may have been cut off".to_owned()
        }
        "EOF while parsing a value" => cut_off("a value"),
        "EOF while parsing a string" => cut_off("a text, and its closing quotation mark was expected"),
        "EOF while parsing a list" => cut_off("a list, and “,” or “]” was expected"),
        "EOF while parsing an object" => cut_off("an object, and “,” or “}” was expected"),
        "expected value" => instead("a value (a text in straight quotation marks, a number, a list, an object)"),
        "expected `:`" => instead("“:” after a key"),
        "expected `,` or `]`" => instead("“,” or “]” after an element of a list"),
        "expected `,` or `}`" => instead("“,” or “}” after a value of an object"),
        "expected ident" => instead("“true”, “false” or “null”"),
        "expected `\"`" => instead("a straight quotation mark"),
        "key must be a string" => instead("a key in straight quotation marks"),
        "trailing comma" => format!("{} was met after a comma where one more value was expected", name(met)),
        "trailing characters" => {
            format!("{} was met after the end of the JSON, where nothing more was expected", name(met))
        }
        "invalid escape" => {
            "a backslash was met before something else than one of “\" \\ / b f n r t u”, which were expected"
                .to_owned()
        }
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            "half a character was met (“\\uD800” to “\\uDFFF” alone) where its other half was expected".to_owned()
        }
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "a line break or another control character was met inside a text, where “\\n” or the like was expected"
                .to_owned()
        }
        "invalid number" => {
            format!("{} was met inside a number, where a digit was expected", name(met))
        }
        "number out of range" => {
            "a number was met that is too large, where one below 1.8e308 was expected".to_owned()
        }
        "recursion limit exceeded" => {
            "lists and objects were met more than 127 deep inside each other, where fewer were expected".to_owned()
        }
        other => shape(other).unwrap_or_else(|| other.chars().take(LONGEST).collect()),
    }
}

/// How much of a message or value is repeated, in characters.
const LONGEST: usize = 120;

/// Messages about values of another shape.
fn shape(message: &str) -> Option<String> {
    let key = |rest: &str| rest.trim_matches('`').to_owned();
    if let Some(rest) = message.strip_prefix("missing field ") {
        return Some(format!("“{}” is missing", key(rest)));
    }
    if let Some(rest) = message.strip_prefix("duplicate field ") {
        return Some(format!("“{}” was met twice, where it was expected once", key(rest)));
    }
    let rest = ["invalid type: ", "invalid value: ", "invalid length "]
        .iter()
        .find_map(|head| message.strip_prefix(head))?;
    let (met, expected) = rest.rsplit_once(", expected ")?;
    Some(format!("{} was met where {} was expected", thing(met), wanted(expected)))
}

/// What was met, in a person's words.
fn thing(met: &str) -> String {
    let quoted = |words: &str| {
        let words = words.strip_prefix('"').and_then(|words| words.strip_suffix('"')).unwrap_or(words);
        let words = words.replace("\\\"", "\"");
        let short: String = words.chars().take(LONGEST).collect();
        if short.len() < words.len() {
            format!("the text “{short}…”")
        } else {
            format!("the text “{short}”")
        }
    };
    match met.split_once(' ') {
        Some(("string", words)) => quoted(words),
        Some(("integer", number)) => format!("the number {}", number.trim_matches('`')),
        Some(("floating", rest)) => {
            format!("the number {}", rest.trim_start_matches("point ").trim_matches('`'))
        }
        Some(("boolean", value)) => value.trim_matches('`').to_owned(),
        _ => match met {
            "null" => "nothing (null)".to_owned(),
            "map" => "an object".to_owned(),
            "sequence" => "a list".to_owned(),
            other => other.to_owned(),
        },
    }
}

/// What was expected, in a person's words.
fn wanted(expected: &str) -> String {
    match expected {
        "a sequence" => "a list".to_owned(),
        "a string" => "a text".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "u32" => "a whole number from 0 to 4294967295".to_owned(),
        "a map" => "an object".to_owned(),
        _ if expected.starts_with("struct ") => "an object".to_owned(),
        other => other.to_owned(),
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
            if found != (Fault { line, column, why: why.to_owned() }) {
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
            assert_eq!(mismatch(&error), expected, "{json}");
        }
    }
}
