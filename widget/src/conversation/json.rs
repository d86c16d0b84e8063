//! JSON as values that tests can hold off the browser too. `serde_json` with the wire's types costs the visitor 35 KB of
//! brotli; here the browser's own parser reads, and what is written is put together by hand.

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its fields in the order in which they came.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text; `None` where it is not JSON.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        parsed::json(text)
    }

    /// A field of an object; null where there is none.
    #[must_use]
    pub fn field(&self, name: &str) -> &Self {
        let Self::Object(fields) = self else { return &Self::Null };
        fields.iter().find(|(field, _)| field == name).map_or(&Self::Null, |(_, value)| value)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        if let Self::Text(text) = self { Some(text.clone()) } else { None }
    }

    /// The text of a field; empty where it has none.
    #[must_use]
    #[inline(never)]
    pub fn words(&self, name: &str) -> String {
        self.field(name).text().unwrap_or_default()
    }

    /// Whether a field is `true`.
    #[must_use]
    #[inline(never)]
    pub fn is(&self, name: &str) -> bool {
        self.field(name).is_true()
    }

    /// Whether all these fields are texts: asked before any is read, so that none has to be given back.
    #[must_use]
    pub fn has_texts(&self, names: &[&str]) -> bool {
        names.iter().all(|name| matches!(self.field(name), Self::Text(_)))
    }

    /// The number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// Whether it is `true`.
    #[must_use]
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// The elements, if it is a list; none otherwise.
    #[must_use]
    pub fn list(&self) -> &[Self] {
        if let Self::List(list) = self { list } else { &[] }
    }

    /// The fields, if it is an object; none otherwise.
    #[must_use]
    pub fn fields(&self) -> &[(String, Self)] {
        if let Self::Object(fields) = self { fields } else { &[] }
    }
}

#[cfg(not(test))]
mod parsed {
    use js_sys::{Array, JSON, Object};
    use wasm_bindgen::{JsCast, JsValue};

    use super::Json;

    /// How deep a value may be nested: what lies deeper is null. Every step takes some of a small stack.
    const DEEPEST: u8 = 32;

    /// By the browser's own parser.
    pub(super) fn json(text: &str) -> Option<Json> {
        Some(of(&JSON::parse(text).ok()?, DEEPEST))
    }

    fn of(value: &JsValue, depth: u8) -> Json {
        if let Some(text) = value.as_string() {
            return Json::Text(text);
        }
        if let Some(number) = value.as_f64() {
            return Json::Number(number);
        }
        if depth == 0 || value.is_null() {
            return Json::Null;
        }
        if !value.is_object() {
            return Json::Bool(Object::is(value, &JsValue::TRUE));
        }
        let entries = Object::entries(value.unchecked_ref());
        let (mut list, mut fields) = (Vec::new(), Vec::new());
        let is_list = Array::is_array(value);
        for place in 0..entries.length() {
            let entry: Array = entries.get(place).unchecked_into();
            let value = of(&entry.get(1), depth - 1);
            if is_list {
                list.push(value);
            } else {
                fields.push((entry.get(0).as_string().unwrap_or_default(), value));
            }
        }
        if is_list { Json::List(list) } else { Json::Object(fields) }
    }
}

/// Off the browser there are only tests.
#[cfg(test)]
mod parsed {
    use serde_json::Value;

    use super::Json;

    pub(super) fn json(text: &str) -> Option<Json> {
        serde_json::from_str(text).ok().map(of)
    }

    fn of(value: Value) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Bool(yes) => Json::Bool(yes),
            Value::Number(number) => Json::Number(number.as_f64().unwrap()),
            Value::String(text) => Json::Text(text),
            Value::Array(list) => Json::List(list.into_iter().map(of).collect()),
            Value::Object(fields) => {
                Json::Object(fields.into_iter().map(|(name, value)| (name, of(value))).collect())
            }
        }
    }
}

/// An object as it is written.
#[derive(Debug, Default)]
pub struct Writer(String);

impl Writer {
    /// Adds a field whose value is a text.
    #[must_use]
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.name(name);
        write_text(&mut self.0, value);
        self
    }

    /// Adds a field whose value is JSON already.
    #[must_use]
    pub fn json(mut self, name: &str, value: &str) -> Self {
        self.name(name);
        self.0.push_str(value);
        self
    }

    /// The whole object.
    #[must_use]
    pub fn end(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }

    fn name(&mut self, name: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        write_text(&mut self.0, name);
        self.0.push(':');
    }
}

/// A text as it is written, in its quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut json = String::new();
    write_text(&mut json, text);
    json
}

fn write_text(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                json.push('\\');
                json.push(character);
            }
            '\n' => json.push_str("\\n"),
            '\0'..='\x1f' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                let code = u32::from(character);
                json.push_str("\\u00");
                json.push(digit(code >> 4));
                json.push(digit(code & 15));
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_null() {
        let json = Json::read(r#"{"a": {"b": "c"}}"#).unwrap();
        assert_eq!(json.field("a").field("b").text().as_deref(), Some("c"));
        assert_eq!(json.field("x").field("y"), &Json::Null);
        assert_eq!(json.field("a").number(), None);
        assert!(json.field("a").list().is_empty());
    }

    #[test]
    fn what_is_written_is_read_by_serde() {
        let text = "\"quoted\" \\ \n\t\u{1} ü 😀";
        let json = Writer::default().text("a", text).json("b", &Writer::default().text("c", "").end()).end();
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read, serde_json::json!({"a": text, "b": {"c": ""}}));
        assert_eq!(Writer::default().end(), "{}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_survives(text: String) {
            let json = Writer::default().text(&text, &text).end();
            let read = Json::read(&json);
            proptest::prop_assert_eq!(read, Some(Json::Object(vec![(text.clone(), Json::Text(text))])));
        }
    }
}
