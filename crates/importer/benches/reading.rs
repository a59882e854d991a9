//! How fast text is read, and that the cost grows with its length alone.

use std::fmt::Write as _;

use divan::counter::BytesCount;
use incstats_importer::{Options, read};

fn main() {
    divan::main();
}

/// A log of about so many bytes: dated entries, a sentence or two each, now and then a milestone.
fn log(bytes: usize) -> String {
    let words = [
        "The queue grows and the workers do not keep up. We look at the logs of the second node.",
        "Monitoring alerted the team about timeouts on the public interface.",
        "The team began to investigate; nothing was changed since Monday, 3 May.",
        "Root cause identified: a limit of 1024 connections on the balancer.",
        "Service restored for most customers, the rest will follow within 2 hours.",
        "Nothing to report between 14:00 and 15:30, the supplier is on the way.",
    ];
    let mut text = String::from("Incident report\n\nTimeline\n\n");
    let (mut minute, mut day) = (0u32, 0u32);
    for word in words.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        minute += 7;
        if minute >= 1_440 {
            (minute, day) = (0, (day + 1) % 28);
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "2021-05-{:02} {:02}:{:02} {word}", day + 1, minute / 60, minute % 60);
    }
    text
}

#[divan::bench(args = [10_000, 100_000, 1_000_000, 10_000_000], sample_count = 3)]
fn a_log(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let text = log(bytes);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| read("log.txt", text.as_bytes(), &Options::default()));
}

/// Real reports are short, and each has a head, headings, a language to find: the samples, and the corpora where they are.
#[divan::bench(args = ["data/samples", "../shared/corpus/narrative", "../shared/corpus/pages"], sample_count = 20)]
fn reports(bencher: divan::Bencher<'_, '_>, folder: &str) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let files = std::fs::read_dir(&root).into_iter().flatten().filter_map(Result::ok);
    let texts: Vec<(String, Vec<u8>)> = files
        .filter(|file| !file.file_name().to_string_lossy().ends_with(".jsonl"))
        .filter_map(|file| {
            Some((file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path()).ok()?))
        })
        .collect();
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let all = texts.iter().map(|(name, text)| read(name, text, &Options::default()));
        all.flatten().count()
    });
}
