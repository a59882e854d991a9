//! ZIP archives.

use std::io::Cursor;

use zip::ZipArchive;

use super::{Unpacking, escaped, is_hidden};

/// Parts that make an archive a document: it is read as one, or not at all.
const DOCUMENTS: [&str; 3] = ["[Content_Types].xml", "mimetype", "META-INF/container.xml"];

/// Whether bytes are an archive of files, and no document.
pub fn recognises(bytes: &[u8]) -> bool {
    let archive = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    archive
        && ZipArchive::new(Cursor::new(bytes))
            .map_or(!bytes.starts_with(b"PK\x03\x04\x14\0\x06\0"), |archive| {
                DOCUMENTS.iter().all(|part| archive.index_for_name(part).is_none())
            })
}

/// Opens an archive.
pub fn open(unpacking: &mut Unpacking<'_>, path: &str, bytes: &[u8], depth: usize) {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => {
            return unpacking.give(path, Err(format!("the ZIP archive is cut off or damaged: {error}")));
        }
    };
    let mut any = false;
    for index in 0..archive.len() {
        let raw = archive
            .by_index_raw(index)
            .map(|file| (escaped(file.name_raw()), file.is_file(), file.encrypted(), file.compressed_size()));
        let (name, is_file, encrypted, packed) = match raw {
            Ok(raw) => raw,
            Err(error) => {
                any = true;
                unpacking.give(path, Err(format!("a file in it is damaged: {error}")));
                continue;
            }
        };
        if !is_file || is_hidden(&name) {
            continue;
        }
        any = true;
        if !unpacking.counts(path) {
            break;
        }
        let content = if encrypted {
            Err("encrypted: unpack it with its password first".to_owned())
        } else {
            // The sizes that an archive tells may be wrong; no more than all of it can be packed.
            let packed = packed.min(bytes.len() as u64);
            match archive.by_index(index) {
                Ok(file) => {
                    let size = file.size();
                    unpacking.bounded(file, packed, size)
                }
                Err(error) => Err(format!("damaged: {error}")),
            }
        };
        match content {
            Ok(inner) => unpacking.inner(path, &name, inner, depth),
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
