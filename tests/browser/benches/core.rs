//! What the pure rooms take for the very articles that the page is measured with:
//! `cargo bench --package ascribe-browser-tests --bench core --profile native`.
//!
//! Each group is one room's work for a whole article, but `one more annotation` and `one record`, which are what a key
//! press costs: their time must not grow with the article.

use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

use ascribe::anchoring::{Anchored, Finder, describe};
use ascribe::annotation::{Annotation, Document, Kind};
use ascribe::detection::suggest_quotes;
use ascribe::format::native;
use ascribe::highlight::{highlights, segments};
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::session::{Command, Entry, Library, Session, apply};
use ascribe::storage::{MemoryStorage, load, writes};
use ascribe::text::{ArticleText, TextRange};
use ascribe_browser_tests::Problem;
use ascribe_browser_tests::articles::{Size, Stored};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, criterion_group, criterion_main};

/// An article of a size, and the words in it that nothing lies on.
struct Case {
    name: String,
    document: Rc<Document>,
    records: MemoryStorage,
    free: TextRange,
}

fn cases() -> Result<Vec<Case>, Problem> {
    let mut cases = Vec::new();
    for size in Size::ALL {
        // As the page's benchmark has them: the fullest article of each length, and the emptiest of the longest.
        let is_wanted = size.annotations * 100 >= size.characters
            || (size.characters, size.annotations) == (1_000_000, 10);
        if !is_wanted {
            continue;
        }
        let stored = Stored::of(size)?;
        let id = ArticleId::from_short(stored.address.trim_start_matches('#')).ok_or("an address")?;
        let records = MemoryStorage::with_records(stored.ours);
        let document = load(&records, id)?.0.ok_or("the article is there")?;
        let place = stored.target;
        let free = TextRange::of(place.paragraph + place.from, place.paragraph + place.to).ok_or("words")?;
        let name = format!("{} with {}", size.length(), size.annotations);
        cases.push(Case { name, document: Rc::new(document), records, free });
    }
    Ok(cases)
}

/// Medians of ten short samples: these are orders of magnitude and ratios, not hundredths.
fn quickly(group: &mut BenchmarkGroup<'_, WallTime>) {
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
}

fn measure<T>(criterion: &mut Criterion, cases: &[Case], what: &str, work: impl Fn(&Case) -> T) {
    let mut group = criterion.benchmark_group(what);
    quickly(&mut group);
    for case in cases {
        group.bench_with_input(BenchmarkId::from_parameter(&case.name), case, |bencher, case| {
            bencher.iter(|| work(black_box(case)));
        });
    }
    group.finish();
}

/// The document with one annotation on the free words.
fn with_one_more(case: &Case) -> Document {
    let id = AnnotationId::from_random([7; 16]);
    let annotation = Annotation::new(id, Kind::Quote, case.free.into(), Timestamp::default());
    let mut annotations = (*case.document.annotations).clone();
    annotations.put(Rc::new(annotation));
    Document { annotations: Rc::new(annotations), ..(*case.document).clone() }
}

fn rooms(criterion: &mut Criterion) {
    let cases = cases().expect("the articles are generated as for the page");
    measure(criterion, &cases, "text: paragraphs, offset table, hash", |case| {
        ArticleText::new(case.document.article.text.as_str())
    });
    measure(criterion, &cases, "offsets: both edges of every annotation in UTF-16", |case| {
        let text = &case.document.article.text;
        let edges = case.document.annotations.iter().flat_map(|annotation| {
            let extent = annotation.parts.extent();
            [extent.start(), extent.end()]
        });
        edges
            .filter_map(|edge| text.index().utf16_of(text.as_str(), edge))
            .map(|at| u64::from(at.0))
            .sum::<u64>()
    });
    measure(criterion, &cases, "highlights and segments of the whole article", |case| {
        let text = &case.document.article.text;
        let painted = highlights(text, &case.document.annotations, &case.document.sources, None, &[], None);
        let pieces = text
            .paragraphs()
            .iter()
            .zip(&painted)
            .map(|(paragraph, painted)| segments(paragraph, painted).len());
        pieces.sum::<usize>()
    });
    measure(criterion, &cases, "anchoring: describe every annotation and find it again", |case| {
        let text = &case.document.article.text;
        let finder = Finder::new(text);
        let found = case.document.annotations.iter().filter(|annotation| {
            let range = annotation.parts.extent();
            matches!(finder.anchor(&describe(text, range), Some(range)), Anchored::Found(found) if found.is_sure())
        });
        found.count()
    });
    measure(criterion, &cases, "detection: every quote", |case| suggest_quotes(&case.document.article.text));
    measure(criterion, &cases, "storage: load the article", |case| load(&case.records, case.document.id()));
    measure(criterion, &cases, "export: the native file", |case| {
        native::write(&case.document, Timestamp::default())
    });
    measure(criterion, &cases, "one more annotation", |case| {
        let mut library = Library::default();
        library.set(case.document.id(), Entry::Loaded(case.document.clone()));
        let session = Session::new(library);
        let session = apply(&session, Command::Open(case.document.clone()))?;
        let session = apply(&session, Command::Select(Some(case.free)))?;
        let (id, source) = (AnnotationId::from_random([7; 16]), SourceId::from_random([8; 16]));
        apply(&session, Command::Annotate { kind: Kind::Claim, id, source, at: Timestamp::default() })
    });
    let changed: Vec<_> = cases
        .iter()
        .map(|case| Case {
            name: case.name.clone(),
            document: Rc::new(with_one_more(case)),
            records: MemoryStorage::new(),
            free: case.free,
        })
        .collect();
    let mut group = criterion.benchmark_group("one record");
    quickly(&mut group);
    for (before, after) in cases.iter().zip(&changed) {
        group.bench_with_input(BenchmarkId::from_parameter(&before.name), before, |bencher, before| {
            bencher.iter(|| writes(Some(&before.document), Some(black_box(&after.document))));
        });
    }
    group.finish();
}

criterion_group!(benches, rooms);
criterion_main!(benches);
