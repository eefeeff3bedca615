//! The steps of `cargo xtask test`, from the cheapest to the dearest: what each does and needs, and running them.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::axe::{self, AxeError};
use crate::browser::{Browser, BrowserError, Driver, Firefox};
use crate::command::{Run, RunError, spoken};
use crate::page::{self, Builder, PageError};
use crate::readers::{Readers, ReadersError};
use crate::serve::Server;
use crate::toolchain::{self, ToolchainError, WASM_TARGET};

/// The native command line is checked and tested with everything else.
const CLI: &str = "ascribe/cli";

/// The package of the page, and that of its browser tests.
const PAGE: &str = "ascribe";
const BROWSER_TESTS: &str = "ascribe-browser-tests";

/// Crates that know a browser, by the beginning of their names.
const BROWSER_CRATES: [&str; 5] = ["yew", "gloo", "web-sys", "js-sys", "wasm-bindgen"];

/// The features of the page's pure rooms: none, and above all not `web`.
const PURE: [&str; 4] = ["--package", PAGE, "--no-default-features", "--locked"];

/// One step. The order of the variants is the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The code is formatted.
    Format,
    /// The linter is content.
    Clippy,
    /// The pure rooms reach no browser crate.
    Purity,
    /// The tests without a browser pass.
    Native,
    /// Readers of other people read the exports.
    Readers,
    /// The documentation builds.
    Docs,
    /// The release page builds.
    Build,
    /// The tests in a browser pass.
    Browser,
    /// The main job is done in Firefox.
    Firefox,
    /// The benchmark runs.
    Bench,
}

impl Step {
    /// All steps in the order in which they run.
    pub const ALL: [Self; 10] = [
        Self::Format,
        Self::Clippy,
        Self::Purity,
        Self::Native,
        Self::Readers,
        Self::Docs,
        Self::Build,
        Self::Browser,
        Self::Firefox,
        Self::Bench,
    ];

    /// The name by which the step is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::Purity => "purity",
            Self::Native => "native",
            Self::Readers => "readers",
            Self::Docs => "docs",
            Self::Build => "build",
            Self::Browser => "browser",
            Self::Firefox => "firefox",
            Self::Bench => "bench",
        }
    }

    /// The step of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The steps to run for those that were named: each once, in order; all where none was named.
    ///
    /// The steps with a browser bring the build step along: tests of an old page would tell nothing.
    pub fn selection(named: &[Self]) -> Vec<Self> {
        let wanted = |step: &Self| {
            named.is_empty()
                || named.contains(step)
                || (*step == Self::Build && named.iter().any(|named| *named > Self::Build))
        };
        Self::ALL.into_iter().filter(wanted).collect()
    }

    /// Whether the step runs tests, which can be given arguments.
    pub fn runs_tests(self) -> bool {
        matches!(self, Self::Native | Self::Readers | Self::Browser | Self::Firefox)
    }

    fn purpose(self) -> &'static str {
        match self {
            Self::Format => "is the code formatted as `cargo fmt` would?",
            Self::Clippy => "has Clippy anything to say, natively or for WebAssembly?",
            Self::Purity => "do the rooms without a browser reach any browser crate?",
            Self::Native => "do the tests pass that need no browser?",
            Self::Readers => "do the readers of other people read the exports?",
            Self::Docs => "does the documentation build without a warning?",
            Self::Build => "does the release page build, and how large is it?",
            Self::Firefox => "can the main job be done in Firefox, by keyboard?",
            Self::Browser => "do the tests pass in a real browser, with the release page?",
            Self::Bench => "does the benchmark run? (`cargo xtask bench` measures)",
        }
    }
}

/// What the chosen steps need, all of it there.
#[derive(Debug)]
pub struct Workshop<'a> {
    root: &'a Path,
    builder: Option<Builder>,
    browser: Option<Browser>,
    firefox: Option<Firefox>,
    axe: Option<PathBuf>,
    readers: Option<Readers>,
}

