//! The articles that the browser keeps.

use ascribe_browser_tests::visit;

#[test]
fn articles_are_listed_opened_renamed_deleted_and_brought_back() {
    visit("library", |page| async move {
        page.begin("First story\n\nIt rained.").await;
        page.tag("It rained.", "Claim").await;
        page.press("Library").await;
        page.begin("Second story\n\nIt stopped.").await;
        page.press("Library").await;
        let titles = "[...document.querySelectorAll('ul[aria-label=Articles] .open')].map((title) => title.textContent).join(' | ')";
        page.until("both articles", &format!("{titles} === 'Second story | First story'")).await;

        page.reload().await;
        page.until("both after a reload", &format!("{titles} === 'Second story | First story'")).await;
        page.until(
            "the counts",
            "document.querySelector('ul[aria-label=Articles]').textContent.includes('1 annotation ·')",
        )
        .await;

        page.press("Rename First story").await;
        let field = page.element("#detail-title").await;
        field.clear().await?;
        field.send_keys("Rain at last").await?;
        page.press("Save details").await;
        page.until("the new title, now on top", &format!("{titles} === 'Rain at last | Second story'")).await;
        page.press("Undo").await;
        page.until("the old title", &format!("{titles}.includes('First story')")).await;

        page.press("Delete First story").await;
        page.until("one article", &format!("{titles} === 'Second story'")).await;
        page.until_saved().await;
        assert!(
            !page.stored().await.keys().any(|key| key.starts_with("a1.n.")),
            "its annotation has left storage too"
        );
        page.press("Undo that").await;
        page.until("it to be back", &format!("{titles}.includes('First story')")).await;
        page.press("First story").await;
        page.until_cards(1).await;
        assert_eq!(page.drawn().await, "claim(It rained.)");

        page.driver().back().await?;
        page.until("the list again", &format!("{titles}.includes('Second story')")).await;
        page.driver().forward().await?;
        page.until_cards(1).await;
        Ok(())
    });
}
