//! Chromium and Firefox with their drivers: found, installed where Debian's packages can be, and run for the browser tests.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use crate::command::{Run, RunError, find_on_path, is_executable};
use crate::tools::{Tool, ToolCache, ToolError, version_in};

/// The names a Chromium goes by, and where macOS keeps it.
const CHROME_NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const CHROME_PLACES: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Debian's packages of the two.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// The names Firefox goes by, where macOS keeps it, and Debian's package.
const FIREFOX_NAMES: [&str; 2] = ["firefox-esr", "firefox"];
const FIREFOX_PLACE: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";
const FIREFOX_PACKAGE: &str = "firefox-esr";

/// How long a driver may take to answer. It is there within a second; a busy machine is slower.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is asked meanwhile.
const ASK_AGAIN: Duration = Duration::from_millis(50);
/// How long one question to it may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// A browser and the program that drives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browser {
    /// The program of Chromium or Google Chrome.
    pub chrome: PathBuf,
    /// The program of chromedriver.
    pub chromedriver: PathBuf,
}

impl Browser {
    /// The browser that is there; installs Debian's packages first where it is missing.
    pub fn ensure() -> Result<Self, BrowserError> {
        let browser = match Self::find()? {
            Some(browser) => browser,
            None => {
                install_packages(&PACKAGES, "Installing Chromium")?;
                Self::find()?.ok_or(BrowserError::StillMissing)?
            }
        };
        browser.agree()?;
        Ok(browser)
    }

    fn find() -> Result<Option<Self>, BrowserError> {
        let chrome = named_by("CHROME")?
            .or_else(|| CHROME_NAMES.iter().find_map(|name| find_on_path(name)))
            .or_else(|| {
                let mut places = CHROME_PLACES.iter().map(PathBuf::from);
                places.find(|place| is_executable(place))
            });
        let chromedriver = named_by("CHROMEDRIVER")?.or_else(|| find_on_path("chromedriver"));
        Ok(chrome.zip(chromedriver).map(|(chrome, chromedriver)| Self { chrome, chromedriver }))
    }

    /// A driver drives the browsers of its own major version only, and otherwise fails in every
    /// single test. Where either keeps its version to itself, the tests shall tell.
    fn agree(&self) -> Result<(), BrowserError> {
        let version = |program: &Path| {
            let said = Run::new(program).arg("--version").output().ok()?;
            version_in(&said).map(str::to_owned)
        };
        let Some((chrome, driver)) = version(&self.chrome).zip(version(&self.chromedriver)) else {
            return Ok(());
        };
        if major(&chrome) == major(&driver) { Ok(()) } else { Err(BrowserError::Disagree { chrome, driver }) }
    }
}

/// Firefox and the program that drives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firefox {
    /// The program of Firefox.
    pub firefox: PathBuf,
    /// The program of geckodriver.
    pub geckodriver: PathBuf,
}

impl Firefox {
    /// The Firefox that is there; installs Debian's package first where it is missing. Its driver is in no package of
    /// Debian, and is compiled into the tool cache.
    pub fn ensure() -> Result<Self, BrowserError> {
        let firefox = match Self::find()? {
            Some(firefox) => firefox,
            None => {
                install_packages(&[FIREFOX_PACKAGE], "Installing Firefox")?;
                Self::find()?.ok_or(BrowserError::NoFirefox)?
            }
        };
        let geckodriver = match named_by("GECKODRIVER")? {
            Some(named) => named,
            None => Self::compile_driver().map_err(BrowserError::Tool)?,
        };
        Ok(Self { firefox, geckodriver })
    }

    fn find() -> Result<Option<PathBuf>, BrowserError> {
        let place = || Some(PathBuf::from(FIREFOX_PLACE)).filter(|place| is_executable(place));
        Ok(named_by("FIREFOX")?
            .or_else(|| FIREFOX_NAMES.iter().find_map(|name| find_on_path(name)))
            .or_else(place))
    }

    fn compile_driver() -> Result<PathBuf, ToolError> {
        let (tool, cache) = (Tool::geckodriver(), ToolCache::of_this_user()?);
        cache.ensure(std::slice::from_ref(&tool))?;
        cache.program(&tool)
    }
}

/// A running chromedriver or geckodriver on a free port of 127.0.0.1. It ends, with all browsers it has opened,
/// when this is dropped.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    address: SocketAddr,
}

impl Driver {
    /// Starts the driver and waits until it takes sessions. What it prints goes to `log`.
    pub fn start(driver: &Path, log: &Path) -> Result<Self, BrowserError> {
        let address = free_address().map_err(BrowserError::NoPort)?;
        let file = File::create(log).map_err(|source| BrowserError::Log { log: log.to_owned(), source })?;
        let process = Run::new(driver)
            .arg(format!("--port={}", address.port()))
            .start(file)
            .map_err(BrowserError::Driver)?;
        let mut driver = Self { process, address };
        driver.wait_until_ready(log)?;
        Ok(driver)
    }

