//! The charts of a review, drawn once: for the page, and for the files beside it.

use std::num::NonZero;
use std::thread;

use chrono::NaiveDate;
use incstats_charts::{CHARTS, Chart, ChartError, Look, Material, Nothing, Size, Subject};
use incstats_model::{Incident, Metric, Period};

use super::folder::Staged;
use crate::args::ImageFormat;
use crate::drawing::{self, DEFECT, defect};
use crate::failure::Failure;
use crate::output::Door;

/// The metrics that have charts of their own.
const METRICS: [&str; 2] = ["ttr", "ttm"];
/// Up to how many incidents the timelines are also files beside the page, and drawn for a dark screen too.
const FEW: usize = 40;
/// Pixels of a PNG for each unit of the drawing.
const SCALE: f32 = 1.0;

/// A chart of a review.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its name in the registry of charts: `trend`.
    pub chart: &'static str,
    /// The incident that it is of, where it is of one.
    pub incident: Option<String>,
    /// The metric that it is of, where it is of one: `ttr`.
    pub metric: Option<String>,
    /// What it says, in words.
    pub title: String,
    /// The same for those who cannot see it.
    pub alt: String,
    /// Its width and height.
    pub size: Size,
    /// The picture for paper and light screens, as SVG.
    pub light: String,
    /// The picture for dark screens; many incidents have none.
    pub dark: Option<String>,
    /// The files beside the page, the first of them to be shown; none for the timelines of many incidents.
    pub files: Vec<String>,
}

/// A chart that there is not.
#[derive(Clone, Debug)]
pub struct NotShown {
    /// Its name in the registry of charts.
    pub chart: &'static str,
    /// The metric that it is of, where it is of one.
    pub metric: Option<String>,
    /// Why.
    pub why: Nothing,
}

/// The charts of a review.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// Those that were drawn, in the order of the registry.
    pub shown: Vec<Shown>,
    /// Those that could not be.
    pub not_shown: Vec<NotShown>,
    /// Of how many incidents no file of the timeline was written.
    pub without_file: usize,
}

/// What is drawn of what.
struct Job<'a> {
    chart: &'static Chart,
    material: &'a Material<'a>,
    incident: Option<&'a Incident>,
    /// Whether it becomes files too, and is drawn for dark screens.
    whole: bool,
}

/// One chart, drawn.
enum Outcome {
    Shown(Box<Shown>, Vec<(String, Vec<u8>)>),
    Not(NotShown),
}

/// Draws every chart of the registry for the incidents of a period, and puts the files into the folder. `history` holds
/// the incidents before the period too.
///
/// # Errors
/// That a file cannot be written, or a defect of a chart.
pub fn draw(
    door: &mut Door,
    staged: &mut Staged,
    history: &[Incident],
    incidents: &[Incident],
    period: Option<Period>,
    complete_to: Option<NaiveDate>,
    formats: &[ImageFormat],
) -> Result<Pictures, Failure> {
    let mut whole = Material::new(history);
    whole.period = period;
    whole.complete_to = complete_to;
    let metrics: Vec<Material<'_>> =
        METRICS.iter().filter_map(|key| Metric::find(key)).map(|metric| whole.with_metric(metric)).collect();
    let mut jobs = Vec::new();
    for chart in &CHARTS {
        let job = |material, incident, whole| Job { chart, material, incident, whole };
        match chart.subject {
            Subject::Incidents => jobs.push(job(&whole, None, true)),
            Subject::Metric => jobs.extend(metrics.iter().map(|material| job(material, None, true))),
            Subject::Incident => {
                let few = |(place, incident)| job(&whole, Some(incident), place < FEW);
                jobs.extend(incidents.iter().enumerate().map(few));
            }
        }
    }
    let mut pictures = Pictures { without_file: incidents.len().saturating_sub(FEW), ..Pictures::default() };
    door.begin_progress(jobs.len());
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    // So many at a time that none waits long for another, and few pictures are held at once.
    for some in jobs.chunks(threads * 4) {
        for outcome in together(some, threads, formats)? {
            match outcome {
                Outcome::Not(not) => pictures.not_shown.push(not),
                Outcome::Shown(shown, files) => {
                    for (name, bytes) in files {
                        staged.put(&name, &bytes)?;
                    }
                    pictures.shown.push(*shown);
                }
            }
            door.step();
        }
    }
    door.end_progress();
    Ok(pictures)
}

/// Draws some charts side by side, and gives them in their order.
fn together(jobs: &[Job<'_>], threads: usize, formats: &[ImageFormat]) -> Result<Vec<Outcome>, Failure> {
    let each = jobs.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let running: Vec<_> = jobs
            .chunks(each)
            .map(|part| scope.spawn(move || part.iter().map(|job| one(job, formats)).collect::<Vec<_>>()))
            .collect();
        let done = running.into_iter().map(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| vec![Err(Failure::error("a chart could not be drawn").hint(DEFECT))])
        });
        done.flatten().collect()
    })
}

fn metric(job: &Job<'_>) -> Option<String> {
    (job.chart.subject == Subject::Metric).then(|| job.material.metric.key.to_string())
}

fn one(job: &Job<'_>, formats: &[ImageFormat]) -> Result<Outcome, Failure> {
    let of;
    let material = match job.incident {
        Some(incident) => {
            of = job.material.of(incident);
            &of
        }
        None => job.material,
    };
    let defect = |error: ChartError| defect(&job.chart.file_name(material), &error);
    let picture = match job.chart.draw(material, Look::light(Size::PAGE)) {
        Ok(picture) => picture,
        Err(ChartError::Nothing(why)) => {
            return Ok(Outcome::Not(NotShown { chart: job.chart.name, metric: metric(job), why }));
        }
        Err(error) => return Err(defect(error)),
    };
    let mut files = Vec::new();
    let mut dark = None;
    if job.whole {
        files = drawing::files(&picture, formats, SCALE).map_err(defect)?;
        dark = Some(job.chart.draw(material, Look::dark(Size::PAGE)).map_err(defect)?.to_svg());
    }
    let shown = Shown {
        chart: job.chart.name,
        incident: job.incident.map(|incident| incident.id.to_string()),
        metric: metric(job),
        light: picture.to_svg(),
        dark,
        size: picture.look.size,
        files: files.iter().map(|(name, _)| name.clone()).collect(),
        title: picture.title,
        alt: picture.alt,
    };
    Ok(Outcome::Shown(Box::new(shown), files))
}
