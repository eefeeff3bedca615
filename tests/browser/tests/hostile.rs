//! Hostile inputs, wherever something comes in: nothing of them runs, nothing breaks, and what is text is shown as text.
//!
//! Every browser test fails when `pwn`, `alert`, `confirm` or `prompt` is called, when the page's policy has to step in,
//! or when a request goes elsewhere. What is here brings in what would try.

use std::collections::BTreeSet;
use std::fs;
use std::rc::Rc;

use ascribe::format::foreign::{self, WriteOptions};
use ascribe::format::{Format, native};
use ascribe_browser_tests::{Key, Page, Site, visit, visit_at, visit_with};
use serde_json::json;

#[path = "../../common/hostile.rs"]
mod corpus;

const IMPORT: &str = "input[aria-label='File to import']";

/// What has come into the document that is not the page's own, and what has leaked into every object.
const FOREIGN: &str = r#"
    const tags = "script, iframe, frame, object, embed, base, meta, link, style, svg:not(.overview > svg), math, img, image, video, audio, source,"
        + " template, slot, marquee, portal, fencedframe, xmp, plaintext, noscript:not(body > noscript)";
    const found = [...document.body.querySelectorAll(tags)].map((element) => element.outerHTML.slice(0, 200));
    for (const element of document.body.querySelectorAll("*")) for (const { name, value } of element.attributes) {
        const isLink = ["href", "src", "srcset", "srcdoc", "action", "formaction", "data", "ping", "background", "xlink:href"].includes(name);
        if (/^on/i.test(name) || name === "style" && element.style.length === 0 || isLink && !/^(https?:\/\/|mailto:)/i.test(value))
            found.push(`${element.localName} ${name}="${value}"`);
    }
    if ("polluted" in {}) found.push("every object is polluted");
    return found;
"#;

async fn assert_clean(page: &Page, when: &str) {
    let foreign: Vec<String> = page.run(FOREIGN, vec![]).await;
    assert_eq!(foreign, Vec::<String>::new(), "{when}");
}

/// Whether the page still does what it is there for.
async fn assert_works(page: &Page) {
    page.driver()
        .execute("history.replaceState(null, '', location.pathname); return true;", vec![])
        .await
        .expect("it runs");
    page.reload().await;
    page.begin("It rained again.\n\nIt stopped.").await;
    page.tag("It stopped.", "Claim").await;
    page.until_saved().await;
    assert_clean(page, "after an article of one's own").await;
}

/// Imports the article that holds everything.
async fn import(page: &Page) {
    let json = native::write(&corpus::document(), corpus::now()).expect("every range gives its words");
    page.choose_file(IMPORT, "all.ascribe.json", json.as_bytes()).await;
    page.press("Import").await;
    page.element("#article [data-start]").await;
    page.until("the list", "document.querySelector('li[data-annotation]')").await;
}

#[test]
fn there_are_more_than_two_hundred_inputs_and_none_twice() {
    let mut inputs: Vec<String> = corpus::words().into_iter().map(str::to_owned).collect();
    inputs.extend(corpus::addresses().into_iter().map(str::to_owned));
    inputs.extend(corpus::pages().into_iter().map(|(html, _)| html));
    inputs.extend(corpus::files().into_iter().map(|(_, content)| content));
    assert!(inputs.len() >= 200, "{}", inputs.len());
    let distinct: BTreeSet<_> = inputs.iter().collect();
    let pages_and_words = inputs.len() - distinct.len();
    assert!(pages_and_words < 12, "{pages_and_words} inputs stand in two files");
}

