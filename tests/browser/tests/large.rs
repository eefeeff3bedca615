//! Many annotations: the list stays quick by holding what is near the view, and loses nothing.

use ascribe_browser_tests::{Key, visit};

#[test]
fn a_long_list_holds_what_is_near_and_reaches_the_rest() {
    visit("long-list", |page| async move {
        let story: Vec<_> =
            (0..400).map(|number| format!("Line {number} says that the ferry was late.")).collect();
        page.begin(&story.join("\n\n")).await;
        page.drag_over("ferry").await;
        page.keys("a").await;
        page.until("all places", "document.querySelectorAll('.occurrences li').length === 400").await;
        page.keys(Key::Enter + "").await;
        page.until(
            "the number on the tab",
            "document.querySelector('#tab-annotations .number').textContent === '400'",
        )
        .await;
        let there = "document.querySelectorAll('li[data-annotation]').length";
        page.until("only a part of the list", &format!("{there} > 5 && {there} < 200")).await;
        let sizes: Vec<String> = page
            .run(
                "return [...new Set([...document.querySelectorAll('li[data-annotation]')].map((li) => li.ariaSetSize))];",
                vec![],
            )
            .await;
        assert_eq!(sizes, ["400"], "each entry says how many there are");

        // Whatever is gone to is there, and in view: the last one, which tagging went to, and the first one.
        let current = "document.querySelector('.card.current')";
        page.until("the last one to be current", &format!("{current}?.ariaPosInSet === '400'")).await;
        let in_view = format!(
            "(() => {{ const box = {current}.querySelector('.words').getBoundingClientRect(), frame = \
             document.querySelector('.panel-body').getBoundingClientRect(); \
             return box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1; }})()"
        );
        page.until("it to be in view", &in_view).await;
        page.keys(Key::Escape + "").await;
        page.keys("j").await;
        page.until("the first one to be current", &format!("{current}?.ariaPosInSet === '1'")).await;
        page.until("it to be in view", &in_view).await;

        // Scrolling brings the rest, from the first to the last.
        page.run::<bool>(
            "window.seen = new Set(); window.look = () => document.querySelectorAll('li[data-annotation]').forEach((li) => seen.add(li.ariaPosInSet)); return true;",
            vec![],
        )
        .await;
        page.until(
            "every entry to have been there",
            "(look(), document.querySelector('.panel-body').scrollBy(0, 600), seen.size === 400)",
        )
        .await;
        // The filter finds what is not in the document.
        page.keys("/").await;
        page.keys("nothing like it").await;
        page.until("one or none to be left", &format!("{there} <= 1")).await;
        page.press("Show all").await;
        page.until("the list again", &format!("{there} > 5")).await;
        // One undo step.
        page.keys(Key::Escape + "").await;
        page.chord(&[Key::Control], "z").await;
        page.until_cards(0).await;
        Ok(())
    });
}

#[test]
fn highlights_far_down_are_there_whenever_they_are_in_view() {
    visit("far-highlights", |page| async move {
        let story: Vec<_> =
            (1..=240).map(|number| format!("Paragraph {number} says that the ferry was late.")).collect();
        page.begin(&story.join("\n\n")).await;
        for number in [100, 200] {
            page.tag(&format!("Paragraph {number} says"), "Claim").await;
        }
        page.until_saved().await;
        page.reload().await;
        page.element("#article [data-start]").await;
        // To each by key, and back to the first by scrolling alone.
        for number in [100, 200] {
            page.keys("j").await;
            let current =
                format!("document.querySelector('mark.current')?.textContent === 'Paragraph {number} says'");
            page.until("the highlight that was gone to", &current).await;
        }
        let mark = |number: u32| {
            format!(
                "[...document.querySelectorAll('#article mark')].some((mark) => mark.textContent === 'Paragraph {number} says')"
            )
        };
        page.run::<bool>(
            "[...document.querySelectorAll('#article p')][99].scrollIntoView({ block: 'center' }); return true;",
            vec![],
        )
        .await;
        page.until("the first highlight, once it is in view", &mark(100)).await;
        page.keys(Key::Escape + "").await;
        page.run::<bool>(
            "[...document.querySelectorAll('#article p')][199].scrollIntoView({ block: 'center' }); return true;",
            vec![],
        )
        .await;
        page.until("the second one, although nobody is at it", &mark(200)).await;
        Ok(())
    });
}
