//! The few lines of JavaScript that look at the page from inside.

/// Runs before anything of the page: keeps whatever goes wrong, and whatever would leave the browser.
pub const WATCH: &str = r##"
window.__problems = [];
for (const level of ["error", "warn"]) {
  const plain = console[level].bind(console);
  console[level] = (...words) => { window.__problems.push(level + ": " + words.map(String).join(" ")); plain(...words); };
}
addEventListener("error", (event) => window.__problems.push("error: " + event.message));
addEventListener("unhandledrejection", (event) => window.__problems.push("rejection: " + event.reason));
addEventListener("securitypolicyviolation", (event) => window.__problems.push("policy: " + event.effectiveDirective + " " + event.blockedURI + " " + event.sample), true);
addEventListener("TrunkApplicationStarted", () => { window.__loaded = performance.now(); });
for (const name of ["pwn", "alert", "confirm", "prompt"])
  Object.defineProperty(window, name, { value: (...words) => { window.__problems.push("ran: " + name + " " + words.join(" ")); } });
window.__sent = [];
for (const [holder, name] of [[window, "fetch"], [window, "WebSocket"], [window, "EventSource"], [navigator, "sendBeacon"],
                              [XMLHttpRequest.prototype, "open"]]) {
  const plain = holder[name];
  holder[name] = new Proxy(plain, {
    apply(target, self, list) { if (window.__loaded !== undefined) window.__sent.push(name + " " + list.join(" ")); return Reflect.apply(target, self, list); },
    construct(target, list) { window.__sent.push(name + " " + list.join(" ")); return Reflect.construct(target, list); },
  });
}
"##;

/// What went wrong, and what was sent after the page had loaded.
pub const COMPLAINTS: &str = r##"
// By when a request began: the browser lists one that is over some time after it is over.
// The parts of the program are fetched when they are first needed, and so is what starts it beside the page. A browser
// itself looks at what it could install.
const home = new URL(".", location.href).href;
const isOwn = (address) => address.startsWith(home) && /^(ascribe-page-[0-9a-f]{16}(-\w+)?(\.wasm|\.js)|ascribe-page-[0-9a-f]{16}_bg\.wasm|worker\.js(\?.*)?|manifest\.webmanifest|icons\/.*)$/.test(address.slice(home.length));
const late = performance.getEntriesByType("resource").filter((entry) => entry.startTime > window.__loaded)
  .filter((entry) => !isOwn(entry.name))
  .map((entry) => "request after load: " + entry.name);
return [...(window.__problems ?? ["the watch did not run"]), ...(window.__sent ?? []).filter((what) => !what.startsWith("fetch ") || !isOwn(what.slice("fetch ".length))).map((what) => "sent: " + what), ...late];
"##;

/// From now on, keeps what goes wrong where the next script finds it. For a browser that runs nothing before the page.
pub const NOTICE: &str = r##"
const root = document.documentElement;
if (root.dataset.noticed === undefined) {
  root.dataset.noticed = "";
  const keep = (what) => { root.dataset.noticed += what + "\n"; };
  addEventListener("securitypolicyviolation", (event) => keep("policy: " + event.effectiveDirective + " " + event.blockedURI), true);
  addEventListener("error", (event) => keep("error: " + event.message));
  addEventListener("unhandledrejection", (event) => keep("rejection: " + event.reason));
}
return true;
"##;

/// What was kept.
pub const NOTICED: &str = "return document.documentElement.dataset.noticed ?? 'the watch did not run';";

/// Calls back when the browser has made two frames.
pub const FRAME: &str =
    "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));";

/// Where the first occurrence of some words in the article is: the two points to drag between.
pub const PLACE: &str = r##"
const [words, nth] = arguments;
const article = document.getElementById("article");
const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
const nodes = []; let all = ""; let last = null;
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const paragraph = node.parentElement.closest("[data-start]");
  if (last && paragraph !== last) all += "\n";
  last = paragraph;
  nodes.push([all.length, node]); all += node.data;
}
let at = -1;
for (let turn = 0; turn <= nth; turn++) at = all.indexOf(words, at + 1);
if (at < 0) return null;
const point = (offset, isEnd) => {
  let found = nodes[0];
  for (const entry of nodes) if (isEnd ? entry[0] < offset : entry[0] <= offset) found = entry;
  return [found[1], Math.min(offset - found[0], found[1].data.length)];
};
const range = document.createRange();
range.setStart(...point(at, false));
range.setEnd(...point(at + words.length, true));
const reader = document.querySelector(".reader"), frame = reader.getBoundingClientRect(), box = range.getBoundingClientRect();
reader.scrollTop += (box.top + box.bottom) / 2 - (frame.top + frame.bottom) / 2;
const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
const first = rects[0], end = rects[rects.length - 1];
return { from: [first.left + 0.5, first.top + first.height / 2], to: [end.right - 0.5, end.top + end.height / 2] };
"##;

/// Every highlight on the page: its words, kinds and ids.
pub const MARKS: &str = r##"
return [...document.querySelectorAll("#article mark")].map((mark) => ({
  words: mark.textContent, kinds: mark.dataset.kinds, ids: mark.dataset.annotations.split(" "),
}));
"##;

/// The texts of the list's entries, without their fields.
pub const CARDS: &str = r##"
return [...document.querySelectorAll('ul[aria-label="Annotations"] > li[data-annotation]')].map((item) =>
  item.querySelector(".chip").textContent.split(" · ")[0] + ": " + item.querySelector(".words").textContent);
"##;

/// The paragraphs as the page shows them: start, end, text.
pub const PARAGRAPHS: &str = r##"
return [...document.querySelectorAll("#article [data-start]")].map((paragraph) =>
  [Number(paragraph.dataset.start), Number(paragraph.dataset.end), paragraph.textContent]);
"##;

/// The accessible name of what has the focus, and its role or tag.
pub const FOCUSED: &str = r##"
const it = document.activeElement;
if (!it || it === document.body) return "";
const labelled = it.labels && it.labels[0] ? it.labels[0].textContent : "";
return (it.getAttribute("aria-label") || labelled || it.textContent || it.tagName).trim();
"##;
