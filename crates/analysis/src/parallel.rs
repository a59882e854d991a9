//! Work spread over the processors, with results in the order of the items.

use std::num::NonZero;

/// The result of each item, in their order, however many processors there are. Items are parted into as many stretches
/// as there are processors; a stretch is one after the other, with a scratch space of its own.
pub(crate) fn each<T: Sync, S, R: Send>(
    items: &[T],
    scratch: impl Fn() -> S + Sync,
    work: impl Fn(&T, &mut S) -> R + Sync,
) -> Vec<R> {
    let run = |part: &[T]| -> Vec<R> {
        let mut space = scratch();
        part.iter().map(|item| work(item, &mut space)).collect()
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    if threads == 1 || items.len() < 2 {
        return run(items);
    }
    std::thread::scope(|scope| {
        let stretch = items.len().div_ceil(threads);
        let workers: Vec<_> = items.chunks(stretch).map(|part| scope.spawn(|| run(part))).collect();
        workers
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(results) => results,
                // A panic of a worker is a panic here, not a shorter list.
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_their_items() {
        let items: Vec<usize> = (0..1_001).collect();
        assert_eq!(each(&items, || (), |i, ()| i * 2), items.iter().map(|i| i * 2).collect::<Vec<_>>());
        assert!(each(&Vec::<usize>::new(), || (), |i, ()| *i).is_empty());
    }
}
