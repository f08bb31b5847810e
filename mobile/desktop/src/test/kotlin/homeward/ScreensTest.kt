package homeward

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onNodeWithText
import org.jetbrains.skia.Image
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Every screen in three languages at font scale 1 and 2: nothing is cut off, everything can be pressed, and a picture is kept. */
@OptIn(ExperimentalTestApi::class)
class ScreensTest {
    @Test fun macedonian() = check("mk", 1f)
    @Test fun macedonianTwice() = check("mk", 2f)
    @Test fun albanian() = check("sq", 1f)
    @Test fun albanianTwice() = check("sq", 2f)
    @Test fun english() = check("en", 1f)
    @Test fun englishTwice() = check("en", 2f)
    @Test fun macedonianDark() = check("mk", 1f, dark = true)
    @Test fun albanianTwiceDark() = check("sq", 2f, dark = true)

    /** Screens with something that can't be brought back, and the word that it is pressed by. */
    private val asks = mapOf("10-case-draft" to "case-discard", "10-case-taken-over" to "upgrade-undo", "20-repeat" to "repeat-remove", "27-outbox-changing" to "outbox-change-discard")

    private fun check(language: String, scale: Float, dark: Boolean = false) = onPhone(scale) {
        val core = freshCore()
        val words = words(core, language)
        val screens = Samples(words, core.languages()).screens
        val watch = Watch()
        var shown by mutableStateOf<Screen>(Screen.Nothing)
        setContent { Dressed(words, watch, dark) { Show(shown, null, "2026-11-24", Recorder()) } }
        val name = "$language-${scale.toInt()}${if (dark) "-dark" else ""}"
        val wrong = mutableListOf<String>()
        val images = mutableListOf<Image>()
        val asked = mutableListOf<Image>()
        for ((screen, state) in screens) {
            shown = state
            waitForIdle()
            images += picture("$name/$screen")
            wrong += watch.take().map { "$screen: $it" }
            wrong += tooSmall().map { "$screen: $it" }
            wrong += unnamed().map { "$screen: $it" }
            if (state != Screen.Hidden && state !is Screen.Welcome) onNodeWithText(words["hide"]).fetchSemanticsNode("$screen has no quick hide")
            asks[screen]?.let { what ->
                press(words[what])
                asked += picture("$name/$screen-asked")
                wrong += watch.take().map { "$screen, asked: $it" }
                wrong += tooSmall().map { "$screen, asked: $it" }
                onNodeWithText(words["button-cancel"]).fetchSemanticsNode("$screen: one can think better of it")
                shown = Screen.Nothing // what was asked is not asked on the next
                waitForIdle()
            }
        }
        sheet("sheet-$name", images + asked)
        assertEquals(emptyList<String>(), wrong)
        assertTrue("pictures of every screen and question", images.size == screens.size && asked.size == asks.size)
        core.destroy()
    }

    /** Targets of which a screen reader could say nothing. */
    private fun SkikoComposeUiTest.unnamed() = onAllNodes(hasClickAction() or hasSetTextAction()).fetchSemanticsNodes().filter { node ->
        val said = node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() + node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        said.none { it.isNotBlank() } || (SemanticsActions.OnClick in node.config && SemanticsProperties.Role !in node.config && SemanticsActions.SetText !in node.config)
    }.map { "a target without a name or a role: ${it.config}" }

    /** Targets of less than 48 dp. */
    private fun SkikoComposeUiTest.tooSmall() = onAllNodes(hasClickAction()).fetchSemanticsNodes().mapNotNull { node ->
        val least = 48 * density.density - 1
        // what is scrolled half out of sight is measured whole
        val size = node.layoutInfo.let { androidx.compose.ui.geometry.Size(it.width.toFloat(), it.height.toFloat()) }
        if (size.width < least || size.height < least) "target of ${size.width / density.density} x ${size.height / density.density} dp: ${node.config}" else null
    }
}
