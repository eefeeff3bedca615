//! In what two annotations can differ.

use super::table::table;
use crate::annotation::{Annotation, Document, SourceSet};
use crate::session::Aspect;

table! {
    kind: "Kind" => "Art";
    words: "Words" => "Wörter";
    quote_type: "Type of quote" => "Zitattyp";
    speaker: "Speaker" => "Quelle";
    mention: "Words for the speaker" => "Wörter für die Quelle";
    cue: "Cue" => "Redeverb";
    claim_type: "Type of claim" => "Behauptungstyp";
    worth: "Worth checking" => "Prüfenswert";
    wording: "In plain words" => "In klaren Worten";
    verdict: "Verdict" => "Urteil";
    evidence: "Evidence" => "Belege";
    date: "Date" => "Datum";
    place: "Place" => "Ort";
    context: "Context" => "Kontext";
    links: "Links" => "Verknüpfungen";
    labels: "Labels" => "Schlagwörter";
    note: "Note" => "Notiz";
}

/// An aspect's name.
pub fn name(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Kind => kind(),
        Aspect::Words => words(),
        Aspect::QuoteType => quote_type(),
        Aspect::Speaker => speaker(),
        Aspect::Mention => mention(),
        Aspect::Cue => cue(),
        Aspect::ClaimType => claim_type(),
        Aspect::CheckWorthiness => worth(),
        Aspect::Wording => wording(),
        Aspect::Verdict => verdict(),
        Aspect::Evidence => evidence(),
        Aspect::Date => date(),
        Aspect::Place => place(),
        Aspect::Context => context(),
        Aspect::Links => links(),
        Aspect::Labels => labels(),
        Aspect::Note => note(),
    }
}

/// What an annotation says there; empty if nothing. What is one of a few values is said as the page says it elsewhere.
pub fn shown(aspect: Aspect, annotation: &Annotation, document: &Document, more: &SourceSet) -> String {
    let claim = &annotation.claim;
    let named = match aspect {
        Aspect::Kind => Some(super::kind(annotation.kind)),
        Aspect::QuoteType => annotation.quote_type.map(super::quote_type),
        Aspect::ClaimType => claim.claim_type.map(super::claim_type),
        Aspect::CheckWorthiness => claim.check_worthiness.map(super::check_worthiness),
        Aspect::Verdict => Some(super::verdict(document, &claim.verdict)),
        _ => None,
    };
    named.map_or_else(|| aspect.shown(annotation, document, more), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_names_are_those_of_the_room() {
        for aspect in Aspect::ALL {
            assert_eq!(name(aspect), aspect.name());
        }
    }
}
