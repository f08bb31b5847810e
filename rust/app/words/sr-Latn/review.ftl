### Words of the browser pages. Machine draft: needs native review.
### The notes for translators are in ../en/review.ftl.

## Around every page
skip = Idi na sadržaj
nav-label = Stranice
language-title = Jezik
lock = Zaključaj
wait = Samo trenutak
choose = Izaberite
of = od
not-recorded = Nije zabeleženo
button-close = Zatvori
button-refresh = Osveži
button-more = Prikaži još ({ $n })
evidence-save = Sačuvaj dokaz
nav-queue = Kontakti
nav-cases = Predmeti
nav-enrolments = Upisi
nav-directory = Imenik
nav-check = Provera imenika
nav-audit = Dnevnik pristupa
nav-trends = Trendovi
nav-office = Ovaj nalog

## Signing in
sign-in-title = Prijava
sign-in-name = Ime
sign-in-passphrase = Pristupna fraza
sign-in-passphrase-hint = Šest reči, sa razmacima.
sign-in-button = Prijavi se
sign-in-waiting = Otvaraju se vaši ključevi u ovom pregledaču. To traje nekoliko sekundi.
sign-in-where = Kontakti se otvaraju samo u ovom pregledaču. Server ne može da ih čita.
account-link = Pozvan/a sam i još nemam nalog
locked-idle = Zaključano posle 10 minuta bez korišćenja. Prijavite se da nastavite.
locked-over = Vaša sesija je istekla. Prijavite se da nastavite.
trust-title = Prvi put u ovom pregledaču
trust-text = Od sada ovaj pregledač veruje ustanovi { $institution }. Uporedite otisak sa onim koji vam je dala kancelarija. Ako se razlikuje, nemojte se prijavljivati i pozovite nadređenog.
trust-fingerprint = Otisak

## Making an account after an invitation
account-title = Napravite svoj nalog
account-step = Korak { $n } od 3
account-text = Nadređeni vas je pozvao. Ovaj pregledač sada pravi vaše ključeve; iz njega nikada ne izlaze otključani.
account-code = Kod pozivnice
account-code-hint = 32 slova i cifre. Link koji ste dobili popunjava ga sam.
account-name-hint = Izaberite ime kojim ćete se prijavljivati.
account-make = Napravi moje ključeve
account-making = Vaši ključevi se prave u ovom pregledaču. To traje nekoliko sekundi.
passphrase-title = Vaša pristupna fraza
passphrase-text = Ovih šest reči otvara vaše ključeve. Prikazuju se jednom i niko ne može da ih vrati. Zapišite ih na papir i čuvajte papir tamo gde čuvate druge ključeve.
passphrase-written = Zapisao/la sam je
passphrase-next = Nastavi
account-compare-title = Uporedite ove cifre
account-compare = Pročitajte ove cifre naglas nadređenom, uživo ili telefonom. Na obe strane moraju biti iste.
account-waiting = Čeka se da nadređeni odobri. Ova stranica nastavlja sama.
account-ready = { $name } je u imeniku.
account-ready-text = Prijavite se ovim imenom i sa šest reči.
account-expired = Ova pozivnica je istekla. Zatražite od nadređenog novu.
invite-link = Pošaljite ovaj link kolegi. Njime jedna osoba može da zatraži nalog.
invite-link-typed = Ili mu recite ovu adresu i kod:

## Check-ins: the list
queue-title = Kontakti
queue-filter = Prikaži po stanju
queue-new = Za čitanje
queue-read = Pročitano
queue-agreed = Dogovorena radnja
queue-returned = Vraćeno
queue-closed = Zatvoreno
queue-all = Sve
queue-empty = Ovde sada nema ničega.
queue-opening = Otvaraju se vaši predmeti u ovom pregledaču.
cases-refused = Predmeti koji nisu mogli da se otvore: { $n }.
mark-correction = Ispravka
mark-superseded = Starija verzija
mark-flagged = Telefon nije u predmetu
mark-gap = Nedostaje jedan pre ovoga
state-received = Primljeno
state-read = Pročitano
state-agreed = Dogovorena radnja
state-closed = Zatvoreno
state-returned = Vraćeno na ispravku
state-accepted = Prihvaćeno

