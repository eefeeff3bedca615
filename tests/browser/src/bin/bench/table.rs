//! What was measured, as a table for people and as a file for programs.

use std::fmt::Write;

use serde::Serialize;

use crate::visit::{PageKind, Patience, Values};
use ascribe_browser_tests::articles::Size;

/// The rows of the table: the name of the value, and what it is called.
pub const ROWS: [(&str, &str); 38] = [
    ("load.painted", "load: painted after, ms"),
    ("load.cpu", "load: CPU of main thread, ms"),
    ("load.script", "  of it script, ms"),
    ("load.layout", "  of it layout, ms"),
    ("load.style", "  of it styles, ms"),
    ("memory.heap", "JavaScript heap, MB"),
    ("memory.wasm", "WebAssembly memory, MB"),
    ("memory.nodes", "DOM nodes"),
    ("memory.process", "process of the page, MB"),
    ("select.cpu", "select words: CPU of main thread, ms"),
    ("add.painted", "add one: painted after, ms"),
    ("add.saved", "add one: saved after, ms"),
    ("add.cpu", "add one: CPU of main thread, ms"),
    ("add.script", "  of it script, ms"),
    ("add.layout", "  of it layout, ms"),
    ("add.style", "  of it styles, ms"),
    ("retag.painted", "retag: painted after, ms"),
    ("retag.saved", "retag: saved after, ms"),
    ("retag.cpu", "retag: CPU of main thread, ms"),
    ("delete.painted", "delete: painted after, ms"),
    ("delete.saved", "delete: saved after, ms"),
    ("delete.cpu", "delete: CPU of main thread, ms"),
    ("undo.painted", "undo: painted after, ms"),
    ("undo.saved", "undo: saved after, ms"),
    ("undo.cpu", "undo: CPU of main thread, ms"),
    ("scroll.late", "scroll: frames late, of 60"),
    ("scroll.longest", "scroll: longest frame, ms"),
    ("scroll.cpu", "scroll: CPU of main thread, ms"),
    ("scroll.script", "  of it script, ms"),
    ("scroll.layout", "  of it layout, ms"),
    ("scroll.style", "  of it styles, ms"),
    ("list.painted", "open the list: painted after, ms"),
    ("list.cpu", "open the list: CPU of main thread, ms"),
    ("filter.painted", "filter the list: painted after, ms"),
    ("filter.cpu", "filter the list: CPU of main thread, ms"),
    ("export.file", "export: file made after, ms"),
    ("export.cpu", "export: CPU of main thread, ms"),
    ("export.script", "  of it script, ms"),
];

/// What came of one visit.
#[derive(Debug, Serialize)]
pub struct Visit {
    /// The article.
    pub size: Size,
    /// The round, counted from 1.
    pub round: usize,
    /// The page.
    pub page: PageKind,
    /// Every value.
    pub values: Values,
    /// The action that took longer than the limit and ended the visit.
    pub over: Option<String>,
}

/// One line of the table.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The name of the value.
    pub value: &'static str,
    /// The medians, in the order of [`PageKind::ALL`].
    pub medians: [Cell; 3],
    /// Ascribe by the better of the two floors.
    pub ratio: Option<f64>,
}

/// One cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    /// The median of the rounds.
    Median(f64),
    /// An action before this one, or this one, took longer than the limit.
    Over,
    /// The page has no such thing, or the browser does not tell.
    Nothing,
}

/// The rows for one size, of which nothing is known left out.
pub fn rows(visits: &[Visit], size: Size) -> Vec<Row> {
    let row = |value: &'static str| {
        let medians = PageKind::ALL.map(|page| cell(visits, size, page, value));
        let number = |cell: Cell| if let Cell::Median(number) = cell { Some(number) } else { None };
        let [ours, plain, contained] = medians.map(number);
        let floor = [plain, contained].into_iter().flatten().reduce(f64::min);
        let ratio = ours.zip(floor).filter(|(_, floor)| *floor > 0.0).map(|(ours, floor)| ours / floor);
        Row { value, medians, ratio }
    };
    let is_known = |row: &Row| row.medians.iter().any(|cell| matches!(cell, Cell::Median(_)));
    ROWS.iter().map(|(value, _)| row(value)).filter(is_known).collect()
}

fn cell(visits: &[Visit], size: Size, page: PageKind, value: &str) -> Cell {
    let of_page = || visits.iter().filter(|visit| visit.size == size && visit.page == page);
    let values: Vec<f64> = of_page().filter_map(|visit| visit.values.get(value).copied()).collect();
    match median(values) {
        // Rounds that were cut short would make the median look better than it is.
        Some(median) if of_page().all(|visit| visit.over.is_none() || visit.values.contains_key(value)) => {
            Cell::Median(median)
        }
        _ if of_page().any(|visit| visit.over.is_some()) => Cell::Over,
        _ => Cell::Nothing,
    }
}

/// The value in the middle; of an even number of values, the mean of the two there.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len() % 2 == 1 { upper } else { f64::midpoint(values[middle - 1], upper) })
}

