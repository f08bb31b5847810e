package homeward

import homeward.core.AnswerState
import homeward.core.CaseScreen
import homeward.core.Choice
import homeward.core.Contents
import homeward.core.ContentsRow
import homeward.core.Correction
import homeward.core.Corrections
import homeward.core.DayList
import homeward.core.DayRow
import homeward.core.Digits
import homeward.core.Emergency
import homeward.core.Enrolment
import homeward.core.EnrolmentStep
import homeward.core.Finish
import homeward.core.FormChoice
import homeward.core.Language
import homeward.core.Outbox
import homeward.core.OutboxRow
import homeward.core.OutboxState
import homeward.core.Profile
import homeward.core.QuestionItem
import homeward.core.QuestionKind
import homeward.core.QuestionScreen
import homeward.core.RepeatRow
import homeward.core.Settings
import homeward.core.StepKind
import homeward.core.Summary
import homeward.core.SummaryRow
import homeward.core.SyncLine
import homeward.core.SyncState
import homeward.core.UpgradeRow
import homeward.core.UpgradeScreen
import homeward.look.Words
import homeward.screens.EnrolState
import homeward.screens.PinState
import homeward.screens.WelcomeState

/** Every screen with synthetic content in one language: the longest texts of the real form, and the core's words. */
class Samples(private val words: Words, private val languages: List<Language>) {
    private val lang = words.language
    private fun text(en: String, sq: String, mk: String) = when (lang) { "sq" -> sq; "mk" -> mk; else -> en }

    private val form = text("Community check-in", "Takim në komunitet", "Контакт во заедницата")
    private val housing = text("Accommodation", "Strehimi", "Сместување")
    private val closing = text("Before you finish", "Para se të përfundoni", "Пред да завршите")
    private val date = text("24 November 2026", "24 nëntor 2026", "24 ноември 2026")
    private val due = words.with("due-on", "date" to text("26 November", "26 nëntor", "26 ноември"))
    private val receipt = words.with("outbox-receipt", "n" to "41", "time" to "$date, 10:12")
    private val waiting = SyncLine(SyncState.WAITING, words.with("sync-waiting", "n" to "2"), 2u)
    private val offline = SyncLine(SyncState.OFFLINE, words["sync-offline"], 1u)
    private val comment = text("The date of the next contact is before this contact. (synthetic)", "Data e kontaktit të ardhshëm është para këtij kontakti. (sintetike)", "Датумот на следниот контакт е пред овој контакт. (синтетичко)")
    private val nextContact = text("Date of the next contact", "Data e kontaktit të ardhshëm", "Датум на следниот контакт")
    private val danger = Emergency(words["emergency-title"], words["emergency-text"], "112", "070 000 000", words.with("emergency-call", "number" to "112"))
    private val correction = Correction("r", "QWER-2345", words.with("corrections-of", "date" to date), nextContact, comment, false)

    private fun row(reference: String, state: OutboxState, key: String, receipt: String = "", reason: String = "") =
        OutboxRow(reference, reference, form, words.with("outbox-finished", "time" to "$date, 09:40"), state, words[key], receipt, reason, state == OutboxState.READ)

    private val rows = listOf(
        row("ABCD-2345", OutboxState.SAVED, "outbox-saved").copy(canCorrect = true),
        row("HJKL-6789", OutboxState.SENT, "outbox-sent", receipt),
        row("QWER-2345", OutboxState.RETURNED, "outbox-returned", receipt),
        row("MNPQ-7777", OutboxState.READ, "outbox-read", receipt),
        row("STUV-3333", OutboxState.REFUSED, "outbox-refused", reason = words["case-no-team"]),
    )

    private val changing = row("HJKL-6789", OutboxState.SAVED, "outbox-held").copy(canCorrect = true, changing = true)
    private val workers = listOf(Profile("0", text("Ana (synthetic)", "Arta (sintetike)", "Ана (синтетичко)"), true), Profile("1", words.with("profile-unnamed", "n" to "2"), false))

    private fun item(
        kind: QuestionKind, label: String, hint: String = "", choices: List<Choice> = emptyList(), answer: String = "", answerLabel: String = "",
        message: String = "", preferNot: Boolean = true, comment: String = "", appearance: String = "",
    ) = QuestionItem(
        "/data/q", kind, label, hint, "", false, false, choices, answer, answerLabel,
        if (answer.isEmpty()) AnswerState.SKIPPED else AnswerState.ANSWERED, preferNot, message, appearance, comment,
    )

