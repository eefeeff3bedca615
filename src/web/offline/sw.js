// Keeps the files of exactly one build, so that the page opens and works without a network, and answers its requests
// with those files and with nothing from elsewhere.
//
// Invariants: a build is kept as a whole, every file checked against its hash, or not at all. It takes over only when
// a person says so. What open tabs of the build before still need stays until they are gone.

// Building writes the next two lines: the build's name, and each file with the SHA-256 of its content. The file with
// the empty name is the page itself.
const BUILD = "";
const FILES = {};

const HOME = self.registration.scope;
// The store is shared by everything at this origin, so the names in it begin with where this page is.
const cacheOf = (build) => `ascribe ${HOME} ${build}`;
// What is to be tidied away, and the tabs that still need it.
const LEFT_OVER = new URL("?left-over", HOME).href;

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => event.respondWith(event.request.mode === "navigate" ? page(event.request) : file(event)));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
  if (event.data === "started") event.waitUntil(tidy());
});

async function keep() {
  const cache = await caches.open(cacheOf(BUILD));
  await Promise.all(Object.entries(FILES).map(async ([name, hash]) => {
    const address = new URL(name, HOME);
    const answer = await fetch(address, { cache: "no-cache" });
    const content = await answer.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (!answer.ok || found !== hash) throw new Error(`${address} is not of this build`);
    const type = answer.headers.get("Content-Type") ?? "";
    await cache.put(address, new Response(content, { headers: { "Content-Type": type } }));
  }));
}

async function takeOver() {
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const builds = (await caches.keys()).filter((name) => name.startsWith(cacheOf("")) && name !== cacheOf(BUILD));
  const leftOver = { tabs: tabs.map((tab) => tab.id), builds };
  await (await caches.open(cacheOf(BUILD))).put(LEFT_OVER, new Response(JSON.stringify(leftOver)));
  await self.clients.claim();
}

// Removes what was kept for the build before, once none of its tabs is open any more.
async function tidy() {
  const kept = await caches.match(LEFT_OVER, { cacheName: cacheOf(BUILD) });
  const { tabs, builds } = kept ? await kept.json() : { tabs: [], builds: [] };
  const open = await Promise.all(tabs.map((tab) => self.clients.get(tab)));
  if (!open.some(Boolean)) await Promise.all(builds.map((build) => caches.delete(build)));
}

async function page(request) {
  const address = new URL(request.url);
  const kept = await caches.match(HOME, { cacheName: cacheOf(BUILD) });
  const isHome = [HOME, `${HOME}index.html`].includes(address.origin + address.pathname);
  if (isHome) return kept ?? fetch(request);
  // Another page below this one may be somebody else's. Without a network there is only this one.
  return fetch(request).catch(() => (kept ? Response.redirect(HOME) : Response.error()));
}

async function file({ request, clientId }) {
  const address = new URL(request.url);
  // A tab of an older build names it.
  const build = address.search.slice(1) || BUILD;
  address.search = "";
  // A part of the program is named after its content, so a tab of an older build gets its own by name.
  const isPart = address.href.startsWith(`${HOME}ascribe-page-`);
  const kept = await caches.match(address.href, isPart ? {} : { cacheName: cacheOf(build) });
  if (kept) return kept;
  const client = await self.clients.get(clientId);
  const isOurs = client && [HOME, `${HOME}index.html`, `${HOME}worker.js`].includes(client.url.split(/[?#]/)[0]);
  return isOurs && !address.href.startsWith(HOME) ? Response.error() : fetch(request);
}
