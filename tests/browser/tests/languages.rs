//! The page in German, and articles in other scripts.

use std::collections::BTreeSet;
use std::path::Path;

use ascribe_browser_tests::{Page, visit, visit_with};
use serde_json::json;
use thirtyfour::Key;

use super::journey::check_slices;

/// A message of the page's tables: what it says in English and in German, with placeholders in braces.
struct Message {
    english: String,
    german: String,
}

/// Every message of the page, read from its tables.
fn messages() -> Vec<Message> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/web/words");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the tables are here") {
        let source = std::fs::read_to_string(entry.expect("a folder can be listed").path()).expect("a table");
        let Some(table) = source.split("\ntable! {\n").nth(1).and_then(|rest| rest.split("\n}\n").next())
        else {
            continue;
        };
        for row in table.split(";\n") {
            let forms: Vec<_> = row.split('"').skip(1).step_by(2).collect();
            let (english, german) = forms.split_at(forms.len() / 2);
            for (english, german) in english.iter().zip(german) {
                all.push(Message { english: (*english).to_owned(), german: (*german).to_owned() });
            }
        }
    }
    assert!(all.len() > 500, "the tables could be read: {}", all.len());
    all
}

/// Whether a text is what a message says, whatever its values are.
fn is_said_by(form: &str, text: &str) -> bool {
    let mut pieces = form.split('{').map(|piece| piece.rsplit('}').next().unwrap_or_default());
    let first = pieces.next().unwrap_or_default();
    let pieces: Vec<_> = pieces.collect();
    let Some(last) = pieces.last() else { return form.trim() == text };
    let inner = text.strip_prefix(first.trim_start()).and_then(|rest| rest.strip_suffix(last.trim_end()));
    let Some(mut rest) = inner else { return false };
    pieces[..pieces.len() - 1].iter().all(|piece| match rest.find(piece) {
        Some(at) => {
            rest = &rest[at + piece.len()..];
            true
        }
        None => false,
    })
}

/// Whether the words around the values are enough to know the message by: several letters.
fn is_telling(form: &str) -> bool {
    let around = form.split('{').map(|piece| piece.rsplit('}').next().unwrap_or_default());
    around.flat_map(str::chars).filter(|letter| letter.is_alphabetic()).count() > 3
}

/// Everything that can be read on the page and every accessible name, but for what the article and the person say:
/// that has a direction of its own.
const SEEN: &str = r"
    const seen = new Set();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
        const around = node.parentElement;
        if (around.closest('[dir=auto]:not(.meta, .inside, textarea, input), script, style, noscript, kbd, pre')) continue;
        if (around.tagName !== 'OPTION' && !around.checkVisibility()) continue;
        seen.add(node.data.trim());
    }
    for (const it of document.querySelectorAll('[aria-label], [title], [placeholder]'))
        for (const name of ['aria-label', 'title', 'placeholder'])
            if (it.hasAttribute(name)) seen.add(it.getAttribute(name).trim());
    return [...seen].filter((words) => /\p{L}/u.test(words));
";

/// Looks at what is on the page, and collects what is English there.
async fn look(page: &Page, messages: &[Message], at: &str, found: &mut BTreeSet<String>) {
    let seen: Vec<String> = page.run(SEEN, vec![]).await;
    for text in &seen {
        let is = |message: &&Message| {
            message.english != message.german
                && is_telling(&message.english)
                && is_said_by(&message.english, text)
                && !messages.iter().any(|other| is_said_by(&other.german, text) && is_telling(&other.german))
        };
        if let Some(message) = messages.iter().find(is) {
            found.insert(format!("{at}: “{text}” is “{}”", message.english));
        }
    }
}

async fn speak_german(page: &Page) {
    page.element("select.language option[value=de]").await.click().await.expect("a language can be chosen");
    page.until("the page to be German", "document.documentElement.lang === 'de'").await;
}