impl<'a> Workshop<'a> {
    /// Installs what these steps need and is missing. Before the first step, because what cannot be
    /// installed is better known at once than after some minutes.
    pub fn prepare(root: &'a Path, steps: &[Step]) -> Result<Self, StepError> {
        let mut workshop =
            Self { root, builder: None, browser: None, firefox: None, axe: None, readers: None };
        for step in steps {
            match step {
                Step::Format => toolchain::ensure_rustfmt()?,
                Step::Clippy => {
                    toolchain::ensure_clippy()?;
                    toolchain::ensure_wasm_target()?;
                }
                Step::Purity | Step::Native | Step::Docs => {}
                Step::Readers => workshop.readers = Some(Readers::ensure(root)?),
                Step::Build => workshop.builder = Some(Builder::ensure(root)?),
                Step::Firefox => workshop.firefox = Some(Firefox::ensure()?),
                Step::Browser => {
                    workshop.browser = Some(Browser::ensure()?);
                    workshop.axe = Some(axe::ensure()?);
                }
                Step::Bench => workshop.browser = Some(Browser::ensure()?),
            }
        }
        Ok(workshop)
    }

    fn run(&self, step: Step, rest: &[OsString]) -> Result<(), StepError> {
        match step {
            Step::Format => self.cargo(["fmt", "--all", "--check"]).run()?,
            Step::Clippy => return self.clippy(),
            Step::Purity => return self.purity(),
            Step::Native => self
                .cargo(["test", "--workspace", "--exclude", BROWSER_TESTS, "--features", CLI, "--locked"])
                .args(separated(rest))
                .run()?,
            Step::Readers => return self.readers(rest),
            Step::Docs => self
                .cargo(["doc", "--workspace", "--no-deps"])
                .args(["--document-private-items", "--locked"])
                .env("RUSTDOCFLAGS", "-D warnings")
                .run()?,
            Step::Build => return self.build(),
            Step::Browser => return self.browser(rest),
            Step::Firefox => return self.firefox(rest),
            Step::Bench => return self.bench(&[OsString::from("--quick")]),
        };
        Ok(())
    }

    fn clippy(&self) -> Result<(), StepError> {
        let strict = ["--locked", "--", "-D", "warnings"];
        self.cargo(["clippy", "--workspace", "--all-targets", "--features", CLI]).args(strict).run()?;
        self.cargo(["clippy", "--package", PAGE, "--target", WASM_TARGET])
            .args(["--lib", "--bins"])
            .args(strict)
            .run()?;
        Ok(())
    }

    fn purity(&self) -> Result<(), StepError> {
        self.cargo(["check", "--lib"]).args(PURE).run()?;
        // A dependency may bring a browser crate along for WebAssembly only.
        let tree = self
            .cargo(["tree", "--edges", "normal", "--prefix", "none"])
            .args(["--target", "all"])
            .args(PURE);
        println!("$ {tree}");
        let impure = browser_crates(&tree.output()?);
        if impure.is_empty() { Ok(()) } else { Err(StepError::Impure(impure)) }
    }

