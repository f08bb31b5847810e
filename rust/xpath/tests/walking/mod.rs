//! A tree that is another one in most ways: what it hands on to that one.

/// The ways of a tree and its names, as the field of that name has them.
macro_rules! walks_like {
    ($inner:tt) => {
        fn node_type(&self, node: homeward_xpath::NodeId) -> homeward_xpath::NodeType {
            self.$inner.node_type(node)
        }
        fn parent(&self, node: homeward_xpath::NodeId) -> Option<homeward_xpath::NodeId> {
            self.$inner.parent(node)
        }
        fn first_child(&self, node: homeward_xpath::NodeId) -> Option<homeward_xpath::NodeId> {
            self.$inner.first_child(node)
        }
        fn next_sibling(&self, node: homeward_xpath::NodeId) -> Option<homeward_xpath::NodeId> {
            self.$inner.next_sibling(node)
        }
        fn first_attribute(&self, node: homeward_xpath::NodeId) -> Option<homeward_xpath::NodeId> {
            self.$inner.first_attribute(node)
        }
        fn next_attribute(&self, node: homeward_xpath::NodeId) -> Option<homeward_xpath::NodeId> {
            self.$inner.next_attribute(node)
        }
        fn name(&self, node: homeward_xpath::NodeId) -> homeward_xpath::Name<'_> {
            self.$inner.name(node)
        }
    };
}
