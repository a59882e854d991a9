//! gzip: one file, or an archive of many.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::{Unpacking, tarball};

/// Whether bytes are gzip data.
pub fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b")
}

/// Opens gzip data.
pub fn open(unpacking: &mut Unpacking<'_>, path: &str, bytes: &[u8], depth: usize) {
    let mut head = Vec::new();
    // Whether it is an archive shows in its first block; a file that ends before is none.
    let _ = MultiGzDecoder::new(bytes).take(tarball::BLOCK).read_to_end(&mut head);
    if tarball::recognises(&head) {
        return tarball::open(unpacking, path, MultiGzDecoder::new(bytes), bytes.len() as u64, depth);
    }
    // The last four bytes tell the size of what was packed last.
    let size = bytes.last_chunk().map_or(0, |last| u64::from(u32::from_le_bytes(*last)));
    match unpacking.bounded(MultiGzDecoder::new(bytes), bytes.len() as u64, size) {
        Ok(inner) => {
            let file = path.rsplit('/').next().unwrap_or(path);
            let name = ["gz", "GZ", "gzip"].iter().find_map(|end| file.strip_suffix(end)?.strip_suffix('.'));
            unpacking.inner(path, name.unwrap_or(file), inner, depth);
        }
        Err(why) => unpacking.give(path, Err(format!("gzip data: {why}"))),
    }
}
