//! What most commands need: words, clock, the record.

use std::sync::Arc;

use care::{record::Record, words::Words};
use chrono::NaiveDate;
use server::{
    app::{self, App, DEMO_FILE, Demo, OWN_FILE},
    clock::Clock,
};

use crate::{
    ask,
    cli::{Cli, Data, From},
    failure::Failure,
    input, place,
};

/// Words and clock.
pub struct Context {
    /// The words of the chosen language.
    pub words: Arc<Words>,
    /// The clock to go by.
    pub clock: Clock,
}

/// A record that is kept, with the way to write to it.
pub struct Book {
    /// Writes to it.
    pub app: Arc<App>,
    /// What is in it.
    pub record: Arc<Record>,
}

impl Context {
    /// From what was typed.
    pub fn new(cli: &Cli) -> Result<Self, Failure> {
        let words = app::words(&cli.locale)?;
        ask::speak(&words);
        Ok(Self { words, clock: place::clock(cli)? })
    }

    /// The words behind `cli.<key>`.
    pub fn say(&self, key: &str, args: &[(&str, &dyn std::fmt::Display)]) -> String {
        self.words.say(&format!("cli.{key}"), args)
    }

    /// Opens the person's own record, or the sample person's.
    pub async fn open(&self, data: &Data) -> Result<Arc<App>, Failure> {
        let folder = place::folder(data.data.as_ref())?;
        if data.demo {
            return Ok(Demo::new(&folder, self.clock).app().await?);
        }
        Ok(Arc::new(App::open(&folder, self.clock).await?))
    }

    /// Opens a record to read it and write to it; what can't be opened, read or written to is an error.
    pub async fn book(&self, data: &Data) -> Result<Book, Failure> {
        let app = self.open(data).await?;
        let record = app.record().await?;
        Ok(Book { app, record })
    }

    /// The record where there is one already; what can't be read counts as none, since nobody asked for it.
    pub async fn glance(&self, data: &Data) -> Arc<Record> {
        let name = if data.demo { DEMO_FILE } else { OWN_FILE };
        let there = place::folder(data.data.as_ref()).is_ok_and(|folder| folder.join(name).is_file());
        let book = if there { self.book(data).await.ok() } else { None };
        let Some(Book { app, record }) = book else { return Arc::default() };
        close(app).await;
        record
    }

    /// Reads a record from an export or from where it is kept.
    pub async fn record(&self, from: &From) -> Result<Arc<Record>, Failure> {
        if let Some(file) = &from.record {
            let import = app::read_export(&input::text(file)?, self.clock.now(), &self.words)
                .map_err(|e| Failure::from(e).in_file(file))?;
            return Ok(Arc::new(Record::fold(import.entries)));
        }
        let Book { app, record } = self.book(&from.data).await?;
        close(app).await;
        Ok(record)
    }

    /// The day to take for today.
    pub fn today(&self, date: Option<NaiveDate>) -> NaiveDate {
        date.unwrap_or_else(|| self.clock.today())
    }
}

/// Closes a record that nobody else uses.
pub async fn close(app: Arc<App>) {
    if let Some(app) = Arc::into_inner(app) {
        app.close().await;
    }
}

/// Runs a command on a runtime without threads of its own.
pub fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(future)
}
