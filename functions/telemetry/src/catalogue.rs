//! Every metric there is. The table in docs/operate.md, the dashboards and the alarms are checked against this list.

use crate::metric::{CloudWatch, Kind, Metric, Unit};

/// From a lookup in the store to a turn that uses up its model's time.
const BOUNDS: Kind = Kind::Histogram(&[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0, 60.0,
]);

const fn counter(
    name: &'static str,
    labels: &'static [&'static str],
    cloudwatch: CloudWatch,
    meaning: &'static str,
) -> Metric {
    Metric { name, kind: Kind::Counter, unit: Unit::Count, labels, meaning, cloudwatch }
}

const fn seconds(
    name: &'static str,
    labels: &'static [&'static str],
    cloudwatch: CloudWatch,
    meaning: &'static str,
) -> Metric {
    Metric { name, kind: BOUNDS, unit: Unit::Seconds, labels, meaning, cloudwatch }
}

pub(crate) const REQUESTS: Metric = counter(
    "anteroom_requests_total",
    &["route", "method", "status", "intent"],
    CloudWatch::Whole,
    "Requests to the API that were answered. `intent` is what the message of a `send` was about, and `none` where there was none.",
);
pub(crate) const REQUEST_SECONDS: Metric = seconds(
    "anteroom_request_seconds",
    &["route"],
    CloudWatch::Whole,
    "From a request's arrival to the end of its answer, streams included.",
);
pub(crate) const ERRORS: Metric = counter(
    "anteroom_errors_total",
    &["kind", "side"],
    CloudWatch::By("side"),
    "Errors that were answered or that ended a turn. `kind` is the `code` of the problem; `side` is `client` or `server`.",
);
pub(crate) const SESSIONS_BEGUN: Metric = counter(
    "anteroom_sessions_begun_total",
    &["tenant"],
    CloudWatch::Whole,
    "Conversations that were begun or taken up again.",
);
pub(crate) const SESSIONS_ACTIVE: Metric = Metric {
    name: "anteroom_sessions_active",
    kind: Kind::Gauge,
    unit: Unit::Count,
    labels: &["tenant"],
    meaning: "Conversations with a turn that this process closed within the last 5 minutes.",
    cloudwatch: CloudWatch::Never,
};
pub(crate) const TURNS: Metric = counter(
    "anteroom_turns_total",
    &["tenant", "intent", "outcome"],
    CloudWatch::By("outcome"),
    "Turns that were closed. `outcome` is `answered`, `stopped` by the visitor, or `failed` where none could be closed.",
);
pub(crate) const TURN_SECONDS: Metric = seconds(
    "anteroom_turn_seconds",
    &[],
    CloudWatch::Whole,
    "From the beginning of a turn's answer to its closing write.",
);
pub(crate) const TURN_OWN_SECONDS: Metric = seconds(
    "anteroom_turn_own_seconds",
    &[],
    CloudWatch::Whole,
    "The same without the time in which the model was waited for: what Anteroom itself takes, its store included.",
);
pub(crate) const DEGRADED: Metric = counter(
    "anteroom_degraded_total",
    &["tenant", "reason"],
    CloudWatch::Whole,
    "Turns that the rules engine answered although a model was to. `reason` is why.",
);
pub(crate) const REPLIES_REPLACED: Metric = counter(
    "anteroom_replies_replaced_total",
    &["tenant", "reason"],
    CloudWatch::Whole,
    "Replies of the model that broke a rule and in whose place the rules engine's stand. `reason` is `question`, `system_text`, `credentials`, `link`, `too_long`, `empty`, or `actions` where it speaks of what could not be read.",
);
pub(crate) const MODEL_SECONDS: Metric = seconds(
    "anteroom_model_seconds",
    &["outcome"],
    CloudWatch::Whole,
    "From asking the model to its last word. `outcome` is `whole`, `failed`, or `dropped` by a stop or for its time.",
);
pub(crate) const MODEL_FIRST_TOKEN_SECONDS: Metric = seconds(
    "anteroom_model_first_token_seconds",
    &[],
    CloudWatch::Whole,
    "From asking the model to the first piece of its answer.",
);
pub(crate) const MODEL_FAILURES: Metric = counter(
    "anteroom_model_failures_total",
    &["kind"],
    CloudWatch::Whole,
    "Calls of the model that gave no whole answer, after all tries. `kind` begins with `model_`.",
);
pub(crate) const MODEL_TOKENS: Metric = counter(
    "anteroom_model_tokens_total",
    &["tenant", "direction"],
    CloudWatch::By("direction"),
    "Tokens of the model, as its endpoint counts them. `direction` is `input` or `output`.",
);
pub(crate) const ACTIONS: Metric = counter(
    "anteroom_actions_total",
    &["tool", "outcome"],
    CloudWatch::Whole,
    "Commands and tool calls of turns, and what came of them: `applied`, `done`, `found`, or why not. `tool` is a command on the scope, an action on records, or a tool of a tenant's.",
);
pub(crate) const ANSWERS: Metric = counter(
    "anteroom_answers_total",
    &["tenant", "result"],
    CloudWatch::By("result"),
    "Questions that were looked up among the kept answers. `result` is `hit` or `miss`.",
);
pub(crate) const LIMITS_HIT: Metric = counter(
    "anteroom_limits_hit_total",
    &["tenant", "limit"],
    CloudWatch::Whole,
    "Requests that were refused, or answered without the model, because a limit was reached.",
);
pub(crate) const WEBHOOK_DELIVERIES: Metric = counter(
    "anteroom_webhook_deliveries_total",
    &["event", "outcome"],
    CloudWatch::By("outcome"),
    "Attempts to deliver a webhook. `outcome` is `delivered`, `retried` where another attempt follows, or `dead`.",
);
pub(crate) const TURNS_GIVEN_UP: Metric = counter(
    "anteroom_background_turns_given_up_total",
    &["tenant"],
    CloudWatch::Never,
    "Turns of the background that were tried too often and given up. On AWS the dead-letter queue counts them.",
);
pub(crate) const STORE_SECONDS: Metric = seconds(
    "anteroom_store_seconds",
    &["operation"],
    CloudWatch::Whole,
    "Calls of the store, with all their tries.",
);
pub(crate) const STORE_FAILURES: Metric = counter(
    "anteroom_store_failures_total",
    &["operation", "kind"],
    CloudWatch::By("kind"),
    "Calls of the store that failed after all tries. `kind` is `throttled`, `unreachable` or `refused`; a condition that does not hold is no failure.",
);

/// Every metric there is.
pub const METRICS: &[&Metric] = &[
    &REQUESTS,
    &REQUEST_SECONDS,
    &ERRORS,
    &SESSIONS_BEGUN,
    &SESSIONS_ACTIVE,
    &TURNS,
    &TURN_SECONDS,
    &TURN_OWN_SECONDS,
    &DEGRADED,
    &REPLIES_REPLACED,
    &MODEL_SECONDS,
    &MODEL_FIRST_TOKEN_SECONDS,
    &MODEL_FAILURES,
    &MODEL_TOKENS,
    &ACTIONS,
    &ANSWERS,
    &LIMITS_HIT,
    &WEBHOOK_DELIVERIES,
    &TURNS_GIVEN_UP,
    &STORE_SECONDS,
    &STORE_FAILURES,
];
