//! Draws every chart of the sample incidents into a folder, for people to look at.
//!
//! `cargo run -p incstats-charts --example gallery -- FOLDER`
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a demonstration, run by hand")]

mod incidents;

use std::path::Path;

use incstats_analysis::view::{PhasesView, TimelineView, TrendView};
use incstats_charts::{ChartError, Drawing, Size, phases, timeline, trend};
use incstats_model::{Every, Incident, Metric, Period};

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "gallery".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).expect("the folder can be made");
    let save = |name: &str, drawing: Result<Drawing, ChartError>| match drawing {
        Ok(drawing) => {
            let png = drawing.to_png(1.0).expect("the drawing becomes a picture");
            std::fs::write(folder.join(format!("{name}.png")), png).expect("the folder can be written");
            let quarter = drawing.to_png(0.25).expect("the drawing becomes a small picture");
            std::fs::write(folder.join(format!("{name}.quarter.png")), quarter)
                .expect("the folder can be written");
            std::fs::write(folder.join(format!("{name}.svg")), drawing.to_svg())
                .expect("the folder can be written");
            println!("{name}: {}", drawing.title);
        }
        Err(error) => println!("{name}: {error}"),
    };

    for (name, incident) in incidents::single() {
        save(&format!("timeline-{name}"), timeline::draw(&TimelineView::new(&incident), Size::PAGE));
    }
    for (name, set) in incidents::sets() {
        save(&format!("phases-{name}"), phases::draw(&PhasesView::new(&set, None), Size::PAGE));
        for (key, every) in [("ttr", Every::Quarter), ("ttd", Every::Month)] {
            let metric = Metric::find(key).expect("a metric of the model");
            let view = TrendView::new(&set, metric, every, None);
            save(&format!("trend-{key}-{name}"), trend::draw(&view, Size::PAGE));
        }
    }
    let empty: Vec<Incident> = Vec::new();
    let period: Option<Period> = "2021Q2".parse().ok();
    save("phases-none", phases::draw(&PhasesView::new(&empty, period), Size::PAGE));
}
