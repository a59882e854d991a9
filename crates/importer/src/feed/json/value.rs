//! Values of a record, by the path of their member: `severity.name`. On the way through a list every element is taken.

use serde_json::Value;

/// All values at a path.
pub fn all<'v>(value: &'v Value, path: &str) -> Vec<&'v Value> {
    let mut found = vec![value];
    for name in path.split('.').filter(|name| !name.is_empty()) {
        found = found.into_iter().flat_map(elements).filter_map(|value| value.get(name)).collect();
    }
    found.into_iter().flat_map(elements).filter(|value| !value.is_null()).collect()
}

/// The words of the first value at a path, if it is a text, a number or a truth.
pub fn text(value: &Value, path: &str) -> Option<String> {
    all(value, path).into_iter().find_map(words)
}

/// The words of all values at a path, each once.
pub fn texts(value: &Value, path: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for one in all(value, path).into_iter().filter_map(words) {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

fn elements(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        one => vec![one],
    }
}

fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_go_through_objects_and_lists() {
        let value = json!({"id": 7, "a": {"b": [{"name": "x"}, {"name": "y"}, {"name": "x"}, {}]}, "n": null, "t": " "});
        assert_eq!(texts(&value, "a.b.name"), ["x", "y"]);
        assert_eq!(text(&value, "id").as_deref(), Some("7"));
        assert_eq!(
            (text(&value, "n"), text(&value, "t"), text(&value, "a"), text(&value, "id.x")),
            (None, None, None, None)
        );
        assert_eq!(all(&value, "a.b").len(), 4);
    }
}
