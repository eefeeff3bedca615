//! The contract of the page: names and attributes that scripts and screen readers rely on.

use ascribe_browser_tests::visit;

#[test]
fn the_names_of_the_page_hold() {
    visit("contract", |page| async move {
        for name in ["Start annotating", "Open file", "Try the sample", "Import…", "Undo", "Redo"] {
            page.button(name).await;
        }
        page.press("Try the sample").await;
        page.element("section[aria-label='Article'] [data-start][data-end]").await;
        for name in ["Undo", "Redo", "Export JSON", "Export…", "Import…"] {
            page.button(name).await;
        }
        page.drag_over("The bridge would cost 84 million").await;
        for name in ["Claim", "Quote", "Note", "Remove"] {
            let selector = format!("[role=toolbar][aria-label='Tag selection'] button[aria-label='{name}']");
            page.element(&selector).await;
        }
        page.press("Claim").await;
        page.until_cards(1).await;
        page.element("ul[aria-label='Annotations'] > li[data-annotation]").await;
        let mark = page.element("mark[data-annotations][data-kinds='claim']").await;
        let id = mark.attr("data-annotations").await?.unwrap_or_default();
        page.element(&format!("li[data-annotation='{id}']")).await;
        assert!(
            page.export().await.contains(&format!("urn:uuid:{id}")),
            "the export knows it by the same id"
        );
        assert!(page.status().await.starts_with("Saved"));
        let statuses: u32 =
            page.run("return document.querySelectorAll('[role=status]').length;", vec![]).await;
        assert_eq!(statuses, 1, "there is one status");
        Ok(())
    });
}

#[test]
fn every_control_has_a_name_and_is_large_enough() {
    visit("controls", |page| async move {
        page.press("Try the sample").await;
        page.drag_over("The bridge would cost 84 million").await;
        let script = r"
            const name = (it) => it.getAttribute('aria-label') || it.labels?.[0]?.textContent || it.textContent.trim() || it.placeholder || '';
            return [...document.querySelectorAll('button, input:not([type=file]), textarea')]
                .filter((it) => it.checkVisibility())
                .flatMap((it) => {
                    const box = it.getBoundingClientRect();
                    const wrong = [];
                    if (!name(it)) wrong.push('no name: ' + it.outerHTML);
                    if (box.width < 24 || box.height < 24) wrong.push(`small (${box.width} x ${box.height}): ` + name(it));
                    return wrong;
                });
        ";
        let wrong: Vec<String> = page.run(script, vec![]).await;
        assert_eq!(wrong, Vec::<String>::new());
        Ok(())
    });
}
