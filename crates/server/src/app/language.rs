//! The words of each language, read once when they are first needed.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use care::words::Words;

use super::{App, AppError};

/// The words of a locale.
/// # Errors
/// [`AppError::Locale`] when there is no such locale.
pub fn words(locale: &str) -> Result<Arc<Words>, AppError> {
    static READ: LazyLock<Mutex<BTreeMap<String, Arc<Words>>>> = LazyLock::new(Mutex::default);
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(words) = read.get(locale) {
        return Ok(words.clone());
    }
    let known = !locale.is_empty() && locale.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let loaded = known.then(|| Words::load(locale)).flatten();
    let words = Arc::new(loaded.ok_or_else(|| AppError::Locale(locale.to_owned()))?);
    read.insert(locale.to_owned(), words.clone());
    Ok(words)
}

impl App {
    /// Does this person measure in inches? Words have to be there even where the record can't be read.
    pub async fn measures_in_inches(&self) -> bool {
        let record = self.record().await;
        record.is_ok_and(|record| record.profile_entry().is_some_and(|(_, profile)| profile.inches))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_found_or_named() {
        assert_eq!(words("en").expect("English").locale(), "en");
        assert_eq!(words("pseudo").expect("pseudo").locale(), "pseudo");
        for wrong in ["xx", "../en", ""] {
            assert!(matches!(words(wrong), Err(AppError::Locale(name)) if name == wrong));
        }
    }
}
