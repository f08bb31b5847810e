package homeward.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import homeward.core.QuestionItem
import homeward.core.QuestionKind
import homeward.look.AppText
import homeward.look.ChoiceRow
import homeward.look.Field
import homeward.look.Kind
import homeward.look.LocalWords
import homeward.look.Typed

/** How a question is answered, by its kind. The value sent to the core is the one the form keeps. */
@Composable
fun AnswerInput(item: QuestionItem, today: String, act: Actions) {
    val words = LocalWords.current
    if (item.readonly && item.kind != QuestionKind.NOTE) {
        if (item.answerLabel.isNotEmpty()) AppText(item.answerLabel, kind = Kind.Question)
        return
    }
    when (item.kind) {
        QuestionKind.NOTE -> {}
        QuestionKind.TEXT -> Typing(item, if ("multiline" in item.appearance) Typed.Paragraph else Typed.Text, act)
        QuestionKind.INTEGER -> Typing(item, Typed.Whole, act)
        QuestionKind.DECIMAL -> Typing(item, Typed.Decimal, act)
        QuestionKind.TIME, QuestionKind.DATE_TIME -> Typing(item, Typed.Text, act)
        QuestionKind.DATE -> DateInput(item, today, act)
        QuestionKind.SELECT_ONE -> Column(Modifier.selectableGroup(), Arrangement.spacedBy(8.dp)) {
            for (choice in item.choices) ChoiceRow(choice.label, choice.selected, several = false) { act.answer(item.path, choice.value) }
        }
        QuestionKind.SELECT_MULTIPLE -> Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            for (choice in item.choices) ChoiceRow(choice.label, choice.selected, several = true) { act.answer(item.path, item.toggled(choice.value)) }
        }
        QuestionKind.RANK -> Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            val order = item.answer.split(' ')
            for (choice in item.choices) {
                val place = order.indexOf(choice.value) + 1
                ChoiceRow(if (place > 0) "$place. ${choice.label}" else choice.label, place > 0, several = true) { act.answer(item.path, item.toggled(choice.value)) }
            }
        }
        QuestionKind.ACKNOWLEDGE -> ChoiceRow(words["acknowledge"], item.answer.isNotEmpty(), several = true, language = words.language) {
            act.answer(item.path, if (item.answer.isEmpty()) "OK" else "")
        }
        // the hint says that this phone does not record it
        QuestionKind.NOT_ASKED -> {}
    }
}

@Composable
private fun Typing(item: QuestionItem, typed: Typed, act: Actions) =
    Field(item.path, item.label, item.answer, typed, "answer", Modifier.fillMaxWidth(), labelled = false, done = act::next) { act.answer(item.path, it) }

/** The answer with one choice put in or taken out: names in the order chosen, separated by spaces. */
private fun QuestionItem.toggled(value: String): String {
    val chosen = answer.split(' ').filter(String::isNotEmpty)
    return (if (value in chosen) chosen - value else chosen + value).joinToString(" ")
}
