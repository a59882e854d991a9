//! Ids that look like one that was mistyped.

use std::cmp::Reverse;

use incstats_model::IncidentId;

/// How many to suggest.
const MOST: usize = 3;

/// Below this share of equal characters two ids do not look alike.
const LEAST: f64 = 0.6;

/// The ids most like `wanted`, best first: those that have it inside, then those that begin or are much like it.
pub(crate) fn nearest(wanted: &str, ids: impl IntoIterator<Item = IncidentId>) -> Vec<IncidentId> {
    let wanted = wanted.to_lowercase();
    let mut close: Vec<(u64, IncidentId)> =
        ids.into_iter().filter_map(|id| Some((likeness(&wanted, id.as_str())?, id))).collect();
    close.sort_unstable_by_key(|(likeness, id)| (Reverse(*likeness), id.clone()));
    close.into_iter().take(MOST).map(|(_, id)| id).collect()
}

/// Millionths of likeness; `None` for ids that do not look alike.
fn likeness(wanted: &str, id: &str) -> Option<u64> {
    /// What an id that has the wanted text inside is worth.
    const INSIDE: f64 = 2.0;
    if wanted.is_empty() {
        return None;
    }
    if wanted.chars().nth(2).is_some() && id.contains(wanted) {
        return Some(millionths(INSIDE));
    }
    let beginning: String = id.chars().take(wanted.chars().count()).collect();
    let alike = |other: &str| strsim::normalized_damerau_levenshtein(wanted, other);
    let best = alike(id).max(alike(&beginning));
    (best >= LEAST).then(|| millionths(best))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 2,000,000")]
fn millionths(share: f64) -> u64 {
    (share * 1e6) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_close_is_suggested_and_nothing_else() {
        let ids = ["2016-06-27-outage", "2016-06-28-outage", "2021-05-20-incident-oxito", "2021-05-20-mail"];
        for (wanted, expected) in [
            ("2016-06-27-outgae", vec!["2016-06-27-outage", "2016-06-28-outage"]),
            ("oxito", vec!["2021-05-20-incident-oxito"]),
            ("OXITO", vec!["2021-05-20-incident-oxito"]),
            ("2021-05-21", vec!["2021-05-20-incident-oxito", "2021-05-20-mail", "2016-06-27-outage"]),
            ("xyz", vec![]),
            ("", vec![]),
        ] {
            let found = nearest(wanted, ids.map(|id| IncidentId(id.into())));
            assert_eq!(found.iter().map(IncidentId::as_str).collect::<Vec<_>>(), expected, "{wanted}");
        }
    }
}
