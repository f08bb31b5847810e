package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.offset
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import homeward.core.SyncLine
import homeward.core.SyncState
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Bar
import homeward.look.BarButton
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.Mood
import homeward.look.QuietButton
import homeward.look.SecondaryButton

/** Hide, back and the emergency number: the bar of every screen behind the PIN. */
@Composable
fun WorkBar(act: Actions, back: Boolean = true) = Bar(act::hide) {
    val words = LocalWords.current
    if (back) BarButton(words["button-back"], Icon.Back, act::back)
    BarButton(words["emergency"], Icon.Call, act::emergency)
}

/** The one line about sending and receiving. */
@Composable
fun Sync(state: SyncLine) {
    if (state.sentence.isEmpty()) return
    when (state.state) {
        SyncState.IDLE -> Banner(state.sentence, Mood.Done)
        SyncState.RUNNING -> Banner(state.sentence, icon = Icon.Sent)
        SyncState.WAITING -> Banner(state.sentence)
        SyncState.OFFLINE -> Banner(state.sentence, icon = Icon.Offline)
        SyncState.FAILED -> Banner(state.sentence, Mood.Attention)
    }
}

/** A quiet label and its value. */
@Composable
fun Fact(label: String, value: String) = Column {
    AppText(label, kind = Kind.Small, colour = LocalColours.current.quiet)
    AppText(value)
}

/** Something that can't be brought back, as a button: pressed, it is asked again before it is done. */
@Composable
fun AskedTwice(what: String, ask: String, quiet: Boolean = false, press: () -> Unit) {
    var asked by remember { mutableStateOf(false) }
    when {
        asked -> Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            Banner(ask, Mood.Attention)
            SecondaryButton(what, Modifier.fillMaxWidth(), press = press)
            SecondaryButton(LocalWords.current["button-cancel"], Modifier.fillMaxWidth()) { asked = false }
        }
        // the word of a quiet one stands under the words above
        quiet -> QuietButton(what, Modifier.offset(x = (-8).dp)) { asked = true }
        else -> SecondaryButton(what, Modifier.fillMaxWidth()) { asked = true }
    }
}
