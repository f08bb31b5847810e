//! A draft taken over into the newest published version of its form: offered, shown, confirmed, taken back.
//!
//! Invariants: nothing is changed before it is confirmed, and what is confirmed is what was shown. On disk
//! is the draft in the older version or in the newer one, never half of each. Until it is finished the draft
//! of before is kept, and can be had back.
//!
//! Only new check-ins are taken over. Corrections and changes stay in the version in which the check-in was
//! written, and so does a draft whose worker does not want the newer one.

use homeward_checkin::{Answer, Checkin, Fate, Gone, Path, Step, Upgrade};
use homeward_seal::Digest;
use homeward_vault::Draft;

use crate::{
    App,
    core::Core,
    day::Case,
    draft::to_row,
    error::{ApiError, Code},
    question_names as names,
    screen::{QuestionScreen, UpgradeRow, UpgradeScreen},
    session::{is_silent, question_named},
    words::{Arg, Lang},
};

impl Core {
    /// The version of a draft's form into which it can be taken over: the newest published one, if that is
    /// another and can be filled.
    pub(crate) fn newer_form(&mut self, draft: &Draft) -> Result<Option<[u8; 32]>, Code> {
        if !draft.begun.is_new() {
            return Ok(None);
        }
        let Some(own) = self.view().and_then(|v| v.form(&Digest(draft.begun.form))) else {
            return Ok(None);
        };
        let newest = self.newest_forms()?;
        let Some((newest, _)) = newest.into_iter().find(|(_, id)| *id == own.id) else {
            return Ok(None);
        };
        // of several drafts of a case the last is the one that goes on
        let last = self.new_draft(draft.begun.case_tag)?;
        if newest == draft.begun.form || last.is_none_or(|last| last.id != draft.id) {
            return Ok(None);
        }
        // one with a fault is not offered: the draft is filled and sent as it is
        Ok(self.form(newest).is_ok().then_some(newest))
    }

    /// That a draft's form has a newer version, or nothing.
    pub(crate) fn offer(&mut self, draft: &Draft) -> Result<String, Code> {
        let newer = self.newer_form(draft)?;
        let offered = newer.map(|_| self.lang.text("upgrade-offer"));
        Ok(offered.unwrap_or_default())
    }

    /// That a draft was taken over, or nothing.
    pub(crate) fn taken_over(&self, draft: &Draft) -> Result<String, Code> {
        let before = self.vault()?.form_before(draft.id)?;
        let said = before.map(|_| self.lang.text("upgrade-done"));
        Ok(said.unwrap_or_default())
    }
}

/// A draft, as it is on disk and as it would be.
struct Preview {
    old: Checkin,
    upgrade: Upgrade,
}

impl App {
    fn preview(&self, core: &mut Core, draft: &Draft, form: [u8; 32]) -> Result<Preview, Code> {
        let old = self.restored(core, draft)?;
        let form = core.form(form)?;
        let mut random = self.random();
        let language = core.form_lang().tag();
        let upgrade = Upgrade::preview(&old, form, language, &self.now(), &mut random)?;
        Ok(Preview { old, upgrade })
    }

    /// What becomes of the answers of a case's draft in the newest version of its form. Nothing is changed.
    ///
    /// # Errors
    /// When there is no draft or no newer version, or one of the two can't be read.
    pub fn upgrade_screen(&self, case_id: &str) -> Result<UpgradeScreen, ApiError> {
        self.step(|core| {
            let case = core.case(case_id)?;
            let draft = core.new_draft(case.tag)?.ok_or(Code::MISSING)?;
            let newer = core.newer_form(&draft)?.ok_or(Code::MISSING)?;
            let preview = self.preview(core, &draft, newer)?;
            Ok(preview.screen(&case, newer, core.lang, core.form_lang()))
        })
    }

    /// Takes the draft of a case over into the version that was shown, and opens it at the question where
    /// it was left, or the nearest one that the version has.
    ///
    /// # Errors
    /// As [`App::upgrade_screen`], and when that version is not one that it can go to; the draft is as it was.
    pub fn upgrade_draft(&self, case_id: &str, form_id: &str) -> Result<QuestionScreen, ApiError> {
        let now = self.now();
        self.step(|core| {
            let case = core.case(case_id)?;
            let form = Digest::from_hex(form_id).ok_or(Code::NO_FORM)?.0;
            let draft = core.new_draft(case.tag)?.ok_or(Code::MISSING)?;
            if core.newer_form(&draft)? != Some(form) {
                return Err(Code::MISSING);
            }
            let preview = self.preview(core, &draft, form)?;
            let step = preview.nearest();
            let mut checkin = preview.upgrade.accept();
            if let Some(path) = question_named(&checkin, names::CASE_REF)
                && checkin.value(&path).is_none_or(str::is_empty)
            {
                let reference = Answer::value(case.card.reference.clone());
                checkin.answer(&path, &reference, &now)?;
            }
            checkin.stay_at(&step);
            let rows: Vec<_> = checkin.saved().iter().map(to_row).collect();
            let draft = core.vault()?.exchange_draft(&draft, form, &rows)?;
            core.session = None;
            self.open_draft(core, draft)
        })
    }

