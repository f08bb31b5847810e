### What went wrong, and what to do. Machine draft: needs native review.
### The notes for translators are in ../en/errors.ftl.

hw-200 = Server nije mogao da pročita ovaj kontakt. Još je na ovom telefonu.
    .remedy = Javite podršci kod; možda je potrebno ažuriranje.

hw-201 = Ovaj kontakt je prevelik. Još je na ovom telefonu.
    .remedy = Recite službeniku telefonom šta piše u dugim odgovorima.

hw-202 = Kancelarija ne poznaje ovaj telefon. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Zatražite od nadređenog da ga ponovo poveže.

hw-203 = Ovaj kontakt je promenjen na putu. Još je na ovom telefonu.
    .remedy = Pošaljite ga ponovo. Ako tako ostane, javite podršci kod.

hw-204 = Server već ima drugi kontakt sa istim brojem. Ovaj je još na ovom telefonu.
    .remedy = Javite službeniku, koji vidi oba.

hw-205 = Ono što se broji iz ovog kontakta promenjeno je na putu. Još je na ovom telefonu.
    .remedy = Pošaljite ga ponovo. Ako tako ostane, javite podršci kod.

hw-501 = Server nema više mesta. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Javite kancelariji.

hw-401 = Na ovom telefonu nema više mesta. Ono što je ranije sačuvano i dalje je sačuvano.
    .remedy = Oslobodite prostor, pa pokušajte ponovo.

hw-402 = Datoteka na ovom telefonu nije mogla da se pročita ili upiše.
    .remedy = Zatvorite aplikaciju i ponovo je otvorite. Ako tako ostane, javite podršci.

hw-403 = Ono što se čuva na ovom telefonu nije moglo da se pročita.
    .remedy = Instalirajte najnoviju verziju. Ako tako ostane, javite podršci pre bilo čega drugog.

hw-404 = PIN mora imati najmanje 6 cifara.
    .remedy = Izaberite duži.

hw-405 = Nacrti i kartice na ovom telefonu su uništeni. Završeni kontakti se i dalje šalju.
    .remedy = Zatražite novi kod od nadređenog.

hw-406 = Ovaj telefon je zaključan.
    .remedy = Unesite PIN.

hw-407 = PIN je već postavljen.
    .remedy = Unesite taj PIN.

hw-408 = Ovaj telefon još nije povezan.
    .remedy = Zatražite kod od nadređenog.

hw-410 = Ovoga više nema na ovom telefonu.
    .remedy = Vratite se na dnevni spisak.

hw-411 = Ovaj obrazac još nije stigao na ovaj telefon.
    .remedy = Jednom pošaljite i primite uz mrežu.

hw-412 = Ovaj obrazac ima grešku i ne može da se popuni. Ništa nije izgubljeno.
    .remedy = Javite osobi koja pravi obrasce.

hw-414 = Ovo pitanje se sada ne postavlja, zbog drugog odgovora.
    .remedy = Vratite se na sadržaj.

hw-416 = Nijedan obrazac nije otvoren.
    .remedy = Otvorite ga sa dnevnog spiska.

hw-417 = Vraćeni kontakt nije mogao da se otvori.
    .remedy = Pošaljite i primite još jednom. Ako tako ostane, javite službeniku.

hw-419 = Nešto što je potrebno za pečaćenje još nije stiglo. Nacrt je sačuvan.
    .remedy = Jednom pošaljite i primite uz mrežu, pa završite.

hw-421 = Ovaj kod nije ispravan.
    .remedy = Uporedite ga slovo po slovo. Ima 8 grupa po 4.

hw-422 = Ovo nije server kojem kod pripada. Ništa mu nije poslato.
    .remedy = Proverite adresu. Ako je ispravna, javite nadređenom.

hw-423 = Server nije prihvatio ovaj kod: iskorišćen je ili je istekao.
    .remedy = Zatražite novi kod od nadređenog.

hw-424 = Kontakti koji su ranije završeni na ovom telefonu još nisu poslati. Novim povezivanjem ostali bi neposlati.
    .remedy = Pošaljite i preuzmite uz mrežu dok u „Odlazno“ ne ostane ništa neposlato, pa ponovo unesite kod.

hw-425 = Ovaj kontakt je napisan i ispravljen na drugom telefonu. Ovde ne može da se ispravi, jer se njegova prva verzija ovde ne zna.
    .remedy = Ispravite ga na tom telefonu ili javite službeniku telefonom.

hw-426 = Ovaj kontakt se šalje i ovde više ne može da se menja. Ostaje kako je završen.
    .remedy = Ako nešto nije u redu, zamolite službenika da ga vrati.

hw-427 = Završeni kontakt ovog predmeta otvoren je za izmene. Ovaj nacrt ostaje sačuvan.
    .remedy = Prvo završite taj kontakt ili u „Odlazno“ odustanite od njegovih izmena.

hw-428 = Ovo ime je prazno ili predugačko.
    .remedy = Izaberite ime od najviše 40 znakova.

hw-429 = Na ovaj telefon ne staje više profila.
    .remedy = Koristite drugi telefon.

hw-430 = Ovaj kontakt je zapečaćen za ustanovu sa kojom ovaj telefon više nije povezan. Ostaje na ovom telefonu i sada ne može da se pošalje.
    .remedy = Javite nadređenom. Šalje se kad se ovaj telefon ponovo poveže sa tom ustanovom.

hw-601 = Server nije odgovorio. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Homeward će pokušati kasnije. Možete pokušati i sada.

hw-602 = Server ne prihvata ovaj telefon. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Javite nadređenom.

hw-603 = Datum ovog telefona izgleda pogrešno. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Podesite datum i vreme u podešavanjima sistema, pa pošaljite ponovo.

hw-604 = Odgovor servera nije mogao da se proveri i nije korišćen. Ništa nije izgubljeno.
    .remedy = Pokušajte kasnije. Ako tako ostane, javite podršci.

hw-605 = Server je pokazao imenik koji protivreči ranijem. Ništa nije preuzeto; oba se čuvaju kao dokaz.
    .remedy = Javite nadređenom pre novog slanja.

hw-606 = Mreža je ovde isključena. Kontakti ostaju sačuvani na ovom telefonu.
    .remedy = Isključite "Rad bez mreže" u podešavanjima da biste slali.

hw-607 = Ova adresa ne može da se koristi. Mora počinjati sa https://.
    .remedy = Proverite adresu sa nadređenim.

hw-608 = Server je nekom drugom pokazao imenik koji protivreči onom na ovom telefonu. Ništa nije preuzeto; oba se čuvaju kao dokaz.
    .remedy = Javite nadređenom pre novog slanja.
hw-609 = Server trenutno ima poteškoća. Ništa nije izgubljeno; kontakti ostaju na ovom telefonu.
    .remedy = Homeward će pokušati kasnije.

hw-610 = Server nije primio ovaj kontakt. Još je na ovom telefonu.
    .remedy = Javite podršci kod; kontakt se čuva.

hw-499 = Nešto je pošlo naopako u aplikaciji. Ono što je sačuvano i dalje je sačuvano.
    .remedy = Zatvorite aplikaciju i ponovo je otvorite. Javite podršci kod.
