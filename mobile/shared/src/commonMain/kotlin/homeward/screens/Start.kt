package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import homeward.core.Language
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Bar
import homeward.look.BarButton
import homeward.look.ChoiceRow
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LinkRow
import homeward.look.LocalWords
import homeward.look.Mood
import homeward.look.Page
import homeward.look.PinPad
import homeward.look.PrimaryButton

/** What the welcome screen shows. */
data class WelcomeState(val language: String, val languages: List<Language>, val sentence: String)

/** What this is, and in which language to go on. */
@Composable
fun WelcomeScreen(state: WelcomeState, act: Actions) {
    val words = LocalWords.current
    Page({}, "welcome", bottom = { PrimaryButton(words["button-start"], Modifier.fillMaxWidth(), press = act::begin) }) {
        AppText(words["welcome-title"], kind = Kind.QuestionStrong, heading = true)
        AppText(words["welcome-text"])
        if (state.sentence.isNotEmpty()) AppText(state.sentence)
        AppText(words["language-title"], kind = Kind.BodyStrong, heading = true)
        LanguageChoice(state.languages, state.language, act::setLanguage)
    }
}

/** The languages, each by its own name and in its own letter forms. */
@Composable
fun LanguageChoice(languages: List<Language>, chosen: String, choose: (String) -> Unit) =
    Column(Modifier.selectableGroup(), Arrangement.spacedBy(8.dp)) {
        for (language in languages) ChoiceRow(language.name, language.tag == chosen, several = false, Kind.Body, language.tag) { choose(language.tag) }
    }

/**
 * What the screens that ask for a PIN show: a sentence, what went wrong the last time, whether to wait, and on a phone of
 * several workers the one whose PIN it is.
 */
data class PinState(val sentence: String, val message: String = "", val busy: Boolean = false, val worker: String = "")

/** Choosing a PIN: once, and the same again. */
@Composable
fun SetPinScreen(state: PinState, act: Actions) {
    val words = LocalWords.current
    var first by remember(state.message) { mutableStateOf("") }
    var pin by remember(state.message, first) { mutableStateOf("") }
    val go = { if (first.isEmpty()) first = pin else act.setPin(first, pin) }
    Page({ Bar(act::hide) }, "set-pin", bottom = {
        PrimaryButton(words[if (state.busy) "wait" else "button-continue"], Modifier.fillMaxWidth(), !state.busy && pin.length >= 6, go)
    }) {
        AppText(words[if (first.isEmpty()) "pin-choose-title" else "pin-repeat-title"], kind = Kind.QuestionStrong, heading = true)
        if (state.message.isNotEmpty()) Banner(state.message, Mood.Error)
        if (first.isEmpty()) AppText(words["pin-choose-text"])
        PinPad(pin, { if (!state.busy && pin.length >= 6) go() }) { pin = it(pin) }
        if (state.sentence.isNotEmpty()) Banner(state.sentence)
    }
}

/** Entering the PIN. The outbox sends without it and can be seen from here. */
@Composable
fun UnlockScreen(state: PinState, act: Actions) {
    val words = LocalWords.current
    // a try that failed begins with an empty field
    var pin by remember(state.message) { mutableStateOf("") }
    Page({ Bar(act::hide) { BarButton(words["emergency"], Icon.Call, act::emergency) } }, "unlock", bottom = {
        PrimaryButton(words[if (state.busy) "wait" else "pin-open"], Modifier.fillMaxWidth(), !state.busy && pin.isNotEmpty()) { act.unlock(pin) }
    }) {
        AppText(words["pin-title"], kind = Kind.QuestionStrong, heading = true)
        if (state.worker.isNotEmpty()) AppText(state.worker)
        if (state.message.isNotEmpty()) Banner(state.message, Mood.Error)
        PinPad(pin, { if (!state.busy && pin.isNotEmpty()) act.unlock(pin) }) { pin = it(pin) }
        if (state.sentence.isNotEmpty()) Banner(state.sentence)
        LinkRow(Icon.Sent, words["outbox-title"], act::outbox)
        if (state.worker.isNotEmpty()) LinkRow(Icon.People, words["profile-switch"], act::profiles)
    }
}

/** The vault was destroyed. What was finished is still sent. */
@Composable
fun DestroyedScreen(state: PinState, act: Actions) {
    val words = LocalWords.current
    Page({ Bar(act::hide) }, "destroyed", bottom = { PrimaryButton(words["button-start"], Modifier.fillMaxWidth(), press = act::begin) }) {
        AppText(words["enrol-title"], kind = Kind.QuestionStrong, heading = true)
        Banner(state.sentence, Mood.Attention)
        LinkRow(Icon.Sent, words["outbox-title"], act::outbox)
    }
}
