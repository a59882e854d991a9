//! All files of a review, or none: they are written beside their place and moved there when the last one is whole.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::failure::Failure;

/// A folder that is being filled out of sight.
#[derive(Debug)]
pub struct Staged {
    out: PathBuf,
    /// Removed with what is in it unless everything was moved.
    hidden: TempDir,
    names: Vec<String>,
}

impl Staged {
    /// Begins to fill a folder, which need not be there yet.
    ///
    /// # Errors
    /// That it is no folder, or cannot be written.
    pub fn begin(out: &Path) -> Result<Self, Failure> {
        let refused = |error: std::io::Error| Failure::file("make the folder", out, &error);
        if out.exists() && !out.is_dir() {
            return Err(Failure::error(format!(
                "could not make the folder `{}`: there is a file of that name",
                out.display()
            ))
            .hint("choose another folder with `--out`"));
        }
        // On the same disk, so that moving is renaming.
        let parent = if out.is_dir() {
            out.to_owned()
        } else {
            let absolute = std::path::absolute(out).map_err(refused)?;
            absolute.parent().map_or_else(|| absolute.clone(), Path::to_owned)
        };
        fs::create_dir_all(&parent).map_err(refused)?;
        let hidden = tempfile::Builder::new().prefix(".incstats-").tempdir_in(&parent).map_err(refused)?;
        Ok(Self { out: out.to_owned(), hidden, names: Vec::new() })
    }

    /// Writes one file out of sight.
    ///
    /// # Errors
    /// What the file system says.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.hidden.path().join(name);
        fs::write(&path, bytes).map_err(|error| Failure::file("write", &self.out.join(name), &error))?;
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
        Ok(())
    }

    /// Moves everything to its place. Other files in the folder stay as they are.
    ///
    /// # Errors
    /// What the file system says.
    pub fn finish(self) -> Result<(), Failure> {
        fs::create_dir_all(&self.out).map_err(|error| Failure::file("make the folder", &self.out, &error))?;
        for name in &self.names {
            let (from, to) = (self.hidden.path().join(name), self.out.join(name));
            fs::rename(&from, &to).map_err(|error| Failure::file("write", &to, &error))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_is_seen_before_all_is_written() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("deep/out");
        let mut staged = Staged::begin(&out).unwrap();
        staged.put("a.md", b"1").unwrap();
        assert!(!out.exists());
        drop(staged);
        assert!(names(&home.path().join("deep")).is_empty());
        let mut staged = Staged::begin(&out).unwrap();
        staged.put("a.md", b"1").unwrap();
        staged.finish().unwrap();
        fs::write(out.join("own.txt"), "mine").unwrap();
        let mut again = Staged::begin(&out).unwrap();
        again.put("a.md", b"2").unwrap();
        again.finish().unwrap();
        assert_eq!(names(&out), ["a.md", "own.txt"]);
        assert_eq!(fs::read(out.join("a.md")).unwrap(), b"2");
    }

    #[test]
    fn a_file_in_the_way_is_told() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        fs::write(&file, "").unwrap();
        let Err(Failure::Told { message, .. }) = Staged::begin(&file) else { panic!("a file is no folder") };
        assert!(message.contains("there is a file of that name"), "{message}");
        assert!(Staged::begin(&file.join("in")).is_err());
    }
}
