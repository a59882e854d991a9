//! Workbooks (.xlsx, .xlsb, .ods, .xls): each sheet is a table of text, and is read as such a file would be.
//!
//! A sheet whose heading a feed knows becomes comma-separated values; so does any other of four columns or more. One of
//! up to three columns that no feed knows is a timeline: its cells are parted by tabs, as in prose. Rows keep their
//! numbers. Dates are written as ISO 8601; formulas count as what they last came to.

use std::io::Cursor;

use calamine::{Cell, Data, DataRef, Ods, Range, Reader, Xls, Xlsb, Xlsx};
use csv::WriterBuilder;

use super::Unpacking;
use crate::feed;
use crate::options::Options;
use crate::read::package::{self, Package};

/// Most columns of a timeline.
const TIMELINE: usize = 3;
/// Most cells of a sheet, empty ones between others counted: ten times a large export.
const MOST_CELLS: u64 = 40_000_000;

/// Cells behind this many empty rows are no part of a table: one was typed far below by mistake, or to fill the memory.
const MOST_EMPTY: usize = 10_000;

/// Which workbook bytes are.
enum Kind {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    if package::holds(bytes, "xl/workbook.xml") {
        Some(Kind::Xlsx)
    } else if package::holds(bytes, "xl/workbook.bin") {
        Some(Kind::Xlsb)
    } else if package::mimetype(bytes).is_some_and(|mime| mime.contains("opendocument.spreadsheet")) {
        Some(Kind::Ods)
    } else {
        // The name of the stream that holds the cells of an old workbook.
        let named = |name: &str| {
            let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(utf16.len()).any(|window| window == utf16)
        };
        (bytes.starts_with(b"\xd0\xcf\x11\xe0") && named("Workbook") && !named("EncryptedPackage"))
            .then_some(Kind::Xls)
    }
}

/// Whether bytes are a workbook.
pub fn recognises(bytes: &[u8]) -> bool {
    kind(bytes).is_some()
}

/// Gives each sheet that has words.
pub fn open(unpacking: &mut Unpacking<'_>, path: &str, bytes: &[u8]) {
    let (mut any, mut full) = (false, false);
    let read = sheets(bytes, &mut |name, rows| {
        let rows = match rows {
            _ if full => return,
            Ok((rows, None)) if rows.iter().flatten().all(String::is_empty) => return,
            rows => rows,
        };
        any = true;
        match rows {
            Ok((rows, left_out)) => {
                full = !unpacking.counts(path);
                if !full {
                    let (text, ending) = table(&rows);
                    let sheet = unpacking.inside(path, &format!("{name}.{ending}"));
                    unpacking.give(&sheet, Ok(text.into_bytes()));
                    if let Some(row) = left_out {
                        let why = format!(
                            "row {row} and those after it are left out: they stand below {MOST_EMPTY} empty rows"
                        );
                        unpacking.give(&sheet, Err(why));
                    }
                }
            }
            Err(why) => {
                let sheet = unpacking.inside(path, name);
                unpacking.give(&sheet, Err(why));
            }
        }
    });
    match read {
        Err(why) => unpacking.give(path, Err(why)),
        Ok(()) if !any => unpacking.give(path, Err("an empty workbook".to_owned())),
        Ok(()) => {}
    }
}

/// The rows of a sheet, and the first that was left out with all after it; or why there are none.
type Rows = Result<(Vec<Vec<String>>, Option<usize>), String>;

/// Gives the rows of one sheet after the other, so that no more than one is in memory.
fn sheets(bytes: &[u8], each: &mut dyn FnMut(&str, Rows)) -> Result<(), String> {
    let damaged = |error: &dyn std::fmt::Display| format!("the workbook is damaged: {error}");
    if bytes.starts_with(b"PK") {
        Package::open(bytes, "workbook")
            .and_then(|mut package| package.unpacks_within_bounds())
            .map_err(|error| error.to_string())?;
    }
    let source = Cursor::new(bytes);
    match kind(bytes) {
        Some(Kind::Xlsx) => {
            let mut book = Xlsx::new(source).map_err(|error| damaged(&error))?;
            for name in book.sheet_names() {
                let rows = book
                    .worksheet_cells_reader(&name)
                    .map_err(|error| error.to_string())
                    .and_then(|mut cells| by_cells(|| cells.next_cell()));
                each(&name, rows);
            }
        }
        Some(Kind::Xlsb) => {
            let mut book = Xlsb::new(source).map_err(|error| damaged(&error))?;
            for name in book.sheet_names() {
                let rows = book
                    .worksheet_cells_reader(&name)
                    .map_err(|error| error.to_string())
                    .and_then(|mut cells| by_cells(|| cells.next_cell()));
                each(&name, rows);
            }
        }
        Some(Kind::Ods) => {
            ods_within_bounds(bytes)?;
            whole(Ods::new(source).map_err(|error| damaged(&error))?, each);
        }
        _ => whole(Xls::new(source).map_err(|error| damaged(&error))?, each),
    }
    Ok(())
}

