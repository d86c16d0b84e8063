//! Whether a reply asks for what nobody should say in a chat: passwords, numbers of cards and of identity papers.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

/// Where a sentence may be over.
pub(super) const ENDS: [char; 8] = ['.', '?', '!', '\n', '。', '？', '！', '؟'];

macro_rules! pattern {
    ($name:ident, $($part:literal)+) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| {
            RegexBuilder::new(concat!($($part),+)).case_insensitive(true).build().expect("a good pattern")
        });
    };
}

pattern!(
    SECRET,
    r"\b(?:pass ?(?:word|code|phrase)s?|passw[oö]rt\w*|kennw[oö]rt\w*|contrase[nñ]as?|mots? de passe|senhas?|wachtwoord\w*|hasł\w+|lösenord\w*|şifre\w*|парол\w+"
    r"|(?:credit|debit|bank)[ -]?card (?:number|no|details)|card (?:number|details)|(?:kredit)?karten(?:nummer|daten)|n[uú]mero (?:completo )?de (?:(?:la|su|tu) )?tarjeta|num[eé]ro de (?:la |votre |ta )?carte"
    r"|cvv2?|cvc2?|(?:your|ihre?|deine?|su|tu|votre) (?:pin|tan)|one[ -]time code"
    r"|social security number|sozialversicherungsnummer|(?:passport|identity card|national id) number|(?:personal)?ausweisnummer|reisepassnummer|n[uú]mero de (?:dni|pasaporte|identidad))\b"
    r"|密码|密碼|パスワード|비밀번호|كلمة (?:المرور|السر)|סיסמה|पासवर्ड|银行卡号|信用卡号"
);

pattern!(
    ASKS,
    r"\b(?:what(?:'s| is| was|'re| are)? (?:your|the)|tell|give|enter|type|send|provide|share|confirm|need|state|submit|reply with|verify"
    r"|nenn\w*|geben|gib|eingeben|send\w*|schick\w*|mitteil\w*|teilen|sagen|sag|brauch\w*|benötig\w*|bestätig\w*|wie lautet|was ist"
    r"|d[ií]ga(?:me|nos)|dime|env[ií][ae]\w*|escrib\w+|ind[ií][cq]\w+|facilit\w+|introdu\w+|necesit\w+|cu[aá]l es|donne[zr]\w*|envoye[zr]\w*|indique[zr]\w*|entre[zr]|quel(?:le)? est|введите|пришлите|сообщите|укажите|какой|geef|stuur|podaj|ange)\b"
    r"|请|請|告诉|输入|教えて|入力|알려|입력|أدخل|أرسل|ما هي|बताएं|[?？؟]"
);

pattern!(
    WARNS,
    r"\b(?:never|don'?t|do not|not|no need|without|nie|niemals|nicht|keine?\w*|ohne|nunca|jam[aá]s|no (?:la|lo|nos|me|env\w+|necesit\w+)|sin|jamais|ne|pas|sans|не|никогда|nooit|niet|nigdy|nie)\b|不要|请勿|別|しないで|마세요|لا "
);

/// Whether a sentence of the text asks for it.
pub(super) fn are_asked(text: &str) -> bool {
    // Most replies speak of nothing of the kind.
    SECRET.is_match(text)
        && text
            .split_inclusive(ENDS)
            .any(|sentence| SECRET.is_match(sentence) && ASKS.is_match(sentence) && !WARNS.is_match(sentence))
}
