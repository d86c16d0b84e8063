//! A tenant file as if it were written in another of its languages, as far as attributes go.

use std::borrow::Cow;
use std::collections::BTreeMap;

use shared::tenant::{Attribute, AttributeTexts, TenantFile, Translation};

use super::language::best;

/// The file with its attributes' texts in the best of its languages for a visitor who wants this one (BCP 47): label, question, why,
/// and the choices' labels. The texts of the tenant's own language then stand among the translations, so that nothing is lost.
/// What a choice is called in any language is understood in every one.
#[must_use]
pub fn in_language<'a>(tenant: &'a TenantFile, wanted: &str) -> Cow<'a, TenantFile> {
    if tenant.translations.values().all(|words| words.attributes.is_empty()) {
        return Cow::Borrowed(tenant);
    }
    let mut file = tenant.clone();
    for attribute in &mut file.scope.attributes {
        for words in tenant.translations.values() {
            learn(attribute, words.attributes.get(&attribute.key));
        }
    }
    let available: Vec<&str> = core::iter::once(tenant.locale.as_str())
        .chain(tenant.translations.keys().map(String::as_str))
        .collect();
    let language = best(&[wanted], &available).unwrap_or(&tenant.locale).to_owned();
    if let Some(mut words) = file.translations.remove(&language) {
        let mut own = BTreeMap::new();
        for attribute in &mut file.scope.attributes {
            let Some(texts) = words.attributes.remove(&attribute.key) else { continue };
            own.insert(attribute.key.clone(), texts_of(attribute));
            *attribute = with(attribute, &texts);
        }
        file.translations.insert(language, words);
        file.translations.entry(tenant.locale.clone()).or_default().attributes = own;
    }
    Cow::Owned(file)
}

/// The attribute in the words of a translation.
pub(crate) fn with(attribute: &Attribute, texts: &AttributeTexts) -> Attribute {
    let mut attribute = attribute.clone();
    let label = texts.label.clone().or_else(|| attribute.label.clone());
    attribute.label = label;
    if let Some(question) = &texts.question {
        attribute.question.clone_from(question);
    }
    attribute.why = texts.why.clone().or(attribute.why);
    for choice in &mut attribute.choices {
        if let Some(label) = texts.choices.get(&choice.value)
            && let Some(before) = choice.label.replace(label.clone())
            && !choice.synonyms.contains(&before)
        {
            choice.synonyms.push(before);
        }
    }
    attribute
}

/// The texts of an attribute in a language, where the tenant has them translated.
pub(crate) fn texts_in<'a>(
    translations: &'a BTreeMap<String, Translation>,
    language: &str,
    key: &str,
) -> Option<&'a AttributeTexts> {
    let tags: Vec<&str> = translations
        .iter()
        .filter(|(_, words)| words.attributes.contains_key(key))
        .map(|(tag, _)| tag.as_str())
        .collect();
    translations.get(best(&[language], &tags)?)?.attributes.get(key)
}

/// What choices are called elsewhere is understood as well.
fn learn(attribute: &mut Attribute, texts: Option<&AttributeTexts>) {
    let Some(texts) = texts else { return };
    for choice in &mut attribute.choices {
        if let Some(label) = texts.choices.get(&choice.value).filter(|label| !choice.synonyms.contains(label))
        {
            choice.synonyms.push(label.clone());
        }
    }
}

/// The texts that an attribute has.
fn texts_of(attribute: &Attribute) -> AttributeTexts {
    let choices = attribute.choices.iter();
    AttributeTexts {
        label: Some(attribute.name()),
        question: Some(attribute.question.clone()),
        why: attribute.why.clone(),
        choices: choices.map(|choice| (choice.value.clone(), attribute.choice_name(&choice.value))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn tenant() -> TenantFile {
        let file = json!({
            "version": 1, "id": "t", "name": "T", "origins": ["self"], "locale": "pt-BR", "country": "BR", "greeting": "…",
            "scope": { "attributes": [
                { "key": "service", "kind": "choice", "label": "Serviço", "question": "Qual serviço?",
                  "choices": [{ "value": "cleaning", "label": "Faxina" }, { "value": "paint", "label": "Pintura" }] },
                { "key": "day", "kind": "date", "question": "Para quando?" },
            ] },
            "translations": { "en": { "attributes": { "service": {
                "label": "Service", "question": "Which service?", "choices": { "cleaning": "Cleaning" } } } } },
        });
        serde_json::from_value(file).unwrap()
    }

    #[test]
    fn attributes_are_in_the_visitors_language() {
        let tenant = tenant();
        let english = in_language(&tenant, "en-GB");
        let service = &english.scope.attributes[0];
        assert_eq!((service.name().as_str(), service.question.as_str()), ("Service", "Which service?"));
        assert_eq!(service.choice_name("cleaning"), "Cleaning");
        // What is not translated stays as it is.
        assert_eq!(service.choice_name("paint"), "Pintura");
        assert_eq!(english.scope.attributes[1].question, "Para quando?");
        // What it was called before is understood, and told to those who write in that language.
        assert!(service.choices[0].synonyms.contains(&"Faxina".to_owned()));
        let own = texts_in(&english.translations, "pt", "service").unwrap();
        assert_eq!(own.question.as_deref(), Some("Qual serviço?"));
    }

    #[test]
    fn in_its_own_language_it_stays_and_understands_the_others() {
        let tenant = tenant();
        for wanted in ["pt-BR", "pt-PT", "fr", ""] {
            let own = in_language(&tenant, wanted);
            assert_eq!(own.scope.attributes[0].question, "Qual serviço?", "{wanted}");
            assert!(own.scope.attributes[0].choices[0].synonyms.contains(&"Cleaning".to_owned()));
        }
        let mut plain = tenant;
        plain.translations.clear();
        assert!(matches!(in_language(&plain, "en"), Cow::Borrowed(_)));
    }
}
