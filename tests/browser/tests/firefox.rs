//! The main job in Firefox, by keyboard alone, with its own clipboard; and the page without a network.

use ascribe::annotation::Kind;
use ascribe::format::native;
use ascribe_browser_tests::{Key, Page, Site, visit_in_firefox};

const STORY: [&str; 3] = [
    "Bridge delayed again",
    "“We won,” said Mayor Ruth Calloway. It will cost 84 million.",
    "Nobody asked the ferry.",
];

/// Types the story, cuts it out and pastes it, so that it comes from the clipboard, and begins.
async fn begin(page: &Page) {
    page.until("the paste box to have the focus", "document.activeElement.ariaLabel === 'Article text'")
        .await;
    page.keys(STORY.join("\n\n")).await;
    page.chord(&[Key::Control], "a").await;
    page.chord(&[Key::Control], "x").await;
    page.until("the box to be empty", "document.activeElement.value === ''").await;
    page.chord(&[Key::Control], "v").await;
    page.until("the story to be pasted", "document.activeElement.value.includes('ferry.')").await;
    page.chord(&[Key::Control], Key::Enter + "").await;
    page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
}

#[test]
fn from_paste_to_export_by_keyboard_alone() {
    visit_in_firefox("keyboard", None, |page| async move {
        begin(&page).await;
        let texts: Vec<_> = page.paragraphs().await.into_iter().map(|(_, _, text)| text).collect();
        assert_eq!(texts, STORY);

        // Past the headline, then the quotation, word by word.
        page.keys(Key::Down + "").await;
        page.chord(&[Key::Shift, Key::Control], Key::Right + Key::Right).await;
        page.until("a toolbar", "document.querySelector('[role=toolbar]')").await;
        page.keys("q").await;
        page.until_cards(1).await;
        assert_eq!(page.cards().await, ["Quote: “We won"]);

        // Its speaker: the proposal is put away, and another name is written.
        page.keys("s").await;
        page.until("the speaker to have the focus", "document.activeElement.id.startsWith('speaker-')").await;
        page.chord(&[Key::Control], "a").await;
        page.keys("Ada Marwick").await;
        page.keys(Key::Enter + "").await;
        page.until("the next field to have the focus", "document.activeElement.id.startsWith('role-')").await;
        page.keys(Key::Escape + "").await;

        // The next sentence is a claim.
        page.until("the article to have the focus", "document.activeElement.id === 'article'").await;
        page.chord(&[Key::Control], Key::Down + "").await;
        page.chord(&[Key::Shift], Key::Down + "").await;
        page.until("something to be selected", "getSelection().toString() !== ''").await;
        page.keys("c").await;
        page.until_cards(2).await;
        page.chord(&[Key::Control], "z").await;
        page.until_cards(1).await;
        page.chord(&[Key::Control, Key::Shift], "z").await;
        page.until_cards(2).await;

        // From one to the other and back, in the list.
        let current = "document.querySelector('.card.current .words')?.textContent ?? ''";
        page.keys("k").await;
        page.until("the quote to be current", &format!("({current}).includes('We won')")).await;
        page.keys("j").await;
        page.until(
            "the claim to be current",
            &format!("({current}) !== '' && !({current}).includes('We won')"),
        )
        .await;
        page.until_saved().await;

        page.keys("e").await;
        page.element("dialog[open]").await;
        let at_download = "return document.activeElement.textContent === 'Download';";
        for _ in 0..20 {
            if page.run::<bool>(at_download, vec![]).await {
                break;
            }
            page.keys(Key::Tab + "").await;
        }
        assert!(page.run::<bool>(at_download, vec![]).await, "the button is reached by Tab");
        page.keys(Key::Enter + "").await;
        let (name, json) = page.downloaded().await;
        assert_eq!(name, "bridge-delayed-again.ascribe.json");
        let document = native::read(&json)?.document;
        let kinds: Vec<_> = document.annotations.iter().map(|annotation| annotation.kind).collect();
        assert_eq!(kinds, [Kind::Quote, Kind::Claim]);
        let quote = document.annotations.iter().next().ok_or("there is a quote")?;
        assert_eq!(document.source_of(quote).map(|source| source.name.as_str()), Some("Ada Marwick"));

        let (cards, drawn) = (page.cards().await, page.drawn().await);
        page.reload().await;
        page.until_cards(2).await;
        assert_eq!(
            (page.cards().await, page.drawn().await),
            (cards, drawn),
            "all of it is there after a reload"
        );
        Ok(())
    });
}

#[test]
fn everything_works_without_a_network() {
    let site = Site::of_the_page();
    visit_in_firefox("offline", Some(&site.address()), |page| async move {
        page.until("the files to be kept", "navigator.serviceWorker.controller?.state === 'activated'").await;
        drop(site);
        begin(&page).await;
        page.keys("g").await;
        page.until("a suggestion", "document.querySelector('[data-suggested]')").await;
        page.keys(Key::Enter + "").await;
        page.keys("1").await;
        page.until_cards(1).await;
        page.until_saved().await;
        page.reload().await;
        page.until_cards(1).await;
        page.export().await;
        Ok(())
    });
}
