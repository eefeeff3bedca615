//! The list of annotations, and what is done to many of them at once.

use super::table::table;

table! {
    nothing_yet: "Nothing tagged yet." => "Noch nichts markiert.";
    select_claim: "Select words in the article, then choose Claim " => "Wörter im Artikel auswählen, dann Behauptung ";
    or_quote: " or Quote " => " oder Zitat ";
    full_stop: "." => ".";
    shown(shown, all): "{shown} of {all} shown" => "{shown} von {all} gezeigt";
    show_all: "Show all" => "Alle zeigen";
    annotations: "Annotations" => "Markierungen";
    inside: "Inside a quote" => "In einem Zitat";
    inside_by(name): "Inside a quote by {name}" => "In einem Zitat von {name}";
    linked(kind, words): "{kind} “{words}”" => "{kind} „{words}“";
    chosen_annotations: "Chosen annotations" => "Ausgewählte Markierungen";
    chosen(count): "{count} chosen" => "{count} ausgewählt";
    choose_all: "Choose all shown" => "Alle gezeigten auswählen";
    choose_none: "Choose none" => "Keine auswählen";
    make_claims: "Make claims" => "Zu Behauptungen";
    make_quotes: "Make quotes" => "Zu Zitaten";
    link_all: "Link all to…" => "Alle verknüpfen…";
    join: "Join" => "Verbinden";
    remove_all: "Remove all" => "Alle entfernen";
    speaker_of: "Speaker of the chosen" => "Quelle der ausgewählten";
    verdict_on: "Verdict on the chosen" => "Urteil über die ausgewählten";
    verdict: "Verdict" => "Urteil";
    label_for: "Label for the chosen" => "Schlagwort für die ausgewählten";
    label_enter: "Label, then Enter" => "Schlagwort, dann Enter";
    choices: "Choices" => "Auswahl";
    who_says: "Who says it?" => "Wer sagt es?";
    unknown_speaker: "Unknown speaker" => "Unbekannte Quelle";
    in_text: "in the text" => "im Text";
    nobody_says: "nobody says who" => "niemand sagt, wer";
    new: "new" => "neu";
}