#[test]
fn everything_is_said_in_german() {
    visit("german", |page| async move {
        let messages = messages();
        let mut english = BTreeSet::new();
        let mut look = async |page: &Page, at: &str| look(page, &messages, at, &mut english).await;
        speak_german(&page).await;
        look(&page, "start").await;
        page.press("Markieren beginnen").await;
        page.until("the problem", "document.querySelector('#paste-problem').textContent.length > 0").await;
        look(&page, "blank paste").await;
        page.press("Beispiel ausprobieren").await;
        page.element("#article [data-start]").await;
        look(&page, "empty article").await;
        for tab in ["4", "3", "2", "1"] {
            page.keys(tab).await;
            look(&page, &format!("tab {tab} of an empty article")).await;
        }
        page.keys("g").await;
        page.element(".suggested").await;
        look(&page, "suggestions").await;
        page.keys(Key::Enter + "").await;
        page.keys("x").await;
        page.press("Alle 20 annehmen").await;
        page.until("every suggestion to be answered", "!document.querySelector('.suggested')").await;
        look(&page, "answered suggestions").await;
        page.keys("1").await;
        page.element(".cards .card").await;
        page.keys("j").await;
        page.element(".card.current.quote").await;
        look(&page, "card of a quote").await;
        page.keys("k").await;
        page.drag_over("forty years").await;
        look(&page, "toolbar").await;
        page.press("Behauptung").await;
        page.element(".card.current.claim").await;
        look(&page, "card of a claim").await;
        page.press("Beleg hinzufügen").await;
        page.element(".evidence li").await;
        look(&page, "evidence").await;
        page.press("Bedingungen").await;
        look(&page, "conditions").await;
        click(&page, ".card .check").await;
        look(&page, "chosen annotations").await;
        page.press("Keine auswählen").await;
        page.keys(Key::Escape + "").await;
        page.keys("2").await;
        click(&page, ".source-name").await;
        look(&page, "sources").await;
        page.keys("3").await;
        look(&page, "figures").await;
        dialogs(&page, &mut look).await?;
        let all: Vec<_> = english.into_iter().collect();
        assert!(all.is_empty(), "This is English on the German page:\n{}", all.join("\n"));
        Ok(())
    });
}

/// Presses what shows itself only under a pointer.
async fn click(page: &Page, selector: &str) {
    page.element(selector).await;
    page.run::<bool>("document.querySelector(arguments[0]).click(); return true;", vec![json!(selector)])
        .await;
}

async fn close(page: &Page) {
    page.press("Schließen").await;
    page.until("the dialog to be gone", "!document.querySelector('dialog')").await;
}

/// Opens every dialog that an article has.
async fn dialogs(page: &Page, look: &mut impl AsyncFnMut(&Page, &str)) -> ascribe_browser_tests::Outcome {
    page.keys("e").await;
    for format in ["ascribe", "conll", "csv", "schema-org"] {
        page.element(&format!("#export-format option[value={format}]")).await.click().await?;
        page.until("the file", "document.querySelector('.preview')?.getAttribute('aria-busy') === 'false'")
            .await;
        look(page, &format!("export as {format}")).await;
    }
    close(page).await;
    page.press("Tastenkürzel").await;
    look(page, "shortcuts").await;
    close(page).await;
    page.press("Speicher").await;
    page.element("dialog meter").await;
    look(page, "storage").await;
    close(page).await;
    click(page, ".title").await;
    look(page, "details").await;
    page.press("Abbrechen").await;
    page.keys("1").await;
    page.keys("j").await;
    page.element(".card.current").await;
    page.keys("l").await;
    look(page, "link").await;
    close(page).await;
    page.keys("a").await;
    page.element("dialog .occurrences li").await;
    look(page, "tag all").await;
    page.press("Abbrechen").await;
    page.keys(Key::Escape + "").await;
    page.press("Neuer Text…").await;
    page.element("#new-text").await;
    look(page, "update").await;
    let edit = r"
        const field = document.querySelector('#new-text');
        field.value = field.value.replace('84 million', '84 billion').replace('forty years', 'a very long time indeed');
        return true;
    ";
    page.run::<bool>(edit, vec![]).await;
    page.press("Vergleichen").await;
    page.element("#update-tally").await;
    look(page, "review of an update").await;
    page.press("Text aktualisieren").await;
    page.until("the notice", "document.querySelector('.notice')").await;
    look(page, "notice of an update").await;
    page.press("Neuer Text…").await;
    page.element(".versions").await;
    look(page, "versions").await;
    page.press("Änderungen sehen").await;
    page.element(".texts").await;
    look(page, "two versions").await;
    close(page).await;
    page.keys("f").await;
    page.element("dialog textarea").await.send_keys("million").await?;
    page.element("dialog .occurrences li").await;
    look(page, "find").await;
    close(page).await;
    page.keys(",").await;
    page.element("dialog .settings").await;
    look(page, "settings").await;
    page.press("Tasten ändern…").await;
    page.element("dialog .keymap").await;
    page.press("Taste für „Als Behauptung markieren“ ändern, jetzt C").await;
    look(page, "a key that is waited for").await;
    page.keys("q").await;
    page.until("the refusal", "document.querySelector('.answer.problem')?.textContent.includes('Als Zitat')")
        .await;
    look(page, "a key that another command has").await;
    page.keys(Key::Right + "").await;
    page.until("the refusal", "document.querySelector('.answer.problem')?.textContent.includes('Arrow')")
        .await;
    look(page, "a key that the browser has").await;
    page.keys("r").await;
    page.until("the new key", "document.querySelector('.answer:not(.problem)')").await;
    look(page, "a key that was changed").await;
    page.press("Alle zurücksetzen").await;
    look(page, "keys as usual").await;
    close(page).await;
    imports(page, look).await?;
    let broken = br#"{"format":"ascribe","schemaVersion":"9.0.0","document":{}}"#;
    page.choose_file("input[aria-label='Datei zum Importieren']", "kaputt.json", broken).await;
    page.until("the refusal", "document.querySelector('.notice.problem')").await;
    look(page, "a refused file").await;
    page.press("Bibliothek").await;
    page.element(".library-list li").await;
    look(page, "library").await;
    // The text of the first one is another by now.
    page.press("Beispiel ausprobieren").await;
    page.element("#article [data-start]").await;
    page.press("Bibliothek").await;
    page.press("Beispiel ausprobieren").await;
    page.element("dialog").await;
    look(page, "a text that is here already").await;
    close(page).await;
    Ok(())
}

