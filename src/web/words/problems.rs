//! What went wrong, from the pure rooms' facts to sentences. What a reader of JSON or of an archive says stays in its
//! own words.

use super::faults;
use super::shortcuts::{self, key_names};
use super::table::table;
use crate::annotation::RelationError;
use crate::format::foreign::{ReadError, UnitFound, WriteError};
use crate::format::native::{self, LeftOut, Problem, Refusal};
use crate::format::why::line_of;
use crate::session::{Key, Refused};
use crate::storage::{RecordError, StorageError};
use crate::text::{DecodeError, LooksLike, PasteError};

table! {
    blank: "There is no text yet. Paste or type the article first." => "Noch kein Text. Fügen Sie erst den Artikel ein, oder tippen Sie ihn.";
    full: "this browser’s storage is full. Export your work, then delete old articles" =>
        "der Speicher dieses Browsers ist voll. Exportieren Sie Ihre Arbeit, dann löschen Sie alte Artikel";
    blocked: "this browser blocks storage for this page. Export your work before you leave" =>
        "dieser Browser verweigert der Seite den Speicher. Exportieren Sie Ihre Arbeit, bevor Sie gehen";
    failed(why): "this browser’s storage failed ({why}). Export your work" =>
        "der Speicher dieses Browsers hat versagt ({why}). Exportieren Sie Ihre Arbeit";
    key: "its key cannot be read" => "sein Schlüssel ist nicht lesbar";
    damaged(why): "it is damaged ({why})" => "er ist beschädigt ({why})";
    newer(version): "it was written by a newer version of Ascribe (record {version})" =>
        "er stammt von einer neueren Version von Ascribe (Eintrag {version})";
    other_text: "the text is not the one that was saved" => "der Text ist nicht der, der gespeichert wurde";
    incomplete: "the rest of its article is missing" => "der Rest seines Artikels fehlt";
    outside: "it lies outside the article’s text" => "er liegt außerhalb des Artikeltexts";
    not_text_but(kind): "it is {kind}, not text. Copy the article’s text and paste it instead" =>
        "es ist {kind}, kein Text. Kopieren Sie stattdessen den Text des Artikels, und fügen Sie ihn ein";
    not_text: "it is not text. Copy the article’s text and paste it instead" =>
        "es ist kein Text. Kopieren Sie stattdessen den Text des Artikels, und fügen Sie ihn ein";
    not_utf8(at): "it is not UTF-8 (byte {at} does not fit). Save it as UTF-8, or copy its text and paste it instead" =>
        "es ist kein UTF-8 (Byte {at} passt nicht). Speichern Sie die Datei als UTF-8, oder kopieren Sie ihren Text, und fügen Sie ihn ein";
    broken_utf16: "it starts as UTF-16 but breaks off inside a character. Save it again as UTF-8" =>
        "es beginnt als UTF-16, bricht aber mitten in einem Zeichen ab. Speichern Sie die Datei neu als UTF-8";
    pdf: "a PDF" => "ein PDF";
    zip: "a zip archive or an office document" => "ein Zip-Archiv oder Office-Dokument";
    office: "an office document" => "ein Office-Dokument";
    picture: "a picture" => "ein Bild";
    media: "a picture, sound or film" => "ein Bild, Ton oder Film";
    rich_text: "a rich text document" => "ein RTF-Dokument";
    compressed: "a compressed file" => "eine gepackte Datei";
    not_json(line, column, why): "it is not JSON: line {line}, column {column}: {why}" =>
        "es ist kein JSON: Zeile {line}, Spalte {column}: {why}";
    not_ascribe: "it is JSON, but not a file that Ascribe exported" => "es ist JSON, aber keine Datei, die Ascribe exportiert hat";
    no_version: "it does not state its schema version, and this Ascribe reads version 1" =>
        "die Schemaversion ist nicht angegeben, und dieses Ascribe liest Version 1";
    other_version(version): "it has schema version {version}, and this Ascribe reads version 1. Open it with a newer Ascribe" =>
        "die Schemaversion ist {version}, und dieses Ascribe liest Version 1. Öffnen Sie die Datei mit einem neueren Ascribe";
    article(path, why): "its article cannot be read: {path}: {why}" => "der Artikel ist nicht lesbar: {path}: {why}";
    id: "its id is not a UUID" => "die Kennung ist keine UUID";
    repeated_id: "an earlier one has the same id" => "ein früherer Eintrag hat dieselbe Kennung";
    no_source_kind(kind): "“{kind}” is no kind of source" => "„{kind}“ ist keine Art von Quelle";
    nameless: "it has no name" => "der Name fehlt";
    no_kind(kind): "“{kind}” is neither claim nor quote" => "„{kind}“ ist weder Behauptung noch Zitat";
    no_time(time): "“{time}” is not a date and time" => "„{time}“ ist kein Zeitpunkt";
    no_parts: "it has no parts, or they overlap" => "es gibt keine Teile, oder sie überlappen sich";
    words_missing: "its words are not in the article" => "die Wörter stehen nicht im Artikel";
    words_ambiguous(places): "its words are in the article {places} times, and it does not say which is meant" =>
        "die Wörter stehen {places}-mal im Artikel, und es ist nicht gesagt, welche Stelle gemeint ist";
    no_value(value): "“{value}” is not a value that it can have" => "„{value}“ ist hier kein möglicher Wert";
    no_source: "the file has no such source" => "die Datei hat keine solche Quelle";
    no_annotation: "the annotation that it links to was not taken" => "die verknüpfte Markierung wurde nicht übernommen";
    link_to_itself: "an annotation cannot be linked to itself" => "eine Markierung kann nicht mit sich selbst verknüpft werden";
    link_present: "the same link is there already" => "dieselbe Verknüpfung gibt es schon";
    link_cycle: "it would make an annotation a part of itself" => "eine Markierung würde Teil ihrer selbst";
    evidence: "a piece of evidence has either an address or words of the article" =>
        "ein Beleg hat entweder eine Adresse oder Wörter des Artikels";
    line(number): "line {number}" => "Zeile {number}";
    left_out(path, why): "{path} was left out: {why}." => "{path} wurde ausgelassen: {why}.";
    rest_taken(path, why): "{path} was left out: {why}. The rest was taken." => "{path} wurde ausgelassen: {why}. Der Rest wurde übernommen.";
    relocated(path): "{path} was not where its offsets said; it was found by its words." =>
        "{path} stand nicht an der angegebenen Stelle und wurde an den Wörtern erkannt.";
    unknown_key(path): "{path} is not known to this version and was left out." =>
        "{path} ist dieser Version unbekannt und wurde ausgelassen.";
    text_changed: "The text was changed after the file was written." => "Der Text wurde geändert, nachdem die Datei geschrieben wurde.";
    nothing: "there is no article to write" => "es gibt keinen Artikel zu schreiben";
    needs_text(format): "{format} holds no quotes without the article’s whole text" => "{format} fasst keine Zitate ohne den ganzen Artikeltext";
    one_article(format): "{format} holds one article only" => "{format} fasst nur einen Artikel";
    mismatch(place): "The file was not written, because {place} would not give its quote. This is a mistake in Ascribe; your work is safe. Please report it." =>
        "Die Datei wurde nicht geschrieben, weil {place} nicht das Zitat ergäbe. Das ist ein Fehler in Ascribe; Ihre Arbeit ist sicher. Bitte melden Sie ihn.";
    not_read(format): "{format} can be written but not read" => "{format} kann geschrieben, aber nicht gelesen werden";
    too_dense: "it would take more than ten times its size in memory, as files of very many very small entries do. Split it into files of less than a megabyte" =>
        "die Datei bräuchte mehr als das Zehnfache ihrer Größe an Speicher, wie es bei sehr vielen sehr kleinen Einträgen ist. Teilen Sie sie in Dateien von weniger als einem Megabyte";
    no_text: "it does not hold the article’s text, and the article it is about is not here. Add the article first" =>
        "der Artikeltext fehlt, und der Artikel, um den es geht, ist nicht hier. Fügen Sie erst den Artikel hinzu";
    archive(why): "the archive cannot be read: {why}" => "das Archiv ist nicht lesbar: {why}";
    both_units: "Offsets in code points and UTF-16 units." => "Positionen in Codepoints und UTF-16-Einheiten.";
    by_slicing(unit, fit, of): "Offsets count {unit}: so counted, {fit} of {of} spans give their words." =>
        "Positionen zählen {unit}: So gezählt, ergeben {fit} von {of} Stellen ihre Wörter.";
    assumed(unit): "Offsets stand without words; they are taken to count {unit}." =>
        "Positionen stehen ohne Wörter da; angenommen wird, dass sie {unit} zählen.";
    no_offsets: "No offsets: places are found by their words." => "Keine Positionen: Stellen werden an ihren Wörtern erkannt.";
    unplaced(path, why): "{path} has no place: {why}." => "{path} hat keinen Platz: {why}.";
    more[count]: "One more thing is not listed." | "{count} more things are not listed." => "Ein weiterer Hinweis ist nicht aufgeführt." | "{count} weitere Hinweise sind nicht aufgeführt.";
}

