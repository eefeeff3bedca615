//! Every quote of an article, with its speaker.

use std::ops::ControlFlow;
use std::rc::Rc;

use super::cast::Cast;
use super::grammar::{Attributed, Place, Verb, attributions, lead_in};
use super::lexicon::Cue;
use super::names::{self, Speaker};
use super::reasons::Reason;
use super::sentences::{Units, last_sign};
use super::tokens::{Class, Token};
use crate::annotation::{Parts, QuoteType};
use crate::text::{ArticleText, TextRange};

/// A quote that was found, for a person to accept or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteSuggestion {
    /// What was said: one part, or several of a split quote or of one that runs over paragraphs.
    pub content: Parts,
    /// How it was said.
    pub quote_type: QuoteType,
    /// The words that attribute it: "said", "according to".
    pub cue: Option<TextRange>,
    /// The source as it stands in the text: "she", "council member Ines Okafor". Of a quote without a cue of its
    /// own it is the mention that it was carried from.
    pub mention: Option<TextRange>,
    /// Whom that means, by all that the article says before it.
    pub speaker: Option<Rc<Speaker>>,
    /// Where the article first names the speaker in full.
    pub best_mention: Option<TextRange>,
    /// How sure it is, from 0 to 100.
    pub score: u8,
    /// Why, in the order of the pattern.
    pub reasons: Vec<Reason>,
}

/// Every quote of an article in the order of the text. Takes time in proportion to the text.
pub fn suggest_quotes(text: &ArticleText) -> Vec<QuoteSuggestion> {
    suggest_quotes_while(text, |_, _| ControlFlow::Continue(()))
}

/// How many paragraphs are read between two calls back.
const BLOCK: usize = 64;

/// The same, with a call back after every few paragraphs that is told how many of how many are read. Where it
/// breaks off, what was found until then is returned.
pub fn suggest_quotes_while(
    text: &ArticleText,
    mut go_on: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Vec<QuoteSuggestion> {
    let paragraphs = text.paragraphs();
    let mut finder =
        Finder { text, cast: Cast::default(), drafts: Vec::new(), last: None, led_in: None, is_open: false };
    let is_transcript =
        paragraphs.iter().filter(|paragraph| turn(&paragraph.text).is_some()).take(2).count() > 1;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number > 0 && number % BLOCK == 0 && go_on(number, paragraphs.len()).is_break() {
            break;
        }
        let Some(base) = text.index().byte_of(text.as_str(), paragraph.range.start()) else { continue };
        finder.paragraph(base.get(), &paragraph.text, is_transcript);
    }
    finder.finish()
}

/// The name and the place of the words of a speaker's turn: "OKAFOR: We won."
fn turn(paragraph: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let colon = paragraph.find(':').filter(|at| *at <= 48)?;
    let open = colon
        - paragraph[..colon]
            .trim_start_matches(|c: char| super::marks::is_mark(c) || c.is_whitespace())
            .len();
    let name = paragraph[open..colon].trim();
    let words = name.split_whitespace().count();
    let is_name = (1..=5).contains(&words)
        && name.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '('));
    let rest = &paragraph[colon + 1..];
    let begins = rest.len() - rest.trim_start().len();
    (is_name && begins > 0 && !rest.trim().is_empty() && !name.contains(super::marks::is_mark))
        .then_some((open..open + name.len(), colon + 1 + begins))
}

/// A quote in bytes of the article.
struct Draft {
    parts: Vec<(usize, usize)>,
    cue: Option<(usize, usize)>,
    source: Option<(usize, usize)>,
    speaker: Option<usize>,
    quote_type: QuoteType,
    score: u8,
    reasons: Vec<Reason>,
}

/// A cue, its source and whom that means.
struct Lead {
    cue: (usize, usize),
    source: (usize, usize),
    speaker: Option<usize>,
}

struct Finder<'a> {
    text: &'a ArticleText,
    cast: Cast,
    drafts: Vec<Draft>,
    /// Who spoke last: the mention and whom it means.
    last: Option<((usize, usize), Option<usize>)>,
    /// The cue that the paragraph before ends in: "Okafor said:".
    led_in: Option<Lead>,
    /// Whether the paragraph before ended within a quotation; its draft is the last one.
    is_open: bool,
}

