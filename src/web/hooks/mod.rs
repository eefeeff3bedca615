//! What the page does beside showing: it saves, listens to keys and selections, and follows the address.

mod use_after_paint;
mod use_autosave;
mod use_kept_focus;
mod use_kept_undo;
mod use_keyboard;
mod use_keys;
mod use_near;
mod use_other_tabs;
mod use_own_html;
mod use_route;
mod use_selection;
mod use_window;

pub use use_after_paint::use_after_paint;
pub use use_autosave::{Autosave, SaveState, use_autosave, use_room_used};
pub use use_kept_focus::use_kept_focus;
pub use use_kept_undo::use_kept_undo;
pub use use_keyboard::use_keyboard;
pub use use_keys::{FILTER, pressed, use_keys};
pub use use_near::{Near, use_near};
pub use use_other_tabs::use_other_tabs;
pub use use_own_html::use_own_html;
pub use use_route::{article_in_address, use_route};
pub use use_selection::use_selection;
pub use use_window::{Piece, use_window};

use std::rc::Rc;

/// A shared value that equals only itself: for effects that must not compare what is large.
#[derive(Debug)]
pub struct Same<T>(pub Rc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
