//! Another text for the article, and its versions.

use super::table::table;
use crate::anchoring::Fate;

table! {
    empty: "The new text is empty." => "Der neue Text ist leer.";
    same: "This is the text as it is." => "Das ist der Text, wie er ist.";
    not_compared: "The texts could not be compared." => "Die Texte konnten nicht verglichen werden.";
    no_background: "This browser cannot compare texts in the background." => "Dieser Browser kann Texte nicht im Hintergrund vergleichen.";
    title: "Update the text" => "Text aktualisieren";
    paragraph: "The paragraph" => "Der Absatz";
    new_text: "The new text" => "Der neue Text";
    change_whole: "Change the whole text instead" => "Stattdessen den ganzen Text ändern";
    what_changed: "What changed, in your words" => "Was sich geändert hat, in Ihren Worten";
    optional: "Optional" => "Freiwillig";
    comparing: "Comparing…" => "Vergleicht…";
    carried: "Every annotation is carried along; you see where each one goes before anything changes." => "Jede Markierung geht mit; Sie sehen, wohin, bevor sich etwas ändert.";
    compare: "Compare" => "Vergleichen";
    one_column: "In one column" => "In einer Spalte";
    side_by_side: "Side by side" => "Nebeneinander";
    two_texts: "The two texts" => "Die beiden Texte";
    its_words: "Its words in the new text" => "Wörter im neuen Text";
    point: "Point to its place: type its words" => "Stelle zeigen: die Wörter tippen";
    find: "Find" => "Finden";
    take_selected: "Take the selected words" => "Ausgewählte Wörter nehmen";
    not_in_text: "These words are not in the text." => "Diese Wörter stehen nicht im Text.";
    which: "Which of these?" => "Welche davon?";
    none: "No annotations" => "Keine Markierungen";
    sentences_moved[count]: " {count} sentence moved." | " {count} sentences moved." => " {count} Satz verschoben." | " {count} Sätze verschoben.";
    meanwhile: "The article was changed meanwhile. Compare the texts again." => "Der Artikel wurde inzwischen geändert. Vergleichen Sie die Texte noch einmal.";
    updated(tally): "Updated the text. {tally}." => "Text aktualisiert. {tally}.";
    of(name): " of {name}" => " von {name}";
    part(number, all): ", part {number} of {all}" => ", Teil {number} von {all}";
    was: "Was: " => "Vorher: ";
    now: "Now:" => "Jetzt:";
    perhaps(sure): "Perhaps ({sure} %):" => "Vielleicht ({sure} %):";
    where_you_point: "Where you point:" => "Wohin Sie zeigen:";
    no_place: "It has no place: keep it with the earlier version." => "Sie hat keinen Platz: bei der früheren Fassung lassen.";
    look_at[count]: "Look at {count} passage" | "Look at {count} passages" => "{count} Stelle ansehen" | "{count} Stellen ansehen";
    passages: "Passages to look at" => "Stellen zum Ansehen";
    show_more(count): "Show {count} more" => "{count} weitere zeigen";
    back: "Back" => "Zurück";
    claim: "claim" => "Behauptung";
    quote: "quote" => "Zitat";
    of_whom(name, fate): " of {name}: {fate}" => " von {name}: {fate}";
    kept: "kept" => "geblieben";
    moved: "moved" => "verschoben";
    signs: "repunctuated" => "Zeichen geändert";
    changed: "changed" => "geändert";
    lost: "lost" => "verloren";
    version(number): "Version {number}" => "Fassung {number}";
    remove_for_good: "Remove it for good" => "Endgültig entfernen";
    then(note): " — then: {note}" => " — dann: {note}";
    present_text: " — the present text" => " — der heutige Text";
    since[count](since): ", since {since}, {count} annotation made on it" | ", since {since}, {count} annotations made on it" => ", seit {since}, {count} Markierung darauf" | ", seit {since}, {count} Markierungen darauf";
    words_of_import(moment): ": words of an import of {moment}" => ": Wörter eines Imports vom {moment}";
    without_place_in_text: "Without a place in the text:" => "Ohne Platz im Text:";
    without_place: "Without a place since:" => "Seither ohne Platz:";
    annotations_without: "Annotations without a place" => "Markierungen ohne Platz";
    versions: "Versions" => "Fassungen";
    from_version: "From version" => "Von Fassung";
    to: " to " => " bis ";
    to_version: "To version" => "Bis Fassung";
    see_changes: "See what changed" => "Änderungen sehen";
    two_versions(one, other): "Version {one} and version {other}" => "Fassung {one} und Fassung {other}";
    all_same: "Every annotation has the same words in the same place." => "Jede Markierung hat dieselben Wörter an derselben Stelle.";
    that_changed: "Annotations that changed" => "Markierungen, die sich geändert haben";
    markdown: "Download Markdown" => "Markdown herunterladen";
    json: "Download JSON" => "JSON herunterladen";
}

/// What became of a passage.
pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Kept => kept(),
        Fate::Moved => moved(),
        Fate::Signs => signs(),
        Fate::Changed => changed(),
        Fate::Lost => lost(),
    }
}
