//! Giving out what is kept, by pages.

use engine::log::{ConversationId, Outcome};
use engine::ports::UserId;
use engine::scope;
use shared::tenant::TenantFile;
use shared::wire::{DataAnswer, DataPage, DataTurn};

use crate::app::App;
use crate::conversation::{Conversation, LoggedTurn, turn_id};
use crate::problem::ApiError;

/// Turns on a page.
const PAGE_TURNS: u16 = 25;

/// Whose data.
pub(crate) enum Subject {
    /// Those of one conversation.
    Conversation(ConversationId),
    /// Those of an identified user, in all their conversations.
    User(UserId),
}

/// The first page, or the one of `next`.
pub(crate) async fn export(
    app: &App,
    tenant: &TenantFile,
    subject: &Subject,
    next: Option<&str>,
) -> Result<DataPage, ApiError> {
    let place = next.map(Place::read).transpose()?;
    match subject {
        Subject::Conversation(id) => {
            let before = match place {
                None => None,
                Some(Place { session, before: Some(before) }) if session == id.session => Some(before),
                Some(_) => return Err(unreadable()),
            };
            let read = Conversation::read(app, id, before, PAGE_TURNS).await?;
            let next = read.before.map(|before| Place { session: id.session.clone(), before: Some(before) });
            Ok(page(tenant, &read, next))
        }
        Subject::User(user) => of_user(app, tenant, user, place).await,
    }
}

/// A page of the conversation at the place or, where that is at its end, of the first after it in which the user spoke.
async fn of_user(
    app: &App,
    tenant: &TenantFile,
    user: &UserId,
    place: Option<Place>,
) -> Result<DataPage, ApiError> {
    let mut place = place;
    loop {
        let (session, before) = match place {
            Some(Place { session, before: Some(before) }) => (session, Some(before)),
            after => {
                let after = after.map(|place| place.session);
                let mut following = app.people.sessions(user, after.as_deref(), 1).await?;
                match following.pop() {
                    Some(session) => (session, None),
                    None => return Ok(DataPage { turns: Vec::new(), next: None }),
                }
            }
        };
        let id = ConversationId { tenant: user.tenant.clone(), session: session.clone() };
        // The place is what the asker says: it is theirs only if the newest turn is.
        let newest = Conversation::read(app, &id, None, PAGE_TURNS).await?;
        let is_theirs = newest.owner() == Some(user.user.as_str());
        let read = match before {
            Some(_) if is_theirs => Conversation::read(app, &id, before, PAGE_TURNS).await?,
            _ => newest,
        };
        if is_theirs && !read.turns.is_empty() {
            let next = Place { session, before: read.before };
            return Ok(page(tenant, &read, Some(next)));
        }
        place = Some(Place { session, before: None });
    }
}

/// Where a page begins: in a session, or after it.
struct Place {
    session: String,
    before: Option<u64>,
}

impl Place {
    fn read(text: &str) -> Result<Self, ApiError> {
        let (session, before) = text.split_once('.').ok_or_else(unreadable)?;
        let before = match before {
            "" => None,
            before => Some(before.parse().map_err(|_| unreadable())?),
        };
        Ok(Self { session: session.to_owned(), before })
    }

    fn write(&self) -> String {
        let before = self.before.map(|before| before.to_string()).unwrap_or_default();
        format!("{}.{before}", self.session)
    }
}

fn unreadable() -> ApiError {
    ApiError::Query("`next` takes what an earlier page said".to_owned())
}

fn page(tenant: &TenantFile, read: &Conversation, next: Option<Place>) -> DataPage {
    let turns = read.turns.iter().rev().map(|logged| turn(tenant, &read.id, logged));
    DataPage { turns: turns.collect(), next: next.map(|place| place.write()) }
}

fn turn(tenant: &TenantFile, id: &ConversationId, logged: &LoggedTurn) -> DataTurn {
    let turn = &logged.turn;
    DataTurn {
        session_id: id.session.clone(),
        turn_id: turn_id(id, logged.seq),
        at: logged.at.to_string(),
        user: turn.user.clone(),
        message: turn.message.clone(),
        edit: turn.edit.clone(),
        page: turn.page.clone(),
        stopped: turn.stop_requested,
        thumb: turn.thumb,
        rating: turn.rating.clone(),
        answer: logged.outcome().map(|outcome| answer(tenant, outcome)),
    }
}

fn answer(tenant: &TenantFile, outcome: &Outcome) -> DataAnswer {
    let notes = outcome.summary.iter().flat_map(|summary| &summary.notes);
    DataAnswer {
        reply: outcome.reply.clone(),
        at: outcome.closed_at.to_string(),
        blocks: outcome.blocks.clone(),
        tool_calls: outcome.tool_calls.clone(),
        actions: outcome.actions.clone(),
        rejected: outcome.rejected.clone(),
        intent: outcome.intent.clone(),
        scope: scope::view(tenant, &tenant.locale, &outcome.scope),
        summary: notes
            .flat_map(|note| [note.said.clone(), note.answered.clone()])
            .filter(|text| !text.is_empty())
            .collect(),
        model: outcome.model.clone(),
        degraded: outcome.degraded.clone(),
    }
}
