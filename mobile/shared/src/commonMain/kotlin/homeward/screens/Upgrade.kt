package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import homeward.core.UpgradeRow
import homeward.core.UpgradeScreen
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Card
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.Line
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.Mark
import homeward.look.Mood
import homeward.look.Page
import homeward.look.PrimaryButton
import homeward.look.SecondaryButton

/** A draft and the newer version of its form: what becomes of each answer, before anything is changed. */
@Composable
fun UpgradeView(state: UpgradeScreen, act: Actions) {
    val words = LocalWords.current
    // where letters are large, two buttons would leave the answers no room
    val below = LocalDensity.current.fontScale < 1.4f
    val keep: @Composable () -> Unit = { SecondaryButton(words["upgrade-keep"], Modifier.fillMaxWidth(), press = act::back) }
    Page({ WorkBar(act) }, "upgrade", bottom = {
        PrimaryButton(words["upgrade-use"], Modifier.fillMaxWidth()) { act.useNewVersion(state.caseId, state.formId) }
        if (below) keep()
    }) {
        AppText(words["upgrade-title"], kind = Kind.QuestionStrong, heading = true)
        Column {
            AppText(state.reference, colour = LocalColours.current.quiet)
            AppText(state.formTitle, colour = LocalColours.current.quiet, language = state.language)
        }
        Banner(state.sentence)
        Mark(Icon.Check, state.stays)
        if (state.lost.isEmpty()) Mark(Icon.Check, state.lostTitle)
        else Rows(state.lostTitle, state.lost, state.language) { Mark(Icon.Attention, it, Mood.Attention) }
        if (state.moves.isNotEmpty()) Rows(state.movesTitle, state.moves, state.language) { Mark(Icon.Forward, it) }
        if (!below) keep()
    }
}

/** Answers under what becomes of them; a screen reader says each as one. */
@Composable
private fun Rows(title: String, rows: List<UpgradeRow>, language: String, note: @Composable (String) -> Unit) = Column {
    AppText(title, Modifier.padding(bottom = 8.dp), Kind.BodyStrong, heading = true)
    for (row in rows) {
        Line()
        Column(Modifier.fillMaxWidth().padding(vertical = 12.dp).semantics(mergeDescendants = true) {}, Arrangement.spacedBy(4.dp)) {
            AppText(row.label, colour = LocalColours.current.quiet, language = language)
            AppText(row.answer, kind = Kind.BodyStrong, language = language)
            note(row.note)
        }
    }
    Line()
}

/** That a draft's form has a newer version, and the way to look at it. */
@Composable
fun NewerForm(sentence: String, caseId: String, act: Actions) {
    if (sentence.isEmpty()) return
    Card {
        AppText(sentence)
        SecondaryButton(LocalWords.current["upgrade-look"], Modifier.padding(top = 8.dp).fillMaxWidth()) { act.upgrade(caseId) }
    }
}

/** That a draft was taken over into a newer version, and the way back. */
@Composable
fun TakenOver(sentence: String, caseId: String, act: Actions) {
    if (sentence.isEmpty()) return
    val words = LocalWords.current
    Card {
        AppText(sentence, Modifier.padding(bottom = 4.dp))
        AskedTwice(words["upgrade-undo"], words["upgrade-undo-ask"]) { act.undoUpgrade(caseId) }
    }
}
