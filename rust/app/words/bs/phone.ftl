### Words of the phone. Machine draft: needs native review.
### The notes for translators are in ../en/phone.ftl.

## Beginning

welcome-title = Dobro došli
welcome-text = Ovdje bilježite kontakte, i bez mreže. Svaki se zapečati na ovom telefonu. Može ga čitati samo tim za predmet.
button-start = Počni
button-continue = Nastavi
button-cancel = Odustani
button-close = Zatvori
button-retry = Pokušaj ponovo
language-title = Jezik

## PIN

pin-choose-title = Odaberite PIN
pin-choose-text = Najmanje 6 cifara. PIN otvara ono što se čuva na ovom telefonu. Niko ga ne može poništiti.
pin-repeat-title = Unesite PIN ponovo
pin-differs = Dva PIN‑a se razlikuju. Odaberite ponovo.
pin-title = Unesite PIN
pin-open = Otvori
pin-delete = Obriši cifru
pin-entered = Uneseno cifara: { $n }
pin-wrong =
    { $left ->
        [1] Pogrešan PIN. Ostaje jedan pokušaj. Nakon njega se nacrti i kartice na ovom telefonu uništavaju.
       *[other] Pogrešan PIN. Preostalo pokušaja: { $left }.
    }
pin-tries =
    { $left ->
        [1] Ostaje jedan pokušaj. Nakon njega se nacrti i kartice na ovom telefonu uništavaju.
       *[other] Preostalo pokušaja: { $left }.
    }
pin-destroyed = Nacrti, kartice predmeta i vraćeni kontakti na ovom telefonu su uništeni, nakon deset pogrešnih PIN‑ova ili dugo bez veze. Završeni kontakti se i dalje šalju. Zatražite novi kod od nadređenog.
protection-files = Na ovom računaru sam PIN malo štiti: ko ima pristup disku mogao bi isprobati sve PIN‑ove. Držite disk šifriranim.

## Enrolment

enrol-title = Povežite ovaj telefon
enrol-text = Nadređeni pokazuje kod: kao sliku i slovima. Upotrijebite jedno od toga.
enrol-address = Adresa
enrol-code = Kod
enrol-scan = Skeniraj
enrol-picture-title = Slikom
enrol-picture-text = Sačuvajte sliku na ovom računaru, ili njenu fotografiju, i izaberite je ovdje. Ili je kopirajte i zalijepite.
enrol-picture-choose = Izaberi sliku
enrol-picture-paste = Zalijepi
enrol-picture-none = Na ovoj slici se ne može pročitati nijedan kod. Snimite je ponovo, veću i ravno, ili upišite kod.
enrol-paste-empty = Nema slike ni teksta za lijepljenje. Prvo kopirajte kod.
enrol-typed-title = Ili upisivanjem
enrol-compare-title = Uporedite ove cifre
enrol-waiting = Pročitajte ove cifre naglas. Nadređeni ih uporedi i odobri ovaj telefon. Dalje ide samo.
enrol-done = Ovaj telefon je povezan.
enrol-refused = Ovaj telefon nije odobren, ili je kod istekao. Zatražite novi kod.

## Day list

day-title = Dnevni popis
day-empty = Još vam nije dodijeljen nijedan predmet. Predmeti stižu kada šaljete i primate.
due-today = Danas
due-tomorrow = Sutra
due-on = { $date }
due-since = Bilo predviđeno { $date }
due-none = Još nema datuma
note-correction = Vraćeno na ispravku
note-draft = Započeto, nije završeno
clock-notice = Datum ovog telefona je možda pogrešan. Provjerite ga u postavkama sistema. Ništa nije izgubljeno.
lock = Zaključaj
hide = Sakrij
hidden-title = Bilješke
hidden-text = Nema bilješki.
hidden-back = Otvori

## Sending and fetching

sync-now = Pošalji sada
sync-idle = Sve je poslano.
sync-waiting =
    { $n ->
        [1] Jedan kontakt je sačuvan na ovom telefonu. Bit će poslan kada bude mreže.
       *[other] Sačuvano kontakata na ovom telefonu: { $n }. Bit će poslani kada bude mreže.
    }
