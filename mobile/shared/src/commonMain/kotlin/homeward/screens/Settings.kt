package homeward.screens

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import homeward.core.Language
import homeward.core.Settings
import homeward.look.AppText
import homeward.look.Kind
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.Page
import homeward.look.PrimaryButton
import homeward.look.SwitchRow

/** Languages, network, and what this phone is. */
@Composable
fun SettingsScreen(state: Settings, act: Actions) {
    val words = LocalWords.current
    Page(
        { WorkBar(act) }, "settings",
        bottom = if (state.workOffline) null else ({ PrimaryButton(words["send-now"], Modifier.fillMaxWidth(), press = act::sync) }),
    ) {
        AppText(words["settings"], kind = Kind.QuestionStrong, heading = true)
        SwitchRow(words["work-offline"], words[if (state.workOffline) "work-offline-on" else "work-offline-off"], state.workOffline, act::setWorkOffline)
        Sync(state.sync)
        if (state.lastContact.isNotEmpty()) AppText(state.lastContact, colour = LocalColours.current.quiet)
        AppText(words["app-language"], kind = Kind.BodyStrong, heading = true)
        LanguageChoice(state.languages, state.language, act::setLanguage)
        AppText(words["form-language"], kind = Kind.BodyStrong, heading = true)
        LanguageChoice(state.languages, state.formLanguage, act::setFormLanguage)
        AppText(words["about"], kind = Kind.BodyStrong, heading = true)
        if (state.organisation.isNotEmpty()) Fact(words["organisation"], state.organisation)
        if (state.server.isNotEmpty()) Fact(words["server"], state.server)
        if (state.device.isNotEmpty()) Fact(words["device"], state.device)
        if (state.protection.isNotEmpty()) AppText(state.protection)
        AppText(state.about, kind = Kind.Small, colour = LocalColours.current.quiet)
    }
}

/** In which language the form is shown; no answer is lost. */
@Composable
fun LanguageScreen(chosen: String, languages: List<Language>, act: Actions) {
    val words = LocalWords.current
    Page({ WorkBar(act) }, "language", bottom = { PrimaryButton(words["back-to-question"], Modifier.fillMaxWidth(), press = act::back) }) {
        AppText(words["form-language"], kind = Kind.QuestionStrong, heading = true)
        AppText(words["answers-kept"])
        LanguageChoice(languages, chosen, act::setFormLanguage)
    }
}
