//! The web app's files, embedded, each with the compressed ones that its build has put beside it.

use std::borrow::Cow;

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::error;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

/// Shown where the web app would be if it had been built.
const NOT_BUILT: &str = include_str!("not_built.html");
/// Vite puts a hash of the content into the names of these files, so they never change.
const HASHED: &str = "assets/";

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
    path != "api" && !path.starts_with("api/") && !path.rsplit('/').next().is_some_and(|last| last.contains('.'))
}

fn index(headers: &HeaderMap) -> Response {
    match Dist::get("index.html") {
        Some(file) => answer("index.html", file, headers),
        None => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT).into_response(),
    }
}

fn answer(path: &str, plain: EmbeddedFile, headers: &HeaderMap) -> Response {
    let packed = packed(path, headers);
    let encoding = packed.as_ref().map(|(encoding, _)| *encoding);
    let file = packed.map_or(plain, |(_, file)| file);
    let hash = file.metadata.sha256_hash();
    // Of the bytes that are sent: another encoding is another tag.
    let tag = format!("\"{:024x}\"", u128::from_be_bytes(hash[..16].try_into().expect("16 of 32")) >> 32);
    let fresh = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if fresh { StatusCode::NOT_MODIFIED.into_response() } else { bytes(file.data).into_response() };
    let all = response.headers_mut();
    let mut put = |name, value: &str| all.insert(name, HeaderValue::from_str(value).expect("ASCII"));
    put(header::CONTENT_TYPE, &kind(path));
    put(header::CACHE_CONTROL, lasting(path));
    put(header::ETAG, &tag);
    put(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding.filter(|_| !fresh) {
        put(header::CONTENT_ENCODING, encoding);
    }
    response
}

/// How long a browser may go without asking again.
fn lasting(path: &str) -> &'static str {
    match path {
        _ if path.starts_with(HASHED) => "public, max-age=31536000, immutable",
        // Wanted three times by a first visit: by the page, its manifest and its worker.
        _ if path.starts_with("icon") => "public, max-age=86400",
        _ => "no-cache",
    }
}

/// The bytes as they lie in the program; only a debug build reads them from the folder.
fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(embedded) => Bytes::from_static(embedded),
        Cow::Owned(read) => read.into(),
    }
}

/// The file in the best encoding that is accepted, where the build has made one.
fn packed(path: &str, headers: &HeaderMap) -> Option<(&'static str, EmbeddedFile)> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let mut known = [("br", "br"), ("gzip", "gz")].into_iter().filter(|(name, _)| accepts(accepted, name));
    known.find_map(|(name, end)| Some((name, Dist::get(&format!("{path}.{end}"))?)))
}

fn accepts(accepted: &str, name: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next() == Some(name) && !words.any(|q| q == "q=0" || q == "q=0.0")
    })
}

fn kind(path: &str) -> String {
    let kind = match path.rsplit('.').next() {
        Some("webmanifest") => "application/manifest+json".to_owned(),
        _ => mime_guess::from_path(path).first_or_octet_stream().to_string(),
    };
    if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_used_where_it_is_accepted() {
        for (accepted, br, gzip) in [
            ("gzip, deflate, br", true, true),
            ("gzip;q=0.5", false, true),
            ("br;q=0, gzip", false, true),
            ("identity", false, false),
        ] {
            assert_eq!((accepts(accepted, "br"), accepts(accepted, "gzip")), (br, gzip), "{accepted}");
        }
    }

    #[test]
    fn screens_and_missing_files_are_told_apart() {
        assert!(is_screen("") && is_screen("library/low-lunge"));
        assert!(!is_screen("assets/index-1234.js") && !is_screen("api/nothing") && !is_screen("api"));
    }

    #[test]
    fn kinds_are_right() {
        assert_eq!(kind("app.webmanifest"), "application/manifest+json");
        assert_eq!(kind("index.html"), "text/html; charset=utf-8");
    }
}
