//! Every chart on every hostile set: nothing overlaps, nothing is cut, nothing vanishes.

use incstats_analysis::view::{PhasesView, TimelineView};
use incstats_model::{Every, Incident, Metric, Period};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};
use resvg::usvg;

use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::material::Material;
use crate::paint::{png, tree};
use crate::picture::Picture;
use crate::registry::{CHARTS, Chart, Subject};
use crate::size::Size;
use crate::{phases, samples, timeline};

/// Free of text along every edge.
const EDGE: f64 = 8.0;
/// Letters may come this near before they count as touching.
const TOUCH: f64 = 1.0;

fn check(name: &str, drawing: &Picture) {
    let runs = drawing.runs();
    assert!(runs.len() > 4, "{name}: almost no text");
    let (width, height) = (f64::from(drawing.look.size.across()), f64::from(drawing.look.size.down()));
    for (number, run) in runs.iter().enumerate() {
        let a = run.area();
        let inside = a.left >= EDGE && a.right <= width - EDGE && a.top >= EDGE && a.bottom <= height - EDGE;
        assert!(inside, "{name}: {:?} leaves the frame at {a:?}", run.text);
        for other in &runs[number + 1..] {
            let b = other.area();
            let apart = a.right <= b.left + TOUCH
                || b.right <= a.left + TOUCH
                || a.bottom <= b.top + TOUCH
                || b.bottom <= a.top + TOUCH;
            assert!(apart, "{name}: {:?} and {:?} overlap", run.text, other.text);
        }
    }
    if drawing.look.size == Size::PAGE {
        rendered(name, drawing);
    }
}

/// What the renderer makes of it: as many texts as were drawn, each no wider than was measured.
fn rendered(name: &str, drawing: &Picture) {
    let svgs = if name.starts_with("timeline") {
        vec![drawing.plain_svg(), drawing.to_svg()]
    } else {
        vec![drawing.plain_svg()]
    };
    for svg in svgs {
        let tree = tree(&svg).unwrap();
        let mut texts = Vec::new();
        collect(tree.root(), &mut texts);
        assert_eq!(texts.len(), drawing.runs().len(), "{name}: a text vanished");
        assert!((tree.size().width() - drawing.look.size.width as f32).abs() < 0.01);
        for (wide, run) in texts.iter().zip(drawing.runs()) {
            assert!(
                *wide <= run.width * 1.01 + 1.0,
                "{name}: {:?} is {wide} wide, measured {}",
                run.text,
                run.width
            );
        }
    }
}

fn collect(group: &usvg::Group, texts: &mut Vec<f64>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, texts),
            usvg::Node::Text(text) => texts.push(f64::from(text.abs_bounding_box().width())),
            _ => {}
        }
    }
}

/// Every chart of a set, in every size and on both grounds.
fn each_chart(set: &[Incident]) -> Vec<(String, Result<Picture, ChartError>)> {
    let mut drawn = Vec::new();
    let of = |subject: Subject| CHARTS.iter().filter(move |chart| chart.subject == subject);
    let mut draw = |chart: &Chart, material: &Material<'_>, look: Look| {
        let name = format!("{} {:?} {}", chart.file_name(material), material.every, look.size.name);
        drawn.push((name, chart.draw(material, look)));
    };
    for size in Size::ALL {
        let look = Look::light(size);
        let mut material = Material::new(set);
        for chart in of(Subject::Incidents) {
            draw(chart, &material, look);
        }
        // By period, also of few.
        material.every = Some(Every::Month);
        draw(Chart::find("phases").unwrap(), &material, look);
        let metrics = [("ttr", Every::Quarter), ("ttd", Every::Month), ("ttm", Every::Year)];
        // One metric in the other sizes: each of these is a picture of its own.
        let some = if size == Size::PAGE { metrics.len() } else { 1 };
        for (key, every) in metrics.into_iter().take(some) {
            material.every = Some(every);
            let material = material.with_metric(Metric::find(key).unwrap());
            for chart in of(Subject::Metric) {
                draw(chart, &material, look);
            }
        }
    }
    drawn
}

