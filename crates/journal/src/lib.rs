//! Append-only entries on SQLite.
