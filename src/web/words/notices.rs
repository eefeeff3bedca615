//! Short messages at the foot of the page.

use super::table::table;

table! {
    deleted_elsewhere(title): "“{title}” was deleted in another tab." => "„{title}“ wurde in einem anderen Tab gelöscht.";
    removed_elsewhere: "The annotation that you were at was removed in another tab." => "Die Markierung, an der Sie waren, wurde in einem anderen Tab entfernt.";
    set_aside(why): "A stored record was set aside: {why}. Everything else was loaded." => "Ein gespeicherter Eintrag wurde beiseitegelegt: {why}. Alles andere wurde geladen.";
    set_aside_more(others, why): "A stored record was set aside (and {others} more): {why}. Everything else was loaded." => "Ein gespeicherter Eintrag wurde beiseitegelegt (und {others} weitere): {why}. Alles andere wurde geladen.";
    not_loaded(why): "The article could not be loaded: {why}." => "Der Artikel konnte nicht geladen werden: {why}.";
    damaged[count]: "One stored record cannot be read and was set aside. Everything else is here." | "{count} stored records cannot be read and were set aside. Everything else is here." => "Ein gespeicherter Eintrag ist nicht lesbar und wurde beiseitegelegt. Alles andere ist da." | "{count} gespeicherte Einträge sind nicht lesbar und wurden beiseitegelegt. Alles andere ist da.";
    not_kept: "The article of this address is not kept in this browser." => "Der Artikel dieser Adresse liegt nicht in diesem Browser.";
    select_first(key): "Select words first, then press {key} to tag every place where they stand." => "Erst Wörter auswählen, dann mit {key} jede Stelle markieren, an der sie stehen.";
    no_quote: "Nothing in this article looks like a quote." => "Nichts in diesem Artikel sieht nach einem Zitat aus.";
    suggestions_unread(why): "The suggestions could not be read: {why}." => "Die Vorschläge konnten nicht gelesen werden: {why}.";
    no_search: "This browser cannot search for suggestions in the background." => "Dieser Browser kann nicht im Hintergrund nach Vorschlägen suchen.";
    not_added(name): "“{name}” was not added. There is no text in it." => "„{name}“ wurde nicht hinzugefügt. Es ist kein Text darin.";
    not_in_backup[count]: "{count} article could not be read and are not in the backup." | "{count} articles could not be read and are not in the backup." => "{count} Artikel war nicht lesbar und fehlt in der Sicherung." | "{count} Artikel waren nicht lesbar und fehlen in der Sicherung.";
    drop_it: "Drop it to open it" => "Zum Öffnen ablegen";
    no_text_dropped: "There was no text in what you dropped." => "In dem, was Sie abgelegt haben, war kein Text.";
    undo_that: "Undo that" => "Das rückgängig machen";
    dismiss: "Dismiss" => "Ausblenden";
    not_opened(name, why): "“{name}” could not be opened: {why}." => "„{name}“ konnte nicht geöffnet werden: {why}.";
    not_handed_over: "The browser could not hand the work over." => "Der Browser konnte die Arbeit nicht übergeben.";
    not_loaded_part: "This part of the program could not be loaded. Check the connection and try again." => "Dieser Teil des Programms konnte nicht geladen werden. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.";
    not_handed_article: "The article could not be handed over." => "Der Artikel konnte nicht übergeben werden.";
    same_versions: "These versions are the same." => "Diese Fassungen sind gleich.";
}
