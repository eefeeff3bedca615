//! Highlights on the page: overlaps, several paragraphs, every script; only what changed renders.

use ascribe_browser_tests::{Page, visit};
use serde_json::json;

use crate::journey::check_slices;

const STORY: &str = "The council voted on Tuesday to delay the plant.\n\nEngineers warned that its costs had doubled.\n\nNobody asked the town.";

#[test]
fn highlights_may_overlap_in_any_way() {
    visit("overlap", |page| async move {
        page.begin(STORY).await;
        page.tag("council voted on Tuesday", "Claim").await;
        page.tag("Tuesday to delay", "Quote").await;
        page.tag("voted", "Quote").await;
        // The very same words once more, as the other kind.
        page.tag("Tuesday to delay", "Claim").await;
        assert_eq!(
            page.drawn().await,
            "claim(council ) claim quote(voted) claim( on ) claim quote(Tuesday) claim quote( to delay)"
        );
        let marks = page.marks().await;
        let on_tuesday = marks.iter().find(|mark| mark.words == "Tuesday").ok_or("Tuesday is marked")?;
        assert_eq!(on_tuesday.ids.len(), 3, "three annotations meet there");
        check_text(&page).await;
        check_slices(&page.export().await)
    });
}

#[test]
fn a_selection_may_run_over_paragraphs() {
    visit("paragraphs", |page| async move {
        page.begin(STORY).await;
        page.drag_over("delay the plant.\nEngineers warned that its costs had doubled.\nNobody").await;
        page.press("Claim").await;
        page.until_cards(1).await;
        assert_eq!(
            page.drawn().await,
            "claim(delay the plant.) claim(Engineers warned that its costs had doubled.) claim(Nobody)"
        );
        check_text(&page).await;
        check_slices(&page.export().await)
    });
}

#[test]
fn emoji_and_other_scripts_keep_exact_offsets() {
    visit("scripts", |page| async move {
        let story = "👩‍👩‍👧‍👦 said “yes 👍🏽” — e\u{301}tude\n\nقال الوزير: «سنبني الجسر» يوم الثلاثاء.\n\nהשר אמר: „נבנה את הגשר”.\n\n\
                     市长说：“我们会建桥。”\n\nนายกเทศมนตรีกล่าวว่าเราจะสร้างสะพาน\n\n🇩🇪🇫🇷 won";
        page.begin(story).await;
        for (words, kind) in [
            ("“yes 👍🏽”", "Quote"),
            ("e\u{301}tude", "Claim"),
            ("سنبني الجسر", "Quote"),
            ("נבנה את הגשר", "Quote"),
            ("我们会建桥。", "Quote"),
            ("กล่าวว่า", "Claim"),
        ] {
            let before = page.cards().await.len();
            select(&page, words).await;
            page.press(kind).await;
            page.until_cards(before + 1).await;
        }
        let words: Vec<_> = page.marks().await.into_iter().map(|mark| mark.words).collect();
        assert_eq!(
            words,
            ["“yes 👍🏽”", "e\u{301}tude", "سنبني الجسر", "נבנה את הגשר", "我们会建桥。", "กล่าวว่า"]
        );
        check_text(&page).await;
        check_slices(&page.export().await)
    });
}

#[test]
fn an_edge_inside_a_character_moves_out_of_it() {
    visit("clusters", |page| async move {
        page.begin("a👩‍👩‍👧b").await;
        // From inside the family: two UTF-16 units after its start.
        page.run::<bool>(
            "const node = document.querySelector('#article [data-start]').firstChild;
             getSelection().setBaseAndExtent(node, 3, node, node.length); return true;",
            vec![],
        )
        .await;
        page.press("Claim").await;
        page.until_cards(1).await;
        assert_eq!(page.drawn().await, "claim(👩‍👩‍👧b)");
        Ok(())
    });
}

