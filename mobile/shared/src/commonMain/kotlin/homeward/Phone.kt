package homeward

import androidx.compose.runtime.MutableState
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.snapshots.Snapshot
import homeward.core.ApiException
import homeward.core.EnrolmentStep
import homeward.core.HomewardInterface
import homeward.core.QuestionScreen
import homeward.core.StartScreen
import homeward.core.SyncListener
import homeward.look.Words
import homeward.screens.Actions
import homeward.screens.EnrolState
import homeward.screens.PinState
import homeward.screens.WelcomeState
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/**
 * The one thing between screens and core: it passes on what was pressed, in order, and keeps what comes back.
 *
 * Invariant: it decides nothing about a check-in. Calls of the core go one after another, off the drawing thread;
 * a typed answer is passed on before whatever is pressed next.
 */
class Phone(private val core: HomewardInterface, private val platform: Platform, dispatcher: CoroutineDispatcher = Dispatchers.Default) : Actions {
    private val shown = mutableStateOf<Screen>(Screen.Nothing)
    private val spoken = mutableStateOf(Words.None)
    private val said = mutableStateOf<Notice?>(null)

    /** What is shown. While hidden, nothing that a call still brings back comes to light. */
    var screen: Screen
        get() = shown.value
        private set(value) { if (!hidden) shown.tell(value) }

    var words: Words
        get() = spoken.value
        private set(value) = spoken.tell(value)

    var notice: Notice?
        get() = said.value
        private set(value) = said.tell(value)

    // set from any thread, also before the first frame: the drawing side is told at once
    private fun <T> MutableState<T>.tell(new: T) {
        value = new
        Snapshot.sendApplyNotifications()
    }

    val today get() = platform.today()

    private val scope = CoroutineScope(SupervisorJob() + dispatcher)
    private val calls = Channel<suspend () -> Unit>(Channel.UNLIMITED)
    private var hidden = false
    private var question: QuestionScreen? = null
    private var locked = true
    private val syncs = Channel<Unit>(Channel.CONFLATED)
    private var loud = false
    private var waiting: Job? = null
    private var idle: Job? = null
    private var lockAfter = 300L

    /** Shows the screen to begin with, and sends every five minutes what waits. */
    fun open() {
        scope.launch { for (call in calls) call() }
        scope.launch { for (ask in syncs) syncOnce() }
        scope.launch {
            while (true) {
                delay(300_000)
                sync(quietly = true)
            }
        }
        run { readWords(); show(core.start()) }
    }

    /** Ends everything that runs here; the core locks. */
    fun close() {
        core.lock()
        scope.cancel()
    }

    /** Someone touched the screen: the time to locking begins again. */
    fun touched() {
        idle?.cancel()
        if (locked) return
        idle = scope.launch { delay(lockAfter * 1000); run { lockNow() } }
    }

    /** Passes a call on to the core after those before it. What fails is said above the screen. */
    private fun run(call: suspend () -> Unit) {
        calls.trySend {
            try {
                notice = null
                call()
            } catch (e: ApiException) {
                say(e)
            }
        }
    }

    private fun say(e: ApiException) { notice = Notice(sentence(e), failed = true) }

    private fun sentence(e: ApiException) = when (e) {
        is ApiException.Failed -> listOf(e.sentence, e.remedy, "(${e.code})").filter { it.isNotEmpty() && it != "()" }.joinToString(" ")
    }

    private fun readWords() {
        words = Words(core.start().language, core.words(), core::word)
    }

    private fun show(start: homeward.core.Start) {
        waiting?.cancel()
        locked = start.screen != StartScreen.DAY_LIST && start.screen != StartScreen.QUESTION
        screen = when (start.screen) {
            StartScreen.WELCOME -> Screen.Welcome(WelcomeState(start.language, core.languages(), start.sentence))
            StartScreen.SET_PIN -> Screen.SetPin(PinState(start.sentence))
            StartScreen.ENROL -> Screen.Enrol(EnrolState(core.enrolment(), platform.codeSources))
            StartScreen.COMPARE -> Screen.Compare(EnrolState(core.enrolment())).also { waitForSignature() }
            StartScreen.UNLOCK -> Screen.Unlock(PinState(start.sentence, worker = core.profiles().let { all -> if (all.size > 1) all.first { it.here }.name else "" }))
            StartScreen.DESTROYED -> Screen.Destroyed(PinState(start.sentence))
            StartScreen.DAY_LIST -> Screen.Day(core.dayList()).also { opened() }
            StartScreen.QUESTION -> Screen.Question(core.question().also { question = it }).also { opened() }
        }
    }

