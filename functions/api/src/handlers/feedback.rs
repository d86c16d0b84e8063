//! `POST /api/v1/chat/feedback` and `POST /api/v1/chat/rating`: what the visitor thinks, of one answer and of the whole.
//!
//! Both are kept on the turns themselves, the rating on the newest that is answered: so they are forgotten with what
//! they are about, and no place of the log is used up.

use axum::extract::State;
use axum::http::StatusCode;
use engine::log::Opinion;
use engine::ports::OpinionError;
use shared::wire::{FeedbackRequest, Rating};

use crate::app::App;
use crate::body::JsonBody;
use crate::conversation::{Conversation, place_of};
use crate::problem::ApiError;
use crate::session::Session;

/// The most characters of a comment.
const COMMENT_MAX_CHARS: usize = 2_000;

pub(crate) async fn judge_answer(
    State(app): State<App>,
    session: Session,
    JsonBody(request): JsonBody<FeedbackRequest>,
) -> Result<StatusCode, ApiError> {
    let seq = place_of(&session, &request.turn_id)?;
    let logged = Conversation::find_turn(&app, &session, seq).await?;
    if logged.outcome().is_none() {
        return Err(ApiError::NotAnswered);
    }
    keep(&app, &session, seq, Opinion::Thumb(request.thumb), ApiError::Unknown("turn")).await
}

pub(crate) async fn rate_conversation(
    State(app): State<App>,
    session: Session,
    JsonBody(rating): JsonBody<Rating>,
) -> Result<StatusCode, ApiError> {
    let rating = checked(rating)?;
    let conversation = Conversation::read_newest(&app, &session.conversation).await?;
    conversation.must_be_of(session.claims.user_id())?;
    conversation.must_go_on(session.tenant(&app)?, app.clock.now())?;
    let newest = conversation.turns.iter().rev().find(|logged| logged.outcome().is_some());
    let seq = newest.ok_or(ApiError::NotAnswered)?.seq;
    keep(&app, &session, seq, Opinion::Rating(rating), ApiError::NotAnswered).await
}

/// `gone` is said where the turn was forgotten in between.
async fn keep(
    app: &App,
    session: &Session,
    seq: u64,
    opinion: Opinion,
    gone: ApiError,
) -> Result<StatusCode, ApiError> {
    match app.turn_log.keep_opinion(&session.conversation, seq, &opinion).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(OpinionError::NotClosed) => Err(gone),
        Err(OpinionError::Store(error)) => Err(error.into()),
    }
}

fn checked(rating: Rating) -> Result<Rating, ApiError> {
    if !(1..=5).contains(&rating.stars) {
        return Err(ApiError::invalid("/stars", "takes 1 to 5"));
    }
    if rating.comment.as_ref().is_some_and(|comment| comment.chars().count() > COMMENT_MAX_CHARS) {
        let detail = format!("takes at most {COMMENT_MAX_CHARS} characters");
        return Err(ApiError::invalid("/comment", detail));
    }
    let comment =
        rating.comment.map(|comment| comment.trim().to_owned()).filter(|comment| !comment.is_empty());
    Ok(Rating { comment, ..rating })
}
