//! The tool cache: Trunk, wasm-bindgen, wasm-split and geckodriver in exactly the versions this project works with, in a folder that all clones share.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::command::{Run, RunError, find_on_path, is_executable, spoken};

/// The Trunk that builds the page. Newer ones want a newer Rust than the one this project names.
const TRUNK_VERSION: &str = "0.21.14";

/// The tool that cuts the page's program, for the crate `wasm_split_helpers` of Cargo.toml.
const WASM_SPLIT_VERSION: &str = "0.2.4";

/// The geckodriver that drives Firefox. Any Firefox of the last years will do for it.
const GECKODRIVER_VERSION: &str = "0.37.1";

/// The crate whose version in Cargo.lock the wasm-bindgen tool must have: the two halves refuse to
/// work together otherwise.
const WASM_BINDGEN: &str = "wasm-bindgen";

/// How tools are compiled: for being there soon, not for being fast. Their own release profiles
/// (whole-program optimisation in one unit) take several times as long and gain a second a build.
const CHEAP_PROFILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// How often a run that waits for another one's installation looks again, and how often it says so.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
const SAY_AGAIN: Duration = Duration::from_secs(15);

/// A command line tool in one exact version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// The name of its program, and of its folder in the cache.
    name: &'static str,
    /// The crate it is installed from.
    package: &'static str,
    version: String,
    /// What `cargo install` is told besides: as few features as the work needs.
    arguments: &'static [&'static str],
    /// Whether the program tells its version. One that does not is taken from its own folder only, whose name has the
    /// version.
    tells_version: bool,
}

impl Tool {
    /// Trunk, without TLS: it never downloads anything here, and compiles sooner.
    pub fn trunk() -> Self {
        Self {
            name: "trunk",
            package: "trunk",
            version: TRUNK_VERSION.to_owned(),
            arguments: &["--no-default-features"],
            tells_version: true,
        }
    }

    /// The wasm-bindgen tool for the crate `wasm-bindgen` of this Cargo.lock.
    ///
    /// Only the tool itself: its sibling programs run tests in a browser, for which TLS is needed.
    pub fn wasm_bindgen(lock_file: &Path) -> Result<Self, ToolError> {
        let lock =
            fs::read_to_string(lock_file).map_err(|source| ToolError::io("read", lock_file, source))?;
        let version = locked_version(&lock, WASM_BINDGEN)
            .ok_or_else(|| ToolError::NotLocked { package: WASM_BINDGEN, lock_file: lock_file.to_owned() })?;
        Ok(Self {
            name: WASM_BINDGEN,
            package: "wasm-bindgen-cli",
            version: version.to_owned(),
            arguments: &["--no-default-features", "--bin", WASM_BINDGEN],
            tells_version: true,
        })
    }

    /// The program that drives Firefox in the tests.
    pub fn geckodriver() -> Self {
        Self {
            name: "geckodriver",
            package: "geckodriver",
            version: GECKODRIVER_VERSION.to_owned(),
            arguments: &[],
            tells_version: true,
        }
    }

    /// The program that cuts the page's program into parts.
    pub fn wasm_split() -> Self {
        Self {
            name: "wasm-split-cli",
            package: "wasm_split_cli_support",
            version: WASM_SPLIT_VERSION.to_owned(),
            arguments: &["--features", "build-binary"],
            tells_version: false,
        }
    }

    /// Whether this program is the tool in its exact version, and runs on this computer.
    fn is(&self, program: &Path) -> bool {
        if !self.tells_version {
            return is_executable(program) && Run::new(program).arg("--help").output().is_ok();
        }
        is_executable(program)
            && Run::new(program)
                .arg("--version")
                .output()
                .is_ok_and(|said| version_in(&said) == Some(self.version.as_str()))
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}

/// The folder in which the tools are, one folder for each version of each.
///
/// It lies outside of `target`, which is removed without a thought and is every clone's own.
#[derive(Clone, Debug)]
pub struct ToolCache {
    folder: PathBuf,
}

impl ToolCache {
    /// The cache of whoever runs this: `$ASCRIBE_TOOLS`, or a folder among the user's caches.
    pub fn of_this_user() -> Result<Self, ToolError> {
        let folder = cache_folder(|name| std::env::var_os(name), std::env::consts::OS)
            .ok_or(ToolError::NoCacheFolder)?;
        // Tools are compiled in another current folder, where a relative path would mean another.
        let folder = std::path::absolute(&folder).map_err(|source| ToolError::io("find", &folder, source))?;
        Ok(Self { folder })
    }

