//! The one way in which this project runs another program: say the command line, run it, time it, explain a failure.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long a quiet run may stay silent before it says that it is still at work.
/// CI systems (and people) take a silent job for a hung one.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How many lines of a quiet run's output are kept to be shown if it fails.
const TAIL_LINES: usize = 200;

/// A program with its arguments, environment and folder, ready to be run any number of times.
#[derive(Clone, Debug)]
pub struct Run {
    program: OsString,
    arguments: Vec<OsString>,
    /// `None` removes the variable from what the program inherits.
    environment: Vec<(OsString, Option<OsString>)>,
    folder: Option<PathBuf>,
}

impl Run {
    /// A run of `program`: a name to be looked up on `PATH`, or a path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            arguments: Vec::new(),
            environment: Vec::new(),
            folder: None,
        }
    }

    /// A run of the very cargo that started this program, so that both use one toolchain.
    pub fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Adds one argument.
    #[must_use]
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Adds several arguments.
    #[must_use]
    pub fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        for argument in arguments {
            self.arguments.push(argument.as_ref().to_owned());
        }
        self
    }

    /// Sets an environment variable. It is part of the command line that is shown.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.environment.push((name.into(), Some(value.as_ref().to_owned())));
        self
    }

    /// Keeps the program from inheriting an environment variable.
    #[must_use]
    pub fn without_env(mut self, name: &str) -> Self {
        self.environment.push((name.into(), None));
        self
    }

    /// Runs in `folder` instead of the current one.
    #[must_use]
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// Shows the command line and runs it; what the program prints is shown as it is.
    pub fn run(&self) -> Result<Duration, RunError> {
        self.announce();
        let began = Instant::now();
        let status = self.command().status().map_err(|error| self.not_started(error))?;
        self.judge(status)?;
        Ok(began.elapsed())
    }

    /// Shows the command line and runs something that may take minutes.
    ///
    /// In a terminal the program draws its own progress. Elsewhere, in the log of a CI system, it is
    /// run with a heartbeat.
    pub fn run_long(&self, doing: &str) -> Result<Duration, RunError> {
        if io::stderr().is_terminal() { self.run() } else { self.run_with_heartbeat(doing) }
    }

    /// Shows the command line and runs something that may take minutes, without its hundreds of
    /// lines: at least every 20 seconds one line tells what is being done, for how long, and the last
    /// thing that the program said. After a failure the end of its output follows.
    pub fn run_with_heartbeat(&self, doing: &str) -> Result<Duration, RunError> {
        self.announce();
        let began = Instant::now();
        let mut child = self
            .command()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| self.not_started(error))?;
        let tail = follow(&mut child, doing, began);
        let status = child.wait().map_err(|error| self.not_started(error))?;
        self.judge(status).inspect_err(|_| {
            for line in &tail {
                println!("    {line}");
            }
        })?;
        Ok(began.elapsed())
    }

    /// Runs without a word and returns what the program printed, for questions such as `--version`.
    pub fn output(&self) -> Result<String, RunError> {
        let output = self.command().stdin(Stdio::null()).output().map_err(|error| self.not_started(error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(RunError::Failed {
            line: self.to_string(),
            code: output.status.code(),
            said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        })
    }

    /// Whether the program starts and ends well; what it prints is dropped.
    pub fn succeeds(&self) -> bool {
        self.output().is_ok()
    }

    /// Starts a program that goes on beside this one, everything it prints going to `log`.
    pub fn start(&self, log: std::fs::File) -> Result<Child, RunError> {
        let errors = log.try_clone().map_err(|error| self.not_started(error))?;
        self.announce();
        self.command()
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            .spawn()
            .map_err(|error| self.not_started(error))
    }

    fn announce(&self) {
        println!("$ {self}");
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        for (name, value) in &self.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
    }

    fn judge(&self, status: ExitStatus) -> Result<(), RunError> {
        if status.success() {
            return Ok(());
        }
        Err(RunError::Failed { line: self.to_string(), code: status.code(), said: String::new() })
    }

    fn not_started(&self, source: io::Error) -> RunError {
        RunError::NotStarted { program: self.program.to_string_lossy().into_owned(), source }
    }
}

/// The command line as one would type it, the variables it sets in front. `PATH` is left out: it is
/// long, and only has the project's own tools put before what was there.
impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.environment {
            if let Some(value) = value
                && name != "PATH"
            {
                write!(f, "{}={} ", name.to_string_lossy(), quoted(value))?;
            }
        }
        // cargo's own full path says less than its name.
        let program = Path::new(&self.program);
        if program.file_stem() == Some(OsStr::new("cargo")) {
            f.write_str("cargo")?;
        } else {
            f.write_str(&quoted(&self.program))?;
        }
        for argument in &self.arguments {
            write!(f, " {}", quoted(argument))?;
        }
        Ok(())
    }
}

