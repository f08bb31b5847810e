package homeward

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import homeward.core.Homeward
import homeward.core.OutboxRow
import homeward.core.OutboxState
import homeward.core.QuestionItem
import homeward.core.QuestionKind
import homeward.core.QuestionScreen
import homeward.core.StepKind
import org.jetbrains.skia.Image
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/**
 * A whole check-in on the real form over the real core, pressed on the screens with the network off: begun, left in
 * mid-form, opened again at the same question with every answer kept, read back, finished, saved in the outbox.
 * The phone is one that the demo enrolled: its folder is in the property `homeward.phone`, its PIN is the demo's.
 */
@OptIn(ExperimentalTestApi::class)
class CheckinTest {
    @Test fun macedonian() = check("mk", 1f)
    @Test fun albanianTwice() = check("sq", 2f)

    /** What the worker presses where the first choice is not meant. */
    private val meant = mapOf(
        "contact_result" to "met", "acc_type" to "rented", "acc_secure" to "no", "work_status" to "informal", "safety_concern" to "none",
    )
    private val watch = Watch()
    private val images = mutableListOf<Image>()
    private val wrong = mutableListOf<String>()
    private var phone by mutableStateOf<Phone?>(null)
    private val now get() = checkNotNull(phone)
    private val page get() = (now.screen as? Screen.Question)?.state

    private fun check(language: String, scale: Float) = onPhone(scale) {
        val demo = checkNotNull(System.getProperty("homeward.phone")) { "mobile/test.sh prepares a phone and names its folder" }
        val folder = freshFolder()
        File(demo).copyRecursively(folder, overwrite = true)
        setContent { phone?.let { shown -> Dressed(shown.words, watch) { Show(shown.screen, shown.notice, shown.today, shown) } } }
        val name = "checkin-$language-${scale.toInt()}"

        open(folder, language)
        seen(name, "day")
        pressWord("settings-title")
        waitFor("settings") { now.screen is Screen.Set }
        if ((now.screen as Screen.Set).state.workOffline.not()) {
            pressWord("settings-offline")
            waitFor("offline") { (now.screen as? Screen.Set)?.state?.workOffline == true }
        }
        seen(name, "settings")
        pressWord("button-back")
        waitFor("day list") { now.screen is Screen.Day }

        val row = (now.screen as Screen.Day).state.rows.first { !it.correction && !it.draft }
        press(row.reference)
        waitFor("the case") { now.screen is Screen.Case }
        seen(name, "case")
        press(now.words.with("case-start", "form" to (now.screen as Screen.Case).state.forms.first().title))
        waitFor("the first question") { page != null }

        var pages = 0
        var left = false
        while (page?.step != StepKind.END) {
            assertTrue("the form comes to its end", pages++ < 80)
            answer(name)
            if (!left && pages == 12) {
                left = true
                leaveAndComeBack(folder, row.reference)
            }
        }
        assertTrue("it was left in mid-form", left)
        seen(name, "end")
        pressWord("button-contents")
        waitFor("contents") { now.screen is Screen.Index }
        seen(name, "contents")
        pressWord("button-read-back")
        waitFor("read-back") { now.screen is Screen.ReadBack }
        seen(name, "read-back")
        assertTrue("dates are read in words", (now.screen as Screen.ReadBack).state.rows.none { Regex("""\d{4}-\d\d-\d\d""").matches(it.answer) })
        assertTrue("nothing is missing", (now.screen as Screen.ReadBack).state.canFinish)
        pressWord("button-finish")
        waitFor("finished") { now.screen is Screen.Finished }
        seen(name, "finished")
        pressWord("day-title")
        waitFor("day list") { now.screen is Screen.Day }
        pressWord("outbox-title")
        waitFor("outbox") { now.screen is Screen.Sending }
        seen(name, "outbox")
        val sealed = (now.screen as Screen.Sending).state.rows.firstOrNull { it.reference == row.reference && it.state == OutboxState.SAVED }
        assertNotNull("it is in the outbox, saved on this phone", sealed)
        change(name, checkNotNull(sealed))
        sheet("sheet-$name", images)
        assertEquals(emptyList<String>(), wrong)
        now.close()
    }

