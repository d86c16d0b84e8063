//! What is said about persons, by language; and the words by which one is asked for in Portuguese, which the rules' own
//! patterns do not know.

/// The phrases of one language. `{name}` is who is reached, `{when}` a day and a time.
pub(super) struct Phrases {
    /// The language's tag.
    pub(super) tag: &'static str,
    /// What the button says, and sends.
    pub(super) ask: &'static str,
    /// The tenant's people, where the file gives no name.
    pub(super) team: &'static str,
    pub(super) passed_on: &'static str,
    pub(super) there: &'static str,
    pub(super) back: &'static str,
    pub(super) away: &'static str,
    pub(super) reach: &'static str,
    pub(super) offer: &'static str,
    /// Above the ways to reach them.
    pub(super) contact: &'static str,
    pub(super) page: &'static str,
}

pub(super) const ALL: [Phrases; 4] = [
    Phrases {
        tag: "en",
        ask: "Talk to a person",
        team: "our team",
        passed_on: "I've passed this conversation on to {name}, with everything you have told me.",
        there: "They are there now and will get back to you.",
        back: "They are away just now and back {when}.",
        away: "They are away just now and will get back to you as soon as they can.",
        reach: "You can reach {name} directly:",
        offer: "I'm sorry this isn't going well. Would you rather talk to a person?",
        contact: "Contact",
        page: "Contact page",
    },
    Phrases {
        tag: "de",
        ask: "Mit einem Menschen sprechen",
        team: "unser Team",
        passed_on: "Ich habe dieses Gespräch weitergegeben, mit allem, was Sie mir gesagt haben. Zuständig ist: {name}.",
        there: "Es ist gerade jemand da und meldet sich bei Ihnen.",
        back: "Gerade ist niemand da; wieder erreichbar {when}.",
        away: "Gerade ist niemand da; man meldet sich so bald wie möglich bei Ihnen.",
        reach: "Direkt erreichen Sie hier: {name}.",
        offer: "Es tut mir leid, dass es nicht gut läuft. Möchten Sie lieber mit einem Menschen sprechen?",
        contact: "Kontakt",
        page: "Kontaktseite",
    },
    Phrases {
        tag: "es",
        ask: "Hablar con una persona",
        team: "nuestro equipo",
        passed_on: "He pasado esta conversación a {name}, con todo lo que me has contado.",
        there: "Ahora hay alguien y se pondrá en contacto contigo.",
        back: "Ahora no hay nadie; vuelven {when}.",
        away: "Ahora no hay nadie; se pondrán en contacto contigo en cuanto puedan.",
        reach: "Puedes contactar directamente con {name}:",
        offer: "Siento que no vaya bien. ¿Prefieres hablar con una persona?",
        contact: "Contacto",
        page: "Página de contacto",
    },
    Phrases {
        tag: "pt",
        ask: "Falar com uma pessoa",
        team: "nossa equipe",
        passed_on: "Encaminhei esta conversa para {name}, com tudo o que você me contou.",
        there: "Há alguém disponível agora e vai falar com você.",
        back: "No momento não há ninguém; o atendimento volta {when}.",
        away: "No momento não há ninguém; vão falar com você assim que possível.",
        reach: "Você pode falar diretamente com {name}:",
        offer: "Sinto muito que não esteja dando certo. Prefere falar com uma pessoa?",
        contact: "Contato",
        page: "Página de contato",
    },
];

/// The phrases of a language; English where there are none.
pub(super) fn of(tag: &str) -> &'static Phrases {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    ALL.iter().find(|phrases| phrases.tag.eq_ignore_ascii_case(language)).unwrap_or(&ALL[0])
}

/// Asking for a person in Portuguese; folded.
pub(super) const ASKS: [&str; 14] = [
    "falar com uma pessoa",
    "falar com alguem",
    "falar com um humano",
    "falar com humano",
    "falar com atendente",
    "falar com um atendente",
    "falar com uma atendente",
    "falar com o suporte",
    "atendimento humano",
    "atendente humano",
    "quero um atendente",
    "pessoa de verdade",
    "me passa para um atendente",
    "alguem me liga",
];

/// Complaining in Portuguese; folded.
pub(super) const COMPLAINTS: [&str; 22] = [
    "que absurdo",
    "absurdo",
    "ridiculo",
    "palhacada",
    "pessimo",
    "pessima",
    "horrivel",
    "nao funciona",
    "nao esta funcionando",
    "nao adianta",
    "nao ajuda",
    "nao me ajudou",
    "inutil",
    "estou cansado disso",
    "estou cansada disso",
    "perda de tempo",
    "cade o meu dinheiro",
    "quero meu dinheiro de volta",
    "ja falei",
    "ja disse",
    "de novo isso",
    "vou reclamar",
];
