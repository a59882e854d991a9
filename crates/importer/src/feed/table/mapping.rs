//! A mapping: which column of a table tells what, as a person says it.

use std::str::FromStr;

use csv::StringRecord;

use super::field::Field;
use super::plan::{Plan, plain};

/// Which columns tell what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    pairs: Vec<(Field, String)>,
}

impl Mapping {
    /// A mapping from names of fields and columns.
    ///
    /// # Errors
    /// Which name is no field, or that nothing is mapped.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, String> {
        let pairs: Result<Vec<(Field, String)>, String> =
            pairs.into_iter().map(|(field, column)| Ok((field.parse()?, column.trim().to_owned()))).collect();
        let pairs = pairs?;
        if !pairs.iter().any(|(field, _)| field.is_time()) {
            return Err("a mapping must name the column of a time, such as `opened=Created`".to_owned());
        }
        Ok(Self { pairs })
    }

    /// The columns of a heading.
    pub(super) fn plan(&self, heading: &StringRecord) -> Plan {
        let names: Vec<(Field, String)> =
            self.pairs.iter().map(|(field, column)| (*field, plain(column))).collect();
        let names: Vec<(Field, [&str; 1])> =
            names.iter().map(|(field, name)| (*field, [name.as_str()])).collect();
        let fields: Vec<(Field, &[&str])> =
            names.iter().map(|(field, name)| (*field, name.as_slice())).collect();
        Plan::of(heading, &fields)
    }

    /// Of several ways to part the cells of a heading, the one in which most of the columns are found.
    pub(super) fn heading(
        &self,
        ways: impl Iterator<Item = (u8, StringRecord)>,
    ) -> Option<(u8, StringRecord)> {
        let found = |heading: &StringRecord| {
            self.pairs.len() - self.missing(heading).map_or(0, |missing| missing.len())
        };
        // Of equal ones the first, which is the usual one.
        ways.map(|way| (found(&way.1), way))
            .reduce(|best, way| if way.0 > best.0 { way } else { best })
            .map(|(_, way)| way)
    }

    /// Columns that a heading does not have; `None` where it has all.
    pub(super) fn missing(&self, heading: &StringRecord) -> Option<Vec<String>> {
        let names: Vec<String> = heading.iter().map(plain).collect();
        let missing = self.pairs.iter().filter(|(_, column)| !names.contains(&plain(column)));
        let missing: Vec<String> = missing.map(|(_, column)| column.clone()).collect();
        (!missing.is_empty()).then_some(missing)
    }
}

impl FromStr for Mapping {
    type Err = String;

    /// `opened=Created,closed=Resolved on,title=Summary`.
    fn from_str(text: &str) -> Result<Self, String> {
        let pairs: Option<Vec<(&str, &str)>> =
            text.split(',').filter(|pair| !pair.trim().is_empty()).map(|pair| pair.split_once('=')).collect();
        let pairs = pairs
            .ok_or_else(|| format!("`{text}` is no mapping: expected `opened=Created,title=Summary`"))?;
        Self::new(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_mappings_in_one_line() {
        let mapping: Mapping = "opened_at=Created, title=What happened".parse().unwrap();
        let heading = StringRecord::from(vec!["created", "x"]);
        assert_eq!(mapping.missing(&heading), Some(vec!["What happened".to_owned()]));
        assert!(mapping.plan(&heading).has(Field::Opened));
        for (text, fault) in [
            ("opened", "is no mapping"),
            ("colour=Red,opened=x", "`colour` is nothing"),
            ("title=Summary", "column of a time"),
            ("", "column of a time"),
        ] {
            assert!(text.parse::<Mapping>().unwrap_err().contains(fault), "{text}");
        }
    }
}
