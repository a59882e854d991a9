//! Ids as short as they can be typed.

use incstats_analysis::frame::Ids;
use incstats_model::Incident;

/// The ids of a history, to be shortened: commands take the beginning of an id where no other begins so.
#[derive(Debug, Default)]
pub struct ShortIds(Ids);

impl From<Ids> for ShortIds {
    fn from(ids: Ids) -> Self {
        Self(ids)
    }
}

impl ShortIds {
    /// The ids of all incidents of a history.
    pub fn of(incidents: &[Incident]) -> Self {
        Self(incidents.iter().map(|incident| incident.id.as_str()).collect())
    }

    /// The beginning of an id, whole words of it from its day on, that no other id has: `2021-05-20`.
    pub fn short<'a>(&self, id: &'a str) -> &'a str {
        // The hyphens within the day, `2021-05-20`, end no word.
        let ends = id.match_indices('-').map(|(at, _)| at).skip(2).chain([id.len()]);
        ends.map(|end| id.get(..end).unwrap_or(id)).find(|beginning| self.0.alone(beginning)).unwrap_or(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_cut_where_it_is_still_alone() {
        let ids = [
            "2021-05-20-mail",
            "2021-05-20-mail-2",
            "2021-05-20-web",
            "2021-06-01-web-down",
            "undated-a-b-c",
        ];
        let short = ShortIds(ids.into_iter().collect());
        let cut: Vec<&str> = ids.iter().map(|id| short.short(id)).collect();
        assert_eq!(
            cut,
            ["2021-05-20-mail", "2021-05-20-mail-2", "2021-05-20-web", "2021-06-01", "undated-a-b"]
        );
        assert_eq!(ShortIds::default().short("x"), "x");
    }
}
