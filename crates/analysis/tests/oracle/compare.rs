//! One figure against the one expected, at the tolerance of its case.

use incstats_analysis::estimate::{Bounds, Reason};
use serde_json::Value;

use crate::cases::Case;

/// The figures of a case that were compared so far.
pub struct Checked<'a> {
    case: &'a Case<'a>,
    seen: Vec<String>,
}

impl<'a> Checked<'a> {
    pub fn new(case: &'a Case<'a>) -> Self {
        Self { case, seen: Vec::new() }
    }

    /// A figure that exists or not; `null` expects that it does not.
    pub fn figure(&mut self, name: &str, found: Option<f64>) -> Result<(), String> {
        self.seen.push(name.to_owned());
        let expected = self.case.expected.get(name).ok_or(format!("no figure `{name}` is expected"))?;
        self.same(name, expected, found)
    }

    pub fn outcome(&mut self, name: &str, found: Result<f64, Reason>) -> Result<(), String> {
        self.figure(name, found.ok())
    }

    /// A limit that exists, or is infinite, or is none.
    pub fn limit(&mut self, name: &str, found: Option<Bounds>) -> Result<(), String> {
        let infinite = self.case.expected.get(name).is_some_and(|e| e == "inf");
        let value = found.map(|b| b.value().unwrap_or(f64::INFINITY));
        self.figure(name, if infinite { value.or(Some(f64::INFINITY)) } else { value })
    }

    /// A figure that is looked at by other means, or on purpose not at all.
    pub fn leave(&mut self, name: &str) {
        self.seen.push(name.to_owned());
    }

    pub fn same(&self, name: &str, expected: &Value, found: Option<f64>) -> Result<(), String> {
        let wanted = match expected {
            Value::Null => None,
            Value::String(text) if text == "inf" => Some(f64::INFINITY),
            Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
            value => value.as_f64(),
        };
        match (wanted, found) {
            (None, None) => Ok(()),
            (Some(a), Some(b)) if a.is_infinite() && b.is_infinite() => Ok(()),
            (Some(a), Some(b)) if (a - b).abs() <= self.tolerance(name, a) => Ok(()),
            (wanted, found) => Err(format!("{name}: expected {wanted:?}, found {found:?}")),
        }
    }

    fn tolerance(&self, name: &str, wanted: f64) -> f64 {
        let of = |key: &str| self.case.tolerance.get(key).and_then(Value::as_f64);
        let side = if name.ends_with("lo") {
            of("abs_lo")
        } else if name.ends_with("hi") {
            of("abs_hi")
        } else {
            None
        };
        let absolute = side.or_else(|| of("abs")).unwrap_or(0.0);
        absolute.max(of("rel").unwrap_or(0.0) * wanted.abs()).max(1e-12 * wanted.abs())
    }

    /// How many figures were compared; an error where one that is expected was not.
    pub fn all(self) -> Result<usize, String> {
        let expected = self.case.expected.as_object().into_iter().flatten().map(|(key, _)| key);
        let missed: Vec<&str> = expected.filter(|key| !self.seen.contains(key)).map(String::as_str).collect();
        if missed.is_empty() {
            Ok(self.seen.len())
        } else {
            Err(format!("not compared: {}", missed.join(", ")))
        }
    }
}
