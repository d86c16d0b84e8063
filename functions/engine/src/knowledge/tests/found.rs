//! What is found: for questions with and without an answer, with mistakes in them, by category, role and language.

use serde::Deserialize;
use shared::tenant::KnowledgeEntry;

use crate::knowledge::{Index, PIECE_MAX_BYTES, publication};
use crate::ports::{Found, KnowledgeQuery};

#[derive(Deserialize)]
struct Labelled {
    entries: Vec<KnowledgeEntry>,
    /// The visitor's locale, the question, and which entries answer it; empty for none.
    questions: Vec<(String, String, String)>,
}

fn labelled() -> Labelled {
    serde_json::from_str(include_str!("labelled.json")).unwrap()
}

fn index(entries: &[KnowledgeEntry]) -> Index {
    Index::read(publication("en-GB", entries).unwrap().pieces.concat()).unwrap()
}

fn query(text: &str, locale: &str) -> KnowledgeQuery {
    KnowledgeQuery {
        tenant: "t".to_owned(),
        text: text.to_owned(),
        locale: locale.to_owned(),
        categories: Vec::new(),
        role: None,
        limit: 5,
    }
}

/// The best entry and its score.
fn best(index: &Index, entries: &[KnowledgeEntry], query: &KnowledgeQuery) -> Option<(String, f64)> {
    let hit = index.search(query).into_iter().next()?;
    Some((entries[usize::try_from(hit.entry).unwrap()].id.clone(), hit.score))
}

/// Of the questions that are answered, how many rightly; of those with an answer, how many are.
#[test]
fn questions_are_answered_rightly_or_not_at_all() {
    let Labelled { entries, questions } = labelled();
    let index = index(&entries);
    let (mut right, mut wrong, mut with_answer) = (0_u32, 0_u32, 0_u32);
    let mut told = String::new();
    for (locale, question, answers) in &questions {
        with_answer += u32::from(!answers.is_empty());
        let found = best(&index, &entries, &query(question, locale));
        let good = found.as_ref().filter(|(_, score)| *score >= Found::GOOD);
        let is_right = good.is_some_and(|(id, _)| answers.split('|').any(|answer| answer == id));
        right += u32::from(is_right);
        wrong += u32::from(good.is_some() && !is_right);
        if good.is_some() != is_right || (!answers.is_empty() && !is_right) {
            told += &format!("{question}: {answers:?}, found {found:?}\n");
        }
    }
    let precision = f64::from(right) / f64::from(right + wrong);
    let recall = f64::from(right) / f64::from(with_answer);
    println!("precision {precision:.3}, recall {recall:.3}\n{told}");
    assert!(precision >= 0.95, "{precision}\n{told}");
    assert!(recall >= 0.85, "{recall}\n{told}");
}

fn entry(id: &str, title: &str, text: &str) -> KnowledgeEntry {
    serde_json::from_value(serde_json::json!({ "id": id, "title": title, "text": text })).unwrap()
}

#[test]
fn mistakes_in_words_are_forgiven_for_a_price() {
    let entries = [
        entry("a", "Appointment", "Come in."),
        entry("b", "Gardening", "Behind the house."),
        entry("c", "Tax", "None."),
    ];
    let index = index(&entries);
    let score = |text: &str| best(&index, &entries, &query(text, "en")).map(|(id, score)| (id, score > 0.0));
    for (written, id) in
        [("appointmnet", "a"), ("apointmnt", "a"), ("gardning", "b"), ("Gadrening", "b"), ("gardenin", "b")]
    {
        assert_eq!(score(written), Some((id.to_owned(), true)), "{written}");
    }
    // Short words are other words, and two mistakes in a short one too.
    for other in ["tex", "gardxxx", "appxxxment"] {
        assert_eq!(score(other), None, "{other}");
    }
    let exact = best(&index, &entries, &query("gardening", "en")).unwrap().1;
    let mistaken = best(&index, &entries, &query("gradening", "en")).unwrap().1;
    assert!(mistaken < exact, "{mistaken} {exact}");
}

#[test]
fn only_what_is_for_the_user_and_of_the_category_is_found() {
    let mut entries = [
        entry("a", "Commission", "For everybody."),
        entry("b", "Commission of providers", "For providers."),
        entry("c", "Commission of agents", "For agents."),
    ];
    entries[0].category = Some("faq".to_owned());
    entries[1].roles = vec!["provider".to_owned(), "admin".to_owned()];
    entries[2].roles = vec!["agent".to_owned()];
    let index = index(&entries);
    let found = |role: Option<&str>, categories: &[&str]| {
        let categories = categories.iter().map(|&one| one.to_owned()).collect();
        let role = role.map(str::to_owned);
        let hits = index.search(&KnowledgeQuery { role, categories, ..query("commission", "en") });
        let mut found: Vec<u32> = hits.iter().map(|hit| hit.entry).collect();
        found.sort_unstable();
        found
    };
    assert_eq!(found(None, &[]), [0]);
    assert_eq!(found(Some("provider"), &[]), [0, 1]);
    assert_eq!(found(Some("agent"), &[]), [0, 2]);
    assert_eq!(found(Some("agent"), &["faq", "policy"]), [0]);
    assert!(found(None, &["policy"]).is_empty());
}

#[test]
fn the_visitors_language_comes_first_and_others_where_it_has_nothing() {
    let Labelled { entries, .. } = labelled();
    let index = index(&entries);
    let found = |text: &str, locale: &str| best(&index, &entries, &query(text, locale)).map(|(id, _)| id);
    assert_eq!(found("pix", "pt-BR").as_deref(), Some("pagamento"));
    assert_eq!(found("pix", "en").as_deref(), Some("payment"));
    assert_eq!(found("Öffnungszeiten", "pt-BR").as_deref(), Some("oeffnungszeiten"));
    assert_eq!(found("Vocês aceitam pix?", "en").as_deref(), Some("pagamento"));
}

#[test]
fn a_large_index_is_cut_into_pieces_and_read_again() {
    let entries: Vec<KnowledgeEntry> = (0..4_000)
        .map(|number| {
            let text = (0..40).map(|place| format!("word{} ", (number * 31 + place * 7) % 9_000));
            entry(&format!("e{number}"), &format!("Title{number}"), &text.collect::<String>())
        })
        .collect();
    let publication = publication("en", &entries).unwrap();
    assert!(
        publication.pieces.len() > 1 && publication.pieces.iter().all(|one| one.len() <= PIECE_MAX_BYTES)
    );
    let index = Index::read(publication.pieces.concat()).unwrap();
    assert_eq!(index.entries(), entries.len());
    for number in [0, 1, 1_777, 3_999_usize] {
        let hits = index.search(&query(&format!("title{number}"), "en"));
        assert_eq!(usize::try_from(hits[0].entry).unwrap(), number);
        let (block, place) = index.place(hits[0].entry);
        let block: Vec<KnowledgeEntry> = serde_json::from_str(&publication.blocks[block]).unwrap();
        assert_eq!(block[place].id, format!("e{number}"));
    }
    let mut damaged = publication.pieces.concat();
    damaged.truncate(damaged.len() / 2);
    assert!(Index::read(damaged).is_err());
    assert!(Index::read(Vec::new()).is_err());
}

#[test]
fn nothing_is_found_where_nothing_was_published() {
    let index = index(&[]);
    assert_eq!(index.search(&query("anything at all?", "en")), []);
}
