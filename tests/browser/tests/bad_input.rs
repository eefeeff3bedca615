//! Bad input gets a clear sentence, and nothing is lost.

use ascribe_browser_tests::visit;
use serde_json::json;

const BOX: &str = "textarea[aria-label='Article text']";
const OPEN: &str = "input[aria-label='File to open']";

#[test]
fn a_blank_paste_is_refused_beside_the_box() {
    visit("blank", |page| async move {
        for blank in ["", "   \n\t\n", "\u{a0}"] {
            page.run::<bool>(
                "document.querySelector(arguments[0]).value = arguments[1]; return true;",
                vec![json!(BOX), json!(blank)],
            )
            .await;
            page.press("Start annotating").await;
            page.until(
                "the sentence",
                "document.getElementById('paste-problem').textContent.startsWith('There is no text yet')",
            )
            .await;
            page.until("the box to keep the focus", "document.activeElement.ariaLabel === 'Article text'")
                .await;
        }
        assert!(page.stored().await.is_empty(), "nothing was created");
        Ok(())
    });
}

#[test]
fn pasted_html_becomes_plain_paragraphs() {
    visit("html", |page| async move {
        page.until("the paste box to have the focus", "document.activeElement.ariaLabel === 'Article text'")
            .await;
        let html = "<h1>Council <em>splits</em></h1><script>window.hacked = 1</script><style>p { color: red }</style>\
                    <p onclick='window.hacked = 1'>It &amp; they\n voted.</p><img src=x onerror='window.hacked = 1'>\
                    <p>“No,” <b>she</b> said.</p><iframe srcdoc='<script>parent.hacked = 1</script>'></iframe>";
        page.paste_as("text/html", html).await;
        let value: String =
            page.run("return document.querySelector(arguments[0]).value;", vec![json!(BOX)]).await;
        assert_eq!(value, "Council splits\n\nIt & they voted.\n\n“No,” she said.");
        page.press("Start annotating").await;
        page.element("#article [data-start]").await;
        let texts: Vec<_> = page.paragraphs().await.into_iter().map(|(_, _, text)| text).collect();
        assert_eq!(texts, ["Council splits", "It & they voted.", "“No,” she said."]);
        page.until(
            "nothing of it to have run",
            "window.hacked === undefined && !document.querySelector('#article > :not(.section), #article > .section :not([data-start], .section > div)')",
        )
        .await;
        Ok(())
    });
}

#[test]
fn a_paste_anywhere_goes_into_the_box() {
    visit("paste-anywhere", |page| async move {
        page.run::<bool>("document.activeElement.blur(); return true;", vec![]).await;
        page.paste_as("text/plain", "It rained.\n\nIt stopped.").await;
        page.press("Start annotating").await;
        page.element("#article [data-start]").await;
        assert_eq!(page.paragraphs().await.len(), 2);
        Ok(())
    });
}

#[test]
fn what_is_dropped_anywhere_is_opened() {
    visit("drop", |page| async move {
        let drop = r#"
            const [name, kind, content] = arguments;
            const data = new DataTransfer();
            if (name) data.items.add(new File([content], name, { type: kind })); else data.setData(kind, content);
            for (const step of ["dragover", "drop"])
                document.querySelector("header").dispatchEvent(new DragEvent(step, { dataTransfer: data, bubbles: true, cancelable: true }));
            return true;
        "#;
        let first = "document.querySelector('#article [data-start]')?.textContent";
        let cases = [
            ("story.txt", "text/plain", "It rained.", "It rained."),
            ("story.html", "text/html", "<p>It <b>stopped</b>.</p><script>hacked()</script>", "It stopped."),
            ("", "text/plain", "It snowed.", "It snowed."),
            ("", "text/html", "<h1>It</h1><p>thawed</p>", "It"),
        ];
        for (name, kind, content, shown) in cases {
            page.run::<bool>(drop, vec![json!(name), json!(kind), json!(content)]).await;
            page.until(&format!("“{shown}” to be open"), &format!("{first} === {}", json!(shown))).await;
        }
        page.run::<bool>(drop, vec![json!("paper.pdf"), json!("application/pdf"), json!("%PDF-1.7")]).await;
        page.until("a refusal", "document.querySelector('.notice')?.textContent.includes('paper.pdf')").await;
        page.until("the drop target to be gone", "!document.querySelector('.drop')").await;
        Ok(())
    });
}

