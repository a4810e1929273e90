//! The web app's files, embedded, each compressed once when it is first asked for.

use std::{
    collections::HashMap,
    io::Write,
    sync::{LazyLock, Mutex, PoisonError},
};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use super::error;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

/// Shown where the web app would be if it had been built.
const NOT_BUILT: &str = include_str!("not_built.html");
/// Vite puts a hash of the content into the names of these files, so they never change.
const HASHED: &str = "assets/";

/// A file as it goes over the line.
#[derive(Clone)]
struct Sent {
    body: Bytes,
    encoding: Option<&'static str>,
}

/// Answers with a file of the app; any other address is a screen of it.
pub(super) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return error::wrong_method().await.into_response();
    }
    let path = uri.path().trim_start_matches('/');
    match Dist::get(path) {
        Some(file) => answer(path, file, &headers),
        None if is_screen(path) => index(&headers),
        None => error::no_such_page().await.into_response(),
    }
}

/// Screens have no dot in their last part; a file that isn't there has.
fn is_screen(path: &str) -> bool {
    !path.starts_with("api/") && !path.rsplit('/').next().is_some_and(|last| last.contains('.'))
}

fn index(headers: &HeaderMap) -> Response {
    match Dist::get("index.html") {
        Some(file) => answer("index.html", file, headers),
        None => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT).into_response(),
    }
}

fn answer(path: &str, file: rust_embed::EmbeddedFile, headers: &HeaderMap) -> Response {
    let hash = file.metadata.sha256_hash();
    let tag = format!("\"{:024x}\"", u128::from_be_bytes(hash[..16].try_into().expect("16 of 32")) >> 32);
    let sent = match encoding(headers) {
        Some(encoding) if is_text(path) => compressed(path, hash, encoding, &file.data),
        _ => Sent { body: file.data.into_owned().into(), encoding: None },
    };
    let fresh = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if fresh { StatusCode::NOT_MODIFIED.into_response() } else { sent.body.into_response() };
    let all = response.headers_mut();
    let mut put = |name, value: &str| all.insert(name, HeaderValue::from_str(value).expect("ASCII"));
    put(header::CONTENT_TYPE, &kind(path));
    put(
        header::CACHE_CONTROL,
        if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" },
    );
    put(header::ETAG, &tag);
    put(header::VARY, "accept-encoding");
    if let Some(encoding) = sent.encoding.filter(|_| !fresh) {
        put(header::CONTENT_ENCODING, encoding);
    }
    response
}

fn kind(path: &str) -> String {
    let kind = match path.rsplit('.').next() {
        Some("webmanifest") => "application/manifest+json".to_owned(),
        _ => mime_guess::from_path(path).first_or_octet_stream().to_string(),
    };
    if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind }
}

/// Pictures and fonts are compressed as they are.
fn is_text(path: &str) -> bool {
    let kind = kind(path);
    kind.starts_with("text/") || kind.contains("json") || kind.contains("javascript") || kind.contains("svg")
}

fn encoding(headers: &HeaderMap) -> Option<&'static str> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let accepts = |name: &str| {
        accepted.split(',').any(|part| {
            let mut words = part.split(';').map(str::trim);
            words.next() == Some(name) && !words.any(|q| q == "q=0" || q == "q=0.0")
        })
    };
    ["br", "gzip"].into_iter().find(|name| accepts(name))
}

/// The file in this encoding, from memory when it was asked for before.
fn compressed(path: &str, hash: [u8; 32], encoding: &'static str, data: &[u8]) -> Sent {
    type Key = (String, [u8; 32], &'static str);
    static DONE: LazyLock<Mutex<HashMap<Key, Bytes>>> = LazyLock::new(Mutex::default);
    let key = (path.to_owned(), hash, encoding);
    let known = DONE.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    let body = known.unwrap_or_else(|| {
        let bytes = Bytes::from(if encoding == "br" { brotli(data) } else { gzip(data) });
        DONE.lock().unwrap_or_else(PoisonError::into_inner).insert(key, bytes.clone());
        bytes
    });
    Sent { body, encoding: Some(encoding) }
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).and_then(|()| encoder.finish()).expect("memory takes everything")
}

fn brotli(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 9, size_hint: data.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*data, &mut out, &params).expect("memory takes everything");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_encoding_that_is_accepted_is_used() {
        let mut headers = HeaderMap::new();
        assert_eq!(encoding(&headers), None);
        for (accepted, expected) in
            [("gzip, deflate, br", Some("br")), ("gzip;q=0.5", Some("gzip")), ("br;q=0", None), ("identity", None)]
        {
            headers.insert(header::ACCEPT_ENCODING, accepted.parse().expect("a header"));
            assert_eq!(encoding(&headers), expected, "{accepted}");
        }
    }

    #[test]
    fn screens_and_missing_files_are_told_apart() {
        assert!(is_screen("") && is_screen("library/low-lunge"));
        assert!(!is_screen("assets/index-1234.js") && !is_screen("api/nothing"));
    }

    #[test]
    fn compressed_files_are_smaller_and_kinds_are_right() {
        let text = "a line of text that comes again and again\n".repeat(50);
        assert!(gzip(text.as_bytes()).len() < text.len() / 4 && brotli(text.as_bytes()).len() < text.len() / 4);
        assert_eq!(kind("app.webmanifest"), "application/manifest+json");
        assert!(is_text("assets/app.js") && is_text("icon.svg") && !is_text("font.woff2"));
    }
}