## A check-in
record-opening = Otvara se ovaj kontakt u ovom pregledaču.
record-back = Svi kontakti
record-missing = Nema takvog kontakta u vašim predmetima.
record-verified = Potpis telefona proveren u ovom pregledaču
record-superseded = Primljena je ispravka ove verzije.
record-newer = Otvori noviju verziju
record-flagged = Ovaj telefon nije određen za ovaj predmet. Kontakt se ne broji dok ga ne prihvati član tima za predmet.
record-gap = Raniji kontakt ovog telefona u ovom predmetu nije stigao.
record-refused = Beleške ili promene stanja koje nisu mogle da se potvrde i ne prikazuju se: { $n }. (HW-710)
record-answers = Odgovori
section-not-asked = Nije pitano (pitanja: { $n })
answer-prefers-not = Radije ne bi rekla
answer-skipped = Preskočeno
answer-not-asked = Nije pitano
class-sealed = Samo za tim za predmet
class-restricted = Broji se samo na nivou zemlje
changes-title = Šta se promenilo od vraćene verzije
changes-none = Nijedan odgovor nije promenjen.
changes-unknown = Ranija verzija nije među vašim kontaktima, pa ne može da se uporedi.
changes-new = Sada:
changes-old = Pre:
comment = Komentar
comment-remove = Ukloni komentar
comment-on = Komentar na: { $question }
comment-remove-on = Ukloni komentar na: { $question }
comment-label = Komentar za radnika
history-title = Istorija i beleške
history-note = Beleška

## What to do with a check-in
next-title = Šta dalje
next-closed = Ovaj kontakt je zatvoren. Da pitate o odgovoru, komentarišite ga gore.
next-returned = Vraćeno radniku. Ispravka će se pojaviti među kontaktima.
note-label = Beleška za tim za predmet
note-hint = Zapečaćena kao i kontakt. Potrebna je kad se dogovara radnja.
note-needed = Napišite u belešci koja radnja je dogovorena.
action-read = Označi kao pročitano
action-agree = Dogovori radnju
action-close = Zatvori
action-accept = Prihvati ovaj kontakt
action-return = Vrati na ispravku
return-text = Napisani komentari: { $n }. Radnik ih vidi pored pitanja, sa odgovorima ovog kontakta.
return-how = Da ga vratite na ispravku, komentarišite odgovore kojima je potrebna.
done-read = Označeno kao pročitano.
done-agreed = Radnja je zabeležena.
done-closed = Zatvoreno.
done-accepted = Prihvaćeno. Sada se broji.
done-returned = Vraćeno na ispravku. Radnik će ga dobiti kad se sledeći put poveže sa serverom.

## Cases
cases-title = Predmeti
cases-search = Nađi oznaku
cases-count = Predmeta: { $n }
cases-back = Svi predmeti
case-unreadable = Oznaka nije čitljiva
case-area = Područje
case-release = Otpust
case-language = Jezik osobe
case-team = Tim za predmet
case-worker = Radnik
case-conflict = Dvoje ljudi je ovo promenilo u isto vreme: { $fields }. Dogovorite se o jednoj vrednosti.
case-field-1 = oznaka
case-field-2 = područje
case-field-3 = datum otpusta
case-field-4 = ritam kontakata
case-field-5 = jezik
case-field-6 = pol
case-field-7 = starosna grupa
case-new = Novi predmet

