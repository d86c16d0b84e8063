use shared::tenant::TenantFile;
use shared::wire::Block;

use super::{Escalation, Signs, button, decide, word};

fn tenant(extra: serde_json::Value) -> TenantFile {
    let mut file = serde_json::json!({
        "version": 1, "id": "sophie", "name": "Sophie", "origins": ["self"], "locale": "pt-BR", "country": "BR",
        "greeting": "Oi!", "escalation": { "button": true, "words": ["reclame aqui"] },
    });
    if let (Some(file), serde_json::Value::Object(extra)) = (file.as_object_mut(), extra) {
        file.extend(extra);
    }
    serde_json::from_value(file).unwrap()
}

fn decided(message: &str, earlier: &[&str]) -> Option<Escalation> {
    let tenant = tenant(serde_json::json!({}));
    decide(&Signs { tenant: &tenant, message, earlier, stars: None, unhelpful: false })
}

#[test]
fn a_person_is_asked_for() {
    for message in [
        "I want to talk to a human",
        "can I speak to someone please?",
        "Quero falar com um atendente",
        "QUERO FALAR COM UMA PESSOA AGORA",
        "Atendimento humano, por favor",
        "Falar com uma pessoa",
        "Talk to a person",
        "Kann ich mit einem Mitarbeiter sprechen?",
        "quiero hablar con una persona",
    ] {
        assert_eq!(decided(message, &[]), Some(Escalation::HandOver), "{message}");
    }
    for message in
        ["I don't want to talk to a person", "não quero falar com uma pessoa", "personal trainer", ""]
    {
        assert_ne!(decided(message, &[]), Some(Escalation::HandOver), "{message}");
    }
}

#[test]
fn anger_is_noticed_by_words_capitals_and_repeats() {
    let asked = ["quanto custa a faxina?"];
    for (message, earlier) in [
        ("this is useless", &[][..]),
        ("Que absurdo, ninguém resolve", &[]),
        ("isso é uma perda de tempo", &[]),
        ("vou abrir um Reclame Aqui", &[]),
        ("QUANTO CUSTA A FAXINA", &[]),
        ("hello?!!!", &[]),
        ("Quanto custa a faxina", &asked),
    ] {
        assert_eq!(decided(message, earlier), Some(Escalation::Offer), "{message}");
    }
    for (message, earlier) in [
        ("quanto custa a faxina?", &[][..]),
        ("sim", &["sim", "sim"]),
        ("OK", &[]),
        ("My name is ANA", &[]),
        ("o encanamento está com um vazamento horrendo", &[]),
        ("Do you clean on Sundays?", &["Do you clean on Saturdays?"]),
    ] {
        assert_eq!(decided(message, earlier), None, "{message}");
    }
}

#[test]
fn a_bad_rating_counts_and_a_good_one_does_not() {
    let tenant = tenant(serde_json::json!({}));
    let signs = Signs { tenant: &tenant, message: "e agora?", earlier: &[], stars: None, unhelpful: false };
    assert_eq!(decide(&signs), None);
    assert_eq!(decide(&Signs { stars: Some(2), ..signs }), Some(Escalation::Offer));
    assert_eq!(decide(&Signs { stars: Some(3), ..signs }), None);
    assert_eq!(decide(&Signs { unhelpful: true, ..signs }), Some(Escalation::Offer));
}

#[test]
fn a_tenant_that_says_nothing_of_persons_offers_none() {
    let tenant = TenantFile { escalation: None, ..tenant(serde_json::json!({})) };
    let message = "I want to talk to a human";
    assert_eq!(
        decide(&Signs { tenant: &tenant, message, earlier: &[], stars: None, unhelpful: false }),
        None
    );
    assert_eq!(button(&tenant, "en"), None);
}

const TUESDAY_NOON_IN_SAO_PAULO: &str = "2026-11-24T15:00:00Z";
const SATURDAY: &str = "2026-11-21T15:00:00Z";

fn with_people(webhooks: &serde_json::Value) -> TenantFile {
    tenant(serde_json::json!({
        "escalation": { "contact": { "name": "Equipe Sophie", "phone": "+55 11 4002-8922", "email": "ajuda@sophie.example" } },
        "business_hours": { "time_zone": "America/Sao_Paulo", "days": {
            "monday": ["09:00-18:00"], "tuesday": ["09:00-18:00"],
        } },
        "webhooks": webhooks,
    }))
}

#[test]
fn a_hand_over_says_who_when_and_how() {
    let webhooks = serde_json::json!([{ "url": "https://sophie.example/hooks", "secret": "S", "events": ["conversation.handed_over"] }]);
    let tenant = with_people(&webhooks);
    let at = |now: &str, locale: &str| word(&tenant, locale, Escalation::HandOver, now.parse().unwrap());
    let open = at(TUESDAY_NOON_IN_SAO_PAULO, "pt-BR");
    assert!(open.handed_over);
    assert_eq!(
        open.text,
        "Encaminhei esta conversa para Equipe Sophie, com tudo o que você me contou. Há alguém disponível agora e vai falar com \
         você. Você pode falar diretamente com Equipe Sophie:"
    );
    let [Block::Links(links)] = &open.blocks[..] else { panic!("{:?}", open.blocks) };
    let urls: Vec<&str> = links.links.iter().filter_map(|link| link.url.as_deref()).collect();
    assert_eq!(urls, ["tel:+551140028922", "mailto:ajuda@sophie.example"]);
    let away = at(SATURDAY, "en-GB").text;
    assert!(away.contains("They are away just now and back 23 November 2026, 09:00."), "{away}");
}

#[test]
fn nothing_is_promised_that_nobody_hears_of() {
    let worded = word(
        &with_people(&serde_json::json!([])),
        "en",
        Escalation::HandOver,
        TUESDAY_NOON_IN_SAO_PAULO.parse().unwrap(),
    );
    assert!(!worded.handed_over);
    assert!(!worded.text.contains("passed"), "{}", worded.text);
}

#[test]
fn an_offer_is_a_button_that_asks() {
    let tenant = tenant(serde_json::json!({}));
    let offer = word(&tenant, "pt-BR", Escalation::Offer, SATURDAY.parse().unwrap());
    let [Block::Buttons { buttons }] = &offer.blocks[..] else { panic!("{:?}", offer.blocks) };
    let message = buttons[0].message.as_deref().unwrap();
    assert_eq!(decided(message, &[]), Some(Escalation::HandOver));
    assert_eq!(button(&tenant, "pt"), Some(message));
}
