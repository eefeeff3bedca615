//! What a person is told at their first article, once.

use ascribe_browser_tests::{Key, Page, visit};
use serde_json::json;

const HINT: &str = "document.querySelector('.first-hint p')";

/// The hint does not come back with the page.
async fn assert_gone_for_good(page: &Page) {
    page.until_saved().await;
    page.reload().await;
    page.element("#article [data-start]").await;
    page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
    assert!(page.run::<bool>(&format!("return !{HINT};"), vec![]).await);
}

#[test]
fn the_first_hint_goes_when_something_is_tagged_and_never_comes_again() {
    visit("hint-tagged", |page| async move {
        page.begin("It rained all day.\n\nThe ferry was late again.").await;
        page.until(
            "the hint",
            &format!(
                "{HINT}?.textContent.includes('Select words, then press Q for a quote or C for a claim.')"
            ),
        )
        .await;
        page.until("the keys to be the article's", "document.activeElement.id === 'article'").await;
        page.assert_accessible("the first hint").await;
        page.tag("It rained all day.", "Claim").await;
        page.until("no hint", &format!("!{HINT}")).await;
        page.keys(Key::Delete + "").await;
        page.until_cards(0).await;
        page.press("Library").await;
        page.begin("Another story.\n\nNobody cheered.").await;
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
        assert!(page.run::<bool>(&format!("return !{HINT};"), vec![]).await);
        assert_gone_for_good(&page).await;
        Ok(())
    });
}

#[test]
fn the_first_hint_is_put_away_by_keyboard_and_speaks_of_fingers_on_a_phone() {
    visit("hint-dismissed", |page| async move {
        let metrics = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": false });
        page.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        page.begin("It rained all day.\n\nThe ferry was late again.").await;
        page.until("the hint", &format!("{HINT}?.textContent.includes('Tap a sentence')")).await;
        let is_seen = format!(
            "(() => {{ const box = {HINT}.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth && \
             {HINT}.contains(document.elementFromPoint(box.left + 30, box.top + box.height / 2)); }})()"
        );
        page.until("the hint to be seen whole", &is_seen).await;
        page.picture("hint-390").await;
        for _ in 0..20 {
            let is_there = format!("return {HINT}.contains(document.activeElement);");
            if page.run::<bool>(&is_there, vec![]).await {
                break;
            }
            page.keys(Key::Tab + "").await;
        }
        page.keys(Key::Enter + "").await;
        page.until("no hint", &format!("!{HINT}")).await;
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
        assert_gone_for_good(&page).await;
        Ok(())
    });
}
