//! One form being filled.
//!
//! A check-in holds the answers to one form, keeps every calculation, relevance and choice list in
//! step with them, leads through the questions one page at a time, and gives the submission at
//! the end.
//!
//! Invariants: after every call all values are what a calculation from nothing would give; a call
//! that fails changes nothing; no input makes it panic. `Debug` and errors hold no answer.
//!
//! ```
//! use std::sync::Arc;
//! use homeward_checkin::{Answer, Checkin, Now, Path, Step};
//! use homeward_form::{Form, NoMedia};
//! # struct Zero;
//! # impl homeward_xpath::RandomSource for Zero {
//! #     fn next_u64(&mut self) -> u64 { 0 }
//! #     fn fill(&mut self, bytes: &mut [u8]) { bytes.fill(0) }
//! # }
//! # let random = &mut Zero;
//! let xform = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
//!   <h:head><model><instance><data id="visit"><met/><why/></data></instance>
//!     <bind nodeset="/data/met" required="true()"/>
//!     <bind nodeset="/data/why" relevant="/data/met = 'no'"/></model></h:head>
//!   <h:body><input ref="/data/met"><label>Met?</label></input>
//!     <input ref="/data/why"><label>Why not?</label></input></h:body></h:html>"#;
//! let (form, _) = Form::parse(xform.as_bytes(), &NoMedia);
//! let now = Now::parse("2026-03-14T09:26:53.000+01:00").expect("a time");
//! let mut checkin = Checkin::new(Arc::new(form), &now, random)?;
//! let first = checkin.first();
//! assert_eq!(checkin.next(&first), Step::End);
//! checkin.answer(&Path::new("/data/met"), &Answer::value("no"), &now)?;
//! assert_eq!(checkin.next(&first), Step::Question("/data/why".into()));
//! let finished = checkin.finish(&now).expect("nothing is missing");
//! assert_eq!(finished.submission_xml,
//!     br#"<?xml version="1.0"?><data id="visit"><met>no</met><why/></data>"#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Deliberately not here: storing drafts (the vault does), sealing, clocks and hidden
//! randomness. Nothing computes a number about a person.
#![forbid(unsafe_code)]

mod answer;
mod change;
mod checkin;
mod dated;
mod difference;
mod draws;
mod entities;
pub mod fill;
mod finish;
#[cfg(feature = "replay")]
pub mod form_tests;
mod journal;
mod kept;
mod lists;
mod load;
mod naive;
mod nodes;
mod now;
mod outcome;
mod pages;
mod path;
mod preload;
mod properties;
mod recalculate;
#[cfg(feature = "replay")]
pub mod replay;
mod rows;
mod rules;
mod show;
mod step;
mod submission;
mod tree;
mod upgrade;
mod values;
mod view;
mod world;

pub use answer::{Answer, Change, Lost, SavedAnswer, State};
pub use checkin::{Checkin, MAX_NODES};
pub use difference::difference;
pub use entities::{EntityAction, EntityChange};
pub use lists::{Entity, EntityList, ListError, NotApplied};
pub use now::Now;
pub use outcome::{AnswerError, Finished, LoadError, Missing, Why};
pub use path::Path;
pub use properties::Properties;
pub use recalculate::{MAX_INSTANCES, MAX_STEPS, MAX_TEXT};
pub use step::Step;
pub use upgrade::{Carried, Fate, Gone, Upgrade};
pub use view::{
    ChoiceView, ContentsKind, ContentsLine, Difference, QuestionKind, QuestionView, SummaryLine,
};
