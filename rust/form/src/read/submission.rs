//! How and where a form wants its submissions sent.

use homeward_xpath::NodeId;

use super::Reading;
use crate::form::Submission;

const OPENROSA: &str = "http://openrosa.org/xforms";
const ODK: &str = "http://www.opendatakit.org/xforms";

impl Reading<'_> {
    /// Reads the `submission` element of the model, if there is one.
    pub(super) fn submission(&mut self, model: NodeId) -> Option<Submission> {
        let document = self.document;
        let element = document.child(model, "submission")?;
        let text = |name: &str| document.attribute(element, name).map(Box::from);
        let method = document.attribute(element, "method").unwrap_or("post");
        if !matches!(method, "post" | "form-data-post") {
            let place = self.place(element);
            self.warning(
                place,
                format!("Submissions are sent by post, not by {method}."),
                "Write post, or leave the method out.",
            );
        }
        let yes = |namespace: &str, name: &str| {
            let found = document
                .attribute_in(element, namespace, name)
                .or_else(|| document.attribute(element, name))?;
            Some(matches!(found.trim(), "true" | "true()" | "1"))
        };
        Some(Submission {
            action: text("action"),
            public_key: text("base64RsaPublicKey"),
            auto_send: yes(OPENROSA, "auto-send"),
            auto_delete: yes(OPENROSA, "auto-delete"),
            client_editable: yes(ODK, "client-editable"),
        })
    }
}
