//! The page at 400 %: a window of 1280 by 1024 pixels is one of 320 by 256 then, and scrolls in one direction only.

use ascribe_browser_tests::{Key, Page, visit};
use serde_json::json;

async fn window(page: &Page, width: u32, height: u32) {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    page.devtools("Emulation.setDeviceMetricsOverride", metrics).await.expect("a window has a size");
    page.until("the window to have its size", &format!("innerWidth === {width} && innerHeight === {height}"))
        .await;
}

/// Holds that nothing is wider than the window: neither the page nor a dialog nor what scrolls in them.
async fn fits(page: &Page, state: &str) {
    let wide = r"
        const wide = [...document.querySelectorAll('html, dialog[open], main, .reader, .page, .panel, .tabs, .panel-body, header, footer, .toolbar, .dialog-body')]
            .filter((it) => it.checkVisibility() && (it.scrollWidth > it.clientWidth + 1 || it.getBoundingClientRect().right > innerWidth + 1))
            .map((it) => it.tagName + '.' + it.className + ' ' + it.scrollWidth + ' > ' + it.clientWidth);
        return wide;";
    let wide: Vec<String> = page.run(wide, vec![]).await;
    assert_eq!(wide, Vec::<String>::new(), "{state} scrolls sideways");
}

/// Whether what a selector finds is wholly within the window, and nothing lies over its middle.
fn in_sight(selector: &str) -> String {
    format!(
        "(() => {{ const it = document.querySelector({}), box = it?.getClientRects()[0]; if (!box) return false;
          const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return box.top >= -1 && box.bottom <= innerHeight + 1 && box.left >= -1 && box.right <= innerWidth + 1 && (it.contains(over) || over?.contains(it) || getComputedStyle(it).pointerEvents === 'none'); }})()",
        json!(selector)
    )
}

#[test]
fn an_article_is_read_and_tagged_at_400_percent() {
    visit("zoom", |page| async move {
        window(&page, 320, 256).await;
        fits(&page, "the start screen").await;
        page.press("Try the sample").await;
        page.element("#article [data-start]").await;
        fits(&page, "the workspace").await;
        page.until("the article to begin in sight", &in_sight("header .brand")).await;
        let lines = "(() => { const box = document.querySelector('.reader').getBoundingClientRect(); return Math.min(box.bottom, innerHeight) - Math.max(box.top, 0); })()";
        page.until("half of the window and more to be there for reading", &format!("{lines} > 150")).await;

        // By mouse.
        page.drag_over("The bridge would cost 84 million").await;
        page.until("the toolbar to be in sight", &in_sight(".toolbar .tools")).await;
        page.until("the selected words not to be under it", "(() => { const bar = document.querySelector('.toolbar').getBoundingClientRect();
            return [...getSelection().getRangeAt(0).getClientRects()].filter((box) => box.width > 0).every((box) => box.bottom <= bar.top + 1 || box.top >= bar.bottom - 1); })()").await;
        page.press("Claim").await;
        page.until_cards(1).await;
        page.until("the highlight to be in sight", &in_sight("#article mark")).await;

        // By keys: the page follows to the card and back to the words.
        page.keys("n").await;
        page.until("the note to have the focus", "document.activeElement.id.startsWith('note-')").await;
        page.until("the note to be in sight", &in_sight("[id^=note-]")).await;
        page.keys("Seen at 400 %").await;
        page.keys(Key::Escape + "").await;
        page.chord(&[Key::Control], Key::Down + "").await;
        page.chord(&[Key::Shift], Key::Down + "").await;
        page.until("the caret to be in sight", &in_sight(".caret")).await;
        page.keys("q").await;
        page.until_cards(2).await;
        page.until("the new highlight to be in sight", &in_sight("#article mark.quote")).await;
        page.keys("k").await;
        page.until("the other highlight to be in sight", &in_sight("#article mark.claim")).await;

        // A card that is pressed stays where the hand is.
        page.element(".card.quote .words").await.click().await?;
        page.until("the card to open", "document.querySelector('.card.quote.current .fields')").await;
        page.until("the card to be in sight", &in_sight(".card.quote .words")).await;

        // A key for a tab brings the panel into view, wherever the page stands.
        page.keys(Key::Escape + "").await;
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
        page.keys("k").await;
        page.until("the words to be in sight again", &in_sight("#article mark.claim")).await;
        page.keys("2").await;
        page.until("the panel to be in sight", &in_sight(".source")).await;

        // Every tab, and the foot with what it says.
        for tab in ["sources", "figures", "suggestions", "annotations"] {
            page.element(&format!("#tab-{tab}")).await.click().await?;
            page.until(
                "the tab to be chosen",
                &format!("document.querySelector('#tab-{tab}').ariaSelected === 'true'"),
            )
            .await;
            fits(&page, tab).await;
        }
        page.element("[role=status]").await.scroll_into_view().await?;
        page.until("the status to be in sight", &in_sight("[role=status]")).await;
        Ok(())
    });
}

