package homeward.screens

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.relocation.BringIntoViewRequester
import androidx.compose.foundation.relocation.bringIntoViewRequester
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.key
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import homeward.core.AnswerState
import homeward.core.QuestionItem
import homeward.core.QuestionKind
import homeward.core.QuestionScreen
import homeward.core.RepeatRow
import homeward.core.StepKind
import homeward.look.AppText
import homeward.look.Banner
import homeward.look.Bar
import homeward.look.BarButton
import homeward.look.Card
import homeward.look.ChoiceRow
import homeward.look.Corner
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LocalColours
import homeward.look.LocalLanguage
import homeward.look.LocalWords
import homeward.look.Mood
import homeward.look.Page
import homeward.look.PrimaryButton
import homeward.look.ProgressLine
import homeward.look.SecondaryButton
import homeward.look.Shape

/** One page of a form. `today` is a date as `2026-03-14`, where the calendar opens. */
@Composable
fun QuestionView(state: QuestionScreen, today: String, act: Actions) {
    val words = LocalWords.current
    Page(
        { Bar(act::hide) {
            BarButton(words["language-title"], Icon.Language, act::languages)
            BarButton(words["emergency"], Icon.Call, act::emergency)
        } },
        state.index,
        bottom = { Steps(state, act) },
    ) {
        Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            Progress(state, act)
            ProgressLine(state.index.toInt(), state.total.toInt())
        }
        state.emergency?.let { EmergencyBanner(it, act) }
        CompositionLocalProvider(LocalLanguage provides state.language) {
            for (item in state.items) Item(item, today, act)
        }
        if (state.step == StepKind.REPEAT) Repeat(state, act)
        if (state.step == StepKind.END) AppText(words["all-asked"], kind = Kind.QuestionStrong, heading = true)
    }
}

/** Where we are; pressed, it opens the contents. */
@Composable
private fun Progress(state: QuestionScreen, act: Actions) {
    val colours = LocalColours.current
    Column(
        Modifier.fillMaxWidth().clip(Corner).clickable(onClickLabel = LocalWords.current["button-contents"], role = Role.Button, onClick = act::contents).heightIn(min = 48.dp),
        Arrangement.spacedBy(4.dp),
    ) {
        FlowRow(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
            AppText(state.progress, colour = colours.quiet)
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
                Shape(Icon.List, colours.accent)
                AppText(LocalWords.current["button-contents"], colour = colours.accent)
            }
        }
        if (state.section.isNotEmpty()) AppText(state.section, kind = Kind.BodyStrong, colour = colours.accent, language = state.language)
    }
}

@Composable
private fun Item(item: QuestionItem, today: String, act: Actions) {
    val words = LocalWords.current
    val colours = LocalColours.current
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(12.dp)) {
        if (item.comment.isNotEmpty()) Banner(item.comment, Mood.Attention, strong = words["comment-title"], icon = Icon.Returned)
        Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            AppText(item.label, kind = Kind.QuestionStrong, heading = true)
            if (item.hint.isNotEmpty()) AppText(item.hint, colour = colours.quiet)
            if (item.guidance.isNotEmpty()) AppText(item.guidance, colour = colours.quiet)
        }
        AnswerInput(item, today, act)
        if (item.message.isNotEmpty()) {
            val view = remember { BringIntoViewRequester() }
            LaunchedEffect(item.message) { view.bringIntoView() }
            Banner(item.message, Mood.Error, Modifier.bringIntoViewRequester(view))
        }
        if (item.canPreferNot) {
            // set apart: it is not one of the answers
            Spacer(Modifier.height(4.dp))
            ChoiceRow(words["prefer-not"], item.state == AnswerState.PREFERS_NOT_TO_SAY, several = false, kind = Kind.Body, language = words.language) {
                act.preferNotToSay(item.path)
            }
        }
    }
}

@Composable
private fun Repeat(state: QuestionScreen, act: Actions) {
    AppText(state.repeatLabel, kind = Kind.QuestionStrong, language = state.language, heading = true)
    SecondaryButton(LocalWords.current["repeat-add"], Modifier.fillMaxWidth(), Icon.Plus, act::addRepeat)
    for (row in state.repeatRows) key(row.path, state.repeatCount) { RepeatCard(row, state.language) { act.removeRepeat(row.path) } }
}

/** One that was added. Removing it is asked again before it is done. */
@Composable
private fun RepeatCard(row: RepeatRow, language: String, remove: () -> Unit) = Card {
    val words = LocalWords.current
    AppText(row.label, kind = Kind.BodyStrong, language = language)
    if (row.answers.isNotEmpty()) AppText(row.answers, colour = LocalColours.current.quiet, language = language)
    AskedTwice(words["repeat-remove"], words.with("repeat-remove-ask", "name" to row.label), quiet = true, remove)
}

/** Back and the one next step. */
@Composable
private fun Steps(state: QuestionScreen, act: Actions) {
    val words = LocalWords.current
    // as high as each other, also where the words of one need two lines
    Row(Modifier.fillMaxWidth().height(IntrinsicSize.Min), Arrangement.spacedBy(8.dp)) {
        if (state.canGoBack) SecondaryButton(words["button-back"], Modifier.fillMaxHeight(), press = act::previous)
        val wide = Modifier.weight(1f).fillMaxHeight()
        when {
            state.step == StepKind.REPEAT -> PrimaryButton(words["repeat-done"], wide, press = act::next)
            state.step == StepKind.END -> PrimaryButton(words["button-read-back"], wide, press = act::summary)
            state.canSkip && state.items.any { it.kind != QuestionKind.NOTE } && state.items.all { it.answer.isEmpty() && it.state != AnswerState.PREFERS_NOT_TO_SAY } -> PrimaryButton(words["button-skip"], wide, press = act::skip)
            else -> PrimaryButton(words["button-next"], wide, press = act::next)
        }
    }
}
