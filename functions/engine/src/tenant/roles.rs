//! What is different for users of a role before anything is said.

use std::collections::BTreeMap;

use shared::tenant::TenantFile;

use super::language::best;

/// The greeting and the suggestions for users of this role, in the best of their languages; `None` where the tenant has none of
/// their own, so that what everybody gets stands.
#[must_use]
pub fn for_role(
    tenant: &TenantFile,
    role: Option<&str>,
    locale: &str,
) -> (Option<String>, Option<Vec<String>>) {
    let Some(told) = role.and_then(|role| tenant.assistant.roles.get(role)) else { return (None, None) };
    (of(&told.greeting, tenant, locale), of(&told.suggestions, tenant, locale))
}

fn of<T: Clone>(words: &BTreeMap<String, T>, tenant: &TenantFile, locale: &str) -> Option<T> {
    let languages: Vec<&str> = words.keys().map(String::as_str).collect();
    words.get(best(&[locale, &tenant.locale], &languages)?).cloned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::for_role;

    #[test]
    fn a_role_has_its_own_words_in_the_users_language() {
        let file = json!({
            "version": 1, "id": "t", "name": "T", "origins": ["self"], "locale": "pt-BR", "country": "BR", "greeting": "Oi!",
            "assistant": { "roles": { "provider": {
                "greeting": { "pt-BR": "Oi, profissional!", "en": "Hi, professional!" },
                "suggestions": { "pt-BR": ["Quando recebo?"] } } } },
        });
        let tenant = serde_json::from_value(file).unwrap();
        let (greeting, suggestions) = for_role(&tenant, Some("provider"), "en-GB");
        assert_eq!(greeting.as_deref(), Some("Hi, professional!"));
        assert_eq!(suggestions, Some(vec!["Quando recebo?".to_owned()]));
        assert_eq!(for_role(&tenant, Some("client"), "en"), (None, None));
        assert_eq!(for_role(&tenant, None, "en"), (None, None));
    }
}
