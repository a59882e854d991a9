//! `incstats report`.

use std::path::PathBuf;

use clap::Args;
use incstats_model::Period;

use super::choices::ImageFormat;
use crate::review::Language;

/// What `report` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats report --period 2021Q2 --out reports/2021Q2                 a quarter, from the history that is kept
  incstats report --period 2021Q2 --out reports/2021Q2 --language fr   the same in French
  incstats report --print-template > house.html                       a template of your own to begin with
  incstats report --period 2021Q2 --out reports/2021Q2 --template house.html

Writes `review.html`, one page that stands alone: it can be sent by mail, printed and read without a
network. Beside it the same as `review.md`, the charts as pictures, and the numbers of each chart as CSV.
Either all of it is written or nothing. docs/report.md says how to read it and how to change its looks.")]
pub struct ReportArgs {
    /// Only incidents that started in it: `2021Q2`, `2021-05`, `2021`, `2021-04-15..2021-07-02`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,

    /// The folder to write to; made where it is missing
    #[arg(long, value_name = "DIR", required_unless_present = "print_template")]
    pub out: Option<PathBuf>,

    /// The language of the page [default: that of incstats.toml, else English]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub language: Option<Language>,

    /// How the page looks.
    #[command(flatten)]
    pub dress: Dress,

    /// Print a template of your own to begin with, and do nothing else
    #[arg(long, exclusive = true)]
    pub print_template: bool,
}

/// How a written review looks, and what lies beside it.
#[derive(Clone, Debug, Args)]
pub struct Dress {
    /// A template of your own for the page [default: that of incstats.toml, else the one that ships]
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,

    /// What the charts beside the page are written as; several with a comma
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_values = ["png", "csv"])]
    pub format: Vec<ImageFormat>,
}
