//! Tests of finding, over entries and questions that were written for it.

mod found;
