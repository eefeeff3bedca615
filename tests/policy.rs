//! The page's security policy is strict, and the sources keep to what it allows.
//!
//! The browser tests fail on any violation that they meet; what is here fails on code that would meet one some day.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The policy in `index.html`, as its directives.
fn policy() -> Vec<(String, Vec<String>)> {
    let page = read(&root().join("index.html"));
    let (_, rest) = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"").expect("a policy");
    let (policy, _) = rest.split_once('"').expect("the policy ends");
    policy
        .split(';')
        .map(|directive| {
            let mut words = directive.split_whitespace().map(str::to_owned);
            (words.next().expect("a directive has a name"), words.collect())
        })
        .collect()
}

#[test]
fn the_policy_allows_the_pages_own_files_and_nothing_else() {
    let allowed = [
        ("default-src", &["'none'"][..]),
        // Building adds the hash of the start-up script.
        ("script-src", &["'self'", "'wasm-unsafe-eval'"]),
        ("style-src", &["'self'"]),
        // The page's icon stands in the page.
        ("img-src", &["'self'", "data:"]),
        ("connect-src", &["'self'"]),
        ("worker-src", &["'self'"]),
        ("manifest-src", &["'self'"]),
        ("object-src", &["'none'"]),
        ("base-uri", &["'none'"]),
        ("form-action", &["'none'"]),
        ("require-trusted-types-for", &["'script'"]),
        ("trusted-types", &["ascribe"]),
    ];
    let allowed: Vec<(String, Vec<String>)> = allowed
        .into_iter()
        .map(|(name, values)| (name.to_owned(), values.iter().map(|value| (*value).to_owned()).collect()))
        .collect();
    assert_eq!(policy(), allowed);
}

/// Every Rust source of the page's room.
fn sources() -> Vec<(PathBuf, String)> {
    let mut sources = Vec::new();
    let mut folders = vec![root().join("src").join("web")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder can be listed").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = read(&path);
                sources.push((path, source));
            }
        }
    }
    assert!(sources.len() > 50, "the room is where it was");
    sources
}

/// Where a word stands in the sources, as "file:line".
fn places(is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let room = root().join("src").join("web");
    let mut places = Vec::new();
    for (path, source) in sources() {
        let name = path.strip_prefix(&room).expect("it is in the room").to_string_lossy().replace('\\', "/");
        let lines = source.lines().enumerate().filter(|(_, line)| is_there(line));
        places.extend(lines.map(|(number, _)| format!("{name}:{}", number + 1)));
    }
    places.sort();
    places
}

/// The files of those places, each once.
fn files(is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let mut files: Vec<_> = places(is_there)
        .into_iter()
        .map(|place| place.split(':').next().unwrap_or_default().to_owned())
        .collect();
    files.dedup();
    files
}

#[test]
fn no_element_has_a_style_attribute() {
    // The policy blocks it; `~style` sets the property, which the policy leaves to the page's own program.
    let is_attribute = |line: &str| {
        line.match_indices("style=").any(|(at, _)| line[..at].ends_with([' ', '{']))
            || line.contains(" {style}")
    };
    assert!(
        is_attribute("<i style={top}>") && is_attribute("<i {style}>") && !is_attribute("<i ~style={top}>")
    );
    assert_eq!(places(is_attribute), Vec::<String>::new());
}

#[test]
fn strings_become_html_scripts_and_workers_in_one_file() {
    for word in [
        "\"createPolicy\"",
        "DomParser",
        "\"Worker\"",
        "\"createScriptURL\"",
        "from_html_unchecked",
        "set_inner_html",
        "set_outer_html",
        "insert_adjacent_html",
        "create_contextual_fragment",
        "Worker::new",
        "set_src",
        "set_srcdoc",
        "Function::new_",
        "js_sys::eval",
        "set_timeout_str",
        "document().write",
        "srcdoc=",
        "<script",
        "<iframe",
        "<object",
        "<embed",
    ] {
        let files = files(|line| line.contains(word) && !line.trim_start().starts_with("//"));
        assert!(files.iter().all(|file| file == "dom/trusted.rs"), "{word}: {files:?}");
    }
    // Whoever sets HTML has it marked by the one hook, which asks for escaped words.
    for (path, source) in sources() {
        if source.contains("~innerHTML=") {
            assert!(source.contains("use_own_html("), "{}", path.display());
        }
    }
    assert_eq!(files(|line| line.contains("trusted::own_html(")), ["hooks/use_own_html.rs"]);
}

#[test]
fn links_lead_where_a_pure_function_lets_them() {
    let links = places(|line| line.contains("href="));
    assert_eq!(links.len(), 1, "a new link takes `annotation::link`, and a line here: {links:?}");
    assert!(links[0].starts_with("components/card/evidence.rs:"), "{links:?}");
}

#[test]
fn the_program_beside_the_page_gives_up_its_ways_to_the_network() {
    let web = root().join("src").join("web");
    let program = read(&web.join("work").join("serve.rs"));
    let (before, _) = program.split_once("match perform(").expect("it does a task");
    assert!(before.contains("trusted::cut_off(&scope);"), "first it is cut off");
    let trusted = read(&web.join("dom").join("trusted.rs"));
    let (_, after) = trusted.split_once("const WAYS").expect("it names the ways");
    for way in ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport"] {
        assert!(after.contains(&format!("\"{way}\"")), "{way}");
    }
    assert!(after.contains("Reflect::set(scope, &way.into(), &JsValue::UNDEFINED)"));
}
