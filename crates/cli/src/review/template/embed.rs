//! Files of a firm's own put into the page, so that it stands alone.

use std::path::{Component, Path};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::{Error, ErrorKind};

/// What can be put into a page.
const KINDS: [(&str, &str); 5] = [
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
];
/// How large a file may be, in bytes: a page is to be sent by mail.
const LARGEST: usize = 1_000_000;

/// A picture beside a template as a `data:` address.
pub fn embed(folder: Option<&Path>, file: &str) -> Result<String, Error> {
    let wrong = |what: &str| Error::new(ErrorKind::InvalidOperation, format!("embed(\"{file}\"): {what}"));
    let folder = folder.ok_or_else(|| wrong("only a template of your own can embed files"))?;
    let path = Path::new(file);
    if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Err(wrong("expected a file in the folder of the template or below it"));
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == ending) else {
        return Err(wrong("expected a picture: svg, png, jpg or webp"));
    };
    let bytes = std::fs::read(folder.join(path)).map_err(|error| wrong(&crate::failure::reason(&error)))?;
    if bytes.len() > LARGEST {
        return Err(wrong("larger than 1 MB"));
    }
    Ok(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}
