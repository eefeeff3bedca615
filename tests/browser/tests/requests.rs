//! Over the whole of the work the page asks for its own files and for nothing else, and could not if it wanted to.

use std::collections::BTreeSet;
use std::path::PathBuf;

use ascribe_browser_tests::{Key, Page, Site, visit, visit_at};
use serde_json::{Value, json};

const STORY: &str = "Bridge delayed again\n\n“We won,” said Mayor Ruth Calloway. It will cost 84 million.\n\nNobody asked the ferry.";

/// Paste, tag, suggest, export in a format that is written beside the page, compare texts, import.
async fn whole_journey(page: &Page) {
    page.begin(STORY).await;
    page.tag("It will cost 84 million.", "Claim").await;
    page.keys("g").await;
    page.until("a suggestion", "document.querySelector('[data-suggested]')").await;
    page.keys(Key::Enter + "").await;
    page.keys("1").await;
    page.until_cards(2).await;
    page.until_saved().await;
    let json = page.export().await;
    page.keys("e").await;
    page.element("#export-format option[value='web-annotation']")
        .await
        .click()
        .await
        .expect("it can be chosen");
    page.until("another format", "document.querySelector('.dialog-foot').textContent.includes('jsonld') && document.querySelector('.preview').ariaBusy === 'false'").await;
    page.press("Download").await;
    page.downloaded().await;
    page.choose_file("input[aria-label='File to import']", "back.ascribe.json", json.as_bytes()).await;
    page.until("an answer", "document.querySelector('dialog[open]') || document.querySelector('.notice')")
        .await;
    page.keys(Key::Escape + "").await;
    page.reload().await;
    page.until_cards(2).await;
}

/// The addresses that were asked for, as the browser's network layer saw them, with what was memory left out.
async fn asked_for(page: &Page) -> Result<BTreeSet<String>, Box<dyn std::error::Error + Send + Sync>> {
    let mut asked = BTreeSet::new();
    for entry in page.driver().get_log("performance").await? {
        let event: Value = serde_json::from_str(&entry.message)?;
        let message = &event["message"];
        if message["method"] == "Network.requestWillBeSent" {
            let url = message["params"]["request"]["url"].as_str().unwrap_or_default();
            if !["data:", "blob:", "chrome:", "about:"].iter().any(|near| url.starts_with(near)) {
                asked.insert(url.split(['?', '#']).next().unwrap_or_default().to_owned());
            }
        }
    }
    Ok(asked)
}

#[test]
fn the_whole_journey_asks_for_the_pages_own_files_and_nothing_else() {
    let site = Site::of_the_page();
    let address = site.address();
    visit_at("requests", &address.clone(), &[], |page| async move {
        whole_journey(&page).await;
        page.press("Storage").await;
        let said = "document.querySelector('dialog[open]').textContent";
        page.until("the dialog", &format!("{said}.includes('for its own files, and 0 for anything else')"))
            .await;
        let policy: String = page
            .run("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content;", vec![])
            .await;
        page.element("dialog[open] summary").await.click().await?;
        let listed: Vec<String> = page
            .run(
                "return [...document.querySelectorAll('.policy code')].map((code) => code.textContent);",
                vec![],
            )
            .await;
        assert_eq!(listed.join("; "), policy, "the policy is shown to the letter");

        let asked = asked_for(&page).await?;
        assert!(asked.contains(&address) && asked.iter().any(|url| url.ends_with(".wasm")), "{asked:?}");
        for url in &asked {
            let name = url.strip_prefix(&address).ok_or_else(|| format!("a request to {url}"))?;
            let file = if name.is_empty() { "index.html" } else { name };
            assert!(site.folder().join(PathBuf::from(file)).is_file(), "{url} is none of the page's files");
        }
        Ok(())
    });
}

#[test]
fn whatever_tries_to_leave_or_to_run_is_stopped_and_noticed() {
    visit("no-way-out", |page| async move {
        page.begin(STORY).await;
        // As far as anything that runs in the page could go. Each is answered with the directive that stopped it.
        let attempts = [
            ("connect-src", "fetch('http://127.0.0.1:9/').catch(() => 0)"),
            (
                "connect-src",
                "(() => { const ask = new XMLHttpRequest(); ask.open('GET', 'http://127.0.0.1:9/'); try { ask.send(); } catch {} })()",
            ),
            ("connect-src", "navigator.sendBeacon('http://127.0.0.1:9/', 'all')"),
            ("connect-src", "(() => { try { new WebSocket('ws://127.0.0.1:9/'); } catch {} })()"),
            ("connect-src", "(() => { try { new EventSource('http://127.0.0.1:9/'); } catch {} })()"),
            ("img-src", "{ new Image().src = 'http://127.0.0.1:9/seen.png'; }"),
            ("media-src", "{ new Audio('http://127.0.0.1:9/x.ogg').load(); }"),
            (
                "style-src-elem",
                "document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'http://127.0.0.1:9/x.css' }))",
            ),
            ("style-src-attr", "document.body.firstElementChild.setAttribute('style', 'outline: 0')"),
            (
                "style-src-elem",
                "document.head.append(Object.assign(document.createElement('style'), { textContent: 'p {}' }))",
            ),
            (
                "require-trusted-types-for",
                "(() => { try { document.createElement('b').setAttribute('onclick', 'pwn()'); } catch {} })()",
            ),
            (
                "require-trusted-types-for",
                "(() => { try { document.createElement('b').innerHTML = '<i></i>'; } catch {} })()",
            ),
            (
                "require-trusted-types-for",
                "(() => { try { new DOMParser().parseFromString('<i></i>', 'text/html'); } catch {} })()",
            ),
            ("require-trusted-types-for", "(() => { try { new Worker('worker.js'); } catch {} })()"),
            (
                "require-trusted-types-for",
                "(() => { try { document.createElement('script').src = 'worker.js'; } catch {} })()",
            ),
            ("trusted-types", "(() => { try { trustedTypes.createPolicy('another', {}); } catch {} })()"),
            ("trusted-types", "(() => { try { trustedTypes.createPolicy('ascribe', {}); } catch {} })()"),
            (
                "frame-src",
                "document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://127.0.0.1:9/' }))",
            ),
            (
                "base-uri",
                "document.head.append(Object.assign(document.createElement('base'), { href: 'http://127.0.0.1:9/' }))",
            ),
            (
                "form-action",
                "(() => { const form = Object.assign(document.createElement('form'), { action: 'http://127.0.0.1:9/' }); document.body.append(form); form.submit(); })()",
            ),
        ];
        for (directive, attempt) in attempts {
            page.run::<bool>("window.__stopped = []; window.__watching ??= !addEventListener('securitypolicyviolation', (event) => window.__stopped.push(event.effectiveDirective), true); return true;", vec![]).await;
            page.driver().execute(attempt, vec![]).await?;
            page.until(
                &format!("{directive} to stop {attempt}"),
                &format!("window.__stopped.includes({})", json!(directive)),
            )
            .await;
        }
        page.until(
            "the watch to have noticed",
            &format!(
                "window.__problems.filter((what) => what.startsWith('policy: ')).length >= {}",
                attempts.len()
            ),
        )
        .await;
        page.run::<bool>("document.querySelectorAll('iframe, form[action], base, head style, link[href^=http]').forEach((element) => element.remove()); return true;", vec![]).await;
        page.forget_complaints().await;
        page.run::<bool>("window.__sent = []; performance.clearResourceTimings(); return true;", vec![])
            .await;
        page.tag("It will cost 84 million.", "Claim").await;
        page.until_saved().await;
        Ok(())
    });
}
