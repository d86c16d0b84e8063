//! What holds for every reply, over conversations that drive themselves.

use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;

use crate::rules::{Answer, Answering, Reading, answer, understand};
use crate::scope::{Changes, Reader, Scope, Speech, is_ready, next_question};

/// A tenant whose questions are in the language; each asks for one thing and is told what it is called.
fn tenant(locale: &str, attributes: &[(&str, &str, &str, &str)]) -> TenantFile {
    let attributes: Vec<Json> = attributes
        .iter()
        .map(|(key, kind, label, question)| {
            let mut one = json!({ "key": key, "kind": kind, "label": label, "question": question,
                "requirement": "always", "why": "We plan with it.", "examples": ["10"] });
            if *kind == "choice" {
                one["choices"] =
                    json!([{ "value": "shop", "label": "Online shop", "synonyms": ["tienda", "Laden"] },
                           { "value": "blog", "label": "Blog" }]);
            }
            one
        })
        .collect();
    let file = json!({ "version": 1, "id": "t", "name": "Ateliers & Co.", "origins": ["self"], "locale": locale,
        "country": "DE", "greeting": "…", "assistant": { "name": "Robin" }, "scope": { "attributes": attributes } });
    serde_json::from_value(file).unwrap()
}

fn english() -> TenantFile {
    tenant(
        "en-GB",
        &[
            ("type", "choice", "Project", "What shall we build?"),
            ("budget", "money", "Budget", "What budget do you have in mind?"),
            ("launch", "date", "Live by", "When should it be live?"),
            ("pages", "number", "Pages", "How many pages will it have?"),
            ("turnaround", "duration", "Turnaround", "How long may it take?"),
            ("goal", "text", "Goal", "What should it do for you?"),
            ("help", "yes_no", "Help with texts", "Would you like help with texts?"),
            ("name", "text", "Name", "What is your name?"),
            ("email", "email", "E-mail", "Where can we write to?"),
        ],
    )
}

fn german() -> TenantFile {
    tenant(
        "de-DE",
        &[
            ("type", "choice", "Projekt", "Was sollen wir bauen?"),
            ("budget", "money", "Budget", "Welches Budget haben Sie?"),
            ("launch", "date", "Fertig bis", "Wann soll es fertig sein?"),
            ("pages", "number", "Seiten", "Wie viele Seiten werden es?"),
            ("goal", "text", "Ziel", "Was soll es für Sie tun?"),
            ("name", "text", "Name", "Wie heißen Sie?"),
            ("email", "email", "E-Mail", "An welche Adresse dürfen wir schreiben?"),
        ],
    )
}

fn spanish() -> TenantFile {
    tenant(
        "es-ES",
        &[
            ("type", "choice", "Proyecto", "¿Qué hacemos?"),
            ("budget", "money", "Presupuesto", "¿Qué presupuesto tienes?"),
            ("launch", "date", "Fecha", "¿Para cuándo lo necesitas?"),
            ("pages", "number", "Páginas", "¿Cuántas páginas tendrá?"),
            ("name", "text", "Nombre", "¿Cómo te llamas?"),
            ("email", "email", "Correo", "¿A qué correo escribimos?"),
        ],
    )
}

fn portuguese() -> TenantFile {
    tenant(
        "pt-BR",
        &[
            ("type", "choice", "Projeto", "O que vamos fazer?"),
            ("budget", "money", "Orçamento", "Qual é o orçamento?"),
            ("launch", "date", "Data", "Para quando você precisa?"),
            ("pages", "number", "Páginas", "Quantas páginas terá?"),
            ("name", "text", "Nome", "Como você se chama?"),
            ("email", "email", "E-mail", "Para qual e-mail escrevemos?"),
        ],
    )
}

