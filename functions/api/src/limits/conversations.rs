//! Leave to begin a conversation: by the network address that it is begun from.

use engine::ports::{Bucket, Rate};
use jiff::SignedDuration;
use shared::tenant::TenantFile;

use super::{address, refused};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::problem::ApiError;

/// Takes one of the conversations that the address may begin. Without an address there is nothing to count.
pub(crate) async fn ask_for_conversation(
    app: &App,
    tenant: &TenantFile,
    from: Option<ClientAddress>,
) -> Result<(), ApiError> {
    let Some(owner) = from.and_then(|from| address::owner(&app.keys, from)) else { return Ok(()) };
    let count = tenant.limits.conversations_per_address_per_hour;
    // Behind one address there may be a whole school that begins at the same minute.
    let rate = Rate { count, per: SignedDuration::from_hours(1), burst: count };
    let bucket = Bucket { tenant: tenant.id.clone(), owner, rates: vec![rate] };
    refused(app.limits.take(&bucket).await?, tenant, "conversations_per_address")
}
