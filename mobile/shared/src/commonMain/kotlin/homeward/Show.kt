package homeward

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.withFrameNanos
import androidx.compose.ui.Modifier
import homeward.look.LocalColours
import homeward.look.LocalNotice
import homeward.screens.Actions
import homeward.screens.CaseView
import homeward.screens.CompareScreen
import homeward.screens.ContentsScreen
import homeward.screens.CorrectionsScreen
import homeward.screens.DayScreen
import homeward.screens.DestroyedScreen
import homeward.screens.EmergencyScreen
import homeward.screens.EnrolScreen
import homeward.screens.FinishedScreen
import homeward.screens.HiddenScreen
import homeward.screens.LanguageScreen
import homeward.screens.OutboxScreen
import homeward.screens.ProfilesScreen
import homeward.screens.QuestionView
import homeward.screens.SetPinScreen
import homeward.screens.SettingsScreen
import homeward.screens.SummaryScreen
import homeward.screens.UnlockScreen
import homeward.screens.UpgradeView
import homeward.screens.WelcomeScreen

/**
 * Draws a phone, and opens it after the first frame: what another thread changes while the very first frame is
 * composed would not be drawn.
 */
@Composable
fun Show(phone: Phone) {
    LaunchedEffect(phone) {
        withFrameNanos {}
        phone.open()
    }
    Show(phone.screen, phone.notice, phone.today, phone)
}

/** Draws a screen. `today` is a date as `2026-03-14`. */
@Composable
fun Show(screen: Screen, notice: Notice?, today: String, act: Actions) = CompositionLocalProvider(LocalNotice provides notice) {
    when (screen) {
        is Screen.Welcome -> WelcomeScreen(screen.state, act)
        is Screen.SetPin -> SetPinScreen(screen.state, act)
        is Screen.Unlock -> UnlockScreen(screen.state, act)
        is Screen.Destroyed -> DestroyedScreen(screen.state, act)
        is Screen.Enrol -> EnrolScreen(screen.state, act)
        is Screen.Compare -> CompareScreen(screen.state, act)
        is Screen.Day -> DayScreen(screen.state, act)
        is Screen.Case -> CaseView(screen.state, act)
        is Screen.Returned -> CorrectionsScreen(screen.state, act)
        is Screen.Sending -> OutboxScreen(screen.state, screen.locked, act)
        is Screen.Set -> SettingsScreen(screen.state, act)
        is Screen.Profiles -> ProfilesScreen(screen.profiles, screen.locked, act)
        is Screen.Question -> QuestionView(screen.state, today, act)
        is Screen.Languages -> LanguageScreen(screen.chosen, screen.languages, act)
        is Screen.Index -> ContentsScreen(screen.state, screen.language, act)
        is Screen.ReadBack -> SummaryScreen(screen.state, screen.language, act)
        is Screen.Upgrade -> UpgradeView(screen.state, act)
        is Screen.Finished -> FinishedScreen(screen.state, act)
        is Screen.Danger -> EmergencyScreen(screen.state, act)
        Screen.Hidden -> HiddenScreen(act)
        Screen.Nothing -> Box(Modifier.fillMaxSize().background(LocalColours.current.paper))
    }
}
