//! How well and how quickly passages are found again in a text that was edited, beside the packages that pages use
//! for it today: `cargo bench --no-default-features --bench anchoring --profile native`.
//!
//! Texts, quotes and edits come from a generator of fixed seed. The npm packages `approx-string-match` and
//! `diff-match-patch` are installed into the user's cache folder and run by Node on the same data; without Node or
//! npm their rows are missing. `-- --all` also runs diff-match-patch's `match_main`, which takes minutes; `-- --small`
//! leaves the megabyte out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use ascribe::anchoring::{Anchored, Carrier, Fate, Finder, TextQuote, describe};
use ascribe::text::{ArticleText, TextRange};
use serde_json::{Value, json};

/// The versions that are compared with.
const PACKAGES: [&str; 2] = ["approx-string-match@2.0.0", "diff-match-patch@1.0.5"];
/// How many quotes are looked for.
const QUOTES: usize = 1_000;

/// A generator of numbers that are the same in every run (Knuth, MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// True so many times in a thousand.
    fn chance(&mut self, thousandths: usize) -> bool {
        self.below(1_000) < thousandths
    }
}

/// An old text, a new one, and quotes of the old one with where they are in the new one.
struct Case {
    name: String,
    old: ArticleText,
    new: ArticleText,
    quotes: Vec<Quote>,
}

struct Quote {
    range: TextRange,
    truth: TextRange,
    is_untouched: bool,
}

/// A text of made-up words. Few of them are frequent and many are rare, as in any language (Zipf).
fn text(numbers: &mut Numbers, bytes: usize) -> String {
    let (heads, tails) = (
        ["b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w"],
        ["a", "e", "i", "o", "u", "ar", "en", "ing", "on", "er", "es"],
    );
    let words: Vec<String> = (0..4_000)
        .map(|rank| {
            let syllables = 1 + usize::from(rank > 40) + numbers.below(2);
            (0..syllables)
                .map(|_| {
                    format!("{}{}", heads[numbers.below(heads.len())], tails[numbers.below(tails.len())])
                })
                .collect()
        })
        .collect();
    let mut text = String::new();
    let mut sentences = 0;
    while text.len() < bytes {
        let length = 6 + numbers.below(18);
        for word in 0..length {
            // The product of two even numbers is small far more often than large.
            let rank = numbers.below(64) * numbers.below(64) * words.len() / (64 * 64);
            let word_text = &words[rank];
            if word == 0 {
                text.extend(word_text.chars().next().map(|letter| letter.to_ascii_uppercase()));
                text.push_str(&word_text[1..]);
            } else {
                text.push(' ');
                text.push_str(word_text);
            }
            if word + 1 < length && numbers.chance(80) {
                text.push(',');
            }
        }
        text.push('.');
        sentences += 1;
        text.push_str(if sentences % 4 == 0 { "\n\n" } else { " " });
    }
    text
}

fn case(bytes: usize, thousandths: usize) -> Case {
    let mut numbers = Numbers(bytes as u64 * 31 + thousandths as u64);
    let old: Vec<char> = text(&mut numbers, bytes).chars().collect();
    let mut new = String::new();
    // Where each letter of the old text would be in the new one, and how many edits there were before it.
    let (mut places, mut edits) = (Vec::with_capacity(old.len() + 1), Vec::with_capacity(old.len() + 1));
    let (mut length, mut done) = (0_u32, 0_u32);
    for letter in &old {
        places.push(length);
        edits.push(done);
        let other = char::from(b'a' + u8::try_from(numbers.below(26)).expect("below 26"));
        if numbers.chance(thousandths) {
            done += 1;
            match numbers.below(3) {
                0 => {}
                1 => {
                    new.push(other);
                    length += 1;
                }
                _ => {
                    new.push(other);
                    new.push(*letter);
                    length += 2;
                }
            }
        } else {
            new.push(*letter);
            length += 1;
        }
    }
    places.push(length);
    edits.push(done);
    let is_start = |at: usize| old[at].is_alphanumeric() && (at == 0 || !old[at - 1].is_alphanumeric());
    let is_end = |at: usize| !old[at].is_alphanumeric() && old[at - 1].is_alphanumeric();
    let mut quotes = Vec::new();
    while quotes.len() < QUOTES {
        let start = numbers.below(old.len() - 400);
        let end = start + 20 + numbers.below(40) * numbers.below(8);
        let Some(start) = (start..start + 40).find(|at| is_start(*at)) else { continue };
        let Some(end) = (end.max(start + 8)..end + 60).find(|at| is_end(*at)) else { continue };
        let point = |at: usize| u32::try_from(at).expect("a short text");
        let range = TextRange::of(point(start), point(end));
        let Some((range, truth)) = range.zip(TextRange::of(places[start], places[end])) else { continue };
        quotes.push(Quote { range, truth, is_untouched: edits[start] == edits[end] });
    }
    let old: String = old.into_iter().collect();
    let size =
        if bytes < 1_000_000 { format!("{} KB", bytes / 1_000) } else { format!("{} MB", bytes / 1_000_000) };
    Case {
        name: format!("{size}, {} %", thousandths / 10),
        old: ArticleText::new(&old).0,
        new: ArticleText::new(&new).0,
        quotes,
    }
}

