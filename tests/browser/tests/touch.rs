//! The page in the hand: a small screen and a finger.

use ascribe_browser_tests::{Key, Page, Point, visit};
use serde_json::json;

const STORY: &str = "Harbour news\n\nThe council met on Monday. “We will build the bridge,” said Ines Okafor. It rained all day.\n\nThe work begins in May. Nobody objected to it.\n";

/// The words that the browser has selected.
const SELECTED: &str = "getSelection().toString()";

async fn sheet_is(page: &Page, height: &str) {
    page.until(&format!("the sheet to be {height}"), &format!("document.querySelector('.panel.{height}')"))
        .await;
}

/// Takes the page in hand with a story whose first sentence is tagged as a quote, by taps.
async fn begin_with_a_quote(page: &Page) {
    page.take_in_hand().await;
    page.begin(STORY).await;
    let place = page.middle_of_words("bridge").await;
    page.tap_at(place).await;
    page.tap_button("Quote").await;
    page.until_cards(1).await;
}

#[test]
fn a_story_is_tagged_with_a_finger() {
    visit("touch", |page| async move {
        page.take_in_hand().await;
        page.begin(STORY).await;

        // A tap offers the sentence; a second one elsewhere lets go.
        let place = page.middle_of_words("bridge").await;
        page.tap_at(place).await;
        let sentence = "“We will build the bridge,” said Ines Okafor.";
        page.until("the sentence to be selected", &format!("{SELECTED} === '{sentence}'")).await;
        page.until(
            "the toolbar to say the words and to stand between the article and the sheet",
            "(() => { const box = (s) => document.querySelector(s)?.getBoundingClientRect(), bar = box('.toolbar'), sheet = box('.panel');
              return bar && bar.bottom <= sheet.top && bar.bottom > sheet.top - 40 && bar.left >= 0 && bar.right <= innerWidth
                && document.querySelector('.tools-words').textContent.startsWith('“We will build'); })()",
        )
        .await;
        let elsewhere = page.middle_of_words("begins in May").await;
        page.tap_at(elsewhere).await;
        page.until(
            "nothing to be selected",
            &format!("{SELECTED} === '' && !document.querySelector('.toolbar')"),
        )
        .await;

        page.tap_at(place).await;
        page.tap_button("Quote").await;
        page.until_cards(1).await;
        assert_eq!(page.drawn().await, format!("quote({sentence})"));
        sheet_is(&page, "low").await;

        // Its card is opened by a tap on the highlight, which stays in view.
        page.tap_on("mark").await;
        sheet_is(&page, "half").await;
        page.until(
            "the highlight to be above the sheet",
            "(() => { const mark = document.querySelector('mark').getBoundingClientRect();
              return mark.bottom <= document.querySelector('.panel').getBoundingClientRect().top; })()",
        )
        .await;
        page.tap_on("[id^=speaker-]").await;
        page.until("the field to have the focus", "document.activeElement.id.startsWith('speaker-')").await;
        page.keys("Mara Ellison\n").await;
        page.until(
            "the card to name the speaker",
            "document.querySelector('[id^=speaker-]')?.value === 'Mara Ellison'",
        )
        .await;

        // The handle is as large as a finger, and the edge follows it, above or below the line.
        let large = "['width', 'height'].every((side) => parseFloat(getComputedStyle(document.querySelector('.handle.at-end'), '::after')[side]) >= 44)";
        page.until("the handle to be large", large).await;
        let script = "const h = document.querySelector('.handle.at-end').getBoundingClientRect(), words = document.querySelector('mark').firstChild, range = document.createRange();
            const at = words.data.indexOf('said') + 1; range.setStart(words, at); range.setEnd(words, at + 1);
            const letter = range.getBoundingClientRect(), knob = h.bottom + 12, lift = knob - (h.top + h.height / 2);
            return [[h.left + h.width / 2, knob], [letter.left + 1, letter.top + letter.height / 2 + lift]];";
        let [knob, to]: [Point; 2] = page.run(script, vec![]).await;
        page.draw(knob, to).await;
        page.until(
            "the edge to be in the words",
            "!document.querySelector('mark').textContent.includes('Ines')",
        )
        .await;
        let shorter = page.drawn().await;
        assert!(shorter.starts_with("quote(“We will build the bridge,” s"), "{shorter}");

        // Undo, and the file.
        page.tap_button("Undo").await;
        let whole = format!(
            "[...document.querySelectorAll('mark')].map((mark) => mark.textContent).join('') === '{sentence}'"
        );
        page.until("the edge to be back", &whole).await;
        page.until_saved().await;

        page.tap_button("Export JSON").await;
        let (_, json) = page.downloaded().await;
        crate::journey::check_slices(&json)?;
        assert!(json.contains("Mara Ellison"), "{json}");
        Ok(())
    });
}

