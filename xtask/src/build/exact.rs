//! The script tag that names one version of the widget, and its checksum.

use super::files::{Entry, Manifest, Role};

/// The tag to copy, with the words in capitals to be replaced; none where the build has no such loader.
pub(crate) fn tag(manifest: &Manifest) -> Option<String> {
    let exact = manifest.others.iter().find(|entry| entry.role == Role::ExactLoader)?;
    let Entry { path, integrity, .. } = exact;
    Some(format!(
        r#"<script async crossorigin="anonymous" integrity="{integrity}" src="https://HOST/{path}" data-tenant="TENANT"></script>"#
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::built_with::BuiltWith;
    use crate::build::compile::StandardLibrary;

    #[test]
    fn the_tag_names_the_file_and_its_checksum() {
        let entry = Entry {
            role: Role::ExactLoader,
            path: "assets/anteroom-1.js".to_owned(),
            raw: 3,
            gzip: 2,
            brotli: 1,
            integrity: "sha384-abc".to_owned(),
        };
        let built_with = BuiltWith { standard_library: StandardLibrary::RebuiltForSize, wasm_opt: true };
        let mut manifest = Manifest { built_with, files: vec![], others: vec![entry] };
        assert_eq!(
            tag(&manifest).unwrap(),
            "<script async crossorigin=\"anonymous\" integrity=\"sha384-abc\" \
             src=\"https://HOST/assets/anteroom-1.js\" data-tenant=\"TENANT\"></script>"
        );
        manifest.others.clear();
        assert_eq!(tag(&manifest), None);
    }
}
