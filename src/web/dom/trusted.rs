//! The places where a browser turns a string into something that could run: HTML, a document, a script's address.
//!
//! The page's policy (`require-trusted-types-for 'script'` in `index.html`) makes the browser refuse plain strings
//! there, whoever hands them over. What passes is marked by the one policy that this file makes, and nothing but this
//! file can reach it. A browser that knows no Trusted Types gets the strings themselves.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, Document, DomParser, Worker, WorkerOptions};

/// The policy's name, as `index.html` allows it.
const POLICY: &str = "ascribe";

thread_local! {
    /// The policy; `None` where the browser knows none. It can be made only once.
    static MADE: Option<JsValue> = make();
}

fn make() -> Option<JsValue> {
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into()).ok()?;
    let create: Function = Reflect::get(&types, &"createPolicy".into()).ok()?.dyn_into().ok()?;
    // What is marked is what was given: that it may be is what each function here promises.
    let same = Closure::<dyn FnMut(JsValue) -> JsValue>::new(|text| text).into_js_value();
    let rules = Object::new();
    for rule in ["createHTML", "createScriptURL"] {
        Reflect::set(&rules, &rule.into(), &same).ok()?;
    }
    create.call2(&types, &POLICY.into(), &rules).ok()
}

/// A string, marked by a rule of the policy.
fn marked(rule: &str, text: &JsValue) -> JsValue {
    let marked = MADE.with(|policy| {
        let policy = policy.as_ref()?;
        let rule: Function = Reflect::get(policy, &rule.into()).ok()?.dyn_into().ok()?;
        rule.call1(policy, text).ok()
    });
    marked.unwrap_or_else(|| text.clone())
}

/// HTML of our own making, ready for an element's `innerHTML`: every word of a person's or of a file's is escaped in it.
pub fn own_html(html: &JsValue) -> JsValue {
    marked("createHTML", html)
}

/// Anybody's HTML, parsed into a document of its own that is inert: scripts do not run, pictures are not fetched. None
/// of its nodes may reach the page.
pub fn inert_document(html: &str) -> Option<Document> {
    let parser = DomParser::new().ok()?;
    let parse: Function = Reflect::get(&parser, &"parseFromString".into()).ok()?.dyn_into().ok()?;
    parse.call2(&parser, &marked("createHTML", &html.into()), &"text/html".into()).ok()?.dyn_into().ok()
}

/// The address of a script beside the page, for a service worker.
pub fn own_script_address(address: &str) -> JsValue {
    marked("createScriptURL", &address.into())
}

/// Starts a worker from a file beside the page. `None` if this browser has no workers here.
pub fn own_worker(address: &str, options: &WorkerOptions) -> Option<Worker> {
    let worker: Function = Reflect::get(&js_sys::global(), &"Worker".into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&worker, &Array::of2(&own_script_address(address), options)).ok()?.dyn_into().ok()
}

/// The ways out of a worker.
const WAYS: [&str; 7] =
    ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport", "Worker"];

/// Takes the network away from a worker: the page's policy does not reach in there, and what it does needs none.
pub fn cut_off(scope: &DedicatedWorkerGlobalScope) {
    for way in WAYS {
        // Only a frozen scope would refuse, and a worker's is none.
        let _ = Reflect::set(scope, &way.into(), &JsValue::UNDEFINED);
    }
}
