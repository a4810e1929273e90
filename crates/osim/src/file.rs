//! Reading within bounds, writing whole.

use std::fs::File;
use std::io::Write as _;
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
    write_file_with(path, |out| out.write_all(bytes))
}

/// The same for contents that come piece by piece.
pub(crate) fn write_file_with(path: &Path, fill: impl FnOnce(&mut File) -> std::io::Result<()>) -> Result<()> {
    let io = |e: std::io::Error| Error::new(ErrorKind::Io, e.to_string()).in_file(&path.display().to_string());
    let mut part = path.as_os_str().to_owned();
    part.push(format!(".{}.part", std::process::id()));
    let mut out = File::create(&part).map_err(io)?;
    fill(&mut out).map_err(io)?;
    std::fs::rename(&part, path).map_err(io)
}
