//! The page for people who do not see it, or not as it is: axe-core finds nothing, in any state and either theme.

use ascribe_browser_tests::{Key, Page, visit};
use serde_json::json;

const STORY: &str = "Bridge delayed again\n\nBy Ada Marwick, The Skerry Herald\n\n\
    Mayor Ruth Calloway opened the meeting. “We won the vote at last,” she said, “and it was hard.” Nobody cheered.\n\n\
    “The old bridge will never carry a lorry again,” said Tomas Oyelaran, an engineer. It will cost 84 million.\n\n\
    “Nobody here has asked the ferry crews,” said Ines Okafor, who steers one. The audit says 91 million.\n\n\
    Read more: “The ferry is late again,” said Ines Okafor";

const IMPORT: &str = "input[aria-label='File to import']";

/// Closes the dialog that is open.
async fn close(page: &Page) {
    page.keys(Key::Escape + "").await;
    page.until("the dialog to be gone", "!document.querySelector('dialog')").await;
}

/// Presses a button that opens a dialog, holds the dialog to the rules and closes it.
async fn dialog(page: &Page, button: &str, ready: &str) {
    page.press(button).await;
    page.until(
        &format!("the dialog of {button}"),
        &format!("document.querySelector('dialog[open]') && ({ready})"),
    )
    .await;
    page.assert_accessible(button).await;
    close(page).await;
}

async fn tagged(page: &Page) {
    page.begin(STORY).await;
    page.tag("“The old bridge will never carry a lorry again,”", "Quote").await;
    page.tag("It will cost 84 million.", "Claim").await;
    page.tag("The audit says 91 million.", "Claim").await;
    page.until_saved().await;
}

