//! The keys of items. Every partition key begins with the tenant.

use engine::log::ConversationId;
use engine::ports::{BucketOwner, Budget, QuestionKey, UserId};
use jiff::civil::Date;

/// The attribute that holds the partition key.
pub const PARTITION_KEY: &str = "pk";
/// The attribute that holds the sort key.
pub const SORT_KEY: &str = "sk";

/// What stands before the place of a turn.
const TURN: &str = "TURN#";

/// `T#<tenant>#C#<session>`: all turns of a conversation.
pub(crate) fn conversation(conversation: &ConversationId) -> String {
    format!("T#{}#C#{}", escaped(&conversation.tenant), escaped(&conversation.session))
}

/// `TURN#<place>`, in 20 digits, so that keys sort as places do.
pub(crate) fn turn(seq: u64) -> String {
    format!("{TURN}{seq:020}")
}

/// The place that a key of [`turn`] stands for.
pub(crate) fn place(sort_key: &str) -> Option<u64> {
    sort_key.strip_prefix(TURN)?.parse().ok()
}

/// The sort key of every bucket.
pub(crate) const BUCKET: &str = "BUCKET";

/// `T#<tenant>#L#<U|S|A>#<owner>`: a bucket of that user, session or address.
pub(crate) fn bucket(tenant: &str, owner: &BucketOwner) -> String {
    let (kind, owner) = match owner {
        BucketOwner::User(user) => ("U", user),
        BucketOwner::Session(session) => ("S", session),
        BucketOwner::Address(address) => ("A", address),
    };
    format!("T#{}#L#{kind}#{}", escaped(tenant), escaped(owner))
}

/// The sort key of every kept answer.
pub(crate) const ANSWER: &str = "ANSWER";

/// `T#<tenant>#Q#<hash>`: the answer to a question.
pub(crate) fn question(question: &QuestionKey) -> String {
    format!("T#{}#Q#{}", escaped(&question.tenant), escaped(&question.hash))
}

/// `T#<tenant>#K`: what is published of a tenant's knowledge.
pub(crate) fn knowledge(tenant: &str) -> String {
    format!("T#{}#K", escaped(tenant))
}

/// `T#<tenant>#K#<version>`: a version of it.
pub(crate) fn knowledge_version(tenant: &str, version: u64) -> String {
    format!("{}#{version:020}", knowledge(tenant))
}

/// `T#<tenant>#U#<user>`: what is kept under the id of an identified user.
pub(crate) fn user(user: &UserId) -> String {
    format!("T#{}#U#{}", escaped(&user.tenant), escaped(&user.user))
}

/// What stands before a session, under [`user`].
const SESSION: &str = "C#";

/// `C#<session>`: that the user has spoken in it.
pub(crate) fn session_of_user(session: &str) -> String {
    format!("{SESSION}{session}")
}

/// The session that a key of [`session_of_user`] stands for.
pub(crate) fn session_in_user(sort_key: &str) -> Option<String> {
    sort_key.strip_prefix(SESSION).map(str::to_owned)
}

/// `T#<tenant>#D#<day>`: what is counted by the day.
pub(crate) fn day(tenant: &str, day: Date) -> String {
    format!("T#{}#D#{day}", escaped(tenant))
}

/// The sort key of a budget, under [`day`].
pub(crate) const fn budget(budget: Budget) -> &'static str {
    match budget {
        Budget::Messages => "MESSAGES",
        Budget::Tokens => "TOKENS",
    }
}

/// `T#<tenant>#W`: the tenant's outbox.
pub(crate) fn outbox(tenant: &str) -> String {
    format!("T#{}#W", escaped(tenant))
}

/// `T#<tenant>#Q`: the tenant's queue of turns.
pub(crate) fn turn_queue(tenant: &str) -> String {
    format!("T#{}#Q", escaped(tenant))
}

/// `T#<tenant>#R#<type>`: all records of a type, with their histories.
pub(crate) fn records(tenant: &str, record_type: &str) -> String {
    format!("T#{}#R#{}", escaped(tenant), escaped(record_type))
}

/// `T#<tenant>#A#<turn>`: what a turn has done to records.
pub(crate) fn done_by(tenant: &str, turn: &str) -> String {
    format!("T#{}#A#{}", escaped(tenant), escaped(turn))
}

/// `T#<tenant>#M#<user>`: which records the user has made or changed.
pub(crate) fn made_by(tenant: &str, user: &str) -> String {
    format!("T#{}#M#{}", escaped(tenant), escaped(user))
}

/// The tenant to whom the key of an outbox belongs.
pub(crate) fn tenant_of_outbox(partition_key: &str) -> Option<String> {
    let tenant = partition_key.strip_prefix("T#")?.strip_suffix("#W")?;
    // What is left of an id has no separator: `T#a#C#b#W` is no outbox.
    (!tenant.contains('#')).then(|| tenant.replace("%23", "#").replace("%25", "%"))
}

/// The id without the character that separates ids. Different ids stay different, so none can name what belongs to
/// another, whatever stands in it.
pub(crate) fn escaped(id: &str) -> String {
    id.replace('%', "%25").replace('#', "%23")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(tenant: &str, session: &str) -> String {
        conversation(&ConversationId { tenant: tenant.into(), session: session.into() })
    }

    #[test]
    fn ids_do_not_escape_their_place() {
        assert_eq!(key("studio", "0192"), "T#studio#C#0192");
        assert_eq!(key("a#C#b", "c"), "T#a%23C%23b#C#c");
        let alike = [
            ("a#C#b", "c"),
            ("a", "b#C#c"),
            ("a%23C%23b", "c"),
            ("a", "b%23C%23c"),
            ("a%2523C", "c"),
            ("", "a#C#b#C#c"),
        ];
        for (one, (tenant, session)) in alike.iter().enumerate() {
            for (other_tenant, other_session) in &alike[one + 1..] {
                assert_ne!(key(tenant, session), key(other_tenant, other_session));
            }
        }
    }

    #[test]
    fn keys_sort_as_places_do() {
        let places = [0, 1, 9, 10, 99, 100, 12_345_678_901, u64::MAX];
        assert!(places.map(turn).is_sorted());
        assert_eq!(places.map(|seq| place(&turn(seq))), places.map(Some));
        assert_eq!(place("TURN#x"), None);
        assert_eq!(place("NOTE#1"), None);
    }
}
