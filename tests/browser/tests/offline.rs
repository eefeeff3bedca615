//! The page without a network, from any path, and from one build to the next.

use ascribe_browser_tests::{Key, Page, Site, visit_at};

use crate::journey::check_slices;

const STORY: &str = "Bridge delayed again\n\n“We won,” said Mayor Ruth Calloway. It will cost 84 million.\n\nNobody asked the ferry.";

/// What is true once the page's files are kept and answer its requests.
const KEPT: &str = "navigator.serviceWorker.controller?.state === 'activated'";

/// Finds suggestions, for which the second program is started.
async fn suggest(page: &Page) {
    page.keys("g").await;
    page.until("a suggestion", "document.querySelector('[data-suggested]')").await;
}

#[test]
fn everything_works_without_a_network() {
    let site = Site::of_the_page();
    let address = site.address();
    visit_at("offline", &address.clone(), &[], |page| async move {
        page.until("the files to be kept", KEPT).await;
        drop(site);

        page.begin(STORY).await;
        page.tag("It will cost 84 million.", "Claim").await;
        suggest(&page).await;
        page.keys(Key::Enter + "").await;
        page.keys("1").await;
        page.until_cards(2).await;
        page.until_saved().await;
        let json = page.export().await;
        check_slices(&json)?;

        page.reload().await;
        page.until_cards(2).await;
        suggest(&page).await;
        page.press("Storage").await;
        page.until("the dialog", "document.querySelector('dialog[open]')?.textContent.includes('It is ready to work without a network.')").await;

        for other in ["index.html", "?from=somewhere", "no/such/page", "nothing"] {
            page.driver().goto(&format!("{address}{other}")).await?;
            page.until_started().await;
            page.element("textarea[aria-label='Article text']").await;
        }
        Ok(())
    });
}

#[test]
fn a_part_that_could_not_be_fetched_is_asked_for_again() {
    let site = Site::of_the_page();
    let part = site.part("rest");
    let content = std::fs::read(&part).expect("the part is there");
    std::fs::remove_file(&part).expect("it can be taken away");
    visit_at("part-missing", &site.address(), &[], |page| async move {
        // Reading, tagging and saving need no more than the first file.
        page.begin(STORY).await;
        page.tag("It will cost 84 million.", "Claim").await;
        page.until_saved().await;
        page.press("Settings").await;
        page.until(
            "what is wrong",
            "document.querySelector('.notices').textContent.includes('could not be loaded')",
        )
        .await;
        assert!(!page.run::<bool>("return !!document.querySelector('dialog[open]');", vec![]).await);
        page.forget_complaints().await;

        std::fs::write(&part, content).expect("it can be put back");
        page.press("Settings").await;
        page.until("the dialog", "document.querySelector('dialog[open]')").await;
        page.keys(Key::Escape + "").await;
        page.until("the fields of the card", "document.querySelector('.card.current .fields')").await;
        drop(site);
        Ok(())
    });
}