#[test]
fn sets_of_every_size_are_drawn_without_a_clash() {
    for (name, set) in samples::sets() {
        for (chart, drawing) in each_chart(&set) {
            match drawing {
                Ok(drawing) => {
                    check(&format!("{chart} of {name}"), &drawing);
                    let (data, title) = (&drawing.data, &drawing.title);
                    assert!(!data.rows().is_empty(), "{chart} of {name} has no data");
                    assert!(
                        data.rows().iter().all(|row| row.len() == data.heading().len()),
                        "{chart} of {name}"
                    );
                    assert!(!title.is_empty() && !title.contains("NaN"), "{chart} of {name}: {title}");
                    assert!(drawing.alt.starts_with(title), "{chart} of {name}: {}", drawing.alt);
                }
                Err(ChartError::Nothing(nothing)) => {
                    let expected = matches!(nothing, Nothing::NoIncident { .. }) == (name == "0");
                    assert!(expected, "{chart} of {name}: {nothing}");
                }
                Err(error) => panic!("{chart} of {name}: {error}"),
            }
        }
    }
}

/// A chart of a set, with a metric by quarter.
fn drawn(name: &str, set: &[Incident]) -> Result<Picture, ChartError> {
    Chart::find(name).unwrap().draw(&Material::new(set), Look::default())
}

#[test]
fn a_single_incident_has_a_timeline_and_no_picture_beside_nothing() {
    for chart in ["gantt", "counts", "calendar", "clocks", "trend", "survival", "distribution"] {
        let error = drawn(chart, &[samples::crm()]).unwrap_err();
        assert!(error.to_string().ends_with("its timeline says more"), "{chart}: {error}");
    }
    let error = drawn("services", &[samples::crm()]).unwrap_err().to_string();
    assert_eq!(error, "nothing to draw: not even the only incident names a service");
    // Two periods with one incident between them.
    let error = drawn("comparison", &samples::extremes()).unwrap_err().to_string();
    assert!(error.contains("only one incident in 2021Q4 and 2022Q1 has both ends of TTR"), "{error}");
}

#[test]
fn a_quarter_alone_is_counted_by_its_months_and_a_month_alone_not_at_all() {
    let january_and_march: Vec<Incident> = samples::scripts()
        .into_iter()
        .chain(samples::many(60))
        .filter(|i| i.day().is_some_and(|day| Period::holding(day, Every::Quarter).to_string() == "2021Q2"))
        .collect();
    let picture = drawn("counts", &january_and_march).unwrap();
    assert!(picture.title.contains(" months"), "{}", picture.title);
    let error = drawn("counts", &samples::scripts()).unwrap_err().to_string();
    assert!(error.starts_with("nothing to draw: all 12 incidents started in 2022-02"), "{error}");
}

#[test]
fn all_and_none_are_words_and_nearly_all_is_never_a_hundred() {
    for (chart, set, title) in [
        ("survival", samples::many_services(), "All 60 incidents were resolved within 1 h"),
        ("survival", samples::scripts(), "None of 12 incidents was resolved within 1 h"),
        ("phases", samples::many(3), "Recovery was the longest phase in all 3 incidents"),
        ("services", samples::zeros(), "1 service named, whose incidents were over at once"),
        ("trend", samples::zeros(), "2022Q2: half of 8 incidents were resolved at once"),
        (
            "calendar",
            samples::with_gaps(),
            "Mondays have most incidents: 6 of 15, more than chance would give",
        ),
        ("calendar", samples::zeros(), "All 8 incidents started on Thursdays, more than chance would give"),
    ] {
        assert_eq!(drawn(chart, &set).unwrap().title, title);
    }
    // The last but one of twelve services has nearly all of the time, and not all of it.
    let services = drawn("services", &samples::many(60)).unwrap();
    let hundreds = services.runs().iter().filter(|run| run.text == "100 %").count();
    assert_eq!(hundreds, 1);
}

