//! What is wrong with a value of a file, in facts: what was met and what was expected.

use std::fmt;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file ends in the middle of something.
    CutOff(Open),
    /// Something else was met than what was expected.
    Met(Met, Expected),
    /// Nothing follows a comma.
    AfterComma(Met),
    /// Something follows the end.
    AfterEnd(Met),
    /// A number goes on with something that is no digit.
    InNumber(Met),
    /// A backslash before something that it does not go with.
    Escape,
    /// One half of a surrogate pair.
    HalfCharacter,
    /// A control character inside a text.
    ControlCharacter,
    /// A number that no computer counts to.
    LargeNumber,
    /// Too many lists and objects inside each other.
    TooDeep,
    /// A key is not there.
    NoKey(String),
    /// A key is there twice.
    KeyTwice(String),
    /// It is not there at all.
    Missing,
    /// It is another thing than a list.
    NoList,
    /// It is another thing than an object.
    NoObject,
    /// It is another thing than a text.
    NoText,
    /// There is nothing in it.
    Empty,
    /// It is not a date and time.
    NoTime,
    /// It is not a date and time, and an example helps.
    NoTimeSuchAs,
    /// It is not a UUID.
    NoUuid,
    /// It is not a SHA-256.
    NoSha256,
    /// It is no status of an article.
    NoStatus,
    /// It is no state of a suggestion.
    NoState,
    /// A version is not later than the one before it.
    NotLater,
    /// A table lacks the columns that say where annotations are.
    NoColumns,
    /// An annotation says in no way where it is.
    NoPlace,
    /// A line of a table has no tab.
    NoTab,
    /// This is not a label with pairs of offsets.
    NoOffsets(String),
    /// An archive is damaged, or none.
    NoArchive,
    /// An archive is packed or locked in a way that is not read here.
    ForeignArchive,
    /// An archive has more members than this.
    ManyMembers(usize),
    /// A member of an archive, by its name, unpacks to more than so many times the archive's size.
    LargeMember(String, u64),
    /// A member of an archive, by its name, is not UTF-8.
    NoUtf8(String),
    /// An archive of brat has no file with annotations.
    NoAnnotationFile,
    /// A piece of a file that should be JSON is none.
    NotJson(Box<Why>),
    /// What a reader of somebody else's says, in its own words.
    Other(String),
}

/// The place of a line of a file, counted from 1, as a path.
pub fn line_place(number: impl fmt::Display) -> String {
    format!("{LINE}{number}")
}

/// The number of the line that a path begins with, and the rest of the path; `None` for other paths.
pub fn line_of(path: &str) -> Option<(&str, &str)> {
    let path = path.strip_prefix(LINE)?;
    let digits = path.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(path.len());
    (digits > 0).then(|| path.split_at(digits))
}

/// What the path of a line begins with.
const LINE: &str = "line ";

/// What was open when the file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Nothing: a value was to come.
    Nothing,
    /// A value such as a number.
    Value,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// What was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// The end of the file.
    End,
    /// The end of a line.
    LineEnd,
    /// A quotation mark of print.
    CurlyMark,
    /// A control character, by its code point.
    Control(u32),
    /// Some white space.
    Space,
    /// Any other character.
    Sign(char),
    /// A text, with whether it is cut.
    Text(String, bool),
    /// A number, as it is written.
    Number(String),
    /// `null`.
    Null,
    /// An object.
    Object,
    /// A list.
    List,
    /// Something in words that are the same in every language, such as `true`.
    Other(String),
}

/// What was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A value.
    Value,
    /// A colon.
    Colon,
    /// What goes on in a list.
    InList,
    /// What goes on in an object.
    InObject,
    /// One of the three words of JSON.
    Word,
    /// A straight quotation mark.
    Mark,
    /// A key.
    Key,
    /// A list.
    List,
    /// A text.
    Text,
    /// True or false.
    Boolean,
    /// A whole number of 32 bits.
    Count,
    /// An object.
    Object,
    /// Something else, in the reader's own words.
    Other(String),
}

