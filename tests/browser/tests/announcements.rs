//! What is said aloud after each act: once, in one sentence, in the language of the page.

use ascribe_browser_tests::{Key, Page, visit};
use serde_json::json;

const STORY: &str = "Bridge delayed again\n\n“We won the vote,” said Ines Okafor. It will cost 84 million.\n\n“Nobody asked the crews,” said Tomas Oyelaran.";

/// Waits until something is said, and holds that it is said in one place.
async fn hears(page: &Page, sentence: &str) {
    let said = format!("document.getElementById('spoken').textContent === {}", json!(sentence));
    page.until(&format!("to hear “{sentence}”"), &said).await;
    let region = "(() => { const it = document.getElementById('spoken'); return it.ariaLive === 'polite' && it.ariaAtomic === 'true' && it.childElementCount === 1; })()";
    page.until("one polite region with one sentence", region).await;
}

/// Keeps every sentence that is said from now on, however short the time that it stands.
const LISTEN: &str = "window.heard = []; window.listener = new MutationObserver(() => heard.push(document.getElementById('spoken').textContent)); \
    listener.observe(document.getElementById('spoken'), { childList: true, subtree: true, characterData: true }); return true;";

#[test]
fn each_act_is_said_once() {
    visit("announcements", |page| async move {
        let is_there = "document.getElementById('spoken')?.textContent === ''";
        page.until("a region that waits for its first words", is_there).await;
        page.begin(STORY).await;
        page.drag_over("“We won the vote,”").await;
        page.keys("q").await;
        hears(&page, "Quote tagged: “We won the vote,”, Ines Okafor.").await;
        page.keys("c").await;
        hears(&page, "Changed to Claim: “We won the vote,”, Ines Okafor.").await;
        page.chord(&[Key::Control], "z").await;
        hears(&page, "Undone: change to claim.").await;

        // The same words once more are said once more.
        page.run::<bool>(LISTEN, vec![]).await;
        page.chord(&[Key::Control, Key::Shift], "z").await;
        hears(&page, "Done again: change to claim.").await;
        page.press("Undo").await;
        hears(&page, "Undone: change to claim.").await;
        page.press("Undo").await;
        hears(&page, "Undone: tag quote.").await;
        page.until_cards(0).await;
        page.chord(&[Key::Control], "z").await;
        hears(&page, "Nothing to undo.").await;
        page.chord(&[Key::Control], "z").await;
        page.until("to hear it twice", "heard.filter((said) => said === 'Nothing to undo.').length === 2")
            .await;

        page.drag_over("It will cost 84 million.").await;
        page.keys("c").await;
        hears(&page, "Claim tagged: “It will cost 84 million.”.").await;
        page.keys(Key::Delete + "").await;
        hears(&page, "Claim removed: “It will cost 84 million.”.").await;
        page.until_cards(0).await;

        // Found by its words, for those who cannot select.
        page.keys("f").await;
        page.until("the field to have the focus", "document.activeElement.ariaLabel === 'Words to find'")
            .await;
        page.keys("Nobody asked the crews").await;
        page.press("Tag as quote").await;
        hears(&page, "Quote tagged: “Nobody asked the crews”, Tomas Oyelaran.").await;

        // From one to the next.
        page.drag_over("84 million").await;
        page.keys("c").await;
        hears(&page, "Claim tagged: “84 million”.").await;
        page.keys("j").await;
        hears(&page, "Quote: “Nobody asked the crews”, Tomas Oyelaran, 2 of 2.").await;
        page.keys("k").await;
        hears(&page, "Claim: “84 million”, 1 of 2.").await;
        Ok(())
    });
}

#[test]
fn what_a_notice_says_is_not_said_twice() {
    visit("announced-once", |page| async move {
        page.begin(STORY).await;
        page.drag_over("84 million").await;
        page.keys("a").await;
        page.element(".occurrences li").await;
        page.run::<bool>(LISTEN, vec![]).await;
        page.keys(Key::Enter + "").await;
        page.until("the notice", "document.querySelector('.notice')?.textContent.includes('Tagged 1 claim')")
            .await;
        page.press("Undo that").await;
        hears(&page, "Undone: tag 1 claim.").await;
        let heard: Vec<String> = page.run("return heard;", vec![]).await;
        assert_eq!(heard, ["Undone: tag 1 claim."], "the notice speaks for itself");
        Ok(())
    });
}

#[test]
fn suggestions_are_said_as_one_goes_through_them() {
    visit("announced-suggestions", |page| async move {
        page.begin(STORY).await;
        page.keys("g").await;
        page.element(".suggested.current").await;
        let is_first = "/^(Quote|Claim) suggested: “We won the vote,”, Ines Okafor, 1 of \\d+\\.$/.test(document.getElementById('spoken').textContent)";
        page.until("to hear the first suggestion", is_first).await;
        page.keys(Key::Down + "").await;
        page.until(
            "to hear the second",
            "/, 2 of \\d+\\.$/.test(document.getElementById('spoken').textContent)",
        )
        .await;
        page.keys("x").await;
        let is_answer = "/^Done: dismiss 1 suggestion\\. .* suggested: .*, 2 of \\d+\\.$/.test(document.getElementById('spoken').textContent)";
        page.until("to hear the answer and the next one", is_answer).await;
        Ok(())
    });
}

#[test]
fn it_is_said_in_the_language_of_the_page() {
    visit("announced-german", |page| async move {
        let german = "const select = document.querySelector('.foot select'); select.value = [...select.options].find((option) => option.textContent === 'Deutsch').value; \
            select.dispatchEvent(new Event('change', { bubbles: true })); return true;";
        page.run::<bool>(german, vec![]).await;
        page.until("German", "document.documentElement.lang === 'de'").await;
        page.run::<bool>("document.querySelector('textarea').focus(); return true;", vec![]).await;
        page.paste_as("text/plain", STORY).await;
        page.press("Markieren beginnen").await;
        page.element("#article [data-start]").await;
        page.drag_over("“We won the vote,”").await;
        page.keys("q").await;
        hears(&page, "Zitat markiert: „We won the vote,“, Ines Okafor.").await;
        page.chord(&[Key::Control], "z").await;
        hears(&page, "Rückgängig gemacht: Zitat markieren.").await;
        Ok(())
    });
}
