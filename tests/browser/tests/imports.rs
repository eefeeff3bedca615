//! Files of other tools on their way in: recognised, counted, shown, compared, and taken back in one step.

use ascribe_browser_tests::{Page, visit};
use serde_json::{Value, json};

const FIELD: &str = "input[aria-label='File to import']";
const DIALOG: &str = "document.querySelector('dialog[open]')?.textContent";

/// An article in which every unit of offsets counts otherwise.
const STORY: &str = "👍 Köln: “We won,” she said.\n\nIt rained 40 mm.";

async fn until_dialog_says(page: &Page, words: &str) {
    page.until(&format!("the dialog to say “{words}”"), &format!("{DIALOG}?.includes({})", json!(words)))
        .await;
}

async fn dialog(page: &Page) -> String {
    page.run(&format!("return {DIALOG} ?? '';"), vec![]).await
}

async fn empty_the_browser(page: &Page) {
    let empty = "localStorage.clear(); sessionStorage.clear(); history.replaceState(null, '', location.pathname); return true;";
    page.run::<bool>(empty, vec![]).await;
    page.reload().await;
}

/// Files as other tools write them, with no key of Ascribe's: name, content, what is said of the offsets.
fn foreign() -> Vec<(&'static str, String, &'static str)> {
    let selector = |exact: &str, start: u32, end: u32| {
        json!([
            { "type": "TextPositionSelector", "start": start, "end": end },
            { "type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": "" },
        ])
    };
    let region = |id: &str, label: &str, text: &str, start: u32, end: u32| {
        json!({
            "id": id, "from_name": "label", "to_name": "text", "type": "labels",
            "value": { "start": start, "end": end, "text": text, "labels": [label] },
        })
    };
    let tasks = json!([{
        "id": 7,
        "data": { "text": STORY },
        "annotations": [{ "result": [
            region("a", "Quote", "“We won,”", 8, 17), region("b", "Claim", "It rained 40 mm.", 29, 45),
        ] }],
    }]);
    let spacy = json!({
        "text": STORY,
        "spans": [
            { "start": 8, "end": 17, "label": "QUOTE", "text": "“We won,”" },
            { "start": 29, "end": 45, "label": "CLAIM", "text": "It rained 40 mm." },
        ],
    });
    let doccano = json!({ "id": 1, "text": STORY, "label": [[9, 18, "quote"], [30, 46, "claim"]] });
    let annotation = |id: &str, tag: &str, exact: &str, start: u32, end: u32| {
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld", "id": id, "type": "Annotation",
            "body": { "type": "TextualBody", "purpose": "tagging", "value": tag },
            "target": { "source": "https://example.org/story", "selector": selector(exact, start, end) },
        })
    };
    let w3c = json!([
        annotation("https://example.org/1", "quote", "“We won,”", 8, 17),
        annotation("https://example.org/2", "claim", "It rained 40 mm.", 29, 45),
    ]);
    let hypothesis = |id: &str, tag: &str, exact: &str, start: u32, end: u32| {
        json!({
            "id": id, "uri": "https://example.org/story", "text": "", "tags": [tag],
            "target": [{ "source": "https://example.org/story", "selector": selector(exact, start, end) }],
        })
    };
    let hypothesis = json!({
        "export_date": "2026-05-03T09:41:00Z", "export_userid": "acct:x@hypothes.is", "client_version": "1.1",
        "annotations": [
            hypothesis("AbC", "quote", "“We won,”", 9, 18), hypothesis("DeF", "claim", "It rained 40 mm.", 30, 46),
        ],
    });
    let table = "kind,quote,start,end\r\nquote,\"“We won,”\",8,17\r\nclaim,It rained 40 mm.,29,45\r\n";
    vec![
        ("tasks.json", tasks.to_string(), "code points"),
        ("prodigy.jsonl", spacy.to_string() + "\n", "code points"),
        ("doccano.jsonl", doccano.to_string() + "\n", "UTF-16 units"),
        ("annotations.jsonld", w3c.to_string(), "code points"),
        ("hypothesis.json", hypothesis.to_string(), "UTF-16 units"),
        ("table.csv", table.to_owned(), "code points"),
    ]
}

