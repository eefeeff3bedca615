//! Many at once, out in the order in which they came in, with bounded memory.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many pieces of work wait for each worker. More would only keep more texts in memory.
const WAITING: usize = 4;

/// Works on each piece that `next` gives, on `jobs` threads, and hands the results to `put` in the order of the
/// pieces. Ends when `next` has no more or `put` wants no more; no more than a few pieces a thread are ever held.
pub fn in_order<I: Send, O: Send>(
    jobs: usize,
    mut next: impl FnMut() -> Option<I> + Send,
    work: impl Fn(I) -> O + Sync,
    mut put: impl FnMut(O) -> bool,
) {
    let limit = jobs * WAITING;
    let (give, take) = sync_channel::<(usize, I)>(limit);
    let (hand, done) = sync_channel::<(usize, O)>(limit);
    // A ticket for each piece that is under way: one slow piece must not let the rest pile up behind it.
    let (ticket, tickets) = sync_channel::<()>(limit);
    let take = Mutex::new(take);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut number = 0;
            while ticket.send(()).is_ok()
                && let Some(piece) = next()
                && give.send((number, piece)).is_ok()
            {
                number += 1;
            }
        });
        for _ in 0..jobs {
            let hand = hand.clone();
            let (take, work) = (&take, &work);
            scope.spawn(move || worker(take, &hand, work));
        }
        drop(hand);
        let mut early = BTreeMap::new();
        let mut due = 0;
        'all: for (number, result) in &done {
            early.insert(number, result);
            while let Some(result) = early.remove(&due) {
                due += 1;
                if !put(result) {
                    break 'all;
                }
                if tickets.recv().is_err() {
                    break;
                }
            }
        }
        // Whoever still waits to hand something over is told that nobody listens.
        drop((done, tickets));
    });
}

fn worker<I, O>(take: &Mutex<Receiver<(usize, I)>>, hand: &SyncSender<(usize, O)>, work: impl Fn(I) -> O) {
    loop {
        let piece = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, piece)) = piece else { return };
        if hand.send((number, work(piece))).is_err() {
            return;
        }
    }
}
