//! A worker at a phone without a screen: one command a line on stdin, one JSON line back.
//!
//! For fault tests: kill it at any moment, start it again on the same folder, compare.
//!
//! `cargo run -p homeward-app --example worker -- FOLDER`, then for example
//! `pin 246802`, `enrol http://127.0.0.1:4000 CODE`, `progress`, `unlock 246802`, `day`,
//! `start CASE`, `answer PATH VALUE`, `decline PATH`, `next`, `previous`, `skip`, `jump PATH`, `add`, `page`,
//! `summary`, `finish`, `resume CASE`, `returns`, `correct ID`, `outbox`, `offline on|off`, `language TAG`, `form-language TAG`,
//! `sync`, `lock`, `start-screen`.

use std::io::{BufRead, Write};

use homeward_app::{ApiError, App, screen::*};
use serde_json::{Value, json};

fn page(p: QuestionScreen) -> Value {
    let items: Vec<_> = p
        .items
        .iter()
        .map(|i| {
            let choices: Vec<_> = i.choices.iter().map(|c| c.value.as_str()).collect();
            let labels: Vec<_> = i.choices.iter().map(|c| c.label.as_str()).collect();
            json!({"path": i.path, "kind": format!("{:?}", i.kind), "label": i.label, "answer": i.answer, "required": i.required,
                "readonly": i.readonly, "state": format!("{:?}", i.state), "message": i.message, "choices": choices, "labels": labels})
        })
        .collect();
    json!({"step": format!("{:?}", p.step), "index": p.index, "total": p.total, "reference": p.reference,
        "progress": p.progress, "repeat": p.repeat_label, "repeats": p.repeat_count, "emergency": p.emergency.is_some(), "items": items})
}

fn enrolment(e: Enrolment) -> Value {
    json!({"step": format!("{:?}", e.step), "digits": e.digits.map(|d| d.groups.join(" ")), "sentence": e.sentence})
}

fn start(s: Start) -> Value {
    json!({"screen": format!("{:?}", s.screen), "tries_left": s.tries_left})
}

async fn run(app: &App, line: &str) -> Result<Value, ApiError> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (first, second) = rest.split_once(' ').unwrap_or((rest, ""));
    Ok(match word {
        "start-screen" => start(app.start()?),
        "pin" => start(app.set_pin(rest)?),
        "unlock" => {
            let u = app.unlock(rest)?;
            json!({"opened": u.opened, "tries_left": u.tries_left, "screen": format!("{:?}", u.screen)})
        }
        "lock" => start(app.lock()),
        "enrol" => enrolment(app.enrol(first, second).await?),
        "progress" => enrolment(app.enrolment_progress().await?),
        "day" => {
            let rows = app.day_list()?.rows;
            let row = |r: &DayRow| {
                json!({"case": r.case_id, "reference": r.reference, "due": r.due_date, "draft": r.draft,
                    "correction": r.correction})
            };
            json!({"rows": rows.iter().map(row).collect::<Vec<_>>()})
        }
        "start" => page(app.start_checkin(rest, None)?),
        "resume" => page(app.resume(rest)?),
        "page" => page(app.question()?),
        "answer" => page(app.answer(first, second)?),
        "decline" => page(app.prefer_not_to_say(rest)?),
        "next" => page(app.next()?),
        "previous" => page(app.previous()?),
        "skip" => page(app.skip()?),
        "jump" => page(app.jump(rest)?),
        "add" => page(app.add_repeat()?),
        "remove" => page(app.remove_repeat(rest)?),
        "discard" => {
            app.discard_draft(rest)?;
            json!({})
        }
        "summary" => {
            let s = app.summary()?;
            let rows: Vec<_> = s
                .rows
                .iter()
                .map(|r| json!({"path": r.path, "label": r.label, "answer": r.answer, "state": format!("{:?}", r.state)}))
                .collect();
            json!({"can_finish": s.can_finish, "first_missing": s.first_missing, "rows": rows})
        }
        "finish" => {
            let f = app.finish()?;
            json!({"done": f.done, "first_missing": f.first_missing, "sentence": f.sentence})
        }
        "returns" => {
            let row = |r: &Correction| json!({"id": r.return_id, "reference": r.reference, "comment": r.comment, "question": r.question});
            json!({"rows": app.corrections()?.rows.iter().map(row).collect::<Vec<_>>()})
        }
        "correct" => page(app.open_correction(rest)?),
        "outbox" => {
            let row = |r: &OutboxRow| {
                json!({"record": r.record_id, "reference": r.reference, "state": format!("{:?}", r.state),
                    "receipt": r.receipt, "reason": r.reason})
            };
            let outbox = app.outbox()?;
            json!({"waiting": outbox.waiting, "rows": outbox.rows.iter().map(row).collect::<Vec<_>>()})
        }
        "offline" => json!({"offline": app.set_work_offline(rest == "on")?.work_offline}),
        "language" => {
            app.set_language(rest)?;
            json!({})
        }
        "form-language" => {
            app.set_form_language(rest)?;
            json!({})
        }
        "sync" => {
            let r = app.sync_now(None).await?;
            json!({"complete": r.complete, "sent": r.sent, "refused": r.refused, "returned": r.returned,
                "waiting": r.waiting, "code": r.code, "sentence": r.sentence})
        }
        _ => json!({"unknown": word}),
    })
}

#[tokio::main]
async fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: worker FOLDER");
        std::process::exit(2);
    };
    let app = match App::open(folder.as_ref()) {
        Ok(app) => app,
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(1);
        }
    };
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let answer = run(&app, line.trim())
            .await
            .unwrap_or_else(|e| json!({"error": e.code, "sentence": e.sentence}));
        if writeln!(out, "{answer}")
            .and_then(|()| out.flush())
            .is_err()
        {
            return;
        }
    }
}
