//! The compressed forms that a server keeps beside each file, at the strongest levels.

use std::io::{Read as _, Write as _};

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};

/// Brotli's strongest level.
const BROTLI_QUALITY: u32 = 11;

/// Brotli's window: 2^22 bytes, the largest that every browser takes.
const BROTLI_WINDOW: u32 = 22;

/// Compressed by brotli, quality 11.
pub(crate) fn brotli(contents: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    brotli::CompressorReader::new(contents, contents.len().max(1), BROTLI_QUALITY, BROTLI_WINDOW)
        .read_to_end(&mut compressed)
        .context("brotli failed")?;
    Ok(compressed)
}

/// Compressed by gzip, level 9, without time or name: the same bytes for the same contents.
pub(crate) fn gzip(contents: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    encoder.write_all(contents).and_then(|()| encoder.finish()).context("gzip failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_give_the_contents_back() {
        let contents = b"the same words, the same words, the same words".as_slice();
        let mut from_gzip = Vec::new();
        flate2::read::GzDecoder::new(gzip(contents).unwrap().as_slice()).read_to_end(&mut from_gzip).unwrap();
        assert_eq!(from_gzip, contents);
        let mut from_brotli = Vec::new();
        brotli::Decompressor::new(brotli(contents).unwrap().as_slice(), 4096)
            .read_to_end(&mut from_brotli)
            .unwrap();
        assert_eq!(from_brotli, contents);
    }

    #[test]
    fn nothing_at_all_can_be_compressed() {
        assert!(!gzip(b"").unwrap().is_empty());
        assert!(!brotli(b"").unwrap().is_empty());
    }
}
