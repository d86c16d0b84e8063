//! Transcripts with expected values: replaying them and scoring what was understood.