sync-running = Šalje se i prima.
sync-offline = Mreža je ovdje isključena. Kontakti ostaju sačuvani na ovom telefonu.
sync-connecting = Povezivanje
sync-sending = Šalje se { $done } od { $total }
sync-fetching = Prima se novo
sync-complete =
    { $sent ->
        [1] Poslano: 1. Sve je ažurno.
       *[other] Poslano: { $sent }. Sve je ažurno.
    }
sync-refused =
    { $n ->
        [1] Jedan kontakt nije primljen. Još je na ovom telefonu; u odlaznim piše zašto.
       *[other] Nije primljeno kontakata: { $n }. Još su na ovom telefonu; u odlaznim piše zašto.
    }

## A case

case-area = Područje
case-due = Sljedeći kontakt
case-language = Jezik osobe
case-start = Počni: { $form }
case-discard = Obriši ovaj nacrt
case-discard-ask = Obrisati nacrt? Odgovori se ne mogu vratiti.
case-draft-since = Započeto { $date }
case-no-forms = Obrasci još nisu stigli. Jednom pošaljite i primite uz mrežu.
case-no-team = Ključ tima za predmet još nije stigao. Jednom pošaljite i primite uz mrežu.
case-sent-title = Završeno

## A newer version of a form

upgrade-offer = Postoji novija verzija ovog obrasca. Možete nastaviti s ovom i tako je poslati.
upgrade-look = Koristi novu verziju obrasca
upgrade-title = Nova verzija obrasca
upgrade-text = Još ništa nije promijenjeno. Pogledajte šta biva s odgovorima iz stare verzije.
upgrade-stays =
    { $n ->
        [1] Jedan odgovor ostaje na svom mjestu.
       *[other] Odgovori koji ostaju na svom mjestu: { $n }.
    }
upgrade-moves =
    { $n ->
        [1] Jedan odgovor prelazi u drugi dio
       *[other] Odgovori koji prelaze u drugi dio: { $n }
    }
upgrade-lost =
    { $n ->
        [1] Jedan odgovor se ne preuzima
       *[other] Odgovori koji se ne preuzimaju: { $n }
    }
upgrade-nothing-lost = Nijedan odgovor se ne gubi.
upgrade-now-in = Sada u: { $section }
upgrade-no-place = Nova verzija ovo ne pita.
upgrade-calculated = Nova verzija ovo sama izračunava.
upgrade-type = Nova verzija traži drugu vrstu odgovora.
upgrade-not-offered = Nova verzija više ne nudi ovaj izbor.
upgrade-not-asked = Nova verzija ovo ne pita, zbog drugih odgovora.
upgrade-use = Koristi novu verziju
upgrade-keep = Zadrži staru verziju
upgrade-done = Ovaj nacrt je preuzet u noviju verziju obrasca.
upgrade-undo = Vrati se na staru verziju
upgrade-undo-ask = Vratiti se? Odgovori dati poslije toga se gube. Nacrt je opet kakav je bio.

## Questions

button-next = Dalje
button-back = Nazad
button-skip = Preskoči
prefer-not = Radije ne bi rekla
button-contents = Sadržaj
button-read-back = Pročitaj odgovore
button-finish = Završi
button-leave = Izađi, sačuvaj nacrt
saved = Sačuvano na ovom telefonu.
progress = Strana { $index } od { $total }
message-required = Ovdje je potreban odgovor.
message-constraint = Ovaj odgovor se ne uklapa. Provjerite ga.
message-type = Ovo se ne može pročitati kao odgovor ove vrste. Provjerite.
repeat-ask = Dodati još: { $name }?
repeat-add = Dodaj još
repeat-done = Nema više
repeat-remove = Ukloni ovo
repeat-remove-ask = Ukloniti: { $name }? Odgovori se ne mogu vratiti.
date-today = Danas
date-yesterday = Jučer
date-in-week = Za sedmicu
date-in-two-weeks = Za dvije sedmice
date-in-month = Za mjesec
date-choose = Odaberite datum
not-asked-kind = Ovaj telefon ne bilježi mjesta, slike ni zvuk. Preskočite ovo pitanje.
comment-title = Od službenika
correction-title = Ispravka
state-answered = Odgovoreno
state-prefers-not = Radije ne bi rekla
state-skipped = Bez odgovora
state-not-asked = Nije pitano
here = Ovdje ste
missing = Potreban odgovor

