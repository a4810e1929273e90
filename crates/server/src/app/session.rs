//! The day's plan and the script of its session.

use care::{
    plan::{self, Options, Plan},
    record::Record,
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
    /// As [`App::record`].
    pub async fn plan(&self, date: Option<NaiveDate>, options: &Options, words: &Words) -> Result<Plan, AppError> {
        let today = date.unwrap_or_else(|| self.clock.today());
        Ok(plan_of(&*self.record().await?, today, options, words))
    }

    /// The script of that plan's session.
    /// # Errors
    /// As [`App::record`].
    pub async fn script(&self, date: Option<NaiveDate>, options: &Options, words: &Words) -> Result<Script, AppError> {
        let record = self.record().await?;
        let today = date.unwrap_or_else(|| self.clock.today());
        Ok(session::compile(&plan::plan(&record, today, options, words), &record, words))
    }
}
