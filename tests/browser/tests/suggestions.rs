//! Suggestions: found beside the page, answered by keys, never in the way of what a person tagged.

use std::ops::ControlFlow;

use ascribe::detection::{Suggestion, suggest};
use ascribe::identity::{ArticleId, Timestamp};
use ascribe::text::article_from_paste;
use ascribe_browser_tests::{Key, Page, visit};
use serde_json::{Value, json};

const STORY: &str = "Bridge delayed again\n\n\
    Mayor Ruth Calloway opened the meeting. “We won the vote at last,” she said, “and it was hard.” Nobody cheered.\n\n\
    “The old bridge will never carry a lorry again,” said Tomas Oyelaran, an engineer.\n\n\
    “Nobody here has asked the ferry crews,” said Ines Okafor, who steers one.";

/// The passages that are suggested, as the list shows them.
async fn suggested(page: &Page) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('.suggested .words')].map((words) => words.textContent);";
    page.run(script, vec![]).await
}

async fn until_suggested(page: &Page, count: usize) {
    let what = format!("{count} suggestions");
    page.until(&what, &format!("document.querySelectorAll('.suggested').length === {count}")).await;
}

/// The passage that the person is at, in the list and in the text.
async fn until_at(page: &Page, start: &str) {
    let words = format!(
        "document.querySelector('.suggested.current .words')?.textContent.startsWith({})",
        json!(start)
    );
    page.until(&format!("to be at {start:?} in the list"), &words).await;
    let mark = format!(
        "document.querySelector('mark.suggestion.current')?.textContent.startsWith({})",
        json!(start)
    );
    page.until(&format!("to be at {start:?} in the text"), &mark).await;
}

async fn exported(page: &Page) -> Value {
    serde_json::from_str(&page.export().await).expect("an export is JSON")
}

#[test]
fn suggestions_are_answered_by_keys_alone() {
    visit("suggestions-by-keys", |page| async move {
        page.begin(STORY).await;
        page.keys("g").await;
        until_suggested(&page, 3).await;
        until_at(&page, "“We won the vote at last,”").await;
        let why = "document.querySelector('.suggested.current .why').textContent";
        page.until("a reason in words", &format!("{why}.startsWith('Quotation marks, then “said”')")).await;

        page.keys(Key::Down + "").await;
        until_at(&page, "“The old bridge").await;
        page.keys("x").await;
        until_suggested(&page, 2).await;
        until_at(&page, "“Nobody here").await;
        page.keys("k").await;
        until_at(&page, "“We won").await;
        page.keys(Key::Enter + "").await;
        until_suggested(&page, 1).await;
        until_at(&page, "“Nobody here").await;

        let export = exported(&page).await;
        let annotations = export["annotations"].as_array().expect("a list");
        assert_eq!(annotations.len(), 1, "{export:#}");
        let text = annotations[0].to_string();
        assert!(text.contains("suggestion accepted"), "{text}");
        assert_eq!(
            annotations[0]["target"].as_array().map(Vec::len),
            Some(2),
            "a split quote is one: {text}"
        );
        assert_eq!(export["sources"][0]["name"], "Ruth Calloway", "{export:#}");

        // Back: the accepted one waits again, then the dismissed one, and forth.
        page.chord(&[Key::Control], "z").await;
        until_suggested(&page, 2).await;
        page.chord(&[Key::Control], "z").await;
        until_suggested(&page, 3).await;
        page.chord(&[Key::Control], "y").await;
        until_suggested(&page, 2).await;

        // What was dismissed stays dismissed for this text.
        page.until_saved().await;
        page.reload().await;
        page.until("the article", "document.querySelector('#article p')").await;
        page.keys("g").await;
        until_suggested(&page, 2).await;
        let left = suggested(&page).await;
        assert!(left.iter().all(|words| !words.contains("old bridge")), "{left:?}");
        // What is open and what was dismissed goes out when a person asks for it.
        page.press("Export…").await;
        let preview = "(document.querySelector('dialog .preview[aria-busy=false]')?.textContent ?? '')";
        page.until("a file without suggestions", &format!("{preview} && !{preview}.includes('suggestions')"))
            .await;
        page.at("//dialog//label[contains(., 'Suggestions')]").await.click().await.expect("a label");
        page.until("the file with them", &format!("{preview}.includes('\"suggestions\"')")).await;
        page.press("Download").await;
        let (_, file) = page.downloaded().await;
        let file: Value = serde_json::from_str(&file).expect("it is JSON");
        let states: Vec<_> = file["suggestions"].as_array().expect("a list").iter().collect();
        let drawn: Vec<_> = states
            .iter()
            .map(|one| {
                (one["state"].as_str().expect("it has one"), one["kind"].as_str().expect("it has one"))
            })
            .collect();
        assert_eq!(drawn, [("open", "quote"), ("dismissed", "quote"), ("open", "quote")], "{file:#}");
        page.keys("g").await;
        until_at(&page, "“We won").await;
        page.keys(Key::Escape + "").await;
        page.until("to be at none", "!document.querySelector('.suggested.current')").await;
        Ok(())
    });
}

