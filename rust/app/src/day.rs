//! The day list and one case.
//!
//! Invariant: people are listed by corrections, then due date, then case reference, and by nothing else.

use homeward_seal::{Card, CaseTag, Cbor, Digest, Language};
use homeward_vault::{Draft, StoredCard};
use jiff::civil::Date;

use crate::{
    App,
    core::Core,
    dates,
    error::{ApiError, Code},
    question_names as names,
    screen::{CaseScreen, DayList, DayRow, FormChoice, SyncLine, SyncState},
    words::Lang,
};

/// Vault value: the device that the cards are for.
const CARDS_OF: &str = "cards.device";

/// A case that this phone has a card of.
pub(crate) struct Case {
    pub tag: [u8; 16],
    pub card: Card,
    /// When the next contact is due: as this phone set it, or as the card says.
    pub next: Option<Date>,
}

impl Case {
    fn of(stored: &StoredCard) -> Result<Self, Code> {
        let card = Card::from_cbor(&stored.bytes).map_err(|_| Code::DAMAGED)?;
        let own = stored.next_date.as_deref().and_then(|d| d.parse().ok());
        let next = own.or_else(|| {
            card.next_date
                .as_ref()
                .and_then(|d| d.as_str().parse().ok())
        });
        Ok(Self {
            tag: stored.case_tag,
            card,
            next,
        })
    }

    pub(crate) fn id(&self) -> String {
        CaseTag(self.tag).hex()
    }
}

/// The tenant's language of ours.
pub(crate) fn tenant_language(lang: Lang) -> Language {
    Language::from_tag(lang.tag()).unwrap_or(Language::English)
}

impl Core {
    pub(crate) fn cases(&self) -> Result<Vec<Case>, Code> {
        self.vault()?.cards()?.iter().map(Case::of).collect()
    }

    pub(crate) fn case_of(&self, tag: [u8; 16]) -> Result<Option<Case>, Code> {
        self.vault()?.card(tag)?.as_ref().map(Case::of).transpose()
    }

    /// A case by the id that screens know it by.
    pub(crate) fn case(&self, case_id: &str) -> Result<Case, Code> {
        let tag = CaseTag::from_hex(case_id).ok_or(Code::MISSING)?;
        self.case_of(tag.0)?.ok_or(Code::MISSING)
    }

    /// Cards that are here for a device that this phone was before are replaced by those of the device it
    /// is now, whose versions begin anew.
    pub(crate) fn cards_of_this_device(&self) -> Result<(), Code> {
        let (vault, Some(id)) = (self.vault()?, self.device_id()?) else {
            return Ok(());
        };
        let before = vault.value(CARDS_OF)?;
        if before.as_deref().is_none_or(|known| known[..] != id.0) {
            if before.is_some() {
                vault.let_cards_begin_anew()?;
            }
            vault.set_value(CARDS_OF, &id.0)?;
        }
        Ok(())
    }

    /// Name of an area in the language of the application.
    fn area(&self, code: &str) -> String {
        let name = self
            .settings()
            .and_then(|s| s.area(code))
            .map(|a| a.names.get(tenant_language(self.lang)).to_owned());
        name.unwrap_or_else(|| code.to_owned())
    }

    /// The form that was asked for, or the newest check-in.
    pub(crate) fn chosen_form(&self, form_id: Option<&str>) -> Result<[u8; 32], Code> {
        match form_id {
            Some(id) => Ok(Digest::from_hex(id).ok_or(Code::NO_FORM)?.0),
            None => {
                let newest = self.newest_forms()?;
                let checkin = newest
                    .iter()
                    .find(|(_, id)| id == names::CHECKIN_FORM)
                    .or_else(|| newest.first());
                checkin.map(|(digest, _)| *digest).ok_or(Code::NO_FORM)
            }
        }
    }

    /// The newest published version of each form that is here: digest and id; the check-in first.
    ///
    /// The order is that of publication, whatever arrived first, and only what the directory names counts.
    pub(crate) fn newest_forms(&self) -> Result<Vec<([u8; 32], String)>, Code> {
        let here = self.outbox.forms()?;
        let published = self.view().map(|view| view.forms()).unwrap_or_default();
        let mut newest: Vec<([u8; 32], String)> = Vec::new();
        for (_, form) in published {
            let digest = form.form.0;
            if !here.iter().any(|(known, ..)| *known == digest) {
                continue;
            }
            match newest.iter_mut().find(|(_, id)| *id == form.id) {
                Some(row) => row.0 = digest,
                None => newest.push((digest, form.id.clone())),
            }
        }
        newest.sort_by_key(|(_, id)| id != names::CHECKIN_FORM);
        Ok(newest)
    }

