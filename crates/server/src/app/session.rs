//! The day's plan and the script of its session.

use care::{
    entry::Answers,
    plan::{self, Options, Plan},
    record::Record,
    screening::{ball::BallOutcome, signs},
    session::{self, Script},
    words::Words,
};
use chrono::NaiveDate;

use super::{App, AppError, mechanics};

/// The plan of a day from a record, with what each line does to the psoas of a body like the person's.
pub fn plan_of(record: &Record, today: NaiveDate, options: &Options, words: &Words) -> Plan {
    let mut plan = plan::plan(record, today, options, words);
    mechanics::explain(&mut plan, &record.profile(), words);
    plan
}

impl App {
    /// The plan of a day; today when not said.
    /// # Errors
    /// As [`App::record`], and when what is asked isn't possible.
    pub async fn plan(&self, date: Option<NaiveDate>, options: &Options, words: &Words) -> Result<Plan, AppError> {
        options.check(words)?;
        let today = date.unwrap_or_else(|| self.clock.today());
        Ok(plan_of(&*self.record().await?, today, options, words))
    }

    /// The script of that plan's session. Its advice has the emergency number of `country` (two letters) while the profile names
    /// none.
    /// # Errors
    /// As [`App::plan`].
    pub async fn script(
        &self,
        date: Option<NaiveDate>,
        options: &Options,
        country: &str,
        words: &Words,
    ) -> Result<Script, AppError> {
        options.check(words)?;
        let record = self.record().await?;
        let today = date.unwrap_or_else(|| self.clock.today());
        let mut script = session::compile(&plan::plan(&record, today, options, words), &record, words);
        if record.profile().country.is_empty() {
            script.verdicts = signs::verdicts(country, record.thinners(), words);
        }
        Ok(script)
    }

    /// What answers about the ball come to, together with what is on record.
    /// # Errors
    /// As [`App::record`].
    pub async fn ball_screen(
        &self,
        answers: &Answers,
        date: Option<NaiveDate>,
        words: &Words,
    ) -> Result<BallOutcome, AppError> {
        let today = date.unwrap_or_else(|| self.clock.today());
        Ok(self.record().await?.ball_screen(answers, today, words))
    }
}
