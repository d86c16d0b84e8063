//! What a server says that it has, as far as the tenant allows it and it can be used.

use engine::ports::OfferedTool;
use serde_json::Value as Json;
use shared::tenant::{Destructive, McpServer};

use super::mirrored::{self, Mirrored};
use super::server::Era;
use crate::said;

/// The largest schema of arguments, in bytes: it stands in what the model reads.
const SCHEMA_MAX_BYTES: usize = 16 * 1024;

/// What a server has that may be called.
pub(crate) struct Heard {
    pub(super) era: Era,
    tools: Vec<Tool>,
}

/// One tool of it.
pub(crate) struct Tool {
    pub(super) name: String,
    description: String,
    pub(super) parameters: Json,
    is_harmless: bool,
    pub(super) mirrored: Vec<Mirrored>,
}

impl Heard {
    /// Of all that is listed what is allowed, in the order of the tenant's file. What cannot be used is left out, and logged.
    pub(super) fn of(era: Era, listed: &[Json], server: &McpServer) -> Self {
        let tools = server.allow.iter().filter_map(|name| {
            let mut named = listed.iter().filter(|tool| tool["name"] == name.as_str());
            let read = match (named.next(), named.next()) {
                (Some(tool), None) => Tool::read(name, tool),
                (None, _) => Err("it is not there"),
                (Some(_), Some(_)) => Err("it is there twice"),
            };
            if let Err(why) = read {
                tracing::warn!(server = server.name, tool = name, why, "a tool is not offered");
            }
            read.ok()
        });
        Self { era, tools: tools.collect() }
    }

    pub(crate) fn tool(&self, name: &str) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.name == name)
    }

    /// As the assistant is offered them.
    pub(crate) fn offered(&self, server: &McpServer) -> Vec<OfferedTool> {
        let offered = self.tools.iter().map(|tool| OfferedTool {
            name: format!("{}.{}", server.name, tool.name),
            description: tool.description.clone(),
            parameters: tool.parameters.clone(),
            destructive: if tool.is_harmless { Destructive::Allow } else { server.destructive },
            phrases: server.phrases.get(&tool.name).cloned().unwrap_or_default(),
        });
        offered.collect()
    }
}

impl Tool {
    fn read(name: &str, said: &Json) -> Result<Self, &'static str> {
        let parameters = &said["inputSchema"];
        if parameters["type"] != "object" {
            return Err("its schema is none of an object");
        }
        if parameters.to_string().len() > SCHEMA_MAX_BYTES {
            return Err("its schema is too large");
        }
        let hint = |hint: &str| said["annotations"][hint].as_bool();
        let is_harmless = match (hint("readOnlyHint"), hint("destructiveHint")) {
            (_, Some(true)) => false,
            (Some(true), _) | (_, Some(false)) => true,
            _ => false,
        };
        let described = said["description"].as_str().or_else(|| said["title"].as_str()).unwrap_or_default();
        Ok(Self {
            name: name.to_owned(),
            description: said::description(described),
            mirrored: mirrored::read(parameters)?,
            parameters: parameters.clone(),
            is_harmless,
        })
    }
}
