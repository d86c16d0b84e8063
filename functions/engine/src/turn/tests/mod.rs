//! The turn machine, fed by hand.

mod arguments;
mod machine;
