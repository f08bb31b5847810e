package homeward.look

import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color

/**
 * The colours of the product. State colours are for the state of things (a message, a sync), never of a person,
 * and never stand alone: a word or a shape goes with them.
 */
data class Colours(
    val accent: Color,
    val onAccent: Color,
    val tint: Color,
    val ink: Color,
    val quiet: Color,
    val paper: Color,
    val wash: Color,
    val line: Color,
    /** The outline of what can be pressed or typed into: at least 3:1 on paper. */
    val edge: Color,
    val attention: Color,
    val attentionWash: Color,
    val error: Color,
    val errorWash: Color,
    val done: Color,
    val doneWash: Color,
)

val LightColours = Colours(
    accent = Color(0xFF0F5257), onAccent = Color(0xFFFFFFFF), tint = Color(0xFFE3EFEF),
    ink = Color(0xFF1B1F23), quiet = Color(0xFF4A5560), paper = Color(0xFFFFFFFF), wash = Color(0xFFF5F6F4),
    line = Color(0xFFD5DAD8), edge = Color(0xFF7C8785),
    attention = Color(0xFF8A4B00), attentionWash = Color(0xFFFFF3DF),
    error = Color(0xFF9B1C1C), errorWash = Color(0xFFFDECEC),
    done = Color(0xFF1E5E3A), doneWash = Color(0xFFE6F3EB),
)

val DarkColours = Colours(
    accent = Color(0xFF7CC3C4), onAccent = Color(0xFF12181A), tint = Color(0xFF1C3336),
    ink = Color(0xFFE8ECEB), quiet = Color(0xFFAAB5B4), paper = Color(0xFF12181A), wash = Color(0xFF1A2224),
    line = Color(0xFF323C3E), edge = Color(0xFF7F8B8A),
    attention = Color(0xFFF0BC74), attentionWash = Color(0xFF33270F),
    error = Color(0xFFF2A3A3), errorWash = Color(0xFF3A1B1B),
    done = Color(0xFF8CCBA5), doneWash = Color(0xFF16301F),
)

val LocalColours = staticCompositionLocalOf { LightColours }
