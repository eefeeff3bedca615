//! What is wrong with a value of a file, in words.

use super::table::table;
use crate::format::why::{Expected, Met, Open, Why};

table! {
    ends: "the file ends where a value was expected; it may have been cut off" => "die Datei endet, wo ein Wert erwartet war; vielleicht wurde sie abgeschnitten";
    ends_inside(open): "the file ends inside {open}; it may have been cut off" => "die Datei endet in {open}; vielleicht wurde sie abgeschnitten";
    open_value: "a value" => "einem Wert";
    open_text: "a text, and its closing quotation mark was expected" => "einem Text, und dessen schließendes Anführungszeichen war erwartet";
    open_list: "a list, and “,” or “]” was expected" => "einer Liste, und „,“ oder „]“ war erwartet";
    open_object: "an object, and “,” or “}” was expected" => "einem Objekt, und „,“ oder „}“ war erwartet";
    met_instead(met, expected): "{met} was met where {expected} was expected" => "gefunden: {met}; erwartet: {expected}";
    after_comma(met): "{met} was met after a comma where one more value was expected" => "gefunden nach einem Komma: {met}; erwartet: ein weiterer Wert";
    after_end(met): "{met} was met after the end of the JSON, where nothing more was expected" => "gefunden nach dem Ende des JSON: {met}; erwartet: nichts mehr";
    in_number(met): "{met} was met inside a number, where a digit was expected" => "gefunden in einer Zahl: {met}; erwartet: eine Ziffer";
    no_key(key): "“{key}” is missing" => "„{key}“ fehlt";
    key_twice(key): "“{key}” was met twice, where it was expected once" => "„{key}“ steht zweimal da, erwartet war es einmal";
    not_json(why): "it is not JSON: {why}" => "es ist kein JSON: {why}";
    escape(mark): "a backslash was met before something else than one of “{mark} \\ / b f n r t u”, which were expected" => "nach einem Backslash steht etwas anderes als die erwarteten Zeichen „{mark} \\ / b f n r t u“";
    half_character: "half a character was met (“\\uD800” to “\\uDFFF” alone) where its other half was expected" => "ein halbes Zeichen („\\uD800“ bis „\\uDFFF“ allein) steht da, wo die andere Hälfte erwartet war";
    control_character: "a line break or another control character was met inside a text, where “\\n” or the like was expected" => "in einem Text steht ein Zeilenumbruch oder ein anderes Steuerzeichen, wo „\\n“ oder Ähnliches erwartet war";
    large_number: "a number was met that is too large, where one below 1.8e308 was expected" => "eine Zahl ist zu groß; erwartet war eine unter 1.8e308";
    too_deep: "lists and objects were met more than 127 deep inside each other, where fewer were expected" => "Listen und Objekte stehen mehr als 127-fach ineinander; weniger waren erwartet";
    missing: "it is missing" => "es fehlt";
    no_list: "it is not a list" => "es ist keine Liste";
    no_object: "it is not an object" => "es ist kein Objekt";
    no_text: "it is not a text" => "es ist kein Text";
    empty: "it is empty" => "es ist leer";
    no_time: "it is not a date and time" => "es ist kein Datum mit Uhrzeit";
    no_time_such_as: "it is not a date and time such as 2026-05-03T09:41:00Z" => "es ist kein Datum mit Uhrzeit wie 2026-05-03T09:41:00Z";
    no_uuid: "it is not a UUID" => "es ist keine UUID";
    no_sha256: "it is not a SHA-256" => "es ist keine SHA-256-Summe";
    no_status: "it is neither “to do”, “in work” nor “done”" => "es ist weder „to do“, „in work“ noch „done“";
    no_state: "it is neither “open” nor “dismissed”" => "es ist weder „open“ noch „dismissed“";
    not_later: "it is not later than the version before it" => "sie ist nicht später als die Fassung davor";
    no_columns: "it has neither a column “quote” nor a column “start”" => "es fehlt sowohl eine Spalte „quote“ als auch eine Spalte „start“";
    no_place: "it has no words and no offsets" => "weder Wörter noch Positionen sind angegeben";
    no_tab: "it has no tab" => "es fehlt ein Tabulator";
    no_offsets(what): "“{what}” is not a label and pairs of offsets" => "„{what}“ ist kein Schlagwort mit Paaren von Positionen";
    met_end: "the end of the file" => "das Ende der Datei";
    met_line_end: "the end of the line" => "das Ende der Zeile";
    met_curly: "a curly quotation mark" => "ein typografisches Anführungszeichen";
    met_control(code): "the character U+{code}" => "das Zeichen U+{code}";
    met_space: "white space" => "Leerraum";
    met_sign(sign): "“{sign}”" => "„{sign}“";
    met_text(words): "the text “{words}”" => "der Text „{words}“";
    met_number(number): "the number {number}" => "die Zahl {number}";
    met_null: "nothing (null)" => "nichts (null)";
    object: "an object" => "ein Objekt";
    list: "a list" => "eine Liste";
    text: "a text" => "ein Text";
    expected_value: "a value (a text in straight quotation marks, a number, a list, an object)" => "ein Wert (ein Text in geraden Anführungszeichen, eine Zahl, eine Liste, ein Objekt)";
    many_members(number): "it has more than {number} members" => "es hat mehr als {number} Dateien";
    large_member(name, times): "{name} unpacks to more than {times} times the archive’s size" => "{name} wird ausgepackt mehr als {times}-mal so groß wie das Archiv";
    no_utf8(name): "{name} is not UTF-8" => "{name} ist kein UTF-8";
    no_archive: "it is damaged, or no ZIP archive" => "es ist beschädigt oder kein ZIP-Archiv";
    foreign_archive: "it is packed or locked in a way that is not read here" => "es ist auf eine Art gepackt oder gesperrt, die hier nicht gelesen wird";
    no_annotation_file: "it has no .ann file" => "es hat keine .ann-Datei";
    expected_colon: "“:” after a key" => "„:“ nach einem Schlüssel";
    expected_in_list: "“,” or “]” after an element of a list" => "„,“ oder „]“ nach einem Element einer Liste";
    expected_in_object: "“,” or “}” after a value of an object" => "„,“ oder „}“ nach einem Wert eines Objekts";
    expected_word: "“true”, “false” or “null”" => "„true“, „false“ oder „null“";
    expected_mark: "a straight quotation mark" => "ein gerades Anführungszeichen";
    expected_key: "a key in straight quotation marks" => "ein Schlüssel in geraden Anführungszeichen";
    expected_boolean: "true or false" => "true oder false";
    expected_count: "a whole number from 0 to 4294967295" => "eine ganze Zahl von 0 bis 4294967295";
}

