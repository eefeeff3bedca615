//! What may be typed after `cargo xtask`, and what it means.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use crate::steps::Step;

/// What `cargo xtask help` prints.
pub const USAGE: &str = "\
The commands of this project. Each installs what it needs and is missing.

cargo xtask start [--port N] [--no-open]
    Builds the release page, serves it on this computer and opens it in the browser.
    Port 8080 is used unless another is given, and the next free one if it is taken.

cargo xtask test [STEP…] [-- ARGUMENT…]
    Runs all checks and tests, or only the named steps, in this order:
        format    the code is formatted as `cargo fmt` would
        clippy    Clippy has nothing to say, natively and for WebAssembly
        purity    the rooms without a browser reach no browser crate
        native    the tests that need no browser
        readers   readers of other people (Python packages) read the exports
        docs      the documentation builds without a warning
        build     the release page builds; prints its sizes
        browser   the tests in Chromium; builds the page first
        firefox   the main job in Firefox, by keyboard; builds the page first
        bench     the benchmark runs, once and small; builds the page first
    What follows `--` goes to the test runner of `native`, `readers`, `browser` and `firefox`:
        cargo xtask test browser -- journey

cargo xtask bench [--quick] [-- ARGUMENT…]
    Builds the release page, measures it in Chromium beside the least that a page could do, and prints
    medians and ratios. Every single value goes to target/bench/results.json. What follows `--` goes to
    the benchmark: `--rounds N`, `--only SIZE` (7KB, 100KB, 1MB, 1MBx10000).

cargo xtask build
    Builds the release page into the folder dist and prints its sizes.

cargo xtask finish [FOLDER]
    What Trunk runs after every build: cuts the page's program into parts, and lets its policy know its scripts.

cargo xtask help
    Prints this.

With $ASCRIBE_HEAVY_READERS set, `readers` has spaCy, label-studio-sdk and other large packages read too.

Trunk, wasm-bindgen, wasm-split, geckodriver and the readers are kept in a folder that all clones share: $ASCRIBE_TOOLS, or
`ascribe-tools` in your user's cache folder. $CHROME, $CHROMEDRIVER, $FIREFOX and $GECKODRIVER name
browsers and their drivers where they are not on the PATH.
";

/// The port on which the page is served if none is asked for.
const USUAL_PORT: u16 = 8080;

/// One thing to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Invocation {
    /// Print the usage.
    Help,
    /// Build and serve the page.
    Start {
        /// The port to start looking for a free one at.
        port: u16,
        /// Whether to open the browser.
        open: bool,
    },
    /// Build the page.
    Build,
    /// Finish a page that Trunk has just built.
    Finish {
        /// The folder it is in, where it is not the usual one.
        folder: Option<PathBuf>,
    },
    /// Build the page and measure it.
    Bench {
        /// What goes on to the benchmark.
        rest: Vec<OsString>,
    },
    /// Run checks and tests.
    Test {
        /// The steps, each once, in the order in which they run.
        steps: Vec<Step>,
        /// What goes on to the test runner.
        rest: Vec<OsString>,
    },
}

impl Invocation {
    /// Reads the words after `cargo xtask`.
    pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Self, UsageError> {
        let mut words = words.into_iter();
        let Some(command) = words.next() else {
            return Ok(Self::Help);
        };
        match command.to_string_lossy().as_ref() {
            "help" | "--help" | "-h" => Ok(Self::Help),
            "start" => read_start(words),
            "build" => match words.next() {
                None => Ok(Self::Build),
                Some(word) if asks_for_help(&word) => Ok(Self::Help),
                Some(word) => Err(UsageError::unexpected("build", &word)),
            },
            "finish" => Ok(Self::Finish { folder: words.next().map(PathBuf::from) }),
            "bench" => read_bench(words),
            "test" => read_test(words),
            _ => Err(UsageError::UnknownCommand(text(&command))),
        }
    }
}

fn read_start(mut words: impl Iterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut port = USUAL_PORT;
    let mut open = true;
    while let Some(word) = words.next() {
        match word.to_string_lossy().as_ref() {
            "--no-open" => open = false,
            "--port" => {
                let number = words.next().ok_or(UsageError::NoPort)?;
                port = read_port(&text(&number))?;
            }
            other if other.starts_with("--port=") => port = read_port(&other["--port=".len()..])?,
            _ if asks_for_help(&word) => return Ok(Invocation::Help),
            _ => return Err(UsageError::unexpected("start", &word)),
        }
    }
    Ok(Invocation::Start { port, open })
}

fn read_port(word: &str) -> Result<u16, UsageError> {
    match word.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(UsageError::NotAPort(word.to_owned())),
    }
}

fn read_bench(mut words: impl Iterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut rest = Vec::new();
    while let Some(word) = words.next() {
        if word == "--" {
            rest.extend(words.by_ref());
        } else if word == "--quick" {
            rest.push(word);
        } else if asks_for_help(&word) {
            return Ok(Invocation::Help);
        } else {
            return Err(UsageError::unexpected("bench", &word));
        }
    }
    Ok(Invocation::Bench { rest })
}

