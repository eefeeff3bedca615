//! Files in and out: an export read back into an empty browser gives the same work.

use ascribe_browser_tests::{Page, visit};
use serde_json::json;

const STORY: &str = "👍 The council voted.\n\n“It was hard,” she said, “and it was late.”";
const FIELD: &str = "input[aria-label='File to import']";

async fn tagged(page: &Page) -> String {
    page.begin(STORY).await;
    page.tag("council voted", "Claim").await;
    page.element("[id^=note-]").await.send_keys("by how much?").await.expect("a note can be typed");
    page.tag("“It was hard,”", "Quote").await;
    page.until_saved().await;
    page.export().await
}

async fn empty_the_browser(page: &Page) {
    page.run::<bool>(
        "localStorage.clear(); history.replaceState(null, '', location.pathname); return true;",
        vec![],
    )
    .await;
    page.reload().await;
}

#[test]
fn an_export_imports_into_an_empty_browser() {
    visit("round-trip", |page| async move {
        let json = tagged(&page).await;
        let (records, drawn, cards) = (page.stored().await, page.drawn().await, page.cards().await);
        empty_the_browser(&page).await;
        assert!(page.stored().await.is_empty());

        page.choose_file(FIELD, "story.json", json.as_bytes()).await;
        page.until(
            "the offer",
            "document.querySelector('dialog[open]')?.textContent.includes('2 annotations')",
        )
        .await;
        assert!(page.stored().await.is_empty(), "nothing is changed before the person says yes");
        page.press("Import").await;
        page.until_cards(2).await;
        page.until_saved().await;
        assert_eq!((page.drawn().await, page.cards().await), (drawn, cards));
        assert_eq!(page.stored().await, records, "the same records, to the letter");

        // The same file once more brings nothing.
        page.choose_file(FIELD, "story.json", json.as_bytes()).await;
        page.until(
            "the answer",
            "document.querySelector('.notice')?.textContent.includes('is here already')",
        )
        .await;
        assert_eq!(page.stored().await, records);
        Ok(())
    });
}

#[test]
fn an_import_into_the_same_article_is_one_step() {
    visit("import-merge", |page| async move {
        let json = tagged(&page).await;
        page.chord(&[ascribe_browser_tests::Key::Control], "z").await;
        page.until_cards(1).await;
        page.choose_file(FIELD, "story.json", json.as_bytes()).await;
        page.until(
            "the offer",
            "document.querySelector('dialog[open]')?.textContent.includes('Will be added')",
        )
        .await;
        page.press("Import").await;
        page.until_cards(2).await;
        page.press("Undo that").await;
        page.until_cards(1).await;
        Ok(())
    });
}

#[test]
fn files_that_are_no_exports_change_nothing() {
    visit("bad-import", |page| async move {
        let json = tagged(&page).await;
        let records = page.stored().await;
        let cases = [
            ("cut.json", json[..json.len() / 2].to_owned(), "is not JSON: line"),
            ("list.json", "[1, 2]".to_owned(), "not a file that Ascribe exported"),
            ("other.json", "{\"format\": \"other\"}".to_owned(), "not a file that Ascribe exported"),
            ("newer.json", json.replace("\"1.4.0\"", "\"2.1.0\""), "schema version 2.1.0"),
            ("text.json", json.replace("\"textSha256\"", "\"textSha\""), "textSha256"),
        ];
        for (name, content, sentence) in cases {
            page.choose_file(FIELD, name, content.as_bytes()).await;
            let said =
                format!("document.querySelector('.notice')?.textContent.includes({})", json!(sentence));
            page.until(&format!("{name} to be refused with “{sentence}”"), &said).await;
            let named = format!("document.querySelector('.notice').textContent.includes({})", json!(name));
            page.until("the file to be named", &named).await;
            page.press("Dismiss").await;
        }
        assert_eq!(page.stored().await, records);
        assert_eq!(page.cards().await.len(), 2);
        Ok(())
    });
}

