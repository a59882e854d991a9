//! A row a page, in small ones of our own.

use incstats_model::{Incident, Source};

use super::*;
use crate::feed::find;
use crate::options::Options;

fn feed(text: &str) -> Read {
    let feed = find(text).expect("a feed");
    feed.read.whole(&Input { text, options: &Options::default(), source: &Source::default() })
}

fn told(incident: &Incident) -> String {
    let at = |at: Option<incstats_model::Instant>| {
        at.map_or("-".to_owned(), |at| at.to_utc().format("%Y-%m-%d %H:%M").to_string())
    };
    format!(
        "{} {} {} {}..{} {}",
        incident.source_id.as_deref().unwrap_or("-"),
        incident.kind.name(),
        incident.status.name(),
        at(incident.posted.opened),
        at(incident.posted.closed),
        incident.title
    )
}

fn post(day: &str, clock: &str, zone: &str, words: &str) -> String {
    format!(
        "&lt;p&gt;&lt;small&gt;{day}, &lt;var data-var='time'&gt;{clock}&lt;/var&gt; {zone}&lt;/small&gt;&lt;br&gt;{words}&lt;/p&gt;"
    )
}

fn atom(entries: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Acme Status - Incident History</title>\n{entries}</feed>\n"
    )
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Acme Status</title>\n{items}</channel></rss>\n"
    )
}

#[test]
fn pages_and_what_they_tell() {
    let day = "Mar &lt;var data-var='date'&gt; 1&lt;/var&gt;";
    let resolved = post(
        day,
        "09:40",
        "UTC",
        "&lt;strong&gt;Resolved&lt;/strong&gt; - Between 07:50 and 09:05 UTC users could not send mail.",
    );
    let opened = post(day, "08:10", "UTC", "&lt;strong&gt;Investigating&lt;/strong&gt; - Mail is late.");
    let work = post(day, "10:40", "CET", "&lt;strong&gt;Completed&lt;/strong&gt; - Done.")
        + &post(day, "09:10", "CET", "&lt;strong&gt;Scheduled&lt;/strong&gt; - New disks.");
    for (text, want) in [
        (
            atom(&format!(
                "<entry><id>tag:status.acme.test,2005:Incident/123</id><published>2026-03-01T09:40:12Z</published><updated>2026-03-01T09:40:12Z</updated><link rel=\"alternate\" href=\"https://x/incidents/a1\"/><title>Mail delayed</title><content type=\"html\">{resolved}{opened}</content></entry>"
            )),
            &["123 incident resolved 2026-03-01 08:10..2026-03-01 09:40 Mail delayed"][..],
        ),
        (
            atom(&format!(
                "<entry><id>tag:status.acme.test,2005:Incident/124</id><published>2026-03-01T09:40:12Z</published><title>New disks</title><content type=\"html\">{work}</content></entry>"
            )),
            &["124 maintenance resolved 2026-03-01 08:10..2026-03-01 09:40 New disks"],
        ),
        (
            rss(&format!(
                "<item><title>Mail delayed</title><description>{resolved}{opened}</description><pubDate>Sun, 01 Mar 2026 09:40:12 +0000</pubDate><link>https://x/incidents/a1</link><guid>https://x/incidents/a1</guid></item>"
            )),
            &["a1 incident resolved 2026-03-01 08:10..2026-03-01 09:40 Mail delayed"],
        ),
        (
            // A post an item, several items an incident.
            rss(
                "<item><title>[Resolved] Mail</title><description>Back.</description><pubDate>Sun, 01 Mar 2026 09:40:00 GMT</pubDate><link>https://x/incident/7</link><guid>g2</guid></item><item><title>[Investigating] Mail</title><description>Late.</description><pubDate>Sun, 01 Mar 2026 08:10:00 GMT</pubDate><link>https://x/incident/7</link><guid>g1</guid></item>",
            ),
            &["g2 incident resolved 2026-03-01 08:10..2026-03-01 09:40 Mail"],
        ),
        (
            // One time only: when it began is not known.
            rss(
                "<item><title>[RESOLVED] Errors in eu-1</title><description>It is over.</description><pubDate>Sun, 01 Mar 2026 09:40:00 PST</pubDate><guid>http://status.aws.amazon.com/#vm-eu-1_1656084000</guid></item>",
            ),
            &["vm-eu-1_1656084000 incident resolved -..2026-03-01 17:40 Errors in eu-1"],
        ),
        (
            // The end in a category.
            rss(
                "<item><title>[Gelöst] Netz gestört</title><link>https://x/issues/netz/</link><pubDate>Sun, 01 Mar 2026 08:10:00 +0000</pubDate><guid>https://x/issues/netz/</guid><category>2026-03-01 09:40:00</category><description>Weg.</description></item>",
            ),
            &["netz incident resolved 2026-03-01 08:10..2026-03-01 09:40 Netz gestört"],
        ),
        (
            atom(
                "<entry><id>https://x/incidents/9</id><published>2026-03-01T08:10:00Z</published><updated>2026-03-01T08:10:00Z</updated><title>Chat</title><content type=\"html\">&lt;b&gt;Status: Investigating&lt;/b&gt;&lt;br/&gt;We look.</content></entry>",
            ),
            &["9 incident ongoing 2026-03-01 08:10..- Chat"],
        ),
    ] {
        assert_eq!(find(&text).map(|feed| feed.name), Some("status-feed"), "{text}");
        let read = feed(&text);
        assert_eq!(read.incidents.iter().map(told).collect::<Vec<_>>(), want, "{text}");
    }
}

