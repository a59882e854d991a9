//! Entries that no service ever had: the demonstrations that come with the template of a status site.

use super::record::Record;

/// Words that only the demonstrations have, and what they are. All of a row must be there.
const DEMONSTRATIONS: [(&[&str], &str); 2] = [
    (&["example chat app"], "it is the demonstration entry of a status site's template"),
    (&["unavailable guilds", "gateway"], "it is the demonstration entry of a status site's template"),
];

/// Why a record tells of no incident; `None` where it may.
pub fn reason(record: &Record) -> Option<&'static str> {
    let prose = record.updates.iter().flat_map(|update| update.lines.iter().map(|line| line.text.as_str()));
    let services = record.services.iter().map(String::as_str);
    let words: Vec<String> =
        prose.chain(services).chain([record.title.as_str()]).map(str::to_lowercase).collect();
    let has = |phrase: &&str| words.iter().any(|line| line.contains(phrase));
    DEMONSTRATIONS.iter().find(|(phrases, _)| phrases.iter().all(has)).map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use incstats_model::Place;

    #[test]
    fn demonstrations_are_known_and_real_entries_are_not() {
        let mut record = Record::new(Place::line(1), "Chat is slow");
        assert_eq!(reason(&record), None);
        record.services = vec!["Example Chat App".to_owned()];
        assert!(reason(&record).is_some());
        assert!(reason(&Record::new(Place::line(1), "Unavailable guilds & gateway errors")).is_some());
        assert_eq!(reason(&Record::new(Place::line(1), "Unavailable guilds")), None);
    }
}