## Making a case
case-new-text = Oznaka se pravi nasumično. Ovaj pregledač pravi ključeve predmeta; kontakte može da otvori samo tim ispod.
case-no-team = Još ne vodite tim za predmet. Timove odobrava nadređeni.
case-members = Ko još može da čita
case-members-hint = Bar jedna osoba, da predmet ostane čitljiv kad neko nije tu.
case-devices = Čiji telefon unosi
case-next = Prvi kontakt je
case-sex = Pol
case-age = Starosna grupa
case-counted-hint = Samo za brojanje; može ostati prazno.
sex-f = Žene
sex-m = Muškarci
case-lacking = Izaberite bar jednog kolegu i jedan telefon.
case-create = Napravi predmet
case-creating = Prave se ključevi predmeta i pečate kartice.
made-title = Predmet je napravljen
made-text = Upišite ovu oznaku u svoj spisak imena, koji ostaje izvan Homeward-a. Telefon radnika dobija predmet pri sledećem povezivanju.

## Enrolments
enrolments-title = Upisi
waiting-title = Čeka poređenje
waiting-count = Čeka: { $n }. Ovaj spisak se sam osvežava.
compare-text = Zamolite osobu da naglas pročita ove cifre sa svog ekrana. Razgovarajte uživo ili telefonom.
compare-digits = Cifre za poređenje
compare-same = Svih šest grupa su iste na obe strane
compare-differ = Ako se i jedna cifra razlikuje, ne odobravajte: možda je neko između. Napravite novu pozivnicu.
approve-button = Odobri i potpiši
approve-done = { $label } je u imeniku.
belongs-worker = Čiji je telefon
belongs-new = Novi radnik
belongs-name = Ime, kako ga znaju kolege
belongs-organisation = Organizacija
belongs-team = Tim
belongs-no-team = Još bez tima
belongs-role = Uloga
invite-title = Pozovi
invite-text = Pozivnica samo uvodi telefon ili kolegu u spisak iznad. Poverenje dolazi od poređenja cifara.
invite-kind = Šta se poziva
kind-device = Telefon ili računar
kind-user = Kolega sa nalogom
invite-label = Za koga
invite-label-hint = Vide samo nadređeni.
invite-button = Napravi pozivnicu
invite-for = Pozivnica za: { $label }
invite-picture = QR kod za skeniranje telefonom
invite-typed = Skenirajte sliku, ili upišite adresu i ovaj kod:
invited-title = Pozvani, još nisu stigli
invited-until = do { $time }

## Directory
directory-title = Imenik
directory-text = Čiji su koji ključevi. Svaki red je potpisao nadređeni i dokazan je ovom pregledaču.
directory-people = Ljudi
directory-devices = Uređaji
directory-teams = Timovi za predmete
directory-valid = Važi
directory-ended = Završeno
role-1 = Nadređeni
role-2 = Radnik u zajednici
role-3 = Službenik
role-4 = Autor obrazaca
role-5 = Koordinator
role-6 = Statistička kancelarija
role-7 = Revizor
device-phone = Telefon
device-desktop = Računar
device-gateway = Prolaz na serveru
column-name = Ime
column-organisation = Organizacija
column-role = Uloga
column-state = Stanje
column-worker = Radnik
column-workers = Radnici
column-kind = Vrsta
column-id = Id
column-team = Tim
column-lead = Vodi
column-members = Članovi
column-number = Br.
column-time = Kada
column-who = Ko
column-what = Šta
column-purpose = Svrha
column-subject = O čemu
check-title = Provera imenika
check-text = Ovaj pregledač uzima svaku izjavu, proverava svaki potpis i pravo, ponovo računa dnevnik i poredi ga sa potpisanom glavom. Uradite to bar jednom nedeljno.
check-button = Proveri ceo imenik
check-waiting = Uzima se i računa, izjava: { $n }
check-matches = Imenik je ono što kaže njegova glava.
check-differs = Imenik nije ono što kaže njegova glava. Pozovite drugog nadređenog i kancelariju koja vodi server pre nego što nastavite.
check-statements = Izračunatih izjava: { $n }.