    private fun page(item: QuestionItem?, section: String, index: Int, step: StepKind = StepKind.QUESTION, emergency: Emergency? = null, repeat: String = "", correction: Boolean = false) = Screen.Question(
        QuestionScreen(
            "ABCD-2345", form, step, section, listOfNotNull(item), repeat, if (repeat.isEmpty()) 0u else 1u, if (repeat.isEmpty()) emptyList() else listOf(RepeatRow("/data/r[1]", "$referral 1", "${barriers[0].label}, ${barriers[1].label}")), index.toUInt(), 33u,
            words.with("progress", "index" to "$index", "total" to "33"), true, true, correction, emergency, lang, words["saved"],
        ),
    )

    private val secure = listOf(
        Choice("yes", text("Yes", "Po", "Да"), false), Choice("no", text("No", "Jo", "Не"), true),
        Choice("unsure", text("Not sure", "Nuk është i/e sigurt", "Не е сигурно"), false),
    )
    private val barriers = listOf(
        Choice("cost", text("Too expensive", "Shumë i shtrenjtë", "Прескапо"), true),
        Choice("condition", text("Poor condition, no water or heating", "Gjendje e keqe, pa ujë ose ngrohje", "Лоша состојба, без вода или греење"), true),
        Choice("skills", text("Certificate of no criminal record is requested", "Punëdhënësit refuzojnë për shkak të së kaluarës", "Недостасуваат или не се признати вештини или диплома"), false),
        Choice("none", text("None of these", "Asnjë nga këto", "Ништо од наведеното"), true),
    )
    private val acc = text("Can the person stay there for the next three months?", "A mund të qëndrojë personi aty në tre muajt e ardhshëm?", "Дали лицето може да остане таму следните три месеци?")
    private val problems = text("What makes the accommodation difficult?", "Çfarë e vështirëson strehimin?", "Што го отежнува сместувањето?")
    private val notice = text(
        "Have you explained who will see the answers, and that the person may skip any question or stop?",
        "A i keni shpjeguar personit kush do t'i shohë përgjigjet dhe se mund të kapërcejë çdo pyetje ose të ndalojë?",
        "Дали објаснивте кој ќе ги види одговорите и дека лицето може да прескокне кое било прашање или да прекине?",
    )
    private val cannotCombine = text("\"None of these\" cannot be combined with other answers.", "«Asnjë nga këto» nuk mund të kombinohet me përgjigje të tjera.", "»Ништо од наведеното« не може да се комбинира со други одговори.")
    private val facts = text("What did you see or hear? Facts only.", "Çfarë patë ose dëgjuat? Vetëm fakte.", "Што видовте или слушнавте? Само факти.")
    private val factsHint = text(
        "Sealed for the case team. Write \"brother\" or \"neighbour\" instead of names.",
        "I mbyllur për ekipin e rastit. Shkruani «vëllai» ose «fqinji» në vend të emrave.",
        "Запечатено за тимот на предметот. Пишувајте »брат« или »сосед« наместо имиња.",
    )
    private val said = text("A neighbour said that the heating does not work. (synthetic)", "Një fqinj tha se ngrohja nuk punon. (sintetike)", "Сосед рече дека греењето не работи. (синтетичко)")
    private val purpose = text(
        "This form records support needs. It is not a risk assessment and not an interrogation. Do not write names, addresses, or religious or political views.",
        "Ky formular regjistron nevojat për mbështetje. Nuk është vlerësim rreziku dhe as marrje në pyetje. Mos shkruani emra, adresa apo bindje fetare ose politike.",
        "Овој образец ги бележи потребите за поддршка. Не е проценка на ризик ниту испрашување. Не внесувајте имиња, адреси ниту верски или политички уверувања.",
    )
    private val days = text("How many days did the person work in the last four weeks?", "Sa ditë ka punuar personi në katër javët e fundit?", "Колку дена работеше лицето во последните четири недели?")
    private val referral = text("Referral", "Referimi", "Упатување")