/// Why a program did not do what it was run for.
#[derive(Debug)]
pub enum RunError {
    /// The program could not be started at all.
    NotStarted {
        /// Its name or path.
        program: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// The program ran and reported a failure.
    Failed {
        /// The command line.
        line: String,
        /// Its exit code; `None` if a signal ended it.
        code: Option<i32>,
        /// What it said, where that was not shown already.
        said: String,
    },
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted { program, source } if source.kind() == io::ErrorKind::NotFound => {
                write!(f, "`{program}` was not found; install it or put it on the PATH.")
            }
            Self::NotStarted { program, source } => {
                write!(f, "`{program}` could not be started: {source}.")
            }
            Self::Failed { line, code, said } => {
                match code {
                    Some(code) => write!(f, "`{line}` ended with exit code {code}")?,
                    None => write!(f, "`{line}` was ended by a signal")?,
                }
                if said.is_empty() { f.write_str(".") } else { write!(f, ", saying: {said}") }
            }
        }
    }
}

impl std::error::Error for RunError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotStarted { source, .. } => Some(source),
            Self::Failed { .. } => None,
        }
    }
}

/// Where on `PATH` a program of this name is, if anywhere.
pub fn find_on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|candidate| is_executable(candidate))
}

/// Whether there is a file here that may be run.
pub fn is_executable(path: &Path) -> bool {
    let Ok(metadata) = path.metadata() else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        metadata.is_file() && metadata.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    {
        metadata.is_file()
    }
}

/// A length of time as people say it: `0.8 s`, `42.0 s`, `3 min 07 s`.
pub fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// Reads everything a child prints, with a heartbeat in between, and returns its last lines.
fn follow(child: &mut Child, doing: &str, began: Instant) -> VecDeque<String> {
    let (sender, lines) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        forward(output, sender.clone());
    }
    if let Some(errors) = child.stderr.take() {
        forward(errors, sender.clone());
    }
    // The channel closes when both readers have come to their end.
    drop(sender);

    let mut tail = VecDeque::with_capacity(TAIL_LINES);
    let mut next_beat = Instant::now() + HEARTBEAT;
    loop {
        match lines.recv_timeout(next_beat.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                if tail.len() == TAIL_LINES {
                    tail.pop_front();
                }
                tail.push_back(line);
            }
            Err(RecvTimeoutError::Timeout) => {
                let last = tail.back().map_or("nothing said yet", |line| line.trim());
                println!("  … {doing}: {} so far; {last}", spoken(began.elapsed()));
                next_beat += HEARTBEAT;
            }
            Err(RecvTimeoutError::Disconnected) => return tail,
        }
    }
}

/// Sends every line of `output` on, from a thread of its own.
fn forward(output: impl Read + Send + 'static, lines: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n') {
            let Ok(line) = line else { return };
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            if lines.send(line).is_err() {
                return;
            }
        }
    });
}

/// A word of a command line, in quotes where a shell would need them.
fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,@+{}".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.into_owned() } else { format!("'{word}'") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_reads_as_one_would_type_it() {
        let run = Run::new("/some/where/cargo")
            .args(["doc", "--locked"])
            .arg("two words")
            .env("RUSTDOCFLAGS", "-D warnings")
            .env("PATH", "/a:/b")
            .without_env("NO_COLOR");
        assert_eq!(run.to_string(), "RUSTDOCFLAGS='-D warnings' cargo doc --locked 'two words'");
    }

    #[test]
    fn times_read_as_people_say_them() {
        for (milliseconds, said) in [
            (0, "0.0 s"),
            (840, "0.8 s"),
            (59_000, "59.0 s"),
            (60_000, "1 min 00 s"),
            (187_400, "3 min 07 s"),
        ] {
            assert_eq!(spoken(Duration::from_millis(milliseconds)), said);
        }
    }

    #[test]
    fn output_is_returned_and_a_failure_keeps_what_was_said() {
        let version = Run::cargo().arg("--version").output().expect("cargo runs: it runs this test");
        assert!(version.starts_with("cargo "), "{version}");

        let error =
            Run::cargo().arg("no-such-command-at-all").output().expect_err("cargo has no such command");
        assert!(error.to_string().contains("no such command"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Run::new("no-such-program-at-all").run().expect_err("there is no such program");
        assert_eq!(
            error.to_string(),
            "`no-such-program-at-all` was not found; install it or put it on the PATH."
        );
    }

    #[test]
    fn both_streams_of_a_long_run_are_followed_to_their_end() {
        let mut child = Run::cargo()
            .arg("--version")
            .command()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("cargo runs: it runs this test");
        let tail = follow(&mut child, "asking", Instant::now());
        assert!(tail.iter().any(|line| line.starts_with("cargo ")));
        assert!(child.wait().is_ok_and(|status| status.success()));
    }
}
