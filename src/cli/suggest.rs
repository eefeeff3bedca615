//! `ascribe suggest`: articles in, suggestions out.

use std::io::{self, BufRead, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::{pool, record};

/// What became of a line.
enum Outcome {
    /// A line to write.
    Answer(String),
    /// The line's number and what is wrong with it.
    Bad(usize, String),
    /// A blank line.
    Nothing,
    /// The input broke off.
    Broken(io::Error),
}

/// Streams the standard input to the standard output. See the command's help for what is read and written.
pub fn run(jobs: Option<NonZeroUsize>) -> ExitCode {
    let jobs = jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut input = io::BufReader::with_capacity(1 << 16, io::stdin());
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout());
    let mut progress = Progress::new();
    let (mut number, mut is_over) = (0, false);
    let (mut good, mut written) = (true, Ok(()));
    pool::in_order(
        jobs,
        || {
            let mut line = Vec::new();
            number += 1;
            match input.read_until(b'\n', &mut line) {
                _ if is_over => None,
                Ok(0) => None,
                Ok(_) => Some((number, Ok(line))),
                Err(error) => {
                    is_over = true;
                    Some((number, Err(error)))
                }
            }
        },
        |(number, line)| work(number, line),
        |outcome| {
            progress.one_more();
            match outcome {
                Outcome::Answer(line) => {
                    written = output.write_all(line.as_bytes()).and_then(|()| output.write_all(b"\n"));
                    return written.is_ok();
                }
                Outcome::Bad(number, what) => {
                    good = false;
                    progress.clear();
                    // Nobody can be told that nobody can be told.
                    let _ = writeln!(io::stderr(), "ascribe: line {number}: {what}");
                }
                Outcome::Broken(error) => {
                    good = false;
                    let _ = writeln!(io::stderr(), "ascribe: {error}");
                }
                Outcome::Nothing => {}
            }
            true
        },
    );
    progress.clear();
    match written.and_then(|()| output.flush()) {
        // Whoever reads has had enough, as `head` has: nothing is wrong.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "ascribe: {error}");
            ExitCode::FAILURE
        }
        Ok(()) if good => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
    }
}

fn work(number: usize, line: io::Result<Vec<u8>>) -> Outcome {
    let line = match line {
        Ok(line) => line,
        Err(error) => return Outcome::Broken(error),
    };
    match std::str::from_utf8(&line).map(str::trim) {
        Ok("") => Outcome::Nothing,
        Ok(line) => {
            record::answer(line).map_or_else(|error| Outcome::Bad(number, error.to_string()), Outcome::Answer)
        }
        Err(error) => Outcome::Bad(number, error.to_string()),
    }
}

/// How far it is, on a terminal; silent elsewhere.
struct Progress {
    is_shown: bool,
    done: usize,
    since: Instant,
    last: Option<Instant>,
}

impl Progress {
    fn new() -> Self {
        Self { is_shown: io::stderr().is_terminal(), done: 0, since: Instant::now(), last: None }
    }

    fn one_more(&mut self) {
        self.done += 1;
        let is_due = self.last.is_none_or(|last| last.elapsed() >= Duration::from_millis(100));
        if self.is_shown && is_due {
            self.last = Some(Instant::now());
            let a_second = self.done as u128 * 1000 / self.since.elapsed().as_millis().max(1);
            let _ = write!(io::stderr(), "\r{} articles, {a_second} a second ", self.done);
        }
    }

    fn clear(&mut self) {
        if self.is_shown && self.last.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
