### Words of the browser pages. Machine draft: needs native review.
### The notes for translators are in ../en/review.ftl.

## Around every page
skip = Shko te përmbajtja
nav-label = Faqet
language-title = Gjuha
lock = Kyç
wait = Një çast
choose = Zgjidh
of = nga
not-recorded = E paregjistruar
button-close = Mbyll
button-refresh = Rifresko
button-more = Shfaq më shumë ({ $n })
evidence-save = Ruaj provën
nav-queue = Kontaktet
nav-cases = Rastet
nav-enrolments = Regjistrimet
nav-directory = Regjistri
nav-check = Kontrolli i regjistrit
nav-audit = Ditari i auditimit
nav-trends = Prirjet
nav-office = Kjo llogari

## Signing in
sign-in-title = Hyr
sign-in-name = Emri
sign-in-passphrase = Fraza e kalimit
sign-in-passphrase-hint = Gjashtë fjalë, me hapësira mes tyre.
sign-in-button = Hyr
sign-in-waiting = Po hapen çelësat tuaj në këtë shfletues. Kjo zgjat disa sekonda.
sign-in-where = Kontaktet hapen vetëm në këtë shfletues. Serveri nuk mund t'i lexojë.
account-link = Jam ftuar dhe nuk kam ende llogari
locked-idle = U kyç pas 10 minutash pa përdorim. Hyni për të vazhduar.
locked-over = Seanca juaj mbaroi. Hyni për të vazhduar.
trust-title = Hera e parë në këtë shfletues
trust-text = Nga tani ky shfletues i beson { $institution }. Krahasoni gjurmën me atë që ju dha zyra. Nëse ndryshon, mos hyni dhe telefononi mbikëqyrësin.
trust-fingerprint = Gjurma

## Making an account after an invitation
account-title = Krijoni llogarinë
account-step = Hapi { $n } nga 3
account-text = Mbikëqyrësi juaj ju ftoi. Ky shfletues tani krijon çelësat tuaj; ata nuk dalin kurrë të hapur prej tij.
account-code = Kodi i ftesës
account-code-hint = 32 shkronja e shifra. Lidhja që ju dhanë e plotëson vetë.
account-name-hint = Zgjidhni emrin me të cilin do të hyni.
account-make = Krijo çelësat e mi
account-making = Çelësat tuaj po krijohen në këtë shfletues. Kjo zgjat disa sekonda.
passphrase-title = Fraza juaj e kalimit
passphrase-text = Këto gjashtë fjalë hapin çelësat tuaj. Shfaqen një herë dhe askush nuk mund t'i rivendosë. Shkruajini në letër dhe ruajeni letrën aty ku ruani çelësat e tjerë.
passphrase-written = E shkrova
passphrase-next = Vazhdo
account-compare-title = Krahasoni këto shifra
account-compare = Lexojani me zë këto shifra mbikëqyrësit tuaj, ballë për ballë ose me telefon. Duhet të jenë njësoj në të dyja anët.
account-waiting = Po pritet miratimi i mbikëqyrësit. Kjo faqe vazhdon vetë.
account-ready = { $name } është në regjistër.
account-ready-text = Hyni me këtë emër dhe me gjashtë fjalët.
account-expired = Kjo ftesë ka skaduar. Kërkojini mbikëqyrësit një të re.
invite-link = Dërgojani këtë lidhje kolegut. Ajo lejon një person të kërkojë llogari.
invite-link-typed = Ose tregojini këtë adresë dhe kod:

## Check-ins: the list
queue-title = Kontaktet
queue-filter = Shfaq sipas gjendjes
queue-new = Për t'u lexuar
queue-read = Të lexuara
queue-agreed = Me veprim të dakorduar
queue-returned = Të kthyera
queue-closed = Të mbyllura
queue-all = Të gjitha
queue-empty = Asgjë këtu tani.
queue-opening = Po hapen rastet tuaja në këtë shfletues.
cases-refused = Raste që nuk u hapën: { $n }.
mark-correction = Korrigjim
mark-superseded = Version i vjetër
mark-flagged = Telefon jashtë këtij rasti
mark-gap = Mungon një para tij
state-received = Marrë
state-read = Lexuar
state-agreed = Veprim i dakorduar
state-closed = Mbyllur
state-returned = Kthyer për korrigjim
state-accepted = Pranuar

