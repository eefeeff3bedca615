//! Ids and moments: the two things that a pure room is told and never makes up itself.
//!
//! Randomness and the clock belong to the browser, so commands bring both along. That keeps every room
//! above this one deterministic: the same commands give the same session, to the byte.

use std::fmt;
use std::str::FromStr;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id: a UUID such as urn:uuid:6f1c1ab2-4f0e-4f3a-9d2e-0c3a8b1f5d70 is expected")
    }
}

impl std::error::Error for NotAnId {}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// `Display` writes the plain hyphenated form; [`Self::urn`] the form of exported files and
        /// [`Self::short`] the form of storage keys.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes a version 4 UUID from sixteen random bytes.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }

            /// Makes a version 8 UUID (RFC 9562, section 5.8) from sixteen bytes of a digest: what has the same
            /// content gets the same id wherever it is read.
            pub fn from_digest(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
            }

            /// The id in base 62: at most 22 characters, for keys that count against a quota.
            pub fn short(&self) -> String {
                base62::encode(self.0.as_u128())
            }

            /// Reads what [`Self::short`] wrote, and nothing else: `None` for any other text.
            pub fn from_short(short: &str) -> Option<Self> {
                let id = Self(Uuid::from_u128(base62::decode(short).ok()?));
                // Leading zeroes would give one id several keys.
                (id.short() == short).then_some(id)
            }

            /// The id as a URN (RFC 9562, section 4), the form in exported files.
            pub fn urn(&self) -> String {
                self.0.urn().to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            /// Takes every spelling of a UUID: plain, with hyphens, in braces, as a URN.
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    };
}

id! {
    /// The stable identity of an article.
    ArticleId
}

id! {
    /// The stable identity of an annotation: it outlives every change of range, kind and field.
    AnnotationId
}

id! {
    /// The stable identity of a source: whoever speaks or claims in an article.
    SourceId
}

/// A moment in milliseconds since 1970-01-01T00:00:00Z, within the years 0000 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// 0000-01-01T00:00:00Z, the first moment that RFC 3339 can write.
    const FIRST: i64 = -62_167_219_200_000;
    /// 9999-12-31T23:59:59.999Z, the last one.
    const LAST: i64 = 253_402_300_799_999;

    /// A moment from milliseconds since the Unix epoch; what lies outside the years 0 to 9999 is moved to
    /// the nearest moment inside.
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(Self::FIRST, Self::LAST))
    }

    /// Milliseconds since the Unix epoch.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// Reads an RFC 3339 date and time; parts of a millisecond are cut off.
    pub fn parse(text: &str) -> Option<Self> {
        let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        let millis = i64::try_from(moment.unix_timestamp_nanos().div_euclid(1_000_000)).ok()?;
        Some(Self::from_millis(millis))
    }
}

impl fmt::Display for Timestamp {
    /// Writes RFC 3339 in UTC with three decimals, so that equal moments have equal text:
    /// `2026-05-03T09:41:00.000Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = i128::from(self.0) * 1_000_000;
        let moment = OffsetDateTime::from_unix_timestamp_nanos(nanos).map_err(|_| fmt::Error)?;
        let (date, time) = (moment.date(), moment.time());
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            date.year(),
            u8::from(date.month()),
            date.day(),
            time.hour(),
            time.minute(),
            time.second(),
            time.millisecond()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_from_each_of_their_spellings() {
        for bytes in [[0; 16], [0xff; 16], *b"sixteen bytes ok"] {
            let id = AnnotationId::from_random(bytes);
            assert_eq!(AnnotationId::from_short(&id.short()), Some(id), "{id}");
            assert_eq!(id.urn().parse(), Ok(id));
            assert_eq!(id.to_string().parse(), Ok(id));
            assert!(id.short().len() <= 22);
        }
    }

    #[test]
    fn a_short_id_has_one_spelling() {
        let short = ArticleId::from_random(*b"sixteen bytes ok").short();
        for wrong in [format!("0{short}"), format!("{short}!"), String::new(), "z".repeat(40)] {
            assert_eq!(ArticleId::from_short(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn moments_are_written_and_read_to_the_millisecond() {
        let cases = [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_777_801_260_007, "2026-05-03T09:41:00.007Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (i64::MAX, "9999-12-31T23:59:59.999Z"),
            (i64::MIN, "0000-01-01T00:00:00.000Z"),
        ];
        for (millis, text) in cases {
            let moment = Timestamp::from_millis(millis);
            assert_eq!(moment.to_string(), text);
            assert_eq!(Timestamp::parse(text), Some(moment), "{text}");
        }
        assert_eq!(
            Timestamp::parse("2026-05-03T11:41:00.0079+02:00").map(|t| t.to_string()).as_deref(),
            Some("2026-05-03T09:41:00.007Z")
        );
        assert_eq!(Timestamp::parse("3 May"), None);
    }
}
