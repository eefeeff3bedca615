//! Everything that a person reads on the page stands in the tables of `web::words`: no other source of the page has
//! words of its own, and what says something renders again when the language changes.

use std::path::{Path, PathBuf};

/// Literals with letters that a person can see and that are the same in every language.
const NAMES: &[(&str, &str)] = &[
    ("A", "the page's own name, drawn letter by letter"),
    ("scr", "the page's own name, drawn letter by letter"),
    ("i", "the page's own name, drawn letter by letter"),
    ("be", "the page's own name, drawn letter by letter"),
    ("https://…", "how every address begins"),
];

/// Attributes whose value a person sees or hears.
const SEEN: &[&str] = &["aria-label", "aria-valuetext", "title", "placeholder", "alt", "label"];

/// Calls whose argument a person sees.
const SAID: &[&str] =
    &["Notice::done(", "Notice::problem(", "State::Failed(", "News::Failed(", "Err(", ".notify("];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the sources are here") {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// A string literal: where it begins, and what is in it.
struct Literal<'a> {
    at: usize,
    words: &'a str,
}

/// Every string literal of a source, comments and unit tests left out.
fn literals(source: &str) -> Vec<Literal<'_>> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let bytes = source.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += source[at..].find('\n').unwrap_or(source.len() - at);
            }
            // A character: '"' would otherwise begin a string.
            b'\'' if bytes.get(at + 2) == Some(&b'\'') => at += 3,
            b'r' if source[at..].starts_with("r#\"") => {
                let end = source[at + 3..].find("\"#").map_or(source.len(), |end| at + 3 + end);
                found.push(Literal { at, words: &source[at + 3..end] });
                at = end + 2;
            }
            b'"' => {
                let mut end = at + 1;
                while end < bytes.len() && bytes[end] != b'"' {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                found.push(Literal { at, words: &source[at + 1..end] });
                at = end + 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// A literal's words without escapes and placeholders.
fn said(words: &str) -> String {
    let mut said = String::new();
    let mut depth = 0;
    let mut letters = words.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('u') => drop(letters.by_ref().take_while(|letter| *letter != '}').count()),
                Some('n' | 't') | None => said.push(' '),
                Some(_) => {}
            },
            '{' => depth += 1,
            '}' => depth -= 1,
            letter if depth == 0 => said.push(letter),
            _ => {}
        }
    }
    said
}

/// Whether a literal reads like words for people: several words, or one with a capital.
fn reads_like_words(words: &str) -> bool {
    let signs = ['=', ':', '<', '>', '_', '/', '(', ';', '#', '[', '"', ',', '.'];
    let is_plain = |word: &str| !word.trim_end_matches(['.', ',', '…', ':']).contains(signs);
    let mut each = words.split_whitespace();
    let is_capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    match (each.next(), each.next()) {
        (Some(word), None) => is_capital(word) && word.trim_end_matches('…').chars().all(char::is_alphabetic),
        (Some(_), Some(_)) => words.split_whitespace().all(is_plain),
        (None, _) => false,
    }
}

