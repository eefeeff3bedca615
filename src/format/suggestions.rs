//! Suggestions as JSON, for their way from the program that finds them to the page that shows them.
//!
//! Offsets are code points of the text that both sides have.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::annotation::{ClaimType, Kind, Parts, QuoteType, SourceKind};
use crate::detection::{
    ClaimReason, Findings, Reason, Speaker, StrayKind, StrayLine, Suggestion, Why, WrittenDate,
};
use crate::text::{ArticleText, TextRange};

type Span = (u32, u32);

#[derive(Serialize, Deserialize)]
struct SuggestionWire {
    kind: String,
    parts: Vec<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quote_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cue: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mention: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<SpeakerWire>,
    score: u8,
    /// The reasons, each by its name and the words that it holds.
    why: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct SpeakerWire {
    name: String,
    role: String,
    organisation: String,
    kind: String,
    mentions: Vec<Span>,
}

#[derive(Serialize, Deserialize)]
struct StrayWire {
    line: Span,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    byline: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outlet: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<(Span, Option<String>)>,
}

#[derive(Serialize, Deserialize)]
struct FindingsWire {
    suggestions: Vec<SuggestionWire>,
    stray: Vec<StrayWire>,
}

/// Writes what was found.
pub fn to_json(findings: &Findings) -> String {
    let stray = |line: &StrayLine| StrayWire {
        line: span(line.range),
        kind: line.kind.name().to_owned(),
        byline: line.byline.map(span),
        outlet: line.outlet.map(span),
        date: line.date.as_ref().map(|date| (span(date.range), date.iso.clone())),
    };
    let wire = FindingsWire {
        suggestions: findings.suggestions.iter().map(write).collect(),
        stray: findings.stray.iter().map(stray).collect(),
    };
    serde_json::to_string(&wire).expect("strings, numbers and lists of them are always JSON")
}

/// Reads what [`to_json`] wrote for the same text. What does not fit into the text is left out, because nothing
/// could be shown of it.
///
/// # Errors
/// In the words of the JSON reader, where it is not what is written here.
pub fn from_json(text: &ArticleText, json: &str) -> Result<Findings, serde_json::Error> {
    let wire: FindingsWire = serde_json::from_str(json)?;
    Ok(Findings {
        suggestions: wire.suggestions.into_iter().filter_map(|suggestion| read(text, suggestion)).collect(),
        stray: wire.stray.into_iter().filter_map(|line| read_stray(text, line)).collect(),
    })
}

fn read_stray(text: &ArticleText, wire: StrayWire) -> Option<StrayLine> {
    let end = text.index().code_points();
    let range = |(start, stop): Span| TextRange::of(start, stop).filter(|range| range.end() <= end);
    Some(StrayLine {
        range: range(wire.line)?,
        kind: StrayKind::from_name(&wire.kind)?,
        byline: wire.byline.and_then(range),
        outlet: wire.outlet.and_then(range),
        date: wire.date.and_then(|(at, iso)| Some(WrittenDate { range: range(at)?, iso })),
    })
}

fn span(range: TextRange) -> Span {
    (range.start().0, range.end().0)
}

fn write(suggestion: &Suggestion) -> SuggestionWire {
    let speaker = |speaker: &Rc<Speaker>| SpeakerWire {
        name: speaker.name.clone(),
        role: speaker.role.clone(),
        organisation: speaker.organisation.clone(),
        kind: speaker.kind.name().to_owned(),
        mentions: speaker.mentions.iter().copied().map(span).collect(),
    };
    SuggestionWire {
        kind: suggestion.kind.name().to_owned(),
        parts: suggestion.parts.iter().map(span).collect(),
        quote_type: suggestion.quote_type.map(|value| value.name().to_owned()),
        claim_type: suggestion.claim_type.map(|value| value.name().to_owned()),
        cue: suggestion.cue.map(span),
        mention: suggestion.mention.map(span),
        speaker: suggestion.speaker.as_ref().map(speaker),
        score: suggestion.score,
        why: write_why(&suggestion.why),
    }
}

fn write_why(why: &Why) -> Vec<(String, String)> {
    let pair = |(name, words): (&str, &str)| (name.to_owned(), words.to_owned());
    match why {
        Why::Quote(reasons) => reasons.iter().map(|reason| pair(reason.parts())).collect(),
        Why::Claim(reasons) => reasons.iter().map(|reason| pair(reason.parts())).collect(),
    }
}

fn read_why(kind: Kind, pairs: &[(String, String)]) -> Option<Why> {
    let pairs = pairs.iter().map(|(name, words)| (name.as_str(), words.as_str()));
    Some(match kind {
        Kind::Quote => {
            Why::Quote(pairs.map(|(name, words)| Reason::from_parts(name, words)).collect::<Option<_>>()?)
        }
        Kind::Claim => Why::Claim(
            pairs.map(|(name, words)| ClaimReason::from_parts(name, words)).collect::<Option<_>>()?,
        ),
    })
}

fn read(text: &ArticleText, wire: SuggestionWire) -> Option<Suggestion> {
    let end = text.index().code_points();
    let range = |(start, stop): Span| TextRange::of(start, stop).filter(|range| range.end() <= end);
    let parts = wire.parts.into_iter().map(range).collect::<Option<Vec<_>>>()?;
    let speaker = |speaker: SpeakerWire| {
        Rc::new(Speaker {
            name: speaker.name,
            role: speaker.role,
            organisation: speaker.organisation,
            kind: SourceKind::from_name(&speaker.kind).unwrap_or_default(),
            mentions: speaker.mentions.into_iter().filter_map(range).collect(),
        })
    };
    let kind = Kind::from_name(&wire.kind)?;
    Some(Suggestion {
        kind,
        parts: Parts::new(parts)?,
        quote_type: wire.quote_type.as_deref().and_then(QuoteType::from_name),
        claim_type: wire.claim_type.as_deref().and_then(ClaimType::from_name),
        cue: wire.cue.and_then(range),
        mention: wire.mention.and_then(range),
        speaker: wire.speaker.map(speaker),
        score: wire.score.min(100),
        why: read_why(kind, &wire.why)?,
    })
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::detection::suggest;

    #[test]
    fn what_was_written_is_read() {
        let (text, _) = ArticleText::new(
            "Council member Ines Okafor opposed it. “We were promised a plant,” she said, “and got a bill.” 🌊 \
             The plant will cost more, said Brandt.\n\nBy Ines Okafor, The Skerry Herald\n\n14 March 2026\n\n\
             Read more: Ferries late again",
        );
        let found = suggest(&text, &[], |_, _| ControlFlow::Continue(()));
        assert!(found.suggestions.iter().any(|suggestion| suggestion.speaker.is_some()), "{found:?}");
        assert!(found.stray.iter().any(|line| line.byline.is_some() && line.outlet.is_some()), "{found:?}");
        assert!(found.stray.iter().any(|line| line.date.is_some()), "{found:?}");
        let json = to_json(&found);
        assert_eq!(from_json(&text, &json).expect("our own"), found);
        let (short, _) = ArticleText::new("Short.");
        assert_eq!(
            from_json(&short, &json).expect("our own"),
            Findings::default(),
            "nothing of it lies in the other text"
        );
        assert!(from_json(&text, "{").is_err());
    }
}
