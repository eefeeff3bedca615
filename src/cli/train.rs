//! `ascribe train-claims`: from sentences with a verdict to the weights that the page carries.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use ascribe::detection::{ClaimModel, claim_features};
use serde::Deserialize;

/// How many weights, as a power of two: one byte each.
const BITS: u8 = 15;
/// Rounds over the sentences.
const ROUNDS: usize = 14;
/// The first step's length.
const STEP: f64 = 0.15;
/// How much a weight is pulled towards zero, for each sentence that it is in.
const PULL: f64 = 2.0e-4;
/// What orders the sentences; the same seed gives the same bytes.
const SEED: u64 = 6;

/// A sentence with its verdict.
#[derive(Deserialize)]
struct Line {
    text: String,
    claim: bool,
}

/// A sentence as its features' places in the table.
struct Example {
    places: Vec<u32>,
    root: f64,
    is_claim: bool,
    fold: usize,
    text: String,
}

/// A generator of numbers that are the same in every run (Knuth, MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// Trains on a file, one JSON object a line with "text" and "claim", writes the weights, and prints how well the
/// same training does on sentences that it has not seen.
pub fn run(data: &Path, out: &Path, folds: usize) -> ExitCode {
    match train_all(data, out, folds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody can be told that nobody can be told.
            let _ = writeln!(io::stderr(), "ascribe: {error}");
            ExitCode::FAILURE
        }
    }
}

fn train_all(data: &Path, out: &Path, folds: usize) -> io::Result<()> {
    let examples = read(&std::fs::read_to_string(data)?, folds)?;
    let mut stdout = io::stdout().lock();
    writeln!(
        stdout,
        "{} sentences, {} claims",
        examples.len(),
        examples.iter().filter(|e| e.is_claim).count()
    )?;
    if folds > 1 {
        let (mut sum, mut rounded) = (0.0, 0.0);
        for fold in 0..folds {
            let (seen, unseen): (Vec<_>, Vec<_>) = examples.iter().partition(|example| example.fold != fold);
            let bytes = train(&seen);
            let model = ClaimModel::new(&bytes).map_err(io::Error::other)?;
            let exact =
                average_precision(unseen.iter().map(|e| (model.log_odds(&e.text), e.is_claim)).collect());
            let score = average_precision(
                unseen.iter().map(|e| (i32::from(model.score(&e.text)), e.is_claim)).collect(),
            );
            writeln!(stdout, "fold {}: average precision {:.2}", fold + 1, exact * 100.0)?;
            (sum, rounded) = (sum + exact, rounded + score);
        }
        let share = 100.0 / folds as f64;
        writeln!(
            stdout,
            "average precision on unseen sentences {:.2}, with scores of 0 to 100 {:.2}",
            sum * share,
            rounded * share
        )?;
    }
    let all: Vec<_> = examples.iter().collect();
    std::fs::write(out, train(&all))
}

/// Reads the sentences. The same sentence, whatever its letters' case, is in one fold only.
fn read(data: &str, folds: usize) -> io::Result<Vec<Example>> {
    let mut texts = HashMap::new();
    let mut examples = Vec::new();
    for (number, line) in (1..).zip(data.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line)
            .map_err(|error| io::Error::other(format!("line {number}: {error}")))?;
        let next = texts.len();
        let group = *texts.entry(line.text.trim().to_lowercase()).or_insert(next);
        let features = claim_features(&line.text);
        examples.push(Example {
            root: (features.len().max(1) as f64).sqrt(),
            places: features.iter().map(|feature| feature >> (32 - BITS)).collect(),
            is_claim: line.claim,
            fold: group,
            text: line.text,
        });
    }
    let mut order: Vec<_> = (0..texts.len()).map(|group| group % folds.max(1)).collect();
    Numbers(SEED).shuffle(&mut order);
    for example in &mut examples {
        example.fold = order[example.fold];
    }
    Ok(examples)
}

/// Logistic regression with steps that shrink per weight (Duchi, Hazan, Singer: AdaGrad), pulled towards zero;
/// the weights of all rounds but the first are averaged.
fn train(examples: &[&Example]) -> Vec<u8> {
    let mut weights = vec![0.0_f64; 1 << BITS];
    let mut squares = vec![1.0e-2_f64; 1 << BITS];
    let mut mean = vec![0.0_f64; 1 << BITS];
    let (mut bias, mut bias_mean) = (0.0, 0.0);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut numbers = Numbers(SEED);
    for round in 0..ROUNDS {
        numbers.shuffle(&mut order);
        for example in order.iter().map(|at| examples[*at]) {
            let sum: f64 = example.places.iter().map(|place| weights[*place as usize]).sum();
            let chance = 1.0 / (1.0 + (-(bias + sum / example.root)).exp());
            let error = chance - f64::from(u8::from(example.is_claim));
            bias -= 0.01 * error;
            for place in &example.places {
                let at = *place as usize;
                let slope = error / example.root + PULL * weights[at];
                squares[at] += slope * slope;
                weights[at] -= STEP * slope / squares[at].sqrt();
            }
        }
        if round > 0 {
            bias_mean += bias / (ROUNDS - 1) as f64;
            for (mean, weight) in mean.iter_mut().zip(&weights) {
                *mean += weight / (ROUNDS - 1) as f64;
            }
        }
    }
    quantised(&mean, bias_mean)
}

/// Weights as bytes: the few that are larger than all but a thousandth are cut to what a byte holds.
fn quantised(weights: &[f64], bias: f64) -> Vec<u8> {
    let mut sizes: Vec<f64> = weights.iter().map(|weight| weight.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let largest = sizes[sizes.len() - 1 - sizes.len() / 1000].max(1.0e-9);
    // Log odds in parts of 256, the root in parts of 64.
    let scale = (largest / 127.0 * 256.0 * 64.0).round().clamp(1.0, f64::from(i16::MAX));
    let unit = scale / (256.0 * 64.0);
    let bytes: Vec<i8> =
        weights.iter().map(|weight| (weight / unit).round().clamp(-127.0, 127.0) as i8).collect();
    ClaimModel::to_bytes(BITS, scale as i16, (bias * 256.0).round() as i16, &bytes)
}

/// Average precision; sentences of one score share one threshold.
fn average_precision(mut list: Vec<(i32, bool)>) -> f64 {
    let claims = list.iter().filter(|(_, is_claim)| *is_claim).count().max(1) as f64;
    list.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let (mut found, mut seen, mut before, mut sum) = (0.0, 0.0, 0.0, 0.0);
    for same in list.chunk_by(|a, b| a.0 == b.0) {
        found += same.iter().filter(|(_, is_claim)| *is_claim).count() as f64;
        seen += same.len() as f64;
        sum += (found - before) / claims * found / seen;
        before = found;
    }
    sum
}
