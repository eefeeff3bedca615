//! Who said what, from paste to export: by keys alone, and by mouse; and the ways back.

use ascribe_browser_tests::{Key, Page, visit};
use serde_json::{Value, json};

use crate::journey::check_slices;

const STORY: &str = "Bridge delayed again\n\n\
    Mayor Ruth Calloway opened the meeting. “We won the vote,” she said, “and it cost 84 million.” Nobody cheered.\n\n\
    “The bridge opens in May.\n\n\
    “Nobody pays a toll,” said Tomas Oyelaran, an engineer.\n\n\
    The bridge cost 130 million. It rained.";

/// What the card that the person is at shows: the values of the fields by the start of their ids.
async fn field(page: &Page, prefix: &str) -> String {
    let script =
        "return document.querySelector(`.card.current [id^='${arguments[0]}-']`)?.value ?? 'no field';";
    page.run(script, vec![json!(prefix)]).await
}

async fn until_field(page: &Page, prefix: &str, value: &str) {
    let what = format!("the field {prefix} to hold {value:?}");
    let is_it =
        format!("document.querySelector(`.card.current [id^='{prefix}-']`)?.value === {}", json!(value));
    page.until(&what, &is_it).await;
}

async fn until_focus(page: &Page, prefix: &str) {
    let what = format!("the field {prefix} to have the focus");
    page.until(&what, &format!("document.activeElement.id.startsWith('{prefix}')")).await;
}

/// An export without the moment of exporting.
fn content(json: &str) -> String {
    json.lines()
        .filter(|line| !line.trim_start().starts_with("\"exportedAt\""))
        .collect::<Vec<_>>()
        .join("\n")
}

async fn back_and_forth(page: &Page, annotations: usize) {
    let before = content(&page.export().await);
    let is_off = |name: &str| format!("document.querySelector('button[aria-label={name}]').disabled");
    let mut steps = 0;
    while !page.run::<bool>(&format!("return {};", is_off("Undo")), vec![]).await {
        page.chord(&[Key::Control], "z").await;
        steps += 1;
        assert!(steps < 200, "undo comes to an end");
    }
    page.until_cards(0).await;
    let empty: Value = serde_json::from_str(&page.export().await).expect("an export is JSON");
    assert_eq!(
        (&empty["annotations"], &empty["sources"]),
        (&json!([]), &json!([])),
        "nothing is left behind"
    );
    for _ in 0..steps {
        page.chord(&[Key::Control], "y").await;
    }
    page.until_cards(annotations).await;
    page.until("redo to be at its end", &is_off("Redo")).await;
    assert_eq!(content(&page.export().await), before, "redo leads to the same file, to the byte");
}

