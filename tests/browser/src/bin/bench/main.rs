//! The benchmark: drives the release page and the least that a page could do, alike and in alternation, and
//! compares what both take.
//!
//! `cargo xtask bench` serves both and starts this with the variables that the browser tests read, and three more:
//!
//! | variable | holds |
//! | --- | --- |
//! | `ASCRIBE_FLOOR` | the address of the floor's pages (`tests/browser/floor`) |
//! | `ASCRIBE_FLOOR_FILES` | the folder of those pages |
//! | `ASCRIBE_RESULTS` | the file for every single value |
//!
//! Each visit is a browser of its own with an empty profile, so nothing is compiled or cached before. Keys come in
//! through the browser, words are selected by a script. A time begins with the event's own time stamp and ends when
//! the frame that shows the result has been painted; the CPU time of the main thread is what the browser counts, until
//! it is quiet. No value is ever asserted: machines differ.

mod memory;
mod table;
mod visit;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use xtask::sizes::SizeTable;

use crate::table::{File, Machine, Results, Visit};
use crate::visit::{PageKind, Patience, visit};
use ascribe_browser_tests::Problem;
use ascribe_browser_tests::articles::{Size, Stored};

/// What it takes.
const USAGE: &str = "\
The benchmark takes:
    --quick       one round with the smallest article, to see that it runs
    --rounds N    so many rounds; 5 unless told otherwise
    --only SIZE   one size: 7KB, 100KB, 1MB, or with the number of annotations, 1MBx10000; may be repeated";

/// What is asked for.
#[derive(Debug)]
struct Wish {
    is_quick: bool,
    rounds: usize,
    sizes: Vec<Size>,
}

