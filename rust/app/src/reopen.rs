//! Which form was open when the application ended, so that it opens again at the same question.
//!
//! Invariant: the mark is made before the form's first page is shown and taken away when the worker
//! leaves the form. A kill, a lock or a hidden screen leaves it. A mark whose draft is gone, because it
//! was finished or deleted, means nothing.

use homeward_vault::Draft;

use crate::{App, core::Core, error::Code, screen::StartScreen};

/// Record id of the draft that is open.
const OPEN: &str = "draft.open";

impl Core {
    /// Marks a draft as the one that is open. Writes nothing when it is marked already, so that a full
    /// disk does not close a form.
    pub(crate) fn mark_open(&self, record: [u8; 16]) -> Result<(), Code> {
        let vault = self.vault()?;
        if vault.value(OPEN)?.is_none_or(|known| known[..] != record) {
            vault.set_value(OPEN, &record)?;
        }
        Ok(())
    }

    /// Takes the mark away.
    pub(crate) fn mark_left(&self) -> Result<(), Code> {
        Ok(self.vault()?.forget_value(OPEN)?)
    }

    fn marked(&self) -> Result<Option<Draft>, Code> {
        let vault = self.vault()?;
        let Some(record) = vault.value(OPEN)? else {
            return Ok(None);
        };
        let mut drafts = vault.drafts()?.into_iter();
        Ok(drafts.find(|d| d.begun.record[..] == record[..]))
    }
}

impl App {
    /// Opens the form that was open when the application ended. One that can't be opened now stays a
    /// draft, and the day list comes first.
    pub(crate) fn reopen(&self, core: &mut Core) -> Result<(), Code> {
        if core.enrolled_screen()? == StartScreen::DayList
            && let Some(draft) = core.marked()?
            && self.open_draft(core, draft).is_err()
        {
            core.session = None;
        }
        Ok(())
    }
}