/// Why a paste makes no article.
pub fn paste(error: PasteError) -> &'static str {
    match error {
        PasteError::Blank => blank(),
    }
}

/// Why a command cannot have a key.
pub fn key_refused(refused: &Refused) -> String {
    let name = |key: &Key| key_names(key).join("+");
    match refused {
        Refused::Taken { key, by } => shortcuts::key_taken(&name(key), &shortcuts::meaning(*by)),
        Refused::NotFree(key) => shortcuts::key_not_free(&name(key)),
        Refused::Alt => shortcuts::key_alt().to_owned(),
        Refused::Fixed => shortcuts::key_fixed().to_owned(),
    }
}

/// Why storing failed.
pub fn storage(error: &StorageError) -> String {
    match error {
        StorageError::Full => full().to_owned(),
        StorageError::Blocked => blocked().to_owned(),
        StorageError::Failed(why) => failed(why),
    }
}

/// Why a record cannot be read.
pub fn record(error: &RecordError) -> String {
    match error {
        RecordError::Key => key().to_owned(),
        RecordError::Malformed(why) => damaged(why),
        RecordError::Newer { version } => newer(version),
        RecordError::OtherText => other_text().to_owned(),
        RecordError::Incomplete => incomplete().to_owned(),
        RecordError::OutsideText => outside().to_owned(),
    }
}

