//! The start screen.

use super::table::table;

table! {
    heading: "Who said what, and what can be checked?" => "Wer hat was gesagt, und was lässt sich prüfen?";
    lead: "Paste a news article, highlight what it claims and whom it quotes, and take the result with you as JSON. Nothing leaves this browser." =>
        "Fügen Sie einen Artikel ein, markieren Sie, was er behauptet und wen er zitiert, und nehmen Sie das Ergebnis als JSON mit. Nichts verlässt diesen Browser.";
    article_text: "Article text" => "Artikeltext";
    paste_here: "Paste the article here" => "Artikel hier einfügen";
    begin: "Start annotating" => "Markieren beginnen";
    open_file: "Open file" => "Datei öffnen";
    sample: "Try the sample" => "Beispiel ausprobieren";
    or_drop: "or drop a file anywhere" => "oder eine Datei irgendwo ablegen";
    file_to_open: "File to open" => "Datei zum Öffnen";
    language: "Language" => "Sprache";
}
