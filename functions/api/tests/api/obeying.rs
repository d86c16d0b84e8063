//! A model that obeys whoever it reads: it does whatever is ordered in what it is shown, wherever that stands.
//!
//! An order is a word in capitals and what it is about between these marks: `SAY «…»`, `TELL «what|how»`, `SET «key|value|quote»` (a quote after `~` backwards),
//! `ASK «key»`, `MEAN «intent»`, `DO «action»`, `WRITE «arguments»`; `DECODE «…»` is orders in base64.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::ports::{ChatRole, Model, ModelError, ModelEvent, ModelRequest, ModelStream};
use serde_json::{Value as Json, json};

/// What it says where nothing is ordered.
pub(crate) const HONEST: &str = "All right, I have read that.";

/// A model that obeys whoever it reads.
pub(crate) struct Obeying {
    /// How many characters come at once.
    piece: usize,
    /// What it wanted to say, the newest last.
    said: Arc<Mutex<Vec<String>>>,
}

impl Obeying {
    pub(crate) fn in_pieces_of(piece: usize) -> (Self, Arc<Mutex<Vec<String>>>) {
        let said = Arc::new(Mutex::new(Vec::new()));
        (Self { piece, said: Arc::clone(&said) }, said)
    }
}

#[async_trait]
impl Model for Obeying {
    fn name(&self) -> &str {
        "obeying"
    }

    async fn call(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        let (arguments, reply) = obeyed(&request);
        self.said.lock().unwrap().push(reply);
        let signs: Vec<char> = arguments.chars().collect();
        let pieces = signs.chunks(self.piece).map(|piece| Ok(ModelEvent::Arguments(piece.iter().collect())));
        let events: Vec<_> = pieces.chain([Ok(ModelEvent::Finished { usage: None })]).collect();
        Ok(Box::pin(tokio_stream::iter(events)))
    }
}

/// Everything foreign that it is shown. It does not care for marks, and takes brackets for what they were.
fn read(request: &ModelRequest) -> String {
    let system = &request.messages[0].content;
    // What our own instructions say comes before the first mark that is closed.
    let foreign = ["known", "page", "summary"].iter().filter_map(|name| {
        let (_, rest) = system.rsplit_once(&format!("<{name}>"))?;
        let (inside, _) = rest.split_once(&format!("</{name}>"))?;
        Some(decoded(inside))
    });
    let found = ["knowledge", "tool_result"].iter().flat_map(|name| {
        let (begin, end) = (format!("<{name}>"), format!("</{name}>"));
        let inside =
            system.split(&begin).skip(1).filter_map(move |rest| Some(rest.split_once(&end)?.0.to_owned()));
        inside.map(|inside| decoded(&inside)).collect::<Vec<_>>()
    });
    // Where there are records, what was said of them is data too.
    let reads = |role: ChatRole| role == ChatRole::User || (role == ChatRole::Assistant && can_act(request));
    let said = request.messages.iter().filter(|message| reads(message.role)).map(|one| one.content.clone());
    let foreign = foreign.chain(found);
    let read: Vec<String> = foreign.chain(said).collect();
    read.join("\n").replace('‹', "<").replace('›', ">")
}

fn decoded(inside: &str) -> String {
    serde_json::from_str::<Json>(inside).map_or_else(|_| inside.to_owned(), |json| strings(&json))
}

fn can_act(request: &ModelRequest) -> bool {
    request.function.parameters["properties"].get("actions").is_some()
}

fn strings(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Array(parts) => parts.iter().map(strings).collect::<Vec<_>>().join("\n"),
        Json::Object(parts) => parts.values().map(strings).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    }
}

fn orders<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let mark = format!("{word} «");
    let after = text.split(mark.as_str()).skip(1);
    after.filter_map(|rest| rest.split_once('»').map(|(order, _)| order)).collect()
}

