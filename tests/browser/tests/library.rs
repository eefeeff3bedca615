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

#[test]
fn a_text_that_is_here_already_is_asked_about() {
    visit("duplicate", |page| async move {
        page.begin("It rained.\n\nIt stopped.").await;
        page.tag("It rained.", "Claim").await;
        page.press("Library").await;
        page.paste_as("text/plain", "It rained.\r\n\r\nIt stopped.").await;
        page.press("Start annotating").await;
        page.press("Open it").await;
        page.until_cards(1).await;
        page.press("Library").await;
        page.paste_as("text/plain", "It rained.\n\nIt stopped.").await;
        page.press("Start annotating").await;
        page.press("Add it again").await;
        page.element("#article [data-start]").await;
        page.until_cards(0).await;
        Ok(())
    });
}

#[test]
fn a_backup_of_everything_restores_into_an_empty_browser() {
    visit("backup", |page| async move {
        page.begin("First story\n\nIt rained.").await;
        page.tag("It rained.", "Claim").await;
        page.press("Library").await;
        page.begin("Second story\n\nIt stopped.").await;
        page.tag("It stopped.", "Quote").await;
        page.press("Library").await;
        page.until_saved().await;
        let records = page.stored().await;
        page.reload().await;
        page.press("Back up everything").await;
        let (name, backup) = page.downloaded().await;
        assert!(name.starts_with("ascribe-backup-") && name.ends_with(".jsonl"), "{name}");
        assert_eq!(backup.lines().count(), 2, "an article a line");

        page.run::<bool>("localStorage.clear(); sessionStorage.clear(); return true;", vec![]).await;
        page.reload().await;
        page.choose_file("input[aria-label='File to import']", "all.jsonl", backup.as_bytes()).await;
        page.until(
            "the offer",
            "document.querySelector('dialog[open]')?.textContent.includes('2 articles: 2 new')",
        )
        .await;
        page.press("Import").await;
        let titles = "document.querySelectorAll('ul[aria-label=Articles] .open').length";
        page.until("both articles", &format!("{titles} === 2")).await;
        page.until_saved().await;
        assert_eq!(page.stored().await, records, "the same records, to the letter");
        page.press("Undo that").await;
        page.until("none", &format!("{titles} === 0")).await;
        Ok(())
    });
}

#[test]
fn a_backup_brings_the_settings_along_when_a_person_says_so() {
    visit("backup-choices", |page| async move {
        let root = "document.documentElement.dataset";
        page.begin("First story\n\nIt rained.").await;
        page.keys(",").await;
        page.element("dialog option[value=dark]").await.click().await?;
        page.element("dialog option[value=huge]").await.click().await?;
        page.element("#annotator").await.send_keys("Ada Marwick").await?;
        page.press("Change the keys…").await;
        page.press("Change the key of “Tag as claim”, now C").await;
        page.keys("r").await;
        page.until("the new key", "document.querySelector('.answer')?.textContent.includes('is R now')")
            .await;
        page.press("Close").await;
        page.press("Library").await;
        page.until_saved().await;
        page.press("Back up everything").await;
        let (_, backup) = page.downloaded().await;
        let first: serde_json::Value = serde_json::from_str(backup.lines().next().unwrap_or_default())?;
        assert_eq!(first["choices"]["theme"], "dark");
        assert_eq!(first["choices"]["annotator"], "Ada Marwick");
        assert_eq!(first["choices"]["keys"], "claim=r\n");
        assert_eq!(first["choices"]["snap"], "");

        // Another browser, with colours of its own.
        page.run::<bool>(
            "localStorage.clear(); sessionStorage.clear(); localStorage.setItem('ascribe.theme', 'light'); return true;",
            vec![],
        )
        .await;
        page.reload().await;
        let import = "input[aria-label='File to import']";
        page.choose_file(import, "all.jsonl", backup.as_bytes()).await;
        page.element("#import-choices").await;
        let rows = "[...document.querySelectorAll('#import-choices tr')].map((row) => row.textContent)";
        let rows: Vec<String> = page.run(&format!("return {rows};"), vec![]).await;
        assert_eq!(
            rows,
            [
                "ColoursDark (here: Light)",
                "Size of the articleVery large (here: Usual)",
                "Your nameAda Marwick (here: none)",
                "Keys of your ownR: Tag as claim (here: as usual)",
            ]
        );
        page.assert_accessible("settings of a backup").await;
        page.picture("backup-choices").await;
        // Nobody is made to take them.
        page.press("Import").await;
        page.element("#article [data-start]").await;
        assert_eq!(page.run::<String>(&format!("return {root}.theme;"), vec![]).await, "light");
        assert!(!page.run::<bool>(&format!("return 'size' in {root};"), vec![]).await);

        // The articles are here; the settings can still be had.
        page.choose_file(import, "all.jsonl", backup.as_bytes()).await;
        page.element("#import-choices").await;
        page.at("//dialog//label[contains(., 'Take these settings over')]").await.click().await?;
        page.press("Import").await;
        page.until("the settings", &format!("{root}.theme === 'dark' && {root}.size === 'huge'")).await;
        page.reload().await;
        page.until(
            "the settings after a reload",
            &format!("{root}.theme === 'dark' && {root}.size === 'huge'"),
        )
        .await;
        page.element("#article [data-start]").await;
        page.drag_over("It rained.").await;
        page.keys("r").await;
        page.until_cards(1).await;
        page.until_saved().await;
        let file: serde_json::Value = serde_json::from_str(&page.export().await)?;
        assert_eq!(file["annotations"][0]["creator"], "Ada Marwick");
        // Now there is nothing to tell any more.
        page.choose_file(import, "all.jsonl", backup.as_bytes()).await;
        page.until("the notice", "document.querySelector('.notice')?.textContent.includes('here')").await;
        page.until("no dialog", "!document.querySelector('dialog[open]')").await;
        Ok(())
    });
}

