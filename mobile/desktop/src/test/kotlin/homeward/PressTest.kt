package homeward

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.assertCountEquals
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.input.key.Key
import org.junit.Assert.assertEquals
import org.junit.Test

/** What pressing does: each screen passes on what was meant, and nothing else. */
@OptIn(ExperimentalTestApi::class)
class PressTest {
    private fun check(screen: String, expect: List<String>, press: SkikoComposeUiTest.(homeward.look.Words) -> Unit) = onPhone {
        val core = freshCore()
        val words = words(core, "en")
        val act = Recorder()
        val shown = Samples(words, core.languages()).screens.getValue(screen)
        setContent { Dressed(words, Watch()) { Show(shown, null, "2026-11-24", act) } }
        press(words)
        waitForIdle()
        assertEquals(expect, act.pressed)
        core.destroy()
    }

    private fun SkikoComposeUiTest.press(text: String) = onNode(hasText(text)).performClick()

    @Test fun oneOfSeveral() = check("14-select-one", listOf("answer /data/q yes", "preferNotToSay /data/q", "next")) {
        press("Yes"); press("Prefers not to say"); press("Next")
    }

    @Test fun anyOfSeveral() = check("15-select-multiple", listOf("answer /data/q condition none", "answer /data/q cost condition none skills")) {
        press("Too expensive"); press("Certificate of no criminal record is requested")
    }

    @Test fun unansweredIsSkipped() = check("13-longest-question", listOf("skip", "previous")) { press("Skip"); press("Back") }

    @Test fun number() = check("16-number", listOf("answer /data/q 20")) { onNodeWithTag("answer").performTextReplacement("20") }

    @Test fun dateByButton() = check("18-date", listOf("answer /data/q 2026-12-01", "answer /data/q 2026-11-23")) { press("In one week"); press("Yesterday") }

    @Test fun dateByCalendar() = check("18-date", listOf("answer /data/q 2026-12-24", "answer /data/q 2027-01-01")) {
        onNodeWithContentDescription("24 December 2026").performScrollTo().performClick()
        onNodeWithText("Later").performScrollTo().performClick()
        onNodeWithContentDescription("1 January 2027").performScrollTo().performClick()
    }

    @Test fun hideIsOneTapAway() = check("14-select-one", listOf("hide")) { press("Hide") }

    @Test fun contentsLeadToTheQuestion() = check("23-contents", listOf("jump d", "summary")) {
        onNode(hasText("Date of the next contact")).performScrollTo().performClick()
        press("Read back")
    }

    @Test fun missingAnswerBeforeFinishing() = check("24-read-back", listOf("jump d")) { press("Answer what is missing") }

    @Test fun pinByKeys() = check("05-unlock", listOf("unlock 1239")) {
        press("1"); press("2"); press("3"); press("4"); press("Delete digit"); press("9"); press("Open")
    }

    @Test fun pinByKeyboard() = check("05-unlock", listOf("unlock 70")) {
        onRoot().performKeyInput { pressKey(Key.Seven); pressKey(Key.Zero); pressKey(Key.One); pressKey(Key.Backspace); pressKey(Key.Enter) }
    }

    @Test fun pinTypedFasterThanFrames() = check("05-unlock", listOf("unlock 246810")) {
        mainClock.autoAdvance = false
        onRoot().performKeyInput { for (key in listOf(Key.Two, Key.Four, Key.Six, Key.Eight, Key.One, Key.Zero, Key.Enter)) pressKey(key, 1) }
        mainClock.autoAdvance = true
    }

    @Test fun pinTwice() = check("02-set-pin", listOf("setPin 123456 123456")) { words ->
        onNode(hasText("Continue")).assertIsNotEnabled()
        for (time in 1..2) {
            for (digit in "123456") onNode(hasText("$digit")).performClick()
            onNode(hasText("Continue")).performClick()
            if (time == 1) onNodeWithText(words["pin-repeat-title"]).fetchSemanticsNode()
        }
    }

    @Test fun code() = check("03-enrol", listOf("enrol https://homeward.example ABCD-EFGH-JKLM")) {
        onNodeWithTag("code").performTextReplacement(" ABCD-EFGH-JKLM ")
        onNodeWithTag("address").performTextReplacement("https://homeward.example")
        press("Continue")
    }

    @Test fun codeAsAPicture() = check("03-enrol", listOf("readCode File ", "readCode Clipboard https://homeward.example")) {
        press("Choose a picture")
        onNodeWithTag("address").performTextReplacement("https://homeward.example")
        press("Paste")
    }

    @Test fun aFinishedOneIsChanged() = check("27-outbox", listOf("reopen ABCD-2345")) { press("Change") }

    @Test fun changesAreGivenUpOnceAskedTwice() = check("27-outbox-changing", listOf("reopen HJKL-6789", "discardChange HJKL-6789")) { words ->
        press("Continue")
        onNode(hasText("Give up the changes") and hasClickAction()).performScrollTo().performClick()
        onNodeWithText(words["outbox-change-ask"], substring = true).fetchSemanticsNode()
        press("Cancel")
        onNode(hasText("Give up the changes") and hasClickAction()).performScrollTo().performClick()
        onNode(hasText("Give up the changes") and hasClickAction()).performScrollTo().performClick()
    }

    @Test fun whatIsLockedIsNotChanged() = check("27-outbox-locked", emptyList()) { onAllNodesWithText("Change").assertCountEquals(0) }

    @Test fun workers() = check("29-workers", listOf("switchProfile 1", "nameProfile Bora", "addProfile")) {
        press("Profile 2")
        onNodeWithTag("name").performTextReplacement("Bora")
        onNodeWithTag("name").performTextReplacement(" ")
        onNode(hasText("Add a worker")).performScrollTo().performClick()
    }

    @Test fun anotherWorker() = check("05-unlock-shared", listOf("profiles")) { onNode(hasText("Another worker")).performScrollTo().performClick() }

    @Test fun correctionFromTheCase() = check("10-case-draft", listOf("openCorrection r", "resume 1")) { press("Correct"); press("Continue") }

    @Test fun networkOnAgain() = check("28-outbox-offline", listOf("setWorkOffline false")) { press("Work offline") }

    @Test fun emergencyNumber() = check("30-emergency", listOf("call 112", "call 070 000 000")) { press("Call 112"); press("Duty officer 070 000 000") }
}