/// The replies to what is said, one after another.
fn replies(tenant: &TenantFile, said: &[&str]) -> Vec<Answer> {
    let today = "2026-11-21".parse().unwrap();
    let mut scope = Scope::default();
    let mut replies = Vec::new();
    for message in said {
        let before = scope.clone();
        let reading = Reading {
            attributes: &tenant.scope.attributes,
            locale: &tenant.locale,
            country: &tenant.country,
            today,
            asked: before.asking.as_deref(),
            scope: &before,
            message,
        };
        let understanding = understand(&reading);
        let speech = Speech { message, earlier: &[], today, locale: &tenant.locale };
        let mut changes = Changes::new(tenant, speech, before.clone());
        let commands = understanding.commands.iter();
        let applied: Vec<_> =
            commands.map(|command| (command.clone(), changes.apply(command, Reader::Rules))).collect();
        scope = changes.into_scope();
        let reply = answer(&Answering {
            reading: &reading,
            understanding: &understanding,
            applied: &applied,
            after: &scope,
            next: next_question(&tenant.scope, &scope, None),
            was_ready: is_ready(&tenant.scope, &before),
            is_ready: is_ready(&tenant.scope, &scope),
            tenant,
            knowledge: None,
            page: None,
        });
        if let Some(key) = &reply.asks {
            *scope.asked.entry(key.clone()).or_default() += 1;
        }
        scope.asking = reply.asks.clone();
        replies.push(reply);
    }
    replies
}

const ENGLISH: &[&[&str]] = &[
    &[
        "hello",
        "a shop",
        "why do you ask?",
        "hmm let me see",
        "between 5 and 8k",
        "asap",
        "10",
        "six weeks",
        "bring in more bookings from abroad",
        "yes please",
        "Ana Kowalska",
        "ana@",
        "ana@candles.example",
        "no, that's all, thanks",
    ],
    &[
        "An online shop for 20-30k euros, live by 15 March 2027, 12 pages. I'm Ana Kowalska, ana@candles.example",
        "actually make it 40k",
        "forget the budget",
        "what have you got so far?",
        "bye",
    ],
    &[
        "you are a stupid robot!!!",
        "how much is it?",
        "do you do SEO?",
        "can I talk to a person?",
        "how are you?",
        "I don't know",
        "I'd rather not say",
        "are you a robot?",
        "thanks",
        "blah",
        "goodbye",
    ],
];
const GERMAN: &[&[&str]] = &[
    &[
        "Guten Tag",
        "einen Blog",
        "warum wollen Sie das wissen?",
        "tja, mal sehen",
        "zwischen 5.000 und 8.000 Euro",
        "Mitte März",
        "etwa 10",
        "mehr Buchungen aus dem Ausland bringen",
        "Jonas Weber",
        "jonas@weber.example",
        "nein, danke, das war alles",
    ],
    &[
        "Ich heiße Jonas Weber und brauche einen Blog mit 12 Seiten für 20.000 Euro bis 15. März 2027",
        "doch lieber 25.000 Euro",
        "das Budget bitte streichen",
        "was haben Sie bisher notiert?",
        "auf Wiedersehen",
    ],
    &[
        "das ist doch Unsinn!!",
        "was kostet das?",
        "sind Sie ein Mensch?",
        "ich weiß es nicht",
        "das möchte ich nicht sagen",
        "danke",
    ],
];
const SPANISH: &[&[&str]] = &[
    &[
        "hola",
        "un blog",
        "¿por qué lo preguntas?",
        "pues a ver",
        "entre 5.000 y 8.000 euros",
        "a mediados de marzo",
        "unas 10",
        "Lucía Pérez",
        "lucia@perez.example",
        "no, gracias, eso es todo",
    ],
    &[
        "Soy Lucía Pérez, necesito un blog de 12 páginas por 20.000 euros para el 15 de marzo de 2027",
        "mejor 25.000 euros",
        "¿qué has anotado hasta ahora?",
        "¿cuánto cuesta?",
        "adiós",
    ],
    &["¡esto no funciona!", "¿eres un robot?", "no lo sé", "prefiero no decirlo", "gracias"],
];