/// What an import has to tell: entries that are refused, annotations without a place, another's settings.
async fn imports(page: &Page, look: &mut impl AsyncFnMut(&Page, &str)) -> ascribe_browser_tests::Outcome {
    let mut file: serde_json::Value = serde_json::from_str(&export(page).await)?;
    let id = file["annotations"][0]["id"].clone();
    file["document"]["id"] = json!("urn:uuid:6f1c1ab2-4f0e-4f3a-9d2e-0c3a8b1f5d71");
    let text = format!("{} And more.", file["document"]["text"].as_str().unwrap_or_default());
    file["document"]["text"] = json!(text);
    file["annotations"][1]["id"] = id;
    file["annotations"][2]["kind"] = json!("opinion");
    file["annotations"][3]["target"][0]["exact"] = json!("words that nobody wrote");
    file["annotations"][4]["created"] = json!("yesterday");
    file["annotations"][5]["target"] = json!([]);
    file["annotations"][6]["hat"] = json!("red");
    file["annotations"][7] = json!("no annotation");
    file["annotations"][8]["labels"] = json!("no list");
    file["annotations"][9]["target"][0]["exact"] = json!(7);
    file["choices"] = json!({ "theme": "dark", "keys": "claim=r", "cursorSpeech": "words", "snap": 7 });
    let field = "input[aria-label='Datei zum Importieren']";
    page.choose_file(field, "kaputt.json", file.to_string().as_bytes()).await;
    page.element("dialog .problems li").await;
    look(page, "the review of an import").await;
    page.press("Abbrechen").await;
    page.until("the dialog to be gone", "!document.querySelector('dialog')").await;
    // What is not even JSON, each in its own way.
    for (name, content) in [
        ("a", "{\"format\":\"ascribe\","),
        ("b", "{\"a\":tru}"),
        ("c", "{\"a\":[1,]}"),
        ("d", "{\"format\":\"ascribe\",\"schemaVersion\":\"1.0.0\",\"document\":7,\"annotations\":[]}"),
    ] {
        page.choose_file(field, &format!("{name}.ascribe.json"), content.as_bytes()).await;
        page.until(
            "the refusal",
            &format!("document.querySelector('.notice.problem')?.textContent.includes('{name}.ascribe')"),
        )
        .await;
        look(page, "a file that is no JSON").await;
    }
    Ok(())
}

/// The native file, by the button of the German page.
async fn export(page: &Page) -> String {
    page.press("JSON-Export").await;
    page.downloaded().await.1
}

