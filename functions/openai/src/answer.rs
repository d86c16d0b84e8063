//! One answer as it is put together from chunks. Pure: it reads text and knows nothing of sockets, SSE or time.

use engine::ports::{ModelError, ModelEvent, Usage};
use secrecy::SecretString;
use serde_json::Value as Json;

use crate::chunk::{Call, Choice, Chunk};
use crate::failure::named;
use crate::quote::quote;

/// An answer, as far as it has come.
pub(crate) struct Answer {
    function: String,
    key: Option<SecretString>,
    called: bool,
    whole: bool,
    refusal: String,
    usage: Option<Usage>,
}

impl Answer {
    /// Nothing yet; `function` is the one that must be called.
    pub(crate) const fn new(function: String, key: Option<SecretString>) -> Self {
        Self { function, key, called: false, whole: false, refusal: String::new(), usage: None }
    }

    /// Whether the call is whole, so that at most the usage is still to come.
    pub(crate) const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Takes a chunk's JSON, and gives what it adds to the arguments: nothing where it is empty.
    pub(crate) fn read(&mut self, json: &str) -> Result<String, ModelError> {
        let chunk = Chunk::read(json)?;
        if let Some(error) = chunk.error.filter(|error| !error.is_null()) {
            return Err(self.reported(&error));
        }
        if let Some(usage) = chunk.usage {
            self.usage =
                Some(Usage { input_tokens: usage.prompt_tokens, output_tokens: usage.completion_tokens });
        }
        let mut added = String::new();
        // More than one answer is never asked for.
        for choice in chunk.choices.into_iter().filter(|choice| choice.index == 0) {
            added.push_str(&self.choose(choice)?);
        }
        Ok(added)
    }

    /// The endpoint says that it is done, whether or not it gave a reason.
    pub(crate) fn done(&mut self) -> Result<ModelEvent, ModelError> {
        if !self.whole {
            self.finish("stop")?;
        }
        Ok(ModelEvent::Finished { usage: self.usage })
    }

    /// Nothing more comes, for the reason given: no harm, where only the usage was missing.
    pub(crate) fn end(&self, reason: ModelError) -> Result<ModelEvent, ModelError> {
        if self.whole { Ok(ModelEvent::Finished { usage: self.usage }) } else { Err(reason) }
    }

    fn choose(&mut self, choice: Choice) -> Result<String, ModelError> {
        let delta = choice.delta.unwrap_or_default();
        if let Some(refusal) = delta.refusal {
            self.refusal.push_str(&refusal);
        }
        let mut added = String::new();
        // One call is asked for. Endpoints that make several all the same are taken at their first.
        for call in delta.tool_calls.into_iter().flatten().filter(|call| call.index == 0) {
            added.push_str(&self.call(call)?);
        }
        if let Some(reason) = choice.finish_reason {
            self.finish(&reason)?;
        }
        Ok(added)
    }

    fn call(&mut self, call: Call) -> Result<String, ModelError> {
        let Some(function) = call.function else { return Ok(String::new()) };
        // Some endpoints repeat the name with every piece, or send it empty after the first.
        if let Some(name) = function.name.filter(|name| !name.is_empty()) {
            if name != self.function {
                return Err(ModelError::UnknownFunction(quote(&name, self.key.as_ref())));
            }
            self.called = true;
        }
        let arguments = function.arguments.unwrap_or_default();
        if !self.called && !arguments.is_empty() {
            return Err(ModelError::Malformed("arguments came before the function's name".to_owned()));
        }
        Ok(arguments)
    }

    fn finish(&mut self, reason: &str) -> Result<(), ModelError> {
        match reason {
            "content_filter" => Err(ModelError::Filtered),
            _ if !self.refusal.is_empty() => {
                Err(ModelError::Refused(quote(&self.refusal, self.key.as_ref())))
            }
            "length" => Err(ModelError::TooLong),
            _ if !self.called => Err(ModelError::NoCall),
            _ => {
                self.whole = true;
                Ok(())
            }
        }
    }

    /// The name of an error object: gateways put the status of whom they asked into its `code`.
    fn reported(&self, error: &Json) -> ModelError {
        let message = error.get("message").unwrap_or(error);
        let message = message.as_str().map_or_else(|| message.to_string(), str::to_owned);
        let message = quote(&message, self.key.as_ref());
        match error.get("code").and_then(Json::as_u64).and_then(|code| u16::try_from(code).ok()) {
            Some(status @ 400..=599) => named(status, None, message),
            _ => ModelError::Failed(message),
        }
    }
}
