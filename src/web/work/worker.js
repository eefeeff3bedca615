// Starts the program a second time, beside the page. Its files are named after their content, so what is kept of another
// build in some cache is never taken for this one's. Building writes their name into the next line.
const PROGRAM = "";
const { default: init } = await import(`./${PROGRAM}.js`);
await init({ module_or_path: new URL(`./${PROGRAM}_bg.wasm`, import.meta.url) });
