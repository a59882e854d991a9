//! The languages that are built in.

use std::sync::LazyLock;

use crate::locale::file::LocaleFile;
use crate::locale::lexicon::Locale;
use crate::locale::meaning::KindWord;
use crate::text::pattern::Index;

/// A language's files: its code, its phrases, its corpus.
pub(super) struct Files {
    /// ISO 639-1.
    pub code: &'static str,
    /// `locales/<code>.toml`.
    pub phrases: &'static str,
    /// `locales/<code>.corpus.toml`, for the test that keeps the language to it.
    #[cfg(test)]
    pub corpus: &'static str,
}

macro_rules! languages {
    ($($code:literal),* $(,)?) => {
        [$(Files {
            code: $code,
            phrases: include_str!(concat!("../../locales/", $code, ".toml")),
            #[cfg(test)]
            corpus: include_str!(concat!("../../locales/", $code, ".corpus.toml")),
        }),*]
    };
}

/// All languages. The first is taken where nothing tells.
pub(super) static FILES: &[Files] = &languages![
    "en", "fr", "ja", "ko", "zh", "de", "nl", "sv", "fi", "tr", "es", "pl", "no", "da", "it", "ru", "pt",
    "uk", "cs"
];

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    // A file that does not load is a fault of the build; `every_file_loads_under_its_own_code` keeps it from being
    // shipped.
    FILES.iter().filter_map(|files| Locale::new(&LocaleFile::parse(files.phrases).ok()?).ok()).collect()
});

/// All languages, in the order of the catalogue.
pub fn all() -> &'static [Locale] {
    &LOCALES
}

/// Words of titles that tell planned work, in all languages.
static KINDS: LazyLock<Index<KindWord>> = LazyLock::new(|| {
    let mut kinds = Index::default();
    for locale in all() {
        kinds.extend(&locale.kinds);
    }
    kinds
});

/// Words of titles that tell planned work, in all languages: a title is too short to tell its own.
pub fn kinds() -> &'static Index<KindWord> {
    &KINDS
}

/// The codes of all languages, for messages: `en, fr`.
pub fn codes() -> String {
    FILES.iter().map(|files| files.code).collect::<Vec<_>>().join(", ")
}

/// The language of a code such as `fr`, in any case; a region after it (`fr-CH`) is passed over.
pub fn by_code(code: &str) -> Option<&'static Locale> {
    let code = code.split(['-', '_']).next()?.to_lowercase();
    // Both written forms of Norwegian are in one file.
    let code = if matches!(code.as_str(), "nb" | "nn") { "no".to_owned() } else { code };
    all().iter().find(|locale| locale.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_loads_under_its_own_code() {
        for Files { code, phrases, .. } in FILES {
            let file = LocaleFile::parse(phrases).unwrap_or_else(|e| panic!("{code}: {e}"));
            let locale = Locale::new(&file).unwrap_or_else(|e| panic!("{code}: {e}"));
            assert_eq!(locale.code, *code);
            assert!(by_code(&code.to_uppercase()).is_some());
        }
    }
}
