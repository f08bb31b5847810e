package homeward.screens

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import homeward.core.AnswerState
import homeward.core.Contents
import homeward.core.ContentsRow
import homeward.core.Finish
import homeward.core.Summary
import homeward.core.SummaryRow
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Corner
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.Line
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.Mark
import homeward.look.Mood
import homeward.look.Page
import homeward.look.PrimaryButton
import homeward.look.SecondaryButton

/** All questions that are asked as the answers stand; each can be gone to. `language` is that of the form. */
@Composable
fun ContentsScreen(state: Contents, language: String, act: Actions) {
    val words = LocalWords.current
    Page({ WorkBar(act) }, "contents", bottom = { PrimaryButton(words["button-read-back"], Modifier.fillMaxWidth(), press = act::summary) }) {
        AppText(words["button-contents"], kind = Kind.QuestionStrong, heading = true)
        AppText(state.reference, colour = LocalColours.current.quiet)
        Sections(state.rows, ContentsRow::section, language) { ContentsLine(it, language) { act.jump(it.path) } }
        NewerForm(state.newerForm, state.caseId, act)
        SecondaryButton(words["button-leave"], Modifier.fillMaxWidth(), press = act::leave)
    }
}

@Composable
private fun ContentsLine(row: ContentsRow, language: String, press: () -> Unit) = Pressed(press) {
    AppText(row.label, kind = if (row.here) Kind.BodyStrong else Kind.Body, language = language)
    val icon = when (row.state) {
        AnswerState.ANSWERED -> Icon.Check
        AnswerState.PREFERS_NOT_TO_SAY -> Icon.Less
        else -> Icon.Dot
    }
    if (row.open) Mark(Icon.Attention, row.stateLabel, Mood.Attention) else Mark(icon, row.stateLabel)
}

/** The answers as they will be sealed, to read aloud together. */
@Composable
fun SummaryScreen(state: Summary, language: String, act: Actions) {
    val words = LocalWords.current
    Page({ WorkBar(act) }, "summary", bottom = {
        if (state.canFinish) PrimaryButton(words["button-finish"], Modifier.fillMaxWidth(), press = act::finish)
        else PrimaryButton(words["missing-go"], Modifier.fillMaxWidth()) { act.jump(state.firstMissing) }
    }) {
        AppText(words["button-read-back"], kind = Kind.QuestionStrong, heading = true)
        AppText(state.reference, colour = LocalColours.current.quiet)
        state.emergency?.let { EmergencyBanner(it, act) }
        if (state.sentence.isNotEmpty()) Banner(state.sentence, if (state.canFinish) Mood.Calm else Mood.Attention, icon = if (state.canFinish) Icon.List else null)
        Sections(state.rows, SummaryRow::section, language) { SummaryLine(it, language) { act.jump(it.path) } }
    }
}

@Composable
private fun SummaryLine(row: SummaryRow, language: String, press: () -> Unit) = Pressed(press) {
    val colours = LocalColours.current
    AppText(row.label, colour = colours.quiet, language = language)
    val answered = row.state == AnswerState.ANSWERED
    AppText(row.answer, kind = if (answered) Kind.QuestionStrong else Kind.Question, colour = if (answered) colours.ink else colours.quiet, language = language)
    if (row.message.isNotEmpty()) Mark(Icon.Attention, row.message, Mood.Error)
}

/** Rows under the headings of their sections, in the order given. */
@Composable
private fun <R> Sections(rows: List<R>, section: (R) -> String, language: String, draw: @Composable (R) -> Unit) {
    Column {
        rows.forEachIndexed { i, row ->
            val heading = section(row)
            if (heading.isNotEmpty() && (i == 0 || section(rows[i - 1]) != heading)) {
                AppText(heading, Modifier.padding(top = if (i == 0) 0.dp else 24.dp, bottom = 8.dp), Kind.BodyStrong, LocalColours.current.accent, language, heading = true)
            }
            Line()
            draw(row)
        }
        Line()
    }
}

@Composable
private fun Pressed(press: () -> Unit, content: @Composable () -> Unit) = Column(
    Modifier.fillMaxWidth().clip(Corner).clickable(role = Role.Button, onClick = press).heightIn(min = 48.dp).padding(vertical = 12.dp),
    Arrangement.spacedBy(4.dp),
) { content() }

/** What finishing did. */
@Composable
fun FinishedScreen(state: Finish, act: Actions) {
    val words = LocalWords.current
    Page({ WorkBar(act, back = false) }, "finished", bottom = {
        if (state.done) PrimaryButton(words["day-title"], Modifier.fillMaxWidth(), press = act::dayList)
        else PrimaryButton(words["missing-go"], Modifier.fillMaxWidth()) { act.jump(state.firstMissing) }
    }) {
        state.emergency?.let { EmergencyBanner(it, act) }
        AppText(words[if (state.done) "outbox-saved" else "missing"], kind = Kind.QuestionStrong, heading = true)
        Banner(state.sentence, if (state.done) Mood.Done else Mood.Attention)
    }
}
