//! What a report says beside times: its title, whose it is, how bad it was.

use crate::locale::{Label, Locale, Section};
use crate::narrative::role::Role;
use crate::narrative::story::Story;
use crate::read::document::Document;
use crate::text::token::{Kind, Tokens};

/// How many of the first lines may hold the title.
const TITLE_LINES: usize = 40;
/// How many of them may hold a title without such a word.
const HEAD_LINES: usize = 8;
/// Longest headline, in words.
const LONGEST_HEADLINE: usize = 14;
/// Longest title, in characters.
const LONGEST_TITLE: usize = 120;

/// The headline: a field that says so, else the first short line that has a word such as `incident` in it, else the
/// first short line that is no letterhead. `None` where there is none, as in a letter.
pub fn title(
    document: &Document,
    story: &Story,
    roles: &[Role],
    locale: &Locale,
    organisation: Option<&str>,
) -> Option<String> {
    let field = story.fields.iter().find(|f| f.label == Label::Title);
    let field = field.and_then(|f| Some(clean(document.lines.get(f.line)?.rest(f.value))));
    let told = |i: usize| {
        !matches!(
            roles.get(i),
            Some(
                Role::Heading(Some(Section::Timeline | Section::Cause | Section::Paper))
                    | Role::Entry { .. }
                    | Role::Day(_)
                    | Role::Stamp(_)
                    | Role::Field { .. }
                    | Role::Status(..)
                    | Role::Code
            )
        )
    };
    // `Post-mortem: failed reads` begins like the word over a post, but goes on.
    let goes_on = |i: usize| {
        let words = document.lines.get(i).map_or(0, |line| words_in(&line.tokens));
        matches!(roles.get(i), Some(Role::Status(..))) && words > 3
    };
    // `# Outage 13 March 2024` is a field by its words, `# [Resolved] Slow search` a status, and a headline by its mark.
    let begins =
        |i: usize, mark: char| document.lines.get(i).is_some_and(|line| line.tokens.is_mark(0, mark));
    let marked = |i: usize| {
        let shaped = matches!(
            roles.get(i),
            Some(Role::Field { label: Label::IncidentDay | Label::Window, .. } | Role::Status(..))
        );
        shaped && begins(i, '#')
    };
    let told = |i: usize| told(i) || goes_on(i) || marked(i);
    let short = |i: &usize| {
        told(*i) && !begins(*i, '|') && document.lines.get(*i).is_some_and(|line| is_headline(&line.tokens))
    };
    let named = |i: &usize| {
        document.lines.get(*i).is_some_and(|line| {
            locale.headings.within(&line.tokens, 0, line.tokens.len()).any(|hit| *hit.value == Section::Title)
        })
    };
    let letterhead = |i: &usize| {
        let text = document.lines.get(*i).map(|line| clean(&line.text)).unwrap_or_default();
        organisation.is_some_and(|name| text.contains(name)) && text.split_whitespace().count() <= 3
    };
    let line = (0..TITLE_LINES).filter(short).find(named);
    // A headline stands before the text; what is short behind it may be `Cheers`.
    let text = |i: &usize| {
        let long = document.lines.get(*i).is_some_and(|line| words_in(&line.tokens) > LONGEST_HEADLINE);
        long && matches!(roles.get(*i), Some(Role::Prose))
    };
    let head = || (0..HEAD_LINES).take_while(|i| !text(i));
    let line = line.or_else(|| head().filter(short).find(|i| !letterhead(i)));
    let written = || line.and_then(|i| document.lines.get(i)).map(|line| clean(&line.text));
    let found = field.filter(|f| !f.is_empty()).or_else(written)?;
    Some(found.chars().take(LONGEST_TITLE).collect())
}

/// A line of a few words that is no sentence.
fn is_headline(tokens: &Tokens) -> bool {
    let sentence =
        tokens.iter().next_back().is_some_and(|t| matches!(t.kind, Kind::Mark('.' | '?' | '!' | ';' | ',')));
    (1..=LONGEST_HEADLINE).contains(&words_in(tokens)) && !sentence
}

fn words_in(tokens: &Tokens) -> usize {
    tokens.iter().filter(|t| t.kind == Kind::Word).count()
}