#[test]
fn line_ends_and_forbidden_characters_are_normalised_once() {
    visit("normalised", |page| async move {
        page.choose_file(OPEN, "odd.txt", "\u{feff}One\r\nTwo\rThree\0Four\u{a0}\u{200b}Five".as_bytes())
            .await;
        page.element("#article [data-start]").await;
        let texts: Vec<_> = page.paragraphs().await;
        let expected = [(0, 3, "One"), (4, 7, "Two"), (8, 24, "Three\u{fffd}Four\u{a0}\u{200b}Five")];
        let expected: Vec<_> = expected.map(|(start, end, text)| (start, end, text.to_owned())).into();
        assert_eq!(texts, expected);
        page.tag("Two", "Claim").await;
        let file: serde_json::Value = serde_json::from_str(&page.export().await)?;
        assert_eq!(file["document"]["text"], "One\nTwo\nThree\u{fffd}Four\u{a0}\u{200b}Five");
        let normalization = json!({ "unicode": "none", "lineEndingsChanged": 2, "byteOrderMarkRemoved": false, "charactersReplaced": 1 });
        // The file's own byte order mark is not text: it went when the bytes were read.
        assert_eq!(file["document"]["normalization"], normalization);
        Ok(())
    });
}

#[test]
fn files_that_are_no_text_are_refused_by_name_and_reason() {
    visit("not-text", |page| async move {
        let cases: [(&str, &[u8], &str); 5] = [
            ("paper.pdf", b"%PDF-1.7 ...", "it is a PDF, not text"),
            ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0", "it is a picture, not text"),
            ("latin1.txt", b"caf\xe9 au lait", "it is not UTF-8 (byte 3"),
            ("broken.txt", b"\xff\xfea", "it starts as UTF-16"),
            ("empty.txt", b"  \n", "There is no text in it"),
        ];
        for (name, content, reason) in cases {
            page.choose_file(OPEN, name, content).await;
            let said = format!(
                "[{}, {}].every((part) => document.querySelector('.notice')?.textContent.includes(part))",
                json!(name),
                json!(reason)
            );
            page.until(&format!("{name} to be refused: {reason}"), &said).await;
            page.press("Dismiss").await;
        }
        assert!(page.stored().await.is_empty());

        let utf16: Vec<u8> =
            [0xfeff_u16].into_iter().chain("Grüße 👍".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        page.choose_file(OPEN, "utf16.txt", &utf16).await;
        page.element("#article [data-start]").await;
        assert_eq!(page.paragraphs().await[0].2, "Grüße 👍");
        Ok(())
    });
}

#[test]
fn what_does_not_fit_is_offered_unsaved() {
    visit("too-large", |page| async move {
        page.run::<bool>(
            "localStorage.setItem('filler', 'x'.repeat(5 * 1024 * 1024 - 2000)); return true;",
            vec![],
        )
        .await;
        page.until("the box", "document.activeElement.ariaLabel === 'Article text'").await;
        let long = "It rained all day. ".repeat(200);
        page.paste_as("text/plain", &long).await;
        page.press("Start annotating").await;
        page.until(
            "the question",
            "document.querySelector('dialog[open]')?.textContent.includes('does not fit')",
        )
        .await;
        assert!(page.stored().await.is_empty(), "nothing is stored in half");
        page.press("Annotate without saving").await;
        page.element("#article [data-start]").await;
        page.until(
            "the truth about it",
            "document.querySelector('[role=status]').textContent.startsWith('Not saved')",
        )
        .await;
        page.tag("It rained all day.", "Claim").await;
        assert!(page.export().await.contains("\"exact\": \"It rained all day.\""), "export still works");
        assert!(page.stored().await.is_empty());
        let warns: bool = page
            .run("const event = new Event('beforeunload', { cancelable: true }); return !dispatchEvent(event);", vec![])
            .await;
        assert!(warns, "leaving the page asks first");
        page.run::<bool>("localStorage.clear(); return true;", vec![]).await;
        Ok(())
    });
}

#[test]
fn a_store_that_fills_up_keeps_the_work_in_memory() {
    visit("full", |page| async move {
        page.begin("It rained.\n\nIt stopped.").await;
        page.until_saved().await;
        // Fills it to the last character.
        let fill = "let size = 4 << 20, filler = ''; while (size >= 1) { try { localStorage.setItem('filler', filler + 'x'.repeat(size)); \
                    filler += 'x'.repeat(size); } catch { size = Math.floor(size / 2); } } return filler.length > 0;";
        assert!(page.run::<bool>(fill, vec![]).await);
        page.drag_over("It rained.").await;
        page.press("Claim").await;
        page.until_cards(1).await;
        page.until(
            "the truth about it",
            "document.querySelector('[role=status]').textContent.startsWith('Not saved')",
        )
        .await;
        assert!(page.status().await.contains("full"), "it says why");
        assert!(page.export().await.contains("\"exact\": \"It rained.\""));
        page.run::<bool>("localStorage.removeItem('filler'); return true;", vec![]).await;
        // Room came back: it is saved without being asked.
        page.until_saved().await;
        page.reload().await;
        page.until_cards(1).await;
        Ok(())
    });
}

#[test]
fn a_browser_that_blocks_storage_can_still_annotate_and_export() {
    visit("blocked", |page| async move {
        let block = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });";
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": block })).await?;
        page.reload().await;
        page.until(
            "the truth about it",
            "document.querySelector('[role=status]').textContent.startsWith('Not saved')",
        )
        .await;
        assert!(page.status().await.contains("blocks storage"));
        page.begin("It rained.\n\nIt stopped.").await;
        page.tag("It stopped.", "Quote").await;
        assert!(page.export().await.contains("\"exact\": \"It stopped.\""));
        Ok(())
    });
}

