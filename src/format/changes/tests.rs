use super::*;
use crate::annotation::{Change, Revision, Source, SourceKind, Version};
use crate::format::told::Teller;
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::text::{Article, Normalization, article_from_paste};

const FIRST: &str = "Head\n\n“We will never close the plant,” said Ito.\n\nIt <rained> & rained all day.\n\nNobody came to see it.\n\nThe mayor left early.";
const SECOND: &str = "Head\n\n“We would never close a plant,” said Ito.\n\nIt <rained> & rained all day.\n\nThe mayor left early.";

/// The first text with a quote and two claims in it, and the second text with what is left of them.
fn document() -> Document {
    let at = Timestamp::from_millis;
    let article = article_from_paste(FIRST, ArticleId::from_random([1; 16]), at(0)).expect("has text");
    let mut document = Document::new(article);
    let ito = Source::new(SourceId::from_random([5; 16]), "Ito", SourceKind::Person, at(0));
    document = document.apply(&Change::PutSource(Rc::new(ito))).expect("new").0;
    let words =
        ["“We will never close the plant,”", "It <rained> & rained all day.", "Nobody came to see it."];
    for (number, words) in (1..).zip(words) {
        let start = FIRST.split(words).next().expect("a beginning").chars().count();
        let start = u32::try_from(start).expect("short");
        let range = TextRange::of(start, start + u32::try_from(words.chars().count()).expect("short"));
        let kind = if number == 1 { Kind::Quote } else { Kind::Claim };
        let id = AnnotationId::from_random([number; 16]);
        let mut annotation = Annotation::new(id, kind, range.expect("not empty").into(), at(1));
        annotation.attribution.source = (number == 1).then_some(SourceId::from_random([5; 16]));
        document = document.apply(&Change::Put(Rc::new(annotation))).expect("new").0;
    }
    let text = ArticleText::new(SECOND).0;
    let carriage = carry(&document, &[], &text);
    let (mut annotations, mut left) = (Vec::new(), Vec::new());
    for (annotation, carried) in document.annotations.iter().zip(&carriage.annotations) {
        let places: Vec<_> = carried.iter().map(|carried| carried.range).collect();
        match annotation.relocated(&document.article.text, &places) {
            Some(moved) => annotations.push(Rc::new(moved)),
            None => left.push(annotation.clone()),
        }
    }
    let removed = left.iter().map(|left| left.id).collect();
    let version = Version {
        text: document.article.text.clone(),
        normalization: Normalization::default(),
        until: at(86_400_000),
        note: String::new(),
        left,
    };
    let article = Rc::new(Article { text: Rc::new(text), ..(*document.article).clone() });
    let revision = Revision { article, kept: 0, added: vec![Rc::new(version)], annotations, removed };
    document.apply(&Change::Revise(Rc::new(revision))).expect("another text").0
}

#[test]
fn what_changed_is_told_with_the_quotes_first() {
    let document = document();
    let changes = Changes::new(&document, 1, 0).expect("two versions");
    let drawn: Vec<_> = changes
        .entries()
        .iter()
        .map(|entry| (entry.annotation.kind.name(), entry.fate.name(), entry.speaker.as_str()))
        .collect();
    assert_eq!(drawn, [("quote", "changed", "Ito"), ("claim", "lost", ""), ("claim", "kept", "")]);
    assert!(Changes::new(&document, 1, 1).is_none());
    assert!(Changes::new(&document, 0, 2).is_none());
    assert_eq!(
        changes.markdown(Teller::default()),
        "# What changed: Head\n\n\
         From version 1 (1970-01-01) to version 2 (1970-01-02).\n\n\
         ## Quotes whose words changed\n\n\
         - quote of Ito\n  - was: “We will never close the plant,”\n  - now: “We would never close a plant,”\n\n\
         ## No longer in the text\n\n\
         - claim\n  - was: Nobody came to see it.\n\n\
         1 of 3 annotations have the same words in the same place.\n\n\
         ## The text\n\n\
         - …“We ~~will~~ **would** never close a plant,” said Ito.…\n\
         - …“We would never close ~~the~~ **a** plant,” said Ito.…\n\
         - …~~Nobody came to see it.~~ The mayor left early.…\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&changes.json(Timestamp::from_millis(5))).expect("it is JSON");
    assert_eq!(
        json["counts"],
        serde_json::json!({"kept": 1, "moved": 0, "signsChanged": 0, "changed": 1, "lost": 1})
    );
    assert_eq!(json["annotations"][0]["new"][0]["exact"], "“We would never close a plant,”");
    // Every span gives its words in the text that it stands beside.
    for (side, text) in [("old", FIRST), ("new", SECOND)] {
        let texts: Vec<char> = text.chars().collect();
        let spans =
            json["annotations"].as_array().into_iter().flatten().flat_map(|told| told[side].as_array());
        let pieces = json["changes"].as_array().into_iter().flatten().map(|piece| &piece[side]);
        let mut count = 0;
        for words in spans.flatten().chain(pieces) {
            let at = |key: &str| {
                usize::try_from(words["codePoints"][key].as_u64().expect("a number")).expect("small")
            };
            let slice: String = texts[at("start")..at("end")].iter().collect();
            assert_eq!(words["exact"], slice, "{side}");
            count += 1;
        }
        assert!(count >= 5, "{count}");
    }
}

#[test]
fn views_hold_nothing_but_escaped_text_and_their_own_tags() {
    let document = document();
    let view = Changes::new(&document, 0, 1).expect("two versions").view();
    assert_eq!((view.changes, view.moves), (3, 0));
    assert!(view.inline.contains("It &lt;rained&gt; &amp; rained"), "{}", view.inline);
    let pair = "<div class=\"pair\"><p dir=\"auto\"><mark class=\"news quote\">“We </mark><del><mark class=\"news quote\">will</mark></del>";
    assert!(view.sides.contains(pair), "{}", view.sides);
    assert!(!view.sides.contains("</del><ins>"), "a column has both texts: {}", view.sides);
    // What is not taken out, read as a browser reads it, is the new text.
    let mut text = String::new();
    let mut is_gone = false;
    let mut rest = view.inline.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        if !is_gone {
            text.push_str(before);
        }
        let (tag, after) = after.split_once('>').expect("a whole tag");
        match tag.split(' ').next().expect("a name") {
            "del" => is_gone = true,
            "/del" => is_gone = false,
            "/p" => text.push('\n'),
            "p" | "ins" | "/ins" | "mark" | "/mark" | "br" => {}
            other => panic!("{other} in {}", view.inline),
        }
        rest = after;
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let lines = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    assert_eq!(lines(&plain), lines(SECOND));
}

#[test]
fn paragraphs_far_from_any_change_are_left_out() {
    let paragraphs = |changed: &str| {
        let mut lines: Vec<String> = (0..20).map(|number| format!("Paragraph {number} is long.")).collect();
        lines[10] = changed.to_owned();
        ArticleText::new(&lines.join("\n\n")).0
    };
    let (old, new) = (paragraphs("It was so."), paragraphs("It was otherwise."));
    let comparison = Comparison::new(old.as_str(), new.as_str());
    let view = View::new((&old, &new), &comparison, (Vec::new(), Vec::new()));
    let shown: Vec<_> =
        (0..20).filter(|number| view.inline.contains(&format!("Paragraph {number} "))).collect();
    assert_eq!(shown, [9, 11]);
    assert!(view.sides.contains("<p class=\"gap\">9 paragraphs without a change</p>"), "{}", view.sides);
    assert!(view.sides.contains("<p class=\"gap\">8 paragraphs without a change</p>"), "{}", view.sides);
}
