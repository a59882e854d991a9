//! Values of the model as values of columns.

use incstats_model::Instant;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Result, ToSql};
use serde::Serialize;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{Deserialize, DeserializeOwned, IntoDeserializer};

use super::instant;

/// An instant, as text.
pub(crate) struct Moment(pub(crate) Instant);

impl ToSql for Moment {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(instant::text(self.0).into())
    }
}

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        instant::parse(value.as_str()?).map(Self).map_err(FromSqlError::other)
    }
}

/// A value that is read from one word: `minute`, `Europe/London`.
pub(crate) struct Word<T>(pub(crate) T);

impl<T: DeserializeOwned> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word: StrDeserializer<'_, WordError> = value.as_str()?.into_deserializer();
        T::deserialize(word).map(Self).map_err(FromSqlError::other)
    }
}

/// A list, or another small value of several parts, as JSON.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        let json = serde_json::to_string(&self.0)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        Ok(json.into())
    }
}

impl<T: for<'a> Deserialize<'a>> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Self).map_err(FromSqlError::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use incstats_model::{Basis, Kind, Milestone, Precision, Severity, Status, ZoneBasis, ZoneId};

    fn read<T: FromSql>(text: &str) -> Option<T> {
        T::column_result(ValueRef::Text(text.as_bytes())).ok()
    }

    fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
        read::<Word<T>>(text).map(|word| word.0)
    }

    #[test]
    fn every_word_that_is_written_reads_back() {
        use Precision::{Approximate, Day, DayPart, Hour, Minute, Second};
        for precision in [Second, Minute, Hour, DayPart, Day, Approximate] {
            assert_eq!(word(precision.name()), Some(precision));
        }
        for basis in [Basis::Stated, Basis::Prose, Basis::Inferred, Basis::Corrected] {
            assert_eq!(word(basis.name()), Some(basis));
        }
        for milestone in Milestone::ALL {
            assert_eq!(word(milestone.name()), Some(milestone));
        }
        for severity in [Severity::Note, Severity::Warning, Severity::Error] {
            assert_eq!(word(severity.name()), Some(severity));
        }
        for kind in [Kind::Incident, Kind::Maintenance] {
            assert_eq!(word(kind.name()), Some(kind));
        }
        for status in [Status::Resolved, Status::Ongoing, Status::Unknown] {
            assert_eq!(word(status.name()), Some(status));
        }
        for basis in [ZoneBasis::Stated, ZoneBasis::Configured, ZoneBasis::Assumed] {
            assert_eq!(word(basis.name()), Some(basis));
        }
        for zone in ["Europe/London", "UTC", "+02:00", "-07:30"] {
            assert_eq!(word::<ZoneId>(zone).unwrap().to_string(), zone);
        }
    }

    #[test]
    fn other_words_and_broken_lists_are_refused() {
        assert_eq!(word::<Precision>("fortnight"), None);
        assert_eq!(word::<ZoneId>("Mars/Olympus"), None);
        assert!(read::<Json<Vec<String>>>("[\"mail\"").is_none());
        assert!(read::<Json<Vec<Milestone>>>("[\"restored\"]").is_none());
    }
}
