//! The start and the end of a visit: a browser of its own, and what it complained of.

use std::env;
use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel};

use super::{Kind, Outcome, Page};
use crate::script;

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

pub(super) async fn keep_picture(driver: &WebDriver, name: &str) {
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
}
