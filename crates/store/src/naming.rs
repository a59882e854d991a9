//! Ids that no other incident has.

use incstats_model::IncidentId;

/// The wished id or, where it is taken, one with `-2`, `-3` and so on after it. Takes few questions even where
/// thousands of incidents wish for the same id; numbers may then be skipped where ids were freed in between.
///
/// # Errors
/// Those of `taken`.
pub(crate) fn free<E>(
    wish: &IncidentId,
    mut taken: impl FnMut(&str) -> Result<bool, E>,
) -> Result<IncidentId, E> {
    if !taken(wish.as_str())? {
        return Ok(wish.clone());
    }
    let numbered = |number: u64| format!("{wish}-{number}");
    let (mut last_taken, mut free) = (1, 2);
    while taken(&numbered(free))? {
        last_taken = free;
        free *= 2;
    }
    while free - last_taken > 1 {
        let middle = last_taken.midpoint(free);
        if taken(&numbered(middle))? {
            last_taken = middle;
        } else {
            free = middle;
        }
    }
    Ok(IncidentId(numbered(free)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::convert::Infallible;

    #[test]
    fn wishes_for_the_same_id_are_numbered_one_after_the_other() {
        let wish = IncidentId("2021-05-20-outage".into());
        let mut ids = HashSet::new();
        let mut questions = 0;
        for number in 1..=1_000 {
            let Ok(id) = free::<Infallible>(&wish, |id| {
                questions += 1;
                Ok(ids.contains(id))
            });
            let expected = if number == 1 { wish.to_string() } else { format!("{wish}-{number}") };
            assert_eq!(id.as_str(), expected);
            assert!(ids.insert(id.0));
        }
        assert!(questions < 25_000, "{questions}");
    }
}
