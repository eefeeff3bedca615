//! What is stored, and how safe it is.

use super::table::table;

table! {
    title: "Storage" => "Speicher";
    everything: "Everything is kept in this browser, for this address, and nowhere else. Nothing is sent anywhere." => "Alles bleibt in diesem Browser, für diese Adresse, und nirgends sonst. Nichts wird irgendwohin gesendet.";
    in_use: "Room in use" => "Belegter Platz";
    room(used, left): "{used} in use, {left} left" => "{used} belegt, {left} frei";
    no_look: "This browser does not let the page look at its storage. Export your work before you leave." => "Dieser Browser lässt die Seite nicht in den Speicher sehen. Exportieren Sie Ihre Arbeit, bevor Sie gehen.";
    journal: "What is shown as saved survives a crash of the browser: each change also goes to a journal (IndexedDB), and counts as saved only when that is on the disk." => "Was als gespeichert angezeigt wird, übersteht einen Absturz des Browsers: Jede Änderung geht auch in ein Journal (IndexedDB) und gilt erst als gespeichert, wenn dieses auf der Platte ist.";
    no_journal: "This browser gives the page no journal (IndexedDB). Browsers write local storage to the disk some seconds late, so a crash could take the last changes although they are shown as saved." => "Dieser Browser gibt der Seite kein Journal (IndexedDB). Browser schreiben den lokalen Speicher erst nach einigen Sekunden auf die Platte; ein Absturz könnte die letzten Änderungen kosten, obwohl sie als gespeichert angezeigt sind.";
    promised: "The browser has promised not to clear it when the disk gets full." => "Der Browser hat zugesagt, ihn nicht zu leeren, wenn die Platte voll wird.";
    may_clear: "The browser may clear it when the disk gets full, as it does with every page it was not asked to keep." => "Der Browser darf ihn leeren, wenn die Platte voll wird, wie bei jeder Seite, die er nicht ausdrücklich behalten soll.";
    does_not_say: "The browser does not say whether it would clear it when the disk gets full." => "Der Browser sagt nicht, ob er ihn leeren würde, wenn die Platte voll wird.";
    ask: "Ask the browser to keep it" => "Den Browser bitten, ihn zu behalten";
    backup: "Backup" => "Sicherung";
    last(moment): "The last one from this browser: {moment}." => "Die letzte aus diesem Browser: {moment}.";
    none: "There is none from this browser yet." => "Aus diesem Browser gibt es noch keine.";
    one_file: " One file, an article a line, and your settings. Import… takes it back, overwrites no article, and asks about the settings." => " Eine Datei, ein Artikel je Zeile, und Ihre Einstellungen. Import… nimmt sie zurück, überschreibt keinen Artikel und fragt nach den Einstellungen.";
    set_aside[count]: "{count} record set aside" | "{count} records set aside" => "{count} Eintrag beiseitegelegt" | "{count} Einträge beiseitegelegt";
    records: "Records set aside" => "Beiseitegelegte Einträge";
    download(key): "Download {key}" => "{key} herunterladen";
    as_it_is: "Download as it is" => "Unverändert herunterladen";
}
