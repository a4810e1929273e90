//! Reading within bounds, writing whole.

use std::path::Path;

use crate::{Error, ErrorKind, Limits, Result};

/// A file's bytes, unless there are more of them than `limits` allow.
pub(crate) fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>> {
    let name = path.display().to_string();
    let io = |e: std::io::Error| Error::new(ErrorKind::Io, e.to_string()).in_file(&name);
    let size = std::fs::metadata(path).map_err(io)?.len();
    if size > limits.bytes as u64 {
        let most = format!("at most {} bytes", limits.bytes);
        return Err(Error::new(ErrorKind::TooBig, format!("{size} bytes")).hint(most).in_file(&name));
    }
    std::fs::read(path).map_err(io)
}

/// Writes a file under a temporary name beside it and renames it, so that a run that was cut off never
/// leaves half a file under the final name.
///
/// # Errors
/// [`ErrorKind::Io`] with the file's name.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let io = |e: std::io::Error| Error::new(ErrorKind::Io, e.to_string()).in_file(&path.display().to_string());
    let mut part = path.as_os_str().to_owned();
    part.push(format!(".{}.part", std::process::id()));
    std::fs::write(&part, bytes).map_err(io)?;
    std::fs::rename(&part, path).map_err(io)
}
