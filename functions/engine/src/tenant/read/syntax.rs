//! From text to a tree that knows its places, by the letter of JSON.

use jsonc_parser::ast::Value;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::Mistake;

/// JSON and nothing more: how a tenant file is read.
pub const STRICT_JSON: ParseOptions = ParseOptions {
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

pub(super) fn parse(text: &str) -> Result<Value<'_>, Mistake> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT_JSON).map_err(|error| {
        let range = error.range();
        Mistake::new(text, range.start..range.end, "", reason(&error))
    })?;
    parsed.value.ok_or_else(|| Mistake::new(text, 0..0, "", "the file is empty".to_owned()))
}

/// In plain words what breaks the JSON.
fn reason(error: &ParseError) -> String {
    let reason = match error.kind() {
        ParseErrorKind::TrailingCommasNotAllowed => "this comma is one too many: nothing follows it",
        ParseErrorKind::CommentsNotAllowed => "JSON has no comments",
        ParseErrorKind::ExpectedComma => "a comma is missing before this",
        ParseErrorKind::ExpectedColonAfterObjectKey => "a colon is missing after this key",
        ParseErrorKind::ExpectedObjectValue => "a value is missing after the colon",
        ParseErrorKind::ExpectedStringObjectProperty | ParseErrorKind::UnexpectedWord => {
            "a text must stand between double quotes"
        }
        ParseErrorKind::SingleQuotedStringsNotAllowed => {
            "a text must stand between double quotes, not single ones"
        }
        ParseErrorKind::MultipleRootJsonValues => "there is text after the end of the file's JSON",
        ParseErrorKind::UnterminatedObject => "this `{` is never closed",
        ParseErrorKind::UnterminatedArray => "this `[` is never closed",
        ParseErrorKind::UnexpectedCloseBrace => "a `}` has no place here",
        ParseErrorKind::UnexpectedCloseBracket => "a `]` has no place here",
        ParseErrorKind::UnexpectedColon => "a colon has no place here",
        ParseErrorKind::UnexpectedComma => "a comma has no place here",
        ParseErrorKind::NestingDepthExceeded => "is nested too deeply",
        other => return format!("is not JSON: {}", other.to_string().to_lowercase()),
    };
    reason.to_owned()
}
