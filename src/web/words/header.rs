//! The bar at the top.

use super::table::table;

table! {
    undo_it(step, key): "Undo: {step} ({key})" => "Rückgängig: {step} ({key})";
    redo_it(step, key): "Redo: {step} ({key})" => "Wiederholen: {step} ({key})";
    nothing_to_undo: "Nothing to undo" => "Nichts rückgängig zu machen";
    nothing_to_redo: "Nothing to redo" => "Nichts zu wiederholen";
    all_articles: "Ascribe: all articles" => "Ascribe: alle Artikel";
    library: "Library" => "Bibliothek";
    edit_details: "Edit the article’s details" => "Angaben zum Artikel bearbeiten";
    suggest: "Suggest" => "Vorschlagen";
    suggest_title: "Find quotes with their speakers" => "Zitate mit ihren Quellen finden";
    export: "Export…" => "Export…";
    update_title: "The article was edited: keep every annotation, see what changed" => "Der Artikel wurde geändert: alle Markierungen behalten, Änderungen sehen";
    update: "Update text…" => "Neuer Text…";
    import: "Import…" => "Import…";
    storage: "Storage" => "Speicher";
    shortcuts: "Shortcuts" => "Tastenkürzel";
    settings: "Settings" => "Einstellungen";
    theme: "Light or dark" => "Hell oder dunkel";
    export_json: "Export JSON" => "JSON-Export";
    more: "More" => "Mehr";
    file_to_import: "File to import" => "Datei zum Importieren";
}
