//! The commands for forms, expressions and releases, as a person runs them: the real binary.

#[path = "command/expressions.rs"]
mod expressions;
#[path = "command/filled.rs"]
mod filled;
#[path = "command/forms.rs"]
mod forms;
#[path = "command/manual.rs"]
mod manual;
#[path = "command/releases.rs"]
mod releases;
#[path = "command/run.rs"]
mod run;
#[path = "command/sessions.rs"]
mod sessions;
