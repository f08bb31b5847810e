//! The description of the API at `/api/v1/openapi.json`.
//!
//! One table says of each route who may use it and what goes in and out; a test asks every route
//! of the table whether it is there. CBOR bodies are described by `docs/wire.md` and named here.

use axum::Json;
use homeward_protocol::{
    API, ApiError, audit, cases, directory, enrolment, forms, review, session,
};
use utoipa::ToSchema;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, PathItem, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::{
    ComponentsBuilder, Content, InfoBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, ResponseBuilder,
    Schema,
};

const JSON: &str = "application/json";
const CBOR: &str = "application/cbor";

/// Body or answer of a route: its content type and the name of its schema.
type Shape = Option<(&'static str, &'static str)>;

/// Method, path, who may, body, answer.
pub const ROUTES: &[(&str, &str, &str, Shape, Shape)] = &[
    (
        "post",
        "/session/start",
        "anybody",
        Some((JSON, "UserSessionStart")),
        Some((JSON, "UserNonce")),
    ),
    (
        "post",
        "/session",
        "anybody",
        Some((JSON, "UserSessionOpen")),
        Some((JSON, "UserSession")),
    ),
    ("delete", "/session", "user", None, None),
    ("get", "/me", "user", None, Some((JSON, "Me"))),
    (
        "post",
        "/device/session/start",
        "anybody",
        Some((CBOR, "DeviceSessionStart")),
        Some((CBOR, "DeviceNonce")),
    ),
    (
        "post",
        "/device/session",
        "anybody",
        Some((CBOR, "DeviceSessionOpen")),
        Some((CBOR, "DeviceSession")),
    ),
    (
        "get",
        "/directory/genesis",
        "anybody",
        None,
        Some((JSON, "Genesis")),
    ),
    (
        "get",
        "/directory/head",
        "anybody",
        None,
        Some((JSON, "SignedHead")),
    ),
    (
        "post",
        "/directory/state",
        "user, device",
        Some((JSON, "StateRequest")),
        Some((JSON, "StateAnswer")),
    ),
    (
        "get",
        "/directory/log",
        "supervisor, auditor",
        None,
        Some((JSON, "LogAnswer")),
    ),
    (
        "post",
        "/directory/statements",
        "user with the right",
        Some((JSON, "AppendStatement")),
        Some((JSON, "Appended")),
    ),
    (
        "get",
        "/enrolments",
        "supervisor",
        None,
        Some((JSON, "Enrolment")),
    ),
    (
        "post",
        "/enrolments",
        "supervisor",
        Some((JSON, "Invite")),
        Some((JSON, "Invited")),
    ),
    (
        "post",
        "/enrolments/admit",
        "anybody with the secret",
        Some((JSON, "Admit")),
        Some((JSON, "Admitted")),
    ),
    (
        "get",
        "/enrolments/{id}",
        "client with the secret",
        None,
        Some((JSON, "Enrolment")),
    ),
    ("get", "/cases", "officer", None, Some((JSON, "CaseList"))),
    (
        "post",
        "/cases",
        "lead officer",
        Some((JSON, "CreateCase")),
        None,
    ),
    (
        "post",
        "/cases/{tag}/epochs",
        "member",
        Some((JSON, "AddEpoch")),
        None,
    ),
    (
        "post",
        "/cases/{tag}/headers",
        "member",
        Some((JSON, "AddObjects")),
        None,
    ),
    (
        "post",
        "/cases/{tag}/cards",
        "member",
        Some((JSON, "AddObjects")),
        None,
    ),
    (
        "get",
        "/review/queue",
        "officer",
        None,
        Some((JSON, "Queue")),
    ),
    (
        "get",
        "/records/{id}/{digest}",
        "member",
        None,
        Some((JSON, "RecordAnswer")),
    ),
    (
        "post",
        "/records/{id}/{digest}/states",
        "member",
        Some((JSON, "ChangeState")),
        None,
    ),
    (
        "post",
        "/records/{id}/{digest}/returns",
        "member",
        Some((JSON, "SendBack")),
        None,
    ),
    (
        "get",
        "/forms",
        "officer, form author, device",
        None,
        Some((JSON, "FormList")),
    ),
    (
        "post",
        "/forms",
        "form author",
        Some((JSON, "UploadForm")),
        Some((JSON, "FormJson")),
    ),
    (
        "get",
        "/forms/{digest}",
        "officer, form author, device",
        None,
        Some(("application/xml", "")),
    ),
    (
        "get",
        "/releases",
        "coordinator, statistics office",
        None,
        Some((JSON, "ReleaseList")),
    ),
    (
        "get",
        "/releases/{id}",
        "coordinator, statistics office",
        None,
        Some((JSON, "")),
    ),
    (
        "get",
        "/audit",
        "supervisor, auditor",
        None,
        Some((JSON, "AuditPage")),
    ),
    (
        "post",
        "/sync/push",
        "device",
        Some((CBOR, "Push")),
        Some((CBOR, "PushAnswer")),
    ),
    (
        "post",
        "/sync/pull",
        "device",
        Some((CBOR, "Pull")),
        Some((CBOR, "PullAnswer")),
    ),
];

