//! The routes of a visitor's conversation, told.

use axum::http::Method;
use schemars::json_schema;
use shared::wire::{
    Accepted, AcceptedForLater, ActionDone, Block, ClearRequest, FeedbackRequest, HistoryPage, Problem,
    Rating, Reply, Reset, ScopeView, SendRequest, SessionRequest, SessionResponse, TextDelta, ToolCall,
    TurnStatus, event_name,
};

use super::operation::{Operation, Place, SchemaOf, schema_of};
use crate::problem::ProblemKind;

/// The events of a stream, with the types of their data.
const EVENTS: &[(&str, SchemaOf)] = &[
    (event_name::ACCEPTED, schema_of::<Accepted>),
    (event_name::SCOPE, schema_of::<ScopeView>),
    (event_name::TOOL, schema_of::<ToolCall>),
    (event_name::ACTION, schema_of::<ActionDone>),
    (event_name::TEXT, schema_of::<TextDelta>),
    (event_name::RESET, schema_of::<Reset>),
    (event_name::BLOCK, schema_of::<Block>),
    (event_name::DONE, schema_of::<Reply>),
    (event_name::FAILED, schema_of::<Problem>),
];

/// Every one of them.
pub(super) fn operations() -> Vec<Operation> {
    let conversation = |method, path, id| Operation::new(method, path, id, "conversation").uses_the_store();
    vec![
        conversation(Method::POST, "/api/v1/chat/sessions", "beginSession")
            .says(
                "Begin a conversation, or take one up again",
                "Needs no token but the page's `Origin`, which must be one of the tenant's. With `resume`, the \
                 conversation of an earlier token goes on where it is not over; a new one begins otherwise. Nothing is \
                 stored before the first message.",
            )
            .needs(Place::Header, "Origin", json_schema!({ "type": "string" }), "The page's origin; browsers send it.")
            .reads::<SessionRequest>()
            .answers::<SessionResponse>(201, "A new conversation.")
            .leads("session_id", "session", &["listMessages", "endSession"])
            .answers::<SessionResponse>(200, "The conversation of `resume`, taken up again.")
            .can_fail(&[
                ProblemKind::TOKEN_INVALID,
                ProblemKind::TOKEN_NOT_YET_VALID,
                ProblemKind::USER_TOKEN_REQUIRED,
                ProblemKind::USER_TOKEN_INVALID,
                ProblemKind::USER_TOKEN_EXPIRED,
                ProblemKind::ORIGIN_NOT_ALLOWED,
                ProblemKind::SESSION_MISMATCH,
                ProblemKind::RATE_LIMITED,
                ProblemKind::USER_KEYS_UNAVAILABLE,
            ]),
        conversation(Method::POST, "/api/v1/chat/send", "sendMessage")
            .says(
                "Send a message, or an edit, and have it answered",
                "The same `message_id` again is answered from the log and never run twice, so a request whose answer was \
                 lost is simply sent again. With `Accept: text/event-stream` the answer comes as events (server-sent \
                 events) while it is being made: `accepted`, then any number of `scope`, `text`, `reset` and `block`, \
                 then one `done`, whose data is the whole answer, or `failed`, whose data is a problem. Each event has an \
                 increasing `id`. Letting go of the stream stops nothing.",
            )
            .takes(
                Place::Header,
                "Accept",
                json_schema!({ "type": "string" }),
                "`text/event-stream` for events; JSON otherwise.",
            )
            .takes(
                Place::Header,
                "Prefer",
                json_schema!({ "type": "string" }),
                "`respond-async` (RFC 7240): not to be kept waiting. The answer then comes by the turn's status.",
            )
            .reads::<SendRequest>()
            .answers::<Reply>(200, "The answer.")
            .or_events(EVENTS)
            .leads("turn_id", "turn", &["showTurn", "stopTurn"])
            .answers::<AcceptedForLater>(202, "The message is in the log, and is answered in the background.")
            .with_header("Location")
            .with_header("Preference-Applied")
            .leads("turn_id", "turn", &["showTurn", "stopTurn"])
            .can_fail(&[
                ProblemKind::SESSION_EXPIRED,
                ProblemKind::SESSION_MISMATCH,
                ProblemKind::NOT_FOUND,
                ProblemKind::MESSAGE_ID_REUSED,
                ProblemKind::RATE_LIMITED,
                ProblemKind::DAY_LIMIT_REACHED,
                ProblemKind::TURN_RUNNING,
            ]),
        conversation(Method::GET, "/api/v1/chat/status/{turn}", "showTurn")
            .says("How far a turn is, and its answer", "Also for turns of a conversation that is over.")
            .answers::<TurnStatus>(200, "The turn.")
            .can_fail(&[ProblemKind::SESSION_MISMATCH, ProblemKind::NOT_FOUND]),
        conversation(Method::POST, "/api/v1/chat/stop/{turn}", "stopTurn")
            .says(
                "The visitor wants no more of an answer",
                "Whoever answers the turn closes it with what was shown until then.",
            )
            .answers::<TurnStatus>(202, "The wish is in the log; the turn is still open.")
            .answers::<TurnStatus>(200, "The turn was closed already.")
            .can_fail(&[ProblemKind::SESSION_EXPIRED, ProblemKind::SESSION_MISMATCH, ProblemKind::NOT_FOUND]),
        conversation(Method::GET, "/api/v1/chat/history/{session}", "listMessages")
            .says(
                "The messages, by pages from the newest back",
                "The answer's `before` asks for the page of older messages. It is absent on the last.",
            )
            .takes(
                Place::Query,
                "before",
                json_schema!({ "type": "integer", "minimum": 0, "maximum": i64::MAX }),
                "What the page before said; the newest page where absent.",
            )
            .answers::<HistoryPage>(200, "A page of messages, oldest first.")
            .can_fail(&[
                ProblemKind::QUERY_INVALID,
                ProblemKind::SESSION_EXPIRED,
                ProblemKind::SESSION_MISMATCH,
                ProblemKind::NOT_FOUND,
            ]),
        conversation(Method::POST, "/api/v1/chat/feedback", "judgeAnswer")
            .says("A thumb for one answer", "Another one replaces it; `null` takes it back.")
            .reads::<FeedbackRequest>()
            .answers_nothing("It is kept with the answer.")
            .can_fail(&[
                ProblemKind::SESSION_EXPIRED,
                ProblemKind::SESSION_MISMATCH,
                ProblemKind::NOT_FOUND,
                ProblemKind::NOT_ANSWERED,
            ]),
        conversation(Method::POST, "/api/v1/chat/rating", "rateConversation")
            .says("Stars for the conversation", "Another rating replaces it.")
            .reads::<Rating>()
            .answers_nothing("It is kept with the newest answer.")
            .can_fail(&[ProblemKind::SESSION_EXPIRED, ProblemKind::NOT_FOUND, ProblemKind::NOT_ANSWERED]),
        conversation(Method::POST, "/api/v1/chat/clear", "clearConversation")
            .says("Forget what was said and understood", "The session goes on, and the token stays good.")
            .reads::<ClearRequest>()
            .answers_nothing("It is forgotten.")
            .can_fail(&[ProblemKind::SESSION_MISMATCH, ProblemKind::NOT_FOUND]),
        conversation(Method::DELETE, "/api/v1/chat/session/{session}", "endSession")
            .says("End the conversation and forget it", "Asking twice is no error.")
            .answers_nothing("It is over and forgotten.")
            .can_fail(&[ProblemKind::SESSION_MISMATCH, ProblemKind::NOT_FOUND]),
    ]
}
