//! Text that is no prose: data and markup for which there is no reader yet. Reading them line by line would find
//! times in them, but not what the times mean.

/// Fewest commas in each line of a table.
const FEWEST_COMMAS: usize = 3;
/// How many lines are looked at.
const SAMPLE: usize = 8;

/// What a text is, if it is no prose.
pub fn structured(text: &str) -> Option<&'static str> {
    let start = text.trim_start();
    let head: String = start.chars().take(200).flat_map(char::to_lowercase).collect();
    if head.starts_with("<!doctype html") || head.contains("<html") {
        return None;
    }
    if head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed") {
        return Some("XML");
    }
    let object = head.starts_with('{') && head.contains("\":");
    let array = head.starts_with('[') && (head.contains("{\"") || head.contains("\":"));
    if object || array {
        return Some("JSON");
    }
    is_comma_table(start).then_some("a table of comma-separated values whose heading is not known")
}

/// Whether the first lines all have the same number of commas, and several, as no prose has.
fn is_comma_table(text: &str) -> bool {
    let commas: Vec<usize> = text.lines().take(SAMPLE).map(|line| line.matches(',').count()).collect();
    let first = commas.first().copied().unwrap_or(0);
    commas.len() >= 3
        && first >= FEWEST_COMMAS
        && commas.iter().filter(|n| **n >= first).count() * 4 >= commas.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_and_markup_are_known_and_prose_is_left_alone() {
        for (text, want) in [
            ("<!DOCTYPE html>\n<html></html>", None),
            ("<?xml version=\"1.0\"?><feed/>", Some("XML")),
            ("{\"incidents\": [1]}\n", Some("JSON")),
            ("[ {\"id\": 1} ]", Some("JSON")),
            ("{\"file\": 1, \"cut\": \"of", Some("JSON")),
            ("{\"file\": 1}\n{\"file\": 2}\n", Some("JSON")),
            ("[resolved] At 13:40 on 19th May, mains power tripped.", None),
            ("Dear customer, at 13:40, as you know, we had, sadly, an outage.\nIt is over.\nGood day.", None),
            ("16:15\tIssue occurred\n16:17\tNoticed", None),
        ] {
            assert_eq!(structured(text), want, "{text}");
        }
        let table = "number,opened,closed,state\n1,2021-01-01,2021-01-02,x\n2,2021-01-03,2021-01-04,y\n";
        assert!(structured(table).is_some());
    }
}
