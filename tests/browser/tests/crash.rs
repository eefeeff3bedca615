//! The browser dies at any moment; what was said to be saved is there afterwards.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use ascribe_browser_tests::{Page, visit_with};
use serde_json::json;

/// How often the browser is killed in a usual run, some five seconds each. `ASCRIBE_KILLS` asks for more.
const KILLS: u64 = 5;

/// How many paragraphs there are to tag.
const PARAGRAPHS: u64 = 400;

#[test]
fn what_was_saved_survives_the_death_of_the_browser() {
    let kills = std::env::var("ASCRIBE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let profile = tempfile::tempdir().expect("a folder for the profile can be made");
    let profile_argument = format!("--user-data-dir={}", profile.path().display());
    // The ids that were on the page when it last said "Saved", and how many changes that took.
    let acknowledged = Rc::new(RefCell::new((BTreeSet::<String>::new(), 0_u64)));
    for kill in 0..=kills {
        let acknowledged = acknowledged.clone();
        visit_with("crash", &[&profile_argument], |page| async move {
            let ids = if kill == 0 {
                let story: Vec<_> =
                    (0..PARAGRAPHS).map(|number| format!("Word{number} is here today.")).collect();
                page.begin(&story.join("\n\n")).await;
                page.until_saved().await;
                BTreeSet::new()
            } else {
                page.press("Word0 is here today.").await;
                page.element("#article [data-start]").await;
                on_the_page(&page).await
            };
            let (expected, _) = acknowledged.borrow().clone();
            assert!(ids.is_superset(&expected), "after kill {kill}: {:?} lost", expected.difference(&ids));
            page.until("nothing to be set aside", "!document.querySelector('.notice')").await;
            if kill == kills {
                return Ok(());
            }
            // A different number of changes each time, so that the end comes at different moments.
            let changes = 1 + kill * 7 % 12;
            for _ in 0..changes {
                tag_next(&page).await;
                page.until_saved().await;
                let ids = on_the_page(&page).await;
                let (known, count) = &mut *acknowledged.borrow_mut();
                (*known, *count) = (ids, *count + 1);
            }
            if kill % 2 == 1 {
                // Every other time, the end comes in the middle of a change that nobody has confirmed.
                tag_next(&page).await;
            }
            page.kill();
            Ok(())
        });
    }
    let (ids, changes) = acknowledged.borrow().clone();
    println!("{kills} kills, {changes} changes said to be saved, {} annotations, none lost", ids.len());
}

async fn on_the_page(page: &Page) -> BTreeSet<String> {
    page.run("return [...document.querySelectorAll('li[data-annotation]')].map((item) => item.dataset.annotation);", vec![])
        .await
}

/// Tags the first word of the next paragraph that has no highlight yet.
async fn tag_next(page: &Page) {
    let script = "const next = [...document.querySelectorAll('#article [data-start]')].find((it) => !it.querySelector('mark')).firstChild; \
                  getSelection().setBaseAndExtent(next, 0, next, 4); \
                  dispatchEvent(new KeyboardEvent('keydown', { key: arguments[0], bubbles: true })); return true;";
    page.run::<bool>(script, vec![json!("c")]).await;
}
