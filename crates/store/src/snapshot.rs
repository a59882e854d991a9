//! Bytes derived from the history, kept beside the database so that they need not be derived again. They can be thrown
//! away at any time: what is damaged, or of another state of the history, is as if it were not there.
//!
//! A file is a line that says what it is, a line that says of which state, the checksum of what follows, and the bytes.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::error::StoreError;
use crate::store::Store;

/// The first line of a snapshot.
const MARK: &[u8] = b"incstats snapshot 1\n";

/// How much of a snapshot is looked at, at a time.
const PIECE: usize = 1 << 18;

/// Which state of the history something was derived from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision(String);

impl Revision {
    /// The same with what else something depends on: the layout of the bytes, settings.
    #[must_use]
    pub fn with(&self, else_on: &str) -> Self {
        Self(format!("{}; {}", self.0, else_on.escape_default()))
    }
}

/// What was kept, whole and of the state that was asked for.
#[derive(Debug)]
pub struct Snapshot {
    file: fs::File,
    /// Where it begins in the file.
    start: u64,
}

impl Read for Snapshot {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file.read(bytes)
    }
}

impl Seek for Snapshot {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(place) => SeekFrom::Start(place.saturating_add(self.start)),
            other => other,
        };
        let place = self.file.seek(to)?;
        place.checked_sub(self.start).ok_or_else(|| ErrorKind::InvalidInput.into())
    }
}

impl Store {
    /// Which state the history is in; another one after every change. To be asked before what is derived is read.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn revision(&self) -> Result<Revision, StoreError> {
        // What another tool writes leaves the token as it is, but not the files.
        let files = self.files();
        let token: Vec<u8> =
            self.read(|connection| connection.query_row("SELECT token FROM revision", (), |row| row.get(0)))?;
        let mut text = String::new();
        for byte in token {
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Revision(format!("{text} {files}")))
    }

    /// What was kept under a name, where it is of this state and whole. It is gone through once, and then read from the
    /// file: a copy in memory would be as large as all that is made of it.
    pub fn snapshot(&self, name: &str, revision: &Revision) -> Option<Snapshot> {
        let mut file = fs::File::open(self.snapshot_path(name)).ok()?;
        let wanted = head(revision);
        let mut found = vec![0; wanted.len()];
        file.read_exact(&mut found).ok().filter(|()| found == wanted)?;
        let mut checksum = [0; size_of::<u64>()];
        file.read_exact(&mut checksum).ok()?;
        let start = file.stream_position().ok()?;
        let (mut seen, mut piece) = (Xxh3::new(), vec![0; PIECE]);
        loop {
            match file.read(&mut piece) {
                Ok(0) => break,
                Ok(length) => seen.update(piece.get(..length)?),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return None,
            }
        }
        if u64::from_le_bytes(checksum) != seen.digest() {
            return None;
        }
        let mut snapshot = Snapshot { file, start };
        snapshot.rewind().ok()?;
        Some(snapshot)
    }

    /// Keeps bytes under a name, derived from a state of the history. Where that cannot be written nothing happens: they
    /// will be derived again.
    pub fn keep_snapshot(&self, name: &str, revision: &Revision, bytes: &[u8]) {
        let path = self.snapshot_path(name);
        let unfinished = path.with_extension(format!("{}~", std::process::id()));
        let parts = [&head(revision), &xxh3_64(bytes).to_le_bytes()[..], bytes];
        let written = write(&unfinished, &parts).and_then(|()| fs::rename(&unfinished, &path));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
    }

    /// Hidden, so that it is not taken for a report.
    fn snapshot_path(&self, name: &str) -> PathBuf {
        let database = self.path().file_name().unwrap_or_default().to_string_lossy();
        self.path().with_file_name(format!(".{database}-{name}"))
    }

    /// Lengths and times of the database's files.
    fn files(&self) -> String {
        let mut log = self.path().as_os_str().to_owned();
        log.push("-wal");
        format!("{} {}", stamp(self.path()), stamp(Path::new(&log)))
    }
}

/// The lines that a snapshot of a state begins with.
fn head(revision: &Revision) -> Vec<u8> {
    [MARK, revision.0.as_bytes(), b"\n"].concat()
}

fn write(path: &Path, parts: &[&[u8]]) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    parts.iter().try_for_each(|part| file.write_all(part))
}

