//! The body that is sent. Temperature is left to the endpoint: newer models take none but their own.

use engine::ports::{ChatRole, ModelRequest};
use serde::Serialize;
use serde_json::Value as Json;

use crate::dialect::Dialect;

/// The body of a call.
#[derive(Debug, Serialize)]
pub(crate) struct Body<'a> {
    model: &'a str,
    messages: Vec<Message<'a>>,
    stream: bool,
    stream_options: StreamOptions,
    tools: [Tool<'a>; 1],
    tool_choice: Choice<'a>,
    parallel_tool_calls: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasoning_effort: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Debug, Serialize)]
struct StreamOptions {
    include_usage: bool,
}

#[derive(Debug, Serialize)]
struct Tool<'a> {
    r#type: &'static str,
    function: Function<'a>,
}

#[derive(Debug, Serialize)]
struct Function<'a> {
    name: &'a str,
    description: &'a str,
    strict: bool,
    parameters: &'a Json,
}

#[derive(Debug, Serialize)]
struct Choice<'a> {
    r#type: &'static str,
    function: Named<'a>,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    name: &'a str,
}

impl<'a> Body<'a> {
    /// What asks `model` for `request`.
    pub(crate) fn new(model: &'a str, request: &'a ModelRequest, dialect: Dialect) -> Self {
        let function = &request.function;
        let bound = request.max_output_tokens;
        Self {
            model,
            messages: request
                .messages
                .iter()
                .map(|message| Message { role: role(message.role), content: &message.content })
                .collect(),
            stream: true,
            stream_options: StreamOptions { include_usage: true },
            tools: [Tool {
                r#type: "function",
                function: Function {
                    name: &function.name,
                    description: &function.description,
                    strict: true,
                    parameters: &function.parameters,
                },
            }],
            tool_choice: Choice { r#type: "function", function: Named { name: &function.name } },
            parallel_tool_calls: false,
            max_completion_tokens: (!dialect.max_tokens).then_some(bound),
            max_tokens: dialect.max_tokens.then_some(bound),
            reasoning_effort: dialect.no_reasoning.then_some("none"),
        }
    }
}

const fn role(role: ChatRole) -> &'static str {
    match role {
        ChatRole::System => "system",
        ChatRole::User => "user",
        ChatRole::Assistant => "assistant",
    }
}
