//! A form as it was read: what is asked, of which data, by which rules, in which words.
//!
//! Invariant: never changes, so it may be shared; every id that it holds is of its own lists. It
//! holds no answers.

use std::collections::HashMap;
use std::sync::Arc;

use homeward_xpath::{Expr, Listing, Namespaces, NodeId};

use crate::action::Action;
use crate::aggregate::Aggregate;
use crate::compiled::Compiled;
use crate::control::Control;
use crate::definition::{Bind, ControlId, DefId, InitialNode, NodeDef};
use crate::entity::EntityDef;
use crate::graph::Graph;
use crate::itext::Itext;
use crate::media::Media;
use crate::problem::Problem;

/// What the `submission` element says; nothing here acts on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submission {
    /// Where submissions go, if not to where the form came from.
    pub action: Option<Box<str>>,
    /// The RSA key that submissions are encrypted for, in base64.
    pub public_key: Option<Box<str>>,
    /// Whether a finished submission is sent at once.
    pub auto_send: Option<bool>,
    /// Whether a sent submission is deleted.
    pub auto_delete: Option<bool>,
    /// Whether a sent submission may be edited on the device.
    pub client_editable: Option<bool>,
}

/// One form, ready to be filled.
#[derive(Debug, Default)]
pub struct Form {
    pub(crate) title: Box<str>,
    pub(crate) id: Box<str>,
    pub(crate) version: Box<str>,
    pub(crate) style: Box<str>,
    pub(crate) nodes: Vec<NodeDef>,
    pub(crate) by_path: HashMap<Box<str>, DefId>,
    pub(crate) binds: Vec<Bind>,
    pub(crate) controls: Vec<Control>,
    pub(crate) body: Vec<ControlId>,
    pub(crate) initial: Vec<InitialNode>,
    pub(crate) templates: HashMap<DefId, u32>,
    pub(crate) actions: Vec<Action>,
    pub(crate) itext: Itext,
    pub(crate) documents: Vec<Arc<dyn Listing>>,
    pub(crate) instances: HashMap<Box<str>, NodeId>,
    pub(crate) namespaces: Namespaces,
    pub(crate) aggregates: Vec<Aggregate>,
    pub(crate) graph: Graph,
    pub(crate) error: Option<String>,
    pub(crate) submission: Option<Submission>,
    pub(crate) entities: Vec<EntityDef>,
}

impl Form {
    /// Reads an XForm. Never fails as a whole: what can't be read is a problem, and a form with
    /// errors can be looked at but not filled.
    ///
    /// ```
    /// let xform = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
    ///   <h:head><h:title>Visit</h:title><model>
    ///     <instance><data id="visit"><day/></data></instance>
    ///     <bind nodeset="/data/day" type="date"/>
    ///   </model></h:head>
    ///   <h:body><input ref="/data/day"><label>Day</label></input></h:body></h:html>"#;
    /// let (form, problems) = homeward_form::Form::parse(xform.as_bytes(), &homeward_form::NoMedia);
    /// assert!(problems.is_empty());
    /// assert_eq!(form.title(), "Visit");
    /// ```
    pub fn parse(xform: &[u8], media: &dyn Media) -> (Form, Vec<Problem>) {
        crate::read::read(xform, media)
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The id of the form, as its root element says.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version, as its root element says; empty if it has none.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The style words of the body, such as `pages`.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The languages as the form names them, in its order; empty if it has no translations.
    pub fn languages(&self) -> Vec<&str> {
        self.itext.languages().collect()
    }

    /// The default language.
    pub fn default_language(&self) -> Option<&str> {
        self.itext.default_language()
    }

    /// The form's name of a language given by name or tag; the default one if it has no such.
    pub fn language(&self, wanted: &str) -> Option<&str> {
        self.itext.language(wanted)
    }

    /// The first error, if the form can't be filled.
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// All nodes of the data, by [`DefId`].
    pub fn nodes(&self) -> &[NodeDef] {
        &self.nodes
    }

    /// One node of the data.
    pub fn node(&self, id: DefId) -> &NodeDef {
        &self.nodes[id.index()]
    }

    /// The node with a path without positions, such as `/data/visit/stage`.
    pub fn find(&self, path: &str) -> Option<DefId> {
        self.by_path.get(path).copied()
    }

    /// The rules, as [`NodeDef::bind`] counts them.
    pub fn binds(&self) -> &[Bind] {
        &self.binds
    }

    /// The rules of a node.
    pub fn bind(&self, id: DefId) -> Option<&Bind> {
        self.binds.get(self.nodes.get(id.index())?.bind? as usize)
    }

    /// An attribute of a bind of any vocabulary by local name, such as `class` of
    /// `ri:class`; `None` if the node has none.
    pub fn bind_attribute(&self, path: &str, local: &str) -> Option<&str> {
        let bind = self.bind(self.find(path)?)?;
        let found = bind
            .attributes
            .iter()
            .find(|(name, _)| *name.local == *local);
        found.map(|(_, value)| &**value)
    }

    /// All controls, by [`ControlId`].
    pub fn controls(&self) -> &[Control] {
        &self.controls
    }

    /// One control.
    pub fn control(&self, id: ControlId) -> &Control {
        &self.controls[id.index()]
    }

    /// The outermost controls of the body.
    pub fn body(&self) -> &[ControlId] {
        &self.body
    }

    /// The values that the form starts with; the first is the root element.
    pub fn initial(&self) -> &[InitialNode] {
        &self.initial
    }

    /// The pattern for new instances of a repeat, an index of [`Form::initial`].
    pub fn template(&self, repeat: DefId) -> Option<u32> {
        self.templates.get(&repeat).copied()
    }

    /// The actions.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// The texts in all languages.
    pub fn itext(&self) -> &Itext {
        &self.itext
    }

    /// The documents of secondary instances; the document with index 0 has number 1 in node ids.
    pub fn documents(&self) -> &[Arc<dyn Listing>] {
        &self.documents
    }

    /// The node that `instance(id)` gives.
    pub fn instance(&self, id: &str) -> Option<NodeId> {
        self.instances.get(id).copied()
    }

    /// What the form says about sending.
    pub fn submission(&self) -> Option<&Submission> {
        self.submission.as_ref()
    }

    /// The entities that a check-in of this form may create or update.
    pub fn entities(&self) -> &[EntityDef] {
        &self.entities
    }

    /// Numbers over repeats that are kept in step.
    pub fn aggregates(&self) -> &[Aggregate] {
        &self.aggregates
    }

    /// Who depends on what.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Makes an expression of a translation ready to be evaluated for nodes of `context`.
    pub fn compile(&self, expr: &Expr, context: DefId) -> Compiled {
        Compiled::from_expr(expr.clone(), Some(context), &self.nodes)
    }
}
