//! A tour of the API: every request and answer is kept, with the place of the document that tells of it.

use std::sync::LazyLock;

use api::openapi::{Documented, Example, ExamplePlace, operation_id};
use api::routes;
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, Request};
use serde_json::Value as Json;

use super::normal::{normal, normal_stream};
use crate::world::{Answer, World, request};

/// What was asked and answered.
pub(super) struct Seen {
    pub(super) documented: Documented,
    /// The example's name; empty where it is none.
    pub(super) name: &'static str,
    pub(super) body: Option<Json>,
    pub(super) answer: Answer,
}

/// A tour.
#[derive(Default)]
pub(super) struct Tour {
    pub(super) seen: Vec<Seen>,
}

/// A request of the tour.
pub(super) struct Ask {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) token: Option<String>,
    pub(super) body: Option<Json>,
    pub(super) headers: Vec<(&'static str, &'static str)>,
}

impl Ask {
    pub(super) fn get(path: &str) -> Self {
        Self { method: Method::GET, path: path.to_owned(), token: None, body: None, headers: Vec::new() }
    }

    pub(super) fn post(path: &str, body: Json) -> Self {
        Self { method: Method::POST, body: Some(body), ..Self::get(path) }
    }

    pub(super) fn of(method: Method, path: &str) -> Self {
        Self { method, ..Self::get(path) }
    }

    pub(super) fn by(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// In place of what every request has; an empty value takes the header away.
    pub(super) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(super) fn streaming(self) -> Self {
        self.header(ACCEPT.as_str(), "text/event-stream")
    }
}

impl Tour {
    /// Asks, and keeps what was answered; under a name, as an example.
    pub(super) async fn ask(&mut self, world: &World, name: &'static str, ask: Ask) -> Json {
        let body = ask.body.as_ref().map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let mut request = request(ask.method.clone(), &ask.path, ask.token.as_deref(), body);
        for (header, value) in &ask.headers {
            request.headers_mut().remove(*header);
            if !value.is_empty() {
                request.headers_mut().insert(*header, HeaderValue::from_static(value));
            }
        }
        self.ask_raw(world, name, request, ask.body).await
    }

    /// Asks what is no JSON, or not only.
    pub(super) async fn ask_raw(
        &mut self,
        world: &World,
        name: &'static str,
        request: Request<Body>,
        body: Option<Json>,
    ) -> Json {
        let operation = operation_of(request.method(), request.uri().path());
        let operation = operation.unwrap_or_else(|| panic!("nothing is told of {request:?}"));
        let answer = world.ask(request).await;
        let json = serde_json::from_str(&answer.text).unwrap_or_default();
        let documented = documented(operation, &answer);
        self.seen.push(Seen { documented, name, body, answer });
        json
    }

    /// What the document shows: the named ones, and the first of each problem.
    pub(super) fn examples(&self) -> Vec<Example> {
        let mut examples: Vec<Example> = Vec::new();
        let mut show = |place: ExamplePlace, name: &str, value: Json| {
            let is_shown = examples.iter().any(|example| example.place == place && example.name == name);
            if !is_shown {
                examples.push(Example { place, name: name.to_owned(), value });
            }
        };
        for Seen { documented: Documented { operation, status, form }, name, body, answer } in &self.seen {
            if answer.headers.get(CONTENT_TYPE).is_some_and(|kind| kind == "application/problem+json") {
                show(ExamplePlace::Problem(form.clone()), form, normal(answer.json()));
                continue;
            }
            if name.is_empty() {
                continue;
            }
            if let Some(body) = body {
                show(ExamplePlace::Request(operation.clone()), name, normal(body.clone()));
            }
            let place = ExamplePlace::Answer(operation.clone(), *status, form.clone());
            match form.as_str() {
                "application/json" => show(place, name, normal(answer.json())),
                "text/event-stream" => show(place, name, Json::String(normal_stream(answer))),
                _ => {}
            }
        }
        examples
    }
}

/// Every operation, by method and path.
static OPERATIONS: LazyLock<Vec<(Method, &str, &str)>> = LazyLock::new(|| {
    let told = routes().into_iter().filter_map(|route| {
        let id = operation_id(&route)?;
        Some((route.method, route.path, id))
    });
    told.collect()
});

/// The operation that an address belongs to, where something is told of it.
pub(super) fn operation_of(method: &Method, path: &str) -> Option<&'static str> {
    let is_it = |template: &str| {
        let mut parts = path.split('/');
        let fits = template
            .split('/')
            .all(|part| parts.next().is_some_and(|given| part == given || part.starts_with('{')));
        fits && parts.next().is_none()
    };
    OPERATIONS.iter().find(|(told, template, _)| told == method && is_it(template)).map(|(.., id)| *id)
}

/// The place of the document that tells of an answer.
pub(super) fn documented(operation: &str, answer: &Answer) -> Documented {
    let form = answer.headers.get(CONTENT_TYPE).map_or("", |value| value.to_str().unwrap());
    let form = form.split(';').next().unwrap_or_default().to_owned();
    let form = if form == "application/problem+json" { answer.problem().1 } else { form };
    Documented { operation: operation.to_owned(), status: answer.status.as_u16(), form }
}