#[test]
fn axe_finds_nothing_on_the_start_screen() {
    visit("axe-start", |page| async move {
        page.assert_accessible("the start screen").await;
        page.press("Start annotating").await;
        page.until("the sentence", "document.getElementById('paste-problem').textContent").await;
        page.assert_accessible("a refused paste").await;
        dialog(&page, "Storage", "true").await;
        dialog(&page, "Shortcuts", "true").await;
        dialog(&page, "Settings", "document.querySelector('.settings')").await;
        for number in 0..5 {
            page.element("textarea[aria-label='Article text']").await.click().await?;
            page.begin(&format!("Story {number}\n\nIt rained for {number} hours.")).await;
            page.press("Ascribe: all articles").await;
        }
        page.until("the search field", "document.querySelector(\"[aria-label='Search articles']\")").await;
        page.assert_accessible("the library").await;
        page.press("Delete Story 2").await;
        page.until("the notice", "document.querySelector('.notice')").await;
        page.assert_accessible("a notice").await;
        dialog(&page, "Rename Story 3", "true").await;
        // A text that is here already, and one for which there is no room.
        page.run::<bool>("document.querySelector('textarea').focus(); return true;", vec![]).await;
        page.paste_as("text/plain", "Story 1\n\nIt rained for 1 hours.").await;
        dialog(&page, "Start annotating", "document.querySelector('dialog').textContent.includes('already')")
            .await;
        let fill = "localStorage.setItem('filler', 'x'.repeat(5 * 1024 * 1024 - 2000 - JSON.stringify(localStorage).length)); \
            const box = document.querySelector('textarea'); box.value = ''; box.focus(); return true;";
        page.run::<bool>(fill, vec![]).await;
        page.paste_as("text/plain", &"It rained all day. ".repeat(400)).await;
        dialog(
            &page,
            "Start annotating",
            "document.querySelector('dialog').textContent.includes('does not fit')",
        )
        .await;
        page.run::<bool>("localStorage.removeItem('filler'); return true;", vec![]).await;
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_in_the_workspace() {
    visit("axe-workspace", |page| async move {
        page.begin(STORY).await;
        page.assert_accessible("an article without annotations").await;
        page.drag_over("Nobody cheered.").await;
        page.assert_accessible("the toolbar").await;
        page.press("Claim").await;
        page.until_cards(1).await;
        page.tag("“Nobody here has asked the ferry crews,”", "Quote").await;
        page.element(".card.current .fields").await;
        page.assert_accessible("annotations and the open card of a quote").await;
        page.keys("k").await;
        page.element(".card.claim.current .fields").await;
        page.assert_accessible("the open card of a claim").await;
        page.at("(//input[@type='checkbox'][ancestor::li[@data-annotation]])[1]").await.click().await?;
        page.element(".bulk").await;
        page.assert_accessible("the list with a choice").await;
        page.keys(Key::Escape + "").await;
        page.element("#tab-sources").await.click().await?;
        page.element(".source").await;
        page.assert_accessible("sources").await;
        page.element("#tab-figures").await.click().await?;
        page.assert_accessible("no figures").await;
        page.element(".switch input").await.click().await?;
        page.element(".figure").await;
        page.assert_accessible("figures").await;
        page.press("Suggest").await;
        page.element(".suggested.current").await;
        page.element("#article p.stray").await;
        page.element(".left-out").await;
        page.assert_accessible("suggestions and greyed lines").await;
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_in_the_dialogs() {
    visit("axe-dialogs", |page| async move {
        tagged(&page).await;
        dialog(&page, "Export…", "document.querySelector('dialog .preview[aria-busy=false]')").await;
        dialog(&page, "Bridge delayed again", "true").await;
        page.press("Storage").await;
        page.element("dialog details summary").await.click().await?;
        page.element("dialog details[open] .policy").await;
        page.assert_accessible("storage, with the policy to the letter").await;
        close(&page).await;
        dialog(&page, "Shortcuts", "true").await;
        dialog(&page, "Settings", "document.querySelector('.settings')").await;
        page.run::<bool>("document.getElementById('article').focus(); return true;", vec![]).await;
        page.keys("f").await;
        page.until("the field to have the focus", "document.activeElement.ariaLabel === 'Words to find'")
            .await;
        page.assert_accessible("finding words").await;
        page.keys("million").await;
        page.element(".occurrences li").await;
        page.assert_accessible("words that were found").await;
        close(&page).await;
        dialog(&page, "Link to…", "document.querySelector('.targets li')").await;
        dialog(&page, "Tag all…", "document.querySelector('.occurrences li')").await;

        // At no annotation, so that the whole text is changed and not the paragraph of one.
        let leave = "getSelection().removeAllRanges(); document.activeElement.blur(); return true;";
        page.run::<bool>(leave, vec![]).await;
        page.keys(Key::Escape + "").await;
        page.until("to be at no annotation", "!document.querySelector('.card.current')").await;
        page.press("Update text…").await;
        page.until("the field to have the focus", "document.activeElement.id === 'new-text'").await;
        page.assert_accessible("updating the text").await;
        page.paste_as("text/plain", &STORY.replace("It will cost 84 million.", "Nobody knows its price."))
            .await;
        page.press("Compare").await;
        page.element(".questions li").await;
        page.assert_accessible("comparing two texts").await;
        page.press("Side by side").await;
        page.element(".texts .pair").await;
        page.assert_accessible("two texts side by side").await;
        page.press("Update the text").await;
        page.until("the dialog to close", "!document.querySelector('dialog')").await;
        page.until_saved().await;
        dialog(&page, "Update text…", "document.querySelector('.versions li')").await;
        page.press("Update text…").await;
        page.press("See what changed").await;
        page.element("dialog .entries, dialog .texts").await;
        page.assert_accessible("two versions compared").await;
        close(&page).await;

        let broken = page.export().await.replacen("\"kind\": \"claim\"", "\"kind\": \"rumour\"", 1);
        page.choose_file(IMPORT, "part.json", broken.as_bytes()).await;
        page.element("dialog .problems li").await;
        page.assert_accessible("an import with problems").await;
        close(&page).await;
        page.choose_file(IMPORT, "broken.json", b"{ \"kind\": ").await;
        page.until("a refusal", "document.querySelector('dialog[open], .notice')").await;
        page.assert_accessible("a file that is refused").await;
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_where_records_are_damaged() {
    visit("axe-damaged", |page| async move {
        tagged(&page).await;
        let damage = "localStorage.setItem(Object.keys(localStorage).find((key) => key.startsWith('a1.n.')), '[1,'); return true;";
        page.run::<bool>(damage, vec![]).await;
        page.reload().await;
        page.until("the notice", "document.querySelector('.notice')?.textContent.includes('set aside')")
            .await;
        page.assert_accessible("damaged records").await;
        page.press("Storage").await;
        page.element("ul[aria-label='Records set aside']").await;
        page.assert_accessible("what is set aside").await;
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_on_small_screens() {
    visit("axe-small", |page| async move {
        tagged(&page).await;
        for (width, height) in [(390, 844), (844, 390), (320, 256)] {
            let metrics =
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            page.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
            page.until("the screen to be small", &format!("innerWidth === {width}")).await;
            page.assert_accessible(&format!("the workspace at {width}x{height}")).await;
            page.run::<bool>("document.getElementById('article').focus(); return true;", vec![]).await;
            page.keys("n").await;
            page.until("the note to have the focus", "document.activeElement.id.startsWith('note-')").await;
            page.assert_accessible(&format!("a card at {width}x{height}")).await;
            for tab in ["sources", "figures", "suggestions", "annotations"] {
                page.element(&format!("#tab-{tab}")).await.click().await?;
                page.assert_accessible(&format!("{tab} at {width}x{height}")).await;
            }
            page.keys(Key::Escape + "").await;
            let settings = "document.getElementById('article').focus(); return true;";
            page.run::<bool>(settings, vec![]).await;
            page.keys(",").await;
            page.element("dialog .settings").await;
            page.assert_accessible(&format!("the settings at {width}x{height}")).await;
            close(&page).await;
        }
        // The title is the way to the details; it can be seen when it has the focus.
        page.run::<bool>(
            "document.querySelector('.crumb .title').focus({ focusVisible: true }); return true;",
            vec![],
        )
        .await;
        page.until(
            "the title to be seen",
            "document.querySelector('.crumb .title').getBoundingClientRect().height >= 30",
        )
        .await;
        Ok(())
    });
}
