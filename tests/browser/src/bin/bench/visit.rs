//! One visit to one page with one article: a browser of its own, everything done once, every value noted.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use ascribe_browser_tests::articles::{Stored, Target};
use ascribe_browser_tests::{Problem, capabilities};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::memory;
use crate::setting;

/// As much work between two looks as a page does that has nothing to do, in seconds.
const NEXT_TO_NOTHING: f64 = 0.002;
/// In how many frames an article is scrolled through.
const SCROLL_STEPS: u32 = 60;
/// A frame later than this after the one before it means that at least one was left out, in milliseconds.
const LATE: f64 = 25.0;

/// The pages that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PageKind {
    /// The page of this project.
    Ascribe,
    /// The floor as it is.
    Plain,
    /// The floor in sections with `content-visibility`.
    Contained,
}

impl PageKind {
    /// Every page, in the order of the table.
    pub const ALL: [Self; 3] = [Self::Ascribe, Self::Plain, Self::Contained];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ascribe => "ascribe",
            Self::Plain => "plain",
            Self::Contained => "contained",
        }
    }

    fn origin(self) -> Result<String, Problem> {
        setting(if self == Self::Ascribe { "ASCRIBE_PAGE" } else { "ASCRIBE_FLOOR" })
    }

    fn address(self, stored: &Stored) -> Result<String, Problem> {
        let file = match self {
            Self::Ascribe => stored.address.as_str(),
            Self::Plain => "plain.html",
            Self::Contained => "contained.html",
        };
        Ok(self.origin()? + file)
    }
}

/// How patient a visit is.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Patience {
    /// How long an action may take before it counts as over.
    pub limit: Duration,
    /// How long a page has to be quiet before it counts as done. Longer than the pauses that pages make on
    /// purpose before they tidy up.
    pub quiet: Duration,
    /// How often it is looked whether the page is still at work.
    pub look: Duration,
}

/// What was measured, by the names in [`crate::table::ROWS`].
pub type Values = BTreeMap<String, f64>;

/// Why a visit ended early.
enum Stop {
    /// This action took longer than the limit.
    Over(String),
    /// The measuring itself does not work.
    Failed(Problem),
}

impl<E: Into<Problem>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// What came of a visit.
pub struct Visited {
    /// Every value that was measured.
    pub values: Values,
    /// The action that took too long and ended the visit.
    pub over: Option<String>,
    /// The version of the browser.
    pub browser: String,
}

/// Visits a page and measures everything.
pub async fn visit(kind: PageKind, stored: &Stored, patience: Patience) -> Result<Visited, Problem> {
    let wanted = capabilities(&[])?;
    let driver = WebDriver::new(setting("ASCRIBE_CHROMEDRIVER")?, wanted).await?;
    let capability = |name| driver.handle().capabilities().get(name).cloned().unwrap_or_default();
    let browser = capability("browserVersion").as_str().unwrap_or("unknown").to_owned();
    let process = capability("goog:processID").as_u64();
    let mut visit = Visit { driver, kind, patience, doing: String::new(), values: Values::new() };
    let outcome = visit.everything(stored, process).await;
    // A page that hangs may keep its browser from closing in order; chromedriver ends what is left.
    let _ = tokio::time::timeout(patience.limit, visit.driver.clone().quit()).await;
    let over = match outcome {
        Ok(()) => None,
        Err(Stop::Over(what)) => Some(what),
        Err(Stop::Failed(problem)) => {
            return Err(format!("{} of {}: {problem}", visit.doing, kind.name()).into());
        }
    };
    Ok(Visited { values: visit.values, over, browser })
}

struct Visit {
    driver: WebDriver,
    kind: PageKind,
    patience: Patience,
    /// The action that is measured.
    doing: String,
    values: Values,
}

impl Visit {
    async fn everything(&mut self, stored: &Stored, process: Option<u64>) -> Result<(), Stop> {
        self.seed(stored).await?;
        self.load(stored).await?;
        self.weigh(process).await?;

        let Target { paragraph, from, to } = stored.target;
        self.begin("select");
        self.run::<Value>(&format!("__bench.bring({paragraph})")).await?;
        self.settle().await?;
        let before = self.work().await?;
        self.run::<Value>(&format!("__bench.select({paragraph}, {from}, {to})")).await?;
        self.note_work(before).await?;

        let marks = format!("\"marks\", {paragraph}");
        self.press("add", &marks, &Key::of('c')).await?;
        self.press("retag", &marks, &Key::of('q')).await?;
        self.press("delete", &marks, &Key::delete()).await?;
        self.press("undo", &marks, &Key::with_control('z')).await?;
        self.scroll().await?;
        if self.kind == PageKind::Ascribe {
            self.list().await?;
        }
        self.begin("export");
        let before = self.work().await?;
        let time: f64 = self.run("__bench.export(\"Export JSON\")").await?;
        self.note("file", time);
        self.note_work(before).await
    }

