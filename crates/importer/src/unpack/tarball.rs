//! tar archives.

use std::io::Read;

use tar::Archive;

use super::{Unpacking, inside, is_hidden};

/// The size of the block that describes a file.
pub const BLOCK: u64 = 512;

/// Whether bytes begin with the description of a file in an archive.
pub fn recognises(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Opens an archive. `packed`: how many bytes all of it takes.
pub fn open(unpacking: &mut Unpacking<'_>, path: &str, source: impl Read, packed: u64, depth: usize) {
    let mut archive = Archive::new(source);
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
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || is_hidden(&name) {
            continue;
        }
        any = true;
        if !unpacking.counts(path) {
            break;
        }
        // What a single file takes of the packed bytes is not known, so all of them count for it.
        match unpacking.bounded(&mut entry, packed) {
            Ok(bytes) => unpacking.inner(path, &name, bytes, depth),
            Err(why) => unpacking.give(&inside(path, &name), Err(why)),
        }
        if unpacking.total > unpacking.limits.total {
            break;
        }
    }
    if !any {
        unpacking.give(path, Err("an empty archive".to_owned()));
    }
}
