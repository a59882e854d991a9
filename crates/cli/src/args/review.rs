//! `incstats review`.

use std::path::PathBuf;

use clap::Args;
use incstats_model::Period;

use super::import::Said;
use super::report::Dress;
use crate::review::Language;

/// What `review` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats review data --out reports/all                         every report of a folder
  incstats review data --period 2021Q2 --out reports/2021Q2      of them, what started in a quarter
  incstats review --period 2021Q2 --out reports/2021Q2           the history that is kept, nothing new read
  incstats review old-pages --out /tmp/look                      outside of any project

Reads the reports as `import` does, prints the summary, and writes what `report` writes: `review.html` and
`review.md` with the charts beside them. With paths, the review covers the incidents that these reports tell of; without, the whole history.
In a project they are kept, and the project's corrections hold. Outside of one nothing is kept but what
is written into --out.")]
pub struct ReviewArgs {
    /// Files, folders, patterns, or `-` for standard input [default: what the project has kept]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// The folder to write to; made where it is missing
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,

    /// Only incidents that started in it: `2021Q2`, `2021-05`, `2021`, `2021-04-15..2021-07-02`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,

    /// The language of the page [default: that of incstats.toml, else English]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub page_language: Option<Language>,

    /// How the page looks.
    #[command(flatten)]
    pub dress: Dress,

    /// What is said about the reports from outside.
    #[command(flatten)]
    pub said: Said,
}