#[test]
fn the_sheet_is_drawn_pressed_and_moved_by_keys() {
    visit("sheet", |page| async move {
        page.take_in_hand().await;
        page.begin(STORY).await;
        let is_expanded = |is: bool| format!("document.querySelector('#grip').ariaExpanded === '{is}'");
        sheet_is(&page, "low").await;
        page.until("the grip to say so", &is_expanded(false)).await;
        page.until(
            "what is in a low sheet to be out of reach",
            "getComputedStyle(document.querySelector('#panel-body')).visibility === 'hidden'",
        )
        .await;

        page.tap_button("Raise the panel").await;
        sheet_is(&page, "half").await;
        page.until("the grip to say so", &is_expanded(true)).await;
        page.tap_button("Whole height").await;
        sheet_is(&page, "full").await;
        page.tap_button("Lower the panel").await;
        sheet_is(&page, "low").await;

        // By the finger, to where it lets go.
        for (to, height) in [(400.0, "half"), (120.0, "full"), (820.0, "low")] {
            let from = page.middle_of("#grip").await;
            page.draw(from, [from[0], to]).await;
            sheet_is(&page, height).await;
        }

        // By keys, and Escape lowers it.
        page.run::<bool>("document.querySelector('#grip').focus(); return true;", vec![]).await;
        page.keys(Key::Up + Key::Up).await;
        sheet_is(&page, "full").await;
        page.keys(Key::Down + "").await;
        sheet_is(&page, "half").await;
        page.keys(Key::Escape + "").await;
        sheet_is(&page, "low").await;
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;

        // A tab is a way up too.
        page.tap_on("#tab-sources").await;
        sheet_is(&page, "half").await;
        Ok(())
    });
}

#[test]
fn the_on_screen_keyboard_covers_no_field() {
    visit("screen-keyboard", |page| async move {
        begin_with_a_quote(&page).await;
        page.tap_on("mark").await;
        page.tap_on("[id^=speaker-]").await;
        // A browser without a screen has no keyboard: the view is told to be as small as one would leave it.
        let script = "const [height] = arguments;
            for (const [name, value] of [['height', height], ['offsetTop', 0]]) Object.defineProperty(visualViewport, name, { value, configurable: true });
            visualViewport.dispatchEvent(new Event('resize')); return true;";
        page.run::<bool>(script, vec![json!(500)]).await;
        page.until(
            "the field to be above the keyboard and the page to end there",
            "(() => { const field = document.activeElement.getBoundingClientRect();
              return document.activeElement.id.startsWith('speaker-') && field.top >= 0 && field.bottom <= 500
                && document.querySelector('.workspace').getBoundingClientRect().bottom <= 500; })()",
        )
        .await;
        page.run::<bool>(script, vec![json!(844)]).await;
        page.until(
            "the page to have all of the screen",
            "document.querySelector('.workspace').getBoundingClientRect().bottom === 844",
        )
        .await;
        Ok(())
    });
}

