//! Tests of reading files: what is in them, how they are cut, and every mistake with its place.

use super::{gather, read_file};

#[test]
fn a_file_is_one_entry_with_what_stands_before_it() {
    let text = "---\ncategory: faq\nlanguage: pt-BR\nkeywords: [marcar, \"agendar, reservar\"]\nroles:\n  - client\n  - admin\nprice: 'R$ 320: até 70 m²'\nurl: /ajuda#marcar\n---\n\n# Como marco um serviço?\n\nEscolha o **serviço**.\n";
    let entries = read_file("agendar", text).unwrap();
    let [entry] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((entry.id.as_str(), entry.title.as_str()), ("agendar", "Como marco um serviço?"));
    assert_eq!(entry.text, "Escolha o **serviço**.");
    assert_eq!(entry.keywords, ["marcar", "agendar, reservar"]);
    assert_eq!(entry.roles, ["client", "admin"]);
    assert_eq!(entry.price.as_deref(), Some("R$ 320: até 70 m²"));
    assert_eq!(entry.language.as_deref(), Some("pt-BR"));
}

#[test]
fn a_file_needs_nothing_before_its_text() {
    let entries = read_file("hours", "# When are you open?\r\nEvery day.\r\n").unwrap();
    assert_eq!((entries[0].title.as_str(), entries[0].text.as_str()), ("When are you open?", "Every day."));
}

#[test]
fn a_long_text_is_cut_at_its_headings() {
    let filling = "All of this is said at length. ".repeat(40);
    let text = format!(
        "# Terms\n\nIn short.\n\n## Paying\n\n{filling}\n\n```\n## no heading\n```\n\n## Cancelling & moving\n\n{filling}\n\n## Paying\n\nOnce more.\n"
    );
    let entries = read_file("terms", &text).unwrap();
    let ids: Vec<(&str, &str)> =
        entries.iter().map(|entry| (entry.id.as_str(), entry.title.as_str())).collect();
    assert_eq!(
        ids,
        [
            ("terms", "Terms"),
            ("terms#paying", "Terms – Paying"),
            ("terms#cancelling-moving", "Terms – Cancelling & moving"),
            ("terms#paying-2", "Terms – Paying"),
        ]
    );
    assert!(entries[1].text.contains("no heading") && !entries[1].text.contains("Cancelling"));
}

#[test]
fn every_mistake_is_told_with_its_place() {
    for (text, line, column, path, says) in [
        ("---\ncategroy: faq\n---\n# A\nb", 2, 1, "categroy", "Did you mean `category`?"),
        ("---\nxyz: faq\n---\n# A\nb", 2, 1, "xyz", "known are id, title"),
        ("---\nprice: 1\nprice: 2\n---\n# A\nb", 3, 1, "price", "twice"),
        ("---\nprice:\n---\n# A\nb", 2, 1, "price", "no value"),
        ("---\nlanguage: english language\n---\n# A\nb", 2, 1, "language", "`pt-BR`"),
        ("---\nurl: http://a.example\n---\n# A\nb", 2, 1, "url", "https"),
        ("---\nurl: //a.example\n---\n# A\nb", 2, 1, "url", "https"),
        ("---\n- a\n---\n# A\nb", 2, 1, "", "no list above"),
        ("---\nnonsense\n---\n# A\nb", 2, 1, "", "`key: value`"),
        ("---\nprice: 1\n# A\nb", 1, 1, "", "`---` closes them"),
        ("---\nid: No Such\n---\n# A\nb", 2, 1, "id", "no id"),
        ("no heading", 1, 1, "title", "# Title"),
        ("# A\n\n", 1, 1, "", "no text"),
    ] {
        let mistakes = read_file("a", text).unwrap_err();
        let found: Vec<_> = mistakes.iter().map(|one| (one.position, one.path.as_str())).collect();
        assert!(found.contains(&((line, column), path)), "{text:?}: {mistakes:?}");
        assert!(mistakes.iter().any(|one| one.reason.contains(says)), "{text:?}: {mistakes:?}");
    }
    let long = format!("# A\n\n{}", "word ".repeat(900));
    assert!(read_file("a", &long).unwrap_err()[0].reason.contains("characters, of 4000"));
    assert!(read_file("Ä", "# A\nb").unwrap_err()[0].reason.contains("rename the file"));
}

#[test]
fn two_entries_of_one_id_are_told() {
    let file = serde_json::json!({ "version": 1, "id": "t", "name": "T", "origins": ["self"], "locale": "en", "country": "GB",
        "greeting": "…", "knowledge": { "entries": [{ "id": "hours", "title": "Hours", "text": "Nine to five." }] } });
    let tenant = serde_json::from_value(file).unwrap();
    let files = |name: &str| vec![(name.to_owned(), "# A\nb".to_owned())];
    assert_eq!(gather(&tenant, &files("other")).unwrap().len(), 2);
    let mistakes = gather(&tenant, &files("hours")).unwrap_err();
    assert_eq!(mistakes[0].file, "hours");
    assert!(mistakes[0].mistake.reason.contains("tenant.json"), "{mistakes:?}");
}
