### Words of the phone. Machine draft: needs native review.
### The notes for translators are in ../en/phone.ftl.

## Beginning

welcome-title = Mirë se vini
welcome-text = Këtu regjistroni kontaktet, edhe pa rrjet. Secili mbyllet në këtë telefon. Vetëm ekipi i rastit mund ta lexojë.
button-start = Fillo
button-continue = Vazhdo
button-cancel = Anulo
button-close = Mbyll
button-retry = Provo përsëri
language-title = Gjuha

## PIN

pin-choose-title = Zgjidhni një PIN
pin-choose-text = Të paktën 6 shifra. PIN‑i hap atë që ruhet në këtë telefon. Askush nuk mund ta rivendosë.
pin-repeat-title = Shkruani PIN‑in përsëri
pin-differs = Dy PIN‑et janë të ndryshëm. Zgjidhni përsëri.
pin-title = Shkruani PIN‑in
pin-open = Hap
pin-delete = Fshi shifrën
pin-entered = { $n } shifra të shkruara
pin-wrong =
    { $left ->
        [1] PIN i gabuar. Mbetet një provë. Pas saj, draftet dhe kartelat në këtë telefon shkatërrohen.
       *[other] PIN i gabuar. Mbeten { $left } prova.
    }
pin-tries =
    { $left ->
        [1] Mbetet një provë. Pas saj, draftet dhe kartelat në këtë telefon shkatërrohen.
       *[other] Mbeten { $left } prova.
    }
pin-destroyed = Draftet, kartelat e rasteve dhe kontaktet e kthyera në këtë telefon u shkatërruan, pas dhjetë PIN‑eve të gabuara ose një kohe të gjatë pa lidhje. Kontaktet e përfunduara dërgohen ende. Kërkojini mbikëqyrësit një kod të ri.
protection-files = Në këtë kompjuter vetëm PIN‑i mbron pak: kush ka qasje në disk mund t'i provojë të gjitha PIN‑et. Mbajeni diskun të enkriptuar.

## Enrolment

enrol-title = Lidhni këtë telefon
enrol-text = Mbikëqyrësi ju tregon një kod: si figurë dhe me shkronja. Përdorni njërin prej tyre.
enrol-address = Adresa
enrol-code = Kodi
enrol-scan = Skano
enrol-picture-title = Me figurë
enrol-picture-text = Ruajeni figurën në këtë kompjuter, ose një foto të saj, dhe zgjidheni këtu. Ose kopjojeni dhe ngjiteni.
enrol-picture-choose = Zgjidhni një figurë
enrol-picture-paste = Ngjit
enrol-picture-none = Në këtë figurë nuk lexohet asnjë kod. Bëjeni përsëri, më të madhe dhe drejt, ose shkruani kodin.
enrol-paste-empty = Nuk ka figurë dhe as tekst për të ngjitur. Kopjoni fillimisht kodin.
enrol-typed-title = Ose me shkrim
enrol-compare-title = Krahasoni këto shifra
enrol-waiting = Lexojini këto shifra me zë. Mbikëqyrësi i krahason dhe e miraton telefonin. Vazhdon vetë.
enrol-done = Ky telefon është lidhur.
enrol-refused = Ky telefon nuk u miratua, ose kodi ka skaduar. Kërkoni një kod të ri.

## Day list

day-title = Lista e ditës
day-empty = Ende nuk ju është caktuar asnjë rast. Rastet vijnë kur dërgoni dhe merrni.
due-today = Sot
due-tomorrow = Nesër
due-on = Më { $date }
due-since = Ishte më { $date }
due-none = Ende pa datë
note-correction = Kthyer për korrigjim
note-draft = Filluar, pa përfunduar
clock-notice = Data e këtij telefoni mund të jetë e gabuar. Kontrollojeni te cilësimet e sistemit. Asgjë nuk humbet.
lock = Kyç
hide = Fshih
hidden-title = Shënime
hidden-text = Nuk ka shënime.
hidden-back = Hap

## Sending and fetching

sync-now = Dërgo tani
sync-idle = Gjithçka është dërguar.
sync-waiting =
    { $n ->
        [1] Një kontakt është ruajtur në këtë telefon. Do të dërgohet kur të ketë rrjet.
       *[other] { $n } kontakte janë ruajtur në këtë telefon. Do të dërgohen kur të ketë rrjet.
    }
