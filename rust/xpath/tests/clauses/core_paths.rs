//! XPath 1.0, clause 2: axes, node tests, predicates, abbreviations, document order.

use crate::{check, check_all, evaluate};

#[test]
fn steps() {
    check_all(&[
        ("name", "[Ada]"),
        ("/data/name", "[Ada]"),
        ("./name", "[Ada]"),
        ("child::name", "[Ada]"),
        ("name/..//v", "[3, 1, 2]"),
        ("rep/v", "[3, 1, 2]"),
        ("rep[2]/v", "[1]"),
        ("//v", "[3, 1, 2]"),
        ("//rep/v[1]", "[3, 1, 2]"),
        ("//v[1]", "[3, 1, 2]"),
        ("(//v)[1]", "[3]"),
        ("/descendant::v[2]", "[1]"),
        ("//v[. = 2]", "[2]"),
        ("*[1]", "[Ada]"),
        ("*[last()]/root/item[last()]/name", "[t3]"),
        ("rep[last()]/v", "[2]"),
        ("rep[position() = 2]/v", "[1]"),
        ("rep[position() > 1]/v", "[1, 2]"),
        ("rep[v = 2]/w", "[a]"),
        ("rep[w = 'a'][2]/v", "[2]"),
        ("rep[2][w = 'b']/v", "[1]"),
        ("rep[0]", "[]"),
        ("rep[1.5]", "[]"),
        ("rep[-1]", "[]"),
        ("rep['x']/v", "[3, 1, 2]"),
        ("rep['']/v", "[]"),
        ("rep[v][w]/v", "[3, 1, 2]"),
        ("rep[position() = 2][w = 'b']/v", "[1]"),
        ("rep[2 = position()]/v", "[1]"),
        ("rep[position() = '2']/v", "[1]"),
        ("rep[position() = /data/rep[2]/v + 1]/v", "[1]"),
        ("rep[position() = /data/rep/v]/v", "[3, 1, 2]"),
        ("rep[position() = /data/none]/v", "[]"),
        ("rep[position() = true()]/v", "[3, 1, 2]"),
        ("rep[position(current()/rep[3]) - 1]/v", "[1]"),
        ("rep[position(/data/rep) + 1]/v", "[1]"),
        ("rep[4 - 1]/v", "[2]"),
        ("rep[-1 + 1]/v", "[]"),
        ("rep[9 - 1]/v", "[]"),
        ("rep[1 + 1][1]/v", "[1]"),
        ("rep[1 + 1][2]/v", "[]"),
        ("rep[position() mod 2 = 1]/v", "[3, 2]"),
        ("rep[position() = last()]/v", "[2]"),
        ("rep[v - 1]/v", "[]"),
        ("rep[not(v = 1)]/v", "[3, 2]"),
        ("rep[v = /data/rep[2]/v]/w", "[b]"),
        ("rep[v > current()/rep[2]/v]/v", "[3, 2]"),
        ("@id", "[form]"),
        ("@*[name() = 'version']", "[7]"),
        ("//@id", "[form, bold, towns]"),
        ("p/b/@id", "[bold]"),
        ("attribute::version", "[7]"),
        ("@id/..//age", "[41]"),
        ("count(@*)", "3"),
        ("count(/)", "1"),
        ("count(/*)", "1"),
        ("name(/*)", "data"),
        ("count(..)", "1"),
        ("count(../..)", "0"),
        ("/data/nothing/more", "[]"),
    ]);
}

#[test]
fn axes() {
    check_all(&[
        ("rep[2]/preceding-sibling::rep/v", "[3]"),
        ("rep[2]/following-sibling::rep/v", "[2]"),
        ("rep[3]/preceding-sibling::rep[1]/v", "[1]"),
        ("rep[3]/preceding-sibling::*[last()]", "[Ada]"),
        ("rep/following-sibling::rep/v", "[1, 2]"),
        ("rep[1]/v/following::v", "[1, 2]"),
        ("rep[1]/v/following::*[1]", "[a]"),
        ("rep[2]/w/preceding::v", "[3, 1]"),
        ("rep[2]/w/preceding::v[1]", "[1]"),
        ("p/b/ancestor::*[1]/@xml:lang", "[sr-Latn]"),
        ("p/b/ancestor::*[2]/@id", "[form]"),
        ("count(p/b/ancestor::node())", "3"),
        ("count(p/b/ancestor-or-self::*)", "3"),
        ("name(p/b/ancestor-or-self::*[last()])", "data"),
        ("count(rep/ancestor::data)", "1"),
        ("count(rep/v/parent::rep)", "3"),
        ("count(rep/v/parent::data)", "0"),
        ("nums/descendant::n", "[10, -2.5, 7]"),
        ("nums/descendant-or-self::*[2]", "[10]"),
        ("age/self::age", "[41]"),
        ("age/self::name", "[]"),
        ("@id/following::name", "[Ada, t1, t2, t3]"),
        ("count(@id/preceding::node())", "2"),
        ("count(p/b/@id/following-sibling::node())", "0"),
        ("count(name/namespace::*)", "2"),
        ("name/namespace::x", "[urn:x]"),
        ("name(name/namespace::x)", "x"),
        ("count(name/namespace::x/..)", "1"),
        ("count(//v/following::v | //v)", "3"),
        ("count(//*) = count(/descendant::*)", "true"),
        ("count(//node()) > count(//*)", "true"),
        ("count(//rep//v)", "3"),
        ("count(.//rep)", "3"),
    ]);
}

