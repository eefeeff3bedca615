//! What is on the page, one component a file.

mod article_view;
mod card;
mod dialogs;
mod drop_zone;
mod file_field;
mod header;
mod library_list;
mod modal;
mod notice_bar;
mod opener;
mod overview;
mod panel;
mod paragraph;
mod start;
mod status_line;
mod toolbar;
mod workspace;

pub use article_view::ArticleView;
pub use card::Card;
pub use dialogs::Dialogs;
pub use drop_zone::DropZone;
pub use file_field::FileField;
pub use header::{Header, restore_theme};
pub use library_list::LibraryList;
pub use modal::Modal;
pub use notice_bar::NoticeBar;
pub use overview::Overview;
pub use panel::Panel;
pub use paragraph::{ParagraphView, ParagraphViewProps};
pub use start::Start;
pub use status_line::StatusLine;
pub use toolbar::Toolbar;
pub use workspace::Workspace;
