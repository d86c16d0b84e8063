//! Measures knowledge of a size: how long it takes to publish, to find something in a process that has read nothing yet, and in one that
//! has. Prints Markdown. Run by `cargo xtask bench knowledge`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "it measures and prints; where it cannot, it stops"
)]

use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use dynamo::KnowledgeTable;
use embedded::EmbeddedStore;
use engine::knowledge::publication;
use engine::ports::{Clock, Knowledge, KnowledgeQuery};
use jiff::Timestamp;
use shared::tenant::KnowledgeEntry;

const TABLE: &str = "bench";
const ENTRIES: usize = 10_000;
const SEARCHES: usize = 500;

struct Now;

impl Clock for Now {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A word of a vocabulary in which a few words are in nearly every text and most in few, as in any language.
fn word(random: &mut u64) -> String {
    *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let share = f64::from(u32::try_from(*random >> 33).unwrap()) / f64::from(u32::MAX >> 1);
    let place = 20_000.0_f64.powf(share);
    let syllables = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu"];
    let digits = format!("{place:05.0}");
    digits.bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect()
}

fn entries() -> Vec<KnowledgeEntry> {
    let mut random = 7;
    let mut words = |count: usize| (0..count).map(|_| word(&mut random)).collect::<Vec<_>>().join(" ");
    (0..ENTRIES)
        .map(|number| {
            let entry = serde_json::json!({ "id": format!("e{number}"), "title": words(6), "text": words(80),
                "keywords": [words(1), words(1)] });
            serde_json::from_value(entry).unwrap()
        })
        .collect()
}

fn query(entries: &[KnowledgeEntry], number: usize) -> KnowledgeQuery {
    let title = &entries[(number * 7_919) % entries.len()].title;
    // Every third is written with a mistake.
    let text = if number.is_multiple_of(3) { title.replacen("ba", "bq", 1) } else { title.clone() };
    KnowledgeQuery {
        tenant: "bench".to_owned(),
        text,
        locale: "fr".to_owned(),
        categories: Vec::new(),
        role: None,
        limit: 5,
    }
}

/// The time that so many of a hundred are within, in milliseconds.
fn within(times: &mut [Duration], of_a_hundred: usize) -> f64 {
    times.sort();
    times[(times.len() - 1) * of_a_hundred / 100].as_secs_f64() * 1e3
}

#[tokio::main]
async fn main() {
    let folder = std::env::temp_dir().join(format!("anteroom-bench-{}", std::process::id()));
    let store = EmbeddedStore::open(&folder).await.unwrap();
    dynamo::ensure_table(&store.client(), TABLE).await.unwrap();
    let entries = entries();
    let made = publication("fr", &entries).unwrap();
    let index = made.pieces.iter().map(Vec::len).sum::<usize>() / 1_000;
    let texts = made.blocks.iter().map(String::len).sum::<usize>() / 1_000;
    let (pieces, blocks) = (made.pieces.len(), made.blocks.len());
    drop(made);
    let new = || KnowledgeTable::new(store.client(), TABLE, Arc::new(Now));
    let begun = Instant::now();
    let published = new().publish("bench", "fr", &entries).await.unwrap();
    let publishing = begun.elapsed().as_secs_f64() * 1e3;
    let mut cold = Vec::new();
    for number in 0..10 {
        let (fresh, begun) = (new(), Instant::now());
        assert!(!fresh.search(&query(&entries, number)).await.unwrap().is_empty());
        cold.push(begun.elapsed());
    }
    let reader = new();
    reader.search(&query(&entries, 0)).await.unwrap();
    let (mut warm, mut first) = (Vec::new(), 0);
    for number in 0..SEARCHES {
        let (query, begun) = (query(&entries, number), Instant::now());
        let found = reader.search(&query).await.unwrap();
        warm.push(begun.elapsed());
        let wanted = &entries[(number * 7_919) % entries.len()];
        first += usize::from(found.first().is_some_and(|found| found.entry == *wanted));
    }
    let [cold_half, cold_all] = [50, 100].map(|share| within(&mut cold, share));
    let [warm_half, warm_most] = [50, 95].map(|share| within(&mut warm, share));
    println!("| what | measured |\n| --- | --- |");
    println!("| entries, and different words in them | {}, {} |", published.entries, published.words);
    println!("| the index | {index} KB in {pieces} pieces |");
    println!("| the entries | {texts} KB in {blocks} blocks |");
    println!("| publishing | {publishing:.0} ms |");
    println!(
        "| a search in a process that has read nothing yet | {cold_half:.1} ms (median), {cold_all:.1} ms (longest) |"
    );
    println!("| a search afterwards | {warm_half:.2} ms (median), {warm_most:.2} ms (95 of 100) |");
    println!("| the entry whose title was asked for comes first | {first} of {SEARCHES} |");
    drop((store, reader));
    std::fs::remove_dir_all(&folder).unwrap();
}
