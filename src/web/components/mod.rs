//! What is on the page, one component a file.

mod annotation_list;
mod annotator_field;
mod announcer;
mod article_view;
mod bulk_bar;
mod card;
mod combobox;
mod dialogs;
mod drop_zone;
mod figures_tab;
mod file_field;
mod filter_bar;
mod first_hint;
mod grip;
mod handles;
mod header;
mod language_select;
mod library_list;
mod modal;
mod modes;
mod notice_bar;
mod opener;
mod overview;
mod panel;
mod paragraph;
mod sources_tab;
mod speaker_field;
mod start;
mod status_line;
mod suggestions_tab;
mod tap;
mod text_field;
mod toolbar;
mod update_bar;
mod workspace;

use yew::prelude::*;

use super::parts::Rest;

pub use annotator_field::AnnotatorField;
pub use announcer::Announcer;
pub use article_view::ArticleView;
pub use card::FieldsProps;
pub use dialogs::DialogsProps;
pub use drop_zone::DropZone;
pub use figures_tab::FiguresTabProps;
pub use file_field::FileField;
pub use header::Header;
pub use language_select::LanguageSelect;
pub use library_list::LibraryList;
pub use modal::Modal;
pub use notice_bar::NoticeBar;
pub use overview::Overview;
pub use panel::{Panel, PanelProps};
pub use paragraph::{ParagraphView, ParagraphViewProps, passage_name, plain_html};
pub use sources_tab::SourcesTabProps;
pub use start::Start;
pub use status_line::StatusLine;
pub use suggestions_tab::SuggestionsTabProps;
pub use toolbar::Toolbar;
pub use update_bar::UpdateBar;
pub use workspace::Workspace;

/// What is fetched after the page can be used.
pub fn rest_of_components() -> &'static Rest {
    static REST: Rest = Rest {
        dialogs: |props| html! { <dialogs::Dialogs ..props /> },
        sources: |props| html! { <sources_tab::SourcesTab ..props /> },
        figures: |props| html! { <figures_tab::FiguresTab ..props /> },
        suggestions: |props| html! { <suggestions_tab::SuggestionsTab ..props /> },
        fields: |props| html! { <card::Fields ..props /> },
        download_json: dialogs::download_json,
    };
    &REST
}
