//! The turn machine, fed by hand.

mod arguments;
mod edit;
mod machine;
