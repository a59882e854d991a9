//! A proposal for a mapping: from the names of columns, in all languages that are read, and from what stands in them.

use csv::StringRecord;
use incstats_model::Milestone;

use super::field::Field;
use super::plan::plain;
use super::rows::{Rows, headings};
use crate::feed::stamp::{Clock, stamp};
use crate::feed::words;
use crate::locale::{Label, catalogue};
use crate::text::token::Tokens;
use incstats_model::ZoneId;

/// How many rows are looked at.
const SAMPLE: usize = 500;

/// What a person would say of a table, as far as it can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Fields with their columns, and why.
    pub columns: Vec<(String, String, String)>,
    /// Columns that nothing was made of.
    pub left: Vec<String>,
}

/// Names that tools give their columns, plain, where they are no word of a language file.
const NAMES: [(Field, &[&str]); 10] = [
    (
        Field::Id,
        &[
            "id",
            "number",
            "key",
            "issuekey",
            "nr",
            "no",
            "ref",
            "reference",
            "ticket",
            "ticketid",
            "incidentid",
            "caseid",
        ],
    ),
    (Field::Title, &["title", "summary", "subject", "name", "shortdescription", "headline"]),
    (Field::Status, &["status", "state"]),
    (Field::Severity, &["severity", "priority", "impact", "urgency"]),
    (
        Field::Services,
        &["service", "services", "component", "components", "system", "application", "product", "affected"],
    ),
    (Field::Organisation, &["company", "customer", "organisation", "organization", "tenant"]),
    (Field::Cause, &["cause", "rootcause", "reason"]),
    (Field::Description, &["description", "details", "notes", "text", "comment", "comments"]),
    (
        Field::Opened,
        &[
            "opened",
            "openedat",
            "created",
            "createdat",
            "createdon",
            "reported",
            "reportedat",
            "logged",
            "submitted",
        ],
    ),
    (Field::Closed, &["closed", "closedat", "completed", "completedat", "ended", "endedat", "finished"]),
];

/// What a column holds.
#[derive(Debug, Default)]
struct Column {
    name: String,
    filled: usize,
    times: usize,
    distinct: std::collections::BTreeSet<String>,
    words: usize,
    earliest: Vec<Option<i64>>,
}

/// Looks at a table.
///
/// # Errors
/// Why there is nothing to propose.
pub fn guess(text: &str) -> Result<Guess, String> {
    let widest = headings(text).max_by_key(|(_, heading)| heading.len());
    let (delimiter, heading) = widest.ok_or("it is no table: its first line does not have several cells")?;
    let mut columns: Vec<Column> = heading
        .iter()
        .map(|name| Column {
            name: name.trim_start_matches('\u{feff}').trim().to_owned(),
            ..Column::default()
        })
        .collect();
    let (mut rows, mut row, mut seen) = (Rows::of(text, delimiter), StringRecord::new(), 0usize);
    rows.next(&mut row);
    while seen < SAMPLE
        && let Some((_, read)) = rows.next(&mut row)
    {
        if read.is_ok() && row.len() <= columns.len() {
            seen += 1;
            columns.iter_mut().zip(&row).for_each(|(column, cell)| column.see(cell));
        }
    }
    if seen == 0 {
        return Err("it has no rows below its first line".to_owned());
    }
    let mut taken: Vec<Option<(Field, String)>> = columns.iter().map(|column| column.by_name(seen)).collect();
    once(&mut taken);
    by_content(&columns, &mut taken, seen);
    let told = columns.iter().zip(&taken);
    let found: Vec<(String, String, String)> = told
        .clone()
        .filter_map(|(column, taken)| {
            taken.as_ref().map(|(field, why)| (field.to_string(), column.name.clone(), why.clone()))
        })
        .collect();
    if !taken.iter().flatten().any(|(field, _)| field.is_time()) {
        return Err(format!(
            "none of its columns holds times: {}",
            columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ")
        ));
    }
    let left = told
        .filter(|(column, taken)| taken.is_none() && !column.name.is_empty())
        .map(|(column, _)| column.name.clone());
    Ok(Guess { columns: found, left: left.collect() })
}

