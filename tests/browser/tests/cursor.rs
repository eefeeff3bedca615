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
fn the_cursor_goes_on_where_a_selection_was_let_go() {
    visit("let-go", |page| async move {
        page.begin(STORY).await;
        let at = async |before: &str| {
            let before = Value::from(before);
            page.until(
                &format!("the cursor behind {before}"),
                &format!(
                    "getSelection().isCollapsed && getSelection().anchorNode?.data?.slice(0, getSelection().anchorOffset) === {before}"
                ),
            )
            .await;
        };
        let toolbar = "document.querySelector('.toolbar')?.textContent.includes('Quote')";
        page.chord(&[Key::Control], Key::Down + "").await;
        page.keys(Key::Right + "").await;
        page.chord(&[Key::Control], Key::Right + "").await;
        at("She").await;
        // By a step without Shift, once the page has taken the selection over.
        page.chord(&[Key::Shift, Key::Control], Key::Right + "").await;
        until_selected(&page, " said").await;
        page.until("it to be taken over", toolbar).await;
        page.keys(Key::Right + "").await;
        at("She said ").await;
        page.chord(&[Key::Control], Key::Right + "").await;
        at("She said it").await;
        // By Escape.
        page.chord(&[Key::Shift, Key::Control], Key::Right + "").await;
        until_selected(&page, " rained").await;
        page.until("it to be taken over", toolbar).await;
        page.keys(Key::Escape + "").await;
        at("She said it rained").await;
        page.keys(Key::Right + "").await;
        at("She said it rained.").await;
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
        // Who speaks is known of what was tagged with a speaker beside it.
        assert_eq!((times(said.clone(), "Quote, Ines Okafor:"), times(said, "Claim, Ines Okafor:")), (1, 1));
        // They are no letters of the article.
        let text: String = page.run("return document.querySelector('#article').textContent;", vec![]).await;
        assert!(!text.contains("Quote") && text.contains("“Nobody cheered,” said"));
        page.keys(",").await;
        page.at("//dialog//label[contains(., 'Highlights say what they are')]").await.click().await?;
        page.keys(Key::Escape + "").await;
        page.until("no dialog", "!document.querySelector('dialog[open]')").await;
        let said = heard(&page).await;
        assert!(
            !said.iter().any(|text| text.starts_with("Quote,") || text.starts_with("Claim,")),
            "{said:?}"
        );
        Ok(())
    });
}

/// Types a name into a field and leaves it.
async fn type_name(page: &Page, field: &str, name: &str) {
    let field = page.element(field).await;
    field.clear().await.expect("it can be emptied");
    field.send_keys(name.to_owned() + Key::Tab).await.expect("it can be typed into");
}

async fn until_mark_says(page: &Page, words: &str) {
    let says = "getComputedStyle(document.querySelector('#article mark'), '::before').content";
    page.until(&format!("the highlight to say {words}"), &format!("{says} === {}", Value::from(words))).await;
}

#[test]
fn highlights_follow_when_the_speaker_is_given_renamed_and_taken_back() {
    visit("marks-speaker", |page| async move {
        page.begin("Ferry late again\n\nNobody cheered at all.\n\nIt rained.").await;
        page.tag("Nobody cheered", "Quote").await;
        page.tag("It rained", "Claim").await;
        until_mark_says(&page, "\"Quote: \"").await;
        page.element("#article mark.quote").await.click().await?;
        type_name(&page, ".card.current [id^=speaker-]", "Ann").await;
        until_mark_says(&page, "\"Quote, Ann: \"").await;
        page.press("Undo").await;
        until_mark_says(&page, "\"Quote: \"").await;
        page.press("Redo").await;
        until_mark_says(&page, "\"Quote, Ann: \"").await;
        page.element("#tab-sources").await.click().await?;
        page.element(".source-name").await.click().await?;
        let renders: u32 = page.run("return wasmBindings.paragraph_renders();", vec![]).await;
        type_name(&page, ".source [id^=source-name-]", "Ann Lee").await;
        until_mark_says(&page, "\"Quote, Ann Lee: \"").await;
        // The paragraph of the claim has no part in it.
        let after: u32 = page.run("return wasmBindings.paragraph_renders();", vec![]).await;
        let letters = u32::try_from("Ann Lee".len()).expect("a short name") + 1;
        assert!(after > renders && after - renders <= letters, "{renders} then {after}");
        let said = heard(&page).await;
        assert!(
            said.iter().any(|text| text == "Quote, Ann Lee:") && said.iter().any(|text| text == "Claim:")
        );
        Ok(())
    });
}

#[test]
fn arrows_go_to_the_left_and_right_of_the_screen() {
    visit("cursor-right-to-left", |page| async move {
        page.begin("Harbour news\n\nירד גשם בחיפה.\n\nIt rained.").await;
        let go = "const [number, at] = arguments; getSelection().collapse(document.querySelectorAll('#article p')[number].firstChild, at); document.querySelector('#article').focus(); return true;";
        let at = "getSelection().focusOffset";
        // A paragraph that reads the other way is gone through the other way, in the same article.
        page.run::<bool>(go, vec![2.into(), 5.into()]).await;
        page.keys(Key::Left + "").await;
        page.until("the cursor to go back in the text", &format!("{at} === 4")).await;
        page.keys(Key::Right + Key::Right).await;
        page.until("the cursor to go on in the text", &format!("{at} === 6")).await;
        page.run::<bool>("document.querySelector('#caret').hidden = true; return true;", vec![]).await;
        page.run::<bool>(go, vec![1.into(), 0.into()]).await;
        let left = "document.querySelector('#caret').getBoundingClientRect().left";
        page.keys(Key::Left + "").await;
        page.until("the cursor to be drawn", "!document.querySelector('#caret').hidden").await;
        // From the first key on it stands where the letter ends.
        let edge = "(() => { const letter = document.createRange(), node = document.querySelectorAll('#article p')[1].firstChild; letter.setStart(node, 0); letter.setEnd(node, 1); return letter.getBoundingClientRect().left; })()";
        page.until("the cursor to be behind the first letter", &format!("Math.abs({left} - {edge}) < 2"))
            .await;
        let first: f64 = page.run(&format!("return {left};"), vec![]).await;
        page.keys(Key::Left + "").await;
        page.until("the cursor to go left", &format!("{left} < {first}")).await;
        page.keys(Key::Right + "").await;
        page.until("the cursor to go back", &format!("{left} === {first}")).await;
        page.keys(Key::Right + "").await;
        page.chord(&[Key::Shift, Key::Control], Key::Left + "").await;
        until_selected(&page, "ירד").await;
        page.chord(&[Key::Shift, Key::Control], Key::Left + "").await;
        until_selected(&page, "ירד גשם").await;
        page.chord(&[Key::Shift], Key::Right + "").await;
        until_selected(&page, "ירד גש").await;
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
