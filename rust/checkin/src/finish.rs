//! The end of a check-in: is everything there, and the submission.

use homeward_form::action::Event;
use homeward_form::definition::Preload;
use homeward_form::graph::Task;

use crate::checkin::Checkin;
use crate::nodes::Nodes;
use crate::outcome::{Finished, LoadError, Missing};
use crate::{Now, Step, values};

impl Checkin {
    /// Validates every question that is asked and gives the submission.
    ///
    /// # Errors
    /// The questions that keep it from being finished, in order, never none. An expression of the
    /// form that fails counts as its question's constraint, or as that of the root.
    pub fn finish(&mut self, now: &Now) -> Result<Finished, Vec<Missing>> {
        self.set_now(now);
        let last = self.last.take();
        let ended: Result<_, LoadError> = self.transact(|this, agenda| {
            let form = this.form.clone();
            for ix in this.nodes.subtree(Nodes::ROOT) {
                let bind = form.bind(this.nodes.get(ix).def);
                if bind.and_then(|bind| bind.preload.as_ref()) == Some(&Preload::End) {
                    this.set_value(ix, values::moment(now), agenda)?;
                }
            }
            this.run_actions(Event::Revalidate, None, agenda)?;
            for def in &form.graph().uses_clock {
                let mut nodes = Vec::new();
                this.nodes.below(&form, Nodes::ROOT, *def, &mut nodes);
                for task in [Task::Relevance, Task::Value] {
                    this.schedule_task(*def, task, &nodes, agenda);
                }
            }
            Ok(())
        });
        self.last = last;
        let mut missing = self.missing();
        if missing.is_empty() && ended.is_err() {
            missing.push(Missing {
                path: self.path_of(Nodes::ROOT),
                step: Step::End,
                why: crate::Why::Constraint,
            });
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        Ok(Finished {
            submission_xml: self.submission().into_bytes(),
            states: self.states(),
        })
    }

    /// The questions that keep the check-in from being finished, in order.
    pub fn missing(&self) -> Vec<Missing> {
        let way = self.way();
        let mut missing = Vec::new();
        for stop in &way.stops {
            let why = match self.fault(stop.ix) {
                Ok(None) => continue,
                Ok(Some(why)) => why,
                Err(_) => crate::Why::Constraint,
            };
            let step = way.pages.get(stop.page).cloned().unwrap_or(Step::End);
            missing.push(Missing {
                path: self.path_of(stop.ix),
                step,
                why,
            });
        }
        missing
    }

    /// Each question with its state, in the order of the data.
    pub fn states(&self) -> Vec<(String, crate::State)> {
        let all = self.questions().into_iter();
        all.map(|(_, ix)| (self.path_of(ix).to_string(), self.state_of(ix)))
            .collect()
    }
}
