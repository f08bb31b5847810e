package homeward.look

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.dp

/** The shapes that stand beside words; each is drawn on a square of 24 and grows with the text. */
enum class Icon { Hide, Call, Back, Forward, Down, Check, Attention, Saved, Sent, Read, Returned, Language, Plus, Less, Dot, List, Offline, Picture, Paste, People }

@Composable
fun Shape(icon: Icon, colour: Color, modifier: Modifier = Modifier) = Canvas(modifier.size(besideText(20f))) { draw(icon, colour) }

/** A shape beside the first line of a text, also of one that goes on below it. */
@Composable
fun ShapeOfLine(icon: Icon, colour: Color) {
    val line = with(LocalDensity.current) { style(Kind.Body).lineHeight.toDp() }
    Shape(icon, colour, Modifier.padding(top = ((line - besideText(20f)) / 2).coerceAtLeast(0.dp)))
}

/** The size of what is drawn beside text: by text of twice the size it is half as large again. */
@Composable
internal fun besideText(size: Float) = (size * (1f + (LocalDensity.current.fontScale - 1f).coerceIn(0f, 1f) * 0.5f)).dp

private fun DrawScope.draw(icon: Icon, colour: Color) {
    val unit = size.width / 24f
    val stroke = Stroke(2f * unit, cap = StrokeCap.Round, join = StrokeJoin.Round)
    fun line(vararg points: Float) {
        val path = Path()
        for (i in points.indices step 2) {
            if (i == 0) path.moveTo(points[0] * unit, points[1] * unit) else path.lineTo(points[i] * unit, points[i + 1] * unit)
        }
        drawPath(path, colour, style = stroke)
    }
    fun circle(x: Float, y: Float, r: Float, filled: Boolean = false) =
        if (filled) drawCircle(colour, r * unit, Offset(x * unit, y * unit)) else drawCircle(colour, r * unit, Offset(x * unit, y * unit), style = stroke)
    fun box(x: Float, y: Float, w: Float, h: Float) =
        drawRoundRect(colour, Offset(x * unit, y * unit), Size(w * unit, h * unit), androidx.compose.ui.geometry.CornerRadius(2 * unit), style = stroke)
    when (icon) {
        Icon.Hide -> {
            drawPath(Path().apply {
                moveTo(2 * unit, 12 * unit)
                quadraticTo(12 * unit, 1 * unit, 22 * unit, 12 * unit)
                quadraticTo(12 * unit, 23 * unit, 2 * unit, 12 * unit)
                close()
            }, colour, style = stroke)
            circle(12f, 12f, 2.5f)
            line(4f, 20f, 20f, 4f)
        }
        Icon.Call -> drawPath(Path().apply {
            moveTo(6 * unit, 3 * unit)
            lineTo(10 * unit, 3 * unit); lineTo(11.5f * unit, 8 * unit); lineTo(9 * unit, 10 * unit)
            quadraticTo(10.5f * unit, 13.5f * unit, 14 * unit, 15 * unit)
            lineTo(16 * unit, 12.5f * unit); lineTo(21 * unit, 14 * unit); lineTo(21 * unit, 18 * unit)
            quadraticTo(20.5f * unit, 21 * unit, 17.5f * unit, 21 * unit)
            quadraticTo(4 * unit, 19.5f * unit, 3 * unit, 6 * unit)
            quadraticTo(3 * unit, 3.5f * unit, 6 * unit, 3 * unit)
            close()
        }, colour, style = stroke)
        Icon.Back -> line(15f, 5f, 8f, 12f, 15f, 19f)
        Icon.Forward -> line(9f, 5f, 16f, 12f, 9f, 19f)
        Icon.Down -> line(5f, 9f, 12f, 16f, 19f, 9f)
        Icon.Check -> line(5f, 12.5f, 10f, 17.5f, 19.5f, 7f)
        Icon.Attention -> { line(12f, 3f, 22f, 20f, 2f, 20f, 12f, 3f); line(12f, 10f, 12f, 14f); circle(12f, 17f, 0.6f, filled = true) }
        Icon.Saved -> { box(7f, 2f, 10f, 20f); line(11f, 18f, 13f, 18f) }
        Icon.Sent -> { line(12f, 20f, 12f, 5f); line(6f, 11f, 12f, 5f, 18f, 11f) }
        Icon.Read -> { line(2f, 12.5f, 7f, 17.5f, 15f, 7f); line(12f, 16f, 13.5f, 17.5f, 21.5f, 7f) }
        Icon.Returned -> { line(8f, 5f, 3f, 10f, 8f, 15f); line(3f, 10f, 15f, 10f, 19f, 14f, 19f, 19f) }
        Icon.Language -> { circle(12f, 12f, 9f); line(3f, 12f, 21f, 12f); drawOval(colour, Offset(8 * unit, 3 * unit), Size(8 * unit, 18 * unit), style = stroke) }
        Icon.Plus -> { line(12f, 5f, 12f, 19f); line(5f, 12f, 19f, 12f) }
        Icon.Less -> line(5f, 12f, 19f, 12f)
        Icon.Dot -> circle(12f, 12f, 4f, filled = true)
        Icon.List -> { line(9f, 6f, 21f, 6f); line(9f, 12f, 21f, 12f); line(9f, 18f, 21f, 18f); circle(4f, 6f, 0.8f, true); circle(4f, 12f, 0.8f, true); circle(4f, 18f, 0.8f, true) }
        Icon.People -> { circle(9f, 8f, 3.5f); line(2.5f, 20f, 4f, 15.5f, 9f, 14f, 14f, 15.5f, 15.5f, 20f); line(15f, 4.8f, 18f, 6.5f, 18f, 9.5f, 15.5f, 11.2f); line(17.5f, 14.3f, 20.5f, 16f, 21.5f, 20f) }
        Icon.Picture -> { box(3f, 4f, 18f, 16f); circle(8.5f, 9f, 1.5f); line(4f, 18f, 10f, 13f, 13f, 15.5f, 17f, 11f, 20.5f, 15f) }
        Icon.Paste -> { box(5f, 4f, 14f, 17f); line(9f, 2.5f, 15f, 2.5f, 15f, 6f, 9f, 6f, 9f, 2.5f); line(9f, 12f, 15f, 12f); line(9f, 16f, 13f, 16f) }
        Icon.Offline -> { line(6f, 18f, 12f, 7f, 18f, 18f); line(4f, 4f, 20f, 20f) }
    }
}
