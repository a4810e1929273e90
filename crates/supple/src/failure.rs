//! Errors as they are told: what, where, what to do.

use std::{io, path::Path, process::ExitCode};

use care::entry::Fault;
use server::app::{AppError, Explained, words};

use crate::{input, out};

/// What a shell sees of a program that Ctrl-C stopped.
const INTERRUPTED: u8 = 130;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// Whoever read the output has stopped reading; that is fine.
    PipeClosed,
    /// The person stopped it with Ctrl-C while something was asked.
    Interrupted,
    /// Something failed that is not in what was given.
    Failed(Explained),
    /// What was given can't be used.
    Input(Explained),
}

impl Failure {
    /// Something failed; the words are `errors.<code>`.
    pub fn failed(code: &str, detail: &dyn std::fmt::Display) -> Self {
        Self::Failed(explained(code, None, detail))
    }

    /// What was given can't be used; the words are `errors.<code>`.
    pub fn input(code: &str, place: &str, detail: &dyn std::fmt::Display) -> Self {
        Self::Input(explained(code, Some(place.to_owned()), detail))
    }

    /// What was given can't be read; `place` is where the reader was.
    pub fn unread(code: &str, place: &str, error: &serde_json::Error) -> Self {
        let english = words("en").expect("English is always there");
        Self::Input(Explained::of_fault(&english, code, &Fault::of_json(place, error, &english)))
    }

    /// Puts the file in front of the place.
    pub fn in_file(self, file: &Path) -> Self {
        match self {
            Self::Input(mut explained) => {
                let file = input::name(file);
                explained.place = Some(explained.place.map_or(file.clone(), |place| format!("{file}, {place}")));
                Self::Input(explained)
            }
            other => other,
        }
    }

    /// Says it on standard error and gives the exit code.
    pub fn report(self) -> ExitCode {
        let (explained, code) = match self {
            Self::PipeClosed => return ExitCode::SUCCESS,
            Self::Interrupted => return ExitCode::from(INTERRUPTED),
            Self::Failed(explained) => (explained, 1),
            Self::Input(explained) => (explained, 3),
        };
        let Explained { message, place, hint, .. } = explained;
        out::tell(&format!("supple: {message}"));
        if let Some(place) = place.filter(|p| !message.contains(p.as_str())) {
            out::tell(&format!("  {} {place}", say("errors.label_where")));
        }
        if let Some(hint) = hint {
            out::tell(&format!("  {hint}"));
        }
        ExitCode::from(code)
    }
}

fn explained(code: &str, place: Option<String>, detail: &dyn std::fmt::Display) -> Explained {
    let english = words("en").expect("English is always there");
    Explained::new(&english, code, place, &[("detail", detail)])
}

fn say(key: &str) -> String {
    words("en").expect("English is always there").get(key)
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        let explained = error.explain(&words("en").expect("English is always there"));
        match error {
            AppError::Journal(_) | AppError::Stored(_) => Self::Failed(explained),
            _ => Self::Input(explained),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::PipeClosed } else { Self::failed("file", &error) }
    }
}