#[test]
fn files_of_other_tools_join_the_article_that_is_open() {
    visit("import-foreign", |page| async move {
        page.begin(STORY).await;
        page.until_saved().await;
        let before = page.stored().await;
        for (name, content, unit) in foreign() {
            page.choose_file(FIELD, name, content.as_bytes()).await;
            until_dialog_says(&page, "Will be added2 annotations").await;
            until_dialog_says(&page, unit).await;
            assert!(
                dialog(&page).await.contains("which has the same text"),
                "{name}: {}",
                dialog(&page).await
            );
            assert_eq!(page.stored().await, before, "{name}: nothing is changed before the person says yes");
            page.press("Import").await;
            page.until_cards(2).await;
            assert_eq!(page.drawn().await, "quote(“We won,”) claim(It rained 40 mm.)", "{name}");
            page.press("Undo that").await;
            page.until_cards(0).await;
            page.until_saved().await;
            page.until(
                "the store to be as before",
                "Object.keys(localStorage).every((key) => !key.startsWith('a1.n.'))",
            )
            .await;
        }
        Ok(())
    });
}

#[test]
fn every_format_that_is_read_comes_back_through_the_page() {
    visit("import-own", |page| async move {
        page.begin(STORY).await;
        page.tag("It rained 40 mm", "Claim").await;
        page.tag("“We won,”", "Quote").await;
        page.until_saved().await;
        let (records, drawn) = (page.stored().await, page.drawn().await);
        let mut files = Vec::new();
        for format in
            ["web-annotation", "recogito", "hypothesis", "label-studio", "spacy", "doccano", "csv", "brat"]
        {
            page.press("Export…").await;
            let choose = "const s = document.getElementById('export-format'); s.value = arguments[0]; s.dispatchEvent(new Event('change', { bubbles: true })); return s.value;";
            page.run::<String>(choose, vec![json!(format)]).await;
            page.until("a file", "!document.querySelector('dialog button.primary').disabled && document.querySelector('.preview').ariaBusy === 'false'").await;
            page.press("Download").await;
            let mut got = vec![page.downloaded_bytes().await];
            if format == "label-studio" {
                // Its configuration comes along.
                got.push(page.downloaded_bytes().await);
                got.retain(|(name, _)| name != "label-studio-config.xml");
                assert_eq!(got.len(), 1);
            }
            let (name, content) = got.remove(0);
            files.push((format, name, content));
        }
        for (format, name, content) in files {
            empty_the_browser(&page).await;
            page.choose_file(FIELD, &name, &content).await;
            until_dialog_says(&page, "Will be added2 annotations").await;
            page.press("Import").await;
            page.until_cards(2).await;
            page.until_saved().await;
            assert_eq!(page.drawn().await, drawn, "{format}");
            // A table has no place for when the article came in.
            if format != "csv" {
                assert_eq!(page.stored().await, records, "{format}");
            }
        }
        Ok(())
    });
}

#[test]
fn many_files_come_in_as_one_step() {
    visit("import-many", |page| async move {
        page.begin(STORY).await;
        page.until_saved().await;
        let other = json!({ "text": "Another story. It snowed.", "spans": [{ "start": 15, "end": 25, "label": "CLAIM" }] });
        let mut files: Vec<(&str, String)> =
            foreign().into_iter().take(2).map(|(name, content, _)| (name, content)).collect();
        files.push(("other.jsonl", other.to_string()));
        files.push(("broken.json", "{\"format\": \"ascribe\"".to_owned()));
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, content)| (*name, content.as_bytes())).collect();
        page.choose_files(FIELD, &files).await;
        until_dialog_says(&page, "3 articles: 1 new, 1 here already").await;
        // The same passages in two files are the same annotations.
        until_dialog_says(&page, "Will be added3 annotations").await;
        until_dialog_says(&page, "Here already2 annotations").await;
        let rows: Vec<String> = page
            .run(
                "return [...document.querySelectorAll('.incoming tbody tr:has(th)')].map((row) => row.textContent);",
                vec![],
            )
            .await;
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert!(
            rows[0].ends_with("2000") && rows[1].ends_with("0200") && rows[2].ends_with("1000"),
            "{rows:?}"
        );
        let said = dialog(&page).await;
        assert!(said.contains("broken.json” was not imported: it is not JSON: line 1"), "{said}");
        page.press("Import the rest").await;
        page.until(
            "the answer",
            "document.querySelector('.notice')?.textContent.includes('Imported 2 articles')",
        )
        .await;
        page.until_cards(2).await;
        page.press("Undo that").await;
        page.until_cards(0).await;
        page.until_saved().await;
        page.until(
            "one article",
            "Object.keys(localStorage).filter((key) => key.startsWith('a1.d.')).length === 1",
        )
        .await;
        Ok(())
    });
}

