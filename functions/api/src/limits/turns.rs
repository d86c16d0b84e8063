//! Leave to begin a turn: by whoever sends the message, and by the tenant's day.

use engine::ports::{Bucket, BucketOwner, Budget, Rate};
use futures_util::future::join;
use jiff::SignedDuration;
use jiff::civil::Date;
use shared::tenant::TenantFile;

use super::{DayBudgets, day_of, refused, rest_of_the_day, whole_seconds};
use crate::app::App;
use crate::problem::ApiError;
use crate::session::Session;

/// Leave to begin one turn. Where none is begun, because the message is in the log already, it is to be handed back.
pub(crate) struct Leave {
    day: Date,
    counts_for_the_day: bool,
}

impl Leave {
    /// Hands back what can be: of the day, not of the bucket, which fills by itself.
    pub(crate) async fn hand_back(self, budgets: &DayBudgets, tenant: &str) {
        if self.counts_for_the_day {
            budgets.give_back(tenant, self.day, Budget::Messages, 1).await;
        }
    }
}

/// Takes one message from the sender's bucket and, where the tenant bounds it, one from the day.
pub(crate) async fn ask_for_turn(
    app: &App,
    tenant: &TenantFile,
    session: &Session,
) -> Result<Leave, ApiError> {
    let now = app.clock.now();
    let day = day_of(now);
    let bucket = bucket(tenant, session);
    let of_the_day = async {
        match tenant.limits.messages_per_day {
            None => Ok(true),
            Some(limit) => {
                app.budgets.take(&*app.limits, &tenant.id, day, (Budget::Messages, limit), 1).await
            }
        }
    };
    let (taken, of_the_day) = join(app.limits.take(&bucket), of_the_day).await;
    if !of_the_day? {
        telemetry::record::limit_hit(&tenant.id, "messages_per_day");
        return Err(ApiError::DayLimit(whole_seconds(rest_of_the_day(now))));
    }
    let leave = Leave { day, counts_for_the_day: tenant.limits.messages_per_day.is_some() };
    let refusal = match taken {
        Ok(taken) => refused(taken, tenant, "messages"),
        Err(error) => Err(error.into()),
    };
    match refusal {
        Ok(()) => Ok(leave),
        Err(refusal) => {
            leave.hand_back(&app.budgets, &tenant.id).await;
            Err(refusal)
        }
    }
}

/// Takes one from the bucket of a user whose agent asks: the same as for what they say themselves.
pub(crate) async fn ask_for_call(app: &App, tenant: &TenantFile, user: &str) -> Result<(), ApiError> {
    let bucket = bucket_of(tenant, BucketOwner::User(user.to_owned()));
    refused(app.limits.take(&bucket).await?, tenant, "messages")
}

/// The bucket of whoever sends: of the user where one is identified, in all their conversations together.
fn bucket(tenant: &TenantFile, session: &Session) -> Bucket {
    let owner = session.claims.user_id().map_or_else(
        || BucketOwner::Session(session.claims.session.clone()),
        |user| BucketOwner::User(user.to_owned()),
    );
    bucket_of(tenant, owner)
}

fn bucket_of(tenant: &TenantFile, owner: BucketOwner) -> Bucket {
    let limits = &tenant.limits;
    let rates = vec![
        Rate { count: limits.per_minute, per: SignedDuration::from_mins(1), burst: limits.burst },
        // An hour may be used up as quickly as the minutes allow.
        Rate { count: limits.per_hour, per: SignedDuration::from_hours(1), burst: limits.per_hour },
    ];
    Bucket { tenant: tenant.id.clone(), owner, rates }
}
