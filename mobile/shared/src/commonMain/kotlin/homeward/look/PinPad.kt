package homeward.look

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.focusable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.input.key.utf16CodePoint
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp

private const val LONGEST = 12

/**
 * Big keys for a PIN, which also takes a keyboard's digits. What is entered is never drawn, only how much.
 * A change is told as what it does to the PIN, because several keys can be pressed before the next frame.
 */
@Composable
fun PinPad(pin: String, done: () -> Unit, change: ((String) -> String) -> Unit) {
    val focus = remember { FocusRequester() }
    LaunchedEffect(Unit) { focus.requestFocus() }
    val add = { digit: Char -> change { if (it.length < LONGEST) it + digit else it } }
    val drop = { change { it.dropLast(1) } }
    Column(
        Modifier.fillMaxWidth().focusRequester(focus).onKeyEvent { event ->
            if (event.type != KeyEventType.KeyDown) return@onKeyEvent false
            val digit = event.utf16CodePoint.toChar()
            when {
                digit in '0'..'9' -> add(digit)
                event.key == Key.Backspace -> drop()
                event.key == Key.Enter || event.key == Key.NumPadEnter -> done()
                else -> return@onKeyEvent false
            }
            true
        }.focusable(),
        Arrangement.spacedBy(8.dp),
    ) {
        Dots(pin.length)
        for (row in listOf("123", "456", "789", " 0 ")) Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(8.dp)) {
            for (digit in row) {
                if (digit == ' ') Box(Modifier.weight(1f)) else Digit(digit, Modifier.weight(1f)) { add(digit) }
            }
        }
        Row(Modifier.fillMaxWidth(), Arrangement.Center) {
            QuietButton(LocalWords.current["pin-delete"], icon = Icon.Back, press = drop)
        }
    }
}

@Composable
private fun Dots(entered: Int) {
    val colours = LocalColours.current
    val spoken = LocalWords.current.with("pin-entered", "n" to "$entered")
    Canvas(Modifier.fillMaxWidth().height(40.dp).semantics { contentDescription = spoken; liveRegion = LiveRegionMode.Polite }) {
        val shown = maxOf(entered, 6)
        val gap = 24.dp.toPx()
        val first = size.width / 2 - gap * (shown - 1) / 2
        for (i in 0 until shown) {
            val at = Offset(first + gap * i, size.height / 2)
            if (i < entered) drawCircle(colours.accent, 7.dp.toPx(), at) else drawCircle(colours.edge, 6.dp.toPx(), at, style = Stroke(1.5.dp.toPx()))
        }
    }
}

@Composable
private fun Digit(digit: Char, modifier: Modifier, press: () -> Unit) = Box(
    modifier.heightIn(min = 56.dp).clip(Corner).background(LocalColours.current.wash).clickable(role = Role.Button, onClick = press),
    Alignment.Center,
) { AppText("$digit", kind = Kind.QuestionStrong) }
