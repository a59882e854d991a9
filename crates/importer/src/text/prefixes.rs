//! The beginnings of words, in a tree of their bytes: all that a word begins with are found in one walk along it.

/// Entries by the prefix that finds them.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefixes {
    /// The first node is the root, where there is any.
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    /// Where each next byte leads.
    next: Vec<(u8, usize)>,
    /// What the prefix that ends here finds.
    entries: Vec<usize>,
}

impl Prefixes {
    /// Makes a prefix find an entry, once.
    pub(super) fn add(&mut self, prefix: &str, entry: usize) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut at = 0;
        for byte in prefix.bytes() {
            at = self.step(at, byte).unwrap_or_else(|| self.branch(at, byte));
        }
        if let Some(node) = self.nodes.get_mut(at).filter(|node| node.entries.last() != Some(&entry)) {
            node.entries.push(entry);
        }
    }

    fn branch(&mut self, at: usize, byte: u8) -> usize {
        let new = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(at) {
            node.next.push((byte, new));
        }
        self.nodes.push(Node::default());
        new
    }

    /// What the prefixes of a word find, the shortest first.
    pub(super) fn begin<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a Vec<usize>> {
        let steps = word.bytes().scan(0, move |at, byte| {
            *at = self.step(*at, byte)?;
            self.nodes.get(*at).map(|node| &node.entries)
        });
        steps.filter(|entries| !entries.is_empty())
    }

    fn step(&self, at: usize, byte: u8) -> Option<usize> {
        let next = &self.nodes.get(at)?.next;
        next.iter().find(|(of, _)| *of == byte).map(|(_, to)| *to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_prefixes_of_a_word_are_found() {
        let mut prefixes = Prefixes::default();
        for (entry, prefix) in ["re", "restor", "rest", "ré", "x"].iter().enumerate() {
            prefixes.add(prefix, entry);
            prefixes.add(prefix, entry);
        }
        for (word, want) in [
            ("restored", vec![0, 2, 1]),
            ("re", vec![0]),
            ("r", vec![]),
            ("rétabli", vec![3]),
            ("", vec![]),
            ("other", vec![]),
        ] {
            let found: Vec<usize> = prefixes.begin(word).flatten().copied().collect();
            assert_eq!(found, want, "{word}");
        }
        assert_eq!(Prefixes::default().begin("a").count(), 0);
    }
}
