package homeward.desktop

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.type
import androidx.compose.ui.input.pointer.PointerEventPass
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.WindowPosition
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import homeward.Phone
import homeward.Show
import homeward.core.ApiException
import homeward.core.Homeward
import homeward.look.Look
import kotlin.system.exitProcess

private const val USAGE = """Homeward's phone app in a window.
  --data FOLDER   where this phone keeps its data (made if it is not there)
Escape hides everything at once.
Example: mobile/start.sh --data ~/homeward-phone"""

fun main(arguments: Array<String>) {
    val folder = when {
        arguments.size == 2 && arguments[0] == "--data" -> arguments[1]
        else -> {
            if (arguments.firstOrNull() in listOf("-h", "--help")) { println(USAGE); exitProcess(0) }
            System.err.println(USAGE)
            exitProcess(2)
        }
    }
    val core = try { Homeward(folder) } catch (e: ApiException.Failed) {
        System.err.println("${e.sentence} ${e.remedy} (${e.code})")
        exitProcess(1)
    }
    val phone = Phone(core, Desk)
    application {
        Window(
            onCloseRequest = { phone.close(); exitApplication() },
            // the size of a common small phone
            state = rememberWindowState(size = DpSize(411.dp, 731.dp), position = WindowPosition(remember { androidx.compose.ui.Alignment.Center })),
            title = "Homeward",
            onPreviewKeyEvent = { event ->
                phone.touched()
                (event.key == Key.Escape && event.type == KeyEventType.KeyDown).also { if (it) phone.hide() }
            },
        ) {
            Look(NotoSans, phone.words) {
                Box(Modifier.fillMaxSize().pointerInput(Unit) {
                    awaitPointerEventScope { while (true) { awaitPointerEvent(PointerEventPass.Initial); phone.touched() } }
                }) { Show(phone) }
            }
        }
    }
}
