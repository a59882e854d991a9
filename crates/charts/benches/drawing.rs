//! How long all charts of a made-up history of 400 incidents over three years take, as SVG and as PNG.

#[expect(dead_code, reason = "the other incidents are for the gallery")]
#[path = "../examples/gallery/incidents/mod.rs"]
mod incidents;

use incstats_charts::{CHARTS, Look, Material, Picture, Subject};
use incstats_model::Incident;

fn main() {
    divan::main();
}

/// Every chart of a history but the timelines, which are one for each incident.
fn all(history: &[Incident]) -> Vec<Picture> {
    let material = Material::new(history);
    let charts = CHARTS.iter().filter(|chart| chart.subject != Subject::Incident);
    charts.filter_map(|chart| chart.draw(&material, Look::default()).ok()).collect()
}

#[divan::bench(sample_count = 5)]
fn svg_of_all_charts(bencher: divan::Bencher<'_, '_>) {
    let history = incidents::many(400);
    bencher.bench_local(|| all(&history).iter().map(|picture| picture.to_svg().len()).sum::<usize>());
}

#[divan::bench(sample_count = 3)]
fn png_of_all_charts(bencher: divan::Bencher<'_, '_>) {
    let history = incidents::many(400);
    bencher.bench_local(|| {
        let size = |picture: &Picture| picture.to_png(1.0).map_or(0, |png| png.len());
        all(&history).iter().map(size).sum::<usize>()
    });
}

#[divan::bench(sample_count = 3)]
fn png_of_400_timelines(bencher: divan::Bencher<'_, '_>) {
    let history = incidents::many(400);
    let material = Material::new(&history);
    let timelines = || CHARTS.iter().filter(|chart| chart.subject == Subject::Incident);
    bencher.bench_local(|| {
        let drawn = history.iter().flat_map(|incident| {
            timelines().filter_map(|chart| chart.draw(&material.of(incident), Look::default()).ok())
        });
        drawn.filter_map(|picture| picture.to_png(1.0).ok()).map(|png| png.len()).sum::<usize>()
    });
}