impl Guess {
    /// The block for incstats.toml. `glob` names the files.
    pub fn toml(&self, glob: &str) -> String {
        let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let columns: Vec<String> =
            self.columns.iter().map(|(field, column, _)| format!("{field} = {}", quoted(column))).collect();
        format!("[[mapping]]\nglob = {}\ncolumns = {{ {} }}\n", quoted(glob), columns.join(", "))
    }
}

impl Column {
    fn see(&mut self, cell: &str) {
        let clock = Clock { zone: ZoneId::UTC, day_first: None };
        let cell = cell.trim();
        if words::is_nothing(cell) {
            self.earliest.push(None);
            return;
        }
        self.filled += 1;
        let time = stamp(cell, clock).ok().flatten().map(|found| found.moment.bounds.earliest().timestamp());
        self.times += usize::from(time.is_some());
        self.earliest.push(time);
        self.words += cell.split_whitespace().count();
        self.distinct.insert(cell.to_owned());
    }

    /// Whether nearly all that stands in it are times.
    fn holds_times(&self) -> bool {
        self.filled > 0 && self.times * 10 >= self.filled * 9
    }

    /// What its name says, if its values do not speak against it.
    fn by_name(&self, rows: usize) -> Option<(Field, String)> {
        let name = plain(&self.name);
        let known = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field);
        let milestone = || {
            let bare = name.strip_suffix("at").or(name.strip_suffix("on")).unwrap_or(&name);
            bare.parse::<Milestone>().ok().map(Field::Milestone)
        };
        let field = known.or_else(milestone).or_else(|| labelled(&self.name))?;
        let fits = if field.is_time() { self.holds_times() } else { !self.holds_times() && self.filled > 0 };
        let unlike = field != Field::Id || self.distinct.len() * 2 > rows;
        (fits && unlike).then(|| (field, format!("by its name; {} of {rows} rows have it", self.filled)))
    }
}

/// What the name of a column is to the language files: the labels of fields in reports.
fn labelled(name: &str) -> Option<Field> {
    let tokens = Tokens::of(name);
    let whole = |locale: &'static crate::locale::Locale| {
        locale.labels.at(&tokens, 0).filter(|hit| hit.len == tokens.len()).map(|hit| *hit.value).next()
    };
    catalogue::all().iter().find_map(whole).and_then(|label| {
        Some(match label {
            Label::Milestone(milestone) => Field::Milestone(milestone),
            Label::Severity => Field::Severity,
            Label::Services => Field::Services,
            Label::Organisation => Field::Organisation,
            Label::Cause => Field::Cause,
            Label::Title => Field::Title,
            _ => return None,
        })
    })
}

/// Of several columns of one field the first counts.
fn once(taken: &mut [Option<(Field, String)>]) {
    let mut seen: Vec<Field> = Vec::new();
    for place in taken {
        match place {
            Some((field, _)) if seen.contains(field) => *place = None,
            Some((field, _)) => seen.push(*field),
            None => {}
        }
    }
}

