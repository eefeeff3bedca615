//! What the list shows: a filter over annotations. What it hides is never deleted, and is counted.

use crate::annotation::{Annotation, ClaimType, Document, Kind, QuoteType, VERDICTS};
use crate::identity::SourceId;

/// Which annotations are shown: those that pass every condition that is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that occur in what the annotation says; see [`mentions`].
    pub text: String,
    /// Claims or quotes only.
    pub kind: Option<Kind>,
    /// Those of one source, or with `Some(None)` those that nobody is named for.
    pub source: Option<Option<SourceId>>,
    /// Claims with this verdict; the first value of the scale stands for those without one.
    pub verdict: Option<String>,
    /// Those with this label.
    pub label: Option<String>,
    /// Quotes of this type.
    pub quote_type: Option<QuoteType>,
    /// Claims of this type.
    pub claim_type: Option<ClaimType>,
    /// Those with a note.
    pub has_note: bool,
    /// Those with evidence.
    pub has_evidence: bool,
    /// Those whose speaker is proposed and not yet confirmed.
    pub is_proposed: bool,
}

impl Filter {
    /// Whether it hides nothing.
    pub fn is_empty(&self) -> bool {
        Self { text: String::new(), ..self.clone() } == Self::default() && self.text.trim().is_empty()
    }

    /// Whether it shows an annotation of a document.
    pub fn shows(&self, document: &Document, annotation: &Annotation) -> bool {
        let claim = &annotation.claim;
        let (is_quote, is_claim) = (annotation.kind == Kind::Quote, annotation.kind == Kind::Claim);
        let source = || document.source_of(annotation).map(|source| source.id);
        self.kind.is_none_or(|kind| annotation.kind == kind)
            && self.source.is_none_or(|wanted| source() == wanted)
            && self.verdict.as_ref().is_none_or(|wanted| is_claim && verdict(document, annotation) == wanted)
            && self.label.as_ref().is_none_or(|label| annotation.labels.contains(label))
            && self.quote_type.is_none_or(|wanted| is_quote && annotation.quote_type == Some(wanted))
            && self.claim_type.is_none_or(|wanted| is_claim && claim.claim_type == Some(wanted))
            && (!self.has_note || !annotation.note.trim().is_empty())
            && (!self.has_evidence || (is_claim && !claim.evidence.is_empty()))
            && (!self.is_proposed || annotation.attribution.is_proposed)
            && mentions(document, annotation, &self.text)
    }
}

/// A claim's verdict, where it has none the first one of the scale.
pub fn verdict<'a>(document: &'a Document, annotation: &'a Annotation) -> &'a str {
    let own = annotation.claim.verdict.as_str();
    let first = || document.article.details.verdicts.first().map_or(VERDICTS[0], String::as_str);
    if own.is_empty() { first() } else { own }
}