#[test]
fn a_new_version_waits_for_a_word_in_every_tab() {
    let site = Site::of_the_page();
    let builds =
        "return caches.keys().then((names) => names.filter((name) => name.startsWith('ascribe ')).length);";
    let ready = "document.querySelector('.update-notice')?.textContent.includes('A new version is ready.')";
    visit_at("new-version", &site.address(), &[], |page| async move {
        page.until("the files to be kept", KEPT).await;
        page.begin(STORY).await;
        page.tag("It will cost 84 million.", "Claim").await;
        page.until_saved().await;
        let first = page.driver().window().await?;
        let article = page.driver().current_url().await?;
        let second = page.driver().new_tab().await?;
        page.driver().switch_to_window(second.clone()).await?;
        page.driver().goto(article.as_str()).await?;
        page.until_cards(1).await;
        page.until("the kept files to answer", KEPT).await;

        site.publish("The next Ascribe");
        page.driver().refresh().await?;
        page.until("a word about the new version", ready).await;
        page.assert_accessible("a word about the new version").await;
        assert_eq!(page.driver().title().await?, "Ascribe", "a reload alone brings no new version");
        page.driver().switch_to_window(first.clone()).await?;
        page.until("a word about it in the other tab", ready).await;
        assert_eq!(page.run::<u32>(builds, vec![]).await, 2, "both are kept");

        // In the middle of work nothing happens, and the work is there afterwards.
        page.tag("Nobody asked the ferry.", "Claim").await;
        page.until_saved().await;
        page.press("Reload").await;
        page.until("the new version", "document.title === 'The next Ascribe'").await;
        page.until_cards(2).await;

        // The other tab is as it was, finds what it needs of its own build, and says what it said.
        page.driver().switch_to_window(second.clone()).await?;
        page.until_cards(2).await;
        assert_eq!(page.driver().title().await?, "Ascribe", "nobody has reloaded this tab");
        page.until("the word about it", ready).await;
        assert_eq!(page.run::<u32>(builds, vec![]).await, 2, "it may still need its files");
        suggest(&page).await;
        page.press("Reload").await;
        page.until("the new version here", "document.title === 'The next Ascribe'").await;
        page.until("the old files to be gone", "(caches.keys().then((names) => { window.__builds = names.filter((name) => name.startsWith('ascribe ')).length; }), window.__builds === 1)").await;
        page.driver().switch_to_window(first).await?;
        drop(site);
        Ok(())
    });
}

/// Counts how often the page has looked for a new build, from now on.
const COUNT_LOOKS: &str = r"
    window.__looks = 0;
    const { update } = ServiceWorkerRegistration.prototype;
    ServiceWorkerRegistration.prototype.update = function () { window.__looks += 1; return update.call(this); };
    return true;
";

#[test]
fn a_page_that_stays_open_looks_for_a_new_version() {
    let site = Site::of_the_page();
    let ready = "document.querySelector('.update-notice')?.textContent.includes('A new version is ready.')";
    visit_at("stays-open", &site.address(), &[], |page| async move {
        page.until("the files to be kept", KEPT).await;
        page.run::<bool>(COUNT_LOOKS, vec![]).await;
        // Who looks elsewhere for a moment is not told anything; after an hour the page looks.
        let come_back = "document.dispatchEvent(new Event('visibilitychange')); return window.__looks;";
        assert_eq!(page.run::<u32>(come_back, vec![]).await, 0);
        let later = "const { now } = Date; Date.now = () => now() + 61 * 60 * 1000; return true;";
        page.run::<bool>(later, vec![]).await;
        assert_eq!(page.run::<u32>(come_back, vec![]).await, 1);
        assert_eq!(page.run::<u32>(come_back, vec![]).await, 1, "it has looked just now");
        // With a network again it looks at once, and says what it finds.
        site.publish("The next Ascribe");
        let online = "window.dispatchEvent(new Event('online')); return window.__looks;";
        assert_eq!(page.run::<u32>(online, vec![]).await, 2);
        page.until("a word about the new version", ready).await;
        drop(site);
        Ok(())
    });
}

#[test]
fn where_nothing_can_be_kept_the_page_works_as_ever() {
    let site = Site::of_the_page();
    // Browsers keep nothing for an address that is not safe; one with a name on a plain local network is none.
    let address = site.address().replace("127.0.0.1", "desk.test");
    visit_at(
        "unsafe-origin",
        &address,
        &["--host-resolver-rules=MAP desk.test 127.0.0.1"],
        |page| async move {
            assert!(page.run::<bool>("return !isSecureContext && !navigator.serviceWorker;", vec![]).await);
            page.begin(STORY).await;
            page.tag("It will cost 84 million.", "Claim").await;
            suggest(&page).await;
            page.press("Storage").await;
            page.until("the dialog", "document.querySelector('dialog[open]')?.textContent.includes('It needs a network to be opened')").await;
            drop(site);
            Ok(())
        },
    );
}