    /// Makes sure that all these tools are there; what is missing is installed, all at once.
    ///
    /// At once, because compiling a tool leaves processors idle most of the time: Trunk alone spends
    /// minutes in a single crate that everything after it waits for.
    pub fn ensure(&self, tools: &[Tool]) -> Result<(), ToolError> {
        if tools.iter().all(|tool| self.find(tool).is_some()) {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(|source| ToolError::io("create", &self.folder, source))?;
        // Held to the end of this function; the operating system frees it even after a crash.
        let _lock = self.lock()?;
        // Another run may have installed some while this one waited.
        let missing: Vec<_> = tools.iter().filter(|tool| self.find(tool).is_none()).collect();
        let Some((first, others)) = missing.split_first() else {
            return Ok(());
        };
        thread::scope(|scope| {
            let others: Vec<_> = others
                .iter()
                .map(|tool| scope.spawn(|| self.install(tool, Run::run_with_heartbeat)))
                .collect();
            // Only one can draw its progress in the terminal.
            let first = self.install(first, Run::run_long);
            others
                .into_iter()
                .map(|other| other.join().expect("installing does not panic"))
                .fold(first, Result::and)
        })
    }

    /// The program of a tool that is there.
    pub fn program(&self, tool: &Tool) -> Result<PathBuf, ToolError> {
        self.find(tool).ok_or_else(|| ToolError::Unusable(tool.to_string()))
    }

    /// The tool's program where one of the right version is already there: on `PATH` or in here.
    fn find(&self, tool: &Tool) -> Option<PathBuf> {
        let elsewhere = if tool.tells_version { find_on_path(tool.name) } else { None };
        elsewhere.into_iter().chain([program_in(&self.home(tool), tool)]).find(|program| tool.is(program))
    }

    fn home(&self, tool: &Tool) -> PathBuf {
        self.folder.join(format!("{}-{}", tool.name, tool.version))
    }

    /// A folder beside the tool's own, for what is under way.
    fn beside(&self, tool: &Tool, what: &str) -> PathBuf {
        self.folder.join(format!(".{}-{}.{what}", tool.name, tool.version))
    }

    /// A place for something else that is kept here, and the folder above it.
    pub(crate) fn place(&self, name: &str) -> Result<PathBuf, ToolError> {
        fs::create_dir_all(&self.folder).map_err(|source| ToolError::io("create", &self.folder, source))?;
        Ok(self.folder.join(name))
    }

    /// Waits until no other run installs anything here.
    pub(crate) fn lock(&self) -> Result<File, ToolError> {
        let path = self.folder.join(".lock");
        let file = File::create(&path).map_err(|source| ToolError::io("open", &path, source))?;
        let began = Instant::now();
        let mut say_next = began;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(source)) => {
                    return Err(ToolError::io("lock", &path, source));
                }
            }
            if Instant::now() >= say_next {
                println!(
                    "  … another run is installing tools: waited for it for {} so far",
                    spoken(began.elapsed())
                );
                say_next = Instant::now() + SAY_AGAIN;
            }
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Installs into a folder beside and renames it at the end: what carries the tool's name is whole.
    fn install(&self, tool: &Tool, run: HowToRun) -> Result<(), ToolError> {
        let home = self.home(tool);
        let partial = self.beside(tool, "partial");
        // The remains of an interrupted run, and a tool that does not run (any more).
        remove(&partial)?;
        remove(&home)?;
        println!("Installing {tool} into {}.", home.display());
        let began = Instant::now();
        if !self.fetch(tool, &partial, run) {
            remove(&partial)?;
            self.compile(tool, &partial, run)?;
        }
        if !tool.is(&program_in(&partial, tool)) {
            return Err(ToolError::Unusable(tool.to_string()));
        }
        fs::rename(&partial, &home).map_err(|source| ToolError::io("create", &home, source))?;
        println!("Installed {tool} in {}.", spoken(began.elapsed()));
        Ok(())
    }

