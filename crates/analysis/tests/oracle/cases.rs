//! The file of reference results.

use incstats_analysis::statistics::Observed;
use incstats_analysis::statistics::rate_ratio::Rate;
use serde_json::Value;

pub struct Oracle(Value);

/// One case, with its data set where it has one.
pub struct Case<'a> {
    pub id: &'a str,
    pub data: &'a Value,
    pub expected: &'a Value,
    pub tolerance: &'a Value,
}

impl Oracle {
    pub fn read(text: &str) -> Self {
        Self(serde_json::from_str(text).expect("the reference results are JSON"))
    }

    pub fn cases(&self) -> impl Iterator<Item = Case<'_>> {
        self.0["cases"].as_array().expect("a list of cases").iter().map(|case| {
            let data = case["dataset"].as_str().map_or(&Value::Null, |name| &self.0["datasets"][name]);
            Case {
                id: case["id"].as_str().expect("an id"),
                data,
                expected: &case["expected"],
                tolerance: &case["tolerance"],
            }
        })
    }
}

impl Case<'_> {
    /// The part of the id before the first dot.
    pub fn family(&self) -> &str {
        self.id.split('.').next().unwrap_or(self.id)
    }

    /// The last part of the id.
    pub fn variant(&self) -> &str {
        self.id.rsplit('.').next().unwrap_or(self.id)
    }

    pub fn values(&self) -> Vec<f64> {
        numbers(&self.data["values"])
    }

    pub fn exact(&self) -> Vec<Observed> {
        self.values().into_iter().filter_map(Observed::exact).collect()
    }

    /// Times with whether they ended.
    pub fn times(&self) -> Vec<(f64, bool)> {
        let ended = numbers(&self.data["event"]);
        numbers(&self.data["time"]).into_iter().zip(ended).map(|(t, e)| (t, e > 0.5)).collect()
    }

    /// Ranges; a missing right end is open.
    pub fn ranges(&self) -> Vec<Observed> {
        let left = numbers(&self.data["left"]);
        let right = self.data["right"].as_array().cloned().unwrap_or_default();
        left.into_iter()
            .zip(right)
            .map(|(l, r)| Observed::between(l, r.as_f64().unwrap_or(f64::INFINITY)).expect("a duration"))
            .collect()
    }

    pub fn rates(&self) -> Vec<Rate> {
        let counts = if self.data["k"].is_array() { &self.data["k"] } else { &self.data["values"] };
        let days = numbers(&self.data["days"]);
        numbers(counts).into_iter().zip(days).map(|(k, time)| Rate { count: k as usize, time }).collect()
    }
}

pub fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().map(|all| all.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
}
