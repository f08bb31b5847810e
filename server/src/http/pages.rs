//! The pages, as they were built into the binary.
//!
//! Invariant: only files of `web/dist` are given; a path that is none of them gets the entry page
//! when it looks like a page, and 404 when it looks like a file. Hashed files may be cached. A file
//! that the build compressed is given so to whoever takes brotli; nothing is compressed here.

use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

static DIST: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/web/dist");

const ENTRY: &str = "index.html";
/// How the build names a file that it compressed with brotli.
const COMPRESSED: &str = ".br";

/// Whether this binary has pages.
pub fn built() -> bool {
    DIST.get_file(ENTRY).is_some()
}

/// The file under a path, or the entry page.
pub async fn page(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    let name = if path.is_empty() || !is_file {
        ENTRY
    } else {
        path
    };
    let Some(file) = DIST.get_file(name).filter(|_| !name.ends_with(COMPRESSED)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let smaller = DIST.get_file(format!("{name}{COMPRESSED}"));
    let cache = if name.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let plain = [
        (header::CONTENT_TYPE, kind(name)),
        (header::CACHE_CONTROL, cache),
        (header::VARY, "accept-encoding"),
    ];
    match smaller.filter(|_| takes_brotli(&headers)) {
        Some(smaller) => {
            let encoding = [(header::CONTENT_ENCODING, "br")];
            (plain, encoding, smaller.contents()).into_response()
        }
        None => (plain, file.contents()).into_response(),
    }
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|one| matches!(one.trim(), "br" | "br;q=1" | "br;q=1.0"))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