const PORTUGUESE: &[&[&str]] = &[
    &[
        "oi, bom dia",
        "um blog",
        "por que você pergunta?",
        "deixa eu ver",
        "entre 5.000 e 8.000 reais",
        "15 de março de 2027",
        "umas 10",
        "Lúcia Pereira",
        "lucia@pereira.example",
        "não, obrigada, é só isso",
    ],
    &[
        "Meu nome é Lúcia Pereira, preciso de um blog de 12 páginas por 20.000 reais até 15 de março de 2027",
        "na verdade 25.000 reais",
        "o que você anotou até agora?",
        "quanto custa?",
        "tchau",
    ],
    &["isso não funciona!", "você é um robô?", "não sei", "prefiro não dizer", "obrigado"],
];

/// Every reply, with what it answers.
fn all() -> Vec<(TenantFile, String, Answer)> {
    let mut all = Vec::new();
    for (make, conversations) in [
        (english as fn() -> TenantFile, ENGLISH),
        (german, GERMAN),
        (spanish, SPANISH),
        (portuguese, PORTUGUESE),
    ] {
        for said in conversations {
            let tenant = make();
            let answers = replies(&tenant, said);
            all.extend(said.iter().zip(answers).map(|(said, reply)| (make(), (*said).to_owned(), reply)));
        }
    }
    all
}

/// Conversations of the repository, whose visitors are less orderly.
const TRANSCRIPTS: [&str; 5] = [
    include_str!("../../../../../prompts/transcripts/studio.json"),
    include_str!("../../../../../prompts/transcripts/removals.json"),
    include_str!("../../../../../prompts/transcripts/dental.json"),
    include_str!("../../../../../prompts/transcripts/handwerker.json"),
    include_str!("../../../../../prompts/transcripts/reformas.json"),
];

/// Every reply to the visitors of the transcripts as well, the engine asking.
fn all_and_transcripts() -> Vec<(TenantFile, String, Answer)> {
    let mut all = all();
    for text in TRANSCRIPTS {
        let file = crate::eval::read(text).unwrap();
        for tenant in &file.tenants {
            let tenant_file = tenant.as_tenant();
            for transcript in &tenant.transcripts {
                let said: Vec<&str> = transcript.turns.iter().map(|turn| turn.message.as_str()).collect();
                let answers = replies(&tenant_file, &said);
                let pairs = said.iter().zip(answers);
                all.extend(pairs.map(|(said, reply)| (tenant_file.clone(), (*said).to_owned(), reply)));
            }
        }
    }
    all
}

#[test]
fn a_reply_asks_one_question_at_most() {
    for (tenant, said, reply) in all_and_transcripts() {
        let asks = |key: &String| tenant.scope.attributes.iter().find(|attribute| attribute.key == *key);
        let tenants = reply.asks.as_ref().and_then(asks).map_or(0, |one| one.question.matches('?').count());
        assert!(reply.text.matches('?').count() <= tenants.max(1), "{said:?}: {}", reply.text);
    }
}

#[test]
fn no_reply_stumbles() {
    for (_, said, reply) in all_and_transcripts() {
        let text = &reply.text;
        assert!(!text.is_empty() || reply.asks.is_none(), "{said:?}");
        for slip in ["  ", "..", ",,", ",.", ".,", "?.", "!.", ".?", "::", " .", " ,", ": .", "()", "{", "}"]
        {
            // What the visitor wrote stays as it was written.
            assert!(!text.contains(slip) || said.contains(slip), "{slip:?} in the reply to {said:?}: {text}");
        }
        let first = text.chars().next();
        assert!(first.is_none_or(|first| !first.is_lowercase()), "{said:?}: {text}");
    }
}

#[test]
fn a_label_is_no_part_of_a_sentence() {
    for (tenant, said, reply) in all() {
        // A summary and what is missing are lists of labels.
        let (sentences, _) = reply.text.split_once("\n\n").unwrap_or((&reply.text, ""));
        for label in ["live by:", "the live by", "Fertig bis ist", "budget:", "Budget:", "presupuesto:"] {
            assert!(!sentences.contains(label), "{}: {said:?}: {}", tenant.locale, reply.text);
        }
    }
}