fn read_test(mut words: impl Iterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut named = Vec::new();
    let mut rest = Vec::new();
    while let Some(word) = words.next() {
        if word == "--" {
            rest.extend(words.by_ref());
        } else if asks_for_help(&word) {
            return Ok(Invocation::Help);
        } else if word.to_string_lossy().starts_with('-') {
            return Err(UsageError::unexpected("test", &word));
        } else {
            let step = Step::named(&word.to_string_lossy());
            named.push(step.ok_or_else(|| UsageError::UnknownStep(text(&word)))?);
        }
    }
    let steps = Step::selection(&named);
    if !rest.is_empty() && !steps.iter().any(|step| step.runs_tests()) {
        return Err(UsageError::NobodyToPassOnTo(text(&rest[0])));
    }
    Ok(Invocation::Test { steps, rest })
}

fn asks_for_help(word: &OsString) -> bool {
    word == "--help" || word == "-h"
}

fn text(word: &OsString) -> String {
    word.to_string_lossy().into_owned()
}

/// What cannot be understood of what was typed.
#[derive(Debug, PartialEq, Eq)]
pub enum UsageError {
    /// The first word is no command.
    UnknownCommand(String),
    /// A word after `test` is no step.
    UnknownStep(String),
    /// A word that the command does not take.
    Unexpected {
        /// The command.
        command: &'static str,
        /// The word.
        word: String,
    },
    /// `--port` without a number behind it.
    NoPort,
    /// `--port` with something else behind it than a port.
    NotAPort(String),
    /// Arguments for a test runner, but only steps that have none.
    NobodyToPassOnTo(String),
}

impl UsageError {
    fn unexpected(command: &'static str, word: &OsString) -> Self {
        Self::Unexpected { command, word: text(word) }
    }
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownCommand(word) => {
                write!(
                    f,
                    "There is no command `{word}`; the commands are start, test, bench, build and help."
                )
            }
            Self::UnknownStep(word) => {
                let names: Vec<_> = Step::ALL.iter().map(|step| step.name()).collect();
                write!(f, "There is no step `{word}`; the steps are {}.", names.join(", "))
            }
            Self::Unexpected { command, word } => write!(
                f,
                "`cargo xtask {command}` does not take `{word}`; `cargo xtask help` shows what it takes."
            ),
            Self::NoPort => f.write_str("`--port` needs a number behind it, as in `--port 8080`."),
            Self::NotAPort(word) => {
                write!(f, "`{word}` is no port; a port is a number from 1 to 65535.")
            }
            Self::NobodyToPassOnTo(word) => write!(
                f,
                "`{word}` cannot be passed on: of all steps, only native, readers, browser and firefox have a test runner."
            ),
        }
    }
}

impl std::error::Error for UsageError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Invocation, UsageError> {
        Invocation::read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn help_is_what_no_words_mean() {
        for line in ["", "help", "--help", "-h", "start --help", "test -h", "build --help"] {
            assert_eq!(read(line), Ok(Invocation::Help), "{line}");
        }
    }

    #[test]
    fn start_takes_a_port_and_may_leave_the_browser_alone() {
        for (line, port, open) in [
            ("start", 8080, true),
            ("start --no-open", 8080, false),
            ("start --port 9000", 9000, true),
            ("start --no-open --port=9000", 9000, false),
        ] {
            assert_eq!(read(line), Ok(Invocation::Start { port, open }), "{line}");
        }
    }

    #[test]
    fn test_takes_steps_and_arguments_for_the_runner() {
        use Step::{Browser, Build, Clippy, Format};
        for (line, steps, rest) in [
            ("test", Step::ALL.as_slice(), &[][..]),
            ("test clippy format clippy", &[Format, Clippy], &[]),
            ("test browser -- journey --exact", &[Build, Browser], &["journey", "--exact"]),
            ("test -- journey", &Step::ALL, &["journey"]),
        ] {
            let expected =
                Invocation::Test { steps: steps.to_vec(), rest: rest.iter().map(OsString::from).collect() };
            assert_eq!(read(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn bench_may_be_quick_and_takes_arguments_for_the_benchmark() {
        for (line, rest) in [
            ("bench", &[][..]),
            ("bench --quick", &["--quick"]),
            ("bench -- --rounds 2 --only 1MB", &["--rounds", "2", "--only", "1MB"]),
        ] {
            let rest = rest.iter().map(OsString::from).collect();
            assert_eq!(read(line), Ok(Invocation::Bench { rest }), "{line}");
        }
        assert_eq!(read("bench quick"), Err(UsageError::unexpected("bench", &"quick".into())));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (line, sentence) in [
            ("tset", "There is no command `tset`; the commands are start, test, bench, build and help."),
            (
                "test lint",
                "There is no step `lint`; the steps are format, clippy, purity, native, readers, docs, build, browser, firefox, bench.",
            ),
            (
                "test --fast",
                "`cargo xtask test` does not take `--fast`; `cargo xtask help` shows what it takes.",
            ),
            ("build now", "`cargo xtask build` does not take `now`; `cargo xtask help` shows what it takes."),
            ("start --port", "`--port` needs a number behind it, as in `--port 8080`."),
            ("start --port 70000", "`70000` is no port; a port is a number from 1 to 65535."),
            ("start --port=0", "`0` is no port; a port is a number from 1 to 65535."),
            (
                "test format -- journey",
                "`journey` cannot be passed on: of all steps, only native, readers, browser and firefox have a test runner.",
            ),
        ] {
            let error = read(line).expect_err(line);
            assert_eq!(error.to_string(), sentence, "{line}");
        }
    }

    #[test]
    fn the_usage_names_every_step() {
        for step in Step::ALL {
            assert!(USAGE.contains(step.name()), "{}", step.name());
        }
    }
}
