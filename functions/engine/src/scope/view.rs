//! The scope as the visitor sees it.

use shared::tenant::TenantFile;
use shared::wire::{Extracted, ScopeView, Shown};

use super::{Scope, confidence, evidence_weight, is_ready, missing};
use crate::wording;

/// The scope for the wire: values with their names in the tenant's words. A value whose attribute the tenant has
/// since taken out of the file is left out.
#[must_use]
pub fn view(tenant: &TenantFile, locale: &str, scope: &Scope) -> ScopeView {
    let mut extracted_attributes = std::collections::BTreeMap::new();
    for attribute in &tenant.scope.attributes {
        let Some(known) = scope.known.get(&attribute.key) else { continue };
        let extracted = Extracted {
            value: Shown::Value(known.value.clone()),
            label: attribute.name(),
            display: wording::display(&known.value, attribute, locale),
            status: known.status,
            confidence: evidence_weight(known.status),
            evidence: known.evidence.clone(),
        };
        extracted_attributes.insert(attribute.key.clone(), extracted);
    }
    ScopeView {
        extracted_attributes,
        confidence: confidence(&tenant.scope, scope),
        ready_for_estimate: is_ready(&tenant.scope, scope),
        missing_attributes: missing(&tenant.scope, scope).map(|attribute| attribute.key.clone()).collect(),
        confirmed: scope.confirmed,
    }
}
