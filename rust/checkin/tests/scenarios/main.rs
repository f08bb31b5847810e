//! Scenarios: a form in a few lines, what a person does, and what is so afterwards.

mod cases;
mod choices;
mod drafts;
mod events;
mod forms;
mod given;
mod lists;
mod real;
mod references;
mod refusals;
mod relevance;
mod repeats;
mod replaying;
mod scenario;
mod texts;
mod upgrade;
mod values;
mod way;