## A check-in
record-opening = Po hapet ky kontakt në këtë shfletues.
record-back = Të gjitha kontaktet
record-missing = Nuk ka kontakt të tillë në rastet tuaja.
record-verified = Nënshkrimi i telefonit u kontrollua në këtë shfletues
record-superseded = U mor një korrigjim i këtij versioni.
record-newer = Hap versionin e ri
record-flagged = Ky telefon nuk shkruan në këtë rast. Kontakti nuk numërohet derisa ta pranojë një anëtar i ekipit të rastit.
record-gap = Një kontakt i mëparshëm i këtij telefoni në këtë rast nuk ka mbërritur.
record-refused = Shënime ose ndryshime gjendjeje që nuk u vërtetuan dhe nuk shfaqen: { $n }. (HW-710)
record-answers = Përgjigjet
section-not-asked = Nuk u pyet ({ $n } pyetje)
answer-prefers-not = Nuk dëshiron të thotë
answer-skipped = U kapërcye
answer-not-asked = Nuk u pyet
class-sealed = Vetëm për ekipin e rastit
class-restricted = Numërohet vetëm kombëtarisht
changes-title = Çfarë ndryshoi nga versioni i kthyer
changes-none = Asnjë përgjigje nuk ndryshoi.
changes-unknown = Versioni i mëparshëm nuk është ndër kontaktet tuaja, prandaj nuk mund të krahasohet.
changes-new = Tani:
changes-old = Më parë:
comment = Koment
comment-remove = Hiq komentin
comment-on = Koment për: { $question }
comment-remove-on = Hiq komentin për: { $question }
comment-label = Koment për punonjësin
history-title = Historiku dhe shënimet
history-note = Shënim

## What to do with a check-in
next-title = Çfarë më tej
next-closed = Ky kontakt është mbyllur. Për të pyetur për një përgjigje, komentojeni më lart.
next-returned = Iu kthye punonjësit. Korrigjimi do të shfaqet ndër kontaktet.
note-label = Shënim për ekipin e rastit
note-hint = E mbyllur si kontakti. Duhet kur dakordohet një veprim.
note-needed = Shkruani në shënim cili veprim u dakordua.
action-read = Shëno si të lexuar
action-agree = Dakordo një veprim
action-close = Mbyll
action-accept = Prano këtë kontakt
action-return = Kthe për korrigjim
return-text = Komente të shkruara: { $n }. Punonjësi i sheh pranë pyetjeve, me përgjigjet e këtij kontakti.
return-how = Për ta kthyer për korrigjim, komentoni përgjigjet që kanë nevojë.
done-read = U shënua si i lexuar.
done-agreed = Veprimi u shënua.
done-closed = U mbyll.
done-accepted = U pranua. Tani numërohet.
done-returned = U kthye për korrigjim. Punonjësi e merr herën tjetër që lidhet me serverin.

## Cases
cases-title = Rastet
cases-search = Gjej një referencë
cases-count = Raste: { $n }
cases-back = Të gjitha rastet
case-unreadable = Referencë e palexueshme
case-area = Zona
case-release = Lirimi
case-language = Gjuha e personit
case-team = Ekipi i rastit
case-worker = Punonjësi
case-conflict = Dy persona e ndryshuan këtë njëkohësisht: { $fields }. Bini dakord për një vlerë.
case-field-1 = referenca
case-field-2 = zona
case-field-3 = data e lirimit
case-field-4 = ritmi i kontakteve
case-field-5 = gjuha
case-field-6 = gjinia
case-field-7 = grupmosha
case-new = Rast i ri

## Making a case
case-new-text = Referenca bëhet rastësisht. Ky shfletues bën çelësat e rastit; vetëm ekipi më poshtë mund t'i hapë kontaktet.
case-no-team = Nuk drejtoni ende asnjë ekip rasti. Ekipet i miraton mbikëqyrësi.
case-members = Kush tjetër mund të lexojë
case-members-hint = Të paktën një, që rasti të lexohet kur dikush mungon.
case-devices = Telefoni i kujt shkruan
case-next = Kontakti i parë është më
case-sex = Gjinia
case-age = Grupmosha
case-counted-hint = Vetëm për numërim; mund të mbetet bosh.
sex-f = Gra
sex-m = Burra
case-lacking = Zgjidhni të paktën një koleg dhe një telefon.
case-create = Krijo rastin
case-creating = Po bëhen çelësat e rastit dhe po mbyllen kartat.
made-title = Rasti u krijua
made-text = Shkruajeni këtë referencë në listën tuaj të emrave, që mbetet jashtë Homeward. Telefoni i punonjësit e merr rastin herën tjetër që lidhet.