#[test]
fn a_story_is_attributed_by_keys_alone() {
    visit("attributed-by-keys", |page| async move {
        page.until("the paste box to have the focus", "document.activeElement.ariaLabel === 'Article text'")
            .await;
        page.paste_as("text/plain", STORY).await;
        page.chord(&[Key::Control], Key::Enter + "").await;
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;

        // A split quote: over the headline and a sentence, then the first words with their marks.
        page.keys(Key::Down + Key::Down + Key::Right).await;
        page.chord(&[Key::Shift, Key::Control], Key::Right + Key::Right + Key::Right + Key::Right).await;
        page.chord(&[Key::Shift], Key::Right + Key::Right).await;
        page.until("a toolbar", "document.querySelector('[role=toolbar]')").await;
        page.keys("q").await;
        page.until_cards(1).await;
        assert_eq!(page.cards().await, ["Quote: “We won the vote,”"]);
        until_field(&page, "speaker", "Ruth Calloway").await;
        assert_eq!(field(&page, "cue").await, "said");
        assert_eq!(field(&page, "role").await, "Mayor");
        // Its other half, after "she said, ".
        page.chord(&[Key::Control], Key::Right + Key::Right).await;
        page.keys(Key::Right + Key::Right).await;
        page.chord(&[Key::Shift], Key::Down + "").await;
        page.until("words to be selected", "getSelection().toString().endsWith('million.”')").await;
        page.keys("p").await;
        page.until("two parts", "document.querySelector('.card.current .parts li:nth-child(2)')").await;
        assert_eq!(page.cards().await, ["Quote: “We won the vote,” … “and it cost 84 million.”"]);
        // The proposal is right: one key.
        page.keys(Key::Enter + "").await;
        page.until("the proposal to be taken", "!document.querySelector('.proposal')").await;

        // A claim inside it: its claimant is whom is quoted.
        page.chord(&[Key::Control], Key::Left + Key::Left + Key::Left + Key::Left).await;
        page.chord(&[Key::Shift, Key::Control], Key::Right + Key::Right + Key::Right + Key::Right).await;
        page.keys("c").await;
        page.until_cards(2).await;
        until_field(&page, "speaker", "Ruth Calloway").await;
        page.until(
            "the card to say what it lies in",
            "document.querySelector('.card.current .inside')?.textContent === 'Inside a quote by Ruth Calloway'",
        )
        .await;
        // Verdict, type, check-worthiness, in reading order, with Enter from field to field.
        page.keys("v").await;
        until_focus(&page, "verdict-").await;
        page.keys("disp" + Key::Enter).await;
        until_field(&page, "verdict", "disputed").await;
        until_focus(&page, "claim-type-").await;
        page.keys("quan" + Key::Enter).await;
        until_field(&page, "claim-type", "Quantity").await;
        page.until("the first answer to have the focus", "document.activeElement.textContent === 'Yes'")
            .await;
        page.keys(Key::Enter + "").await;
        page.until("it to be pressed", "document.activeElement.ariaPressed === 'true'").await;
        // On to the evidence: Maybe, No, claimant, accept, dismiss, role, cue, wording.
        for _ in 0..8 {
            page.keys(Key::Tab + "").await;
        }
        until_focus(&page, "wording-").await;
        page.keys("The bridge cost 84 million" + Key::Tab).await;
        page.until("the button for evidence", "document.activeElement.textContent === 'Add evidence'").await;
        page.keys(Key::Enter + "").await;
        until_focus(&page, "evidence-").await;
        page.keys("https://example.org/audit" + Key::Enter).await;
        until_focus(&page, "evidence-note-").await;
        page.keys("table four").await;
        page.keys(Key::Escape + "").await;
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
        page.keys(Key::Enter + "").await;
        page.until("the claimant to be taken", "!document.querySelector('.card.current .proposal')").await;

        // A quote that runs over two paragraphs.
        page.chord(&[Key::Control], Key::Down + "").await;
        page.keys(Key::Right + Key::Right).await;
        page.chord(&[Key::Shift, Key::Control], Key::Down + "").await;
        page.chord(&[Key::Shift, Key::Control], Key::Right + Key::Right + Key::Right + Key::Right).await;
        page.chord(&[Key::Shift], Key::Right + Key::Right).await;
        page.keys("q").await;
        page.until_cards(3).await;
        until_field(&page, "speaker", "Tomas Oyelaran").await;
        page.keys(Key::Enter + "").await;
        page.until("the proposal to be taken", "!document.querySelector('.card.current .proposal')").await;

        // A claim of the article's own, and what it contradicts.
        page.chord(&[Key::Control], Key::Down + "").await;
        page.keys(Key::Right + Key::Right).await;
        page.chord(&[Key::Shift], Key::Down + "").await;
        page.keys("c").await;
        page.until_cards(4).await;
        page.keys("l").await;
        page.element("dialog[open]").await;
        page.keys("it cost 84 claim" + Key::Enter).await;
        page.until("the link to be there", "document.querySelector('.card.current .links li')").await;
        page.until("the dialog to be gone", "!document.querySelector('dialog')").await;
        // A speaker who is typed.
        page.keys("s").await;
        until_focus(&page, "speaker-").await;
        page.keys("City auditor" + Key::Enter).await;
        until_field(&page, "speaker", "City auditor").await;
        page.keys(Key::Escape + "").await;
        page.until_saved().await;

        // Out, by keys as well.
        page.keys("e").await;
        page.element("dialog[open]").await;
        for _ in 0..6 {
            if page.run::<bool>("return document.activeElement.textContent === 'Download';", vec![]).await {
                break;
            }
            page.keys(Key::Tab + "").await;
        }
        page.keys(Key::Enter + "").await;
        let (_, json) = page.downloaded().await;
        check_slices(&json)?;
        check_attributions(&json)?;
        back_and_forth(&page, 4).await;
        Ok(())
    });
}