#[test]
fn a_bar_that_says_what_it_is_is_not_told_again_below() {
    let set = samples::all_open(7);
    let picture = drawn("phases", &set).unwrap();
    let merged = picture.runs().iter().filter(|run| run.text.starts_with("detection + response"));
    assert_eq!(merged.count(), set.len());
}

#[test]
fn a_phase_that_took_no_time_has_no_place_in_the_legend() {
    let picture = drawn("phases", &samples::scripts()).unwrap();
    assert!(picture.runs().iter().all(|run| run.text != "detection" && run.text != "recovery"));
}

#[test]
fn one_is_never_said_in_the_plural_and_an_interval_has_two_ends() {
    let by_month = |set: &[Incident]| {
        let mut material = Material::new(set);
        material.every = Some(Every::Month);
        let material = material.with_metric(Metric::find("ttd").unwrap());
        Chart::find("trend").unwrap().draw(&material, Look::default()).unwrap().definition
    };
    let words = by_month(&samples::many(60));
    assert!(words.contains("1 that is open or can be 0 left out"), "{words}");
    // Both limits of the dozen are known only to a range.
    let words = by_month(&samples::dozen());
    let interval = words.split("95 % interval ").nth(1).and_then(|rest| rest.split(" (").next()).unwrap();
    assert_eq!(interval.matches(" x").count(), 2, "{interval}");
    let set = samples::with_gaps();
    let phases = Chart::find("phases").unwrap().draw(&Material::new(&set), Look::light(Size::SLIDE)).unwrap();
    assert!(phases.definition.ends_with("1 shorter one has no room."), "{}", phases.definition);
}

#[test]
fn a_single_row_takes_the_height_there_is() {
    let picture = drawn("distribution", &samples::sparse()).unwrap();
    let tick = picture.runs().iter().find(|run| run.text == "6 h").unwrap();
    assert!(tick.baseline > 0.8 * f64::from(picture.look.size.down()), "{}", tick.baseline);
}

#[test]
fn a_slice_that_the_title_names_is_drawn() {
    let picture = drawn("distribution", &samples::many(60)).unwrap();
    assert_eq!(picture.title, "Remote desktops: faster than the rest (12 services compared)");
    assert!(picture.runs().iter().any(|run| run.text == "Remote desktops"));
    // All of eight slices have a median, so nothing is grey.
    let picture = drawn("distribution", &samples::many(400)).unwrap();
    assert!(!picture.definition.contains("Grey"), "{}", picture.definition);
}

#[test]
fn titles_in_other_scripts_are_drawn_or_named_with_their_id() {
    let picture = drawn("phases", &samples::scripts()).unwrap();
    let texts: Vec<&str> = picture.runs().iter().map(|run| run.text.as_str()).collect();
    for title in [
        "SCRIPT-01 [Arabic]",
        "数据中心网络中断，部分客户无法访问",
        "メール配信の遅延が発生しています",
        "데이터베이스 장애로 로그인 불가",
        "[picture] down [picture]",
    ] {
        assert!(texts.contains(&title), "{title}: {texts:?}");
    }
    assert!(texts.iter().any(|text| {
        text.contains("not in the chart's fonts: Arabic, Hebrew, Thai, picture (the CSV has it)")
    }));
    assert!(texts.iter().all(|text| !text.contains("??")));
    assert!(picture.to_csv().contains("انقطاع الشبكة"));
}

#[test]
fn east_asian_letters_are_letters_and_not_boxes() {
    let pixels = |title: &str| {
        let mut incident = samples::crm();
        title.clone_into(&mut incident.title);
        let picture = timeline::draw(&TimelineView::new(&incident), Look::default()).unwrap();
        Pixmap::decode_png(&picture.to_png(0.5).unwrap()).unwrap().data().to_vec()
    };
    // Boxes would all look the same.
    for (one, other) in [("数据中心", "网络中断"), ("メール", "データ"), ("데이터", "로그인")]
    {
        assert_ne!(pixels(one), pixels(other), "{one} {other}");
    }
}

