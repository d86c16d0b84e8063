//! Dividing a text into sentences and clauses.

use core::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::language::pattern;
use super::text::{Place, Sentence, Text};

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "dr", "prof", "mr", "mrs", "ms", "st", "sr", "sra", "srta", "str", "nr", "ca", "approx", "tel", "z", "b",
    "e", "g", "i", "eg", "ie", "bzw", "evtl", "ggf", "inkl", "incl", "max", "min", "mind", "ltd", "inc",
    "co", "corp", "vs", "av", "avda", "jan", "feb", "mar", "apr", "aug", "sep", "sept", "oct", "okt", "nov",
    "dec", "dez", "dic", "mio", "tsd", "usw", "etc",
];

/// Words that may follow an ordinal number written with a full stop ("15. March").
static AFTER_ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:\d|jan|feb|mar|apr|mai\b|may\b|jun|jul|aug|sep|oct|okt|nov|dec|dez|stock|etage|og\b|obergeschoss|geburtstag|jh|kw\b|woche|monat|tag\b|hochzeitstag|jubil)",
    )
});

/// Where a clause ends and another begins, within a sentence.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[,(){}\[\]]|\s[-–—]+\s|—|:\s|",
        r"\b(?:but|although|though|because|since|so that|except|whereas|aber|sondern|weil|obwohl|denn|allerdings|jedoch|deshalb|pero|sino|porque|aunque)\b|",
        r"\b(?:and|or|so|y|und|oder)\s+(?:i|we|it|it's|i'm|we're|we've|he|she|they|there's|my|our|your|please|pls|also|then|drop|remove|skip|forget|",
        r"ich|wir|es|er|sie|ihr|mein\w*|unser\w*|bitte|dann|dafur|zwar|yo|nosotros|mi|mis|nuestr\w+|tambien|por favor|el|las?|los|que|nos|me|llamad)\b|",
        r"\b(?:and|und|y)\s+(?:the|their|another|some|der|die|das|ein|eine|un|una|otr[oa])\s+(?:\w+\s+){1,2}(?:charged|quoted|paid|wanted|told|said|offered|asked|verlangt\w*|wollte\w*|cobr\w+|pidi\w+)\b",
    ))
});

/// How a question begins that may go without its mark.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:(?:hi|hey|hello|hallo|hola|ok|okay|so|and|und|y|but|aber|pero|omg|well|oh|also|btw|sorry|wait|first|moment|by the way)\W+){0,2}",
        r"(?:how (?:much|long|many|soon|do|does|did|is|are|about|would|can|come|far|fast)\b|what (?:do|does|is|are|would|about|kind|if|else|happens|s)\b|what's|whats|",
        r"when (?:can|could|do|does|will|would|is|are) (?:you|it|that|the)\b|where (?:are|do|is|can)\b|who (?:are|is|will|does)\b|why\b|which (?:one|ones)? ?(?:do|would|is|are)\b|",
        r"(?:do|does|did|can|could|would|will|are|is|have|has|should|may|might) (?:you|u|ya|i|we|it|that|there|this|these|they|your|someone|anyone)\b|any chance\b|",
        r"was (?:kostet|kosten|wurde|ist|sind|macht|meinen|empfehlen|heisst|bedeutet|passiert)\b|wie ?viel kostet|wie (?:lange dauert|teuer|lauft|funktioniert|geht das|schnell|sieht)\b|",
        r"(?:machen|haben|bieten|konnen|konnten|arbeiten|sind|geben|brauchen|wurden|kommen|liefern|verkaufen) (?:sie|ihr|du)\b|(?:macht|habt|bietet|konnt|seid|kommt) ihr\b|",
        r"(?:ist|gibt|geht|kostet|reicht|darf|kann) (?:das|es|ich|man|dort|da)\b|warum\b|wieso\b|weshalb\b|wozu\b|wann (?:konnen|konnten|ist|sind|kommen)\b|wer (?:sind|ist)\b|wo (?:sind|ist|sitzen)\b|",
        r"cuanto (?:cuesta|vale|cobra\w*|costaria|sale|tarda\w*|dura)|cuanto me\b|que (?:precio|cuesta|tal|recomienda\w*|es eso)\b|como (?:funciona|va|trabaja\w*|estas?)\b|por que\b|para que\b|",
        r"(?:haceis|hacen|haces|teneis|tienen|tienes|podeis|pueden|puedes|puede|podriais|trabajais|ofreceis|sois|eres|se puede|hay)\b|",
        r"quanto (?:custa\w*|sai|fica|vale|tempo|seria|voces cobram)\b|(?:qual|quais) (?:e|o|a|os|as|sao|seria)\b|quais\b|como (?:faco|posso|funcionam|eu)\b|quando (?:e|voces|voce)\b|onde (?:fica|e|voces|posso)\b|quem (?:e|sao|faz|vem)\b|o que (?:e|acontece|esta|voces|posso|inclui)\b|",
        r"(?:voces|voce|vcs|vc) (?:tem|fazem|faz|aceitam|aceita|atendem|atende|trabalham|oferecem|podem|pode|cobram|consertam|vendem|sao|conseguem)\b|(?:aceitam|atendem|fazem|trabalham|oferecem|posso|podem|da (?:para|pra)|e possivel|existe|tem como|tem desconto)\b)",
    ))
});

