//! Minifies JavaScript with a real parser: names, white space, dead code.

use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;

/// How a browser is to read a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// By `<script src>`: the names at its top are the page's, and stay.
    Script,
    /// By `import`: the names at its top are its own.
    Module,
}

/// A script that is no JavaScript.
#[derive(Debug, thiserror::Error)]
#[error("{name} is not valid JavaScript: {reason}")]
pub(crate) struct InvalidScript {
    name: String,
    reason: String,
}

/// The shortest form of `source`; `name` is for the error.
pub(crate) fn minified(name: &str, source: &str, kind: Kind) -> Result<String, InvalidScript> {
    let allocator = Allocator::default();
    let source_type = match kind {
        Kind::Script => SourceType::script(),
        Kind::Module => SourceType::mjs(),
    };
    let parsed = Parser::new(&allocator, source, source_type).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(InvalidScript { name: name.to_owned(), reason: problem.to_string() });
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        mangle_properties: None,
        compress: Some(CompressOptions::smallest()),
    };
    let scoping = Minifier::new(options).minify(&allocator, &mut program).scoping;
    Ok(Codegen::new().with_options(CodegenOptions::minify()).with_scoping(scoping).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_keeps_what_it_exports_and_nothing_else() {
        let source = "// what it is\nconst wonderful = 2;\nexport function twice(number) { return number * wonderful; }";
        let short = minified("m", source, Kind::Module).unwrap();
        assert!(
            short.contains("twice") && !short.contains("wonderful") && !short.contains("number"),
            "{short}"
        );
    }

    #[test]
    fn a_script_keeps_its_global_names() {
        let short =
            minified("s", "var Anteroom = 1; function visible() { return Anteroom }", Kind::Script).unwrap();
        assert!(short.contains("Anteroom") && short.contains("visible"), "{short}");
    }

    #[test]
    fn what_does_not_parse_is_refused_by_name() {
        let error = minified("loader.js", "function (", Kind::Script).unwrap_err();
        assert!(error.to_string().starts_with("loader.js is not valid JavaScript: "), "{error}");
        assert!(minified("s", "import.meta.url", Kind::Script).is_err());
    }
}
