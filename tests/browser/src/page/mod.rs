//! One visit to the page, with the verbs of a person: paste, select, press, look.

mod article;
mod files;
mod visit;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{Key, TypingData};

pub(crate) use self::visit::setting;
pub use self::visit::{capabilities, visit, visit_at, visit_in_firefox, visit_with};
use crate::script;

/// What a test ends with; an error says what could not be done.
pub type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// How long a condition may take to come true before the test fails. Far more than it ever needs: the
/// machines that run this are busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// One piece of text that is highlighted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Span {
    /// Its words.
    pub words: String,
    /// Its kinds, as the page's attribute lists them.
    pub kinds: String,
    /// The ids of the annotations that cover it.
    pub ids: Vec<String>,
}

/// A browser with the page open.
pub struct Page {
    driver: WebDriver,
    name: String,
    downloads: TempDir,
    is_dead: Arc<AtomicBool>,
    kind: Kind,
}

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Chromium, which is watched from before the page's first line on.
    Chromium,
    /// Firefox, which can be watched only once the page has started.
    Firefox,
}

impl Page {
    /// Kills the browser the hard way, as a crash does: it gets no chance to write anything down.
    pub fn kill(&self) {
        let process = self.driver.handle().capabilities().get("goog:processID").and_then(Value::as_u64);
        let process =
            process.unwrap_or_else(|| panic!("{}: the driver does not say what it started", self.name));
        self.is_dead.store(true, Ordering::SeqCst);
        let killed = std::process::Command::new("kill").args(["-9", &process.to_string()]).status();
        assert!(killed.is_ok_and(|status| status.success()), "{}: {process} could not be killed", self.name);
    }

    /// The driver, for what has no verb here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Sends a command of the browser's own protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> WebDriverResult<Value> {
        self.driver.cdp().send_raw(command, parameters).await
    }

    /// Forgets what the page and the browser complained of so far, because it was meant to happen.
    pub async fn forget_complaints(&self) {
        self.run::<bool>("window.__problems = []; return true;", vec![]).await;
        for log in ["browser", "performance"] {
            let read = self.driver.get_log(log).await;
            assert!(read.is_ok(), "{}: the log {log} cannot be read", self.name);
        }
    }

    /// Runs a script in the page and reads what it returns.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let answer = self.driver.execute(script, arguments).await;
        let answer =
            answer.unwrap_or_else(|error| panic!("{}: the script failed: {error}\n{script}", self.name));
        answer
            .convert()
            .unwrap_or_else(|error| panic!("{}: {error}: {:?}\n{script}", self.name, answer.json()))
    }

    /// Runs a script that calls back when it is done.
    async fn run_async(&self, script: &str) {
        let answer = self.driver.execute_async(script, vec![]).await;
        answer.unwrap_or_else(|error| panic!("{}: the script failed: {error}\n{script}", self.name));
    }

    /// Waits until a script's expression is true; `what` says what is waited for.
    pub async fn until(&self, what: &str, expression: &str) {
        let script = format!("return Boolean({expression});");
        let begun = Instant::now();
        while !self.run::<bool>(&script, vec![]).await {
            assert!(begun.elapsed() < PATIENCE, "{}: waited in vain for this: {what}", self.name);
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Waits until the page has started.
    pub async fn until_started(&self) {
        if self.kind == Kind::Firefox {
            self.until("the page to start", "document.querySelector('[role=status]')").await;
            self.run::<bool>(script::NOTICE, vec![]).await;
            return;
        }
        self.until(
            "the page to start",
            "window.__loaded !== undefined && document.querySelector('[role=status]')",
        )
        .await;
    }

    /// Loads the page again, as the Reload button does.
    pub async fn reload(&self) {
        match self.kind {
            Kind::Chromium => self.driver.refresh().await.expect("the page reloads"),
            Kind::Firefox => {
                // Told to reload by its driver, Firefox goes past service workers, as with Shift held.
                let reload = "document.documentElement.dataset.old = ''; setTimeout(() => location.reload()); return true;";
                self.run::<bool>(reload, vec![]).await;
                // A page that is on its way out answers with nothing, or with an error.
                let is_next = "return document.documentElement.dataset.old === undefined;";
                let begun = Instant::now();
                loop {
                    let answer = self.driver.execute(is_next, vec![]).await;
                    if answer.is_ok_and(|answer| answer.convert::<bool>().is_ok_and(|is_next| is_next)) {
                        break;
                    }
                    assert!(begun.elapsed() < PATIENCE, "{}: the page does not reload", self.name);
                    tokio::time::sleep(Duration::from_millis(15)).await;
                }
            }
        }
        self.until_started().await;
    }

    /// Waits until the status line says that everything is saved.
    pub async fn until_saved(&self) {
        self.until(
            "the status to be Saved",
            "document.querySelector('[role=status]').textContent.startsWith('Saved')",
        )
        .await;
    }

    /// The element that a CSS selector finds, once it is there.
    pub async fn element(&self, selector: &str) -> WebElement {
        let found =
            self.driver.query(By::Css(selector)).wait(PATIENCE, Duration::from_millis(15)).first().await;
        found.unwrap_or_else(|error| panic!("{}: nothing is {selector}: {error}", self.name))
    }

    /// The element that an XPath finds, once it can be seen.
    pub async fn at(&self, path: &str) -> WebElement {
        let query =
            self.driver.query(By::XPath(path)).wait(PATIENCE, Duration::from_millis(15)).and_displayed();
        query.first().await.unwrap_or_else(|error| panic!("{}: nothing is {path}: {error}", self.name))
    }

    /// The button with an accessible name, once it can be seen.
    pub async fn button(&self, name: &str) -> WebElement {
        let path = format!(
            "//button[@aria-label={0} or (not(@aria-label) and normalize-space(.)={0})]",
            quoted(name)
        );
        let found = self
            .driver
            .query(By::XPath(path))
            .wait(PATIENCE, Duration::from_millis(15))
            .and_displayed()
            .first()
            .await;
        found.unwrap_or_else(|error| panic!("{}: there is no button “{name}”: {error}", self.name))
    }

    /// Presses the button with this name.
    pub async fn press(&self, name: &str) {
        let pressed = self.button(name).await.click().await;
        pressed
            .unwrap_or_else(|error| panic!("{}: the button “{name}” cannot be pressed: {error}", self.name));
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn keys(&self, keys: impl Into<TypingData>) {
        let typed = self.driver.action_chain().send_keys(keys).perform().await;
        typed.unwrap_or_else(|error| panic!("{}: keys could not be pressed: {error}", self.name));
    }

    /// Presses a key while others are held.
    pub async fn chord(&self, held: &[Key], key: impl Into<TypingData>) {
        let mut chain = self.driver.action_chain();
        for key in held {
            chain = chain.key_down(key.clone());
        }
        chain = chain.send_keys(key);
        for key in held.iter().rev() {
            chain = chain.key_up(key.clone());
        }
        chain
            .perform()
            .await
            .unwrap_or_else(|error| panic!("{}: a chord could not be pressed: {error}", self.name));
    }

    /// The name of what has the focus.
    pub async fn focused(&self) -> String {
        self.run(script::FOCUSED, vec![]).await
    }

    /// What the status line says.
    pub async fn status(&self) -> String {
        self.run("return document.querySelector('[role=status]').textContent;", vec![]).await
    }
}

/// A string as XPath writes it; the tests' names hold no double quotes.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
