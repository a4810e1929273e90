//! The sample person: a database of their own, filled when it is first used.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use care::{record::day, sample::sample_person};
use chrono::Days;
use tokio::sync::OnceCell;

use super::{App, AppError, DEMO_FILE, words};
use crate::clock::Clock;

/// After so many days the sample person starts anew, so that the last weeks are always the last weeks.
const FRESH_DAYS: u64 = 7;

/// The sample person's record; opened and filled when it is first asked for.
#[derive(Debug)]
pub struct Demo {
    folder: PathBuf,
    clock: Clock,
    app: OnceCell<Arc<App>>,
}

impl Demo {
    /// The sample person in this data folder.
    pub fn new(folder: &Path, clock: Clock) -> Self {
        Self { folder: folder.to_owned(), clock, app: OnceCell::new() }
    }

    /// The record.
    /// # Errors
    /// As [`App::open`] and [`App::append`].
    pub async fn app(&self) -> Result<Arc<App>, AppError> {
        self.app.get_or_try_init(|| self.open()).await.cloned()
    }

    /// Lets go of the record, if it was opened.
    pub fn into_app(self) -> Option<Arc<App>> {
        self.app.into_inner()
    }

    async fn open(&self) -> Result<Arc<App>, AppError> {
        let app = App::open_file(&self.folder.join(DEMO_FILE), self.clock, true).await?;
        if !is_fresh(&app).await? {
            app.erase("erase").await?;
            let today = self.clock.today();
            let made = tokio::task::spawn_blocking(move || Ok(sample_person(today, &*words("en")?)));
            let made: Result<_, AppError> = made.await.expect("the sample person is made without panic");
            let entries: Vec<_> =
                made?.iter().map(|e| serde_json::to_value(e).expect("an entry is plain data")).collect();
            app.append(&entries, &*words("en")?).await?;
        }
        Ok(Arc::new(app))
    }
}

async fn is_fresh(app: &App) -> Result<bool, AppError> {
    let today = app.clock.today();
    let record = app.record().await?;
    let last = record.live().next_back().map(day);
    Ok(last.is_some_and(|last| (today - Days::new(FRESH_DAYS)..=today).contains(&last)))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn at(time: &str) -> Clock {
        Clock::Fixed(DateTime::parse_from_rfc3339(time).expect("a time"))
    }

    async fn days(folder: &Path, now: &str) -> (usize, bool) {
        let app = Demo::new(folder, at(now)).app().await.expect("a sample person");
        let record = app.record().await.expect("a record");
        let last = record.live().next_back().map(day).expect("entries");
        (record.all().len(), app.is_demo() && app.clock().today() - last <= chrono::TimeDelta::days(7))
    }

    #[tokio::test]
    async fn the_sample_is_made_once_and_anew_when_it_is_old() {
        let dir = tempfile::tempdir().expect("a folder");
        let (first, recent) = days(dir.path(), "2026-03-01T09:00:00Z").await;
        assert!(first > 100 && recent);
        let app = Demo::new(dir.path(), at("2026-03-03T09:00:00Z")).app().await.expect("the same");
        app.write("terminal", vec![(None, care::entry::Event::BolsterChosen { height_cm: 15.0 })]).await.expect("kept");
        drop(app);
        assert_eq!(days(dir.path(), "2026-03-03T09:00:00Z").await.0, first + 1, "what was tried is still there");
        let (_, recent) = days(dir.path(), "2026-06-01T09:00:00Z").await;
        assert!(recent);
        assert!(!dir.path().join(super::super::OWN_FILE).exists(), "one's own record is another file");
    }
}
