//! Every example of `docs/configure.md` is read as it stands there.

use serde_json::Value as Json;

/// A `static`: a place in it is told by its address, and a constant may have several.
static GUIDE: &str = include_str!("../../../docs/configure.md");

/// The blocks of the guide that begin with this line.
fn blocks(fence: &str) -> Vec<(usize, &'static str)> {
    let parts = GUIDE.split("```").skip(1).step_by(2);
    let block =
        |part: &'static str| part.split_once('\n').filter(|(first, _)| *first == fence).map(|(_, text)| text);
    let line = |text: &str| GUIDE[..text.as_ptr() as usize - GUIDE.as_ptr() as usize].lines().count() + 1;
    parts.filter_map(block).map(|text| (line(text), text)).collect()
}

#[test]
fn every_example_is_a_good_file() {
    let (_, smallest) = blocks("json tenant")[0];
    let smallest: Json = serde_json::from_str(smallest).unwrap();
    let examples = blocks("json");
    assert!(examples.len() >= 13, "{}", examples.len());
    for (line, example) in [(0, "{}")].into_iter().chain(examples) {
        let mut file = smallest.clone();
        let part: Json =
            serde_json::from_str(example).unwrap_or_else(|error| panic_at(line, &error.to_string()));
        file.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
        if let Err(mistakes) = engine::tenant::read(&serde_json::to_string_pretty(&file).unwrap()) {
            let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            panic_at(line, &told.join("; "));
        }
    }
}

/// Every key of the file has a word in the guide.
#[test]
fn every_field_is_explained() {
    let mut missing = Vec::new();
    let definitions = engine::tenant::schema()["$defs"].as_object().unwrap().values();
    for object in definitions.chain([engine::tenant::schema()]) {
        for key in object["properties"].as_object().into_iter().flat_map(|properties| properties.keys()) {
            if !GUIDE.contains(&format!("`{key}`")) && !GUIDE.contains(&format!("\"{key}\"")) {
                missing.push(key);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[expect(clippy::panic, reason = "how a test fails")]
fn panic_at(line: usize, reason: &str) -> ! {
    panic!("docs/configure.md, line {line}: {reason}")
}
