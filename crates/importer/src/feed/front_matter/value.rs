//! What stands behind a name in front matter, with its line.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

/// A value and the line on which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// From 1, in the whole text.
    pub line: u32,
}

/// A value of YAML or TOML. Numbers and dates stay as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// A name without a value.
    #[default]
    Nothing,
    /// Text, a number, a date, a truth value.
    Text(String),
    /// Several.
    List(Vec<Node>),
    /// Names with their values.
    Table(Vec<(String, Node)>),
}

impl Node {
    /// Text, without blanks around it; `None` where there is none.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.trim()),
            _ => None,
        }
    }

    /// Whether it says yes or no.
    pub fn truth(&self) -> Option<bool> {
        let text = self.text()?;
        let is = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if is(["true", "yes", "on"]) {
            Some(true)
        } else if is(["false", "no", "off"]) {
            Some(false)
        } else {
            None
        }
    }

    /// A list of names, or names parted by commas.
    pub fn names(&self) -> Vec<String> {
        match &self.value {
            Value::List(nodes) => nodes.iter().filter_map(Node::text).map(str::to_owned).collect(),
            Value::Text(text) => {
                text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
            }
            Value::Nothing | Value::Table(_) => Vec::new(),
        }
    }

    /// A value of a table; case, hyphens and underscores do not matter.
    pub fn get(&self, name: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(rows) => rows.iter().find(|(key, _)| plain_name(key) == name).map(|(_, node)| node),
            _ => None,
        }
    }
}

/// Letters and digits of a name, lower case: `resolvedWhen`, `resolved_when` and `Resolved-When` are one.
pub fn plain_name(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The rows of a whole document of YAML.
pub struct Rows(pub Vec<(String, Node)>);

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Table(rows) => Ok(Self(rows)),
            _ => Err(serde::de::Error::custom("it has no names with values")),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, referenced, .. } = Spanned::<Value>::deserialize(deserializer)?;
        Ok(Self { value, line: u32::try_from(referenced.line()).unwrap_or(u32::MAX) })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = seq.next_element()? {
            nodes.push(node);
        }
        Ok(Value::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = map.next_entry()? {
            rows.push(row);
        }
        Ok(Value::Table(rows))
    }
}
