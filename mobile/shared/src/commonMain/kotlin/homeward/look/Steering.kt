package homeward.look

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusDirection
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEvent
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onPreviewKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.input.pointer.PointerEventPass
import androidx.compose.ui.input.pointer.PointerEventType
import androidx.compose.ui.input.pointer.pointerInput

/** Whether a person steers with keys. Only then is a frame drawn around what has the focus, and a new page gives its first answer the focus. */
class Steering {
    var byKeys by mutableStateOf(false)
        private set

    internal fun key(event: KeyEvent) { if (event.type == KeyEventType.KeyDown && (event.key == Key.Tab || event.key in arrows)) byKeys = true }
    internal fun pressed() { byKeys = false }
}

val LocalSteering = staticCompositionLocalOf { Steering() }

/** Notices how everything inside is steered; takes nothing away from it. */
@Composable
fun Steered(content: @Composable () -> Unit) {
    val steering = remember { Steering() }
    Box(
        Modifier.fillMaxSize()
            .onPreviewKeyEvent { steering.key(it); false }
            .pointerInput(steering) {
                awaitPointerEventScope { while (true) if (awaitPointerEvent(PointerEventPass.Initial).type == PointerEventType.Press) steering.pressed() }
            },
    ) { CompositionLocalProvider(LocalSteering provides steering, content = content) }
}

private val arrows = setOf(Key.DirectionUp, Key.DirectionDown, Key.DirectionLeft, Key.DirectionRight)

/** Where an arrow leads. */
internal fun direction(key: Key): FocusDirection? = when (key) {
    Key.DirectionUp -> FocusDirection.Up
    Key.DirectionDown -> FocusDirection.Down
    Key.DirectionLeft -> FocusDirection.Left
    Key.DirectionRight -> FocusDirection.Right
    else -> null
}
