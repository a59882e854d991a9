//! Why it happened, and what kind of cause that is.
//!
//! A cause is told by a field, by the section on it, or by a sentence that says so (`caused by`). Its kind is that of the
//! longest phrase of the cause sentence that the language's file knows, of equals the first: a `power failure at our
//! provider` is told by more words than `provider`, and what comes first is what the rest explains.

use incstats_model::{CauseCategory, Milestone};

use crate::locale::{CauseWord, Cue, Label, Locale, Section, by_code, catalogue};
use crate::narrative::facts::field;
use crate::narrative::passage::Passage;
use crate::narrative::reading::read_sentence;
use crate::narrative::story::Story;
use crate::read::document::Document;
use crate::text::token::Tokens;

/// Longest cause, in characters.
const LONGEST_CAUSE: usize = 400;
/// How many sentences of a section on the cause are looked through for its kind.
const SENTENCES: usize = 4;
/// How near before it a word of denial takes back that a cause is told, in tokens.
const DENIAL: usize = 4;

/// The sentence that tells the cause, and what kind of cause it tells.
pub fn cause(document: &Document, story: &Story, locale: &Locale) -> (Option<String>, Option<CauseCategory>) {
    if let Some(value) = field(document, story, Label::Cause) {
        let kind = category(&value, Some(locale));
        return (Some(value), kind);
    }
    of_story(story, locale)
}

/// The sentence of the section on the cause, or one that says so, and what kind of cause it tells.
pub fn of_story(story: &Story, locale: &Locale) -> (Option<String>, Option<CauseCategory>) {
    let found = of_section(story, locale).or_else(|| told(story, locale));
    found.map_or((None, None), |(text, kind)| (Some(text), kind))
}

/// Of the section on it the first sentence that tells a kind of cause, else the first.
fn of_section(story: &Story, locale: &Locale) -> Option<(String, Option<CauseCategory>)> {
    let prose = story.prose.iter().find(|prose| prose.section == Some(Section::Cause))?;
    let passage = &prose.passage;
    let mut kinds = passage.sentences.iter().take(SENTENCES).map(|s| (*s, kind(&passage.tokens, *s, locale)));
    let (sentence, kind) =
        kinds.find(|(_, kind)| kind.is_some()).or_else(|| Some((*passage.sentences.first()?, None)))?;
    Some((words(passage, sentence)?, kind))
}

/// The first sentence that says that something caused it, and whose words are those of a kind of cause.
fn told(story: &Story, locale: &Locale) -> Option<(String, Option<CauseCategory>)> {
    let prose = story.prose.iter().filter(|p| !matches!(p.section, Some(Section::Paper | Section::Aside)));
    let passages = prose.map(|p| &p.passage).chain(story.entries.iter().map(|entry| &entry.passage));
    for passage in passages {
        for sentence in &passage.sentences {
            let tells = locale.causes.within(&passage.tokens, sentence.0, sentence.1).any(|hit| {
                let tells = match *hit.value {
                    CauseWord::Because => true,
                    CauseWord::Owing => of_harm(&passage.tokens, *sentence, locale),
                    CauseWord::Of(_) => false,
                };
                tells && !is_denied(&passage.tokens, sentence.0, hit.at, locale)
            });
            if tells
                && let Some(kind) = kind(&passage.tokens, *sentence, locale)
                && let Some(text) = words(passage, *sentence)
            {
                return Some((text, Some(kind)));
            }
        }
    }
    None
}

/// Whether a sentence tells of harm that was, not of one to come.
fn of_harm(tokens: &Tokens, sentence: (usize, usize), locale: &Locale) -> bool {
    let harm = |cue: Cue| matches!(cue, Cue::Damage | Cue::Blocked | Cue::Marks(Milestone::Started));
    read_sentence(tokens, sentence, locale).iter().any(|said| harm(said.cue) && !said.planned)
}

/// `This was not caused by an attack`.
fn is_denied(tokens: &Tokens, from: usize, at: usize, locale: &Locale) -> bool {
    let near = at.saturating_sub(DENIAL).max(from);
    locale.cues.within(tokens, near, at).any(|hit| matches!(*hit.value, Cue::Negation | Cue::Plan))
}

