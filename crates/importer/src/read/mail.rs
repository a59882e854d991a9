//! E-mail (.eml): the text of a mail, else its HTML as lines, under its subject. Its date is that of the document.
//! Attachments are reports of their own.

use chrono::NaiveDate;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::html;
use super::reader::Text;
use crate::report::ReadError;
use crate::text::lines;

const NAME: &str = "mail";
/// How far the head of a mail is looked at, in bytes.
const HEAD: usize = 64 << 10;
/// What only the programs that carry mail write: a letter typed into a text file may well begin with `From:`.
const BY_PROGRAMS: [&str; 6] =
    ["mime-version", "message-id", "received", "return-path", "dkim-signature", "delivered-to"];
/// Attachments that are no reports: pictures in the text, signatures, cards, invitations.
const NO_REPORTS: [(&str, &str); 8] = [
    ("image", ""),
    ("audio", ""),
    ("video", ""),
    ("font", ""),
    ("application", "pgp-signature"),
    ("application", "pkcs7-signature"),
    ("application", "x-pkcs7-signature"),
    ("text", "vcard"),
];

/// Whether bytes begin as a mail does: with fields, one of which only a program that carries mail writes.
pub fn recognises(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default());
    let (mut from, mut carried) = (false, false);
    for line in head.lines() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        let name = name.to_ascii_lowercase();
        from |= name == "from" || name == "sender";
        carried |= BY_PROGRAMS.contains(&name.as_str());
    }
    from && carried
}

/// Reads its text.
///
/// # Errors
/// [`ReadError`] where it is encrypted or has no text.
pub fn read(bytes: &[u8]) -> Result<Text, ReadError> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| ReadError::Broken { what: NAME, why: "it has no fields".to_owned() })?;
    let body = body(&message)?;
    let subject = message.subject().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let first = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let mut text = Text::plain("email", String::new());
    if !subject.is_empty() && first != subject {
        text.decoded.text = format!("{subject}\n\n");
    }
    text.decoded.text.push_str(body.trim_end());
    text.decoded.text.push('\n');
    text.decoded.damaged = text.decoded.text.contains('\u{fffd}');
    text.written = message.date().and_then(|date| {
        NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
    });
    Ok(text)
}

fn body(message: &Message<'_>) -> Result<String, ReadError> {
    let typed =
        message.text_body.iter().filter_map(|id| message.part(*id)).find_map(|part| match &part.body {
            PartType::Text(text) => Some((text, part)),
            _ => None,
        });
    if let Some((text, part)) = typed.filter(|(text, _)| !text.trim().is_empty()) {
        let flowed = part
            .content_type()
            .and_then(|kind| kind.attribute("format"))
            .is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
        let text = lines::ended(text.to_string());
        return Ok(if flowed { joined(&text) } else { text });
    }
    let page =
        message.html_body.iter().filter_map(|id| message.part(*id)).find_map(|part| match &part.body {
            PartType::Html(html) => Some(html),
            _ => None,
        });
    if let Some(page) = page {
        let lines = html::read(page)?.lines;
        return Ok(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"));
    }
    let encrypted = message
        .parts
        .iter()
        .filter_map(MimeHeaders::content_type)
        .any(|kind| matches!(kind.subtype(), Some("encrypted" | "pkcs7-mime" | "x-pkcs7-mime")));
    Err(if encrypted { ReadError::Encrypted(NAME) } else { ReadError::NoWords("a mail without text") })
}

/// Lines that end with a space go on in the next (RFC 3676).
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let goes_on = line.ends_with(' ') && line != "-- ";
        out.push_str(line);
        if !goes_on {
            out.push('\n');
        }
    }
    out
}

/// The attachments that may be reports, each with its name.
pub fn attachments(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Some(message) = MessageParser::default().parse(bytes) else { return Vec::new() };
    let mut found = Vec::new();
    for (number, part) in message.attachments().enumerate() {
        let kind = part.content_type().map(|kind| {
            (kind.ctype().to_ascii_lowercase(), kind.subtype().unwrap_or_default().to_ascii_lowercase())
        });
        let (kind, subtype) = kind.unwrap_or_default();
        if NO_REPORTS.iter().any(|(no, sub)| *no == kind && (sub.is_empty() || *sub == subtype)) {
            continue;
        }
        let name = part
            .attachment_name()
            .map_or_else(|| format!("attachment-{}", number + 1), |name| name.replace(['/', '\\'], "-"));
        let content =
            part.message().map_or_else(|| part.contents().to_vec(), |inner| inner.raw_message().to_vec());
        found.push((name, content));
    }
    found
}
