package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.unit.dp
import homeward.core.Language
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Bar
import homeward.look.ChoiceRow
import homeward.look.Field
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LocalWords
import homeward.look.Mood
import homeward.look.Page
import homeward.look.PrimaryButton
import homeward.look.QuietButton
import homeward.look.Typed

/** What the welcome screen shows. */
data class WelcomeState(val language: String, val languages: List<Language>, val sentence: String)

/** What this is, and in which language to go on. */
@Composable
fun WelcomeScreen(state: WelcomeState, act: Actions) {
    val words = LocalWords.current
    Page({ Bar(null) }, "welcome", bottom = { PrimaryButton(words["start"], Modifier.fillMaxWidth(), press = act::begin) }) {
        AppText(words["app-name"], kind = Kind.QuestionStrong, heading = true)
        AppText(words["welcome"])
        if (state.sentence.isNotEmpty()) AppText(state.sentence)
        AppText(words["language"], kind = Kind.BodyStrong, heading = true)
        LanguageChoice(state.languages, state.language, act::setLanguage)
    }
}

/** The languages, each by its own name and in its own letter forms. */
@Composable
fun LanguageChoice(languages: List<Language>, chosen: String, choose: (String) -> Unit) =
    Column(Modifier.selectableGroup(), Arrangement.spacedBy(8.dp)) {
        for (language in languages) ChoiceRow(language.name, language.tag == chosen, several = false, Kind.Body, language.tag) { choose(language.tag) }
    }

/** What the screens that ask for a PIN show: a sentence, what went wrong the last time, and whether to wait. */
data class PinState(val sentence: String, val message: String = "", val busy: Boolean = false)

/** Choosing a PIN, twice. */
@Composable
fun SetPinScreen(state: PinState, act: Actions) {
    val words = LocalWords.current
    var pin by remember { mutableStateOf("") }
    var again by remember { mutableStateOf("") }
    val set = { act.setPin(pin, again) }
    Page({ Bar(act::hide) }, "set-pin", bottom = {
        PrimaryButton(words[if (state.busy) "wait" else "set-pin"], Modifier.fillMaxWidth(), !state.busy && pin.isNotEmpty() && again.isNotEmpty(), set)
    }) {
        AppText(words["choose-pin"], kind = Kind.QuestionStrong, heading = true)
        AppText(words["pin-rule"])
        Field("pin", words["pin"], "", Typed.Pin, "pin") { pin = it }
        Field("again", words["pin-again"], "", Typed.Pin, "again", done = set) { again = it }
        if (state.message.isNotEmpty()) Banner(state.message, Mood.Error)
        if (state.sentence.isNotEmpty()) Banner(state.sentence)
    }
}

/** Entering the PIN. The outbox sends without it and can be seen from here. */
@Composable
fun UnlockScreen(state: PinState, act: Actions) {
    val words = LocalWords.current
    // a try that failed begins with an empty field
    var pin by remember(state.message) { mutableStateOf("") }
    val unlock = { act.unlock(pin) }
    val focus = remember { FocusRequester() }
    LaunchedEffect(Unit) { focus.requestFocus() }
    Page({ Bar(act::hide) { QuietButton(words["emergency"], icon = Icon.Call, press = act::emergency) } }, "unlock", bottom = {
        PrimaryButton(words[if (state.busy) "wait" else "unlock"], Modifier.fillMaxWidth(), !state.busy && pin.isNotEmpty(), unlock)
    }) {
        AppText(words["app-name"], kind = Kind.QuestionStrong, heading = true)
        Field(state.message, words["enter-pin"], "", Typed.Pin, "pin", focus = focus, done = unlock) { pin = it }
        if (state.message.isNotEmpty()) Banner(state.message, Mood.Error)
        if (state.sentence.isNotEmpty()) Banner(state.sentence)
        QuietButton(words["outbox"], icon = Icon.Sent, trailing = Icon.Forward, press = act::outbox)
    }
}

/** The vault was destroyed. What was finished is still sent. */
@Composable
fun DestroyedScreen(state: PinState, act: Actions) {
    val words = LocalWords.current
    Page({ Bar(act::hide) }, "destroyed", bottom = { PrimaryButton(words["enrol-anew"], Modifier.fillMaxWidth(), press = act::begin) }) {
        AppText(words["destroyed"], kind = Kind.QuestionStrong, heading = true)
        Banner(state.sentence, Mood.Attention)
        QuietButton(words["outbox"], icon = Icon.Sent, trailing = Icon.Forward, press = act::outbox)
    }
}