    /// Puts the article where the page will look for it, before the page is there.
    async fn seed(&mut self, stored: &Stored) -> Result<(), Stop> {
        self.begin("seed");
        // There is no such file: an answer of the same origin with nothing of the page in it.
        self.driver.goto(self.kind.origin()? + "nothing-here").await?;
        // Processor time, not the clock's: the machine may be busy with something else.
        self.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": include_str!("probe.js") }))
            .await?;
        self.devtools("Browser.setDownloadBehavior", json!({ "behavior": "deny" })).await?;
        let records = if self.kind == PageKind::Ascribe { &stored.ours } else { &stored.floor };
        let records = serde_json::to_string(records)?;
        let script = format!(
            "for (const [key, value] of Object.entries({records})) localStorage.setItem(key, value); localStorage.length"
        );
        self.run::<usize>(&script).await?;
        self.settle().await?;
        Ok(())
    }

    async fn load(&mut self, stored: &Stored) -> Result<(), Stop> {
        self.begin("load");
        let before = self.work().await?;
        let address = self.kind.address(stored)?;
        self.within_limit(async { Ok(self.driver.goto(address).await?) }).await?;
        let painted: f64 = self.run("__bench.loaded").await?;
        self.note("painted", painted);
        self.note_work(before).await
    }

    /// What the loaded page weighs, after everything that is not needed was thrown away.
    async fn weigh(&mut self, process: Option<u64>) -> Result<(), Stop> {
        self.begin("memory");
        self.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        self.settle().await?;
        let metrics = self.metrics().await?;
        let heap = self.devtools("Runtime.getHeapUsage", json!({})).await?;
        if let Some(bytes) = heap["usedSize"].as_f64() {
            self.note("heap", bytes / 1e6);
        }
        if let Some(nodes) = metrics.get("Nodes") {
            self.note("nodes", *nodes);
        }
        let wasm: Option<f64> = self.run("__bench.wasm?.memory?.buffer.byteLength ?? null").await?;
        if let Some(bytes) = wasm {
            self.note("wasm", bytes / 1e6);
        }
        if let Some(bytes) = process.and_then(memory::of_page) {
            self.note("process", bytes / 1e6);
        }
        Ok(())
    }

    /// Presses a key and notes the time until the condition is painted and until "Saved", and the work.
    async fn press(&mut self, doing: &str, condition: &str, key: &Key) -> Result<(), Stop> {
        self.begin(doing);
        self.run::<Value>(&format!("void __bench.arm({condition})")).await?;
        let before = self.work().await?;
        self.send(key).await?;
        let painted: f64 = self.run("__bench.result").await?;
        self.note("painted", painted);
        self.note_work(before).await?;
        let saved: Option<f64> = self.run("__bench.whenSaved()").await?;
        if let Some(saved) = saved {
            self.note("saved", saved);
        }
        Ok(())
    }

    async fn scroll(&mut self) -> Result<(), Stop> {
        self.begin("scroll");
        let before = self.work().await?;
        let gaps: Vec<f64> = self.run(&format!("__bench.scroll({SCROLL_STEPS})")).await?;
        #[expect(clippy::cast_precision_loss, reason = "a handful of frames")]
        self.note("late", gaps.iter().filter(|gap| **gap > LATE).count() as f64);
        self.note("longest", gaps.iter().copied().fold(0.0, f64::max));
        self.note_work(before).await
    }

    /// Opens the list of annotations from another tab of the panel, and filters it by one letter.
    async fn list(&mut self) -> Result<(), Stop> {
        self.begin("list");
        self.send(&Key::of('2')).await?;
        self.run::<bool>("__bench.until(() => !document.querySelector('li[data-annotation]'))").await?;
        self.settle().await?;
        self.press("list", "\"list\"", &Key::of('1')).await?;
        self.begin("filter");
        self.send(&Key::of('/')).await?;
        self.run::<bool>("__bench.until(() => document.activeElement.id === 'filter')").await?;
        self.settle().await?;
        self.press("filter", "\"filtered\"", &Key::of('z')).await
    }

    fn begin(&mut self, doing: &str) {
        doing.clone_into(&mut self.doing);
    }

