//! A paragraph's HTML, as the page paints it, rendered without a browser.
#![cfg(feature = "web")]

use std::collections::BTreeSet;
use std::rc::Rc;

use ascribe::annotation::{Annotation, AnnotationSet, Kind};
use ascribe::highlight::highlights;
use ascribe::identity::{AnnotationId, Timestamp};
use ascribe::notation;
use ascribe::text::ArticleText;
use ascribe::web::components::{ParagraphView, ParagraphViewProps, plain_html};
use yew::LocalServerRenderer;

/// Renders the paragraph of an article in the notation; ids are short here, so that a row can be read.
async fn render(source: &str, paragraph: usize, current: Option<usize>) -> String {
    let marked = notation::parse(source).expect(source);
    let (text, _) = ArticleText::new(&marked.text);
    let id = |number: usize| AnnotationId::from_random([u8::try_from(number).expect("few"); 16]);
    let annotations: AnnotationSet = marked
        .ranges
        .iter()
        .enumerate()
        .map(|(number, (label, range))| {
            let kind = Kind::from_name(label).expect("a kind");
            Rc::new(Annotation::new(id(number), kind, (*range).into(), Timestamp::default()))
        })
        .collect();
    let painted = highlights(&text, &annotations, current.map(id), &[], None);
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
            r#"<p dir="auto" data-start="0" data-end="16"><mark data-annotations="0" data-kinds="claim" class="claim begins-claim">It rained</mark>. <mark data-annotations="1" data-kinds="quote" class="quote current begins-quote">“No.”</mark></p>"#,
        ),
        (
            "[claim:a [quote:b] c]",
            0,
            None,
            r#"<p dir="auto" data-start="0" data-end="5"><mark data-annotations="0" data-kinds="claim" class="claim begins-claim">a </mark><mark data-annotations="0 1" data-kinds="claim quote" class="claim quote begins-quote">b</mark><mark data-annotations="0" data-kinds="claim" class="claim"> c</mark></p>"#,
        ),
        (
            "Head\n\nIt [claim:rained.\n\nIt] stopped.",
            2,
            None,
            r#"<p dir="auto" data-start="18" data-end="29"><mark data-annotations="0" data-kinds="claim" class="claim begins-claim">It</mark> stopped.</p>"#,
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
