//! The words of the reports that people read: the page with margin notes, and what changed between two versions.

use super::table::table;
use super::{Language, count_of, grouped, kinds, language, quote_type, usual_verdict};
use crate::anchoring::Fate;
use crate::annotation::{CheckWorthiness, Kind, SourceKind};
use crate::format::told::{Column, Told, Value};

table! {
    articles: "Annotated articles" => "Markierte Artikel";
    claimed_by: "Claimed by " => "Behauptet von ";
    said_by: "Said by " => "Gesagt von ";
    wording: "Claim: " => "Behauptung: ";
    verdict: "Verdict: " => "Urteil: ";
    worth: "Worth checking: " => "Prüfenswert: ";
    date: "Date: " => "Datum: ";
    place: "Place: " => "Ort: ";
    context: "Context: " => "Kontext: ";
    labels: "Labels: " => "Schlagwörter: ";
    links: "This " => "Verknüpft: ";
    annotated_by: "Annotated by " => "Markiert von ";
    sources: "Sources" => "Quellen";
    summary: "Summary" => "Übersicht";
    column_number: "No." => "Nr.";
    column_kind: "Kind" => "Art";
    column_words: "Words" => "Wörter";
    column_speaker: "Speaker" => "Quelle";
    column_worth: "Worth checking" => "Prüfenswert";
    column_verdict: "Verdict" => "Urteil";
    column_evidence: "Evidence" => "Belege";
    what_changed(title): "What changed: {title}" => "Was sich geändert hat: {title}";
    version(number, day): "version {number} ({day})" => "Fassung {number} ({day})";
    from_to(old, new): "From {old} to {new}." => "Von {old} zu {new}.";
    quotes_changed: "Quotes whose words changed" => "Zitate, deren Worte sich geändert haben";
    claims_changed: "Claims whose words changed" => "Behauptungen, deren Worte sich geändert haben";
    words_changed: "Whose words changed" => "Mit geänderten Worten";
    lost: "No longer in the text" => "Nicht mehr im Text";
    moved: "Elsewhere in the text" => "An anderer Stelle im Text";
    signs: "Other quotation marks, dashes or spaces" => "Andere Anführungszeichen, Striche oder Leerzeichen";
    kept: "As they were" => "Wie zuvor";
    of_whom(what, name): "{what} of {name}" => "{what} von {name}";
    was(words): "was: {words}" => "war: {words}";
    now(words): "now: {words}" => "jetzt: {words}";
    as_before(kept, all): "{kept} of {all} annotations have the same words in the same place." => "{kept} von {all} Markierungen haben dieselben Worte an derselben Stelle.";
    text: "The text" => "Der Text";
    same_text: "The same." => "Derselbe.";
    white_space: "(white space)" => "(Leerraum)";
    person: "person" => "Person";
    body: "body" => "Organisation";
    document: "document" => "Dokument";
    unnamed: "unnamed" => "ungenannt";
    unknown: "unknown" => "unbekannt";
    worth_yes: "yes" => "ja";
    worth_maybe: "maybe" => "vielleicht";
    worth_no: "no" => "nein";
}

/// What a report tells, in the language of the page.
pub fn told(told: &Told<'_>) -> String {
    let plain = match *told {
        Told::Count(kind, number) => return count_of(kind, number),
        Told::WhatChanged(title) => return what_changed(&title),
        Told::Version(number, day) => return version(&number, &day),
        Told::FromTo(old, new) => return from_to(&old, &new),
        Told::Whose(kind, "") => a_kind(kind),
        Told::Whose(kind, speaker) => return of_whom(&a_kind(kind), &speaker),
        Told::Was(words) => return was(&words),
        Told::Now(words) => return now(&words),
        Told::AsBefore(kept, all) => return as_before(&grouped(kept), &grouped(all)),
        Told::Verdict(value) => usual_verdict(value),
        Told::QuoteType(value) => quote_type(value),
        Told::ClaimType(value) => named(value.name(), kinds::claim_type(value)),
        Told::Worth(CheckWorthiness::Yes) => worth_yes(),
        Told::Worth(CheckWorthiness::Maybe) => worth_maybe(),
        Told::Worth(CheckWorthiness::No) => worth_no(),
        Told::SourceKind(value) => source_kind(value),
        Told::Relation(value) => kinds::link_name(value),
        Told::Stance(value) => kinds::stance(value),
        Told::Kind(value) => kinds::kind(value),
        Told::Articles => articles(),
        Told::Sources => sources(),
        Told::Summary => summary(),
        Told::Text => text(),
        Told::SameText => same_text(),
        Told::WhiteSpace => white_space(),
        Told::Became(fate, kind) => became(fate, kind),
        Told::Before(value) => before(value),
        Told::Column(value) => column(value),
    };
    plain.to_owned()
}