    /// Where the driver listens, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait_until_ready(&mut self, log: &Path) -> Result<(), BrowserError> {
        let began = Instant::now();
        loop {
            if ask(self.address, "/status").is_ok_and(|answer| says_ready(&answer)) {
                return Ok(());
            }
            let ended = !matches!(self.process.try_wait(), Ok(None));
            if ended || began.elapsed() > PATIENCE {
                return Err(BrowserError::DriverSilent {
                    ended,
                    said: fs::read_to_string(log).unwrap_or_default(),
                });
            }
            thread::sleep(ASK_AGAIN);
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked to, chromedriver closes its browsers too; killed, it would leave them behind. geckodriver knows no such
        // question, and each test closes its browser.
        let asked = ask(self.address, "/shutdown").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"));
        let began = Instant::now();
        while asked && began.elapsed() < ANSWER_WITHIN {
            match self.process.try_wait() {
                Ok(None) => thread::sleep(ASK_AGAIN),
                // Gone, or not to be asked about.
                _ => break,
            }
        }
        // Both are refused for a process that has ended and been waited for, which is as well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn named_by(variable: &'static str) -> Result<Option<PathBuf>, BrowserError> {
    match std::env::var_os(variable).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) if is_executable(Path::new(&value)) => Ok(Some(value.into())),
        Some(value) => Err(BrowserError::NotAProgram { variable, value: value.into() }),
    }
}

/// Installs packages of Debian, where there is apt-get and the right to use it.
pub(crate) fn install_packages(packages: &[&str], doing: &str) -> Result<(), BrowserError> {
    if find_on_path("apt-get").is_none() {
        return Err(BrowserError::NotFound);
    }
    let is_root = Run::new("id").arg("-u").output().is_ok_and(|user| user.trim() == "0");
    // `env` passes the variable on through sudo, which would drop it.
    let apt_get = if is_root {
        Run::new("env")
    } else if Run::new("sudo").args(["-n", "true"]).succeeds() {
        Run::new("sudo").args(["-n", "env"])
    } else {
        return Err(BrowserError::MayNotInstall);
    }
    .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
    // Another installation may be under way, as on a machine that has just started.
    .args(["-o", "DPkg::Lock::Timeout=300"]);

    // A single source that does not answer need not be the one that has the packages.
    if let Err(error) = apt_get.clone().arg("update").run_long("Updating the list of packages") {
        println!("{error} Going on with the list as it is.");
    }
    apt_get
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .run_long(doing)
        .map(drop)
        .map_err(BrowserError::Packages)
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}

/// A port that nothing listens on at this moment.
fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

