package homeward

import homeward.core.ApiException
import homeward.core.CaseScreen
import homeward.core.DayList
import homeward.core.Enrolment
import homeward.core.EnrolmentStep
import homeward.core.HomewardInterface
import homeward.core.Language
import homeward.core.Profile
import homeward.core.QuestionScreen
import homeward.core.Settings
import homeward.core.Start
import homeward.core.StartScreen
import homeward.core.SyncLine
import homeward.core.SyncListener
import homeward.core.SyncReport
import homeward.core.SyncState
import homeward.core.Unlock
import homeward.screens.PinState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.lang.reflect.Proxy
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** Order, hiding and failures between screens and core, with a core that does as the test says. */
class PhoneTest {
    private val core = FakeCore()
    private val desk = FakeDesk()
    private val phone = Phone(core, desk).also { it.open() }

    @After fun end() = phone.close()

    /** Waits until something holds, and fails after ten seconds. */
    private fun soon(what: String, holds: () -> Boolean) {
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10)
        while (!holds()) {
            if (System.nanoTime() > end) throw AssertionError("$what; shown: ${phone.screen}, notice: ${phone.notice}, calls: ${core.calls}")
            Thread.sleep(5)
        }
    }

    private fun open() {
        soon("asks for the PIN") { phone.screen is Screen.Unlock }
        phone.unlock("123456")
        soon("shows the day list") { phone.screen is Screen.Day }
    }

    @Test fun callsKeepTheirOrder() {
        open()
        core.calls.clear()
        for (i in 1..100) phone.answer("/data/q", "$i")
        phone.next()
        soon("all are passed on") { core.calls.lastOrNull() == "next" }
        assertEquals((1..100).map { "answer /data/q $it" } + "next", core.calls.filter { it != "sync" && it != "dayList" })
    }

    @Test fun nothingComesToLightWhileHidden() {
        open()
        core.held = CountDownLatch(1)
        phone.answer("/data/q", "yes")
        soon("the answer is being saved") { "answer /data/q yes" in core.calls }
        phone.hide()
        assertEquals(Screen.Hidden, phone.screen)
        core.held?.countDown()
        soon("the core is locked") { "quickHide" in core.calls }
        assertEquals("what came back stays hidden", Screen.Hidden, phone.screen)
        phone.unhide()
        soon("asks for the PIN again") { phone.screen is Screen.Unlock }
    }

    @Test fun wrongPinSaysHowManyTriesAreLeft() {
        soon("asks for the PIN") { phone.screen is Screen.Unlock }
        phone.unlock("000000")
        soon("says so, and no other number beside it") { (phone.screen as? Screen.Unlock)?.state?.let { it.message == "7 tries are left" && it.sentence.isEmpty() } == true }
    }

    @Test fun aFailureIsSaidWithItsCodeAndNothingIsLost() {
        open()
        phone.openCase("missing")
        soon("says so") { phone.notice == Notice("It is not here. Send and fetch. (HW-204)", failed = true) }
        assertTrue("the screen stays", phone.screen is Screen.Day)
        phone.dayList()
        soon("the next call clears it") { phone.notice == null }
    }

    private fun enrolling() {
        soon("asks for the PIN") { phone.screen is Screen.Unlock }
        core.stands = StartScreen.ENROL
        phone.unhide()
        soon("asks for the code") { phone.screen is Screen.Enrol }
    }

    @Test fun aCodeInAPictureEnrols() {
        enrolling()
        desk.brings = CodeRead.Found("HW1 the text of the picture")
        phone.readCode(CodeSource.File, "https://typed.example")
        soon("compares digits") { phone.screen is Screen.Compare }
        assertEquals(listOf(CodeSource.File), desk.asked)
        assertTrue("$core.calls", "enrol https://typed.example HW1 the text of the picture" in core.calls)
    }

    @Test fun aPictureWithoutACodeIsSaidAndNothingIsSent() {
        enrolling()
        for ((brings, says) in listOf(CodeRead.Unreadable to "enrol-picture-none", CodeRead.Empty to "enrol-paste-empty", CodeRead.Dropped to "")) {
            desk.brings = brings
            phone.readCode(CodeSource.Clipboard, "")
            soon("$brings") { (phone.screen as? Screen.Enrol)?.state?.let { !it.busy && it.message == says } == true && desk.asked.isNotEmpty() }
            desk.asked.clear()
        }
        assertTrue("$core.calls", core.calls.none { it.startsWith("enrol") })
    }

    @Test fun anotherWorkerHasAnotherPin() {
        open()
        assertEquals("", PinState("").worker)
        phone.addProfile()
        soon("asks the new one for the PIN") { (phone.screen as? Screen.Unlock)?.state?.worker == "Profile 2" }
        phone.profiles()
        soon("lists both, locked") { (phone.screen as? Screen.Profiles)?.let { it.locked && it.profiles.size == 2 } == true }
        phone.switchProfile("0")
        soon("asks the first for the PIN") { (phone.screen as? Screen.Unlock)?.state?.worker == "Profile 1" }
        phone.unlock("000000")
        soon("a wrong PIN does not forget whose it is") { (phone.screen as? Screen.Unlock)?.state?.let { it.message.isNotEmpty() && it.worker == "Profile 1" } == true }
    }

    @Test fun aFinishedOneOpensAgain() {
        open()
        phone.reopen("r1")
        soon("shows its question") { phone.screen is Screen.Question && "reopen r1" in core.calls }
    }

    @Test fun networkOnSendsAtOnce() {
        open()
        soon("opening syncs") { "sync" in core.calls }
        core.calls.clear()
        phone.setWorkOffline(false)
        soon("sends") { "sync" in core.calls }
    }
}

