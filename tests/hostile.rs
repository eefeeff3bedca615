//! Hostile words in exported files, read as other programs read them. The browser tests put the same through the page.

#[path = "common/hostile.rs"]
#[allow(dead_code, reason = "the browser tests use the rest")]
mod corpus;

use std::rc::Rc;

use ascribe::annotation::{Version, link};
use ascribe::format::changes::Changes;
use ascribe::format::foreign::{self, Extent, WriteOptions};
use ascribe::format::{Format, file_name};
use ascribe::text::{ArticleText, Normalization};
use pulldown_cmark::{Event, Options, Parser, Tag};

fn written(format: Format) -> String {
    let options = WriteOptions {
        extent: Extent::WholeText,
        at: corpus::now(),
        suggestions: None,
        ..WriteOptions::default()
    };
    let output = foreign::write(format, &[Rc::new(corpus::document())], &options).expect("it can be written");
    String::from_utf8(output.bytes).expect("it is text")
}

/// What Markdown holds beside words and their order: markup of its own, and where its links and pictures lead.
fn active(markdown: &str) -> Vec<String> {
    let events = Parser::new_ext(markdown, Options::all());
    let active = events.filter_map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html.to_string()),
        Event::Start(Tag::Link { dest_url, .. }) if link(&dest_url).is_none() => Some(dest_url.to_string()),
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        Event::InlineMath(math) | Event::DisplayMath(math) => Some(math.to_string()),
        _ => None,
    });
    active.collect()
}

#[test]
fn no_address_of_the_corpus_is_a_link() {
    for address in corpus::addresses() {
        assert_eq!(link(address), None, "{address}");
    }
}

#[test]
fn markdown_holds_words_and_nothing_that_runs() {
    assert_eq!(active("<b>x</b> [a](javascript:x) ![b](c)"), ["<b>", "</b>", "javascript:x", "c"]);
    assert_eq!(active(&written(Format::Markdown)), Vec::<String>::new());
}

#[test]
fn what_changed_is_told_in_words_and_nothing_that_runs() {
    let mut document = corpus::document();
    // Every other paragraph goes, the rest is turned around, and nothing of what was annotated is found again.
    let version = Version {
        text: document.article.text.clone(),
        normalization: Normalization::default(),
        until: corpus::now(),
        note: String::new(),
        left: document.annotations.iter().cloned().collect(),
    };
    let lines: Vec<_> = corpus::words().into_iter().step_by(2).rev().collect();
    let (text, _) = ArticleText::new(&lines.join("\n\n"));
    document.versions = Rc::new(vec![Rc::new(version)]);
    document.annotations = Rc::default();
    let mut article = (*document.article).clone();
    article.text = Rc::new(text);
    for address in corpus::addresses() {
        address.clone_into(&mut article.details.url);
        document.article = Rc::new(article.clone());
        let changes = Changes::new(&document, 0, 1).expect("they differ");
        assert_eq!(
            active(&changes.markdown(ascribe::format::told::Teller::default())),
            Vec::<String>::new(),
            "{address}"
        );
    }
}

#[test]
fn the_page_to_print_holds_no_tag_but_its_own() {
    let html = written(Format::Html);
    let own = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "article",
        "h1",
        "h2",
        "p",
        "div",
        "mark",
        "section",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "a",
    ];
    for tag in html.split('<').skip(1) {
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric() && c != '!').next();
        assert!(name.is_some_and(|name| own.contains(&name)), "<{}", &tag[..tag.len().min(80)]);
    }
    assert!(!html.contains("href=\"javascript"), "no link runs anything");
    for line in html.split("href=\"").skip(1) {
        let address = line.split('"').next().unwrap_or_default();
        assert!(address.starts_with('#') || link(address).is_some(), "{address}");
    }
}

#[test]
fn names_of_files_are_plain() {
    for word in corpus::words().into_iter().chain(corpus::addresses()) {
        let name = file_name(word);
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
        assert!(
            name.chars().all(is_plain) && !name.starts_with('.') && !name.contains(".."),
            "{word}: {name}"
        );
    }
}
