//! Lists with an index: the same items as without, for a small part of the steps. A table is the same
//! document as the XML that says the same.

#[macro_use]
mod walking;

use homeward_xpath::doc::{Document, Table};
use homeward_xpath::{
    Context, EvalError, Expr, Host, Namespaces, NodeId, RandomSource, Tree, Value, WantedName,
};

struct Zero;

impl RandomSource for Zero {
    fn next_u64(&mut self) -> u64 {
        0
    }
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

struct Here(NodeId);

impl Host for Here {
    fn instance(&self, _id: &str) -> Option<NodeId> {
        Some(self.0)
    }
}

/// The tree, without its indexes.
struct Plain<'t>(&'t dyn Tree);

impl Tree for Plain<'_> {
    walks_like!(0);
    fn string_value(&self, node: NodeId) -> std::borrow::Cow<'_, str> {
        self.0.string_value(node)
    }
    fn order(&self, a: NodeId, b: NodeId) -> std::cmp::Ordering {
        self.0.order(a, b)
    }
}

const HEADINGS: [&str; 4] = ["name", "region", "year", "note"];

fn rows(count: usize) -> Vec<Vec<String>> {
    let row = |at: usize| {
        let year = match at % 5 {
            0 => format!("{}", at % 7),
            1 => format!("0{}", at % 7),
            2 => format!("{}.0", at % 7),
            3 => String::new(),
            _ => "2026-03-14".to_owned(),
        };
        let mut row = vec![
            format!("n{at}"),
            format!("r{}", at % 10),
            year,
            String::new(),
        ];
        // some rows end early
        row.truncate(if at % 11 == 0 { 2 } else { 4 });
        row
    };
    (0..count).map(row).collect()
}

fn table(count: usize) -> Table {
    let mut table = Table::new(HEADINGS.map(Box::from).to_vec(), 0, 0);
    for row in rows(count) {
        table.push(row.iter().map(String::as_str)).unwrap();
    }
    table.finish().unwrap()
}

fn xml(count: usize) -> Document {
    let mut text = String::from("<root>");
    for row in rows(count) {
        text.push_str("<item>");
        for (name, cell) in HEADINGS.iter().zip(&row) {
            text.push_str(&format!("<{name}>{cell}</{name}>"));
        }
        text.push_str("</item>");
    }
    Document::parse(&(text + "</root>")).unwrap()
}

/// The texts of the nodes, and the steps taken.
fn found(tree: &dyn Tree, source: &str, javarosa: bool) -> (Vec<String>, u64) {
    try_found(tree, source, javarosa).unwrap()
}

/// The same, or the error.
fn try_found(
    tree: &dyn Tree,
    source: &str,
    javarosa: bool,
) -> Result<(Vec<String>, u64), EvalError> {
    let expr = Expr::parse(source, &Namespaces::forms()).unwrap();
    let now = jiff::Timestamp::UNIX_EPOCH.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let root = NodeId::new(0, 0);
    let (host, mut random) = (Here(root), Zero);
    let mut context = Context::new(tree, &host, root, root, &now, &mut random);
    if javarosa {
        context = context.javarosa();
    }
    let before = context.limit;
    let value = expr.evaluate(&mut context)?;
    let steps = before - context.limit;
    let texts = match value {
        Value::Nodes(nodes) => nodes
            .iter()
            .map(|node| tree.string_value(*node).into_owned())
            .collect(),
        other => vec![format!("{other:?}")],
    };
    Ok((texts, steps))
}

const LIST: &str = "instance('l')/root/item";

/// The same with and without index, from XML and from a table; gives the steps with and without.
#[track_caller]
fn check(filter: &str) -> (u64, u64) {
    let (table, xml) = (table(400), xml(400));
    let mut steps = (0, 0);
    for javarosa in [false, true] {
        let source = format!("{LIST}[{filter}]/name");
        let (expected, without) = found(&Plain(&xml), &source, javarosa);
        for tree in [&xml as &dyn Tree, &table] {
            let (texts, with) = found(tree, &source, javarosa);
            assert_eq!(texts, expected, "{filter} (JavaRosa: {javarosa})");
            steps = (with, without);
        }
    }
    steps
}

