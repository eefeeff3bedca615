//! What the text cursor says of itself as it moves.

use super::table::table;
use super::{common, excerpt};
use crate::annotation::{Annotation, Document, Kind};
use crate::session::{Crossing, Ends, Heard, Passed, Verbosity};
use crate::text::Direction;

table! {
    taken(words): "{words}, selected" => "{words}, ausgewählt";
    let_go(words): "{words}, not selected" => "{words}, nicht ausgewählt";
    start_of_article: "Start of the article" => "Anfang des Artikels";
    end_of_article: "End of the article" => "Ende des Artikels";
    all_selected(words): "Selected: {words}" => "Ausgewählt: {words}";
    now_start(words): "Now moving the start: {words}" => "Jetzt bewegt sich der Anfang: {words}";
    now_end(words): "Now moving the end: {words}" => "Jetzt bewegt sich das Ende: {words}";
    quote: "Quote" => "Zitat";
    claim: "Claim" => "Behauptung";
    quote_of(name): "Quote of {name}" => "Zitat von {name}";
    claim_of(name): "Claim of {name}" => "Behauptung von {name}";
    begins(what): "{what} begins" => "{what} beginnt";
    ends(what): "{what} ends" => "{what} endet";
    into(what): "Into: {what}" => "Hinein: {what}";
    out_of(what): "Out of: {what}" => "Heraus: {what}";
    past(what): "With: {what}" => "Darin: {what}";
    space: "space" => "Leerzeichen";
    new_paragraph: "new paragraph" => "neuer Absatz";
    full_stop: "full stop" => "Punkt";
    comma: "comma" => "Komma";
    colon: "colon" => "Doppelpunkt";
    semicolon: "semicolon" => "Semikolon";
    question: "question mark" => "Fragezeichen";
    exclamation: "exclamation mark" => "Ausrufezeichen";
    quotation: "quotation mark" => "Anführungszeichen";
    apostrophe: "apostrophe" => "Apostroph";
    hyphen: "hyphen" => "Bindestrich";
    dash: "dash" => "Gedankenstrich";
    bracket: "bracket" => "Klammer";
}

/// The longest words that are said to the letter, in code points. A paragraph is read to its end; more than that is
/// no step.
const LONGEST: usize = 2_000;

/// The longest selection that is said again with every step, in code points; of a longer one the number of words is.
const LONGEST_AGAIN: u32 = 80;

/// What is said of a step of the text cursor; nothing where it is to be quiet.
pub fn step(heard: &Heard, document: &Document, verbosity: Verbosity) -> Option<String> {
    if verbosity == Verbosity::Quiet {
        return None;
    }
    let text = &document.article.text;
    let Some((range, how)) = heard.passed else {
        let at_end = heard.direction == Direction::Forward;
        return Some(if at_end { end_of_article() } else { start_of_article() }.to_owned());
    };
    let words = spoken(text.slice(range));
    let mut said = match how {
        Passed::Over => words,
        Passed::Taken => taken(&words),
        Passed::LetGo => let_go(&words),
    };
    if verbosity == Verbosity::Full {
        for (annotation, crossing) in &heard.crossed {
            add(&mut said, &crossed(document, annotation, *crossing));
        }
        if let Some(selected) = heard.selected.filter(|selected| *selected != range) {
            let words = if selected.len() <= LONGEST_AGAIN {
                spoken(text.slice(selected))
            } else {
                common::words(text.words_in(selected))
            };
            add(&mut said, &all_selected(&words));
        }
    }
    Some(said)
}

/// What is said when the other end becomes the one that moves.
pub fn swapped(ends: Ends, document: &Document, verbosity: Verbosity) -> Option<String> {
    let range = ends.range().filter(|_| verbosity != Verbosity::Quiet)?;
    let words = spoken(document.article.text.slice(range));
    let letters: Vec<_> = words.chars().collect();
    /// How many letters tell a person where an end is.
    const TELLING: usize = 40;
    Some(if ends.head < ends.anchor {
        now_start(&excerpt(&words, TELLING))
    } else {
        now_end(&letters[letters.len().saturating_sub(TELLING)..].iter().collect::<String>())
    })
}

/// Adds a sentence to others. What ends in a sign of its own needs no full stop.
fn add(said: &mut String, sentence: &str) {
    if said.ends_with(char::is_alphanumeric) {
        said.push('.');
    }
    said.push(' ');
    said.push_str(sentence);
}

fn crossed(document: &Document, annotation: &Annotation, crossing: Crossing) -> String {
    let name = document.source_of(annotation).map(|source| source.name.as_str()).unwrap_or_default();
    let what = match (annotation.kind, name) {
        (Kind::Quote, "") => quote().to_owned(),
        (Kind::Claim, "") => claim().to_owned(),
        (Kind::Quote, name) => quote_of(&name),
        (Kind::Claim, name) => claim_of(&name),
    };
    match crossing {
        Crossing::Begins => begins(&what),
        Crossing::Ends => ends(&what),
        Crossing::Into => into(&what),
        Crossing::OutOf => out_of(&what),
        Crossing::Past => past(&what),
    }
}

