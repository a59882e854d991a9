//! What kind of thing the bytes of a report are, and what is needed to read it. [`crate::read`] and [`crate::explain`]
//! open a report here, so that what is explained is what is read.

use crate::feed::{self, Feed};
use crate::locale::{Locale, by_code, detect};
use crate::options::Options;
use crate::read::document::Document;
use crate::read::encoding::{Decoded, decode};
use crate::read::kind;
use crate::report::ReadError;

/// A report, opened.
pub struct Opened {
    /// Its text.
    pub decoded: Decoded,
    /// How it is to be read.
    pub content: Content,
}

/// How a report is to be read.
pub enum Content {
    /// As prose, in a language.
    Prose {
        /// Its lines.
        document: Document,
        /// Its language.
        locale: &'static Locale,
    },
    /// By its fields.
    Fields(&'static Feed),
}

/// Opens a report.
///
/// # Errors
/// [`ReadError`] where nothing can read it.
pub fn open(bytes: &[u8], options: &Options) -> Result<Opened, ReadError> {
    let decoded = decode(bytes)?;
    if let Some(feed) = feed::choose(&decoded.text, options) {
        return Ok(Opened { decoded, content: Content::Fields(feed) });
    }
    if let Some(kind) = kind::structured(&decoded.text) {
        return Err(ReadError::NoReader(kind));
    }
    let document = Document::of(&decoded.text)?;
    let locale = match &options.language {
        Some(code) => by_code(code).ok_or_else(|| ReadError::UnknownLanguage(code.clone()))?,
        None => detect(&document).ok_or(ReadError::Empty)?,
    };
    Ok(Opened { decoded, content: Content::Prose { document, locale } })
}