private class FakeDesk : Platform {
    @Volatile var brings: CodeRead = CodeRead.Dropped
    val asked = CopyOnWriteArrayList<CodeSource>()

    override fun today() = "2026-11-24"
    override fun call(number: String) {}
    override val codeSources = CodeSource.entries
    override suspend fun readCode(from: CodeSource): CodeRead { asked += from; return brings }
}

/** A core that does nothing yet. */
fun nothing(): HomewardInterface = Proxy.newProxyInstance(HomewardInterface::class.java.classLoader, arrayOf(HomewardInterface::class.java)) { _, method, _ ->
    throw UnsupportedOperationException(method.name)
} as HomewardInterface

private class FakeCore : HomewardInterface by nothing() {
    val calls = CopyOnWriteArrayList<String>()
    @Volatile var held: CountDownLatch? = null
    @Volatile private var open = false
    private val line = SyncLine(SyncState.IDLE, "", 0u)

    @Volatile var stands: StartScreen? = null

    override fun start() = Start(stands ?: if (open) StartScreen.DAY_LIST else StartScreen.UNLOCK, "en", if (open) "" else "8 tries are left", 8u)
    override fun profiles() = workers.toList()
    override fun addProfile(): Start { workers.replaceAll { it.copy(here = false) }; workers += Profile("1", "Profile 2", true); open = false; return start() }
    override fun switchProfile(id: String): Start { workers.replaceAll { it.copy(here = it.id == id) }; open = false; return start() }
    override fun reopenUnsent(recordId: String): QuestionScreen { calls += "reopen $recordId"; return page() }
    private val workers = CopyOnWriteArrayList(listOf(Profile("0", "Profile 1", true)))
    override fun enrolment() = Enrolment(EnrolmentStep.ENTER, null, "", "")
    override suspend fun enrol(address: String, code: String): Enrolment { calls += "enrol $address $code"; return Enrolment(EnrolmentStep.WAITING, null, "", "") }
    override suspend fun enrolmentProgress() = Enrolment(EnrolmentStep.WAITING, null, "", "")
    override fun languages() = listOf(Language("en", "English"))
    override fun words() = mapOf<String, String>()
    override fun word(key: String, arguments: Map<String, String>) = key
    override fun unlock(pin: String): Unlock {
        open = pin == "123456"
        return if (open) Unlock(true, StartScreen.DAY_LIST, 10u, "") else Unlock(false, StartScreen.UNLOCK, 7u, "7 tries are left")
    }
    override fun lock(): Start { open = false; return start() }
    override fun quickHide(): Start { calls += "quickHide"; return lock() }
    override fun dayList(): DayList { calls += "dayList"; return DayList("", emptyList(), "", 0u, line, "", false) }
    override fun caseScreen(caseId: String): CaseScreen = throw ApiException.Failed("HW-204", "It is not here.", "Send and fetch.")
    override fun settings() = Settings("en", "en", languages(), false, "", "", "", line, "", "", 300u, "", "")
    override fun setWorkOffline(offline: Boolean): Settings = settings()
    override fun answer(path: String, value: String): QuestionScreen {
        calls += "answer $path $value"
        held?.await(10, TimeUnit.SECONDS)
        return page()
    }
    override fun next(): QuestionScreen { calls += "next"; return page() }
    override suspend fun syncNow(listener: SyncListener?): SyncReport { calls += "sync"; return SyncReport(true, 0u, 0u, 0u, 0u, "", "") }

    private fun page() = (Samples(homeward.look.Words.None, languages()).screens.getValue("14-select-one") as Screen.Question).state
}
