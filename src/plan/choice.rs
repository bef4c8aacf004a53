//! How a closed list of words is kept open: a choice the program knows becomes a variant, and any
//! other word is kept exactly as the file has it, so that a newer program's file survives this one.
//! Also the type of keys nobody here knows. The choices themselves live with the model.

use serde_json::{Map, Value};

/// Keys of a JSON object that this version does not know, kept as they were.
pub type Extra = Map<String, Value>;

/// Declares an enum that is one word in JSON and keeps a word it does not know.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident = $default:ident { $($rest:tt)+ }) => {
        choice! { $(#[$meta])* $name { $($rest)+ } }

        impl Default for $name {
            #[allow(clippy::derivable_impls)]
            fn default() -> Self {
                Self::$default
            }
        }
    };
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
            /// A word that this version does not know, kept as it stands in the file.
            Other(String),
        }

        impl $name {
            /// Every word this version knows, in the order of the declaration.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word as the file has it.
            pub fn word(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }

            /// The choice that a word stands for; an unknown word is kept.
            pub fn from_word(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::from_word(&word))
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": "One of the words this version knows (see examples); others are kept.",
                    "examples": Self::WORDS,
                })
            }
        }
    };
}

/// True when a value equals its default: such keys are left out of the file.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
