//! The page without a network: a service worker keeps the files of the build, and a person says when a new one takes over.
//!
//! Where a browser has no service workers, or gives this page none (`file:`, an address that is not safe), the page
//! works as before, with a network.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState, VisibilityState,
};

use super::dom::trusted;
use super::edge::{document, now, window};

/// What the service worker is told.
mod told {
    /// A person wants the new build: it takes over from the one before.
    pub const TAKE_OVER: &str = "take over";
    /// A page has started: what only older ones needed may go.
    pub const STARTED: &str = "started";
}

/// A new build that is ready.
#[derive(Clone, PartialEq)]
pub enum Update {
    /// It waits for a person's word.
    Waiting(ServiceWorker),
    /// It was given that word in another tab: to load this one again is enough.
    TakenOver,
}

/// The browser's service workers; `None` where this page has none.
fn container() -> Option<ServiceWorkerContainer> {
    Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?.dyn_into().ok()
}

/// The name of the build, which building writes into the page; empty where nothing did.
pub fn build() -> String {
    let meta = document().query_selector("meta[name=build]").ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

/// Whether everything is kept that the page needs without a network.
pub async fn is_ready() -> bool {
    async fn active() -> Option<ServiceWorker> {
        let found = JsFuture::from(container()?.get_registration()).await.ok()?;
        found.dyn_into::<ServiceWorkerRegistration>().ok()?.active()
    }
    active().await.is_some()
}

/// Has the browser keep the build, and tells of each new one. What it listens with lives as long as the page.
pub async fn keep(tell: impl Fn(Update) + 'static) -> Option<()> {
    // Without a list of files there is nothing to keep.
    let container = container().filter(|_| !build().is_empty())?;
    let was_kept = container.controller().is_some();
    if let Some(controller) = container.controller() {
        let _ = controller.post_message(&told::STARTED.into());
    }
    let tell = Rc::new(tell);
    let taken = {
        let tell = tell.clone();
        // The first build of all takes over pages that were loaded before it was there; they are of that build.
        let is_first = Cell::new(!was_kept);
        move |_: &web_sys::Event| {
            if !is_first.replace(false) {
                tell(Update::TakenOver);
            }
        }
    };
    EventListener::new(&container, "controllerchange", taken).forget();
    let registration = register(&container).await?;
    if let Some(waiting) = registration.waiting().filter(|_| was_kept) {
        tell(Update::Waiting(waiting));
    }
    let found = {
        let (registration, container) = (registration.clone(), container.clone());
        move |_: &web_sys::Event| {
            let Some(worker) = registration.installing() else { return };
            let (tell, container, target) = (tell.clone(), container.clone(), worker.clone());
            EventListener::new(&target, "statechange", move |_| {
                if worker.state() == ServiceWorkerState::Installed && container.controller().is_some() {
                    tell(Update::Waiting(worker.clone()));
                }
            })
            .forget();
        }
    };
    EventListener::new(&registration, "updatefound", found).forget();
    look_again(registration);
    Some(())
}

/// How long ago the last look for a new build has to be, when a person comes back to the page, for another one. In
/// milliseconds: an hour.
const OLD: i64 = 60 * 60 * 1_000;

/// Looks for a new build when a person comes back to the page after a while, and when there is a network again: the
/// browser itself looks only when a page is opened, and who never closes it would stay with an old one.
fn look_again(registration: ServiceWorkerRegistration) {
    let looked = Rc::new(Cell::new(now()));
    let look = {
        let looked = looked.clone();
        move || {
            if !window().navigator().on_line() {
                return;
            }
            looked.set(now());
            if let Ok(found) = registration.update() {
                // Where nothing could be fetched, the next look may do better.
                spawn_local(async move { drop(JsFuture::from(found).await) });
            }
        }
    };
    let back = {
        let look = look.clone();
        move |_: &web_sys::Event| {
            let is_seen = document().visibility_state() == VisibilityState::Visible;
            if is_seen && now().millis() - looked.get().millis() > OLD {
                look();
            }
        }
    };
    EventListener::new(&document(), "visibilitychange", back).forget();
    EventListener::new(&window(), "online", move |_| look()).forget();
}

async fn register(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    let register: Function = Reflect::get(container, &"register".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    // The browser's own cache must not hold a new build back.
    Reflect::set(&options, &"updateViaCache".into(), &"none".into()).ok()?;
    let address = trusted::own_script_address("sw.js");
    let promise: Promise = register.call2(container, &address, &options).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Loads the page again with the new build. Of one that waits, once it has taken over; only this tab is loaded again.
pub fn load(update: &Update) {
    let reload = || {
        let _ = window().location().reload();
    };
    match update {
        Update::TakenOver => reload(),
        Update::Waiting(worker) => {
            if let Some(container) = container() {
                EventListener::once(&container, "controllerchange", move |_| reload()).forget();
            }
            let _ = worker.post_message(&JsValue::from(told::TAKE_OVER));
        }
    }
}

/// How many requests the page has made since it was opened: for its own files, and for anything else.
pub fn requests() -> (usize, usize) {
    let Some(clock) = window().performance() else { return (0, 0) };
    let own = own_folder();
    let names = clock.get_entries_by_type("resource").into_iter().filter_map(|entry| {
        let name = Reflect::get(&entry, &"name".into()).ok()?.as_string()?;
        // What is in the page's own memory is no request.
        (!name.starts_with("data:") && !name.starts_with("blob:")).then_some(name)
    });
    // The page itself came first.
    names.fold(
        (1, 0),
        |(ours, others), name| {
            if name.starts_with(&own) { (ours + 1, others) } else { (ours, others + 1) }
        },
    )
}

/// The folder that the page was loaded from.
fn own_folder() -> String {
    let address = window().location().href().unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rfind('/').map(|end| path[..=end].to_owned()).unwrap_or_default()
}

/// The page's policy, to the letter; nothing where it has none.
pub fn policy() -> Option<String> {
    let meta = document().query_selector("meta[http-equiv=Content-Security-Policy]").ok().flatten()?;
    meta.get_attribute("content")
}