#[test]
fn the_storage_dialog_tells_the_room_and_hands_out_what_cannot_be_read() {
    visit("storage", |page| async move {
        page.begin("It rained.").await;
        page.tag("It rained.", "Claim").await;
        page.until_saved().await;
        let damage = "const key = Object.keys(localStorage).find((key) => key.startsWith('a1.n.')); localStorage.setItem(key, 'not a record'); return key;";
        let key: String = page.run(damage, vec![]).await;
        page.reload().await;
        page.press("Storage").await;
        page.until("the room", "document.querySelector('dialog[open] meter') && document.querySelector('dialog[open]').textContent.includes('left')").await;
        page.press(&format!("Download {key}")).await;
        assert_eq!(page.downloaded().await.1, "not a record");
        page.press("Close").await;
        page.until("the dialog to be gone", "!document.querySelector('dialog')").await;
        Ok(())
    });
}

#[test]
fn articles_have_a_status_and_an_order() {
    visit("status", |page| async move {
        for (story, library) in
            [("Bridge story", "Library"), ("Airport story", "Library"), ("Council story", "Library")]
        {
            page.begin(&format!("{story}\n\nIt rained on the {story}.")).await;
            page.press(library).await;
        }
        let titles = "[...document.querySelectorAll('ul[aria-label=Articles] .open')].map((title) => title.textContent.split(' ')[0]).join(' ')";
        let choose = "const field = document.querySelector(arguments[0]); field.value = arguments[1]; \
                      field.dispatchEvent(new Event('change', { bubbles: true })); return true;";
        let order = "select[aria-label='Order of the articles']";
        page.run::<bool>(choose, vec![order.into(), "By title".into()]).await;
        page.until("the order of titles", &format!("{titles} === 'Airport Bridge Council'")).await;

        let status = "select[aria-label='Status of Airport story']";
        page.run::<bool>(choose, vec![status.into(), "done".into()]).await;
        page.run::<bool>(choose, vec![order.into(), "By status".into()]).await;
        page.until("what is done to be last", &format!("{titles} === 'Council Bridge Airport'")).await;
        page.until_saved().await;
        page.reload().await;
        page.until(
            "the status to be kept",
            &format!("document.querySelector(\"{status}\")?.value === 'done'"),
        )
        .await;
        page.press("Undo").await;
        page.until(
            "the status to be as before",
            &format!("document.querySelector(\"{status}\").value === 'to do'"),
        )
        .await;
        Ok(())
    });
}

#[test]
fn an_old_backup_is_mentioned_when_something_has_changed_since() {
    visit("reminder", |page| async move {
        page.begin("It rained.").await;
        let day: i64 = 24 * 60 * 60 * 1_000;
        let backed_up = "localStorage.setItem('ascribe.backup', new Date(Date.now() - arguments[0]).toISOString()); return true;";
        for (age, expected) in [(30 * day, true), (day, false)] {
            page.run::<bool>(backed_up, vec![age.into()]).await;
            page.reload().await;
            page.press("Library").await;
            page.button("Back up everything").await;
            let said: String =
                page.run("return document.querySelector('.library-head').textContent;", vec![]).await;
            assert_eq!(said.contains("Last backup 30 days ago, 1 article changed since"), expected, "{said}");
            page.press("It rained.").await;
        }
        Ok(())
    });
}
