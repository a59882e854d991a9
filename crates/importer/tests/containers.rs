//! Archives, mails and documents that are broken, locked, or traps: each is named, and what else there is is read.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use incstats_importer::unpack::{Limits, Member, unpack};
use incstats_importer::{Options, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const REPORT: &[u8] =
    b"Mail down\n\n2021-05-20\n16:15 Mail server failed, users could not send.\n17:30 Service restored.\n";

fn members(path: &str, bytes: Vec<u8>, limits: Limits) -> Vec<(String, Result<usize, String>)> {
    let mut found = Vec::new();
    unpack(path, bytes, limits, &mut |Member { path, content }| {
        found.push((path, content.map(|bytes| bytes.len())));
    });
    found
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

fn twin(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/twins").join(name)).unwrap()
}

#[test]
fn reports_inside_are_named_by_their_way() {
    let inner = zipped(&[("deep.md", REPORT), ("__MACOSX/._deep.md", b"x"), (".hidden", b"x")]);
    let outer = zipped(&[("a/b.txt", REPORT), ("inner.zip", &inner), ("c.txt.gz", &gzipped(REPORT))]);
    let names: Vec<String> =
        members("q.zip", outer, Limits::default()).into_iter().map(|(path, _)| path).collect();
    assert_eq!(names, ["q.zip!/a/b.txt", "q.zip!/inner.zip!/deep.md", "q.zip!/c.txt.gz!/c.txt"]);
    let tarball = gzipped(&tarred(&[("x/one.txt", REPORT), ("two.md", REPORT)]));
    let names: Vec<String> =
        members("t.tar.gz", tarball, Limits::default()).into_iter().map(|(path, _)| path).collect();
    assert_eq!(names, ["t.tar.gz!/x/one.txt", "t.tar.gz!/two.md"]);
    // What is no container is given as it is, and so is a document that is an archive in disguise.
    assert_eq!(
        members("r.txt", REPORT.to_vec(), Limits::default()),
        [("r.txt".to_owned(), Ok(REPORT.len()))]
    );
    let word = twin("2021-02-postmortem-object-store.docx");
    assert_eq!(members("w.bin", word.clone(), Limits::default()), [("w.bin".to_owned(), Ok(word.len()))]);
}

#[test]
fn traps_end_and_the_rest_is_read() {
    let zeros = vec![b' '; 60 << 20];
    let bomb = zipped(&[("bomb.txt", &zeros), ("ok.txt", REPORT)]);
    let found = members("z.zip", bomb, Limits::default());
    assert!(found[0].1.as_ref().unwrap_err().contains("250 times"), "{found:?}");
    assert_eq!(found[1], ("z.zip!/ok.txt".to_owned(), Ok(REPORT.len())));
    let found = members("z.gz", gzipped(&zeros), Limits::default());
    assert!(found[0].1.as_ref().unwrap_err().contains("250 times"), "{found:?}");
    // Archives in archives, up to a depth.
    let mut nested = zipped(&[("r.txt", REPORT)]);
    for _ in 0..6 {
        nested = zipped(&[("n.zip", &nested)]);
    }
    let found = members("n.zip", nested, Limits::default());
    assert!(found.len() == 1 && found[0].1.as_ref().unwrap_err().contains("inside of 4 others"), "{found:?}");
    // More members, and more bytes, than anybody has.
    let many: Vec<(String, &[u8])> = (0..30).map(|n| (format!("{n}.txt"), REPORT)).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let few = Limits { members: 10, ..Limits::default() };
    let found = members("m.zip", zipped(&many), few);
    assert!(
        found.len() == 11 && found[10].1.as_ref().unwrap_err().contains("more than 10 reports"),
        "{found:?}"
    );
    let small = Limits { total: 5 * REPORT.len() as u64, ..Limits::default() };
    let found = members("m.zip", zipped(&many), small);
    assert_eq!(found.iter().filter(|(_, content)| content.is_ok()).count(), 5, "{found:?}");
    assert!(found[5].1.as_ref().unwrap_err().contains("the rest is left out"), "{found:?}");
}

/// A record of a binary workbook.
fn record(kind: u8, body: &[u8]) -> Vec<u8> {
    // Of a kind from 128 on the high bits are in a byte of their own.
    let kind = if kind < 0x80 { vec![kind] } else { vec![kind, 1] };
    [&kind[..], &[u8::try_from(body.len()).unwrap()], body].concat()
}

/// A binary workbook whose only sheet has these cells.
fn xlsb(cells: &[(u32, u32, &str)]) -> Vec<u8> {
    let wide = |text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&u32::try_from(units.len() / 2).unwrap().to_le_bytes()[..], &units].concat()
    };
    let sheet_of_book = [&[0; 4][..], &1u32.to_le_bytes(), &wide("rId1"), &wide("Sheet")].concat();
    let book =
        [record(0x83, &[]), record(0x9C, &sheet_of_book), record(0x90, &[]), record(0x84, &[])].concat();
    let mut sheet = [record(0x81, &[]), record(0x94, &[0; 16]), record(0x91, &[])].concat();
    for (row, column, text) in cells {
        sheet.extend(record(0, &[&row.to_le_bytes()[..], &[0; 21]].concat()));
        sheet.extend(record(6, &[&column.to_le_bytes()[..], &[0; 4], &wide(text)].concat()));
    }
    sheet.extend([record(0x92, &[]), record(0x82, &[])].concat());
    let relations =
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

#[test]
fn cells_far_below_all_others_are_left_out_and_said() {
    let sheet = |row| {
        let book = xlsb(&[(0, 0, "first"), (row, 16_383, "last")]);
        assert!(book.len() < 2_000, "{}", book.len());
        let mut found = Vec::new();
        unpack("b.xlsb", book, Limits::default(), &mut |Member { path, content }| {
            found.push((path, content));
        });
        found
    };
    let found = sheet(9_999);
    let [(path, Ok(text))] = &found[..] else { panic!("{:?}", found.first()) };
    assert_eq!(path, "b.xlsb!/Sheet.csv");
    assert!(text.len() < 1 << 20, "{}", text.len());
    assert!(text.starts_with(b"first\n") && text.ends_with(b",last\n"));
    assert_eq!(text.split(|byte| *byte == b'\n').count(), 10_001, "rows keep their numbers");
    let found = sheet(1_048_575);
    let [(_, Ok(text)), (_, Err(why))] = &found[..] else { panic!("{:?}", found.first()) };
    assert_eq!(text, b"first\n");
    assert_eq!(why, "row 1048576 and those after it are left out: they stand below 10000 empty rows");
}

#[test]
fn a_name_that_takes_all_memory_is_not_read() {
    for kind in [tar::EntryType::GNULongName, tar::EntryType::XHeader] {
        let mut archive = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(40 << 20);
        archive.append_data(&mut header, "long", std::io::repeat(b'a').take(40 << 20)).unwrap();
        header.set_entry_type(tar::EntryType::Regular);
        header.set_size(REPORT.len() as u64);
        archive.append_data(&mut header, "a.txt", REPORT).unwrap();
        let bytes = archive.into_inner().unwrap();
        for (name, bytes) in [("a.tar", bytes.clone()), ("a.tar.gz", gzipped(&bytes))] {
            let found = members(name, bytes, Limits::default());
            assert!(
                found.len() == 1 && found[0].1.as_ref().unwrap_err().contains("takes more than 1 MB"),
                "{found:?}"
            );
        }
    }
    // What is left out takes its place, and no more.
    let large = vec![b'a'; 5 << 20];
    let found = members("b.tar", tarred(&[(".hidden", &large), ("b.txt", REPORT)]), Limits::default());
    assert_eq!(found, [("b.tar!/b.txt".to_owned(), Ok(REPORT.len()))]);
}

#[test]
fn members_of_one_name_stay_apart() {
    let mut archive = tar::Builder::new(Vec::new());
    for name in [&b"r.txt"[..], b"r.txt", b"r.txt", b"\xe9.txt", b"\xe8.txt"] {
        let mut header = tar::Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name);
        header.set_size(REPORT.len() as u64);
        header.set_cksum();
        archive.append(&header, REPORT).unwrap();
    }
    let names: Vec<String> = members("t.tar", archive.into_inner().unwrap(), Limits::default())
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(
        names,
        ["t.tar!/r.txt", "t.tar!/r.txt (2)", "t.tar!/r.txt (3)", "t.tar!/%E9.txt", "t.tar!/%E8.txt"]
    );
}

