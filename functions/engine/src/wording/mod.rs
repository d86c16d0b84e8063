//! Values in the words of a visitor: `€20,000–30,000`, `15 March 2027`, `6 weeks`.

use shared::tenant::Attribute;
use shared::value::Value;

/// What a visitor reads for a value.
#[must_use]
pub fn display(value: &Value, _attribute: &Attribute, _locale: &str) -> String {
    value.to_string()
}
