package homeward.look

import androidx.compose.foundation.text.BasicText
import androidx.compose.runtime.Composable
import androidx.compose.runtime.compositionLocalOf
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.text.style.TextAlign

/** The texts of the application in one language, from the core; no text is written in Kotlin. */
class Words(val language: String, private val texts: Map<String, String>, private val fill: (String, Map<String, String>) -> String) {
    /** A text without variables. */
    operator fun get(key: String): String = texts[key] ?: fill(key, emptyMap())

    /** A text with its variables filled in. */
    fun with(key: String, vararg variables: Pair<String, String>): String = fill(key, variables.toMap())

    /** The name of a month, 1 to 12, as it stands in a date. */
    fun month(n: Int): String = with("month", "n" to "$n")

    companion object { val None = Words("en", emptyMap()) { key, _ -> key } }
}

val LocalWords = staticCompositionLocalOf { Words.None }

/** Language tag of the texts drawn here: chooses the letter forms (Serbian and Macedonian have their own). */
val LocalLanguage = compositionLocalOf { "en" }

/** Told of every text that was laid out; tests look for text that does not fit. */
val LocalTextWatch = staticCompositionLocalOf<((String, TextLayoutResult) -> Unit)?> { null }

/** Every text on every screen goes through here. */
@Composable
fun AppText(
    text: String,
    modifier: Modifier = Modifier,
    kind: Kind = Kind.Body,
    colour: Color = LocalColours.current.ink,
    language: String = LocalLanguage.current,
    align: TextAlign = TextAlign.Start,
    heading: Boolean = false,
) {
    val watch = LocalTextWatch.current
    BasicText(
        letters(text, language),
        if (heading) modifier.semantics { heading() } else modifier,
        style(kind).copy(color = colour, localeList = LocaleList(language), textAlign = align),
        onTextLayout = if (watch == null) null else { laid -> watch(text, laid) },
    )
}
