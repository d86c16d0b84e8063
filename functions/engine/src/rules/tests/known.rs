//! What the rules answer from knowledge and about the page.

use serde_json::json;
use shared::tenant::{KnowledgeEntry, TenantFile};
use shared::wire::{Block, Page};

use crate::knowledge::{Index, publication};
use crate::ports::{Found, KnowledgeQuery};
use crate::rules::{Answer, Answering, Reading, answer, understand};
use crate::scope::{Scope, next_question};

fn tenant(attributes: serde_json::Value) -> TenantFile {
    let file = json!({
        "version": 1, "id": "sophie", "name": "Sophie", "origins": ["self"], "locale": "pt-BR", "country": "BR", "greeting": "Oi!",
        "scope": { "attributes": attributes },
        "knowledge": {
            "nothing_found": "Isso eu não sei e prefiro não inventar.",
            "pages": [
                { "paths": ["/servicos*"], "help": { "pt-BR": "Aqui estão os serviços.", "en": "These are the services." } },
                { "paths": ["error"], "help": { "pt-BR": "Esta página mudou de lugar.", "en": "This page has moved." } },
            ],
            "entries": [
                { "id": "faxina", "title": "Faxina completa", "keywords": ["limpeza", "diarista"], "price": "R$ 320", "availability": "de segunda a sábado",
                  "text": "Cozinha, banheiros e vidros.", "url": "/servicos#faxina" },
                { "id": "pix", "title": "Quais são as formas de pagamento?", "keywords": ["pix", "cartão"], "text": "Pix, cartão ou boleto." },
                { "id": "pay", "language": "en", "title": "How can I pay?", "keywords": ["payment", "card"], "text": "By card, Pix or boleto." },
            ],
        },
    });
    serde_json::from_value(file).unwrap()
}

fn found(tenant: &TenantFile, message: &str, locale: &str) -> Vec<Found> {
    let entries: &[KnowledgeEntry] = &tenant.knowledge.entries;
    let index = Index::read(publication(&tenant.locale, entries).unwrap().pieces.concat()).unwrap();
    let query = KnowledgeQuery {
        tenant: tenant.id.clone(),
        text: message.to_owned(),
        locale: locale.to_owned(),
        categories: Vec::new(),
        role: None,
        limit: 5,
    };
    let entry = |place: u32| entries[usize::try_from(place).unwrap()].clone();
    index.search(&query).iter().map(|hit| Found { entry: entry(hit.entry), score: hit.score }).collect()
}

fn said(tenant: &TenantFile, message: &str, locale: &str, page: Option<&Page>) -> Answer {
    let found = found(tenant, message, locale);
    let scope = Scope::default();
    let reading = Reading {
        attributes: &tenant.scope.attributes,
        locale,
        country: &tenant.country,
        today: "2026-11-21".parse().unwrap(),
        asked: None,
        scope: &scope,
        message,
    };
    answer(&Answering {
        reading: &reading,
        understanding: &understand(&reading),
        applied: &[],
        after: &scope,
        next: next_question(&tenant.scope, &scope, None),
        was_ready: false,
        is_ready: false,
        tenant,
        knowledge: Some(&found),
        page,
    })
}

fn page(url: &str, title: &str) -> Page {
    Page { url: url.to_owned(), title: title.to_owned(), referrer: String::new() }
}

#[test]
fn a_question_is_answered_from_what_is_known_and_says_where_that_stands() {
    let tenant = tenant(json!([]));
    let answer = said(&tenant, "Quanto custa uma faxina?", "pt-BR", None);
    assert_eq!(
        answer.text,
        "Cozinha, banheiros e vidros.\n\n- **Preço**: R$ 320\n- **Disponibilidade**: de segunda a sábado"
    );
    let Some(Block::Links(links)) = answer.blocks.first() else { panic!("{:?}", answer.blocks) };
    assert_eq!(links.title, "Fontes");
    assert_eq!(
        (links.links[0].label.as_str(), links.links[0].url.as_deref()),
        ("Faxina completa", Some("/servicos#faxina"))
    );
    assert_eq!(answer.intent, "price");
    let answer = said(&tenant, "can I pay by card?", "en", None);
    assert_eq!(answer.text, "By card, Pix or boleto.");
    // Words alone are looked up too.
    assert_eq!(said(&tenant, "formas de pagamento", "pt-BR", None).text, "Pix, cartão ou boleto.");
}

#[test]
fn what_is_not_known_is_not_invented() {
    let tenant = tenant(json!([]));
    for question in ["Vocês consertam geladeiras?", "Qual é a capital da França?", "Quanto custa um carro?"]
    {
        let answer = said(&tenant, question, "pt-BR", None);
        assert_eq!(answer.text, "Isso eu não sei e prefiro não inventar.", "{question}");
        assert!(answer.blocks.is_empty());
    }
    // The tenant's words are in the tenant's language.
    let answer = said(&tenant, "do you repair fridges?", "en", None);
    assert!(answer.text.contains("Sophie"), "{}", answer.text);
}

#[test]
fn the_question_of_the_scope_follows_the_answer() {
    let email = json!([{ "key": "email", "kind": "email", "requirement": "always", "question": "Qual é o seu e-mail?" }]);
    let tenant = tenant(email);
    let answer = said(&tenant, "oi, vocês aceitam pix?", "pt-BR", None);
    assert!(answer.text.ends_with("Pix, cartão ou boleto. Qual é o seu e-mail?"), "{}", answer.text);
    assert_eq!(answer.asks.as_deref(), Some("email"));
}

#[test]
fn help_is_about_the_page() {
    let tenant = tenant(json!([]));
    let services = page("https://sophie.example/servicos.html", "Serviços");
    for (message, locale, says) in [
        ("ajuda", "pt-BR", "Aqui estão os serviços."),
        ("o que posso fazer aqui?", "pt-BR", "Aqui estão os serviços."),
        ("help", "en", "These are the services."),
        ("What can I do here?", "en", "These are the services."),
    ] {
        assert_eq!(said(&tenant, message, locale, Some(&services)).text, says, "{message}");
    }
    let lost = page("https://sophie.example/serviços-antigos", "Página não encontrada – Sophie");
    for (message, locale, says) in [
        ("help", "en", "This page has moved."),
        ("a página não abre", "pt-BR", "Esta página mudou de lugar."),
        ("I got an error", "en", "This page has moved."),
    ] {
        assert_eq!(said(&tenant, message, locale, Some(&lost)).text, says, "{message}");
    }
    // Elsewhere an error is no matter of the page's.
    assert_ne!(said(&tenant, "I got an error", "en", Some(&services)).text, "These are the services.");
}

#[test]
fn an_error_page_is_spoken_of_without_the_tenants_help_too() {
    let mut tenant = tenant(json!([]));
    tenant.knowledge.pages.clear();
    let lost = page("https://sophie.example/404", "Erro 404");
    assert!(said(&tenant, "ajuda", "pt-BR", Some(&lost)).text.contains("não existe"));
}