impl Finder<'_> {
    fn paragraph(&mut self, base: usize, paragraph: &str, is_transcript: bool) {
        if is_transcript && let Some((name, words)) = turn(paragraph) {
            let source = (base + name.start, base + name.end);
            let units = Units::new(&paragraph[name]);
            self.cast.read(source.0, &units.tokens);
            let speaker = self.cast.resolve(source.0, &units.tokens, &units.tokens);
            self.last = Some((source, speaker));
            self.drafts.push(Draft {
                parts: vec![(base + words, base + paragraph.trim_end().len())],
                cue: None,
                source: Some(source),
                speaker,
                quote_type: QuoteType::Direct,
                score: 85,
                reasons: vec![Reason::Transcript],
            });
            return;
        }
        let units = Units::new(paragraph);
        let was_open = std::mem::take(&mut self.is_open);
        let mut spoke_here = false;
        let lead = self.led_in.take();
        for (number, (first, end)) in units.sentences.iter().enumerate() {
            let sentence = &units.tokens[*first..*end];
            self.cast.read(base, sentence);
            if number == 0
                && let (Some(lead), [quote, ..]) = (&lead, sentence)
                && quote.class == Class::Quote
                && sentence.iter().all(|token| !token.is_word())
            {
                self.last = Some((lead.source, lead.speaker));
                self.drafts.push(Draft {
                    parts: vec![(base + quote.start, base + quote.end)],
                    cue: Some(lead.cue),
                    source: Some(lead.source),
                    speaker: lead.speaker,
                    quote_type: QuoteType::Direct,
                    score: 90,
                    reasons: vec![Reason::Source, Reason::LeadIn, Reason::Marks],
                });
                spoke_here = true;
                continue;
            }
            if let Some((cue, source)) = lead_in(sentence) {
                let span =
                    |first: usize, end: usize| (base + sentence[first].start, base + sentence[end - 1].end);
                let words = &sentence[source.first..source.end];
                self.led_in = Some(Lead {
                    cue: span(cue.0, cue.1),
                    source: span(source.first, source.end),
                    speaker: self.cast.resolve(base, words, &sentence[source.first..]),
                });
            }
            let found = attributions(sentence);
            let mut taken: Vec<usize> = Vec::new();
            for one in &found {
                taken.extend(
                    one.parts
                        .iter()
                        .flat_map(|part| part.0..part.1)
                        .filter(|at| sentence[*at].class == Class::Quote),
                );
                self.attributed(base, sentence, one);
                spoke_here = true;
            }
            for (at, token) in sentence.iter().enumerate() {
                if token.class == Class::Quote && !taken.contains(&at) {
                    let alone = sentence.iter().all(|token| !token.is_word());
                    let continues = was_open && number == 0 && at == 0;
                    self.unattributed(base, token, alone, spoke_here, continues);
                }
            }
        }
        if let Some(last) = units.tokens.last() {
            let closes = |c: char| super::marks::is_mark(c);
            self.is_open = last.class == Class::Quote && !last.text.trim_end().ends_with(closes);
        }
    }

    fn attributed(&mut self, base: usize, sentence: &[Token], one: &Attributed) {
        let span = |first: usize, end: usize| {
            let last = &sentence[end - 1];
            (base + sentence[first].start, base + last.end)
        };
        let parts: Vec<_> = one.parts.iter().map(|part| span(part.0, part.1)).collect();
        let quoted = one
            .parts
            .iter()
            .any(|part| sentence[part.0..part.1].iter().any(|token| token.class == Class::Quote));
        let bare = one.parts.iter().any(|part| sentence[part.0..part.1].iter().any(|token| token.is_word()));
        let quote_type = match (quoted, bare) {
            (true, false) => QuoteType::Direct,
            (true, true) => QuoteType::Mixed,
            (false, _) => QuoteType::Indirect,
        };
        let source = one.source.map(|source| {
            let (start, mut end) = span(source.first, one.mention_end);
            let last = &sentence[one.mention_end - 1];
            if last.is_possessive() {
                end = base + last.start + super::tokens::bare(last.text).len();
            }
            (start, end)
        });
        let speaker = one.source.and_then(|source| {
            let wide = &sentence[source.first..];
            self.cast.resolve(base, &sentence[source.first..source.end], wide)
        });
        if let Some(source) = source {
            self.last = Some((source, speaker));
        }
        let cue = span(one.cue.0, one.cue.1);
        let words =
            sentence[one.cue.0..one.cue.1].iter().map(|token| token.text).collect::<Vec<_>>().join(" ");
        let score = match (one.verb, quoted, one.place) {
            (Verb::Speech(Cue::Say | Cue::Hearer), true, _) => 95,
            (Verb::Speech(Cue::From), ..) => 88,
            (Verb::Speech(Cue::Say | Cue::Hearer), false, Place::After) => 85,
            (Verb::Speech(Cue::Say | Cue::Hearer), false, Place::Before) => 78,
            (Verb::Speech(_), true, _) => 80,
            (Verb::Speech(_), false, _) => 55,
            (Verb::Attitude, true, _) => 65,
            (Verb::Attitude, false, _) => 45,
            (Verb::Notion, ..) => 40,
        };
        let cue_reason = match one.verb {
            Verb::Speech(_) => Reason::SpeechCue(words),
            Verb::Attitude => Reason::AttitudeCue(words),
            Verb::Notion => Reason::CueNoun(words),
        };
        let mark = if quoted { Reason::Marks } else { Reason::Clause };
        let mut reasons = match one.place {
            Place::Before => vec![cue_reason, mark],
            Place::After => vec![mark, cue_reason],
        };
        if source.is_some() {
            let at = usize::from(one.place == Place::After) * 2;
            reasons.insert(at, Reason::Source);
        }
        self.drafts.push(Draft { parts, cue: Some(cue), source, speaker, quote_type, score, reasons });
    }

    /// A quotation beside which nobody is named.
    fn unattributed(&mut self, base: usize, token: &Token, alone: bool, spoke_here: bool, continues: bool) {
        let place = (base + token.start, base + token.end);
        if continues && let Some(draft) = self.drafts.last_mut() {
            draft.parts.push(place);
            draft.reasons.push(Reason::NextParagraph);
            return;
        }
        let words = token.text.split_whitespace().count();
        let ends = matches!(last_sign(token.text), Some('.' | '?' | '!' | '…' | ','));
        if words < 7 && !(alone && ends) {
            return;
        }
        let carried = self.last.filter(|_| alone || spoke_here);
        let mut reasons = vec![Reason::Marks];
        if carried.is_some() {
            reasons.push(Reason::Carried);
        }
        self.drafts.push(Draft {
            parts: vec![place],
            cue: None,
            source: carried.map(|(source, _)| source),
            speaker: carried.and_then(|(_, speaker)| speaker),
            quote_type: QuoteType::Direct,
            score: if spoke_here { 75 } else { 50 },
            reasons,
        });
    }

    fn finish(self) -> Vec<QuoteSuggestion> {
        let Self { text, cast, mut drafts, .. } = self;
        drafts
            .sort_by_key(|draft| (draft.parts[0].0, std::cmp::Reverse(draft.parts[draft.parts.len() - 1].1)));
        let cast = cast.finish(text);
        let tidy = |(start, end): (usize, usize)| names::tidy(text, start, end);
        let mut found: Vec<QuoteSuggestion> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let Some(content) = Parts::new(draft.parts.iter().filter_map(|part| tidy(*part))) else {
                continue;
            };
            if found.last().is_some_and(|last| last.content == content) {
                continue;
            }
            let member = draft.speaker.and_then(|speaker| cast.get(speaker));
            found.push(QuoteSuggestion {
                quote_type: draft.quote_type,
                content,
                cue: draft.cue.and_then(tidy),
                mention: draft.source.and_then(tidy),
                best_mention: member.and_then(|member| member.best),
                speaker: member.map(|member| Rc::clone(&member.speaker)),
                score: draft.score,
                reasons: draft.reasons,
            });
        }
        found
    }
}
