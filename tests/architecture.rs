//! The rooms of the program use each other only along the allowed arrows, and one room alone knows that there
//! is a browser.
//!
//! The sources are read as text, so that an arrow is found however it is written: `crate::room::…` in an
//! expression, `use super::super::room`, or one name deep inside `use crate::{…, {…}}`.

use std::fmt;
use std::path::{Path, PathBuf};

/// Every room and the rooms that it may use, each room below those that it rests on. What is not here is not
/// allowed; a new room takes a line here.
const ARROWS: &[(&str, &[&str])] = &[
    ("identity", &[]),
    ("text", &["identity"]),
    ("notation", &["text"]),
    ("annotation", &["identity", "text"]),
    ("anchoring", &["text"]),
    ("detection", &["identity", "text", "annotation"]),
    ("highlight", &["identity", "text", "annotation", "anchoring", "detection"]),
    ("session", &["identity", "text", "annotation", "anchoring", "detection", "highlight"]),
    ("storage", &["identity", "text", "annotation", "session"]),
    ("format", &["identity", "text", "annotation", "anchoring", "detection", "highlight", "session"]),
    // The command line is a program of its own: it reaches the rooms as any other user of the library does.
    ("cli", &[]),
    (
        "web",
        &[
            "identity",
            "text",
            "notation",
            "annotation",
            "anchoring",
            "detection",
            "highlight",
            "session",
            "storage",
            "format",
        ],
    ),
];

/// What the unit tests of every room may use besides: the notation that draws their expectations.
const FOR_UNIT_TESTS: &[&str] = &["notation"];

/// The crates that are a browser. A name counts with everything that is built on it (`wasm_bindgen_futures`).
const BROWSER: &[&str] = &["yew", "gloo", "web_sys", "js_sys", "wasm_bindgen"];

/// Where a browser may be named.
const BROWSER_ROOM: &str = "web";

/// One thing that a source does and may not.
#[derive(Debug, PartialEq, Eq)]
struct Offence {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Offence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.file, self.line, self.what)
    }
}

/// One word or sign of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    line: usize,
    text: String,
}

/// Cuts a source into words and signs; comments, strings and characters are left out. `::` is one sign.
fn tokens(source: &str) -> Vec<Token> {
    let characters: Vec<char> = source.chars().collect();
    let at = |place: usize| characters.get(place).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut tokens, mut line, mut place) = (Vec::new(), 1, 0);
    while place < characters.len() {
        let start = place;
        match at(place) {
            '/' if at(place + 1) == '/' => {
                while place < characters.len() && at(place) != '\n' {
                    place += 1;
                }
            }
            '/' if at(place + 1) == '*' => {
                let mut depth = 0;
                loop {
                    match (at(place), at(place + 1)) {
                        ('/', '*') => (depth, place) = (depth + 1, place + 2),
                        ('*', '/') => (depth, place) = (depth - 1, place + 2),
                        _ => place += 1,
                    }
                    if depth == 0 || place >= characters.len() {
                        break;
                    }
                }
            }
            '"' => place = end_of_string(&characters, place + 1),
            // r"…", r#"…"#, br#"…"#; r#type is a word.
            'r' | 'b' | 'c' if raw_string(&characters, place).is_some() => {
                place = raw_string(&characters, place).unwrap_or(place + 1);
            }
            // A character ends in an apostrophe; a lifetime does not.
            '\'' if at(place + 1) == '\\' => {
                place += 3;
                while place < characters.len() && at(place) != '\'' {
                    place += 1;
                }
                place += 1;
            }
            '\'' if at(place + 2) == '\'' => place += 3,
            c if is_word(c) => {
                while is_word(at(place)) {
                    place += 1;
                }
                tokens.push(Token { line, text: characters[start..place].iter().collect() });
            }
            ':' if at(place + 1) == ':' => {
                place += 2;
                tokens.push(Token { line, text: "::".to_owned() });
            }
            c => {
                place += 1;
                if !c.is_whitespace() {
                    tokens.push(Token { line, text: c.to_string() });
                }
            }
        }
        line += characters[start..place.min(characters.len())].iter().filter(|c| **c == '\n').count();
    }
    tokens
}

/// The place after a string whose first character stands at `place`.
fn end_of_string(characters: &[char], mut place: usize) -> usize {
    while place < characters.len() && characters[place] != '"' {
        place += if characters[place] == '\\' { 2 } else { 1 };
    }
    place + 1
}

