//! What is told of one route, as data: written beside the other routes of its subject, read by the document.

use axum::http::Method;
use schemars::generate::SchemaGenerator;
use schemars::{JsonSchema, Schema};

use crate::problem::ProblemKind;

/// Makes the schema of a type, in a generator's own collection.
pub(super) type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// One route as the document tells it. What follows from the route table (token, path parameters) is not repeated here.
pub(super) struct Operation {
    pub(super) method: Method,
    pub(super) path: &'static str,
    /// The name that generated clients give it.
    pub(super) id: &'static str,
    pub(super) tag: &'static str,
    pub(super) summary: &'static str,
    /// Markdown.
    pub(super) description: &'static str,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<SchemaOf>,
    pub(super) answers: Vec<Answer>,
    /// What it can be refused with, beside what every route of its sort can.
    pub(super) problems: Vec<ProblemKind>,
}

/// A parameter in the query or a header.
pub(super) struct Parameter {
    pub(super) place: Place,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) is_required: bool,
    pub(super) schema: Schema,
}

/// Where a parameter stands.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Query,
    Header,
}

impl Place {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}

/// An answer that is no problem.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) description: &'static str,
    pub(super) content: Vec<(&'static str, Content)>,
    /// Names of the document's header components, beside those that every answer has.
    pub(super) headers: Vec<&'static str>,
    pub(super) links: Vec<Link>,
}

/// Where something of an answer can be used.
pub(super) struct Link {
    /// The operation's id.
    pub(super) to: &'static str,
    /// The parameter in its path.
    pub(super) parameter: &'static str,
    /// The field of the answer.
    pub(super) field: &'static str,
}

/// What an answer holds.
pub(super) enum Content {
    /// A type's JSON.
    Json(SchemaOf),
    /// Text of a form of its own.
    Text,
    /// Events, each with its type.
    Events(&'static [(&'static str, SchemaOf)]),
}

impl Operation {
    pub(super) fn new(method: Method, path: &'static str, id: &'static str, tag: &'static str) -> Self {
        Self {
            method,
            path,
            id,
            tag,
            summary: "",
            description: "",
            parameters: Vec::new(),
            body: None,
            answers: Vec::new(),
            problems: Vec::new(),
        }
    }

    pub(super) fn says(mut self, summary: &'static str, description: &'static str) -> Self {
        self.summary = summary;
        self.description = description;
        self
    }

    /// A parameter that may be left out.
    pub(super) fn takes(
        mut self,
        place: Place,
        name: &'static str,
        schema: Schema,
        description: &'static str,
    ) -> Self {
        self.parameters.push(Parameter { place, name, description, is_required: false, schema });
        self
    }

    /// A parameter that is needed.
    pub(super) fn needs(
        mut self,
        place: Place,
        name: &'static str,
        schema: Schema,
        description: &'static str,
    ) -> Self {
        self.parameters.push(Parameter { place, name, description, is_required: true, schema });
        self
    }

    /// The body's type. Whatever is wrong with it can be answered then.
    pub(super) fn reads<T: JsonSchema>(mut self) -> Self {
        self.body = Some(schema_of::<T>);
        self.can_fail(&[
            ProblemKind::BODY_UNREADABLE,
            ProblemKind::BODY_SLOW,
            ProblemKind::BODY_TOO_LARGE,
            ProblemKind::BODY_NOT_JSON,
            ProblemKind::BODY_INVALID,
        ])
    }

    /// An answer of JSON.
    pub(super) fn answers<T: JsonSchema>(mut self, status: u16, description: &'static str) -> Self {
        let content = vec![("application/json", Content::Json(schema_of::<T>))];
        self.answers.push(Answer { status, description, content, headers: Vec::new(), links: Vec::new() });
        self
    }

    /// An answer of text.
    pub(super) fn answers_text(
        mut self,
        status: u16,
        media_type: &'static str,
        description: &'static str,
    ) -> Self {
        let content = vec![(media_type, Content::Text)];
        self.answers.push(Answer { status, description, content, headers: Vec::new(), links: Vec::new() });
        self
    }

    /// An answer without a body.
    pub(super) fn answers_nothing(self, description: &'static str) -> Self {
        self.answers_empty(204, description)
    }

    /// An answer of this status without a body.
    pub(super) fn answers_empty(mut self, status: u16, description: &'static str) -> Self {
        self.answers.push(Answer {
            status,
            description,
            content: Vec::new(),
            headers: Vec::new(),
            links: Vec::new(),
        });
        self
    }

    /// The last answer also as events.
    pub(super) fn or_events(mut self, events: &'static [(&'static str, SchemaOf)]) -> Self {
        if let Some(answer) = self.answers.last_mut() {
            answer.content.push(("text/event-stream", Content::Events(events)));
        }
        self
    }

    /// A header of the last answer, by the name of its component.
    pub(super) fn with_header(mut self, name: &'static str) -> Self {
        if let Some(answer) = self.answers.last_mut() {
            answer.headers.push(name);
        }
        self
    }

    /// A field of the last answer is a parameter of these operations.
    pub(super) fn leads(mut self, field: &'static str, parameter: &'static str, to: &[&'static str]) -> Self {
        if let Some(answer) = self.answers.last_mut() {
            answer.links.extend(to.iter().map(|to| Link { to, parameter, field }));
        }
        self
    }

    /// What it can be refused with.
    pub(super) fn can_fail(mut self, kinds: &[ProblemKind]) -> Self {
        for kind in kinds {
            if !self.problems.contains(kind) {
                self.problems.push(*kind);
            }
        }
        self
    }

    /// Reads or writes the store.
    pub(super) fn uses_the_store(self) -> Self {
        self.can_fail(&[ProblemKind::STORE_UNAVAILABLE, ProblemKind::INTERNAL])
    }
}

/// The schema of a type: a reference to the collection where it has a name.
pub(super) fn schema_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}
