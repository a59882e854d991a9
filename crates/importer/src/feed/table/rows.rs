//! The rows of a table of separated values: what parts their cells, and where each begins.

use std::io::{self, Read};

use csv::{Reader, ReaderBuilder, StringRecord};

/// What parts cells, the usual one first.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A row's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Its first byte.
    pub byte: usize,
    /// Its first line, from 1.
    pub line: u32,
}

/// Most bytes of a row: far more than any cell of a spreadsheet holds.
const MOST_OF_A_ROW: usize = 1 << 20;
/// How many times its text a table is read again for rows that took others in. After that no row goes on over lines.
const MOST_AGAIN: usize = 4;

/// Reads rows one by one. A quotation mark that lacks its partner takes lines for one cell, and may take all that follow:
/// where a row does not fit, it goes on in the next line. The time that this takes is bounded by the length of the text.
pub struct Rows<'t> {
    text: &'t str,
    delimiter: u8,
    reader: Reader<Window<'t>>,
    /// Where the reader began.
    from: At,
    /// How many cells the heading has, where rows must fit it.
    width: Option<usize>,
    /// Brings the cells of a row into the columns of the heading.
    shape: fn(&mut StringRecord),
    /// How many bytes were read again.
    again: usize,
}

/// The part of a text that may be read now.
struct Window<'t> {
    text: &'t [u8],
    at: usize,
    end: usize,
}

impl Read for Window<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut rest = self.text.get(self.at..self.end).unwrap_or_default();
        let read = rest.read(into)?;
        self.at += read;
        Ok(read)
    }
}

impl<'t> Rows<'t> {
    /// The rows of a text, its heading as the first of them. Any number of cells is right.
    pub fn of(text: &'t str, delimiter: u8) -> Self {
        let from = At { byte: 0, line: 1 };
        let reader = reader(text, delimiter, from);
        Self { text, delimiter, reader, from, width: None, shape: |_| (), again: 0 }
    }

    /// The same, of rows that must fit a heading of so many cells, once `shape` has changed them.
    pub fn fitting(text: &'t str, delimiter: u8, width: usize, shape: fn(&mut StringRecord)) -> Self {
        Self { width: Some(width), shape, ..Self::of(text, delimiter) }
    }

    /// The next row and its place; `None` behind the last. Rows without any text are passed over.
    ///
    /// # Errors
    /// That a row cannot be read or does not fit, and its place; the next call goes on behind it.
    pub fn next(&mut self, row: &mut StringRecord) -> Option<(At, Result<(), String>)> {
        loop {
            let at = self.at();
            let line_end = self.line_end(at.byte);
            let single = self.again > self.text.len().saturating_mul(MOST_AGAIN);
            let end = if single { line_end } else { self.most(at.byte).max(line_end) };
            let window = self.reader.get_mut();
            window.end = window.end.max(end);
            let read = self.reader.read_record(row);
            let reached = self.byte();
            if matches!(read, Ok(false)) {
                return None;
            }
            let cut = reached >= end && end < self.text.len() && end > line_end;
            let filled = read.is_err() || row.iter().any(|cell| !cell.trim().is_empty());
            let over_lines = reached > line_end;
            let read = if cut {
                Err("it goes on over a million characters: a quotation mark lacks its partner".to_owned())
            } else {
                (self.shape)(row);
                read.map_err(|error| error.to_string())
                    .and_then(|_| self.width.map_or(Ok(()), |width| fits(row, width)))
            };
            // A reader at the end of its window begins a row anew; to make one costs more than to read a line.
            if single && reached != line_end || over_lines && read.is_err() {
                self.again += reached.saturating_sub(line_end);
                self.from = At { byte: line_end, line: at.line.saturating_add(1) };
                self.reader = reader(self.text, self.delimiter, self.from);
            }
            if filled || cut {
                return Some((at, read));
            }
        }
    }

    /// The byte that the reader has come to.
    fn byte(&self) -> usize {
        let read = usize::try_from(self.reader.position().byte()).unwrap_or(0);
        self.from.byte.saturating_add(read)
    }

    /// Where the next row begins: blank lines before it are none of it.
    fn at(&self) -> At {
        let byte = self.byte();
        let rest = self.text.get(byte..).unwrap_or_default();
        let blank = rest.bytes().take_while(|byte| *byte == b'\n' || *byte == b'\r').count();
        let line = u32::try_from(self.reader.position().line()).unwrap_or(u32::MAX);
        let lines = rest.bytes().take(blank).filter(|byte| *byte == b'\n').count();
        let lines = u32::try_from(lines).unwrap_or(0);
        At { byte: byte + blank, line: line.saturating_add(self.from.line - 1).saturating_add(lines) }
    }

    /// Where the line after that of a byte begins.
    fn line_end(&self, byte: usize) -> usize {
        let rest = self.text.get(byte..).unwrap_or_default();
        rest.find('\n').map_or(self.text.len(), |end| byte + end + 1)
    }

