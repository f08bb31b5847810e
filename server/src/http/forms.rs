//! Forms: drafts of authors, and the published ones for everybody who may use them.
//!
//! Invariant: a form is published when the directory has a statement of two authors about its
//! digest; drafts are seen by authors only. Versions never disappear.

use std::sync::Arc;

use axum::extract::{Path, State};
use homeward_form::Form;
use homeward_protocol::forms::{FormJson, FormList, UploadForm};
use homeward_protocol::{Code, Hex};
use homeward_seal::Digest;
use homeward_seal::statement::{Body, Role, Statement};

use super::body::{Exact, Json};
use super::guard::{Anybody, User};
use super::{App, Failure, directory, path};
use crate::store::{Action, AuditEntry, NewForm, Purpose};

/// Biggest XForm.
const XFORM_MOST: usize = 2 * 1024 * 1024;

fn sees_drafts(who: &Anybody) -> bool {
    matches!(who, Anybody::User(user) if user.role == Role::FormAuthor)
}

fn uses_forms(who: &Anybody) -> Result<(), Failure> {
    match who {
        Anybody::Device => Ok(()),
        Anybody::User(user) => user.must_be(&[Role::FormAuthor, Role::Officer]),
    }
}

/// `GET forms`
pub async fn list(State(app): State<Arc<App>>, who: Anybody) -> Result<Json<FormList>, Failure> {
    uses_forms(&who)?;
    let rows = app.store.read(|reader| reader.forms()).await?;
    let tips = app.tips();
    let forms = rows.into_iter().filter_map(|row| {
        let published = tips.directory.form(&Digest(row.digest)).is_some();
        (published || sees_drafts(&who)).then(|| FormJson {
            form: Hex(Digest(row.digest)),
            id: row.id,
            version: row.version,
            title: row.title,
            published,
        })
    });
    Ok(Json(FormList {
        forms: forms.collect(),
    }))
}

/// `GET forms/{digest}`
pub async fn one(
    State(app): State<Arc<App>>,
    who: Anybody,
    Path(digest): Path<String>,
) -> Result<Exact, Failure> {
    uses_forms(&who)?;
    let digest: Digest = path::id(&digest)?;
    if app.tips().directory.form(&digest).is_none() && !sees_drafts(&who) {
        return Err(Code::NotFound.into());
    }
    let body = app.store.read(move |reader| reader.form(&digest.0)).await?;
    Ok(Exact("application/xml", body.ok_or(Code::NotFound)?))
}

/// `POST forms`
pub async fn upload(
    State(app): State<Arc<App>>,
    user: User,
    Json(UploadForm { xform, statement }): Json<UploadForm>,
) -> Result<Json<FormJson>, Failure> {
    user.must_be(&[Role::FormAuthor])?;
    if xform.len() > XFORM_MOST {
        return Err(Code::TooBig.into());
    }
    let digest = Digest::of(&xform);
    let statement = statement
        .map(|bytes| Statement::parse(&bytes))
        .transpose()
        .map_err(|_| Code::StatementMalformed)?;
    let about_this =
        |statement: &Statement| matches!(statement.body(), Body::Form(body) if body.form == digest);
    if statement
        .as_ref()
        .is_some_and(|statement| !about_this(statement))
    {
        return Err(Code::StatementContent.into());
    }
    let (id, version, title) = names(&xform)?;
    let form = NewForm {
        digest: digest.0,
        id,
        version,
        title,
        author: user.id,
        body: xform.0,
    };
    let shown = FormJson {
        form: Hex(digest),
        id: form.id.clone(),
        version: form.version.clone(),
        title: form.title.clone(),
        published: statement.is_some() || app.tips().directory.form(&digest).is_some(),
    };
    let now_ms = app.clock.now_ms();
    let entry = move |kind: &'static str, object: [u8; 16]| AuditEntry {
        time_ms: now_ms,
        actor: user.actor(),
        action: Action::Create,
        purpose: Purpose::Review,
        kind: kind.into(),
        objects: vec![object],
    };
    app.store
        .write(move |tx| {
            let subject = homeward_seal::statement::FormStatement::subject(&digest).0;
            if tx.add_form(&form, now_ms)? {
                tx.audit(&entry("form", subject))?;
                if tx.tips().directory.form(&digest).is_some() {
                    tx.feed(None, crate::store::FeedKind::Form, &digest.0)?;
                }
            }
            if let Some(statement) = statement {
                directory::keep(tx, &statement, &entry("statement", subject))?;
            }
            Ok::<_, Failure>(())
        })
        .await?;
    Ok(Json(shown))
}

/// Id, version and title of an XForm. A form with problems is kept all the same: authors see them.
fn names(xform: &[u8]) -> Result<(String, String, String), Failure> {
    let (form, _problems) = Form::parse(xform, &homeward_form::NoMedia);
    if form.id().is_empty() {
        return Err(Code::Malformed.into());
    }
    Ok((
        form.id().to_owned(),
        form.version().to_owned(),
        form.title().to_owned(),
    ))
}
