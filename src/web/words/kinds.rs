//! The names of kinds, types and steps.

use super::table::table;
use super::{common, count_of};
use crate::annotation::{
    CheckWorthiness, ClaimType, Document, Kind, Provenance, QuoteType, RelationKind, SourceKind, Stance,
    VERDICTS,
};
use crate::detection::StrayKind;
use crate::session::{FieldName, Step};

table! {
    claim: "Claim" => "Behauptung";
    quote: "Quote" => "Zitat";
    direct: "direct" => "direkt";
    indirect: "indirect" => "indirekt";
    mixed: "mixed" => "gemischt";
    quantity: "Quantity" => "Menge";
    cause: "Cause or correlation" => "Ursache oder Zusammenhang";
    rule: "Law or rule" => "Gesetz oder Regel";
    prediction: "Prediction" => "Vorhersage";
    experience: "Personal experience" => "Eigene Erfahrung";
    other: "Other" => "Sonstiges";
    not_a_claim: "Not a claim" => "Keine Behauptung";
    yes: "Yes" => "Ja";
    maybe: "Maybe" => "Vielleicht";
    no: "No" => "Nein";
    supports: "Supports" => "Stützt";
    contradicts: "Contradicts" => "Widerspricht";
    person: "Person" => "Person";
    body: "Organisation" => "Organisation";
    document: "Document" => "Dokument";
    unnamed: "Unnamed" => "Ungenannt";
    unknown: "Unknown" => "Unbekannt";
    link_contradicts: "contradicts" => "widerspricht";
    link_supports: "supports" => "stützt";
    link_supported: "is supported by" => "wird gestützt von";
    link_repeats: "repeats" => "wiederholt";
    link_part: "is part of" => "ist Teil von";
    link_whole: "has as a part" => "hat als Teil";
    link_part_short: "part of" => "Teil von";
    accepted: "suggested" => "vorgeschlagen";
    changed: "suggested, changed" => "vorgeschlagen, geändert";
    imported: "imported" => "importiert";
    related: "Other stories" => "Andere Artikel";
    caption: "Caption" => "Bildunterschrift";
    credit: "Credit" => "Bildnachweis";
    share: "Share buttons" => "Teilen-Knöpfe";
    byline: "Byline" => "Autorenzeile";
    date: "Date" => "Datum";
    cookies: "Cookies and privacy" => "Cookies und Datenschutz";
    newsletter: "Newsletter" => "Newsletter";
    advertisement: "Advertisement" => "Werbung";
    comments: "Comments" => "Kommentare";
    navigation: "Navigation" => "Navigation";
    unchecked: "unchecked" => "ungeprüft";
    supported: "supported" => "belegt";
    disputed: "disputed" => "umstritten";
    refuted: "refuted" => "widerlegt";
    unverifiable: "unverifiable" => "nicht prüfbar";
    field_kind: "kind" => "Art";
    field_quote_type: "quote type" => "Zitattyp";
    field_speaker: "speaker" => "Quelle";
    field_cue: "cue" => "Redeverb";
    field_mention: "mention" => "Nennung";
    field_proposal: "proposal" => "Vorschlag";
    field_claim_type: "claim type" => "Behauptungstyp";
    field_check_worthiness: "check-worthiness" => "Prüfenswert";
    field_wording: "wording" => "Wortlaut";
    field_verdict: "verdict" => "Urteil";
    field_evidence: "evidence" => "Belege";
    field_date: "date" => "Datum";
    field_place: "place" => "Ort";
    field_context: "context" => "Kontext";
    field_note: "note" => "Notiz";
    field_labels: "labels" => "Schlagwörter";
    tag_claim: "tag claim" => "Behauptung markieren";
    tag_quote: "tag quote" => "Zitat markieren";
    tag_all(what): "tag {what}" => "{what} markieren";
    to_claim: "change to claim" => "in Behauptung ändern";
    to_quote: "change to quote" => "in Zitat ändern";
    remove_annotation: "remove annotation" => "Markierung entfernen";
    remove_annotations[count]: "remove {count} annotation" | "remove {count} annotations" => "{count} Markierung entfernen" | "{count} Markierungen entfernen";
    answer: "answer the proposal" => "Vorschlag beantworten";
    edit(field): "edit {field}" => "{field} bearbeiten";
    set(field, what): "set {field} of {what}" => "{field} setzen: {what}";
    move_edge: "move an edge" => "Grenze verschieben";
    add_part: "add words" => "Wörter hinzufügen";
    remove_part: "take out a part" => "Teil herausnehmen";
    split: "split annotation" => "Markierung teilen";
    join[count]: "join {count} annotation" | "join {count} annotations" => "{count} Markierung verbinden" | "{count} Markierungen verbinden";
    link(kind): "link “{kind}”" => "Verknüpfung „{kind}“";
    unlink(kind): "remove link “{kind}”" => "Verknüpfung „{kind}“ entfernen";
    add_source(name): "add source “{name}”" => "Quelle „{name}“ hinzufügen";
    edit_source: "edit source" => "Quelle bearbeiten";
    merge_sources(name): "merge sources into “{name}”" => "Quellen zu „{name}“ zusammenlegen";
    remove_source(name): "remove source “{name}”" => "Quelle „{name}“ entfernen";
    add_label(name): "add label “{name}”" => "Schlagwort „{name}“ hinzufügen";
    remove_label(name): "remove label “{name}”" => "Schlagwort „{name}“ entfernen";
    edit_details: "edit article details" => "Artikelangaben bearbeiten";
    add_article(title): "add “{title}”" => "„{title}“ hinzufügen";
    delete_article(title): "delete “{title}”" => "„{title}“ löschen";
    restore(what): "restore {what}" => "{what} wiederherstellen";
    accept(what): "accept {what}" => "{what} annehmen";
    update_text: "update the text" => "Text aktualisieren";
    place_again: "place annotation" => "Markierung neu setzen";
    remove_left: "remove annotation of an earlier version" => "Markierung einer früheren Fassung entfernen";
    dismiss(what): "dismiss {what}" => "{what} verwerfen";
    keep_lines(what): "keep {what}" => "{what} behalten";
    changed_elsewhere: "another tab’s change" => "Änderung in einem anderen Tab";
    removed_elsewhere: "another tab’s removal" => "Entfernung in einem anderen Tab";
    deleted_elsewhere(title): "another tab’s deletion of “{title}”" => "Löschung von „{title}“ in einem anderen Tab";
    import(what): "import {what}" => "{what} importieren";
}