impl From<String> for Why {
    fn from(words: String) -> Self {
        Self::Other(words)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = match self {
            Self::CutOff(Open::Nothing) => {
                return write!(f, "the file ends where a value was expected; it may have been cut off");
            }
            Self::CutOff(open) => {
                let open = match open {
                    Open::Nothing | Open::Value => "a value",
                    Open::Text => "a text, and its closing quotation mark was expected",
                    Open::List => "a list, and “,” or “]” was expected",
                    Open::Object => "an object, and “,” or “}” was expected",
                };
                return write!(f, "the file ends inside {open}; it may have been cut off");
            }
            Self::Met(met, expected) => return write!(f, "{met} was met where {expected} was expected"),
            Self::AfterComma(met) => {
                return write!(f, "{met} was met after a comma where one more value was expected");
            }
            Self::AfterEnd(met) => {
                return write!(f, "{met} was met after the end of the JSON, where nothing more was expected");
            }
            Self::InNumber(met) => {
                return write!(f, "{met} was met inside a number, where a digit was expected");
            }
            Self::NoKey(key) => return write!(f, "“{key}” is missing"),
            Self::KeyTwice(key) => return write!(f, "“{key}” was met twice, where it was expected once"),
            Self::NoOffsets(what) => return write!(f, "“{what}” is not a label and pairs of offsets"),
            Self::NotJson(why) => return write!(f, "it is not JSON: {why}"),
            Self::ManyMembers(number) => return write!(f, "it has more than {number} members"),
            Self::LargeMember(name, times) => {
                return write!(f, "{name} unpacks to more than {times} times the archive’s size");
            }
            Self::NoUtf8(name) => return write!(f, "{name} is not UTF-8"),
            Self::NoArchive => "it is damaged, or no ZIP archive",
            Self::ForeignArchive => "it is packed or locked in a way that is not read here",
            Self::NoAnnotationFile => "it has no .ann file",
            Self::Other(words) => words,
            Self::Escape => {
                "a backslash was met before something else than one of “\" \\ / b f n r t u”, which were expected"
            }
            Self::HalfCharacter => {
                "half a character was met (“\\uD800” to “\\uDFFF” alone) where its other half was expected"
            }
            Self::ControlCharacter => {
                "a line break or another control character was met inside a text, where “\\n” or the like was expected"
            }
            Self::LargeNumber => "a number was met that is too large, where one below 1.8e308 was expected",
            Self::TooDeep => {
                "lists and objects were met more than 127 deep inside each other, where fewer were expected"
            }
            Self::Missing => "it is missing",
            Self::NoList => "it is not a list",
            Self::NoObject => "it is not an object",
            Self::NoText => "it is not a text",
            Self::Empty => "it is empty",
            Self::NoTime => "it is not a date and time",
            Self::NoTimeSuchAs => "it is not a date and time such as 2026-05-03T09:41:00Z",
            Self::NoUuid => "it is not a UUID",
            Self::NoSha256 => "it is not a SHA-256",
            Self::NoStatus => "it is neither “to do”, “in work” nor “done”",
            Self::NoState => "it is neither “open” nor “dismissed”",
            Self::NotLater => "it is not later than the version before it",
            Self::NoPlace => "it has no words and no offsets",
            Self::NoTab => "it has no tab",
            Self::NoColumns => "it has neither a column “quote” nor a column “start”",
        };
        f.write_str(plain)
    }
}

impl fmt::Display for Met {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::End => f.write_str("the end of the file"),
            Self::LineEnd => f.write_str("the end of the line"),
            Self::CurlyMark => f.write_str("a curly quotation mark"),
            Self::Control(code) => write!(f, "the character U+{code:04X}"),
            Self::Space => f.write_str("white space"),
            Self::Sign(sign) => write!(f, "“{sign}”"),
            Self::Text(words, false) => write!(f, "the text “{words}”"),
            Self::Text(words, true) => write!(f, "the text “{words}…”"),
            Self::Number(number) => write!(f, "the number {number}"),
            Self::Null => f.write_str("nothing (null)"),
            Self::Object => f.write_str("an object"),
            Self::List => f.write_str("a list"),
            Self::Other(words) => f.write_str(words),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Value => "a value (a text in straight quotation marks, a number, a list, an object)",
            Self::Colon => "“:” after a key",
            Self::InList => "“,” or “]” after an element of a list",
            Self::InObject => "“,” or “}” after a value of an object",
            Self::Word => "“true”, “false” or “null”",
            Self::Mark => "a straight quotation mark",
            Self::Key => "a key in straight quotation marks",
            Self::List => "a list",
            Self::Text => "a text",
            Self::Boolean => "true or false",
            Self::Count => "a whole number from 0 to 4294967295",
            Self::Object => "an object",
            Self::Other(words) => words,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        assert_eq!(line_of(&line_place(12)), Some(("12", "")));
        assert_eq!(line_of("line 3: annotations[2]"), Some(("3", ": annotations[2]")));
        for other in ["annotations[3]", "line ", "line x", "lines 3", ""] {
            assert_eq!(line_of(other), None, "{other:?}");
        }
    }
}