/// What is wrong with a literal, if a person can see it and it has words.
fn offence(source: &str, literal: &Literal<'_>) -> Option<&'static str> {
    let words = said(literal.words);
    if !words.chars().any(char::is_alphabetic) || NAMES.iter().any(|(name, _)| *name == words.trim()) {
        return None;
    }
    let before = source[..literal.at].trim_end();
    let after = source[literal.at + literal.words.len() + 2..].trim_start();
    let is_argument_of = |call: &str| before.ends_with(call) || before.ends_with(&format!("{call}format!("));
    let attribute = |name: &str| {
        ["=", "={", "={format!("].iter().any(|opening| {
            let Some(start) = before.strip_suffix(opening) else { return false };
            start.strip_suffix(name).is_some_and(|rest| rest.ends_with([' ', '\n', '(']))
        })
    };
    if SEEN.iter().any(|name| attribute(name)) {
        return Some("an attribute that is seen or heard");
    }
    let is_node = (before.ends_with("{") && !before.ends_with("={"))
        && (after.starts_with('}') || before.ends_with("{ format!("));
    if is_node && before[..before.len() - 1].trim_end().ends_with(['>', '}']) {
        return Some("a text on the page");
    }
    if before.ends_with("{ format!(") {
        return Some("a text on the page");
    }
    if SAID.iter().any(|call| is_argument_of(call)) {
        return Some("something that is said");
    }
    if FOR_PROGRAMMERS.iter().any(|opening| before.ends_with(opening)) {
        return None;
    }
    reads_like_words(&words).then_some("words for a person")
}

/// Places where words are no words for a person.
const NOT_SEEN: &[(&str, &str)] = &[
    ("src/web/words/", "the tables themselves"),
    ("src/web/edge.rs", "names of the browser's own interfaces"),
    ("src/web/dom/dictionary.rs", "names of the browser's own interfaces"),
    ("src/web/dom/trusted.rs", "names of the browser's own interfaces"),
];

/// What words that no person on the page reads stand after: classes, reasons for the reader of the source.
const FOR_PROGRAMMERS: &[&str] = &["class=", "class={classes!(", "classes!(", "reason =", "expect(", "rel="];

/// Literals that read like words and are none for a person on the page.
const FOR_PROGRAMS: &[(&str, &str)] = &[
    ("Ctrl ← →", "keys, said in the language by the sheet"),
    ("Ctrl ↑ ↓", "keys, said in the language by the sheet"),
    ("M{from} {}h{wide}", "a line of a picture"),
    ("Shift", "a key, said in the language by the sheet"),
    ("Alt Shift", "keys, said in the language by the sheet"),
    ("Enter", "a key as the browser names it"),
    ("Tab", "a key as the browser names it"),
    ("Plus", "a key as the attribute for shortcuts names it"),
    ("Escape", "a key as the browser names it"),
    ("ArrowDown", "a key as the browser names it"),
    ("ArrowUp", "a key as the browser names it"),
    ("ArrowLeft", "a key as the browser names it"),
    ("ArrowRight", "a key as the browser names it"),
    ("Home", "a key as the browser names it"),
    ("End", "a key as the browser names it"),
    ("Files", "a type of what is dragged, as the browser names it"),
    ("{}, {} bytes", "a file in the output of a failed test"),
    ("Worker", "a name of the browser's own"),
    ("QuotaExceededError", "a name of the browser's own"),
    ("SecurityError", "a name of the browser's own"),
    ("2600px 0px", "a margin"),
    ("take over", "a message to the service worker"),
    ("unknown task", "page and worker are of one build, so it is never said"),
    ("unknown format", "page and worker are of one build, so it is never said"),
];

fn page_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    sources(&root.join("src/web"), &mut found);
    found.sort();
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(root).expect("it lies below").to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(path).expect("a source is text"))
    };
    found.iter().map(read).collect()
}

#[test]
fn no_source_of_the_page_has_words_of_its_own() {
    let mut offences = Vec::new();
    for (name, source) in page_sources() {
        if NOT_SEEN.iter().any(|(place, _)| name.starts_with(place)) {
            continue;
        }
        for literal in literals(&source) {
            let is_known = FOR_PROGRAMS.iter().any(|(words, _)| *words == literal.words);
            if let Some(what) = offence(&source, &literal).filter(|_| !is_known) {
                let line = source[..literal.at].matches('\n').count() + 1;
                offences.push(format!("{name}:{line}: {what}: “{}”", literal.words));
            }
        }
    }
    assert!(offences.is_empty(), "These belong into a table of src/web/words:\n{}", offences.join("\n"));
}

/// Components that say something and do not ask for the desk, each with what renders it in another language.
const RENDERED_OTHERWISE: &[(&str, &str)] = &[
    ("Section", "the language is one of its properties, for it is many"),
    ("Stretch", "the language is one of its properties, for it is many"),
    ("ParagraphView", "the language is one of its properties, for it is many"),
];

#[test]
fn what_says_something_renders_again_in_another_language() {
    let mut offences = Vec::new();
    for (name, source) in page_sources().iter().filter(|(name, _)| name.starts_with("src/web/components/")) {
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        if !source.contains("say::") && !source.contains("words::") {
            continue;
        }
        for component in source.split("#[component]").skip(1) {
            let called =
                component.split("fn ").nth(1).and_then(|rest| rest.split('(').next()).unwrap_or_default();
            // A function at the margin ends with the first bracket at the margin.
            let body = component.split("\n}\n").next().unwrap_or_default();
            let is_known = RENDERED_OTHERWISE.iter().any(|(known, _)| *known == called);
            if !body.contains("use_desk()") && !body.contains("use_words()") && !is_known {
                offences.push(format!("{name}: {called}"));
            }
        }
    }
    let all = offences.join("\n");
    assert!(offences.is_empty(), "These say something, and a change of language does not reach them:\n{all}");
}