#[test]
fn an_import_in_part_says_what_was_left_out() {
    visit("import-in-part", |page| async move {
        let json = tagged(&page).await;
        empty_the_browser(&page).await;
        let broken = json.replacen("\"kind\": \"claim\"", "\"kind\": \"rumour\"", 1);
        page.choose_file(FIELD, "part.json", broken.as_bytes()).await;
        page.until(
            "the remark with its path",
            "document.querySelector('.problems')?.textContent.includes('annotations[0].kind was left out: “rumour”')",
        )
        .await;
        // What is good of it is taken only when the person agrees to that.
        page.press("Import the rest").await;
        page.until_cards(1).await;
        Ok(())
    });
}

#[test]
fn other_formats_are_written_beside_the_page() {
    visit("export-formats", |page| async move {
        tagged(&page).await;
        page.press("Export…").await;
        let choose = |name: &str| {
            format!(
                "const s = document.getElementById('export-format'); s.value = {}; s.dispatchEvent(new Event('change', {{ bubbles: true }})); return s.value;",
                json!(name)
            )
        };
        let names: Vec<String> = page
            .run(
                "return [...document.getElementById('export-format').options].map((option) => option.value);",
                vec![],
            )
            .await;
        assert!(names.len() > 10, "{names:?}");
        for name in names.iter().skip(1) {
            assert_eq!(page.run::<String>(&choose(name), vec![]).await, *name);
            let what = format!("a file of the format {name}");
            let is_made = "!document.querySelector('dialog button.primary').disabled && document.querySelector('.preview').ariaBusy === 'false'";
            page.until(&what, is_made).await;
            let preview: String =
                page.run("return document.querySelector('.preview').textContent;", vec![]).await;
            assert!(preview.contains("council") || preview.contains("archive"), "{name}: {preview}");
        }
        page.run::<String>(&choose("csv"), vec![]).await;
        page.until("a table", "document.querySelector('.dialog-foot .aside').textContent.includes('.csv')")
            .await;
        page.press("Download").await;
        let (name, table) = page.downloaded().await;
        assert_eq!(name, "the-council-voted.csv");
        assert!(table.lines().count() > 1 && table.contains("council"), "{table}");
        Ok(())
    });
}

#[test]
fn all_articles_go_out_in_one_file_and_what_is_lost_is_said() {
    visit("export-all", |page| async move {
        tagged(&page).await;
        page.tag("council", "Claim").await;
        page.press("Library").await;
        page.begin("A second story. It snowed.").await;
        page.tag("It snowed", "Claim").await;
        page.until_saved().await;
        page.press("Export…").await;
        let choose = "const s = document.getElementById('export-format'); s.value = arguments[0]; s.dispatchEvent(new Event('change', { bubbles: true })); return s.value;";
        page.run::<String>(choose, vec![json!("ascribe-jsonl")]).await;
        page.until("one article", "document.querySelector('.preview').textContent.includes('A second story') && document.querySelector('.preview').ariaBusy === 'false'").await;
        let all = page.at("//label[contains(., 'All 2 articles')]/input").await;
        all.click().await.expect("it can be pressed");
        page.until("both articles", "['A second story', 'The council voted'].every((text) => document.querySelector('.preview').textContent.includes(text))").await;
        // One token has one tag: what overlaps is left out, and that is said.
        page.run::<String>(choose, vec![json!("conll")]).await;
        page.until(
            "what is lost",
            "document.querySelector('dialog .problem')?.textContent.includes('1 annotation left out')",
        )
        .await;
        page.press("Download").await;
        let (name, lines) = page.downloaded().await;
        assert_eq!(name, "articles.conll");
        assert!(
            lines.contains("council\tB-CLAIM\nvoted\tI-CLAIM") && lines.contains("snowed\tI-CLAIM"),
            "{lines}"
        );
        assert_eq!(lines.matches("-DOCSTART-").count(), 2);
        Ok(())
    });
}

