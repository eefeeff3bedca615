//! The focus is never lost: after every act something sensible has it, so that the next key goes on from there.

use ascribe_browser_tests::{Key, Page, visit};
use serde_json::json;

const STORY: &str = "Bridge delayed again\n\n“We won the vote,” said Ines Okafor. It will cost 84 million.\n\n“Nobody asked the crews,” said Tomas Oyelaran. The audit says 91 million.";

/// Waits until the focus is on what a selector finds, or within it; then holds that it stays there while the page comes
/// to rest.
async fn is_at(page: &Page, after: &str, selector: &str) {
    let at = format!("document.activeElement?.closest({})", json!(selector));
    let found = page.run::<bool>(&format!("return Boolean({at});"), vec![]).await;
    if !found {
        let is = "(() => { const it = document.activeElement; return it.tagName + '#' + it.id + '.' + it.className; })()";
        let now: String = page.run(&format!("return {is};"), vec![]).await;
        page.until(&format!("the focus to be at {selector} after {after}; it was at {now}"), &at).await;
    }
    let rest =
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";
    page.devtools("Runtime.evaluate", json!({ "expression": rest, "awaitPromise": true }))
        .await
        .expect("the page rests");
    page.until(&format!("the focus to stay at {selector} after {after}"), &at).await;
}

/// Puts the focus on what a selector finds, as Tab would, and presses Enter.
async fn enter(page: &Page, selector: &str) {
    page.element(selector).await;
    let focus =
        "document.querySelector(arguments[0]).focus(); return document.activeElement.matches(arguments[0]);";
    assert!(page.run::<bool>(focus, vec![json!(selector)]).await, "{selector} can have the focus");
    page.keys(Key::Enter + "").await;
}

const ARTICLE: &str = "#article";

#[test]
fn adding_deleting_and_undoing_keep_the_focus() {
    visit("focus-acts", |page| async move {
        page.begin(STORY).await;
        is_at(&page, "opening an article", ARTICLE).await;
        // By the toolbar's own button, which goes away with the selection.
        page.drag_over("“We won the vote,”").await;
        enter(&page, ".toolbar [aria-keyshortcuts=q]").await;
        page.until_cards(1).await;
        is_at(&page, "tagging by the toolbar", ARTICLE).await;
        page.tag("It will cost 84 million.", "Claim").await;
        is_at(&page, "tagging by mouse", ARTICLE).await;
        page.tag("The audit says 91 million.", "Claim").await;

        // By key, in the article.
        page.keys(Key::Delete + "").await;
        page.until_cards(2).await;
        is_at(&page, "deleting by key", ARTICLE).await;
        page.chord(&[Key::Control], "z").await;
        page.until_cards(3).await;
        is_at(&page, "undo by key", ARTICLE).await;

        // The current card goes, by its own button: the next card has the focus, of the last one the one before.
        page.keys("k").await;
        enter(&page, ".card.current .actions .danger").await;
        page.until_cards(2).await;
        is_at(&page, "removing a card", "li[data-annotation]:last-child .words").await;
        page.keys(Key::Enter + "").await;
        enter(&page, ".card.current .actions .danger").await;
        page.until_cards(1).await;
        is_at(&page, "removing the last card", "li[data-annotation] .words").await;
        page.keys(Key::Enter + "").await;
        enter(&page, ".card.current .actions .danger").await;
        page.until_cards(0).await;
        is_at(&page, "removing the only card", ARTICLE).await;

        // The history's buttons switch themselves off when there is no step left.
        for left in [1, 2, 3] {
            enter(&page, "[aria-label=Undo]").await;
            page.until_cards(left).await;
            is_at(&page, "undo by its button", "[aria-label=Undo]").await;
        }
        let undo_all = "document.querySelector('[aria-label=Undo]').disabled";
        for _ in 0..3 {
            page.keys(Key::Enter + "").await;
        }
        page.until("everything to be undone", undo_all).await;
        is_at(&page, "the last undo", "[aria-label=Redo]").await;
        page.keys(Key::Enter + "").await;
        page.until_cards(1).await;
        is_at(&page, "redo by its button", "[aria-label=Redo]").await;
        Ok(())
    });
}

#[test]
fn a_card_keeps_the_focus_while_it_changes() {
    visit("focus-card", |page| async move {
        page.begin(STORY).await;
        page.tag("It will cost 84 million.", "Claim").await;
        page.tag("“Nobody asked the crews,”", "Quote").await;
        // The proposal's buttons go away with what answers it.
        enter(&page, ".card.current .proposal button").await;
        page.until("the proposal to be answered", "!document.querySelector('.proposal')").await;
        is_at(&page, "answering a proposal", ".card.current").await;
        // Out of the panel, and on to another annotation while the hands are on a card.
        page.keys(Key::Escape + "").await;
        is_at(&page, "leaving a card", ARTICLE).await;
        enter(&page, ".card.current .actions button").await;
        page.keys(Key::Escape + "").await;
        enter(&page, ".card:not(.current) .words").await;
        is_at(&page, "going to another card", ".card.current").await;
        // Another tab takes the card away.
        page.keys("2").await;
        page.element(".source").await;
        is_at(&page, "another tab by key", &format!("{ARTICLE}, [role=tab]")).await;
        // A row of the library's own kind: a label that is taken off.
        page.keys("1").await;
        page.keys("k").await;
        page.element(".card.current .fields").await;
        Ok(())
    });
}

