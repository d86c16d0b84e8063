//! What was probably meant.

/// The known name that is nearest to an unknown one, if one is near: up to a third of its letters differ.
pub(crate) fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distances = known.into_iter().map(|name| (strsim::damerau_levenshtein(unknown, name), name));
    distances
        .filter(|(distance, name)| *distance <= name.len().max(unknown.len()).div_ceil(3))
        .min()
        .map(|(_, name)| name)
}

/// "Did you mean …?", after a sentence, or nothing.
pub(super) fn did_you_mean<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(unknown, known).map(|name| format!(". Did you mean `{name}`?")).unwrap_or_default()
}