    /** Not sent yet, it is opened again from the outbox, changed, and takes its own place. */
    private fun SkikoComposeUiTest.change(name: String, sealed: OutboxRow) {
        assertTrue("it can be changed", sealed.canCorrect)
        pressWord("outbox-change")
        waitFor("a question") { page != null }
        pressWord("button-contents")
        waitFor("contents") { now.screen is Screen.Index }
        press((now.screen as Screen.Index).state.rows.first { it.path.endsWith("/worker_note") }.label)
        waitFor("the note") { page?.items?.singleOrNull()?.path?.endsWith("/worker_note") == true }
        val note = checkNotNull(page).items.single()
        assertTrue("with what was written: ${note.answer}", note.answer.startsWith("Synthetic"))
        type("Synthetic: changed before it was sent")
        answered(note.path, "Synthetic: changed before it was sent")
        pressWord("button-contents")
        waitFor("contents") { now.screen is Screen.Index }
        pressWord("button-leave")
        waitFor("day list") { now.screen is Screen.Day }
        pressWord("outbox-title")
        waitFor("open for changes") { (now.screen as? Screen.Sending)?.state?.rows?.firstOrNull { it.recordId == sealed.recordId }?.changing == true }
        seen(name, "outbox-changing")
        pressWord("button-continue")
        waitFor("the same question") { page != null }
        pressWord("button-contents")
        pressWord("button-read-back")
        waitFor("read-back") { now.screen is Screen.ReadBack }
        assertTrue("the change is read back", (now.screen as Screen.ReadBack).state.rows.any { it.answer == "Synthetic: changed before it was sent" })
        pressWord("button-finish")
        waitFor("finished") { now.screen is Screen.Finished }
        pressWord("day-title")
        waitFor("day list") { now.screen is Screen.Day }
        pressWord("outbox-title")
        waitFor("outbox") { now.screen is Screen.Sending }
        val mine = (now.screen as Screen.Sending).state.rows.filter { it.reference == sealed.reference && it.state == OutboxState.SAVED }
        assertEquals("in its own place, once", listOf(sealed.recordId to false), mine.map { it.recordId to it.changing })
    }

    private fun SkikoComposeUiTest.open(folder: File, language: String?) {
        val opened = Phone(Homeward(folder.path), TestPlatform)
        opened.open()
        phone = opened
        waitFor("asks for the PIN") { opened.screen is Screen.Unlock }
        if (language != null) {
            opened.setLanguage(language)
            opened.setFormLanguage(language)
            waitFor("speaks $language") { opened.words.language == language }
        }
        for (digit in "246810") onNode(hasText("$digit")).performScrollTo().performClick()
        pressWord("pin-open")
        waitFor("open") { opened.screen is Screen.Day || opened.screen is Screen.Question }
    }

    /**
     * Ends this phone as a closed window does: opened again, the same question is shown at once. Left by the worker,
     * the day list comes first, and the draft goes on at the same question.
     */
    private fun SkikoComposeUiTest.leaveAndComeBack(folder: File, reference: String) {
        val before = checkNotNull(page)
        now.close()
        open(folder, null)
        assertEquals("the same page with the same answers, at once", before, page)

        pressWord("button-contents")
        waitFor("contents") { now.screen is Screen.Index }
        assertTrue("there was something only to read", notes.isNotEmpty())
        assertTrue("which is not listed as without an answer", (now.screen as Screen.Index).state.rows.none { it.label in notes })
        pressWord("button-leave")
        waitFor("day list") { now.screen is Screen.Day }
        now.close()
        open(folder, null)
        assertTrue("left by the worker, the day list comes first", now.screen is Screen.Day)
        press(reference)
        waitFor("the case") { (now.screen as? Screen.Case)?.state?.draft == true }
        pressWord("button-continue")
        waitFor("the same question") { page != null }
        assertEquals("the same page with the same answers", before, page)
    }

