//! What a form needs: kinds and relevance of nodes, references, rewriting.

use std::borrow::Cow;

use homeward_xpath::ast::{Base, Step};
use homeward_xpath::doc::Document;
use homeward_xpath::{Context, Expr, Kind, Namespaces, NoHost, NodeId, Tree, order_by_walking};

/// A document whose nodes have kinds and relevance by their names.
struct Live(Document);

impl Tree for Live {
    walks_like!(0);
    fn string_value(&self, node: NodeId) -> Cow<'_, str> {
        if self.is_relevant(node) {
            self.0.string_value(node)
        } else {
            Cow::Borrowed("")
        }
    }
    fn order(&self, a: NodeId, b: NodeId) -> std::cmp::Ordering {
        order_by_walking(self, a, b)
    }
    fn kind(&self, node: NodeId) -> Kind {
        match self.0.local(node) {
            "int" => Kind::Number,
            "bool" => Kind::Boolean,
            "time" => Kind::Time,
            "stamp" => Kind::DateTime,
            _ => Kind::Text,
        }
    }
    fn is_relevant(&self, node: NodeId) -> bool {
        self.0.attribute(node, "hidden").is_none()
    }
}

fn check(expr: &str, expected: &str) {
    let live = Live(
        Document::parse(
            "<d><int>05</int><int>0</int><bool>false</bool><bool>true</bool><time>06:30:00.000+01:00</time>\
             <time>12:00:00.000+01:00</time><stamp>2026-03-14T09:00:00.000+01:00</stamp>\
             <stamp>2026-03-14T08:00:00.000Z</stamp><q>7</q><q hidden=''>8</q><q>9</q></d>",
        )
        .unwrap(),
    );
    let now = crate::now();
    let mut random = crate::Counter(1);
    let expr_parsed = Expr::parse(expr, &Namespaces::forms()).unwrap();
    let root = NodeId::new(0, 0);
    let mut cx = Context::new(&live, &NoHost, root, root, &now, &mut random).javarosa();
    let value = expr_parsed.evaluate_string(&mut cx).unwrap();
    assert_eq!(value, expected, "{expr}");
}

#[test]
fn kinds_decide_how_values_compare() {
    for (expr, expected) in [
        ("/d/int[1] = '5'", "true"),
        ("/d/int[1] = 5", "true"),
        ("if(/d/int[2], 'y', 'n')", "n"),
        ("if(/d/bool[1], 'y', 'n')", "n"),
        ("if(/d/bool[2], 'y', 'n')", "y"),
        ("/d/bool[1] = 'false'", "true"),
        ("/d/time[1] < /d/time[2]", "true"),
        ("/d/time[2] - /d/time[1] > 0.2", "true"),
        ("/d/stamp[1] = /d/stamp[2]", "true"),
        ("/d/stamp[1] < now()", "true"),
    ] {
        check(expr, expected);
    }
}

#[test]
fn what_is_not_relevant_is_empty_and_counts_nowhere() {
    for (expr, expected) in [
        ("count(/d/q)", "2"),
        ("count-non-empty(/d/q)", "2"),
        ("sum(/d/q)", "16"),
        ("max(/d/q)", "9"),
        ("join(' ', /d/q)", "7 9"),
        ("/d/q[2] = ''", "true"),
        ("/d/q = 8", "false"),
        ("string(/d/q[2])", ""),
        ("if(/d/q[2], 'y', 'n')", "n"),
        ("coalesce(/d/q[2], 'none')", "none"),
    ] {
        check(expr, expected);
    }
}

/// The paths of an expression: base, steps, and the step that a path in a predicate is relative to.
fn paths(expr: &str) -> Vec<String> {
    let expr = Expr::parse(expr, &Namespaces::forms()).unwrap();
    let shown = expr.references().paths.into_iter().map(|reference| {
        let base = match &reference.path.base {
            Base::Root => "/".to_owned(),
            Base::Context => ".".to_owned(),
            Base::Current => "current".to_owned(),
            Base::Instance(id) => format!("instance {id}"),
            Base::Other(_) => "other".to_owned(),
        };
        let steps = reference
            .path
            .steps
            .iter()
            .map(|step| match step.test.wanted() {
                Some(name) => name.local.to_owned(),
                None => format!("{:?}", step.axis),
            });
        let steps: Vec<String> = steps.collect();
        let inside = reference
            .inside
            .map_or(String::new(), |(at, step)| format!(" in {at}.{step}"));
        format!("{base} {}{inside}", steps.join(" "))
    });
    shown.collect()
}

#[test]
fn references() {
    assert_eq!(paths("1 + 2"), Vec::<String>::new());
    assert_eq!(paths("/data/a + ../b"), ["/ data a", ". Parent b"]);
    assert_eq!(paths("current()/../x"), ["current Parent x"]);
    assert_eq!(
        paths("instance('t')/root/item[region = current()/../r and n > ../m]/name"),
        [
            "instance t root item name",
            ". region in 0.1",
            "current Parent r",
            ". n in 0.1",
            ". Parent m in 0.1"
        ]
    );
    assert_eq!(
        paths("count(/d/r[v = /d/w])"),
        ["/ d r", ". v in 0.1", "/ d w"]
    );
    assert_eq!(paths("(/d/r)[v]"), ["/ d r", ". v in 0.1"]);
    assert_eq!(
        paths("randomize(/d/r, /d/seed)/v"),
        ["other v", "/ d r", "/ d seed"]
    );
}

#[test]
fn flags() {
    let flags = |expr: &str| {
        let expr = Expr::parse(expr, &Namespaces::forms()).unwrap();
        let found = expr.references();
        let all = [
            (found.uses_clock, 'c'),
            (found.uses_random, 'r'),
            (found.uses_position, 'p'),
            (found.uses_own_value, 'o'),
            (found.uses_language, 'l'),
            (found.uses_host, 'h'),
        ];
        all.iter()
            .filter(|(set, _)| *set)
            .map(|(_, flag)| *flag)
            .collect::<String>()
    };
    for (expr, expected) in [
        ("1", ""),
        ("today() > /d/a", "c"),
        ("/d/a[. < now()]", "c"),
        ("uuid()", "r"),
        ("randomize(/d/a)", "r"),
        ("randomize(/d/a, 1)", ""),
        ("position(..)", "p"),
        ("position()", "p"),
        ("/d/a[position() = 1]", ""),
        ("once(random())", "ro"),
        ("jr:choice-name('a', '/d/a')", "l"),
        ("pulldata('a', 'b', 'c', /d/a)", "h"),
    ] {
        assert_eq!(flags(expr), expected, "{expr}");
    }
}

/// A form turns absolute paths inside a repeat into relative ones.
#[test]
fn paths_can_be_rewritten() {
    let expr = Expr::parse("/d/q[3] + sum(/d/int)", &Namespaces::forms()).unwrap();
    let rewritten = expr.map_paths(&mut |path, _| {
        if path.base == Base::Root {
            path.base = Base::Context;
            path.steps.splice(0..1, [Step::parent()]);
        }
    });
    let doc = Document::parse("<d><q>7</q><q>8</q><q>9</q><int>5</int></d>").unwrap();
    let node = doc.children(doc.root_element().unwrap()).next().unwrap();
    let now = crate::now();
    let mut random = crate::Counter(1);
    let mut cx = Context::new(&doc, &NoHost, doc.root(), node, &now, &mut random);
    assert_eq!(rewritten.evaluate_number(&mut cx).unwrap(), 14.0);
}
