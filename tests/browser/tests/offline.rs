//! The page without a network, from any path, and from one build to the next.

use std::fs;
use std::path::{Path, PathBuf};

use ascribe_browser_tests::{Key, Page, visit_at};
use tempfile::TempDir;
use xtask::finish::seal;
use xtask::serve::Server;

use crate::journey::check_slices;

const STORY: &str = "Bridge delayed again\n\n“We won,” said Mayor Ruth Calloway. It will cost 84 million.\n\nNobody asked the ferry.";

/// What is true once the page's files are kept and answer its requests.
const KEPT: &str = "navigator.serviceWorker.controller?.state === 'activated'";

/// A copy of the release page below a path of a server of its own.
struct Site {
    place: TempDir,
    server: Server,
}

impl Site {
    const PATH: &str = "some/sub/path";

    fn new() -> Self {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        let dist = std::env::var_os("ASCRIBE_DIST").expect("the folder of the page is named");
        copy(&PathBuf::from(dist), &place.path().join(Self::PATH));
        let server = Server::start(place.path(), 0).expect("any port will do");
        Self { place, server }
    }

    fn address(&self) -> String {
        format!("{}{}/", self.server.address(), Self::PATH)
    }

    /// Puts another build in the place of this one: the same program under another title.
    fn publish(&self, title: &str) {
        let folder = self.place.path().join(Self::PATH);
        let page = fs::read_to_string(folder.join("index.html")).expect("the page is there");
        let (before, rest) = page.split_once("<title>").expect("it has a title");
        let (_, after) = rest.split_once("</title>").expect("the title ends");
        fs::write(folder.join("index.html"), format!("{before}<title>{title}</title>{after}"))
            .expect("the page can be written");
        seal(&folder).expect("the build can be sealed");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be listed") {
        let entry = entry.expect("an entry can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a file can be copied");
        }
    }
}

/// Finds suggestions, for which the second program is started.
async fn suggest(page: &Page) {
    page.keys("g").await;
    page.until("a suggestion", "document.querySelector('[data-suggested]')").await;
}

#[test]
fn everything_works_without_a_network() {
    let site = Site::new();
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
fn a_new_version_waits_for_a_word_in_every_tab() {
    let site = Site::new();
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

#[test]
fn where_nothing_can_be_kept_the_page_works_as_ever() {
    let site = Site::new();
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
