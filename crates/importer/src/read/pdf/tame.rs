//! What a PDF must not do: unpack to gigabytes, or lead round in a circle.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document as Pdf, Object, ObjectId, Stream};

use super::NAME;
use crate::report::ReadError;

/// Most bytes that the streams of a file may unpack to, pictures left aside.
const MOST_UNPACKED: u64 = 256 << 20;
/// Most bytes that what is drawn on one page may unpack to: a page of text has a thousandth of it.
const LARGEST_PAGE: u64 = 16 << 20;
/// Most bytes that any other stream may unpack to: the letters of a whole script.
const LARGEST_STREAM: u64 = 32 << 20;
/// Most bytes that what is drawn on all pages may unpack to, each time that it is drawn.
const ALL_PAGES: u64 = 64 << 20;
/// How often a stream may be packed in itself.
const DEEPEST: usize = 4;
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
        if picture {
            continue;
        }
        let skip = bytes
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let data = bytes.get(at + skip..).unwrap_or_default();
        // What a stream is packed with may be said elsewhere, and in other letters; how it begins tells too.
        if !packed && !is_packed(data) {
            continue;
        }
        for depth in 1..=DEEPEST {
            let (size, head) = unpacked_size(data, depth, MOST_UNPACKED + 1 - total);
            total += size;
            if total > MOST_UNPACKED {
                return Err(too_large(MOST_UNPACKED));
            }
            if !is_packed(&head) {
                break;
            }
        }
    }
    Ok(())
}

fn too_large(most: u64) -> ReadError {
    ReadError::TooLarge { what: NAME, megabytes: most >> 20 }
}

/// Whether bytes begin as packed ones do.
fn is_packed(bytes: &[u8]) -> bool {
    let Some(&[first, second]) = bytes.first_chunk() else { return false };
    first & 0x0f == 8 && u16::from_be_bytes([first, second]) % 31 == 0
}

/// How many bytes come out of what was packed several times, but no more than `most`, and the first two of them. What
/// breaks off counts as far as it goes.
fn unpacked_size(data: &[u8], times: usize, most: u64) -> (u64, Vec<u8>) {
    let mut source: Box<dyn Read + '_> = Box::new(data);
    for _ in 0..times {
        source = Box::new(ZlibDecoder::new(source));
    }
    let (mut size, mut head, mut block) = (0u64, Vec::new(), [0u8; 16 << 10]);
    let mut left = source.take(most);
    while let Ok(read @ 1..) = left.read(&mut block) {
        if head.len() < 2 {
            head.extend(block.iter().take(read.min(2)));
        }
        size += read as u64;
    }
    (size, head)
}

/// Whether each stream of an opened file, through all that it is packed with, and each page unpacks to what a report can
/// have. Pictures are taken out before.
///
/// # Errors
/// [`ReadError::TooLarge`].
pub fn within_bounds(pdf: &Pdf) -> Result<(), ReadError> {
    let mut sizes: HashMap<ObjectId, u64> = HashMap::new();
    for (id, object) in &pdf.objects {
        let Object::Stream(stream) = object else { continue };
        let form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form");
        let most = if form { LARGEST_PAGE } else { LARGEST_STREAM };
        let size = size(stream, most).filter(|size| *size <= most).ok_or_else(|| too_large(most))?;
        sizes.insert(*id, size);
    }
    let mut all = 0u64;
    for page in pdf.get_pages().into_values() {
        let drawn = pdf.get_page_contents(page);
        let size =
            drawn.iter().filter_map(|id| sizes.get(id)).fold(0u64, |sum, size| sum.saturating_add(*size));
        all = all.saturating_add(size);
        if size > LARGEST_PAGE {
            return Err(too_large(LARGEST_PAGE));
        }
        if all > ALL_PAGES {
            return Err(too_large(ALL_PAGES));
        }
    }
    Ok(())
}

/// How many bytes a stream unpacks to; `None` for more than `most` at any step on the way.
fn size(stream: &Stream, most: u64) -> Option<u64> {
    let filters = stream.filters().unwrap_or_default();
    let mut content = Cow::Borrowed(stream.content.as_slice());
    for filter in filters {
        let unpacked = match filter {
            b"FlateDecode" => bounded(ZlibDecoder::new(&content[..]), most)?,
            b"LZWDecode" => {
                let early = stream
                    .dict
                    .get(b"DecodeParms")
                    .and_then(Object::as_dict)
                    .and_then(|parameters| parameters.get(b"EarlyChange"))
                    .and_then(Object::as_i64);
                lzw(&content, early.map_or(true, |early| early != 0), most)?
            }
            // Five letters are four bytes, and `z` alone is four.
            b"ASCII85Decode" if (content.len() as u64).saturating_mul(4) <= most => {
                let mut one = Dictionary::new();
                one.set("Filter", "ASCII85Decode");
                Stream::new(one, content.into_owned()).decompressed_content().unwrap_or_default()
            }
            b"ASCII85Decode" => return None,
            // Nothing else is unpacked.
            _ => break,
        };
        content = Cow::Owned(unpacked);
    }
    Some(content.len() as u64)
}

fn bounded(source: impl Read, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    // What breaks off counts as far as it goes.
    let _ = source.take(most + 1).read_to_end(&mut bytes);
    (bytes.len() as u64 <= most).then_some(bytes)
}

fn lzw(mut packed: &[u8], early: bool, most: u64) -> Option<Vec<u8>> {
    use weezl::{BitOrder, LzwStatus, decode::Decoder};

    let mut decoder =
        if early { Decoder::with_tiff_size_switch(BitOrder::Msb, 8) } else { Decoder::new(BitOrder::Msb, 8) };
    let (mut bytes, mut block) = (Vec::new(), [0u8; 16 << 10]);
    loop {
        let done = decoder.decode_bytes(packed, &mut block);
        bytes.extend(block.iter().take(done.consumed_out));
        packed = packed.get(done.consumed_in..).unwrap_or_default();
        if bytes.len() as u64 > most {
            return None;
        }
        if !matches!(done.status, Ok(LzwStatus::Ok)) {
            return Some(bytes);
        }
    }
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
///
/// # Errors
/// Those of [`within_bounds`].
pub fn tame(pdf: &mut Pdf) -> Result<(), ReadError> {
    cut_ancestors(pdf);
    take_pictures_out(pdf);
    within_bounds(pdf)?;
    let mut forms: HashMap<ObjectId, Vec<ObjectId>> = HashMap::new();
    let shared = all_forms(pdf);
    for (id, object) in &mut pdf.objects {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form") {
            // A form without resources of its own draws from those of the page, which may be any.
            let own = stream.dict.has(b"Resources");
            let draws =
                || stream.decompressed_content().is_ok_and(|content| find(&content, b"Do", 0).is_some());
            forms.insert(*id, if own || !draws() { Vec::new() } else { shared.clone() });
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
    Ok(())
}

fn take_pictures_out(pdf: &mut Pdf) {
    for object in pdf.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image") {
            stream.dict.remove(b"Filter");
            stream.dict.remove(b"DecodeParms");
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
