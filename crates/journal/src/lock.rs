//! One server per database. The command line doesn't take this lock: it works beside a running server.

use std::{
    fs::{File, TryLockError},
    path::Path,
    sync::Arc,
};

use crate::JournalError;

/// Held by a server as long as it runs; the operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct ServerLock {
    _file: File,
}

impl ServerLock {
    /// Takes the lock beside `database` (the same name with `.lock` at its end).
    /// # Errors
    /// [`JournalError::InUse`] when another server has it; [`JournalError::File`] when the file can't be made.
    pub fn take(database: &Path) -> Result<Self, JournalError> {
        let path = database.with_added_extension("lock");
        let failed = |source| JournalError::File { path: path.clone(), source: Arc::new(source) };
        let file = File::options().create(true).write(true).truncate(false).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(JournalError::InUse { path: database.to_owned() }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_holds_it_and_letting_go_frees_it() {
        let dir = tempfile::tempdir().expect("a folder");
        let database = dir.path().join("supple.db");
        let first = ServerLock::take(&database).expect("free");
        assert!(matches!(ServerLock::take(&database), Err(JournalError::InUse { .. })));
        drop(first);
        ServerLock::take(&database).expect("free again");
    }
}