#[test]
fn equalities_are_looked_up() {
    for filter in [
        "name = 'n77'",
        "'n77' = name",
        "region = 'r3' and name = 'n13'",
        "region = 'r3' and name = 'n14'",
        "name = concat('n', 3 + 4)",
        "name = concat('n', '1') or name = 'n2' or name = 'n3'",
        "(name = 'n1' or name = 'n2') and region = 'r2'",
        "name = 'nobody'",
        "region = 'r3' and name = 'n13' and note = ''",
        "name = instance('l')/root/item[5]/name",
        "name = instance('l')/root/item[name = 'n8']/name",
        "region = 'r3'][name = 'n13'",
        "name = 'n5' and contains(region, 'r')",
    ] {
        let (with, without) = check(filter);
        assert!(with * 4 < without, "{filter}: {with} of {without}");
    }
}

/// The items with a name among those of an expression, as asked for and as looked for among all; gives
/// the steps of both.
#[track_caller]
fn members(tree: &dyn Tree, source: &str, name: &str) -> (Option<bool>, u64, u64) {
    let expr = Expr::parse(source, &Namespaces::forms()).unwrap();
    let now = jiff::Timestamp::UNIX_EPOCH.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let root = NodeId::new(0, 0);
    let (host, mut random) = (Here(root), Zero);
    let mut context = Context::new(tree, &host, root, root, &now, &mut random).javarosa();
    let before = context.limit;
    let asked = expr.members("name", name, &mut context).unwrap();
    let between = context.limit;
    let mut all = expr.evaluate_nodes(&mut context).unwrap().into_vec();
    let after = context.limit;
    all.sort_unstable();
    let key = WantedName {
        namespace: None,
        local: "name",
    };
    all.retain(|item| {
        let first = tree.first_child_named(*item, key);
        first.is_some_and(|first| tree.string_value(first) == name)
    });
    if let Some(asked) = &asked {
        assert_eq!(asked, &all, "{source} {name}");
    }
    let found = asked.map(|asked| !asked.is_empty());
    (found, before - between, between - after)
}

#[test]
fn one_item_is_asked_for_without_the_others() {
    let (table, xml) = (table(400), xml(400));
    for (source, name, expect) in [
        (LIST.to_owned(), "n77", Some(true)),
        (LIST.to_owned(), "n400", Some(false)),
        (format!("{LIST}[region = 'r7']"), "n77", Some(true)),
        (format!("{LIST}[region = 'r6']"), "n77", Some(false)),
        (
            format!("{LIST}[contains(region, '7')][year != 'x']"),
            "n77",
            Some(true),
        ),
        (
            format!("randomize({LIST}[region = 'r7'], 5)"),
            "n77",
            Some(true),
        ),
        // the whole list has to tell
        (format!("{LIST}[position() < 5]"), "n77", None),
        (format!("{LIST}[78]"), "n77", None),
        (
            format!("{LIST}[region = 'r7' and random() < 2]"),
            "n77",
            None,
        ),
        (format!("{LIST}[region]"), "n77", None),
        ("//item".to_owned(), "n77", None),
        (format!("{LIST}[region = 'r7'] | {LIST}[1]"), "n77", None),
    ] {
        for tree in [&xml as &dyn Tree, &table, &Plain(&xml)] {
            let (found, _, _) = members(tree, &source, name);
            assert_eq!(found, expect, "{source} {name}");
        }
        let (_, asked, all) = members(&table, &source, name);
        assert!(
            expect.is_none() || asked * 2 < all,
            "{source}: {asked} of {all}"
        );
    }
}

#[test]
fn numbers_are_found_however_they_are_written() {
    for filter in [
        "year = 5",
        "year = 2 + 3",
        "year = '5'",
        "year = '5.0'",
        "year = 5.0000000000001",
        // a date counts as days since 1970
        "year = 20526",
        "year = 5 and region = 'r0'",
        "year = ''",
        "note = ''",
        "year = //nothing",
        "not(year = 5)",
        "year = true()",
        "position() = 5 and year = 5",
        "year = 5 or position() = 3",
        "name = random()",
    ] {
        check(filter);
    }
}

