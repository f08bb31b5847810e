package homeward

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import homeward.core.AnswerState
import homeward.core.Homeward
import homeward.core.OutboxState
import homeward.core.SyncState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
import java.net.InetAddress
import java.net.Socket
import java.util.concurrent.TimeUnit

/**
 * A returned check-in corrected and sent to a real server process, pressed on the screens in Macedonian. Server and
 * phone are copies of the demo that `mobile/test.sh` made; the phone knows the server by the demo's port.
 */
@OptIn(ExperimentalTestApi::class)
class SendTest {
    private var phone by mutableStateOf<Phone?>(null)
    private val now get() = checkNotNull(phone)
    private val page get() = (now.screen as? Screen.Question)?.state
    private val outbox get() = (now.screen as? Screen.Sending)?.state

    @Test fun correctedAndSent() = onPhone {
        val demo = freshFolder()
        File(checkNotNull(System.getProperty("homeward.phone")) { "mobile/test.sh prepares the demo" }).parentFile.copyRecursively(demo, overwrite = true)
        val server = serve(demo)
        try {
            setContent { phone?.let { shown -> Dressed(shown.words, Watch()) { Show(shown.screen, shown.notice, shown.today, shown) } } }
            open(demo.resolve("phone"))
            correct()
            send()
            now.close()
        } finally {
            server.destroy()
            assertTrue("the server ends when told", server.waitFor(20, TimeUnit.SECONDS))
        }
    }

    /** The demo's server on its port, as a process. */
    private fun serve(demo: File): Process {
        val port = checkNotNull(Regex(""""port": *(\d+)""").find(demo.resolve("demo.json").readText())) { "demo.json names the port" }.groupValues[1].toInt()
        val program = File(System.getProperty("jna.library.path"), "homeward").path
        val log = demo.resolve("server.log")
        val server = ProcessBuilder(program, "demo", "--folder", demo.path, "--port", "$port", "--without-pages").redirectErrorStream(true).redirectOutput(log).start()
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
        while (runCatching { Socket(InetAddress.getLoopbackAddress(), port).close() }.isFailure) {
            assertTrue("the server starts: ${log.readText()}", server.isAlive && System.nanoTime() < end)
            Thread.sleep(50)
        }
        return server
    }

    private fun SkikoComposeUiTest.open(folder: File) {
        val opened = Phone(Homeward(folder.path), TestPlatform)
        opened.open()
        phone = opened
        waitFor("asks for the PIN") { opened.screen is Screen.Unlock }
        opened.setLanguage("mk")
        opened.setFormLanguage("mk")
        waitFor("speaks Macedonian") { opened.words.language == "mk" }
        for (digit in "246810") onNode(hasText("$digit")).performScrollTo().performClick()
        pressWord("pin-open")
        waitFor("day list") { opened.screen is Screen.Day }
        waitFor("fetched by itself") { (now.screen as? Screen.Day)?.state?.let { it.sync.state == SyncState.IDLE && it.corrections > 0u } == true }
        pressWord("settings-title")
        waitFor("settings") { now.screen is Screen.Set }
        pressWord("settings-offline")
        waitFor("offline") { (now.screen as? Screen.Set)?.state?.workOffline == true }
        pressWord("button-back")
        waitFor("day list") { (now.screen as? Screen.Day)?.state?.sync?.state == SyncState.OFFLINE }
    }

    private var reference = ""

    /** The returned check-in comes first and opens at the question, with what was answered. */
    private fun SkikoComposeUiTest.correct() {
        val rows = (now.screen as Screen.Day).state.rows
        assertTrue("the return is first, and only it is one", rows.first().correction && rows.drop(1).none { it.correction })
        reference = rows.first().reference
        press(reference)
        waitFor("the case") { (now.screen as? Screen.Case)?.state?.corrections?.size == 1 }
        picture("send/case")
        pressWord("corrections-open")
        waitFor("the question") { page != null }
        val asked = checkNotNull(page)
        val item = asked.items.single()
        assertTrue("it is the one with the comment", asked.correction && item.comment.startsWith("Synthetic comment"))
        sees(item.comment)
        assertEquals("the earlier answer stands", AnswerState.ANSWERED, item.state)
        picture("send/question")
        val other = item.choices.first { !it.selected && it.value == if (item.answer == "no") "unsure" else "no" }
        press(other.label)
        waitFor("the new answer") { page?.items?.single()?.answer == other.value }

        pressWord("button-contents")
        waitFor("contents") { now.screen is Screen.Index }
        assertTrue("the other earlier answers stand", (now.screen as Screen.Index).state.rows.count { it.state == AnswerState.ANSWERED } > 10)
        pressWord("button-read-back")
        waitFor("read-back") { now.screen is Screen.ReadBack }
        val summary = (now.screen as Screen.ReadBack).state
        assertEquals("the new answer is read back", other.label, summary.rows.single { it.path == item.path }.answer)
        assertTrue("nothing is missing: ${summary.rows.filter { it.message.isNotEmpty() }.map { it.path }}", summary.canFinish)
        pressWord("button-finish")
        waitFor("finished") { now.screen is Screen.Finished }
        pressWord("day-title")
        waitFor("day list") { now.screen is Screen.Day }
        assertTrue("nothing is left to correct", (now.screen as Screen.Day).state.let { it.corrections == 0u && it.rows.none { row -> row.correction } })
    }

    /** With the network off it waits; switched on, it is sent, and the server's receipt is shown. */
    private fun SkikoComposeUiTest.send() {
        pressWord("outbox-title")
        waitFor("outbox") { outbox != null }
        val saved = checkNotNull(outbox).rows.single { it.reference == reference && it.state == OutboxState.SAVED }
        assertTrue("no receipt yet", saved.receipt.isEmpty())
        assertTrue("the network is off", checkNotNull(outbox).offline)
        picture("send/saved")
        pressWord("settings-offline")
        waitFor("sent") { outbox?.rows?.firstOrNull { it.recordId == saved.recordId }?.state == OutboxState.SENT }
        val sent = checkNotNull(outbox).rows.single { it.recordId == saved.recordId }
        assertNotEquals("the receipt is kept", "", sent.receipt)
        sees(sent.receipt)
        sees(now.words["outbox-sent"])
        pressWord("sync-now")
        waitFor("nothing waits") { outbox?.let { it.waiting == 0u && it.sync.state == SyncState.IDLE } == true }
        picture("send/sent")
    }

    private fun SkikoComposeUiTest.pressWord(key: String) = press(now.words[key])
}