## Read-back and finish

summary-sentence = Pročitajte odgovore zajedno s osobom i zajedno ih ispravite.
summary-missing =
    { $n ->
        [1] Potreban je jedan odgovor prije završetka.
       *[other] Potrebno odgovora prije završetka: { $n }.
    }
finish-done = Sačuvano na ovom telefonu. Bit će poslano kada bude mreže. Dotad se može izmijeniti pod Odlazno, najviše jedan dan.

## Danger now

emergency-title = Pozovite odmah
emergency-text = Odmah pozovite broj za hitne slučajeve ili dežurnog. Ovaj obrazac se ne čita odmah.
emergency-call = Pozovi { $number }
emergency-duty = Dežurni
emergency-no-number = Ovdje nije upisan broj. Pozovite broj koji znate.

## Outbox

outbox-title = Odlazno
outbox-empty = Ovdje se prikazuju završeni kontakti.
outbox-saved = Sačuvano na ovom telefonu
outbox-held = Otvoreno za izmjene, još nije poslano
outbox-change = Izmijeni
outbox-change-discard = Odbaci izmjene
outbox-change-ask = Odbaciti izmjene? Kontakt ostaje kakav je završen.
outbox-sending = Šalje se
outbox-sent = Poslano
outbox-read = Službenik je pročitao
outbox-returned = Vraćeno na ispravku
outbox-refused = Nije primljeno, još na ovom telefonu
outbox-receipt = Potvrda { $n }, { $time }
outbox-finished = Završeno { $time }
outbox-locked-reference = Predmet

## Corrections

corrections-title = Ispravke
corrections-empty = Ništa nije vraćeno na ispravku.
corrections-open = Ispravi
corrections-of = Kontakt od { $date }

## Settings

settings-title = Postavke
settings-language = Jezik aplikacije
settings-form-language = Jezik pitanja
settings-offline = Rad bez mreže
settings-offline-hint = Ova aplikacija ne koristi mrežu dok je ponovo ne uključite.
settings-server = Server
settings-organisation = Organizacija
settings-emergency = Broj za hitne slučajeve
settings-last-contact = Posljednja veza sa serverom
settings-device = Ovaj uređaj
settings-about = O aplikaciji
about-text = Homeward { $version }. Slobodni softver, Apache License 2.0.
never = Još ne

## Dates

date-long = { $day }. { $month } { $year }.
date-short = { $day }. { $month }
date-time = { $date }, { $time }
month =
    { $n ->
        [1] januar
        [2] februar
        [3] mart
        [4] april
        [5] maj
        [6] juni
        [7] juli
        [8] august
        [9] septembar
        [10] oktobar
        [11] novembar
       *[12] decembar
    }

## Screens

emergency = Hitno
wait = Trenutak
all-asked = Prikazana su sva pitanja. Pročitajte odgovore zajedno s osobom.
missing-go = Dopuni što nedostaje
acknowledge = Pročitano
month-before = Ranije
month-after = Kasnije
weekday =
    { $n ->
        [1] po
        [2] ut
        [3] sr
        [4] če
        [5] pe
        [6] su
       *[other] ne
    }

profile-title = Ko koristi ovaj telefon?
profile-unnamed = Profil { $n }
profile-name = Vaše ime na ovom telefonu
profile-name-text = Čuva se samo na ovom telefonu i vidi ga svako ko drži telefon.
profile-add = Dodaj osobu koja radi
profile-switch = Neko drugi radi
