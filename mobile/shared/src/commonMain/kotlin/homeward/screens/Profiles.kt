package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import homeward.core.Profile
import homeward.look.AppText
import homeward.look.Bar
import homeward.look.BarButton
import homeward.look.ChoiceRow
import homeward.look.Field
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.Page
import homeward.look.SecondaryButton
import homeward.look.Typed

/** The workers who share this phone. Who is behind the PIN can name the own profile and let another worker begin. */
@Composable
fun ProfilesScreen(profiles: List<Profile>, locked: Boolean, act: Actions) {
    val words = LocalWords.current
    Page({ if (locked) Bar(act::hide) { BarButton(words["button-back"], Icon.Back, act::back) } else WorkBar(act) }, "profiles") {
        AppText(words["profile-title"], kind = Kind.QuestionStrong, heading = true)
        Column(Modifier.selectableGroup(), Arrangement.spacedBy(8.dp)) {
            for (profile in profiles) ChoiceRow(profile.name, profile.here, several = false, Kind.Body) { act.switchProfile(profile.id) }
        }
        SecondaryButton(words["profile-add"], Modifier.fillMaxWidth(), Icon.Plus, act::addProfile)
        if (!locked) profiles.firstOrNull { it.here }?.let { here ->
            Field(here.id, words["profile-name"], here.name, Typed.Text, "name") { if (it.isNotBlank()) act.nameProfile(it) }
            AppText(words["profile-name-text"], colour = LocalColours.current.quiet)
        }
    }
}
