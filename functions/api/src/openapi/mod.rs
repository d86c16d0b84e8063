//! The OpenAPI 3.1 document, made of the route table, of what is told of each route, and of the wire's types.
//!
//! No server makes it: `docs/openapi.json` is what is served, and a test holds it against what is made here. The examples
//! are what the real router answered in that test.

mod agents;
mod conversation;
mod data;
mod dead_turns;
mod operation;
mod public;
mod records;
mod schemas;
mod webhooks;

use axum::http::StatusCode;
use serde_json::{Map, Value as Json, json};

use self::operation::{Answer, Content, Link, Operation, Parameter};
use self::schemas::Schemas;
use crate::problem::ProblemKind;
use crate::routes::{Route, routes};

/// What was really asked or answered, to be shown.
#[derive(Debug, Clone)]
pub struct Example {
    /// Where it belongs.
    pub place: ExamplePlace,
    /// Its name: lower case, digits, `_` and `-`.
    pub name: String,
    /// It.
    pub value: Json,
}

/// Where an example belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExamplePlace {
    /// The body of a request to the operation of this id.
    Request(String),
    /// The answer of the operation of this id, with this status, in this media type.
    Answer(String, u16, String),
    /// The problem of this code, whatever the operation.
    Problem(String),
}

/// An answer that the document tells of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Documented {
    /// The operation's id.
    pub operation: String,
    /// The status.
    pub status: u16,
    /// The problem's code, the media type, or nothing where there is no body.
    pub form: String,
}

/// Every answer that the document tells of.
#[must_use]
pub fn documented() -> Vec<Documented> {
    let told = told();
    let each = told.iter().flat_map(|(route, operation)| {
        let answers = operation.answers.iter().flat_map(|answer| {
            let forms: Vec<&str> = answer.content.iter().map(|(media_type, _)| *media_type).collect();
            let forms = if forms.is_empty() { vec![""] } else { forms };
            forms.into_iter().map(|form| (answer.status, form.to_owned()))
        });
        let problems = problems(route, operation);
        let problems = problems.into_iter().map(|kind| (kind.status.as_u16(), kind.code.to_owned()));
        let operation = operation.id;
        answers
            .chain(problems)
            .map(|(status, form)| Documented { operation: operation.to_owned(), status, form })
            .collect::<Vec<_>>()
    });
    each.collect()
}

/// The id of the operation of a route; `None` where nothing is told of it.
#[must_use]
pub fn operation_id(route: &Route) -> Option<&'static str> {
    operations().into_iter().find(|operation| is_of(operation, route)).map(|operation| operation.id)
}

/// The document.
#[must_use]
pub fn document(examples: &[Example]) -> Json {
    let mut schemas = Schemas::new();
    let mut paths = Map::new();
    for (route, operation) in told() {
        let method = operation.method.as_str().to_lowercase();
        let told = operation_json(&route, &operation, examples, &mut schemas);
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[method] = told;
    }
    let problems = examples.iter().filter_map(|example| match &example.place {
        ExamplePlace::Problem(code) => Some((code.clone(), json!({ "value": example.value }))),
        _ => None,
    });
    let problems: Map<String, Json> = problems.collect();
    let (schemas, refusals) = schemas.into_components();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Anteroom",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "A chat that asks a site's visitors what they need and gathers it into typed attributes.",
            "description": "Every answer carries `x-request-id`; every error is `application/problem+json` (RFC 9457) \
                with a stable `code`. What is under `/api/v1` stays as it is: fields, events and codes may be added, so \
                readers pass over what they do not know; nothing is taken away or given another meaning.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "tags": [
            { "name": "conversation", "description": "What a visitor says, and what is answered." },
            { "name": "data", "description": "What is kept of a visitor, given out and deleted." },
            { "name": "background", "description": "Turns that are answered in the background, and could not be." },
            { "name": "agents", "description": "A tenant's records and knowledge for the agents of its users." },
            { "name": "records", "description": "A tenant's records, for its admins." },
            { "name": "webhooks", "description": "What a tenant's own systems are told, and sending it again." },
            { "name": "widget", "description": "What the widget needs before a conversation begins." },
            { "name": "server", "description": "The server itself." },
        ],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": refusals,
            "headers": headers(),
            "examples": problems,
            "securitySchemes": {
                "session": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "The `token` of `POST /api/v1/chat/sessions`: for one session, on one origin.",
                },
                "admin": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "A token for one tenant's admins.",
                },
                "user": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "The token that the tenant's site signs for its user (`users` in the tenant file).",
                },
            },
        },
    })
}

