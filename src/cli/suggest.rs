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
        |(number, line)| (line.as_ref().map_or(0, Vec::len), work(number, line)),
        |(bytes, outcome)| {
            progress.read(bytes);
            match outcome {
                Outcome::Answer(line) => {
                    progress.one_more();
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
                    progress.clear();
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

/// How far it is, on a terminal; silent elsewhere, and where the answers go to the same terminal.
struct Progress {
    is_shown: bool,
    done: usize,
    read: u64,
    /// How many bytes there are to read, where that is known: of a file, not of a pipe.
    all: Option<u64>,
    since: Instant,
    last: Option<Instant>,
}

/// How many signs wide the bar is.
const WIDTH: u64 = 24;

impl Progress {
    fn new() -> Self {
        let is_shown = io::stderr().is_terminal() && !io::stdout().is_terminal();
        // Where there is no such path, nothing is known.
        let input = std::fs::metadata("/dev/stdin").ok().filter(std::fs::Metadata::is_file);
        let all = input.map(|file| file.len()).filter(|bytes| *bytes > 0);
        Self { is_shown, done: 0, read: 0, all, since: Instant::now(), last: None }
    }

    fn read(&mut self, bytes: usize) {
        self.read += bytes as u64;
    }

    fn one_more(&mut self) {
        self.done += 1;
        let is_due = self.last.is_none_or(|last| last.elapsed() >= Duration::from_millis(100));
        if self.is_shown && is_due {
            self.last = Some(Instant::now());
            let _ = write!(io::stderr(), "\r{}\x1b[K", self.line(self.since.elapsed()));
        }
    }

    /// What is shown after so much time.
    fn line(&self, time: Duration) -> String {
        let a_second = self.done as u128 * 1000 / time.as_millis().max(1);
        let articles = if self.done == 1 { "article" } else { "articles" };
        let count = format!("{} {articles}, {a_second} a second", self.done);
        let Some(all) = self.all else { return count };
        let read = self.read.min(all);
        let full = usize::try_from(read * WIDTH / all).unwrap_or_default();
        let empty = usize::try_from(WIDTH).unwrap_or_default() - full;
        format!("[{}{}] {:3} %  {count}", "#".repeat(full), " ".repeat(empty), read * 100 / all)
    }

    fn clear(&mut self) {
        if self.is_shown && self.last.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        // articles, bytes read, bytes in all, what is shown after two seconds
        let cases = [
            (1, 500, None, "1 article, 0 a second"),
            (400, 500, None, "400 articles, 200 a second"),
            (400, 0, Some(1000), "[                        ]   0 %  400 articles, 200 a second"),
            (400, 500, Some(1000), "[############            ]  50 %  400 articles, 200 a second"),
            (400, 1000, Some(1000), "[########################] 100 %  400 articles, 200 a second"),
            // A file that grows while it is read.
            (400, 2000, Some(1000), "[########################] 100 %  400 articles, 200 a second"),
        ];
        for (done, read, all, expected) in cases {
            let progress = Progress { is_shown: false, done, read, all, since: Instant::now(), last: None };
            assert_eq!(progress.line(Duration::from_secs(2)), expected);
        }
    }
}
