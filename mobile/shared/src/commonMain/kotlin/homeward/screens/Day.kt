package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import homeward.core.DayList
import homeward.core.DayRow
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Card
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LinkRow
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.Mark
import homeward.look.Mood
import homeward.look.Page
import homeward.look.QuietButton

/** Who is due: corrections first, in the order of the core. */
@Composable
fun DayScreen(state: DayList, act: Actions) {
    val words = LocalWords.current
    Page({ WorkBar(act, back = false) }, "day", bottom = {
        FlowRow(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
            QuietButton(words["outbox-title"], icon = Icon.Sent, press = act::outbox)
            QuietButton(words["settings-title"], icon = Icon.List, press = act::settings)
        }
    }) {
        AppText(state.today, kind = Kind.QuestionStrong, heading = true)
        if (state.notice.isNotEmpty()) Banner(state.notice, Mood.Attention)
        Sync(state.sync)
        if (state.corrections > 0u) LinkRow(Icon.Returned, words["corrections-title"], act::corrections)
        if (state.empty.isNotEmpty()) AppText(state.empty, colour = LocalColours.current.quiet)
        for (row in state.rows) CaseRow(row) { act.openCase(row.caseId) }
    }
}

@Composable
private fun CaseRow(row: DayRow, press: () -> Unit) = Card(press = press) {
    AppText(row.reference, kind = Kind.QuestionStrong)
    if (row.due.isNotEmpty()) AppText(row.due, colour = LocalColours.current.quiet)
    if (row.note.isNotEmpty()) Mark(if (row.correction) Icon.Returned else Icon.Dot, row.note, if (row.correction) Mood.Attention else Mood.Calm)
}
