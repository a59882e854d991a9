//! The rows of a table of separated values: what parts their cells, and where each begins.

use csv::{Position, Reader, ReaderBuilder, StringRecord};

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

/// Reads rows one by one.
pub struct Rows<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    from: At,
}

impl<'t> Rows<'t> {
    /// The rows of a text, its heading as the first of them.
    pub fn of(text: &'t str, delimiter: u8) -> Self {
        Self::from(text, delimiter, At { byte: 0, line: 1 })
    }

    /// The rows from a place on.
    pub fn from(text: &'t str, delimiter: u8, from: At) -> Self {
        let rest = text.get(from.byte..).unwrap_or_default();
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(rest.as_bytes());
        Self { text, reader, from }
    }

    /// The next row and its place; `None` behind the last. Rows without any text are passed over.
    ///
    /// # Errors
    /// That a row cannot be read, and its place; the next call goes on behind it.
    pub fn next(&mut self, row: &mut StringRecord) -> Option<(At, Result<(), String>)> {
        loop {
            let at = self.at(&self.reader.position().clone());
            match self.reader.read_record(row) {
                Ok(false) => return None,
                Ok(true) if row.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(true) => return Some((at, Ok(()))),
                Err(error) => return Some((at, Err(error.to_string()))),
            }
        }
    }

    /// Where the next row begins: blank lines before it are none of it.
    fn at(&self, position: &Position) -> At {
        let byte = self.from.byte.saturating_add(usize::try_from(position.byte()).unwrap_or(0));
        let rest = self.text.get(byte..).unwrap_or_default();
        let blank = rest.bytes().take_while(|byte| *byte == b'\n' || *byte == b'\r').count();
        let line = u32::try_from(position.line()).unwrap_or(u32::MAX).saturating_add(self.from.line - 1);
        let lines = rest.bytes().take(blank).filter(|byte| *byte == b'\n').count();
        At { byte, line: line.saturating_add(u32::try_from(lines).unwrap_or(0)) }
    }
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
            let mut again = StringRecord::new();
            Rows::from(text, b',', at).next(&mut again).unwrap().1.unwrap();
            assert_eq!(again, row, "a row can be read again by its place");
        }
        assert_eq!(seen, [(1, "a".to_owned()), (3, "1".to_owned()), (6, "2".to_owned())]);
    }

    #[test]
    fn a_heading_tells_what_parts_cells() {
        let found: Vec<u8> = headings("a;b,c;d\n").map(|(delimiter, _)| delimiter).collect();
        assert_eq!(found, [b',', b';']);
        assert_eq!(headings("one column\n").count(), 0);
    }
}