/// Why a file is not text.
pub fn decode(error: DecodeError) -> String {
    match error {
        DecodeError::NotText { looks_like: Some(kind) } => not_text_but(&match kind {
            LooksLike::Pdf => pdf(),
            LooksLike::Zip => zip(),
            LooksLike::Office => office(),
            LooksLike::Picture => picture(),
            LooksLike::Media => media(),
            LooksLike::RichText => rich_text(),
            LooksLike::Compressed => compressed(),
        }),
        DecodeError::NotText { looks_like: None } => not_text().to_owned(),
        DecodeError::NotUtf8 { at } => not_utf8(&at),
        DecodeError::BrokenUtf16 => broken_utf16().to_owned(),
    }
}

/// Why a file of Ascribe's own cannot be read.
pub fn native_read(error: &native::ReadError) -> String {
    match error {
        native::ReadError::NotJson { line, column, why } => not_json(line, column, &faults::why(why)),
        native::ReadError::NotAscribe => not_ascribe().to_owned(),
        native::ReadError::OtherVersion { version } if version.is_empty() => no_version().to_owned(),
        native::ReadError::OtherVersion { version } => other_version(version),
        native::ReadError::Document { path, why } => article(path, &faults::why(why)),
        native::ReadError::TooDense => too_dense().to_owned(),
    }
}

