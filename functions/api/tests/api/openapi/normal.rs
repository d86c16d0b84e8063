//! Ids and tokens are new in every run; in the document they are always the same.

use serde_json::Value as Json;

use crate::world::Answer;

const SESSION: &str = "019aa6f2c1d07f3e9b5d4c8a2e6f1b07";
const REQUEST: &str = "019aa6f2d4a57c21b3f09e6d8c5a7412";
const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJhbnRlcm9vbSJ9.c2lnbmF0dXJl";

/// The same with ids and tokens that do not change.
pub(super) fn normal(mut json: Json) -> Json {
    replace("", &mut json);
    json
}

/// The same of a stream of events.
pub(super) fn normal_stream(answer: &Answer) -> String {
    let events =
        answer.events().into_iter().enumerate().map(|(index, (name, data))| {
            format!("event: {name}\ndata: {}\nid: {}\n\n", normal(data), index + 1)
        });
    events.collect()
}

fn replace(name: &str, json: &mut Json) {
    match json {
        Json::Object(fields) => fields.iter_mut().for_each(|(name, value)| replace(name, value)),
        Json::Array(items) => items.iter_mut().for_each(|item| replace(name, item)),
        Json::String(text) if name == "request_id" => REQUEST.clone_into(text),
        Json::String(text) if text.starts_with("eyJ") => TOKEN.clone_into(text),
        Json::String(text) => {
            let is_id = |text: &str| text.len() == 32 && text.bytes().all(|sign| sign.is_ascii_hexdigit());
            let (id, rest) = text.split_at_checked(32).unwrap_or((text, ""));
            if is_id(id) && (rest.is_empty() || rest.starts_with('.')) {
                *text = format!("{SESSION}{rest}");
            }
        }
        _ => {}
    }
}