    /// Fetches a ready-made program where the user has cargo-binstall; whether that went well.
    fn fetch(&self, tool: &Tool, root: &Path, run: HowToRun) -> bool {
        if find_on_path("cargo-binstall").is_none() {
            return false;
        }
        let fetching = Run::cargo()
            .arg("binstall")
            .args(["--no-confirm", "--locked", "--disable-telemetry"])
            // Compiling is done below, with our own settings.
            .args(["--disable-strategies", "compile"])
            .arg("--root")
            .arg(root)
            .arg(format!("{}@{}", tool.package, tool.version))
            .in_folder(&self.folder);
        match run(&fetching, &format!("Fetching {tool}")) {
            Ok(_) if tool.is(&program_in(root, tool)) => true,
            Ok(_) => {
                println!("What cargo-binstall fetched does not run here; compiling {tool} instead.");
                false
            }
            Err(error) => {
                println!("{error} Compiling {tool} instead.");
                false
            }
        }
    }

    fn compile(&self, tool: &Tool, root: &Path, run: HowToRun) -> Result<(), ToolError> {
        // A folder of its own for what is compiled: it outlives an interruption, so that the next
        // run goes on where this one stopped, and is removed once the tool is there.
        let build = self.beside(tool, "build");
        let mut compiling = Run::cargo()
            .args(["install", "--locked", "--no-track"])
            .arg(format!("--version=={}", tool.version))
            .arg("--root")
            .arg(root)
            .args(tool.arguments)
            .arg(tool.package)
            // Not in the project: its cargo configuration is not meant for its tools.
            .in_folder(&self.folder)
            .without_env("CARGO_BUILD_TARGET")
            .env("CARGO_TARGET_DIR", &build);
        for (name, value) in CHEAP_PROFILE {
            compiling = compiling.env(name, value);
        }
        run(&compiling, &format!("Compiling {tool}"))
            .map_err(|source| ToolError::Install { tool: tool.to_string(), source })?;
        remove(&build)
    }
}

/// One of the ways in which a [`Run`] may run.
type HowToRun = fn(&Run, &str) -> Result<Duration, RunError>;

/// Where `cargo install --root` puts a tool's program.
fn program_in(root: &Path, tool: &Tool) -> PathBuf {
    root.join("bin").join(format!("{}{}", tool.name, std::env::consts::EXE_SUFFIX))
}

fn remove(folder: &Path) -> Result<(), ToolError> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(ToolError::io("remove", folder, source))
        }
        _ => Ok(()),
    }
}

/// Where the tools go with this environment on this operating system.
fn cache_folder(variable: impl Fn(&str) -> Option<OsString>, system: &str) -> Option<PathBuf> {
    // A variable that is set to nothing counts as not set, as everywhere.
    let path = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = path("ASCRIBE_TOOLS") {
        return Some(folder);
    }
    let caches = match system {
        "windows" => path("LOCALAPPDATA"),
        "macos" => path("HOME").map(|home| home.join("Library").join("Caches")),
        _ => path("XDG_CACHE_HOME")
            // The specification tells to ignore a relative one.
            .filter(|folder| folder.is_absolute())
            .or_else(|| path("HOME").map(|home| home.join(".cache"))),
    };
    caches.map(|folder| folder.join("ascribe-tools"))
}

/// The version of a package in a Cargo.lock, which cargo writes one key a line, name first.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The version in what a program answers to `--version`: the first word that starts with a digit.
pub(crate) fn version_in(said: &str) -> Option<&str> {
    said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Why a tool is not there.
#[derive(Debug)]
pub enum ToolError {
    /// Neither `ASCRIBE_TOOLS` nor the user's own folder is known.
    NoCacheFolder,
    /// The lock file names no version of a package.
    NotLocked {
        /// The package.
        package: &'static str,
        /// The file that was read.
        lock_file: PathBuf,
    },
    /// A file or folder would not do.
    Io {
        /// What was tried, as a verb.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// cargo could not install the tool.
    Install {
        /// The tool and its version.
        tool: String,
        /// How cargo ended.
        source: RunError,
    },
    /// The tool was installed but does not tell the version that was asked for.
    Unusable(String),
}

impl ToolError {
    fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCacheFolder => {
                f.write_str("There is no folder for the project's tools; set ASCRIBE_TOOLS to one.")
            }
            Self::NotLocked { package, lock_file } => write!(
                f,
                "{} names no version of {package}; `cargo update --workspace` repairs it.",
                lock_file.display()
            ),
            Self::Io { doing, path, source } => write!(
                f,
                "Could not {doing} {}: {source}. ASCRIBE_TOOLS can name another folder for tools.",
                path.display()
            ),
            Self::Install { tool, source } => {
                write!(f, "{tool} could not be installed: {source}")
            }
            Self::Unusable(tool) => write!(
                f,
                "{tool} was installed, but does not run here or tells another version; where it is \
                 on the PATH in exactly this version, it is used from there."
            ),
        }
    }
}