/// Words as they are said. Of a sign alone its name is: screen readers leave out most signs.
fn spoken(words: &str) -> String {
    if words.contains('\n') && words.trim().is_empty() {
        return new_paragraph().to_owned();
    }
    let mut signs = words.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => sign_name(sign).map_or_else(|| sign.to_string(), str::to_owned),
        _ => excerpt(words, LONGEST).split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn sign_name(sign: char) -> Option<&'static str> {
    Some(match sign {
        sign if sign.is_whitespace() => space(),
        '.' => full_stop(),
        ',' => comma(),
        ':' => colon(),
        ';' => semicolon(),
        '?' => question(),
        '!' => exclamation(),
        '"' | '“' | '”' | '„' | '«' | '»' => quotation(),
        '\'' | '‘' | '’' => apostrophe(),
        '-' => hyphen(),
        '–' | '—' => dash(),
        '(' | ')' | '[' | ']' => bracket(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::annotation::{Parts, Source, SourceKind};
    use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
    use crate::session::heard;
    use crate::text::{CodePointOffset, TextRange, article_from_paste};
    use crate::web::words::language::{Language, speak};

    fn document() -> Document {
        let at = Timestamp::from_millis(0);
        let article = article_from_paste("He said: yes.\n\nShe left.", ArticleId::from_random([1; 16]), at);
        let mut document = Document::new(article.expect("words"));
        let source = Source::new(SourceId::from_random([2; 16]), "Ines Okafor", SourceKind::Person, at);
        let parts = Parts::new([TextRange::of(9, 12).expect("yes")]).expect("a part");
        let mut quote = Annotation::new(AnnotationId::from_random([3; 16]), Kind::Quote, parts, at);
        quote.attribution.source = Some(source.id);
        Rc::make_mut(&mut document.sources).put(Rc::new(source));
        Rc::make_mut(&mut document.annotations).put(Rc::new(quote));
        document
    }

    fn said(from: u32, to: u32, anchor: u32, verbosity: Verbosity) -> String {
        let document = document();
        let direction = if to < from { Direction::Backward } else { Direction::Forward };
        let ends = Ends { anchor: CodePointOffset(anchor), head: CodePointOffset(to) };
        let places = (CodePointOffset(from), CodePointOffset(to));
        let heard = heard(&document.article.text, &document.annotations, places, direction, ends);
        step(&heard, &document, verbosity).unwrap_or_default()
    }

    #[test]
    fn steps_in_words() {
        use Verbosity::{Full, Quiet, Words};
        let rows = [
            (3, 7, 7, Words, "said"),
            (3, 7, 7, Quiet, ""),
            (3, 7, 3, Words, "said, selected"),
            (7, 3, 0, Words, "said, not selected"),
            (3, 7, 0, Words, "said, selected"),
            (3, 7, 0, Full, "said, selected. Selected: He said"),
            (7, 8, 8, Full, "colon"),
            (8, 9, 9, Words, "space"),
            (8, 9, 9, Full, "space. Quote of Ines Okafor begins"),
            (9, 12, 12, Words, "yes"),
            (9, 12, 12, Full, "yes. Quote of Ines Okafor ends"),
            (12, 9, 9, Full, "yes. Into: Quote of Ines Okafor"),
            (9, 8, 8, Full, "space. Out of: Quote of Ines Okafor"),
            (0, 13, 13, Full, "He said: yes. With: Quote of Ines Okafor"),
            (13, 15, 15, Words, "new paragraph"),
            (24, 24, 24, Words, "End of the article"),
            (24, 24, 24, Quiet, ""),
        ];
        for (from, to, anchor, verbosity, expected) in rows {
            assert_eq!(
                said(from, to, anchor, verbosity),
                expected,
                "{from} to {to} from {anchor}, {verbosity:?}"
            );
        }
        speak(Language::German);
        assert_eq!(said(8, 9, 9, Full), "Leerzeichen. Zitat von Ines Okafor beginnt");
    }

    #[test]
    fn the_other_end_says_where_it_is() {
        let ends = Ends { anchor: CodePointOffset(13), head: CodePointOffset(0) };
        let said = |ends, verbosity| swapped(ends, &document(), verbosity);
        assert_eq!(said(ends, Verbosity::Words).as_deref(), Some("Now moving the start: He said: yes."));
        assert_eq!(
            said(ends.swapped(), Verbosity::Full).as_deref(),
            Some("Now moving the end: He said: yes.")
        );
        assert_eq!(said(ends, Verbosity::Quiet), None);
        assert_eq!(said(Ends::at(CodePointOffset(3)), Verbosity::Full), None);
    }
}
