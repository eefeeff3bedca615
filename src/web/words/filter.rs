//! The filter of the list.

use super::table::table;

table! {
    filter: "Filter annotations" => "Markierungen filtern";
    filter_words: "Filter: words, speaker, label…" => "Filter: Wörter, Quelle, Schlagwort…";
    conditions: "Conditions" => "Bedingungen";
    remove(name): "Remove condition {name}" => "Bedingung {name} entfernen";
    any(name): "{name}: any" => "{name}: alle";
    nobody: "nobody named" => "niemand genannt";
    kind: "Kind" => "Art";
    speaker: "Speaker" => "Quelle";
    verdict: "Verdict" => "Urteil";
    label: "Label" => "Schlagwort";
    quote_type: "Quote type" => "Zitattyp";
    claim_type: "Claim type" => "Behauptungstyp";
    has_note: "Has a note" => "Mit Notiz";
    has_evidence: "Has evidence" => "Mit Beleg";
    speaker_proposed: "Speaker proposed" => "Quelle vorgeschlagen";
}