    private fun opened() {
        lockAfter = core.settings().lockAfterSeconds.toLong().coerceAtLeast(30)
        touched()
        sync(quietly = true)
    }

    private fun ask(page: QuestionScreen) {
        question = page
        screen = Screen.Question(page)
    }

    private fun lockNow() {
        idle?.cancel()
        locked = true
        question = null
        show(core.lock())
    }

    // start

    override fun begin() = run { show(core.start().let { if (it.screen == StartScreen.WELCOME || it.screen == StartScreen.DESTROYED) it.copy(screen = StartScreen.SET_PIN) else it }) }

    override fun setPin(pin: String, again: String) {
        val before = (screen as? Screen.SetPin)?.state ?: return
        if (pin != again) {
            screen = Screen.SetPin(before.copy(message = words["pin-differs"]))
            return
        }
        screen = Screen.SetPin(before.copy(message = "", busy = true))
        run {
            try { show(core.setPin(pin)) } catch (e: ApiException) { screen = Screen.SetPin(before.copy(message = sentence(e))) }
        }
    }

    override fun unlock(pin: String) {
        val before = (screen as? Screen.Unlock)?.state ?: return
        if (before.busy) return
        screen = Screen.Unlock(before.copy(busy = true))
        run {
            try {
                val done = core.unlock(pin)
                if (done.opened || done.screen != StartScreen.UNLOCK) show(core.start()) else screen = Screen.Unlock(before.copy(sentence = "", message = done.sentence))
            } catch (e: ApiException) { screen = Screen.Unlock(before.copy(message = sentence(e))) }
        }
    }

    override fun enrol(address: String, code: String) {
        val before = (screen as? Screen.Enrol)?.state ?: return
        screen = Screen.Enrol(before.copy(message = "", busy = true))
        run {
            try { enrolled(core.enrol(address, code)) } catch (e: ApiException) { screen = Screen.Enrol(before.copy(message = sentence(e))) }
        }
    }

    private fun enrolled(state: homeward.core.Enrolment) {
        when (state.step) {
            EnrolmentStep.WAITING -> { screen = Screen.Compare(EnrolState(state)); waitForSignature() }
            EnrolmentStep.DONE -> show(core.start())
            EnrolmentStep.ENTER, EnrolmentStep.REFUSED -> screen = Screen.Enrol(EnrolState(state, platform.codeSources))
        }
    }

    // a person may look for a picture as long as needed: the core's calls go on meanwhile
    override fun readCode(from: CodeSource, address: String) {
        val before = (screen as? Screen.Enrol)?.state ?: return
        if (before.busy) return
        screen = Screen.Enrol(before.copy(message = "", busy = true))
        scope.launch {
            val read = platform.readCode(from)
            if ((screen as? Screen.Enrol)?.state?.busy != true) return@launch
            screen = Screen.Enrol(before.copy(message = when (read) {
                CodeRead.Unreadable -> words["enrol-picture-none"]
                CodeRead.Empty -> words["enrol-paste-empty"]
                CodeRead.Dropped, is CodeRead.Found -> ""
            }))
            if (read is CodeRead.Found) enrol(address, read.text)
        }
    }

    private fun waitForSignature() {
        waiting?.cancel()
        waiting = scope.launch {
            while (true) {
                delay(3000)
                try {
                    val state = core.enrolmentProgress()
                    if (screen !is Screen.Compare) return@launch
                    if (state.step == EnrolmentStep.WAITING) screen = Screen.Compare(EnrolState(state)) else { run { enrolled(state) }; return@launch }
                } catch (e: ApiException) {
                    (screen as? Screen.Compare)?.let { screen = Screen.Compare(it.state.copy(message = sentence(e))) }
                }
            }
        }
    }

    // workers who share this phone

    override fun profiles() = run { screen = Screen.Profiles(core.profiles(), locked) }
    override fun nameProfile(name: String) = run { core.nameProfile(name); screen = Screen.Profiles(core.profiles(), locked) }
    override fun addProfile() = goTo { core.addProfile() }
    override fun switchProfile(id: String) = goTo { core.switchProfile(id) }

    private fun goTo(profile: () -> homeward.core.Start) = run {
        val start = profile()
        idle?.cancel()
        question = null
        readWords()
        show(start)
    }

    // hiding and going back

    override fun hide() {
        screen = Screen.Hidden
        hidden = true
        run { idle?.cancel(); locked = true; question = null; core.quickHide() }
    }

    override fun unhide() {
        hidden = false
        run { show(core.start()) }
    }

