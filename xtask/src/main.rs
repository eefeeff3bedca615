//! `cargo xtask`: reads what was typed and does it; what there is to do lies in the library.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use xtask::arguments::{Invocation, USAGE};
use xtask::finish::finish;
use xtask::page::{self, Builder};
use xtask::serve::Server;
use xtask::steps;

fn main() -> ExitCode {
    let invocation = match Invocation::read(std::env::args_os().skip(1)) {
        Ok(invocation) => invocation,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let root = root();
    let outcome = match invocation {
        Invocation::Help => {
            print!("{USAGE}");
            Ok(())
        }
        Invocation::Start { port, open } => start(&root, port, open),
        Invocation::Build => build(&root),
        Invocation::Finish { folder } => finished(&root, &built(&root, folder)),
        Invocation::Bench { rest } => steps::bench(&root, &rest).map_err(Into::into),
        Invocation::Test { steps, rest } => steps::run(&root, &steps, &rest).map_err(Into::into),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's folder. cargo tells where this package is when it runs it; a program that was
/// moved and started by hand still knows where it was compiled.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(Path::to_owned).unwrap_or(package)
}

fn build(root: &Path) -> Result<(), Box<dyn Error>> {
    Builder::ensure(root)?.build(root)?;
    print!("{}", page::sizes(root)?);
    Ok(())
}

fn finished(root: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    page::split(root, folder)?;
    finish(folder).map_err(Into::into)
}

/// Where the page is that shall be finished. Trunk tells its hooks the folder that becomes `dist`.
fn built(root: &Path, named: Option<PathBuf>) -> PathBuf {
    let staged = || std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    named.or_else(staged).unwrap_or_else(|| page::dist(root))
}

fn start(root: &Path, port: u16, open: bool) -> Result<(), Box<dyn Error>> {
    Builder::ensure(root)?.build(root)?;
    let server = Server::start_near(page::dist(root), port)
        .map_err(|error| format!("The page cannot be served near port {port}: {error}."))?;
    let address = server.address();
    println!("Ascribe is at {address} until this is stopped with Ctrl+C.");
    if open && !(can_show_a_browser() && open::that_detached(&address).is_ok()) {
        println!("No browser could be opened here; open {address} in yours.");
    }
    // The server's own threads do the work from here on, until Ctrl+C ends the process.
    loop {
        thread::park();
    }
}

/// Whether a browser would have a screen to appear on. Without one, the usual openers fall back to
/// browsers that take over the terminal.
fn can_show_a_browser() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(target_os = "macos", target_os = "windows"))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].into_iter().any(is_set)
}