#[test]
fn a_suggestion_is_changed_before_it_is_taken_and_the_rest_at_once() {
    visit("suggestions-changed", |page| async move {
        page.begin(STORY).await;
        page.tag("Nobody here has asked the ferry crews", "Quote").await;
        page.press("Suggest").await;
        // What a person tagged is not suggested again.
        until_suggested(&page, 2).await;
        // The edges: what is selected becomes its words.
        page.drag_over("We won the vote").await;
        page.keys("b").await;
        page.until(
            "the words that were selected",
            "document.querySelector('.suggested.current .words')?.textContent === 'We won the vote'",
        )
        .await;
        page.until(
            "the article to show the new words",
            "document.querySelector('#article mark.current')?.textContent === 'We won the vote'",
        )
        .await;
        let speaker = page.element(".suggested.current input[aria-label='Who says it']").await;
        speaker.clear().await.expect("a field can be cleared");
        speaker.send_keys("Mayor Calloway" + Key::Enter).await.expect("a field takes letters");
        until_suggested(&page, 1).await;
        page.press("Accept all 1").await;
        page.until(
            "all to be answered",
            "document.querySelector('#panel-body').textContent.includes('answered')",
        )
        .await;

        let export = exported(&page).await;
        let annotations = export["annotations"].as_array().expect("a list");
        assert_eq!(annotations.len(), 3, "{export:#}");
        let texts: Vec<_> = annotations.iter().map(Value::to_string).collect();
        let exact = |annotation: &&Value| annotation["target"][0]["exact"] == "We won the vote";
        assert_eq!(
            annotations.iter().filter(exact).count(),
            1,
            "with the words that were given to it: {export:#}"
        );
        let with = |words: &str| texts.iter().filter(|text| text.contains(words)).count();
        assert_eq!((with("suggestion changed"), with("suggestion accepted")), (1, 1), "{texts:#?}");
        let names = export["sources"].to_string();
        assert!(names.contains("\"Mayor Calloway\"") && names.contains("\"Tomas Oyelaran\""), "{names}");
        page.chord(&[Key::Control], "z").await;
        until_suggested(&page, 1).await;
        Ok(())
    });
}

#[test]
fn lines_of_the_page_are_left_out_and_taken_back() {
    visit("suggestions-stray", |page| async move {
        let story = format!(
            "Bridge delayed again\n\nBy Ada Marwick, The Skerry Herald\n\n{}\n\n\
             Read more: “The ferry is late again,” said Ines Okafor",
            STORY.split_once("\n\n").expect("a headline").1
        );
        page.begin(&story).await;
        let count = |selector: &str| format!("document.querySelectorAll({}).length", json!(selector));
        page.until(
            "the words to be counted",
            "document.querySelector('.meta').textContent.includes('66 words')",
        )
        .await;
        page.keys("g").await;
        until_suggested(&page, 3).await;
        page.until("two greyed lines", &format!("{} === 2", count("#article p.stray"))).await;
        page.until(
            "what they are called",
            "document.querySelector('.left-out').textContent.includes('Other stories')",
        )
        .await;
        page.until(
            "their words not to count",
            "document.querySelector('.meta').textContent.includes('50 words')",
        )
        .await;

        // What they offer for the article's details, one press each.
        page.press("Use as byline: Ada Marwick").await;
        page.until("the byline", "document.querySelector('.meta').textContent.startsWith('Ada Marwick ·')")
            .await;
        page.press("Use as outlet: The Skerry Herald").await;
        page.until(
            "nothing more on offer",
            &format!("{} === 0", count("[aria-label='Details found in the text']")),
        )
        .await;

        // One key takes a line back: the selected one, else the first.
        page.drag_over("Read more").await;
        page.keys("y").await;
        page.until("one greyed line", &format!("{} === 1", count("#article p.stray"))).await;
        until_suggested(&page, 4).await;
        page.chord(&[Key::Control], "z").await;
        page.until("both greyed again", &format!("{} === 2", count("#article p.stray"))).await;
        until_suggested(&page, 3).await;
        // After another search that did not look into it, too.
        page.keys("g").await;
        page.until("the search to be over", "!document.querySelector('.finding')").await;
        page.chord(&[Key::Control], "y").await;
        page.until("one greyed line", &format!("{} === 1", count("#article p.stray"))).await;
        until_suggested(&page, 4).await;

        // What was taken back stays so for this text.
        page.until_saved().await;
        page.reload().await;
        page.until("the article", "document.querySelector('#article p')").await;
        page.keys("g").await;
        until_suggested(&page, 4).await;
        page.until("one greyed line", &format!("{} === 1", count("#article p.stray"))).await;
        Ok(())
    });
}

