//! Large tables: read one incident at a time, so that they take little more memory than their own text.

use incstats_model::{Finding, Incident, Severity, Source};

use crate::check;
use crate::feed::{Feed, Input, Read, Reading, choose};
use crate::options::Options;
use crate::read::encoding;
use crate::text::lines;

/// The largest text that is kept beside its incidents, in bytes. Of a larger table the lines are those of the file.
pub const KEPT: usize = 8 << 20;
/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads a table, giving away one incident after the other.
type OneByOne = fn(&Input<'_>, &mut dyn FnMut(Incident)) -> Read;

/// The feed that a text is, and its reader, where it gives one incident after the other.
fn one_by_one(text: &str, options: &Options) -> Option<(&'static Feed, OneByOne)> {
    let feed = choose(text, options)?;
    match feed.read {
        Reading::OneByOne(read) => Some((feed, read)),
        Reading::Whole(_) => None,
    }
}

/// A table that is read one incident at a time. What it tells is what [`crate::read`] would tell of the same bytes.
#[derive(Debug)]
pub struct Table {
    text: String,
    options: Options,
    source: Source,
    read: OneByOne,
    /// What to look at in how the text was taken out of the bytes.
    findings: Vec<Finding>,
}

impl Table {
    /// Takes bytes, whose SHA-256 is given, for a table; gives them back where they are none.
    ///
    /// # Errors
    /// The bytes themselves, to be read as what they are.
    pub fn of(path: &str, bytes: Vec<u8>, sha256: &str, options: &Options) -> Result<Self, Vec<u8>> {
        let mut findings = Vec::new();
        let (text, (feed, read)) = if bytes.starts_with(MARK) || std::str::from_utf8(&bytes).is_err() {
            let Ok(decoded) = encoding::decode(&bytes) else { return Err(bytes) };
            let Some(found) = one_by_one(&decoded.text, options) else { return Err(bytes) };
            findings.extend(decoded.damaged.then(|| check::damaged(decoded.encoding)));
            (decoded.text, found)
        } else {
            // Taken over as it is: a second copy of a large table is what this room is to avoid.
            let text = String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes)?;
            let Some(found) = one_by_one(&text, options) else { return Err(text.into_bytes()) };
            (text, found)
        };
        let text = lines::ended(text);
        let source = Source {
            path: path.to_owned(),
            sha256: sha256.to_owned(),
            format: feed.name.to_owned(),
            lines: u32::try_from(text.lines().count()).unwrap_or(u32::MAX),
            cannot_tell: feed.cannot_tell.iter().map(|told| (*told).to_owned()).collect(),
        };
        Ok(Self { text, options: options.clone(), source, read, findings })
    }

    /// Whether the beginning of a text is that of a table that is known.
    pub fn begins(head: &[u8], options: &Options) -> bool {
        let text = String::from_utf8_lossy(head);
        // The last line may be cut.
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        one_by_one(whole, options).is_some()
    }

    /// Where it comes from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The text to be kept; empty where it is larger than [`KEPT`], and then a finding says so.
    pub fn kept_text(&self) -> &str {
        if self.text.len() > KEPT { "" } else { &self.text }
    }

    /// Reads it, giving away one incident after the other; then what to look at in the table as a whole. The findings
    /// that follow from an incident alone are not made: [`Incident::checked`] does.
    pub fn read(&self, each: &mut dyn FnMut(Incident)) -> Vec<Finding> {
        let input = Input { text: &self.text, options: &self.options, source: &self.source };
        let mut findings = self.findings.clone();
        findings.extend((self.read)(&input, each).findings);
        if self.text.len() > KEPT {
            findings.push(not_kept(self.text.len()));
        }
        findings
    }
}

