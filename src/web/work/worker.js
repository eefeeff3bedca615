// Starts the part of the program that works beside the page. The query is the page's own build: a part of another
// build, kept in some cache, is never taken for this one's.
const build = self.location.search;
const { default: init } = await import("./ascribe-worker.js" + build);
await init({ module_or_path: new URL("./ascribe-worker_bg.wasm" + build, import.meta.url) });
// The page's policy does not reach in here. What runs from now on needs no network, and has none.
for (const way of ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport", "Worker"]) self[way] = undefined;
