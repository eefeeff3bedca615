//! How the page looks and behaves is chosen, takes effect at once and is kept.

use ascribe_browser_tests::visit;
use serde_json::Value;
use thirtyfour::prelude::*;

const SIZE: &str = "parseFloat(getComputedStyle(document.querySelector('#article p')).fontSize)";

#[test]
fn choices_take_effect_at_once_and_are_kept() {
    visit("settings", |page| async move {
        page.begin("It rained all day.\n\nThe ferry was late again.").await;
        let before: f64 = page.run(&format!("return {SIZE};"), vec![]).await;
        page.keys(",").await;
        page.element("dialog .settings").await;
        for (number, value) in [(1, "dark"), (2, "huge"), (3, "wide")] {
            let choose = "const select = document.querySelectorAll('.settings select')[arguments[0]]; \
                select.value = arguments[1]; select.dispatchEvent(new Event('change', { bubbles: true })); return true;";
            page.run::<bool>(choose, vec![number.into(), Value::from(value)]).await;
        }
        page.until("larger letters", &format!("{SIZE} > {before} * 1.4")).await;
        // Letters alone do nothing any more.
        page.at("//dialog//label[contains(., 'Letters alone')]").await.click().await.expect("a label");
        page.keys(Key::Escape + "").await;
        page.until("no dialog", "!document.querySelector('dialog[open]')").await;
        page.reload().await;
        page.element("#article [data-start]").await;
        page.until("the same letters", &format!("{SIZE} > {before} * 1.4")).await;
        let chosen = "document.documentElement.dataset.theme + document.documentElement.dataset.width";
        page.until("the same colours and column", &format!("{chosen} === 'darkwide'")).await;
        page.drag_over("It rained all day.").await;
        page.keys("q").await;
        page.keys("?").await;
        // What comes after it shows that the keys were heard and did nothing.
        page.press("Settings").await;
        page.element("dialog .settings").await;
        page.until_cards(0).await;
        page.at("//dialog//label[contains(., 'Letters alone')]").await.click().await.expect("a label");
        page.keys(Key::Escape + "").await;
        page.until("no dialog", "!document.querySelector('dialog[open]')").await;
        page.drag_over("It rained all day.").await;
        page.keys("q").await;
        page.until_cards(1).await;
        Ok(())
    });
}