## Enrolments
enrolments-title = Regjistrimet
waiting-title = Në pritje të krahasimit
waiting-count = Në pritje: { $n }. Kjo listë rifreskohet vetë.
compare-text = Kërkojini personit t'i lexojë me zë këto shifra nga ekrani i vet. Flisni ballë për ballë ose me telefon.
compare-digits = Shifrat për krahasim
compare-same = Të gjashtë grupet janë njësoj në të dyja anët
compare-differ = Nëse ndryshon një shifër, mos e miratoni: dikush mund të jetë në mes. Bëni një ftesë të re.
approve-button = Mirato dhe nënshkruaj
approve-done = { $label } është në regjistër.
belongs-worker = I kujt është telefoni
belongs-new = Punonjës i ri
belongs-name = Emri, siç e njohin kolegët
belongs-organisation = Organizata
belongs-team = Ekipi
belongs-no-team = Ende pa ekip
belongs-role = Roli
invite-title = Fto
invite-text = Ftesa vetëm e fut telefonin ose kolegun në listën më lart. Besimi vjen nga krahasimi i shifrave.
invite-kind = Çfarë ftohet
kind-device = Telefon ose kompjuter
kind-user = Koleg me llogari
invite-label = Për kë
invite-label-hint = E shohin vetëm mbikëqyrësit.
invite-button = Bëj një ftesë
invite-for = Ftesë për { $label }
invite-picture = Kod QR për t'u skanuar me telefon
invite-typed = Skanoni figurën, ose shkruani adresën dhe këtë kod:
invited-title = Të ftuar, ende jo këtu
invited-until = deri më { $time }

## Directory
directory-title = Regjistri
directory-text = Çelësat e kujt janë. Çdo rresht u nënshkrua nga mbikëqyrësi dhe iu vërtetua këtij shfletuesi.
directory-people = Persona
directory-devices = Pajisje
directory-teams = Ekipet e rasteve
directory-valid = Vlen
directory-ended = Mbaruar
role-1 = Mbikëqyrës
role-2 = Punonjës në komunitet
role-3 = Zyrtar
role-4 = Autor formularësh
role-5 = Koordinator
role-6 = Zyra e statistikës
role-7 = Auditues
device-phone = Telefon
device-desktop = Kompjuter
device-gateway = Portë në server
column-name = Emri
column-organisation = Organizata
column-role = Roli
column-state = Gjendja
column-worker = Punonjësi
column-workers = Punonjësit
column-kind = Lloji
column-id = Id
column-team = Ekipi
column-lead = Drejtuesi
column-members = Anëtarët
column-number = Nr.
column-time = Kur
column-who = Kush
column-what = Çfarë
column-purpose = Qëllimi
column-subject = Rreth
check-title = Kontrolli i regjistrit
check-text = Ky shfletues merr çdo deklaratë të bërë, kontrollon çdo nënshkrim dhe të drejtë, e llogarit regjistrin nga e para dhe e krahason me kreun e nënshkruar. Bëjeni të paktën një herë në javë.
check-button = Kontrollo gjithë regjistrin
check-waiting = Po merret dhe po llogaritet: { $n } deklarata
check-matches = Regjistri është ashtu siç thotë kreu i tij.
check-differs = Regjistri nuk është ashtu siç thotë kreu. Telefononi mbikëqyrësin tjetër dhe zyrën që mban serverin para se të vazhdoni.
check-statements = Deklarata të llogaritura: { $n }.

