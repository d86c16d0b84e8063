//! A small JSON reader and writer. `serde_json` with the wire's types costs the visitor 35 KB of brotli; this costs
//! one. It reads what our own server sends: numbers come out as doubles made the simple way, good to about fifteen
//! digits, which is enough for a confidence and a sequence number.

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

/// How deep a value may be nested.
const DEEPEST: u8 = 32;

impl Json {
    /// Reads a whole text; `None` where it is not JSON.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { bytes: text.as_bytes(), place: 0 };
        let value = reader.value(0)?;
        reader.space();
        (reader.place == reader.bytes.len()).then_some(value)
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

struct Reader<'a> {
    bytes: &'a [u8],
    place: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.place).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.place += 1;
        Some(byte)
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.place += 1;
        }
    }

    /// The byte after any space, taken if it is this one.
    fn takes(&mut self, byte: u8) -> bool {
        self.space();
        let is = self.peek() == Some(byte);
        self.place += usize::from(is);
        is
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let end = self.place + word.len();
        (self.bytes.get(self.place..end)? == word.as_bytes()).then(|| {
            self.place = end;
            value
        })
    }

    fn value(&mut self, depth: u8) -> Option<Json> {
        self.space();
        match self.peek()? {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.text().map(Json::Text),
            b'[' | b'{' if depth < DEEPEST => self.several(depth + 1),
            b'-' | b'0'..=b'9' => self.number(),
            _ => None,
        }
    }

    /// A list or an object.
    fn several(&mut self, depth: u8) -> Option<Json> {
        let is_list = self.next()? == b'[';
        let end = if is_list { b']' } else { b'}' };
        let mut list = Vec::new();
        let mut fields = Vec::new();
        if !self.takes(end) {
            loop {
                if is_list {
                    list.push(self.value(depth)?);
                } else {
                    self.space();
                    let name = self.text()?;
                    if !self.takes(b':') {
                        return None;
                    }
                    fields.push((name, self.value(depth)?));
                }
                if self.takes(end) {
                    break;
                }
                if !self.takes(b',') {
                    return None;
                }
            }
        }
        Some(if is_list { Json::List(list) } else { Json::Object(fields) })
    }

    fn text(&mut self) -> Option<String> {
        if self.next()? != b'"' {
            return None;
        }
        let mut bytes = Vec::new();
        loop {
            match self.next()? {
                b'"' => return String::from_utf8(bytes).ok(),
                b'\\' => {
                    let plain = match self.next()? {
                        b'n' => '\n',
                        b't' => '\t',
                        b'r' => '\r',
                        b'b' => '\u{8}',
                        b'f' => '\u{c}',
                        b'u' => self.escaped()?,
                        other => char::from(other),
                    };
                    bytes.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
                }
                other => bytes.push(other),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        if self.next()? != b'\\' || self.next()? != b'u' {
            return None;
        }
        let second = self.four_digits()?.checked_sub(0xdc00)?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second)
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut number = 0;
        for _ in 0..4 {
            number = number * 16 + char::from(self.next()?).to_digit(16)?;
        }
        Some(number)
    }

    fn number(&mut self) -> Option<Json> {
        let sign = if self.peek() == Some(b'-') { -1.0 } else { 1.0 };
        self.place += usize::from(sign < 0.0);
        let mut number = 0.0;
        let mut scale = 0;
        self.digits(|digit| number = number * 10.0 + digit)?;
        if self.peek() == Some(b'.') {
            self.place += 1;
            self.digits(|digit| {
                number = number * 10.0 + digit;
                scale -= 1;
            })?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.place += 1;
            let negative = self.peek() == Some(b'-');
            self.place += usize::from(matches!(self.peek(), Some(b'-' | b'+')));
            let mut exponent = 0;
            self.digits(|digit| exponent = (exponent * 10 + digit as i32).min(400))?;
            scale += if negative { -exponent } else { exponent };
        }
        // One division or multiplication by an exact power, so that `0.7321` is the nearest double.
        let mut power = 1.0;
        for _ in 0..scale.unsigned_abs() {
            power *= 10.0;
        }
        number = if scale < 0 { number / power } else { number * power };
        Some(Json::Number(sign * number))
    }

    /// One digit or more.
    fn digits(&mut self, mut each: impl FnMut(f64)) -> Option<()> {
        let begin = self.place;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            each(f64::from(digit - b'0'));
            self.place += 1;
        }
        (self.place > begin).then_some(())
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

fn write_text(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\n' => json.push_str("\\n"),
            '\0'..='\x1f' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                let code = u32::from(character);
                json.push_str("\\u00");
                json.extend([digit(code >> 4), digit(code & 15)]);
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same value as `serde_json` sees it.
    fn by_serde(json: &Json) -> serde_json::Value {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Bool(yes) => (*yes).into(),
            Json::Number(number) => serde_json::json!(number),
            Json::Text(text) => text.as_str().into(),
            Json::List(list) => list.iter().map(by_serde).collect(),
            Json::Object(fields) => serde_json::Value::Object(
                fields.iter().map(|(name, value)| (name.clone(), by_serde(value))).collect(),
            ),
        }
    }

    #[test]
    fn reads_what_serde_reads() {
        let text = r#" {"a": [1.5, -2.25, 1e3, 2.5E-1, 0.7321], "b": {"c": "\"\\\/\n\u00e9\ud83d\ude00ä"}, "d": null, "e": [true, false, [], {}]} "#;
        let expected: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(Json::read(text).map(|json| by_serde(&json)), Some(expected));
    }

    #[test]
    fn what_is_not_json_is_not_read() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "nul",
            "1 2",
            "\"",
            "\"\\ud800\"",
            "-",
            "1.",
            "{a:1}",
            "[1 2]",
            "<html>",
        ] {
            assert_eq!(Json::read(text), None, "{text}");
        }
        assert_eq!(Json::read(&"[".repeat(100_000)), None);
    }

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

        #[test]
        fn any_input_is_read_or_refused(text in "[\\[\\]{}\":,0-9.eE+\\\\u a-z-]{0,60}") {
            let ours = Json::read(&text).is_some();
            // We are more lenient in details (leading zeros, unknown escapes); what serde reads we read.
            let serde = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            proptest::prop_assert!(ours || !serde, "{}", text);
        }
    }
}
