//! Pasted HTML, parsed by the browser without running or fetching anything, as plain paragraphs.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::trusted;
use crate::text::{PlainText, bare};

/// Turns HTML into plain text. None of the parsed nodes ever reaches the page.
pub fn plain_text(html: &str) -> String {
    let parsed = trusted::inert_document(&bare(html));
    let Some(body) = parsed.and_then(|document| document.body()) else { return String::new() };
    let mut plain = PlainText::new();
    walk(&body, &mut plain);
    plain.finish()
}

/// Walks the nodes below `root` without recursion: hostile markup nests as deep as it likes.
fn walk(root: &Node, plain: &mut PlainText) {
    let mut node = root.first_child();
    while let Some(here) = node {
        match here.dyn_ref::<Element>() {
            Some(element) => plain.open(&element.tag_name()),
            None if here.node_type() == Node::TEXT_NODE => plain.text(&here.node_value().unwrap_or_default()),
            None => {}
        }
        if let Some(child) = here.first_child() {
            node = Some(child);
            continue;
        }
        let mut leaving = here;
        node = loop {
            if let Some(element) = leaving.dyn_ref::<Element>() {
                plain.close(&element.tag_name());
            }
            if let Some(sibling) = leaving.next_sibling() {
                break Some(sibling);
            }
            match leaving.parent_node() {
                Some(parent) if !parent.is_same_node(Some(root)) => leaving = parent,
                _ => break None,
            }
        };
    }
}
