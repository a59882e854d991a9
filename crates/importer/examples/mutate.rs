//! Looks for inputs that break the reader, on stable Rust:
//! `cargo run --profile fuzz -p incstats-importer --example mutate -- SECONDS SEED OUT PATH...`.
//!
//! Takes the files at the paths, puts pieces of them together, cuts, doubles and drops lines, changes single bytes and
//! puts in what reports are made of (times, dates, marks, table cells), and reads the result. What makes the reader panic,
//! or takes longer than [`PATIENCE`] for its length, is written to the folder `OUT`, and the run goes on.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use incstats_importer::{Options, explain, read};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// How long 10 KB may take. A release build takes some ten milliseconds.
const PATIENCE: Duration = Duration::from_millis(400);
/// Longer inputs find little that shorter ones do not.
const LONGEST: usize = 40_000;
/// What reports are made of.
const PIECES: [&str; 40] = [
    "16:15",
    "4.30pm",
    "12:00 AM",
    "24:00",
    "T24:00:00",
    "16h30",
    "kl. 9-11",
    "2022-13-26",
    "2021-02-29",
    "0000-00-00",
    "22025-03-18",
    "31/12/99",
    "27 June",
    "le 5 mai",
    "yesterday",
    "the next morning",
    "from 9 to 11",
    "for 40 minutes",
    "PST",
    "UTC+14:00",
    "(CET)",
    "午後0時30分",
    "3月5日",
    "오후 3시",
    "| --- | --- |",
    "|",
    "\t",
    "- ",
    "# ",
    "---\n",
    "0)",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "{\"id\": 1,",
    "<td>",
    "\"",
    "a,b;c\td",
    "Resolved - ",
    "9999999999",
];

struct Draws(Pcg64Mcg);

impl Draws {
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.0.next_u64() % (n.max(1) as u64)).unwrap_or(0)
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let place = self.below(all.len());
        all.get(place)
    }
}

fn main() -> io::Result<()> {
    let mut args = env::args().skip(1);
    let usage = || io::Error::other("expected SECONDS SEED OUT PATH...");
    let mut number = || args.next().and_then(|arg| arg.parse::<u64>().ok()).ok_or_else(usage);
    let (seconds, seed) = (number()?, number()?);
    let out = PathBuf::from(args.next().ok_or_else(usage)?);
    let mut seeds = Vec::new();
    for path in args {
        collect(Path::new(&path), &mut seeds)?;
    }
    fs::create_dir_all(&out)?;
    std::panic::set_hook(Box::new(|_| {}));
    let mut draws = Draws(Pcg64Mcg::seed_from_u64(seed));
    let (began, mut tried, mut broken, mut slow) = (Instant::now(), 0u64, 0u64, 0u64);
    while began.elapsed() < Duration::from_secs(seconds) {
        let input = mutated(&seeds, &mut draws);
        let options = Options::default();
        let at = Instant::now();
        let kept = catch_unwind(AssertUnwindSafe(|| {
            let _ = read("fuzz", &input, &options);
            if tried % 16 == 0 {
                let _ = explain(&input, &options);
            }
        }));
        let allowed = PATIENCE.mul_f64((input.len() as f64 / 10_000.0).max(1.0));
        tried += 1;
        let why = match kept {
            Err(_) => {
                broken += 1;
                "panic"
            }
            Ok(()) if at.elapsed() > allowed => {
                slow += 1;
                "slow"
            }
            Ok(()) => continue,
        };
        fs::write(out.join(format!("{why}-{tried}")), &input)?;
    }
    writeln!(
        io::stdout(),
        "{tried} inputs of {} files in {seconds} s: {broken} panics, {slow} slow ones",
        seeds.len()
    )
}

fn collect(path: &Path, into: &mut Vec<Vec<u8>>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), into)?;
        }
    } else {
        into.push(fs::read(path)?);
    }
    Ok(())
}

fn mutated(seeds: &[Vec<u8>], draws: &mut Draws) -> Vec<u8> {
    let Some(first) = draws.of(seeds) else { return Vec::new() };
    let mut input = first.get(..first.len().min(LONGEST)).unwrap_or_default().to_vec();
    for _ in 0..=draws.below(8) {
        let at = draws.below(input.len());
        match draws.below(8) {
            0 => input.truncate(at),
            1 => {
                if let (Some(byte), change) = (input.get_mut(at), draws.below(256)) {
                    *byte = u8::try_from(change).unwrap_or(0);
                }
            }
            2 | 3 => {
                let piece = draws.of(&PIECES).copied().unwrap_or_default();
                input.splice(at..at, piece.bytes());
            }
            4 => {
                let other = draws.of(seeds).cloned().unwrap_or_default();
                let from = draws.below(other.len());
                let piece = other.into_iter().skip(from).take(draws.below(2_000));
                input.splice(at..at, piece.collect::<Vec<_>>());
            }
            5 => lines(&mut input, |lines| {
                let place = at % lines.len();
                lines.swap(place, 0);
            }),
            6 => lines(&mut input, |lines| {
                let place = at % lines.len();
                lines.remove(place);
            }),
            _ => lines(&mut input, |lines| {
                let line = lines.get(at % lines.len()).cloned().unwrap_or_default();
                let times = at % 40;
                lines.splice(0..0, std::iter::repeat_n(line, times));
            }),
        }
        input.truncate(LONGEST);
    }
    input
}

fn lines(input: &mut Vec<u8>, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut lines: Vec<Vec<u8>> = input.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if !lines.is_empty() {
        change(&mut lines);
    }
    *input = lines.join(&b'\n');
}