/// A sheet cell by cell: what it says of its own size may be anything.
fn by_cells<'c, E: std::fmt::Display>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'c>>>, E>,
) -> Rows {
    let (mut rows, mut filled): (Vec<Vec<String>>, u64) = (Vec::new(), 0);
    while let Some(cell) = next().map_err(|error| format!("damaged: {error}"))? {
        let (row, column) = cell.get_position();
        let text = shown(&Data::from(cell.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        let (row, column) = (row as usize, column as usize);
        if row > rows.len() + MOST_EMPTY {
            return Ok((rows, Some(row + 1)));
        }
        let have = rows.get(row).map_or(0, Vec::len);
        filled += (row.saturating_sub(rows.len()) + column.saturating_sub(have)) as u64 + 1;
        if filled > MOST_CELLS {
            return Err(too_many());
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if let Some(cells) = rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(place) = cells.get_mut(column) {
                *place = text;
            }
        }
    }
    Ok((rows, None))
}

fn whole<'a, B: Reader<Cursor<&'a [u8]>>>(mut book: B, each: &mut dyn FnMut(&str, Rows))
where
    B::Error: std::fmt::Display,
{
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| format!("damaged: {error}"));
        each(&name, range.map(|range| (of(&range), None)));
    }
}

/// The rows of a range, at the numbers that they have in the sheet.
fn of(range: &Range<Data>) -> Vec<Vec<String>> {
    let Some((above, before)) = range.start() else { return Vec::new() };
    let mut rows = vec![Vec::new(); above as usize];
    rows.extend(range.rows().map(|row| {
        let mut cells = vec![String::new(); before as usize];
        cells.extend(row.iter().map(shown));
        cells
    }));
    rows
}

/// How often an .ods repeats what is in a cell is a number, and costs nothing to write.
fn ods_within_bounds(bytes: &[u8]) -> Result<(), String> {
    use quick_xml::events::Event;

    let mut package = Package::open(bytes, "workbook").map_err(|error| error.to_string())?;
    let content = package.part("content.xml").map_err(|error| error.to_string())?.unwrap_or_default();
    let mut reader = quick_xml::Reader::from_str(&content);
    let (mut rows, mut cells, mut told) = (1u64, 0u64, 0u64);
    while let Ok(event) = reader.read_event() {
        let repeats = |tag, name| {
            crate::read::xml::attribute(tag, name).and_then(|n| n.parse::<u64>().ok()).unwrap_or(1)
        };
        match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "table-row" => {
                (rows, told) = (repeats(tag, "number-rows-repeated"), 0);
            }
            Event::Start(tag) if tag.local_name().as_ref() == "table-cell" => {
                told = told.saturating_add(repeats(tag, "number-columns-repeated"));
            }
            Event::End(tag) if tag.local_name().as_ref() == "table-row" => {
                cells = cells.saturating_add(told.saturating_mul(rows));
            }
            Event::Eof => break,
            _ => {}
        }
        if cells > MOST_CELLS {
            return Err(too_many());
        }
    }
    Ok(())
}

fn too_many() -> String {
    format!("more than {} million cells, as no export has", MOST_CELLS / 1_000_000)
}

/// A cell as text, on one line.
fn shown(cell: &Data) -> String {
    let text = match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(time) if time.is_duration() => {
            #[expect(clippy::cast_possible_truncation, reason = "a duration in seconds")]
            let seconds = (time.as_f64() * 86_400.0).round().clamp(-1e12, 1e12) as i64;
            format!("{}:{:02}:{:02}", seconds / 3600, (seconds / 60 % 60).abs(), (seconds % 60).abs())
        }
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let clock = if second == 0 {
                format!("{hour:02}:{minute:02}")
            } else {
                format!("{hour:02}:{minute:02}:{second:02}")
            };
            match (time.as_f64() < 1.0, time.as_f64().fract() == 0.0) {
                // A clock time without a day, and a day without a clock time.
                (true, _) => clock,
                (_, true) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {clock}"),
            }
        }
        other => other.to_string(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows as text, and how a file of it would end.
fn table(rows: &[Vec<String>]) -> (String, &'static str) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    // Rows are filled up to one width, but not for the sake of a single cell far away.
    let all = (rows.len() as u64).saturating_mul(width as u64);
    let fill = if all > MOST_CELLS { 1 } else { width };
    let separated = |delimiter: u8| {
        let mut writer = WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
        for row in rows {
            let cells = (0..fill.max(row.len())).map(|at| row.get(at).map_or("", String::as_str));
            // Writing to memory cannot fail.
            let _ = writer.write_record(cells);
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    };
    let commas = separated(b',');
    if width > TIMELINE || feed::choose(&commas, &Options::default()).is_some() {
        return (commas, "csv");
    }
    let lines: Vec<String> = rows.iter().map(|row| row.join("\t").trim_end().to_owned()).collect();
    (lines.join("\n") + "\n", "tsv")
}
