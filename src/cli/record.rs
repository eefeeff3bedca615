//! One line in, one line out.

use ascribe::detection::{self, ClaimSuggestion, QuoteSuggestion};
use ascribe::text::{ArticleText, TextRange};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// An article as it comes in. Whatever else the line holds is passed over.
#[derive(Deserialize)]
struct Given<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    text: String,
}

/// What was found in it.
#[derive(Serialize)]
struct Suggestions<'a> {
    id: &'a RawValue,
    quotes: Vec<Quote<'a>>,
    claims: Vec<Claim>,
}

/// A sentence that is worth a check.
#[derive(Serialize)]
struct Claim {
    start: usize,
    end: usize,
    score: u8,
    #[serde(rename = "type")]
    kind: &'static str,
    reasons: Vec<String>,
}

impl Claim {
    fn new(places: &Places, claim: &ClaimSuggestion) -> Self {
        let (start, end) = places.of(claim.range);
        let reasons = claim.reasons.iter().map(ToString::to_string).collect();
        Self { start, end, score: claim.score, kind: claim.claim_type.name(), reasons }
    }
}

/// One part of a quote. The parts of one quote have one `group`; all offsets are code points of the given text.
#[derive(Serialize)]
struct Quote<'a> {
    group: usize,
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(flatten)]
    speaker: Option<Spot<'a, Speaker>>,
    #[serde(flatten)]
    cue: Option<Spot<'a, Cue>>,
    #[serde(flatten)]
    source: Option<Source<'a>>,
    score: u8,
    reason: String,
}

struct Speaker;
struct Cue;

/// A stretch of the text under a name of its own.
struct Spot<'a, K> {
    words: &'a str,
    start: usize,
    end: usize,
    kind: std::marker::PhantomData<K>,
}

impl Serialize for Spot<'_, Speaker> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer, ["speaker", "speaker_start", "speaker_end"])
    }
}

impl Serialize for Spot<'_, Cue> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer, ["cue", "cue_start", "cue_end"])
    }
}

impl<'a, K> Spot<'a, K> {
    fn new(text: &'a ArticleText, places: &Places, range: TextRange) -> Self {
        let (start, end) = places.of(range);
        Self { words: text.slice(range), start, end, kind: std::marker::PhantomData }
    }

    fn write<S: serde::Serializer>(
        &self,
        serializer: S,
        names: [&'static str; 3],
    ) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry(names[0], self.words)?;
        map.serialize_entry(names[1], &self.start)?;
        map.serialize_entry(names[2], &self.end)?;
        map.end()
    }
}

/// Whom the speaker was found to be.
#[derive(Serialize)]
struct Source<'a> {
    source: &'a str,
    source_kind: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    source_role: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_end: Option<usize>,
}

/// From code points of the normalised text to code points of the text as it was given.
struct Places {
    /// From this place of the normalised text on, how many more code points the given text has before it.
    shifts: Vec<(usize, usize)>,
}

impl Places {
    fn new(given: &str) -> Self {
        let mut shifts = Vec::new();
        let body = given.trim_start_matches('\u{feff}');
        let mut shift = given[..given.len() - body.len()].chars().count();
        if shift > 0 {
            shifts.push((0, shift));
        }
        if body.contains("\r\n") {
            let mut at = 0;
            let mut characters = body.chars().peekable();
            while let Some(c) = characters.next() {
                at += 1;
                if c == '\r' && characters.next_if_eq(&'\n').is_some() {
                    shift += 1;
                    shifts.push((at, shift));
                }
            }
        }
        Self { shifts }
    }

    fn of(&self, range: TextRange) -> (usize, usize) {
        let shift = |at: usize, before: usize| {
            let next = self.shifts.partition_point(|(from, _)| *from < at + before);
            next.checked_sub(1).map_or(0, |last| self.shifts[last].1)
        };
        let (start, end) = (range.start().get(), range.end().get());
        // An end that stands right before a line end stays there.
        (start + shift(start, 1), end + shift(end, 0))
    }
}

/// Reads an article and writes what is found in it, a line without its end.
pub fn answer(line: &str) -> Result<String, serde_json::Error> {
    let given: Given = serde_json::from_str(line)?;
    let (text, _) = ArticleText::new(&given.text);
    let places = Places::new(&given.text);
    let found = detection::suggest_quotes(&text);
    let quotes =
        found.iter().enumerate().flat_map(|(group, quote)| parts(&text, &places, group, quote)).collect();
    let claims = detection::suggest_claims(&text);
    let claims = claims.iter().map(|claim| Claim::new(&places, claim)).collect();
    serde_json::to_string(&Suggestions { id: given.id, quotes, claims })
}

fn parts<'a>(
    text: &'a ArticleText,
    places: &'a Places,
    group: usize,
    quote: &'a QuoteSuggestion,
) -> impl Iterator<Item = Quote<'a>> {
    quote.content.iter().map(move |part| {
        let (start, end) = places.of(part);
        let best = quote.best_mention.map(|range| places.of(range));
        Quote {
            group,
            start,
            end,
            kind: quote.quote_type.name(),
            speaker: quote.mention.map(|range| Spot::new(text, places, range)),
            cue: quote.cue.map(|range| Spot::new(text, places, range)),
            source: quote.speaker.as_deref().map(|speaker| Source {
                source: &speaker.name,
                source_kind: speaker.kind.name(),
                source_role: &speaker.role,
                source_start: best.map(|(start, _)| start),
                source_end: best.map(|(_, end)| end),
            }),
            score: quote.score,
            reason: detection::explain(&quote.reasons),
        }
    })
}
