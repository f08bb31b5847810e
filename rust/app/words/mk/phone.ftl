### Words of the phone. Machine draft: needs native review.
### The notes for translators are in ../en/phone.ftl.

## Beginning

welcome-title = Добре дојдовте
welcome-text = Тука ги запишувате контактите, и без мрежа. Секој се запечатува на овој телефон. Може да го чита само тимот за предметот.
button-start = Почни
button-continue = Продолжи
button-cancel = Откажи
button-close = Затвори
button-retry = Обиди се повторно
language-title = Јазик

## PIN

pin-choose-title = Изберете PIN
pin-choose-text = Најмалку 6 цифри. PIN‑от го отвора тоа што се чува на овој телефон. Никој не може да го ресетира.
pin-repeat-title = Внесете го PIN‑от повторно
pin-differs = Двата PIN‑а се различни. Изберете повторно.
pin-title = Внесете PIN
pin-open = Отвори
pin-delete = Избриши цифра
pin-entered = Внесени цифри: { $n }
pin-wrong =
    { $left ->
        [1] Погрешен PIN. Останува еден обид. По него нацртите и картичките на овој телефон се уништуваат.
       *[other] Погрешен PIN. Преостанати обиди: { $left }.
    }
pin-tries =
    { $left ->
        [1] Останува еден обид. По него нацртите и картичките на овој телефон се уништуваат.
       *[other] Преостанати обиди: { $left }.
    }
pin-destroyed = Нацртите, картичките на предметите и вратените контакти на овој телефон се уништени, по десет погрешни PIN‑ови или долго време без врска. Завршените контакти сѐ уште се испраќаат. Побарајте нов код од вашиот раководител.
protection-files = На овој компјутер само PIN штити малку: кој има пристап до дискот може да ги проба сите PIN‑ови. Држете го дискот шифриран.

## Enrolment

enrol-title = Поврзете го овој телефон
enrol-text = Раководителот покажува код: како слика и со букви. Употребете едно од нив.
enrol-address = Адреса
enrol-code = Код
enrol-scan = Скенирај
enrol-picture-title = Со слика
enrol-picture-text = Зачувајте ја сликата на овој компјутер, или нејзина фотографија, и изберете ја тука. Или копирајте ја и залепете ја.
enrol-picture-choose = Избери слика
enrol-picture-paste = Залепи
enrol-picture-none = На оваа слика не може да се прочита код. Сликајте повторно, поголемо и право, или внесете го кодот.
enrol-paste-empty = Нема слика ни текст за лепење. Прво копирајте го кодот.
enrol-typed-title = Или со внесување
enrol-compare-title = Споредете ги овие цифри
enrol-waiting = Прочитајте ги овие цифри на глас. Раководителот ги споредува и го одобрува телефонот. Продолжува само.
enrol-done = Овој телефон е поврзан.
enrol-refused = Овој телефон не е одобрен, или кодот е истечен. Побарајте нов код.

## Day list

day-title = Дневен список
day-empty = Сѐ уште не ви е доделен предмет. Предметите пристигнуваат кога испраќате и примате.
due-today = Денес
due-tomorrow = Утре
due-on = { $date }
due-since = Беше предвидено { $date }
due-none = Сѐ уште нема датум
note-correction = Вратено на исправка
note-draft = Започнато, незавршено
clock-notice = Датумот на овој телефон можеби е погрешен. Проверете го во поставките на системот. Ништо не е изгубено.
lock = Заклучи
hide = Сокриј
hidden-title = Белешки
hidden-text = Нема белешки.
hidden-back = Отвори

## Sending and fetching

sync-now = Испрати сега
sync-idle = Сѐ е испратено.
sync-waiting =
    { $n ->
        [1] Еден контакт е зачуван на овој телефон. Ќе биде испратен кога ќе има мрежа.
       *[other] Зачувани контакти на овој телефон: { $n }. Ќе бидат испратени кога ќе има мрежа.
    }
sync-running = Се испраќа и прима.
sync-offline = Мрежата е исклучена тука. Контактите остануваат зачувани на овој телефон.
sync-connecting = Поврзување
sync-sending = Се испраќа { $done } од { $total }
sync-fetching = Се прима новото
sync-complete =
    { $sent ->
        [1] Испратено: 1. Сѐ е ажурирано.
       *[other] Испратено: { $sent }. Сѐ е ажурирано.
    }
sync-refused =
    { $n ->
        [1] Еден контакт не е примен. Сѐ уште е на овој телефон; во појдовни пишува зошто.
       *[other] Непримени контакти: { $n }. Сѐ уште се на овој телефон; во појдовни пишува зошто.
    }

## A case

case-area = Подрачје
case-due = Следен контакт
case-language = Јазик на лицето
case-start = Почни: { $form }
case-discard = Избриши го нацртот
case-discard-ask = Да се избрише нацртот? Одговорите не може да се вратат.
case-draft-since = Започнато { $date }
case-no-forms = Обрасците сѐ уште не пристигнале. Еднаш испратете и примете со мрежа.
case-no-team = Клучот на тимот за предметот сѐ уште не пристигнал. Еднаш испратете и примете со мрежа.
case-sent-title = Завршено

## A newer version of a form

upgrade-offer = Има понова верзија на овој образец. Може да продолжите со оваа и така да ја испратите.
upgrade-look = Употреби ја новата верзија на образецот
upgrade-title = Нова верзија на образецот
upgrade-text = Сѐ уште ништо не е сменето. Погледнете што станува со одговорите од старата верзија.
upgrade-stays =
    { $n ->
        [1] Еден одговор останува на своето место.
       *[other] Одговори што остануваат на своето место: { $n }.
    }