## Audit log
audit-title = Ditari i auditimit
audit-text = Çdo lexim dhe shkrim i një rasti ose kontakti, më i riu i pari. Shënimet janë të lidhura zinxhir: asnjë nuk hiqet a ndryshohet pa u parë.
audit-entries = Shënimet
audit-more = Shfaq shënime më të hershme
audit-create = krijoi
audit-read = lexoi
audit-list = listoi
audit-change = ndryshoi
audit-disclose = nxori
audit-refuse = refuzoi
object-session = seancën
object-record = kontaktin
object-case = rastin
object-statement = deklaratën e regjistrit
object-enrolment = regjistrimin
object-audit-log = ditarin e auditimit
object-pull = të rejat për telefonin
object-tallies = numërimet
object-release = botimin
object-form = formularin
object-tenant = institucionin
purpose-sync = sinkronizim
purpose-review = shqyrtim
purpose-enrolment = regjistrim
purpose-statistics = statistikë
purpose-oversight = mbikëqyrje
actor-user = Personi
actor-device = Telefoni i
actor-invited = I ftuar
actor-operator = Operatori

## Accounts whose work is on the command line
office-commands = Komandat
office-help = Çdo komandë ka --help me një shembull.
office-statistics-title = Zyra e statistikës
office-statistics-text = Botimet bëhen pa lidhje, me çelësa që nuk i afrohen kurrë shfletuesit. Serveri nxjerr numërime të mbyllura; kompjuteri juaj i bën, i kontrollon dhe i nënshkruan tabelat; pastaj botohen.
office-author-title = Autor formularësh
office-author-text = Formularët janë tabela. Kontrollojini dhe provojini në kompjuterin tuaj; një autor i dytë i boton.
office-auditor-title = Auditues
office-auditor-text = Ju shihni kush lexoi dhe shkroi çfarë, dhe asgjë nga përmbajtja. Zinxhiri i ditarit vërtetohet me komandën më poshtë, në kompjuterin e serverit.
office-worker-title = Kjo llogari punon në telefon
office-worker-text = Kontaktet plotësohen në telefon. Në shfletues nuk ka asgjë për të bërë.

## What went wrong, and what to do
hw-100 = Serveri nuk e lexoi dot atë që dërgoi kjo faqe. Asgjë nuk u ndryshua.
    .remedy = Ngarkoni faqen përsëri dhe përsëritni hapin.
hw-101 = Kjo është shumë e madhe për t'u dërguar.
    .remedy = Shkurtojeni dhe provoni përsëri.
hw-102 = Serveri është më i vjetër se kjo faqe.
    .remedy = Kërkojini zyrës ta përditësojë serverin.
hw-103 = Kjo nuk është këtu.
    .remedy = Kthehuni dhe hapeni përsëri.
hw-110 = Emri ose fraza e kalimit nuk është e saktë.
    .remedy = Kontrollojini të dyja. Nëse mbetet kështu, pyesni mbikëqyrësin.
hw-111 = Nuk jeni më i kyçur.
    .remedy = Hyni përsëri.
hw-112 = Roli juaj nuk e përfshin këtë.
    .remedy = Pyesni mbikëqyrësin nëse ju duhet.
hw-113 = Shumë prova.
    .remedy = Prisni disa minuta dhe provoni përsëri.
hw-210 = Serveri nuk e pranoi dot atë që u mbyll për këtë rast.
    .remedy = Hapeni përsëri dhe përsëritni hapin.
hw-211 = Dikush e ka ndryshuar këtë ndërkohë.
    .remedy = Hapeni përsëri dhe shihni të dyja.
hw-499 = Diçka shkoi keq në këtë faqe. Ajo që konfirmoi serveri ruhet.
    .remedy = Ngarkoni faqen përsëri. Tregojini kodin mbështetjes.
hw-500 = Serveri gaboi.
    .remedy = Provoni më vonë. Nëse mbetet kështu, tregojini zyrës kodin.
hw-501 = Serveri nuk ka më vend. Asgjë nuk u ruajt.
    .remedy = Njoftoni zyrën, pastaj përsëritni hapin.
hw-503 = Serveri po ndalet ose po niset.
    .remedy = Provoni përsëri pas një minute.
hw-701 = Pjesët e kësaj faqeje nuk përputhen.
    .remedy = Ngarkoni faqen përsëri.
hw-702 = Kjo është kyçur.
    .remedy = Hyni përsëri.
hw-703 = Emri ose fraza nuk është e saktë, ose serveri dha çelësa më të vjetër se më parë.
    .remedy = Kontrollojini të dyja. Nëse mbetet kështu, telefononi mbikëqyrësin.
