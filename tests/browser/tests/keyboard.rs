//! The main job without a mouse, and the keys' manners.

use ascribe_browser_tests::{Key, visit};

use crate::journey::check_slices;

const STORY: &str = "Bridge delayed again\n\n“We won,” said Mayor Ruth Calloway. It will cost 84 million.\n\nNobody asked the ferry.";

#[test]
fn from_paste_to_export_by_keyboard_alone() {
    visit("keyboard", |page| async move {
        page.until("the paste box to have the focus", "document.activeElement.ariaLabel === 'Article text'")
            .await;
        page.paste_as("text/plain", STORY).await;
        page.chord(&[Key::Control], Key::Enter + "").await;
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;

        // To the end of the headline, then on by words over the quotation, and back by one character.
        page.keys(Key::Down + "").await;
        page.chord(&[Key::Shift, Key::Control], Key::Right + Key::Right).await;
        page.until("a toolbar", "document.querySelector('[role=toolbar]')").await;
        page.keys("c").await;
        page.until_cards(1).await;
        assert_eq!(
            page.cards().await,
            ["Claim: “We won"],
            "words are stepped over one by one, signs included"
        );
        page.keys("q").await;
        page.until("the claim to be a quote", "document.querySelector('mark.quote')").await;
        page.keys(Key::Delete + "").await;
        page.until_cards(0).await;

        // Sentence by sentence.
        page.chord(&[Key::Shift], Key::Down + "").await;
        page.keys("c").await;
        page.until_cards(1).await;
        page.chord(&[Key::Control], "z").await;
        page.until_cards(0).await;
        page.chord(&[Key::Control, Key::Shift], "z").await;
        page.until_cards(1).await;

        // A note, and out of its field again.
        page.keys("n").await;
        page.until("the note to have the focus", "document.activeElement.id.startsWith('note-')").await;
        page.keys("quick checks: c q n j k").await;
        page.until_cards(1).await;
        page.keys(Key::Escape + "").await;
        page.until("the note to be left", "!document.activeElement.id.startsWith('note-')").await;
        page.until_saved().await;

        // The next sentence, then back and forth between the two.
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
        page.chord(&[Key::Control], Key::Down + "").await;
        page.chord(&[Key::Shift], Key::Down + "").await;
        page.keys("q").await;
        page.until_cards(2).await;
        let current = "document.querySelector('.card.current .words').textContent";
        let before: String = page.run(&format!("return {current};"), vec![]).await;
        page.keys("k").await;
        page.until("the previous one to be current", &format!("{current} !== {}", serde_json::json!(before)))
            .await;
        page.keys("j").await;
        page.until("the next one to be current", &format!("{current} === {}", serde_json::json!(before)))
            .await;

        page.keys("e").await;
        page.element("dialog[open]").await;
        page.press("Download").await;
        let (name, json) = page.downloaded().await;
        assert_eq!(name, "bridge-delayed-again.ascribe.json");
        check_slices(&json)?;
        let file: serde_json::Value = serde_json::from_str(&json)?;
        assert_eq!(file["annotations"].as_array().map(Vec::len), Some(2));
        assert_eq!(file["annotations"][0]["note"], "quick checks: c q n j k");
        Ok(())
    });
}

#[test]
fn the_filter_and_the_help_have_keys() {
    visit("keys", |page| async move {
        page.begin(STORY).await;
        page.tag("“We won,”", "Quote").await;
        page.tag("It will cost 84 million.", "Claim").await;
        page.keys("/").await;
        page.until("the filter to have the focus", "document.activeElement.id === 'filter'").await;
        page.keys("won").await;
        // The annotation that the person is at stays, whatever the filter says.
        page.until_cards(2).await;
        page.keys(Key::Escape + "").await;
        page.keys(Key::Escape + "").await;
        page.until_cards(1).await;
        assert_eq!(page.cards().await, ["Quote: “We won,”"]);
        page.press("Show all").await;
        page.until_cards(2).await;

        page.keys("?").await;
        page.until(
            "the shortcuts",
            "document.querySelector('dialog[open]')?.textContent.includes('Tag as claim')",
        )
        .await;
        page.keys("c").await;
        page.keys(Key::Escape + "").await;
        page.until("the dialog to be gone", "!document.querySelector('dialog')").await;
        assert_eq!(page.cards().await.len(), 2, "a key in a dialog tags nothing");
        Ok(())
    });
}