#[test]
fn words_in_every_field_are_words() {
    visit("hostile-words", |page| async move {
        import(&page).await;
        let words = corpus::words();
        let texts: Vec<_> = page.paragraphs().await.into_iter().map(|(_, _, text)| text).collect();
        assert_eq!(texts, words, "the text is shown to the letter");
        assert_clean(&page, "as an article").await;

        // Every card in turn: words, note, labels, speaker, evidence.
        page.keys("j").await;
        for word in &words {
            let shown =
                format!("document.querySelector('.card.current [id^=note-]')?.value === {}", json!(word));
            page.until(&format!("the card of {word}"), &shown).await;
            let card: String =
                page.run("return document.querySelector('.card.current .words').textContent;", vec![]).await;
            assert_eq!(card, word.trim(), "the card says it to the letter");
            assert_clean(&page, word).await;
            page.keys("j").await;
        }
        for (tab, what) in [("2", "sources"), ("3", "figures"), ("1", "annotations")] {
            page.keys(tab).await;
            page.until(what, "document.querySelector('[role=tabpanel]') || document.querySelector('.panel')")
                .await;
            assert_clean(&page, what).await;
        }
        page.keys("2").await;
        page.until(
            "the first source",
            &format!("document.querySelector('.panel').textContent.includes({})", json!(words[0])),
        )
        .await;
        assert_clean(&page, "sources").await;
        page.keys("g").await;
        page.until("suggestions", "document.querySelector('[data-suggested]') || document.querySelector('.panel').textContent.includes('othing')").await;
        assert_clean(&page, "suggestions").await;

        page.reload().await;
        page.until("the article again", "document.querySelectorAll('#article [data-start]').length > 100")
            .await;
        let texts: Vec<_> = page.paragraphs().await.into_iter().map(|(_, _, text)| text).collect();
        assert_eq!(texts, words, "and after a reload");
        assert_clean(&page, "after a reload").await;
        assert_works(&page).await;
        Ok(())
    });
}

#[test]
fn pasted_and_dropped_pages_become_plain_text() {
    visit("hostile-pages", |page| async move {
        let value = "document.querySelector(\"textarea[aria-label='Article text']\")";
        page.element("textarea[aria-label='Article text']").await;
        for (html, text) in corpus::pages() {
            let empty = format!(
                "{value}.focus(); {value}.value = ''; {value}.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); return true;"
            );
            page.run::<bool>(&empty, vec![]).await;
            page.paste_as("text/html", &html).await;
            page.until(&format!("the text of {html}"), &format!("{value}.value === {}", json!(text))).await;
            assert_clean(&page, &html).await;
        }
        let drop = r#"
            const [name, content] = arguments;
            const data = new DataTransfer();
            data.items.add(new File([content], name, { type: "text/html" }));
            for (const step of ["dragover", "drop"])
                document.querySelector("header").dispatchEvent(new DragEvent(step, { dataTransfer: data, bubbles: true, cancelable: true }));
            return true;
        "#;
        for (number, (html, text)) in corpus::pages().into_iter().enumerate() {
            // A word of its own tells the articles apart.
            let html = format!("<p>Article {number}.</p>{html}");
            page.run::<bool>(drop, vec![json!("page.html"), json!(html)]).await;
            let shown = format!(
                "document.querySelector('#article [data-start]')?.textContent === 'Article {number}.'"
            );
            page.until(&format!("{html} to be open"), &shown).await;
            let texts: Vec<_> = page.paragraphs().await.into_iter().map(|(_, _, text)| text).collect();
            let lines = text.lines().filter(|line| !line.is_empty()).map(str::to_owned);
            assert_eq!(texts[1..], lines.collect::<Vec<_>>(), "{html}");
            assert_clean(&page, &html).await;
        }
        assert_works(&page).await;
        Ok(())
    });
}

#[test]
fn names_of_files_are_words() {
    visit("hostile-names", |page| async move {
        let drop = r#"
            const [name] = arguments;
            const data = new DataTransfer();
            const file = new File(["%PDF-1.7\0"], name, { type: "application/pdf" });
            data.items.add(file);
            for (const step of ["dragover", "drop"])
                document.querySelector("header").dispatchEvent(new DragEvent(step, { dataTransfer: data, bubbles: true, cancelable: true }));
            return data.files[0].name;
        "#;
        page.element("textarea[aria-label='Article text']").await;
        for word in corpus::words() {
            let name: String = page.run(drop, vec![json!(format!("{word}.pdf"))]).await;
            let said = format!("document.querySelector('.notice')?.textContent.includes({})", json!(name));
            page.until(&format!("a word about {name}"), &said).await;
            assert_clean(&page, word).await;
        }
        assert_works(&page).await;
        Ok(())
    });
}