/// The routes with what is told of them, in the table's order.
fn told() -> Vec<(Route, Operation)> {
    let mut operations = operations();
    let with_operation = routes().into_iter().filter_map(|route| {
        let index = operations.iter().position(|operation| is_of(operation, &route))?;
        Some((route, operations.swap_remove(index)))
    });
    with_operation.collect()
}

fn operations() -> Vec<Operation> {
    let each = [
        public::operations(),
        conversation::operations(),
        data::operations(),
        agents::operations(),
        records::operations(),
        webhooks::operations(),
        dead_turns::operations(),
    ];
    each.into_iter().flatten().collect()
}

fn is_of(operation: &Operation, route: &Route) -> bool {
    operation.method == route.method && operation.path == route.path
}

/// What a route can be refused with, by status.
fn problems(route: &Route, operation: &Operation) -> Vec<ProblemKind> {
    let of_tokens = [
        ProblemKind::TOKEN_MISSING,
        ProblemKind::TOKEN_INVALID,
        ProblemKind::TOKEN_EXPIRED,
        ProblemKind::TOKEN_NOT_YET_VALID,
    ];
    let of_sessions = [ProblemKind::ORIGIN_NOT_ALLOWED, ProblemKind::OTHER_USER];
    // Before anything is made of a request.
    let of_the_edge =
        [ProblemKind::BODY_TOO_LARGE, ProblemKind::URI_TOO_LONG, ProblemKind::HEADERS_TOO_LARGE];
    let can = |kind: &ProblemKind| {
        operation.problems.contains(kind)
            || of_the_edge.contains(kind)
            || ((route.needs_token || route.needs_admin) && of_tokens.contains(kind))
            || (route.needs_token && of_sessions.contains(kind))
    };
    ProblemKind::ALL.iter().copied().filter(can).collect()
}

fn operation_json(route: &Route, operation: &Operation, examples: &[Example], schemas: &mut Schemas) -> Json {
    let mut told = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": parameters(operation),
        "responses": responses(route, operation, examples, schemas),
    });
    if route.needs_token {
        told["security"] = json!([{ "session": [] }]);
    } else if route.needs_admin {
        told["security"] = json!([{ "admin": [] }]);
    } else if route.needs_user {
        told["security"] = json!([{ "user": [] }]);
    }
    if let Some(schema) = operation.body {
        let shown = shown(examples, &ExamplePlace::Request(operation.id.to_owned()));
        let content = with_examples(json!({ "schema": schemas.read(schema) }), shown);
        told["requestBody"] = json!({ "required": true, "content": { "application/json": content } });
    }
    told
}

fn parameters(operation: &Operation) -> Vec<Json> {
    let in_path =
        operation.path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| {
            let description = match name {
                "tenant" => "The tenant's id.",
                "turn" => "The turn's id, as `turn_id` tells it.",
                "session" => "The session's id; must be the token's.",
                "code" => "The problem's `code`.",
                "user" => "The tenant's id of the user.",
                "id" if operation.tag == "records" => "The record's id.",
                "id" => "The `webhook-id`.",
                "type" => "The type's `key`.",
                _ => "",
            };
            json!({
                "in": "path", "name": name, "description": description, "required": true,
                "schema": { "type": "string", "minLength": 1 },
            })
        });
    let others = operation.parameters.iter().map(|parameter| {
        let Parameter { place, name, description, is_required, schema } = parameter;
        json!({
            "in": place.name(), "name": name, "description": description, "required": is_required, "schema": schema,
        })
    });
    in_path.chain(others).collect()
}

fn responses(
    route: &Route,
    operation: &Operation,
    examples: &[Example],
    schemas: &mut Schemas,
) -> Map<String, Json> {
    let mut responses = Map::new();
    for answer in &operation.answers {
        responses.insert(answer.status.to_string(), success(route, operation, answer, examples, schemas));
    }
    let problems = problems(route, operation);
    for group in problems.chunk_by(|one, other| one.status == other.status) {
        let Some(first) = group.first() else { continue };
        // Many routes are refused with the same: it is told once.
        let codes: Vec<&str> = group.iter().map(|kind| kind.code).collect();
        let name = codes.join(".");
        let mut told = refusal(first.status, group, schemas);
        let status = first.status.as_str().to_owned();
        // Where an answer of the route's own has the same status, both are told there.
        if let Some(own) = responses.get(&status).and_then(|own: &Json| own["content"].as_object()).cloned() {
            for (media_type, content) in own {
                told["content"][media_type] = content;
            }
            responses.insert(status, told);
            continue;
        }
        responses.insert(status, json!({ "$ref": format!("#/components/responses/{name}") }));
        schemas.refusals.insert(name, told);
    }
    responses
}

