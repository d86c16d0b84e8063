//! What a visitor does besides telling values: greeting, asking, complaining.

use std::sync::LazyLock;

use regex::Regex;
use shared::value::Kind;

use super::language::{markers, pattern};
use super::look::{Look, Proposal};
use super::reading::Act;
use super::text::folded;
use super::yes_no::bare_answer;

macro_rules! patterns {
    ($($name:ident = $($part:literal)+;)*) => {
        $(static $name: LazyLock<Regex> = LazyLock::new(|| pattern(concat!($($part),+)));)*
    };
}

patterns! {
    GREETS = r"^\W*(?:hi|hey|heya|hello|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|greetings|hallo|hi there|moin|servus|gruss gott|guten (?:tag|morgen|abend)|gruezi|hola|buenas|buenos dias|buenas (?:tardes|noches)|que tal|ola|oi+|oie|opa|bom dia|boa (?:tarde|noite))\b";
    THANKS = r"\b(?:thanks|thank you|thx|ta very much|cheers|much appreciated|danke\w*|vielen dank|besten dank|merci|gracias|muchas gracias|agradec\w+|obrigad[oa]|muito obrigad[oa]|valeu|brigad[oa])\b";
    LEAVES = r"\b(?:bye|goodbye|good bye|see you|see ya|talk (?:later|soon)|have a (?:good|nice|great) (?:day|one|evening|weekend)|that'?s (?:all|it)(?: for now)?|tschuss|tschau|ciao|auf wiedersehen|bis (?:bald|dann|spater)|schonen (?:tag|abend)|das war'?s|adios|hasta (?:luego|pronto|la vista)|chao|nos vemos|eso es todo|tchau|ate (?:logo|mais|breve|amanha)|era so isso|e so isso)\b";
    WHY = r"\b(?:why (?:do|would|are|does|should|is) (?:you|u|i|that|this|it)\b|why\s*\?|what (?:do you need|is|'?s) (?:that|this|it) for|whats? (?:that|this|it) for|what for|(?:warum|wieso|weshalb|wozu|wofur) (?:(?:genau|denn|eigentlich) )?(?:frag\w*|woll\w*|willst|brauch\w*|muss\w*|mocht\w*|interessiert|ist|dient|das)\b|(?:wozu|wofur|weshalb)\s*(?:denn\s*)?\?|(?:por|para) que (?:lo|la|quier\w+|necesit\w+|pregunt\w+|es eso|eso)|para que\s*\?|por que\s*\?|(?:por|para) que (?:voces |voce )?(?:quer\w*|precis\w*|pergunt\w*|isso)|pra que\b|warum\s*\?|wieso\s*\?)";
    WHO = r"\b(?:are you (?:a |an )?(?:robot|bot|human|real|person|ai|machine|computer|chatgpt)|is this (?:a |an )?(?:bot|robot|human|ai|real person|person|machine)|who (?:are you|am i (?:talking|speaking|chatting))|a bot here|sind sie (?:ein |eine )?(?:roboter|bot|mensch|maschine|ki|echt)|wer (?:sind sie|bist du)|bist du (?:ein |eine )?(?:roboter|bot|mensch|ki)|eres (?:un |una )?(?:robot|bot|humano|persona|maquina|ia)|quien eres|es (?:un|una) (?:robot|bot|maquina)|(?:voce |vc )?e (?:um |uma )?(?:robo|bot|humano|pessoa|maquina|ia)(?: de verdade)?|quem e voce|(?:estou|to) falando com (?:um |uma )?(?:robo|pessoa|humano|maquina))\b";
    HUMAN = r"\b(?:(?:talk|speak|chat|connect me|get me|put me through|transfer me) (?:to|with)? ?(?:a |an |the |some )?(?:\w+ )?(?:person|human|someone|somebody|people|agent|representative|manager|staff|colleague|team|operator|real)|real (?:person|human)|(?:call|ring|phone) me(?: back| please)?\W*$|human please|mit (?:einem|einer|jemand\w*|dem|der) (?:\w+ )?(?:mensch\w*|person|mitarbeiter\w*|kollegen|chef|team)?\s*(?:sprechen|reden|telefonieren)|jemand(?:en|em)? (?:echte\w*|sprechen|anrufen)|echte\w* (?:mensch|person|ansprechpartner)\w*|rufen sie mich an\W*$|hablar con (?:una|un|alguien|el|la)|persona (?:real|de verdad)|que me llame alguien|(?:falar|conversar) com (?:uma?|alguem|o|a|algum|alguma|seu|sua)(?: \w+)?|atendente|atendimento humano|pessoa (?:real|de verdade)|me (?:liga|ligue|liguem)|alguem (?:me )?(?:ligar|atender))\b";
    SUMMARY = r"\b(?:what (?:have you|do you|did you|you) (?:got|have|know|written|noted)\b.{0,20}(?:so far|now|about me|down)?|(?:so far|summary|summari[sz]e|recap|overview)\b|what did i (?:say|tell)|was (?:haben|wissen) sie (?:bisher|bis jetzt|schon|notiert)|zusammenfass\w*|bisher notiert|zusammenfassung|que (?:tienes|sabes|llevas|habeis apuntado|tienes apuntado)|resumen|resume\w*|o que (?:voce |ja )?(?:ja )?(?:tem|sabe|anotou)(?: ate agora)?|resumo)\b";
    COMPLAINS = r"\b(?:useless|annoying|frustrat\w+|ridiculous|terrible|horrible|awful service|waste of time|stupid|rubbish|pathetic|this is (?:broken|nonsense|stupid|a joke)|form is broken|doesn'?t work|not working|(?:third|second|fourth|3rd|2nd) time|fed up|sick of|you lot|unacceptable|still waiting|wtf|ffs|frechheit|unverschamt|nervt|nervig|nutzlos|schlecht\w* (?:service|erfahrung)|blodsinn|unsinn|lacherlich|zeitverschwendung|katastrophe|funktioniert (?:\w+ )?nicht|reicht's|ich warte (?:schon )?(?:seit|immer)|inutil|ridicul\w+|verguenza|verguenza|una basura|pesimo|harto|harta|perdida de tiempo|no funciona|esperando que|inutil|ridiculo|absurdo|pessim[oa]|horrivel|um lixo|vergonha|palhacada|que raiva|cansad[oa] disso|perda de tempo|nao funciona|nao resolve|ninguem (?:me )?(?:responde|resolve))\b";
    AGREES_LONG = r"^\W*(?:all (?:good|right|correct)|looks (?:good|right|fine|great)|sounds (?:good|great)|perfect|that'?s (?:right|correct|all)|great|passt(?: so)?|alles (?:richtig|gut|korrekt)|stimmt(?: so)?|perfekt|todo (?:bien|correcto)|perfecto|esta bien|tudo (?:certo|bem)|perfeito|isso mesmo|esta (?:certo|bom|otimo)|ta (?:certo|bom|otimo)|otimo)\b";
    COURTESY = r"^\W*(?:(?:hi|hey|hello|hallo|hola|moin|servus|good|great|nice|cool|perfect|super|prima|toll|genial|perfecto|thanks?|thank|you|danke|vielen|dank|gracias|muchas|very|much|so|a|lot|ta|cheers|again|there|morning|afternoon|evening|day|guten|tag|abend|morgen|buenas|buenos|dias|tardes|noches|ola|oi|oie|opa|bom|boa|dia|tarde|noite|obrigado|obrigada|valeu|muito|tchau|tudo|bem|beleza|certo|entendi|legal|otimo|perfeito|sim|nao|"
        r"ok|okay|okey|alright|right|sure|well|yes|yeah|no|ja|nein|si|vale|bueno|claro|oh|ah|hm+|haha\w*|lol|jaja\w*|please|bitte|por|favor|sorry|perdon|entschuldigung|that|was|quick|fast|by|the|way|btw|it|is|its|how|are|bye|tschuss|adios|omg|ugh|wow|everyone|all|team|fine|got|then|actually|gern|gerne|q|que|tal|i|we|see|understand|understood|verstehe|verstanden|entiendo)\W*)+$";
}

