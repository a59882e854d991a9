//! The outline of a JSON text: its top members and the records in its lists, each a slice of the text that nobody has
//! parsed yet. It is made in one pass, however large the text is. What was read before a text breaks off is kept.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Deserializer as Json, Value};

/// How many records of a list are looked at to tell whose it is.
const SAMPLE: usize = 3;

/// Records that stand together.
#[derive(Debug)]
pub struct List<'a> {
    /// The member that holds them; empty where they are the whole text.
    pub name: String,
    /// Each, unparsed.
    pub records: Vec<&'a str>,
    /// The first few, parsed.
    pub sample: Vec<Value>,
}

/// What breaks a text off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The line of the text, from 1.
    pub line: u32,
    /// What is wrong there.
    pub why: String,
}

/// What a JSON text is made of.
#[derive(Debug, Default)]
pub struct Outline<'a> {
    /// The members of the top object that are no lists.
    pub members: Vec<(String, Value)>,
    /// Its lists; the whole text where it is a list itself, a record, or a record a line.
    pub lists: Vec<List<'a>>,
    /// Whether the text is a list, or a record a line.
    pub bare: bool,
    /// Lines and stretches that are no JSON.
    pub broken: Vec<Broken>,
}

impl<'a> Outline<'a> {
    /// The outline of a text that begins as JSON does; `None` for any other.
    pub fn of(text: &'a str) -> Option<Self> {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if !begins(start) {
            return None;
        }
        let mut out = Self::default();
        let mut json = Json::from_str(start);
        let top = Top { out: &mut out };
        let read = top.deserialize(&mut json).and_then(|()| json.end());
        if let Err(error) = read {
            let before = text.len() - start.len();
            let skipped = lines_in(text.get(..before).unwrap_or_default());
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX).saturating_add(skipped);
            if Self::is_first_of_many(start, &error) {
                out = Self::by_lines(text);
            } else {
                out.broken.push(Broken { line, why: error.to_string() });
            }
        }
        for list in &mut out.lists {
            list.sample = list
                .records
                .iter()
                .filter_map(|raw| serde_json::from_str(raw).ok())
                .filter(Value::is_object)
                .take(SAMPLE)
                .collect();
        }
        Some(out)
    }

    /// The list under a name.
    pub fn list(&self, name: &str) -> Option<&List<'a>> {
        self.lists.iter().find(|list| list.name == name)
    }

    /// A member that is no list.
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The top object without what is in its lists: enough to tell whose it is.
    pub fn shape(&self) -> Value {
        if self.bare {
            return Value::Null;
        }
        let lists = self.lists.iter().map(|list| (list.name.clone(), Value::Array(list.sample.clone())));
        Value::Object(lists.chain(self.members.iter().cloned()).collect())
    }

    /// The text as one record, or the object under a name in it.
    pub fn one(text: &'a str, name: Option<&str>) -> Option<List<'a>> {
        let text = text.trim_start_matches('\u{feff}').trim();
        let record = match name {
            None => text,
            Some(name) => serde_json::from_str::<HashMap<String, &RawValue>>(text).ok()?.get(name)?.get(),
        };
        Some(List { name: name.unwrap_or_default().to_owned(), records: vec![record], sample: Vec::new() })
    }

    /// Whether the top object has a member of this name, a list or not.
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// The names of the top object's members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let lists = self.lists.iter().map(|list| list.name.as_str());
        lists.chain(self.members.iter().map(|(name, _)| name.as_str())).filter(|name| !name.is_empty())
    }

    /// A record a line: whole objects follow each other without a comma.
    fn is_first_of_many(start: &str, error: &serde_json::Error) -> bool {
        error.is_syntax()
            && start.starts_with('{')
            && start.lines().filter(|line| line.trim_start().starts_with('{')).nth(1).is_some()
            && start.lines().next().is_some_and(|line| serde_json::from_str::<&RawValue>(line).is_ok())
    }

    fn by_lines(text: &'a str) -> Self {
        let mut out = Self { bare: true, ..Self::default() };
        let mut records = Vec::new();
        for (number, line) in (1u32..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            match serde_json::from_str::<&RawValue>(line) {
                Ok(raw) => records.push(raw.get()),
                Err(error) => out.broken.push(Broken { line: number, why: error.to_string() }),
            }
        }
        out.lists.push(List { name: String::new(), records, sample: Vec::new() });
        out
    }
}