/// The place after the raw string that starts here, if one does.
fn raw_string(characters: &[char], start: usize) -> Option<usize> {
    let mut place = start;
    while matches!(characters.get(place), Some('b' | 'c')) {
        place += 1;
    }
    (characters.get(place) == Some(&'r')).then_some(())?;
    place += 1;
    let hashes = characters[place..].iter().take_while(|c| **c == '#').count();
    place += hashes;
    (characters.get(place) == Some(&'"')).then_some(())?;
    let ends = |at: &usize| {
        characters[*at] == '"'
            && characters[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
    };
    let end = (place + 1..characters.len()).find(ends)?;
    Some(end + 1 + hashes)
}

/// Walks the paths of one source.
struct Reader<'a> {
    tokens: &'a [Token],
    /// The module that the source stands in, as the names after `crate`.
    module: Vec<String>,
    /// Every path that was found: its first name after `crate`, or `None` for `crate` itself or all of it.
    found: Vec<(usize, Option<String>, bool)>,
}

impl Reader<'_> {
    fn text(&self, place: usize) -> &str {
        self.tokens.get(place).map_or("", |token| &token.text)
    }

    /// Reads the whole source; follows modules that are written inline, and knows which are tests.
    fn read(&mut self, file_is_test: bool) {
        let (mut place, mut depth) = (0, 0);
        // Inline modules: their depth of braces and whether they are tests.
        let mut inline: Vec<(usize, bool)> = Vec::new();
        let mut test_is_next = false;
        while place < self.tokens.len() {
            let is_test = file_is_test || inline.iter().any(|(_, test)| *test);
            let after_path = place > 0 && self.text(place - 1) == "::";
            match self.text(place) {
                "#" if (1..7).map(|n| self.text(place + n)).eq(["[", "cfg", "(", "test", ")", "]"]) => {
                    test_is_next = true;
                    place += 7;
                }
                "mod" if self.text(place + 2) == "{" => {
                    depth += 1;
                    self.module.push(self.text(place + 1).to_owned());
                    inline.push((depth, test_is_next));
                    test_is_next = false;
                    place += 3;
                }
                "{" => {
                    depth += 1;
                    place += 1;
                }
                "}" => {
                    if inline.last().is_some_and(|(at, _)| *at == depth) {
                        inline.pop();
                        self.module.pop();
                    }
                    depth = depth.saturating_sub(1);
                    place += 1;
                }
                "crate" | "super" | "self" if !after_path => {
                    let base = match self.text(place) {
                        "crate" => Vec::new(),
                        "super" => self.module[..self.module.len().saturating_sub(1)].to_vec(),
                        _ => self.module.clone(),
                    };
                    // `pub(crate)`, `self.field` and `&self` are no paths; `use crate as x` is one.
                    let bare_use = place > 0 && self.text(place - 1) == "use";
                    if self.text(place + 1) == "::" || bare_use {
                        place = self.path(place + 1, base, is_test);
                    } else {
                        place += 1;
                    }
                }
                // `use {crate::text, super::annotation};` has its paths inside and needs no care of its own.
                _ => {
                    if self.text(place) == ";" {
                        test_is_next = false;
                    }
                    place += 1;
                }
            }
        }
    }

    /// Reads what follows a path's first name, from the `::` on, and gives the place after it.
    fn path(&mut self, mut place: usize, mut base: Vec<String>, is_test: bool) -> usize {
        let line = self.tokens[place - 1].line;
        while self.text(place) == "::" {
            match self.text(place + 1) {
                "super" => {
                    base.pop();
                    place += 2;
                }
                "self" => place += 2,
                "{" => return self.group(place + 2, &base, is_test),
                "*" => {
                    // All of a module below a room is that room's; all of the crate is everything.
                    self.found.push((line, base.first().cloned(), is_test));
                    return place + 2;
                }
                name => {
                    base.push(name.to_owned());
                    place += 2;
                }
            }
        }
        self.found.push((line, base.first().cloned(), is_test));
        place
    }

    /// Reads `a, b::c, {d}}` and gives the place after the closing brace.
    fn group(&mut self, mut place: usize, base: &[String], is_test: bool) -> usize {
        while place < self.tokens.len() {
            match self.text(place) {
                "}" => return place + 1,
                "," => place += 1,
                "{" => place = self.group(place + 1, base, is_test),
                "self" => place = self.path(place + 1, base.to_vec(), is_test),
                "super" => {
                    let above = base[..base.len().saturating_sub(1)].to_vec();
                    place = self.path(place + 1, above, is_test);
                }
                "as" => place += 2,
                "*" => {
                    self.found.push((self.tokens[place].line, base.first().cloned(), is_test));
                    place += 1;
                }
                name => {
                    let below = base.iter().cloned().chain([name.to_owned()]).collect();
                    place = self.path(place + 1, below, is_test);
                }
            }
        }
        place
    }
}

