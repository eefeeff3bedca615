//! The worker's side: one task after the other.

use std::ops::ControlFlow;
use std::rc::Rc;

use js_sys::{Array, Date, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{Task, said};
use crate::detection::suggest;
use crate::format::foreign::{self, Extent, WriteOptions};
use crate::format::{Format, native, suggestions};
use crate::identity::Timestamp;
use crate::text::ArticleText;

/// Takes tasks for as long as the worker lives.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let take = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let order: Array = event.data().unchecked_into();
            match Task::from_name(&order.get(0))
                .map_or_else(|| Err("unknown task".to_owned()), |task| perform(task, &order, &scope))
            {
                Ok(result) => say(&scope, said::DONE, &[result]),
                Err(reason) => say(&scope, said::FAILED, &[reason.into()]),
            }
        })
    };
    scope.set_onmessage(Some(take.as_ref().unchecked_ref()));
    // It is listened to for as long as the worker lives.
    take.forget();
    say(&scope, said::READY, &[]);
}

fn say(scope: &DedicatedWorkerGlobalScope, what: &str, values: &[JsValue]) {
    let message = Array::of1(&what.into());
    for value in values {
        message.push(value);
    }
    // Strings, numbers and arrays of them can always be copied across.
    let _ = scope.post_message(&message);
}

fn write(order: &Array) -> Result<JsValue, String> {
    let text = |place| order.get(place).as_string().unwrap_or_default();
    let format = Format::from_name(&text(1)).ok_or("unknown format")?;
    let incoming = native::read(&text(3)).map_err(|error| error.to_string())?;
    let extent = if text(2) == "quotes" { Extent::QuotesOnly } else { Extent::WholeText };
    #[expect(clippy::cast_possible_truncation, reason = "a whole number far below 2^53")]
    let at = Timestamp::from_millis(Date::now() as i64);
    let output = foreign::write(format, &[Rc::new(incoming.document)], &WriteOptions { extent, at })
        .map_err(|error| error.to_string())?;
    let result = Array::of2(&output.file_name.into(), &Uint8Array::from(output.bytes.as_slice()));
    if let Some((name, text)) = output.companion {
        result.push(&name.into());
        result.push(&text.into());
    }
    Ok(result.into())
}

fn perform(task: Task, order: &Array, scope: &DedicatedWorkerGlobalScope) -> Result<JsValue, String> {
    match task {
        Task::Suggest => {
            let text = order.get(1).as_string().unwrap_or_default();
            let (text, _) = ArticleText::new(&text);
            let found = suggest(&text, |done, all| {
                #[expect(clippy::cast_precision_loss, reason = "a count of paragraphs")]
                say(scope, said::PROGRESS, &[(done as f64).into(), (all as f64).into()]);
                ControlFlow::Continue(())
            });
            Ok(suggestions::to_json(&found).into())
        }
        Task::Write => write(order),
    }
}
