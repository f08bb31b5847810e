package homeward.look

import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.input.OffsetMapping
import androidx.compose.ui.text.input.TransformedText
import androidx.compose.ui.text.input.VisualTransformation

/**
 * Macedonian and Serbian write the letter "б" in a form of their own. The font has it under the feature `locl`,
 * which needs the language; Compose on Skia (desktop, iOS) doesn't pass the language on to the shaper. Of that one
 * letter the font's only alternate is this form, so it is asked for by the feature `aalt`, on that letter alone.
 * Where the language does arrive (Android), both say the same.
 */
fun letters(text: String, language: String): AnnotatedString {
    if (language !in ownForm || 'б' !in text) return AnnotatedString(text)
    return AnnotatedString(text, text.indices.filter { text[it] == 'б' }.map { AnnotatedString.Range(alternate, it, it + 1) })
}

private val ownForm = setOf("mk", "sr")
private val alternate = SpanStyle(fontFeatureSettings = "aalt")

/** The same for what is typed. */
fun lettersTyped(language: String) = VisualTransformation { TransformedText(letters(it.text, language), OffsetMapping.Identity) }
