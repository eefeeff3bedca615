//! The page's side: a task is started, heard of, and ended.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{Task, said};
use crate::web::dom::trusted;
use crate::web::offline::build;
use crate::web::words::{language, notices as say};

/// What is heard of a task.
#[derive(Clone, Debug)]
pub enum News {
    /// So much of so much is done.
    Progress(u32, u32),
    /// The result.
    Done(JsValue),
    /// Why there is none, as a sentence.
    Failed(String),
}

/// A task that is under way. It ends when this is dropped.
pub struct Work {
    worker: Worker,
    _hear: Closure<dyn FnMut(MessageEvent)>,
    _break: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Work {
    fn drop(&mut self) {
        self.end();
    }
}

impl Work {
    /// Ends the task at once: not even news that is on its way is heard any more. Safe from within the news itself.
    pub fn end(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }

    /// Starts a task with what it is about. `None` if this browser has no workers here.
    pub fn start(task: Task, about: &[JsValue], news: impl Fn(News) + Clone + 'static) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // Its sentences are for the same person: its name tells it their language.
        options.set_name(language().tag());
        let worker = trusted::own_worker(&address(), &options)?;
        let order = Array::of1(&task.name().into());
        for value in about {
            order.push(value);
        }
        let hear = {
            let (worker, news) = (worker.clone(), news.clone());
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let message: Array = event.data().unchecked_into();
                let number = |place| {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a count of paragraphs"
                    )]
                    let number = message.get(place).as_f64().unwrap_or_default() as u32;
                    number
                };
                match message.get(0).as_string().as_deref() {
                    Some(said::READY) if worker.post_message(&order).is_ok() => {}
                    Some(said::READY) => {
                        news(News::Failed(say::not_handed_over().to_owned()));
                    }
                    Some(said::PROGRESS) => news(News::Progress(number(1), number(2))),
                    Some(said::DONE) => news(News::Done(message.get(1))),
                    Some(said::FAILED) => news(News::Failed(message.get(1).as_string().unwrap_or_default())),
                    _ => {}
                }
            })
        };
        let r#break = Closure::<dyn FnMut(ErrorEvent)>::new(move |_: ErrorEvent| {
            news(News::Failed(say::not_loaded_part().to_owned()));
        });
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        worker.set_onerror(Some(r#break.as_ref().unchecked_ref()));
        Some(Self { worker, _hear: hear, _break: r#break })
    }
}

/// Where the worker's starter lies: beside the page, with the page's build as its query.
fn address() -> String {
    format!("worker.js?{}", build())
}
