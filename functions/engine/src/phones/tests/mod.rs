//! Numbers of every country are read, told apart and written as `phonenumber` does.

mod every_country;
mod written;