#[test]
fn what_is_empty_locked_or_cut_off_says_so() {
    let whole = zipped(&[("a.txt", REPORT)]);
    let tarball = tarred(&[("a.txt", REPORT), ("b.txt", &REPORT.repeat(2_000))]);
    for (name, bytes, want) in [
        ("empty.zip", zipped(&[]), "an empty archive"),
        ("empty.tar.gz", gzipped(&tarred(&[("folder/.keep", b"")])), "an empty archive"),
        ("cut.zip", whole[..whole.len() / 2].to_vec(), "cut off or damaged"),
        ("cut.gz", gzipped(&REPORT.repeat(300))[..60].to_vec(), "damaged"),
        ("cut.tar", tarball[..tarball.len() / 2].to_vec(), "damaged"),
    ] {
        let found = members(name, bytes, Limits::default());
        assert!(
            found.iter().any(|(_, content)| content.as_ref().is_err_and(|why| why.contains(want))),
            "{name}: {found:?}"
        );
    }
    // Bit 0 of a file's flags says that it is encrypted, in its own head and in the directory at the end.
    let mut locked = whole;
    locked[6] |= 1;
    let directory = locked.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    locked[directory + 8] |= 1;
    let found = members("locked.zip", locked, Limits::default());
    assert!(found[0].1.as_ref().unwrap_err().contains("encrypted"), "{found:?}");
}

