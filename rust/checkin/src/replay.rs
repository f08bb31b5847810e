//! Driving a form through a session and checking it: what `homeward form replay` does.
//!
//! A session is a JSON object with a form and a list of operations; the command line's manual has
//! them all. Files, the clock and the memory figure come through [`Surroundings`], so nothing here
//! touches the system. With no runs to measure, a session is only checked.

mod figures;
#[cfg(feature = "machine")]
mod machine;
mod operations;

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use homeward_form::Form;
use homeward_form::xlsform::{EXTERNAL_CHOICES, Kind, external_choices};
use homeward_xpath::RandomSource;
use serde_json::Value;

use crate::{Checkin, Now};
use figures::Figures;
#[cfg(feature = "machine")]
pub use machine::Machine;

/// What a session needs from outside.
pub trait Surroundings {
    /// The bytes of a file that the session names or that lies beside its form, relative to the session.
    fn load(&self, file: &str) -> Option<Vec<u8>>;
    /// A spreadsheet as an XForm; an error says why not. Only asked for what is not XML.
    fn convert(&self, file: &str, bytes: &[u8]) -> Result<Vec<u8>, String>;
    /// A clock that only goes forward, in milliseconds.
    fn milliseconds(&self) -> f64;
    /// The most memory that the process has used, in MiB.
    fn peak_mib(&self) -> f64;
}

/// Why a session does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// The session is not what a session is.
    #[error("the session is malformed: {0}")]
    Session(String),
    /// The form can't be loaded though it should be.
    #[error("the form does not load: {0}")]
    Load(String),
    /// The form can be loaded though it should not be.
    #[error("the form loads, though the session expects an error")]
    Loads,
    /// A check does not hold.
    #[error("op {index} ({op}): wanted {wanted}, found {found}")]
    Check {
        /// The operation, from 0.
        index: usize,
        /// The operation as the session writes it.
        op: String,
        /// What the session expects.
        wanted: String,
        /// What there is.
        found: String,
    },
}

/// A session that was read.
struct Session {
    workload: String,
    form: String,
    media: Vec<(String, String)>,
    language: String,
    now: Now,
    error: bool,
    ops: Vec<Value>,
}

/// Numbers that are the same each time, so that a session is.
pub(crate) struct Steady(pub(crate) u64);

impl RandomSource for Steady {
    fn next_u64(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 ^ (self.0 >> 29)
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let word = self.next_u64().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}

/// Replays a session: once to check it, or `runs` times to measure it too. Each line of `print` is
/// one figure as JSON.
///
/// # Errors
/// The session is malformed, the form does not load, or a check does not hold.
pub fn replay(
    session: &str,
    runs: usize,
    surroundings: &dyn Surroundings,
    print: &mut dyn FnMut(&str),
) -> Result<(), ReplayError> {
    let session = Session::read(session)?;
    let form = surroundings
        .load(&session.form)
        .ok_or_else(|| ReplayError::Session(format!("there is no file {}", session.form)))?;
    let mut bytes = form
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() || **byte > 0x7f);
    let is_xml = bytes.next() == Some(&b'<');
    let converted = if is_xml {
        Ok(form.clone())
    } else {
        surroundings.convert(&session.form, &form)
    };
    let xform = match converted {
        Ok(xform) => xform,
        Err(_) if session.error => return Ok(()),
        Err(reason) => return Err(ReplayError::Load(reason)),
    };
    let figures = RefCell::new(Figures::default());
    for _ in 0..runs.max(1) {
        let begin = surroundings.milliseconds();
        let loaded = load(&session, &form, &xform, surroundings, &figures);
        figures
            .borrow_mut()
            .add("load", surroundings.milliseconds() - begin);
        let mut checkin = match (loaded, session.error) {
            (Ok(_), true) => return Err(ReplayError::Loads),
            (Err(_), true) => continue,
            (Err(reason), false) => return Err(ReplayError::Load(reason)),
            (Ok(checkin), false) => checkin,
        };
        let mut language = session.language.clone();
        for (index, op) in session.ops.iter().enumerate() {
            let start = surroundings.milliseconds();
            let done = operations::perform(&mut checkin, op, &session.now, &mut language);
            let took = surroundings.milliseconds() - start;
            done.map_err(|difference| difference.at(index, op))?;
            if let Some(tag) = op.get("tag").and_then(Value::as_str) {
                figures.borrow_mut().add_op(tag, took);
            }
        }
        let mut figures = figures.borrow_mut();
        figures.add("session", surroundings.milliseconds() - begin);
        figures.end_run();
    }
    if runs > 0 {
        figures
            .borrow()
            .print(&session.workload, surroundings.peak_mib(), print);
    }
    Ok(())
}

fn load(
    session: &Session,
    form: &[u8],
    xform: &[u8],
    surroundings: &dyn Surroundings,
    figures: &RefCell<Figures>,
) -> Result<Checkin, String> {
    let media = |url: &str| session.file(url, form, surroundings);
    let start = surroundings.milliseconds();
    let (form, problems) = Form::parse(xform, &media);
    let parsed = surroundings.milliseconds();
    figures.borrow_mut().add("parse", parsed - start);
    if let Some(problem) = problems.iter().find(|problem| problem.is_error()) {
        return Err(problem.to_string());
    }
    let checkin = Checkin::new(Arc::new(form), &session.now, &mut Steady(1));
    figures
        .borrow_mut()
        .add("instantiate", surroundings.milliseconds() - parsed);
    let mut checkin = checkin.map_err(|error| error.to_string())?;
    if !session.language.is_empty() {
        checkin
            .set_language(&session.language)
            .map_err(|error| error.to_string())?;
    }
    Ok(checkin)
}

impl Session {
    /// A file that the form names: the one that the session gives for it, one beside the form, or a sheet of
    /// the form.
    fn file(&self, url: &str, form: &[u8], surroundings: &dyn Surroundings) -> Option<Vec<u8>> {
        if let Some((_, file)) = self.media.iter().find(|(known, _)| known == url) {
            return surroundings.load(file);
        }
        let places = homeward_form::beside(Path::new(&self.form), url)?;
        let mut places = places.iter().filter_map(|place| place.to_str());
        places
            .find_map(|place| surroundings.load(place))
            .or_else(|| {
                let kind = Kind::of_name(&self.form).filter(|_| url == EXTERNAL_CHOICES)?;
                external_choices(form, kind)
            })
    }

    fn read(text: &str) -> Result<Self, ReplayError> {
        let say = |reason: &str| ReplayError::Session(reason.to_owned());
        let value: Value = serde_json::from_str(text).map_err(|error| say(&error.to_string()))?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let now = match text("now") {
            Some(now) => Now::parse(&now).ok_or_else(|| say("now is no time with an offset"))?,
            None => Now::from_unix(1_773_480_413),
        };
        let media = match value.get("media") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Object(files)) => files
                .iter()
                .filter_map(|(url, file)| Some((url.clone(), file.as_str()?.to_owned())))
                .collect(),
            Some(_) => return Err(say("media is no object")),
        };
        Ok(Session {
            workload: text("workload").unwrap_or_default(),
            form: text("form").ok_or_else(|| say("it names no form"))?,
            media,
            language: text("lang").unwrap_or_default(),
            now,
            error: value.get("error").and_then(Value::as_bool).unwrap_or(false),
            ops: match value.get("ops") {
                None => Vec::new(),
                Some(Value::Array(ops)) => ops.clone(),
                Some(_) => return Err(say("ops is no list")),
            },
        })
    }
}
