//! Inputs that hold several reports: archives, workbooks, mails with attachments. A report inside is named by its way,
//! `outer.zip!/folder/inner.md`, and read like a file of its own.
//!
//! Nothing is written to the disk, and nothing is unpacked further than [`Limits`] allow: what goes beyond them is
//! named, and the rest is read.

mod gzip;
mod tarball;
mod workbook;
mod zipped;

use std::collections::HashSet;

use crate::read::mail;

/// What stands between the path of an archive and that of what is in it.
pub const INSIDE: &str = "!/";

/// A report that was found in an input, or the input itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its path: that of the input, and the way inside of it.
    pub path: String,
    /// Its bytes, or why there are none: a lower-case fragment.
    pub content: Result<Vec<u8>, String>,
}

/// How far unpacking goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of one member.
    pub member: u64,
    /// Most bytes of all members of an input.
    pub total: u64,
    /// Most members of an input.
    pub members: usize,
    /// Most archives inside of one another.
    pub depth: usize,
    /// How many times its packed size a member may have, beyond [`Limits::small`].
    pub ratio: u64,
    /// Up to this many bytes any ratio is fine.
    pub small: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { member: 256 << 20, total: 1 << 30, members: 20_000, depth: 4, ratio: 250, small: 4 << 20 }
    }
}

/// Gives each report in an input, in its order; the input itself where it is no container. One at a time, so that no
/// more than one need be in memory.
pub fn unpack(path: &str, bytes: Vec<u8>, limits: Limits, each: &mut dyn FnMut(Member)) {
    let packed = bytes.len() as u64;
    Unpacking { limits, packed, total: 0, members: 0, paths: HashSet::new(), each }.take(path, bytes, 0);
}

/// How a container is opened.
enum Container {
    Gzip,
    Tar,
    Zip,
    Workbook,
    Mail,
}

fn container(bytes: &[u8]) -> Option<Container> {
    if gzip::recognises(bytes) {
        Some(Container::Gzip)
    } else if tarball::recognises(bytes) {
        Some(Container::Tar)
    } else if workbook::recognises(bytes) {
        Some(Container::Workbook)
    } else if zipped::recognises(bytes) {
        Some(Container::Zip)
    } else {
        mail::recognises(bytes).then_some(Container::Mail)
    }
}

/// One input being unpacked.
struct Unpacking<'a> {
    limits: Limits,
    /// How many bytes the input has: what is packed twice is held against it.
    packed: u64,
    total: u64,
    members: usize,
    /// The paths of all that was found inside of others.
    paths: HashSet<String>,
    each: &'a mut dyn FnMut(Member),
}

impl Unpacking<'_> {
    /// A member as it came: a container is opened, anything else is given.
    fn take(&mut self, path: &str, bytes: Vec<u8>, depth: usize) {
        let Some(container) = container(&bytes) else { return self.give(path, Ok(bytes)) };
        if depth >= self.limits.depth {
            let message = format!("an archive inside of {depth} others: no more than that are opened");
            return self.give(path, Err(message));
        }
        match container {
            Container::Gzip => gzip::open(self, path, &bytes, depth),
            Container::Tar => tarball::open(self, path, &bytes[..], bytes.len() as u64, depth),
            Container::Zip => zipped::open(self, path, &bytes, depth),
            Container::Workbook => workbook::open(self, path, &bytes),
            Container::Mail => {
                let attachments = mail::attachments(&bytes);
                self.give(path, Ok(bytes));
                for (name, attached) in attachments {
                    self.inner(path, &name, attached, depth);
                }
            }
        }
    }

    /// What an archive holds under a name.
    fn inner(&mut self, archive: &str, name: &str, bytes: Vec<u8>, depth: usize) {
        let path = self.inside(archive, name);
        self.take(&path, bytes, depth + 1);
    }

    /// The path of something inside of an archive. The second of one name is `report.txt (2)`.
    fn inside(&mut self, archive: &str, name: &str) -> String {
        let path = format!("{archive}{INSIDE}{}", name.replace('\\', "/").trim_start_matches('/'));
        let numbered = (2..).map(|number| format!("{path} ({number})"));
        let free = std::iter::once(path.clone()).chain(numbered).find(|path| !self.paths.contains(path));
        let path = free.unwrap_or(path);
        self.paths.insert(path.clone());
        path
    }

    fn give(&mut self, path: &str, content: Result<Vec<u8>, String>) {
        (self.each)(Member { path: path.to_owned(), content });
    }

    /// Counts a member; `false` where there are too many, which is said once.
    fn counts(&mut self, archive: &str) -> bool {
        self.members += 1;
        if self.members == self.limits.members + 1 {
            let message = format!("more than {} reports inside: the rest is left out", self.limits.members);
            self.give(archive, Err(message));
        }
        self.members <= self.limits.members
    }

    /// Reads a member within the limits. `packed`: how many bytes it takes in its archive; `size`: how many it says that it
    /// unpacks to, for which place is made at once.
    fn bounded(&mut self, source: impl std::io::Read, packed: u64, size: u64) -> Result<Vec<u8>, String> {
        let Limits { member, total, ratio, small, .. } = self.limits;
        let by_ratio = packed.min(self.packed).saturating_mul(ratio).max(small);
        let most = member.min(by_ratio).min(total.saturating_sub(self.total));
        let mut bytes = Vec::new();
        // One byte more tells that there is no more. Without the place, reading finds what there is.
        let _ = bytes.try_reserve_exact(usize::try_from(size.min(most) + 1).unwrap_or(0));
        let mut source = source.take(most + 1);
        let read = std::io::Read::read_to_end(&mut source, &mut bytes);
        self.total = self.total.saturating_add(bytes.len() as u64);
        if bytes.len() as u64 > most {
            let why = if most == by_ratio {
                format!("it unpacks to more than {ratio} times its size, as only a trap does")
            } else if most == member {
                format!("it unpacks to more than {} MB, the most that is read of one report", member >> 20)
            } else {
                format!("all of it unpacks to more than {} MB: the rest is left out", total >> 20)
            };
            return Err(why);
        }
        read.map_err(|error| format!("damaged: {error}"))?;
        Ok(bytes)
    }
}

/// A name as text. Bytes that are no UTF-8 are written as `%E9`, so that names which differ in them stay apart.
pub fn escaped(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    text
}

/// Whether a name is one that no report has: of a folder, hidden, or put in by an operating system.
fn is_hidden(name: &str) -> bool {
    name.ends_with(['/', '\\'])
        || name
            .split(['/', '\\'])
            .any(|part| (part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX")
}
