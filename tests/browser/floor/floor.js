// The floor of the benchmark: the least that a page can do which shows an article with highlights and lets a
// person add, retag, delete and undo. It has no list, no fields and no checks; what it takes, nobody can undercut by
// much. It marks the moments "loaded", "changed" and "saved" for whoever looks at its timeline.
"use strict";

const ARTICLE = "floor.article";
const CHANGE = "floor.change.";
const KINDS = { c: "claim", q: "quote" };

const article = document.getElementById("article");
const line = document.querySelector("[role=status]");
const { text, spans: stored } = JSON.parse(localStorage.getItem(ARTICLE));

// A span is { id, start, end, kind }; a paragraph { start, end, spans, element }.
const spans = new Map();
const paragraphs = [];
const steps = [];
let current = null;
let changes = 0;

function load() {
  for (const [id, start, end, kind] of stored) spans.set(id, { id, start, end, kind });
  // Changes are kept one by one beside the record, so that none writes it all again.
  for (; ; changes += 1) {
    const change = localStorage.getItem(CHANGE + changes);
    if (change === null) break;
    const { id, span } = JSON.parse(change);
    if (span) spans.set(id, span);
    else spans.delete(id);
  }
  for (const match of text.matchAll(/[^\n]+/g)) {
    const start = match.index;
    paragraphs.push({ start, end: start + match[0].length, spans: [], element: null });
  }
  for (const span of spans.values()) for (const paragraph of touched(span)) paragraph.spans.push(span);
}

/** The paragraphs that a span touches: the first is found by halving. */
function touched({ start, end }) {
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paragraphs[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < paragraphs.length && paragraphs[last].start < end) last += 1;
  return paragraphs.slice(low, last);
}

/** Fills a paragraph's element: plain text, and a mark for each stretch that is under the same spans. */
function fill({ start, end, spans, element }) {
  if (spans.length === 0) {
    element.textContent = text.slice(start, end);
    return;
  }
  const edges = new Set([start, end]);
  for (const span of spans) {
    edges.add(Math.max(span.start, start));
    edges.add(Math.min(span.end, end));
  }
  const places = [...edges].sort((a, b) => a - b);
  const pieces = [];
  for (let at = 0; at + 1 < places.length; at += 1) {
    const [from, to] = [places[at], places[at + 1]];
    const over = spans.filter((span) => span.start <= from && span.end >= to);
    const words = text.slice(from, to);
    if (over.length === 0) {
      pieces.push(words);
      continue;
    }
    const mark = document.createElement("mark");
    const kinds = Object.keys(KINDS).filter((kind) => over.some((span) => span.kind === kind));
    mark.className = mark.dataset.kinds = kinds.map((kind) => KINDS[kind]).join(" ");
    mark.textContent = words;
    pieces.push(mark);
  }
  element.replaceChildren(...pieces);
}

function show() {
  const size = Number(article.dataset.section ?? 0);
  const whole = document.createDocumentFragment();
  let holder = whole;
  paragraphs.forEach((paragraph, number) => {
    if (size > 0 && number % size === 0) holder = whole.appendChild(document.createElement("section"));
    paragraph.element = document.createElement("p");
    paragraph.element.dataset.start = paragraph.start;
    fill(paragraph);
    holder.append(paragraph.element);
  });
  article.append(whole);
  line.textContent = "Saved";
  performance.mark("loaded");
}

/** Puts a span in the place of the one with its id, or takes that away; draws and stores the difference. */
function change(id, span) {
  const before = spans.get(id) ?? null;
  for (const paragraph of touched(before ?? span)) {
    paragraph.spans = paragraph.spans.filter((other) => other.id !== id);
    if (span) paragraph.spans.push(span);
    fill(paragraph);
  }
  if (span) spans.set(id, span);
  else spans.delete(id);
  current = span ? id : null;
  performance.mark("changed");
  line.textContent = "Saving";
  localStorage.setItem(CHANGE + changes, JSON.stringify({ id, span }));
  changes += 1;
  line.textContent = "Saved";
  performance.mark("saved");
  return before;
}

/** Does a change that can be undone. */
function act(id, span) {
  steps.push([id, change(id, span)]);
}

function offset(node, units) {
  const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const element = holder.closest("[data-start]");
  if (!element) return null;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, units);
  return Number(element.dataset.start) + before.toString().length;
}

function tag(kind) {
  const selection = getSelection();
  if (!selection.isCollapsed) {
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null) return;
    const id = crypto.randomUUID();
    act(id, { id, start, end, kind });
    selection.removeAllRanges();
  } else if (spans.has(current)) {
    act(current, { ...spans.get(current), kind });
  }
}

function exported() {
  const annotations = [...spans.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  return JSON.stringify({
    text,
    annotations: annotations.map(({ id, start, end, kind }) => ({
      id,
      kind: KINDS[kind],
      start,
      end,
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - 32), start),
      suffix: text.slice(end, end + 32),
    })),
  });
}

addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (event.ctrlKey && key === "z") {
    const step = steps.pop();
    if (step) change(...step);
  } else if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  } else if (key in KINDS) {
    tag(key);
  } else if (key === "delete" && spans.has(current)) {
    act(current, null);
  } else {
    return;
  }
  event.preventDefault();
});

document.querySelector("button").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
  link.download = "floor.json";
  link.click();
});

load();
show();
