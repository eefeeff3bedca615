//! JSON read piece by piece: the elements of a list one after the other, the keys that matter of an object. What was
//! read stays a piece of the file until somebody makes something of it.

mod fault;

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::budget::TooDense;

pub(super) use fault::{Fault, mismatch};

/// Whether a JSON text is an object.
pub(super) fn is_object(json: &str) -> bool {
    json.trim_start().starts_with('{')
}

/// Whether a JSON text is a list.
pub(super) fn is_list(json: &str) -> bool {
    json.trim_start().starts_with('[')
}

/// Calls with each element of a list and its place in it. What is no list counts as a list of one, `null` as an empty
/// one. What is no JSON ends it: who calls has made sure that it is.
pub(super) fn each<'a>(
    json: &'a str,
    mut take: impl FnMut(usize, &'a str) -> Result<(), TooDense>,
) -> Result<(), TooDense> {
    if !is_list(json) {
        return if json.trim() == "null" { Ok(()) } else { take(0, json.trim()) };
    }
    let mut stopped = Ok(());
    let mut number = 0;
    let mut take = |value: &'a RawValue| {
        stopped = take(number, value.get());
        number += 1;
        stopped.is_ok()
    };
    // An error is the caller's stop or, which cannot be, no JSON.
    let _ = Elements(&mut take).deserialize(&mut serde_json::Deserializer::from_str(json));
    stopped
}

struct Elements<'f, 'de>(&'f mut dyn FnMut(&'de RawValue) -> bool);

impl<'de> DeserializeSeed<'de> for Elements<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element()? {
            if !(self.0)(value) {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// Calls with each key of an object and its value, until the answer is no; does nothing for what is no object.
pub(super) fn each_key<'a>(json: &'a str, mut take: impl FnMut(Cow<'a, str>, &'a str) -> bool) {
    if is_object(json) {
        // An error is the caller's stop or, which cannot be, no JSON.
        let _ = Keys(&mut take).deserialize(&mut serde_json::Deserializer::from_str(json));
    }
}

struct Keys<'f, 'de>(&'f mut dyn FnMut(Cow<'de, str>, &'de str) -> bool);

impl<'de> DeserializeSeed<'de> for Keys<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Keys<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = object.next_key()? {
            let value: &RawValue = object.next_value()?;
            if !(self.0)(key, value.get()) {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// A key, lent from the file where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// The values of some keys of an object, the last one of each; none for what is no object.
pub(super) fn pick<'a, const N: usize>(json: &'a str, keys: [&str; N]) -> [Option<&'a str>; N] {
    let mut picked = [None; N];
    each_key(json, |key, value| {
        if let Some(at) = keys.iter().position(|wanted| *wanted == key) {
            picked[at] = Some(value);
        }
        true
    });
    picked
}

/// The text that a value is; `None` for anything else.
pub(super) fn text(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

/// Whether something is JSON, or what is wrong with it and where.
pub(super) fn check(json: &str) -> Result<(), Fault> {
    serde_json::from_str(json).map(|_: IgnoredAny| ()).map_err(|error| fault::fault(json, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_piece_by_piece() {
        let cases: [(&str, &[&str]); 6] = [
            ("[1, {\"a\":[2]} , \"x\"]", &["1", "{\"a\":[2]}", "\"x\""]),
            (" [ ] ", &[]),
            ("null", &[]),
            (" 3 ", &["3"]),
            ("{\"a\":1}", &["{\"a\":1}"]),
            ("[null]", &["null"]),
        ];
        for (json, expected) in cases {
            let mut pieces = Vec::new();
            let all = each(json, |number, piece| {
                assert_eq!(number, pieces.len());
                pieces.push(piece);
                Ok(())
            });
            assert_eq!((pieces.as_slice(), all), (expected, Ok(())), "{json}");
        }
        let mut seen = 0;
        let stopped = each("[1,2,3]", |number, _| {
            seen += 1;
            if number == 1 { Err(TooDense) } else { Ok(()) }
        });
        assert_eq!((stopped, seen), (Err(TooDense), 2));
    }

    #[test]
    fn keys_are_picked_and_the_last_of_equal_ones_counts() {
        let json = "{\"b\":[1], \"a\\u0061\":{\"b\":0}, \"b\":\"last\"}";
        assert_eq!(pick(json, ["b", "aa", "c"]), [Some("\"last\""), Some("{\"b\":0}"), None]);
        assert_eq!(pick("[1]", ["b"]), [None]);
        assert_eq!((text("\"a\\n\""), text("1")), (Some("a\n".to_owned()), None));
    }
}
