package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import homeward.core.Outbox
import homeward.core.OutboxRow
import homeward.core.OutboxState
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Bar
import homeward.look.BarButton
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
import homeward.look.SwitchRow

/** Finished check-ins and where they are. Without PIN it shows no reference, and no way but back. */
@Composable
fun OutboxScreen(state: Outbox, locked: Boolean, act: Actions) {
    val words = LocalWords.current
    Page(
        { if (locked) Bar(act::hide) { BarButton(words["button-back"], Icon.Back, act::back) } else WorkBar(act) },
        "outbox",
        bottom = if (state.offline) null else ({ PrimaryButton(words["sync-now"], Modifier.fillMaxWidth(), press = act::sync) }),
    ) {
        AppText(words["outbox-title"], kind = Kind.QuestionStrong, heading = true)
        if (state.sentence.isNotEmpty() && state.sentence != state.sync.sentence) AppText(state.sentence)
        Sync(state.sync)
        if (state.offline && !locked) SwitchRow(words["settings-offline"], words["settings-offline-hint"], true, act::setWorkOffline)
        if (state.empty.isNotEmpty()) AppText(state.empty, colour = LocalColours.current.quiet)
        for (row in state.rows) key(row.recordId, row.changing) { OutboxCard(row, reference = true, act) }
    }
}

/** One finished check-in; a screen reader says it as one. What is not sent yet can be changed, behind the PIN. */
@Composable
fun OutboxCard(row: OutboxRow, reference: Boolean, act: Actions) = Card(Modifier.semantics(mergeDescendants = true) {}) {
    val words = LocalWords.current
    val quiet = LocalColours.current.quiet
    if (reference && row.reference.isNotEmpty()) AppText(row.reference, kind = Kind.QuestionStrong)
    if (row.formTitle.isNotEmpty()) AppText(row.formTitle)
    if (row.finished.isNotEmpty()) AppText(row.finished, colour = quiet)
    when (row.state) {
        OutboxState.SAVED -> Mark(Icon.Saved, row.stateLabel)
        OutboxState.SENDING -> Mark(Icon.Sent, row.stateLabel)
        OutboxState.SENT -> Mark(Icon.Sent, row.stateLabel, Mood.Done)
        OutboxState.READ -> Mark(Icon.Read, row.stateLabel, Mood.Done)
        OutboxState.RETURNED -> Mark(Icon.Returned, row.stateLabel, Mood.Attention)
        OutboxState.REFUSED -> Mark(Icon.Attention, row.stateLabel, Mood.Error)
    }
    if (row.receipt.isNotEmpty()) AppText(row.receipt, kind = Kind.Small, colour = quiet)
    if (row.reason.isNotEmpty()) Banner(row.reason, Mood.Error)
    if (row.canCorrect || row.changing) Column(Modifier.padding(top = 8.dp), Arrangement.spacedBy(8.dp)) {
        if (row.canCorrect) SecondaryButton(words[if (row.changing) "button-continue" else "outbox-change"], Modifier.fillMaxWidth()) { act.reopen(row.recordId) }
        if (row.changing) AskedTwice(words["outbox-change-discard"], words["outbox-change-ask"]) { act.discardChange(row.recordId) }
    }
}
