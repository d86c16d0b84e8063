//! What to do when a request did not succeed.

use super::backoff;
use super::wire::Problem;

/// Why a request did not succeed.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// No answer came: the network, or an answer that is not ours.
    Unreachable,
    /// The server said no.
    Refused(Problem),
}

/// What to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// The token is over, the session may not be: take it up again, then the same request.
    Resume,
    /// The session is over: begin a new one, then the same request.
    BeginAnew,
    /// The same request after so many milliseconds.
    Wait {
        /// Milliseconds.
        ms: u32,
        /// Whether the visitor was too quick, rather than the server away.
        limited: bool,
    },
    /// The same request will never succeed.
    GiveUp,
}

impl Failure {
    /// What to do, after so many failures in a row (from 1); `random` is in 0..1.
    #[must_use]
    pub fn next_step(&self, failures: u32, random: f64) -> NextStep {
        let ms = backoff::wait_ms(failures, random);
        let Self::Refused(problem) = self else { return NextStep::Wait { ms, limited: false } };
        let limited = problem.status == 429;
        match (problem.code.as_str(), problem.status) {
            // Another tab may have said who the visitor is: its token is kept.
            ("token_expired" | "other_user", _) if failures < 4 => NextStep::Resume,
            // Only the page can say who the visitor is.
            (code, _) if code.starts_with("user_token") => NextStep::GiveUp,
            // The server may be unable to take it up for a reason that lasts: do not go round in circles.
            (_, 401 | 404 | 410) | ("session_expired", _) if failures < 4 => NextStep::BeginAnew,
            _ => match problem.retry_after {
                Some(seconds) => NextStep::Wait { ms: seconds.clamp(1, 3_600) * 1_000, limited },
                None if problem.retryable || limited => NextStep::Wait { ms, limited },
                None => NextStep::GiveUp,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, code: &str, retryable: bool, retry_after: Option<u32>) -> Failure {
        Failure::Refused(Problem {
            status,
            detail: String::new(),
            code: code.to_owned(),
            retryable,
            retry_after,
        })
    }

    #[test]
    fn without_an_answer_it_waits_longer_every_time() {
        let waits: Vec<NextStep> = (1..=3).map(|n| Failure::Unreachable.next_step(n, 0.5)).collect();
        let expected = [1_000, 2_000, 4_000].map(|ms| NextStep::Wait { ms, limited: false });
        assert_eq!(waits, expected);
    }

    #[test]
    fn an_expired_token_is_renewed() {
        assert_eq!(refused(401, "token_expired", false, None).next_step(1, 0.5), NextStep::Resume);
    }

    #[test]
    fn an_expired_or_unknown_session_is_begun_anew_but_not_for_ever() {
        for failure in [
            refused(401, "session_expired", false, None),
            refused(401, "token_invalid", false, None),
            refused(404, "session_not_found", false, None),
            refused(409, "session_expired", false, None),
        ] {
            assert_eq!(failure.next_step(1, 0.5), NextStep::BeginAnew);
            assert_eq!(failure.next_step(4, 0.5), NextStep::GiveUp);
        }
    }

    #[test]
    fn a_limit_is_heeded_to_the_second() {
        let step = refused(429, "rate_limited", true, Some(12)).next_step(5, 0.5);
        assert_eq!(step, NextStep::Wait { ms: 12_000, limited: true });
    }

    #[test]
    fn a_server_that_is_away_is_asked_again() {
        let step = refused(503, "store_unavailable", true, None).next_step(2, 0.5);
        assert_eq!(step, NextStep::Wait { ms: 2_000, limited: false });
        let step = refused(503, "store_unavailable", true, Some(0)).next_step(2, 0.5);
        assert_eq!(step, NextStep::Wait { ms: 1_000, limited: false });
    }

    #[test]
    fn an_answer_that_is_not_ours_is_judged_by_its_status() {
        let step = |status, retry_after| {
            Problem::of_other(status, retry_after).map(|problem| Failure::Refused(problem).next_step(1, 0.5))
        };
        assert_eq!(step(429, Some(74)), Some(NextStep::Wait { ms: 74_000, limited: true }));
        assert_eq!(step(429, None), Some(NextStep::Wait { ms: 1_000, limited: true }));
        assert_eq!(step(502, None), Some(NextStep::Wait { ms: 1_000, limited: false }));
        assert_eq!(step(403, None), None);
    }

    #[test]
    fn what_can_never_succeed_is_given_up() {
        assert_eq!(refused(422, "message_too_long", false, None).next_step(1, 0.5), NextStep::GiveUp);
        assert_eq!(refused(403, "origin_not_allowed", false, None).next_step(1, 0.5), NextStep::GiveUp);
    }
}
