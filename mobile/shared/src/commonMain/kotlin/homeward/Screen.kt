package homeward

import homeward.core.CaseScreen
import homeward.core.Contents
import homeward.core.Corrections
import homeward.core.DayList
import homeward.core.Emergency
import homeward.core.Finish
import homeward.core.Language
import homeward.core.Outbox
import homeward.core.Profile
import homeward.core.QuestionScreen
import homeward.core.Settings
import homeward.core.Summary
import homeward.core.UpgradeScreen
import homeward.screens.EnrolState
import homeward.screens.PinState
import homeward.screens.WelcomeState

/** What is shown: one of the screens with all that it draws. */
sealed interface Screen {
    data class Welcome(val state: WelcomeState) : Screen
    data class SetPin(val state: PinState) : Screen
    data class Unlock(val state: PinState) : Screen
    data class Destroyed(val state: PinState) : Screen
    data class Enrol(val state: EnrolState) : Screen
    data class Compare(val state: EnrolState) : Screen
    data class Day(val state: DayList) : Screen
    data class Case(val state: CaseScreen) : Screen
    data class Returned(val state: Corrections) : Screen
    data class Sending(val state: Outbox, val locked: Boolean) : Screen
    data class Set(val state: Settings) : Screen
    /** Before the PIN (`locked`), or after it, when the worker here can be named. */
    data class Profiles(val profiles: List<Profile>, val locked: Boolean) : Screen
    data class Question(val state: QuestionScreen) : Screen
    data class Languages(val chosen: String, val languages: List<Language>) : Screen
    data class Index(val state: Contents, val language: String) : Screen
    data class ReadBack(val state: Summary, val language: String) : Screen
    data class Upgrade(val state: UpgradeScreen) : Screen
    data class Finished(val state: Finish) : Screen
    data class Danger(val state: Emergency) : Screen
    data object Hidden : Screen
    data object Nothing : Screen
}

/** A message above the screen: something that did not work, or a sync under way. */
data class Notice(val sentence: String, val failed: Boolean)
