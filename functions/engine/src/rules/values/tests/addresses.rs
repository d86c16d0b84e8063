//! E-mail addresses, telephone numbers and web addresses.

use super::super::{find_emails, find_phones, find_urls};
use super::{context, shown};

#[test]
fn emails() {
    super::check(
        &[
            ("Ana.K@Brightwater.Example.", "Ana.K@brightwater.example"),
            ("write to hello@tinkerbot.example, thanks", "hello@tinkerbot.example"),
            ("<ana@example.com>", "ana@example.com"),
            ("mailto:ana@example.com", "ana@example.com"),
            ("ana (at) example (dot) com", "ana@example.com"),
            ("ana[at]example.com", "ana@example.com"),
            ("ana at example dot com", "ana@example.com"),
            ("a@x.example - sorry, b@x-club.example", "a@x.example; b@x-club.example"),
            ("ana+news@mail.example.co.uk!", "ana+news@mail.example.co.uk"),
            ("'ana@example.com'", "ana@example.com"),
            ("jürgen@müller.example", "jürgen@müller.example"),
            ("my mail: john.doe @ example.com", "john.doe@example.com"),
            ("meet us @ example.com", "()"),
            ("nils@", "()"),
            ("@nils", "()"),
            ("meet at example street", "()"),
            ("a@b", "()"),
        ],
        |text| shown(&find_emails(text, &context("DE", "en")), String::clone),
    );
}

#[test]
fn phones() {
    let phones = |country: &'static str| {
        move |text: &str| shown(&find_phones(text, &context(country, "en")), String::clone)
    };
    super::check(
        &[
            ("0171 2345678", "+491712345678"),
            ("0171/3920031", "+491713920031"),
            ("call me on 030 23125012", "+493023125012"),
            ("+49 171 3920045", "+491713920045"),
            ("+49 (0)171 3920045", "+491713920045"),
            ("0049 171 3920045", "+491713920045"),
            ("y mi móvil es +34 612 345 678", "+34612345678"),
            ("0228 5550117, bitte erst nach 18 Uhr", "+492285550117"),
            ("0152 28817386", "+4915228817386"),
            ("10.000 bis 15.000", "()"),
            ("15.03.2027", "()"),
            ("2027-03-15", "()"),
            ("order 20231234567", "()"),
            ("we have 12000000 users", "()"),
            ("20 000 000 €", "()"),
            ("10435 Berlin", "()"),
            ("1987", "()"),
        ],
        phones("DE"),
    );
    super::check(
        &[
            ("07400 123456", "+447400123456"),
            ("ok 0161 496 0123", "+441614960123"),
            ("020 7946 0958", "+442079460958"),
            ("fine. 0115 496 0777 and", "+441154960777"),
        ],
        phones("GB"),
    );
    super::check(
        &[
            ("(415) 555-2671", "+14155552671"),
            ("415-555-2671", "+14155552671"),
            ("1,500,000", "()"),
            ("3/15/2027", "()"),
        ],
        phones("US"),
    );
    super::check(&[("612 345 678", "+34612345678"), ("600.000.000", "()")], phones("ES"));
    super::check(
        &[("(11) 91234-5678", "+5511912345678"), ("(11) 500", "()"), ("(200) 300 000", "()")],
        phones("BR"),
    );
}

#[test]
fn urls() {
    super::check(
        &[
            ("our site is candles.example", "https://candles.example"),
            ("www.hausamsee.example but dont look", "https://www.hausamsee.example"),
            ("http://www.druckerei-paschke.example", "http://www.druckerei-paschke.example"),
            ("https://Example.com/Path?q=1.", "https://example.com/Path?q=1"),
            ("x.com/path", "https://x.com/path"),
            ("(see foo.co.uk)", "https://foo.co.uk"),
            ("foo.de, bar.de", "https://foo.de; https://bar.de"),
            ("https://example.com/", "https://example.com"),
            ("localhost is http://127.0.0.1:80/", "()"),
            ("ana@example.com", "()"),
            ("ana.k@mail.example.com is my mail", "()"),
            ("e.g. this", "()"),
            ("z.B. das", "()"),
            ("Inc.Next", "()"),
            ("node.js and vue.js", "()"),
            ("version 1.2.3", "()"),
            ("10.000 Euro", "()"),
            ("our site.It is old", "()"),
            ("thanks.it is fine", "()"),
            ("logo.png", "()"),
            ("um 18.30 Uhr", "()"),
        ],
        |text| shown(&find_urls(text, &context("DE", "en")), String::clone),
    );
}
