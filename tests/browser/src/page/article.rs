//! The start screen, the article and the list: paste, select, tag, and read what is there.

use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;

use super::{PATIENCE, Page, Span};
use crate::script;

impl Page {
    /// Puts text into the paste box as pasting does, at once and with its event.
    pub async fn paste_as(&self, kind: &str, content: &str) {
        let script = r#"
            const [kind, content] = arguments;
            const data = new DataTransfer();
            data.setData(kind, content);
            const target = document.activeElement ?? document.body;
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            const isPlain = target.dispatchEvent(event);
            if (isPlain && "setRangeText" in target) {
              // What the browser does with plain text that the page leaves to it.
              target.setRangeText(data.getData("text/plain"), target.selectionStart, target.selectionEnd, "end");
              target.dispatchEvent(new InputEvent("input", { bubbles: true }));
            }
            return true;
        "#;
        self.run::<bool>(script, vec![json!(kind), json!(content)]).await;
    }

    /// Pastes an article and begins to annotate it.
    pub async fn begin(&self, article: &str) {
        self.element("textarea[aria-label='Article text']").await;
        self.until("the paste box to have the focus", "document.activeElement.ariaLabel === 'Article text'")
            .await;
        self.paste_as("text/plain", article).await;
        self.press("Start annotating").await;
        self.element("#article [data-start]").await;
    }

    /// Selects words in the article by dragging the mouse over them.
    pub async fn drag_over(&self, words: &str) {
        self.drag_over_nth(words, 0).await;
    }

    /// Drags the mouse over the occurrence of words with this number, counted from 0, whatever comes of it.
    pub async fn drag_nth(&self, words: &str, number: usize) {
        #[derive(Deserialize, PartialEq)]
        struct Place {
            from: [f64; 2],
            to: [f64; 2],
        }
        // What was far away is laid out when it comes into view, and only then stands still.
        let begun = Instant::now();
        let mut last = None;
        let Place { from, to } = loop {
            let place: Option<Place> = self.run(script::PLACE, vec![json!(words), json!(number)]).await;
            assert!(place.is_some(), "{}: “{words}” is not in the article", self.name);
            match place {
                Some(place) if last.as_ref() == Some(&place) => break place,
                place => last = place,
            }
            assert!(begun.elapsed() < PATIENCE, "{}: “{words}” does not stand still", self.name);
            self.run_async(script::FRAME).await;
        };
        #[expect(clippy::cast_possible_truncation, reason = "places on a screen are small")]
        let [from, to] = [from, to].map(|[x, y]| (x.round() as i64, y.round() as i64));
        let dragged = self
            .driver
            .action_chain_with_delay(None, Some(Duration::from_millis(5)))
            .move_to(from.0, from.1)
            .click_and_hold()
            .move_to(i64::midpoint(from.0, to.0), i64::midpoint(from.1, to.1))
            .move_to(to.0, to.1)
            .release()
            .perform()
            .await;
        dragged.unwrap_or_else(|error| panic!("{}: the mouse could not be dragged: {error}", self.name));
    }

    /// Selects the occurrence of words with this number, counted from 0.
    pub async fn drag_over_nth(&self, words: &str, number: usize) {
        self.drag_nth(words, number).await;
        self.element(".toolbar[role=toolbar]").await;
        let selected: String = self.run("return getSelection().toString();", vec![]).await;
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain(&selected), plain(words), "{}: the mouse selected something else", self.name);
    }

    /// Tags words as a person with a mouse does: drag over them, press the toolbar's button.
    pub async fn tag(&self, words: &str, kind: &str) {
        let before = self.cards().await.len();
        self.drag_over(words).await;
        self.press(kind).await;
        self.until_cards(before + 1).await;
    }

    /// Waits until the list has so many entries.
    pub async fn until_cards(&self, count: usize) {
        let what = format!("the list to have {count} entries");
        self.until(&what, &format!("document.querySelectorAll('li[data-annotation]').length === {count}"))
            .await;
    }

    /// The highlights, in the order of the text.
    pub async fn marks(&self) -> Vec<Span> {
        self.run(script::MARKS, vec![]).await
    }

    /// The highlights as one line: `claim(words) quote(words) claim quote(words)`.
    pub async fn drawn(&self) -> String {
        let marks = self.marks().await;
        marks.iter().map(|mark| format!("{}({})", mark.kinds, mark.words)).collect::<Vec<_>>().join(" ")
    }

    /// The list's entries: "Claim: words".
    pub async fn cards(&self) -> Vec<String> {
        self.run(script::CARDS, vec![]).await
    }

    /// The paragraphs: start, end, text.
    pub async fn paragraphs(&self) -> Vec<(u32, u32, String)> {
        self.run(script::PARAGRAPHS, vec![]).await
    }
}