#[test]
fn an_hour_that_nobody_knows_is_not_darker_than_the_darkest() {
    // The two of the dozen whose hour is not known are more than any hour has.
    let picture = drawn("calendar", &samples::dozen()).unwrap();
    let strongest = crate::theme::DATA.rgb(crate::theme::Tone::Light);
    let [r, g, b] = strongest;
    let svg = picture.plain_svg();
    assert!(svg.contains(&format!("#{r:02X}{g:02X}{b:02X}")) && !svg.contains("#000081"));
}

#[test]
fn timelines_of_every_span_are_drawn_without_a_clash() {
    for (name, incident) in samples::single() {
        for size in Size::ALL {
            let drawing = timeline::draw(&TimelineView::new(&incident), Look::light(size));
            match drawing {
                Ok(drawing) => check(&format!("timeline of {name}"), &drawing),
                Err(error) => {
                    assert_eq!(name, "nothing");
                    assert!(matches!(error, ChartError::Nothing(Nothing::NoTime { .. })));
                }
            }
        }
    }
}

#[test]
fn every_incident_of_the_dozen_has_a_timeline() {
    for incident in samples::dozen() {
        check(&incident.title, &timeline::draw(&TimelineView::new(&incident), Look::default()).unwrap());
    }
}

#[test]
fn a_long_time_of_nothing_is_one_narrow_column() {
    let set = samples::with_gaps();
    let mut material = Material::new(&set);
    material.every = Some(Every::Quarter);
    let drawing = Chart::find("trend").unwrap().draw(&material, Look::default()).unwrap();
    let left = |text: &str| drawing.runs().iter().find(|run| run.text == text).unwrap().area().left;
    // Under each other, between its neighbours, which are no farther from each other than others.
    let (first, gap, next) = (left("2016"), left("2016Q3–"), left("2020"));
    assert!(first < gap && gap < next && next - first < 2.0 * (left("2021") - next) / 3.0);
    assert!((left("2020Q1:") - gap).abs() < 10.0);
    assert!(drawing.alt.contains("2016Q3 to 2020Q1: no incident; 2020Q2 n 2: "));
}

#[test]
fn the_words_for_those_who_cannot_see_say_what_is_drawn() {
    let open = samples::last_minute();
    let timeline = timeline::draw(&TimelineView::new(&open), Look::default()).unwrap().alt;
    for said in [
        "started 1 Apr 2022 08:00; detected, acknowledged 1 May 2022 11:56; ",
        "(1 announced)",
        "Open as of 1 May 2022 12:00.",
    ] {
        assert!(timeline.contains(said), "{said}: {timeline}");
    }
    let mut set = samples::many(400);
    for (number, incident) in set.iter_mut().enumerate() {
        incident.title = format!("Generated incident {number}");
    }
    let few = phases::draw(&PhasesView::new(&set, None), None, Look::default()).unwrap();
    let titled = |n: usize| few.alt.contains(&format!("Generated incident {n} "));
    let drawn =
        (0..400).filter(|n| few.runs().iter().any(|run| run.text == format!("Generated incident {n}")));
    let drawn: Vec<usize> = drawn.collect();
    assert!(drawn.len() > 10 && drawn.iter().all(|n| titled(*n)));
    assert_eq!((0..400).filter(|n| titled(*n)).count(), drawn.len());
}

#[test]
fn milestones_the_open_end_and_the_last_event_have_a_label_whatever_the_crowd() {
    let crowd = samples::busy(400);
    let drawing = timeline::draw(&TimelineView::new(&crowd), Look::default()).unwrap();
    let labelled = |drawing: &Picture, text: &str| drawing.runs().iter().any(|run| run.text == text);
    assert!(
        labelled(&drawing, "06:06 detected, acknowledged") && labelled(&drawing, "19:18 mitigated, resolved")
    );
    let hosting = timeline::draw(&TimelineView::new(&samples::hosting()), Look::default()).unwrap();
    assert!(labelled(&hosting, "open as of 2 Jul 15:45") && labelled(&hosting, "2 Jul"));
}

