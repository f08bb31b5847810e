package homeward

import homeward.screens.Actions

/** Actions that do nothing but keep what was pressed, as a line each. */
class Recorder : Actions {
    val pressed = mutableListOf<String>()
    private fun keep(vararg words: Any?) { pressed += words.joinToString(" ") }

    override fun hide() = keep("hide")
    override fun unhide() = keep("unhide")
    override fun back() = keep("back")
    override fun emergency() = keep("emergency")
    override fun call(number: String) = keep("call", number)
    override fun setLanguage(tag: String) = keep("setLanguage", tag)
    override fun setFormLanguage(tag: String) = keep("setFormLanguage", tag)
    override fun begin() = keep("begin")
    override fun setPin(pin: String, again: String) = keep("setPin", pin, again)
    override fun unlock(pin: String) = keep("unlock", pin)
    override fun enrol(address: String, code: String) = keep("enrol", address, code)
    override fun readCode(from: CodeSource, address: String) = keep("readCode", from, address)
    override fun dayList() = keep("dayList")
    override fun openCase(id: String) = keep("openCase", id)
    override fun outbox() = keep("outbox")
    override fun corrections() = keep("corrections")
    override fun settings() = keep("settings")
    override fun sync() = keep("sync")
    override fun setWorkOffline(offline: Boolean) = keep("setWorkOffline", offline)
    override fun startCheckin(caseId: String, formId: String?) = keep("startCheckin", caseId, formId)
    override fun resume(caseId: String) = keep("resume", caseId)
    override fun discardDraft(caseId: String) = keep("discardDraft", caseId)
    override fun openCorrection(returnId: String) = keep("openCorrection", returnId)
    override fun answer(path: String, value: String) = keep("answer", path, value)
    override fun preferNotToSay(path: String) = keep("preferNotToSay", path)
    override fun next() = keep("next")
    override fun skip() = keep("skip")
    override fun previous() = keep("previous")
    override fun jump(path: String) = keep("jump", path)
    override fun addRepeat() = keep("addRepeat")
    override fun removeRepeat(path: String) = keep("removeRepeat", path)
    override fun contents() = keep("contents")
    override fun languages() = keep("languages")
    override fun summary() = keep("summary")
    override fun finish() = keep("finish")
    override fun leave() = keep("leave")
}