sync-running = Po dërgohet dhe merret.
sync-offline = Rrjeti është fikur këtu. Kontaktet mbeten të ruajtura në këtë telefon.
sync-connecting = Po lidhet
sync-sending = Po dërgohet { $done } nga { $total }
sync-fetching = Po merren të rejat
sync-complete =
    { $sent ->
        [1] Dërguar: 1. Gjithçka është e përditësuar.
       *[other] Dërguar: { $sent }. Gjithçka është e përditësuar.
    }
sync-refused =
    { $n ->
        [1] Një kontakt nuk u pranua. Është ende në këtë telefon; kutia e dërgimit thotë pse.
       *[other] { $n } kontakte nuk u pranuan. Janë ende në këtë telefon; kutia e dërgimit thotë pse.
    }

## A case

case-area = Zona
case-due = Kontakti i ardhshëm
case-language = Gjuha e personit
case-start = Fillo: { $form }
case-discard = Fshi këtë draft
case-discard-ask = Ta fshij draftin? Përgjigjet nuk kthehen më.
case-draft-since = Filluar më { $date }
case-no-forms = Formularët nuk kanë mbërritur ende. Dërgoni dhe merrni një herë me rrjet.
case-no-team = Çelësi i ekipit të rastit nuk ka mbërritur ende. Dërgoni dhe merrni një herë me rrjet.
case-sent-title = Të përfunduara

## A newer version of a form

upgrade-offer = Ka një version më të ri të këtij formulari. Mund të vazhdoni me këtë dhe ta dërgoni kështu.
upgrade-look = Përdor versionin e ri të formularit
upgrade-title = Version i ri i formularit
upgrade-text = Ende asgjë nuk është ndryshuar. Shihni çfarë bëhet me përgjigjet e dhëna në versionin e vjetër.
upgrade-stays =
    { $n ->
        [0] Asnjë përgjigje nuk mbetet në vendin e saj.
        [1] Një përgjigje mbetet në vendin e saj.
       *[other] { $n } përgjigje mbeten në vendin e tyre.
    }
upgrade-moves =
    { $n ->
        [1] Një përgjigje kalon në një pjesë tjetër
       *[other] { $n } përgjigje kalojnë në një pjesë tjetër
    }
upgrade-lost =
    { $n ->
        [1] Një përgjigje nuk bartet
       *[other] { $n } përgjigje nuk barten
    }
upgrade-nothing-lost = Asnjë përgjigje nuk humbet.
upgrade-now-in = Tani te: { $section }
upgrade-no-place = Versioni i ri nuk e pyet këtë.
upgrade-calculated = Versioni i ri e llogarit vetë këtë.
upgrade-type = Versioni i ri kërkon një lloj tjetër përgjigjeje.
upgrade-not-offered = Versioni i ri nuk e ofron më këtë zgjedhje.
upgrade-not-asked = Versioni i ri nuk e pyet këtë, për shkak të përgjigjeve të tjera.
upgrade-use = Përdor versionin e ri
upgrade-keep = Mbaj versionin e vjetër
upgrade-done = Ky draft u bart në një version më të ri të formularit.
upgrade-undo = Kthehu te versioni i vjetër
upgrade-undo-ask = Të kthehet? Përgjigjet e dhëna që atëherë humbin. Drafti është përsëri siç ishte.

## Questions

button-next = Tjetra
button-back = Prapa
button-skip = Kapërce
prefer-not = Nuk dëshiron të thotë
button-contents = Përmbajtja
button-read-back = Lexo përgjigjet
button-finish = Përfundo
button-leave = Dil, ruaj draftin
saved = U ruajt në këtë telefon.
progress = Faqja { $index } nga { $total }
message-required = Këtu nevojitet një përgjigje.
message-constraint = Kjo përgjigje nuk përshtatet. Ju lutemi kontrollojeni.
message-type = Kjo nuk lexohet si përgjigje e këtij lloji. Ju lutemi kontrollojeni.
repeat-ask = Të shtohet edhe: { $name }?
repeat-add = Shto një tjetër
repeat-done = Jo më
repeat-remove = Hiqe këtë
repeat-remove-ask = Ta heq: { $name }? Përgjigjet nuk kthehen më.
date-today = Sot
date-yesterday = Dje
date-in-week = Pas një jave
date-in-two-weeks = Pas dy javësh
date-in-month = Pas një muaji
date-choose = Zgjidhni datën
not-asked-kind = Ky telefon nuk regjistron vende, fotografi apo zë. Kapërceni këtë pyetje.
comment-title = Nga zyrtari
correction-title = Korrigjim
state-answered = Me përgjigje
state-prefers-not = Nuk dëshiron të thotë
state-skipped = Pa përgjigje
state-not-asked = Nuk u pyet
here = Jeni këtu
missing = Nevojitet përgjigje