/// "hay 180 invitados" tells, without its mark.
static COUNTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W*hay\s+(?:\d|un[oa]?s?\b|dos\b|tres\b|mas\b)"));

/// A question mark behind a bare answer ("10?", "Leeds?") is doubt, not a question: up to so many words.
const ANSWER_WORDS: usize = 4;

static INVERTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:you|your|u|ya|who|what|whats|why|how|when|where|which|is it|isn't it|right|sie|ihr|du|ihnen|wer|was|wie|warum|wozu|wieso|wann|wo|welche\w*|que|quien|cual|como|cuando|donde|cuanto|cuanta|usted|ustedes|vosotros|haceis|teneis|podeis|tienes|puedes|voces?|vcs?|qual|quais|quem|onde|quanto|quanta|posso|pode|podem|tem|aceitam|atendem)\b",
    )
});

/// Fills the sentences of a text, and tells every word its sentence and clause.
pub(super) fn into_sentences(text: &mut Text<'_>) {
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in ends(text) {
        let words = text.words_at(&(start..end));
        if !words.is_empty() {
            let place = trimmed(&text.flat, start..end);
            let question = is_question(text, &place, words.len());
            let clauses = clauses(text, &place, &words);
            let asks_from = question.then(|| asks_from(text, &place, &clauses));
            sentences.push(Sentence { place, words, clauses, question, asks_from });
        }
        start = end;
    }
    let mut clause = 0;
    for (number, sentence) in sentences.iter().enumerate() {
        for part in &sentence.clauses {
            for word in &mut text.words[part.clone()] {
                word.sentence = number;
                word.clause = clause;
            }
            clause += 1;
        }
    }
    text.sentences = sentences;
}

/// Where sentences end: one past the last mark of each, and the end of the text.
fn ends(text: &Text<'_>) -> Vec<usize> {
    let flat = &text.flat;
    let mut ends = Vec::new();
    let mut signs = flat.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let after = at + sign.len_utf8();
        let ended = match sign {
            '\n' | ';' | '!' | '?' | '…' => !next.is_some_and(|next| "!?.…".contains(next)),
            '.' => next.is_none_or(|next| next.is_whitespace() || next == '"') && full_stop(flat, at),
            _ => false,
        };
        if ended {
            ends.push(after);
        }
    }
    ends.push(flat.len());
    ends
}

