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
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isFocused
import androidx.compose.ui.test.isHeading
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.pressKey
import homeward.core.ApiException
import homeward.core.CaseScreen
import homeward.core.Homeward
import homeward.core.HomewardInterface
import homeward.core.QuestionScreen
import homeward.core.UpgradeScreen
import homeward.look.Words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** A draft and the newer version of its form: offered, looked at, taken or left, taken back. */
@OptIn(ExperimentalTestApi::class)
class UpgradeTest {
    private val act = Recorder()

    private fun on(first: String, test: SkikoComposeUiTest.(Words, Map<String, Screen>, show: (String) -> Unit) -> Unit) = onPhone {
        val core = freshCore()
        val words = words(core, "en")
        val screens = Samples(words, core.languages()).screens
        var shown by mutableStateOf(screens.getValue(first))
        setContent { Dressed(words, Watch()) { Show(shown, null, "2026-11-24", act) } }
        waitForIdle()
        test(words, screens) { shown = screens.getValue(it); waitForIdle() }
        core.destroy()
    }

    private fun SkikoComposeUiTest.check(pressed: String, expect: String) {
        act.pressed.clear()
        press(pressed)
        waitForIdle()
        assertEquals(pressed, listOf(expect), act.pressed)
    }

    @Test fun itIsOfferedWhereTheDraftIs() = on("10-case-newer-form") { words, _, show ->
        check(words["upgrade-look"], "upgrade 1")
        check(words["button-continue"], "resume 1")
        show("23-contents")
        check(words["upgrade-look"], "upgrade 2")
        show("10-case-draft")
        assertTrue("without a newer version nothing is offered", onAllNodesWithText(words["upgrade-look"]).fetchSemanticsNodes().isEmpty())
    }

    @Test fun whatIsShownIsConfirmedOrLeft() = on("10-upgrade") { words, screens, _ ->
        val state = (screens.getValue("10-upgrade") as Screen.Upgrade).state
        assertTrue("looking presses nothing", act.pressed.isEmpty())
        for (row in state.lost + state.moves) {
            val said = onAllNodes(hasText(row.label)).fetchSemanticsNodes().single().text
            assertEquals("said as one", listOf(row.label, row.answer, row.note), said)
        }
        assertEquals(listOf(words["upgrade-title"], state.lostTitle, state.movesTitle), onAllNodes(isHeading()).fetchSemanticsNodes().flatMap { it.text })
        check(words["upgrade-use"], "useNewVersion 1 f2")
        check(words["upgrade-keep"], "back")
    }

    @Test fun byKeysAlone() = on("10-upgrade") { words, _, _ ->
        tabTo(words["upgrade-use"])
        key(Key.Enter)
        assertEquals("useNewVersion 1 f2", act.pressed.last())
        key(Key.Tab)
        assertEquals(words["upgrade-keep"], focused())
        key(Key.Spacebar)
        assertEquals("back", act.pressed.last())
    }

    @Test fun takingItBackIsAskedFirst() = on("10-case-taken-over") { words, _, _ ->
        press(words["upgrade-undo"])
        waitForIdle()
        assertTrue("nothing yet", act.pressed.isEmpty())
        sees(words["upgrade-undo-ask"])
        press(words["button-cancel"])
        waitForIdle()
        assertTrue("it was left", onAllNodesWithText(words["upgrade-undo-ask"]).fetchSemanticsNodes().isEmpty())
        press(words["upgrade-undo"])
        waitForIdle()
        check(words["upgrade-undo"], "undoUpgrade 1")
    }

    /** From screen to core and back, also where it does not work. */
    @Test fun theCoreIsAskedAndItsAnswerIsShown() {
        val fresh = freshCore()
        val screens = Samples(words(fresh, "en"), fresh.languages()).screens
        val core = VersionedCore(fresh, screens)
        val phone = Phone(core, TestPlatform)
        phone.open()
        fun soon(what: String, holds: () -> Boolean) {
            val end = System.nanoTime() + 10_000_000_000
            while (!holds()) { check(System.nanoTime() < end) { "$what: ${phone.screen} ${phone.notice}" }; Thread.sleep(5) }
        }
        phone.openCase("1")
        soon("the case") { phone.screen is Screen.Case }
        phone.upgrade("1")
        soon("what would become of it") { phone.screen is Screen.Upgrade }
        phone.back()
        soon("the case again") { phone.screen is Screen.Case }
        phone.upgrade("1")
        phone.useNewVersion("1", "f1")
        soon("what was not shown is refused, and said") { phone.notice?.failed == true }
        assertTrue("what was shown stays", phone.screen is Screen.Upgrade)
        phone.useNewVersion("1", "f2")
        soon("its question") { phone.screen is Screen.Question }
        phone.upgrade("1")
        soon("from within the form") { phone.screen is Screen.Upgrade }
        phone.back()
        soon("the question again") { phone.screen is Screen.Question }
        phone.undoUpgrade("1")
        soon("taken back") { core.calls.last() == "undo 1" }
        assertEquals(listOf("look 1", "look 1", "use 1 f1", "use 1 f2", "look 1", "undo 1"), core.calls)
        phone.close()
        fresh.destroy()
    }

    private fun SkikoComposeUiTest.key(key: Key) { onRoot().performKeyInput { pressKey(key) }; waitForIdle() }
    private val SemanticsNode.text get() = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
    private fun SkikoComposeUiTest.focused() = onAllNodes(isFocused()).fetchSemanticsNodes().lastOrNull()?.text?.joinToString(" ")

    private fun SkikoComposeUiTest.tabTo(name: String) {
        repeat(20) {
            key(Key.Tab)
            if (focused() == name) return
        }
        throw AssertionError("Tab does not lead to \"$name\"")
    }
}

/** A core with a draft whose form has a newer version, `f2`. */
private class VersionedCore(private val fresh: Homeward, private val screens: Map<String, Screen>) : HomewardInterface by nothing() {
    val calls = java.util.concurrent.CopyOnWriteArrayList<String>()
    private val page get() = (screens.getValue("14-select-one") as Screen.Question).state

    override fun start() = fresh.start()
    override fun lock() = fresh.lock()
    override fun languages() = fresh.languages()
    override fun words() = fresh.words()
    override fun word(key: String, arguments: Map<String, String>) = fresh.word(key, arguments)
    override fun caseScreen(caseId: String): CaseScreen = (screens.getValue("10-case-newer-form") as Screen.Case).state
    override fun upgradeScreen(caseId: String): UpgradeScreen { calls += "look $caseId"; return (screens.getValue("10-upgrade") as Screen.Upgrade).state }
    override fun upgradeDraft(caseId: String, formId: String): QuestionScreen {
        calls += "use $caseId $formId"
        if (formId != "f2") throw ApiException.Failed("HW-410", "This is not on this phone any more.", "Go back to the day list.")
        return page
    }
    override fun undoUpgrade(caseId: String): QuestionScreen { calls += "undo $caseId"; return page }
    override fun question(): QuestionScreen = page
}
