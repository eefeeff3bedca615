//! A small static file server for a folder on this computer; it knows nothing of what is in the folder.
//!
//! A browser opens connections in advance and says nothing on them for a while. Every connection
//! therefore has a thread of its own: with a fixed number of them, silent connections would keep the
//! page waiting. Each answers one request and closes, which a page of a few files does not notice.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use percent_encoding::percent_decode_str;

/// How many ports after the wished one are tried before giving up.
const PORTS_TRIED: u16 = 100;

/// How long a connection may say nothing, or take nothing, before it is closed.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a request's head may be; browsers send less than a tenth of this.
const LONGEST_HEAD: usize = 16 * 1024;
/// How many header fields it may have.
const MOST_FIELDS: usize = 100;

/// How much of a refused request's body is read, so that the other side gets to read the refusal.
const LONGEST_REFUSED_BODY: u64 = 64 * 1024;

/// A running server on 127.0.0.1. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stopping: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `folder` on exactly this port; port 0 stands for any free one.
    pub fn start(folder: impl AsRef<Path>, port: u16) -> io::Result<Self> {
        // Canonical, so that "is this file inside?" can be asked of any path, links included.
        let folder = folder.as_ref().canonicalize()?;
        if !folder.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let accepting = thread::spawn({
            let stopping = Arc::clone(&stopping);
            move || accept(&listener, &folder.into(), &stopping)
        });
        Ok(Self { address, stopping, accepting: Some(accepting) })
    }

    /// Serves `folder` on this port or, where something else has it, on the next free one.
    pub fn start_near(folder: impl AsRef<Path>, port: u16) -> io::Result<Self> {
        let last = port.saturating_add(PORTS_TRIED);
        for port in port..last {
            match Self::start(&folder, port) {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                answer => return answer,
            }
        }
        Self::start(folder, last)
    }

    /// Where the folder is served, as a browser's address line takes it.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The port, the given one or the one that was free.
    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Accepting is waiting for a connection, so it is given one to notice that it shall stop.
        let woken = TcpStream::connect_timeout(&self.address, PATIENCE).is_ok();
        if let Some(accepting) = self.accepting.take()
            && woken
        {
            // A thread that panicked has stopped, too.
            let _ = accepting.join();
        }
    }
}

fn accept(listener: &TcpListener, folder: &Arc<Path>, stopping: &AtomicBool) {
    for connection in listener.incoming() {
        if stopping.load(Ordering::SeqCst) {
            return;
        }
        // A connection that failed while it was being made concerns only the other side.
        let Ok(connection) = connection else { continue };
        let folder = Arc::clone(folder);
        thread::spawn(move || {
            // That the other side has gone away meanwhile is its own business.
            let _ = converse(connection, &folder);
        });
    }
}

/// Reads one request, answers it and closes the connection.
fn converse(mut connection: TcpStream, folder: &Path) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let head = read_head(&mut connection)?;
    let answer = head.map_or_else(
        || Answer::refusal("400 Bad Request", "This is no HTTP request.", &[]),
        |head| Answer::to(&head, folder),
    );
    answer.send(&mut connection)?;
    connection.shutdown(Shutdown::Write)?;
    // To close with something unread would take the answer away from under the other side.
    io::copy(&mut connection.take(LONGEST_REFUSED_BODY), &mut io::sink())?;
    Ok(())
}

/// What matters of a request's head.
#[derive(Debug)]
struct Head {
    method: String,
    target: String,
}

/// Reads up to the empty line; `None` for what is not HTTP.
fn read_head(connection: &mut impl Read) -> io::Result<Option<Head>> {
    let mut read = Vec::new();
    let mut piece = [0; 2048];
    while read.len() < LONGEST_HEAD {
        let length = connection.read(&mut piece)?;
        if length == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        read.extend_from_slice(&piece[..length]);
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut request = httparse::Request::new(&mut fields);
        match request.parse(&read) {
            Err(_) => return Ok(None),
            Ok(httparse::Status::Partial) => {}
            Ok(httparse::Status::Complete(_)) => {
                return Ok(request
                    .method
                    .zip(request.path)
                    .map(|(method, target)| Head { method: method.to_owned(), target: target.to_owned() }));
            }
        }
    }
    Ok(None)
}

