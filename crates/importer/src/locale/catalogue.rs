//! The languages that are built in.

use std::sync::LazyLock;

use crate::locale::file::LocaleFile;
use crate::locale::lexicon::Locale;

/// The files, by ISO 639-1 code.
const FILES: [(&str, &str); 2] =
    [("en", include_str!("../../locales/en.toml")), ("fr", include_str!("../../locales/fr.toml"))];

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    // A file that does not load is a fault of the build; `every_file_loads` keeps it from being shipped.
    FILES.iter().filter_map(|(_, text)| Locale::new(&LocaleFile::parse(text).ok()?).ok()).collect()
});

/// All languages, in the order of the catalogue.
pub fn all() -> &'static [Locale] {
    &LOCALES
}

/// The language of a code such as `fr`, in any case; a region after it (`fr-CH`) is passed over.
pub fn by_code(code: &str) -> Option<&'static Locale> {
    let code = code.split(['-', '_']).next()?.to_lowercase();
    all().iter().find(|locale| locale.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_loads_under_its_own_code() {
        for (code, text) in FILES {
            let file = LocaleFile::parse(text).unwrap_or_else(|e| panic!("{code}: {e}"));
            let locale = Locale::new(&file).unwrap_or_else(|e| panic!("{code}: {e}"));
            assert_eq!(locale.code, code);
            assert!(by_code(&code.to_uppercase()).is_some());
        }
    }
}