    fn readers(&self, rest: &[OsString]) -> Result<(), StepError> {
        let readers = self.readers.as_ref().ok_or(StepError::NotPrepared)?;
        // The same features as in the step before, so that little is compiled again.
        self.cargo(["build", "--workspace", "--exclude", BROWSER_TESTS, "--features", CLI])
            .args(["--bin", "ascribe", "--locked"])
            .run()?;
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), Into::into);
        readers.run(self.root, &self.root.join(target).join("debug").join("ascribe"), rest)?;
        Ok(())
    }

    fn build(&self) -> Result<(), StepError> {
        let builder = self.builder.as_ref().ok_or(StepError::NotPrepared)?;
        builder.build(self.root)?;
        print!("{}", page::sizes(self.root)?);
        Ok(())
    }

    fn browser(&self, rest: &[OsString]) -> Result<(), StepError> {
        let browser = self.browser.as_ref().ok_or(StepError::NotPrepared)?;
        let axe = self.axe.as_ref().ok_or(StepError::NotPrepared)?;
        let screenshots = self.screenshots("browser-failures")?;
        let dist = page::dist(self.root);
        // Both end when they go out of scope, after the tests and however those ended.
        let server = Server::start(&dist, 0).map_err(StepError::Server)?;
        let driver = Driver::start(&browser.chromedriver, &screenshots.join("chromedriver.log"))?;
        self.cargo(["test", "--package", BROWSER_TESTS, "--locked"])
            .args(["--lib", "--bins", "--test", "page"])
            .args(separated(rest))
            .env("ASCRIBE_PAGE", server.address())
            .env("ASCRIBE_CHROMEDRIVER", driver.address())
            .env("ASCRIBE_CHROME", &browser.chrome)
            .env("ASCRIBE_AXE", axe)
            .env("ASCRIBE_SCREENSHOTS", &screenshots)
            .env("ASCRIBE_DIST", &dist)
            .run()?;
        Ok(())
    }

    fn firefox(&self, rest: &[OsString]) -> Result<(), StepError> {
        let firefox = self.firefox.as_ref().ok_or(StepError::NotPrepared)?;
        let screenshots = self.screenshots("firefox-failures")?;
        let dist = page::dist(self.root);
        let server = Server::start(&dist, 0).map_err(StepError::Server)?;
        let driver = Driver::start(&firefox.geckodriver, &screenshots.join("geckodriver.log"))?;
        self.cargo(["test", "--package", BROWSER_TESTS, "--test", "firefox", "--locked"])
            .args(separated(rest))
            // A geckodriver drives one Firefox at a time.
            .env("RUST_TEST_THREADS", "1")
            .env("ASCRIBE_PAGE", server.address())
            .env("ASCRIBE_GECKODRIVER", driver.address())
            .env("ASCRIBE_FIREFOX", &firefox.firefox)
            .env("ASCRIBE_SCREENSHOTS", &screenshots)
            .env("ASCRIBE_DIST", &dist)
            .run()?;
        Ok(())
    }

    /// An empty folder for pictures: those of an earlier run's failures would be taken for this one's.
    fn screenshots(&self, name: &str) -> Result<PathBuf, StepError> {
        let folder = self.root.join("target").join(name);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StepError::Screenshots(error)),
            _ => fs::create_dir_all(&folder).map_err(StepError::Screenshots).map(|()| folder),
        }
    }

    fn bench(&self, rest: &[OsString]) -> Result<(), StepError> {
        let browser = self.browser.as_ref().ok_or(StepError::NotPrepared)?;
        let results = self.root.join("target").join("bench");
        fs::create_dir_all(&results).map_err(StepError::Results)?;
        let dist = page::dist(self.root);
        let floor = self.root.join("tests").join("browser").join("floor");
        let page = Server::start(&dist, 0).map_err(StepError::Server)?;
        let floor_pages = Server::start(&floor, 0).map_err(StepError::Server)?;
        let driver = Driver::start(&browser.chromedriver, &results.join("chromedriver.log"))?;
        self.cargo(["run", "--quiet", "--package", BROWSER_TESTS, "--bin", "bench", "--locked"])
            .args(separated(rest))
            .env("ASCRIBE_PAGE", page.address())
            .env("ASCRIBE_FLOOR", floor_pages.address())
            .env("ASCRIBE_CHROMEDRIVER", driver.address())
            .env("ASCRIBE_CHROME", &browser.chrome)
            .env("ASCRIBE_DIST", &dist)
            .env("ASCRIBE_FLOOR_FILES", &floor)
            .env("ASCRIBE_RESULTS", results.join("results.json"))
            .run()?;
        println!("Every single value is in target/bench/results.json.");
        Ok(())
    }

    fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Run {
        Run::cargo().args(arguments).in_folder(self.root)
    }
}

/// Prepares and runs the steps, and prints how long each took. The first that fails is the last.
pub fn run(root: &Path, steps: &[Step], rest: &[OsString]) -> Result<(), Failure> {
    let mut times = Vec::new();
    let began = Instant::now();
    println!("── install: is everything there that is needed?");
    let prepared = Workshop::prepare(root, steps);
    times.push(("install", began.elapsed(), prepared.is_ok()));
    let outcome = prepared
        .map_err(|error| Failure { step: None, error })
        .and_then(|workshop| run_each(&workshop, steps, rest, &mut times));
    print!("\n{}", Timetable(&times));
    outcome
}

