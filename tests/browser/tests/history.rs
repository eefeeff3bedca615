//! Undo to the start, redo to the end.

use ascribe_browser_tests::{Key, visit};

const STORY: &str =
    "The council voted on Tuesday.\n\nEngineers warned that costs had doubled.\n\nNobody asked the town.";

#[test]
fn undo_to_the_start_and_redo_to_the_end() {
    visit("undo-redo", |page| async move {
        page.begin(STORY).await;
        page.tag("council voted", "Claim").await;
        page.tag("voted on Tuesday", "Quote").await;
        page.keys("c").await;
        page.until("the quote to be a claim", "document.querySelectorAll('.card.claim').length === 2").await;
        page.tag("Nobody asked", "Quote").await;
        page.element("[id^=note-]").await.send_keys("who?").await?;
        page.keys(Key::Escape + "").await;
        page.tag("doubled", "Claim").await;
        page.keys(Key::Delete + "").await;
        page.until_cards(3).await;

        let end = without_time(&page.export().await)?;
        let title = page.button("Undo").await.attr("title").await?.unwrap_or_default();
        assert_eq!(title, "Undo: remove annotation (Ctrl+Z)", "each step has a name");
        let drawn = page.drawn().await;

        let mut steps = 0;
        while page.button("Undo").await.is_enabled().await? {
            if steps % 2 == 0 {
                page.press("Undo").await;
            } else {
                page.chord(&[Key::Control], "z").await;
            }
            steps += 1;
            assert!(steps < 20, "undo comes to an end");
            page.until("redo to be possible", "!document.querySelector('[aria-label=Redo]').disabled").await;
        }
        assert_eq!(steps, 7, "four tags, a retag, a note, a removal");
        page.until_cards(0).await;
        assert_eq!(page.drawn().await, "");
        page.until_saved().await;
        let records = page.stored().await;
        assert!(!records.keys().any(|key| key.starts_with("a1.n.")), "storage has followed: {records:?}");

        while page.button("Redo").await.is_enabled().await? {
            if steps % 2 == 0 {
                page.press("Redo").await;
            } else {
                page.chord(&[Key::Control], "y").await;
            }
            steps -= 1;
            assert!(steps >= 0, "redo comes to an end");
            page.until("undo to be possible", "!document.querySelector('[aria-label=Undo]').disabled").await;
        }
        assert_eq!(steps, 0);
        assert_eq!(page.drawn().await, drawn);
        assert_eq!(without_time(&page.export().await)?, end, "ids and times included");
        Ok(())
    });
}

/// An export without the one line that says when it was made.
fn without_time(json: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let (before, rest) = json.split_once("\"exportedAt\"").ok_or("the file says when it was made")?;
    let (_, after) = rest.split_once('\n').ok_or("and goes on")?;
    Ok(format!("{before}{after}"))
}
