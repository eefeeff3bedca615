//! The article was edited: another text takes its place, and every annotation goes where it belongs.

use ascribe_browser_tests::{Key, Page, visit};
use serde_json::{Value, json};

const STORY: &str = "Harbour plant delayed\n\n\
    The council voted to delay the plant. “We will never close it,” said Ruth Calloway.\n\n\
    Costs have risen to 84 million, the audit says.\n\n\
    “Nobody asked the ferry crews,” said Ines Okafor.\n\n\
    The meeting ended late.";

const EDITED: &str = "Harbour plant delayed\n\n\
    On Tuesday the council voted to delay the plant. “We would never close it,” said Ruth Calloway.\n\n\
    \"Nobody asked the ferry crews,\" said Ines Okafor.\n\n\
    The bill is now 91 million in all.\n\n\
    The meeting ended late.";

async fn begin(page: &Page) {
    page.begin(STORY).await;
    page.tag("“We will never close it,”", "Quote").await;
    page.tag("Costs have risen to 84 million", "Claim").await;
    page.tag("“Nobody asked the ferry crews,”", "Quote").await;
    page.tag("The meeting ended late.", "Claim").await;
    page.keys(Key::Escape + "").await;
    page.run::<bool>("getSelection().removeAllRanges(); document.activeElement.blur(); return true;", vec![])
        .await;
    page.until_saved().await;
}

/// Puts a text into the dialog's field, as pasting over what is selected does.
async fn write(page: &Page, text: &str) {
    page.until("the field to have the focus", "document.activeElement.id === 'new-text'").await;
    page.paste_as("text/plain", text).await;
}

async fn until_tally(page: &Page, tally: &str) {
    let what = format!("the tally {tally:?}");
    let expression =
        format!("document.getElementById('update-tally')?.textContent.startsWith({})", json!(tally));
    page.until(&what, &expression).await;
}

async fn exported(page: &Page) -> Value {
    serde_json::from_str(&page.export().await).expect("an export is JSON")
}

/// The words of the annotations, as the file has them.
fn words(export: &Value) -> Vec<&str> {
    let annotations = export["annotations"].as_array().into_iter().flatten();
    annotations.map(|annotation| annotation["target"][0]["exact"].as_str().unwrap_or_default()).collect()
}

#[test]
fn every_annotation_is_looked_over_with_the_mouse() {
    visit("update-mouse", |page| async move {
        begin(&page).await;
        page.press("Update text…").await;
        write(&page, EDITED).await;
        page.element("#update-note").await.send_keys("corrected at noon").await?;
        page.press("Compare").await;
        until_tally(&page, "1 kept · 1 repunctuated · 1 changed · 1 lost.").await;

        // What changed and what is lost is asked about, old words beside new ones.
        let asked = "[...document.querySelectorAll('.questions li')].map((li) => li.querySelector('legend').textContent)";
        let asked: Vec<String> = page.run(&format!("return {asked};"), vec![]).await;
        assert_eq!(asked.len(), 2, "{asked:?}");
        assert!(asked[0].starts_with("Quote") && asked[0].ends_with(": changed"), "{asked:?}");
        assert!(asked[1].starts_with("Claim") && asked[1].ends_with(": lost"), "{asked:?}");
        let now = "document.querySelector('.questions input:checked + span ins').textContent === '“We would never close it,”'";
        page.until("the new words of the quote to be chosen", now).await;

        // The two texts, in one column and side by side, with the annotations on both.
        let struck =
            "[...document.querySelectorAll('.texts del')].some((del) => del.textContent.includes('will'))";
        page.until("what went to be struck out", struck).await;
        page.press("Side by side").await;
        let marks = "document.querySelectorAll('.texts .pair p:first-child mark').length > 0 && document.querySelectorAll('.texts .pair p:last-child mark').length > 0";
        page.until("marks on both sides", marks).await;

        // The lost claim is pointed to by selecting its new words on the new side.
        let select = "
            const texts = document.querySelector('.texts');
            const walker = document.createTreeWalker(texts, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const at = node.data.indexOf('The bill is now 91 million');
              if (at >= 0) {
                getSelection().setBaseAndExtent(node, at, node, at + 26);
                return true;
              }
            }
            return false;";
        assert!(page.run::<bool>(select, vec![]).await, "the new sentence is not among the texts");
        page.at("(//button[normalize-space(.)='Take the selected words'])[2]").await.click().await?;
        let pointed =
            "document.querySelectorAll('.questions li')[1].querySelector('input:checked + span').textContent";
        page.until("the place to be taken", &format!("{pointed}.includes('The bill is now 91 million')"))
            .await;

        page.press("Update the text").await;
        page.until("the dialog to close", "!document.querySelector('dialog')").await;
        let drawn = "claim(The bill is now 91 million)";
        page.until(
            "the claim to be there",
            "document.querySelector('#article').textContent.includes('91 million')",
        )
        .await;
        assert_eq!(
            page.drawn().await,
            format!(
                "quote(“We would never close it,”) quote(\"Nobody asked the ferry crews,\") {drawn} claim(The meeting ended late.)"
            )
        );

        // One step takes all of it back, one does it again, and it survives a reload.
        page.press("Undo").await;
        page.until("the old text", "document.querySelector('#article').textContent.includes('84 million')")
            .await;
        assert_eq!(page.cards().await.len(), 4);
        page.press("Redo").await;
        page.until("the new text", "document.querySelector('#article').textContent.includes('91 million')")
            .await;
        page.until_saved().await;
        page.reload().await;
        page.until_cards(4).await;
        let export = exported(&page).await;
        assert_eq!(export["versions"][0]["text"], STORY, "{export:#}");
        assert_eq!(export["versions"][0]["note"], "corrected at noon");
        assert_eq!(
            words(&export),
            [
                "“We would never close it,”",
                "\"Nobody asked the ferry crews,\"",
                "The bill is now 91 million",
                "The meeting ended late."
            ]
        );
        Ok(())
    });
}