#[test]
fn every_dialog_is_reached_to_its_last_button_at_400_percent() {
    visit("zoom-dialogs", |page| async move {
        window(&page, 320, 256).await;
        page.press("Try the sample").await;
        page.element("#article [data-start]").await;
        page.tag("The bridge would cost 84 million", "Claim").await;
        page.tag("“pay for itself within 22 years”", "Quote").await;
        let dialogs = [
            ("e", "document.querySelector('dialog .preview[aria-busy=false]')"),
            (",", "document.querySelector('dialog .settings')"),
            ("?", "document.querySelector('dialog .keys')"),
            ("f", "document.querySelector('dialog .occurrences')"),
            ("l", "document.querySelector('dialog .targets li')"),
            ("a", "document.querySelector('dialog .occurrences li')"),
        ];
        for (key, ready) in dialogs {
            page.keys(key).await;
            page.until(&format!("the dialog of {key}"), ready).await;
            fits(&page, &format!("the dialog of {key}")).await;
            // To the last thing in it that can be pressed, as Tab goes there.
            let last = "const all = [...document.querySelectorAll('dialog :is(button, select, input, a, summary, textarea)')].filter((it) => it.checkVisibility() && !it.disabled);
                all.forEach((it) => it.classList.remove('last-one')); const last = all.at(-1); last.id ||= 'last-one'; last.focus(); return last.id;";
            let last: String = page.run(last, vec![]).await;
            page.until(
                &format!("the last control of {key} to be in sight"),
                &in_sight(&format!("[id='{last}']")),
            )
            .await;
            page.keys(Key::Escape + "").await;
            page.until("the dialog to close", "!document.querySelector('dialog')").await;
        }
        Ok(())
    });
}

#[test]
fn nothing_scrolls_sideways_at_200_percent() {
    visit("zoom-200", |page| async move {
        window(&page, 640, 512).await;
        fits(&page, "the start screen").await;
        page.press("Try the sample").await;
        page.element("#article [data-start]").await;
        page.tag("The bridge would cost 84 million", "Claim").await;
        fits(&page, "the workspace").await;
        page.until("header and foot to take a line each", "['header', 'footer'].every((it) => document.querySelector(it).getBoundingClientRect().height <= 56)").await;
        for tab in ["sources", "figures", "suggestions", "annotations"] {
            page.element(&format!("#tab-{tab}")).await.click().await?;
            fits(&page, tab).await;
        }
        Ok(())
    });
}

#[test]
fn the_header_shows_its_title_at_every_width_in_every_language() {
    visit("header-widths", |page| async move {
        page.begin("Bridge delayed again\n\nNobody cheered.").await;
        for language in ["en", "de"] {
            page.keys(",").await;
            let choice = format!("dialog .settings option[value={language}]");
            page.element(&choice).await.click().await.expect("it can be chosen");
            page.keys(Key::Escape + "").await;
            page.until("the language", &format!("document.documentElement.lang === '{language}'")).await;
            page.until("no dialog", "!document.querySelector('dialog[open]')").await;
            for width in [1920, 1360, 1280, 1241, 1240, 1081, 1080, 960, 861, 860, 721] {
                window(&page, width, 800).await;
                fits(&page, &format!("the workspace in {language} at {width}")).await;
                // Some eight letters of the title, and nothing of the header over anything else of it.
                let title = "document.querySelector('.crumb .title').getBoundingClientRect().width >= 70";
                page.until(&format!("room for the title in {language} at {width}"), title).await;
                let covered: Vec<String> = page
                    .run(
                        "const boxes = [...document.querySelectorAll('.top button')].filter((it) => it.checkVisibility())
                            .map((it) => [it.textContent, it.getBoundingClientRect()]);
                         return boxes.flatMap(([name, a], at) => boxes.slice(at + 1)
                            .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
                            .map(([other]) => name + ' / ' + other));",
                        vec![],
                    )
                    .await;
                assert_eq!(covered, Vec::<String>::new(), "in {language} at {width}");
            }
        }
        Ok(())
    });
}