/// A kind's name on the page.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => claim(),
        Kind::Quote => quote(),
    }
}

/// A quote type's name on the page.
pub fn quote_type(value: QuoteType) -> &'static str {
    match value {
        QuoteType::Direct => direct(),
        QuoteType::Indirect => indirect(),
        QuoteType::Mixed => mixed(),
    }
}

/// A claim type's name on the page.
pub fn claim_type(value: ClaimType) -> &'static str {
    match value {
        ClaimType::Quantity => quantity(),
        ClaimType::Cause => cause(),
        ClaimType::Rule => rule(),
        ClaimType::Prediction => prediction(),
        ClaimType::Experience => experience(),
        ClaimType::Other => other(),
        ClaimType::NotAClaim => not_a_claim(),
    }
}

/// A check-worthiness on the page.
pub fn check_worthiness(value: CheckWorthiness) -> &'static str {
    match value {
        CheckWorthiness::Yes => yes(),
        CheckWorthiness::Maybe => maybe(),
        CheckWorthiness::No => no(),
    }
}

/// A stance on the page.
pub fn stance(value: Stance) -> &'static str {
    match value {
        Stance::Supports => supports(),
        Stance::Contradicts => contradicts(),
    }
}

/// A kind of source on the page.
pub fn source_kind(value: SourceKind) -> &'static str {
    match value {
        SourceKind::Person => person(),
        SourceKind::Body => body(),
        SourceKind::Document => document(),
        SourceKind::Unnamed => unnamed(),
        SourceKind::Unknown => unknown(),
    }
}

/// A verdict of an article on the page. The usual scale is said in the page's language; a scale of somebody's own stays
/// as they wrote it.
pub fn verdict<'a>(article: &Document, value: &'a str) -> &'a str {
    if article.article.details.verdicts.is_empty() { usual_verdict(value) } else { value }
}

/// A verdict of the usual scale on the page; any other one stays as it is written.
pub fn usual_verdict(value: &str) -> &str {
    const USUAL: [fn() -> &'static str; 5] = [unchecked, supported, disputed, refuted, unverifiable];
    let place = VERDICTS.iter().position(|usual| *usual == value);
    place.map_or(value, |place| USUAL[place]())
}

/// A link as the annotation that holds it says it, and as the other one does.
pub fn relation(kind: RelationKind, is_from_here: bool) -> &'static str {
    match (kind, is_from_here) {
        (RelationKind::Contradicts, _) => link_contradicts(),
        (RelationKind::Supports, true) => link_supports(),
        (RelationKind::Supports, false) => link_supported(),
        (RelationKind::Repeats, _) => link_repeats(),
        (RelationKind::PartOf, true) => link_part(),
        (RelationKind::PartOf, false) => link_whole(),
    }
}

