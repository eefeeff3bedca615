//! Lines that a page puts around an article and that come along when it is pasted: they are no part of the story.
//!
//! A line is taken only where its words leave no doubt; a headline of another story without a sign is not.

mod byline;
mod date;
mod signs;

use super::names;
use crate::annotation::Parts;
use crate::text::{ArticleText, TextRange};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident => $name:literal),+ $(,)?) => {
        /// What a stray line is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StrayKind {
            $($(#[$doc])* $variant),+
        }

        impl StrayKind {
            /// The kind's name, in one word.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// Reads what [`Self::name`] wrote.
            pub fn from_name(name: &str) -> Option<Self> {
                [$(Self::$variant),+].into_iter().find(|kind| kind.name() == name)
            }
        }
    };
}

kinds! {
    /// The headline of another story, or the words above such headlines: "Read more: …".
    Related => "related",
    /// The caption of a picture.
    Caption => "caption",
    /// Who made a picture, or whose the text is.
    Credit => "credit",
    /// Buttons that share the page.
    Share => "share",
    /// Who wrote the story.
    Byline => "byline",
    /// When it was published.
    Date => "date",
    /// What the page says about cookies and privacy.
    Cookies => "cookies",
    /// An invitation to a newsletter or a subscription.
    Newsletter => "newsletter",
    /// The label of an advertisement.
    Advertisement => "advertisement",
    /// How many comments there are, or an invitation to write one.
    Comments => "comments",
    /// Ways to other parts of the site.
    Navigation => "navigation",
}

/// A date as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// Where it stands.
    pub range: TextRange,
    /// As `YYYY-MM-DD`, where only one day can be meant: "03/04/2024" has none.
    pub iso: Option<String>,
}

/// A line that is no part of the story, with what it offers for the article's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrayLine {
    /// The whole line, in code points of the article.
    pub range: TextRange,
    /// What it is.
    pub kind: StrayKind,
    /// Who wrote the story, without "By".
    pub byline: Option<TextRange>,
    /// When it was published.
    pub date: Option<WrittenDate>,
    /// Where it was published.
    pub outlet: Option<TextRange>,
}

/// Whether a passage shares words with one of these lines, which are in the order of the text.
pub fn is_in_one_of(lines: &[StrayLine], passage: &Parts) -> bool {
    passage.iter().any(|part| {
        let next = lines.partition_point(|line| line.range.end() <= part.start());
        lines.get(next).is_some_and(|line| line.range.overlaps(part))
    })
}

/// No stray line has more bytes, save what pages say about cookies.
const LONGEST: usize = 240;
/// What pages say about cookies may be a paragraph.
const LONGEST_NOTICE: usize = 1200;

/// The stray lines of an article in the order of the text. Takes time in proportion to it.
pub fn stray_lines(text: &ArticleText) -> Vec<StrayLine> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut read = |piece: &str| {
        let start = at + piece.len() - piece.trim_start().len();
        at += piece.len();
        found.extend(stray_line(text, start, piece.trim()));
    };
    for line in text.as_str().split_inclusive('\n') {
        // The last bytes of the two signs; most lines have neither.
        if has_byte(line, |byte| matches!(byte, 0xa8 | 0xa9)) {
            line.split_inclusive(['\u{2028}', '\u{2029}']).for_each(&mut read);
        } else {
            read(line);
        }
    }
    found
}

/// Whether a line has a byte like these. It asks of every byte, which takes less than to stop at the first.
fn has_byte(line: &str, is_it: impl Fn(u8) -> bool) -> bool {
    line.bytes().fold(false, |found, byte| found | is_it(byte))
}

fn stray_line(text: &ArticleText, start: usize, line: &str) -> Option<StrayLine> {
    if line.is_empty() || line.len() > LONGEST_NOTICE {
        return None;
    }
    let written = (line.len() <= LONGEST).then(|| date::date(line)).flatten();
    let byline = (line.len() <= LONGEST).then(|| byline::byline(line)).flatten();
    let kind = if byline.is_some() {
        StrayKind::Byline
    } else if written.as_ref().is_some_and(|date| date.is_alone) {
        StrayKind::Date
    } else {
        kind(line)?
    };
    // Only now is its place worth finding out.
    let within = |part: std::ops::Range<usize>| {
        let range = names::range(text, start + part.start, start + part.end)?;
        (text.tidy(range) == Some(range)).then_some(range)
    };
    let whole = names::range(text, start, start + line.len())?;
    let mut stray = StrayLine { range: text.tidy(whole)?, kind, byline: None, date: None, outlet: None };
    match kind {
        StrayKind::Byline | StrayKind::Date => {
            if let Some(byline) = byline {
                stray.byline = within(byline.names);
                stray.outlet = byline.outlet.and_then(within);
            }
            stray.date =
                written.and_then(|date| Some(WrittenDate { range: within(date.range)?, iso: date.iso }));
        }
        StrayKind::Credit if line.starts_with(['©', '(', 'C', 'c']) => {
            stray.outlet = owner(line).and_then(within);
        }
        _ => {}
    }
    Some(stray)
}

/// "© 2024 The Skerry Herald. All rights reserved": the outlet.
fn owner(line: &str) -> Option<std::ops::Range<usize>> {
    let start = line.find(|c: char| c.is_alphabetic() && c.is_uppercase())?;
    let start = if line[start..].starts_with("Copyright") {
        let rest = start + "Copyright".len();
        rest + line[rest..].find(char::is_uppercase)?
    } else {
        start
    };
    let end = start + line[start..].find(['.', ',', '|']).unwrap_or(line.len() - start);
    byline::is_outlet(line[start..end].trim_end()).then(|| start..start + line[start..end].trim_end().len())
}

/// Where a page can be shared, and the words beside it.
const NETWORKS: [&str; 16] = [
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "email",
    "linkedin",
    "reddit",
    "telegram",
    "pinterest",
    "print",
    "share",
    "copy",
    "link",
    "messenger",
    "bluesky",
    "instagram",
];

/// What parts the names of a site's parts.
const SEPARATORS: [&str; 5] = [" > ", " | ", " › ", " » ", " / "];

fn kind(line: &str) -> Option<StrayKind> {
    if !signs::may_be_stray(line) {
        return None;
    }
    let lower = line.to_lowercase().replace('’', "'");
    let lower = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() > LONGEST {
        return signs::kind_of(&lower).filter(|kind| *kind == StrayKind::Cookies);
    }
    let words: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // "12 comments", "1,204 Comments"
    if let Some((last, numbers)) = words.split_last()
        && matches!(*last, "comment" | "comments")
        && !numbers.is_empty()
        && numbers.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some(StrayKind::Comments);
    }
    if words.len() > 1 && words.iter().all(|word| NETWORKS.contains(word)) {
        return Some(StrayKind::Share);
    }
    // "Home > News > Local", "News | Sport | Weather": short parts and no full stop.
    for sign in SEPARATORS {
        let parts = line.split(sign);
        let is_short =
            |part: &str| part.split_whitespace().count() <= 3 && part.starts_with(char::is_uppercase);
        if parts.clone().count() > 2 && parts.clone().all(is_short) && !line.ends_with(['.', '!', '?', '”'])
        {
            return Some(StrayKind::Navigation);
        }
    }
    signs::kind_of(&lower)
}
