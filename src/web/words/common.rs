//! Words that several parts of the page share.

use super::table::table;

table! {
    cancel: "Cancel" => "Abbrechen";
    close: "Close" => "Schließen";
    undo: "Undo" => "Rückgängig";
    redo: "Redo" => "Wiederholen";
    delete: "Delete" => "Löschen";
    january: "January" => "Januar";
    february: "February" => "Februar";
    march: "March" => "März";
    april: "April" => "April";
    may: "May" => "Mai";
    june: "June" => "Juni";
    july: "July" => "Juli";
    august: "August" => "August";
    september: "September" => "September";
    october: "October" => "Oktober";
    november: "November" => "November";
    december: "December" => "Dezember";
    day(number, month, year): "{number} {month} {year}" => "{number}. {month} {year}";
    today(hours, minutes): "today {hours}:{minutes}" => "heute {hours}:{minutes}";
    annotations[count]: "{count} annotation" | "{count} annotations" => "{count} Markierung" | "{count} Markierungen";
    articles[count]: "{count} article" | "{count} articles" => "{count} Artikel" | "{count} Artikel";
    words[count]: "{count} word" | "{count} words" => "{count} Wort" | "{count} Wörter";
    characters[count]: "{count} character" | "{count} characters" => "{count} Zeichen" | "{count} Zeichen";
    suggestions[count]: "{count} suggestion" | "{count} suggestions" => "{count} Vorschlag" | "{count} Vorschläge";
    claims[count]: "{count} claim" | "{count} claims" => "{count} Behauptung" | "{count} Behauptungen";
    quotes[count]: "{count} quote" | "{count} quotes" => "{count} Zitat" | "{count} Zitate";
    lines[count]: "{count} line" | "{count} lines" => "{count} Zeile" | "{count} Zeilen";
    parts[count]: "{count} part" | "{count} parts" => "{count} Teil" | "{count} Teile";
}