/// What is wrong with a value.
pub fn why(why: &Why) -> String {
    let plain = match why {
        Why::CutOff(Open::Nothing) => ends(),
        Why::CutOff(Open::Value) => return ends_inside(&open_value()),
        Why::CutOff(Open::Text) => return ends_inside(&open_text()),
        Why::CutOff(Open::List) => return ends_inside(&open_list()),
        Why::CutOff(Open::Object) => return ends_inside(&open_object()),
        Why::Met(met, wanted) => return met_instead(&thing(met), &expected(wanted)),
        Why::AfterComma(met) => return after_comma(&thing(met)),
        Why::AfterEnd(met) => return after_end(&thing(met)),
        Why::InNumber(met) => return in_number(&thing(met)),
        Why::NoKey(key) => return no_key(key),
        Why::KeyTwice(key) => return key_twice(key),
        Why::NoOffsets(what) => return no_offsets(what),
        Why::NotJson(inner) => return not_json(&self::why(inner)),
        Why::ManyMembers(number) => return many_members(number),
        Why::LargeMember(name, times) => return large_member(name, times),
        Why::NoUtf8(name) => return no_utf8(name),
        Why::NoArchive => no_archive(),
        Why::ForeignArchive => foreign_archive(),
        Why::NoAnnotationFile => no_annotation_file(),
        Why::Other(words) => words,
        Why::Escape => return escape(&'"'),
        Why::HalfCharacter => half_character(),
        Why::ControlCharacter => control_character(),
        Why::LargeNumber => large_number(),
        Why::TooDeep => too_deep(),
        Why::Missing => missing(),
        Why::NoList => no_list(),
        Why::NoObject => no_object(),
        Why::NoText => no_text(),
        Why::Empty => empty(),
        Why::NoTime => no_time(),
        Why::NoTimeSuchAs => no_time_such_as(),
        Why::NoUuid => no_uuid(),
        Why::NoSha256 => no_sha256(),
        Why::NoStatus => no_status(),
        Why::NoState => no_state(),
        Why::NotLater => not_later(),
        Why::NoPlace => no_place(),
        Why::NoTab => no_tab(),
        Why::NoColumns => no_columns(),
    };
    plain.to_owned()
}

