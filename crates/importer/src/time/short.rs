//! What was read of a time, in short: for tables of tests, and for people who look at what the reader saw.

use crate::time::expression::{ClockPart, DatePart, Expression, Lead, Nearness, Tie, TimeExpr};

/// A short form of an expression: `2016-06-27T16:15`, `--05-20[04:00-12:00]`, `~16:30`, `40m`.
pub fn short(expression: &Expression) -> String {
    match expression {
        Expression::Time(time) => short_time(time),
        Expression::Duration(d) if d.min_s == d.max_s => format!("{}s{}", d.min_s, tie(d.tie)),
        Expression::Duration(d) => format!("{}-{}s{}", d.min_s, d.max_s, tie(d.tie)),
    }
}

fn tie(tie: Option<Tie>) -> &'static str {
    match tie {
        None => "",
        Some(Tie::For) => " long",
        Some(Tie::After) => " after",
        Some(Tie::Later) => " later",
        Some(Tie::Ago) => " ago",
        Some(Tie::Within) => " at most",
    }
}

fn add(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = std::fmt::Write::write_fmt(out, text);
}

fn short_time(time: &TimeExpr) -> String {
    let mut out = String::new();
    match time.lead {
        Some(Lead::Since) => out.push_str("since "),
        Some(Lead::Until) => out.push_str("until "),
        Some(Lead::By) => out.push_str("by "),
        None => {}
    }
    match time.nearness {
        Some(Nearness::Around) => out.push('~'),
        Some(Nearness::JustBefore) => out.push('<'),
        Some(Nearness::JustAfter) => out.push('>'),
        None => {}
    }
    match time.date {
        Some(DatePart::Calendar(d)) => {
            out.push_str(&d.year.map_or(String::new(), |y| y.to_string()));
            out.push_str(&d.month.map_or("--".into(), |m| format!("-{m:02}")));
            add(&mut out, format_args!("-{:02}", d.day));
            d.last_day.inspect(|last| add(&mut out, format_args!("..{last:02}")));
            d.weekday.inspect(|w| add(&mut out, format_args!("w{w}")));
        }
        Some(DatePart::Weekday(w)) => add(&mut out, format_args!("w{w}")),
        Some(DatePart::FromWriting(n)) => add(&mut out, format_args!("today{n:+}")),
        Some(DatePart::FromStory(n)) => add(&mut out, format_args!("story{n:+}")),
        Some(DatePart::Weekend) => out.push_str("weekend"),
        None => {}
    }
    match time.clock {
        Some(ClockPart::At { hour, minute, second, .. }) => {
            add(&mut out, format_args!("T{hour:02}:{minute:02}"));
            second.inspect(|s| add(&mut out, format_args!(":{s:02}")));
        }
        Some(ClockPart::Part { from, to }) => {
            add(&mut out, format_args!("[{:02}:{:02}-{:02}:{:02}]", from / 60, from % 60, to / 60, to % 60));
        }
        Some(ClockPart::Counted(seconds)) => add(&mut out, format_args!("T{seconds:+}s")),
        None => {}
    }
    time.zone.inspect(|zone| add(&mut out, format_args!(" {zone}")));
    time.until.as_ref().inspect(|until| add(&mut out, format_args!(" .. {}", short_time(until))));
    out
}