#[test]
fn a_picture_has_its_size_and_is_not_blank() {
    let drawing = timeline::draw(&TimelineView::new(&samples::crm()), Look::default()).unwrap();
    for (scale, width, height) in [(1.0, 1600, 900), (2.0, 3200, 1800), (0.25, 400, 225)] {
        let picture = Pixmap::decode_png(&drawing.to_png(scale).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (width, height));
        let inked = picture.pixels().iter().filter(|p| p.red() < 250 || p.blue() < 250).count();
        let part = inked as f64 / picture.pixels().len() as f64;
        assert!((0.03..0.5).contains(&part), "{part} of the picture is inked");
    }
    for absurd in [0.0, -1.0, f32::NAN, 1e9] {
        assert!(drawing.to_png(absurd).is_err(), "{absurd}");
    }
}

#[test]
fn the_published_svg_looks_like_the_picture() {
    for incident in [samples::crm(), samples::hosting()] {
        let drawing = timeline::draw(&TimelineView::new(&incident), Look::default()).unwrap();
        let [a, b] = [drawing.plain_svg(), drawing.to_svg()]
            .map(|svg| Pixmap::decode_png(&png(&svg, Size::PAGE, 1.0, &[]).unwrap()).unwrap());
        let differ = |(p, q): &(&PremultipliedColorU8, &PremultipliedColorU8)| p.red().abs_diff(q.red()) > 96;
        let other = a.pixels().iter().zip(b.pixels()).filter(differ).count();
        // Letters are moved by a part of a pixel where kerning made a word narrower than was measured.
        assert!((other as f64) < 0.01 * a.pixels().len() as f64, "{other} pixels differ");
    }
}

#[test]
fn titles_from_reports_cannot_act_in_the_svg() {
    let mut incident = samples::crm();
    incident.title = "</title><script>alert(1)</script>&\u{1b}[31m\u{0}\"'<![CDATA[".to_owned();
    incident.events[0].text = "<b onclick='x'>]]>&amp;".to_owned();
    let svg = timeline::draw(&TimelineView::new(&incident), Look::default()).unwrap().to_svg();
    assert!(
        !svg.contains("<script") && !svg.contains("<b ") && !svg.contains('\u{1b}') && !svg.contains('\u{0}')
    );
    assert!(svg.contains("&lt;script&gt;"));
    assert!(tree(&svg).is_ok());
}

#[test]
fn the_published_svg_has_a_name_a_view_box_of_its_size_and_real_text() {
    let svg = timeline::draw(&TimelineView::new(&samples::crm()), Look::default()).unwrap().to_svg();
    assert!(svg.contains("viewBox=\"0 0 1600 900\""));
    assert!(svg.contains("<title>Resolved after 3 h 15 min, detected after 2 min</title>"));
    assert!(svg.contains("16:24 identified"));
    assert!(!svg.contains("@font-face") && !svg.contains("http://") || svg.matches("http").count() == 1);
}

/// The texts of a drawing in the order in which they are read.
fn words(drawing: &Picture) -> String {
    let mut runs: Vec<_> =
        drawing.runs().iter().map(|run| (run.baseline, run.area().left, &run.text)).collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    runs.into_iter().map(|(_, _, text)| text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_words_of_each_chart_are_as_they_were_looked_at() {
    let timeline = timeline::draw(&TimelineView::new(&samples::crm()), Look::default()).unwrap();
    insta::assert_snapshot!("timeline", words(&timeline));
    let set = samples::dozen();
    let phases = phases::draw(&PhasesView::new(&set, None), None, Look::default()).unwrap();
    insta::assert_snapshot!("phases", words(&phases));
    let set = samples::many(60);
    let material = Material::new(&set);
    for chart in CHARTS.iter().filter(|chart| !["timeline", "phases"].contains(&chart.name)) {
        insta::assert_snapshot!(chart.name, words(&chart.draw(&material, Look::default()).unwrap()));
    }
}