fn thing(met: &Met) -> String {
    let plain = match met {
        Met::Control(code) => return met_control(&format!("{code:04X}")),
        Met::Sign(sign) => return met_sign(sign),
        Met::Text(words, false) => return met_text(words),
        Met::Text(words, true) => return met_text(&format!("{words}…")),
        Met::Number(number) => return met_number(number),
        Met::Other(words) => words,
        Met::End => met_end(),
        Met::LineEnd => met_line_end(),
        Met::CurlyMark => met_curly(),
        Met::Space => met_space(),
        Met::Null => met_null(),
        Met::Object => object(),
        Met::List => list(),
    };
    plain.to_owned()
}

fn expected(expected: &Expected) -> &str {
    match expected {
        Expected::Value => expected_value(),
        Expected::Colon => expected_colon(),
        Expected::InList => expected_in_list(),
        Expected::InObject => expected_in_object(),
        Expected::Word => expected_word(),
        Expected::Mark => expected_mark(),
        Expected::Key => expected_key(),
        Expected::List => list(),
        Expected::Text => text(),
        Expected::Boolean => expected_boolean(),
        Expected::Count => expected_count(),
        Expected::Object => object(),
        Expected::Other(words) => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_sentences_are_those_of_the_room() {
        let words = || "x".to_owned();
        let things = [
            Met::End,
            Met::LineEnd,
            Met::CurlyMark,
            Met::Control(7),
            Met::Space,
            Met::Sign('x'),
            Met::Text(words(), false),
            Met::Text(words(), true),
            Met::Number("1.5".to_owned()),
            Met::Null,
            Met::Object,
            Met::List,
            Met::Other("true".to_owned()),
        ];
        let wanted = [
            Expected::Value,
            Expected::Colon,
            Expected::InList,
            Expected::InObject,
            Expected::Word,
            Expected::Mark,
            Expected::Key,
            Expected::List,
            Expected::Text,
            Expected::Boolean,
            Expected::Count,
            Expected::Object,
            Expected::Other(words()),
        ];
        let others = [
            Why::CutOff(Open::Nothing),
            Why::CutOff(Open::Value),
            Why::CutOff(Open::Text),
            Why::CutOff(Open::List),
            Why::CutOff(Open::Object),
            Why::AfterComma(Met::End),
            Why::AfterEnd(Met::End),
            Why::InNumber(Met::End),
            Why::Escape,
            Why::HalfCharacter,
            Why::ControlCharacter,
            Why::LargeNumber,
            Why::TooDeep,
            Why::NoKey(words()),
            Why::KeyTwice(words()),
            Why::Missing,
            Why::NoList,
            Why::NoObject,
            Why::NoText,
            Why::Empty,
            Why::NoTime,
            Why::NoTimeSuchAs,
            Why::NoUuid,
            Why::NoSha256,
            Why::NoStatus,
            Why::NoState,
            Why::NotLater,
            Why::NoColumns,
            Why::NoPlace,
            Why::NoTab,
            Why::NoOffsets(words()),
            Why::NotJson(Box::new(Why::Missing)),
            Why::ManyMembers(1000),
            Why::LargeMember(words(), 20),
            Why::NoUtf8(words()),
            Why::NoArchive,
            Why::ForeignArchive,
            Why::NoAnnotationFile,
            Why::Other(words()),
        ];
        let met = things.into_iter().zip(wanted).map(|(met, expected)| Why::Met(met, expected));
        for fault in met.chain(others) {
            assert_eq!(why(&fault), fault.to_string());
        }
    }
}
