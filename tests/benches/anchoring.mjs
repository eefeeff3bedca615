// The npm packages on one case of the benchmark beside this file. The case is a JSON file; the answer, on standard
// output, is a list of methods with the seconds of processor time and the place of every quote.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import search from "approx-string-match";

const { diff_match_patch: DiffMatchPatch } = createRequire(import.meta.url)("diff-match-patch");
const { old, new: text, quotes, all } = JSON.parse(readFileSync(process.argv[2], "utf8"));

function measure(name, places) {
  const before = process.cpuUsage();
  const found = places();
  const { user, system } = process.cpuUsage(before);
  return { name, seconds: (user + system) / 1e6, places: found };
}

// How well a text agrees with what is looked for, from 0 to 1.
function agreement(where, what) {
  if (what.length === 0) return 1;
  if (where.length === 0) return 0;
  const errors = search(where, what, what.length).reduce((least, match) => Math.min(least, match.errors), what.length);
  return 1 - errors / what.length;
}

// The way that Hypothesis uses the package: candidates by the words, as they are or with up to half of the letters
// wrong, weighed by the words, what stands before, what stands after, and the place.
function byQuote({ exact, prefix, suffix, ends }) {
  let candidates = [];
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) {
    candidates.push({ start: at, end: at + exact.length, errors: 0 });
  }
  if (candidates.length === 0) {
    candidates = search(text, exact, Math.min(256, exact.length / 2));
  }
  let best = null;
  for (const { start, end, errors } of candidates) {
    const near = 1 - Math.abs(start - ends[0]) / text.length;
    const before = agreement(text.slice(Math.max(0, start - prefix.length), start), prefix);
    const after = agreement(text.slice(end, end + suffix.length), suffix);
    const score = 50 * (1 - errors / exact.length) + 20 * before + 20 * after + 2 * near;
    if (best === null || score > best.score) best = { start, end, score };
  }
  return best && [best.start, best.end];
}

function byDiff() {
  const engine = new DiffMatchPatch();
  engine.Diff_Timeout = 0;
  const diffs = engine.diff_main(old, text);
  // Old and new place of the beginning of every difference, so that a place is found by halving.
  const heads = [];
  let [from, to] = [0, 0];
  for (const [kind, part] of diffs) {
    heads.push([from, to, kind]);
    if (kind !== 1) from += part.length;
    if (kind !== -1) to += part.length;
  }
  const place = (at) => {
    let [low, high] = [0, heads.length];
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (heads[middle][0] <= at) low = middle;
      else high = middle;
    }
    const [old_at, new_at, kind] = heads[low];
    return kind === -1 ? new_at : new_at + (at - old_at);
  };
  return quotes.map(({ ends }) => [place(ends[0]), place(ends[1] - 1) + 1]);
}

function byMatch({ exact, ends }) {
  const engine = new DiffMatchPatch();
  engine.Match_Distance = text.length;
  // The package takes patterns of up to 32 letters: both ends are looked for.
  const [head, tail] = [exact.slice(0, 32), exact.slice(-32)];
  const start = engine.match_main(text, head, ends[0]);
  const end = engine.match_main(text, tail, Math.max(0, ends[1] - tail.length));
  return start === -1 || end === -1 ? null : [start, end + tail.length];
}

const answers = [
  measure("approx-string-match 2.0.0", () => quotes.map(byQuote)),
  measure("diff-match-patch, whole diff", byDiff),
];
if (all) answers.push(measure("diff-match-patch, match_main", () => quotes.map(byMatch)));
console.log(JSON.stringify(answers));
