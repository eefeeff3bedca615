//! Two tabs on the same articles, and a tab that is loaded again.

use ascribe_browser_tests::{Key, Page, visit};

const STORY: &str = "It rained.\n\nIt stopped.\n\nIt snowed.";

/// Opens the same address in another tab and goes there.
async fn another_tab(page: &Page) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let address = page.driver().current_url().await?;
    let tab = page.driver().new_tab().await?;
    page.driver().switch_to_window(tab).await?;
    page.driver().goto(address.as_str()).await?;
    page.element("#article [data-start]").await;
    Ok(())
}

#[test]
fn tabs_see_each_others_changes() {
    visit("tabs", |page| async move {
        page.begin(STORY).await;
        page.tag("It rained.", "Claim").await;
        page.until_saved().await;
        let first = page.driver().window().await?;
        another_tab(&page).await?;
        let second = page.driver().window().await?;
        page.until_cards(1).await;
        page.tag("It stopped.", "Quote").await;

        page.driver().switch_to_window(first.clone()).await?;
        page.until_cards(2).await;
        assert_eq!(page.drawn().await, "claim(It rained.) quote(It stopped.)");
        // Its own step is what this tab undoes, not the other's.
        page.press("Undo").await;
        page.until_cards(1).await;
        assert_eq!(page.drawn().await, "quote(It stopped.)");
        page.press("Redo").await;
        page.until_cards(2).await;

        // A note here while the kind is changed there.
        page.element("li.card.claim .words").await.click().await?;
        page.element("[id^=note-]").await.send_keys("how much?").await?;
        page.until_saved().await;
        page.driver().switch_to_window(second).await?;
        page.until(
            "the note to come",
            "document.querySelector('.card.claim')?.textContent.includes('how much?')",
        )
        .await;

        // One tab removes what the other is at: that one is told, and can bring it back.
        page.element("li.card.claim .words").await.click().await?;
        page.driver().switch_to_window(first.clone()).await?;
        page.keys(Key::Escape + "").await;
        page.press("Remove annotation").await;
        page.until_cards(1).await;
        let windows = page.driver().windows().await?;
        let other = windows.into_iter().find(|window| *window != first).ok_or("two tabs")?;
        page.driver().switch_to_window(other).await?;
        page.until(
            "a word about it",
            "document.querySelector('.notice')?.textContent.includes('removed in another tab')",
        )
        .await;
        page.press("Undo that").await;
        page.until_cards(2).await;
        page.driver().switch_to_window(first).await?;
        page.until_cards(2).await;
        Ok(())
    });
}

#[test]
fn an_article_deleted_in_another_tab_is_not_gone_silently() {
    visit("tabs-delete", |page| async move {
        page.begin(STORY).await;
        page.tag("It rained.", "Claim").await;
        page.until_saved().await;
        let first = page.driver().window().await?;
        another_tab(&page).await?;
        page.press("Library").await;
        page.press("Delete It rained.").await;
        page.driver().switch_to_window(first).await?;
        page.until(
            "a word about it",
            "document.querySelector('.notice')?.textContent.includes('deleted in another tab')",
        )
        .await;
        page.press("Undo that").await;
        page.press("It rained.").await;
        page.until_cards(1).await;
        page.until_saved().await;
        page.reload().await;
        page.until_cards(1).await;
        Ok(())
    });
}

#[test]
fn undo_survives_a_reload() {
    visit("undo-reload", |page| async move {
        page.begin(STORY).await;
        page.tag("It rained.", "Claim").await;
        page.tag("It stopped.", "Quote").await;
        page.tag("It snowed.", "Quote").await;
        page.press("Undo").await;
        page.until_cards(2).await;
        page.reload().await;
        page.until_cards(2).await;
        let title = page.button("Undo").await.attr("title").await?.unwrap_or_default();
        assert_eq!(title, "Undo: tag quote (Ctrl+Z)");
        page.press("Redo").await;
        page.until_cards(3).await;
        for left in [2, 1, 0] {
            page.press("Undo").await;
            page.until_cards(left).await;
        }

        // The library's own steps survive too: a deleted article comes back with all that was in it.
        page.press("Redo").await;
        page.until_cards(1).await;
        page.press("Library").await;
        page.press("Delete It rained.").await;
        page.until("it to be gone", "!document.querySelector('ul[aria-label=Articles]')").await;
        page.until_saved().await;
        page.reload().await;
        page.press("Undo").await;
        page.press("It rained.").await;
        page.until_cards(1).await;
        Ok(())
    });
}

#[test]
fn a_store_that_is_emptied_behind_the_page_is_filled_again() {
    visit("emptied", |page| async move {
        page.begin(STORY).await;
        page.tag("It rained.", "Claim").await;
        page.until_saved().await;
        page.run::<bool>("localStorage.clear(); return true;", vec![]).await;
        page.tag("It stopped.", "Quote").await;
        page.until_saved().await;
        page.reload().await;
        page.until_cards(2).await;
        Ok(())
    });
}