/// What values tell where names do not: the id is another in each row, the title has the most words, the first of two
/// times is the opening and the last the closing.
fn by_content(columns: &[Column], taken: &mut [Option<(Field, String)>], rows: usize) {
    let has = |taken: &[Option<(Field, String)>], wanted: &[Field]| {
        taken.iter().flatten().any(|(field, _)| wanted.contains(field))
    };
    let free =
        |taken: &[Option<(Field, String)>], place: usize| taken.get(place).is_some_and(Option::is_none);
    let set = |taken: &mut [Option<(Field, String)>], place: usize, field: Field, why: String| {
        if let Some(slot) = taken.get_mut(place) {
            *slot = Some((field, why));
        }
    };
    let starts = [Field::Opened, Field::Milestone(Milestone::Started), Field::Milestone(Milestone::Detected)];
    let ends = [Field::Closed, Field::Milestone(Milestone::Resolved), Field::Milestone(Milestone::Mitigated)];
    let mut times: Vec<usize> = (0..columns.len())
        .filter(|place| free(taken, *place) && columns.get(*place).is_some_and(Column::holds_times))
        .collect();
    let before = |a: usize, b: usize| {
        let (Some(a), Some(b)) = (columns.get(a), columns.get(b)) else { return 0 };
        let pairs =
            a.earliest.iter().zip(&b.earliest).filter_map(|(a, b)| Some(a.as_ref()?.cmp(b.as_ref()?) as i32));
        pairs.sum::<i32>()
    };
    times.sort_by(|a, b| before(*a, *b).cmp(&0));
    if !has(taken, &starts)
        && let Some(first) = times.first().copied()
    {
        set(taken, first, Field::Opened, "its times are the first of each row".to_owned());
        times.retain(|place| *place != first);
    }
    if !has(taken, &ends)
        && let Some(last) = times.last().copied()
    {
        set(taken, last, Field::Closed, "its times are the last of each row".to_owned());
    }
    let text = |place: &usize| {
        free(taken, *place)
            && columns.get(*place).is_some_and(|column| column.times == 0 && column.filled > 0)
    };
    let candidates: Vec<usize> = (0..columns.len()).filter(text).collect();
    if !has(taken, &[Field::Title]) {
        let wordy = candidates.iter().copied().filter_map(|place| Some((place, columns.get(place)?)));
        let best = wordy
            .filter(|(_, column)| column.words >= column.filled * 2)
            .max_by_key(|(_, column)| column.words);
        if let Some((place, column)) = best {
            set(
                taken,
                place,
                Field::Title,
                format!("it has the most words, {} a row", column.words / column.filled.max(1)),
            );
        }
    }
    if !has(taken, &[Field::Id]) {
        let one_word = |column: &Column| {
            column.words == column.filled && column.distinct.len() == column.filled && column.filled == rows
        };
        let id = candidates
            .iter()
            .copied()
            .find(|place| free(taken, *place) && columns.get(*place).is_some_and(one_word));
        if let Some(place) = id {
            set(taken, place, Field::Id, "it is another in each row".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::table::Mapping;

    fn guessed(text: &str) -> String {
        match guess(text) {
            Ok(guess) => {
                let pairs = guess.columns.iter().map(|(field, column, _)| (field.as_str(), column.as_str()));
                assert!(Mapping::new(pairs).is_ok(), "what is proposed is a mapping");
                let columns: Vec<String> =
                    guess.columns.iter().map(|(field, column, _)| format!("{field}={column}")).collect();
                columns.join(",")
            }
            Err(why) => why,
        }
    }

    #[test]
    fn names_and_values_tell() {
        for (text, want) in [
            (
                "Ref,Created,Resolved,Summary,Priority,Owner\n7,2026-03-01 08:10,2026-03-01 09:40,Mail is down,P1,Ada\n8,2026-03-02 08:10,,Web is slow,P2,Bob\n",
                "id=Ref,opened=Created,resolved=Resolved,title=Summary,severity=Priority",
            ),
            (
                "Vorgang;Wann;Bis;Was war los;Wer\nA-1;01.03.2026 08:10;01.03.2026 09:40;Die Mail kam nicht an;Ada\nA-2;02.03.2026 08:10;02.03.2026 09:40;Das Netz war weg;Ada\n",
                "id=Vorgang,opened=Wann,closed=Bis,title=Was war los",
            ),
            ("a,b\nx,2026-03-02 09:00\n", "id=a,opened=b"),
            ("a,b\nx,y\n", "none of its columns holds times: a, b"),
            ("a,b\n", "it has no rows below its first line"),
            ("16:15 Mail failed\n", "it is no table: its first line does not have several cells"),
        ] {
            assert_eq!(guessed(text), want, "{text}");
        }
    }

    #[test]
    fn the_block_is_toml() {
        let guess = guess("no.,when \"it\" was\n7,2026-03-01 08:10\n").unwrap();
        let block = guess.toml("exports/*.csv");
        let table: toml::Table = block.parse().unwrap();
        let columns = table["mapping"][0]["columns"].as_table().unwrap();
        assert_eq!(columns["opened"].as_str(), Some("when \"it\" was"));
    }
}
