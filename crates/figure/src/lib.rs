//! A pose turned into pictures.
