//! What can be wrong with what is given.

/// Why nothing could be computed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The model is not one with a whole psoas.
    #[error("the model `{model}` has no {what}; models/supple.osim has")]
    MissingPart {
        /// Name of the model.
        model: String,
        /// The part that is missing.
        what: String,
    },
    /// A slug that the catalogue doesn't have.
    #[error("there is no exercise `{0}` with a pose")]
    UnknownExercise(String),
    /// A size that no adult has.
    #[error("{what} is {value} m; it has to be from {low} to {high} m")]
    Size {
        /// Which dimension.
        what: &'static str,
        /// What was given.
        value: f64,
        /// Smallest possible.
        low: f64,
        /// Largest possible.
        high: f64,
    },
    /// A changed model is not sound.
    #[error(transparent)]
    Model(#[from] body::ModelError),
}
