package homeward.look

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.focus.FocusDirection
import androidx.compose.ui.focus.onFocusChanged
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.isShiftPressed
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onPreviewKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.platform.LocalFocusManager
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.unit.dp

/** What is typed into a field. */
enum class Typed { Text, Paragraph, Whole, Decimal, Pin }

/**
 * A field to type into, with its label above. The text lives here from the first draw on (it is kept while `key`
 * stays the same), so that an answer that comes back from the core never moves the cursor.
 */
@Composable
fun Field(
    key: Any, label: String, start: String, typed: Typed, tag: String, modifier: Modifier = Modifier,
    labelled: Boolean = true, done: () -> Unit = {}, change: (String) -> Unit,
) {
    val colours = LocalColours.current
    var text by remember(key) { mutableStateOf(start) }
    var focused by remember { mutableStateOf(false) }
    val watch = LocalTextWatch.current
    val focus = LocalFocusManager.current
    val language = LocalLanguage.current
    Column(modifier.fillMaxWidth(), Arrangement.spacedBy(8.dp)) {
        if (labelled) AppText(label, kind = Kind.BodyStrong)
        BasicTextField(
            text,
            { new -> text = if (typed == Typed.Pin) new.filter(Char::isDigit) else new; change(text) },
            Modifier.fillMaxWidth().testTag(tag).semantics { contentDescription = label }.onFocusChanged { focused = it.isFocused }.onPreviewKeyEvent { event ->
                // Tab leads on from every field: a field of many lines would keep it
                (event.key == Key.Tab && event.type == KeyEventType.KeyDown).also { if (it) focus.moveFocus(if (event.isShiftPressed) FocusDirection.Previous else FocusDirection.Next) }
            },
            textStyle = style(Kind.Question).copy(color = colours.ink, localeList = LocaleList(language)),
            singleLine = typed != Typed.Paragraph,
            cursorBrush = SolidColor(colours.accent),
            visualTransformation = if (typed == Typed.Pin) PasswordVisualTransformation() else lettersTyped(language),
            keyboardOptions = KeyboardOptions(
                keyboardType = when (typed) {
                    Typed.Whole -> KeyboardType.Number
                    Typed.Decimal -> KeyboardType.Decimal
                    Typed.Pin -> KeyboardType.NumberPassword
                    else -> KeyboardType.Text
                },
                imeAction = if (typed == Typed.Paragraph) ImeAction.Default else ImeAction.Done,
            ),
            keyboardActions = KeyboardActions(onDone = { done() }),
            onTextLayout = { laid -> watch?.invoke(text, laid) },
            decorationBox = { inner ->
                Box(
                    Modifier.fillMaxWidth().clip(Corner).background(colours.paper)
                        .border(if (focused) 2.dp else 1.dp, if (focused) colours.accent else colours.edge, Corner)
                        .heightIn(min = if (typed == Typed.Paragraph) 144.dp else 56.dp).padding(horizontal = 16.dp, vertical = 14.dp),
                ) { inner() }
            },
        )
    }
}
