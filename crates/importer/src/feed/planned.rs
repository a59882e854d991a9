//! Whether a headline is one of planned work, by the words of all languages (`[kind]` in the locale files): a status
//! page has titles in more than one, and a title alone is too short to tell its language.

use crate::locale::{Cue, KindWord, Locale, catalogue};
use crate::text::token::Tokens;

/// Whether a headline names planned work. `announces`: it stands over a window of work that was announced, where
/// "update" and "migration" name the work; elsewhere they name what broke.
pub fn is_planned(title: &str, announces: bool) -> bool {
    let tokens = Tokens::of(title);
    let locales = || catalogue::all().iter();
    let hits: Vec<_> = catalogue::kinds().within(&tokens, 0, tokens.len()).collect();
    // `Errors after the maintenance`: the work is over, and something else is meant.
    let apart = |at: usize, len: usize| {
        hits.iter().any(|hit| *hit.value == KindWord::Aftermath && hit.at < at + len && at < hit.at + hit.len)
    };
    let is_harm =
        |locale: &Locale| locale.cues.within(&tokens, 0, tokens.len()).any(|hit| *hit.value == Cue::Damage);
    hits.iter().filter(|hit| !apart(hit.at, hit.len)).any(|hit| match hit.value {
        KindWord::Maintenance => true,
        KindWord::Upgrade => announces || !locales().any(is_harm),
        KindWord::Works => announces,
        KindWord::Aftermath => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_several_languages() {
        for (title, ordinary, announced) in [
            ("Maintenance window on the mail cluster", true, true),
            ("Mail down for scheduled maintenance", true, true),
            ("Planned work on the core routers", true, true),
            ("Upgrade of the database servers", true, true),
            ("Database is down after upgrade", false, false),
            ("Errors following last night's maintenance", false, false),
            ("Wartungsarbeiten am Netz", true, true),
            ("Ausfall wegen Wartung", true, true),
            ("Störung nach der Wartung", false, false),
            ("Maintenance du réseau", true, true),
            ("Travaux programmés sur le stockage", true, true),
            ("Server updates and reboots", false, true),
            ("Migration of the wiki", false, true),
            ("Update centre does not answer", false, true),
            ("Mail is delayed", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_planned(title, false), is_planned(title, true)), (ordinary, announced), "{title}");
        }
    }
}
