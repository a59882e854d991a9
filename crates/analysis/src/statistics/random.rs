//! A portable source of chance: the same seed gives the same figures on every machine and with any number of threads.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

use crate::parallel;

/// The seed that is used and printed where nobody gives one.
pub const SEED: u64 = 20_160_627;

/// How many replicates share one stream. Part of the result: another number gives other draws.
const CHUNK: usize = 512;

/// The golden ratio's bits: parts the streams of one seed.
const STRIDE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Draws of one stream.
pub struct Draws(Pcg64Mcg);

impl Draws {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// A number of `0..n`, each as likely; 0 for `n` of 0. Lemire (2019): multiply, and draw again in the rare case that
    /// would favour small numbers.
    pub fn below(&mut self, n: usize) -> usize {
        let n = n as u64;
        if n == 0 {
            return 0;
        }
        loop {
            let wide = u128::from(self.0.next_u64()) * u128::from(n);
            #[expect(clippy::cast_possible_truncation, reason = "the low half is meant")]
            let low = wide as u64;
            if low >= n || low >= n.wrapping_neg() % n {
                return usize::try_from(wide >> 64).unwrap_or(0);
            }
        }
    }

    /// Fills a sample with draws from values, with replacement.
    pub fn resample(&mut self, values: &[f64], sample: &mut [f64]) {
        for slot in sample {
            *slot = values.get(self.below(values.len())).copied().unwrap_or(0.0);
        }
    }
}

/// `count` replicates of a random figure, on all processors. Cost: `count` times the figure, over the processors.
pub fn replicates<T: Send, S>(
    seed: u64,
    count: usize,
    scratch: impl Fn() -> S + Sync,
    figure: impl Fn(&mut Draws, &mut S) -> T + Sync,
) -> Vec<T> {
    let chunks: Vec<usize> = (0..count.div_ceil(CHUNK)).collect();
    let one = |chunk: &usize, space: &mut S| -> Vec<T> {
        let mut draws = Draws::new(seed.wrapping_add((*chunk as u64).wrapping_mul(STRIDE)));
        (chunk * CHUNK..count.min((chunk + 1) * CHUNK)).map(|_| figure(&mut draws, space)).collect()
    };
    parallel::each(&chunks, scratch, one).into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_pinned() {
        let mut draws = Draws::new(42);
        assert_eq!(draws.0.next_u64(), 10_580_897_095_847_554_459);
        assert_eq!(draws.0.next_u64(), 2_459_073_333_136_617_071);
    }

    #[test]
    fn draws_are_in_range_and_even() {
        let mut draws = Draws::new(1);
        let mut seen = [0u32; 7];
        for _ in 0..70_000 {
            seen[draws.below(7)] += 1;
        }
        assert!(seen.iter().all(|n| (9_500..10_500).contains(n)), "{seen:?}");
        assert_eq!(draws.below(0), 0);
    }

    #[test]
    fn replicates_do_not_depend_on_threads() {
        let draw = |draws: &mut Draws, (): &mut ()| draws.below(1_000);
        let all = replicates(7, 2_000, || (), draw);
        assert_eq!(all.len(), 2_000);
        let mut second = Draws::new(7u64.wrapping_add(STRIDE));
        assert_eq!(all[CHUNK], second.below(1_000));
    }
}
