### Words of the phone. Machine draft: needs native review.
### The notes for translators are in ../en/phone.ftl.

## Beginning

welcome-title = Dobro došli
welcome-text = Ovde beležite kontakte, i bez mreže. Svaki se zapečati na ovom telefonu. Može da ga čita samo tim za predmet.
button-start = Počni
button-continue = Nastavi
button-cancel = Odustani
button-close = Zatvori
button-retry = Pokušaj ponovo
language-title = Jezik

## PIN

pin-choose-title = Izaberite PIN
pin-choose-text = Najmanje 6 cifara. PIN otvara ono što se čuva na ovom telefonu. Niko ne može da ga poništi.
pin-repeat-title = Unesite PIN ponovo
pin-differs = Dva PIN‑a se razlikuju. Izaberite ponovo.
pin-title = Unesite PIN
pin-open = Otvori
pin-delete = Obriši cifru
pin-entered = Uneto cifara: { $n }
pin-wrong =
    { $left ->
        [1] Pogrešan PIN. Ostaje jedan pokušaj. Posle njega se nacrti i kartice na ovom telefonu uništavaju.
       *[other] Pogrešan PIN. Preostalo pokušaja: { $left }.
    }
pin-tries =
    { $left ->
        [1] Ostaje jedan pokušaj. Posle njega se nacrti i kartice na ovom telefonu uništavaju.
       *[other] Preostalo pokušaja: { $left }.
    }
pin-destroyed = Nacrti, kartice predmeta i vraćeni kontakti na ovom telefonu su uništeni, posle deset pogrešnih PIN‑ova ili dugo bez veze. Završeni kontakti se i dalje šalju. Zatražite novi kod od nadređenog.
protection-files = Na ovom računaru sam PIN malo štiti: ko ima pristup disku mogao bi da isproba sve PIN‑ove. Držite disk šifrovanim.

## Enrolment

enrol-title = Povežite ovaj telefon
enrol-text = Nadređeni pokazuje kod: kao sliku i slovima. Upotrebite jedno od toga.
enrol-address = Adresa
enrol-code = Kod
enrol-scan = Skeniraj
enrol-picture-title = Slikom
enrol-picture-text = Sačuvajte sliku na ovom računaru, ili njenu fotografiju, i izaberite je ovde. Ili je kopirajte i nalepite.
enrol-picture-choose = Izaberi sliku
enrol-picture-paste = Nalepi
enrol-picture-none = Na ovoj slici se ne može pročitati nijedan kod. Snimite je ponovo, veću i ravno, ili upišite kod.
enrol-paste-empty = Nema slike ni teksta za lepljenje. Prvo kopirajte kod.
enrol-typed-title = Ili upisivanjem
enrol-compare-title = Uporedite ove cifre
enrol-waiting = Pročitajte ove cifre naglas. Nadređeni ih uporedi i odobri ovaj telefon. Dalje ide samo.
enrol-done = Ovaj telefon je povezan.
enrol-refused = Ovaj telefon nije odobren, ili je kod istekao. Zatražite novi kod.

## Day list

day-title = Dnevni spisak
day-empty = Još vam nije dodeljen nijedan predmet. Predmeti stižu kada šaljete i primate.
due-today = Danas
due-tomorrow = Sutra
due-on = { $date }
due-since = Bilo predviđeno { $date }
due-none = Još nema datuma
note-correction = Vraćeno na ispravku
note-draft = Započeto, nije završeno
clock-notice = Datum ovog telefona je možda pogrešan. Proverite ga u podešavanjima sistema. Ništa nije izgubljeno.
lock = Zaključaj
hide = Sakrij
hidden-title = Beleške
hidden-text = Nema beleški.
hidden-back = Otvori

## Sending and fetching

sync-now = Pošalji sada
sync-idle = Sve je poslato.
sync-waiting =
    { $n ->
        [1] Jedan kontakt je sačuvan na ovom telefonu. Biće poslat kada bude mreže.
       *[other] Sačuvano kontakata na ovom telefonu: { $n }. Biće poslati kada bude mreže.
    }
sync-running = Šalje se i prima.
sync-offline = Mreža je ovde isključena. Kontakti ostaju sačuvani na ovom telefonu.
sync-connecting = Povezivanje
sync-sending = Šalje se { $done } od { $total }
sync-fetching = Prima se novo
sync-complete =
    { $sent ->
        [1] Poslato: 1. Sve je ažurno.
       *[other] Poslato: { $sent }. Sve je ažurno.
    }
