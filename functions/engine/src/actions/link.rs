//! The page of a record, from the template of its type.

use shared::tenant::RecordType;
use shared::wire::Record;

/// The record's page; `None` where its type has none, or the template names what is not known of it.
#[must_use]
pub fn link(record_type: &RecordType, record: &Record) -> Option<String> {
    let template = record_type.display.link.as_deref()?;
    let mut address = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        address.push_str(before);
        let (name, after) = after.split_once('}')?;
        let value = match name {
            "id" => record.id.clone(),
            "status" => record.status.clone()?,
            _ => match record.fields.get(name)? {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Number(number) => number.to_string(),
                _ => return None,
            },
        };
        encode(&value, &mut address);
        rest = after;
    }
    address.push_str(rest);
    Some(address)
}

/// Percent-encodes all but unreserved signs (RFC 3986): a value cannot lead elsewhere.
fn encode(value: &str, address: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn a_value_cannot_lead_elsewhere() {
        let mut address = String::new();
        encode("../x?y=ü&z#a TSK-1", &mut address);
        assert_eq!(address, "..%2Fx%3Fy%3D%C3%BC%26z%23a%20TSK-1");
    }
}
