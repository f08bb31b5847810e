package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import homeward.core.Enrolment
import homeward.core.EnrolmentStep
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Bar
import homeward.look.Card
import homeward.look.Field
import homeward.look.Kind
import homeward.look.LocalWords
import homeward.look.Mood
import homeward.look.Page
import homeward.look.PrimaryButton
import homeward.look.Typed

/** What the enrolment screens show. */
data class EnrolState(val enrolment: Enrolment, val message: String = "", val busy: Boolean = false)

/** The text of the supervisor's QR code, or the address of the server and a typed code. */
@Composable
fun EnrolScreen(state: EnrolState, act: Actions) {
    val words = LocalWords.current
    var address by remember { mutableStateOf(state.enrolment.server) }
    var code by remember { mutableStateOf("") }
    val enrol = { act.enrol(address.trim(), code.trim()) }
    Page({ Bar(act::hide) }, "enrol", bottom = {
        PrimaryButton(words[if (state.busy) "wait" else "button-continue"], Modifier.fillMaxWidth(), !state.busy && code.isNotBlank(), enrol)
    }) {
        AppText(words["enrol-title"], kind = Kind.QuestionStrong, heading = true)
        if (state.enrolment.sentence.isNotEmpty()) {
            if (state.enrolment.step == EnrolmentStep.REFUSED) Banner(state.enrolment.sentence, Mood.Attention) else AppText(state.enrolment.sentence)
        }
        if (state.message.isNotEmpty()) Banner(state.message, Mood.Error)
        Field("code", words["enrol-code"], "", Typed.Text, "code") { code = it }
        Field("address", words["enrol-address"], state.enrolment.server, Typed.Text, "address", done = enrol) { address = it }
        AppText(words["enrol-text"])
    }
}

/** Digits to compare aloud with the supervisor, who then signs. */
@Composable
fun CompareScreen(state: EnrolState, act: Actions) {
    val words = LocalWords.current
    Page({ Bar(act::hide) }, "compare") {
        AppText(words["enrol-compare-title"], kind = Kind.QuestionStrong, heading = true)
        state.enrolment.digits?.let { digits ->
            Card {
                FlowRow(
                    Modifier.fillMaxWidth().semantics(mergeDescendants = true) { contentDescription = digits.groups.joinToString(", ") { it.toList().joinToString(" ") } },
                    Arrangement.SpaceEvenly, Arrangement.spacedBy(16.dp), maxItemsInEachRow = 3,
                ) { for (group in digits.groups) AppText(group, kind = Kind.QuestionStrong) }
            }
        }
        if (state.message.isNotEmpty()) Banner(state.message, Mood.Attention)
        Banner(state.enrolment.sentence)
    }
}
