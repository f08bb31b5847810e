package homeward.screens

import homeward.CodeSource

/**
 * What a person can do on the screens. [homeward.Phone] passes each on to the core and shows what comes back;
 * screens call it and decide nothing.
 */
interface Actions {
    /** Hides everything at once. */
    fun hide()
    /** Opens again after hiding. */
    fun unhide()
    /** Back to the screen before: the day list, or the question from contents and read-back. */
    fun back()
    fun emergency()
    fun call(number: String)
    fun setLanguage(tag: String)
    fun setFormLanguage(tag: String)

    fun begin()
    fun setPin(pin: String, again: String)
    fun unlock(pin: String)
    fun enrol(address: String, code: String)
    /** Takes the code out of a picture or the clipboard, and enrols with it; `address` goes with a code in letters. */
    fun readCode(from: CodeSource, address: String)

    /** The workers who share this phone. */
    fun profiles()
    fun nameProfile(name: String)
    fun addProfile()
    fun switchProfile(id: String)

    fun dayList()
    fun openCase(id: String)
    fun outbox()
    fun corrections()
    fun settings()
    fun sync()
    fun setWorkOffline(offline: Boolean)

    fun startCheckin(caseId: String, formId: String?)
    fun resume(caseId: String)
    fun discardDraft(caseId: String)
    /** Shows what becomes of a draft's answers in the newer version of its form. */
    fun upgrade(caseId: String)
    /** Takes the draft over into the version that was shown. */
    fun useNewVersion(caseId: String, formId: String)
    /** Makes the draft what it was before it was taken over. */
    fun undoUpgrade(caseId: String)
    fun openCorrection(returnId: String)
    /** Opens a finished check-in that is not sent yet; finishing puts the changed one in its place. */
    fun reopen(recordId: String)
    /** Gives up the change; the check-in stays as it was finished. */
    fun discardChange(recordId: String)
    fun answer(path: String, value: String)
    fun preferNotToSay(path: String)
    fun next()
    fun skip()
    fun previous()
    fun jump(path: String)
    fun addRepeat()
    fun removeRepeat(path: String)
    fun contents()
    fun languages()
    fun summary()
    fun finish()
    /** Leaves the form; everything answered is kept as a draft. */
    fun leave()
}
