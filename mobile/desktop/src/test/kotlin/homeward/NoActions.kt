package homeward

import homeward.screens.Actions

/** Actions that do nothing, for screens that are only looked at. */
object NoActions : Actions {
    override fun hide() {}
    override fun unhide() {}
    override fun back() {}
    override fun emergency() {}
    override fun call(number: String) {}
    override fun setLanguage(tag: String) {}
    override fun setFormLanguage(tag: String) {}
    override fun begin() {}
    override fun setPin(pin: String, again: String) {}
    override fun unlock(pin: String) {}
    override fun enrol(address: String, code: String) {}
    override fun dayList() {}
    override fun openCase(id: String) {}
    override fun outbox() {}
    override fun corrections() {}
    override fun settings() {}
    override fun sync() {}
    override fun setWorkOffline(offline: Boolean) {}
    override fun startCheckin(caseId: String, formId: String?) {}
    override fun resume(caseId: String) {}
    override fun discardDraft(caseId: String) {}
    override fun openCorrection(returnId: String) {}
    override fun answer(path: String, value: String) {}
    override fun preferNotToSay(path: String) {}
    override fun next() {}
    override fun skip() {}
    override fun previous() {}
    override fun jump(path: String) {}
    override fun addRepeat() {}
    override fun removeRepeat(path: String) {}
    override fun contents() {}
    override fun languages() {}
    override fun summary() {}
    override fun finish() {}
    override fun leave() {}
}
