//! How long it takes to find quotes, claims and stray lines in an article: `cargo bench --no-default-features --bench detection
//! --profile native`. The time has to grow with the text and no faster: `-- --curve` at the end of that command prints the
//! time for each byte as a table.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use ascribe::detection::{Suggestion, figures, stray_lines, suggest, suggest_claims, suggest_quotes};
use ascribe::text::ArticleText;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group};

/// A generator of numbers that are the same in every run (Knuth, MMIX).
struct Numbers(u64);

impl Numbers {
    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(self.0 >> 33) as usize % words.len()]
    }
}

/// An article of about so many bytes.
fn article(bytes: usize) -> String {
    let given = ["Ines", "Tomas", "Ruth", "Idris", "Hanne", "Samuel", "Ada", "Carl"];
    let family = ["Okafor", "Brandt", "Calloway", "Vann", "Brodie", "Flint", "Moss", "Lindqvist"];
    let things = ["the dam", "the harbour", "the plan", "a new school", "the ferry", "the budget"];
    let facts = ["will close next year", "needs repairs", "costs three million", "has failed twice"];
    let mut numbers = Numbers(6);
    let mut text = String::from("Council meets again\n");
    while text.len() < bytes {
        let (first, last) = (numbers.one_of(&given), numbers.one_of(&family));
        let mut clause = || format!("{} {}", numbers.one_of(&things), numbers.one_of(&facts));
        let (one, two, three) = (clause(), clause(), clause());
        let form = numbers.one_of(&["0", "1", "2", "3"]);
        text.push_str(&match form {
            "0" => format!("\n“We know that {one},” said {first} {last}, a member of the council.\n"),
            "1" => format!(
                "\n{first} {last} said on Tuesday that {one}. “So {two},” {last} added. “And {three}.”\n"
            ),
            "2" => {
                format!("\nAccording to {last}, {one}, although {two}. The meeting ended without a vote.\n")
            }
            _ => format!(
                "\nOfficials believe that {one}. It rained on the shore for most of the day, and {two}.\n"
            ),
        });
    }
    text
}

/// How long the articles are, in bytes.
const SIZES: [usize; 5] = [7_000, 10_000, 100_000, 1_000_000, 10_000_000];

fn measure<T>(criterion: &mut Criterion, name: &str, find: fn(&ArticleText) -> Vec<T>) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for bytes in SIZES {
        let (text, _) = ArticleText::new(&article(bytes));
        group.throughput(Throughput::Bytes(text.as_str().len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(bytes), &text, |bencher, text| {
            bencher.iter(|| find(black_box(text)));
        });
    }
    group.finish();
}

/// Everything that `G` looks for, as the page and the command line ask for it.
fn suggest_all(text: &ArticleText) -> Vec<Suggestion> {
    suggest(text, &[], |_, _| ControlFlow::Continue(())).suggestions
}

fn suggestions(criterion: &mut Criterion) {
    measure(criterion, "suggest", suggest_all);
    measure(criterion, "suggest_quotes", suggest_quotes);
    measure(criterion, "suggest_claims", suggest_claims);
    measure(criterion, "stray_lines", stray_lines);
    measure(criterion, "figures", figures);
}

criterion_group!(benches, suggestions);

/// The shortest of the runs that fit in a second or two, which what else the machine does disturbs least.
fn shortest(mut run: impl FnMut()) -> Duration {
    let begun = Instant::now();
    let mut least = Duration::MAX;
    for number in 0.. {
        let start = Instant::now();
        run();
        least = least.min(start.elapsed());
        if number > 1 && begun.elapsed() > Duration::from_secs(1) {
            break;
        }
    }
    least
}

/// Prints nanoseconds for each byte, a line for each size.
fn curve() {
    println!(
        "{:>10} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "bytes", "suggest", "quotes", "claims", "stray", "figures"
    );
    for bytes in SIZES {
        let (text, _) = ArticleText::new(&article(bytes));
        let length = text.as_str().len();
        let print = |time: Duration| print!(" {:8.1}", time.as_secs_f64() * 1e9 / length as f64);
        print!("{length:>10}");
        print(shortest(|| drop(black_box(suggest_all(black_box(&text))))));
        print(shortest(|| drop(black_box(suggest_quotes(black_box(&text))))));
        print(shortest(|| drop(black_box(suggest_claims(black_box(&text))))));
        print(shortest(|| drop(black_box(stray_lines(black_box(&text))))));
        print(shortest(|| drop(black_box(figures(black_box(&text))))));
        println!();
    }
}

fn main() {
    if std::env::args().any(|argument| argument == "--curve") {
        return curve();
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}
