//! The operations on items, and what a request of each may hold.

use super::Client;
use super::answer::{Found, Page, Written, found, page, written};
use crate::Fields;

/// What is sent on its own.
pub trait Sent {
    /// Its name in the protocol.
    const NAME: &'static str;
    /// What is answered.
    type Answer;
    /// By whom it is sent.
    fn client(&self) -> &Client;
    /// Reads the answer; `None` where it is not as it must be.
    fn read(answer: Fields) -> Option<Self::Answer>;
}

/// Is about the item of a key.
pub trait HasKey {}
/// Puts an item.
pub trait Puts {}
/// Has expressions, in which names and values stand.
pub trait Names {}
/// Is done on a condition.
pub trait Expects {}
/// Changes an item.
pub trait Changes {}
/// Can tell of the item that was there, or is there now.
pub trait Tells {}
/// Gives back items.
pub trait Reads {}
/// Looks for items.
pub trait Finds {}

/// Declares operations: what each is, and what its requests may hold.
macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident -> $answer:ident by $read:ident: $($may:ident)*;)*) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(pub(super) Client);

        impl Sent for $name {
            const NAME: &'static str = stringify!($name);
            type Answer = $answer;

            fn client(&self) -> &Client {
                &self.0
            }

            fn read(answer: Fields) -> Option<$answer> {
                $read(answer)
            }
        }

        $(impl $may for $name {})*
    )*};
}

operations! {
    /// Reads an item.
    GetItem -> Found by found: HasKey Names Reads;
    /// Puts an item, in place of the one of its key if there is one.
    PutItem -> Written by written: Puts Names Expects Tells;
    /// Changes an item, or makes it.
    UpdateItem -> Written by written: HasKey Names Expects Changes Tells;
    /// Deletes an item, if it is there.
    DeleteItem -> Written by written: HasKey Names Expects Tells;
    /// Looks for items of one partition.
    Query -> Page by page: Names Reads Finds;
    /// Looks at every item of the table.
    Scan -> Page by page: Names Reads Finds;
}

/// Declares what can be a part of a transaction.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $($may:ident)*;)*) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(());

        impl Part for $name {
            const NAME: &'static str = stringify!($name);
            const NEW: Self = Self(());
        }

        $(impl $may for $name {})*
    )*};
}

/// Is a part of a transaction.
pub trait Part: Sized {
    /// Its name in the protocol.
    const NAME: &'static str;
    /// The operation itself.
    const NEW: Self;
}

parts! {
    /// Puts an item, in a transaction.
    Put: Puts Names Expects;
    /// Changes an item or makes it, in a transaction.
    Update: HasKey Names Expects Changes;
    /// Deletes an item, in a transaction.
    Delete: HasKey Names Expects;
    /// Only looks whether a condition holds, in a transaction.
    ConditionCheck: HasKey Names Expects;
}
