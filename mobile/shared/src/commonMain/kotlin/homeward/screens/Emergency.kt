package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import homeward.core.Emergency
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Bar
import homeward.look.BarButton
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LocalWords
import homeward.look.Mood
import homeward.look.Page
import homeward.look.PrimaryButton
import homeward.look.SecondaryButton

/** Whom to call in danger. */
@Composable
fun EmergencyScreen(state: Emergency, act: Actions) {
    val words = LocalWords.current
    Page({ Bar(act::hide) { BarButton(words["button-back"], Icon.Back, act::back) } }, "emergency", bottom = {
        if (state.number.isNotEmpty()) PrimaryButton(state.call, Modifier.fillMaxWidth()) { act.call(state.number) }
        else if (state.dutyNumber.isNotEmpty()) PrimaryButton("${words["emergency-duty"]} ${state.dutyNumber}", Modifier.fillMaxWidth()) { act.call(state.dutyNumber) }
    }) {
        AppText(state.title, kind = Kind.QuestionStrong, heading = true)
        Banner(state.sentence, Mood.Error)
        if (state.number.isNotEmpty() && state.dutyNumber.isNotEmpty()) {
            SecondaryButton("${words["emergency-duty"]} ${state.dutyNumber}", Modifier.fillMaxWidth(), Icon.Call) { act.call(state.dutyNumber) }
        }
    }
}

/** The same, above the question that brought it up. */
@Composable
fun EmergencyBanner(state: Emergency, act: Actions) = Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
    Banner(state.sentence, Mood.Error, strong = state.title)
    if (state.number.isNotEmpty()) SecondaryButton(state.call, Modifier.fillMaxWidth(), Icon.Call) { act.call(state.number) }
    if (state.dutyNumber.isNotEmpty()) SecondaryButton("${LocalWords.current["emergency-duty"]} ${state.dutyNumber}", Modifier.fillMaxWidth(), Icon.Call) { act.call(state.dutyNumber) }
}