    private fun SkikoComposeUiTest.pressWord(key: String) = press(now.words[key])

    private fun SkikoComposeUiTest.seen(name: String, what: String) {
        waitForIdle()
        images += picture("$name/%02d-$what".format(images.size + 1))
        wrong += watch.take().map { "$what: $it" }
    }

    private fun SkikoComposeUiTest.answer(name: String) {
        val before = checkNotNull(page)
        if (before.step == StepKind.REPEAT) {
            seen(name, "repeat")
            assertEquals("each that was added is shown", before.repeatCount.toInt(), before.repeatRows.size)
            if (before.repeatCount > 0u && !removed) {
                removed = true
                remove(name, before)
                return
            }
            pressWord(if (before.repeatCount == 0u) "repeat-add" else "repeat-done")
        } else {
            notes += before.items.filter { it.kind == QuestionKind.NOTE }.map { it.label }
            for (item in before.items) {
                assertTrue("${item.path}: no second way to say nothing", !item.canPreferNot || item.choices.none { it.value == "not_say" })
                fill(item)
            }
            seen(name, before.items.first().path.substringAfterLast('/').substringBefore('['))
            press(now.words[if (skips(checkNotNull(page))) "button-skip" else "button-next"])
        }
        waitFor("the page after ${before.progress} (${before.items.map { it.path }})") { page.let { it != null && (it.index != before.index || it.step != before.step || it.items.map(QuestionItem::path) != before.items.map(QuestionItem::path)) } }
    }

    private var removed = false
    private val notes = mutableSetOf<String>()

    /** Removes what was added; it is asked first, and one can think better of it. */
    private fun SkikoComposeUiTest.remove(name: String, before: QuestionScreen) {
        val ask = now.words.with("repeat-remove-ask", "name" to before.repeatRows.single().label)
        pressWord("repeat-remove")
        sees(ask)
        seen(name, "remove")
        pressWord("button-cancel")
        waitFor("nothing is asked any more") { onAllNodesWithText(ask).fetchSemanticsNodes().isEmpty() }
        assertEquals(before, page)
        pressWord("repeat-remove")
        sees(ask)
        pressWord("repeat-remove")
        waitFor("it is gone") { page?.repeatCount == 0u && page?.repeatRows?.isEmpty() == true }
        assertEquals("what can be added is still named", before.repeatLabel, page?.repeatLabel)
    }

    private fun skips(page: QuestionScreen) = page.canSkip && page.items.any { it.kind != QuestionKind.NOTE } && page.items.all { it.answer.isEmpty() }

    private fun SkikoComposeUiTest.fill(item: QuestionItem) {
        if (item.readonly) return
        val question = item.path.substringAfterLast('/').substringBefore('[')
        when (item.kind) {
            QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE -> {
                val choice = item.choices.firstOrNull { it.value == meant[question] } ?: item.choices.first()
                if (choice.selected) return
                press(choice.label)
                answered(item.path, choice.value)
            }
            QuestionKind.INTEGER -> { type("12"); answered(item.path, "12") }
            QuestionKind.TEXT -> if (question == "worker_note") { type("Synthetic: ќе се види, Ё ë ç š đ"); answered(item.path, "Synthetic: ќе се види, Ё ë ç š đ") }
            QuestionKind.DATE -> if (item.answer.isEmpty()) { pressWord("date-in-week"); waitFor("a date") { page?.items?.firstOrNull { it.path == item.path }?.answer?.isNotEmpty() == true } }
            else -> {}
        }
    }

    private fun SkikoComposeUiTest.type(text: String) = onNodeWithTag("answer").performScrollTo().performTextReplacement(text)

    private fun SkikoComposeUiTest.answered(path: String, value: String) = waitFor("$path is $value") { page?.items?.firstOrNull { it.path == path }?.answer == value }
}
