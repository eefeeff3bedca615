//! The formats: their names, what their offsets count, and what they drop.

use super::table::table;
use crate::format::catalogue::Field;
use crate::format::{Format, Offsets};

table! {
    code_points: "code points" => "Codepoints";
    utf16: "UTF-16 units" => "UTF-16-Einheiten";
    bytes: "bytes" => "Bytes";
    web_page: "Web page" => "Webseite";
    refi: "REFI-QDA project" => "REFI-QDA-Projekt";
    conll: "CoNLL (IOB2 tags)" => "CoNLL (IOB2-Etiketten)";
    readwise: "Readwise highlights (CSV)" => "Readwise-Markierungen (CSV)";
    article_details: "the article’s byline, outlet, date, status and scale of verdicts" => "Autorenzeile, Medium, Datum, Status und Urteile des Artikels";
    article_history: "when the article came in and what was normalised" => "wann der Artikel kam und was vereinheitlicht wurde";
    idle_sources: "sources that no annotation names" => "Quellen, die keine Markierung nennt";
    source_details: "what is known about a source beside the name" => "was man außer dem Namen von einer Quelle weiß";
    source_dates: "when a source was made and changed" => "wann eine Quelle angelegt und geändert wurde";
    spans: "the spans of cue and source" => "die Stellen von Redeverb und Quelle";
    claim_fields: "the types, verdict and other fields of claims and quotes" => "Typen, Urteil und andere Felder von Behauptungen und Zitaten";
    evidence: "evidence" => "Belege";
    relations: "links between annotations" => "Verknüpfungen zwischen Markierungen";
    labels: "labels" => "Schlagwörter";
    notes: "notes" => "Notizen";
    history: "how and when annotations were made" => "wie und wann Markierungen entstanden";
    ids: "ids" => "Kennungen";
    speakers: "who says it" => "wer es sagt";
    overlaps: "annotations that overlap others; the first one is written" => "Markierungen, die andere überlappen; die erste wird geschrieben";
    places: "where in the text the words stand" => "wo im Text die Wörter stehen";
    earlier_texts: "earlier texts of the article" => "frühere Fassungen des Artikels";
    extensions: "what other programs keep in Ascribe’s own file" => "was andere Programme in Ascribes eigener Datei ablegen";
    splits: "that the parts of a split quote belong together" => "dass die Teile eines geteilten Zitats zusammengehören";
    report: "Report with margin notes (HTML)" => "Bericht mit Randnotizen (HTML)";
}

/// What offsets count.
pub fn unit(unit: Offsets) -> &'static str {
    match unit {
        Offsets::CodePoints => code_points(),
        Offsets::Utf16 => utf16(),
        Offsets::Bytes => bytes(),
    }
}

/// A format's name. Most are proper names, the same in every language.
pub fn name(format: Format) -> &'static str {
    match format {
        Format::Html => web_page(),
        Format::Report => report(),
        Format::Refi => refi(),
        Format::Conll => conll(),
        Format::Readwise => readwise(),
        format => format.label(),
    }
}

/// Something that a format drops.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::ArticleDetails => article_details(),
        Field::ArticleHistory => article_history(),
        Field::IdleSources => idle_sources(),
        Field::SourceDetails => source_details(),
        Field::SourceDates => source_dates(),
        Field::Spans => spans(),
        Field::ClaimFields => claim_fields(),
        Field::Evidence => evidence(),
        Field::Relations => relations(),
        Field::Labels => labels(),
        Field::Notes => notes(),
        Field::History => history(),
        Field::Ids => ids(),
        Field::Splits => splits(),
        Field::Speakers => speakers(),
        Field::Overlaps => overlaps(),
        Field::Places => places(),
        Field::EarlierTexts => earlier_texts(),
        Field::Extensions => extensions(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page says in English what the command line says.
    #[test]
    fn the_english_names_are_those_of_the_catalogue() {
        for one in Format::ALL {
            assert_eq!(name(one), one.label());
            for dropped in one.drops() {
                assert_eq!(field(*dropped), dropped.label());
            }
        }
        for one in Offsets::ALL {
            assert_eq!(unit(one), one.label());
        }
    }
}
