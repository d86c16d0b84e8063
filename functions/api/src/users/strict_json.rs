//! JSON in which nothing is named twice. Readers differ in which of two they take, so a token with two could say one thing
//! to the tenant's own systems and another here.

use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

/// A JSON object without a name that is there twice, at any depth.
#[derive(Debug)]
pub(super) struct StrictObject(pub(super) Map<String, Json>);

impl StrictObject {
    /// Reads it; nothing may follow.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        match serde_json::from_slice(bytes) {
            Ok(Strict(Json::Object(object))) => Some(Self(object)),
            _ => None,
        }
    }
}

struct Strict(Json);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON in which nothing is named twice")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Map::new();
        while let Some((name, Strict(value))) = entries.next_entry::<String, Strict>()? {
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom("a name is there twice"));
            }
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::StrictObject;

    #[test]
    fn names_are_there_once_at_every_depth() {
        for good in [r#"{}"#, r#"{"a":1,"b":{"a":[{"a":null},{"a":true}]}}"#, r#"{"a":1.5,"b":-3,"c":"x"}"#] {
            let read = StrictObject::read(good.as_bytes()).unwrap();
            assert_eq!(serde_json::to_string(&read.0).unwrap(), good);
        }
        for bad in
            [r#"{"a":1,"a":1}"#, r#"{"b":[{"a":1,"\u0061":2}]}"#, "[]", "1", r#"{"a":1} x"#, "", "{\"a\""]
        {
            assert!(StrictObject::read(bad.as_bytes()).is_none(), "{bad}");
        }
    }
}
