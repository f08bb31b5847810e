//! For whoever runs the server: alive, ready, counted.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::App;
use crate::store::StoreError;

/// 200 as long as the process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// 200 when the store answers.
pub async fn readyz(State(app): State<Arc<App>>) -> Response {
    match app
        .store
        .read(|reader| reader.audit_after(u64::MAX, 1).map(drop))
        .await
    {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            let error: StoreError = error;
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

/// Counters in Prometheus' text format.
pub async fn metrics(State(app): State<Arc<App>>) -> Response {
    let tips = app.store.tips();
    let text = format!(
        "{}# TYPE homeward_receipts gauge\nhomeward_receipts {}\n# TYPE homeward_audit_entries gauge\nhomeward_audit_entries {}\n",
        app.metrics.text(),
        tips.receipts.n,
        tips.audit.n
    );
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