fn full_stop(flat: &str, at: usize) -> bool {
    let before = &flat[..at];
    let word = before.rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or("");
    if word.is_empty() {
        return true;
    }
    let after = flat.get(at + 1..).unwrap_or("");
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return !AFTER_ORDINAL.is_match(after.get(..floor(after, 40)).unwrap_or(""));
    }
    let rest = after.trim_start();
    // "Lindenstr. 12"
    if word.ends_with("str") && rest.starts_with(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    !ABBREVIATIONS.contains(&word) || rest.is_empty()
}

/// The greatest boundary of a character that is at most `most`.
fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn trimmed(flat: &str, place: Place) -> Place {
    let slice = &flat[place.clone()];
    let start = place.start + slice.len() - slice.trim_start().len();
    start..(place.start + slice.trim_end().len()).max(start)
}

fn is_question(text: &Text<'_>, place: &Place, words: usize) -> bool {
    let sentence = text.at(place);
    if ASKS.is_match(sentence) && (sentence.contains('?') || !COUNTS.is_match(sentence)) {
        return true;
    }
    sentence.trim_end_matches(['!', '.', '"', ')', ' ']).ends_with('?')
        && (words > ANSWER_WORDS || INVERTED.is_match(sentence))
}

/// The first clause that asks; the whole sentence where none of them does so by itself.
fn asks_from(text: &Text<'_>, sentence: &Place, clauses: &[Range<usize>]) -> usize {
    let asks = |clause: &&Range<usize>| ASKS.is_match(text.at(&text.place_of(clause)));
    clauses.iter().find(asks).map_or(sentence.start, |clause| text.place_of(clause).start)
}

fn clauses(text: &Text<'_>, place: &Place, words: &Range<usize>) -> Vec<Range<usize>> {
    let flat = text.at(place);
    let bytes = flat.as_bytes();
    let mut clauses = Vec::new();
    let mut first = words.start;
    for cut in CLAUSE.find_iter(flat) {
        let between_digits = cut.as_str() == ","
            && cut.start() > 0
            && bytes.get(cut.start() - 1).is_some_and(u8::is_ascii_digit)
            && bytes.get(cut.end()).is_some_and(u8::is_ascii_digit);
        if between_digits {
            continue;
        }
        let at = place.start + cut.start();
        let next = text.words.partition_point(|word| word.place.start < at);
        if next > first && next < words.end {
            clauses.push(first..next);
            first = next;
        }
    }
    clauses.push(first..words.end);
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(message: &str) -> Vec<(String, bool)> {
        let text = Text::new(message);
        text.sentences.iter().map(|one| (text.original(&one.place).to_owned(), one.question)).collect()
    }

    #[test]
    fn full_stops_of_dates_and_titles_end_nothing() {
        let found = sentences("Am 15. März kommt Dr. Helga Sommerfeld, Lindenstr. 12. Passt das? 10.");
        let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["Am 15. März kommt Dr. Helga Sommerfeld, Lindenstr. 12.", "Passt das?", "10."]);
    }

    #[test]
    fn questions_are_told_from_doubtful_answers() {
        for question in [
            "do you charge 100 an hour?",
            "how much is it",
            "Machen Sie auch Küchen?",
            "was kostet sowas denn?",
            "¿hacéis también jardines?",
            "whats that for?",
        ] {
            assert!(sentences(question)[0].1, "{question}");
        }
        for answer in [
            "5k?",
            "end of march?",
            "bring in more leads",
            "what we want is a shop",
            "when the kids are back",
        ] {
            assert!(!sentences(answer)[0].1, "{answer}");
        }
    }

    #[test]
    fn clauses_are_cut_at_commas_and_conjunctions() {
        let text = Text::new("it costs 1,500, but I like it and we want two");
        let cut: Vec<&str> =
            text.sentences[0].clauses.iter().map(|one| text.at(&text.place_of(one))).collect();
        assert_eq!(cut, ["it costs 1,500", "but i like it", "and we want two"]);
    }
}
