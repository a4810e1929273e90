//! One server per database. The command line doesn't take this lock: it works beside a running server.

use std::{
    fs::{File, TryLockError},
    io::Write,
    path::Path,
    sync::Arc,
};

use crate::{JournalError, files::private};

/// Held by a server as long as it runs; the operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct ServerLock {
    file: File,
}

impl ServerLock {
    /// Takes the lock beside `database` (the same name with `.lock` at its end).
    /// # Errors
    /// [`JournalError::InUse`] when another server has it; [`JournalError::File`] when the file can't be made.
    pub fn take(database: &Path) -> Result<Self, JournalError> {
        let path = database.with_added_extension("lock");
        let failed = |source| JournalError::File { path: path.clone(), source: Arc::new(source) };
        let file = private(File::options().create(true).write(true).truncate(false)).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(JournalError::InUse { path: database.to_owned(), at: address(&path) }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    /// Leaves the server's address in the file, for whoever finds it locked.
    /// # Errors
    /// What the file system says.
    pub fn note(&mut self, address: &str) -> std::io::Result<()> {
        self.file.set_len(0)?;
        self.file.write_all(address.as_bytes())
    }
}

/// The address of the server that has the lock, where the system lets others read it.
fn address(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok().filter(|address| address.starts_with("http://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_holds_it_and_letting_go_frees_it() {
        let dir = tempfile::tempdir().expect("a folder");
        let database = dir.path().join("supple.db");
        let mut first = ServerLock::take(&database).expect("free");
        assert!(matches!(ServerLock::take(&database), Err(JournalError::InUse { at: None, .. })));
        first.note("http://127.0.0.1:8765").expect("noted");
        let second = ServerLock::take(&database).expect_err("taken").to_string();
        assert!(second.ends_with("at http://127.0.0.1:8765"), "{second}");
        drop(first);
        ServerLock::take(&database).expect("free again");
    }
}
