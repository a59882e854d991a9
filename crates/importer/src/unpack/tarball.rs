//! tar archives.

use std::cell::Cell;
use std::io::{self, Read};

use tar::Archive;

use super::{Unpacking, escaped, is_hidden};

/// The size of the block that describes a file.
pub const BLOCK: u64 = 512;

/// Most bytes of what stands before a file: its name and what else describes it, all of which is held in memory.
const DESCRIPTION: u64 = 1 << 20;

/// An archive that is read no further than is right for what stands at this place of it.
struct Bounded<'b, R> {
    source: R,
    at: u64,
    /// How far what is read now may reach.
    until: &'b Cell<u64>,
    /// How far any of it may reach.
    total: u64,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.at = self.at.saturating_add(read as u64);
        if self.at > self.total {
            return Err(io::Error::other(format!("it unpacks to more than {} MB", self.total >> 20)));
        }
        if self.at > self.until.get() {
            return Err(io::Error::other("the name of a file takes more than 1 MB, as only in a trap"));
        }
        Ok(read)
    }
}

/// Whether bytes begin with the description of a file in an archive.
pub fn recognises(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Opens an archive. `packed`: how many bytes all of it takes.
pub fn open(unpacking: &mut Unpacking<'_>, path: &str, source: impl Read, packed: u64, depth: usize) {
    let until = Cell::new(DESCRIPTION);
    let total = unpacking.limits.total;
    let mut archive = Archive::new(Bounded { source, at: 0, until: &until, total });
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return unpacking.give(path, Err(format!("tar archive: damaged: {error}"))),
    };
    let mut any = false;
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                any = true;
                unpacking.give(path, Err(format!("tar archive: damaged, what comes after is lost: {error}")));
                break;
            }
        };
        // Of a file with holes its size counts them too; they take nothing in the archive.
        let header = entry.header();
        let packed_size =
            if header.entry_type().is_gnu_sparse() { header.entry_size().unwrap_or(0) } else { entry.size() };
        let end = entry.raw_file_position().saturating_add(packed_size);
        until.set(end.saturating_add(BLOCK + DESCRIPTION));
        let name = escaped(&entry.path_bytes());
        if !entry.header().entry_type().is_file() || is_hidden(&name) {
            continue;
        }
        any = true;
        if !unpacking.counts(path) {
            break;
        }
        // What a single file takes of the packed bytes is not known, so all of them count for it.
        match unpacking.bounded(&mut entry, packed, packed_size) {
            Ok(bytes) => unpacking.inner(path, &name, bytes, depth),
            Err(why) => {
                let path = unpacking.inside(path, &name);
                unpacking.give(&path, Err(why));
            }
        }
        if unpacking.total > unpacking.limits.total {
            break;
        }
    }
    if !any {
        unpacking.give(path, Err("an empty archive".to_owned()));
    }
}
