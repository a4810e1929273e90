//! What has come of it: progress, and a letter for a professional.

use care::{
    progress::{self, Progress},
    referral,
    words::Words,
};
use chrono::NaiveDate;

use super::{App, AppError};

impl App {
    /// What has changed, and how sure that is.
    /// # Errors
    /// As [`App::record`].
    pub async fn progress(&self, date: Option<NaiveDate>, words: &Words) -> Result<Progress, AppError> {
        let today = date.unwrap_or_else(|| self.clock.today());
        Ok(progress::progress(&*self.record().await?, today, words))
    }

    /// A one-page letter for a doctor or physiotherapist, as HTML.
    /// # Errors
    /// As [`App::record`].
    pub async fn referral(&self, date: Option<NaiveDate>, words: &Words) -> Result<String, AppError> {
        let today = date.unwrap_or_else(|| self.clock.today());
        Ok(referral::letter(&*self.record().await?, today, self.demo, words))
    }
}