## Read-back and finish

summary-sentence = Lexojini përgjigjet bashkë me personin dhe korrigjojini së bashku.
summary-missing =
    { $n ->
        [1] Nevojitet një përgjigje para se të përfundoni.
       *[other] Nevojiten { $n } përgjigje para se të përfundoni.
    }
finish-done = U ruajt në këtë telefon. Do të dërgohet kur të ketë rrjet. Deri atëherë mund të ndryshohet te kutia e dërgimit, më së shumti një ditë.

## Danger now

emergency-title = Telefononi tani
emergency-text = Telefononi tani numrin e urgjencës ose zyrtarin kujdestar. Ky formular nuk lexohet menjëherë.
emergency-call = Telefono { $number }
emergency-duty = Zyrtari kujdestar
emergency-no-number = Këtu nuk është caktuar numër. Telefononi numrin që njihni.

## Outbox

outbox-title = Kutia e dërgimit
outbox-empty = Këtu shfaqen kontaktet e përfunduara.
outbox-saved = Ruajtur në këtë telefon
outbox-held = I hapur për ndryshime, ende i padërguar
outbox-change = Ndrysho
outbox-change-discard = Hiq dorë nga ndryshimet
outbox-change-ask = Të hiqet dorë nga ndryshimet? Kontakti mbetet siç u përfundua.
outbox-sending = Po dërgohet
outbox-sent = Dërguar
outbox-read = Lexuar nga zyrtari
outbox-returned = Kthyer për korrigjim
outbox-refused = Nuk u pranua, ende në këtë telefon
outbox-receipt = Dëftesa { $n }, { $time }
outbox-finished = Përfunduar më { $time }
outbox-locked-reference = Rast

## Corrections

corrections-title = Korrigjime
corrections-empty = Asgjë nuk është kthyer për korrigjim.
corrections-open = Korrigjo
corrections-of = Kontakti i { $date }

## Settings

settings-title = Cilësimet
settings-language = Gjuha e aplikacionit
settings-form-language = Gjuha e pyetjeve
settings-offline = Puno pa rrjet
settings-offline-hint = Ky aplikacion nuk përdor rrjet derisa ta ndizni përsëri.
settings-server = Serveri
settings-organisation = Organizata
settings-emergency = Numri i urgjencës
settings-last-contact = Lidhja e fundit me serverin
settings-device = Kjo pajisje
settings-about = Rreth aplikacionit
about-text = Homeward { $version }. Softuer i lirë, Apache License 2.0.
never = Ende jo

## Dates

date-long = { $day } { $month } { $year }
date-short = { $day } { $month }
date-time = { $date }, { $time }
month =
    { $n ->
        [1] janar
        [2] shkurt
        [3] mars
        [4] prill
        [5] maj
        [6] qershor
        [7] korrik
        [8] gusht
        [9] shtator
        [10] tetor
        [11] nëntor
       *[12] dhjetor
    }

## Screens

emergency = Emergjencë
wait = Një çast
all-asked = U shfaqën të gjitha pyetjet. Lexojini përgjigjet bashkë me personin.
missing-go = Plotëso çfarë mungon
acknowledge = E kam lexuar
month-before = Më herët
month-after = Më vonë
weekday =
    { $n ->
        [1] Hë
        [2] Ma
        [3] Më
        [4] En
        [5] Pr
        [6] Sh
       *[other] Di
    }

profile-title = Kush po e përdor këtë telefon?
profile-unnamed = Profili { $n }
profile-name = Emri juaj në këtë telefon
profile-name-text = Ruhet vetëm në këtë telefon dhe e sheh kushdo që e mban telefonin.
profile-add = Shto një punonjës
profile-switch = Punonjës tjetër