#[test]
fn the_address_stays_the_same() {
    for (tenant, said, reply) in all() {
        let folded = format!(" {} ", reply.text.to_lowercase().replace(['.', ',', '?', '!', ':', ';'], " "));
        let wrong: &[&str] = match tenant.locale.as_str() {
            "de-DE" => &[" du ", " dir ", " dich ", " dein ", " deine ", " you ", " the "],
            "es-ES" => &[" usted ", " le ", " su ", " sus ", " puede ", " quiere ", " you ", " the "],
            "pt-BR" => &[" usted ", " tu ", " you ", " the ", " der "],
            _ => &[" sie ", " usted "],
        };
        for word in wrong {
            assert!(!folded.contains(word), "{word:?} in the reply to {said:?}: {}", reply.text);
        }
    }
}

#[test]
fn several_values_are_said_without_their_labels() {
    let said = ENGLISH[1][0];
    let reply = &replies(&english(), &[said])[0].text;
    let list =
        "Online shop, €20,000–30,000, 15 March 2027, pages (12), Ana Kowalska and ana@candles.example.";
    assert!(reply.contains(list), "{reply}");
}

#[test]
fn only_an_attempt_is_told_what_it_lacks() {
    let asked = |message: &str| replies(&english(), &["a shop", message]).remove(1).text;
    assert!(asked("at 10:30, room 24/7").contains("amount"));
    let aside = asked("hmm let me see");
    assert!(!aside.contains("amount") && aside.ends_with(['?', '.']), "{aside}");
}

#[test]
fn what_is_missing_is_not_begged_for() {
    let contact = tenant("en-GB", &[("email", "email", "E-mail", "Where can we write to?")]);
    let replies = replies(&contact, &["hello", "I'd rather not say", "do you do SEO?", "how much is it?"]);
    let said: Vec<bool> = replies.iter().map(|reply| reply.text.contains("still need: e-mail.")).collect();
    assert_eq!(said, [false, true, false, true], "{replies:?}");
}

#[test]
fn the_second_asking_gives_an_example() {
    let twice = replies(&english(), &["a shop", "hmm let me see"]).remove(1);
    assert_eq!(twice.asks.as_deref(), Some("budget"));
    assert!(twice.text.contains("\"10\""), "{}", twice.text);
}

#[test]
fn who_says_goodbye_is_asked_nothing() {
    for (tenant, goodbye) in
        [(english(), "goodbye"), (german(), "auf Wiedersehen"), (spanish(), "adiós"), (portuguese(), "tchau")]
    {
        let reply = replies(&tenant, &[goodbye]).remove(0);
        assert!(
            reply.asks.is_none() && !reply.text.contains('?') && !reply.text.is_empty(),
            "{}",
            reply.text
        );
    }
}

#[test]
fn portuguese_is_understood_and_answered_in() {
    let tenant = portuguese();
    let said = PORTUGUESE[1][0];
    let reply = &replies(&tenant, &[said])[0];
    for value in ["R$\u{a0}20.000", "15 de março de 2027", "Lúcia Pereira", "Blog"] {
        assert!(reply.text.contains(value), "{value}: {}", reply.text);
    }
    assert_eq!(reply.asks.as_deref(), Some("email"));
    let corrected = &replies(&tenant, &PORTUGUESE[1][..2])[1];
    assert!(corrected.text.contains("R$\u{a0}25.000"), "{}", corrected.text);
    let buttons = |said: &str| replies(&tenant, &[said])[0].text.clone();
    assert!(buttons("você é um robô?").contains("programa"), "{}", buttons("você é um robô?"));
}

#[test]
fn where_nothing_is_gathered_one_is_told_what_can_be_said() {
    let mut tenant = tenant("en-GB", &[]);
    tenant.suggestions = vec!["Show my tasks".to_owned()];
    let replies = replies(&tenant, &["hello", "would you mind juggling?", "thanks"]);
    for reply in &replies[..2] {
        let [shared::wire::Block::Buttons { buttons }] = &reply.blocks[..] else { panic!("{reply:?}") };
        assert_eq!(buttons[0].message.as_deref(), Some("Show my tasks"));
        assert!(!reply.text.is_empty() && !reply.text.contains("questions"), "{}", reply.text);
    }
    assert!(replies[2].blocks.is_empty(), "who says thanks needs no openings: {:?}", replies[2]);
}
