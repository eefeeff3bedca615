//! The text cursor: both ends of a selection, and what is heard as it moves.

use ascribe_browser_tests::{Key, Page, visit};
use serde_json::Value;

const STORY: &str = "Ferry late again\n\nShe said it rained. “Nobody cheered,” said Ines Okafor.\n\nThe end came. It was quiet.";

async fn until_selected(page: &Page, words: &str) {
    page.until(&format!("“{words}” to be selected"), &format!("getSelection().toString() === {words:?}"))
        .await;
}

async fn until_heard(page: &Page, words: &str) {
    // What is heard twice in a row ends in a sign that makes it differ.
    let heard = "document.querySelector('#voice').textContent.replaceAll('\\u{a0}', '')";
    page.until(&format!("“{words}” to be heard"), &format!("{heard} === {}", Value::from(words))).await;
}

#[test]
fn both_ends_of_a_selection_move_by_every_unit() {
    visit("other-end", |page| async move {
        page.begin(STORY).await;
        page.drag_over("it rained").await;
        page.run::<bool>("document.querySelector('#article').focus(); return true;", vec![]).await;
        let both = [Key::Alt, Key::Shift];
        let far = [Key::Alt, Key::Shift, Key::Control];
        page.chord(&both, Key::Left + "").await;
        until_selected(&page, " it rained").await;
        page.chord(&far, Key::Left + "").await;
        until_selected(&page, "said it rained").await;
        page.chord(&far, Key::Right + Key::Right).await;
        until_selected(&page, " rained").await;
        page.chord(&both, Key::Up + "").await;
        until_selected(&page, "She said it rained").await;
        page.chord(&far, Key::Up + "").await;
        until_selected(&page, "Ferry late again\n\nShe said it rained").await;
        // The end that Shift moves is still where it was.
        page.chord(&[Key::Shift], Key::Right + "").await;
        until_selected(&page, "Ferry late again\n\nShe said it rained.").await;
        // W has the other one move, and again the first.
        page.keys("w").await;
        page.chord(&[Key::Shift, Key::Control], Key::Right + Key::Right).await;
        until_selected(&page, " again\n\nShe said it rained.").await;
        page.keys("w").await;
        page.chord(&[Key::Shift], Key::Left + "").await;
        until_selected(&page, " again\n\nShe said it rained").await;
        page.keys("c").await;
        page.until_cards(1).await;
        // Without a selection it is no key.
        page.keys("w").await;
        page.until("nothing to be selected", "getSelection().isCollapsed").await;
        Ok(())
    });
}

#[test]
fn the_cursor_says_what_it_passes_takes_and_crosses() {
    visit("cursor-voice", |page| async move {
        page.begin(STORY).await;
        page.tag("“Nobody cheered,”", "Quote").await;
        page.until(
            "the speaker",
            "document.querySelector('.card.current [id^=speaker-]')?.value === 'Ines Okafor'",
        )
        .await;
        page.keys(Key::Escape + "").await;
        page.run::<bool>(
            "getSelection().removeAllRanges(); document.querySelector('#article').focus(); return true;",
            vec![],
        )
        .await;
        page.chord(&[Key::Control], Key::Down + "").await;
        until_heard(&page, "Ferry late again").await;
        page.keys(Key::Down + "").await;
        until_heard(&page, "She said it rained.").await;
        page.keys(Key::Right + "").await;
        until_heard(&page, "space. Quote of Ines Okafor begins").await;
        page.chord(&[Key::Control], Key::Right + "").await;
        until_heard(&page, "“Nobody").await;
        page.chord(&[Key::Control, Key::Shift], Key::Right + "").await;
        until_heard(&page, "cheered, selected. Selected: cheered").await;
        page.keys("w").await;
        until_heard(&page, "Now moving the start: cheered").await;
        page.chord(&[Key::Control, Key::Shift], Key::Left + "").await;
        until_heard(&page, "Nobody, selected. Selected: Nobody cheered").await;
        page.keys(Key::Home + "").await;
        page.chord(&[Key::Control], Key::Up + Key::Up + Key::Up + Key::Up).await;
        until_heard(&page, "Start of the article").await;

        // Fewer words, and none.
        choose(&page, "words").await;
        page.keys(Key::Down + Key::Down + Key::Right).await;
        until_heard(&page, "space").await;
        choose(&page, "quiet").await;
        page.keys(Key::Right + "").await;
        page.chord(&[Key::Shift], Key::Right + "").await;
        until_selected(&page, "N").await;
        until_heard(&page, "space").await;
        page.reload().await;
        page.element("#article [data-start]").await;
        page.chord(&[Key::Shift], Key::Right + "").await;
        until_selected(&page, "F").await;
        until_heard(&page, "").await;
        Ok(())
    });
}