    /// How far a row may go.
    fn most(&self, byte: usize) -> usize {
        let mut most = byte.saturating_add(MOST_OF_A_ROW).min(self.text.len());
        while !self.text.is_char_boundary(most) {
            most -= 1;
        }
        most
    }
}

fn reader(text: &str, delimiter: u8, from: At) -> Reader<Window<'_>> {
    let window = Window { text: text.as_bytes(), at: from.byte, end: from.byte };
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(window)
}

/// Whether the cells of a row can be those of a heading. Empty ones at the end may be missing.
fn fits(row: &StringRecord, width: usize) -> Result<(), String> {
    let cells = row.len();
    if row.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
        return Err(format!(
            "it has {cells} cells, the heading {width}: quote cells that hold what parts them"
        ));
    }
    if cells < width && row.iter().next_back().is_some_and(|cell| cell.contains('\n')) {
        return Err("its last cell goes on over lines: a quotation mark lacks its partner".into());
    }
    Ok(())
}

/// The first line as cells, by each delimiter that makes several of it.
pub fn headings(text: &str) -> impl Iterator<Item = (u8, StringRecord)> {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    DELIMITERS.into_iter().filter_map(move |delimiter| {
        let mut cells = StringRecord::new();
        Rows::of(first, delimiter).next(&mut cells)?.1.ok()?;
        (cells.len() > 1).then_some((delimiter, cells))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_where_they_begin() {
        let text = "a,b\r\n\r\n1,\"x\ny\"\n,\n2,z\n";
        let (mut rows, mut row, mut seen) = (Rows::of(text, b','), StringRecord::new(), Vec::new());
        while let Some((at, Ok(()))) = rows.next(&mut row) {
            seen.push((at.line, row[0].to_owned()));
            assert!(text[at.byte..].trim_start_matches('"').starts_with(&row[0]), "{at:?}");
        }
        assert_eq!(seen, [(1, "a".to_owned()), (3, "1".to_owned()), (6, "2".to_owned())]);
    }

    /// Each row of three cells: its line, and its first cell or what is wrong.
    fn rows(text: &str) -> (Vec<(u32, String)>, usize) {
        let (mut rows, mut row) = (Rows::fitting(text, b',', 3, |_| ()), StringRecord::new());
        let mut seen = Vec::new();
        while let Some((at, read)) = rows.next(&mut row) {
            seen.push((at.line, read.map_or_else(|why| why, |()| row[0].to_owned())));
        }
        (seen, rows.again)
    }

    #[test]
    fn a_mark_without_its_partner_costs_its_own_line() {
        for (text, want) in [
            (
                "a,b,c\n\n\"1,2,3\n4,5,6\n7,8,9\n",
                &[(1, "a"), (3, "lacks its partner"), (4, "4"), (5, "7")][..],
            ),
            ("\"a\",b,c\n1,\"2,3\n\"4\",5,6\n7,8,9\n", &[(1, "a"), (2, "cells"), (3, "4"), (4, "7")]),
            ("a,b,c\n1,\"two\nlines\",3\n4,5,6", &[(1, "a"), (2, "1"), (4, "4")]),
        ] {
            let (seen, _) = rows(text);
            assert_eq!(seen.len(), want.len(), "{text} {seen:?}");
            for ((line, told), (want_line, want)) in seen.iter().zip(want) {
                assert!(line == want_line && told.contains(want), "{text} {seen:?}");
            }
        }
    }

    #[test]
    fn marks_without_partners_in_every_line_cost_a_bounded_number_of_readings() {
        for lines in [1_000, 20_000] {
            let text = format!("a,b,c\n{}1,2,3\n\n4,\"5\",6\n", "a\"b,\"c\n".repeat(lines));
            let (seen, again) = rows(&text);
            assert!(again <= text.len() * (MOST_AGAIN + 1), "{again} of {}", text.len());
            assert_eq!(seen.len(), lines + 3);
            let last = u32::try_from(lines).unwrap() + 4;
            assert_eq!(seen[lines + 1..], [(last - 2, "1".to_owned()), (last, "4".to_owned())]);
        }
    }

    #[test]
    fn a_row_without_end_ends() {
        let text = format!("a,b,c\n1,2,\"{}\n4,5,6\n", "é\n".repeat(MOST_OF_A_ROW));
        let (seen, again) = rows(&text);
        assert!(seen[1].1.contains("over a million characters"), "{:?}", seen[1]);
        assert_eq!(seen.last().unwrap().1, "4");
        assert!(again <= 2 * MOST_OF_A_ROW, "{again}");
    }

    #[test]
    fn a_heading_tells_what_parts_cells() {
        let found: Vec<u8> = headings("a;b,c;d\n").map(|(delimiter, _)| delimiter).collect();
        assert_eq!(found, [b',', b';']);
        assert_eq!(headings("one column\n").count(), 0);
    }
}
