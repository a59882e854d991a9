//! A number known to a range.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Reason;

/// A number that is at least `least` and at most `most`. Without `most` nothing bounds it above: something it rests on
/// was still open.
///
/// Both ends are closed. Invariants: both are finite, `least <= most`; never NaN.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Bounds {
    least: f64,
    most: Option<f64>,
}

impl Bounds {
    /// A number known exactly.
    ///
    /// # Errors
    /// [`Reason::Undefined`] where it is not finite.
    pub fn exact(value: f64) -> Result<Self, Reason> {
        if value.is_finite() { Ok(Self { least: value, most: Some(value) }) } else { Err(Reason::Undefined) }
    }

    /// A number between two others, given in either order; an infinite upper one leaves it unbounded above.
    ///
    /// # Errors
    /// [`Reason::Undefined`] where either is NaN, or both are infinite, or the lower one is.
    pub fn between(a: f64, b: f64) -> Result<Self, Reason> {
        let (least, most) = (a.min(b), a.max(b));
        if a.is_nan() || b.is_nan() || !least.is_finite() {
            return Err(Reason::Undefined);
        }
        Ok(Self { least, most: most.is_finite().then_some(most) })
    }

    /// A number of which only a lower bound is known.
    ///
    /// # Errors
    /// [`Reason::Undefined`] where the bound is not finite.
    pub fn at_least(least: f64) -> Result<Self, Reason> {
        Self::between(least, f64::INFINITY)
    }

    /// The least it can be.
    pub fn least(&self) -> f64 {
        self.least
    }

    /// The most it can be; `None` where nothing bounds it above.
    pub fn most(&self) -> Option<f64> {
        self.most
    }

    /// The most it can be, infinite where nothing bounds it above.
    pub fn most_or_infinity(&self) -> f64 {
        self.most.unwrap_or(f64::INFINITY)
    }

    /// Whether nothing bounds it above.
    pub fn is_open(&self) -> bool {
        self.most.is_none()
    }

    /// The number itself, where it is known exactly.
    #[expect(clippy::float_cmp, reason = "an exact number has one value in both places")]
    pub fn value(&self) -> Option<f64> {
        self.most.filter(|most| *most == self.least)
    }

    /// The same on another scale: both ends through a function that never falls.
    ///
    /// # Errors
    /// [`Reason::Undefined`] where the function gives no finite lower end.
    pub fn map(&self, rising: impl Fn(f64) -> f64) -> Result<Self, Reason> {
        let most = self.most.map_or(f64::INFINITY, &rising);
        Self::between(rising(self.least), most)
    }
}

/// `{"least": 900.0, "most": 900.0, "open": false}`; `most` is null where nothing bounds it above.
impl Serialize for Bounds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Bounds", 3)?;
        out.serialize_field("least", &self.least)?;
        out.serialize_field("most", &self.most)?;
        out.serialize_field("open", &self.is_open())?;
        out.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_ordered_finite_and_never_nan() {
        let range = Bounds::between(11.0, 5.0).unwrap();
        assert_eq!((range.least(), range.most(), range.value()), (5.0, Some(11.0), None));
        let open = Bounds::between(48.0, f64::INFINITY).unwrap();
        assert!(open.is_open() && open.value().is_none());
        assert_eq!(Bounds::exact(3.0).unwrap().value(), Some(3.0));
        for (a, b) in [(f64::NAN, 1.0), (1.0, f64::NAN), (f64::INFINITY, f64::INFINITY)] {
            assert_eq!(Bounds::between(a, b), Err(Reason::Undefined));
        }
        assert_eq!(Bounds::exact(f64::INFINITY), Err(Reason::Undefined));
    }

    #[test]
    fn they_serialise_with_the_open_end_named() {
        let json = |b: Result<Bounds, Reason>| serde_json::to_string(&b.unwrap()).unwrap();
        assert_eq!(json(Bounds::exact(2.0)), r#"{"least":2.0,"most":2.0,"open":false}"#);
        assert_eq!(json(Bounds::at_least(2.0)), r#"{"least":2.0,"most":null,"open":true}"#);
    }
}