/// Builds the page and runs the benchmark, with these arguments for it.
pub fn bench(root: &Path, rest: &[OsString]) -> Result<(), StepError> {
    let workshop = Workshop::prepare(root, &Step::selection(&[Step::Bench]))?;
    workshop.build()?;
    workshop.bench(rest)
}

fn run_each(
    workshop: &Workshop<'_>,
    steps: &[Step],
    rest: &[OsString],
    times: &mut Vec<(&'static str, Duration, bool)>,
) -> Result<(), Failure> {
    for &step in steps {
        println!("\n── {}: {}", step.name(), step.purpose());
        let began = Instant::now();
        let outcome = workshop.run(step, rest);
        times.push((step.name(), began.elapsed(), outcome.is_ok()));
        outcome.map_err(|error| Failure { step: Some(step), error })?;
        println!("── {} took {}.", step.name(), spoken(began.elapsed()));
    }
    Ok(())
}

/// What took how long, and whether it went well.
struct Timetable<'a>(&'a [(&'static str, Duration, bool)]);

impl fmt::Display for Timetable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, time, well) in self.0 {
            let outcome = if *well { "passed" } else { "FAILED" };
            writeln!(f, "{name:<8} {outcome:<6} {:>13}", spoken(*time))?;
        }
        let total = self.0.iter().map(|(_, time, _)| *time).sum();
        writeln!(f, "{:<8} {:<6} {:>13}", "total", "", spoken(total))
    }
}

/// The arguments for a test runner, set apart from cargo's own.
fn separated(rest: &[OsString]) -> impl Iterator<Item = OsString> {
    let separator = (!rest.is_empty()).then(|| OsString::from("--"));
    separator.into_iter().chain(rest.iter().cloned())
}

/// The browser crates in what `cargo tree --prefix none` printed, each once.
fn browser_crates(tree: &str) -> Vec<String> {
    let mut names: Vec<_> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| {
            BROWSER_CRATES.iter().any(|known| {
                let rest = name.strip_prefix(known);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            })
        })
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

/// A run that did not go well: where, and why.
#[derive(Debug)]
pub struct Failure {
    /// The step that failed; none if something could not be installed.
    step: Option<Step>,
    error: StepError,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Some(step) => write!(
                f,
                "The step {name} failed: {} Repeat just this step with `cargo xtask test {name}`.",
                self.error,
                name = step.name(),
            ),
            None => write!(f, "Not everything that is needed could be installed: {}", self.error),
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Why a step failed.
#[derive(Debug)]
pub enum StepError {
    /// A program reported a failure, and has said why.
    Run(RunError),
    /// The toolchain lacks something.
    Toolchain(ToolchainError),
    /// The page could not be built.
    Page(PageError),
    /// There is no browser to test with.
    Browser(BrowserError),
    /// There is no accessibility checker.
    Axe(AxeError),
    /// There are no readers.
    Readers(ReadersError),
    /// The pure rooms reach these browser crates.
    Impure(Vec<String>),
    /// The folder for screenshots cannot be made.
    Screenshots(io::Error),
    /// The folder for results cannot be made.
    Results(io::Error),
    /// The page cannot be served.
    Server(io::Error),
    /// The step was not among those that the workshop was prepared for.
    NotPrepared,
}

impl From<RunError> for StepError {
    fn from(error: RunError) -> Self {
        Self::Run(error)
    }
}

impl From<ToolchainError> for StepError {
    fn from(error: ToolchainError) -> Self {
        Self::Toolchain(error)
    }
}

impl From<PageError> for StepError {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<BrowserError> for StepError {
    fn from(error: BrowserError) -> Self {
        Self::Browser(error)
    }
}

impl From<AxeError> for StepError {
    fn from(error: AxeError) -> Self {
        Self::Axe(error)
    }
}

impl From<ReadersError> for StepError {
    fn from(error: ReadersError) -> Self {
        Self::Readers(error)
    }
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Run(error) => error.fmt(f),
            Self::Toolchain(error) => error.fmt(f),
            Self::Page(error) => error.fmt(f),
            Self::Browser(error) => error.fmt(f),
            Self::Axe(error) => error.fmt(f),
            Self::Readers(error) => error.fmt(f),
            Self::Impure(crates) => write!(
                f,
                "Without its feature `web` the page still reaches {}; make whatever brings them in \
                 optional, and part of that feature.",
                crates.join(", ")
            ),
            Self::Screenshots(source) => {
                write!(f, "The folder for pictures of failures cannot be made: {source}.")
            }
            Self::Results(source) => write!(f, "The folder target/bench cannot be made: {source}."),
            Self::Server(source) => write!(f, "The page cannot be served: {source}."),
            Self::NotPrepared => f.write_str("What the step needs was not prepared."),
        }
    }
}

