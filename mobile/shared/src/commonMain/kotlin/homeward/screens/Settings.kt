package homeward.screens

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import homeward.core.Language
import homeward.core.Settings
import homeward.look.AppText
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LinkRow
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
        bottom = if (state.workOffline) null else ({ PrimaryButton(words["sync-now"], Modifier.fillMaxWidth(), press = act::sync) }),
    ) {
        AppText(words["settings-title"], kind = Kind.QuestionStrong, heading = true)
        SwitchRow(words["settings-offline"], words["settings-offline-hint"], state.workOffline, act::setWorkOffline)
        Sync(state.sync)
        if (state.lastContact.isNotEmpty()) Fact(words["settings-last-contact"], state.lastContact)
        AppText(words["settings-language"], kind = Kind.BodyStrong, heading = true)
        LanguageChoice(state.languages, state.language, act::setLanguage)
        AppText(words["settings-form-language"], kind = Kind.BodyStrong, heading = true)
        LanguageChoice(state.languages, state.formLanguage, act::setFormLanguage)
        LinkRow(Icon.People, words["profile-title"], act::profiles)
        AppText(words["settings-about"], kind = Kind.BodyStrong, heading = true)
        if (state.organisation.isNotEmpty()) Fact(words["settings-organisation"], state.organisation)
        if (state.server.isNotEmpty()) Fact(words["settings-server"], state.server)
        if (state.device.isNotEmpty()) Fact(words["settings-device"], state.device)
        if (state.protection.isNotEmpty()) AppText(state.protection)
        AppText(state.about, kind = Kind.Small, colour = LocalColours.current.quiet)
    }
}

/** In which language the form is shown; no answer is lost. */
@Composable
fun LanguageScreen(chosen: String, languages: List<Language>, act: Actions) {
    val words = LocalWords.current
    Page({ WorkBar(act) }, "language", bottom = { PrimaryButton(words["button-continue"], Modifier.fillMaxWidth(), press = act::back) }) {
        AppText(words["settings-form-language"], kind = Kind.QuestionStrong, heading = true)
        LanguageChoice(languages, chosen, act::setFormLanguage)
    }
}
