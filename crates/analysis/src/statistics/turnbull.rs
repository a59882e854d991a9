//! Where the durations can lie when some are known only to a range: the nonparametric maximum likelihood estimate of
//! Turnbull (1976) for half-open `(least, most]`, exact times and open ends.
//!
//! Mass can only sit on *innermost* intervals: a left end directly followed by a right end. The likelihood is climbed
//! by a few self-consistency steps and then by constrained Newton steps, and the answer is accepted only
//! when the Kuhn-Tucker conditions hold to 1e-9, not when steps become small.

use super::Observed;
use super::linear::solve;
use crate::estimate::{Bounds, Reason};

/// An innermost interval and the share of durations in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mass {
    /// Left end, excluded unless `exact`.
    pub left: f64,
    /// Right end, included; infinite where open.
    pub right: f64,
    /// Whether it is a single time.
    pub exact: bool,
    /// The share, from 0 to 1.
    pub mass: f64,
}

/// The estimate: a share for each innermost interval. Where inside its interval a share lies, the data do not say.
#[derive(Clone, Debug, PartialEq)]
pub struct Turnbull {
    /// Innermost intervals in ascending order, with their shares; those without any are left out.
    pub masses: Vec<Mass>,
    /// The log-likelihood.
    pub log_likelihood: f64,
    /// The greatest gradient: at most `1 + 1e-9`.
    pub kkt: f64,
    /// Whether it is known that no other shares fit as well.
    pub unique: bool,
}

/// How far the gradient may be above one.
const KKT: f64 = 1e-9;
/// Up to how many innermost intervals Newton steps are made; they are cubic in it.
const NEWTON: usize = 200;
/// How many observations the steps of self-consistency may go through in all.
const EFFORT: usize = 100_000_000;

/// An end of an observation on the line: at one value an exact left end comes first, then right ends, then open left
/// ends, so that `(0, 6]` and `(6, 12]` do not overlap and `[6, 6]` lies in the first.
#[derive(Clone, Copy, PartialEq)]
struct End {
    at: f64,
    rank: u8,
}

impl End {
    fn left(o: &Observed) -> Self {
        Self { at: o.least(), rank: if o.value().is_some() { 0 } else { 2 } }
    }

    fn right(o: &Observed) -> Self {
        Self { at: o.most(), rank: 1 }
    }

    fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.at.total_cmp(&other.at).then(self.rank.cmp(&other.rank))
    }
}

/// The innermost intervals, and for each observation the range `first..end` of those that it allows.
type Cells = (Vec<(End, End)>, Vec<(usize, usize)>);

fn innermost(observed: &[Observed]) -> Cells {
    let mut ends: Vec<End> = observed.iter().flat_map(|o| [End::left(o), End::right(o)]).collect();
    ends.sort_unstable_by(End::order);
    let cells: Vec<(End, End)> = ends
        .iter()
        .zip(ends.iter().skip(1))
        .filter(|(left, right)| left.rank != 1 && right.rank == 1)
        .map(|(left, right)| (*left, *right))
        .collect();
    let allowed = observed
        .iter()
        .map(|o| {
            let first = cells.partition_point(|c| c.0.order(&End::left(o)).is_lt());
            (first, cells.partition_point(|c| c.1.order(&End::right(o)).is_le()))
        })
        .collect();
    (cells, allowed)
}

