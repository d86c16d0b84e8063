//! Finding values of each kind in a text: where they stand, what they are, and how clear they are.
