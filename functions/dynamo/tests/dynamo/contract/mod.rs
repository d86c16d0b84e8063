//! What `TurnLog` promises, and `Outbox` beside it. Every function here is a test, run over the fake and over the table alike; and over the
//! table in any other DynamoDB, where the environment says how to reach one (as `dynamo::Connection` reads it):
//! `cargo test -p dynamo -- --ignored`.

mod append;
mod close;
mod expiry;
mod forget;
mod isolation;
mod newest;
mod opinion;
mod outbox;
mod stop;
mod take_over;
mod told;

use crate::bench::Bench;
use crate::promises::promises;

promises! {
    bench;
    append: entries_come_back_as_they_were_put, a_place_is_given_once, of_twenty_at_once_one_wins,
        the_same_entry_again_is_no_error, two_tabs_that_read_again_lose_nothing;
    newest: a_conversation_begins_empty, newest_come_first_and_no_more_than_asked_for,
        pages_cover_everything_once, places_sort_as_numbers, large_entries_all_come, the_longest_message_fits;
    take_over: the_new_holder_alone_may_close, of_twenty_who_take_over_one_wins, the_same_take_over_again_is_no_error,
        only_an_open_turn_is_taken_over, a_lease_is_its_holder_and_its_time, closing_and_taking_over_exclude_each_other;
    close: closing_changes_the_progress_alone, a_turn_is_closed_once, the_same_outcome_again_is_no_error,
        of_twenty_who_close_one_wins, only_an_open_turn_is_closed, what_was_forgotten_does_not_come_back;
    stop: a_stop_is_kept_through_take_over_and_close, asking_twice_is_no_error, only_an_open_turn_is_asked_to_stop,
        closing_tells_of_a_stop_again, a_stop_is_told_or_refused;
    opinion: an_opinion_changes_nothing_else, another_replaces_it_and_a_thumb_is_taken_back,
        only_a_closed_turn_has_opinions, what_was_forgotten_has_no_opinion;
    forget: everything_before_is_forgotten, nothing_before_the_first, forgetting_twice_is_no_error;
    isolation: conversations_do_not_touch, no_id_reaches_into_another_tenant;
    told: what_is_told_is_written_with_the_entry, what_is_told_is_written_with_the_close,
        nothing_is_told_of_what_was_not_written, the_same_again_tells_nothing_twice, a_stop_is_told_beside_deliveries,
        of_twenty_who_close_one_tells, what_does_not_fit_is_not_told;
    outbox: what_is_due_comes_and_nothing_else, a_delivery_is_taken_once, what_was_taken_comes_again_after_its_time,
        what_came_of_it_replaces_it, a_replacement_meets_what_was_read, the_same_replacement_again_is_no_error,
        each_state_is_listed, one_is_found_in_every_state, outboxes_do_not_touch, a_conversation_is_forgotten_whole,
        what_is_past_its_time_is_nowhere, more_than_a_page_comes_whole, what_was_removed_is_gone;
    expiry: what_is_past_its_time_is_not_shown, time_is_kept_to_the_second, the_expired_do_not_count,
        an_expired_turn_cannot_be_changed, an_expired_turn_is_neither_stopped_nor_judged, an_expired_place_is_free;
}