/// The estimate. Cost: one sort, then up to 200 innermost intervals some tens of Newton steps, each cubic in their
/// number; above, up to 5,000 linear steps of self-consistency, which settle where most durations are exact.
///
/// # Errors
/// [`Reason::Empty`] without observations, [`Reason::NotSettled`] where the conditions are not met.
pub fn turnbull(observed: &[Observed]) -> Result<Turnbull, Reason> {
    if observed.is_empty() {
        return Err(Reason::Empty);
    }
    let (cells, allowed) = innermost(observed);
    let small = cells.len() <= NEWTON;
    let mut climb = Climb::start(cells.len(), &allowed);
    let steps = if small { 50 } else { (EFFORT / (observed.len() + cells.len())).clamp(50, 5_000) };
    for step in 0..steps {
        climb.self_consistency();
        if step % 16 == 15 && climb.kkt() <= 1.0 + KKT / 10.0 {
            break;
        }
    }
    for _ in 0..200 {
        if !small || climb.kkt() <= 1.0 + KKT / 10.0 {
            break;
        }
        climb.newton();
    }
    let kkt = climb.kkt();
    if kkt.is_nan() || kkt > 1.0 + KKT {
        return Err(Reason::NotSettled);
    }
    let masses = cells
        .iter()
        .zip(&climb.mass)
        .filter(|(_, mass)| **mass > 1e-9)
        .map(|((left, right), mass)| Mass {
            left: left.at,
            right: right.at,
            exact: left.rank == 0,
            mass: *mass,
        })
        .collect();
    Ok(Turnbull {
        masses,
        log_likelihood: climb.log_likelihood(&climb.mass),
        kkt,
        unique: small && climb.is_unique(),
    })
}

impl Turnbull {
    /// The set of medians that fit: from the left end of the interval in which the distribution function reaches one
    /// half to the right end of that in which it passes it.
    ///
    /// # Errors
    /// [`Reason::Undefined`] only for an estimate that this module did not make.
    pub fn median(&self) -> Result<Bounds, Reason> {
        let (mut reached, mut left, mut right) = (0.0, None, None);
        for mass in &self.masses {
            reached += mass.mass;
            if left.is_none() && reached >= 0.5 - KKT {
                left = Some(mass.left);
            }
            if right.is_none() && reached > 0.5 + KKT {
                right = Some(mass.right);
            }
        }
        match (left, right) {
            (Some(left), Some(right)) => Bounds::between(left, right),
            _ => Err(Reason::Undefined),
        }
    }

    /// The share that has ended by `time`: at least the intervals that end by then, at most those that begin before.
    ///
    /// # Errors
    /// Never for finite times.
    pub fn ended_by(&self, time: f64) -> Result<Bounds, Reason> {
        let share = |test: &dyn Fn(&&Mass) -> bool| {
            self.masses.iter().filter(test).map(|m| m.mass).sum::<f64>().clamp(0.0, 1.0)
        };
        let began = |m: &&Mass| if m.exact { m.left <= time } else { m.left < time };
        Bounds::between(share(&|m| m.right <= time), share(&began))
    }
}

/// A climb of the likelihood over shares that sum to one.
struct Climb<'a> {
    mass: Vec<f64>,
    allowed: &'a [(usize, usize)],
}

impl<'a> Climb<'a> {
    fn start(cells: usize, allowed: &'a [(usize, usize)]) -> Self {
        Self { mass: vec![1.0 / cells as f64; cells], allowed }
    }

    /// The probability of each observation: differences of running sums.
    fn probabilities(&self, mass: &[f64]) -> Vec<f64> {
        self.allowed
            .iter()
            .map(|(first, end)| mass.get(*first..*end).map_or(0.0, |cells| cells.iter().sum()))
            .collect()
    }

    fn log_likelihood(&self, mass: &[f64]) -> f64 {
        self.probabilities(mass).iter().map(|p| p.ln()).sum()
    }

    /// For each cell the mean over observations of "allowed here, over its probability".
    fn gradient(&self) -> Vec<f64> {
        let n = self.allowed.len() as f64;
        let mut change = vec![0.0; self.mass.len() + 1];
        for ((first, end), p) in self.allowed.iter().zip(self.probabilities(&self.mass)) {
            if let Some(slot) = change.get_mut(*first) {
                *slot += 1.0 / (p * n);
            }
            if let Some(slot) = change.get_mut(*end) {
                *slot -= 1.0 / (p * n);
            }
        }
        change
            .iter()
            .take(self.mass.len())
            .scan(0.0, |sum, x| {
                *sum += x;
                Some(*sum)
            })
            .collect()
    }

    fn kkt(&self) -> f64 {
        self.gradient().into_iter().fold(0.0, f64::max)
    }

