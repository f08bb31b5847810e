package homeward.screens

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import homeward.look.AppText
import homeward.look.Kind
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.Page
import homeward.look.SecondaryButton

/** The neutral page behind quick hide: nothing that says what this application is. */
@Composable
fun HiddenScreen(act: Actions) {
    val words = LocalWords.current
    Page({}, "hidden", bottom = { SecondaryButton(words["hidden-back"], Modifier.fillMaxWidth(), press = act::unhide) }) {
        AppText(words["hidden-title"], kind = Kind.QuestionStrong, heading = true)
        AppText(words["hidden-text"], colour = LocalColours.current.quiet)
    }
}
