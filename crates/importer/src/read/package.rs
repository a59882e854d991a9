//! Office documents are ZIP archives of XML: which one bytes are, and its parts, within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::report::ReadError;

/// Most bytes that a part of a document may unpack to. A thousand pages of text have a tenth of it.
const LARGEST_PART: u64 = 64 << 20;
/// Most bytes of a part of a workbook, which is read cell by cell: a sheet of half a million rows.
const LARGEST_SHEET: u64 = 256 << 20;
/// How many times its packed size a part may have, beyond [`SMALL`].
const RATIO: u64 = 250;
/// Up to this many bytes any ratio is fine.
const SMALL: u64 = 4 << 20;

/// Most bytes that all parts of a document may unpack to.
const LARGEST: u64 = 512 << 20;
/// How ZIP archives begin.
const ZIP: &[u8] = b"PK\x03\x04";

/// An opened document.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What people call it.
    name: &'static str,
}

/// Whether bytes are a ZIP archive that has a part of this name.
pub fn holds(bytes: &[u8], part: &str) -> bool {
    bytes.starts_with(ZIP)
        && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(part).is_some())
}

/// What the part `mimetype` says that a file is, as `.odt` and `.ods` have it.
pub fn mimetype(bytes: &[u8]) -> Option<String> {
    if !bytes.starts_with(ZIP) {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = archive.by_name("mimetype").ok()?;
    let mut mimetype = String::new();
    part.take(200).read_to_string(&mut mimetype).ok()?;
    Some(mimetype.trim().to_owned())
}

impl<'a> Package<'a> {
    /// Opens a document.
    ///
    /// # Errors
    /// [`ReadError::Broken`] where it is no archive, or cut off.
    pub fn open(bytes: &'a [u8], name: &'static str) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadError::Broken { what: name, why: error.to_string() })?;
        Ok(Self { archive, name })
    }

    /// Whether each of its parts, and all of them, unpack to what a workbook can have. Others unpack it then without asking.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`]; [`ReadError::Trap`]; [`ReadError::Encrypted`].
    pub fn unpacks_within_bounds(&mut self) -> Result<(), ReadError> {
        let mut total = 0u64;
        for index in 0..self.archive.len() {
            if self.archive.by_index_raw(index).is_ok_and(|part| part.encrypted()) {
                return Err(ReadError::Encrypted(self.name));
            }
            // A part that is damaged is named by whoever reads it.
            let Ok(part) = self.archive.by_index(index) else { continue };
            let by_ratio = part.compressed_size().saturating_mul(RATIO).max(SMALL);
            let most = LARGEST_SHEET.min(LARGEST.saturating_sub(total)).min(by_ratio);
            let size = std::io::copy(&mut part.take(most + 1), &mut std::io::sink()).unwrap_or(0);
            total += size;
            if size > most && most == by_ratio {
                return Err(ReadError::Trap { what: self.name, times: RATIO });
            }
            if size > most {
                let most = if most == LARGEST_SHEET { LARGEST_SHEET } else { LARGEST };
                return Err(ReadError::TooLarge { what: self.name, megabytes: most >> 20 });
            }
        }
        Ok(())
    }

    /// A part as text; `None` where there is none of this name.
    ///
    /// # Errors
    /// [`ReadError::Encrypted`]; [`ReadError::Broken`] where it cannot be unpacked; [`ReadError::TooLarge`].
    pub fn part(&mut self, part: &str) -> Result<Option<String>, ReadError> {
        let Some(index) = self.archive.index_for_name(part) else { return Ok(None) };
        let broken = |why: String| ReadError::Broken { what: self.name, why };
        let encrypted = self.archive.by_index_raw(index).is_ok_and(|part| part.encrypted());
        if encrypted {
            return Err(ReadError::Encrypted(self.name));
        }
        let part = self.archive.by_index(index).map_err(|error| broken(error.to_string()))?;
        let mut bytes = Vec::new();
        let by_ratio = part.compressed_size().saturating_mul(RATIO).max(SMALL);
        let most = LARGEST_PART.min(by_ratio);
        part.take(most + 1).read_to_end(&mut bytes).map_err(|error| broken(error.to_string()))?;
        if bytes.len() as u64 > most && most == by_ratio {
            return Err(ReadError::Trap { what: self.name, times: RATIO });
        }
        if bytes.len() as u64 > LARGEST_PART {
            return Err(ReadError::TooLarge { what: self.name, megabytes: LARGEST_PART >> 20 });
        }
        String::from_utf8(bytes).map(Some).map_err(|_| broken("its XML is not in UTF-8".to_owned()))
    }
}