## Audit log
audit-title = Dnevnik pristupa
audit-text = Svako čitanje i upisivanje predmeta ili kontakta, najnovije prvo. Zapisi su ulančani: nijedan ne može neprimetno da se ukloni ili promeni.
audit-entries = Zapisi
audit-more = Prikaži ranije unose
audit-create = napravio
audit-read = pročitao
audit-list = izlistao
audit-change = promenio
audit-disclose = izdao
audit-refuse = odbio
object-session = sesiju
object-record = kontakt
object-case = predmet
object-statement = izjavu imenika
object-enrolment = upis
object-audit-log = dnevnik pristupa
object-pull = novosti za telefon
object-tallies = brojanja
object-release = izdanje
object-form = obrazac
object-tenant = ustanovu
purpose-sync = slanje
purpose-review = pregled
purpose-enrolment = upis
purpose-statistics = statistika
purpose-oversight = nadzor
actor-user = Osoba
actor-device = Telefon:
actor-invited = Pozvani
actor-operator = Operater

## Accounts whose work is on the command line
office-commands = Naredbe
office-help = Svaka naredba ima --help sa primerom.
office-statistics-title = Statistička kancelarija
office-statistics-text = Izdanja se prave bez mreže, ključevima koji nikad ne dolaze u pregledač. Server izdaje zapečaćena brojanja; vaš računar pravi, proverava i potpisuje tabele; zatim se objavljuju.
office-author-title = Autor obrazaca
office-author-text = Obrasci su tabele. Proverite ih i probajte na svom računaru; objavljuje drugi autor.
office-auditor-title = Revizor
office-auditor-text = Vi vidite ko je šta čitao i upisivao, i ništa od sadržaja. Lanac dnevnika se proverava naredbom ispod, na računaru servera.
office-worker-title = Ovaj nalog radi na telefonu
office-worker-text = Kontakti se popunjavaju na telefonu. U pregledaču nema šta da se radi.

## What went wrong, and what to do
hw-100 = Server nije mogao da pročita ono što je stranica poslala. Ništa nije promenjeno.
    .remedy = Učitajte stranicu ponovo i ponovite korak.
hw-101 = Ovo je preveliko za slanje.
    .remedy = Skratite i pokušajte ponovo.
hw-102 = Server je stariji od ove stranice.
    .remedy = Zamolite kancelariju da ažurira server.
hw-103 = Ovoga ovde nema.
    .remedy = Vratite se i otvorite ponovo.
hw-110 = Ime ili pristupna fraza nije tačna.
    .remedy = Proverite oboje. Ako tako ostane, pitajte nadređenog.
hw-111 = Više niste prijavljeni.
    .remedy = Prijavite se ponovo.
hw-112 = Vaša uloga to ne obuhvata.
    .remedy = Pitajte nadređenog ako vam treba.
hw-113 = Previše pokušaja.
    .remedy = Sačekajte nekoliko minuta i pokušajte ponovo.
hw-210 = Server nije mogao da primi ono što je zapečaćeno za ovaj predmet.
    .remedy = Otvorite ponovo i ponovite korak.
hw-211 = Neko je ovo u međuvremenu promenio.
    .remedy = Otvorite ponovo i pogledajte oboje.
hw-499 = Nešto je pošlo naopako na ovoj stranici. Što je server potvrdio, sačuvano je.
    .remedy = Učitajte stranicu ponovo. Recite podršci kod.
hw-500 = Server je napravio grešku.
    .remedy = Pokušajte kasnije. Ako tako ostane, recite kancelariji kod.
hw-501 = Server nema više mesta. Ništa nije sačuvano.
    .remedy = Javite kancelariji, pa ponovite korak.
hw-503 = Server se gasi ili pokreće.
    .remedy = Pokušajte ponovo za minut.
hw-701 = Delovi ove stranice se ne slažu.
    .remedy = Učitajte stranicu ponovo.
hw-702 = Ovo je zaključano.
    .remedy = Prijavite se ponovo.
hw-703 = Ime ili fraza nije tačna, ili je server dao starije ključeve nego ranije.
    .remedy = Proverite oboje. Ako tako ostane, pozovite nadređenog.