impl std::error::Error for ToolError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Install { source, .. } => Some(source),
            Self::NoCacheFolder | Self::NotLocked { .. } | Self::Unusable(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_is_where_the_user_or_the_system_says() {
        type Row<'a> = (&'a str, &'a [(&'a str, &'a str)], Option<&'a str>);
        let rows: [Row<'_>; 8] = [
            ("linux", &[("HOME", "/home/ada")], Some("/home/ada/.cache/ascribe-tools")),
            ("linux", &[("HOME", "/home/ada"), ("XDG_CACHE_HOME", "/caches")], Some("/caches/ascribe-tools")),
            (
                "linux",
                &[("HOME", "/home/ada"), ("XDG_CACHE_HOME", "not/absolute")],
                Some("/home/ada/.cache/ascribe-tools"),
            ),
            ("linux", &[("HOME", "/home/ada"), ("ASCRIBE_TOOLS", "/tools")], Some("/tools")),
            (
                "linux",
                &[("HOME", "/home/ada"), ("ASCRIBE_TOOLS", "")],
                Some("/home/ada/.cache/ascribe-tools"),
            ),
            (
                "macos",
                &[("HOME", "/Users/ada"), ("XDG_CACHE_HOME", "/caches")],
                Some("/Users/ada/Library/Caches/ascribe-tools"),
            ),
            ("windows", &[("LOCALAPPDATA", "/ada/local")], Some("/ada/local/ascribe-tools")),
            ("linux", &[], None),
        ];
        for (system, variables, folder) in rows {
            let variable = |name: &str| {
                variables.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value))
            };
            assert_eq!(cache_folder(variable, system), folder.map(PathBuf::from), "{system} {variables:?}");
        }
    }

    #[test]
    fn versions_are_read_from_what_programs_say() {
        for (said, version) in [
            ("trunk 0.21.14\n", Some("0.21.14")),
            ("wasm-bindgen 0.2.129 (5f1a0a0 2026-01-01)", Some("0.2.129")),
            ("Chromium 156.0.8078.73 built on Debian", Some("156.0.8078.73")),
            ("no number here", None),
            ("", None),
        ] {
            assert_eq!(version_in(said), version, "{said}");
        }
    }

    #[test]
    fn the_lock_file_tells_the_version_of_exactly_this_package() {
        let lock = "\
[[package]]
name = \"wasm-bindgen-futures\"
version = \"0.4.79\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.129\"
dependencies = [
 \"cfg-if\",
]
";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn this_projects_lock_file_names_wasm_bindgen() {
        let lock_file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        let tool = Tool::wasm_bindgen(&lock_file).expect("the page depends on wasm-bindgen");
        assert_eq!(version_in(&tool.to_string()), Some(tool.version.as_str()));
    }

    #[test]
    fn a_tool_of_another_version_is_not_taken() {
        let cargo = PathBuf::from(env!("CARGO"));
        let said = Run::cargo().arg("--version").output();
        let version = said.ok().and_then(|said| version_in(&said).map(str::to_owned));
        let mut tool = Tool {
            name: "cargo",
            package: "cargo",
            version: version.expect("cargo tells its version"),
            arguments: &[],
            tells_version: true,
        };
        assert!(tool.is(&cargo));
        tool.version.push_str("-other");
        assert!(!tool.is(&cargo));
        assert!(!tool.is(Path::new("no/such/program")));
    }

    #[test]
    fn only_one_run_at_a_time_installs() {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        let cache = ToolCache { folder: place.path().to_owned() };
        let first = cache.lock().expect("nobody else has the lock");
        let second = File::open(place.path().join(".lock")).expect("the lock is a file");
        assert!(matches!(second.try_lock(), Err(TryLockError::WouldBlock)));
        drop(first);
        assert!(second.try_lock().is_ok());
    }
}