/// What both ways, keys and mouse, lead to.
fn check_attributions(json: &str) -> ascribe_browser_tests::Outcome {
    let file: Value = serde_json::from_str(json)?;
    let annotations = file["annotations"].as_array().ok_or("annotations")?;
    let sources: Vec<_> =
        file["sources"].as_array().ok_or("sources")?.iter().map(|source| &source["name"]).collect();
    assert_eq!(sources, ["Ruth Calloway", "Tomas Oyelaran", "City auditor"]);
    let said: Vec<_> = annotations
        .iter()
        .map(|annotation| {
            let parts = annotation["target"].as_array().map_or(0, Vec::len);
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let (speaker, cue) = (text(&annotation["speaker"]), text(&annotation["cue"]["exact"]));
            format!(
                "{} {parts} {speaker}, {cue}, {}",
                text(&annotation["kind"]),
                text(&annotation["quoteType"])
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "quote 2 Ruth Calloway, said, direct",
            "claim 1 Ruth Calloway, -, -",
            "quote 1 Tomas Oyelaran, said, direct",
            "claim 1 City auditor, -, -",
        ]
    );
    let claim = &annotations[1];
    assert_eq!(claim["verdict"], "disputed");
    assert_eq!(claim["claimType"], "quantity");
    assert_eq!(claim["checkWorthiness"], "yes");
    assert_eq!(claim["wording"], "The bridge cost 84 million");
    let evidence =
        json!([{ "url": "https://example.org/audit", "stance": "supports", "note": "table four" }]);
    assert_eq!(claim["evidence"], evidence);
    let link = json!([{ "type": "contradicts", "to": claim["id"] }]);
    assert_eq!(annotations[3]["relations"], link);
    Ok(())
}

/// Takes the first line of the list that a combobox shows and that begins with a name, with the mouse.
async fn choose(page: &Page, prefix: &str, name: &str) {
    let input = page.element(&format!(".card.current input[id^='{prefix}-']")).await;
    input.click().await.expect("the field can be pressed");
    let path = format!("//ul[@role='listbox']/li[starts-with(normalize-space(.), \"{name}\")]");
    page.at(&path).await.click().await.expect("it can be pressed");
    until_field(page, prefix, name).await;
}

async fn type_into(page: &Page, selector: &str, words: &str) {
    let input = page.element(selector).await;
    input.click().await.expect("the field can be pressed");
    page.keys(words).await;
}

#[test]
fn a_story_is_attributed_by_mouse() {
    visit("attributed-by-mouse", |page| async move {
        page.begin(STORY).await;
        page.tag("“We won the vote,”", "Quote").await;
        until_field(&page, "speaker", "Ruth Calloway").await;
        page.drag_over("“and it cost 84 million.”").await;
        page.press("Add part").await;
        page.until("two parts", "document.querySelector('.card.current .parts li:nth-child(2)')").await;
        page.press("Accept").await;
        page.until("the proposal to be taken", "!document.querySelector('.proposal')").await;

        page.tag("it cost 84 million", "Claim").await;
        page.press("Accept").await;
        choose(&page, "verdict", "disputed").await;
        choose(&page, "claim-type", "Quantity").await;
        page.press("Yes").await;
        type_into(&page, ".card.current [id^=wording-]", "The bridge cost 84 million").await;
        page.press("Add evidence").await;
        until_focus(&page, "evidence-").await;
        page.keys("https://example.org/audit").await;
        type_into(&page, ".card.current [id^=evidence-note-]", "table four").await;

        page.tag("“The bridge opens in May.\n“Nobody pays a toll,”", "Quote").await;
        page.press("Accept").await;
        page.tag("The bridge cost 130 million.", "Claim").await;
        page.press("Link to…").await;
        let target =
            "//dialog//li[@role='option'][contains(., 'it cost 84 million')][contains(@class, 'claim')]";
        page.at(target).await.click().await?;
        page.until("the link to be there", "document.querySelector('.card.current .links li')").await;
        type_into(&page, ".card.current [id^=speaker-]", "City auditor").await;
        page.at("//ul[@role='listbox']/li[starts-with(., 'City auditor')]").await.click().await?;
        until_field(&page, "speaker", "City auditor").await;
        page.until_saved().await;
        let json = page.export().await;
        check_slices(&json)?;
        check_attributions(&json)?;
        back_and_forth(&page, 4).await;
        // What is kept is the same.
        let before = content(&page.export().await);
        page.until_saved().await;
        page.reload().await;
        page.until_cards(4).await;
        assert_eq!(content(&page.export().await), before);
        Ok(())
    });
}

#[test]
fn a_wrong_proposal_is_dismissed_with_its_source() {
    visit("dismissed", |page| async move {
        page.begin(STORY).await;
        page.tag("“Nobody pays a toll,”", "Quote").await;
        until_field(&page, "speaker", "Tomas Oyelaran").await;
        page.press("Dismiss the proposal").await;
        until_field(&page, "speaker", "").await;
        let file: Value = serde_json::from_str(&page.export().await)?;
        assert_eq!(file["sources"], json!([]), "a name that nobody took leaves no row");
        // A cue that is not there is said, and kept in the field until it is mended.
        type_into(&page, ".card.current [id^=cue-]", "murmured").await;
        page.keys(Key::Tab + "").await;
        page.until("a problem", "document.querySelector('.cue .problem')").await;
        assert_eq!(field(&page, "cue").await, "murmured");
        type_into(&page, ".card.current [id^=cue-]", "").await;
        page.chord(&[Key::Control], "a").await;
        page.keys("said" + Key::Tab).await;
        until_field(&page, "cue", "said").await;
        page.until("no problem", "!document.querySelector('.cue .problem')").await;
        Ok(())
    });
}

#[test]
fn edges_move_by_keys_and_by_mouse() {
    visit("edges", |page| async move {
        page.begin(STORY).await;
        page.tag("bridge cost 130", "Claim").await;
        let id: String = page.run("return document.querySelector('mark').dataset.annotations;", vec![]).await;
        page.keys("b").await;
        until_focus(&page, "edge-").await;
        page.chord(&[Key::Control], Key::Right + "").await;
        page.until("a word more", "document.querySelector('mark').textContent === 'bridge cost 130 million'")
            .await;
        page.keys(Key::Left + "").await;
        page.until(
            "a letter less",
            "document.querySelector('mark').textContent === 'bridge cost 130 millio'",
        )
        .await;
        page.keys(Key::Down + "").await;
        page.until(
            "the sentence",
            "document.querySelector('mark').textContent === 'bridge cost 130 million.'",
        )
        .await;
        page.chord(&[Key::Shift], Key::Tab + "").await;
        page.keys(Key::Up + "").await;
        page.until(
            "its start",
            "document.querySelector('mark').textContent === 'The bridge cost 130 million.'",
        )
        .await;
        page.keys(Key::Escape + "").await;
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
        // The moves that follow each other are one step, as typing is.
        page.chord(&[Key::Control], "z").await;
        page.until("the first words", "document.querySelector('mark').textContent === 'bridge cost 130'")
            .await;

        // By mouse: the end is dragged to the end of the paragraph.
        #[derive(serde::Deserialize)]
        struct Place {
            from: [f64; 2],
            to: [f64; 2],
        }
        let place: Place = page
            .run(
                "const box = (e) => e.getBoundingClientRect(), h = box(document.querySelector('.handle.at-end'));
                 const p = [...document.querySelectorAll('#article p')].at(-1), r = document.createRange();
                 r.selectNodeContents(p); const all = r.getClientRects(), last = all[all.length - 1];
                 return { from: [h.left + h.width / 2, h.bottom + 5], to: [last.right - 2, last.top + last.height / 2] };",
                vec![],
            )
            .await;
        #[expect(clippy::cast_possible_truncation, reason = "places on a screen are small")]
        let [from, to] = [place.from, place.to].map(|[x, y]| (x.round() as i64, y.round() as i64));
        page.driver()
            .action_chain()
            .move_to(from.0, from.1)
            .click_and_hold()
            .move_to(i64::midpoint(from.0, to.0), to.1)
            .move_to(to.0, to.1)
            .release()
            .perform()
            .await?;
        page.until(
            "the end to be there",
            "document.querySelector('mark').textContent.startsWith('bridge cost 130 million. It rained')",
        )
        .await;
        let same: String =
            page.run("return document.querySelector('mark').dataset.annotations;", vec![]).await;
        assert_eq!(same, id, "the annotation is the same one");
        Ok(())
    });
}

#[test]
fn an_annotation_is_split_and_joined() {
    visit("split-and-join", |page| async move {
        page.begin(STORY).await;
        page.tag("The bridge cost 130 million. It rained.", "Claim").await;
        page.keys("n").await;
        until_focus(&page, "note-").await;
        page.keys("two things" + Key::Escape).await;
        // The text cursor goes between the two sentences: back to the start of the second one.
        page.keys(Key::Up + "").await;
        page.press("Split").await;
        page.until_cards(2).await;
        assert_eq!(page.cards().await, ["Claim: The bridge cost 130 million.", "Claim: It rained."]);
        let notes: Vec<String> = page
            .run(
                "return JSON.parse(arguments[0]).annotations.map((a) => a.note);",
                vec![json!(page.export().await)],
            )
            .await;
        assert_eq!(notes, ["two things", "two things"], "both halves keep the fields");
        // Choose both in the list and join them again.
        page.keys("mjm").await;
        page.until("two to be chosen", "document.querySelector('.bulk b')?.textContent === '2 chosen'").await;
        page.press("Join").await;
        page.until_cards(1).await;
        assert_eq!(page.cards().await, ["Claim: The bridge cost 130 million. … It rained."]);
        back_and_forth(&page, 1).await;
        Ok(())
    });
}

#[test]
fn overlapping_annotations_are_reached_by_a_key_and_a_menu() {
    visit("stack", |page| async move {
        page.begin(STORY).await;
        page.tag("bridge cost 130 million", "Claim").await;
        page.tag("cost 130", "Quote").await;
        page.tag("130 million. It", "Claim").await;
        let current = "document.querySelector('.card.current .words').textContent";
        let mut seen = Vec::new();
        for _ in 0..3 {
            let before: String = page.run(&format!("return {current};"), vec![]).await;
            seen.push(before.clone());
            page.keys("o").await;
            page.until("the next one", &format!("{current} !== {}", json!(before))).await;
        }
        seen.sort();
        assert_eq!(seen, ["130 million. It", "bridge cost 130 million", "cost 130"]);
        // The mouse finds all of them at the words where they meet.
        page.run::<bool>(
            "[...document.querySelectorAll('mark')].find((m) => m.dataset.annotations.split(' ').length === 3).click(); return true;",
            vec![],
        )
        .await;
        page.until("the menu", "document.querySelectorAll('.stack button').length === 3").await;
        page.run::<bool>("document.querySelectorAll('.stack button')[0].click(); return true;", vec![]).await;
        page.until("the first of them", &format!("{current} === 'bridge cost 130 million'")).await;
        Ok(())
    });
}

#[test]
fn the_filter_shows_some_and_says_how_many() {
    visit("conditions", |page| async move {
        page.begin(STORY).await;
        page.tag("“We won the vote,”", "Quote").await;
        page.tag("The bridge cost 130 million.", "Claim").await;
        page.keys("v").await;
        until_focus(&page, "verdict-").await;
        page.keys("refu" + Key::Enter).await;
        until_field(&page, "verdict", "refuted").await;
        page.keys(Key::Escape + "").await;
        page.tag("It rained.", "Claim").await;
        page.keys(Key::Escape + Key::Escape).await;
        page.press("Conditions").await;
        let set = |name: &'static str, option: &'static str| {
            format!(
                "const s = document.querySelector('select[aria-label={}]'); s.value = {}; s.dispatchEvent(new Event('change', {{ bubbles: true }})); return true;",
                json!(name),
                json!(option)
            )
        };
        page.run::<bool>(&set("Verdict", "refuted"), vec![]).await;
        page.until_cards(1).await;
        page.until(
            "the count",
            "document.querySelector('.list-head').textContent.startsWith('1 of 3 shown')",
        )
        .await;
        assert_eq!(page.marks().await.len(), 3, "what is hidden in the list is still in the text");
        page.press("Remove condition Verdict: refuted").await;
        page.until_cards(3).await;
        page.run::<bool>(&set("Speaker", "Ruth Calloway"), vec![]).await;
        page.until_cards(1).await;
        assert_eq!(page.cards().await, ["Quote: “We won the vote,”"]);
        // J and K stay with what is shown.
        page.keys("jj").await;
        page.until("the quote to be current", "document.querySelector('.card.current.quote')").await;
        page.press("Show all").await;
        page.until_cards(3).await;
        Ok(())
    });
}

#[test]
fn every_occurrence_is_tagged_as_one_step() {
    visit("tag-all", |page| async move {
        page.begin(STORY).await;
        page.drag_over("bridge").await;
        page.keys("a").await;
        page.until("all places", "document.querySelectorAll('.occurrences li').length === 3").await;
        page.press("Tag 3 claims").await;
        page.until_cards(3).await;
        assert_eq!(page.drawn().await, "claim(Bridge) claim(bridge) claim(bridge)");
        page.chord(&[Key::Control], "z").await;
        page.until_cards(0).await;
        // Every selection is tagged at once.
        page.keys("t").await;
        page.until("the mode to be shown", "document.querySelector('.mode.on')").await;
        page.drag_nth("It rained", 0).await;
        page.until_cards(1).await;
        assert_eq!(page.cards().await, ["Quote: It rained"]);
        page.reload().await;
        page.until("the mode to be kept", "document.querySelector('.mode.on')").await;
        Ok(())
    });
}

#[test]
fn many_are_changed_at_once() {
    visit("bulk", |page| async move {
        page.begin(STORY).await;
        for words in ["It rained.", "The bridge cost 130 million.", "Nobody cheered."] {
            page.tag(words, "Claim").await;
        }
        page.keys("m").await;
        page.press("Choose all shown").await;
        page.until("three to be chosen", "document.querySelector('.bulk b')?.textContent === '3 chosen'")
            .await;
        type_into(&page, "#bulk-verdict", "supp").await;
        page.keys(Key::Enter + "").await;
        page.until("three verdicts", "document.querySelectorAll('.verdict.good').length === 3").await;
        type_into(&page, "#bulk-speaker", "Weather desk").await;
        page.keys(Key::Enter + "").await;
        page.until(
            "three speakers",
            "document.querySelectorAll('.card .said b').length === 2 && document.querySelector('.card.current [id^=speaker-]').value === 'Weather desk'",
        )
        .await;
        page.press("Make quotes").await;
        page.until("three quotes", "document.querySelectorAll('.card.quote').length === 3").await;
        back_and_forth(&page, 3).await;
        page.keys("m").await;
        page.press("Choose all shown").await;
        page.press("Remove all").await;
        page.until_cards(0).await;
        page.chord(&[Key::Control], "z").await;
        page.until("three quotes again", "document.querySelectorAll('.card.quote').length === 3").await;
        Ok(())
    });
}

#[test]
fn sources_are_renamed_merged_and_split() {
    visit("sources", |page| async move {
        page.begin(STORY).await;
        page.tag("“We won the vote,”", "Quote").await;
        page.tag("“and it cost 84 million.”", "Quote").await;
        page.tag("“Nobody pays a toll,”", "Quote").await;
        page.keys("2").await;
        page.until("two sources", "document.querySelectorAll('.source').length === 2").await;
        page.press("Ruth Calloway").await;
        let name = page.element("[id^=source-name-]").await;
        name.clear().await?;
        name.send_keys("Mayor Calloway").await?;
        page.until("the new name", "document.querySelector('.source-name').textContent === 'Mayor Calloway'")
            .await;
        // Split one of her two quotes off, then take that back by merging.
        page.run::<bool>("document.querySelector('.theirs input').click(); return true;", vec![]).await;
        page.press("Split off the chosen").await;
        page.until("three sources", "document.querySelectorAll('.source').length === 3").await;
        page.press("Mayor Calloway").await;
        page.run::<bool>(
            "for (const s of document.querySelectorAll('.source')) if (s.textContent.includes('Mayor Calloway')) s.querySelector('.check').click(); return true;",
            vec![],
        )
        .await;
        page.until(
            "the question",
            "document.querySelector('.bulk')?.textContent.includes('one and the same')",
        )
        .await;
        page.run::<bool>("document.querySelector('.bulk button').click(); return true;", vec![]).await;
        page.until("two sources again", "document.querySelectorAll('.source').length === 2").await;
        let file: Value = serde_json::from_str(&page.export().await)?;
        let speakers: Vec<_> = file["annotations"]
            .as_array()
            .ok_or("annotations")?
            .iter()
            .map(|a| a["speaker"].clone())
            .collect();
        assert_eq!(speakers[0], speakers[1], "both quotes are one person's again");
        assert_eq!(speakers[2], "Tomas Oyelaran");
        // The plot has its table.
        let rows: usize =
            page.run("return document.querySelectorAll('.data tbody tr').length;", vec![]).await;
        assert_eq!(rows, 2);
        back_and_forth(&page, 3).await;
        Ok(())
    });
}

#[test]
fn figures_that_disagree_stand_side_by_side() {
    visit("figures", |page| async move {
        page.begin(STORY).await;
        page.tag("it cost 84 million", "Claim").await;
        page.tag("The bridge cost 130 million.", "Claim").await;
        page.keys("3").await;
        page.until("a group that differs", "document.querySelector('.figure-group.differ')").await;
        let figures: Vec<String> = page
            .run("return [...document.querySelectorAll('.figure-group.differ .figure')].map((f) => f.textContent);", vec![])
            .await;
        assert_eq!(figures, ["84 million", "130 million"]);
        page.press("130 million").await;
        page.until(
            "its claim to be current",
            "document.querySelector('mark.current')?.textContent.includes('130')",
        )
        .await;
        Ok(())
    });
}

#[test]
fn a_scale_of_ones_own_is_offered_here_and_in_new_articles() {
    visit("scale", |page| async move {
        page.begin(STORY).await;
        page.press("Bridge delayed again").await;
        let field = page.element("#detail-verdicts").await;
        field.clear().await?;
        field.send_keys("open\nTrue\nHalf true\nFalse").await?;
        page.press("Save details").await;
        page.tag("It rained.", "Claim").await;
        page.until("the first value", "document.querySelector('.verdict')?.textContent === 'open'").await;
        choose(&page, "verdict", "Half true").await;
        page.until_saved().await;
        page.press("Ascribe: all articles").await;
        page.begin("Another story\n\nIt snowed.").await;
        page.tag("It snowed.", "Claim").await;
        choose(&page, "verdict", "False").await;
        let file: Value = serde_json::from_str(&page.export().await)?;
        assert_eq!(file["document"]["verdicts"], json!(["open", "True", "Half true", "False"]));
        assert_eq!(file["annotations"][0]["verdict"], "False");
        Ok(())
    });
}
