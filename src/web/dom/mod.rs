//! Between the browser's nodes and the article's offsets: reading, selecting, scrolling; pasting and files.

pub mod clipboard;
pub mod dictionary;
pub mod files;
pub mod markup;
pub mod selection;
pub mod trusted;
pub mod view;