#[test]
fn node_tests() {
    check_all(&[
        ("p/text()", "[ku, ku]"),
        ("p/comment()", "[ inside ]"),
        ("p/node()", "[ku,  inside , ku, bold]"),
        ("string(p)", "kukubold"),
        ("/comment()", "[ before ]"),
        ("/processing-instruction()", "[sheet]"),
        ("/processing-instruction('style')", "[sheet]"),
        ("/processing-instruction('other')", "[]"),
        ("name(/processing-instruction())", "style"),
        ("x:meta/x:inner", "[deep]"),
        ("x:meta/x:*", "[deep]"),
        ("x:*", "[deep]"),
        ("x:meta/@x:kind", "[k]"),
        ("meta/inner", "[deep]"),
        ("count(x:name)", "0"),
        ("x:meta/inner/node()", "[deep]"),
    ]);
}

#[test]
fn unions_stand_in_document_order_once() {
    check_all(&[
        ("age | name", "[Ada, 41]"),
        ("rep[3]/v | rep[1]/v | rep[1]/v", "[3, 2]"),
        ("(age | name)[1]", "[Ada]"),
        ("(rep | nums)/*[1]", "[3, 1, 2, 10]"),
        ("count(//v | //w)", "6"),
        ("(//b | //age)/..//age", "[41]"),
    ]);
    check("count(//v/ancestor::* | //v)", "7");
}

#[test]
fn instances() {
    check_all(&[
        ("instance('towns')/root/item/name", "[t1, t2, t3]"),
        ("instance('towns')/root/item[region = 'n']/name", "[t1, t3]"),
        (
            "instance('towns')/root/item[region = 'n' and name != 't1']/name",
            "[t3]",
        ),
        (
            "instance('towns')/root/item[name = /data/rep[9]/v]/name",
            "[]",
        ),
        ("instance('towns')/root/item[2]/region", "[s]"),
        ("instance(concat('to', 'wns'))/root/item[1]/name", "[t1]"),
        (
            "count(instance('towns')/root/item[name = current()/name])",
            "0",
        ),
        (
            "count(instance('towns')/root/item[count(/data/rep) = 3])",
            "3",
        ),
    ]);
}

/// A list that is long enough for an index gives the same as looking at every row.
#[test]
fn an_index_changes_nothing() {
    let rows: String = (0..200)
        .map(|at| format!("<item><k>{}</k><g>{}</g><e>{at}</e></item>", at % 7, at % 3))
        .collect();
    let xml =
        format!("<data><want>3</want><list>{rows}<item><g>1</g><e>none</e></item></list></data>");
    for (expr, slow) in [
        (
            "/data/list/item[k = '3']/e",
            "/data/list/item[string(k) = '3']/e",
        ),
        (
            "/data/list/item[k = /data/want]/e",
            "/data/list/item[number(k) = 3]/e",
        ),
        (
            "/data/list/item[/data/want = k and g = '1']/e",
            "/data/list/item[k + 0 = 3][g + 0 = 1]/e",
        ),
        (
            "/data/list/item[g = '1' and k = '3'][2]/e",
            "(/data/list/item[k + 0 = 3][g + 0 = 1])[2]/e",
        ),
        (
            "/data/list/item[k = 3]/e",
            "/data/list/item[number(k) = 3]/e",
        ),
        ("/data/list/item[k = 'x']/e", "/data/list/item[false()]/e"),
        (
            "/data/list/item[k = '3' and position() < 9]/e",
            "/data/list/item[position() < 9][k + 0 = 3]/e",
        ),
        (
            "/data/list/item[k = concat('', /data/want)]/e",
            "/data/list/item[k + 0 = 3]/e",
        ),
    ] {
        let found = evaluate(&xml, "/data", expr, true);
        assert!(found.is_ok(), "{expr}");
        assert_eq!(found, evaluate(&xml, "/data", slow, true), "{expr}");
    }
}