/// Chooses in the settings how much the cursor says.
async fn choose(page: &Page, value: &str) {
    page.keys(",").await;
    page.element(&format!("dialog .settings option[value={value}]"))
        .await
        .click()
        .await
        .expect("it can be chosen");
    page.keys(Key::Escape + "").await;
    page.until("no dialog", "!document.querySelector('dialog[open]')").await;
    page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
}

/// What of the page's texts the browser tells to those who hear it.
async fn heard(page: &Page) -> Vec<String> {
    let tree = page.devtools("Accessibility.getFullAXTree", serde_json::json!({})).await.expect("a tree");
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let said = nodes.iter().filter(|node| node["role"]["value"] == "StaticText");
    said.filter_map(|node| Some(node["name"]["value"].as_str()?.trim().to_owned())).collect()
}

#[test]
fn highlights_say_their_kind_once_and_can_be_silent() {
    visit("marks-voice", |page| async move {
        page.begin(STORY).await;
        page.tag("“Nobody cheered,”", "Quote").await;
        page.tag("cheered", "Claim").await;
        let times = |said: Vec<String>, word: &str| said.iter().filter(|text| *text == word).count();
        let said = heard(&page).await;
        assert_eq!((times(said.clone(), "Quote:"), times(said, "Claim:")), (1, 1));
        // They are no letters of the article.
        let text: String = page.run("return document.querySelector('#article').textContent;", vec![]).await;
        assert!(!text.contains("Quote:") && text.contains("“Nobody cheered,” said"));
        page.keys(",").await;
        page.at("//dialog//label[contains(., 'Highlights say what they are')]").await.click().await?;
        page.keys(Key::Escape + "").await;
        page.until("no dialog", "!document.querySelector('dialog[open]')").await;
        let said = heard(&page).await;
        assert_eq!((times(said.clone(), "Quote:"), times(said, "Claim:")), (0, 0));
        Ok(())
    });
}

#[test]
fn scripts_without_spaces_are_stepped_through_word_by_word() {
    visit("cursor-dictionary", |page| async move {
        // The mayor said that the school will close; each line with the words that a reader would name.
        let lines: [(&str, &[&str]); 3] = [
            ("市长说学校将关闭。", &["市长", "说", "学校"]),
            ("市長は学校を閉鎖する。", &["市長", "は", "学校", "を", "閉鎖"]),
            ("นายกบอกว่าโรงเรียนปิด", &["นายก", "บอก", "ว่า", "โรงเรียน"]),
        ];
        for (line, words) in lines {
            page.begin(line).await;
            page.run::<bool>(
                "const words = document.querySelector('#article p').firstChild; getSelection().setBaseAndExtent(words, 0, words, 0); \
                document.querySelector('#article').focus(); return true;",
                vec![],
            )
            .await;
            let mut taken = String::new();
            for word in words {
                taken.push_str(word);
                page.chord(&[Key::Shift, Key::Control], Key::Right + "").await;
                until_selected(&page, &taken).await;
            }
            page.keys("c").await;
            page.until_cards(1).await;
            page.press("Library").await;
        }
        Ok(())
    });
}
