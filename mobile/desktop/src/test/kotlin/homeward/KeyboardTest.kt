package homeward

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.isFocused
import androidx.compose.ui.test.isNotEnabled
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.test.withKeyDown
import homeward.look.Words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Every screen by keys alone: Tab reaches every target and shows it, arrows lead on, Enter and Space press. */
@OptIn(ExperimentalTestApi::class)
class KeyboardTest {
    private fun on(first: String, scale: Float = 1f, test: SkikoComposeUiTest.(Words, Recorder, show: (String) -> Unit) -> Unit) = onPhone(scale) {
        val core = freshCore()
        val words = words(core, "en")
        val screens = Samples(words, core.languages()).screens
        val act = Recorder()
        var shown by mutableStateOf(screens.getValue(first))
        setContent { Dressed(words, Watch()) { Show(shown, null, "2026-11-24", act) } }
        waitForIdle()
        test(words, act) { shown = screens.getValue(it); waitForIdle() }
        core.destroy()
    }

    private fun SkikoComposeUiTest.key(key: Key) { onRoot().performKeyInput { pressKey(key) }; waitForIdle() }
    private fun SkikoComposeUiTest.focused(): SemanticsNode? = onAllNodes(isFocused()).fetchSemanticsNodes().lastOrNull()
    /** As a screen reader says it: a description goes before what is drawn. */
    private val SemanticsNode.name get() = (config.getOrNull(SemanticsProperties.ContentDescription) ?: config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }).joinToString(" ")

    /** Goes on with Tab until it has seen a target of this name focused. */
    private fun SkikoComposeUiTest.tabTo(name: String) {
        val passed = mutableListOf<String>()
        repeat(60) {
            key(Key.Tab)
            val here = focused()?.name ?: ""
            if (here == name) return
            passed += here
        }
        throw AssertionError("Tab does not lead to \"$name\", only to $passed")
    }

    private fun everyScreen(scale: Float) = onPhone(scale) {
        val core = freshCore()
        val words = words(core, "sq")
        var shown by mutableStateOf<Screen>(Screen.Nothing)
        setContent { Dressed(words, Watch()) { Show(shown, null, "2026-11-24", Recorder()) } }
        val wrong = mutableListOf<String>()
        for ((screen, state) in Samples(words, core.languages()).screens) {
            shown = state
            waitForIdle()
            val targets = onAllNodes((hasClickAction() or hasSetTextAction()) and isNotEnabled().not()).fetchSemanticsNodes()
            val missed = targets.associate { it.id to it.name }.toMutableMap()
            for (step in 0..targets.size + 2) {
                key(Key.Tab)
                val here = focused() ?: continue
                missed.remove(here.id)
                if (here.boundsInRoot.height < 24 * density.density && here.id in targets.map { it.id }) wrong += "$screen: \"${here.name}\" has the focus out of sight"
            }
            wrong += missed.values.map { "$screen: Tab does not lead to \"$it\"" }
        }
        assertEquals(emptyList<String>(), wrong)
        core.destroy()
    }

    @Test fun tabLeadsToEveryTarget() = everyScreen(1f)
    @Test fun tabLeadsToEveryTargetTwice() = everyScreen(2f)

    @Test fun enterAndSpacePress() = on("14-select-one") { _, act, _ ->
        tabTo("Yes"); key(Key.Spacebar)
        tabTo("Prefers not to say"); key(Key.Enter)
        tabTo("Next"); key(Key.Enter)
        assertEquals(listOf("answer /data/q yes", "preferNotToSay /data/q", "next"), act.pressed)
    }

    @Test fun arrowsLeadOn() = on("14-select-one") { _, act, _ ->
        tabTo("Yes"); key(Key.DirectionDown); key(Key.DirectionDown); key(Key.Spacebar)
        key(Key.DirectionUp); key(Key.DirectionUp); key(Key.Spacebar)
        assertEquals(listOf("answer /data/q unsure", "answer /data/q yes"), act.pressed)
    }

    @Test fun arrowsInTheCalendar() = on("18-date") { _, act, _ ->
        tabTo("8 December 2026"); key(Key.DirectionDown); key(Key.DirectionRight); key(Key.Enter)
        assertEquals(listOf("answer /data/q 2026-12-16"), act.pressed)
    }

    @Test fun tabLeavesAFieldOfManyLines() = on("17-text") { _, act, _ ->
        tabTo("What did you see or hear? Facts only.")
        key(Key.Tab)
        assertEquals("Back", focused()?.name)
        onRoot().performKeyInput { withKeyDown(Key.ShiftLeft) { pressKey(Key.Tab) } }
        waitForIdle()
        assertEquals("What did you see or hear? Facts only.", focused()?.name)
        assertEquals(emptyList<String>(), act.pressed)
    }

    @Test fun aNewPageGivesItsFirstTargetTheFocus() = on("14-select-one") { words, _, show ->
        tabTo("Next")
        show("15-select-multiple")
        assertTrue("the focus is above: ${focused()?.name}", words["button-contents"] in focused()?.name.orEmpty())
        key(Key.Tab)
        assertEquals("Too expensive", focused()?.name)
    }

    @Test fun pageDownScrolls() = on("12-note", 2f) { words, _, _ ->
        fun top() = onAllNodesWithText(words["button-contents"], substring = true).fetchSemanticsNodes().first().positionInRoot.y
        val before = top()
        tabTo("Next"); key(Key.PageDown)
        assertTrue("the column went up: $before, ${top()}", top() < before)
        key(Key.PageUp)
        assertEquals(before, top(), 1f)
    }
}
