//! The one door through which everything is printed: results to standard output, talk to standard error.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressStyle};
use terminal_size::{Width, terminal_size};

use super::text::{self, CYAN, RED, Text, YELLOW};
use crate::args::Global;

/// The one door through which everything is printed.
pub struct Door {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    width: Option<usize>,
    loudness: Loudness,
    progress: Option<ProgressBar>,
}

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Loudness {
    /// Errors.
    Quiet,
    /// Warnings, hints and progress too.
    Normal,
    /// And what is done.
    Verbose,
}

impl Door {
    /// The door as the options of every command want it.
    pub fn open(global: &Global) -> Self {
        let color = ColorChoice::from(global.color);
        let loudness = match (global.quiet, global.verbose) {
            (true, _) => Loudness::Quiet,
            (false, 0) => Loudness::Normal,
            (false, _) => Loudness::Verbose,
        };
        Self {
            out: AutoStream::new(io::stdout(), color),
            err: AutoStream::new(io::stderr(), color),
            width: width(),
            loudness,
            progress: None,
        }
    }

    /// The columns of the terminal that results go to; `None` where they go to a file or a pipe, which have no width.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// A result, and a line end.
    ///
    /// # Errors
    /// That standard output is closed or full.
    pub fn print(&mut self, text: impl Into<Text>) -> io::Result<()> {
        let text = text.into();
        let out = &mut self.out;
        beside(self.progress.as_ref(), || writeln!(out, "{text}"))
    }

    /// The heading of a result, broken between words to fit the terminal.
    ///
    /// # Errors
    /// That standard output is closed or full.
    pub fn print_heading(&mut self, words: &str) -> io::Result<()> {
        let lines = text::paragraph(words, self.width);
        self.print(Text::new().styled(text::BOLD, lines))
    }

    /// A sentence of a result, broken between words to fit the terminal.
    ///
    /// # Errors
    /// That standard output is closed or full.
    pub fn print_paragraph(&mut self, words: &str) -> io::Result<()> {
        self.print(text::paragraph(words, self.width))
    }

    /// Bytes of a result as they are, for formats that escape for themselves.
    ///
    /// # Errors
    /// That standard output is closed or full.
    pub fn print_raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        let out = &mut self.out;
        beside(self.progress.as_ref(), || out.write_all(bytes))
    }

    /// Sees to it that everything printed has arrived.
    ///
    /// # Errors
    /// That standard output is closed or full.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// What went wrong, and what to do about it.
    pub fn error(&mut self, message: &str, hint: Option<&str>) {
        self.tell(&labelled(RED, "error", message, hint));
    }

    /// What a person should know, and what to do about it.
    pub fn warning(&mut self, message: &str, hint: Option<&str>) {
        if self.loudness > Loudness::Quiet {
            self.tell(&labelled(YELLOW, "warning", message, hint));
        }
    }

    /// How it went, in passing.
    pub fn note(&mut self, message: impl Into<Text>) {
        if self.loudness > Loudness::Quiet {
            self.tell(&message.into());
        }
    }

    /// What could be done next.
    pub fn hint(&mut self, message: &str) {
        if self.loudness > Loudness::Quiet {
            self.tell(&Text::new().styled(CYAN, "hint").and(": ").and(message));
        }
    }

    /// What is being done, for those who ask.
    pub fn detail(&mut self, message: &str) {
        if self.loudness == Loudness::Verbose {
            self.tell(&Text::from(message));
        }
    }

    /// Shows a progress bar from here on, where a person is watching.
    pub fn begin_progress(&mut self, steps: usize) {
        if self.loudness == Loudness::Quiet || !io::stderr().is_terminal() || steps < 2 {
            return;
        }
        let bar = ProgressBar::new(steps as u64);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(100));
        self.progress = Some(bar);
    }

    /// Says on the bar what is worked at.
    pub fn at(&self, what: &str) {
        if let Some(bar) = &self.progress {
            bar.set_message(text::line(what));
        }
    }

    /// Moves the bar on by one.
    pub fn step(&self) {
        if let Some(bar) = &self.progress {
            bar.inc(1);
        }
    }

    /// Takes the bar away.
    pub fn end_progress(&mut self) {
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
    }

    /// Standard error has nobody else to complain to: if it is gone, so is the complaint.
    fn tell(&mut self, text: &Text) {
        let err = &mut self.err;
        let _ = beside(self.progress.as_ref(), || writeln!(err, "{text}"));
    }
}

/// Prints with the bar out of the way.
fn beside<T>(bar: Option<&ProgressBar>, print: impl FnOnce() -> T) -> T {
    match bar {
        Some(bar) => bar.suspend(print),
        None => print(),
    }
}

fn labelled(style: anstyle::Style, label: &str, message: &str, hint: Option<&str>) -> Text {
    let text = Text::new().styled(style, label).and(": ").and(message);
    match hint {
        Some(hint) => text.and("\n  ").styled(CYAN, "hint").and(": ").and(hint),
        None => text,
    }
}

/// The width people ask for with `COLUMNS`, else that of the terminal that standard output is.
fn width() -> Option<usize> {
    let asked = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|n| *n > 0);
    asked.or_else(|| {
        let seen = || terminal_size().map(|(Width(columns), _)| usize::from(columns));
        io::stdout().is_terminal().then(seen).flatten()
    })
}
