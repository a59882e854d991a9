//! What kind of thing the bytes of a report are, and what is needed to read it. [`crate::read`] and [`crate::explain`]
//! open a report here, so that what is explained is what is read.

use crate::feed::{self, Feed};
use crate::locale::{Locale, by_code, detect};
use crate::options::Options;
use crate::read::document::Document;
use crate::read::kind;
use crate::read::reader::{self, Text};
use crate::report::ReadError;

/// A report, opened.
pub struct Opened {
    /// Its text.
    pub text: Text,
    /// How it is to be read.
    pub content: Content,
}

/// How a report is to be read.
pub enum Content {
    /// As prose, in a language.
    Prose {
        /// The name of the format.
        format: &'static str,
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
    let text = reader::text(bytes)?;
    if let Some(feed) = feed::choose(&text.decoded.text, options) {
        return Ok(Opened { text, content: Content::Fields(feed) });
    }
    if let Some(kind) = kind::structured(&text.decoded.text) {
        return Err(ReadError::NoReader(kind));
    }
    let (format, document) = reader::document(&text)?;
    let locale = match &options.language {
        Some(code) => by_code(code).ok_or_else(|| ReadError::UnknownLanguage(code.clone()))?,
        None => detect(&document).ok_or(ReadError::Empty)?,
    };
    Ok(Opened { text, content: Content::Prose { format, document, locale } })
}