/// Whether a place is right: edits at an edge leave it open by a few letters.
fn is_right(found: TextRange, truth: TextRange) -> bool {
    let slack = 3.max(truth.len() / 20);
    found.start().0.abs_diff(truth.start().0) <= slack && found.end().0.abs_diff(truth.end().0) <= slack
}

#[derive(Default)]
struct Row {
    seconds: f64,
    right: usize,
    unsure: usize,
    wrong: usize,
    untouched: (usize, usize),
}

fn print(case: &str, method: &str, row: &Row) {
    let share = |count: usize| format!("{:.1}", count as f64 * 100.0 / QUOTES as f64);
    let untouched = match row.untouched {
        (_, 0) => "-".to_owned(),
        (right, all) => format!("{right} of {all}"),
    };
    println!(
        "| {case} | {method} | {:.3} | {} | {} | {} | {untouched} |",
        row.seconds,
        share(row.right),
        share(row.unsure),
        share(row.wrong)
    );
}

/// By the words alone, with where they used to stand as a hint.
fn by_quote(case: &Case) -> Row {
    let wanted: Vec<(TextQuote, TextRange)> =
        case.quotes.iter().map(|quote| (describe(&case.old, quote.range), quote.range)).collect();
    let start = Instant::now();
    let finder = Finder::new(&case.new);
    let found: Vec<Anchored> = wanted.iter().map(|(quote, hint)| finder.anchor(quote, Some(*hint))).collect();
    let mut row = Row { seconds: start.elapsed().as_secs_f64(), ..Row::default() };
    for (quote, found) in case.quotes.iter().zip(&found) {
        match found {
            Anchored::Found(found) => {
                row.unsure += usize::from(!found.is_sure());
                row.right += usize::from(is_right(found.range, quote.truth));
                row.wrong += usize::from(found.is_sure() && !is_right(found.range, quote.truth));
            }
            Anchored::Ambiguous(matches) | Anchored::Missing(matches) => {
                row.unsure += 1;
                row.right +=
                    usize::from(matches.first().is_some_and(|found| is_right(found.range, quote.truth)));
            }
        }
        if quote.is_untouched {
            let is_exact = matches!(found, Anchored::Found(found) if found.range == quote.truth);
            row.untouched = (row.untouched.0 + usize::from(is_exact), row.untouched.1 + 1);
        }
    }
    row
}

/// With both texts at hand.
fn by_comparison(case: &Case) -> Row {
    let start = Instant::now();
    let carrier = Carrier::new(&case.old, &case.new);
    let carried: Vec<_> = case.quotes.iter().map(|quote| carrier.carry(quote.range)).collect();
    let mut row = Row { seconds: start.elapsed().as_secs_f64(), ..Row::default() };
    for (quote, carried) in case.quotes.iter().zip(&carried) {
        let is_right = carried.range.is_some_and(|range| is_right(range, quote.truth));
        row.right += usize::from(is_right);
        row.unsure += usize::from(carried.fate.needs_review());
        row.wrong += usize::from(!carried.fate.needs_review() && !is_right);
        if quote.is_untouched {
            let is_exact = carried.fate == Fate::Kept && carried.range == Some(quote.truth);
            row.untouched = (row.untouched.0 + usize::from(is_exact), row.untouched.1 + 1);
        }
    }
    row
}

/// The comparison and the places of all quotes, and nothing else: what diff-match-patch is asked for.
fn by_comparison_alone(case: &Case) -> Row {
    let start = Instant::now();
    let comparison = ascribe::anchoring::Comparison::new(case.old.as_str(), case.new.as_str());
    let mapped: Vec<_> = case.quotes.iter().map(|quote| comparison.map(quote.range)).collect();
    let mut row = Row { seconds: start.elapsed().as_secs_f64(), ..Row::default() };
    for (quote, mapped) in case.quotes.iter().zip(&mapped) {
        row.right += usize::from(mapped.is_some_and(|mapped| is_right(mapped.range, quote.truth)));
        if quote.is_untouched {
            let is_exact = mapped.is_some_and(|mapped| mapped.is_whole && mapped.range == quote.truth);
            row.untouched = (row.untouched.0 + usize::from(is_exact), row.untouched.1 + 1);
        }
    }
    row
}

