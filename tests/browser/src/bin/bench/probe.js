// Runs before anything of a page, ours and the floor's alike: finds out when what was asked for is painted.
(() => {
  const bench = (window.__bench = { saved: null, blob: null });

  // A message that is posted while a frame is made arrives when that frame has been laid out and painted.
  const whenPainted = (isThere, done) => {
    const look = () => {
      if (!isThere()) return void requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  };

  bench.loaded = new Promise((resolve) => {
    // Where no highlight lies near the first screen, ours makes none yet: then it is the strip that shows them.
    whenPainted(() => document.querySelector("#article mark, .overview path:not([d=''])"), resolve);
  });

  addEventListener("TrunkApplicationStarted", (event) => { bench.wasm = event.detail?.wasm; });

  const makeAddress = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    bench.blob = performance.now();
    return makeAddress.call(URL, blob);
  };

  // What is done while the browser answers a question does not count as the page's work.
  const inATaskOfItsOwn = (act) => new Promise((resolve) => setTimeout(() => resolve(act())));

  let place = null;
  /** The paragraph that begins at an offset. It is looked for once: looking is not what is measured. */
  const paragraph = (start) => {
    if (place?.start !== start || !place.element.isConnected) {
      place = { start, element: document.querySelector(`#article [data-start="${start}"]`) };
    }
    return place.element;
  };

  /** Brings a paragraph into view. */
  bench.bring = (start) => { paragraph(start).scrollIntoView({ block: "center" }); };

  /** Selects from one UTF-16 unit of a paragraph to another. */
  bench.select = (start, from, to) => {
    const walker = document.createTreeWalker(paragraph(start), NodeFilter.SHOW_TEXT);
    const points = [];
    let before = 0;
    for (let node = walker.nextNode(); node; before += node.data.length, node = walker.nextNode()) {
      for (const edge of [from, to].slice(points.length / 2)) {
        if (edge <= before + node.data.length) points.push(node, edge - before);
      }
    }
    return inATaskOfItsOwn(() => getSelection().setBaseAndExtent(...points));
  };

  /** The marks of a paragraph as a line: how long each is, and of which kinds. */
  const drawn = (start) => {
    const marks = paragraph(start).querySelectorAll("mark");
    return Array.from(marks, (mark) => `${mark.textContent.length} ${mark.dataset.kinds}`).join();
  };
  const listHead = () => document.querySelector(".list-head")?.textContent;

  const conditions = {
    // The marks of the paragraph are others than before the key.
    marks: (start) => {
      const before = drawn(start);
      return () => drawn(start) !== before;
    },
    // The list is there.
    list: () => () => document.querySelector("li[data-annotation]"),
    // The line above the list counts otherwise than before the key.
    filtered: () => {
      const before = listHead();
      return () => listHead() !== before;
    },
  };

  /** Gets ready for a key press: `result` will be the milliseconds until the condition is painted. */
  bench.arm = (condition, start) => {
    const isThere = conditions[condition](start);
    bench.saved = null;
    bench.result = new Promise((resolve) => {
      addEventListener("keydown", (event) => {
        const begun = event.timeStamp;
        const line = document.querySelector("[role=status]");
        const watch = new MutationObserver(() => {
          if (!line.textContent.startsWith("Saved")) return;
          bench.saved = performance.now() - begun;
          watch.disconnect();
        });
        if (line) watch.observe(line, { childList: true, characterData: true, subtree: true });
        whenPainted(isThere, (painted) => resolve(painted - begun));
      }, { capture: true, once: true });
    });
  };

  /** Waits until a condition holds that is not measured. */
  bench.until = (isThere) => new Promise((resolve) => whenPainted(isThere, () => resolve(true)));

  /** Waits until all is saved; gives the milliseconds from the key press, or null if nothing had to be saved. */
  bench.whenSaved = () => {
    const line = document.querySelector("[role=status]");
    return bench.until(() => bench.saved !== null || line.textContent.startsWith("Saved")).then(() => bench.saved);
  };

  /** Scrolls from the beginning to the end in so many frames; gives the milliseconds between frames. */
  bench.scroll = (steps) => new Promise((resolve) => {
    const frame = document.querySelector(".reader");
    const gaps = [];
    let last = null;
    const step = (now) => {
      if (last !== null) gaps.push(now - last);
      last = now;
      if (gaps.length > steps) return resolve(gaps);
      frame.scrollTop = ((frame.scrollHeight - frame.clientHeight) * gaps.length) / steps;
      requestAnimationFrame(step);
    };
    frame.scrollTop = 0;
    bench.until(() => frame.scrollTop === 0).then(() => requestAnimationFrame(step));
  });

  /** Presses the button with this name and waits for the file; gives the milliseconds that it took. */
  bench.export = (name) => {
    const button = [...document.querySelectorAll("button")].find((it) => it.textContent.trim() === name);
    bench.blob = null;
    return inATaskOfItsOwn(() => {
      const begun = performance.now();
      button.click();
      return bench.until(() => bench.blob !== null).then(() => bench.blob - begun);
    });
  };
})();
