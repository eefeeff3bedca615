//! The page on a small screen and in both themes.

use ascribe_browser_tests::visit;
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
