//! An index as it is read: where it lies in memory, and what can be looked up in it.

use super::build::FORMAT;
use super::bytes::Reader;
use super::words::Tongue;

/// An index, read from its pieces. A version of it never changes, so that a process keeps it as long as it likes.
#[derive(Debug)]
pub struct Index {
    bytes: Vec<u8>,
    categories: Vec<String>,
    roles: Vec<String>,
    /// The first entry of each block.
    starts: Vec<u32>,
    pub(super) heads: Vec<Head>,
    pub(super) languages: Vec<Words>,
}

/// The pieces are not an index, or not of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an index of knowledge that this version reads")]
pub struct UnreadableIndex;

/// What is looked at before an entry itself is.
#[derive(Debug)]
pub(super) struct Head {
    category: Option<u32>,
    roles: Vec<u32>,
}

/// The words of a language.
#[derive(Debug)]
pub(super) struct Words {
    /// BCP 47, the language alone.
    pub tag: String,
    pub tongue: Tongue,
    /// How many entries are in it.
    pub entries: u32,
    /// In order.
    pub words: Vec<Entry>,
    /// The words, one after another.
    text: String,
}

/// A word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Where it begins and ends in the text of all words.
    text: (u32, u32),
    /// In how many entries it stands.
    pub entries: u32,
    /// Where the list of these begins.
    list: u32,
    /// Which letters it has, as bits: those that differ say at least how many mistakes there would be.
    pub letters: u32,
}

impl Index {
    /// Reads the pieces, put together in their order.
    ///
    /// # Errors
    ///
    /// They are not an index, or one of another version.
    pub fn read(bytes: Vec<u8>) -> Result<Self, UnreadableIndex> {
        let index = Self::of(&bytes).ok_or(UnreadableIndex)?;
        Ok(Self { bytes, ..index })
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        if reader.byte()? != FORMAT {
            return None;
        }
        let categories = texts(&mut reader)?;
        let roles = texts(&mut reader)?;
        let starts = (0..reader.count()?).map(|_| small(&mut reader)).collect::<Option<_>>()?;
        let count = reader.count()?;
        let mut heads = Vec::with_capacity(count);
        for _ in 0..count {
            let category = small(&mut reader)?.checked_sub(1);
            let roles = (0..reader.count()?).map(|_| small(&mut reader)).collect::<Option<_>>()?;
            heads.push(Head { category, roles });
        }
        let mut languages = Vec::new();
        for _ in 0..reader.count()? {
            let tag = reader.text()?.to_owned();
            let length = reader.count()?;
            let part = reader.bytes(length)?;
            let from = bytes.len() - reader.0.len() - length;
            languages.push(Words::read(tag, part, u32::try_from(from).ok()?)?);
        }
        Some(Self { bytes: Vec::new(), categories, roles, starts, heads, languages })
    }

    /// How many entries there are.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.heads.len()
    }

    /// About how much memory it takes, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        let words = self.languages.iter().map(|one| one.text.len() + size_of::<Entry>() * one.words.len());
        self.bytes.len() + words.sum::<usize>() + size_of::<Head>() * self.heads.len()
    }

    /// The block that an entry is in, and its place there.
    #[must_use]
    pub fn place(&self, entry: u32) -> (usize, usize) {
        let block = self.starts.partition_point(|start| *start <= entry).saturating_sub(1);
        let start = self.starts.get(block).copied().unwrap_or_default();
        (block, usize::try_from(entry - start.min(entry)).unwrap_or_default())
    }

    /// Whether an entry is of one of these categories (any where empty), and for this role.
    pub(super) fn allows(&self, entry: u32, categories: &[String], role: Option<&str>) -> bool {
        let Some(head) = usize::try_from(entry).ok().and_then(|place| self.heads.get(place)) else {
            return false;
        };
        let name = |names: &[String], place: u32| {
            usize::try_from(place).ok().and_then(|place| names.get(place).cloned()).unwrap_or_default()
        };
        let category = || head.category.map(|place| name(&self.categories, place));
        (categories.is_empty() || category().is_some_and(|one| categories.contains(&one)))
            && (head.roles.is_empty()
                || head.roles.iter().any(|place| Some(name(&self.roles, *place).as_str()) == role))
    }

    /// The entries that a word stands in, and how much it says in each: 0 to 1.
    pub(super) fn list(&self, word: &Entry) -> impl Iterator<Item = (u32, f32)> + '_ {
        let from = usize::try_from(word.list).unwrap_or(usize::MAX);
        let mut reader = Reader(self.bytes.get(from..).unwrap_or_default());
        let mut place = 0;
        (0..word.entries).map_while(move |_| {
            place += small(&mut reader)?;
            Some((place, f32::from(reader.byte()?) / 255.0))
        })
    }
}

impl Words {
    /// `from`: where the part begins in the whole.
    fn read(tag: String, part: &[u8], from: u32) -> Option<Self> {
        let mut reader = Reader(part);
        let entries = small(&mut reader)?;
        let count = reader.count()?;
        let (mut words, mut text) = (Vec::with_capacity(count), String::new());
        let mut before = (0, 0);
        for _ in 0..count {
            let shared = small(&mut reader)?;
            let rest = reader.text()?;
            let start = u32::try_from(text.len()).ok()?;
            let alike = text.get(range(before.0, before.0.checked_add(shared)?)?)?.to_owned();
            text.push_str(&alike);
            text.push_str(rest);
            before = (start, u32::try_from(text.len()).ok()?);
            let found = small(&mut reader)?;
            let length = reader.count()?;
            let list = from + u32::try_from(part.len() - reader.0.len()).ok()?;
            reader.bytes(length)?;
            let letters = letters(text.get(range(before.0, before.1)?)?);
            words.push(Entry { text: before, entries: found, list, letters });
        }
        let tongue = Tongue::of(&tag);
        Some(Self { tag, tongue, entries, words, text })
    }

    /// The word itself.
    pub(super) fn text(&self, word: &Entry) -> &str {
        range(word.text.0, word.text.1).and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    /// The word of this stem.
    pub(super) fn find(&self, stem: &str) -> Option<&Entry> {
        let place = self.words.binary_search_by(|word| self.text(word).cmp(stem)).ok()?;
        self.words.get(place)
    }
}

/// Which letters a word has, as bits.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| bits | 1 << (byte % 32))
}

fn texts(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    (0..reader.count()?).map(|_| reader.text().map(str::to_owned)).collect()
}

fn small(reader: &mut Reader<'_>) -> Option<u32> {
    reader.number().and_then(|number| u32::try_from(number).ok())
}

fn range(from: u32, to: u32) -> Option<core::ops::Range<usize>> {
    Some(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
}
