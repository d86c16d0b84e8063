//! What `Records` promises, over the fake and over the table alike; and what the table sends.

mod access;
mod changes;
mod forget;
mod once;
mod sample;
mod together;
mod unique;
mod wire;

use std::sync::Arc;

use aws::dynamodb::Client;
use dynamo::RecordsTable;
use embedded::EmbeddedStore;
use engine::ports::{FakeRecords, Records};

use crate::bench::TABLE;
use crate::promises::promises;

/// Records to be tested, whatever is beneath them.
pub(crate) struct Bench {
    records: Arc<dyn Records>,
}

impl Bench {
    fn fake() -> Self {
        Self { records: Arc::new(FakeRecords::default()) }
    }

    async fn embedded() -> Self {
        let client = EmbeddedStore::in_memory().unwrap().client();
        dynamo::ensure_table(&client, TABLE).await.unwrap();
        Self::over(&client, TABLE)
    }

    /// The table must be there.
    pub(crate) fn over(client: &Client, table: &str) -> Self {
        Self { records: Arc::new(RecordsTable::new(client.clone(), table)) }
    }
}

promises! { records;
    access: the_store_finds_what_matches, pages_go_on_where_they_ended, what_may_not_be_reached_is_not_there,
        nothing_of_another_tenant_or_type_is_reached;
    changes: a_new_record_has_the_next_number, an_id_that_is_known_counts, ids_are_never_given_twice,
        an_update_changes_what_it_names, a_stale_change_is_refused, a_comment_leaves_the_record_as_it_is,
        what_is_deleted_is_hidden_everywhere_but_in_its_history, history_is_newest_first,
        a_record_that_its_maker_may_not_reach_is_not_made;
    once: the_same_change_again_is_made_once, a_change_is_remembered_whatever_came_after, a_turn_knows_what_it_did,
        fifty_times_the_same_change_at_once_is_one;
    together: of_fifty_updates_of_a_version_one_wins, of_fifty_patient_updates_none_is_lost,
        fifty_new_records_have_fifty_numbers, of_fifty_with_one_name_one_is_made;
    unique: what_one_has_no_other_gets, what_is_let_go_is_free, a_record_does_not_stand_in_its_own_way;
    forget: a_forgotten_user_is_named_nowhere, who_is_not_forgotten_stays;
}