fn content(shape: (&'static str, &'static str)) -> Content {
    match shape {
        (JSON, name) if !name.is_empty() => Content::new(Some(Ref::from_schema_name(name))),
        _ => Content::default(),
    }
}

fn operation(who: &str, body: Shape, answer: Shape) -> OperationBuilder {
    let mut good = ResponseBuilder::new().description(answer.map_or("done", |(_, name)| name));
    if let Some(shape) = answer {
        good = good.content(shape.0, content(shape));
    }
    let refused = ResponseBuilder::new()
        .description("refused: a code, a sentence and what to do next")
        .content(JSON, content((JSON, "ApiError")));
    let operation = OperationBuilder::new()
        .summary(Some(format!("For: {who}")))
        .response("2XX", good)
        .response("default", refused);
    match body {
        Some(shape) => {
            let body = RequestBodyBuilder::new()
                .description(Some(shape.1))
                .content(shape.0, content(shape));
            operation.request_body(Some(body.build()))
        }
        None => operation,
    }
}

fn add<T: ToSchema>(mut components: ComponentsBuilder) -> ComponentsBuilder {
    let mut inner: Vec<(String, RefOr<Schema>)> = Vec::new();
    T::schemas(&mut inner);
    inner.push((T::name().into_owned(), T::schema()));
    for (name, schema) in inner {
        components = components.schema(name, schema);
    }
    components
}

macro_rules! schemas {
    ($components:expr, $($type:ty),* $(,)?) => {{
        let mut components = $components;
        $(components = add::<$type>(components);)*
        components
    }};
}

/// The description.
pub fn describe() -> OpenApi {
    let mut paths = PathsBuilder::new();
    for (method, path, who, body, answer) in ROUTES {
        let method = match *method {
            "get" => HttpMethod::Get,
            "delete" => HttpMethod::Delete,
            _ => HttpMethod::Post,
        };
        paths = paths.path(
            format!("{API}{path}"),
            PathItem::new(method, operation(who, *body, *answer)),
        );
    }
    let components = schemas!(
        ComponentsBuilder::new(),
        ApiError,
        session::UserSessionStart,
        session::UserNonce,
        session::UserSessionOpen,
        session::UserSession,
        session::Me,
        directory::Genesis,
        directory::SignedHead,
        directory::StateRequest,
        directory::StateAnswer,
        directory::LogAnswer,
        directory::AppendStatement,
        directory::Appended,
        enrolment::Enrolment,
        enrolment::Invite,
        enrolment::Invited,
        enrolment::Admit,
        enrolment::Admitted,
        cases::CaseList,
        cases::CreateCase,
        cases::AddEpoch,
        cases::AddObjects,
        review::Queue,
        review::RecordAnswer,
        review::ChangeState,
        review::SendBack,
        forms::FormList,
        forms::FormJson,
        forms::UploadForm,
        forms::ReleaseList,
        audit::AuditPage,
    );
    OpenApiBuilder::new()
        .info(InfoBuilder::new().title("Homeward").version("1").build())
        .paths(paths)
        .components(Some(components.build()))
        .build()
}

/// `GET openapi.json`
pub async fn description() -> Json<OpenApi> {
    Json(describe())
}
