//! Entries as they are kept: an index to find them by, and the entries themselves in blocks, all of it in pieces that the store
//! takes.

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use shared::tenant::KnowledgeEntry;

use super::build::build;

/// The most bytes of a piece: the store takes items of 400 KB, with their keys.
pub const PIECE_MAX_BYTES: usize = 380_000;
/// A block of entries is no longer than this, unless one entry is: what is read for one entry that was found.
const BLOCK_BYTES: usize = 24_000;

/// Entries as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The index, to be put together in this order; each at most [`PIECE_MAX_BYTES`].
    pub pieces: Vec<Vec<u8>>,
    /// The entries, in order: each a JSON array of some of them.
    pub blocks: Vec<String>,
    /// How many entries there are.
    pub entries: u64,
    /// How many different words they are found by, counted by language.
    pub words: u64,
    /// See [`digest`].
    pub digest: String,
}

/// Makes entries ready to be kept. `locale` (BCP 47) is the tenant's: the language of entries that name none.
///
/// # Errors
///
/// An entry cannot be written, or is longer than a piece.
pub fn publication(locale: &str, entries: &[KnowledgeEntry]) -> Result<Publication, UnpublishableEntry> {
    let (blocks, starts) = blocks(entries)?;
    let (index, words) = build(locale, entries, &starts);
    Ok(Publication {
        pieces: index.chunks(PIECE_MAX_BYTES).map(<[u8]>::to_vec).collect(),
        blocks,
        entries: u64::try_from(entries.len()).unwrap_or(u64::MAX),
        words,
        digest: digest(locale, entries),
    })
}

/// An entry that cannot be kept: its id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the entry `{0}` is too long to be kept")]
pub struct UnpublishableEntry(pub String);

/// The same for the same entries in the same order, as long as an index is made in the same way: what is published with
/// it need not be published again.
#[must_use]
pub fn digest(locale: &str, entries: &[KnowledgeEntry]) -> String {
    let mut hash = Sha256::new();
    hash.update([super::build::FORMAT]);
    let all = serde_json::to_vec(&(locale, entries)).unwrap_or_default();
    hash.update(all);
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The blocks, and with which entry each begins.
fn blocks(entries: &[KnowledgeEntry]) -> Result<(Vec<String>, Vec<usize>), UnpublishableEntry> {
    let (mut blocks, mut starts): (Vec<String>, Vec<usize>) = (Vec::new(), Vec::new());
    for (place, entry) in entries.iter().enumerate() {
        let unpublishable = || UnpublishableEntry(entry.id.clone());
        let written =
            json(entry).filter(|text| text.len() + 2 <= PIECE_MAX_BYTES).ok_or_else(unpublishable)?;
        match blocks.last_mut() {
            Some(block) if block.len() + written.len() < BLOCK_BYTES => {
                block.pop();
                block.push(',');
                block.push_str(&written);
                block.push(']');
            }
            _ => {
                blocks.push(format!("[{written}]"));
                starts.push(place);
            }
        }
    }
    Ok((blocks, starts))
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}
