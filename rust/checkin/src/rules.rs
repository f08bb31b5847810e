//! Rules that are asked for, not kept: read only, required, constraint. They are worked out for
//! one node when somebody looks.

use homeward_form::compiled::Compiled;
use homeward_form::definition::DataType;

use crate::checkin::Checkin;
use crate::outcome::{LoadError, Why};
use crate::values;

impl Checkin {
    fn rule(
        &self,
        rule: Option<&Compiled>,
        ix: u32,
        otherwise: bool,
        what: &str,
    ) -> Result<bool, LoadError> {
        match rule {
            None => Ok(otherwise),
            Some(Compiled {
                constant: Some(constant),
                ..
            }) => Ok(*constant),
            Some(compiled) => {
                let world = self.world();
                let truth = world.truth(&compiled.expr, ix, &mut world.draws(ix));
                truth.map_err(|error| self.failed(self.nodes.get(ix).def, what, &error))
            }
        }
    }

    /// Whether a node or one above it is read only, or calculated.
    pub(crate) fn is_readonly(&self, ix: u32) -> Result<bool, LoadError> {
        let bind = self.form.bind(self.nodes.get(ix).def);
        if bind.is_some_and(|bind| bind.calculate.is_some()) {
            return Ok(true);
        }
        let mut at = ix;
        while let Some(node) = self.nodes.find(at) {
            let rule = self
                .form
                .bind(node.def)
                .and_then(|bind| bind.readonly.as_ref());
            if self.rule(rule, at, false, "readonly")? {
                return Ok(true);
            }
            at = node.parent;
        }
        Ok(false)
    }

    pub(crate) fn is_required(&self, ix: u32) -> Result<bool, LoadError> {
        let bind = self.form.bind(self.nodes.get(ix).def);
        self.rule(
            bind.and_then(|bind| bind.required.as_ref()),
            ix,
            false,
            "required",
        )
    }

    /// What is wrong with the present answer of a relevant question, if anything. An empty answer
    /// is only wrong where one is required; a constraint is only asked about one that is not.
    pub(crate) fn fault(&self, ix: u32) -> Result<Option<Why>, LoadError> {
        let node = self.nodes.get(ix);
        if !node.relevant {
            return Ok(None);
        }
        if node.value.is_empty() {
            return Ok(self.is_required(ix)?.then_some(Why::Required));
        }
        let Some(bind) = self.form.bind(node.def) else {
            return Ok(None);
        };
        if bind.data_type != DataType::Text && values::accept(bind.data_type, &node.value).is_none()
        {
            return Ok(Some(Why::Type));
        }
        let holds = self.rule(bind.constraint.as_ref(), ix, true, "constraint")?;
        Ok((!holds).then_some(Why::Constraint))
    }
}