#[test]
fn files_of_every_format_bring_nothing_along() {
    visit("hostile-files", |page| async move {
        let mut files: Vec<(String, Vec<u8>)> =
            corpus::files().into_iter().map(|(name, content)| (name, content.into_bytes())).collect();
        let options = WriteOptions { at: corpus::now(), ..WriteOptions::default() };
        let document = [Rc::new(corpus::document())];
        for format in Format::ALL.into_iter().filter(|format| format.can_write() && format.can_read()) {
            let output = foreign::write(format, &document, &options)?;
            files.push((output.file_name, output.bytes));
        }
        for (name, content) in files {
            page.element(IMPORT).await;
            page.choose_file(IMPORT, &name, &content).await;
            page.until(&format!("an answer to {name}"), "document.querySelector('dialog[open] .dialog-foot') || document.querySelector('.notice') || document.querySelector('#article [data-start]')").await;
            assert_clean(&page, &name).await;
            let import = "[...document.querySelectorAll('dialog[open] button')].find((button) => button.textContent === 'Import' && !button.disabled)";
            if page.run::<bool>(&format!("return Boolean({import});"), vec![]).await {
                page.press("Import").await;
                page.until("the dialog to be gone", "!document.querySelector('dialog[open]')").await;
                assert_clean(&page, &name).await;
            }
            let empty = "localStorage.clear(); sessionStorage.clear(); history.replaceState(null, '', location.pathname); return true;";
            page.run::<bool>(empty, vec![]).await;
            page.reload().await;
        }
        assert_works(&page).await;
        Ok(())
    });
}

#[test]
fn records_and_addresses_of_the_page_are_words() {
    // So many changes of the address in a row would be slowed down.
    let unthrottled = ["--disable-ipc-flooding-protection"];
    visit_with("hostile-records", &unthrottled, |page| async move {
        import(&page).await;
        page.until_saved().await;
        let plant = r#"
            const words = arguments[0];
            const article = Object.keys(localStorage).find((key) => key.startsWith("a1.d.")).slice(5);
            words.forEach((word, at) => {
                localStorage.setItem(`a1.d.${word}`, word);
                localStorage.setItem(`a1.n.${article}.${word}`, JSON.stringify([2, "q", [0, 1], word, word, word]));
                localStorage.setItem(`a1.s.${article}.${word}`, `{"n":${JSON.stringify(word)}}`);
                sessionStorage.setItem(`a1.u.${word}`, word);
                localStorage.setItem(["ascribe.theme", "ascribe.settings", "ascribe.scale", "ascribe.backup", "ascribe.stamp"][at % 5], word);
            });
            return true;
        "#;
        page.run::<bool>(plant, vec![json!(corpus::words())]).await;
        page.reload().await;
        page.until("the article", "document.querySelectorAll('#article [data-start]').length > 100").await;
        assert_clean(&page, "with broken records").await;
        page.press("Storage").await;
        page.until("what is set aside", "document.querySelector(\"ul[aria-label='Records set aside']\")")
            .await;
        for word in corpus::words() {
            let listed = format!(
                "[...document.querySelectorAll('dialog code')].some((key) => key.textContent === {})",
                json!(format!("a1.d.{word}"))
            );
            assert!(
                page.run::<bool>(&format!("return {listed};"), vec![]).await,
                "{word} is listed to the letter"
            );
        }
        assert_clean(&page, "set aside").await;
        page.keys(Key::Escape + "").await;

        for word in corpus::words().into_iter().chain(corpus::addresses()) {
            page.run::<bool>("location.hash = arguments[0]; return true;", vec![json!(word)]).await;
            page.run::<bool>(
                "location.hash = ':~:text=' + encodeURIComponent(arguments[0]); return true;",
                vec![json!(word)],
            )
            .await;
        }
        let address = page
            .driver()
            .current_url()
            .await?
            .as_str()
            .split(['#', '?'])
            .next()
            .unwrap_or_default()
            .to_owned();
        for sample in [
            "#<script>pwn()</script>",
            "?q=<img src=x onerror=pwn()>",
            "#:~:text=<script>pwn()</script>",
            "#javascript:pwn()",
        ] {
            page.driver().goto(&format!("{address}{sample}")).await?;
            page.until_started().await;
            assert_clean(&page, sample).await;
        }
        page.run::<bool>("localStorage.clear(); sessionStorage.clear(); return true;", vec![]).await;
        assert_works(&page).await;
        Ok(())
    });
}

