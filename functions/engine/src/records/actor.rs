//! Who asks: what permissions and row rules are held against.

use serde_json::Value as Json;

use crate::user::{User, UserAttribute};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The identified user, if the visitor is one.
    pub user: Option<User>,
    /// The session.
    pub session: String,
}

impl Actor {
    /// The name under which what they do is kept: the user's id, or `visitor`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.user.as_ref().map_or("visitor", |user| user.id.as_str())
    }

    /// Their role, if they have one.
    #[must_use]
    pub fn role(&self) -> Option<&str> {
        self.user.as_ref()?.role.as_deref()
    }

    /// Whether a permission for this role is theirs: `*` is everybody's, `user` that of all who are identified.
    #[must_use]
    pub fn has_role(&self, role: &str) -> bool {
        role == "*" || (role == "user" && self.user.is_some()) || self.role() == Some(role)
    }

    /// What a tenant file names by `visitor`, `user.id`, `user.role` or `user.NAME`; `None` where it is not known of them.
    #[must_use]
    pub fn known(&self, path: &str) -> Option<Json> {
        if path == "visitor" {
            let id = self.user.as_ref().map_or(&self.session, |user| &user.id);
            return Some(Json::String(id.clone()));
        }
        let user = self.user.as_ref()?;
        match path.strip_prefix("user.")? {
            "id" => Some(Json::String(user.id.clone())),
            "role" => user.role.clone().map(Json::String),
            name => user.attributes.get(name).map(|attribute| match attribute {
                UserAttribute::Flag(flag) => Json::Bool(*flag),
                UserAttribute::Number(number) => Json::Number(number.clone()),
                UserAttribute::Text(text) => Json::String(text.clone()),
                UserAttribute::Texts(texts) => texts.iter().cloned().map(Json::String).collect(),
            }),
        }
    }
}