fn success(
    route: &Route,
    operation: &Operation,
    answer: &Answer,
    examples: &[Example],
    schemas: &mut Schemas,
) -> Json {
    let mut content = Map::new();
    for (media_type, form) in &answer.content {
        let place = ExamplePlace::Answer(operation.id.to_owned(), answer.status, (*media_type).to_owned());
        let media = match form {
            Content::Json(schema) => json!({ "schema": schemas.written(*schema) }),
            Content::Text => json!({ "schema": { "type": "string" } }),
            Content::Events(events) => {
                let data: Map<String, Json> = events
                    .iter()
                    .map(|(name, schema)| ((*name).to_owned(), schemas.written(*schema)))
                    .collect();
                json!({ "schema": { "type": "string" }, "x-events": data })
            }
        };
        content.insert((*media_type).to_owned(), with_examples(media, shown(examples, &place)));
    }
    let renewal = route.needs_token.then_some("anteroom-token");
    let headers: Vec<&str> = answer.headers.iter().copied().chain(renewal).collect();
    let mut told = json!({ "description": answer.description, "headers": header_references(&headers) });
    if !content.is_empty() {
        told["content"] = Json::Object(content);
    }
    if !answer.links.is_empty() {
        let links: Map<String, Json> = answer.links.iter().map(link).collect();
        told["links"] = Json::Object(links);
    }
    told
}

fn link(link: &Link) -> (String, Json) {
    let Link { to, parameter, field } = link;
    let place = format!("$response.body#/{field}");
    ((*to).to_owned(), json!({ "operationId": to, "parameters": { *parameter: place } }))
}

fn refusal(status: StatusCode, kinds: &[ProblemKind], schemas: &mut Schemas) -> Json {
    let codes: Vec<&str> = kinds.iter().map(|kind| kind.code).collect();
    let lines: Vec<String> = kinds.iter().map(|kind| format!("`{}`: {}", kind.code, kind.meaning)).collect();
    let examples: Map<String, Json> = codes
        .iter()
        .map(|code| ((*code).to_owned(), json!({ "$ref": format!("#/components/examples/{code}") })))
        .collect();
    let is_later = matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS);
    let headers: &[&str] = if is_later { &["Retry-After"] } else { &[] };
    json!({
        "description": lines.join("\n\n"),
        "headers": header_references(headers),
        "content": { "application/problem+json": {
            "schema": {
                "allOf": [schemas.problem()],
                "properties": { "status": { "const": status.as_u16() }, "code": { "enum": codes } },
            },
            "examples": examples,
        } },
    })
}

fn shown(examples: &[Example], place: &ExamplePlace) -> Map<String, Json> {
    let of_place = examples.iter().filter(|example| example.place == *place);
    of_place.map(|example| (example.name.clone(), json!({ "value": example.value }))).collect()
}

fn with_examples(mut media: Json, examples: Map<String, Json>) -> Json {
    if !examples.is_empty() {
        media["examples"] = Json::Object(examples);
    }
    media
}

/// The headers of an answer: these, and those that every answer has.
fn header_references(names: &[&str]) -> Map<String, Json> {
    let all = core::iter::once(&"x-request-id").chain(names);
    all.map(|name| ((*name).to_owned(), json!({ "$ref": format!("#/components/headers/{name}") }))).collect()
}

fn headers() -> Json {
    json!({
        "x-request-id": {
            "description": "The request, as the log knows it.", "required": true, "schema": { "type": "string" },
        },
        "anteroom-token": {
            "description": "A new token for the same session, once more than half the time of the one sent is over. The \
                old one stays good until its own end.",
            "required": false, "schema": { "type": "string" },
        },
        "Location": {
            "description": "Where the answer will be.", "required": true,
            "schema": { "type": "string", "format": "uri-reference" },
        },
        "Preference-Applied": {
            "description": "`respond-async` (RFC 7240).", "required": true, "schema": { "type": "string" },
        },
        "Retry-After": {
            "description": "Seconds to wait before the next try.", "required": true,
            "schema": { "type": "integer", "minimum": 1 },
        },
    })
}
