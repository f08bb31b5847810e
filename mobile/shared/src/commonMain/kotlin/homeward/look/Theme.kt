package homeward.look

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.text.font.FontFamily

/** Sets font, colours, words and language for everything inside. */
@Composable
fun Look(font: FontFamily, words: Words, dark: Boolean = isSystemInDarkTheme(), content: @Composable () -> Unit) =
    CompositionLocalProvider(
        LocalFont provides font,
        LocalColours provides if (dark) DarkColours else LightColours,
        LocalWords provides words,
        LocalLanguage provides words.language,
        content = content,
    )
