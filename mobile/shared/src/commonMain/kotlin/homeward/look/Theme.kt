package homeward.look

import androidx.compose.foundation.LocalIndication
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.ui.text.font.FontFamily

/** Sets font, colours, words, language and how targets show their state, for everything inside. */
@Composable
fun Look(font: FontFamily, words: Words, dark: Boolean = isSystemInDarkTheme(), content: @Composable () -> Unit) = Steered {
    val colours = if (dark) DarkColours else LightColours
    val steering = LocalSteering.current
    CompositionLocalProvider(
        LocalFont provides font,
        LocalColours provides colours,
        LocalIndication provides remember(colours, steering) { Frame(colours, steering) },
        LocalWords provides words,
        LocalLanguage provides words.language,
        content = content,
    )
}
