//! Takes the custom sections (names, producers, target features, debug data) out of a WASM module: no browser reads
//! them.

use wasmparser::{Parser, Payload};

/// Why a module could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the WASM module is malformed")]
pub(crate) struct MalformedModule(#[from] wasmparser::BinaryReaderError);

/// Length of the magic number and version before the first section, in bytes.
const HEADER: usize = 8;

/// The module without its custom sections; every other section is copied byte for byte.
pub(crate) fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>, MalformedModule> {
    let mut kept = module.get(..HEADER).unwrap_or(module).to_vec();
    let mut section_start = HEADER;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let Some((_, contents)) = payload.as_section() else { continue };
        // `contents` leaves out the section's number and length: they lie between the last section's end and it.
        if !matches!(payload, Payload::CustomSection(_)) {
            kept.extend_from_slice(&module[section_start..contents.end]);
        }
        section_start = contents.end;
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

    /// A type section with one function type that takes and gives nothing.
    const TYPES: &[u8] = &[1, 4, 1, 0x60, 0, 0];

    fn custom(name: &str, contents: &[u8]) -> Vec<u8> {
        let length = 1 + name.len() + contents.len();
        let mut section = vec![0, u8::try_from(length).unwrap(), u8::try_from(name.len()).unwrap()];
        section.extend_from_slice(name.as_bytes());
        section.extend_from_slice(contents);
        section
    }

    #[test]
    fn custom_sections_go_wherever_they_stand() {
        let module = [EMPTY, &custom("producers", b"x"), TYPES, &custom("name", b"abc")].concat();
        assert_eq!(without_custom_sections(&module).unwrap(), [EMPTY, TYPES].concat());
    }

    #[test]
    fn a_module_without_them_stays_as_it_is() {
        let module = [EMPTY, TYPES].concat();
        assert_eq!(without_custom_sections(&module).unwrap(), module);
        assert_eq!(without_custom_sections(EMPTY).unwrap(), EMPTY);
    }

    #[test]
    fn a_cut_module_is_refused() {
        let module = [EMPTY, TYPES].concat();
        assert!(without_custom_sections(&module[..module.len() - 1]).is_err());
        assert!(without_custom_sections(b"not wasm at all").is_err());
        assert!(without_custom_sections(b"").is_err());
    }
}
