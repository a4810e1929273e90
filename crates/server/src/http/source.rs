//! Whose record a route is about.

use std::sync::Arc;

use crate::app::{App, AppError};

/// One's own record.
#[derive(Clone, Debug)]
pub struct Source(Arc<App>);

impl Source {
    /// One's own record.
    pub fn own(app: Arc<App>) -> Self {
        Self(app)
    }

    /// The record.
    pub(super) async fn app(&self) -> Result<Arc<App>, AppError> {
        Ok(self.0.clone())
    }
}
