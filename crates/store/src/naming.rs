//! Ids that no other incident has.

use std::collections::HashMap;

use incstats_model::IncidentId;

/// Ids given in one import, so that the next incident with the same wish need not ask for all numbers again.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Of a wish that was taken: the last number that is known to be taken. Wishes that nobody shares are not held.
    last: HashMap<IncidentId, u64>,
    /// Whether no id is kept without its incident; asked once, as an import only takes such ids back.
    only_incidents: Option<bool>,
}

impl Names {
    /// Whether no id is kept without its incident.
    ///
    /// # Errors
    /// Those of `ask`.
    pub(crate) fn only_incidents_have_ids<E>(
        &mut self,
        ask: impl FnOnce() -> Result<bool, E>,
    ) -> Result<bool, E> {
        if let Some(known) = self.only_incidents {
            return Ok(known);
        }
        let only = ask()?;
        self.only_incidents = Some(only);
        Ok(only)
    }

    /// The id that is most likely free: the wish, or the number after the last that was given for it.
    pub(crate) fn likely(&self, wish: &IncidentId) -> IncidentId {
        match self.last.get(wish) {
            None => wish.clone(),
            Some(last) => IncidentId(format!("{wish}-{}", last + 1)),
        }
    }

    /// Remembers that an id was given for a wish, as [`Names::likely`] proposed it.
    pub(crate) fn gave(&mut self, wish: &IncidentId, id: &IncidentId) {
        if wish != id
            && let Some(last) = self.last.get_mut(wish)
        {
            *last += 1;
        }
    }

    /// The wished id or, where it is taken, one with `-2`, `-3` and so on after it. Takes few questions even where
    /// thousands of incidents wish for the same id; numbers may then be skipped where ids were freed in between.
    ///
    /// # Errors
    /// Those of `taken`.
    pub(crate) fn free<E>(
        &mut self,
        wish: &IncidentId,
        mut taken: impl FnMut(&str) -> Result<bool, E>,
    ) -> Result<IncidentId, E> {
        let mut last_taken = match self.last.get(wish) {
            Some(last) => *last,
            None if taken(wish.as_str())? => 1,
            None => return Ok(wish.clone()),
        };
        let numbered = |number: u64| format!("{wish}-{number}");
        let (mut step, mut free) = (1, last_taken + 1);
        while taken(&numbered(free))? {
            last_taken = free;
            step *= 2;
            free = last_taken + step;
        }
        while free - last_taken > 1 {
            let middle = last_taken.midpoint(free);
            if taken(&numbered(middle))? {
                last_taken = middle;
            } else {
                free = middle;
            }
        }
        self.last.insert(wish.clone(), free);
        Ok(IncidentId(numbered(free)))
    }
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
        let mut names = Names::default();
        let mut questions = 0;
        for number in 1..=1_000 {
            // Every other one in an import of its own, which knows nothing of the numbers given before.
            if number % 2 == 0 {
                names = Names::default();
            }
            let Ok(id) = names.free::<Infallible>(&wish, |id| {
                questions += 1;
                Ok(ids.contains(id))
            });
            let expected = if number == 1 { wish.to_string() } else { format!("{wish}-{number}") };
            assert_eq!(id.as_str(), expected);
            assert!(ids.insert(id.0));
        }
        assert!(questions < 14_000, "{questions}");
    }
}