/// The finding for a text that is not kept.
fn not_kept(bytes: usize) -> Finding {
    Finding {
        code: "text.not-kept".to_owned(),
        severity: Severity::Note,
        place: None,
        also: Vec::new(),
        message: format!(
            "the table has {} MB, and its text is not kept with its incidents; lines are those of the file",
            bytes >> 20
        ),
        remedy: "keep the file: `show --source` cannot print its lines".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Result<Table, Vec<u8>> {
        Table::of("t.csv", bytes.to_vec(), &crate::sha256(bytes), &Options::default())
    }

    #[test]
    fn one_at_a_time_tells_the_same_as_all_at_once() {
        let text = "number,opened_at,resolved_at,short_description\n\
                    A,2026-03-01 08:00,2026-03-01 09:00,caf\u{e9}\nB,soon,,\nC,2026-03-02 08:00,,disk\n";
        let options = Options::default();
        let windows = text.replace('\n', "\r\n").replace('\u{e9}', "?");
        let mut latin = windows.clone().into_bytes();
        latin.iter_mut().filter(|byte| **byte == b'?').for_each(|byte| *byte = 0xe9);
        for (why, bytes) in [
            ("UTF-8", text.as_bytes()),
            ("with a byte order mark", format!("\u{feff}{text}").as_bytes()),
            ("lines of Windows", windows.as_bytes()),
            ("an older encoding", &latin),
        ] {
            let table = table(bytes).unwrap();
            let mut incidents = Vec::new();
            let findings = table.read(&mut |incident| incidents.push(incident.checked()));
            let whole = crate::read("t.csv", bytes, &options).unwrap();
            assert_eq!((&incidents, &findings), (&whole.incidents, &whole.findings), "{why}");
            assert_eq!((table.source(), table.kept_text()), (&whole.source, whole.text.as_str()), "{why}");
            assert_eq!(incidents.len(), 2, "{why}");
        }
        assert!(Table::begins(text.as_bytes(), &options));
        let prose = b"16:15 Mail failed\n";
        assert_eq!(table(prose).unwrap_err(), prose);
    }

    #[test]
    fn whatever_comes_line_by_line_is_read_one_at_a_time() {
        let mapping = "id=nr,opened=when,resolved=until,title=what".parse().ok();
        let mapped = Options { mapping, ..Options::default() };
        let line =
            r#"{"nr": 7, "when": "2026-03-01 08:10", "until": "2026-03-01 09:40", "what": "Mail is down"}"#;
        for (format, text, options) in [
            (
                "incidents-csv",
                "id,started,resolved\nA,2026-03-01 08:00,2026-03-01 09:00\n",
                &Options::default(),
            ),
            (
                "mapped-table",
                "nr,when,until,what\n7,2026-03-01 08:10,2026-03-01 09:40,Mail is down\n",
                &mapped,
            ),
            ("mapped-lines", &format!("{line}\n{{\n"), &mapped),
        ] {
            let bytes = text.as_bytes();
            assert!(Table::begins(bytes, options), "{format}");
            let table = Table::of("t", bytes.to_vec(), &crate::sha256(bytes), options).unwrap();
            let mut incidents = Vec::new();
            let findings = table.read(&mut |incident| incidents.push(incident.checked()));
            let whole = crate::read("t", bytes, options).unwrap();
            assert_eq!(table.source().format, format);
            assert_eq!((incidents, findings), (whole.incidents, whole.findings), "{format}");
            assert_eq!(whole.source, *table.source(), "{format}");
        }
    }

    #[test]
    fn a_large_text_is_not_kept_and_says_so() {
        let mut text = "number,opened_at,resolved_at\n".to_owned();
        let row = format!("A,2026-03-01 08:00,{}\n", " ".repeat(1 << 16));
        while text.len() <= KEPT {
            text.push_str(&row);
        }
        let table = table(text.as_bytes()).unwrap();
        let findings = table.read(&mut |_| {});
        assert_eq!(table.kept_text(), "");
        assert!(findings.iter().any(|finding| finding.code == "text.not-kept"));
    }
}