/// A line without marks of headings, tables and emphasis.
fn clean(text: &str) -> String {
    let mark = |c: char| c.is_whitespace() || "#*_|=-–—:•\u{feff}\"".contains(c);
    text.trim_matches(mark).replace("**", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whose report it is: a field, else the name that an address or a line of the text shares with the document's head.
pub fn organisation(document: &Document, story: &Story) -> Option<String> {
    let field = story
        .fields
        .iter()
        .find(|f| f.label == Label::Organisation)
        .and_then(|f| Some(clean(document.lines.get(f.line)?.rest(f.value))));
    if let Some(name) = field.filter(|name| !name.is_empty() && name.chars().count() <= 60) {
        return Some(name);
    }
    domains(document).into_iter().find_map(|domain| spelled(document, &domain))
}

/// The names in the mail and web addresses of a document, the most frequent first.
fn domains(document: &Document) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for word in document.lines.iter().flat_map(|line| line.text.split_whitespace()) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let host = word.rsplit_once('@').map(|(_, host)| host).or_else(|| word.strip_prefix("www."));
        let Some(name) = host.and_then(main_label) else { continue };
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(name, _)| name).collect()
}

/// `coretek` of `mail.coretek.co.uk`.
fn main_label(host: &str) -> Option<String> {
    let mut labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    labels.pop()?;
    // Second-level registries: `co.uk`, `com.au`; and the names kept for examples.
    while labels.len() > 1
        && labels
            .last()
            .is_some_and(|l| matches!(*l, "co" | "com" | "org" | "net" | "ac" | "gov" | "gouv" | "example"))
    {
        labels.pop();
    }
    labels.last().filter(|l| l.len() > 2).map(|l| l.to_lowercase())
}

/// How the document itself writes a name: a capitalised word, or run of words, that the address shortens.
fn spelled(document: &Document, domain: &str) -> Option<String> {
    let bare: String = domain.chars().filter(|c| c.is_alphanumeric()).collect();
    for line in &document.lines {
        let tokens = &line.tokens;
        for at in 0..tokens.len() {
            let Some(first) = tokens.get(at).filter(|t| t.kind == Kind::Word) else { continue };
            let capital = line.rest(first.start).chars().next().is_some_and(char::is_uppercase);
            let mut joined = String::new();
            for end in at..tokens.len().min(at + 7) {
                if tokens.is_word(end) {
                    joined.push_str(tokens.text(end));
                } else if !tokens.is_mark(end, '-') {
                    break;
                }
                if joined == bare
                    && capital
                    && !tokens.is_mark(end + 1, '.')
                    && !tokens.is_mark(at.wrapping_sub(1), '.')
                    && !tokens.is_mark(at.wrapping_sub(1), '@')
                {
                    let last = tokens.get(end)?;
                    return Some(line.slice(first.start, last.end).to_owned());
                }
            }
        }
    }
    None
}

/// A field as written, on one line.
pub fn field(document: &Document, story: &Story, label: Label) -> Option<String> {
    let found = story.fields.iter().find(|f| f.label == label)?;
    let value = clean(document.lines.get(found.line)?.rest(found.value));
    (!value.is_empty() && value.chars().count() <= LONGEST_TITLE).then_some(value)
}

/// The services of a field, parted by commas.
pub fn services(document: &Document, story: &Story) -> Vec<String> {
    let listed = field(document, story, Label::Services).unwrap_or_default();
    // `Sites touchés : 312` counts, it names nothing.
    let named = |s: &&str| {
        s.chars().next().is_some_and(|c| !c.is_ascii_digit()) && s.chars().any(char::is_alphabetic)
    };
    listed.split([',', ';']).map(str::trim).filter(named).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_the_name_and_the_text_how_it_is_written() {
        for (text, want) in [
            ("Incident Oxito\nécrivez à info@oxito.com", Some("Oxito")),
            ("www.coretek.co.uk\nCoretek's own staff", Some("Coretek")),
            ("Bilan de Val-Cendre\nbonjour@val-cendre.example.org", Some("Val-Cendre")),
            ("write to someone@nowhere.example", None),
            ("no address", None),
        ] {
            let document = Document::of(text).unwrap();
            assert_eq!(organisation(&document, &Story::default()).as_deref(), want, "{text}");
        }
    }
}