#[test]
fn every_annotation_is_looked_over_with_keys_alone() {
    visit("update-keys", |page| async move {
        begin(&page).await;
        // To the button as the Tab key gets there, however many stops there are before it.
        for _ in 0..40 {
            if page.focused().await == "Update text…" {
                break;
            }
            page.keys(Key::Tab + "").await;
        }
        page.keys(Key::Enter + "").await;
        page.until("the field to have the focus", "document.activeElement.id === 'new-text'").await;
        // The whole text is selected; what is pasted takes its place.
        page.paste_as("text/plain", EDITED).await;
        page.keys(Key::Tab + "").await;
        page.until("the note to have the focus", "document.activeElement.id === 'update-note'").await;
        page.keys("by keys" + Key::Enter).await;
        until_tally(&page, "1 kept · 1 repunctuated · 1 changed · 1 lost.").await;
        page.until("reading to go on at the top", "document.activeElement.id === 'update-tally'").await;
        // The first passage stays where it was found; the second one is left out, then pointed to.
        page.keys(Key::Tab + "").await;
        page.until("to be at the first answer", "document.activeElement.name === 'place-0-0'").await;
        for _ in 0..12 {
            if page.run::<bool>("return document.activeElement.name === 'place-1-0';", vec![]).await {
                break;
            }
            page.keys(Key::Tab + "").await;
        }
        page.until("to be at the second passage", "document.activeElement.name === 'place-1-0'").await;
        page.keys(Key::Tab + "").await;
        page.keys("nowhere at all" + Key::Enter).await;
        page.until(
            "a word about it",
            "document.querySelectorAll('.point [role=status]')[1].textContent.includes('not in the text')",
        )
        .await;
        page.chord(&[Key::Control], "a").await;
        page.keys("91 million" + Key::Enter).await;
        let pointed = "document.querySelectorAll('.questions li')[1].querySelector('input:checked + span')?.textContent";
        page.until("the place to be taken", &format!("{pointed}?.includes('91 million')")).await;
        for _ in 0..20 {
            if page.focused().await == "Update the text" {
                break;
            }
            page.keys(Key::Tab + "").await;
        }
        page.keys(Key::Enter + "").await;
        page.until("the dialog to close", "!document.querySelector('dialog')").await;
        page.until("the new text", "document.querySelector('#article').textContent.includes('91 million')")
            .await;
        let drawn = page.drawn().await;
        assert!(drawn.contains("claim(91 million)"), "{drawn}");
        Ok(())
    });
}

