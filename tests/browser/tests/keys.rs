//! Every command can have another key, and everything on the page goes by it.

use ascribe_browser_tests::{Key, Page, visit};

const STORY: &str = "It rained all day.\n\nThe ferry was late again. Nobody cheered.";

/// The picture of the key on the toolbar's button for claims.
const ON_THE_BUTTON: &str =
    "document.querySelector('[role=toolbar] button[aria-label=Claim] kbd')?.dataset.key";

async fn to_button(page: &Page, starts: &str) {
    let is_there = format!("document.activeElement.ariaLabel?.startsWith({starts:?})");
    for _ in 0..120 {
        if page.run::<bool>(&format!("return {is_there} === true;"), vec![]).await {
            return;
        }
        page.keys(Key::Tab + "").await;
    }
    page.until(&format!("{starts} to have the focus"), &is_there).await;
}

async fn until_answer(page: &Page, beginning: &str) {
    page.until(
        &format!("the answer {beginning}"),
        &format!("document.querySelector('.answer')?.textContent.startsWith({beginning:?})"),
    )
    .await;
}

async fn close(page: &Page) {
    page.keys(Key::Escape + "").await;
    page.until("no dialog", "!document.querySelector('dialog[open]')").await;
}

#[test]
fn a_command_gets_another_key_by_keyboard_and_keeps_it() {
    visit("remap", |page| async move {
        page.begin(STORY).await;
        page.keys(",").await;
        page.element("dialog .settings").await;
        page.until("a way to the keys", "document.querySelector('.change-keys button')").await;
        for _ in 0..40 {
            let is_there = "return document.activeElement.matches('.change-keys button');";
            if page.run::<bool>(is_there, vec![]).await {
                break;
            }
            page.keys(Key::Tab + "").await;
        }
        page.keys(Key::Enter + "").await;
        page.element("dialog .keymap").await;

        to_button(&page, "Change the key of “Tag as claim”").await;
        page.keys(Key::Enter + "").await;
        until_answer(&page, "Press the key for “Tag as claim”").await;
        page.assert_accessible("the keys, waiting for one").await;
        // What another command has, and what the browser needs, is refused in a sentence; it goes on waiting.
        page.keys("q").await;
        until_answer(&page, "Q is taken: “Tag as quote”.").await;
        page.keys(Key::Right + "").await;
        until_answer(&page, "ArrowRight belongs to the browser").await;
        // Escape keeps the old key and closes nothing.
        page.keys(Key::Escape + "").await;
        until_answer(&page, "").await;
        page.until("the key to be as it was", "document.querySelector('.answer').textContent === ''").await;
        page.keys(Key::Enter + "").await;
        until_answer(&page, "Press the key").await;
        page.keys("r").await;
        until_answer(&page, "“Tag as claim” is R now.").await;
        page.until(
            "the focus to have stayed",
            "document.activeElement.ariaLabel === 'Change the key of “Tag as claim”, now R'",
        )
        .await;
        page.picture("keys").await;
        close(&page).await;

        // The new key tags, the old one does not, and the page shows the new one.
        page.drag_over("It rained all day.").await;
        page.until("the new key on the button", &format!("{ON_THE_BUTTON} === 'R'")).await;
        page.until(
            "the new key for those who hear the button",
            "document.querySelector('[role=toolbar] button[aria-label=Claim]').getAttribute('aria-keyshortcuts') === 'r'",
        )
        .await;
        page.keys("c").await;
        page.keys("r").await;
        page.until_cards(1).await;
        assert_eq!(page.cards().await, ["Claim: It rained all day."]);
        page.keys("?").await;
        let row =
            "[...document.querySelectorAll('.keys tr')].some((row) => row.textContent === 'RTag as claim')";
        page.until("the new key in the sheet", row).await;
        close(&page).await;

        page.until_saved().await;
        page.reload().await;
        page.element("#article [data-start]").await;
        page.drag_over("Nobody cheered.").await;
        page.until("the new key after a reload", &format!("{ON_THE_BUTTON} === 'R'")).await;
        page.keys("r").await;
        page.until_cards(2).await;

        // The usual key again, for one and then for all.
        page.keys("?").await;
        page.press("Change the keys…").await;
        page.press("Reset the key of “Tag as claim”").await;
        until_answer(&page, "“Tag as claim” is C now.").await;
        page.until(
            "the focus to be kept",
            "document.activeElement.ariaLabel?.startsWith('Change the key of “Tag as claim”')",
        )
        .await;
        to_button(&page, "Change the key of “Undo”").await;
        page.keys(Key::Enter + "").await;
        until_answer(&page, "Press the key for “Undo”").await;
        page.chord(&[Key::Control], "m").await;
        until_answer(&page, "“Undo” is Ctrl+M now.").await;
        page.press("Reset all").await;
        until_answer(&page, "Every key is as usual.").await;
        let kept: Option<String> = page.run("return localStorage.getItem('ascribe.keymap');", vec![]).await;
        assert_eq!(kept, None);
        close(&page).await;
        page.chord(&[Key::Control], "z").await;
        page.until_cards(1).await;
        Ok(())
    });
}
