package homeward.look

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp

/** One answer to choose. A round mark for one of several, a square one for any of several; never colour alone. */
@Composable
fun ChoiceRow(text: String, chosen: Boolean, several: Boolean, kind: Kind = Kind.Question, language: String = LocalLanguage.current, press: () -> Unit) {
    val colours = LocalColours.current
    val frame = Modifier.fillMaxWidth().clip(Corner).background(if (chosen) colours.tint else colours.paper)
        .border(if (chosen) 2.dp else 1.dp, if (chosen) colours.accent else colours.line, Corner)
    val target = if (several) frame.toggleable(chosen, role = Role.Checkbox, onValueChange = { press() })
    else frame.selectable(chosen, role = Role.RadioButton, onClick = press)
    Row(target.heightIn(min = 56.dp).padding(horizontal = 16.dp, vertical = 12.dp), Arrangement.spacedBy(16.dp), Alignment.CenterVertically) {
        if (several) Box(chosen) else Ring(chosen)
        AppText(text, Modifier.weight(1f), kind, language = language)
    }
}

@Composable
private fun Ring(chosen: Boolean) {
    val colours = LocalColours.current
    Canvas(Modifier.size(besideText(22f))) {
        drawCircle(if (chosen) colours.accent else colours.edge, size.width / 2 - 1.dp.toPx(), style = Stroke(2.dp.toPx()))
        if (chosen) drawCircle(colours.accent, size.width / 4)
    }
}

@Composable
private fun Box(chosen: Boolean) {
    val colours = LocalColours.current
    Canvas(Modifier.size(besideText(22f))) {
        val corner = CornerRadius(4.dp.toPx())
        val inset = Offset(1.dp.toPx(), 1.dp.toPx())
        val inner = Size(size.width - 2.dp.toPx(), size.height - 2.dp.toPx())
        if (chosen) {
            drawRoundRect(colours.accent, inset, inner, corner)
            val stroke = 2.5.dp.toPx()
            drawLine(colours.paper, Offset(size.width * .25f, size.height * .52f), Offset(size.width * .43f, size.height * .70f), stroke, StrokeCap.Round)
            drawLine(colours.paper, Offset(size.width * .43f, size.height * .70f), Offset(size.width * .76f, size.height * .32f), stroke, StrokeCap.Round)
        } else drawRoundRect(colours.edge, inset, inner, corner, Stroke(2.dp.toPx()))
    }
}

/** Something that is on or off, with words for both the thing and its state. */
@Composable
fun SwitchRow(text: String, below: String, on: Boolean, change: (Boolean) -> Unit) {
    val colours = LocalColours.current
    Row(
        Modifier.fillMaxWidth().clip(Corner).border(1.dp, colours.line, Corner).toggleable(on, role = Role.Switch, onValueChange = change)
            .heightIn(min = 56.dp).padding(16.dp),
        Arrangement.spacedBy(16.dp), Alignment.CenterVertically,
    ) {
        androidx.compose.foundation.layout.Column(Modifier.weight(1f), Arrangement.spacedBy(4.dp)) {
            AppText(text, kind = Kind.BodyStrong)
            if (below.isNotEmpty()) AppText(below, colour = colours.quiet)
        }
        Canvas(Modifier.size(48.dp, 28.dp)) {
            val round = CornerRadius(size.height / 2)
            if (on) drawRoundRect(colours.accent, cornerRadius = round)
            else drawRoundRect(colours.edge, Offset(1.dp.toPx(), 1.dp.toPx()), Size(size.width - 2.dp.toPx(), size.height - 2.dp.toPx()), round, Stroke(2.dp.toPx()))
            val x = if (on) size.width - size.height / 2 else size.height / 2
            drawCircle(if (on) colours.onAccent else colours.edge, 9.dp.toPx(), Offset(x, size.height / 2))
        }
    }
}

/** How far a form has come: a line that fills, beside words that say the same. */
@Composable
fun ProgressLine(index: Int, total: Int) {
    val colours = LocalColours.current
    Canvas(Modifier.fillMaxWidth().height(4.dp)) {
        drawRoundRect(colours.line, cornerRadius = CornerRadius(size.height))
        if (total > 0) drawRoundRect(colours.accent, size = Size(size.width * index.coerceIn(0, total) / total, size.height), cornerRadius = CornerRadius(size.height))
    }
}
