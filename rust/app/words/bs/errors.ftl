### What went wrong, and what to do. Machine draft: needs native review.
### The notes for translators are in ../en/errors.ftl.

hw-200 = Server nije mogao pročitati ovaj kontakt. Još je na ovom telefonu.
    .remedy = Javite podršci kod; možda je potrebno ažuriranje.

hw-201 = Ovaj kontakt je prevelik. Još je na ovom telefonu.
    .remedy = Recite službeniku telefonom šta piše u dugim odgovorima.

hw-202 = Ured ne poznaje ovaj telefon. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Zatražite od nadređenog da ga ponovo poveže.

hw-203 = Ovaj kontakt je promijenjen na putu. Još je na ovom telefonu.
    .remedy = Pošaljite ga ponovo. Ako tako ostane, javite podršci kod.

hw-204 = Server već ima drugi kontakt s istim brojem. Ovaj je još na ovom telefonu.
    .remedy = Javite službeniku, koji vidi oba.

hw-205 = Ono što se broji iz ovog kontakta promijenjeno je na putu. Još je na ovom telefonu.
    .remedy = Pošaljite ga ponovo. Ako tako ostane, javite podršci kod.

hw-501 = Server nema više mjesta. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Javite uredu.

hw-401 = Na ovom telefonu nema više mjesta. Ono što je ranije sačuvano i dalje je sačuvano.
    .remedy = Oslobodite prostor, pa pokušajte ponovo.

hw-402 = Datoteka na ovom telefonu nije se mogla pročitati ili upisati.
    .remedy = Zatvorite aplikaciju i ponovo je otvorite. Ako tako ostane, javite podršci.

hw-403 = Ono što se čuva na ovom telefonu nije se moglo pročitati.
    .remedy = Instalirajte najnoviju verziju. Ako tako ostane, javite podršci prije bilo čega drugog.

hw-404 = PIN treba najmanje 6 cifara.
    .remedy = Odaberite duži.

hw-405 = Nacrti i kartice na ovom telefonu su uništeni. Završeni kontakti se i dalje šalju.
    .remedy = Zatražite novi kod od nadređenog.

hw-406 = Ovaj telefon je zaključan.
    .remedy = Unesite PIN.

hw-407 = PIN je već postavljen.
    .remedy = Unesite taj PIN.

hw-408 = Ovaj telefon još nije povezan.
    .remedy = Zatražite kod od nadređenog.

hw-410 = Ovoga više nema na ovom telefonu.
    .remedy = Vratite se na dnevni popis.

hw-411 = Ovaj obrazac još nije stigao na ovaj telefon.
    .remedy = Jednom pošaljite i primite uz mrežu.

hw-412 = Ovaj obrazac ima grešku i ne može se popuniti. Ništa nije izgubljeno.
    .remedy = Javite osobi koja pravi obrasce.

hw-414 = Ovo pitanje se sada ne postavlja, zbog drugog odgovora.
    .remedy = Vratite se na sadržaj.

hw-416 = Nijedan obrazac nije otvoren.
    .remedy = Otvorite ga s dnevnog popisa.

hw-417 = Vraćeni kontakt se nije mogao otvoriti.
    .remedy = Pošaljite i primite još jednom. Ako tako ostane, javite službeniku.

hw-419 = Nešto što je potrebno za pečaćenje još nije stiglo. Nacrt je sačuvan.
    .remedy = Jednom pošaljite i primite uz mrežu, pa završite.

hw-421 = Ovaj kod nije ispravan.
    .remedy = Uporedite ga slovo po slovo. Ima 8 grupa po 4.

hw-422 = Ovo nije server kojem kod pripada. Ništa mu nije poslano.
    .remedy = Provjerite adresu. Ako je ispravna, javite nadređenom.

hw-423 = Server nije prihvatio ovaj kod: iskorišten je ili je istekao.
    .remedy = Zatražite novi kod od nadređenog.

hw-424 = Kontakti koji su ranije završeni na ovom telefonu još nisu poslani. Novim povezivanjem ostali bi neposlani.
    .remedy = Pošaljite i preuzmite uz mrežu dok u „Odlazno“ ne ostane ništa neposlano, pa ponovo unesite kod.

hw-425 = Ovaj kontakt je napisan i ispravljen na drugom telefonu. Ovdje se ne može ispraviti, jer se njegova prva verzija ovdje ne zna.
    .remedy = Ispravite ga na tom telefonu ili javite službeniku telefonom.

hw-426 = Ovaj kontakt se šalje i ovdje se više ne može mijenjati. Ostaje kako je završen.
    .remedy = Ako nešto nije u redu, zamolite službenika da ga vrati.

hw-427 = Završeni kontakt ovog predmeta otvoren je za izmjene. Ovaj nacrt ostaje sačuvan.
    .remedy = Prvo završite taj kontakt ili u „Odlazno“ odustanite od njegovih izmjena.

hw-428 = Ovo ime je prazno ili predugo.
    .remedy = Odaberite ime od najviše 40 znakova.

hw-429 = Na ovaj telefon ne stane više profila.
    .remedy = Koristite drugi telefon.

hw-430 = Ovaj kontakt je zapečaćen za ustanovu s kojom ovaj telefon više nije povezan. Ostaje na ovom telefonu i sada se ne može poslati.
    .remedy = Javite nadređenom. Šalje se kad se ovaj telefon ponovo poveže s tom ustanovom.

hw-601 = Server nije odgovorio. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Homeward će pokušati kasnije. Možete pokušati i sada.

hw-602 = Server ne prihvata ovaj telefon. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Javite nadređenom.

hw-603 = Datum ovog telefona izgleda pogrešno. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Podesite datum i vrijeme u postavkama sistema, pa pošaljite ponovo.

hw-604 = Odgovor servera se nije mogao provjeriti i nije korišten. Ništa nije izgubljeno.
    .remedy = Pokušajte kasnije. Ako tako ostane, javite podršci.

hw-605 = Server je pokazao imenik koji protivrječi ranijem. Ništa nije preuzeto; oba se čuvaju kao dokaz.
    .remedy = Javite nadređenom prije novog slanja.

hw-606 = Mreža je ovdje isključena. Kontakti ostaju sačuvani na ovom telefonu.
    .remedy = Isključite "Rad bez mreže" u postavkama da biste slali.

hw-607 = Ova adresa se ne može koristiti. Mora počinjati sa https://.
    .remedy = Provjerite adresu s nadređenim.

hw-608 = Server je nekom drugom pokazao imenik koji protivrječi onom na ovom telefonu. Ništa nije preuzeto; oba se čuvaju kao dokaz.
    .remedy = Javite nadređenom prije novog slanja.
hw-609 = Server trenutno ima poteškoća. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Homeward će pokušati kasnije.

hw-610 = Server nije primio ovaj kontakt. Još je na ovom telefonu.
    .remedy = Javite podršci kod; kontakt se čuva.

hw-499 = Nešto je pošlo naopako u aplikaciji. Ono što je sačuvano i dalje je sačuvano.
    .remedy = Zatvorite aplikaciju i ponovo je otvorite. Javite podršci kod.
