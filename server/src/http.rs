//! The API under `/api/v1`, the pages, and the three addresses for whoever runs the server.
//!
//! Invariant: a handler decides who may, then calls the store; it holds no SQL. What is not yours
//! answers like what does not exist. It opens nothing that is sealed.

mod app;
mod audit;
mod body;
mod cases;
mod directory;
mod enrolments;
mod error;
mod forms;
mod guard;
mod health;
mod openapi;
mod pages;
mod path;
mod releases;
mod review;
mod router;
mod security;
mod seen;
mod session;
mod sync;
mod throttle;
mod tokens;

pub use app::App;
pub use error::Failure;
pub use pages::built as pages_built;
pub use router::router;