upgrade-moves =
    { $n ->
        [1] Еден одговор се преместува во друг дел
       *[other] Одговори што се преместуваат во друг дел: { $n }
    }
upgrade-lost =
    { $n ->
        [1] Еден одговор не се презема
       *[other] Одговори што не се преземаат: { $n }
    }
upgrade-nothing-lost = Ниеден одговор не се губи.
upgrade-now-in = Сега во: { $section }
upgrade-no-place = Новата верзија не го прашува ова.
upgrade-calculated = Новата верзија сама го пресметува ова.
upgrade-type = Новата верзија бара друг вид одговор.
upgrade-not-offered = Новата верзија повеќе не го нуди овој избор.
upgrade-not-asked = Новата верзија не го прашува ова, поради други одговори.
upgrade-use = Употреби ја новата верзија
upgrade-keep = Задржи ја старата верзија
upgrade-done = Овој нацрт е преземен во понова верзија на образецот.
upgrade-undo = Врати се на старата верзија
upgrade-undo-ask = Да се врати? Одговорите дадени потоа се губат. Нацртот е повторно како што беше.

## Questions

button-next = Следно
button-back = Назад
button-skip = Прескокни
prefer-not = Претпочита да не каже
button-contents = Содржина
button-read-back = Прочитај ги одговорите
button-finish = Заврши
button-leave = Излези, зачувај го нацртот
saved = Зачувано на овој телефон.
progress = Страница { $index } од { $total }
message-required = Тука е потребен одговор.
message-constraint = Овој одговор не одговара. Проверете го.
message-type = Ова не може да се прочита како одговор од овој вид. Проверете.
repeat-ask = Да се додаде уште: { $name }?
repeat-add = Додај уште
repeat-done = Нема повеќе
repeat-remove = Отстрани го ова
repeat-remove-ask = Да се отстрани: { $name }? Одговорите не може да се вратат.
date-today = Денес
date-yesterday = Вчера
date-in-week = За една недела
date-in-two-weeks = За две недели
date-in-month = За еден месец
date-choose = Изберете датум
not-asked-kind = Овој телефон не запишува места, слики или звук. Прескокнете го прашањето.
comment-title = Од службеникот
correction-title = Исправка
state-answered = Одговорено
state-prefers-not = Претпочита да не каже
state-skipped = Без одговор
state-not-asked = Не е прашано
here = Вие сте тука
missing = Потребен е одговор

## Read-back and finish

summary-sentence = Прочитајте ги одговорите заедно со лицето и исправете ги заедно.
summary-missing =
    { $n ->
        [1] Потребен е еден одговор пред да завршите.
       *[other] Потребни одговори пред да завршите: { $n }.
    }
finish-done = Зачувано на овој телефон. Ќе биде испратено кога ќе има мрежа. Дотогаш може да се измени во Појдовни, најмногу еден ден.

## Danger now

emergency-title = Јавете се веднаш
emergency-text = Веднаш јавете се на бројот за итни случаи или на дежурниот. Овој образец не се чита веднаш.
emergency-call = Јави се на { $number }
emergency-duty = Дежурен
emergency-no-number = Тука не е внесен број. Јавете се на бројот што го знаете.

## Outbox

outbox-title = Појдовни
outbox-empty = Тука се прикажуваат завршените контакти.
outbox-saved = Зачувано на овој телефон
outbox-held = Отворено за измени, сѐ уште не е испратено
outbox-change = Измени
outbox-change-discard = Отфрли ги измените
outbox-change-ask = Да се отфрлат измените? Контактот останува како што беше завршен.
outbox-sending = Се испраќа
outbox-sent = Испратено
outbox-read = Прочитано од службеникот
outbox-returned = Вратено на исправка
outbox-refused = Не е примено, сѐ уште на овој телефон
outbox-receipt = Потврда { $n }, { $time }
outbox-finished = Завршено { $time }
outbox-locked-reference = Предмет

## Corrections

corrections-title = Исправки
corrections-empty = Ништо не е вратено на исправка.
corrections-open = Исправи
corrections-of = Контакт од { $date }

## Settings

settings-title = Поставки
settings-language = Јазик на апликацијата
settings-form-language = Јазик на прашањата
settings-offline = Работа без мрежа
settings-offline-hint = Апликацијата не користи мрежа додека повторно не ја вклучите.
settings-server = Сервер
settings-organisation = Организација
settings-emergency = Број за итни случаи
settings-last-contact = Последна врска со серверот
settings-device = Овој уред
settings-about = За апликацијата
about-text = Homeward { $version }. Слободен софтвер, Apache License 2.0.
never = Сѐ уште не

## Dates

date-long = { $day } { $month } { $year }
date-short = { $day } { $month }
date-time = { $date }, { $time }
month =
    { $n ->
        [1] јануари
        [2] февруари
        [3] март
        [4] април
        [5] мај
        [6] јуни
        [7] јули
        [8] август
        [9] септември
        [10] октомври
        [11] ноември
       *[12] декември
    }

## Screens

emergency = Итно
wait = Момент
all-asked = Прикажани се сите прашања. Прочитајте ги одговорите заедно со лицето.
missing-go = Дополни што недостасува
acknowledge = Прочитано
month-before = Порано
month-after = Подоцна
weekday =
    { $n ->
        [1] по
        [2] вт
        [3] ср
        [4] че
        [5] пе
        [6] са
       *[other] не
    }

profile-title = Кој го користи овој телефон?
profile-unnamed = Профил { $n }
profile-name = Вашето име на овој телефон
profile-name-text = Се чува само на овој телефон и го гледа секој што го држи телефонот.
profile-add = Додај работник
profile-switch = Друг работник