    override fun back() {
        when (val now = screen) {
            is Screen.Index, is Screen.ReadBack, is Screen.Languages -> run { ask(core.question()) }
            is Screen.Upgrade -> run { if (question != null) ask(core.question()) else screen = Screen.Case(core.caseScreen(now.state.caseId)) }
            is Screen.Danger -> run { if (question != null) ask(core.question()) else show(core.start()) }
            else -> run { show(core.start()) }
        }
    }

    override fun emergency() = run { screen = Screen.Danger(core.emergency()) }
    override fun call(number: String) = platform.call(number)

    // languages

    override fun setLanguage(tag: String) = run {
        core.setLanguage(tag)
        readWords()
        when (screen) {
            is Screen.Set -> screen = Screen.Set(core.settings())
            else -> show(core.start())
        }
    }

    override fun setFormLanguage(tag: String) = run {
        core.setFormLanguage(tag)
        if (screen is Screen.Set) screen = Screen.Set(core.settings()) else ask(core.question())
    }

    override fun languages() = run { screen = Screen.Languages(core.settings().formLanguage, core.languages()) }

    // lists

    override fun dayList() = run { question = null; screen = Screen.Day(core.dayList()) }
    override fun openCase(id: String) = run { screen = Screen.Case(core.caseScreen(id)) }
    override fun outbox() = run { screen = Screen.Sending(core.outbox(), locked) }
    override fun corrections() = run { screen = Screen.Returned(core.corrections()) }
    override fun settings() = run { screen = Screen.Set(core.settings()) }

    override fun setWorkOffline(offline: Boolean) = run {
        core.setWorkOffline(offline)
        refresh()
        if (!offline) sync(quietly = false)
    }

    private fun refresh() {
        when (screen) {
            is Screen.Day -> screen = Screen.Day(core.dayList())
            is Screen.Sending -> screen = Screen.Sending(core.outbox(), locked)
            is Screen.Set -> screen = Screen.Set(core.settings())
            is Screen.Returned -> screen = Screen.Returned(core.corrections())
            else -> {}
        }
    }

    override fun sync() = sync(quietly = false)

    // one sync at a time; asked for while one runs, another follows it
    private fun sync(quietly: Boolean) {
        if (!quietly) loud = true
        syncs.trySend(Unit)
    }

    private suspend fun syncOnce() {
        val quietly = !loud
        loud = false
        val listener = object : SyncListener {
            override fun progress(done: UInt, total: UInt, sentence: String) { if (!quietly) notice = Notice(sentence, failed = false) }
        }
        try {
            core.syncNow(listener)
            if (!quietly) notice = null
        } catch (e: ApiException) {
            if (!quietly) say(e)
        }
        calls.send { refresh() }
    }

    // filling

    override fun startCheckin(caseId: String, formId: String?) = run { ask(core.startCheckin(caseId, formId)) }
    override fun resume(caseId: String) = run { ask(core.resume(caseId)) }
    override fun discardDraft(caseId: String) = run { core.discardDraft(caseId); screen = Screen.Case(core.caseScreen(caseId)) }
    override fun upgrade(caseId: String) = run { screen = Screen.Upgrade(core.upgradeScreen(caseId)) }
    override fun useNewVersion(caseId: String, formId: String) = run { ask(core.upgradeDraft(caseId, formId)) }
    override fun undoUpgrade(caseId: String) = run { ask(core.undoUpgrade(caseId)) }
    override fun openCorrection(returnId: String) = run { ask(core.openCorrection(returnId)) }
    override fun reopen(recordId: String) = run { ask(core.reopenUnsent(recordId)) }
    override fun discardChange(recordId: String) = run { core.discardChange(recordId); screen = Screen.Sending(core.outbox(), locked) }

    override fun answer(path: String, value: String) = run { ask(core.answer(path, value)) }

    override fun preferNotToSay(path: String) = run { ask(core.preferNotToSay(path)) }
    override fun next() = run { ask(core.next()) }
    override fun skip() = run { ask(core.skip()) }
    override fun previous() = run { ask(core.previous()) }
    override fun jump(path: String) = run { ask(core.jump(path)) }
    override fun addRepeat() = run { ask(core.addRepeat()) }
    override fun removeRepeat(path: String) = run { ask(core.removeRepeat(path)) }
    override fun contents() = run { screen = Screen.Index(core.contents(), question?.language ?: words.language) }
    override fun summary() = run { screen = Screen.ReadBack(core.summary(), question?.language ?: words.language) }
    override fun finish() = run {
        val done = core.finish()
        if (done.done) question = null
        screen = Screen.Finished(done)
        sync(quietly = true)
    }
    override fun leave() = run { core.leave(); question = null; screen = Screen.Day(core.dayList()) }
}
