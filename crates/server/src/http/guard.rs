//! Only pages that this server served may talk to it. A page of another origin that a browser has open, or a foreign name
//! that was made to point to this machine, is refused.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::ApiError;

/// Names of this machine as seen from itself.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Refuses requests with a foreign `Host` or `Origin`, and API requests that another site started.
pub(super) async fn own_machine_only(request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let host = host(&request);
    match host.filter(|host| allowed(host, request.headers(), api)) {
        Some(_) => next.run(request).await,
        None => ApiError::new(StatusCode::FORBIDDEN, "foreign", None, "").into_response(),
    }
}

fn host(request: &Request) -> Option<String> {
    let header = request.headers().get(header::HOST).and_then(|h| h.to_str().ok());
    header.or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str)).map(str::to_owned)
}

fn allowed(host: &str, headers: &HeaderMap, api: bool) -> bool {
    is_loopback(host) && own_origin(host, headers) && !(api && started_elsewhere(headers))
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    LOOPBACK.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Is there no `Origin`, or is it the page of this very server?
fn own_origin(host: &str, headers: &HeaderMap) -> bool {
    headers.get_all(header::ORIGIN).iter().all(|origin| {
        origin.to_str().is_ok_and(|o| o.strip_prefix("http://").is_some_and(|name| name.eq_ignore_ascii_case(host)))
    })
}

/// Browsers say so themselves, also where they send no `Origin`.
fn started_elsewhere(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, origin: Option<&str>, site: Option<&str>, expected: bool) {
        let mut headers = HeaderMap::new();
        origin.map(|o| headers.insert(header::ORIGIN, o.parse().expect("a header")));
        site.map(|s| headers.insert("sec-fetch-site", s.parse().expect("a header")));
        assert_eq!(allowed(host, &headers, true), expected, "{host} {origin:?} {site:?}");
    }

    #[test]
    fn this_machine_is_let_in_by_all_its_names() {
        check("localhost", None, None, true);
        check("127.0.0.1:8765", Some("http://127.0.0.1:8765"), Some("same-origin"), true);
        check("LOCALHOST:8765", Some("http://localhost:8765"), None, true);
        check("[::1]:8765", None, Some("none"), true);
    }

    #[test]
    fn others_are_kept_out() {
        check("supple.example:8765", None, None, false);
        check("127.0.0.1.evil.example", None, None, false);
        check("localhost:8765", Some("http://evil.example"), None, false);
        check("localhost:8765", Some("http://localhost:3000"), None, false);
        check("localhost:8765", Some("https://localhost:8765"), None, false);
        check("localhost:8765", Some("null"), None, false);
        check("localhost:8765", None, Some("cross-site"), false);
        check("localhost:8765", None, Some("same-site"), false);
        check("", None, None, false);
    }
}