/// The module of a file, as the names after `crate`: `text/mod.rs` is `text`, `text/range.rs` is `text::range`.
fn module_of(file: &str) -> Vec<String> {
    let path = file.strip_suffix(".rs").unwrap_or(file);
    let mut names: Vec<_> = path.split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}

/// Every offence of one source. `file` is its path below `src`.
fn offences(file: &str, source: &str) -> Vec<Offence> {
    let tokens = tokens(source);
    let module = module_of(file);
    let room = module[0].clone();
    let at_the_door = ["lib", "main"].contains(&room.as_str()) && module.len() == 1;
    let offence = |line, what| Offence { file: file.to_owned(), line, what };
    let mut offences = Vec::new();

    if room != BROWSER_ROOM && room != "main" && room != "worker" {
        for token in &tokens {
            let is_browser = |name: &&&str| {
                token.text.strip_prefix(**name).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
            };
            if let Some(name) = BROWSER.iter().find(is_browser) {
                offences.push(offence(token.line, format!("{room} names the browser: {name}")));
            }
        }
    }
    if at_the_door {
        return offences;
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
        offences.push(offence(1, format!("the room {room} has no line in the table of arrows")));
        return offences;
    };
    let is_test_file = module.iter().skip(1).any(|name| name == "tests");
    let mut reader = Reader { tokens: &tokens, module, found: Vec::new() };
    reader.read(is_test_file);
    for (line, target, is_test) in reader.found {
        match target {
            None => offences.push(offence(line, format!("{room} → the whole crate"))),
            Some(target) => {
                let is_allowed = target == room
                    || allowed.contains(&target.as_str())
                    || (is_test && FOR_UNIT_TESTS.contains(&target.as_str()));
                if !is_allowed {
                    offences.push(offence(line, format!("{room} → {target}")));
                }
            }
        }
    }
    offences
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

#[test]
fn rooms_use_each_other_only_along_the_arrows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    let mut rooms: Vec<String> = Vec::new();
    let mut report = String::new();
    for path in &files {
        let name = path.strip_prefix(&root).expect("it was found below src");
        let name = name.to_string_lossy().replace('\\', "/");
        rooms.push(module_of(&name)[0].clone());
        let source = std::fs::read_to_string(path).expect("sources are UTF-8");
        for offence in offences(&name, &source) {
            report.push_str(&format!("{offence}\n"));
        }
    }
    // If nothing were read, nothing would be wrong.
    for room in ["identity", "text", "annotation", "session", "storage", "format"] {
        assert!(rooms.iter().any(|found| found == room), "the room {room} was not read");
    }
    assert!(report.is_empty(), "arrows that are not allowed:\n{report}");
}

#[test]
fn no_arrow_leads_back() {
    // The lines of the table stand in the order in which the rooms rest on each other, so there is no circle.
    for (line, (room, allowed)) in ARROWS.iter().enumerate() {
        for target in *allowed {
            let is_below = ARROWS[..line].iter().any(|(name, _)| name == target);
            assert!(is_below, "{room} may use {target}, which does not stand above it in the table");
        }
    }
}

