//! One visit to the page, with the verbs of a person: paste, select, press, look.

use std::env;
use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, Key, LoggingPrefsLogLevel, TypingData};

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

/// Runs a test in a browser of its own, in a window of the usual size.
pub fn visit<F, Fut>(name: &str, test: F)
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = Outcome>,
{
    visit_with(name, &[], test);
}

/// Runs a test in a browser that goes to another address than the usual one.
pub fn visit_at<F, Fut>(name: &str, address: &str, arguments: &[&str], test: F)
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = Outcome>,
{
    run(Kind::Chromium, name, address, arguments, test);
}

/// Runs a test in a browser that is started with further arguments.
///
/// Panics where the test does, after a picture was taken; and after the test if the page complained.
pub fn visit_with<F, Fut>(name: &str, arguments: &[&str], test: F)
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = Outcome>,
{
    run(Kind::Chromium, name, &setting("ASCRIBE_PAGE"), arguments, test);
}

/// Runs a test in Firefox, at the usual address or another one.
pub fn visit_in_firefox<F, Fut>(name: &str, address: Option<&str>, test: F)
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = Outcome>,
{
    let address = address.map_or_else(|| setting("ASCRIBE_PAGE"), str::to_owned);
    run(Kind::Firefox, name, &address, &[], test);
}

fn run<F, Fut>(kind: Kind, name: &str, address: &str, arguments: &[&str], test: F)
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = Outcome>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime can be made");
    runtime.block_on(async {
        let opened = match kind {
            Kind::Chromium => Page::open(name, address, arguments).await,
            Kind::Firefox => Page::open_in_firefox(name, address).await,
        };
        let page = opened.unwrap_or_else(|error| panic!("the browser did not start: {error}"));
        let (driver, is_dead) = (page.driver.clone(), page.is_dead.clone());
        let running = Caught(Box::pin(test(page)));
        let mut result = running.await;
        if matches!(result, Ok(Ok(()))) && !is_dead.load(Ordering::SeqCst) {
            result = Ok(match kind {
                Kind::Chromium => complaints(&driver, address).await,
                Kind::Firefox => noticed(&driver).await,
            });
        }
        if !matches!(result, Ok(Ok(()))) {
            keep_picture(&driver, name).await;
        }
        // The browser may be gone already when a test failed; that failure is the one to report.
        let _ = driver.quit().await;
        match result {
            Ok(Ok(())) => {}
            Ok(Err(error)) => panic!("{name}: {error}"),
            Err(panic) => resume_unwind(panic),
        }
    });
}

/// A future whose panic is a value, so that the browser can be closed after it.
struct Caught<F>(std::pin::Pin<Box<F>>);

impl<F: Future> Future for Caught<F> {
    type Output = std::thread::Result<F::Output>;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Self::Output> {
        match std::panic::catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => std::task::Poll::Ready(Err(panic)),
        }
    }
}

async fn complaints(driver: &WebDriver, page: &str) -> Outcome {
    let mut complaints: Vec<String> = driver.execute(script::COMPLAINTS, vec![]).await?.convert()?;
    // What the browser itself says: failed loads, broken policies, uncaught errors.
    let log = driver.get_log("browser").await?;
    complaints.extend(log.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)));
    // Every request of the visit, as the browser's network layer saw it.
    for entry in driver.get_log("performance").await? {
        let event: Value = serde_json::from_str(&entry.message)?;
        let message = &event["message"];
        if message["method"] == "Network.requestWillBeSent" {
            let url = message["params"]["request"]["url"].as_str().unwrap_or_default();
            // The browser's own pages (`chrome://`) and what lives in memory (`data:`, `blob:`) go nowhere.
            if ["http", "ws"].iter().any(|far| url.starts_with(far)) && !url.starts_with(page) {
                complaints.push(format!("a request to {url}"));
            }
        }
    }
    if complaints.is_empty() {
        Ok(())
    } else {
        Err(format!("the page complained:\n{}", complaints.join("\n")).into())
    }
}

/// What the page itself noticed, in a browser that keeps no log for others.
async fn noticed(driver: &WebDriver) -> Outcome {
    let problems: String = driver.execute(script::NOTICED, vec![]).await?.convert()?;
    if problems.is_empty() { Ok(()) } else { Err(format!("the page complained:\n{problems}").into()) }
}

async fn keep_picture(driver: &WebDriver, name: &str) {
    let Some(folder) = env::var_os("ASCRIBE_SCREENSHOTS").map(PathBuf::from) else { return };
    let file = folder.join(format!("{name}.png"));
    match driver.screenshot(&file).await {
        Ok(()) => eprintln!("{name}: a picture of the failure is in {}", file.display()),
        Err(error) => eprintln!("{name}: no picture could be taken: {error}"),
    }
}

pub(crate) fn setting(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set: run the browser tests with `cargo xtask test browser`")
    })
}

/// The browser that is wanted: as a person has it, without a screen, and silent on the network.
pub fn capabilities(arguments: &[&str]) -> WebDriverResult<ChromeCapabilities> {
    let mut wanted = DesiredCapabilities::chrome();
    wanted.set_binary(&setting("ASCRIBE_CHROME"))?;
    let usual = [
        "--headless=new",
        // Chromium's sandbox does not start for the user that machines like these run as.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        // The browser itself asks its makers for this and that; these tests are about the page.
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1360,860",
        "--force-device-scale-factor=1",
    ];
    for argument in usual.iter().chain(arguments) {
        wanted.add_arg(argument)?;
    }
    Ok(wanted)
}

