//! The corpora beside the locale files: what a language's phrases must mean, and what must mean nothing.
//!
//! `locales/<code>.corpus.toml` holds `[marks]` (a cue, and sentences that say it), `nothing` (sentences that mark no
//! milestone), `[times]` (a text, and what the grammar reads of it in short) and `[[report]]` (a whole report, and the
//! milestones that must be read from it with nobody saying its language).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::locale::Cue;
use crate::locale::by_code;
use crate::locale::catalogue::{FILES, Files};
use crate::narrative::reading::read_sentence;
use crate::text::token::Tokens;
use crate::time::grammar::short_form;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    /// Sentences by the cue that they must say, affirmed and not planned; others may be said too.
    marks: BTreeMap<String, Vec<String>>,
    /// Sentences that say no milestone: denied, planned, of others, or of other things.
    nothing: Vec<String>,
    /// Texts, and what is read of them.
    times: BTreeMap<String, String>,
    /// Whole reports.
    #[serde(default)]
    report: Vec<WholeReport>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeReport {
    text: String,
    /// `started 05-04 09:10; mitigated 05-04 10:45`, ranges with `/`.
    want: String,
}

/// The language that was found, and the milestones in short.
fn told(text: &str) -> (String, String) {
    let report = crate::read("report.txt", text.as_bytes(), &crate::Options::default()).unwrap();
    let Some(incident) = report.incidents.first() else { return (String::new(), String::new()) };
    let show = |at: incstats_model::Instant| at.format("%m-%d %H:%M").to_string();
    let all = incident.milestones.iter().map(|(milestone, time)| {
        let (a, b) = (show(time.bounds.earliest()), show(time.bounds.latest()));
        if a == b { format!("{milestone} {a}") } else { format!("{milestone} {a}/{b}") }
    });
    (incident.language.clone().unwrap_or_default(), all.collect::<Vec<_>>().join("; "))
}

fn said(code: &str, text: &str) -> Vec<String> {
    let locale = by_code(code).unwrap();
    let tokens = Tokens::of(text);
    let said = read_sentence(&tokens, (0, tokens.len()), locale);
    let plain = said.iter().filter(|s| !s.planned);
    plain
        .map(|s| match s.cue {
            Cue::Marks(milestone) => format!("{milestone}{}", if s.partial { " (partial)" } else { "" }),
            other => format!("{other:?}").to_lowercase(),
        })
        .collect()
}

#[test]
fn every_language_keeps_to_its_corpus() {
    let mut wrong = Vec::new();
    for Files { code, corpus, .. } in FILES {
        let corpus: Corpus = toml::from_str(corpus).unwrap_or_else(|e| panic!("{code}: {e}"));
        for (cue, sentences) in &corpus.marks {
            for sentence in sentences {
                let said = said(code, sentence);
                if !said.iter().any(|s| s == cue) {
                    wrong.push(format!("{code}: {sentence:?} must say {cue}, says {said:?}"));
                }
            }
        }
        for sentence in &corpus.nothing {
            let said = said(code, sentence);
            let milestones: Vec<_> =
                said.iter().filter(|s| s.parse::<incstats_model::Milestone>().is_ok()).collect();
            if !milestones.is_empty() {
                wrong.push(format!("{code}: {sentence:?} must mark nothing, marks {milestones:?}"));
            }
        }
        for WholeReport { text, want } in &corpus.report {
            let (language, got) = told(text);
            if (language.as_str(), &got) != (code, want) {
                wrong.push(format!("{code}: must read {want:?}, reads {got:?} in {language:?} of\n{text}"));
            }
        }
        for (line, want) in &corpus.times {
            let got = short_form(line, by_code(code).unwrap());
            if got != *want {
                wrong.push(format!("{code}: {line:?} must read {want:?}, reads {got:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
