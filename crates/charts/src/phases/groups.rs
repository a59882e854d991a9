//! Incidents grouped by how long they took.

use incstats_analysis::view::PhaseRow;

/// Upper ends of the groups, in seconds, with their names.
const CLASSES: [(f64, &str); 6] = [
    (60.0, "up to a minute"),
    (3_600.0, "up to an hour"),
    (86_400.0, "up to a day"),
    (7.0 * 86_400.0, "up to a week"),
    (92.0 * 86_400.0, "up to three months"),
    (f64::INFINITY, "longer than three months"),
];

/// Two neighbouring groups become one where the longest of the upper one is at most this many times that of the lower.
const NEAR: f64 = 5.0;

/// Incidents that share an axis, the longest first.
pub(super) struct Group<'a> {
    class: usize,
    pub rows: Vec<&'a PhaseRow>,
}

impl Group<'_> {
    /// The seconds that its axis must hold.
    pub(super) fn longest(&self) -> f64 {
        self.rows.iter().map(|row| length(row)).fold(0.0, f64::max)
    }

    /// `Lasted up to an hour (7)`.
    pub(super) fn name(&self) -> String {
        let name = CLASSES.get(self.class).map_or("", |(_, name)| *name);
        format!("Lasted {name} ({})", self.rows.len())
    }
}

/// The seconds that a bar must hold: the greatest end known.
pub(super) fn length(row: &PhaseRow) -> f64 {
    row.stretches.iter().map(|s| s.to.most.num_seconds() as f64).fold(0.0, f64::max)
}

/// The incidents in groups, the longest first: all of them, or as many of the longest as `fit`.
pub(super) fn fitting<'a>(rows: &'a [PhaseRow], fit: impl Fn(&[Group<'a>]) -> bool) -> Vec<Group<'a>> {
    let mut order: Vec<&PhaseRow> = rows.iter().collect();
    order.sort_by(|a, b| length(b).total_cmp(&length(a)));
    // The most that fit, found by halving: more rows never need less room, but for two groups that become one.
    let (mut fits, mut too_many) = (1, order.len() + 1);
    while too_many - fits > 1 {
        let middle = usize::midpoint(fits, too_many);
        let some = grouped(order.get(..middle).unwrap_or_default());
        if fit(&some) { fits = middle } else { too_many = middle }
    }
    grouped(order.get(..fits).unwrap_or_default())
}

fn grouped<'a>(order: &[&'a PhaseRow]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for row in order {
        let class = CLASSES.iter().position(|(end, _)| length(row) <= *end).unwrap_or(CLASSES.len() - 1);
        match groups.last_mut().filter(|group| group.class == class || group.longest() <= NEAR * length(row))
        {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { class, rows: vec![row] }),
        }
    }
    groups
}
