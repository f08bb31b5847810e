### What went wrong, and what to do. Machine draft: needs native review.
### The notes for translators are in ../en/errors.ftl.

hw-200 = Serveri nuk mundi ta lexojë këtë kontakt. Është ende në këtë telefon.
    .remedy = Tregojini mbështetjes kodin; mund të duhet një përditësim.

hw-201 = Ky kontakt është shumë i madh. Është ende në këtë telefon.
    .remedy = Tregojini zyrtarit me telefon çfarë thonë përgjigjet e gjata.

hw-202 = Zyra nuk e njeh këtë telefon. Asgjë nuk humbet; kontaktet mbeten në këtë telefon.
    .remedy = Kërkojini mbikëqyrësit ta lidhë përsëri.

hw-203 = Ky kontakt u ndryshua gjatë rrugës. Është ende në këtë telefon.
    .remedy = Dërgojeni përsëri. Nëse mbetet kështu, tregojini mbështetjes kodin.

hw-204 = Serveri ka tashmë një kontakt tjetër me të njëjtin numër. Ky është ende në këtë telefon.
    .remedy = Njoftoni zyrtarin, i cili i sheh të dy.

hw-205 = Ajo që numërohet nga ky kontakt u ndryshua gjatë rrugës. Është ende në këtë telefon.
    .remedy = Dërgojeni përsëri. Nëse mbetet kështu, tregojini mbështetjes kodin.

hw-501 = Serveri nuk ka më vend. Asgjë nuk humbet; kontaktet mbeten në këtë telefon.
    .remedy = Njoftoni zyrën.

hw-401 = Nuk ka më vend në këtë telefon. Ajo që ishte ruajtur mbetet e ruajtur.
    .remedy = Lironi vend, pastaj provoni përsëri.

hw-402 = Një skedar në këtë telefon nuk mund të lexohej ose shkruhej.
    .remedy = Mbylleni aplikacionin dhe hapeni përsëri. Nëse mbetet kështu, njoftoni mbështetjen.

hw-403 = Ajo që ruhet në këtë telefon nuk mund të lexohej.
    .remedy = Instaloni versionin më të ri. Nëse mbetet kështu, njoftoni mbështetjen para çdo gjëje tjetër.

hw-404 = PIN‑i ka nevojë për të paktën 6 shifra.
    .remedy = Zgjidhni një më të gjatë.

hw-405 = Draftet dhe kartelat në këtë telefon u shkatërruan. Kontaktet e përfunduara dërgohen ende.
    .remedy = Kërkojini mbikëqyrësit një kod të ri.

hw-406 = Ky telefon është i kyçur.
    .remedy = Shkruani PIN‑in.

hw-407 = Një PIN është vendosur tashmë.
    .remedy = Shkruani atë PIN.

hw-408 = Ky telefon nuk është lidhur ende.
    .remedy = Kërkojini mbikëqyrësit një kod.

hw-410 = Kjo nuk është më në këtë telefon.
    .remedy = Kthehuni te lista e ditës.

hw-411 = Ky formular nuk ka mbërritur ende në këtë telefon.
    .remedy = Dërgoni dhe merrni një herë me rrjet.

hw-412 = Ky formular ka një gabim dhe nuk mund të plotësohet. Asgjë nuk humbet.
    .remedy = Njoftoni personin që bën formularët.

hw-414 = Kjo pyetje nuk bëhet tani, për shkak të një përgjigjeje tjetër.
    .remedy = Kthehuni te përmbajtja.

hw-416 = Asnjë formular nuk është i hapur.
    .remedy = Hapni një nga lista e ditës.

hw-417 = Kontakti i kthyer nuk mund të hapej.
    .remedy = Dërgoni dhe merrni edhe një herë. Nëse mbetet kështu, njoftoni zyrtarin.

hw-419 = Diçka që duhet për mbylljen nuk ka mbërritur ende. Drafti ruhet.
    .remedy = Dërgoni dhe merrni një herë me rrjet, pastaj përfundoni.

hw-421 = Ky kod nuk është i saktë.
    .remedy = Krahasojeni shkronjë për shkronjë. Ka 8 grupe nga 4.

hw-422 = Ky nuk është serveri të cilit i përket kodi. Asgjë nuk iu dërgua.
    .remedy = Kontrolloni adresën. Nëse është e saktë, njoftoni mbikëqyrësin.