    /// One line about sending and receiving.
    pub(crate) fn sync_line(&self) -> Result<SyncLine, Code> {
        let waiting = self.outbox.waiting()?;
        let lang = self.lang;
        let (state, sentence) = if self.syncing {
            (SyncState::Running, lang.text("sync-running"))
        } else if self.offline()? {
            (SyncState::Offline, lang.text("sync-offline"))
        } else if let Some(code) = self.sync_failed {
            (SyncState::Failed, code.say(lang).to_string())
        } else if waiting > 0 {
            (
                SyncState::Waiting,
                lang.count("sync-waiting", "n", waiting.into()),
            )
        } else {
            (SyncState::Idle, lang.text("sync-idle"))
        };
        Ok(SyncLine {
            state,
            sentence,
            waiting,
        })
    }
}

impl App {
    /// Who is due, corrections first.
    ///
    /// # Errors
    /// When the phone is locked, or storage fails.
    pub fn day_list(&self) -> Result<DayList, ApiError> {
        let today = self.now().date();
        self.step(|core| {
            let lang = core.lang;
            let vault = core.vault()?;
            let returns = vault.returns()?;
            let drafts = vault.drafts()?;
            let mut cases = core.cases()?;
            let returned = |tag: [u8; 16]| returns.iter().any(|r| r.case_tag == tag);
            cases.sort_by_cached_key(|c| {
                (
                    !returned(c.tag),
                    c.next.is_none(),
                    c.next,
                    c.card.reference.clone(),
                )
            });
            let rows: Vec<_> = cases
                .iter()
                .map(|case| {
                    let correction = returned(case.tag);
                    let mine = |d: &Draft| d.begun.case_tag == case.tag && d.begun.amends.is_none();
                    let draft = drafts.iter().any(mine);
                    let note = match (correction, draft) {
                        (true, _) => lang.text("note-correction"),
                        (false, true) => lang.text("note-draft"),
                        (false, false) => String::new(),
                    };
                    DayRow {
                        case_id: case.id(),
                        reference: case.card.reference.clone(),
                        due: dates::due(lang, case.next, today),
                        due_date: case.next.map(|d| d.to_string()).unwrap_or_default(),
                        correction,
                        draft,
                        note,
                    }
                })
                .collect();
            Ok(DayList {
                today: dates::long(lang, today),
                empty: if rows.is_empty() {
                    lang.text("day-empty")
                } else {
                    String::new()
                },
                rows,
                corrections: returns.len() as u32,
                sync: core.sync_line()?,
                notice: if core.notice_clock {
                    lang.text("clock-notice")
                } else {
                    String::new()
                },
                emergency: core.danger_waits()?,
            })
        })
    }

    /// One case.
    ///
    /// # Errors
    /// When the phone has no card of it.
    pub fn case_screen(&self, case_id: &str) -> Result<CaseScreen, ApiError> {
        let now = self.now();
        self.step(|core| {
            let case = core.case(case_id)?;
            let lang = core.lang;
            let draft = core.new_draft(case.tag)?;
            let (mut newer_form, mut taken_over) = (String::new(), String::new());
            if let Some(draft) = &draft {
                newer_form = core.offer(draft)?;
                taken_over = core.taken_over(draft)?;
            }
            let corrections = self
                .correction_rows(core)?
                .into_iter()
                .filter(|(tag, _)| *tag == case.tag);
            let corrections = corrections.map(|(_, row)| row).collect();
            let mut forms = Vec::new();
            for (digest, _) in core.newest_forms()? {
                // a form with a fault is left out here, and said when it is the only one
                if let Ok(form) = core.form(digest) {
                    let title = form.title().to_owned();
                    forms.push(FormChoice {
                        form_id: Digest(digest).hex(),
                        title,
                    });
                }
            }
            let sent = core
                .outbox_rows(&now)?
                .into_iter()
                .filter(|(tag, _)| *tag == case.tag);
            let sent = sent.map(|(_, row)| row).collect();
            let hindrance = if forms.is_empty() {
                lang.text("case-no-forms")
            } else if core.epoch_of(case.tag).is_none() {
                lang.text("case-no-team")
            } else {
                String::new()
            };
            let spoken = Lang::from_tag(&case.card.language).map(|l| l.name().to_owned());
            Ok(CaseScreen {
                case_id: case.id(),
                reference: case.card.reference.clone(),
                area: core.area(&case.card.area),
                due: dates::due(lang, case.next, now.date()),
                language: spoken.unwrap_or_else(|| case.card.language.clone()),
                corrections,
                draft: draft.is_some(),
                newer_form,
                taken_over,
                draft_since: draft
                    .map(|d| dates::moment(lang, d.begun.started, &now))
                    .unwrap_or_default(),
                forms,
                sent,
                hindrance,
            })
        })
    }
}
