//! Who may do what, what is filled in, and what is wrong with a record.