/// Why an entry was not taken.
fn refusal(why: &Refusal) -> String {
    match why {
        Refusal::Shape(why) => faults::why(why),
        Refusal::Id => id().to_owned(),
        Refusal::RepeatedId => repeated_id().to_owned(),
        Refusal::UnknownSourceKind(kind) => no_source_kind(kind),
        Refusal::Nameless => nameless().to_owned(),
        Refusal::UnknownKind(kind) => no_kind(kind),
        Refusal::Time(time) => no_time(time),
        Refusal::Parts => no_parts().to_owned(),
        Refusal::WordsMissing => words_missing().to_owned(),
        Refusal::WordsAmbiguous { places } => words_ambiguous(places),
    }
}

/// Why a value was not taken.
fn left_out_why(why: &LeftOut) -> String {
    let plain = match why {
        LeftOut::UnknownValue(value) => return no_value(value),
        LeftOut::Place(why) => return refusal(why),
        LeftOut::NoSource => no_source(),
        LeftOut::NoAnnotation | LeftOut::Relation(RelationError::Missing) => no_annotation(),
        LeftOut::Relation(RelationError::ToItself) => link_to_itself(),
        LeftOut::Relation(RelationError::Present) => link_present(),
        LeftOut::Relation(RelationError::Cycle) => link_cycle(),
        LeftOut::Evidence => evidence(),
    };
    plain.to_owned()
}

/// Where in a file something is. A line is said in words; a path through JSON is the same in every language.
pub fn place(path: &str) -> String {
    match line_of(path) {
        Some((number, rest)) => line(&number) + rest,
        None => path.to_owned(),
    }
}

/// What a person should know about a file, as a sentence.
pub fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Refused { path, why } => left_out(&place(path), &refusal(why)),
        Problem::Unplaced { path, why } => unplaced(&place(path), &refusal(why)),
        Problem::More { number } => more(*number),
        Problem::LeftOut { path, why } => rest_taken(&place(path), &left_out_why(why)),
        Problem::Relocated { path } => relocated(&place(path)),
        Problem::UnknownKey { path } => unknown_key(path),
        Problem::TextChanged => text_changed().to_owned(),
    }
}

/// Why a file was not written because its offsets would not give its quotes.
pub fn would_not_give(error: &native::Mismatch) -> String {
    mismatch(&error.place())
}

/// Why a file was not written.
pub fn write(error: &WriteError) -> String {
    match error {
        WriteError::Nothing => nothing().to_owned(),
        WriteError::NeedsText(format) => needs_text(&format.label()),
        WriteError::OneArticle(format) => one_article(&format.label()),
        WriteError::Mismatch(error) => would_not_give(error),
        WriteError::Container(why) => why.clone(),
    }
}

/// Why a file cannot be read.
pub fn read(error: &ReadError) -> String {
    match error {
        ReadError::NotRead(format) => not_read(&format.label()),
        ReadError::NotText(why) => decode(*why),
        ReadError::Native(why) => native_read(why),
        ReadError::NotJson { line, column, why } => not_json(line, column, &faults::why(why)),
        ReadError::Shape { path, why } if path.is_empty() => faults::why(why),
        ReadError::Shape { path, why } => format!("{}: {}", place(path), faults::why(why)),
        ReadError::TooDense => too_dense().to_owned(),
        ReadError::NoText => no_text().to_owned(),
        ReadError::Archive(why) => archive(&faults::why(why)),
    }
}

