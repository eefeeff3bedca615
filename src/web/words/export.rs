//! The export, and how the formats are called.

use super::table::table;

table! {
    writing_of(number, all): "Writing article {number} of {all}…" => "Schreibt Artikel {number} von {all}…";
    writing: "Writing…" => "Schreibt…";
    archive: "An archive of several files." => "Ein Archiv aus mehreren Dateien.";
    title: "Export" => "Exportieren";
    format: "Format" => "Format";
    quotes_only: "Only the quotes with their context, not the whole text" => "Nur die Zitate mit ihrem Umfeld, nicht den ganzen Text";
    all(count): "All {count} articles, not only this one" => "Alle {count} Artikel, nicht nur diesen";
    left_out[count]: "{count} annotation left out: a token has one tag, and of what overlaps the first is written." | "{count} annotations left out: a token has one tag, and of what overlaps the first is written." => "{count} Markierung ausgelassen: Ein Token hat ein Etikett, und von Überlappendem wird das erste geschrieben." | "{count} Markierungen ausgelassen: Ein Token hat ein Etikett, und von Überlappendem wird das erste geschrieben.";
    preview: "Preview" => "Vorschau";
    copied: "Copied." => "Kopiert.";
    not_copied: "The browser did not allow copying. Download the file instead." => "Der Browser hat das Kopieren nicht erlaubt. Laden Sie stattdessen die Datei herunter.";
    copy: "Copy" => "Kopieren";
    download: "Download" => "Herunterladen";
    native: "The article’s text and every annotation with its exact words, their context, and where they stand in code points and in UTF-16 units. Ascribe reads it back without loss." => "Der Artikeltext und jede Markierung mit ihren genauen Wörtern, deren Umfeld und ihrer Stelle in Codepoints und UTF-16-Einheiten. Ascribe liest alles verlustfrei zurück.";
    no_offsets: "It has no offsets." => "Es hat keine Positionen.";
    offsets(unit): "Its offsets count {unit}." => "Die Positionen zählen {unit}.";
    holds_everything(unit): "{unit} It holds everything." => "{unit} Es enthält alles.";
    cannot_hold[count]: "{count} thing that it cannot hold" | "{count} things that it cannot hold" => "{count} Angabe passt nicht hinein" | "{count} Angaben passen nicht hinein";
    no_background: "This browser cannot write other formats in the background." => "Dieser Browser kann andere Formate nicht im Hintergrund schreiben.";
    suggestions: "Suggestions that wait or were dismissed, too" => "Auch Vorschläge, die warten oder verworfen wurden";
    your_name: "Your name" => "Ihr Name";
    name_hint: "Optional. Annotations that you make from now on carry it into every file." => "Freiwillig. Markierungen, die Sie von jetzt an machen, tragen ihn in jede Datei.";
}
