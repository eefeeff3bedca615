//! The sheet of shortcuts.

use super::table::table;

table! {
    by_character: "Move by character" => "Zeichenweise bewegen";
    by_word: "Move by word" => "Wortweise bewegen";
    by_sentence: "Move by sentence" => "Satzweise bewegen";
    by_paragraph: "Move by paragraph" => "Absatzweise bewegen";
    select: "With any of them: select" => "Mit jeder davon: auswählen";
    title: "Shortcuts" => "Tastenkürzel";
    silent: "They are silent in text fields; Esc leads out of one." => "In Textfeldern gelten sie nicht; Esc führt hinaus.";
    mark: "Mark and say" => "Markieren und sagen";
    go: "Go and see" => "Gehen und sehen";
    in_article: "In the article" => "Im Artikel";
    tag_claim: "Tag as claim" => "Als Behauptung markieren";
    tag_quote: "Tag as quote" => "Als Zitat markieren";
    note: "Write a note" => "Notiz schreiben";
    open: "Accept what is proposed; else go into the card" => "Vorgeschlagenes annehmen; sonst in die Karte gehen";
    speaker: "Speaker: the selected words, or type a name" => "Quelle: die ausgewählten Wörter, oder Namen tippen";
    cue: "Cue: the selected words, or type them" => "Redeverb: die ausgewählten Wörter, oder tippen";
    verdict: "Verdict of the claim" => "Urteil über die Behauptung";
    add_part: "Add the selected words as a part" => "Ausgewählte Wörter als Teil hinzufügen";
    evidence: "Take the selected words as evidence" => "Ausgewählte Wörter als Beleg nehmen";
    edges: "Move the edges; give a suggestion the selected words" => "Grenzen verschieben; einem Vorschlag die ausgewählten Wörter geben";
    link: "Link to another annotation" => "Mit anderer Markierung verknüpfen";
    deeper: "Next annotation on the same words" => "Nächste Markierung auf denselben Wörtern";
    find: "Find or paste words, and tag them" => "Wörter suchen oder einfügen und markieren";
    tag_all: "Tag every occurrence" => "Jedes Vorkommen markieren";
    sticky: "Tag every selection at once, on or off" => "Jede Auswahl sofort markieren, an oder aus";
    suggest: "Suggest quotes with their speakers" => "Zitate mit ihren Quellen vorschlagen";
    dismiss: "Dismiss the suggestion; Enter accepts it" => "Vorschlag verwerfen; Enter nimmt ihn an";
    keep_line: "Keep a greyed line as part of the story" => "Graue Zeile als Teil des Artikels behalten";
    check: "Choose the annotation in the list" => "Markierung in der Liste auswählen";
    remove: "Remove the annotation" => "Markierung entfernen";
    next: "Next annotation" => "Nächste Markierung";
    previous: "Previous annotation" => "Vorige Markierung";
    filter: "Filter the list" => "Liste filtern";
    export: "Export" => "Exportieren";
    help: "Show these shortcuts" => "Diese Tastenkürzel zeigen";
    let_go: "Let go" => "Loslassen";
    key_ctrl: "Ctrl" => "Strg";
    key_shift: "Shift" => "Umschalt";
    key_delete: "Delete" => "Entf";
    key_backspace: "Backspace" => "Rücktaste";
}
