//! Which characters the bytes stand for.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::report::ReadError;

/// Text, and what was found about its encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's name: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// Whether bytes stood for no character and were replaced by U+FFFD.
    pub damaged: bool,
}

/// Share of control characters above which bytes are no text.
const MOST_CONTROLS: usize = 50;

/// Decodes a text: by its byte order mark, else as UTF-8 where it is valid, else by its look.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::NotText`].
pub fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if let Some(name) = binary(bytes) {
        return Err(ReadError::NotText(name.to_owned()));
    }
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| declared(bytes))
        .unwrap_or_else(|| guess(bytes));
    let (text, encoding, damaged) = encoding.decode(bytes);
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controls * MOST_CONTROLS > text.chars().count() {
        return Err(ReadError::NotText("it is full of control characters".to_owned()));
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), damaged })
}

/// The encoding that a page or an XML file names at its head, as browsers take it. Letters that are UTF-8 count for
/// more: a page keeps its old label when it is saved anew.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024))?;
    if !head.trim_ascii_start().starts_with(b"<") || (!bytes.is_ascii() && std::str::from_utf8(bytes).is_ok())
    {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, label) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let label = label.split(['"', '\'', ' ', ';', '/', '>', '?']).next()?;
    // What is named UTF-8 and is not, or named UTF-16 in single bytes, is guessed like any other text.
    Encoding::for_label(label.as_bytes())
        .filter(|e| *e != UTF_8 && e.is_ascii_compatible() || e.name() == "ISO-2022-JP")
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = bare_utf16(bytes) {
        return encoding;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) if shifts_to_kanji(bytes) => return encoding_rs::ISO_2022_JP,
        Ok(_) => return UTF_8,
        // A few bad bytes in what is otherwise UTF-8 are damage, not another encoding.
        Err(_) if mostly_utf8(bytes) => return UTF_8,
        Err(_) => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    // A few odd bytes among Latin letters are no text of a script that takes two bytes a character.
    if !guessed.is_single_byte() && western(bytes) { WINDOWS_1252 } else { guessed }
}

/// Whether bytes of ASCII alone hold the sequences that lead into Japanese letters, as in mails of old.
fn shifts_to_kanji(bytes: &[u8]) -> bool {
    let leads = |three: &[u8]| three == b"\x1b$B" || three == b"\x1b$@";
    bytes.is_ascii() && bytes.windows(3).any(leads)
}

/// UTF-16 without its mark: every other byte of Western text is zero.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let zeros = |parity: usize| {
        sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count() * 10 > sample.len() * 4
    };
    match (zeros(0), zeros(1)) {
        (true, false) => Some(encoding_rs::UTF_16BE),
        (false, true) => Some(encoding_rs::UTF_16LE),
        _ => None,
    }
}

/// Whether multi-byte sequences of UTF-8 outnumber the bytes that fit none: other encodings hardly ever make one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad, mut rest) = (0usize, 0usize, bytes);
    loop {
        let count = |bytes: &[u8]| bytes.iter().filter(|b| **b >= 0xC0).count();
        match std::str::from_utf8(rest) {
            Ok(valid) => {
                good += count(valid.as_bytes());
                break;
            }
            Err(error) => {
                let (valid, tail) = rest.split_at(error.valid_up_to());
                good += count(valid);
                bad += 1;
                let skip = error.error_len().unwrap_or(tail.len()).max(1);
                rest = tail.get(skip..).unwrap_or_default();
            }
        }
    }
    good > bad
}

/// Whether the bytes above ASCII are letters and typography of Windows-1252 that stand in words of ASCII letters.
fn western(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let ascii_letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    high * 8 < ascii_letters
}

/// The name of a binary format, by its first bytes, or `binary data` where zero bytes stand in it.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 10] = [
        (b"%PDF-", "it is a PDF"),
        (b"PK\x03\x04", "it is a ZIP archive or an Office document"),
        (b"\x1f\x8b", "it is gzip data"),
        (b"\x89PNG", "it is a PNG image"),
        (b"\xff\xd8\xff", "it is a JPEG image"),
        (b"GIF8", "it is a GIF image"),
        (b"\x7fELF", "it is a program"),
        (b"MZ\x90", "it is a program"),
        (b"SQLite format 3\0", "it is a SQLite database"),
        (b"\xd0\xcf\x11\xe0", "it is an old Office document"),
    ];
    if let Some((_, name)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(name);
    }
    let marked = Encoding::for_bom(bytes).is_some() || bare_utf16(bytes).is_some();
    (!marked && bytes.contains(&0)).then_some("it has zero bytes, as binary data does")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_known_by_mark_validity_and_look() {
        let utf16: Vec<u8> = "Coupé à 16h15".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xFF, 0xFE], utf16.as_slice()].concat();
        let cases: [(&[u8], &str, &str); 8] = [
            (b"10:15 \x1b$B>c32\x1b(B.", "ISO-2022-JP", "10:15 障害."),
            ("Coupé à 16h15".as_bytes(), "UTF-8", "Coupé à 16h15"),
            (b"\xef\xbb\xbfCoup\xc3\xa9", "UTF-8", "Coupé"),
            (&marked, "UTF-16LE", "Coupé à 16h15"),
            (&utf16, "UTF-16LE", "Coupé à 16h15"),
            (
                b"R\xe9tablissement du service \xe0 16h15, c\x92est fini",
                "windows-1252",
                "Rétablissement du service à 16h15, c’est fini",
            ),
            (b"plain", "UTF-8", "plain"),
            (
                b"Us\xb3uga www nie dzia\xb3a od 9:15, trwa usuwanie awarii sieci",
                "windows-1250",
                "Usługa www nie działa od 9:15, trwa usuwanie awarii sieci",
            ),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.encoding, decoded.text.as_str(), decoded.damaged), (encoding, text, false));
        }
    }

    #[test]
    fn a_page_is_what_it_says_that_it_is_unless_its_letters_say_otherwise() {
        let cases: [(&[u8], &str, &str); 3] = [
            (
                b"<html><meta charset=\"windows-1251\"><p>\xd1\xe1\xee\xe9 \xe2 10:15",
                "windows-1251",
                "Сбой в 10:15",
            ),
            (
                b"<?xml version=\"1.0\" encoding='ISO-8859-2'?><p>P\xf8eru\xb9en\xed",
                "ISO-8859-2",
                "Přerušení",
            ),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>Coupé".as_bytes(),
                "UTF-8",
                "Coupé",
            ),
        ];
        for (bytes, encoding, words) in cases {
            let decoded = decode(bytes).unwrap();
            assert_eq!(decoded.encoding, encoding, "{}", decoded.text);
            assert!(decoded.text.contains(words), "{}", decoded.text);
        }
    }

    #[test]
    fn one_bad_byte_in_utf8_is_damage() {
        let mut bytes = "Début à 9h15".as_bytes().to_vec();
        bytes.push(0xE9);
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.damaged && decoded.encoding == "UTF-8");
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, word) in [
            (b"%PDF-1.4".as_slice(), "PDF"),
            (b"PK\x03\x04xx", "ZIP"),
            (b"a\0b\x01\x02", "zero bytes"),
            (b"\x89PNG\r\n", "PNG"),
        ] {
            match decode(bytes) {
                Err(ReadError::NotText(why)) => assert!(why.contains(word), "{why}"),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(decode(b" \r\n\t"), Err(ReadError::Empty));
        assert_eq!(decode(b""), Err(ReadError::Empty));
    }
}