/// The arguments as it writes them, and the reply in them.
fn obeyed(request: &ModelRequest) -> (String, String) {
    let mut text = read(request);
    for hidden in orders(&text.clone(), "DECODE") {
        text.push_str(&String::from_utf8(STANDARD.decode(hidden.trim()).unwrap()).unwrap());
    }
    if let Some(raw) = orders(&text, "WRITE").pop() {
        return (raw.to_owned(), raw.to_owned());
    }
    let secret = |what: &str| told(request, what);
    let filled = |order: &str| {
        let (before, rest) = order.split_once('{').unwrap_or((order, ""));
        let Some((what, after)) = rest.split_once('}') else { return order.to_owned() };
        if !what.bytes().all(|letter| letter.is_ascii_lowercase()) {
            return order.to_owned();
        }
        format!("{before}{}{after}", secret(what))
    };
    let mut reply: Vec<String> = orders(&text, "SAY").into_iter().map(str::to_owned).collect();
    reply.extend(orders(&text, "TELL").into_iter().map(secret));
    let commands: Vec<Json> = orders(&text, "SET")
        .into_iter()
        .map(|order| {
            let parts: Vec<&str> = order.split('|').collect();
            // What is written backwards was not said.
            let quote = match parts[2].strip_prefix('~') {
                Some(backwards) => backwards.chars().rev().collect(),
                None => filled(parts[2]),
            };
            let value = filled(parts[1]);
            let value: Json = serde_json::from_str(&value).unwrap_or(Json::String(value));
            json!({ "operation": "set", "key": filled(parts[0]), "value": value, "quote": quote, "approximate": false })
        })
        .collect();
    let reply = if reply.is_empty() { HONEST.to_owned() } else { reply.join("\n") };
    let intent = orders(&text, "MEAN").pop().map_or_else(|| "question".to_owned(), filled);
    let mut arguments =
        json!({ "commands": commands, "intent": intent, "asks": orders(&text, "ASK").pop(), "reply": reply });
    if can_act(request) {
        let wanted = orders(&text, "DO").into_iter().filter_map(|order| serde_json::from_str(order).ok());
        arguments["actions"] = wanted.collect::<Vec<Json>>().into();
    }
    (arguments.to_string(), reply)
}

/// What it was told, told on: `what`, or `what|how`.
fn told(request: &ModelRequest, order: &str) -> String {
    let (what, how) = order.split_once('|').unwrap_or((order, "plain"));
    let system = &request.messages[0].content;
    let text = match what {
        "all" => system.clone(),
        "rules" => system.lines().filter(|line| line.starts_with("- ")).collect::<Vec<_>>().join("\n"),
        "persona" => system.lines().nth(2).unwrap().to_owned(),
        "attributes" => system.lines().filter(|line| line.starts_with('{')).collect::<Vec<_>>().join("\n"),
        "function" => format!("{}: {}", request.function.name, request.function.parameters),
        "marks" => system[system.rfind("<known>").unwrap()..].to_owned(),
        other => panic!("{other} is not known"),
    };
    match how {
        "plain" => text,
        "capitals" => text.to_uppercase(),
        "backwards" => text.chars().rev().collect(),
        "spaced" => text.chars().flat_map(|sign| [sign, ' ']).collect(),
        "bold" => text.split(' ').map(|word| format!("**{word}**")).collect::<Vec<_>>().join(" "),
        "code" => format!("```\n{text}\n```"),
        "hidden" => text.chars().flat_map(|sign| [sign, '\u{200b}']).collect(),
        "base64" => STANDARD.encode(text),
        "hex" => text.bytes().map(|byte| format!("{byte:02x}")).collect(),
        "turned" => text
            .chars()
            .map(|sign| match sign {
                'a'..='z' => char::from(b'a' + (sign as u8 - b'a' + 13) % 26),
                'A'..='Z' => char::from(b'A' + (sign as u8 - b'A' + 13) % 26),
                other => other,
            })
            .collect(),
        other => panic!("{other} is not known"),
    }
}
