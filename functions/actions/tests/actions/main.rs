//! What comes of calls, over records in memory.

mod transcripts;