/// Whether the words are courtesy only: a greeting, thanks, "ok".
pub(super) fn is_courtesy(said: &str) -> bool {
    COURTESY.is_match(said)
}

/// Whether the words complain of us.
pub(super) fn is_complaint(said: &str) -> bool {
    COMPLAINS.is_match(said)
}

/// Whether the words ask for a person, or for who we are.
pub(super) fn asks_for_somebody(said: &str) -> bool {
    HUMAN.is_match(said) || WHO.is_match(said)
}

/// Whether a message asks for a person.
pub(crate) fn asks_for_person(message: &str) -> bool {
    HUMAN.is_match(&folded(message))
}

/// Whether a message complains of us, in words or by its capitals.
pub(crate) fn complains(message: &str) -> bool {
    COMPLAINS.is_match(&folded(message)) || is_shouting(message)
}

/// What the visitor does besides telling values.
pub(super) fn acts(look: &Look<'_>, proposals: &[Proposal]) -> Vec<Act> {
    let flat = look.text.flat.as_str();
    let mut acts = Vec::new();
    let mut add = |act: Act, holds: bool| {
        if holds && !acts.contains(&act) {
            acts.push(act);
        }
    };
    add(Act::Greeting, GREETS.is_match(flat));
    add(Act::Complains, COMPLAINS.is_match(flat) || is_shouting(look.text.message));
    add(Act::AsksWho, WHO.is_match(flat));
    add(Act::AsksHuman, HUMAN.is_match(flat));
    add(Act::AsksSummary, SUMMARY.is_match(flat));
    add(Act::AsksWhy, WHY.is_match(flat) && look.asked.is_some());
    add(Act::AsksPrice, markers::ASKS_PRICE.is_match(flat) || markers::ASKS_TIME.is_match(flat));
    let answered = |attribute: Option<usize>| proposals.iter().any(|one| Some(one.attribute) == attribute);
    if look.asked.is_some() && !answered(look.asked) {
        add(Act::Declines, markers::WILL_NOT.is_match(flat));
        let text = &look.text;
        add(
            Act::DoesNotKnow,
            markers::KNOWS_NOT.is_match(flat)
                || text.sentences.iter().any(|one| markers::ANYTHING.is_match(text.at(&one.place))),
        );
    }
    add(Act::SmallTalk, markers::SMALL_TALK.is_match(flat));
    let special = acts.iter().any(|act| {
        matches!(
            act,
            Act::AsksWhy | Act::AsksPrice | Act::AsksWho | Act::AsksHuman | Act::AsksSummary | Act::SmallTalk
        )
    });
    let asks = look.text.sentences.iter().any(|sentence| {
        sentence.question
            && !proposals
                .iter()
                .any(|one| one.place.start >= sentence.place.start && one.place.end <= sentence.place.end)
    });
    if asks && !special {
        acts.push(Act::Question);
    }
    let mut add = |act: Act, holds: bool| {
        if holds && !acts.contains(&act) {
            acts.push(act);
        }
    };
    add(Act::Thanks, THANKS.is_match(flat));
    add(Act::Farewell, LEAVES.is_match(flat) && look.text.words.len() <= 12);
    let yes_no_open = look.is_asked(Kind::YesNo);
    if !yes_no_open && proposals.is_empty() {
        let bare = bare_answer(look);
        add(Act::Agrees, bare == Some(true) || AGREES_LONG.is_match(flat));
        add(Act::Disagrees, bare == Some(false) && !AGREES_LONG.is_match(flat));
    }
    acts
}

/// Three words in capitals, or three exclamation marks.
fn is_shouting(message: &str) -> bool {
    let loud = message
        .split_whitespace()
        .filter(|word| {
            word.len() > 3
                && word.chars().all(|sign| sign.is_uppercase() || !sign.is_alphabetic())
                && word.chars().any(char::is_alphabetic)
        })
        .count();
    loud >= 3 || message.contains("!!!")
}
