//! Whether there is room for a conversation beside what the model is told of the tenant.

use jiff::civil::Date;
use shared::tenant::TenantFile;

use super::mistake::Mistakes;
use super::node::Node;
use crate::prompt::{Briefing, Offer, room};
use crate::scope::Scope;

/// The tokens that a message and what was said before it need at the least.
const LEAST: u64 = 500;

pub(super) fn check(root: &Node<'_>, tenant: &TenantFile, mistakes: &mut Mistakes<'_>) {
    let nothing = Scope::default();
    let briefing = Briefing {
        tenant,
        offer: &Offer::at_most(tenant),
        today: Date::constant(2026, 11, 30),
        scope: &nothing,
        history: &[],
        summary: None,
        page: None,
        message: "",
        besides: None,
    };
    let allowed = u64::from(tenant.session.context_tokens);
    let needed = match room(&briefing) {
        Ok(left) => allowed - left + LEAST,
        Err(refused) => refused.needed + LEAST,
    };
    if needed <= allowed {
        return;
    }
    let reason = format!(
        "is too little: instructions and attributes come to {} tokens, and a conversation needs {LEAST} more; say at least \
         {needed}, or say less there",
        needed - LEAST
    );
    let session = root.get("session");
    let span = session.as_ref().and_then(|session| session.get("context_tokens")).or(session);
    let span = span.as_ref().map_or_else(|| root.span(), Node::span);
    mistakes.add(span, "session.context_tokens", reason);
}
