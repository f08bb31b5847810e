//! The cells that the nodes of a form come from, for what is only found in the form that came out.

use super::table::Table;
use super::tree::Form;
use crate::problem::{Place, Problem};

/// Rows of the survey sheet by the paths of their nodes.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    rows: Vec<(String, u32)>,
    survey: Table,
}

impl Cells {
    /// Of a form that was read.
    pub(super) fn of(form: Form) -> Cells {
        let rows = form.elements.iter().map(|element| element.row);
        Cells {
            rows: form.paths.into_iter().zip(rows).collect(),
            survey: Table {
                records: Vec::new(),
                ..form.survey
            },
        }
    }

    /// Names the cell of each problem that names a node, such as `/data/age relevant`; what nobody
    /// wrote keeps its path.
    pub fn locate(&self, problems: &mut [Problem]) {
        for problem in problems {
            if let Place::Path(node) = &problem.place
                && let Some(cell) = self.cell(node)
            {
                problem.place = cell;
            }
        }
    }

    fn cell(&self, node: &str) -> Option<Place> {
        let (path, part) = node.split_once(' ').unwrap_or((node, ""));
        let (_, row) = self.rows.iter().find(|(known, _)| known == path)?;
        let column: &[&str] = match part {
            "calculate" | "relevant" | "constraint" | "required" | "readonly" => &["bind", part],
            "itemset" => &["choice_filter"],
            "search" => &["control", "appearance"],
            "setvalue" => &["default"],
            _ => &["name"],
        };
        (*row > 0).then(|| self.survey.place(*row, column))
    }
}
