package homeward.look

import androidx.compose.foundation.background
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
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import homeward.Notice

/** What is said above whatever screen is shown. */
val LocalNotice = staticCompositionLocalOf<Notice?> { null }

/**
 * One screen: a bar with quick hide at the top, one column that scrolls, what to do at the bottom.
 * The column is at most 720 wide. `at` names what is shown: when it changes, the column begins at its top again.
 */
@Composable
fun Page(bar: @Composable () -> Unit, at: Any, bottom: (@Composable ColumnScope.() -> Unit)? = null, content: @Composable ColumnScope.() -> Unit) {
    val colours = LocalColours.current
    Column(Modifier.fillMaxSize().background(colours.paper).safeDrawingPadding().imePadding(), horizontalAlignment = Alignment.CenterHorizontally) {
        bar()
        val scroll = rememberScrollState()
        LaunchedEffect(at) { scroll.scrollTo(0) }
        Column(
            Modifier.weight(1f).fillMaxWidth().verticalScroll(scroll).padding(horizontal = 16.dp, vertical = 16.dp).widthIn(max = 720.dp),
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
fun Bar(hide: (() -> Unit)?, others: @Composable () -> Unit = {}) {
    Column {
        FlowRow(Modifier.widthIn(max = 736.dp).fillMaxWidth().padding(horizontal = 8.dp, vertical = 4.dp), Arrangement.SpaceBetween) {
            if (hide != null) QuietButton(LocalWords.current["hide"], icon = Icon.Hide, press = hide)
            others()
        }
        Line()
    }
}