    /// One step of expectation and maximisation: never falls.
    fn self_consistency(&mut self) {
        let gradient = self.gradient();
        for (mass, g) in self.mass.iter_mut().zip(gradient) {
            *mass *= g;
        }
    }

    /// One step of the constrained Newton method (Wang 2007): towards the best shares by the quadratic model, halved
    /// until the likelihood rises; a step of self-consistency where it does not.
    fn newton(&mut self) {
        let before = self.log_likelihood(&self.mass);
        if let Some(best) = self.best_by_the_model() {
            let mut size = 1.0;
            while size > 1e-9 {
                let next: Vec<f64> =
                    self.mass.iter().zip(&best).map(|(now, best)| now + size * (best - now)).collect();
                let sum: f64 = next.iter().sum();
                let next: Vec<f64> = next.into_iter().map(|m| m / sum).collect();
                if self.log_likelihood(&next) > before {
                    self.mass = next;
                    return;
                }
                size /= 2.0;
            }
        }
        self.self_consistency();
    }

    /// The shares, none negative, that the quadratic model at the present ones likes best. Cells in use, and those that
    /// should be by their gradient, take part; one whose share would fall below zero leaves, and the rest are solved anew.
    fn best_by_the_model(&self) -> Option<Vec<f64>> {
        let gradient = self.gradient();
        let of = |cells: &[usize], values: &[f64]| -> Vec<f64> {
            cells.iter().filter_map(|cell| values.get(*cell).copied()).collect()
        };
        let in_use = self.mass.iter().zip(&gradient).enumerate().filter(|(_, (m, g))| **m > 0.0 || **g > 1.0);
        let mut cells: Vec<usize> = in_use.map(|(cell, _)| cell).collect();
        let mut now = of(&cells, &self.mass);
        while !cells.is_empty() {
            let wanted = self.unconstrained(&cells, &of(&cells, &gradient), &of(&cells, &self.mass))?;
            // How far the way leads before a share is used up.
            let room = now
                .iter()
                .zip(&wanted)
                .filter(|(_, wanted)| **wanted < 0.0)
                .map(|(now, wanted)| now / (now - wanted))
                .fold(1.0, f64::min);
            let moved: Vec<f64> =
                now.iter().zip(&wanted).map(|(now, wanted)| now + room * (wanted - now)).collect();
            if room >= 1.0 {
                let mut shares = vec![0.0; self.mass.len()];
                for (cell, share) in cells.iter().zip(&moved) {
                    *shares.get_mut(*cell)? = *share;
                }
                return Some(shares);
            }
            let stays: Vec<bool> =
                moved.iter().zip(&wanted).map(|(share, wanted)| *wanted >= 0.0 || *share > 1e-14).collect();
            let mut keep = stays.iter();
            cells.retain(|_| keep.next().copied().unwrap_or(true));
            now = moved.into_iter().zip(&stays).filter(|(_, stay)| **stay).map(|(share, _)| share).collect();
        }
        None
    }

    /// The best shares of some cells by the quadratic model, their sum one, each of any sign: `H y = 2 g - mu`, as the
    /// Hessian H turns the present shares into the gradient g.
    fn unconstrained(&self, cells: &[usize], gradient: &[f64], mass: &[f64]) -> Option<Vec<f64>> {
        let mut hessian = self.hessian(cells)?;
        // A little more on the diagonal where shares can be exchanged freely; it pulls towards the present ones.
        let ridge = 1e-11 * hessian.iter().flatten().fold(0.0f64, |most, x| most.max(*x));
        for (place, row) in hessian.iter_mut().enumerate() {
            *row.get_mut(place)? += ridge;
        }
        let right = gradient.iter().zip(mass).map(|(g, m)| 2.0 * g + ridge * m).collect();
        let up = solve(hessian.clone(), right)?;
        let flat = solve(hessian, vec![1.0; cells.len()])?;
        let level = (up.iter().sum::<f64>() - 1.0) / flat.iter().sum::<f64>();
        Some(up.iter().zip(&flat).map(|(u, f)| u - level * f).collect())
    }