    private val draft = CaseScreen("1", "QWER-2345", text("Skopje Region", "Rajoni i Shkupit", "Скопски регион"), due, "", emptyList(), true, words.with("case-draft-since", "date" to date), "", "", listOf(FormChoice("f", form)), emptyList(), "")
    private val upgrade = UpgradeScreen(
        "1", "QWER-2345", "f2", form, words["upgrade-text"], words.with("upgrade-stays", "n" to "14"),
        words.with("upgrade-moves", "n" to "1"), listOf(UpgradeRow("a", acc, text("No", "Jo", "Не"), words.with("upgrade-now-in", "section" to text("Work, training and learning", "Puna, formimi dhe arsimi", "Работа, обука и учење")))),
        words.with("upgrade-lost", "n" to "3"), listOf(
            UpgradeRow("b", problems, "${barriers[0].label}, ${barriers[1].label}", words["upgrade-not-offered"]),
            UpgradeRow("c", days, "12", words["upgrade-not-asked"]),
            UpgradeRow("d", facts, said, words["upgrade-no-place"]),
        ), lang,
    )

    /** All screens, by a name that is also the name of the picture. */
    val screens: Map<String, Screen> = linkedMapOf(
        "01-welcome" to Screen.Welcome(WelcomeState(lang, languages, "")),
        "02-set-pin" to Screen.SetPin(PinState(words["protection-files"])),
        "03-enrol" to Screen.Enrol(EnrolState(Enrolment(EnrolmentStep.ENTER, null, "", words["enrol-text"]), CodeSource.entries)),
        "03-enrol-refused" to Screen.Enrol(EnrolState(Enrolment(EnrolmentStep.REFUSED, null, "https://homeward.example", words["enrol-refused"]), CodeSource.entries, words["enrol-picture-none"])),
        "04-compare" to Screen.Compare(EnrolState(Enrolment(EnrolmentStep.WAITING, Digits(listOf("04127", "99310", "55821", "70036", "18842", "63905")), "https://homeward.example", words["enrol-waiting"]))),
        "05-unlock" to Screen.Unlock(PinState("", words.with("pin-wrong", "left" to "7"))),
        "05-unlock-shared" to Screen.Unlock(PinState("", worker = workers[0].name)),
        "06-destroyed" to Screen.Destroyed(PinState(words["pin-destroyed"])),
        "07-day" to Screen.Day(DayList(text("Tuesday, $date", "E martë, $date", "Вторник, $date"), listOf(
            DayRow("1", "QWER-2345", due, "2026-11-26", true, false, words["note-correction"]),
            DayRow("2", "ABCD-2345", words["due-today"], "2026-11-24", false, true, words["note-draft"]),
            DayRow("3", "HJKL-6789", words["due-tomorrow"], "2026-11-25", false, false, ""),
            DayRow("4", "MNPQ-7777", due, "2026-11-26", false, false, ""),
        ), "", 1u, waiting, "", false)),
        "08-day-empty" to Screen.Day(DayList(date, emptyList(), words["day-empty"], 0u, SyncLine(SyncState.IDLE, words["sync-idle"], 0u), words["clock-notice"], false)),
        "09-case" to Screen.Case(CaseScreen("2", "ABCD-2345", text("Skopje Region", "Rajoni i Shkupit", "Скопски регион"), words["due-today"], text("Albanian", "Shqip", "Албански"), emptyList(), false, "", "", "", listOf(FormChoice("f", form)), rows.take(2), "")),
        "10-case-draft" to Screen.Case(draft.copy(corrections = listOf(correction))),
        "10-case-newer-form" to Screen.Case(draft.copy(newerForm = words["upgrade-offer"])),
        "10-case-taken-over" to Screen.Case(draft.copy(takenOver = words["upgrade-done"])),
        "10-upgrade" to Screen.Upgrade(upgrade),
        "10-upgrade-without-loss" to Screen.Upgrade(upgrade.copy(movesTitle = "", moves = emptyList(), lostTitle = words["upgrade-nothing-lost"], lost = emptyList())),
        "11-corrections" to Screen.Returned(Corrections(listOf(correction), "")),
        "12-note" to page(item(QuestionKind.NOTE, purpose, preferNot = false), text("About this contact", "Rreth këtij kontakti", "За овој контакт"), 1),
        "13-longest-question" to page(item(QuestionKind.SELECT_ONE, notice, choices = secure.take(2).map { it.copy(selected = false) }, preferNot = false), text("About this contact", "Rreth këtij kontakti", "За овој контакт"), 8),
        "14-select-one" to page(item(QuestionKind.SELECT_ONE, acc, choices = secure, answer = "no"), housing, 12),
        "15-select-multiple" to page(item(QuestionKind.SELECT_MULTIPLE, problems, choices = barriers, answer = "cost condition none", message = cannotCombine), housing, 13),
        "16-number" to page(item(QuestionKind.INTEGER, days, answer = "12"), text("Work, training and learning", "Puna, formimi dhe arsimi", "Работа, обука и учење"), 15),
        "17-text" to page(item(QuestionKind.TEXT, facts, factsHint, answer = said, appearance = "multiline", preferNot = false), text("Safety", "Siguria", "Безбедност"), 28, emergency = danger),
        "18-date" to page(item(QuestionKind.DATE, nextContact, answer = "2026-12-08", answerLabel = text("8 December 2026", "8 dhjetor 2026", "8 декември 2026"), preferNot = false), closing, 32),
        "19-date-correction" to page(item(QuestionKind.DATE, nextContact, preferNot = false, comment = comment), closing, 32, correction = true),
        "20-repeat" to page(null, referral, 25, StepKind.REPEAT, repeat = words.with("repeat-ask", "name" to referral)),
        "21-end" to page(null, "", 33, StepKind.END),
        "22-language" to Screen.Languages(lang, languages),
        "23-contents" to Screen.Index(Contents("2", "ABCD-2345", words["upgrade-offer"], listOf(
            ContentsRow("a", acc, housing, AnswerState.ANSWERED, words["state-answered"], true, false),
            ContentsRow("b", problems, housing, AnswerState.SKIPPED, words["state-skipped"], false, false),
            ContentsRow("c", days, text("Work, training and learning", "Puna, formimi dhe arsimi", "Работа, обука и учење"), AnswerState.PREFERS_NOT_TO_SAY, words["state-prefers-not"], false, false),
            ContentsRow("d", nextContact, closing, AnswerState.SKIPPED, words["missing"], false, true),
        )), lang),
        "24-read-back" to Screen.ReadBack(Summary("ABCD-2345", listOf(
            SummaryRow("a", housing, acc, text("No", "Jo", "Не"), AnswerState.ANSWERED, ""),
            SummaryRow("b", housing, problems, "${barriers[0].label}, ${barriers[1].label}", AnswerState.ANSWERED, ""),
            SummaryRow("c", closing, days, words["state-prefers-not"], AnswerState.PREFERS_NOT_TO_SAY, ""),
            SummaryRow("d", closing, nextContact, words["state-skipped"], AnswerState.SKIPPED, words["missing"]),
        ), "d", words.with("summary-missing", "n" to "1"), false, null), lang),
        "25-finished" to Screen.Finished(Finish(true, words["finish-done"], "", null)),
        "26-finished-danger" to Screen.Finished(Finish(true, words["finish-done"], "", danger)),
        "27-outbox" to Screen.Sending(Outbox(rows, "", "", false, 1u, waiting), false),
        "27-outbox-locked" to Screen.Sending(Outbox(rows.drop(1).map { it.copy(reference = words["outbox-locked-reference"], formTitle = "") }, "", "", false, 1u, SyncLine(SyncState.FAILED, words.with("sync-refused", "n" to "1"), 1u)), true),
        "27-outbox-changing" to Screen.Sending(Outbox(listOf(changing) + rows.drop(1), "", "", false, 1u, waiting), false),
        "28-outbox-offline" to Screen.Sending(Outbox(rows.take(1), "", "", true, 1u, offline), false),
        "29-settings" to Screen.Set(Settings(lang, lang, languages, true, "https://homeward.example", text("Synthetic Support Centre", "Qendra Sintetike e Mbështetjes", "Синтетички центар за поддршка"), "112", offline, "$date, 08:12", words["protection-files"], 300u, words.with("about-text", "version" to "0.1.0"), "7F3A-19C2")),
        "29-workers" to Screen.Profiles(workers, false),
        "29-workers-locked" to Screen.Profiles(workers, true),
        "30-emergency" to Screen.Danger(danger),
        "31-hidden" to Screen.Hidden,
    )
}