/// The folder with the npm packages, which are installed if they are not there. `None` without Node or npm.
fn packages() -> Option<PathBuf> {
    let tools = std::env::var_os("ASCRIBE_TOOLS").map(PathBuf::from);
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let folder =
        tools.or_else(|| cache.or_else(home).map(|cache| cache.join("ascribe-tools")))?.join("anchoring");
    fs::create_dir_all(&folder).ok()?;
    let has_all = ["approx-string-match", "diff-match-patch"]
        .iter()
        .all(|name| folder.join("node_modules").join(name).is_dir());
    if !has_all {
        let npm =
            Command::new("npm").arg("install").arg("--prefix").arg(&folder).args(PACKAGES).output().ok()?;
        if !npm.status.success() {
            return None;
        }
    }
    Some(folder)
}

/// Runs the packages on a case; each row comes with its name.
fn by_packages(case: &Case, folder: &Path, runs_all: bool) -> Option<Vec<(String, Row)>> {
    let script = folder.join("anchoring.mjs");
    fs::write(&script, include_str!("anchoring.mjs")).ok()?;
    let quotes: Vec<Value> = case
        .quotes
        .iter()
        .map(|quote| {
            let words = describe(&case.old, quote.range);
            let ends = [quote.range.start().0, quote.range.end().0];
            json!({ "exact": words.exact, "prefix": words.prefix, "suffix": words.suffix, "ends": ends })
        })
        .collect();
    let data =
        json!({ "old": case.old.as_str(), "new": case.new.as_str(), "quotes": quotes, "all": runs_all });
    let file = folder.join("case.json");
    fs::write(&file, data.to_string()).ok()?;
    let output = Command::new("node").arg(&script).arg(&file).output().ok()?;
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    let answers: Vec<Value> = serde_json::from_slice(&output.stdout).ok()?;
    let rows = answers.iter().map(|answer| {
        let mut row = Row { seconds: answer["seconds"].as_f64().unwrap_or_default(), ..Row::default() };
        let places = answer["places"].as_array().map_or(&[][..], Vec::as_slice);
        for (quote, place) in case.quotes.iter().zip(places) {
            let number = |at: usize| place[at].as_u64().and_then(|number| u32::try_from(number).ok());
            let range = number(0).zip(number(1)).and_then(|(start, end)| TextRange::of(start, end));
            let is_right = range.is_some_and(|range| is_right(range, quote.truth));
            row.right += usize::from(is_right);
            row.wrong += usize::from(range.is_some() && !is_right);
            if quote.is_untouched {
                let is_exact = range == Some(quote.truth);
                row.untouched = (row.untouched.0 + usize::from(is_exact), row.untouched.1 + 1);
            }
        }
        (answer["name"].as_str().unwrap_or_default().to_owned(), row)
    });
    Some(rows.collect())
}

fn main() {
    let has = |flag: &str| std::env::args().any(|argument| argument == flag);
    let (runs_all, is_small) = (has("--all"), has("--small"));
    let folder = packages();
    if folder.is_none() {
        eprintln!("Without Node and npm there is nothing to compare with.");
    }
    println!("{QUOTES} quotes; seconds of one processor.");
    println!(
        "| text, letters edited | method | s | right % | to be looked at % | wrong and not said % | untouched ones exact |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (bytes, thousandths) in [(100_000, 10), (100_000, 50), (1_000_000, 10), (1_000_000, 50)] {
        if is_small && bytes > 100_000 {
            continue;
        }
        let case = case(bytes, thousandths);
        print(&case.name, "by quote: Finder", &by_quote(&case));
        print(&case.name, "by comparison: places", &by_comparison_alone(&case));
        print(&case.name, "by comparison: Carrier", &by_comparison(&case));
        for (name, row) in
            folder.as_deref().and_then(|folder| by_packages(&case, folder, runs_all)).into_iter().flatten()
        {
            print(&case.name, &name, &row);
        }
    }
    // What may never take long: a text that has nothing in common with the other one.
    for bytes in [100_000, 1_000_000] {
        let (old, new) = (text(&mut Numbers(1), bytes), text(&mut Numbers(2), bytes));
        let start = Instant::now();
        let pieces = ascribe::anchoring::Comparison::new(&old, &new).pieces().len();
        println!("\nA rewrite of {bytes} bytes: {:.3} s, {pieces} pieces.", start.elapsed().as_secs_f64());
    }
}