#[test]
fn what_a_page_says_of_its_article_becomes_its_details_and_is_taken_back() {
    visit("suggestions-details", |page| async move {
        let story = format!(
            "Bridge delayed again\n\nBy Ada Marwick, The Skerry Herald\n\nPublished 3 March 2026, 10:32 GMT\n\n{}",
            STORY.split_once("\n\n").expect("a headline").1
        );
        page.begin(&story).await;
        page.keys("g").await;
        until_suggested(&page, 3).await;
        let offers = "[...document.querySelectorAll(\"[aria-label='Details found in the text'] button\")].map((button) => \
                      button.getAttribute('aria-label')).join('|')";
        let offered = async |expected: &[&str]| {
            let expected = expected.join("|");
            page.until(&format!("to be offered {expected:?}"), &format!("{offers} === {}", json!(expected)))
                .await;
        };
        let meta = async |start: &str| {
            let condition =
                format!("document.querySelector('.meta').textContent.startsWith({})", json!(start));
            page.until(&format!("the line below the title to begin with {start:?}"), &condition).await;
        };
        let all =
            ["Use as byline: Ada Marwick", "Use as outlet: The Skerry Herald", "Use as date: 3 March 2026"];
        offered(&all).await;
        page.press(all[2]).await;
        offered(&all[..2]).await;
        meta("3 March 2026 · ").await;
        page.press(all[0]).await;
        offered(&all[1..2]).await;
        meta("Ada Marwick · 3 March 2026 · ").await;

        // Each is a step of its own, back and forth.
        page.chord(&[Key::Control], "z").await;
        offered(&all[..2]).await;
        meta("3 March 2026 · ").await;
        page.chord(&[Key::Control], "z").await;
        offered(&all).await;
        page.chord(&[Key::Control], "y").await;
        offered(&all[..2]).await;
        meta("3 March 2026 · ").await;
        page.until_saved().await;
        assert_eq!(exported(&page).await["document"]["published"], "3 March 2026", "the export has it");
        Ok(())
    });
}

#[test]
fn the_page_finds_what_the_library_finds() {
    visit("suggestions-same", |page| async move {
        let story = include_str!("../../../src/text/sample.txt");
        page.begin(story).await;
        page.keys("g").await;
        let article = article_from_paste(story, ArticleId::from_random([0; 16]), Timestamp::default());
        let text = article.expect("it has text").text;
        let found = suggest(&text, &[], |_, _| ControlFlow::Continue(()));
        let drawn = |suggestion: &Suggestion| {
            let passage = suggestion.passage();
            let speaker = suggestion.speaker.as_ref().map_or("-", |speaker| &speaker.name);
            let (score, why) = (suggestion.score, &suggestion.why);
            format!("{}-{} {speaker} {score} {why}", passage.start(), passage.end())
        };
        let expected: Vec<_> = found.suggestions.iter().map(drawn).collect();
        assert!(expected.len() > 20, "the sample has enough to compare: {expected:#?}");
        until_suggested(&page, expected.len()).await;
        let shown: Vec<String> = page
            .run(
                "return [...document.querySelectorAll('.suggested')].map((entry) => [entry.dataset.suggested, \
                 entry.querySelector('.said b')?.textContent ?? '-', entry.querySelector('.score').textContent, \
                 entry.querySelector('.why').textContent].join(' '));",
                vec![],
            )
            .await;
        assert_eq!(shown, expected);
        Ok(())
    });
}

#[test]
fn a_long_search_shows_how_far_it_is_and_can_be_cancelled() {
    visit("suggestions-cancelled", |page| async move {
        let paragraph = STORY.split("\n\n").skip(1).collect::<Vec<_>>().join("\n\n");
        let story: Vec<_> = (0..3_000).map(|_| paragraph.as_str()).collect();
        page.begin(&format!("A long story\n\n{}", story.join("\n\n"))).await;
        page.keys("g").await;
        page.until("a progress bar", "document.querySelector('.finding progress')").await;
        page.press("Cancel").await;
        page.until("the search to end", "!document.querySelector('.finding')").await;
        assert_eq!(suggested(&page).await, Vec::<String>::new(), "nothing of it is left");
        page.button("Find suggestions").await;
        Ok(())
    });
}
