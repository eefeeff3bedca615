//! How much memory a JSON text would take, told before it is read.
//!
//! Two characters can be a value that takes hundreds of bytes, and a file of nothing else would take a hundred times
//! its size. Such a file is no file of annotations, and is refused.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What a value of a list is counted as, in bytes: what is kept of an entry, and what is said about a bad one.
const VALUE: usize = 256;
/// What an object is counted as: its keys stand in nodes of eleven.
const OBJECT: usize = 640;
/// What a line is counted as: an entry with its path, or what is said about a bad one.
const LINE: usize = 1_024;
/// What is never refused, however dense: 64 MB.
const FREE: usize = 64 << 20;
/// How many times a file's own size it may take beyond that.
const TIMES: usize = 10;

/// Whether a JSON text is too dense to be read. What is no JSON is not: its reader says what is wrong with it.
pub(super) fn is_too_dense(json: &str) -> bool {
    // Nothing so small can reach the limit: two characters a value.
    if json.len() / 2 * OBJECT < FREE {
        return false;
    }
    let mut weight = Weight(0);
    let mut reader = serde_json::Deserializer::from_str(json);
    DeserializeSeed::deserialize(&mut weight, &mut reader).is_ok() && weight.0 > FREE + json.len() * TIMES
}

/// The same for a text of which each line becomes an entry.
pub(super) fn has_too_many_lines(text: &str) -> bool {
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    lines * LINE > FREE + text.len() * TIMES
}

struct Weight(usize);

impl<'de> DeserializeSeed<'de> for &mut Weight {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Weight {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0 += text.len();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(&mut *self)?.is_some() {
            self.0 += VALUE;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut keys: usize = 0;
        while object.next_key::<IgnoredAny>()?.is_some() {
            keys += 1;
            object.next_value_seed(&mut *self)?;
        }
        self.0 += keys.div_ceil(11) * OBJECT;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_are_told_from_those_of_annotations() {
        assert!(has_too_many_lines(&"a\n".repeat(100_000)));
        assert!(!has_too_many_lines(&"a\n".repeat(50_000)));
        assert!(!has_too_many_lines(&format!("{}\n", "words ".repeat(20)).repeat(100_000)));
    }

    #[test]
    fn dense_texts_are_told_from_those_of_annotations() {
        let many = |piece: &str| format!("[{}{piece}]", format!("{piece},").repeat(4_000_000 / piece.len()));
        let span = "{\"start\":8,\"end\":17,\"label\":\"QUOTE\",\"text\":\"of the council and of those who did not come\"}";
        let cases = [
            (many("0"), true),
            (many("[]"), true),
            (many("{}"), true),
            (many("{\"\":0}"), true),
            (many("\"some words of an article that nobody would count as dense, and a few more\""), false),
            (many(span), false),
            ("[".repeat(5_000_000), false),
        ];
        for (json, expected) in cases {
            assert_eq!(is_too_dense(&json), expected, "{}…", &json[..20]);
        }
    }
}
