//! What a PDF must not do: unpack to gigabytes, or lead round in a circle.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document as Pdf, Object, ObjectId};

use super::NAME;
use crate::report::ReadError;

/// Most bytes that the streams of a file may unpack to, pictures left aside.
const MOST_UNPACKED: u64 = 256 << 20;
/// How far before a stream its dictionary is looked for, in bytes.
const DICTIONARY: usize = 2_048;

/// Whether its streams unpack to what a report can have. Pictures are never unpacked, so they do not count.
///
/// # Errors
/// [`ReadError::TooLarge`].
pub fn unpacked(bytes: &[u8]) -> Result<(), ReadError> {
    let (mut at, mut total) = (0usize, 0u64);
    while let Some(found) = find(bytes, b"stream", at) {
        at = found + 6;
        let before = bytes.get(found.saturating_sub(DICTIONARY)..found).unwrap_or_default();
        if before.ends_with(b"end") {
            continue;
        }
        // The dictionary begins behind the object before it.
        let before = before.get(rfind(before, b"endobj").unwrap_or(0)..).unwrap_or_default();
        let packed = find(before, b"FlateDecode", 0).is_some() || find(before, b"/Fl", 0).is_some();
        let picture = find(before, b"/Image", 0).is_some_and(|at| {
            // `/ImageB` and the like name the kinds of what a page uses.
            !before.get(at + 6).is_some_and(u8::is_ascii_alphabetic)
        });
        if !packed || picture {
            continue;
        }
        let skip = bytes
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let data = bytes.get(at + skip..).unwrap_or_default();
        let mut left = ZlibDecoder::new(data).take(MOST_UNPACKED + 1 - total);
        let mut block = [0u8; 16 << 10];
        // A stream that breaks off counts as far as it goes.
        while let Ok(read @ 1..) = left.read(&mut block) {
            total += read as u64;
        }
        if total > MOST_UNPACKED {
            return Err(ReadError::TooLarge { what: NAME, megabytes: MOST_UNPACKED >> 20 });
        }
    }
    Ok(())
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

/// Takes pictures out, and cuts what leads back to itself: pages that are their own ancestors, forms that draw
/// themselves.
pub fn tame(pdf: &mut Pdf) {
    cut_ancestors(pdf);
    let mut forms: HashMap<ObjectId, Vec<ObjectId>> = HashMap::new();
    let shared = all_forms(pdf);
    for (id, object) in &mut pdf.objects {
        let Object::Stream(stream) = object else { continue };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => {
                stream.dict.remove(b"Filter");
                stream.dict.remove(b"DecodeParms");
                stream.content.clear();
            }
            Ok(b"Form") => {
                // A form without resources of its own draws from those of the page, which may be any.
                let own = stream.dict.has(b"Resources");
                let draws =
                    || stream.decompressed_content().is_ok_and(|content| find(&content, b"Do", 0).is_some());
                forms.insert(*id, if own || !draws() { Vec::new() } else { shared.clone() });
            }
            _ => {}
        }
    }
    let with_own: Vec<ObjectId> =
        forms.iter().filter(|(_, uses)| uses.is_empty()).map(|(id, _)| *id).collect();
    for id in with_own {
        let uses = pdf
            .get_object(id)
            .and_then(Object::as_stream)
            .map(|stream| uses(pdf, &stream.dict))
            .unwrap_or_default();
        forms.insert(id, uses);
    }
    for id in in_circles(&forms) {
        if let Some(Object::Stream(stream)) = pdf.objects.get_mut(&id) {
            stream.dict.remove(b"Filter");
            stream.content.clear();
        }
    }
}

fn all_forms(pdf: &Pdf) -> Vec<ObjectId> {
    let is_form = |object: &Object| {
        object.as_stream().is_ok_and(|stream| {
            stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form")
        })
    };
    pdf.objects.iter().filter(|(_, object)| is_form(object)).map(|(id, _)| *id).collect()
}

/// The objects that a form draws.
fn uses(pdf: &Pdf, form: &Dictionary) -> Vec<ObjectId> {
    let dictionary = |dict: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        let object = dict.get(key).ok()?;
        let (_, object) = pdf.dereference(object).ok()?;
        object.as_dict().ok().cloned()
    };
    let drawn = dictionary(form, b"Resources").and_then(|resources| dictionary(&resources, b"XObject"));
    drawn
        .map(|drawn| drawn.iter().filter_map(|(_, object)| object.as_reference().ok()).collect())
        .unwrap_or_default()
}

/// Forms from which a way leads back to themselves.
fn in_circles(forms: &HashMap<ObjectId, Vec<ObjectId>>) -> Vec<ObjectId> {
    // What leads to nothing is in no circle; what only leads to such is in none either.
    let mut left: HashMap<ObjectId, HashSet<ObjectId>> = forms
        .iter()
        .map(|(id, uses)| (*id, uses.iter().copied().filter(|used| forms.contains_key(used)).collect()))
        .collect();
    loop {
        let free: HashSet<ObjectId> =
            left.iter().filter(|(_, uses)| uses.is_empty()).map(|(id, _)| *id).collect();
        if free.is_empty() {
            return left.into_keys().collect();
        }
        left.retain(|id, _| !free.contains(id));
        for uses in left.values_mut() {
            uses.retain(|used| !free.contains(used));
        }
    }
}

/// A page asks its ancestors for what it lacks: none may be its own.
fn cut_ancestors(pdf: &mut Pdf) {
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let mut safe: HashSet<ObjectId> = HashSet::new();
    for page in pages {
        let (mut way, mut at) = (HashSet::new(), page);
        loop {
            way.insert(at);
            let above =
                pdf.get_dictionary(at).and_then(|dict| dict.get(b"Parent")).and_then(Object::as_reference);
            match above {
                Ok(above) if way.contains(&above) => {
                    if let Ok(dict) = pdf.get_object_mut(at).and_then(Object::as_dict_mut) {
                        dict.remove(b"Parent");
                    }
                    break;
                }
                Ok(above) if !safe.contains(&above) => at = above,
                _ => break,
            }
        }
        safe.extend(way);
    }
}
