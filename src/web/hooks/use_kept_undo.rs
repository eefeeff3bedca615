//! Keeps the way back for the tab, so that undo survives a reload.

use yew::prelude::*;

use crate::storage::{Histories, UndoSaver};
use crate::web::local_storage::BrowserStorage;

/// Writes each step to the tab's own store. Where that store is blocked or full, undo works until the page is
/// closed, as it would without this; the work itself is not concerned.
#[hook]
pub fn use_kept_undo(histories: &Histories) {
    let saver = use_mut_ref(|| UndoSaver::new(histories.clone()));
    use_effect_with(histories.clone(), move |histories| {
        let _ = saver.borrow_mut().save(&mut BrowserStorage::of_tab(), histories);
    });
}
