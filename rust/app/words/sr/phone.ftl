### Words of the phone. Machine draft: needs native review.
### The notes for translators are in ../en/phone.ftl.

## Beginning

welcome-title = Добро дошли
welcome-text = Овде бележите контакте, и без мреже. Сваки се запечати на овом телефону. Може да га чита само тим за предмет.
button-start = Почни
button-continue = Настави
button-cancel = Одустани
button-close = Затвори
button-retry = Покушај поново
language-title = Језик

## PIN

pin-choose-title = Изаберите PIN
pin-choose-text = Најмање 6 цифара. PIN отвара оно што се чува на овом телефону. Нико не може да га поништи.
pin-repeat-title = Унесите PIN поново
pin-differs = Два PIN‑а се разликују. Изаберите поново.
pin-title = Унесите PIN
pin-open = Отвори
pin-delete = Обриши цифру
pin-entered = Унето цифара: { $n }
pin-wrong =
    { $left ->
        [1] Погрешан PIN. Остаје један покушај. После њега се нацрти и картице на овом телефону уништавају.
       *[other] Погрешан PIN. Преостало покушаја: { $left }.
    }
pin-tries =
    { $left ->
        [1] Остаје један покушај. После њега се нацрти и картице на овом телефону уништавају.
       *[other] Преостало покушаја: { $left }.
    }
pin-destroyed = Нацрти, картице предмета и враћени контакти на овом телефону су уништени, после десет погрешних PIN‑ова или дуго без везе. Завршени контакти се и даље шаљу. Затражите нови код од надређеног.
protection-files = На овом рачунару сам PIN мало штити: ко има приступ диску могао би да испроба све PIN‑ове. Држите диск шифрованим.

## Enrolment

enrol-title = Повежите овај телефон
enrol-text = Надређени показује код: као слику и словима. Употребите једно од тога.
enrol-address = Адреса
enrol-code = Код
enrol-scan = Скенирај
enrol-picture-title = Сликом
enrol-picture-text = Сачувајте слику на овом рачунару, или њену фотографију, и изаберите је овде. Или је копирајте и налепите.
enrol-picture-choose = Изабери слику
enrol-picture-paste = Налепи
enrol-picture-none = На овој слици се не може прочитати ниједан код. Снимите је поново, већу и равно, или упишите код.
enrol-paste-empty = Нема слике ни текста за лепљење. Прво копирајте код.
enrol-typed-title = Или уписивањем
enrol-compare-title = Упоредите ове цифре
enrol-waiting = Прочитајте ове цифре наглас. Надређени их упореди и одобри овај телефон. Даље иде само.
enrol-done = Овај телефон је повезан.
enrol-refused = Овај телефон није одобрен, или је код истекао. Затражите нови код.

## Day list

day-title = Дневни списак
day-empty = Још вам није додељен ниједан предмет. Предмети стижу када шаљете и примате.
due-today = Данас
due-tomorrow = Сутра
due-on = { $date }
due-since = Било предвиђено { $date }
due-none = Још нема датума
note-correction = Враћено на исправку
note-draft = Започето, није завршено
clock-notice = Датум овог телефона је можда погрешан. Проверите га у подешавањима система. Ништа није изгубљено.
lock = Закључај
hide = Сакриј
hidden-title = Белешке
hidden-text = Нема белешки.
hidden-back = Отвори

## Sending and fetching

sync-now = Пошаљи сада
sync-idle = Све је послато.
sync-waiting =
    { $n ->
        [1] Један контакт је сачуван на овом телефону. Биће послат када буде мреже.
       *[other] Сачувано контаката на овом телефону: { $n }. Биће послати када буде мреже.
    }
sync-running = Шаље се и прима.
sync-offline = Мрежа је овде искључена. Контакти остају сачувани на овом телефону.
sync-connecting = Повезивање
sync-sending = Шаље се { $done } од { $total }
sync-fetching = Прима се ново
sync-complete =
    { $sent ->
        [1] Послато: 1. Све је ажурно.
       *[other] Послато: { $sent }. Све је ажурно.
    }
sync-refused =
    { $n ->
        [1] Један контакт није примљен. Још је на овом телефону; у одлазним пише зашто.
       *[other] Није примљено контаката: { $n }. Још су на овом телефону; у одлазним пише зашто.
    }

## A case

case-area = Подручје
case-due = Следећи контакт
case-language = Језик особе
case-start = Почни: { $form }
case-discard = Обриши овај нацрт
case-discard-ask = Обрисати нацрт? Одговори не могу да се врате.
case-draft-since = Започето { $date }
case-no-forms = Обрасци још нису стигли. Једном пошаљите и примите уз мрежу.
case-no-team = Кључ тима за предмет још није стигао. Једном пошаљите и примите уз мрежу.
case-sent-title = Завршено

## A newer version of a form

upgrade-offer = Постоји новија верзија овог обрасца. Можете да наставите са овом и тако је пошаљете.
upgrade-look = Користи нову верзију обрасца
upgrade-title = Нова верзија обрасца
upgrade-text = Још ништа није промењено. Погледајте шта бива са одговорима из старе верзије.
upgrade-stays =
    { $n ->
        [1] Један одговор остаје на свом месту.
       *[other] Одговори који остају на свом месту: { $n }.
    }