#[test]
fn closing_a_dialog_gives_the_focus_back() {
    visit("focus-dialogs", |page| async move {
        page.begin(STORY).await;
        page.tag("It will cost 84 million.", "Claim").await;
        page.tag("The audit says 91 million.", "Claim").await;
        let closed = "!document.querySelector('dialog')";
        // By key, from the article.
        for key in ["e", ",", "?", "f", "a", "l"] {
            page.run::<bool>("document.getElementById('article').focus(); return true;", vec![]).await;
            page.keys(key).await;
            page.element("dialog[open]").await;
            is_at(&page, &format!("opening the dialog of {key}"), "dialog[open]").await;
            page.keys(Key::Escape + "").await;
            page.until("the dialog to close", closed).await;
            is_at(&page, &format!("closing the dialog of {key}"), ARTICLE).await;
        }
        // By its button.
        for name in ["Export…", "Update text…", "Storage", "Shortcuts", "Settings"] {
            let by_name = "window.opener_of_dialog = [...document.querySelectorAll('header button')].find((it) => (it.ariaLabel || it.textContent.trim()) === arguments[0]); \
                opener_of_dialog.focus(); return document.activeElement === opener_of_dialog;";
            assert!(page.run::<bool>(by_name, vec![json!(name)]).await, "{name} has the focus");
            page.keys(Key::Enter + "").await;
            page.element("dialog[open]").await;
            is_at(&page, name, "dialog[open]").await;
            page.keys(Key::Escape + "").await;
            page.until("the dialog to close", closed).await;
            page.until(
                &format!("the focus to be on {name} again"),
                "document.activeElement === opener_of_dialog",
            )
            .await;
        }
        // With nothing in focus before, something has it after.
        page.run::<bool>(
            "document.activeElement.blur(); return document.activeElement === document.body;",
            vec![],
        )
        .await;
        page.keys("?").await;
        page.element("dialog[open]").await;
        page.keys(Key::Escape + "").await;
        page.until("the dialog to close", closed).await;
        is_at(&page, "closing a dialog that nothing opened", ARTICLE).await;
        // What a dialog does takes away what opened it, or puts a notice in its place.
        page.keys("f").await;
        page.until("the field", "document.activeElement.ariaLabel === 'Words to find'").await;
        page.keys("We won").await;
        page.keys(Key::Enter + "").await;
        page.until_cards(3).await;
        is_at(&page, "finding and tagging", ARTICLE).await;
        page.drag_over("crews").await;
        enter(&page, ".toolbar [aria-keyshortcuts=a]").await;
        page.element(".occurrences li").await;
        page.keys(Key::Enter + "").await;
        page.until_cards(4).await;
        is_at(&page, "tagging all", ARTICLE).await;
        enter(&page, ".notice button").await;
        page.until_cards(3).await;
        is_at(&page, "undo in a notice", ARTICLE).await;
        Ok(())
    });
}

#[test]
fn the_menu_of_a_small_screen_gives_the_focus_back() {
    visit("focus-menu", |page| async move {
        let metrics = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": false });
        page.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        page.begin(STORY).await;
        enter(&page, "#menu").await;
        page.element(".more.open").await;
        let settings = "[...document.querySelectorAll('.more button')].find((it) => it.textContent.trim() === 'Settings').focus(); return true;";
        page.run::<bool>(settings, vec![]).await;
        page.keys(Key::Enter + "").await;
        page.element("dialog[open] .settings").await;
        page.keys(Key::Escape + "").await;
        page.until("the dialog to close", "!document.querySelector('dialog')").await;
        is_at(&page, "closing a dialog of the menu", "#menu").await;
        Ok(())
    });
}

#[test]
fn the_library_keeps_the_focus() {
    visit("focus-library", |page| async move {
        for number in 0..3 {
            page.begin(&format!("Story {number}\n\nIt rained for {number} hours.")).await;
            page.press("Ascribe: all articles").await;
            is_at(&page, "going to the library", "textarea").await;
        }
        for left in [2, 1] {
            enter(&page, "[aria-label='Articles'] li:first-child .danger").await;
            page.until(
                "the article to be gone",
                &format!("document.querySelectorAll('[aria-label=Articles] li').length === {left}"),
            )
            .await;
            is_at(&page, "deleting an article", "[aria-label=Articles] li .open").await;
        }
        enter(&page, "[aria-label='Articles'] li:first-child .danger").await;
        page.until("the library to be empty", "document.querySelector('.library-list .empty')").await;
        is_at(&page, "deleting the last article", "#start").await;
        enter(&page, ".notice button").await;
        page.element("[aria-label='Articles'] li").await;
        is_at(&page, "undo in a notice", "#start").await;
        Ok(())
    });
}
