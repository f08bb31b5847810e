//! Names of the few questions of the check-in that the application itself knows.
//!
//! A form without them is filled all the same; then nothing is prefilled, and no date moves.

/// The case reference, filled in from the card.
pub(crate) const CASE_REF: &str = "case_ref";
/// Date of the contact.
pub(crate) const VISIT_DATE: &str = "visit_date";
/// Date of the next contact: moves the case in the day list.
pub(crate) const NEXT_CONTACT: &str = "next_contact";
/// Whether anyone is at risk of harm.
pub(crate) const SAFETY: &str = "safety_concern";
/// Its answer that means danger at this moment.
pub(crate) const SAFETY_NOW: &str = "now";
/// Form id of the check-in.
pub(crate) const CHECKIN_FORM: &str = "reintegration_checkin";
/// Choice by which a select lets the person say nothing.
pub(crate) const NOT_SAY: &str = "not_say";
