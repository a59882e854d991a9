//! Which files: what a person names, spread out into files, in a fixed order, each once.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Problem;
use crate::failure::reason;
use crate::project::{DATABASE, Project, REPORTS, SETTINGS, slashed};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, which people write `-`.
    StandardInput,
    /// A file.
    File(PathBuf),
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("-"),
            Self::File(path) => f.write_str(&slashed(path)),
        }
    }
}

/// What a folder is read without; named by itself, any of it is read. Absolute paths without links.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    paths: Vec<PathBuf>,
}

impl LeftOut {
    /// The project's settings, its database and its reviews, and the folder that is written to.
    pub fn of(project: Option<&Project>, out: Option<&Path>) -> Self {
        let mut paths = Vec::new();
        if let Some(project) = project {
            let database = project.database();
            let beside = |ending: &str| database.with_file_name(format!("{}{ending}", file_name(&database)));
            paths.extend([project.root.join(SETTINGS), project.root.join(REPORTS)]);
            paths.extend([project.root.join(DATABASE), beside("-wal"), beside("-shm"), beside("-journal")]);
        }
        paths.extend(out.and_then(|out| out.canonicalize().ok()));
        Self { paths }
    }

    fn has(&self, path: &Path) -> bool {
        self.paths.iter().any(|left_out| left_out == path)
    }
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// What to read, in order.
    pub inputs: Vec<Input>,
    /// What is not to be found, or not to be entered.
    pub problems: Vec<Problem>,
    seen: HashSet<PathBuf>,
}

/// Spreads files, folders, patterns and `-` out into inputs. Files keep the order in which they are named; a folder
/// gives its files, and those of its folders, in the order of their names. A file that is named twice is read once.
pub fn find(paths: &[PathBuf], left_out: &LeftOut) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == "-" {
            if !found.inputs.contains(&Input::StandardInput) {
                found.inputs.push(Input::StandardInput);
            }
        } else if path.exists() {
            found.add(path, left_out);
        } else {
            found.add_pattern(path, left_out);
        }
    }
    found
}

impl Found {
    fn add(&mut self, path: &Path, left_out: &LeftOut) {
        if path.is_dir() { self.add_folder(path, left_out) } else { self.add_file(path) }
    }

    fn add_file(&mut self, path: &Path) {
        // Pipes such as `/dev/fd/63` have no other name than the one given.
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(identity) {
            self.inputs.push(Input::File(path.to_owned()));
        }
    }

    fn add_folder(&mut self, folder: &Path, left_out: &LeftOut) {
        let before = (self.inputs.len(), self.problems.len(), self.seen.len());
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let wanted = |entry: &DirEntry| {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
            entry.depth() == 0 || !(hidden || left_out.has(&real.join(inside)))
        };
        let mut twice = 0;
        for entry in
            WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(wanted)
        {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let inputs = self.inputs.len();
                    self.add_file(entry.path());
                    twice += usize::from(self.inputs.len() == inputs);
                }
                Ok(_) => {}
                Err(error) => self.problems.push(unreachable(folder, &error)),
            }
        }
        if (self.inputs.len(), self.problems.len(), self.seen.len()) == before && twice == 0 {
            self.problems.push(Problem::new(
                slashed(folder),
                "no file to read in this folder",
                "put reports into it; hidden files, the project's database and its reviews are left out",
            ));
        }
    }

    fn add_pattern(&mut self, path: &Path, left_out: &LeftOut) {
        let text = path.to_string_lossy();
        let fits = if text.contains(['*', '?', '[']) { glob::glob(&text).ok() } else { None };
        let Some(fits) = fits else {
            let why = path
                .symlink_metadata()
                .map_or_else(|error| reason(&error), |_| "the link leads nowhere".into());
            self.problems.push(Problem::new(slashed(path), why, "check the path"));
            return;
        };
        let mut any = false;
        // `glob` gives what fits in alphabetical order.
        for fit in fits {
            any = true;
            match fit {
                Ok(path) => self.add(&path, left_out),
                Err(error) => {
                    let place = slashed(error.path());
                    let why = reason(error.error());
                    self.problems.push(Problem::new(
                        place,
                        why,
                        "give yourself the permission, or leave it out",
                    ));
                }
            }
        }
        if !any {
            self.problems.push(Problem::new(
                slashed(path),
                "no file fits this pattern",
                "check the pattern; `**` goes through folders",
            ));
        }
    }
}

fn unreachable(folder: &Path, error: &walkdir::Error) -> Problem {
    let place = slashed(error.path().unwrap_or(folder));
    match (error.loop_ancestor(), error.io_error()) {
        (Some(above), _) => {
            let message = format!("the link leads back to `{}`", above.display());
            Problem::new(place, message, "take the link out of the folder; the rest of it was read")
        }
        (None, Some(error)) => {
            let hint = "give yourself the permission, or take it out of the folder; the rest of it was read";
            Problem::new(place, reason(error), hint)
        }
        (None, None) => Problem::new(place, "could not be read", "check the disk"),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(found: &Found, root: &Path) -> Vec<String> {
        let inside = |input: &Input| input.to_string().replace(&format!("{}/", slashed(root)), "");
        found.inputs.iter().map(inside).collect()
    }

    #[test]
    fn folders_are_read_in_order_without_what_is_ours_or_hidden() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for file in [
            "incstats.toml",
            "data/incstats.db",
            "data/incstats.db-wal",
            "data/b.txt",
            "data/a/z.txt",
            "data/.x",
            "data/reports/c.txt",
            "reports/q/review.md",
        ] {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            fs::write(root.join(file), "").unwrap();
        }
        let project = Project::at(&root).unwrap();
        let left_out = LeftOut::of(Some(&project), None);
        let found = find(&[root.clone(), root.join("data/b.txt")], &left_out);
        assert_eq!(names(&found, &root), ["data/a/z.txt", "data/b.txt", "data/reports/c.txt"]);
        assert!(found.problems.is_empty());
        let named = find(&[root.join("reports/q/review.md"), root.join("data/**/*.txt")], &left_out);
        assert_eq!(
            names(&named, &root),
            ["reports/q/review.md", "data/a/z.txt", "data/b.txt", "data/reports/c.txt"]
        );
    }

    #[test]
    fn what_is_not_there_is_named_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("empty")).unwrap();
        fs::write(root.join("a.txt"), "").unwrap();
        let paths =
            [root.join("none.txt"), root.join("*.pdf"), root.join("empty"), root.join("a.txt"), "-".into()];
        let found = find(&paths, &LeftOut::default());
        assert_eq!(found.inputs, [Input::File(root.join("a.txt")), Input::StandardInput]);
        let messages: Vec<&str> = found.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            messages,
            ["no such file or folder", "no file fits this pattern", "no file to read in this folder"]
        );
    }
}