#[test]
fn what_differs_is_shown_and_chosen_field_by_field() {
    visit("import-compare", |page| async move {
        page.begin(STORY).await;
        page.tag("It rained 40 mm", "Claim").await;
        page.element("[id^=note-]").await.send_keys("mine").await.expect("a note can be typed");
        page.tag("“We won,”", "Quote").await;
        page.until_saved().await;
        let mut file: Value = serde_json::from_str(&page.export().await).expect("it is JSON");
        for annotation in file["annotations"].as_array_mut().expect("a list") {
            if annotation["kind"] == "claim" {
                annotation["note"] = json!("theirs");
                annotation["verdict"] = json!("disputed");
            }
        }
        let theirs = file.to_string();
        let note = "document.querySelector('[id^=note-]')?.value";

        // Kept as it is: nothing to import.
        page.choose_file(FIELD, "theirs.json", theirs.as_bytes()).await;
        until_dialog_says(&page, "1 annotation said otherwise here").await;
        until_dialog_says(&page, "1 annotation; none will be changed").await;
        let disabled = "document.querySelector('dialog button.primary').disabled";
        page.until("nothing to import", disabled).await;
        let sides: Vec<String> = page
            .run("return [...document.querySelectorAll('.sides')].map((row) => row.textContent);", vec![])
            .await;
        assert_eq!(sides, ["VerdictMine nothingTheirs disputed", "NoteMine mineTheirs theirs"]);
        // Both sides beside each other.
        page.run::<bool>("document.querySelector('.compare').open = true; return true;", vec![]).await;
        let rows: Vec<String> = page
            .run(
                "return [...document.querySelectorAll('.compare tbody tr')].map((row) => row.textContent);",
                vec![],
            )
            .await;
        assert_eq!(rows, ["“We won,”Quote Quote ", "It rained 40 mmClaim mineClaim disputed · theirs"]);

        // One field of theirs, by the keyboard's own way of choosing.
        page.run::<bool>(
            "document.querySelectorAll('.sides')[1].querySelectorAll('input')[1].click(); return true;",
            vec![],
        )
        .await;
        until_dialog_says(&page, "1 annotation; 1 will be changed").await;
        page.press("Import").await;
        page.at("//mark[.='It rained 40 mm']").await.click().await.expect("it can be pressed");
        page.until("their note", &format!("{note} === 'theirs'")).await;
        page.press("Undo that").await;
        page.until("my note", &format!("{note} === 'mine'")).await;

        // All of theirs.
        page.choose_file(FIELD, "theirs.json", theirs.as_bytes()).await;
        until_dialog_says(&page, "1 annotation said otherwise here").await;
        page.press("Take all theirs").await;
        page.press("Import").await;
        page.at("//mark[.='It rained 40 mm']").await.click().await.expect("it can be pressed");
        page.until("their note", &format!("{note} === 'theirs'")).await;
        page.until_saved().await;
        let file: Value = serde_json::from_str(&page.export().await).expect("it is JSON");
        let verdicts: Vec<_> = file["annotations"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["verdict"].clone())
            .collect();
        assert!(verdicts.contains(&json!("disputed")), "{verdicts:?}");
        Ok(())
    });
}

#[test]
fn offsets_without_words_are_counted_as_the_person_says() {
    visit("import-unit", |page| async move {
        let (name, content, _) = foreign().swap_remove(2);
        page.choose_file(FIELD, name, content.as_bytes()).await;
        until_dialog_says(&page, "they are taken to count UTF-16 units").await;
        let first = "document.querySelector('.unit li').textContent";
        page.until("the first words", &format!("{first} === '“We won,”'")).await;
        let choose = "const s = document.getElementById('import-unit'); s.value = 'code points'; s.dispatchEvent(new Event('change', { bubbles: true })); return true;";
        page.run::<bool>(choose, vec![]).await;
        page.until("the words one further", &format!("{first} === 'We won,” '")).await;
        page.run::<bool>(&choose.replace("'code points'", "''"), vec![]).await;
        page.until("the first words again", &format!("{first} === '“We won,”'")).await;
        page.press("Import").await;
        page.until_cards(2).await;
        assert_eq!(page.drawn().await, "quote(“We won,”) claim(It rained 40 mm.)");
        Ok(())
    });
}

#[test]
fn labels_of_another_scheme_become_what_the_person_says() {
    visit("import-kind", |page| async move {
        let line = json!({ "text": STORY, "spans": [{ "start": 29, "end": 38, "label": "WEATHER", "text": "It rained" }] });
        page.choose_file(FIELD, "labels.jsonl", line.to_string().as_bytes()).await;
        until_dialog_says(&page, "1 annotation labelled neither claim nor quote").await;
        let choose = "const s = document.getElementById('import-kind'); s.value = 'quote'; s.dispatchEvent(new Event('change', { bubbles: true })); return true;";
        page.run::<bool>(choose, vec![]).await;
        page.until("the choice", "document.getElementById('import-kind').value === 'quote' && !document.querySelector('dialog button.primary').disabled").await;
        page.press("Import").await;
        page.until_cards(1).await;
        assert_eq!(page.drawn().await, "quote(It rained)");
        page.until(
            "its label",
            "document.querySelector('[data-annotation]').textContent.includes('WEATHER')",
        )
        .await;
        Ok(())
    });
}