/// What a filter finds without an index, evaluated as a whole and for each item alone.
fn whole_and_alone(filter: &str, javarosa: bool) -> [Result<(Vec<String>, u64), EvalError>; 2] {
    let xml = xml(400);
    // an argument of a function is evaluated for each item
    [filter, &format!("boolean({filter})")].map(|filter| {
        let source = format!("{LIST}[{filter}]/name");
        try_found(&Plain(&xml), &source, javarosa)
    })
}

#[test]
fn what_is_the_same_for_all_items_is_worked_out_once() {
    for filter in [
        "region = concat('r', 1 + 2)",
        "concat('r', 1 + 2) = region",
        "year > count(//item[2]/name) + 3",
        "count(//item[2]/name) + 3 > year",
        "region != //item[4]/region and year <= 5",
        "year = //item[position() < 4]/year or region = 'r7'",
        "region = //item[4]/region and year < 5 and contains(name, '3')",
        "note = //nothing",
        "note = string(//nothing)",
        "year = boolean(//item)",
        "concat(region, '') = string(//item[4]/region)",
        "*[2] = string(//item[4]/region)",
        "region = current()//item[4]/region",
    ] {
        for javarosa in [false, true] {
            let [whole, alone] = whole_and_alone(filter, javarosa);
            let ((whole, with), (alone, without)) = (whole.unwrap(), alone.unwrap());
            assert_eq!(whole, alone, "{filter} (JavaRosa: {javarosa})");
            assert!(with < without, "{filter}: {with} of {without}");
        }
    }
    // an error comes when the first item asks for it, and not before
    for (filter, fails) in [
        (
            "name = 'nobody' and year = date(string(//item[1]/name))",
            false,
        ),
        (
            "region = 'r3' and year = date(string(//item[1]/name))",
            true,
        ),
        ("date(string(//item[1]/name)) = year", true),
    ] {
        let [whole, alone] = whole_and_alone(filter, true).map(|one| one.map(|(texts, _)| texts));
        assert_eq!(whole, alone, "{filter}");
        assert_eq!(whole.is_err(), fails, "{filter}");
    }
}

#[test]
fn a_table_is_a_document() {
    let (table, xml) = (table(40), xml(40));
    for source in [
        "count(//node())",
        "count(//*)",
        "count(//text())",
        "string(/)",
        "string(/root/item[3])",
        "name(/*/*[4]/*[2])",
        "/root/item[last()]/name",
        "/root/item[7]/following-sibling::item[2]/name",
        "/root/item[7]/preceding-sibling::*[1]/name",
        "//region[. = 'r3']/../name",
        "//item[12]/*[last()]",
        "//item[12]/region/following::name[1]",
        "//item[12]/region/preceding::text()[1]",
        "//item[1]/ancestor-or-self::node()",
        "//name/text()",
        "count(//@*)",
        "/root/item[0]",
        "/root/item[41]",
        "/root/row",
        "/root/item/name/..//year",
        "(//year | //name)[6]",
        "//item[23]/*/following-sibling::*",
    ] {
        assert_eq!(
            found(&table, source, false).0,
            found(&xml, source, false).0,
            "{source}"
        );
    }
}

#[test]
fn ids_that_a_table_did_not_give_out_are_no_panic() {
    let table = table(3);
    for node in [17, 18, 1_000, 1 << 30, (1 << 30) + 5, u32::MAX] {
        let node = NodeId::new(0, node);
        assert!(table.next_sibling(node).is_none());
        let _ = (
            table.node_type(node),
            table.name(node),
            table.string_value(node),
        );
        let _ = (
            table.parent(node),
            table.first_child(node),
            table.last_child(node),
        );
        let wanted = WantedName {
            namespace: None,
            local: "name",
        };
        assert!(table.first_child_named(node, wanted).is_none());
    }
    assert!(
        Table::new(Vec::new(), 0, 0)
            .finish()
            .unwrap()
            .first_child(NodeId::new(0, 1))
            .is_none()
    );
}