impl Page {
    async fn open(name: &str, address: &str, arguments: &[&str]) -> WebDriverResult<Self> {
        let downloads = tempfile::tempdir().expect("a folder for downloads can be made");
        let mut wanted = capabilities(arguments)?;
        wanted.add_experimental_option(
            "prefs",
            json!({ "download.default_directory": downloads.path(), "download.prompt_for_download": false }),
        )?;
        wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::Warning)?;
        wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        let driver = WebDriver::new(setting("ASCRIBE_CHROMEDRIVER"), wanted).await?;
        let page =
            Self { driver, name: name.to_owned(), downloads, is_dead: Arc::default(), kind: Kind::Chromium };
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script::WATCH })).await?;
        page.devtools(
            "Browser.setDownloadBehavior",
            json!({ "behavior": "allow", "downloadPath": page.downloads.path() }),
        )
        .await?;
        page.driver.goto(address).await?;
        page.until_started().await;
        Ok(page)
    }

    async fn open_in_firefox(name: &str, address: &str) -> WebDriverResult<Self> {
        let downloads = tempfile::tempdir().expect("a folder for downloads can be made");
        let mut wanted = DesiredCapabilities::firefox();
        wanted.set_firefox_binary(&setting("ASCRIBE_FIREFOX"))?;
        for argument in ["-headless", "-width", "1360", "-height", "860"] {
            wanted.add_arg(argument)?;
        }
        let mut preferences = FirefoxPreferences::new();
        // Downloads go where they are told to without a question.
        preferences.set("browser.download.folderList", 2)?;
        preferences.set("browser.download.dir", downloads.path().to_string_lossy())?;
        preferences.set("browser.download.always_ask_before_handling_new_types", false)?;
        wanted.set_preferences(preferences)?;
        let driver = WebDriver::new(setting("ASCRIBE_GECKODRIVER"), wanted).await?;
        let (name, is_dead) = (name.to_owned(), Arc::default());
        let page = Self { driver, name, downloads, is_dead, kind: Kind::Firefox };
        page.driver.goto(address).await?;
        page.until_started().await;
        Ok(page)
    }

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

    /// The name of what has the focus.
    pub async fn focused(&self) -> String {
        self.run(script::FOCUSED, vec![]).await
    }

    /// What the status line says.
    pub async fn status(&self) -> String {
        self.run("return document.querySelector('[role=status]').textContent;", vec![]).await
    }

    /// Everything in local storage that is Ascribe's, by key.
    pub async fn stored(&self) -> std::collections::BTreeMap<String, String> {
        let script = "return Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('a1.')));";
        self.run(script, vec![]).await
    }

    /// Waits for a download and reads it. The file is taken away, so that the next one is the next one.
    pub async fn downloaded(&self) -> (String, String) {
        let (name, content) = self.downloaded_bytes().await;
        (name, String::from_utf8(content).expect("a download is text"))
    }

    /// The same for a file that need not be text.
    pub async fn downloaded_bytes(&self) -> (String, Vec<u8>) {
        let begun = Instant::now();
        loop {
            let files = std::fs::read_dir(self.downloads.path()).expect("the download folder is there");
            let done = files.flatten().find(|file| {
                let name = file.file_name().to_string_lossy().into_owned();
                // The browser makes an empty file of the final name before it moves the content there.
                let has_content = file.metadata().is_ok_and(|metadata| metadata.len() > 0);
                has_content && !name.ends_with(".crdownload") && !name.starts_with('.')
            });
            if let Some(file) = done {
                let content = std::fs::read(file.path()).expect("a download can be read");
                std::fs::remove_file(file.path()).expect("a download can be removed");
                return (file.file_name().to_string_lossy().into_owned(), content);
            }
            assert!(begun.elapsed() < PATIENCE, "{}: nothing was downloaded", self.name);
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Presses "Export JSON" and reads the file from disk.
    pub async fn export(&self) -> String {
        self.press("Export JSON").await;
        self.downloaded().await.1
    }

    /// Chooses a file with this name and content in the file field that a CSS selector finds.
    pub async fn choose_file(&self, field: &str, name: &str, content: &[u8]) {
        self.choose_files(field, &[(name, content)]).await;
    }

    /// Chooses several files at once.
    pub async fn choose_files(&self, field: &str, files: &[(&str, &[u8])]) {
        let mut paths = Vec::new();
        for (name, content) in files {
            let path = self.downloads.path().with_file_name(format!("{}-{name}", self.name));
            std::fs::write(&path, content).expect("a file can be written");
            paths.push(path.to_string_lossy().into_owned());
        }
        // WebDriver takes several files as lines.
        let chosen = self.element(field).await.send_keys(paths.join("\n")).await;
        chosen.unwrap_or_else(|error| panic!("{}: no file could be chosen: {error}", self.name));
    }

    /// Saves a picture of the page beside those of failures, for a person to look at.
    pub async fn picture(&self, name: &str) {
        keep_picture(&self.driver, name).await;
    }
}

/// A string as XPath writes it; the tests' names hold no double quotes.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