/// How an annotation came to be, where it was not by hand.
pub fn provenance(value: Provenance) -> Option<&'static str> {
    match value {
        Provenance::Hand => None,
        Provenance::Accepted => Some(accepted()),
        Provenance::Changed => Some(changed()),
        Provenance::Imported => Some(imported()),
    }
}

/// A stray line on the page.
pub fn stray(kind: StrayKind) -> &'static str {
    match kind {
        StrayKind::Related => related(),
        StrayKind::Caption => caption(),
        StrayKind::Credit => credit(),
        StrayKind::Share => share(),
        StrayKind::Byline => byline(),
        StrayKind::Date => date(),
        StrayKind::Cookies => cookies(),
        StrayKind::Newsletter => newsletter(),
        StrayKind::Advertisement => advertisement(),
        StrayKind::Comments => comments(),
        StrayKind::Navigation => navigation(),
    }
}

/// A field's name, to stand within the name of a step.
pub fn field(name: FieldName) -> &'static str {
    match name {
        FieldName::Kind => field_kind(),
        FieldName::QuoteType => field_quote_type(),
        FieldName::Speaker => field_speaker(),
        FieldName::Cue => field_cue(),
        FieldName::Mention => field_mention(),
        FieldName::Proposal => field_proposal(),
        FieldName::ClaimType => field_claim_type(),
        FieldName::CheckWorthiness => field_check_worthiness(),
        FieldName::Wording => field_wording(),
        FieldName::Verdict => field_verdict(),
        FieldName::Evidence => field_evidence(),
        FieldName::Date => field_date(),
        FieldName::Place => field_place(),
        FieldName::Context => field_context(),
        FieldName::Note => field_note(),
        FieldName::Labels => field_labels(),
    }
}

/// A link's name, to stand within the name of a step or before what it leads to.
pub fn link_name(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::PartOf => link_part_short(),
        kind => relation(kind, true),
    }
}

/// A step's name, to stand after "Undo" and "Redo".
pub fn step(step: &Step) -> String {
    let plain = match step {
        Step::Tag(Kind::Claim) => tag_claim(),
        Step::Tag(Kind::Quote) => tag_quote(),
        Step::Retag(Kind::Claim) => to_claim(),
        Step::Retag(Kind::Quote) => to_quote(),
        Step::Remove { count: 1 } => remove_annotation(),
        Step::SetField { field: FieldName::Proposal, .. } => answer(),
        Step::MoveEdge(_) => move_edge(),
        Step::AddPart => add_part(),
        Step::RemovePart => remove_part(),
        Step::Split => split(),
        Step::EditSource(_) => edit_source(),
        Step::EditDetails(_) => edit_details(),
        Step::UpdateText => update_text(),
        Step::PlaceAgain => place_again(),
        Step::RemoveLeft => remove_left(),
        Step::ChangedElsewhere => changed_elsewhere(),
        Step::RemovedElsewhere => removed_elsewhere(),
        _ => return step_about(step),
    };
    plain.to_owned()
}

/// The name of a step that says what it was about.
fn step_about(step: &Step) -> String {
    match step {
        Step::Remove { count } => remove_annotations(*count),
        Step::TagAll { kind, count } => tag_all(&count_of(*kind, *count)),
        Step::SetField { field: name, count: 1, .. } => edit(&field(*name)),
        Step::SetField { field: name, count, .. } => set(&field(*name), &common::annotations(*count)),
        Step::Join { count } => join(*count),
        Step::Link(kind) => link(&link_name(*kind)),
        Step::Unlink(kind) => unlink(&link_name(*kind)),
        Step::AddSource { name } => add_source(name),
        Step::MergeSources { name } => merge_sources(name),
        Step::RemoveSource { name } => remove_source(name),
        Step::AddLabel(label) => add_label(label),
        Step::RemoveLabel(label) => remove_label(label),
        Step::AddArticle { title } => add_article(title),
        Step::DeleteArticle { title } => delete_article(title),
        Step::Restore { articles } => restore(&common::articles(*articles)),
        Step::Accept { count } => accept(&common::suggestions(*count)),
        Step::Dismiss { count } => dismiss(&common::suggestions(*count)),
        Step::KeepLines { count } => keep_lines(&common::lines(*count)),
        Step::DeletedElsewhere { title } => deleted_elsewhere(title),
        Step::Import { annotations } => import(&common::annotations(*annotations)),
        _ => String::new(),
    }
}
