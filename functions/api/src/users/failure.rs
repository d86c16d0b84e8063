//! Why a user's token is not taken: what the sender is told, and what the log is.

/// What the sender of a user's token is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UserTokenError {
    /// The tenant wants to know who the visitor is.
    #[error(
        "This chat is for identified users: send the token that the site signs for its user as `user_token`."
    )]
    Required,
    /// It is not good. Which of the checks it failed stands in the server's log alone.
    #[error("The user's token is not good: ask the site for a new one.")]
    Invalid,
    /// It was good, and is over.
    #[error("The user's token is over: ask the site for a new one.")]
    Expired,
    /// The keys that it is checked with cannot be reached.
    #[error("The user's token cannot be checked just now; try again.")]
    KeysUnavailable,
}

/// Which check a token has failed: for the log, and for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Larger than is looked at.
    TooLarge,
    /// Not three parts in base64url without padding.
    NotThreeParts,
    /// A part is not the JSON that it should be, or names something twice.
    NotJson,
    /// The header asks for what is not done here: keys of its own, extensions, compression, nesting.
    Header,
    /// No key of the tenant's is meant, or more than one may be.
    UnknownKey,
    /// The key is too weak, or not what its algorithm needs.
    WeakKey,
    /// The algorithm is not the key's, or the signature is not the key's.
    Signature,
    /// No `exp`, or none that is a time, or one that is too far away.
    Lifetime,
    /// Made, or good, only later.
    NotYetValid,
    /// Over.
    Expired,
    /// For somebody else.
    Audience,
    /// From somebody else.
    Issuer,
    /// No id, or none that is a short text.
    Id,
    /// No role that is a short text.
    Role,
    /// An attribute that is not of a kind that is taken, or too much of them.
    Attributes,
    /// The keys cannot be reached.
    KeysUnavailable,
}

impl Refusal {
    /// The word for it in the log.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::NotThreeParts => "not_three_parts",
            Self::NotJson => "not_json",
            Self::Header => "header",
            Self::UnknownKey => "unknown_key",
            Self::WeakKey => "weak_key",
            Self::Signature => "signature",
            Self::Lifetime => "lifetime",
            Self::NotYetValid => "not_yet_valid",
            Self::Expired => "expired",
            Self::Audience => "audience",
            Self::Issuer => "issuer",
            Self::Id => "id",
            Self::Role => "role",
            Self::Attributes => "attributes",
            Self::KeysUnavailable => "keys_unavailable",
        }
    }
}

impl From<Refusal> for UserTokenError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Expired => Self::Expired,
            Refusal::KeysUnavailable => Self::KeysUnavailable,
            _ => Self::Invalid,
        }
    }
}