    /// Makes the draft of a case what it was before it was taken over, and opens it. What was answered
    /// since then is lost.
    ///
    /// # Errors
    /// When it was not taken over, or can't be read.
    pub fn undo_upgrade(&self, case_id: &str) -> Result<QuestionScreen, ApiError> {
        self.step(|core| {
            let case = core.case(case_id)?;
            let draft = core.new_draft(case.tag)?.ok_or(Code::MISSING)?;
            let draft = core.vault()?.take_exchange_back(draft.id)?;
            core.session = None;
            self.open_draft(core, draft)
        })
    }
}

impl Preview {
    /// The page of the newer version for the page where the draft was left: the same, or else the next
    /// one of the older version that is there, or else the one before.
    fn nearest(&self) -> Step {
        let new = self.upgrade.checkin();
        let pages = new.steps();
        let here = self.old.step();
        let old = self.old.steps();
        let at = old.iter().position(|page| page == here);
        let (before, after) = old.split_at(at.unwrap_or(old.len()));
        let mut near = after.iter().chain(before.iter().rev());
        let found = near.find_map(|page| {
            let same = Some(page.clone()).filter(|page| pages.contains(page));
            let found = same.or_else(|| match page {
                Step::Repeat(_) | Step::End => None,
                Step::Question(path) | Step::Group(path) => new.jump(self.moved(path)),
            });
            found.filter(|page| !is_silent(new, page))
        });
        match here {
            Step::End => Step::End,
            _ => found.unwrap_or_else(|| new.first()),
        }
    }

    /// Where a question is in the newer version.
    fn moved<'a>(&'a self, path: &'a Path) -> &'a Path {
        let mut carried = self.upgrade.carried().iter();
        match carried.find(|one| one.path == *path).map(|one| &one.fate) {
            Some(Fate::Moves(to)) => to,
            _ => path,
        }
    }

    fn screen(&self, case: &Case, form: [u8; 32], lang: Lang, form_lang: Lang) -> UpgradeScreen {
        let new = self.upgrade.checkin();
        let (mut stays, mut moves, mut lost) = (0, Vec::new(), Vec::new());
        for one in self.upgrade.carried() {
            // what is not asked is no answer that could be missed
            if !self.old.relevant(&one.path) {
                continue;
            }
            let row = |note: String| UpgradeRow {
                path: one.path.as_str().to_owned(),
                label: one.label.clone(),
                answer: one.answer.clone(),
                note,
            };
            match &one.fate {
                Fate::Lost(gone) => lost.push(row(lang.text(why(*gone)))),
                Fate::Stays if new.relevant(&one.path) => stays += 1,
                Fate::Moves(to) if new.relevant(to) => {
                    let section = section_of(new, to, form_lang);
                    let name = [("section", Arg::Text(&section))];
                    moves.push(row(lang.with("upgrade-now-in", &name)));
                }
                Fate::Stays | Fate::Moves(_) => lost.push(row(lang.text("upgrade-not-asked"))),
            }
        }
        let count = |key: &str, n: usize| lang.count(key, "n", n as u64);
        UpgradeScreen {
            case_id: case.id(),
            reference: case.card.reference.clone(),
            form_id: Digest(form).hex(),
            form_title: new.form().title().to_owned(),
            sentence: lang.text("upgrade-text"),
            stays: count("upgrade-stays", stays),
            moves_title: match moves.len() {
                0 => String::new(),
                n => count("upgrade-moves", n),
            },
            moves,
            lost_title: match lost.len() {
                0 => lang.text("upgrade-nothing-lost"),
                n => count("upgrade-lost", n),
            },
            lost,
            language: form_lang.tag().to_owned(),
        }
    }
}

fn why(gone: Gone) -> &'static str {
    match gone {
        Gone::NoPlace => "upgrade-no-place",
        Gone::Calculated => "upgrade-calculated",
        Gone::Type => "upgrade-type",
        Gone::NotOffered => "upgrade-not-offered",
    }
}

/// The innermost group around a question that has a name for people; else the title of the form.
fn section_of(checkin: &Checkin, path: &Path, lang: Lang) -> String {
    let mut above = path.as_str();
    while let Some((group, _)) = above.rsplit_once('/')
        && !group.is_empty()
    {
        let label = checkin.label(&Path::new(group), lang.tag());
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            return label;
        }
        above = group;
    }
    checkin.form().title().to_owned()
}