/// Whether every word of a query occurs in an annotation: in its words, note and labels, its kind and type, the
/// names of its speaker, its verdict, wording, context, date, place or evidence; in any case. A blank query
/// occurs everywhere.
pub fn mentions(document: &Document, annotation: &Annotation, query: &str) -> bool {
    let query = query.to_lowercase();
    let mut wanted = query.split_whitespace().peekable();
    if wanted.peek().is_none() {
        return true;
    }
    let mut all = annotation.words(&document.article.text);
    let mut add = |text: &str| {
        all.push('\n');
        all.push_str(text);
    };
    add(&annotation.note);
    add(annotation.kind.name());
    annotation.labels.iter().for_each(|label| add(label));
    if let Some(source) = document.source_of(annotation) {
        source.names().for_each(&mut add);
        add(&source.role);
        add(&source.organisation);
    }
    match annotation.kind {
        Kind::Quote => add(annotation.quote_type.map_or("", QuoteType::name)),
        Kind::Claim => {
            let claim = &annotation.claim;
            add(claim.claim_type.map_or("", ClaimType::name));
            add(verdict(document, annotation));
            [&claim.wording, &claim.context, &claim.date, &claim.place]
                .into_iter()
                .for_each(|text| add(text));
            for evidence in &claim.evidence {
                add(&evidence.note);
                match &evidence.place {
                    crate::annotation::EvidencePlace::Url(url) => add(url),
                    crate::annotation::EvidencePlace::Span(range) => add(document.article.text.slice(*range)),
                }
            }
        }
    }
    let all = all.to_lowercase();
    wanted.all(|word| all.contains(word))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::annotation::{
        Change, Evidence, EvidencePlace, Parts, Source, SourceKind, Stance, clean_labels,
    };
    use crate::identity::{AnnotationId, ArticleId, Timestamp};
    use crate::text::{TextRange, article_from_paste};

    fn source_id() -> SourceId {
        SourceId::from_random([1; 16])
    }

    /// A split quote (1) by Okafor, a claim (2) with everything, a bare claim (3).
    fn document() -> Document {
        let at = Timestamp::default();
        let text = "We won, she said, by three votes. It cost 84 million.";
        let article = article_from_paste(text, ArticleId::from_random([1; 16]), at).expect("has text");
        let range = |start, end| TextRange::of(start, end).expect("not empty");
        let id = |number| AnnotationId::from_random([number; 16]);
        let parts = Parts::new([range(0, 7), range(18, 32)]).expect("two parts");
        let mut quote = Annotation::new(id(1), Kind::Quote, parts, at);
        quote.note = "Check the minutes".to_owned();
        quote.labels = clean_labels(["Election"]);
        quote.quote_type = Some(QuoteType::Direct);
        quote.attribution.source = Some(source_id());
        quote.attribution.is_proposed = true;
        let mut claim = Annotation::new(id(2), Kind::Claim, range(34, 53).into(), at);
        claim.claim.verdict = "disputed".to_owned();
        claim.claim.claim_type = Some(ClaimType::Quantity);
        claim.claim.wording = "The bridge cost that much".to_owned();
        claim.claim.evidence = vec![Evidence {
            place: EvidencePlace::Url("https://example.org/audit".to_owned()),
            stance: Stance::Contradicts,
            note: "table four".to_owned(),
        }];
        let bare = Annotation::new(id(3), Kind::Claim, range(0, 6).into(), at);
        let okafor = Source::new(source_id(), "Ines Okafor", SourceKind::Person, at);
        let mut document = Document::new(article);
        for change in [
            Change::PutSource(Rc::new(okafor)),
            Change::Put(Rc::new(quote)),
            Change::Put(Rc::new(claim)),
            Change::Put(Rc::new(bare)),
        ] {
            document = document.apply(&change).expect("it is new").0;
        }
        document
    }

    fn shown(document: &Document, filter: &Filter) -> String {
        let number = |annotation: &Annotation| {
            (1..=3).find(|number| annotation.id == AnnotationId::from_random([*number; 16])).unwrap_or(0)
        };
        let shown = document.annotations.iter().filter(|annotation| filter.shows(document, annotation));
        let mut numbers: Vec<_> = shown.map(|annotation| number(annotation)).collect();
        numbers.sort_unstable();
        numbers.iter().map(u8::to_string).collect()
    }

    #[test]
    fn words_are_looked_for_everywhere() {
        let document = document();
        let cases = [
            ("", "123"),
            ("  ", "123"),
            ("WON", "13"),
            ("votes minutes", "1"),
            ("election quote", "1"),
            ("she said", ""),
            ("okafor", "1"),
            ("direct", "1"),
            ("disputed", "2"),
            ("unchecked", "3"),
            ("bridge", "2"),
            ("table audit", "2"),
            ("quantity", "2"),
            ("won lost", ""),
        ];
        for (query, expected) in cases {
            let filter = Filter { text: query.to_owned(), ..Filter::default() };
            assert_eq!(shown(&document, &filter), expected, "{query:?}");
            assert_eq!(filter.is_empty(), query.trim().is_empty());
        }
    }

    #[test]
    fn conditions_add_up() {
        let document = document();
        let all = Filter::default();
        let verdict = |name: &str| Filter { verdict: Some(name.to_owned()), ..Filter::default() };
        let cases = [
            (all.clone(), "123"),
            (Filter { kind: Some(Kind::Claim), ..all.clone() }, "23"),
            (Filter { source: Some(Some(source_id())), ..all.clone() }, "1"),
            (Filter { source: Some(None), ..all.clone() }, "23"),
            (verdict("disputed"), "2"),
            (verdict("unchecked"), "3"),
            (Filter { label: Some("Election".to_owned()), ..all.clone() }, "1"),
            (Filter { quote_type: Some(QuoteType::Direct), ..all.clone() }, "1"),
            (Filter { quote_type: Some(QuoteType::Mixed), ..all.clone() }, ""),
            (Filter { claim_type: Some(ClaimType::Quantity), ..all.clone() }, "2"),
            (Filter { has_note: true, ..all.clone() }, "1"),
            (Filter { has_evidence: true, ..all.clone() }, "2"),
            (Filter { is_proposed: true, ..all.clone() }, "1"),
            (Filter { kind: Some(Kind::Claim), has_note: true, ..all }, ""),
        ];
        for (filter, expected) in cases {
            assert_eq!(shown(&document, &filter), expected, "{filter:?}");
        }
    }
}