#[test]
fn exported_files_are_as_harmless_when_they_are_opened_again() {
    let site = Site::of_the_page();
    visit_at("hostile-exports", &site.address(), &[], |page| async move {
        import(&page).await;
        page.keys("e").await;
        let formats = Format::ALL.into_iter().filter(|format| format.can_write());
        let mut reports = Vec::new();
        for format in formats {
            if page.run::<bool>("return !document.querySelector('dialog[open]');", vec![]).await {
                page.keys("e").await;
            }
            let field = page.element("#export-format").await;
            let choose = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true })); return true;";
            page.driver().execute(choose, vec![field.to_json()?, json!(format.name())]).await?;
            page.until(
                &format!("a preview of {}", format.name()),
                "document.querySelector('.preview')?.ariaBusy === 'false'",
            )
            .await;
            page.until(
                "its name",
                &format!(
                    "document.querySelector('.dialog-foot').textContent.includes({})",
                    json!(format.extension())
                ),
            )
            .await;
            assert_clean(&page, format.name()).await;
            if [Format::Html, Format::Markdown, Format::Csv].contains(&format) {
                page.press("Download").await;
                reports.push((format, page.downloaded().await));
            }
        }
        if page.run::<bool>("return Boolean(document.querySelector('dialog[open]'));", vec![]).await {
            page.keys(Key::Escape + "").await;
        }

        for (format, (name, content)) in &reports {
            // As a page of its own, in the same tab and so under the same watch.
            fs::write(site.folder().join(name), content)?;
            page.driver().goto(&format!("{}{name}", site.address())).await?;
            page.until("the file to be shown", "document.readyState === 'complete'").await;
            let shown: String = page.run("return document.body.textContent;", vec![]).await;
            if *format == Format::Html {
                for word in corpus::words() {
                    assert!(shown.contains(word), "{word} is shown to the letter in {name}");
                }
                let active: Vec<String> = page.run(r#"
                    const bad = "script, iframe, object, embed, base, link, svg, math, img, form, input, template";
                    return [...document.querySelectorAll(bad)].map((element) => element.outerHTML)
                        .concat([...document.querySelectorAll("*")].flatMap((element) => [...element.attributes])
                            .filter(({ name, value }) => /^on/i.test(name) || name === "href" && !/^(https?:\/\/|mailto:|#)/i.test(value))
                            .map(({ name, value }) => `${name}="${value}"`));
                "#, vec![]).await;
                assert_eq!(active, Vec::<String>::new(), "{name}");
                let run: bool = page.run("const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script); return window.ran === true;", vec![]).await;
                assert!(!run, "not even a script that got in would run");
            }
        }
        // The last one made the policy of the report step in, as was meant.
        page.forget_complaints().await;
        page.driver().goto(&site.address()).await?;
        page.until_started().await;
        page.run::<bool>("localStorage.clear(); sessionStorage.clear(); return true;", vec![]).await;
        page.reload().await;
        for (format, (name, content)) in &reports {
            let field = if *format == Format::Csv { IMPORT } else { "input[aria-label='File to open']" };
            page.choose_file(field, name, content.as_bytes()).await;
            page.until(&format!("{name} to be open"), "document.querySelector('#article [data-start]') || document.querySelector('dialog[open]') || document.querySelector('.notice')").await;
            assert_clean(&page, name).await;
            page.run::<bool>("localStorage.clear(); sessionStorage.clear(); history.replaceState(null, '', location.pathname); return true;", vec![]).await;
            page.reload().await;
        }
        assert_works(&page).await;
        drop(site);
        Ok(())
    });
}