/// An empty log is as good as none.
fn stamp(path: &Path) -> String {
    let Some(found) = path.metadata().ok().filter(|found| found.len() > 0) else { return "-".to_owned() };
    let changed = found.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    format!("{}@{}", found.len(), changed.map_or(0, |since| since.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NewReport, sample};

    fn store(folder: &tempfile::TempDir) -> Store {
        Store::open(folder.path().join("incstats.db")).unwrap()
    }

    fn kept(store: &Store, revision: &Revision) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        store.snapshot("columns", revision)?.read_to_end(&mut bytes).unwrap();
        Some(bytes)
    }

    #[test]
    fn places_count_from_where_it_begins() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(&folder);
        import(&mut store, "a");
        let revision = store.revision().unwrap();
        store.keep_snapshot("columns", &revision, b"derived");
        let mut snapshot = store.snapshot("columns", &revision).unwrap();
        let mut two = [0; 2];
        for (to, place, expected) in
            [(SeekFrom::Start(2), 2, b"ri"), (SeekFrom::End(-2), 5, b"ed"), (SeekFrom::Current(-7), 0, b"de")]
        {
            assert_eq!(snapshot.seek(to).unwrap(), place);
            snapshot.read_exact(&mut two).unwrap();
            assert_eq!(&two, expected);
        }
        assert!(snapshot.seek(SeekFrom::End(-8)).is_err());
    }

    fn import(store: &mut Store, path: &str) {
        let (source, incidents) = (sample::source(path, path), vec![sample::incident(path)]);
        let report = NewReport { source, text: "a".into(), incidents, findings: Vec::new() };
        store.import(&report).unwrap();
    }

    #[test]
    fn what_was_kept_is_there_until_the_history_changes() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(&folder);
        import(&mut store, "a");
        let first = store.revision().unwrap();
        assert_eq!(kept(&store, &first), None);
        store.keep_snapshot("columns", &first, b"derived");
        assert_eq!(kept(&store, &store.revision().unwrap()).as_deref(), Some(&b"derived"[..]));
        assert!(store.snapshot("others", &first).is_none());

        import(&mut store, "b");
        let second = store.revision().unwrap();
        assert_ne!(second, first);
        assert_eq!(kept(&store, &second), None);
        let correction = incstats_model::Correction {
            incident: store.incidents().unwrap()[0].id.clone(),
            change: incstats_model::Change::Title("another".into()),
            why: "the log".into(),
            at: chrono::Utc::now(),
        };
        store.correct(&correction).unwrap();
        assert_ne!(store.revision().unwrap(), second);
    }

    #[test]
    fn the_state_is_the_same_for_every_process_that_looks() {
        let folder = tempfile::tempdir().unwrap();
        let mut writing = store(&folder);
        import(&mut writing, "a");
        drop(writing);
        let look = || Store::open_read_only(folder.path().join("incstats.db")).unwrap().revision().unwrap();
        assert_eq!(look(), look());
    }

    #[test]
    fn a_change_by_another_tool_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(&folder);
        import(&mut store, "a");
        let before = store.revision().unwrap();
        let other = rusqlite::Connection::open(store.path()).unwrap();
        other.execute("UPDATE incidents SET title = 'another'", ()).unwrap();
        assert_ne!(store.revision().unwrap(), before);
    }

    #[test]
    fn damage_is_as_if_nothing_were_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(&folder);
        import(&mut store, "a");
        let revision = store.revision().unwrap();
        store.keep_snapshot("columns", &revision, &[7; 100]);
        let path = store.snapshot_path("columns");
        let whole = fs::read(&path).unwrap();
        assert_eq!(kept(&store, &revision), Some(vec![7; 100]));
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            assert_eq!(kept(&store, &revision), None, "cut at {cut}");
        }
        for place in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[place] ^= 1;
            fs::write(&path, damaged).unwrap();
            assert_eq!(kept(&store, &revision), None, "damaged at {place}");
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        store.keep_snapshot("columns", &revision, b"derived");
        assert_eq!(kept(&store, &revision), None);
        assert_eq!(
            fs::read_dir(folder.path())
                .unwrap()
                .filter(|entry| { entry.as_ref().unwrap().file_name().to_string_lossy().ends_with('~') })
                .count(),
            0
        );
    }
}
