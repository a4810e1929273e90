//! Characters: encodings, escapes.

use std::borrow::Cow;

use crate::{Error, ErrorKind, Result};

/// Bytes to text: UTF-8 with or without a byte-order mark, UTF-16 by its mark, or Latin-1 where the
/// XML declaration says so. The declaration of text that wasn't UTF-8 says UTF-8 from here on, because that is
/// how it will be written.
///
/// # Errors
/// [`ErrorKind::Encoding`] with the line of the first byte that is not text.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes).map(declare_utf8),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes).map(declare_utf8),
        _ if declares_latin1(bytes) => Ok(declare_utf8(bytes.iter().map(|&b| char::from(b)).collect())),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| {
        let line = bytes[..e.valid_up_to()].split(|&b| b == b'\n').count();
        Error::new(ErrorKind::Encoding, "a byte that is not UTF-8").line(line).hint("save the file as UTF-8")
    })
}

fn utf16(bytes: &[u8], join: fn([u8; 2]) -> u16) -> Result<String> {
    let bad = || Error::new(ErrorKind::Encoding, "broken UTF-16").hint("save the file as UTF-8");
    if !bytes.len().is_multiple_of(2) {
        return Err(bad());
    }
    let units: Vec<u16> = bytes.chunks_exact(2).map(|c| join([c[0], c[1]])).collect();
    String::from_utf16(&units).map_err(|_| bad())
}

const LATIN1: [&str; 3] = ["iso-8859-1", "latin1", "windows-1252"];
const UTF16: [&str; 3] = ["utf-16le", "utf-16be", "utf-16"];

/// Puts UTF-8 in the place of any other encoding's name in the declaration.
fn declare_utf8(mut text: String) -> Cow<'static, str> {
    loop {
        let end = text.find("?>").unwrap_or(0);
        let head = text[..end].to_ascii_lowercase();
        let found = LATIN1.iter().chain(&UTF16).find_map(|name| Some((head.find(name)?, name.len())));
        match found {
            Some((at, length)) if head.starts_with("<?xml") => text.replace_range(at..at + length, "UTF-8"),
            _ => return Cow::Owned(text),
        }
    }
}

fn declares_latin1(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(120)];
    let Some(end) = head.windows(2).position(|w| w == b"?>") else { return false };
    let head = String::from_utf8_lossy(&head[..end]).to_ascii_lowercase();
    head.starts_with("<?xml") && LATIN1.iter().any(|e| head.contains(e))
}

/// Text with XML's special characters written as references.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Text with its references replaced. What isn't a known reference stays as it is; the parser has
/// refused such text already.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').unwrap_or(0);
        if let Some(c) = (end > 0).then(|| reference(&rest[1..end])).flatten() {
            out.push(c);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of a reference's name (what stands between `&` and `;`).
pub(crate) fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|&c| c != '\0')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_are_taken_off() {
        assert_eq!(decode(b"\xEF\xBB\xBFab").expect("utf-8"), "ab");
        assert_eq!(decode(b"\xFF\xFEa\0b\0").expect("utf-16 le"), "ab");
        assert_eq!(decode(b"\xFE\xFF\0a\0b").expect("utf-16 be"), "ab");
    }

    #[test]
    fn latin_1_is_read_where_declared_and_refused_where_not() {
        let text = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE9</a>";
        let decoded = decode(text).expect("latin-1");
        assert_eq!(decoded, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\u{e9}</a>");
        assert_eq!(decode(decoded.as_bytes()).expect("what is written reads the same"), decoded);
        let e = decode(b"<a>\n\xE9</a>").expect_err("not utf-8");
        assert_eq!((e.kind(), e.line_number()), (ErrorKind::Encoding, 2));
        assert_eq!(decode(b"\xFF\xFEa").expect_err("odd length").kind(), ErrorKind::Encoding);
    }

    #[test]
    fn escaping_and_back_is_the_same_text() {
        let text = "a < b & \"c\" > 'd' \u{3b1}";
        assert_eq!(unescape(&escape(text)), text);
        assert_eq!(unescape("&#65;&#x42;&apos;&nope;&"), "AB'&nope;&");
    }
}