hw-704 = Imenik servera nije mogao da se potvrdi i nije korišćen.
    .remedy = Pokušajte ponovo. Ako tako ostane, pozovite nadređenog pre nego što nastavite.
hw-705 = Server je pokazao imenik koji protivreči onome što je ovaj pregledač ranije video. Ništa nije preuzeto; oba se čuvaju kao dokaz.
    .remedy = Sačuvajte dokaz i pozovite nadređenog pre nego što nastavite.
hw-706 = Imenik ne poznaje nekoga ili nešto što je ovde potrebno.
    .remedy = Učitajte stranicu ponovo. Ako tako ostane, javite nadređenom.
hw-707 = Ovaj kontakt nije ono što je telefon potpisao, pa se ne prikazuje.
    .remedy = Recite nadređenom kod.
hw-708 = Ovo je zapečaćeno ključevima koje nemate.
    .remedy = Pitajte službenika koji vodi predmet da li ste u timu.
hw-709 = Obrazac u kome je ovo pisano nije pravi.
    .remedy = Recite autoru obrasca kod.
hw-710 = Ovo nije ono što je autor potpisao, pa se ne prikazuje.
    .remedy = Recite nadređenom kod.
hw-712 = Nešto nedostaje ili ne odgovara.
    .remedy = Proverite šta ste upisali.
hw-713 = Server je autoru ovoga pokazao imenik koji protivreči vašem, pa se ovo ne prikazuje. Oba se čuvaju kao dokaz.
    .remedy = Sačuvajte dokaz i pozovite nadređenog pre nego što nastavite.
hw-720 = Server nije odgovorio. Ništa nije promenjeno.
    .remedy = Proverite mrežu i pokušajte ponovo.

## What went wrong with invitations, statements and releases
hw-120 = Ova pozivnica ne važi ili je iskorišćena.
    .remedy = Napravite novu.
hw-300 = Server nije mogao da pročita izjavu.
    .remedy = Učitajte stranicu ponovo i ponovite korak.
hw-301 = Imenik vam to ne dozvoljava.
    .remedy = Pitajte onoga ko ima pravo na to.
hw-302 = Neko drugi je bio prvi.
    .remedy = Učitajte stranicu ponovo; važi ono što tada vidite.
hw-303 = Ovo ne može ovako da stoji u imeniku.
    .remedy = Ispravite i potpišite ponovo.
hw-711 = Ovo izdanje nije ono što je potpisala statistička kancelarija, pa se ne prikazuje.
    .remedy = Recite statističkoj kancelariji kod.

## What does not stand as it should
mark-contradicts = Dve ispravke
flag-unknown-device = Imenik ne poznaje telefon ovog kontakta. Ne broji se dok ga ne prihvati član tima za predmet.
flag-after-revocation = Ovaj telefon je uklonjen iz imenika pre ovog kontakta. Kontakt je izdvojen i ne broji se dok ga član tima za predmet ne pogleda i prihvati.
flag-server = Server je izdvojio ovaj kontakt. Ne broji se dok ga ne prihvati član tima za predmet.
mark-set-aside = Izdvojeno
mark-unknown-device = Nepoznat telefon
record-accepted = { $author } je prihvatio/la ovaj kontakt { $time }. Broji se.
contradicts-title = Dve ispravke iste verzije
contradicts-text = Vraćena verzija je ispravljena više puta i ispravke se ne slažu. Pročitajte obe; zatim za jednu dogovorite radnju, a drugu vratite.
contradicts-this = Ova ispravka
contradicts-other = Otvori drugu ispravku
unproven = Server nije doneo dokaz da je autor video isti imenik.
case-unreadable-field = Jedan podatak ovog predmeta nije prikazan.
case-unreadable-epoch = Ključ { $n } ovog predmeta nije mogao da se otvori; kontakti zapečaćeni njime ovde nisu čitljivi.
case-unknown-phone = nepoznat telefon

## Dates, as on the phone
date-long = { $day }. { $month } { $year }.
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