#[test]
fn a_damaged_record_costs_only_itself() {
    visit("damaged", |page| async move {
        page.begin("It rained.\n\nIt stopped.").await;
        page.tag("It rained.", "Claim").await;
        page.tag("It stopped.", "Quote").await;
        page.until_saved().await;
        let key = "Object.keys(localStorage).find((key) => key.startsWith('a1.n.'))";
        page.run::<bool>(
            &format!("const key = {key}; localStorage.setItem(key, '[1,\"c\",[0,'); return true;"),
            vec![],
        )
        .await;
        page.reload().await;
        page.until("the notice", "document.querySelector('.notice')?.textContent.includes('set aside')")
            .await;
        page.until_cards(1).await;
        let kept = page.stored().await;
        assert!(
            kept.values().any(|value| value == "[1,\"c\",[0,"),
            "the damaged record is still there: {kept:?}"
        );
        Ok(())
    });
}

#[test]
fn selections_outside_the_text_or_of_white_space_do_nothing() {
    visit("no-selection", |page| async move {
        page.begin("It rained.   \n\nIt stopped.").await;
        let select = |what: &str| {
            format!(
                "window.told = false; document.addEventListener('selectionchange', () => {{ window.told = true; }}, {{ once: true }}); const range = document.createRange(); {what}; const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range); return true;"
            )
        };
        let header = select("range.selectNodeContents(document.querySelector('header'))");
        let spaces = select(
            "const node = document.querySelector('#article [data-start]').firstChild; range.setStart(node, 10); range.setEnd(node, 13)",
        );
        for script in [header, spaces] {
            page.run::<bool>(&script, vec![]).await;
            page.until("the page to have been told", "window.told").await;
            page.keys("c").await;
            page.until_saved().await;
            page.until("no toolbar", "!document.querySelector('[role=toolbar]')").await;
            assert_eq!(page.cards().await.len(), 0);
        }
        // A selection that reaches out of the article counts as far as it lies in it.
        let all = select("range.selectNodeContents(document.body)");
        page.run::<bool>(&all, vec![]).await;
        page.press("Claim").await;
        page.until_cards(1).await;
        assert_eq!(page.drawn().await, "claim(It rained.   ) claim(It stopped.)");
        Ok(())
    });
}

#[test]
fn a_browser_without_a_journal_starts_and_says_what_that_means() {
    visit("no-journal", |page| async move {
        let denied = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });";
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": denied })).await?;
        page.reload().await;
        page.begin("It rained.\n\nIt stopped.").await;
        page.tag("It stopped.", "Quote").await;
        page.until_saved().await;
        page.press("Storage").await;
        let said = "document.querySelector('dialog[open]')?.textContent.includes('a crash could take the last changes')";
        page.until("the truth about crashes", said).await;
        page.press("Close").await;
        page.reload().await;
        page.until_cards(1).await;
        Ok(())
    });
}
