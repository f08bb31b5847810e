package homeward.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import homeward.core.QuestionItem
import homeward.look.AppText
import homeward.look.Corner
import homeward.look.Icon
import homeward.look.Kind
import homeward.look.LocalColours
import homeward.look.LocalWords
import homeward.look.QuietButton
import homeward.look.Small
import kotlinx.datetime.DatePeriod
import kotlinx.datetime.LocalDate
import kotlinx.datetime.isoDayNumber
import kotlinx.datetime.minus
import kotlinx.datetime.number
import kotlinx.datetime.plus

/** A date: the days that are asked for most as buttons, and a calendar. */
@Composable
fun DateInput(item: QuestionItem, today: String, act: Actions) {
    val words = LocalWords.current
    val now = LocalDate.parse(today)
    val chosen = LocalDate.Formats.ISO.parseOrNull(item.answer.take(10))
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        if (chosen != null) AppText(words.with("date-long", "day" to "${chosen.day}", "month" to words.month(chosen.month.number), "year" to "${chosen.year}"), kind = Kind.QuestionStrong, language = words.language)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            for ((key, days) in listOf("date-yesterday" to -1, "date-today" to 0, "date-in-week" to 7, "date-in-two-weeks" to 14, "date-in-month" to 30)) {
                Small(words[key]) { act.answer(item.path, now.plus(DatePeriod(days = days)).toString()) }
            }
        }
        Calendar(item.path, now, chosen) { act.answer(item.path, it.toString()) }
    }
}

/** A month, weeks beginning on Monday. Days are targets of at least 48. */
@Composable
fun Calendar(key: Any, today: LocalDate, chosen: LocalDate?, choose: (LocalDate) -> Unit) {
    val words = LocalWords.current
    val colours = LocalColours.current
    var first by remember(key, chosen) { mutableStateOf((chosen ?: today).let { LocalDate(it.year, it.month, 1) }) }
    Column(Modifier.fillMaxWidth().border(1.dp, colours.line, Corner).padding(8.dp), Arrangement.spacedBy(4.dp)) {
        FlowRow(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
            QuietButton(words["month-before"], icon = Icon.Back) { first = first.minus(DatePeriod(months = 1)) }
            QuietButton(words["month-after"], trailing = Icon.Forward) { first = first.plus(DatePeriod(months = 1)) }
        }
        AppText("${words.month(first.month.number)} ${first.year}", Modifier.fillMaxWidth().padding(bottom = 4.dp), Kind.BodyStrong, align = TextAlign.Center, language = words.language)
        Row(Modifier.fillMaxWidth()) {
            for (day in 1..7) AppText(words.with("weekday", "n" to "$day"), Modifier.weight(1f), Kind.Small, colours.quiet, words.language, TextAlign.Center)
        }
        var week = first.minus(DatePeriod(days = first.dayOfWeek.isoDayNumber - 1))
        val after = first.plus(DatePeriod(months = 1))
        while (week < after) {
            Row(Modifier.fillMaxWidth()) {
                for (i in 0..6) {
                    val date = week.plus(DatePeriod(days = i))
                    Day(date, date.month == first.month, date == today, date == chosen, Modifier.weight(1f)) { choose(date) }
                }
            }
            week = week.plus(DatePeriod(days = 7))
        }
    }
}

@Composable
private fun Day(date: LocalDate, inMonth: Boolean, today: Boolean, chosen: Boolean, modifier: Modifier, press: () -> Unit) {
    val colours = LocalColours.current
    if (!inMonth) {
        Box(modifier.heightIn(min = 48.dp))
        return
    }
    val frame = when {
        chosen -> Modifier.background(colours.accent, Corner)
        today -> Modifier.border(2.dp, colours.accent, Corner)
        else -> Modifier
    }
    val spoken = "${date.day} ${LocalWords.current.month(date.month.number)} ${date.year}"
    Box(
        modifier.heightIn(min = 48.dp).clip(Corner).then(frame).selectable(chosen, role = Role.RadioButton, onClick = press).semantics { contentDescription = spoken },
        Alignment.Center,
    ) { AppText("${date.day}", kind = if (chosen || today) Kind.BodyStrong else Kind.Body, colour = if (chosen) colours.onAccent else colours.ink) }
}