hw-423 = Serveri nuk e pranoi këtë kod: është përdorur, ose ka skaduar.
    .remedy = Kërkojini mbikëqyrësit një kod të ri.

hw-424 = Kontaktet që u përfunduan më parë në këtë telefon nuk janë dërguar ende. Një lidhje e re do t'i linte pa u dërguar.
    .remedy = Dërgoni dhe merrni me rrjet derisa kutia e dërgimit të zbrazet, pastaj shkruani kodin përsëri.

hw-425 = Ky kontakt u shkrua dhe u korrigjua në një telefon tjetër. Nuk mund të korrigjohet këtu, sepse versioni i parë nuk njihet këtu.
    .remedy = Korrigjojeni në atë telefon, ose njoftoni zyrtarin me telefon.

hw-426 = Ky kontakt po dërgohet dhe nuk mund të ndryshohet më këtu. Ai është ashtu siç u përfundua.
    .remedy = Nëse diçka është gabim, kërkojini zyrtarit ta kthejë.

hw-427 = Një kontakt i përfunduar i këtij rasti është i hapur për ndryshime. Ky draft ruhet.
    .remedy = Përfundoni së pari atë, ose hiqni dorë nga ndryshimet në kutinë e dërgimit.

hw-428 = Ky emër është bosh ose tepër i gjatë.
    .remedy = Zgjidhni një me më së shumti 40 shenja.

hw-429 = Në këtë telefon nuk ka vend për më shumë punonjës.
    .remedy = Përdorni një telefon tjetër.

hw-430 = Ky kontakt u vulos për një institucion me të cilin ky telefon nuk është më i lidhur. Mbetet në këtë telefon dhe tani nuk mund të dërgohet.
    .remedy = Njoftoni mbikëqyrësin. Dërgohet kur ky telefon të lidhet përsëri me atë institucion.

hw-601 = Serveri nuk u përgjigj. Asgjë nuk humbet; kontaktet mbeten në këtë telefon.
    .remedy = Homeward provon përsëri më vonë. Mund të provoni edhe tani.

hw-602 = Serveri nuk e pranon këtë telefon. Asgjë nuk humbet; kontaktet mbeten në këtë telefon.
    .remedy = Njoftoni mbikëqyrësin.

hw-603 = Data e këtij telefoni duket e gabuar. Asgjë nuk humbet; kontaktet mbeten në këtë telefon.
    .remedy = Vendosni datën dhe orën te cilësimet e sistemit, pastaj dërgoni përsëri.

hw-604 = Përgjigjja e serverit nuk mund të verifikohej dhe nuk u përdor. Asgjë nuk humbet.
    .remedy = Provoni më vonë. Nëse mbetet kështu, njoftoni mbështetjen.

hw-605 = Serveri tregoi një regjistër që kundërshton të mëparshmin. Asgjë nuk u mor; të dy ruhen si provë.
    .remedy = Njoftoni mbikëqyrësin para se të dërgoni përsëri.

hw-606 = Rrjeti është fikur këtu. Kontaktet mbeten të ruajtura në këtë telefon.
    .remedy = Fikni "Puno pa rrjet" te cilësimet për të dërguar.

hw-607 = Kjo adresë nuk mund të përdoret. Duhet të fillojë me https://.
    .remedy = Kontrolloni adresën me mbikëqyrësin.

hw-608 = Serveri i tregoi dikujt tjetër një regjistër që kundërshton atë të këtij telefoni. Asgjë nuk u mor; të dy ruhen si provë.
    .remedy = Njoftoni mbikëqyrësin para se të dërgoni përsëri.
hw-609 = Serveri ka vështirësi për momentin. Asgjë nuk humbet; kontaktet mbeten në këtë telefon.
    .remedy = Homeward provon përsëri më vonë.

hw-610 = Serveri nuk e pranoi këtë kontakt. Është ende në këtë telefon.
    .remedy = Tregojini mbështetjes kodin; kontakti ruhet.

hw-499 = Diçka shkoi keq në aplikacion. Ajo që ishte ruajtur mbetet e ruajtur.
    .remedy = Mbylleni aplikacionin dhe hapeni përsëri. Tregojini mbështetjes kodin.
