//! What can be wrong with the parts of a model.

/// Why [`Parts`](super::Parts) do not make a model. `kind` is OpenSim's class (Body, a wrap cylinder, ...), `name` the part's.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ModelError {
    /// Two parts of one kind share a name.
    #[error("{kind} `{name}`: the name is used twice")]
    DoubledName {
        /// Class of the part.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A part without a name.
    #[error("a {kind} has no name")]
    NoName {
        /// Class of the part.
        kind: &'static str,
    },
    /// A part refers to one that is not there.
    #[error("{kind} `{name}`: there is no {missing_kind} called `{missing}`{}", did_you_mean(.similar.as_deref()))]
    Missing {
        /// Class of the part that refers.
        kind: &'static str,
        /// Its name.
        name: String,
        /// Class of what is missing.
        missing_kind: &'static str,
        /// The name looked for.
        missing: String,
        /// The most similar name there is.
        similar: Option<String>,
    },
    /// Frames, joints or couplers that depend on themselves.
    #[error("{kind} `{name}`: it depends on itself")]
    Cycle {
        /// Class of the part.
        kind: &'static str,
        /// A member of the cycle.
        name: String,
    },
    /// A body that no joint connects with the ground.
    #[error("Body `{name}`: no joint connects it with the ground")]
    Unconnected {
        /// The body.
        name: String,
    },
    /// Joints that close a loop.
    #[error("{kind} `{name}`: it closes a loop of joints, which is not supported")]
    Loop {
        /// Class of the joint.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// A number, axis or count that makes no sense.
    #[error("{kind} `{name}`: {what}")]
    Invalid {
        /// Class of the part.
        kind: &'static str,
        /// Its name.
        name: String,
        /// What is wrong and what would be right.
        what: String,
    },
}

fn did_you_mean(similar: Option<&str>) -> String {
    similar.map_or_else(String::new, |s| format!("; did you mean `{s}`?"))
}
