//! The samples as other programs write them down: a Word document, a PDF, a web page, a mail. Each must tell the same
//! as the text, but for where it stands.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use incstats_importer::{Options, read};
use incstats_model::{Finding, Incident, Place, Source};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

fn incident(path: &Path) -> Incident {
    let bytes = fs::read(path).unwrap();
    let report = read(&path.to_string_lossy(), &bytes, &Options::default())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(report.incidents.len(), 1, "{}: {:?}", path.display(), report.findings);
    report.incidents[0].clone()
}

/// An incident without what says where it stands. Messages name lines, so that of a finding only its code is left.
fn told(mut incident: Incident) -> Incident {
    incident.source = Source::default();
    for (_, time) in incident.milestones.iter_mut() {
        time.place = None;
    }
    for event in &mut incident.events {
        event.place = Place::line(0);
        event.text = event.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    for episode in &mut incident.episodes {
        episode.place = Place::line(0);
    }
    for length in
        [&mut incident.facts.stated_duration, &mut incident.facts.stated_repair].into_iter().flatten()
    {
        length.place = Place::line(0);
    }
    for repair in &mut incident.repairs {
        repair.place = None;
    }
    let bare = |finding: &Finding| Finding {
        place: None,
        also: Vec::new(),
        message: String::new(),
        remedy: String::new(),
        ..finding.clone()
    };
    incident.findings = incident.findings.iter().map(bare).collect();
    incident
}

fn twins(extension: &str) -> usize {
    let mut seen = 0;
    let mut wrong = Vec::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("samples")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for sample in files {
        let twin = root().join("twins").join(sample.with_extension(extension).file_name().unwrap());
        let (want, got) = (told(incident(&sample)), told(incident(&twin)));
        if want != got {
            let (want, got) = (format!("{want:#?}"), format!("{got:#?}"));
            let differing: Vec<String> = want
                .lines()
                .zip(got.lines())
                .filter(|(want, got)| want != got)
                .take(12)
                .map(|(want, got)| format!("  - {want}\n  + {got}"))
                .collect();
            wrong.push(format!("{}\n{}", twin.display(), differing.join("\n")));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    seen
}

#[test]
fn a_word_document_tells_what_its_text_tells() {
    assert_eq!(twins("docx"), 8);
}

#[test]
fn a_web_page_tells_what_its_text_tells() {
    assert_eq!(twins("html"), 8);
}

#[test]
fn a_pdf_tells_what_its_text_tells() {
    assert_eq!(twins("pdf"), 8);
}

#[test]
fn a_mail_tells_what_its_text_tells() {
    assert_eq!(twins("eml"), 8);
}