/// A name of files, which is what a report in English has; in any other language it has the name on the page.
fn named(in_files: &'static str, on_page: &'static str) -> &'static str {
    if language() == Language::English { in_files } else { on_page }
}

fn a_kind(kind: Kind) -> &'static str {
    named(kind.name(), kinds::kind(kind))
}

fn source_kind(value: SourceKind) -> &'static str {
    match value {
        SourceKind::Person => person(),
        SourceKind::Body => body(),
        SourceKind::Document => document(),
        SourceKind::Unnamed => unnamed(),
        SourceKind::Unknown => unknown(),
    }
}

fn became(fate: Fate, kind: Option<Kind>) -> &'static str {
    match (fate, kind) {
        (Fate::Changed, Some(Kind::Quote)) => quotes_changed(),
        (Fate::Changed, Some(Kind::Claim)) => claims_changed(),
        (Fate::Changed, None) => words_changed(),
        (Fate::Lost, _) => lost(),
        (Fate::Moved, _) => moved(),
        (Fate::Signs, _) => signs(),
        (Fate::Kept, _) => kept(),
    }
}

fn before(value: Value) -> &'static str {
    match value {
        Value::Claimant => claimed_by(),
        Value::Speaker => said_by(),
        Value::Wording => wording(),
        Value::Verdict => verdict(),
        Value::Worth => worth(),
        Value::Date => date(),
        Value::Place => place(),
        Value::Context => context(),
        Value::Labels => labels(),
        Value::Links => links(),
        Value::Annotator => annotated_by(),
    }
}

fn column(value: Column) -> &'static str {
    match value {
        Column::Number => column_number(),
        Column::Kind => column_kind(),
        Column::Words => column_words(),
        Column::Speaker => column_speaker(),
        Column::Worth => column_worth(),
        Column::Verdict => column_verdict(),
        Column::Evidence => column_evidence(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{ClaimType, QuoteType, RelationKind, Stance, VERDICTS};
    use crate::web::words::speak;

    #[test]
    fn the_english_words_are_those_of_the_room_and_the_german_ones_differ() {
        let values = [
            Value::Claimant,
            Value::Speaker,
            Value::Wording,
            Value::Verdict,
            Value::Worth,
            Value::Date,
            Value::Place,
            Value::Context,
            Value::Labels,
            Value::Links,
            Value::Annotator,
        ];
        let mut all = vec![
            Told::Articles,
            Told::Sources,
            Told::Summary,
            Told::WhatChanged("x"),
            Told::Version(2, "2026-05-03"),
            Told::FromTo("x", "y"),
            Told::Was("x"),
            Told::Now("x"),
            Told::AsBefore(1, 3),
            Told::Text,
            Told::SameText,
            Told::WhiteSpace,
        ];
        all.extend(values.map(Told::Before));
        all.extend(Column::ALL.map(Told::Column));
        all.extend(VERDICTS.map(Told::Verdict));
        all.extend(Kind::ALL.into_iter().flat_map(|kind| {
            let count = [1, 2].map(|number| Told::Count(kind, number));
            let whose = ["", "Ito"].map(|name| Told::Whose(kind, name));
            [Told::Kind(kind), Told::Became(Fate::Changed, Some(kind))].into_iter().chain(count).chain(whose)
        }));
        all.extend(Fate::ALL.map(|fate| Told::Became(fate, None)));
        all.extend([QuoteType::Direct, QuoteType::Indirect, QuoteType::Mixed].map(Told::QuoteType));
        all.extend(ClaimType::ALL.iter().copied().map(Told::ClaimType));
        all.extend(CheckWorthiness::ALL.iter().copied().map(Told::Worth));
        all.extend(Stance::ALL.iter().copied().map(Told::Stance));
        all.extend(SourceKind::ALL.map(Told::SourceKind));
        let kinds =
            [RelationKind::Contradicts, RelationKind::Supports, RelationKind::Repeats, RelationKind::PartOf];
        all.extend(kinds.map(Told::Relation));
        for one in &all {
            speak(Language::English);
            assert_eq!(told(one), one.to_string(), "{one:?}");
            speak(Language::German);
            // A person is the same in both.
            assert!(told(one) != one.to_string() || told(one).starts_with("Person"), "{one:?}");
        }
        speak(Language::English);
    }
}
