//! Where in a plan a change is: the keys from the top, lists stepped into by the key of their
//! element (a step's id, a link's target), never by position. Written like a JSON pointer.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The keys that lead from the top of a plan to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Path(Vec<String>);

impl Path {
    /// A path of these keys.
    pub fn of<const N: usize>(keys: [&str; N]) -> Self {
        Self(keys.iter().map(|&key| key.to_owned()).collect())
    }

    /// This path, one key longer.
    pub fn join(&self, key: &str) -> Self {
        let mut keys = self.0.clone();
        keys.push(key.to_owned());
        Self(keys)
    }

    /// The keys, outermost first.
    pub fn keys(&self) -> &[String] {
        &self.0
    }

    /// Whether this path leads to `other` or to something that contains it.
    pub fn contains(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            f.write_str(&key.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Ok(Self(
            text.split('/')
                .map(|key| key.replace("~1", "/").replace("~0", "~"))
                .collect(),
        ))
    }
}

impl JsonSchema for Path {
    fn schema_name() -> Cow<'static, str> {
        "Path".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "Keys joined by `/`, as in a JSON pointer without its first slash; list elements by their id.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn a_path_survives_keys_with_slashes_and_tildes() {
        let path = Path::of(["steps", "a/b~c", "", "~1"]);
        let text = serde_json::to_string(&path).unwrap();
        assert_eq!(text, r#""steps/a~1b~0c//~01""#);
        assert_eq!(serde_json::from_str::<Path>(&text).unwrap(), path);
    }

    #[test]
    fn a_path_contains_itself_and_what_lies_below() {
        let step = Path::of(["steps", "a"]);
        assert!(step.contains(&step));
        assert!(step.contains(&step.join("title")));
        assert!(!step.join("title").contains(&step));
        assert!(!step.contains(&Path::of(["steps", "ab"])));
    }
}