#[test]
fn a_link_to_a_passage_is_copied() {
    visit("copy-link", |page| async move {
        page.begin(STORY).await;
        page.tag("council voted", "Claim").await;
        let has_link = "[...document.querySelectorAll('.actions button')].some((button) => button.textContent === 'Copy link')";
        assert!(
            !page.run::<bool>(&format!("return {has_link};"), vec![]).await,
            "an article without an address has no links"
        );
        let mut file: serde_json::Value = serde_json::from_str(&page.export().await).expect("it is JSON");
        file["document"]["url"] = json!("https://example.org/story");
        empty_the_browser(&page).await;
        page.choose_file(FIELD, "story.json", file.to_string().as_bytes()).await;
        page.press("Import").await;
        page.until_cards(1).await;
        page.at("//mark").await.click().await.expect("it can be pressed");
        // What the page puts on the clipboard, whatever the browser of the test allows.
        page.run::<bool>("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }; return true;", vec![]).await;
        page.press("Copy link").await;
        page.until("the link", "window.copied === 'https://example.org/story#:~:text=council%20voted'").await;
        page.until("the answer", "document.querySelector('.notice')?.textContent.includes('Copied a link')")
            .await;
        Ok(())
    });
}

#[test]
fn the_browser_itself_finds_what_a_link_leads_to() {
    visit("link-found", |page| async move {
        let paragraphs = [
            "👍 The council voted — 84-million, “perhaps” & more.",
            "It rained. Then it snowed.",
            "市長は「雨だ」と言った。",
            "ראש העיר אמר שלום לכולם.",
            "After that it rained. Then it rained again.",
            "One more paragraph here.",
            "The last of them all.",
        ];
        // Words to tag, and the paragraph in which the link has to arrive.
        let cases = [
            ("voted — 84-million, “perhaps” & more", 0),
            ("It rained", 1),
            ("「雨だ」", 2),
            ("אמר שלום", 3),
            ("it rained again", 4),
            ("aph her", 5),
        ];
        page.begin(&paragraphs.join("\n\n")).await;
        for (words, _) in cases {
            page.tag(words, "Claim").await;
        }
        page.until_cards(cases.len()).await;
        let mut file: serde_json::Value = serde_json::from_str(&page.export().await).expect("it is JSON");
        file["document"]["url"] = json!("https://example.org/story");
        empty_the_browser(&page).await;
        page.choose_file(FIELD, "story.json", file.to_string().as_bytes()).await;
        page.press("Import").await;
        page.until_cards(cases.len()).await;
        page.run::<bool>("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }; return true;", vec![]).await;
        let mut links = Vec::new();
        for number in 0..cases.len() {
            page.run::<bool>(&format!("window.copied = null; document.querySelectorAll('li[data-annotation] .words')[{number}].click(); return true;"), vec![]).await;
            page.until(
                "the card",
                &format!(
                    "document.querySelectorAll('li[data-annotation]')[{number}].classList.contains('current')"
                ),
            )
            .await;
            page.press("Copy link").await;
            page.until("the link", "window.copied !== null").await;
            links.push(page.run::<String>("return window.copied;", vec![]).await);
        }
        // The article as a plain page, each paragraph a screen away from the next.
        let folder = std::env::temp_dir().join(format!("ascribe-link-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let html = folder.join("story.html");
        let escape = |text: &str| text.replace('&', "&amp;");
        let body: String = paragraphs.iter().map(|text| format!("<p>{}</p>", escape(text))).collect();
        std::fs::write(
            &html,
            format!("<!DOCTYPE html><meta charset=utf-8><style>p{{margin:0 0 1600px}}</style>{body}"),
        )?;
        for ((words, paragraph), link) in cases.iter().zip(&links) {
            let fragment = link.split_once('#').map_or("", |(_, fragment)| fragment);
            page.driver().goto("about:blank").await?;
            page.driver().goto(format!("file://{}#{fragment}", html.display())).await?;
            let is_seen = format!(
                "(() => {{ const box = document.querySelectorAll('p')[{paragraph}].getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight && ({paragraph} === 0 || scrollY > 0); }})()"
            );
            page.until(&format!("{words:?} to be found by {link}"), &is_seen).await;
        }
        std::fs::remove_dir_all(&folder)?;
        Ok(())
    });
}

#[test]
fn the_export_dialog_previews_copies_and_downloads() {
    visit("export-dialog", |page| async move {
        let json = tagged(&page).await;
        page.press("Export…").await;
        page.until(
            "a preview",
            "document.querySelector('.preview').textContent.includes('\"schemaVersion\": \"1.4.0\"')",
        )
        .await;
        page.press("Download").await;
        let (name, again) = page.downloaded().await;
        assert_eq!(name, "the-council-voted.ascribe.json");
        assert_eq!(
            again.lines().filter(|line| !line.contains("exportedAt")).collect::<Vec<_>>(),
            json.lines().filter(|line| !line.contains("exportedAt")).collect::<Vec<_>>()
        );
        page.until("the dialog to be gone", "!document.querySelector('dialog')").await;
        Ok(())
    });
}

#[test]
fn a_large_export_can_be_cancelled_while_it_is_written() {
    visit("export-cancel", |page| async move {
        // Half a megabyte with a quote in each paragraph: its writing takes long enough to be in the middle of it.
        let text: String = (0..4_000)
            .map(|number| {
                format!("Paragraph {number} says “it is so” about the harbour and its bridge, and more.\n\n")
            })
            .collect();
        let mut spans = Vec::new();
        let mut from = 0;
        for line in text.split_inclusive("\n\n") {
            let start = from + line.chars().position(|letter| letter == '“').expect("a quote");
            spans.push(json!({ "start": start, "end": start + 10, "label": "QUOTE" }));
            from += line.chars().count();
        }
        let file = json!({ "text": text, "spans": spans }).to_string();
        page.choose_file(FIELD, "large.jsonl", file.as_bytes()).await;
        page.until(
            "an offer",
            "document.querySelector('dialog[open]')?.textContent.includes('Will be added4,000')",
        )
        .await;
        page.press("Import").await;
        page.until("the article", "document.querySelectorAll('#article mark').length > 0").await;
        page.until_saved().await;
        let before = page.stored().await;
        page.press("Export…").await;
        page.until("a preview", "document.querySelector('.preview')?.textContent.includes('schemaVersion')")
            .await;
        // The button is pressed in the very moment in which it is there.
        page.run::<bool>(
            "window.ended = 0;
             const terminate = Worker.prototype.terminate;
             Worker.prototype.terminate = function () { window.ended += 1; return terminate.call(this); };
             window.saved = 0;
             document.addEventListener('click', (event) => { if (event.target.download) window.saved += 1; }, true);
             new MutationObserver((_, observer) => {
                 const cancel = [...document.querySelectorAll('dialog[open] button')].find((one) => one.textContent === 'Cancel');
                 if (cancel) { observer.disconnect(); window.waited = document.querySelector('.preview').textContent; cancel.click(); }
             }).observe(document.querySelector('dialog[open]'), { childList: true, subtree: true });
             const choice = document.querySelector('#export-format');
             choice.value = 'hypothesis';
             choice.dispatchEvent(new Event('change', { bubbles: true }));
             return true;",
            vec![],
        )
        .await;
        page.until(
            "the dialog to be gone",
            "window.waited !== undefined && !document.querySelector('dialog')",
        )
        .await;
        page.until("the writing to be ended", "window.ended === 1").await;
        let waited: String = page.run("return window.waited;", vec![]).await;
        assert!(waited.starts_with("Writing"), "{waited}");
        assert_eq!(page.run::<u32>("return window.saved;", vec![]).await, 0, "nothing is handed out");
        assert_eq!(page.stored().await, before);
        // The next one is written as if nothing had been.
        page.press("Export…").await;
        page.until("the dialog", "document.querySelector('#export-format')").await;
        page.run::<bool>(
            "const choice = document.querySelector('#export-format');
             choice.value = 'spacy';
             choice.dispatchEvent(new Event('change', { bubbles: true }));
             return true;",
            vec![],
        )
        .await;
        page.until("another file", "document.querySelector('.preview')?.textContent.includes('QUOTE')").await;
        page.press("Download").await;
        let (name, content) = page.downloaded().await;
        assert!(name.ends_with(".spacy.jsonl"), "{name}");
        assert_eq!(content.matches("\"label\":\"QUOTE\"").count(), 4_000);
        Ok(())
    });
}