#[test]
fn the_impact_is_told_by_the_prose_and_the_year_is_noted() {
    let day = "Mar &lt;var data-var='date'&gt; 1&lt;/var&gt;";
    let resolved = post(
        day,
        "09:40",
        "UTC",
        "&lt;strong&gt;Resolved&lt;/strong&gt; - Between 07:50 and 09:05 UTC users could not send mail.",
    );
    let read = feed(&atom(&format!(
        "<entry><id>t:Incident/1</id><updated>2026-03-01T09:40:12Z</updated><title>Mail</title><content type=\"html\">{resolved}</content></entry>"
    )));
    let incident = &read.incidents[0];
    let started = incident.milestones.get(Milestone::Started).unwrap();
    assert_eq!(started.bounds.earliest().to_rfc3339(), "2026-03-01T07:50:00+00:00");
    let text = read.text.as_deref().unwrap();
    assert!(
        text.lines().nth(started.place.unwrap().line as usize - 1).unwrap().contains("Between 07:50"),
        "{text}"
    );
    assert!(incident.findings.iter().any(|f| f.code == "assumed.year"));
    assert_eq!(incident.organisation.as_deref(), Some("Acme"));
}

#[test]
fn the_saved_history_page() {
    let page = "<html><div data-react-class=\"HistoryIndex\" data-react-props=\"{&quot;months&quot;:[{&quot;name&quot;:&quot;March&quot;,&quot;year&quot;:2026,&quot;incidents&quot;:[{&quot;code&quot;:&quot;a1&quot;,&quot;name&quot;:&quot;Mail delayed&quot;,&quot;message&quot;:&quot;Over.&quot;,&quot;impact&quot;:&quot;minor&quot;,&quot;timestamp&quot;:&quot;Mar &lt;var data-var='date'&gt;1&lt;/var&gt;, &lt;var data-var='time'&gt;08:10&lt;/var&gt; - &lt;var data-var='time'&gt;09:40&lt;/var&gt; UTC&quot;},{&quot;code&quot;:&quot;a2&quot;,&quot;name&quot;:&quot;Disks&quot;,&quot;impact&quot;:&quot;maintenance&quot;,&quot;timestamp&quot;:&quot;Mar 1, 23:10 - Mar 2, 01:40 CET&quot;},{&quot;code&quot;:&quot;a3&quot;,&quot;name&quot;:&quot;Broken&quot;,&quot;timestamp&quot;:&quot;soon&quot;}]}]}\"></div></html>";
    assert_eq!(find(page).map(|feed| feed.name), Some("statuspage-history"));
    let read = feed(page);
    assert_eq!(
        read.incidents.iter().map(told).collect::<Vec<_>>(),
        [
            "a1 incident resolved 2026-03-01 08:10..2026-03-01 09:40 Mail delayed",
            "a2 maintenance resolved 2026-03-01 22:10..2026-03-02 00:40 Disks"
        ]
    );
    assert!(read.findings.len() == 1 && read.findings[0].message.contains("`a3`"), "{:?}", read.findings);
}

#[test]
fn other_feeds_and_pages_are_none_of_ours() {
    for text in [
        rss(
            "<item><title>We moved</title><link>https://blog.test/moved</link><description>To a new office.</description></item>",
        ),
        "<html><body>Incident at 10:00</body></html>".to_owned(),
        "<feed></feed>".to_owned(),
    ] {
        assert_eq!(find(&text).map(|feed| feed.name), None, "{text}");
    }
}
