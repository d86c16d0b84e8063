//! The text of a tenant file: what is wrong with it, how it is painted, how a value is put into it. Knows no browser.

mod check;
mod edit;
mod paint;
mod place;

pub use check::{Checked, Flaw, check};
pub use edit::{difference, set};
pub use paint::{Paint, paint};
pub use place::{at, line_and_column, utf16};

use jsonc_parser::ParseOptions;

/// JSON and nothing more: what the server reads.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};
