package homeward.screens

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import homeward.core.CaseScreen
import homeward.core.Correction
import homeward.core.Corrections
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Card
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.Mark
import homeward.look.Mood
import homeward.look.Page
import homeward.look.PrimaryButton
import homeward.look.SecondaryButton

/** One case: what was returned, what was begun, what can be begun. */
@Composable
fun CaseView(state: CaseScreen, act: Actions) {
    val words = LocalWords.current
    Page({ WorkBar(act) }, state.caseId, bottom = {
        when {
            state.draft -> PrimaryButton(words["button-continue"], Modifier.fillMaxWidth()) { act.resume(state.caseId) }
            state.forms.isNotEmpty() -> PrimaryButton(words.with("case-start", "form" to state.forms.first().title), Modifier.fillMaxWidth()) { act.startCheckin(state.caseId, state.forms.first().formId) }
        }
    }) {
        AppText(state.reference, kind = Kind.QuestionStrong, heading = true)
        if (state.due.isNotEmpty()) Fact(words["case-due"], state.due)
        if (state.area.isNotEmpty()) Fact(words["case-area"], state.area)
        if (state.language.isNotEmpty()) Fact(words["case-language"], state.language)
        if (state.hindrance.isNotEmpty()) Banner(state.hindrance, Mood.Attention)
        for (correction in state.corrections) CorrectionCard(correction, reference = false, act)
        if (state.draft) {
            Banner(state.draftSince, strong = words["note-draft"])
            NewerForm(state.newerForm, state.caseId, act)
            TakenOver(state.takenOver, state.caseId, act)
            AskedTwice(words["case-discard"], words["case-discard-ask"]) { act.discardDraft(state.caseId) }
        }
        if (!state.draft) {
            for (form in state.forms.drop(1)) SecondaryButton(words.with("case-start", "form" to form.title), Modifier.fillMaxWidth()) { act.startCheckin(state.caseId, form.formId) }
        }
        if (state.sent.isNotEmpty()) {
            AppText(words["case-sent-title"], kind = Kind.BodyStrong, heading = true)
            for (row in state.sent) key(row.recordId, row.changing) { OutboxCard(row, reference = false, act) }
        }
    }
}

/** What was returned for correction. */
@Composable
fun CorrectionsScreen(state: Corrections, act: Actions) {
    Page({ WorkBar(act) }, "corrections") {
        AppText(LocalWords.current["corrections-title"], kind = Kind.QuestionStrong, heading = true)
        if (state.empty.isNotEmpty()) AppText(state.empty, colour = LocalColours.current.quiet)
        for (row in state.rows) CorrectionCard(row, reference = true, act)
    }
}

@Composable
fun CorrectionCard(row: Correction, reference: Boolean, act: Actions) = Card {
    val words = LocalWords.current
    Mark(Icon.Returned, words["note-correction"], Mood.Attention)
    if (reference) AppText(row.reference, kind = Kind.QuestionStrong)
    if (row.contactDate.isNotEmpty()) AppText(row.contactDate, colour = LocalColours.current.quiet)
    if (row.question.isNotEmpty()) AppText(row.question, kind = Kind.BodyStrong)
    AppText(row.comment)
    SecondaryButton(words[if (row.draft) "button-continue" else "corrections-open"], Modifier.padding(top = 8.dp).fillMaxWidth()) { act.openCorrection(row.returnId) }
}
