//! What stands around every plot: the finding as its title, what is drawn as its subtitle, what it rests on at its foot.

use chrono::FixedOffset;
use incstats_analysis::view::Basis;

use super::words::{count, moment};
use crate::paint::{Anchor, Area, Scene};
use crate::text::{Style, Weight, shorten, wrap_evenly};
use crate::theme;

/// Most lines of a title.
const TITLE_LINES: usize = 2;
/// Most lines of one paragraph of a subtitle.
const SUBTITLE_LINES: usize = 2;

/// The words at the top.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// The finding, in words.
    pub title: String,
    /// The name of what is drawn, where it has one.
    pub name: String,
    /// Definition, period, zone and n; each a paragraph.
    pub subtitle: Vec<String>,
}

/// Where things go: what the head and the foot leave free.
pub(crate) struct Frame {
    /// Free for the plot, its axes and legends.
    pub free: Area,
}

impl Frame {
    /// Draws the head and keeps room for the foot.
    pub(crate) fn open(scene: &mut Scene, head: &Head) -> Self {
        let (left, right) = (theme::MARGIN, scene.across() - theme::MARGIN);
        let room = right - left;
        let title = Style::new(theme::TITLE_SIZE, Weight::SemiBold, theme::TEXT);
        let name = Style::new(theme::SUBTITLE_SIZE, Weight::SemiBold, theme::TEXT);
        let plain = Style::new(theme::SUBTITLE_SIZE, Weight::Regular, theme::MUTED);
        let mut y = theme::MARGIN_TOP;
        let mut put = |scene: &mut Scene, text: &str, style: Style, lines: usize, gap: f64| {
            y += gap;
            for line in wrap_evenly(text, &style, room, lines) {
                y += style.line();
                scene.text(&line, (left, y - style.line() + style.ascent()), Anchor::Start, style);
            }
        };
        put(scene, &head.title, title, TITLE_LINES, 0.0);
        put(scene, &head.name, name, SUBTITLE_LINES, theme::LABEL_GAP);
        for paragraph in &head.subtitle {
            put(scene, paragraph, plain, SUBTITLE_LINES, 2.0);
        }
        let foot = scene.down() - theme::MARGIN_BOTTOM - theme::FOOTER_SIZE;
        Self { free: Area::new(left, y + theme::GAP, right, foot - theme::GAP) }
    }

    /// Draws the foot. The last thing to draw: it says what could not be.
    pub(crate) fn close(&self, scene: &mut Scene, basis: &Basis) {
        let style = Style::FOOTER;
        let baseline = scene.down() - theme::MARGIN_BOTTOM - style.descent();
        let mut words = vec![format!("Source: {}", count(basis.sources, "report"))];
        if let Some(to) = basis.data_to {
            let utc =
                to.with_timezone(&FixedOffset::east_opt(0).unwrap_or_else(|| *to.fixed_offset().offset()));
            words.push(format!("data to {} UTC", moment(utc)));
        }
        if basis.zones_assumed > 0 {
            words.push(format!("time zone assumed in {} of {}", basis.zones_assumed, basis.incidents));
        }
        if !scene.lacking.is_empty() {
            let names: Vec<&str> = scene.lacking.iter().copied().collect();
            words.push(format!("not in the chart's fonts: {} (the CSV has it)", names.join(", ")));
        }
        let tool = concat!("incstats ", env!("CARGO_PKG_VERSION"));
        let room = self.free.width() - style.width(tool) - theme::GAP;
        let left = shorten(&words.join("  ·  "), &style, room);
        scene.text(&left, (self.free.left, baseline), Anchor::Start, style);
        scene.text(tool, (self.free.right, baseline), Anchor::End, style);
    }
}