#[test]
fn documents_cut_off_at_any_place_never_break_the_reader() {
    for name in ["docx", "pdf", "html", "eml"].map(|end| format!("2021-02-postmortem-object-store.{end}")) {
        let bytes = twin(&name);
        for part in 0..8 {
            let mut cut = bytes[..bytes.len() * part / 8].to_vec();
            let _ = read(&name, &cut, &Options::default());
            // And with a byte changed in the middle.
            if let Some(byte) = cut.get_mut(bytes.len() * part / 11) {
                *byte ^= 0x55;
            }
            let _ = read(&name, &cut, &Options::default());
        }
    }
}

#[test]
fn the_content_decides_and_the_name_does_not() {
    for (end, format) in [("docx", "docx"), ("pdf", "pdf"), ("html", "html"), ("eml", "email")] {
        let bytes = twin(&format!("2021-02-postmortem-object-store.{end}"));
        let report = read("report.txt", &bytes, &Options::default()).unwrap();
        assert_eq!((report.source.format.as_str(), report.incidents.len()), (format, 1));
    }
    let image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    assert!(read("report.md", image, &Options::default()).unwrap_err().to_string().contains("PNG image"));
}

/// A PDF of one page with some content, its cross-references right.
fn pdf(content: &str, extra: &str, resources: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << {resources} >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        extra.to_owned(),
    ];
    let (mut out, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", places.len() + 1).bytes(),
    );
    out
}

#[test]
fn a_pdf_that_leads_round_in_a_circle_is_read_all_the_same() {
    let text =
        "BT /F1 12 Tf 72 700 Td (2021-05-20 16:15 Mail server failed, users could not send.) Tj ET /X Do";
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream";
    let report =
        read("a.pdf", &pdf(text, form, "/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>"), &Options::default())
            .unwrap();
    assert!(report.text.contains("16:15 Mail server failed"), "{}", report.text);
    let scan = read("a.pdf", &pdf("", "null", ""), &Options::default()).unwrap_err().to_string();
    assert!(scan.contains("pictures, as a scanner makes them"), "{scan}");
}

