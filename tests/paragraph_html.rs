//! A paragraph's HTML, as the page paints it, rendered without a browser.
#![cfg(feature = "web")]

use std::collections::BTreeSet;
use std::rc::Rc;

use ascribe::annotation::{Annotation, AnnotationSet, Kind, Source, SourceKind, SourceSet};
use ascribe::highlight::highlights;
use ascribe::identity::{AnnotationId, SourceId, Timestamp};
use ascribe::notation;
use ascribe::text::ArticleText;
use ascribe::web::components::{ParagraphView, ParagraphViewProps, plain_html};
use ascribe::web::words::{Language, speak};
use yew::LocalServerRenderer;

/// Renders the paragraph of an article in the notation; ids are short here, so that a row can be read.
async fn render(source: &str, paragraph: usize, current: Option<usize>) -> String {
    render_said(source, paragraph, current, None).await
}

/// The same where all of it is said by a source of this name.
async fn render_said(
    source: &str,
    paragraph: usize,
    current: Option<usize>,
    speaker: Option<&str>,
) -> String {
    let marked = notation::parse(source).expect(source);
    let (text, _) = ArticleText::new(&marked.text);
    let id = |number: usize| AnnotationId::from_random([u8::try_from(number).expect("few"); 16]);
    let speaks = SourceId::from_random([99; 16]);
    let sources: SourceSet = speaker
        .map(|name| Rc::new(Source::new(speaks, name, SourceKind::Person, Timestamp::default())))
        .into_iter()
        .collect();
    let annotations: AnnotationSet = marked
        .ranges
        .iter()
        .enumerate()
        .map(|(number, (label, range))| {
            let kind = Kind::from_name(label).expect("a kind");
            let mut annotation = Annotation::new(id(number), kind, (*range).into(), Timestamp::default());
            annotation.attribution.source = speaker.map(|_| speaks);
            Rc::new(annotation)
        })
        .collect();
    let painted = highlights(&text, &annotations, &sources, current.map(id), &[], None);
    let props = ParagraphViewProps {
        paragraph: text.paragraphs()[paragraph].clone(),
        highlights: Rc::new(painted[paragraph].clone()),
        is_stray: false,
        language: ascribe::web::words::Language::English,
    };
    let html = LocalServerRenderer::<ParagraphView>::with_props(props).hydratable(false).render().await;
    (0..marked.ranges.len())
        .fold(html, |html, number| html.replace(&id(number).to_string(), &number.to_string()))
}

#[tokio::test(flavor = "current_thread")]
async fn paragraphs_are_painted_as_flat_marks() {
    let cases = [
        ("It rained.", 0, None, r#"<p dir="auto" data-start="0" data-end="10">It rained.</p>"#),
        (
            "[claim:It rained]. [quote:“No.”]",
            0,
            Some(1),
            r#"<p dir="auto" data-start="0" data-end="16"><mark data-annotations="0" data-kinds="claim" data-says="Claim: " class="claim">It rained</mark>. <mark data-annotations="1" data-kinds="quote" data-says="Quote: " class="quote current">“No.”</mark></p>"#,
        ),
        (
            "[claim:a [quote:b] c]",
            0,
            None,
            r#"<p dir="auto" data-start="0" data-end="5"><mark data-annotations="0" data-kinds="claim" data-says="Claim: " class="claim">a </mark><mark data-annotations="0 1" data-kinds="claim quote" data-says="Quote: " class="claim quote">b</mark><mark data-annotations="0" data-kinds="claim" class="claim"> c</mark></p>"#,
        ),
        (
            "Head\n\nIt [claim:rained.\n\nIt] stopped.",
            2,
            None,
            r#"<p dir="auto" data-start="18" data-end="29"><mark data-annotations="0" data-kinds="claim" data-says="Claim: " class="claim">It</mark> stopped.</p>"#,
        ),
        (
            "Head\n\nIt rained.",
            0,
            None,
            r#"<p role="heading" aria-level="2" dir="auto" data-start="0" data-end="4" class="headline">Head</p>"#,
        ),
        // Nothing of the text is ever markup.
        (
            "<script>alert(1)</script> & <b>",
            0,
            None,
            r#"<p dir="auto" data-start="0" data-end="31">&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;</p>"#,
        ),
    ];
    for (source, paragraph, current, expected) in cases {
        assert_eq!(render(source, paragraph, current).await, expected, "{source}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn marks_say_their_kind_and_their_speaker_where_they_begin() {
    let says = async |source: &str, speaker: Option<&str>| {
        let html = render_said(source, 0, None, speaker).await;
        let said = html.split("data-says=\"").skip(1).filter_map(|rest| rest.split('"').next());
        said.map(str::to_owned).collect::<Vec<_>>()
    };
    let (nested, together) = ("[claim:a [quote:b] c]", "[quote:[claim:It] rained.]");
    assert_eq!(says(nested, Some("Ines Okafor")).await, ["Claim, Ines Okafor: ", "Quote, Ines Okafor: "]);
    assert_eq!(says(together, Some("Ines")).await, ["Claim, Ines: Quote, Ines: "]);
    assert_eq!(says(together, None).await, ["Claim: Quote: "]);
    // What begins twice in one place is said once.
    assert_eq!(says("[quote:[quote:It] rained.]", Some("Ines")).await, ["Quote, Ines: "]);
    // A name is never markup.
    assert_eq!(says("[quote:No.]", Some("\"><b>")).await, ["Quote, &quot;&gt;&lt;b&gt;: "]);
    speak(Language::German);
    assert_eq!(says(nested, Some("Ines")).await, ["Behauptung, Ines: ", "Zitat, Ines: "]);
    speak(Language::English);
}

#[tokio::test(flavor = "current_thread")]
async fn plain_paragraphs_are_the_same_in_one_piece() {
    let texts = [
        "It rained.",
        "Head\n\nIt rained.\n  And stopped.  ",
        "<script>alert(1)</script> & <b>&amp;</b>\n\n\"quoted\" 'words' >",
        "& ends with <",
        "Мир 🌍 שלום\n\n「こんにちは」\u{a0}\u{200d}",
    ];
    for (source, stray) in
        texts.iter().flat_map(|source| [(*source, BTreeSet::new()), (*source, BTreeSet::from([0, 1]))])
    {
        let (text, _) = ArticleText::new(source);
        let mut one_by_one = String::new();
        for paragraph in text.paragraphs() {
            let props = ParagraphViewProps {
                paragraph: paragraph.clone(),
                highlights: Rc::default(),
                is_stray: stray.contains(&paragraph.number),
                language: ascribe::web::words::Language::English,
            };
            let renderer = LocalServerRenderer::<ParagraphView>::with_props(props).hydratable(false);
            one_by_one.push_str(&renderer.render().await);
        }
        // The server's renderer also escapes quotation marks, which only matter within attributes.
        let one_by_one = one_by_one.replace("&quot;", "\"").replace("&#x27;", "'");
        assert_eq!(plain_html(text.paragraphs().iter(), &stray), one_by_one, "{source}");
    }
}
