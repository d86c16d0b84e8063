//! The shapes that come: a chunk of a stream, or a whole completion, which differs from one chunk by a single name.
//! Everything may be missing: endpoints differ, and what is needed is asked for in `answer`.

use engine::ports::ModelError;
use serde::Deserialize;
use serde_json::Value as Json;
use serde_json::error::Category;

/// A chunk, or a whole completion.
#[derive(Debug, Deserialize)]
pub(crate) struct Chunk {
    #[serde(default)]
    pub(crate) choices: Vec<Choice>,
    #[serde(default)]
    pub(crate) usage: Option<TokenUsage>,
    #[serde(default)]
    pub(crate) error: Option<Json>,
}

impl Chunk {
    /// Reads one. What is wrong is told by kind and place: the parser's own message would quote what was said.
    pub(crate) fn read(json: &str) -> Result<Self, ModelError> {
        // A list would pass as a chunk in which everything is missing.
        if !json.trim_start().starts_with('{') {
            return Err(ModelError::Malformed("an event is no JSON object".to_owned()));
        }
        serde_json::from_str(json).map_err(|error| {
            let what = match error.classify() {
                Category::Data => "has another shape than a chunk",
                Category::Eof => "is JSON that breaks off",
                Category::Syntax | Category::Io => "is no JSON",
            };
            ModelError::Malformed(format!(
                "an event {what} (line {}, column {})",
                error.line(),
                error.column()
            ))
        })
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Choice {
    #[serde(default)]
    pub(crate) index: u32,
    /// What a chunk adds; in a whole completion, the `message`.
    #[serde(default, alias = "message")]
    pub(crate) delta: Option<Delta>,
    #[serde(default)]
    pub(crate) finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Delta {
    #[serde(default)]
    pub(crate) tool_calls: Option<Vec<Call>>,
    #[serde(default)]
    pub(crate) refusal: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Call {
    #[serde(default)]
    pub(crate) index: u32,
    #[serde(default)]
    pub(crate) function: Option<Function>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Function {
    #[serde(default)]
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) arguments: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct TokenUsage {
    #[serde(default)]
    pub(crate) prompt_tokens: u64,
    #[serde(default)]
    pub(crate) completion_tokens: u64,
}