#[test]
fn a_new_annotation_renders_only_the_paragraphs_it_touches() {
    visit("renders", |page| async move {
        let story: Vec<_> =
            (1..=60).map(|number| format!("Paragraph {number} has words of its own.")).collect();
        page.begin(&story.join("\n\n")).await;
        let renders = "return wasmBindings.paragraph_renders();";
        let mut before: u32 = page.run(renders, vec![]).await;
        assert_eq!(before, 0, "paragraphs without highlights are plain words when the article opens");
        let steps = [
            // The first highlight of a section of twelve makes its paragraphs; from then on each is on its own. The
            // annotation that the person was at loses its frame: the paragraphs it touches render, and no other.
            ("Paragraph 7 has", "Claim", 0, 12),
            ("Paragraph 9 has", "Claim", 1, 1),
            ("Paragraph 21 has words of its own.\nParagraph 22 has", "Quote", 1, 12),
            ("Paragraph 15 has words of its own.\nParagraph 16 has", "Quote", 2, 2),
            ("Paragraph 15 has", "Claim", 2, 1),
        ];
        for (words, kind, left, touched) in steps {
            select(&page, words).await;
            page.button(kind).await;
            let selected: u32 = page.run(renders, vec![]).await;
            let cards = page.cards().await.len();
            assert_eq!(selected - before, left, "selecting “{words}”");
            page.press(kind).await;
            page.until_cards(cards + 1).await;
            let after: u32 = page.run(renders, vec![]).await;
            assert_eq!(after - selected, touched, "tagging “{words}”");
            before = after;
        }
        Ok(())
    });
}

#[test]
fn text_and_list_lead_to_each_other() {
    visit("both-ways", |page| async move {
        let story: Vec<_> =
            (1..=60).map(|number| format!("Paragraph {number} has words of its own.")).collect();
        page.begin(&story.join("\n\n")).await;
        page.tag("Paragraph 2 has", "Claim").await;
        page.tag("Paragraph 58 has", "Quote").await;
        page.tag("58 has", "Claim").await;
        let in_view = |selector: &str| {
            format!(
                "(() => {{ const box = document.querySelector({}).getBoundingClientRect(); const frame = \
                 document.querySelector('.reader').getBoundingClientRect(); return box.top >= frame.top && box.bottom <= frame.bottom; }})()",
                json!(selector)
            )
        };
        page.element("li[data-annotation]:first-child .words").await.click().await?;
        page.until("the first highlight to be in view", &in_view("mark[data-kinds='claim']")).await;
        page.until(
            "it to be marked as current",
            "document.querySelector('mark.current').textContent === 'Paragraph 2 has'",
        )
        .await;

        // Where highlights overlap, pressing again goes on to the one below.
        page.run::<bool>("document.querySelector('mark[data-kinds=\"claim quote\"]').scrollIntoView({ block: 'center' }); return true;", vec![]).await;
        let current = "document.querySelector('.card.current .chip')?.textContent";
        let mark = page.element("mark[data-kinds='claim quote']").await;
        mark.click().await?;
        page.until("the inner one to be current", &format!("{current} === 'Claim'")).await;
        page.until("a toolbar at it", "document.querySelector('[role=toolbar]')").await;
        page.element("mark[data-kinds='claim quote']").await.click().await?;
        page.until("the outer one to be current", &format!("{current}.startsWith('Quote')")).await;
        page.press("Remove").await;
        page.until_cards(2).await;
        assert_eq!(page.drawn().await, "claim(Paragraph 2 has) claim(58 has)");
        Ok(())
    });
}

