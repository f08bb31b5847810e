package homeward

import androidx.compose.ui.text.TextLayoutResult
import java.util.concurrent.ConcurrentHashMap

/** Collects texts that did not fit: cut off, or broken in the middle of a word. */
class Watch : (String, TextLayoutResult) -> Unit {
    private val bad = ConcurrentHashMap<String, String>()

    override fun invoke(text: String, laid: TextLayoutResult) {
        val why = when {
            laid.hasVisualOverflow -> "is cut off"
            laid.breaksAWord(text) -> "is broken inside a word"
            else -> null
        }
        if (why == null) bad.remove(text) else bad[text] = why
    }

    private fun TextLayoutResult.breaksAWord(text: String) = (0 until lineCount - 1).any { line ->
        val end = getLineEnd(line)
        end in 1 until text.length && text[end - 1].isLetterOrDigit() && text[end].isLetterOrDigit()
    }

    /** What did not fit since the last call, one line each. */
    fun take(): List<String> = bad.map { (text, why) -> "\"$text\" $why" }.also { bad.clear() }
}