fn words(passage: &Passage, sentence: (usize, usize)) -> Option<String> {
    let text: String = passage.sentence_text(sentence).chars().take(LONGEST_CAUSE).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The kind of cause that a text tells, in its language; in any of them where that is not known.
pub fn category(text: &str, locale: Option<&Locale>) -> Option<CauseCategory> {
    let tokens = Tokens::of(text);
    let of = |locale: &Locale| kind(&tokens, (0, tokens.len()), locale);
    if let Some(locale) = locale {
        return of(locale).or_else(|| by_code("en").and_then(of));
    }
    catalogue::all().iter().find_map(of)
}

fn kind(tokens: &Tokens, sentence: (usize, usize), locale: &Locale) -> Option<CauseCategory> {
    let hits = locale.causes.within(tokens, sentence.0, sentence.1).filter_map(|hit| match *hit.value {
        CauseWord::Of(kind) => Some((hit.len - hit.skipped.len(), hit.at, kind)),
        CauseWord::Because | CauseWord::Owing => None,
    });
    // That nobody knows it is said of a cause, whatever else is told of it.
    let longest =
        hits.max_by_key(|(len, at, kind)| (*kind == CauseCategory::Unknown, *len, std::cmp::Reverse(*at)));
    longest.map(|(.., kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use CauseCategory::{
        Capacity, Configuration, Hardware, HumanAction, Network, PowerOrCooling, Security, SoftwareChange,
        ThirdParty, Unknown,
    };

    #[test]
    fn every_language_tells_kinds_of_causes() {
        for (code, text, want) in [
            ("en", "The outage was caused by a faulty release of the login service.", SoftwareChange),
            ("en", "A power failure at our provider took both rooms down.", PowerOrCooling),
            ("en", "One of our engineers accidentally deleted the wrong volume.", HumanAction),
            ("en", "An expired certificate kept clients from connecting.", Configuration),
            ("en", "The database ran out of disk space.", Capacity),
            ("en", "The cause is still unknown.", Unknown),
            ("de", "Ursache war ein defekter Switch im Rechenzentrum.", Hardware),
            ("de", "Auslöser war ein Stromausfall in der Region.", PowerOrCooling),
            ("fr", "L'incident a été causé par une coupure de fibre.", Network),
            ("fr", "Une erreur humaine est à l'origine de la panne.", HumanAction),
            ("es", "El corte se debió a un ataque de denegación de servicio.", Security),
            ("it", "Il disservizio è stato causato da un guasto di un server.", Hardware),
            ("nl", "De storing werd veroorzaakt door een fout in de configuratie.", Configuration),
            ("pt", "A falha foi causada por uma queda de energia.", PowerOrCooling),
            ("sv", "Avbrottet orsakades av en felaktig konfigurering.", Configuration),
            ("no", "Feilen skyldtes et strømbrudd.", PowerOrCooling),
            ("da", "Fejlen skyldtes en overgravet kabel.", Network),
            ("fi", "Häiriön syynä oli laitevika.", Hardware),
            ("pl", "Przyczyną awarii było uszkodzenie światłowodu.", Network),
            ("cs", "Příčinou byl výpadek napájení.", PowerOrCooling),
            ("ru", "Причиной стал сбой у внешнего поставщика.", ThirdParty),
            ("uk", "Причиною стало перевантаження серверів.", Capacity),
            ("tr", "Kesintinin nedeni bir fiber kopması oldu.", Network),
            ("ja", "原因は設定ミスでした。", Configuration),
            ("ko", "원인은 전력 공급 중단이었습니다.", PowerOrCooling),
            ("zh", "原因是光缆被挖断。", Network),
        ] {
            assert_eq!(category(text, by_code(code)), Some(want), "{text}");
        }
        assert_eq!(category("We are sorry.", by_code("en")), None);
        // The cell of a table has no language.
        assert_eq!(category("Stromausfall", None), Some(PowerOrCooling));
        assert_eq!(category("disk", None), Some(Hardware));
    }

    #[test]
    fn a_cause_is_a_field_a_section_or_a_sentence_that_says_so() {
        for (text, want) in [
            (
                "# Outage of 4 May 2021\n\nCause: a faulty disk\n\n09:10 Service went down\n",
                Some((Some(Hardware), "a faulty disk")),
            ),
            (
                "# Outage of 4 May 2021\n\n## Root cause\n\nIt began with a small thing. A deployment removed the index.\n\n## Timeline\n\n09:10 Service went down\n09:40 Service restored\n",
                Some((Some(SoftwareChange), "A deployment removed the index.")),
            ),
            (
                "4 May 2021\n\nThe shop was down from 14:00 to 14:40 UTC. This was caused by a power cut in the first room. It was not caused by an attack.\n",
                Some((Some(PowerOrCooling), "This was caused by a power cut in the first room.")),
            ),
            (
                "4 May 2021\n\nThe shop was down from 14:00 to 14:40 UTC. This was not caused by an attack.\n",
                None,
            ),
        ] {
            let report = crate::read("a.txt", text.as_bytes(), &crate::Options::default()).unwrap();
            let Some(incident) = report.incidents.first() else { panic!("{text}: {:?}", report.findings) };
            let got = incident.cause.as_deref().map(|cause| (incident.facts.cause_category, cause));
            assert_eq!(got, want, "{text}");
        }
    }
}
