//! A draft and the newer version of its form, before anything is changed.

/// One answer on its way into the newer version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpgradeRow {
    /// Path of the question in the older version.
    pub path: String,
    /// The question, in the words of the older version.
    pub label: String,
    /// The answer as a person reads it.
    pub answer: String,
    /// Where it goes, or why it is not taken over, in words.
    pub note: String,
}

/// What becomes of the answers of a draft in the newest version of its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpgradeScreen {
    /// Id of the case.
    pub case_id: String,
    /// Case reference.
    pub reference: String,
    /// Id of the newer form version, to confirm with: what is confirmed is what is shown here.
    pub form_id: String,
    /// Title of the newer version.
    pub form_title: String,
    /// What is true now: nothing is changed.
    pub sentence: String,
    /// How many answers stay where they are, in words.
    pub stays: String,
    /// How many answers move, in words; empty if none.
    pub moves_title: String,
    /// Answers that move, in the order of the older version.
    pub moves: Vec<UpgradeRow>,
    /// How many answers are not taken over, in words; that nothing is lost, if none.
    pub lost_title: String,
    /// Answers that are not taken over, in the order of the older version.
    pub lost: Vec<UpgradeRow>,
    /// Language of the questions.
    pub language: String,
}