#[test]
fn the_checker_sees_every_way_to_write_an_arrow() {
    // file, source, the offences
    let rows: &[(&str, &str, &[&str])] = &[
        ("text/a.rs", "use crate::identity::ArticleId;", &[]),
        ("text/a.rs", "use super::{TextRange, index::OffsetIndex};", &[]),
        ("text/a.rs", "use crate::annotation::Kind;", &["1: text → annotation"]),
        ("text/a.rs", "use super::super::annotation::Kind;", &["1: text → annotation"]),
        ("text/mod.rs", "use super::annotation::Kind;", &["1: text → annotation"]),
        ("text/mod.rs", "pub use self::range::TextRange;", &[]),
        ("text/a.rs", "fn f() {\n  let x = crate::session::apply;\n}", &["2: text → session"]),
        ("text/a.rs", "fn f(x: &crate::web::App) {}", &["1: text → web"]),
        ("text/a.rs", "use crate::{\n  identity,\n  annotation::Kind,\n};", &["3: text → annotation"]),
        ("text/a.rs", "use crate::{identity::{A, B}, {session as s}};", &["1: text → session"]),
        ("text/a.rs", "use super::{super::{format}, TextRange};", &["1: text → format"]),
        ("text/a.rs", "use {crate::identity, crate::storage};", &["1: text → storage"]),
        ("text/a.rs", "pub(crate) use crate :: highlight;", &["1: text → highlight"]),
        ("text/a.rs", "use crate as c;", &["1: text → the whole crate"]),
        ("text/a.rs", "use crate::*;", &["1: text → the whole crate"]),
        ("text/a.rs", "use super::super::*;", &["1: text → the whole crate"]),
        ("text/a.rs", "macro_rules! m { () => { $crate::storage::load() } }", &["1: text → storage"]),
        ("text/a.rs", "impl crate::format::X for Y {}", &["1: text → format"]),
        ("text/a.rs", "use crate::nowhere::X;", &["1: text → nowhere"]),
        // Inline modules stand one step deeper.
        ("text/a.rs", "mod b { use super::super::identity; }", &[]),
        ("text/a.rs", "mod b { use super::super::super::session; }", &["1: text → session"]),
        ("text/a.rs", "mod b { fn f() { {} } }\nuse super::super::session;", &["2: text → session"]),
        // The notation is for tests.
        ("text/a.rs", "use crate::notation;", &["1: text → notation"]),
        ("text/a.rs", "#[cfg(test)]\nmod tests { use super::*; use crate::notation; }", &[]),
        ("text/tests.rs", "use crate::notation;", &[]),
        ("text/a.rs", "#[cfg(test)] mod tests {}\nmod b { use crate::notation; }", &["2: text → notation"]),
        ("text/a.rs", "#[cfg(test)] mod tests;\nmod b { use crate::notation; }", &["2: text → notation"]),
        ("text/a.rs", "#[cfg(test)] mod tests { use crate::session; }", &["1: text → session"]),
        // Comments and strings are no code, and what follows them is.
        ("text/a.rs", "//! [`x`](crate::web)\n/* crate::web /* yew */ crate::web */", &[]),
        ("text/a.rs", "let x = \"crate::web \\\" yew\"; let y = r#\"crate::web \" \"#;", &[]),
        (
            "text/a.rs",
            "let x = '\"'; crate::web; let y = '\\''; crate::web",
            &["1: text → web", "1: text → web"],
        ),
        ("text/a.rs", "fn f<'a>(x: &'a str) { crate::web }", &["1: text → web"]),
        ("text/a.rs", "let x = \"\n\n\"; crate::web", &["3: text → web"]),
        // Who may use what.
        ("identity.rs", "use crate::text::TextRange;", &["1: identity → text"]),
        ("anchoring/mod.rs", "use crate::annotation::Parts;", &["1: anchoring → annotation"]),
        ("storage/saver.rs", "use crate::session::Library; use crate::text::Article;", &[]),
        ("storage/saver.rs", "use crate::format::native;", &["1: storage → format"]),
        ("session/mod.rs", "use crate::storage::load;", &["1: session → storage"]),
        ("format/native/read.rs", "use crate::storage::load;", &["1: format → storage"]),
        ("format/native/read.rs", "use super::super::super::web;", &["1: format → web"]),
        ("web/dom/selection.rs", "use crate::{session, storage, format}; use yew::prelude::*;", &[]),
        ("attic/mod.rs", "", &["1: the room attic has no line in the table of arrows"]),
        // The browser.
        ("text/a.rs", "use web_sys::window;", &["1: text names the browser: web_sys"]),
        ("session/a.rs", "fn f() {\n gloo_timers::x() }", &["2: session names the browser: gloo"]),
        ("storage/a.rs", "#[wasm_bindgen] fn f() {}", &["1: storage names the browser: wasm_bindgen"]),
        ("lib.rs", "pub use yew::Html;", &["1: lib names the browser: yew"]),
        ("lib.rs", "#[cfg(feature = \"web\")]\npub mod web;", &[]),
        ("main.rs", "fn main() { yew::Renderer::<ascribe::web::App>::new().render(); }", &[]),
        ("text/a.rs", "let yewtree = gloomy;", &[]),
    ];
    for (file, source, expected) in rows {
        let found: Vec<_> = offences(file, source)
            .iter()
            .map(|offence| format!("{}: {}", offence.line, offence.what))
            .collect();
        assert_eq!(found, *expected, "{file}: {source}");
    }
    let offence = offences("text/a.rs", "use crate::web;").remove(0);
    assert_eq!(offence.to_string(), "src/text/a.rs:1: text → web");
}
