//! How people write numbers.

use crate::phones::{Phone, begin_with_zero};

fn read(text: &str, country: &str) -> Option<String> {
    Phone::read(text, Some(country)).map(|phone| phone.dialled())
}

fn grouped(text: &str) -> String {
    Phone::read(text, None).unwrap().grouped()
}

#[test]
fn at_home_and_from_abroad() {
    for (text, country, dialled) in [
        ("0171 2345678", "DE", "+491712345678"),
        ("(0171) 234-5678", "de", "+491712345678"),
        ("+49 0171 2345678", "DE", "+491712345678"),
        ("49171-2345678", "DE", "+491712345678"),
        ("39 329 888 8888", "IT", "+393298888888"),
        ("391 234 5678", "IT", "+393912345678"),
        ("+49171-2345678", "ES", "+491712345678"),
        ("0049 171 2345678", "DE", "+491712345678"),
        ("011 49 171 2345678", "US", "+491712345678"),
        ("(520) 878-2491", "US", "+15208782491"),
        ("1-520-878-2491", "US", "+15208782491"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("06 1234 5678", "IT", "+390612345678"),
        ("+39 06 1234 5678", "DE", "+390612345678"),
        ("8 (800) 555-35-35", "RU", "+78005553535"),
        ("+7 800 555 35 35", "RU", "+78005553535"),
        ("0 11 15 2345-6789", "AR", "+5491123456789"),
        ("0 15 11 91234-5678", "BR", "+5511912345678"),
        ("612 34 56 78", "ES", "+34612345678"),
        ("030 12345-67 ext. 12", "DE", "+49301234567"),
        ("020 7031 3000 x55", "GB", "+442070313000"),
        ("Tel: 020 7031 3000.", "GB", "+442070313000"),
    ] {
        assert_eq!(read(text, country).as_deref(), Some(dialled), "{text}");
    }
}

#[test]
fn what_is_no_number() {
    for text in [
        "",
        "1",
        "+",
        "12. March",
        "08-PIZZA",
        "1110@gmail.com",
        "+999 123 4567",
        "+0 123 4567",
        "+1",
        "1+1+1",
    ] {
        assert_eq!(read(text, "DE"), None, "{text}");
    }
    assert_eq!(Phone::read("0171 2345678", None), None);
    assert_eq!(Phone::read("0171 2345678", Some("XX")), None);
}

#[test]
fn in_the_groups_of_the_country() {
    assert_eq!(grouped("+491712345678"), "+49 171 2345678");
    assert_eq!(grouped("+15208782491"), "+1 520-878-2491");
    assert_eq!(grouped("+442070313000"), "+44 20 7031 3000");
    assert_eq!(grouped("+33631966543"), "+33 6 31 96 65 43");
    assert_eq!(grouped("+5491123456789"), "+54 9 11 2345-6789");
    assert_eq!(grouped("+2471234"), "+247 1234");
}

#[test]
fn where_numbers_begin_with_a_zero() {
    for (country, zero) in
        [("DE", true), ("gb", true), ("US", false), ("ES", false), ("RU", false), ("XX", false)]
    {
        assert_eq!(begin_with_zero(country), zero, "{country}");
    }
}
