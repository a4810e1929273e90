//! The record: the fold of all entries of a person.
