package homeward

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import homeward.core.Homeward
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** From the first start to the code, over the real core in a real folder. */
@OptIn(ExperimentalTestApi::class)
class StartTest {
    @Test fun languagePinCodeHideAndWrongPin() = onPhone {
        val folder = freshFolder()
        val core = Homeward(folder.path)
        val watch = Watch()
        val phone = Phone(core, TestPlatform)
        setContent { Dressed(phone.words, watch) { Show(phone) } }

        sees("Welcome")
        press("Македонски")
        sees("Добре дојдовте")
        press("Почни")
        sees("Изберете PIN")
        pin("246813"); press("Продолжи")
        sees("Внесете го PIN‑от повторно")
        pin("246814"); press("Продолжи")
        sees("Двата PIN‑а се различни. Изберете повторно.")
        pin("246813"); press("Продолжи")
        pin("246813"); press("Продолжи")
        sees("Поврзете го овој телефон")
        onNodeWithTag("code").performTextReplacement("ABCD")
        press("Продолжи")
        waitFor("the code is refused with its number") { (phone.screen as? Screen.Enrol)?.state?.message?.contains("HW-") == true }
        picture("start/enrol-refused")

        press("Сокриј")
        sees("Белешки")
        press("Отвори")
        sees("Внесете PIN")
        pin("000000"); press("Отвори")
        sees("Погрешен PIN. Преостанати обиди: 9.")
        picture("start/wrong-pin")
        pin("246813"); press("Отвори")
        sees("Поврзете го овој телефон")
        assertEquals("texts that did not fit", emptyList<String>(), watch.take())
        phone.close()

        // the same folder again: the PIN is asked for first, in the language chosen
        val again = Phone(Homeward(folder.path), TestPlatform)
        again.open()
        waitFor("asks for the PIN") { again.screen is Screen.Unlock }
        assertEquals("mk", again.words.language)
        again.close()
        val kept = folder.walk().filter { it.isFile }.map { it.readBytes().toString(Charsets.ISO_8859_1) }
        assertTrue("the PIN is nowhere in the folder", kept.none { "246813" in it })
    }
}

object TestPlatform : Platform {
    override fun today() = java.time.LocalDate.now().toString()
    override fun call(number: String) {}
    override val codeSources = CodeSource.entries
    override suspend fun readCode(from: CodeSource) = CodeRead.Dropped
}

/** Waits for the core, which works off the drawing thread. */
@OptIn(ExperimentalTestApi::class)
fun SkikoComposeUiTest.waitFor(what: String, holds: () -> Boolean) = waitUntil(what, timeoutMillis = 30_000, condition = holds)

@OptIn(ExperimentalTestApi::class)
fun SkikoComposeUiTest.sees(text: String) = waitFor("sees \"$text\"") { onAllNodesWithText(text).fetchSemanticsNodes().isNotEmpty() }

/** Presses what carries this text, scrolling to it where that is needed. */
@OptIn(ExperimentalTestApi::class)
fun SkikoComposeUiTest.press(text: String) {
    sees(text)
    val node = onAllNodesWithText(text).let { all -> all[all.fetchSemanticsNodes().lastIndex] }
    runCatching { node.performScrollTo() } // what stands outside the column doesn't scroll
    node.performClick()
    waitForIdle()
}

@OptIn(ExperimentalTestApi::class)
private fun SkikoComposeUiTest.pin(digits: String) = digits.forEach { onNode(hasText("$it")).performScrollTo().performClick() }
