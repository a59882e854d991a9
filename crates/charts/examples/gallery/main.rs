//! Draws every chart of the sample incidents into a folder, for people to look at.
//!
//! `cargo run -p incstats-charts --example gallery -- FOLDER [PART OF A NAME [page|slide|square [dark]]]`
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a demonstration, run by hand")]

mod incidents;

use std::path::Path;

use incstats_charts::{CHARTS, Chart, Look, Material, Size, Subject, Tone};
use incstats_model::{Every, Metric};

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "gallery".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).expect("the folder can be made");
    let only = std::env::args().nth(2).unwrap_or_default();
    let size = std::env::args().nth(3).unwrap_or_default();
    let size = Size::ALL.into_iter().find(|known| known.name == size).unwrap_or_default();
    let tone =
        if std::env::args().nth(4).is_some_and(|word| word == "dark") { Tone::Dark } else { Tone::Light };
    let look = Look { size, tone };
    let save = |chart: &Chart, of: &Material<'_>, name: &str| {
        if !name.contains(&only) {
            return;
        }
        match chart.draw(of, look) {
            Ok(picture) => {
                let write = |ending: &str, bytes: &[u8]| {
                    std::fs::write(folder.join(format!("{name}.{ending}")), bytes)
                        .expect("the folder can be written");
                };
                write("png", &picture.to_png(1.0).expect("the drawing becomes a picture"));
                write("quarter.png", &picture.to_png(0.25).expect("the drawing becomes a small picture"));
                write("svg", picture.to_svg().as_bytes());
                write("csv", picture.to_csv().as_bytes());
                println!("{name}: {}", picture.title);
            }
            Err(error) => println!("{name}: {error}"),
        }
    };
    let of = |subject: Subject| CHARTS.iter().filter(move |chart| chart.subject == subject);
    for (name, incident) in incidents::single() {
        for chart in of(Subject::Incident) {
            save(chart, &Material::new(&[]).of(&incident), &format!("{}-{name}", chart.name));
        }
    }
    for (name, set) in incidents::sets() {
        let mut material = Material::new(&set);
        for chart in of(Subject::Incidents) {
            save(chart, &material, &format!("{}-{name}", chart.name));
        }
        for (key, every) in [("ttr", Every::Quarter), ("ttd", Every::Month)] {
            material.every = Some(every);
            let material = material.with_metric(Metric::find(key).expect("a metric of the model"));
            for chart in of(Subject::Metric) {
                save(chart, &material, &format!("{}-{key}-{name}", chart.name));
            }
        }
    }
}