#[test]
fn what_cannot_be_kept_is_said_in_german() {
    visit_with("german-trouble", &["--accept-lang=de"], |page| async move {
        let messages = messages();
        let mut english = BTreeSet::new();
        page.press("Beispiel ausprobieren").await;
        page.element("#article [data-start]").await;
        page.keys("q").await;
        page.until(
            "the status",
            "document.querySelector('[role=status]').textContent.startsWith('In diesem')",
        )
        .await;
        look(&page, &messages, "the first hint", &mut english).await;
        page.press("Bibliothek").await;
        // Records that cannot be read, each in its own way.
        let damage = r"
            const key = Object.keys(localStorage).find((key) => key.startsWith('a1.d.'));
            const article = key.slice('a1.d.'.length);
            localStorage.setItem(`a1.n.${article}.0000000000000000000001`, 'not a record');
            localStorage.setItem(`a1.n.${article}.0000000000000000000002`, '[99]');
            localStorage.setItem(`a1.s.${article}.0000000000000000000003`, '{}');
            localStorage.setItem('a1.d.short', '[]');
            localStorage.setItem('a1.x.y', '1');
            return true;
        ";
        page.run::<bool>(damage, vec![]).await;
        page.reload().await;
        page.until("the notice", "document.querySelector('.notice.problem')").await;
        look(&page, &messages, "damaged records", &mut english).await;
        page.press("Speicher").await;
        page.element("dialog .problems li").await;
        look(&page, &messages, "storage with damaged records, and privacy", &mut english).await;
        close(&page).await;
        // An article that does not fit.
        let fill = "const used = Object.entries(localStorage).flat().join('').length; localStorage.setItem('filler', 'x'.repeat(5 * 1024 * 1024 - used - 2000)); return true;";
        page.run::<bool>(fill, vec![]).await;
        page.paste_as("text/plain", &"It rained all day. ".repeat(2_000)).await;
        page.press("Markieren beginnen").await;
        page.element("dialog[open]").await;
        look(&page, &messages, "an article that does not fit", &mut english).await;
        let all: Vec<_> = english.into_iter().collect();
        assert!(all.is_empty(), "This is English on the German page:\n{}", all.join("\n"));
        Ok(())
    });
}

#[test]
fn the_language_is_kept_and_nothing_typed_is_lost() {
    visit("language", |page| async move {
        page.element("textarea").await.send_keys("Half an article").await?;
        speak_german(&page).await;
        let state =
            "return [document.querySelector('textarea').value, document.querySelector('h1').textContent];";
        let (typed, heading): (String, String) = page.run(state, vec![]).await;
        assert_eq!(typed, "Half an article");
        assert_eq!(heading, "Wer hat was gesagt, und was lässt sich prüfen?");
        page.reload().await;
        page.until("German to be kept", "document.documentElement.lang === 'de'").await;
        page.button("Markieren beginnen").await;
        page.element("select.language option[value=en]").await.click().await?;
        page.until("English", "document.documentElement.lang === 'en'").await;
        page.button("Start annotating").await;
        page.reload().await;
        page.button("Start annotating").await;
        Ok(())
    });
}

#[test]
fn the_page_speaks_the_language_that_the_browser_asks_for() {
    visit_with("language-asked-for", &["--accept-lang=fr,de-AT,en"], |page| async move {
        page.until("German", "document.documentElement.lang === 'de'").await;
        page.press("Beispiel ausprobieren").await;
        page.until(
            "a German status",
            "document.querySelector('.meta').textContent.includes('hinzugefügt heute')",
        )
        .await;
        Ok(())
    });
}

