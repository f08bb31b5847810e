package homeward.screens

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import homeward.look.LocalWords
import homeward.look.Page
import homeward.look.SecondaryButton
import kotlinx.datetime.LocalDate

/** The neutral page behind quick hide: a month, and nothing that says what this application is. */
@Composable
fun HiddenScreen(today: String, act: Actions) {
    val now = LocalDate.parse(today)
    var chosen by remember { mutableStateOf<LocalDate?>(null) }
    Page({}, "hidden", bottom = { SecondaryButton(LocalWords.current["open"], Modifier.fillMaxWidth(), press = act::unhide) }) {
        Calendar("hidden", now, chosen) { chosen = it }
    }
}
