//! Which columns of a table tell what.

use csv::StringRecord;

use super::field::Field;

/// Letters and digits of a name, lower case: `Opened At`, `opened_at` and `OpenedAt` are one.
pub fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Fields with their columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    columns: Vec<(Field, Vec<usize>)>,
    /// How many columns the heading has.
    pub width: usize,
}

impl Plan {
    /// Looks for the columns of each field; of several names the first that is there counts, and of several columns of
    /// this name all do.
    pub fn of(heading: &StringRecord, fields: &[(Field, &[&str])]) -> Self {
        let names: Vec<String> = heading.iter().map(plain).collect();
        let found = fields.iter().filter_map(|(field, wanted)| {
            let name = wanted.iter().find(|name| names.iter().any(|known| known == *name))?;
            let columns = names.iter().enumerate().filter(|(_, known)| known == name);
            Some((*field, columns.map(|(column, _)| column).collect()))
        });
        Self { columns: found.collect(), width: heading.len() }
    }

    /// Whether the table tells of a field.
    pub fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|(known, _)| *known == field)
    }

    /// The first filled cell of a field.
    pub fn cell<'r>(&self, row: &'r StringRecord, field: Field) -> Option<&'r str> {
        let columns = self.columns.iter().find(|(known, _)| *known == field).map(|(_, columns)| columns)?;
        columns.iter().filter_map(|column| row.get(*column)).map(str::trim).find(|cell| !cell.is_empty())
    }

    /// The filled cells of a field.
    pub fn cells<'r>(
        &self,
        row: &'r StringRecord,
        field: Field,
    ) -> impl Iterator<Item = &'r str> + use<'_, 'r> {
        let columns = self.columns.iter().find(|(known, _)| *known == field).map(|(_, columns)| columns);
        let cells = columns.into_iter().flatten().filter_map(|column| row.get(*column));
        cells.map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// All fields that there are.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.columns.iter().map(|(field, _)| *field)
    }
}