/// How the unit of a file's offsets is known, as a sentence.
pub fn unit_found(unit: UnitFound) -> String {
    match unit {
        UnitFound::BySlicing { of: 0, .. } => both_units().to_owned(),
        UnitFound::BySlicing { unit, fit, of } => by_slicing(&super::formats::unit(unit), &fit, &of),
        UnitFound::Assumed(unit) => assumed(&super::formats::unit(unit)),
        UnitFound::NoOffsets => no_offsets().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::why::Why;

    /// The page says in English what the command line says.
    #[test]
    fn the_english_sentences_are_those_of_the_rooms() {
        for error in [StorageError::Full, StorageError::Blocked, StorageError::Failed("x".to_owned())] {
            assert_eq!(storage(&error), error.to_string());
        }
        let records = [
            RecordError::Key,
            RecordError::Malformed("x".to_owned()),
            RecordError::Newer { version: 7 },
            RecordError::OtherText,
            RecordError::Incomplete,
            RecordError::OutsideText,
        ];
        for error in records {
            assert_eq!(record(&error), error.to_string());
        }
        assert_eq!(paste(PasteError::Blank), PasteError::Blank.to_string());
        let files: [&[u8]; 11] = [
            b"RIFF",
            b"{\\rtf",
            b"\x1f\x8b",
            b"%PDF-1.4",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0",
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"a\0\xff",
            b"caf\xe9",
            b"\xff\xfea\0\x00\xd8",
        ];
        for bytes in files {
            let error = crate::text::decode(bytes).expect_err("none of these is text");
            assert_eq!(decode(error), error.to_string());
        }
        let path = || "annotations[3]".to_owned();
        let natives = [
            native::ReadError::NotJson { line: 1, column: 2, why: Why::Missing },
            native::ReadError::NotAscribe,
            native::ReadError::TooDense,
            native::ReadError::OtherVersion { version: String::new() },
            native::ReadError::OtherVersion { version: "9.0".to_owned() },
            native::ReadError::Document { path: path(), why: Why::Missing },
        ];
        for error in natives {
            assert_eq!(native_read(&error), error.to_string());
            assert_eq!(read(&ReadError::Native(error.clone())), error.to_string());
        }
        let refusals = [
            Refusal::Shape(Why::Missing),
            Refusal::Id,
            Refusal::RepeatedId,
            Refusal::UnknownKind("x".to_owned()),
            Refusal::UnknownSourceKind("x".to_owned()),
            Refusal::Nameless,
            Refusal::Time("x".to_owned()),
            Refusal::Parts,
            Refusal::WordsMissing,
            Refusal::WordsAmbiguous { places: 3 },
        ];
        let left_out = [
            LeftOut::UnknownValue("x".to_owned()),
            LeftOut::NoSource,
            LeftOut::NoAnnotation,
            LeftOut::Relation(RelationError::ToItself),
            LeftOut::Relation(RelationError::Present),
            LeftOut::Relation(RelationError::Cycle),
            LeftOut::Relation(RelationError::Missing),
            LeftOut::Evidence,
        ];
        let problems = refusals
            .into_iter()
            .map(|why| Problem::Refused { path: path(), why })
            .chain(left_out.into_iter().map(|why| Problem::LeftOut { path: path(), why }))
            .chain([
                Problem::LeftOut { path: path(), why: LeftOut::Place(Refusal::WordsMissing) },
                Problem::Unplaced { path: path(), why: Refusal::WordsMissing },
                Problem::More { number: 1 },
                Problem::More { number: 2 },
                Problem::Relocated { path: path() },
                Problem::UnknownKey { path: path() },
                Problem::TextChanged,
            ]);
        for told in problems {
            assert_eq!(problem(&told), told.to_string());
        }
        let reads = [
            ReadError::NotRead(crate::format::Format::Readwise),
            ReadError::NotJson { line: 1, column: 2, why: Why::Missing },
            ReadError::Shape { path: String::new(), why: Why::Missing },
            ReadError::Shape { path: path(), why: Why::Missing },
            ReadError::TooDense,
            ReadError::NoText,
            ReadError::Archive(Why::NoArchive),
        ];
        for error in reads {
            assert_eq!(read(&error), error.to_string());
        }
        let writes = [
            WriteError::Nothing,
            WriteError::NeedsText(crate::format::Format::Tei),
            WriteError::OneArticle(crate::format::Format::UimaCas),
            WriteError::Mismatch(native::Mismatch { path: path(), unit: native::Unit::Utf16 }),
            WriteError::Container("x".to_owned()),
        ];
        for error in writes {
            assert_eq!(write(&error), error.to_string());
        }
        for unit in crate::format::Offsets::ALL {
            for found in [
                UnitFound::BySlicing { unit, fit: 0, of: 0 },
                UnitFound::BySlicing { unit, fit: 2, of: 3 },
                UnitFound::Assumed(unit),
                UnitFound::NoOffsets,
            ] {
                assert_eq!(unit_found(found), found.to_string());
            }
        }
    }
}