/// The table of one size.
pub fn block(visits: &[Visit], size: Size) -> String {
    let rounds = visits.iter().filter(|visit| visit.size == size).map(|visit| visit.round).max();
    let title = format!(
        "── {}, {} annotations; medians of rounds: {}",
        size.length(),
        size.annotations,
        rounds.unwrap_or_default()
    );
    let mut table = format!("{title}\n{:38}", "");
    for page in PageKind::ALL {
        let _ = write!(table, " {:>10}", page.name());
    }
    let _ = writeln!(table, " {:>8}", "ratio");
    for row in rows(visits, size) {
        let name = ROWS.iter().find(|(value, _)| *value == row.value).map_or("", |(_, name)| name);
        let _ = write!(table, "{name:38}");
        for cell in row.medians {
            let _ = write!(table, " {:>10}", said(cell));
        }
        let ratio = row.ratio.map_or("–".to_owned(), |ratio| format!("{ratio:.1}×"));
        let _ = writeln!(table, " {ratio:>8}");
    }
    table
}

fn said(cell: Cell) -> String {
    match cell {
        Cell::Median(number) if number >= 1000.0 => format!("{number:.0}"),
        Cell::Median(number) => format!("{number:.1}"),
        Cell::Over => "over".to_owned(),
        Cell::Nothing => "–".to_owned(),
    }
}

/// How the cost of one more annotation grows with the number that is there, for each length of article.
pub fn growth(visits: &[Visit], sizes: &[Size]) -> String {
    let mut table =
        String::from("── CPU of the main thread for one more annotation, ms, by the number that is there\n");
    let mut lengths: Vec<usize> = sizes.iter().map(|size| size.characters).collect();
    lengths.dedup();
    for page in PageKind::ALL {
        for length in &lengths {
            let of_length: Vec<&Size> = sizes.iter().filter(|size| size.characters == *length).collect();
            let curve: Vec<String> = of_length
                .iter()
                .map(|size| format!("{}: {}", size.annotations, said(cell(visits, **size, page, "add.cpu"))))
                .collect();
            let name = of_length.first().map(|size| size.length()).unwrap_or_default();
            let _ = writeln!(table, "{:10} {name:>6}   {}", page.name(), curve.join("   "));
        }
    }
    table
}

/// The machine on which it was measured.
#[derive(Debug, Serialize)]
pub struct Machine {
    /// The operating system.
    pub system: &'static str,
    /// The processor, by its own name.
    pub processor: String,
    /// How many threads it runs at once.
    pub threads: usize,
}

/// A file that is loaded, and its bytes.
#[derive(Debug, Serialize)]
pub struct File {
    /// Ascribe's or the floor's.
    pub of: &'static str,
    /// Its name.
    pub name: String,
    /// As it is.
    pub raw: usize,
    /// Compressed with gzip.
    pub gzip: usize,
    /// Compressed with Brotli.
    pub brotli: usize,
}

/// Everything that a run finds out.
#[derive(Debug, Serialize)]
pub struct Results {
    /// The commit that was measured, with a `+` where the files differ from it.
    pub commit: String,
    /// The version of Chromium.
    pub chromium: String,
    /// The machine.
    pub machine: Machine,
    /// How long was waited.
    pub patience: Patience,
    /// The files to load.
    pub files: Vec<File>,
    /// The table: for each size its rows.
    pub tables: Vec<(Size, Vec<Row>)>,
    /// Every value of every visit.
    pub visits: Vec<Visit>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visited(page: PageKind, round: usize, values: &[(&str, f64)], over: Option<&str>) -> Visit {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        Visit { size: Size::ALL[0], round, page, values, over: over.map(str::to_owned) }
    }

    #[test]
    fn medians_are_compared_with_the_better_floor() {
        use PageKind::{Ascribe, Contained, Plain};
        let visits = [
            visited(Ascribe, 1, &[("add.cpu", 10.0), ("list.cpu", 5.0)], None),
            visited(Ascribe, 2, &[("add.cpu", 30.0), ("list.cpu", 7.0)], None),
            visited(Ascribe, 3, &[("add.cpu", 12.0), ("list.cpu", 6.0)], None),
            visited(Plain, 1, &[("add.cpu", 8.0)], None),
            visited(Contained, 1, &[("add.cpu", 4.0)], None),
        ];
        let rows = rows(&visits, Size::ALL[0]);
        let drawn: Vec<_> = rows.iter().map(|row| (row.value, row.medians, row.ratio)).collect();
        let cells = [12.0, 8.0, 4.0].map(Cell::Median);
        let list = [Cell::Median(6.0), Cell::Nothing, Cell::Nothing];
        assert_eq!(drawn, [("add.cpu", cells, Some(3.0)), ("list.cpu", list, None)]);
    }

    #[test]
    fn what_took_too_long_is_over_and_so_is_what_came_after() {
        let visits = [
            visited(PageKind::Ascribe, 1, &[("load.cpu", 9.0)], Some("add")),
            visited(PageKind::Plain, 1, &[("load.cpu", 3.0), ("add.cpu", 2.0)], None),
        ];
        let said: Vec<_> =
            rows(&visits, Size::ALL[0]).iter().map(|row| (row.medians[0], row.ratio)).collect();
        assert_eq!(said, [(Cell::Median(9.0), Some(3.0)), (Cell::Over, None)]);
    }
}
