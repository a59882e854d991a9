//! The ids of a history.

use polars::prelude::*;

use super::{History, columns};
use crate::AnalysisError;

/// The ids of a history's incidents, planned maintenance among them.
#[derive(Clone, Debug, Default)]
pub struct Ids(StringChunked);

impl History {
    /// The ids of its incidents. Cost: none, the column is shared.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where the column is missing.
    pub fn ids(&self) -> Result<Ids, AnalysisError> {
        Ok(Ids(self.incidents().column(columns::ID)?.str()?.clone()))
    }
}

impl Ids {
    /// Whether at most one id begins so. Cost: a look at each id, up to the second that does.
    pub fn alone(&self, beginning: &str) -> bool {
        self.0.iter().flatten().filter(|id| id.starts_with(beginning)).nth(1).is_none()
    }
}

impl<'a> FromIterator<&'a str> for Ids {
    fn from_iter<T: IntoIterator<Item = &'a str>>(ids: T) -> Self {
        Self(ids.into_iter().map(Some).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_alone_where_no_second_id_has_it() {
        let ids: Ids = ["2021-05-20-mail", "2021-05-20-web", "2021-06-01-web"].into_iter().collect();
        assert!(ids.alone("2021-06") && ids.alone("2021-05-20-w") && ids.alone("none"));
        assert!(!ids.alone("2021-05-20"));
        assert!(Ids::default().alone(""));
    }
}
