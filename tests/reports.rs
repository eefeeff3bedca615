//! Reports for people are in the language of whoever has them written; files for programs are the same in every one.
#![cfg(feature = "web")]

use std::rc::Rc;

use ascribe::annotation::{
    Annotation, ClaimType, Document, Evidence, EvidencePlace, Kind, QuoteType, Source, SourceKind, Stance,
    Version,
};
use ascribe::format::Format;
use ascribe::format::changes::Changes;
use ascribe::format::foreign::{WriteOptions, write};
use ascribe::format::told::Teller;
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::text::{ArticleText, Normalization, TextRange, article_from_paste};
use ascribe::web::words::{Language, reports, speak};

const BEFORE: &str = "Head\n\n“We won,” said Ito.\n\nIt will cost 84 million.\n\nNobody came.";
const NOW: &str = "Head\n\n“We won,” said Ito.\n\nIt will cost 84 million.";

fn annotation(number: u8, kind: Kind, text: &str, words: &str) -> Annotation {
    let start = text.split(words).next().expect("a beginning").chars().count();
    let start = u32::try_from(start).expect("short");
    let end = start + u32::try_from(words.chars().count()).expect("short");
    let range = TextRange::of(start, end).expect("not empty");
    Annotation::new(AnnotationId::from_random([number; 16]), kind, range.into(), Timestamp::default())
}

/// A quote of Ito, a claim that is judged, and one whose words are gone.
fn document() -> Document {
    let at = Timestamp::default();
    let article = article_from_paste(NOW, ArticleId::from_random([1; 16]), at).expect("has text");
    let ito = SourceId::from_random([5; 16]);
    let mut quote = annotation(1, Kind::Quote, NOW, "“We won,”");
    quote.quote_type = Some(QuoteType::Direct);
    quote.attribution.source = Some(ito);
    let mut claim = annotation(2, Kind::Claim, NOW, "It will cost 84 million.");
    claim.claim.claim_type = Some(ClaimType::Prediction);
    claim.claim.verdict = "refuted".to_owned();
    let place = EvidencePlace::Url("https://example.org/".to_owned());
    claim.claim.evidence.push(Evidence { place, stance: Stance::Contradicts, note: String::new() });
    let version = Version {
        text: Rc::new(ArticleText::new(BEFORE).0),
        normalization: Normalization::default(),
        until: Timestamp::from_millis(86_400_000),
        note: String::new(),
        left: vec![Rc::new(annotation(3, Kind::Claim, BEFORE, "Nobody came."))],
    };
    Document {
        annotations: Rc::new([quote, claim].into_iter().map(Rc::new).collect()),
        sources: Rc::new([Rc::new(Source::new(ito, "Ito", SourceKind::Unnamed, at))].into_iter().collect()),
        versions: Rc::new(vec![Rc::new(version)]),
        ..Document::new(article)
    }
}

fn written(format: Format, language: Language) -> String {
    speak(language);
    let options = WriteOptions { teller: Teller(reports::told), ..WriteOptions::default() };
    let output = write(format, &[Rc::new(document())], &options).expect("it can be written");
    speak(Language::English);
    String::from_utf8(output.bytes).expect("text")
}

#[test]
fn the_report_with_margin_notes_speaks_the_language_of_the_page() {
    let rows = [
        (">1 claim<", ">1 Behauptung<"),
        ("Quote, direct", "Zitat, direkt"),
        ("Claim, prediction", "Behauptung, Vorhersage"),
        ("Said by ", "Gesagt von "),
        ("Verdict: ", "Urteil: "),
        (">refuted<", ">widerlegt<"),
        ("<li>Contradicts ", "<li>Widerspricht "),
        ("<h2>Sources<", "<h2>Quellen<"),
        (">unnamed<", ">ungenannt<"),
        ("<h2>Summary<", "<h2>Übersicht<"),
        (">No.<", ">Nr.<"),
    ];
    let (english, german) =
        (written(Format::Report, Language::English), written(Format::Report, Language::German));
    for (english_words, german_words) in rows {
        assert!(english.contains(english_words) && !english.contains(german_words), "{english_words}");
        assert!(german.contains(german_words) && !german.contains(english_words), "{german_words}");
    }
    // The words of the article and of its source are nobody else's to change.
    assert!(german.contains("It will cost 84 million.") && german.contains("Ito"));
    // Nobody's language is English unless they say so.
    let plain = write(Format::Report, &[Rc::new(document())], &WriteOptions::default());
    assert_eq!(plain.expect("it can be written").bytes, english.into_bytes());
}

#[test]
fn files_for_programs_are_the_same_in_every_language() {
    for format in [Format::Csv, Format::WebAnnotation, Format::Hypothesis, Format::SchemaOrg] {
        assert_eq!(written(format, Language::German), written(format, Language::English), "{format:?}");
    }
}

#[test]
fn what_changed_is_told_in_the_language_of_the_page() {
    let document = document();
    let changes = Changes::new(&document, 0, 1).expect("two versions");
    speak(Language::German);
    let german = changes.markdown(Teller(reports::told));
    speak(Language::English);
    assert_eq!(changes.markdown(Teller(reports::told)), changes.markdown(Teller::default()));
    let lines = [
        "# Was sich geändert hat: Head",
        "Von Fassung 1 (1970-01-01) zu Fassung 2 (1970-01-02).",
        "## Nicht mehr im Text",
        "- Behauptung",
        "  - war: Nobody came.",
        "2 von 3 Markierungen haben dieselben Worte an derselben Stelle.",
        "## Der Text",
    ];
    for line in lines {
        assert!(german.lines().any(|written| written == line), "{line} in\n{german}");
    }
}