/// Asks for one path and returns what came. An HTTP client for more than that would be one more
/// thing to compile.
fn ask(address: SocketAddr, path: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, ANSWER_WITHIN)?;
    stream.set_read_timeout(Some(ANSWER_WITHIN))?;
    // In one piece: written bit by bit, the other side might answer and close in the middle of it.
    let question = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes())?;
    let mut answer = Vec::new();
    let mut piece = [0; 2048];
    // A driver keeps the connection open whatever it is asked, so its end is not the answer's.
    while !is_whole(&answer) {
        let length = stream.read(&mut piece)?;
        if length == 0 {
            break;
        }
        answer.extend_from_slice(&piece[..length]);
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// Whether all of an answer's body has come, as far as the answer tells its length.
fn is_whole(answer: &[u8]) -> bool {
    let mut fields = [httparse::EMPTY_HEADER; 32];
    let mut response = httparse::Response::new(&mut fields);
    let Ok(httparse::Status::Complete(head)) = response.parse(answer) else {
        return false;
    };
    response
        .headers
        .iter()
        .find(|field| field.name.eq_ignore_ascii_case("content-length"))
        .and_then(|field| str::from_utf8(field.value).ok()?.trim().parse::<usize>().ok())
        .is_some_and(|body| answer.len() >= head + body)
}

/// Whether this answer to `/status` says that sessions are taken.
fn says_ready(answer: &str) -> bool {
    let body: String = answer.split_whitespace().collect();
    answer.starts_with("HTTP/1.1 200") && body.contains("\"ready\":true")
}

/// Why there is no browser to test with.
#[derive(Debug)]
pub enum BrowserError {
    /// No browser or no driver, and no Debian packages to install them from.
    NotFound,
    /// Debian's packages would be there, but only root may install them.
    MayNotInstall,
    /// apt-get could not install the packages.
    Packages(RunError),
    /// apt-get went through, and still they are not on the PATH.
    StillMissing,
    /// apt-get went through, and still Firefox is not on the PATH.
    NoFirefox,
    /// geckodriver could not be installed.
    Tool(ToolError),
    /// A variable that shall name a program names none.
    NotAProgram {
        /// The variable.
        variable: &'static str,
        /// What it is set to.
        value: PathBuf,
    },
    /// The two are of different versions.
    Disagree {
        /// The browser's version.
        chrome: String,
        /// The driver's version.
        driver: String,
    },
    /// No port is free.
    NoPort(io::Error),
    /// The driver's output cannot be kept.
    Log {
        /// Where it was to be kept.
        log: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The driver could not be started.
    Driver(RunError),
    /// The driver was started and does not take sessions.
    DriverSilent {
        /// Whether it has ended by itself.
        ended: bool,
        /// What it printed.
        said: String,
    },
}

impl fmt::Display for BrowserError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str(
                "The browser tests need Chromium (or Google Chrome) with a chromedriver of the \
                 same version, and Firefox; install them, or name them in CHROME, CHROMEDRIVER and FIREFOX.",
            ),
            Self::MayNotInstall => write!(
                f,
                "The browser tests need Chromium, chromedriver and Firefox; install them with \
                 `sudo apt-get install {} {FIREFOX_PACKAGE}`.",
                PACKAGES.join(" ")
            ),
            Self::Packages(error) => {
                write!(f, "Debian's packages could not be installed: {error}")
            }
            Self::StillMissing => f.write_str(
                "Chromium's packages are installed, but `chromium` and `chromedriver` are not on \
                 the PATH; name them in CHROME and CHROMEDRIVER.",
            ),
            Self::NoFirefox => f.write_str(
                "Firefox's package is installed, but `firefox-esr` is not on the PATH; name it in FIREFOX.",
            ),
            Self::Tool(error) => error.fmt(f),
            Self::NotAProgram { variable, value } => write!(
                f,
                "{variable} is set to {}, which is no program; set it to the program's full path, \
                 or unset it.",
                value.display()
            ),
            Self::Disagree { chrome, driver } => write!(
                f,
                "The browser has version {chrome} and chromedriver {driver}; install a \
                 chromedriver of the browser's version, or name it in CHROMEDRIVER."
            ),
            Self::NoPort(source) => write!(f, "No port is free for a driver: {source}."),
            Self::Log { log, source } => {
                write!(f, "Could not write {}: {source}.", log.display())
            }
            Self::Driver(error) => write!(f, "The driver could not be started: {error}"),
            Self::DriverSilent { ended: true, said } => {
                write!(f, "The driver ended at once, saying: {}", said.trim())
            }
            Self::DriverSilent { ended: false, said } => write!(
                f,
                "The driver took no session within {} seconds, saying: {}",
                PATIENCE.as_secs(),
                said.trim()
            ),
        }
    }
}

impl std::error::Error for BrowserError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Packages(error) | Self::Driver(error) => Some(error),
            Self::NoPort(source) | Self::Log { source, .. } => Some(source),
            Self::Tool(error) => Some(error),
            Self::NotFound
            | Self::NoFirefox
            | Self::MayNotInstall
            | Self::StillMissing
            | Self::NotAProgram { .. }
            | Self::Disagree { .. }
            | Self::DriverSilent { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_driver_that_takes_sessions_is_ready() {
        for (answer, ready) in [
            ("HTTP/1.1 200 OK\r\n\r\n{\"value\":{\"ready\":true}}", true),
            ("HTTP/1.1 200 OK\r\n\r\n{\"value\": {\"ready\": true}}", true),
            ("HTTP/1.1 200 OK\r\n\r\n{\"value\":{\"ready\":false}}", false),
            ("HTTP/1.1 500 No\r\n\r\n{\"ready\":true}", false),
            ("", false),
        ] {
            assert_eq!(says_ready(answer), ready, "{answer}");
        }
    }

    #[test]
    fn browsers_and_drivers_are_matched_by_their_major_version() {
        for (version, first) in [("156.0.8078.73", "156"), ("99", "99")] {
            assert_eq!(major(version), first);
        }
    }

    #[test]
    fn an_answer_is_whole_when_its_body_has_come() {
        for (answer, whole) in [
            ("", false),
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n", false),
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{", false),
            ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", true),
            ("HTTP/1.1 200 OK\r\n\r\n{}", false),
        ] {
            assert_eq!(is_whole(answer.as_bytes()), whole, "{answer}");
        }
    }

    #[test]
    fn a_question_gets_the_whole_answer() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("any port will do");
        let address = listener.local_addr().expect("a bound port has an address");
        let answering = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("somebody asks");
            let mut question = [0; 1024];
            let length = stream.read(&mut question).expect("a question comes");
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n{\"ready\":true}").expect("an answer goes");
            String::from_utf8_lossy(&question[..length]).into_owned()
        });
        let answer = ask(address, "/status").expect("it is answered");
        assert!(says_ready(&answer));
        let question = answering.join().expect("the thread does not panic");
        assert!(question.starts_with("GET /status HTTP/1.1\r\n"), "{question}");
    }
}