#[test]
fn versions_are_told_apart_and_what_was_left_is_placed_again() {
    visit("update-versions", |page| async move {
        begin(&page).await;
        page.press("Update text…").await;
        write(&page, EDITED).await;
        page.press("Compare").await;
        until_tally(&page, "1 kept").await;
        page.press("Update the text").await;
        page.until_cards(3).await;
        page.until_saved().await;
        let kept: Vec<_> = page.stored().await.into_keys().filter(|key| key.starts_with("a1.v.")).collect();
        assert_eq!(kept.len(), 1, "one record holds the earlier text: {kept:?}");

        // A typo is corrected in its paragraph alone.
        page.element("li.card.claim .words").await.click().await?;
        page.press("Update text…").await;
        let field = "document.getElementById('new-text')?.value === 'The meeting ended late.'";
        page.until("the paragraph alone", field).await;
        page.chord(&[Key::Control], "a").await;
        page.keys("The meeting ended very late.").await;
        page.press("Compare").await;
        until_tally(&page, "2 kept · 1 changed.").await;
        page.press("Update the text").await;
        page.until(
            "the typo to be gone",
            "document.querySelector('#article').textContent.includes('very late')",
        )
        .await;

        page.press("Update text…").await;
        let rows = "document.querySelectorAll('.versions > ul > li').length === 3";
        page.until("three versions", rows).await;
        // From the first to the last: quotes whose words changed come first.
        page.at("//select[@aria-label='From version']/option[1]").await.click().await?;
        page.press("See what changed").await;
        page.element(".entries li").await;
        let entries: Vec<String> = page
            .run("return [...document.querySelectorAll('.entries li')].map((li) => li.textContent);", vec![])
            .await;
        assert!(
            entries[0].contains("changed") && entries[0].contains("“We will never close it,”"),
            "{entries:?}"
        );
        assert!(
            entries.iter().any(|entry| entry.contains("lost") && entry.contains("84 million")),
            "{entries:?}"
        );
        page.press("Download Markdown").await;
        let (name, markdown) = page.downloaded().await;
        assert_eq!(name, "harbour-plant-delayed.changes.md");
        assert!(markdown.contains("## Quotes whose words changed"), "{markdown}");
        page.press("Download JSON").await;
        let (name, report) = page.downloaded().await;
        assert_eq!(name, "harbour-plant-delayed.changes.json");
        let report: Value = serde_json::from_str(&report)?;
        assert_eq!(
            (&report["from"]["number"], &report["to"]["number"]),
            (&json!(1), &json!(3)),
            "{report:#}"
        );
        assert_eq!(report["counts"]["lost"], 1);

        // What was left with the first text is given a place.
        page.press("Back").await;
        let field = page.element(".versions .left .point input").await;
        field.send_keys("The bill is now 91 million" + Key::Enter).await?;
        page.until_cards(4).await;
        page.until("nothing to be left", "!document.querySelector('.versions .left')").await;
        Ok(())
    });
}

#[test]
fn another_tab_takes_over_the_new_text() {
    visit("update-tabs", |page| async move {
        begin(&page).await;
        let address = page.driver().current_url().await?;
        let first = page.driver().window().await?;
        let tab = page.driver().new_tab().await?;
        page.driver().switch_to_window(tab.clone()).await?;
        page.driver().goto(address.as_str()).await?;
        page.until_cards(4).await;
        page.driver().switch_to_window(first.clone()).await?;
        page.press("Update text…").await;
        write(&page, EDITED).await;
        page.press("Compare").await;
        until_tally(&page, "1 kept").await;
        page.press("Update the text").await;
        page.until_cards(3).await;
        page.until_saved().await;
        page.driver().switch_to_window(tab).await?;
        page.until("the new text", "document.querySelector('#article').textContent.includes('On Tuesday')")
            .await;
        page.until_cards(3).await;
        assert_eq!(
            page.drawn().await,
            "quote(“We would never close it,”) quote(\"Nobody asked the ferry crews,\") claim(The meeting ended late.)"
        );
        // And goes on from there: what it saves is about the new text.
        page.tag("91 million", "Claim").await;
        page.until_saved().await;
        let stored = page.stored().await;
        assert!(stored.values().any(|text| text == EDITED), "{stored:?}");
        page.driver().switch_to_window(first).await?;
        page.until_cards(4).await;
        Ok(())
    });
}
