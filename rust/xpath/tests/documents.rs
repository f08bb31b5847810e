//! The plain XML document: what is read, what is refused, and where nodes are.
#![allow(clippy::unwrap_used)]

use homeward_xpath::doc::{Builder, Document, XML_DEPTH};
use homeward_xpath::{NodeId, NodeType, Tree, order_by_walking};

/// The document as an indented outline, one node a part: names, texts in quotes.
fn outline(doc: &Document, node: NodeId) -> String {
    let name = doc.name(node);
    let mut text = match doc.node_type(node) {
        NodeType::Document => "doc".to_owned(),
        NodeType::Element => format!(
            "{}{}",
            name.local,
            if name.namespace.is_empty() { "" } else { "+" }
        ),
        NodeType::Text => return format!("{:?}", doc.string_value(node)),
        NodeType::Comment => return format!("!{}", doc.string_value(node)),
        NodeType::Instruction => return format!("?{} {}", name.local, doc.string_value(node)),
        NodeType::Attribute | NodeType::Namespace => unreachable!("no children"),
    };
    for attribute in doc.attributes(node) {
        text += &format!(" @{}={}", doc.local(attribute), doc.own_text(attribute));
    }
    let mut parts = Vec::new();
    let mut child = doc.first_child(node);
    while let Some(found) = child {
        assert_eq!(doc.parent(found), Some(node));
        parts.push(outline(doc, found));
        child = doc.next_sibling(found);
    }
    if parts.is_empty() {
        text
    } else {
        format!("{text}({})", parts.join(" "))
    }
}

fn check(xml: &str, expected: &str) {
    let doc = Document::parse(xml).unwrap();
    assert_eq!(outline(&doc, doc.root()), expected, "{xml}");
    // Both ways to tell document order agree on every pair of nodes.
    let mut all = vec![doc.root()];
    let mut at = 0;
    while let Some(node) = all.get(at).copied() {
        let mut child = doc.first_child(node);
        while let Some(found) = child {
            all.push(found);
            child = doc.next_sibling(found);
        }
        all.extend(doc.attributes(node));
        doc.namespaces(node, &mut all);
        at += 1;
    }
    for a in &all {
        for b in &all {
            assert_eq!(
                doc.order(*a, *b),
                order_by_walking(&doc, *a, *b),
                "{xml} {a:?} {b:?}"
            );
        }
    }
}

#[test]
fn what_is_read() {
    check("<a/>", "doc(a)");
    check("<a></a>", "doc(a)");
    check("<a>t</a>", "doc(a(\"t\"))");
    check("<a>t<b/></a>", "doc(a(\"t\" b))");
    check("<a>t<b>u</b>v</a>", "doc(a(\"t\" b(\"u\") \"v\"))");
    check("<a><b/>t</a>", "doc(a(b \"t\"))");
    check("<a x='1'>t</a>", "doc(a @x=1(\"t\"))");
    check("<a x='1'>t<b y='2'/></a>", "doc(a @x=1(\"t\" b @y=2))");
    check("<a>t<!--c-->u<?p i?></a>", "doc(a(\"t\" !c \"u\" ?p i))");
    check("<!--b--><a/><!--e-->", "doc(!b a !e)");
    check(
        "<a>1 &lt; &#50; &amp;<![CDATA[<&]]>\r\n</a>",
        "doc(a(\"1 < 2 &<&\\n\"))",
    );
    check("<a b='&quot;&#x41;\n'/>", "doc(a @b=\"A )");
    check("<!DOCTYPE a><a/>", "doc(a)");
    check(
        "<?xml version='1.0'?>\n<a>\n <b/>\n</a>\n",
        "doc(a(\"\\n \" b \"\\n\"))",
    );
    check(
        "<a xmlns='u'><b/><p:c xmlns:p='v'><d/></p:c><e xmlns=''><f/></e></a>",
        "doc(a+(b+ c+(d+) e(f)))",
    );
}

#[test]
fn what_is_refused() {
    for (xml, expected) in [
        ("", "no root element"),
        ("text", "outside the root"),
        ("<a>", "not closed"),
        ("<a></b>", "line 1"),
        ("<a/><b/>", "more than one root"),
        ("<a>&nbsp;</a>", "unknown entity"),
        ("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "unknown entity"),
        ("<a b='1' b='2'/>", "line 1"),
        ("<p:a/>", "prefix p is not declared"),
        ("<a>\n <b q:c='1'/></a>", "line 2, column 2: the prefix q"),
        (
            "<a><p:b xmlns:p='u'/><p:c/></a>",
            "prefix p is not declared",
        ),
        ("<:a/>", "not a name"),
    ] {
        let error = Document::parse(xml).expect_err(xml).to_string();
        assert!(error.contains(expected), "{xml}: {error}");
    }
    let deep = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
    assert!(Document::parse(&deep(XML_DEPTH)).is_ok());
    let too_deep = Document::parse(&deep(XML_DEPTH + 1))
        .unwrap_err()
        .to_string();
    assert!(too_deep.contains("XML depth is at most 200"), "{too_deep}");
    assert!(Document::read(b"\xff\xfe<\0a\0/\0>\0").is_err());
    assert!(Document::read(b"\xef\xbb\xbf<a/>").is_ok());
}

#[test]
fn positions() {
    let doc = Document::parse("<a>\n  <b x='1'>é</b><c>\n</c>\n</a>").unwrap();
    let root = doc.root_element().unwrap();
    let places: Vec<(usize, usize)> = doc
        .children(root)
        .map(|child| doc.position(child))
        .collect();
    assert_eq!(doc.position(root), (1, 1));
    assert_eq!(places, [(2, 3), (2, 18)]);
}

#[test]
fn names_values_and_prefixes() {
    let doc =
        Document::parse("<a xmlns='u' xmlns:p='v' p:x='1' x='2'><b>s<c>t</c></b></a>").unwrap();
    let root = doc.root_element().unwrap();
    let b = doc.child(root, "b").unwrap();
    assert_eq!(doc.namespace(b), "u");
    assert_eq!(doc.attribute(root, "x"), Some("2"));
    assert_eq!(doc.attribute_in(root, "v", "x"), Some("1"));
    assert_eq!(doc.attribute(root, "y"), None);
    assert_eq!(doc.string_value(root), "st");
    assert_eq!(doc.prefixes(b), [("", "u"), ("p", "v")]);
}

#[test]
fn made_by_hand() {
    let mut builder = Builder::new();
    builder.open("root").unwrap();
    for row in ["one", "two"] {
        builder.open("item").unwrap();
        builder.open("name").unwrap();
        builder.text(row);
        builder.close();
        builder.close();
    }
    let doc = builder.finish().unwrap();
    assert_eq!(
        outline(&doc, doc.root()),
        "doc(root(item(name(\"one\")) item(name(\"two\"))))"
    );
    assert!(Builder::new().open("p:a").is_err());
}
