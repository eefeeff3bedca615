//! axe-core in the page: its default rules and that of targets of 24 pixels, run where the page stands.

use serde_json::{Value, json};

use crate::page::{Page, setting};

/// Runs every default rule, and the one of WCAG 2.2 that is off by default, and calls back with the violations, one line each: rule, what it wants, elements.
const RUN: &str = r##"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }).then(
  (results) => done(results.violations.map((violation) => [violation.id, violation.help,
    ...violation.nodes.slice(0, 4).map((node) => node.html.slice(0, 220) + " " + node.any.concat(node.all, node.none).map((check) => check.message).join("; "))].join("\n    "))),
  (error) => done(["axe-core failed: " + error]));
"##;

impl Page {
    /// What axe-core has against the page as it stands, in this theme.
    ///
    /// The driver runs the script: the page's policy, which lets no other script in, stays as it is.
    pub async fn violations(&self, theme: &str) -> Vec<String> {
        let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        self.devtools("Emulation.setEmulatedMedia", feature).await.expect("the browser can be told a theme");
        // A script that is run by the driver keeps its names to itself, hence `window`.
        let has_axe: bool = self.run("return window.axe !== undefined;", vec![]).await;
        if !has_axe {
            let script = std::fs::read_to_string(setting("ASCRIBE_AXE")).expect("axe-core can be read");
            self.run::<bool>(&format!("{script}\nwindow.axe ??= axe; return true;"), vec![]).await;
        }
        let found = self.driver().execute_async(RUN, Vec::<Value>::new()).await;
        found.and_then(|found| found.convert()).expect("axe-core runs")
    }

    /// Holds that axe-core has nothing against the page as it stands, in either theme.
    pub async fn assert_accessible(&self, state: &str) {
        let mut wrong = Vec::new();
        for theme in ["light", "dark"] {
            let found = self.violations(theme).await;
            wrong.extend(found.into_iter().map(|violation| format!("{state}, {theme}: {violation}")));
        }
        assert!(wrong.is_empty(), "axe-core found:\n{}", wrong.join("\n"));
    }
}
