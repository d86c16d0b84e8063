//! Reading arguments while they are being written.

use proptest::prelude::*;
use serde_json::json;

use super::super::arguments::{ArgumentsError, ArgumentsReader, Part};

fn read(pieces: &[&str]) -> Result<Vec<Part>, ArgumentsError> {
    let mut reader = ArgumentsReader::default();
    let mut parts = Vec::new();
    for piece in pieces {
        parts.extend(reader.push(piece)?);
    }
    reader.finish()?;
    Ok(joined(parts))
}

/// The pieces of the reply put together: where they are cut is not the point.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut whole: Vec<Part> = Vec::new();
    for part in parts {
        match (whole.last_mut(), part) {
            (Some(Part::Reply(before)), Part::Reply(more)) => before.push_str(&more),
            (_, part) => whole.push(part),
        }
    }
    whole
}

fn written(quote: &str, reply: &str) -> String {
    let command = json!({
        "operation": "set", "key": "a", "value": { "min": 1, "max": [2] }, "quote": quote, "approximate": true,
    });
    // Written by hand: the order is what the reader is about.
    format!(
        "{{\"commands\": [{command}, {command}],\n \"intent\":\"scoping\", \"asks\" : \"b\", \"reply\": {}}}",
        json!(reply)
    )
}

#[test]
fn parts_come_as_soon_as_they_are_whole() {
    let text = written("so", "Fine.");
    let mut reader = ArgumentsReader::default();
    let end = text.find("true}").unwrap() + 4;
    assert_eq!(reader.push(&text[..end]).unwrap(), []);
    assert!(matches!(reader.push(&text[end..=end]).unwrap()[..], [Part::Command(_)]));
    let rest = joined(reader.push(&text[end + 1..]).unwrap());
    assert!(matches!(rest[..], [Part::Command(_), Part::Intent(_), Part::Asks(Some(_)), Part::Reply(_)]));
    reader.finish().unwrap();
}

#[test]
fn the_reply_comes_while_it_is_written_and_never_half_a_sign() {
    let mut reader = ArgumentsReader::default();
    assert_eq!(reader.push("{\"reply\": \"It").unwrap(), [Part::Reply("It".to_owned())]);
    assert_eq!(reader.push(" costs\\").unwrap(), [Part::Reply(" costs".to_owned())]);
    assert_eq!(reader.push("n\\u20a").unwrap(), [Part::Reply("\n".to_owned())]);
    assert_eq!(reader.push("c5 \\ud83d").unwrap(), [Part::Reply("€5 ".to_owned())]);
    assert_eq!(reader.push("\\ude").unwrap(), []);
    assert_eq!(reader.push("00!\"").unwrap(), [Part::Reply("😀!".to_owned())]);
}

#[test]
fn nothing_asked_is_null() {
    let text = "{\"commands\":[],\"intent\":\"question\",\"asks\":null,\"reply\":\"No, null and void.\"}";
    let parts = read(&[text]).unwrap();
    assert_eq!(parts[1], Part::Asks(None));
    assert_eq!(parts.len(), 3);
}

#[test]
fn brackets_and_quotes_inside_texts_mislead_nobody() {
    let parts = read(&[&written("}],\"reply\":\"no\"", "{\"commands\": [] \\ }")]).unwrap();
    assert_eq!(parts.last(), Some(&Part::Reply("{\"commands\": [] \\ }".to_owned())));
    assert_eq!(parts.len(), 5);
}

#[test]
fn what_is_not_the_function_is_refused() {
    let shape = |text: &str| matches!(read(&[text]), Err(ArgumentsError::Shape(_)));
    let json = |text: &str| matches!(read(&[text]), Err(ArgumentsError::Json(_)));
    assert!(shape("{\"reply\": \"Hi\"}"));
    assert!(shape("{\"commands\":[],\"intent\":\"x\",\"asks\":null,\"reply\":\" \"}"));
    assert!(shape(
        "{\"commands\":[{\"operation\":\"drop\",\"key\":\"a\",\"quote\":\"b\"}],\"intent\":\"x\",\"asks\":null,\"reply\":\"Hi\"}"
    ));
    assert!(shape("{\"commands\":[{\"key\":\"a\"}],\"intent\":\"x\",\"asks\":null,\"reply\":\"Hi\"}"));
    assert!(shape("{\"commands\":[],\"intent\":\"x\",\"asks\":null,\"reply\":\"Hi\",\"more\":1}"));
    assert!(shape("[]"));
    assert!(json("{\"commands\":["));
    assert!(json("}"));
    assert!(json(""));
    assert!(json("Hello!"));
    assert!(json("{\"reply\": \"\\ud83d\\u0041\"}"));
    assert_eq!(read(&[&"[".repeat(300_000)]), Err(ArgumentsError::TooLong));
}

proptest! {
    #[test]
    fn where_the_text_is_cut_makes_no_difference(
        quote in "\\PC{0,20}", reply in "[a-z]\\PC{0,40}", cuts in prop::collection::vec(0_usize..400, 0..12),
    ) {
        let text = written(&quote, &reply);
        let mut places: Vec<usize> =
            cuts.into_iter().filter(|cut| *cut <= text.len() && text.is_char_boundary(*cut)).collect();
        places.sort_unstable();
        let mut pieces = Vec::new();
        let mut from = 0;
        for place in places {
            pieces.push(&text[from..place]);
            from = place;
        }
        pieces.push(&text[from..]);
        prop_assert_eq!(read(&pieces), read(&[&text]));
        let parts = read(&pieces).unwrap();
        prop_assert_eq!(parts.last(), Some(&Part::Reply(reply)));
    }

    #[test]
    fn no_text_makes_it_panic(pieces in prop::collection::vec("[\\[\\]{}\",:\\\\a-zu0-9d\\PC]{0,30}", 0..6)) {
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        let _ = read(&pieces);
    }
}