upgrade-moves =
    { $n ->
        [1] Један одговор прелази у други део
       *[other] Одговори који прелазе у други део: { $n }
    }
upgrade-lost =
    { $n ->
        [1] Један одговор се не преузима
       *[other] Одговори који се не преузимају: { $n }
    }
upgrade-nothing-lost = Ниједан одговор се не губи.
upgrade-now-in = Сада у: { $section }
upgrade-no-place = Нова верзија ово не пита.
upgrade-calculated = Нова верзија ово сама израчунава.
upgrade-type = Нова верзија тражи другу врсту одговора.
upgrade-not-offered = Нова верзија више не нуди овај избор.
upgrade-not-asked = Нова верзија ово не пита, због других одговора.
upgrade-use = Користи нову верзију
upgrade-keep = Задржи стару верзију
upgrade-done = Овај нацрт је преузет у новију верзију обрасца.
upgrade-undo = Врати се на стару верзију
upgrade-undo-ask = Вратити се? Одговори дати после тога се губе. Нацрт је опет какав је био.

## Questions

button-next = Даље
button-back = Назад
button-skip = Прескочи
prefer-not = Радије не би рекла
button-contents = Садржај
button-read-back = Прочитај одговоре
button-finish = Заврши
button-leave = Изађи, сачувај нацрт
saved = Сачувано на овом телефону.
progress = Страна { $index } од { $total }
message-required = Овде је потребан одговор.
message-constraint = Овај одговор се не уклапа. Проверите га.
message-type = Ово не може да се прочита као одговор ове врсте. Проверите.
repeat-ask = Додати још: { $name }?
repeat-add = Додај још
repeat-done = Нема више
repeat-remove = Уклони ово
repeat-remove-ask = Уклонити: { $name }? Одговори не могу да се врате.
date-today = Данас
date-yesterday = Јуче
date-in-week = За недељу дана
date-in-two-weeks = За две недеље
date-in-month = За месец дана
date-choose = Изаберите датум
not-asked-kind = Овај телефон не бележи места, слике ни звук. Прескочите ово питање.
comment-title = Од службеника
correction-title = Исправка
state-answered = Одговорено
state-prefers-not = Радије не би рекла
state-skipped = Без одговора
state-not-asked = Није питано
here = Овде сте
missing = Потребан одговор

## Read-back and finish

summary-sentence = Прочитајте одговоре заједно са особом и заједно их исправите.
summary-missing =
    { $n ->
        [1] Потребан је један одговор пре завршетка.
       *[other] Потребно одговора пре завршетка: { $n }.
    }
finish-done = Сачувано на овом телефону. Биће послато када буде мреже. Дотад се може изменити под Одлазно, највише један дан.

## Danger now

emergency-title = Позовите одмах
emergency-text = Одмах позовите број за хитне случајеве или дежурног. Овај образац се не чита одмах.
emergency-call = Позови { $number }
emergency-duty = Дежурни
emergency-no-number = Овде није уписан број. Позовите број који знате.

## Outbox

outbox-title = Одлазно
outbox-empty = Овде се приказују завршени контакти.
outbox-saved = Сачувано на овом телефону
outbox-held = Отворено за измене, још није послато
outbox-change = Измени
outbox-change-discard = Одбаци измене
outbox-change-ask = Одбацити измене? Контакт остаје какав је завршен.
outbox-sending = Шаље се
outbox-sent = Послато
outbox-read = Службеник је прочитао
outbox-returned = Враћено на исправку
outbox-refused = Није примљено, још на овом телефону
outbox-receipt = Потврда { $n }, { $time }
outbox-finished = Завршено { $time }
outbox-locked-reference = Предмет

## Corrections

corrections-title = Исправке
corrections-empty = Ништа није враћено на исправку.
corrections-open = Исправи
corrections-of = Контакт од { $date }

## Settings

settings-title = Подешавања
settings-language = Језик апликације
settings-form-language = Језик питања
settings-offline = Рад без мреже
settings-offline-hint = Ова апликација не користи мрежу док је поново не укључите.
settings-server = Сервер
settings-organisation = Организација
settings-emergency = Број за хитне случајеве
settings-last-contact = Последња веза са сервером
settings-device = Овај уређај
settings-about = О апликацији
about-text = Homeward { $version }. Слободни софтвер, Apache License 2.0.
never = Још не

## Dates

date-long = { $day }. { $month } { $year }.
date-short = { $day }. { $month }
date-time = { $date }, { $time }
month =
    { $n ->
        [1] јануар
        [2] фебруар
        [3] март
        [4] април
        [5] мај
        [6] јун
        [7] јул
        [8] август
        [9] септембар
        [10] октобар
        [11] новембар
       *[12] децембар
    }

## Screens

emergency = Хитно
wait = Тренутак
all-asked = Приказана су сва питања. Прочитајте одговоре заједно са особом.
missing-go = Допуни што недостаје
acknowledge = Прочитано
month-before = Раније
month-after = Касније
weekday =
    { $n ->
        [1] по
        [2] ут
        [3] ср
        [4] че
        [5] пе
        [6] су
       *[other] не
    }

profile-title = Ко користи овај телефон?
profile-unnamed = Профил { $n }
profile-name = Ваше име на овом телефону
profile-name-text = Чува се само на овом телефону и види га свако ко држи телефон.
profile-add = Додај особу која ради
profile-switch = Неко други ради