sync-refused =
    { $n ->
        [1] Jedan kontakt nije primljen. Još je na ovom telefonu; u odlaznim piše zašto.
       *[other] Nije primljeno kontakata: { $n }. Još su na ovom telefonu; u odlaznim piše zašto.
    }

## A case

case-area = Područje
case-due = Sledeći kontakt
case-language = Jezik osobe
case-start = Počni: { $form }
case-discard = Obriši ovaj nacrt
case-discard-ask = Obrisati nacrt? Odgovori ne mogu da se vrate.
case-draft-since = Započeto { $date }
case-no-forms = Obrasci još nisu stigli. Jednom pošaljite i primite uz mrežu.
case-no-team = Ključ tima za predmet još nije stigao. Jednom pošaljite i primite uz mrežu.
case-sent-title = Završeno

## A newer version of a form

upgrade-offer = Postoji novija verzija ovog obrasca. Možete da nastavite sa ovom i tako je pošaljete.
upgrade-look = Koristi novu verziju obrasca
upgrade-title = Nova verzija obrasca
upgrade-text = Još ništa nije promenjeno. Pogledajte šta biva sa odgovorima iz stare verzije.
upgrade-stays =
    { $n ->
        [1] Jedan odgovor ostaje na svom mestu.
       *[other] Odgovori koji ostaju na svom mestu: { $n }.
    }
upgrade-moves =
    { $n ->
        [1] Jedan odgovor prelazi u drugi deo
       *[other] Odgovori koji prelaze u drugi deo: { $n }
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
upgrade-undo-ask = Vratiti se? Odgovori dati posle toga se gube. Nacrt je opet kakav je bio.

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
message-required = Ovde je potreban odgovor.
message-constraint = Ovaj odgovor se ne uklapa. Proverite ga.
message-type = Ovo ne može da se pročita kao odgovor ove vrste. Proverite.
repeat-ask = Dodati još: { $name }?
repeat-add = Dodaj još
repeat-done = Nema više
repeat-remove = Ukloni ovo
repeat-remove-ask = Ukloniti: { $name }? Odgovori ne mogu da se vrate.
date-today = Danas
date-yesterday = Juče
date-in-week = Za nedelju dana
date-in-two-weeks = Za dve nedelje
date-in-month = Za mesec dana
date-choose = Izaberite datum
not-asked-kind = Ovaj telefon ne beleži mesta, slike ni zvuk. Preskočite ovo pitanje.
comment-title = Od službenika
correction-title = Ispravka
state-answered = Odgovoreno
state-prefers-not = Radije ne bi rekla
state-skipped = Bez odgovora
state-not-asked = Nije pitano
here = Ovde ste
missing = Potreban odgovor

## Read-back and finish

summary-sentence = Pročitajte odgovore zajedno sa osobom i zajedno ih ispravite.
summary-missing =
    { $n ->
        [1] Potreban je jedan odgovor pre završetka.
       *[other] Potrebno odgovora pre završetka: { $n }.
    }
finish-done = Sačuvano na ovom telefonu. Biće poslato kada bude mreže. Dotad se može izmeniti pod Odlazno, najviše jedan dan.

## Danger now

emergency-title = Pozovite odmah
emergency-text = Odmah pozovite broj za hitne slučajeve ili dežurnog. Ovaj obrazac se ne čita odmah.
emergency-call = Pozovi { $number }
emergency-duty = Dežurni
emergency-no-number = Ovde nije upisan broj. Pozovite broj koji znate.

## Outbox

outbox-title = Odlazno
outbox-empty = Ovde se prikazuju završeni kontakti.
outbox-saved = Sačuvano na ovom telefonu
outbox-held = Otvoreno za izmene, još nije poslato
outbox-change = Izmeni
outbox-change-discard = Odbaci izmene
outbox-change-ask = Odbaciti izmene? Kontakt ostaje kakav je završen.
outbox-sending = Šalje se
outbox-sent = Poslato
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

settings-title = Podešavanja
settings-language = Jezik aplikacije
settings-form-language = Jezik pitanja
settings-offline = Rad bez mreže
settings-offline-hint = Ova aplikacija ne koristi mrežu dok je ponovo ne uključite.
settings-server = Server
settings-organisation = Organizacija
settings-emergency = Broj za hitne slučajeve
settings-last-contact = Poslednja veza sa serverom
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
        [6] jun
        [7] jul
        [8] avgust
        [9] septembar
        [10] oktobar
        [11] novembar
       *[12] decembar
    }

## Screens

emergency = Hitno
wait = Trenutak
all-asked = Prikazana su sva pitanja. Pročitajte odgovore zajedno sa osobom.
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
