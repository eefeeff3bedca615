//! What a person does with the page, in a real browser.

mod accessibility;
mod attribution;
mod bad_input;
mod crash;
mod cursor;
mod files;
mod hint;
mod history;
mod hostile;
mod imports;
mod journey;
mod keyboard;
mod keys;
mod languages;
mod large;
mod library;
mod marking;
mod offline;
mod reading;
mod requests;
mod screens;
mod settings;
mod suggestions;
mod tabs;
mod touch;
mod update;
