//! Who is quoted how much: the counts behind the table of sources.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::{Document, Kind, QuoteType};
use crate::identity::SourceId;

/// What one source says in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Who; `None` for everything that nobody is named for.
    pub source: Option<SourceId>,
    /// How many quotes are theirs.
    pub quotes: usize,
    /// How many claims are theirs.
    pub claims: usize,
    /// Their quoted words (UAX #29) by type: direct, indirect, mixed, and those of quotes without a type.
    pub words: [usize; 4],
    /// The words that attribute their quotes, in lower case, the most frequent first.
    pub cues: Vec<(String, usize)>,
}

impl Share {
    /// All their quoted words.
    pub fn quoted_words(&self) -> usize {
        self.words.iter().sum()
    }
}

/// What each source of an article says: those with the most quoted words first, then in the order of the table;
/// a source that says nothing is there too. Last, if there is any, what nobody is named for.
///
/// Words that lie in two quotes count for both.
pub fn shares(document: &Document) -> Vec<Share> {
    let mut by_source: BTreeMap<Option<SourceId>, (Share, BTreeMap<String, usize>)> = BTreeMap::new();
    for annotation in document.annotations.iter() {
        let source = document.source_of(annotation).map(|source| source.id);
        let (share, cues) = by_source.entry(source).or_default();
        match annotation.kind {
            Kind::Claim => share.claims += 1,
            Kind::Quote => {
                share.quotes += 1;
                let text = &document.article.text;
                let words = annotation.parts.iter().map(|part| text.slice(part).unicode_words().count());
                share.words[place(annotation.quote_type)] += words.sum::<usize>();
                if let Some(cue) = annotation.attribution.cue {
                    *cues.entry(text.slice(cue).to_lowercase()).or_default() += 1;
                }
            }
        }
    }
    let mut take = |source: Option<SourceId>| {
        let (mut share, cues) = by_source.remove(&source).unwrap_or_default();
        share.source = source;
        share.cues = cues.into_iter().collect();
        // Stable: cues of one number stay in the order of the alphabet.
        share.cues.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        share
    };
    let mut shares: Vec<_> = document.sources.iter().map(|source| take(Some(source.id))).collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.quoted_words()));
    let nobody = take(None);
    shares.extend((nobody.quotes + nobody.claims > 0).then_some(nobody));
    shares
}

fn place(quote_type: Option<QuoteType>) -> usize {
    match quote_type {
        Some(QuoteType::Direct) => 0,
        Some(QuoteType::Indirect) => 1,
        Some(QuoteType::Mixed) => 2,
        None => 3,
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::annotation::{Annotation, Change, Source, SourceKind};
    use crate::identity::{AnnotationId, ArticleId, Timestamp};
    use crate::text::{TextRange, article_from_paste};

    #[test]
    fn words_and_cues_are_counted_for_each_source() {
        let at = Timestamp::default();
        let text = "“We won,” said Ito. Ito said it rained. “No,” he said. Nobody knew.";
        let article = article_from_paste(text, ArticleId::from_random([1; 16]), at).expect("has text");
        let mut document = Document::new(article);
        let source = |number: u8| SourceId::from_random([number; 16]);
        for (number, name) in [(1, "Silent"), (2, "Ito")] {
            let row = Source::new(source(number), name, SourceKind::Person, at);
            document = document.apply(&Change::PutSource(Rc::new(row))).expect("new").0;
        }
        // kind, words, speaker, cue, type
        let rows = [
            (Kind::Quote, (0, 9), Some(2), Some((10, 14)), Some(QuoteType::Direct)),
            (Kind::Quote, (29, 38), Some(2), Some((24, 28)), Some(QuoteType::Indirect)),
            (Kind::Quote, (40, 45), Some(2), None, None),
            (Kind::Claim, (29, 38), Some(2), None, None),
            (Kind::Claim, (55, 66), None, None, None),
            // A source that another tab has taken away.
            (Kind::Quote, (40, 45), Some(9), None, Some(QuoteType::Direct)),
        ];
        for (number, (kind, (start, end), speaker, cue, quote_type)) in (0..).zip(rows) {
            let range = |start, end| TextRange::of(start, end).expect("not empty");
            let id = AnnotationId::from_random([number; 16]);
            let mut annotation = Annotation::new(id, kind, range(start, end).into(), at);
            annotation.attribution.source = speaker.map(source);
            annotation.attribution.cue = cue.map(|(start, end)| range(start, end));
            annotation.quote_type = quote_type;
            document = document.apply(&Change::Put(Rc::new(annotation))).expect("new").0;
        }
        let drawn: Vec<_> = shares(&document)
            .into_iter()
            .map(|share| {
                let name =
                    share.source.and_then(|id| document.sources.get(id)).map(|source| source.name.clone());
                (name.unwrap_or_default(), share.quotes, share.claims, share.words, share.cues)
            })
            .collect();
        let said = vec![("said".to_owned(), 2)];
        assert_eq!(
            drawn,
            [
                ("Ito".to_owned(), 3, 1, [2, 2, 0, 1], said),
                ("Silent".to_owned(), 0, 0, [0; 4], vec![]),
                (String::new(), 1, 1, [1, 0, 0, 0], vec![]),
            ]
        );
    }
}