#[test]
fn nothing_outside_of_a_document_is_opened_and_no_entity_grows() {
    let body = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"boom\"><!ENTITY b \"&a;&a;&a;&a;\">\
                <!ENTITY out SYSTEM \"file:///etc/hostname\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>2021-05-20 16:15 \
                Mail server failed &b; &out; users could not send.</w:t></w:r></w:p><w:p><w:del><w:r><w:t>17:00 not so</w:t></w:r>\
                </w:del><w:r><w:t>17:30 Service restored.</w:t></w:r></w:p></w:body></w:document>";
    let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes())]);
    let report = read("a.docx", &bytes, &Options::default()).unwrap();
    assert_eq!(
        report.text,
        "2021-05-20 16:15 Mail server failed &b; &out; users could not send.\n17:30 Service restored.\n"
    );
}

#[test]
fn attachments_are_reports_of_their_own() {
    let mail = "From: a@example.org\r\nSubject: Outage\r\nDate: Fri, 21 May 2021 09:00:00 +0200\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n16:15 Mail down.\r\n\
                --b\r\nContent-Type: text/plain; name=\"log.txt\"\r\nContent-Disposition: attachment; filename=\"log.txt\"\r\n\r\n\
                16:20 Seen.\r\n--b\r\nContent-Type: image/png; name=\"logo.png\"\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--\r\n";
    let names: Vec<String> = members("m.eml", mail.as_bytes().to_vec(), Limits::default())
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(names, ["m.eml", "m.eml!/log.txt"]);
}

/// A PDF of one page that draws a stream of words, packed in itself so many times, with these names of its packing.
fn packed_pdf(words: usize, times: usize, filters: &str) -> Vec<u8> {
    let mut content = b"BT (x) Tj ET ".repeat(words);
    for _ in 0..times {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&content).unwrap();
        content = encoder.finish().unwrap();
    }
    let stream = format!("<</Length {}/Filter[{filters}]>>\nstream\n", content.len());
    let objects: [Vec<u8>; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>".to_vec(),
        [stream.as_bytes(), &content, b"\nendstream"].concat(),
    ];
    let mut pdf = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(pdf.len());
        pdf.extend(format!("{number} 0 obj\n").bytes());
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let table = pdf.len();
    pdf.extend(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").bytes());
    }
    pdf.extend(format!("trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    pdf
}

#[test]
fn a_pdf_that_is_packed_in_itself_is_no_way_around_the_limits() {
    for (words, times, filters, most) in [
        (22_000_000, 1, "/FlateDecode", "256 MB"),
        (22_000_000, 2, "/FlateDecode/FlateDecode", "256 MB"),
        (22_000_000, 2, "/Fl#61teDecode/Fl#61teDecode", "256 MB"),
        (2_000_000, 2, "/FlateDecode/FlateDecode", "16 MB"),
    ] {
        let pdf = packed_pdf(words, times, filters);
        let error = read("a.pdf", &pdf, &Options::default()).unwrap_err().to_string();
        assert!(error.contains(&format!("unpacks to more than {most}")), "{times} times {filters}: {error}");
    }
}

#[test]
fn a_part_of_a_workbook_that_unpacks_to_many_times_its_size_is_a_trap() {
    let sheet = b"<worksheet><sheetData>".iter().copied().chain(std::iter::repeat_n(b' ', 20 << 20));
    let sheet: Vec<u8> = sheet.collect();
    let book = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &sheet)]);
    let found = members("a.xlsx", book, Limits::default());
    assert_eq!(found.len(), 1);
    let why = found[0].1.as_ref().unwrap_err();
    assert!(why.contains("a part of the workbook unpacks to more than 250 times its size"), "{why}");
}

#[test]
fn what_is_packed_twice_is_held_against_what_came() {
    let bomb = gzipped(&gzipped(&vec![b'a'; 300 << 20]));
    let found = members("a.gz", bomb, Limits::default());
    assert_eq!(found.len(), 1);
    let why = found[0].1.as_ref().unwrap_err();
    assert!(why.contains("250 times its size"), "{why}");
}
