//! What is never told.

/// What is in no log line, no span, no metric and no label, at no level. Tests plant a mark in each of these and look for it
/// in everything that is written.
pub const NEVER_LOGGED: &[&str] = &[
    "messages, and the texts of edits",
    "values of attributes, and the words they were taken from",
    "replies, and prompts",
    "what the model or its endpoint says, errors included",
    "comments of ratings",
    "addresses, titles and referrers of pages",
    "names, e-mail addresses and phone numbers",
    "ids and claims of identified users",
    "network addresses",
    "session tokens, user tokens and the header `Authorization`",
    "keys and secrets of the environment or of a secret store",
    "bodies of requests, whether they could be read or not, and of answers",
    "bodies and signatures of webhooks, and what their receivers answer",
    "words of a panic, which may quote what was being worked on",
];
