//! The toolbar at the selection, and how selecting works.

use super::table::table;

table! {
    tag_selection: "Tag selection" => "Auswahl markieren";
    for_annotation: "For the annotation at hand" => "Für die aktuelle Markierung";
    for_claim: "For the claim:" => "Zur Behauptung:";
    for_quote: "For the quote:" => "Zum Zitat:";
    note: "Note" => "Notiz";
    all: "All…" => "Alle…";
    remove: "Remove" => "Entfernen";
    remove_key(key): "Remove ({key})" => "Entfernen ({key})";
    speaker: "Speaker" => "Quelle";
    cue: "Cue" => "Redeverb";
    add_part: "Add part" => "Teil dazu";
    evidence: "Evidence" => "Beleg";
    same_words: "Annotations on the same words" => "Markierungen auf denselben Wörtern";
    on_these(count): "{count} on these words" => "{count} auf diesen Wörtern";
    tag_asked: "Tag when asked" => "Auf Wunsch markieren";
    tag_claims: "Tag all as claims" => "Alles als Behauptung";
    tag_quotes: "Tag all as quotes" => "Alles als Zitat";
    exactly: "Select exactly" => "Genau auswählen";
    whole_words: "Select whole words" => "Ganze Wörter auswählen";
    whole_sentences: "Select whole sentences" => "Ganze Sätze auswählen";
    snaps_to: "What a selection snaps to" => "Woran eine Auswahl einrastet";
    sticky: "Sticky tag" => "Dauermarkierung";
}