    fn note(&mut self, what: &str, value: f64) {
        self.values.insert(format!("{}.{what}", self.doing), value);
    }

    /// Waits until the page is quiet and notes what it did since `before`, in milliseconds.
    async fn note_work(&mut self, before: Work) -> Result<(), Stop> {
        let after = self.settle().await?;
        self.note("cpu", (after.tasks - before.tasks) * 1e3);
        self.note("script", (after.script - before.script) * 1e3);
        self.note("layout", (after.layout - before.layout) * 1e3);
        self.note("style", (after.style - before.style) * 1e3);
        Ok(())
    }

    /// Waits until the page's main thread has been quiet for a while; gives the work at the beginning of the quiet.
    async fn settle(&mut self) -> Result<Work, Stop> {
        let begun = Instant::now();
        let mut last = self.work().await?;
        let (mut quiet, mut since) = (last, Instant::now());
        while since.elapsed() < self.patience.quiet {
            if begun.elapsed() > self.patience.limit {
                return Err(Stop::Over(self.doing.clone()));
            }
            tokio::time::sleep(self.patience.look).await;
            let now = self.work().await?;
            if now.tasks - last.tasks > NEXT_TO_NOTHING {
                (quiet, since) = (now, Instant::now());
            }
            last = now;
        }
        Ok(quiet)
    }

    async fn work(&self) -> Result<Work, Stop> {
        let metrics = self.metrics().await?;
        let value = |name: &str| metrics.get(name).copied().ok_or(format!("the browser tells no {name}"));
        Ok(Work {
            tasks: value("TaskDuration")? - value("DevToolsCommandDuration")?,
            script: value("ScriptDuration")?,
            layout: value("LayoutDuration")?,
            style: value("RecalcStyleDuration")?,
        })
    }

    async fn metrics(&self) -> Result<BTreeMap<String, f64>, Stop> {
        #[derive(serde::Deserialize)]
        struct Metric {
            name: String,
            value: f64,
        }
        let answer = self.devtools("Performance.getMetrics", json!({})).await?;
        let metrics: Vec<Metric> = serde_json::from_value(answer["metrics"].clone())?;
        Ok(metrics.into_iter().map(|metric| (metric.name, metric.value)).collect())
    }

    /// Presses and lets go of a key, as a keyboard does.
    async fn send(&self, key: &Key) -> Result<(), Stop> {
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({
                "type": kind,
                "key": key.name,
                "windowsVirtualKeyCode": key.code,
                "modifiers": if key.control { 2 } else { 0 },
            });
            if let (Some(text), "keyDown") = (key.text, kind) {
                event["text"] = json!(text);
            }
            self.devtools("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }

    /// Runs a script in the page and waits for what it promises.
    async fn run<T: DeserializeOwned>(&self, expression: &str) -> Result<T, Stop> {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.devtools("Runtime.evaluate", parameters).await?;
        if let Some(exception) = answer.get("exceptionDetails") {
            return Err(Stop::Failed(format!("the script failed: {exception}").into()));
        }
        Ok(serde_json::from_value(answer["result"]["value"].clone())?)
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Result<Value, Stop> {
        let cdp = self.driver.cdp();
        self.within_limit(async { Ok(cdp.send_raw(command, parameters).await?) }).await
    }

    async fn within_limit<T>(&self, action: impl Future<Output = Result<T, Stop>>) -> Result<T, Stop> {
        match tokio::time::timeout(self.patience.limit, action).await {
            Ok(done) => done,
            Err(_) => Err(Stop::Over(self.doing.clone())),
        }
    }
}

/// What a page's main thread has done so far, in seconds of the processor's time.
#[derive(Clone, Copy)]
struct Work {
    /// All its tasks but the answers to the questions of this program, which would count the counting.
    tasks: f64,
    script: f64,
    layout: f64,
    style: f64,
}

/// A key as the browser's protocol wants it.
struct Key {
    name: String,
    code: u32,
    text: Option<char>,
    control: bool,
}

impl Key {
    /// The key of a letter, a digit or a slash.
    fn of(sign: char) -> Self {
        let code = if sign == '/' { 191 } else { u32::from(sign.to_ascii_uppercase()) };
        Self { name: sign.to_string(), code, text: Some(sign), control: false }
    }

    fn with_control(sign: char) -> Self {
        Self { text: None, control: true, ..Self::of(sign) }
    }

    fn delete() -> Self {
        Self { name: "Delete".to_owned(), code: 46, text: None, control: false }
    }
}
