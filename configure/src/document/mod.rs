//! The text of a tenant file: what is wrong with it, how it is painted, what its schema says of a place, how a
//! value is put into it. Knows no browser.

mod check;
mod edit;
mod help;
mod paint;
mod place;

pub use check::{Checked, Flaw, check};
pub use edit::{difference, set};
pub use help::{Help, help};
pub use paint::{Paint, paint};
pub use place::utf16;

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