/// What is sent back: a status, fields, and as many bytes as it says.
struct Answer {
    status: &'static str,
    fields: Vec<(&'static str, String)>,
    length: u64,
    /// Nothing where only the head was asked for.
    body: Box<dyn Read>,
}

impl Answer {
    fn to(head: &Head, folder: &Path) -> Self {
        let head_only = match head.method.as_str() {
            "GET" => false,
            "HEAD" => true,
            _ => {
                return Self::refusal(
                    "405 Method Not Allowed",
                    "Only GET and HEAD are answered here.",
                    &[("Allow", "GET, HEAD")],
                );
            }
        };
        let file = path_of(folder, &head.target).and_then(|path| Self::file(&path).ok());
        let mut answer =
            file.unwrap_or_else(|| Self::refusal("404 Not Found", "There is no such file here.", &[]));
        if head_only {
            answer.body = Box::new(io::empty());
        }
        answer
    }

    fn file(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Self {
            status: "200 OK",
            fields: vec![
                ("Content-Type", content_type(path)),
                ("Cache-Control", caching(path).to_owned()),
                ("X-Content-Type-Options", "nosniff".to_owned()),
            ],
            length,
            // Not more than was announced, should the file be growing.
            body: Box::new(file.take(length)),
        })
    }

    fn refusal(status: &'static str, sentence: &'static str, fields: &[(&'static str, &str)]) -> Self {
        let usual = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")];
        Self {
            status,
            fields: usual.iter().chain(fields).map(|(name, value)| (*name, (*value).to_owned())).collect(),
            length: sentence.len() as u64,
            body: Box::new(sentence.as_bytes()),
        }
    }

    fn send(mut self, connection: &mut impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.fields {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\nConnection: close\r\n\r\n", self.length));
        connection.write_all(head.as_bytes())?;
        io::copy(&mut self.body, connection)?;
        connection.flush()
    }
}

/// The file that an address means, if it is one inside the folder.
fn path_of(folder: &Path, url: &str) -> Option<PathBuf> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let decoded = percent_decode_str(&url[..end]).decode_utf8().ok()?;
    let names = decoded.strip_prefix('/')?;
    let mut path = folder.to_owned();
    for name in names.split('/') {
        // A backslash and a colon name other places on Windows.
        if name == "." || name == ".." || name.contains(['\\', ':', '\0']) {
            return None;
        }
        path.push(name);
    }
    if names.is_empty() || names.ends_with('/') {
        path.push("index.html");
    }
    // The canonical path shows where a link leads, too.
    let path = path.canonicalize().ok()?;
    (path.starts_with(folder) && path.is_file()).then_some(path)
}

/// What kind of file this is. `application/wasm` is what lets a browser compile while it still loads.
fn content_type(path: &Path) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

/// `index.html` names all other files, so an old copy of it shows an old page. The others carry a
/// hash in their name, but this port may serve something else tomorrow: they are asked for again.
fn caching(path: &Path) -> &'static str {
    if path.file_name().is_some_and(|name| name == "index.html") { "no-store" } else { "no-cache" }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder beside which lies a secret, and its server.
    fn served() -> (tempfile::TempDir, Server) {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        let dist = place.path().join("dist");
        std::fs::create_dir_all(dist.join("sub")).expect("a folder can be made");
        for (name, content) in [
            ("secret.txt", "hidden".to_owned()),
            ("dist/index.html", "<p>Ascribe</p>".to_owned()),
            ("dist/page_bg.wasm", "\0asm".repeat(50_000)),
            ("dist/page.js", "export {}".to_owned()),
            ("dist/two words.css", "p {}".to_owned()),
            ("dist/unknown.zzz", "?".to_owned()),
            ("dist/sub/index.html", "<p>Below</p>".to_owned()),
        ] {
            std::fs::write(place.path().join(name), content).expect("a file can be written");
        }
        let server = Server::start(&dist, 0).expect("any port will do");
        (place, server)
    }

    /// Sends a request line and returns head and body of the answer.
    fn ask(server: &Server, request_line: &str) -> (String, String) {
        let mut stream = TcpStream::connect(server.address).expect("the server listens");
        let question = format!("{request_line} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(question.as_bytes()).expect("the server reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the server answers and closes");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head and a body");
        (head.to_owned(), body.to_owned())
    }

    #[test]
    fn files_come_with_their_content_type() {
        let (_place, server) = served();
        for (path, kind, caching) in [
            ("/", "text/html; charset=utf-8", "no-store"),
            ("/?from=test", "text/html; charset=utf-8", "no-store"),
            ("/index.html", "text/html; charset=utf-8", "no-store"),
            ("/sub/", "text/html; charset=utf-8", "no-store"),
            ("/page_bg.wasm", "application/wasm", "no-cache"),
            ("/page.js", "text/javascript; charset=utf-8", "no-cache"),
            ("/two%20words.css", "text/css; charset=utf-8", "no-cache"),
            ("/unknown.zzz", "application/octet-stream", "no-cache"),
        ] {
            let (head, _) = ask(&server, &format!("GET {path}"));
            assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
            for line in [format!("Content-Type: {kind}"), format!("Cache-Control: {caching}")] {
                assert!(head.lines().any(|l| l == line), "{path}: {line} in {head}");
            }
        }
    }

    #[test]
    fn a_large_file_arrives_whole_and_with_its_length() {
        let (_place, server) = served();
        let (head, body) = ask(&server, "GET /page_bg.wasm");
        assert!(head.contains("Content-Length: 200000"), "{head}");
        assert_eq!(body.len(), 200_000);
    }

    #[test]
    fn head_tells_the_length_and_sends_nothing() {
        let (_place, server) = served();
        let (head, body) = ask(&server, "HEAD /index.html");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(head.contains("Content-Length: 14"), "{head}");
        assert_eq!(body, "");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let (_place, server) = served();
        for path in ["/missing.js", "/sub", "/index.html/", "/%FF", "//index.htm"] {
            let (head, _) = ask(&server, &format!("GET {path}"));
            assert!(head.starts_with("HTTP/1.1 404"), "{path}: {head}");
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let (place, server) = served();
        let absolute = place.path().join("secret.txt");
        for path in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/%2e%2e%2fsecret.txt",
            "/sub/../../secret.txt",
            "/..%5csecret.txt",
            &format!("/{}", absolute.display()),
        ] {
            let (head, body) = ask(&server, &format!("GET {path}"));
            assert!(head.starts_with("HTTP/1.1 404"), "{path}: {head}");
            assert!(!body.contains("hidden"), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_outside_is_not_followed() {
        let (place, server) = served();
        std::os::unix::fs::symlink(place.path().join("secret.txt"), place.path().join("dist/link.txt"))
            .expect("a link can be made");
        let (head, _) = ask(&server, "GET /link.txt");
        assert!(head.starts_with("HTTP/1.1 404"), "{head}");
    }

    #[test]
    fn only_reading_is_allowed() {
        let (_place, server) = served();
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            let (head, _) = ask(&server, &format!("{method} /index.html"));
            assert!(head.starts_with("HTTP/1.1 405"), "{method}: {head}");
            assert!(head.contains("Allow: GET, HEAD"), "{head}");
        }
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let (_place, server) = served();
        let endless = format!("GET /{}", "a".repeat(LONGEST_HEAD));
        for line in ["\0\0\0", endless.as_str()] {
            let (head, _) = ask(&server, line);
            assert!(head.starts_with("HTTP/1.1 400"), "{head}");
        }
    }

    #[test]
    fn a_connection_that_says_nothing_keeps_nobody_waiting() {
        let (_place, server) = served();
        let silent: Vec<_> =
            (0..50).map(|_| TcpStream::connect(server.address).expect("the server listens")).collect();
        let (head, _) = ask(&server, "GET /");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        drop(silent);
    }

    #[test]
    fn a_taken_port_leads_to_the_next_free_one() {
        let (place, first) = served();
        let second = Server::start_near(place.path().join("dist"), first.port())
            .expect("one of the next ports is free");
        assert!(second.port() > first.port());
        let (head, _) = ask(&second, "GET /");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    }

    #[test]
    fn a_dropped_server_frees_its_port() {
        let (place, server) = served();
        let port = server.port();
        drop(server);
        Server::start(place.path().join("dist"), port).expect("the port is free again");
    }

    #[test]
    fn a_folder_that_is_missing_is_an_error() {
        let (place, _server) = served();
        let missing = Server::start(place.path().join("nowhere"), 0);
        assert!(missing.is_err_and(|error| error.kind() == io::ErrorKind::NotFound));
    }
}
