//! How much memory the process of a page takes, where the operating system tells.

use std::collections::BTreeMap;
use std::fs;

/// The bytes of the process that shows the page, of a browser with this process id: the largest of its renderers,
/// with memory that several processes share counted by shares. `None` where there is no `/proc`.
pub fn of_page(browser: u64) -> Option<f64> {
    let mut parents = BTreeMap::new();
    for entry in fs::read_dir("/proc").ok()?.flatten() {
        let Ok(process) = entry.file_name().to_string_lossy().parse::<u64>() else { continue };
        let status = fs::read_to_string(entry.path().join("status")).unwrap_or_default();
        if let Some(parent) = field(&status, "PPid:") {
            parents.insert(process, parent);
        }
    }
    let renderers = parents.keys().copied().filter(|process| {
        let is_below = std::iter::successors(Some(*process), |process| parents.get(process).copied())
            .take(parents.len())
            .any(|ancestor| ancestor == browser);
        is_below && {
            let line = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).contains("--type=renderer")
        }
    });
    let share = |process: u64| {
        let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
        field(&rollup, "Pss:")
    };
    #[expect(clippy::cast_precision_loss, reason = "no process has 2^53 bytes")]
    renderers.filter_map(share).max().map(|kilobytes| kilobytes as f64 * 1024.0)
}

/// The number behind a name in a file of `/proc`.
fn field(content: &str, name: &str) -> Option<u64> {
    content.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}
