package homeward.look

import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.text.style.LineHeightStyle
import androidx.compose.ui.unit.sp

/** Noto Sans, regular and semibold. The platform loads the bundled files. */
val LocalFont = staticCompositionLocalOf<FontFamily> { FontFamily.Default }

/** The four kinds of text that there are. */
enum class Kind { Question, QuestionStrong, Body, BodyStrong, Small }

private val even = LineHeightStyle(LineHeightStyle.Alignment.Center, LineHeightStyle.Trim.None)

/** Size and weight of a kind of text: 18 for questions and answers, 16 for the rest, 14 for what stands aside. */
@Composable
fun style(kind: Kind): TextStyle {
    val size = when (kind) {
        Kind.Question, Kind.QuestionStrong -> 18.sp
        Kind.Body, Kind.BodyStrong -> 16.sp
        Kind.Small -> 14.sp
    }
    val weight = when (kind) {
        Kind.QuestionStrong, Kind.BodyStrong -> FontWeight.SemiBold
        else -> FontWeight.Normal
    }
    return TextStyle(
        fontFamily = LocalFont.current, fontSize = size, fontWeight = weight,
        lineHeight = size * 1.4f, lineHeightStyle = even, lineBreak = LineBreak.Paragraph,
    )
}
