package homeward.look

import androidx.compose.foundation.IndicationNodeFactory
import androidx.compose.foundation.interaction.FocusInteraction
import androidx.compose.foundation.interaction.InteractionSource
import androidx.compose.foundation.interaction.PressInteraction
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.drawscope.ContentDrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.node.DelegatableNode
import androidx.compose.ui.node.DrawModifierNode
import androidx.compose.ui.node.invalidateDraw
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.launch

/**
 * How a target shows that it is pressed (a veil) and, to one who steers with keys, that it has the focus: a line of ink
 * with one of paper inside it, so that it is seen on the accent as well as on paper.
 */
data class Frame(private val colours: Colours, private val steering: Steering) : IndicationNodeFactory {
    override fun create(interactionSource: InteractionSource): DelegatableNode = FrameNode(interactionSource, colours, steering)
}

private class FrameNode(private val source: InteractionSource, private val colours: Colours, private val steering: Steering) : Modifier.Node(), DrawModifierNode {
    private var focused = 0
    private var pressed = 0

    override fun onAttach() {
        coroutineScope.launch {
            source.interactions.collect {
                when (it) {
                    is FocusInteraction.Focus -> focused++
                    is FocusInteraction.Unfocus -> focused--
                    is PressInteraction.Press -> pressed++
                    is PressInteraction.Release, is PressInteraction.Cancel -> pressed--
                }
                invalidateDraw()
            }
        }
    }

    override fun ContentDrawScope.draw() {
        drawContent()
        if (pressed > 0) drawRect(colours.ink.copy(alpha = 0.10f))
        if (focused > 0 && steering.byKeys) {
            val width = 2.dp.toPx()
            for ((inset, colour) in listOf(width / 2 to colours.ink, width * 3 / 2 to colours.paper)) {
                drawRoundRect(colour, Offset(inset, inset), Size(size.width - 2 * inset, size.height - 2 * inset), CornerRadius((8.dp.toPx() - inset).coerceAtLeast(0f)), Stroke(width))
            }
        }
    }
}