impl Wish {
    fn read(words: impl IntoIterator<Item = String>) -> Result<Self, Problem> {
        let (mut is_quick, mut rounds, mut only) = (false, None, Vec::new());
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--quick" => is_quick = true,
                "--rounds" => {
                    let number = words.next().unwrap_or_default().parse().ok().filter(|number| *number > 0);
                    rounds = Some(number.ok_or(USAGE)?);
                }
                "--only" => {
                    let name = words.next().unwrap_or_default();
                    let is_meant = |size: &&Size| {
                        size.length() == name || format!("{}x{}", size.length(), size.annotations) == name
                    };
                    let before = only.len();
                    only.extend(Size::ALL.iter().filter(is_meant));
                    if only.len() == before {
                        return Err(format!("There is no size {name:?}.\n{USAGE}").into());
                    }
                }
                _ => return Err(USAGE.into()),
            }
        }
        let sizes = match (only.is_empty(), is_quick) {
            (false, _) => Size::ALL.into_iter().filter(|size| only.contains(size)).collect(),
            (true, true) => vec![Size::ALL[0]],
            (true, false) => Size::ALL.to_vec(),
        };
        Ok(Self { is_quick, rounds: rounds.unwrap_or(if is_quick { 1 } else { 5 }), sizes })
    }

    fn patience(&self) -> Patience {
        let [limit, quiet, look] = if self.is_quick { [20_000, 60, 20] } else { [60_000, 600, 50] };
        let [limit, quiet, look] = [limit, quiet, look].map(Duration::from_millis);
        Patience { limit, quiet, look }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Problem> {
    let wish = Wish::read(env::args().skip(1))?;
    let mut results = Results {
        commit: commit(),
        chromium: String::new(),
        machine: machine(),
        patience: wish.patience(),
        // Compressing takes seconds, and the build has just said how large the page is.
        files: if wish.is_quick { Vec::new() } else { files()? },
        tables: Vec::new(),
        visits: Vec::new(),
    };
    let file = setting("ASCRIBE_RESULTS")?;
    for size in &wish.sizes {
        measure(&wish, *size, &mut results).await?;
        println!("{}", table::block(&results.visits, *size));
        results.tables.push((*size, table::rows(&results.visits, *size)));
        // After every size, so that a run that is broken off leaves what it has found out.
        fs::write(&file, serde_json::to_string_pretty(&results)?)?;
    }
    if !wish.is_quick {
        println!("{}", table::growth(&results.visits, &wish.sizes));
        for (of, total) in totals(&results.files) {
            println!("bytes {of}: {} raw, {} gzip, {} brotli", total.raw, total.gzip, total.brotli);
        }
    }
    let Results { commit, chromium, machine: Machine { threads, processor, .. }, .. } = &results;
    println!("measured with Chromium {chromium} on {threads} × {processor}, commit {commit}");
    Ok(())
}

/// All rounds of one size. A page that was too slow once is not asked again.
async fn measure(wish: &Wish, size: Size, results: &mut Results) -> Result<(), Problem> {
    let stored = Stored::of(size)?;
    for round in 1..=wish.rounds {
        for turn in 0..PageKind::ALL.len() {
            // Each page comes first, second and last in turn.
            let page = PageKind::ALL[(turn + round) % PageKind::ALL.len()];
            let gave_up = |visit: &Visit| visit.size == size && visit.page == page && visit.over.is_some();
            if results.visits.iter().any(gave_up) {
                continue;
            }
            let name = format!(
                "{}, {} annotations, round {round}, {}",
                size.length(),
                size.annotations,
                page.name()
            );
            if !wish.is_quick {
                eprintln!("  … {name}");
            }
            let visited = match visit(page, &stored, results.patience).await {
                // A browser that dies once in an hour must not cost the hour.
                Err(problem) if !wish.is_quick => {
                    eprintln!("{name}: {problem}; once more");
                    visit(page, &stored, results.patience).await?
                }
                visited => visited?,
            };
            if let Some(action) = visited.over.as_ref().filter(|_| wish.is_quick) {
                return Err(format!("{name}: {action} did not come to its end").into());
            }
            results.chromium = visited.browser;
            results.visits.push(Visit { size, round, page, values: visited.values, over: visited.over });
        }
    }
    Ok(())
}

/// A variable that says where something is.
fn setting(name: &str) -> Result<String, Problem> {
    env::var(name).map_err(|_| format!("{name} is not set: run this with `cargo xtask bench`").into())
}

/// The files of each page that a browser loads, with their bytes.
fn files() -> Result<Vec<File>, Problem> {
    let folders = [("ascribe", setting("ASCRIBE_DIST")?), ("floor", setting("ASCRIBE_FLOOR_FILES")?)];
    let mut files = Vec::new();
    for (of, folder) in folders {
        for (path, sizes) in SizeTable::of_folder(Path::new(&folder))?.files() {
            let name = path.to_string_lossy().into_owned();
            files.push(File { of, name, raw: sizes.raw, gzip: sizes.gzip, brotli: sizes.brotli });
        }
    }
    Ok(files)
}

/// What is loaded before a page can be used, and what ours fetches when it is first asked for.
fn totals(files: &[File]) -> [(&'static str, xtask::sizes::Sizes); 3] {
    // The page itself, its styles, and of its program the first file with the scripts that load it.
    let is_first = |name: &str| {
        [".html", ".css", "_bg.wasm"].iter().any(|end| name.ends_with(end))
            || (name.starts_with("ascribe-page-") && name.ends_with(".js"))
    };
    let is_late = |file: &File| file.of == "ascribe" && !is_first(&file.name);
    // Of the floor's two pages, one is loaded at a time.
    let is_floor = |file: &File| file.of == "floor" && file.name != "plain.html";
    let sum = |is_meant: &dyn Fn(&File) -> bool| {
        let mut total = xtask::sizes::Sizes::default();
        for file in files.iter().filter(|file| is_meant(file)) {
            total.raw += file.raw;
            total.gzip += file.gzip;
            total.brotli += file.brotli;
        }
        total
    };
    [
        ("until ascribe can be used", sum(&|file| file.of == "ascribe" && !is_late(file))),
        ("of ascribe afterwards and on demand", sum(&is_late)),
        ("until the floor can be used", sum(&is_floor)),
    ]
}

/// The commit of these sources, with a `+` where the files differ from it.
fn commit() -> String {
    let git = |arguments: &[&str]| {
        let folder = env!("CARGO_MANIFEST_DIR");
        let output = Command::new("git").args(arguments).current_dir(folder).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let Some(commit) = git(&["rev-parse", "--short=12", "HEAD"]) else { return "unknown".to_owned() };
    let is_clean = git(&["status", "--porcelain"]).is_some_and(|status| status.is_empty());
    if is_clean { commit } else { format!("{commit}+") }
}

fn machine() -> Machine {
    let known = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = known.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    Machine {
        system: env::consts::OS,
        processor: processor.map_or("unknown processor", |(_, name)| name).to_owned(),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_asked_for_by_name_and_come_in_order() -> Result<(), Problem> {
        for (line, rounds, sizes) in [
            ("", 5, &Size::ALL[..]),
            ("--quick", 1, &Size::ALL[..1]),
            ("--rounds 2 --only 1MBx10 --only 7KB", 2, &[Size::ALL[0], Size::ALL[1], Size::ALL[5]]),
        ] {
            let wish = Wish::read(line.split_whitespace().map(str::to_owned))?;
            assert_eq!((wish.rounds, wish.sizes.as_slice()), (rounds, sizes), "{line}");
        }
        for line in ["--only 2MB", "--rounds 0", "--rounds", "fast"] {
            assert!(Wish::read(line.split_whitespace().map(str::to_owned)).is_err(), "{line}");
        }
        Ok(())
    }
}
