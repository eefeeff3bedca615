//! The page on a small screen, in both themes, with the system's own colours, with less motion, and on paper.

use ascribe_browser_tests::{Key, visit};
use serde_json::json;

#[test]
fn nothing_is_cut_off_on_a_small_screen() {
    visit("small", |page| async move {
        let metrics = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": false });
        page.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        let fits = "document.documentElement.scrollWidth <= innerWidth";
        page.until("the start screen to fit", fits).await;
        page.press("Try the sample").await;
        page.element("#article [data-start]").await;
        page.tag("The bridge would cost 84 million", "Claim").await;
        page.drag_over("forty years").await;
        page.until("the workspace to fit", fits).await;
        page.until(
            "the toolbar to be on the screen",
            "(() => { const box = document.querySelector('[role=toolbar]').getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth && box.top >= 0; })()",
        )
        .await;
        page.press("More").await;
        page.button("Export…").await;
        page.button("Import…").await;
        Ok(())
    });
}

#[test]
fn text_has_enough_contrast_in_both_themes() {
    visit("contrast", |page| async move {
        page.press("Try the sample").await;
        page.element("#article [data-start]").await;
        page.tag("The bridge would cost 84 million", "Claim").await;
        page.tag("“pay for itself within 22 years”", "Quote").await;
        // WCAG 2.2, 1.4.3: the ratio of relative luminances, against the nearest ground that is painted.
        let script = r"
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const rgb = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
            const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const ground = (it) => { for (; it; it = it.parentElement) { const c = rgb(getComputedStyle(it).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
            const wrong = [];
            for (const it of document.querySelectorAll('body *')) {
                const own = [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
                if (!own || !it.checkVisibility() || it.closest(':disabled, noscript')) continue;
                const [a, b] = [luminance(rgb(getComputedStyle(it).color)), luminance(ground(it))].sort((x, y) => y - x);
                const ratio = (a + 0.05) / (b + 0.05);
                if (ratio < 4.5) wrong.push(ratio.toFixed(2) + ' ' + it.className + ': ' + it.textContent.trim().slice(0, 40));
            }
            return wrong;
        ";
        let mut grounds = Vec::new();
        for theme in ["light", "dark"] {
            let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
            page.devtools("Emulation.setEmulatedMedia", feature).await?;
            let wrong: Vec<String> = page.run(script, vec![]).await;
            assert_eq!(wrong, Vec::<String>::new(), "{theme}");
            let ground: String =
                page.run("return getComputedStyle(document.body).backgroundColor;", vec![]).await;
            grounds.push(ground);
        }
        assert_ne!(grounds[0], grounds[1], "the two themes differ");

        page.press("Light or dark").await;
        let chosen: String =
            page.run("return getComputedStyle(document.body).backgroundColor;", vec![]).await;
        assert_eq!(chosen, grounds[0], "the button turns dark into light");
        page.reload().await;
        page.until("the choice to be kept", "document.documentElement.dataset.theme === 'light'").await;
        Ok(())
    });
}

#[test]
fn nothing_moves_by_itself_for_who_asks_for_less_motion() {
    visit("less-motion", |page| async move {
        let less = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        page.devtools("Emulation.setEmulatedMedia", less).await?;
        // Whatever scrolls smoothly is told of, from the page's own calls to its style sheets.
        let watch = r"
            window.smooth = [];
            for (const [holder, name] of [[Element.prototype, 'scrollIntoView'], [Element.prototype, 'scrollBy'], [Element.prototype, 'scrollTo'], [window, 'scrollTo'], [window, 'scrollBy']]) {
                const plain = holder[name];
                holder[name] = function (...how) { if (how[0]?.behavior === 'smooth') smooth.push(name); return plain.apply(this, how); };
            }
            window.moving = () => [...smooth, ...document.getAnimations().map((it) => it.animationName ?? it.transitionProperty),
                ...[...document.querySelectorAll('*')].filter((it) => getComputedStyle(it).scrollBehavior === 'smooth').map((it) => it.tagName)];
            return true;";
        page.run::<bool>(watch, vec![]).await;
        let moving = "return moving();";
        page.press("Try the sample").await;
        page.element("#article [data-start]").await;
        // The caret blinks for everybody else.
        page.keys(Key::Down + "").await;
        page.until("the caret", "!document.querySelector('.caret').hidden").await;
        assert_eq!(page.run::<Vec<String>>(moving, vec![]).await, Vec::<String>::new(), "with the caret");
        page.tag("The bridge would cost 84 million", "Claim").await;
        page.tag("“pay for itself within 22 years”", "Quote").await;
        assert_eq!(page.run::<Vec<String>>(moving, vec![]).await, Vec::<String>::new(), "while tagging");
        page.keys("k").await;
        page.keys("2").await;
        page.keys("g").await;
        page.element(".suggested.current").await;
        page.keys(Key::Down + Key::Down).await;
        page.keys("e").await;
        page.element("dialog[open]").await;
        assert_eq!(
            page.run::<Vec<String>>(moving, vec![]).await,
            Vec::<String>::new(),
            "in the panel and a dialog"
        );
        page.keys(Key::Escape + "").await;
        // The test itself sees what moves: without the wish the caret does.
        page.devtools("Emulation.setEmulatedMedia", json!({ "features": [] })).await?;
        page.keys(Key::Escape + "").await;
        page.run::<bool>("document.getElementById('article').focus(); return true;", vec![]).await;
        page.keys(Key::Down + "").await;
        page.until("the caret to blink", "moving().includes('blink')").await;
        Ok(())
    });
}

#[test]
fn forced_colours_leave_every_state_to_be_seen() {
    visit("forced-colours", |page| async move {
        page.press("Try the sample").await;
        page.element("#article [data-start]").await;
        page.tag("The bridge would cost 84 million", "Claim").await;
        page.tag("“pay for itself within 22 years”", "Quote").await;
        let forced = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
        page.devtools("Emulation.setEmulatedMedia", forced).await?;
        page.until("forced colours", "matchMedia('(forced-colors: active)').matches").await;
        let colour = r"
            const of = (name) => { const it = document.createElement('i'); it.style.color = name; document.body.append(it); const is = getComputedStyle(it).color; it.remove(); return is; };
            const is = (selector) => getComputedStyle(document.querySelector(selector));
            const [canvas, text, highlight] = ['Canvas', 'CanvasText', 'Highlight'].map(of);
            return [
                ['the selected tab has a line', is('.tabs [aria-selected=true]').borderBottomColor === highlight],
                ['no other tab has one', is('.tabs [aria-selected=false]').borderBottomColor === canvas],
                ['the lamp is full', is('.save .lamp').backgroundColor === text],
                ['the current mark has lines of the system', is('mark.current').borderTopColor === highlight],
                ['another mark has none above', is('mark:not(.current)').borderTopStyle === 'none'],
            ].filter(([, holds]) => !holds).map(([what]) => what);";
        assert_eq!(page.run::<Vec<String>>(colour, vec![]).await, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_long_list_is_printed_whole() {
    visit("print", |page| async move {
        let story: Vec<_> =
            (0..150).map(|number| format!("Line {number} says that the ferry was late.")).collect();
        page.begin(&story.join("\n\n")).await;
        page.drag_over("ferry").await;
        page.keys("a").await;
        page.until("all places", "document.querySelectorAll('.occurrences li').length === 150").await;
        page.keys(Key::Enter + "").await;
        let there = "document.querySelectorAll('li[data-annotation]').length";
        page.until("only a part of the list", &format!("{there} > 5 && {there} < 150")).await;
        // What the browser itself asks for before it prints, and what it has then.
        let count = format!(
            "addEventListener('beforeprint', () => {{ queueMicrotask(() => {{ window.printed = 0; }}); }}); \
            const print = matchMedia('print'); print.addEventListener('change', () => {{ if (print.matches) window.printed = {there}; }}); return true;"
        );
        page.run::<bool>(&count, vec![]).await;
        for (paper, width, height) in [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)] {
            let size = json!({ "paperWidth": width, "paperHeight": height });
            let pdf = page.devtools("Page.printToPDF", size).await?;
            let bytes = pdf["data"].as_str().map_or(0, str::len);
            assert!(bytes > 10_000, "{paper} has something on it");
            page.until(&format!("all of it on {paper}"), "window.printed === 150").await;
            page.until("the list to be short again", &format!("{there} < 150")).await;
            page.run::<bool>("window.printed = 0; return true;", vec![]).await;
        }
        // Nothing that is only for the screen.
        page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let seen = "return ['.top', '.foot', '.overview', '.handles', '.caret', '.notices', '#spoken', '.tabs'].filter((it) => document.querySelector(it)?.checkVisibility());";
        assert_eq!(page.run::<Vec<String>>(seen, vec![]).await, Vec::<String>::new());
        let ring = "getComputedStyle(document.querySelector('.reader')).outlineStyle === 'none'";
        page.until("no ring around the article", ring).await;
        Ok(())
    });
}
