//! Which address calls which handler, with how big a body.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{delete, get, post};
use homeward_protocol::sync::SYNC_MOST;
use homeward_protocol::{API, Code};
use tower_http::timeout::TimeoutLayer;

use super::{
    App, Failure, audit, cases, directory, enrolments, forms, health, openapi, pages, releases,
    review, security, session, sync,
};
use crate::config::Pages;

/// Biggest body of a route that says nothing else.
const BODY_MOST: usize = 256 * 1024;
/// Biggest body of a case or a form.
const LARGE_MOST: usize = 4 * 1024 * 1024;
/// A request that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(60);

async fn not_found() -> Failure {
    Code::NotFound.into()
}

fn api() -> Router<Arc<App>> {
    let large = DefaultBodyLimit::max(LARGE_MOST);
    Router::new()
        .route("/session/start", post(session::start))
        .route(
            "/session",
            post(session::open).merge(delete(session::close)),
        )
        .route("/me", get(session::who))
        .route("/device/session/start", post(session::device_start))
        .route("/device/session", post(session::device_open))
        .route("/directory/genesis", get(directory::genesis))
        .route("/directory/head", get(directory::head))
        .route("/directory/subjects", get(directory::subjects))
        .route("/directory/state", post(directory::state))
        .route("/directory/log", get(directory::log))
        .route("/directory/statements", post(directory::append))
        .route(
            "/enrolments",
            get(enrolments::list).post(enrolments::invite),
        )
        .route("/enrolments/admit", post(enrolments::admit))
        .route("/enrolments/{id}", get(enrolments::one))
        .route(
            "/cases",
            get(cases::list).merge(post(cases::create).layer(large)),
        )
        .route("/cases/{tag}/epochs", post(cases::add_epoch))
        .route(
            "/cases/{tag}/headers",
            post(cases::add_headers).layer(large),
        )
        .route("/cases/{tag}/cards", post(cases::add_cards).layer(large))
        .route("/review/queue", get(review::queue))
        .route("/records/{id}/{digest}", get(review::record))
        .route("/records/{id}/{digest}/states", post(review::change))
        .route(
            "/records/{id}/{digest}/returns",
            post(review::send_back).layer(large),
        )
        .route(
            "/forms",
            get(forms::list).merge(post(forms::upload).layer(large)),
        )
        .route("/forms/{digest}", get(forms::one))
        .route("/releases", get(releases::list))
        .route("/releases/{id}", get(releases::one))
        .route("/audit", get(audit::log))
        .route(
            "/sync/push",
            post(sync::push).layer(DefaultBodyLimit::max(SYNC_MOST)),
        )
        .route("/sync/pull", post(sync::pull))
        .route("/openapi.json", get(openapi::description))
        .fallback(not_found)
        .method_not_allowed_fallback(not_found)
        .layer(DefaultBodyLimit::max(BODY_MOST))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
}

/// Everything that the server answers.
pub fn router(app: Arc<App>, pages: Pages) -> Router {
    let router = Router::new()
        .nest(API, api())
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics));
    let router = match pages {
        Pages::Embedded => router.fallback(get(pages::page)),
        Pages::Without => router.fallback(not_found),
    };
    router
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            security::headers,
        ))
        .with_state(app)
}