#[test]
fn notes_labels_and_kinds_are_changed_on_the_card() {
    visit("card", |page| async move {
        page.begin(STORY).await;
        page.tag("costs had doubled", "Claim").await;
        page.element("[id^=note-]").await.send_keys("since 2022? 👍").await?;
        page.element("input[id^='label-']").await.send_keys("  money  ").await?;
        page.keys(ascribe_browser_tests::Key::Enter + "").await;
        page.button("Remove label money").await;
        page.press("Change to quote").await;
        page.until("the mark to be a quote", "document.querySelector('mark[data-kinds=quote]')").await;
        page.until_saved().await;
        page.reload().await;
        page.until_cards(1).await;
        page.until("note and label on the card", "document.querySelector('.card .note').textContent === 'since 2022? 👍' && document.querySelector('.card .label').textContent === 'money'").await;
        let file: serde_json::Value = serde_json::from_str(&page.export().await)?;
        let annotation = &file["annotations"][0];
        assert_eq!(annotation["kind"], "quote");
        assert_eq!(annotation["labels"], json!(["money"]));
        assert_eq!(annotation["note"], "since 2022? 👍");
        Ok(())
    });
}

/// Selects words by script, for scripts whose ends a mouse reaches only with luck.
async fn select(page: &Page, words: &str) {
    let script = r"
        const walker = document.createTreeWalker(document.getElementById('article'), NodeFilter.SHOW_TEXT);
        let all = '', nodes = [], last = null;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const paragraph = node.parentElement.closest('[data-start]');
            if (last && paragraph !== last) all += '\n';
            last = paragraph; nodes.push([all.length, node]); all += node.data;
        }
        const from = all.indexOf(arguments[0]), to = from + arguments[0].length;
        const holder = (at, isEnd) => nodes.findLast(([start]) => isEnd ? start < at : start <= at);
        const [a, b] = [holder(from, false), holder(to, true)];
        getSelection().setBaseAndExtent(a[1], from - a[0], b[1], to - b[0]);
        return from >= 0;
    ";
    assert!(page.run::<bool>(script, vec![json!(words)]).await, "“{words}” is in the article");
    page.element("[role=toolbar]").await;
}

/// Each paragraph shows exactly the text between its offsets, whatever marks lie in it.
async fn check_text(page: &Page) {
    let stored = page.stored().await;
    let text = stored
        .iter()
        .find(|(key, _)| key.starts_with("a1.t."))
        .map(|(_, text)| text.clone())
        .unwrap_or_default();
    let points: Vec<char> = text.chars().collect();
    let paragraphs = page.paragraphs().await;
    assert!(!paragraphs.is_empty());
    for (start, end, shown) in paragraphs {
        let expected: String = points[start as usize..end as usize].iter().collect();
        assert_eq!(shown, expected, "paragraph at {start}");
    }
}

#[test]
fn words_are_found_by_typing_or_pasting_them_and_tagged_without_selecting() {
    visit("find-passage", |page| async move {
        page.begin("The ferry was late.\n\n“We won’t pay twice,” said Ruth Calloway. The ferry left.").await;
        page.keys("f").await;
        page.until("the field", "document.activeElement?.tagName === 'TEXTAREA'").await;
        page.keys("the ferry").await;
        let told =
            |words: &str| format!("document.querySelector('dialog [aria-live]')?.textContent === '{words}'");
        page.until("both places", &told("Found in 2 places")).await;
        page.keys(Key::Down + Key::Enter).await;
        page.until_cards(1).await;
        page.keys("f").await;
        page.until("the field", "document.activeElement?.tagName === 'TEXTAREA'").await;
        // With the signs of another keyboard.
        page.keys("\"We won't pay twice,\"").await;
        page.until("the place", &told("Found in one place")).await;
        page.keys(Key::Enter + "").await;
        page.until_cards(2).await;
        let export = page.export().await;
        let file: serde_json::Value = serde_json::from_str(&export).expect("it is JSON");
        let drawn: Vec<_> = file["annotations"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| {
                let start = &one["target"][0]["codePoints"]["start"];
                format!("{} {start} {}", one["kind"].as_str().expect("it has one"), one["target"][0]["exact"])
            })
            .collect();
        assert_eq!(drawn, ["quote 21 \"“We won’t pay twice,”\"", "claim 64 \"The ferry\""], "{export}");
        Ok(())
    });
}