impl std::error::Error for StepError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Run(error) => Some(error),
            Self::Toolchain(error) => Some(error),
            Self::Page(error) => Some(error),
            Self::Browser(error) => Some(error),
            Self::Axe(error) => Some(error),
            Self::Readers(error) => Some(error),
            Self::Screenshots(source) | Self::Results(source) | Self::Server(source) => Some(source),
            Self::Impure(_) | Self::NotPrepared => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found_by_its_name() {
        for step in Step::ALL {
            assert_eq!(Step::named(step.name()), Some(step));
        }
        assert_eq!(Step::named("Format"), None);
    }

    #[test]
    fn steps_run_once_and_in_order() {
        use Step::{Bench, Browser, Build, Docs, Firefox, Format, Purity};
        for (named, selected) in [
            (&[][..], &Step::ALL[..]),
            (&[Docs, Format, Docs], &[Format, Docs]),
            (&[Browser], &[Build, Browser]),
            (&[Bench], &[Build, Bench]),
            (&[Firefox], &[Build, Firefox]),
            (&[Browser, Build, Purity], &[Purity, Build, Browser]),
        ] {
            assert_eq!(Step::selection(named), selected, "{named:?}");
        }
        assert!(Step::ALL.is_sorted());
    }

    #[test]
    fn browser_crates_are_found_in_a_tree() {
        for (tree, found) in [
            ("ascribe v0.1.0 (/p)\nserde v1.0.0\nsha2 v0.11.0", &[][..]),
            ("a v1\nweb-sys v0.3.1\nyewdux v1\nglooey v1", &["web-sys"]),
            (
                "yew v0.23.0\ngloo-timers v0.3.0\njs-sys v0.3.1\njs-sys v0.3.1 (*)\nwasm-bindgen v0.2.129",
                &["gloo-timers", "js-sys", "wasm-bindgen", "yew"],
            ),
        ] {
            assert_eq!(browser_crates(tree), found, "{tree}");
        }
    }

    #[test]
    fn only_given_arguments_are_set_apart() {
        assert_eq!(separated(&[]).count(), 0);
        let rest = [OsString::from("journey")];
        assert_eq!(separated(&rest).collect::<Vec<_>>(), ["--", "journey"]);
    }

    #[test]
    fn a_failure_says_how_to_repeat_its_step() {
        let failure = Failure { step: Some(Step::Purity), error: StepError::Impure(vec!["yew".to_owned()]) };
        let said = failure.to_string();
        assert!(said.starts_with("The step purity failed: "), "{said}");
        assert!(said.ends_with("with `cargo xtask test purity`."), "{said}");
    }

    #[test]
    fn the_timetable_ends_with_the_total() {
        let times =
            [("install", Duration::from_secs(61), true), ("format", Duration::from_millis(500), false)];
        assert_eq!(
            Timetable(&times).to_string(),
            "install  passed    1 min 01 s\nformat   FAILED         0.5 s\ntotal              1 min 01 s\n"
        );
    }
}
