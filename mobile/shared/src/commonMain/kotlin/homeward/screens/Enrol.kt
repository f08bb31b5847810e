package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import homeward.CodeSource
import homeward.core.Enrolment
import homeward.core.EnrolmentStep
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Bar
import homeward.look.Card
import homeward.look.Field
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.Mood
import homeward.look.Page
import homeward.look.PrimaryButton
import homeward.look.SecondaryButton
import homeward.look.Typed

/** What the enrolment screens show. `sources` says from where a picture of the code can be had here. */
data class EnrolState(val enrolment: Enrolment, val sources: List<CodeSource> = emptyList(), val message: String = "", val busy: Boolean = false)

/** The supervisor's code: as a picture, as the text in that picture, or typed with the server's address. */
@Composable
fun EnrolScreen(state: EnrolState, act: Actions) {
    val words = LocalWords.current
    var address by remember { mutableStateOf(state.enrolment.server) }
    var code by remember { mutableStateOf("") }
    val ready = !state.busy && code.isNotBlank()
    val enrol = { if (ready) act.enrol(address.trim(), code.trim()) }
    Page({ Bar(act::hide) }, "enrol", bottom = {
        PrimaryButton(words[if (state.busy) "wait" else "button-continue"], Modifier.fillMaxWidth(), ready, enrol)
    }) {
        AppText(words["enrol-title"], kind = Kind.QuestionStrong, heading = true)
        if (state.message.isNotEmpty()) Banner(state.message, Mood.Error)
        if (state.enrolment.step == EnrolmentStep.REFUSED) Banner(state.enrolment.sentence, Mood.Attention) else AppText(state.enrolment.sentence)
        if (state.sources.isNotEmpty()) {
            AppText(words["enrol-picture-title"], Modifier.padding(top = 8.dp), Kind.BodyStrong, heading = true)
            AppText(words["enrol-picture-text"], colour = LocalColours.current.quiet)
            FlowRow(Modifier.fillMaxWidth(), Arrangement.spacedBy(8.dp), Arrangement.spacedBy(8.dp)) {
                for (from in state.sources) {
                    val (word, icon) = when (from) {
                        CodeSource.File -> "enrol-picture-choose" to Icon.Picture
                        CodeSource.Clipboard -> "enrol-picture-paste" to Icon.Paste
                    }
                    SecondaryButton(words[word], icon = icon) { if (!state.busy) act.readCode(from, address.trim()) }
                }
            }
            AppText(words["enrol-typed-title"], Modifier.padding(top = 8.dp), Kind.BodyStrong, heading = true)
        }
        Field("address", words["enrol-address"], state.enrolment.server, Typed.Text, "address") { address = it }
        Field("code", words["enrol-code"], "", Typed.Text, "code", done = enrol) { code = it }
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
