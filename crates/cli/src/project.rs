//! The project: the folder that holds `incstats.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::settings::Settings;

/// The name of the file that makes a folder a project.
pub const SETTINGS: &str = "incstats.toml";
/// Where the database is, from the project's folder.
pub const DATABASE: &str = "data/incstats.db";
/// Where reports to read are put, from the project's folder.
pub const DATA: &str = "data";
/// Where reviews are written, from the project's folder; never read.
pub const REPORTS: &str = "reports";

/// A project folder with its settings.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder, as an absolute path without links.
    pub root: PathBuf,
    /// What its `incstats.toml` says.
    pub settings: Settings,
}

impl Project {
    /// The project at a folder that a person named.
    ///
    /// # Errors
    /// That there is none, or that its settings are faulty.
    pub fn at(folder: &Path) -> Result<Self, Failure> {
        let file = folder.join(SETTINGS);
        if !file.is_file() {
            let hint = format!("`incstats init {}` makes it one", folder.display());
            return Err(Failure::usage(format!(
                "`{}` is no project: there is no `{SETTINGS}` in it",
                folder.display()
            ))
            .hint(hint));
        }
        let root = folder.canonicalize().map_err(|error| Failure::file("open the folder", folder, &error))?;
        let text = fs::read_to_string(&file).map_err(|error| Failure::file("read", &file, &error))?;
        Ok(Self { root, settings: Settings::parse(&text, &file)? })
    }

    /// The project at a folder or at the nearest one above it.
    ///
    /// # Errors
    /// That its settings are faulty.
    pub fn above(folder: &Path) -> Result<Option<Self>, Failure> {
        match folder.ancestors().find(|folder| folder.join(SETTINGS).is_file()) {
            Some(root) => Self::at(root).map(Some),
            None => Ok(None),
        }
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.root.join(DATABASE)
    }

    /// The name under which a file is kept: its path from the project's folder, or the whole of it where it is
    /// elsewhere, with `/` between its parts; so that it is the same from wherever it is imported.
    pub fn name_of(&self, file: &Path) -> String {
        let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        // Links on the way to the file are followed, the file itself keeps its name.
        let absolute = match (absolute.parent().map(Path::canonicalize), absolute.file_name()) {
            (Some(Ok(parent)), Some(name)) => parent.join(name),
            _ => absolute,
        };
        let path = absolute.strip_prefix(&self.root).unwrap_or(&absolute);
        slashed(path)
    }
}

/// A path with `/` between its parts.
pub fn slashed(path: &Path) -> String {
    let text = incstats_importer::unpack::escaped(path.as_os_str().as_encoded_bytes());
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_apart() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let named = |name: &[u8]| slashed(Path::new(OsStr::from_bytes(name)));
        assert_eq!((named(b"a/\xe9.txt"), named(b"a/\xe8.txt")), ("a/%E9.txt".into(), "a/%E8.txt".into()));
        assert_eq!(named("a/é.txt".as_bytes()), "a/é.txt");
    }

    #[test]
    fn a_project_is_found_upward_and_names_files_from_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("data/2021");
        fs::create_dir_all(&deep).unwrap();
        assert!(Project::above(&deep).unwrap().is_none());
        fs::write(folder.path().join(SETTINGS), "zone = \"Europe/Zurich\"").unwrap();
        let project = Project::above(&deep).unwrap().unwrap();
        assert!(project.settings.zone.is_some());
        assert_eq!(project.name_of(&deep.join("../2021/a.txt")), "data/2021/a.txt");
        assert!(project.name_of(Path::new("/elsewhere/a.txt")).ends_with("/elsewhere/a.txt"));
    }
}