#[test]
fn a_word_is_selected_by_holding_the_finger_on_it() {
    visit("long-press", |page| async move {
        page.take_in_hand().await;
        page.begin(STORY).await;
        // A browser on a desk selects nothing when a finger rests; this is what one on a phone does and tells of.
        let hold = "const [words] = arguments, walker = document.createTreeWalker(document.getElementById('article'), NodeFilter.SHOW_TEXT);
            let node = walker.nextNode(); while (!node.data.includes(words)) node = walker.nextNode();
            const tell = (kind) => node.parentElement.dispatchEvent(new PointerEvent(kind, { pointerType: 'touch', pointerId: 7, bubbles: true, cancelable: true }));
            tell('pointerdown');
            const at = node.data.indexOf(words);
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            tell('contextmenu'); tell('pointercancel'); return true;";
        let is_about = |words: &str| {
            format!(
                "{SELECTED} === '{words}' && document.querySelector('.tools-words')?.textContent === '{words}'"
            )
        };
        page.run::<bool>(hold, vec![json!("bridge")]).await;
        page.until("the toolbar to be about the word", &is_about("bridge")).await;
        // The system's own handles draw the selection larger, without a word to the page but the selection's.
        let draw = "const selection = getSelection(); selection.extend(selection.focusNode, selection.focusOffset + 2); return true;";
        page.run::<bool>(draw, vec![]).await;
        page.until("the toolbar to be about more", &is_about("bridge,”")).await;
        page.tap_button("Claim").await;
        page.until_cards(1).await;
        assert_eq!(page.drawn().await, "claim(bridge,”)");
        // A tap offers sentences as before.
        let place = page.middle_of_words("begins in May").await;
        page.tap_at(place).await;
        page.until("the sentence to be selected", &format!("{SELECTED} === 'The work begins in May.'")).await;
        Ok(())
    });
}

#[test]
fn turning_the_phone_keeps_what_one_is_at() {
    visit("turned", |page| async move {
        page.take_in_hand().await;
        page.begin(STORY).await;
        let place = page.middle_of_words("bridge").await;
        page.tap_at(place).await;
        let sentence = "“We will build the bridge,” said Ines Okafor.";
        page.until("the sentence to be selected", &format!("{SELECTED} === '{sentence}'")).await;
        // Beside the words, wholly on the screen, over none of them, and not over the panel.
        let stands = "(() => { const box = (it) => it?.getBoundingClientRect(), bar = box(document.querySelector('.toolbar')), panel = box(document.querySelector('.panel'));
            const words = getSelection().rangeCount && [...getSelection().getRangeAt(0).getClientRects()].filter((line) => line.width > 0);
            return bar && words && bar.left >= 0 && bar.right <= innerWidth && bar.top >= 0 && bar.bottom <= innerHeight
              && (panel.top >= bar.bottom || panel.left >= bar.right) && words.every((line) => line.bottom <= bar.top || line.top >= bar.bottom)
              && words.every((line) => line.top >= 0 && line.bottom <= innerHeight); })()";
        page.until("the toolbar to stand well", stands).await;
        page.turn(844, 390).await;
        page.until("the toolbar to stand well on the turned phone", stands).await;
        assert_eq!(
            page.run::<String>(&format!("return {SELECTED};"), vec![]).await,
            sentence,
            "it is still selected"
        );
        let fits = "document.documentElement.scrollWidth <= innerWidth";
        page.until("nothing to be cut off", fits).await;
        page.turn(390, 844).await;
        page.until("the toolbar to stand well again", stands).await;
        page.tap_button("Quote").await;
        page.until_cards(1).await;
        // The card that is worked on stays open, whichever way the phone is held.
        page.tap_on("mark").await;
        sheet_is(&page, "half").await;
        page.turn(844, 390).await;
        page.until("the card beside the article", "(() => { const box = (it) => document.querySelector(it).getBoundingClientRect(); return box('.panel').left >= box('.reader').right - 1 && box('.card.current').height > 0; })()").await;
        let handle = "(() => { const box = (it) => document.querySelector(it).getBoundingClientRect(), mark = [...document.querySelector('mark').getClientRects()], handle = box('.handle.at-end'); return Math.abs(handle.left + handle.width / 2 - mark.at(-1).right) < 3; })()";
        page.until("the handle at the end of the words", handle).await;
        page.turn(390, 844).await;
        sheet_is(&page, "half").await;
        page.until("the handle at the end of the words", handle).await;
        Ok(())
    });
}

#[test]
fn the_status_line_is_one_line() {
    visit("one-line", |page| async move {
        begin_with_a_quote(&page).await;
        page.until_saved().await;
        let one = "(() => { const foot = document.querySelector('footer'), all = [...foot.children].filter((it) => it.checkVisibility()).map((it) => it.getBoundingClientRect());
            const top = Math.max(...all.map((box) => box.top)), bottom = Math.min(...all.map((box) => box.bottom));
            return all.length > 2 && top < bottom && all.every((box) => box.left >= 0 && box.right <= innerWidth) && foot.getBoundingClientRect().height <= 44 && foot.scrollWidth <= foot.clientWidth; })()";
        page.until("everything in the foot to stand on one line", one).await;
        Ok(())
    });
}