#[test]
fn a_text_that_begins_like_data_is_an_article() {
    visit("import-text", |page| async move {
        page.choose_file(FIELD, "story.txt", "[Updated] The council voted.".as_bytes()).await;
        page.until(
            "the article",
            "document.querySelector('[data-start]')?.textContent.startsWith('[Updated]')",
        )
        .await;
        Ok(())
    });
}

#[test]
fn a_file_of_brat_comes_with_the_file_of_its_text() {
    visit("import-brat-pair", |page| async move {
        let standoff = "T1\tQuote 8 17\t“We won,”\nT2\tClaim 29 45\tIt rained 40 mm.\nT3\tCue 22 26\tsaid\nR1\tcue Arg1:T1 Arg2:T3\n";
        let files = [("story.txt", STORY.as_bytes()), ("story.ann", standoff.as_bytes())];
        page.choose_files(FIELD, &files).await;
        until_dialog_says(&page, "Will be added2 annotations").await;
        until_dialog_says(&page, "It becomes a new article").await;
        page.press("Import").await;
        page.until_cards(2).await;
        assert_eq!(page.drawn().await, "quote(“We won,”) claim(It rained 40 mm.)");
        page.until_saved().await;
        // The text is one article, and no second one.
        let articles = "return Object.keys(localStorage).filter((key) => key.startsWith('a1.t.')).length;";
        assert_eq!(page.run::<u32>(articles, vec![]).await, 1);
        // Alone it is about the article that is open.
        page.choose_file(
            FIELD,
            "story.ann",
            standoff.replace("Claim 29 45\tIt rained 40 mm.", "Claim 29 38\tIt rained").as_bytes(),
        )
        .await;
        until_dialog_says(&page, "which has the same text").await;
        Ok(())
    });
}

#[test]
fn what_has_no_place_is_kept_unless_the_person_says_no() {
    visit("import-unplaced", |page| async move {
        page.begin(STORY).await;
        page.until_saved().await;
        let table = "kind,quote,note\r\nclaim,It rained 40 mm.,\r\nclaim,It snowed for a week.,from the first edition\r\n";
        page.choose_file(FIELD, "table.csv", table.as_bytes()).await;
        until_dialog_says(&page, "Without a place1 annotation; kept apart").await;
        until_dialog_says(&page, "its words are not in the article").await;
        page.element("dialog[open] .unit input[type=checkbox]").await.click().await?;
        until_dialog_says(&page, "Without a place1 annotation; left out").await;
        page.element("dialog[open] .unit input[type=checkbox]").await.click().await?;
        until_dialog_says(&page, "Without a place1 annotation; kept apart").await;
        page.press("Import").await;
        page.until_cards(1).await;
        page.until_saved().await;
        // It outlives a reload, waits in the dialog that places things, and goes out with the article.
        page.reload().await;
        page.until_cards(1).await;
        let json: Value = serde_json::from_str(&page.export().await).expect("JSON");
        let left = &json["versions"][0]["left"][0];
        assert_eq!(
            (&left["target"][0]["exact"], &left["note"]),
            (&json!("It snowed for a week."), &json!("from the first edition"))
        );
        page.press("Update text…").await;
        page.until(
            "it to wait for a place",
            "document.querySelector('[aria-label=\"Annotations without a place\"]')?.textContent.includes('It snowed for a week.')",
        )
        .await;
        Ok(())
    });
}

#[test]
fn a_name_goes_out_with_what_is_annotated_under_it() {
    visit("export-name", |page| async move {
        page.begin(STORY).await;
        page.tag("It rained 40 mm.", "Claim").await;
        page.until_cards(1).await;
        page.press("Export…").await;
        let field = page.element("#annotator").await;
        field.send_keys("Ada Marwick").await?;
        page.run::<bool>("document.activeElement.blur(); return true;", vec![]).await;
        page.until("the name to be kept", "localStorage.getItem('ascribe.annotator') === 'Ada Marwick'")
            .await;
        page.keys(thirtyfour::Key::Escape).await;
        page.until("the dialog to be gone", "!document.querySelector('dialog')").await;
        page.tag("“We won,”", "Quote").await;
        page.until_cards(2).await;
        page.until_saved().await;
        page.reload().await;
        page.until_cards(2).await;
        let json: Value = serde_json::from_str(&page.export().await).expect("JSON");
        let creators: Vec<_> = json["annotations"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["creator"].clone())
            .collect();
        assert_eq!(creators, [json!("Ada Marwick"), Value::Null]);
        Ok(())
    });
}