hw-704 = Regjistri i serverit nuk u vërtetua dot dhe nuk u përdor.
    .remedy = Provoni përsëri. Nëse mbetet kështu, telefononi mbikëqyrësin para se të vazhdoni.
hw-705 = Serveri tregoi një regjistër që kundërshton atë që ky shfletues pa më parë. Asgjë nuk u mor; të dy ruhen si provë.
    .remedy = Ruajeni provën dhe telefononi mbikëqyrësin para se të vazhdoni.
hw-706 = Regjistri nuk njeh dikë ose diçka që duhet këtu.
    .remedy = Ngarkoni faqen përsëri. Nëse mbetet kështu, njoftoni mbikëqyrësin.
hw-707 = Ky kontakt nuk është ai që nënshkroi telefoni, prandaj nuk shfaqet.
    .remedy = Tregojini mbikëqyrësit kodin.
hw-708 = Kjo është mbyllur me çelësa që nuk i keni.
    .remedy = Pyesni zyrtarin drejtues nëse jeni në ekipin e rastit.
hw-709 = Formulari në të cilin u shkrua kjo nuk është i duhuri.
    .remedy = Tregojini autorit të formularit kodin.
hw-710 = Kjo nuk është ajo që nënshkroi autori, prandaj nuk shfaqet.
    .remedy = Tregojini mbikëqyrësit kodin.
hw-712 = Diçka mungon ose nuk përshtatet.
    .remedy = Kontrolloni çfarë keni shkruar.
hw-713 = Serveri i tregoi autorit një regjistër që kundërshton tuajin, prandaj kjo nuk tregohet. Të dy ruhen si provë.
    .remedy = Ruajeni provën dhe thirrni mbikëqyrësin para se të vazhdoni.
hw-720 = Serveri nuk u përgjigj. Asgjë nuk u ndryshua.
    .remedy = Kontrolloni rrjetin dhe provoni përsëri.

## What went wrong with invitations, statements and releases
hw-120 = Kjo ftesë nuk vlen ose u përdor.
    .remedy = Bëni një të re.
hw-300 = Serveri nuk e lexoi dot deklaratën.
    .remedy = Ngarkoni faqen përsëri dhe përsëritni hapin.
hw-301 = Regjistri nuk jua lejon këtë.
    .remedy = Pyesni atë që ka të drejtën.
hw-302 = Dikush tjetër ishte i pari.
    .remedy = Ngarkoni faqen përsëri; vlen ajo që shihni atëherë.
hw-303 = Kjo nuk mund të qëndrojë në regjistër ashtu siç është.
    .remedy = Korrigjojeni dhe nënshkruajeni përsëri.
hw-711 = Ky botim nuk është ai që nënshkroi zyra e statistikës, prandaj nuk shfaqet.
    .remedy = Tregojini zyrës së statistikës kodin.

## What does not stand as it should
mark-contradicts = Dy korrigjime
flag-unknown-device = Regjistri nuk e njeh telefonin e këtij kontakti. Nuk numërohet derisa ta pranojë një anëtar i ekipit të rastit.
flag-after-revocation = Ky telefon u hoq nga regjistri para këtij kontakti. Kontakti është veçuar dhe nuk numërohet derisa ta shohë dhe ta pranojë një anëtar i ekipit të rastit.
flag-server = Serveri e ka veçuar këtë kontakt. Nuk numërohet derisa ta pranojë një anëtar i ekipit të rastit.
mark-set-aside = Veçuar
mark-unknown-device = Telefon i panjohur
record-accepted = { $author } e pranoi këtë kontakt më { $time }. Ai numërohet.
contradicts-title = Dy korrigjime të një versioni
contradicts-text = Versioni i kthyer u korrigjua më shumë se një herë dhe korrigjimet nuk përputhen. Lexojini të dyja; pastaj caktoni një veprim për njërin dhe ktheni tjetrin.
contradicts-this = Ky korrigjim
contradicts-other = Hap korrigjimin tjetër
unproven = Serveri nuk solli prova se autori ka parë të njëjtin regjistër.
case-unreadable-field = Një e dhënë e këtij rasti nuk shfaqet.
case-unreadable-epoch = Çelësi { $n } i këtij rasti nuk mund të hapej; kontaktet e vulosura me të nuk lexohen këtu.
case-unknown-phone = telefon i panjohur

## Dates, as on the phone
date-long = { $day } { $month } { $year }
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