#[test]
fn nothing_is_cut_off_in_german_on_a_small_screen() {
    visit_with("german-small", &["--accept-lang=de"], |page| async move {
        let metrics = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": false });
        page.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        let fits = "document.documentElement.scrollWidth <= innerWidth";
        page.until("the start screen to fit", fits).await;
        page.press("Beispiel ausprobieren").await;
        page.element("#article [data-start]").await;
        page.drag_over("forty years").await;
        page.press("Behauptung").await;
        page.element(".card.current").await;
        page.until("the workspace to fit", fits).await;
        // A label that is wider than its column would lie on top of its field.
        let wide = "return [...document.querySelectorAll('.fields > label, .field-name, .tabs button, .foot span')].filter((it) => it.checkVisibility() && it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== 'inline').map((it) => it.textContent);";
        assert_eq!(page.run::<Vec<String>>(wide, vec![]).await, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn the_german_header_leaves_room_for_the_title() {
    visit_with("german-header", &["--accept-lang=de"], |page| async move {
        page.press("Beispiel ausprobieren").await;
        page.element("#article [data-start]").await;
        assert_eq!(page.run::<u32>("return innerWidth;", vec![]).await, 1360);
        let letters = "const title = document.querySelector('.crumb .title'); return title.clientWidth / (title.scrollWidth / title.textContent.trim().length);";
        let letters: f64 = page.run(letters, vec![]).await;
        assert!(letters >= 20.0, "only {letters} letters of the title can be read");
        let fits = "return document.querySelector('.top').scrollWidth <= innerWidth;";
        assert!(page.run::<bool>(fits, vec![]).await, "the header is wider than the window");
        Ok(())
    });
}

/// An article in a script: its text, the words to tag, and the direction that it reads in.
struct Script {
    name: &'static str,
    text: &'static str,
    words: &'static str,
    direction: &'static str,
}

const SCRIPTS: [Script; 6] = [
    Script {
        name: "Arabic",
        text: "الميناء يكلف أكثر مما وعد به\n\nقالت رئيسة البلدية ليلى حداد: «سيكلف الجسر ٨٤ مليون دينار». وأضافت أن العمل يبدأ في مايو.",
        words: "سيكلف الجسر ٨٤ مليون دينار",
        direction: "rtl",
    },
    Script {
        name: "Hebrew",
        text: "הגשר יעלה יותר מהמובטח\n\n„הגשר יעלה 84 מיליון שקל”, אמרה ראש העיר נעה לוי. העבודות יתחילו במאי.",
        words: "הגשר יעלה 84 מיליון שקל",
        direction: "rtl",
    },
    Script {
        name: "Chinese",
        text: "大桥造价超出承诺\n\n市长李梅说：“这座桥将花费八千四百万元。”工程将于五月开工。",
        words: "这座桥将花费八千四百万元",
        direction: "ltr",
    },
    Script {
        name: "Japanese",
        text: "橋の費用、約束を上回る\n\n市長の田中さくらは「橋には八千四百万円かかる」と述べた。工事は五月に始まる。",
        words: "橋には八千四百万円かかる",
        direction: "ltr",
    },
    Script {
        name: "Thai",
        text: "สะพานแพงกว่าที่สัญญา\n\nนายกเทศมนตรีกล่าวว่า “สะพานจะใช้เงิน 84 ล้านบาท” งานจะเริ่มในเดือนพฤษภาคม",
        words: "สะพานจะใช้เงิน 84 ล้านบาท",
        direction: "ltr",
    },
    Script {
        name: "Hindi",
        text: "पुल वादे से महँगा\n\nमहापौर सीता शर्मा ने कहा, “पुल पर 84 करोड़ रुपये लगेंगे।” काम मई में शुरू होगा।",
        words: "पुल पर 84 करोड़ रुपये लगेंगे",
        direction: "ltr",
    },
];

#[test]
fn articles_of_every_script_are_tagged_exactly_and_read_their_own_way() {
    visit("scripts", |page| async move {
        for (number, script) in SCRIPTS.iter().enumerate() {
            if number > 0 {
                page.press("Library").await;
                page.element("textarea").await;
            }
            page.begin(script.text).await;
            page.tag(script.words, "Quote").await;
            page.until_cards(1).await;
            page.until_saved().await;
            let directions = "return ['#article p:last-of-type', '.card .words', '.title'].map((it) => getComputedStyle(document.querySelector(it)).direction);";
            let directions: Vec<String> = page.run(directions, vec![]).await;
            assert_eq!(directions, [script.direction; 3], "{}", script.name);
            let json = page.export().await;
            check_slices(&json)?;
            let read = ascribe::format::native::read(&json)?;
            assert_eq!(read.problems, [], "{}", script.name);
            let document = read.document;
            let said = document.annotations.as_slice()[0].words(&document.article.text);
            assert_eq!(said, script.words, "{}", script.name);
            let start = script.text.split(script.words).next().map(|before| before.chars().count());
            let got = document.annotations.as_slice()[0].parts.extent().start().get();
            assert_eq!(Some(got), start, "{}", script.name);
        }
        Ok(())
    });
}
