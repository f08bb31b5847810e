package homeward.look

import androidx.compose.foundation.background
import androidx.compose.foundation.focusGroup
import androidx.compose.foundation.gestures.animateScrollBy
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusDirection
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalFocusManager
import androidx.compose.ui.unit.dp
import homeward.Notice
import kotlinx.coroutines.launch

/** What is said above whatever screen is shown. */
val LocalNotice = staticCompositionLocalOf<Notice?> { null }

/**
 * One screen: a bar with quick hide at the top, one column that scrolls, what to do at the bottom.
 * The column is at most 720 wide. `at` names what is shown: when it changes, the column begins at its top again.
 * By keys: Tab and the arrows go from target to target, Page Down and Page Up scroll.
 */
@Composable
fun Page(bar: @Composable () -> Unit, at: Any, bottom: (@Composable ColumnScope.() -> Unit)? = null, content: @Composable ColumnScope.() -> Unit) {
    val colours = LocalColours.current
    val steering = LocalSteering.current
    val focus = LocalFocusManager.current
    val scope = rememberCoroutineScope()
    val scroll = rememberScrollState()
    val column = remember { FocusRequester() }
    LaunchedEffect(at) {
        scroll.scrollTo(0)
        // without a target in the column nothing takes the focus, and it stays where it was
        if (steering.byKeys) column.requestFocus(FocusDirection.Enter)
    }
    Column(
        Modifier.fillMaxSize().background(colours.paper).safeDrawingPadding().imePadding().onKeyEvent { event ->
            if (event.type != KeyEventType.KeyDown) return@onKeyEvent false
            val towards = direction(event.key)
            val page = when (event.key) { Key.PageDown -> 0.8f; Key.PageUp -> -0.8f; else -> 0f }
            if (page != 0f) scope.launch { scroll.animateScrollBy(page * scroll.viewportSize) }
            page != 0f || towards != null && focus.moveFocus(towards)
        },
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        bar()
        Column(
            Modifier.weight(1f).fillMaxWidth().focusRequester(column).focusGroup().verticalScroll(scroll).padding(horizontal = 16.dp, vertical = 16.dp).widthIn(max = 720.dp),
            Arrangement.spacedBy(16.dp),
        ) {
            LocalNotice.current?.let { Banner(it.sentence, if (it.failed) Mood.Error else Mood.Calm, icon = if (it.failed) null else Icon.Sent) }
            content()
        }
        if (bottom != null) {
            Line()
            Column(Modifier.widthIn(max = 720.dp).fillMaxWidth().padding(horizontal = 16.dp, vertical = 8.dp), Arrangement.spacedBy(8.dp), content = bottom)
        }
    }
}

@Composable
fun Line() = Box(Modifier.fillMaxWidth().height(1.dp).background(LocalColours.current.line))

/** The bar at the top: quick hide is always its first button. What does not fit goes to the next row. */
@Composable
fun Bar(hide: () -> Unit, others: @Composable () -> Unit = {}) {
    Column {
        FlowRow(Modifier.widthIn(max = 736.dp).fillMaxWidth().padding(horizontal = 8.dp, vertical = 4.dp), Arrangement.SpaceBetween) {
            BarButton(LocalWords.current["hide"], Icon.Hide, hide)
            others()
        }
        Line()
    }
}

/** A button of the bar. Where letters are large the word stands alone, so that the bar keeps to one row in most languages. */
@Composable
fun BarButton(text: String, icon: Icon, press: () -> Unit) =
    if (LocalDensity.current.fontScale < 1.4f) QuietButton(text, icon = icon, press = press) else QuietButton(text, kind = Kind.Small, press = press)