    /// Whether the likelihood curves in every direction over the cells that could hold a share (gradient one): the
    /// Hessian over them is not singular.
    fn is_unique(&self) -> bool {
        let gradient = self.gradient();
        let tight: Vec<usize> =
            gradient.iter().enumerate().filter(|(_, g)| **g >= 1.0 - 1e-6).map(|(cell, _)| cell).collect();
        let ones = vec![1.0; tight.len()];
        self.hessian(&tight).is_some_and(|hessian| solve(hessian, ones).is_some())
    }

    /// Mean of `a a' / p^2` over some cells, in ascending order.
    fn hessian(&self, cells: &[usize]) -> Option<Vec<Vec<f64>>> {
        let n = self.allowed.len() as f64;
        let mut hessian = vec![vec![0.0; cells.len()]; cells.len()];
        for ((first, end), p) in self.allowed.iter().zip(self.probabilities(&self.mass)) {
            let from = cells.partition_point(|cell| cell < first);
            let to = cells.partition_point(|cell| cell < end);
            for row in hessian.get_mut(from..to)? {
                for x in row.get_mut(from..to)? {
                    *x += 1.0 / (p * p * n);
                }
            }
        }
        Some(hessian)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(ends: &[(f64, f64)]) -> Vec<Observed> {
        ends.iter().filter_map(|(l, r)| Observed::between(*l, *r)).collect()
    }

    #[test]
    fn touching_half_days_do_not_overlap() {
        let found = turnbull(&between(&[(0.0, 6.0), (6.0, 12.0)])).unwrap();
        assert_eq!(found.masses.len(), 2);
        assert!(found.masses.iter().all(|m| (m.mass - 0.5).abs() < 1e-9));
        assert_eq!(found.median(), Bounds::between(0.0, 12.0));
    }

    #[test]
    fn a_chain_leaves_its_middle_empty() {
        // (0,1], (0,2], (1,3], (2,3]: half in the first, half in the last, and nothing between.
        let found = turnbull(&between(&[(0.0, 1.0), (0.0, 2.0), (1.0, 3.0), (2.0, 3.0)])).unwrap();
        let near = |mass: Option<&Mass>| mass.is_some_and(|m| (m.mass - 0.5).abs() < 1e-6);
        assert!(near(found.masses.first()) && near(found.masses.last()), "{found:?}");
        assert!(found.kkt <= 1.0 + KKT);
    }

    #[test]
    fn exact_and_open_observations_give_the_survival_curve() {
        let mut observed = between(&[(10.0, 10.0), (30.0, 30.0)]);
        observed.extend(Observed::open(20.0));
        let found = turnbull(&observed).unwrap();
        let shares: Vec<f64> = found.masses.iter().map(|m| m.mass).collect();
        assert!((shares[0] - 1.0 / 3.0).abs() < 1e-9 && (shares[1] - 2.0 / 3.0).abs() < 1e-9);
        let all_open = turnbull(&[Observed::open(5.0).unwrap()]).unwrap();
        assert!(all_open.median().unwrap().is_open());
        assert_eq!(turnbull(&[]), Err(Reason::Empty));
    }

    #[test]
    fn a_large_history_with_few_ranges_settles_without_newton() {
        let mut observed: Vec<Observed> =
            (1..1_000u32).filter_map(|i| Observed::exact(f64::from(i * 7_919 % 5_003))).collect();
        observed.extend(Observed::between(100.0, 900.0));
        observed.extend(Observed::open(2_000.0));
        let found = turnbull(&observed).unwrap();
        assert!(found.kkt <= 1.0 + KKT && !found.unique);
        let median = found.median().unwrap();
        assert!(median.least() > 2_000.0 && median.most_or_infinity() < 3_000.0);
    }

    #[test]
    fn what_ended_by_a_time_has_bounds() {
        let found = turnbull(&between(&[(0.0, 6.0), (6.0, 12.0)])).unwrap();
        let by = found.ended_by(9.0).unwrap();
        assert!((by.least() - 0.5).abs() < 1e-9 && (by.most_or_infinity() - 1.0).abs() < 1e-9);
    }
}