/// Whether a text begins as an object or a list of objects does. Prose may begin with a bracket, but not so.
fn begins(start: &str) -> bool {
    let inner = |open: char| start.strip_prefix(open).map(str::trim_start);
    let object = |rest: &str| rest.starts_with(['"', '}']);
    inner('{').is_some_and(object)
        || inner('[').is_some_and(|rest| {
            rest.starts_with(']') || rest.strip_prefix('{').is_some_and(|rest| object(rest.trim_start()))
        })
}

/// How many lines end in a text.
pub fn lines_in(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// The top: an object or a list.
struct Top<'o, 'a> {
    out: &'o mut Outline<'a>,
}

impl<'a> DeserializeSeed<'a> for Top<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Top<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, list: A) -> Result<(), A::Error> {
        self.out.bare = true;
        records(list, self.out, "")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(name) = object.next_key::<String>()? {
            object.next_value_seed(Member { out: &mut *self.out, name })?;
        }
        Ok(())
    }
}

/// Takes the records of a list one by one, so that of a list that breaks off those before are kept.
fn records<'a, A: SeqAccess<'a>>(mut list: A, out: &mut Outline<'a>, name: &str) -> Result<(), A::Error> {
    out.lists.push(List { name: name.to_owned(), records: Vec::new(), sample: Vec::new() });
    while let Some(raw) = list.next_element::<&RawValue>()? {
        if let Some(last) = out.lists.last_mut() {
            last.records.push(raw.get());
        }
    }
    Ok(())
}

/// A member of the top object.
struct Member<'o, 'a> {
    out: &'o mut Outline<'a>,
    name: String,
}

impl Member<'_, '_> {
    fn keep(self, value: impl Into<Value>) {
        self.out.members.push((self.name, value.into()));
    }
}

impl<'a> DeserializeSeed<'a> for Member<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Member<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, list: A) -> Result<(), A::Error> {
        records(list, self.out, &self.name)
    }

    fn visit_map<A: MapAccess<'a>>(self, object: A) -> Result<(), A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(object))?;
        self.keep(value);
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.keep(text);
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.keep(value);
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.keep(number);
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.keep(number);
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.keep(number);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.keep(Value::Null);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lists and how many records they have, how many members are none, and the lines that are wrong.
    type Shape = (Vec<(String, usize)>, usize, Vec<u32>);

    fn shape(text: &str) -> Option<Shape> {
        let out = Outline::of(text)?;
        let lists = out.lists.iter().map(|list| (list.name.clone(), list.records.len())).collect();
        Some((lists, out.members.len(), out.broken.iter().map(|broken| broken.line).collect()))
    }

    fn one(name: &str, records: usize) -> Vec<(String, usize)> {
        vec![(name.to_owned(), records)]
    }

    #[test]
    fn lists_objects_and_a_record_a_line() {
        for (text, lists, members, broken) in [
            ("[{\"a\":1},{\"a\":2}]", one("", 2), 0, vec![]),
            ("\u{feff} [ {\"a\": [1]} ]", one("", 1), 0, vec![]),
            ("[]", one("", 0), 0, vec![]),
            ("{\"page\":{\"id\":1},\"n\":1.5,\"x\":null,\"incidents\":[{}]}", one("incidents", 1), 3, vec![]),
            ("{\"a\":1}\n\n{\"a\":2}\n{\"a\":\n{\"a\":3}\n", one("", 3), 0, vec![4]),
            // Cut off inside the third record.
            ("{\"incidents\":[\n{\"a\":1},\n{\"a\":2},\n{\"a\":", one("incidents", 2), 0, vec![4]),
            // The third record is no JSON.
            ("[{\"a\":1},\n{\"a\":2},\n{a:3},\n{\"a\":4}]", one("", 2), 0, vec![3]),
        ] {
            assert_eq!(shape(text), Some((lists, members, broken)), "{text}");
        }
    }

    #[test]
    fn prose_is_none() {
        for text in
            ["", "[resolved] At 13:40 the power tripped.", "{ see below }", "[1, 2]", "\"text\"", "12"]
        {
            assert_eq!(shape(text), None, "{text}");
        }
    }

    #[test]
    fn a_record_far_too_deep_costs_only_itself() {
        let deep = format!("[{{\"a\":{}1{}}},{{\"a\":1}}]", "[".repeat(100_000), "]".repeat(100_000));
        let out = Outline::of(&deep).unwrap();
        assert_eq!((out.lists[0].records.len(), out.lists[0].sample.len()), (2, 1));
    }
}
