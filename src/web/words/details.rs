//! The details of an article.

use super::table::table;

table! {
    title: "Title" => "Titel";
    title_hint: "What the library lists it under" => "Unter welchem Titel die Bibliothek ihn führt";
    byline: "Byline" => "Autorenzeile";
    byline_hint: "Who wrote it" => "Wer ihn geschrieben hat";
    outlet: "Outlet" => "Medium";
    outlet_hint: "Who published it" => "Wer ihn veröffentlicht hat";
    date: "Date" => "Datum";
    date_hint: "When it was published, as printed" => "Wann er erschienen ist, wie gedruckt";
    address: "Address" => "Adresse";
    heading: "Article details" => "Angaben zum Artikel";
    verdicts: "Verdicts" => "Urteile";
    verdicts_hint: "One a line, the first for what is not judged yet. New articles get the same." => "Eines je Zeile, das erste für noch nicht Beurteiltes. Neue Artikel bekommen dieselben.";
    save: "Save details" => "Angaben speichern";
}
