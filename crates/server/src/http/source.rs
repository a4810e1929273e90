//! Whose record a route is about.

use std::sync::Arc;

use crate::app::{App, AppError, Demo};

/// One's own record, or the sample person's.
#[derive(Clone, Debug)]
pub enum Source {
    /// One's own.
    Own(Arc<App>),
    /// The sample person's, made when it is first asked for.
    Demo(Arc<Demo>),
}

impl Source {
    /// The record.
    pub(super) async fn app(&self) -> Result<Arc<App>, AppError> {
        match self {
            Self::Own(app) => Ok(app.clone()),
            Self::Demo(demo) => demo.app().await,
        }
    }
}
