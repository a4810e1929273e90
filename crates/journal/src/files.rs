//! Files beside the record, readable by their owner alone where the system knows owners.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// What is made with these options is its owner's alone.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Puts a file in place of an older one, which stays until the new one is whole and on the disk.
/// # Errors
/// What the file system says.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // Through a link, so that the link stays; a pipe or a device can't be replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if target.exists() && !target.is_file() {
        return File::options().write(true).open(&target)?.write_all(content);
    }
    let part = target.with_added_extension(format!("{}.part", std::process::id()));
    let put = write_new(&part, content).and_then(|()| std::fs::rename(&part, &target));
    if put.is_err() {
        // What can't be removed either is told by the first error.
        drop(std::fs::remove_file(&part));
    }
    put
}

fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = private(File::options().create_new(true).write(true)).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_file_stays_until_the_new_one_is_whole() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("copy.json");
        replace(&file, b"old").expect("new file");
        replace(&file, b"new").expect("replaced");
        assert_eq!(std::fs::read(&file).expect("there"), b"new");
        let taken = file.with_added_extension(format!("{}.part", std::process::id()));
        std::fs::create_dir(taken).expect("in the way");
        replace(&file, b"never").expect_err("it can't be written");
        assert_eq!(std::fs::read(&file).expect("there"), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn others_cant_read_it_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a folder");
        let (file, link) = (dir.path().join("copy.json"), dir.path().join("link"));
        std::fs::write(&file, "old").expect("written");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        replace(&link, b"new").expect("replaced");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&file).expect("there"), b"new");
        assert_eq!(file.metadata().expect("its data").permissions().mode() & 0o077, 0);
        replace(Path::new("/dev/null"), b"gone").expect("a device takes it");
    }
}
